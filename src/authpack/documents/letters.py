"""The authorization letter and its claim-review twin: from a determination to DOCX, PDF, trace, gap memo."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from authpack.criteria.change import changes
from authpack.criteria.explain import why
from authpack.criteria.facts import Facts
from authpack.criteria.finding import Determination
from authpack.criteria.policy import Head
from authpack.documents import letter_rules
from authpack.documents.blocks import Document
from authpack.documents.engine import compose
from authpack.documents.letter_crosswalk import crosswalk
from authpack.documents.letter_facts import LetterFacts, Values
from authpack.documents.template import Library
from authpack.documents.trace import Tracer
from authpack.documents.wording import us_date
from authpack.documents.writers.style import Style, load_style
from authpack.domain.case import Case
from authpack.domain.requests import Request
from authpack.errors import DocumentRefused
from authpack.reference.evidence import select
from authpack.reference.vocabulary import drug_words

TRACE_SCHEMA = "authpack.trace/1"
Kind = Literal["authorization_letter", "chart_statement"]
_TEMPLATES: dict[Kind, str] = {
    "authorization_letter": "letters/authorization.md.j2",
    "chart_statement": "letters/chart_statement.md.j2",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One finished document in both formats, with its trace and, when criteria stay open, the gap memo."""

    kind: Kind
    draft: bool
    stem: str
    document: Document
    docx: bytes
    pdf: bytes
    trace: dict[str, Any]
    gap_memo: str | None

    def files(self) -> dict[str, bytes]:
        """File name -> content; names carry the practice's case number, no patient data."""
        found = {
            f"{self.stem}.docx": self.docx,
            f"{self.stem}.pdf": self.pdf,
            f"{self.stem}.trace.json": (json.dumps(self.trace, indent=1, ensure_ascii=False) + "\n").encode(),
        }
        if self.gap_memo:
            found[f"{self.stem}.gaps.md"] = self.gap_memo.encode()
        return found


def build_letter(
    case: Case,
    determination: Determination,
    *,
    allow_gaps: bool = False,
    folders: Sequence[Path],
    font_folders: tuple[Path, ...] = (),
) -> Letter:
    """Write the letter of a determined request; DocumentRefused, with one complete list, if it may not be."""
    composed = compose_letter(case, determination, allow_gaps=allow_gaps, folders=folders)
    from authpack.documents.writers.docx import write_docx
    from authpack.documents.writers.pdf import write_pdf

    style = _style(folders, font_folders)
    draft = letter_rules.is_draft(determination)
    stem = f"{case.id}-{determination.request}-{composed.kind.replace('_', '-')}"
    return Letter(
        composed.kind,
        draft,
        stem,
        composed.document,
        write_docx(composed.document, style),
        write_pdf(composed.document, style),
        trace_data(composed, determination),
        gap_memo(determination) if draft else None,
    )


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as blocks, before any file format."""

    kind: Kind
    document: Document
    tracer: Tracer


def compose_letter(
    case: Case, determination: Determination, *, allow_gaps: bool, folders: Sequence[Path]
) -> Composed:
    """The letter as blocks, after all refusals."""
    request = case.request(determination.request)
    assert request is not None
    if determination.policy.head.review_mode == "excluded":
        raise DocumentRefused("The benefit is excluded by this policy; a request would be for nothing.")
    letter_rules.refuse(case, request, determination, allow_gaps=allow_gaps)
    kind: Kind = (
        "chart_statement"
        if determination.policy.head.review_mode == "claim_review"
        else "authorization_letter"
    )
    tracer = Tracer()
    adverse = letter_rules.adverse_paths(case, determination)
    of = LetterFacts(
        case,
        request,
        Facts(case, request, determination.as_of),
        tracer,
        adverse=frozenset(adverse),
        classes=determination.policy.head.classes,
    )
    values = {
        **of.all(),
        "policy": _policy(of, determination),
        "crosswalk": crosswalk(of, determination),
        "evidence": evidence(of, request),
    }
    document = compose(
        _library(tuple(folders)),
        _TEMPLATES[kind],
        values,
        tracer,
        drugs=drug_words(),
        draft=letter_rules.is_draft(determination),
        metadata=(("subject", "Transcranial magnetic stimulation"), ("keywords", "TMS, medical necessity")),
    )
    printed = {path for name in document.trace_ids() for path in tracer.get(name).paths}
    letter_rules.refuse_omissions(adverse, printed)
    return Composed(kind, document, tracer)


@lru_cache(maxsize=8)
def _library(folders: tuple[Path, ...]) -> Library:
    return Library(folders)


def _style(folders: Sequence[Path], font_folders: tuple[Path, ...]) -> Style:
    """The first folder that holds styles decides the look."""
    found = next(
        (folder / "styles" for folder in folders if (folder / "styles" / "style.yaml").is_file()), None
    )
    if found is None:
        raise DocumentRefused("No templates/styles/style.yaml was found, so no document can be set.")
    return load_style(found, font_dirs=font_folders)


def _policy(of: LetterFacts, determination: Determination) -> Values:
    policy, head = determination.policy, determination.policy.head
    source = f"policy:{policy.id}"
    start = head.effective_from
    effective = (
        "effective date not known, assumed in force"
        if isinstance(start, str)
        else f"effective {us_date(start)}"
    )
    return {
        "payer": of.t.policy(source, head.payer.printed),
        "name": of.t.policy(source, _policy_name(head)),
        "effective": of.t.policy(source, effective),
        "review": _REVIEWS.get(head.review_mode),
        "unseen": determination.overall == "text_not_seen",
        "encoding": of.t.policy(source, f"{policy.id}, encoding {head.encoding}, {policy.sha256[:12]}"),
        "local": policy.local,
    }


_REVIEWS = {"prior_auth": "Prior authorization", "organization_determination": "Organization determination"}


def _policy_name(head: Head) -> str:
    """Number, title where it says more than the number, and the payer's own name of the revision."""
    title = "" if head.title.casefold() in head.number.casefold() else f", {head.title}"
    return f"{head.number}{title} ({head.revision})"


_ARGUMENTS = {
    ("mdd", "initial"): (
        "efficacy",
        "theta_burst",
        "accelerated",
        "deep_tms",
        "against_more_medication_trials",
    ),
    ("mdd", "retreatment"): ("retreatment", "durability"),
    ("mdd", "continuation"): ("efficacy",),
    ("ocd", "initial"): ("ocd",),
    ("ocd", "retreatment"): ("ocd",),
}
MOST_EVIDENCE = 3


def evidence(of: LetterFacts, request: Request) -> list[Values]:
    """Verified rows that speak for this indication, protocol and age; none when none does."""
    from authpack.reference.evidence import FAMILIES

    family = request.protocol if request.protocol in FAMILIES else None
    arguments = _ARGUMENTS.get((request.indication, request.phase), ())
    indication = request.indication
    if family is None or not arguments or indication not in ("mdd", "ocd"):
        return []
    adult = bool(of.facts.case.patient.birth_date) and not of.patient()["is_minor"]
    rows = select(indication, family, "adult" if adult else "adolescent", arguments)
    return [
        {
            "statement": of.t.reference(f"reference:evidence/{row.id}/results", row.statement),
            "cite": of.t.reference(f"reference:evidence/{row.id}/cite", str(row.cite.value)),
            "ids": of.t.reference(f"reference:evidence/{row.id}/ids", "; ".join(row.print_ids()))
            if row.print_ids()
            else None,
        }
        for row in rows[:MOST_EVIDENCE]
        if row.statement
    ]


def trace_data(composed: Composed, determination: Determination) -> dict[str, Any]:
    """``letter.trace.json``: every printed value with its origin, and what the document was made from."""
    policy = determination.policy
    return {
        "schema": TRACE_SCHEMA,
        "document": composed.kind,
        "case": determination.case_id,
        "request": determination.request,
        "policy": {"id": policy.id, "revision": policy.head.revision, "sha256": policy.sha256},
        "as_of": determination.as_of.isoformat(),
        "values": [
            {
                "id": one.id,
                "kind": str(one.kind),
                "text": one.text,
                "paths": list(one.paths),
                **({"rule": one.rule, "inputs": list(one.inputs)} if one.rule else {}),
            }
            for one in (composed.tracer.get(name) for name in composed.document.trace_ids())
        ],
    }


def gap_memo(determination: Determination) -> str:
    """For the practice alone: what keeps the letter a draft, and what would close it. Never in the letter."""
    lines = [
        "# Gap memo (internal, not for the payer)",
        "",
        f"Policy {determination.policy.head.number}, request {determination.request}, "
        f"as of {determination.as_of.isoformat()}.",
        "",
        "## Open criteria",
        "",
    ]
    for finding in letter_rules.open_findings(determination):
        label, status = finding.node.section or finding.id, finding.status.replace("_", " ")
        lines.append(f"- **{label}** ({finding.id}): {status}; {why(finding)}.")
        if finding.node.ask:
            lines.append(f"  - Ask: {finding.node.ask}")
        lines += [f"  - Missing: {path}" for path in finding.missing]
    found = changes(determination)
    if found.sets:
        lines += ["", "## What would close it (smallest found)", ""]
        for place, change in enumerate(found.sets, 1):
            lines.append(f"{place}. " + "; ".join(repair.text for repair in change.repairs) + ".")
    if determination.problems:
        lines += ["", "## Contradictions in the record", ""]
        lines += [f"- {problem.text} ({', '.join(problem.paths)})" for problem in determination.problems]
    return "\n".join(lines) + "\n"
