"""Letters of every kind (``letter_kinds``): from a matter to DOCX, PDF, trace and gap memo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from authpack.criteria.change import changes
from authpack.criteria.explain import why
from authpack.criteria.facts import Facts
from authpack.criteria.finding import Determination
from authpack.criteria.policy import Head
from authpack.documents import letter_rules
from authpack.documents.blocks import Document
from authpack.documents.engine import compose
from authpack.documents.finished import Finished, finish, library, trace_data
from authpack.documents.letter_crosswalk import crosswalk
from authpack.documents.letter_facts import LetterFacts, Values
from authpack.documents.letter_kinds import LetterKind, default_kind, kind_named
from authpack.documents.matter import Matter
from authpack.documents.trace import Tracer
from authpack.documents.wording import us_date, us_day
from authpack.domain.requests import Request
from authpack.errors import DocumentRefused
from authpack.reference.evidence import select
from authpack.reference.vocabulary import drug_words


def build_letter(
    matter: Matter,
    kind: str | None = None,
    *,
    allow_gaps: bool = False,
    folders: Sequence[Path],
    font_folders: tuple[Path, ...] = (),
) -> Finished:
    """Write one letter; DocumentRefused, with one complete list, if it may not be. kind: the request's own by default."""
    composed = compose_letter(matter, kind, allow_gaps=allow_gaps, folders=folders)
    name, judged = composed.kind.name, matter.determination
    return finish(
        name,
        "-".join((matter.case.id, matter.request.id, name.replace("_", "-"), *composed.kind.stem_of(matter))),
        composed.document,
        trace_data(
            composed.document,
            composed.tracer,
            kind=name,
            case=matter.case.id,
            request=matter.request.id,
            determination=judged,
        ),
        folders,
        font_folders=font_folders,
        beside={"gaps.md": gap_memo(judged)} if judged and composed.document.draft else {},
    )


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as blocks, before any file format."""

    kind: LetterKind
    document: Document
    tracer: Tracer


def compose_letter(
    matter: Matter, name: str | None = None, *, allow_gaps: bool, folders: Sequence[Path]
) -> Composed:
    """The letter as blocks, after all refusals."""
    kind = kind_named(name) if name else default_kind(matter)
    _refuse(matter, kind, allow_gaps=allow_gaps)
    determination = matter.determination
    adverse = letter_rules.adverse_paths(matter.case, determination) if kind.whole and determination else {}
    tracer = Tracer()
    of = LetterFacts(
        matter.case,
        matter.request,
        Facts(matter.case, matter.request, determination.as_of if determination else matter.date),
        tracer,
        adverse=frozenset(adverse),
        classes=determination.policy.head.classes if determination else {},
    )
    values: Values = {**of.all(), "letter_date": of.t.program(us_day(matter.date))}
    if determination:
        values |= {
            "policy": _policy(of, determination),
            "crosswalk": crosswalk(of, determination),
            "evidence": evidence(of, matter.request),
        }
    document = compose(
        library(tuple(folders)),
        kind.template,
        {**values, **kind.values(of, matter)},
        tracer,
        drugs=drug_words(),
        draft=bool(kind.judged and determination and letter_rules.is_draft(determination)),
        metadata=(("subject", "Transcranial magnetic stimulation"), ("keywords", "TMS, medical necessity")),
    )
    printed = {path for name in document.trace_ids() for path in tracer.get(name).paths}
    letter_rules.refuse_omissions(adverse, printed)
    return Composed(kind, document, tracer)


def _refuse(matter: Matter, kind: LetterKind, *, allow_gaps: bool) -> None:
    """All refusals of a kind, in one list."""
    determination = matter.determination
    if determination is None and kind.judged:
        raise DocumentRefused(
            f"A letter of the kind {kind.name} states what the payer's criteria ask, and none were judged.",
            do="Name a policy with --policy.",
        )
    if determination and kind.judged and determination.policy.head.review_mode == "excluded":
        raise DocumentRefused("The benefit is excluded by this policy; a request would be for nothing.")
    letter_rules.refuse(kind.missing(matter), determination if kind.judged else None, allow_gaps=allow_gaps)


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
