"""Letters of every kind (``letter_kinds``): from a matter to DOCX, PDF, trace and gap memo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from authpack.criteria.change import changes
from authpack.criteria.explain import why
from authpack.criteria.facts import Facts
from authpack.criteria.finding import Determination
from authpack.documents import letter_rules
from authpack.documents.blocks import Document
from authpack.documents.charts import Charts
from authpack.documents.engine import compose
from authpack.documents.finished import Finished, finish, library, style_of, trace_data
from authpack.documents.letter_criteria import UNREAD_HEADING, policy_name, unread
from authpack.documents.letter_crosswalk import crosswalk
from authpack.documents.letter_evidence import evidence
from authpack.documents.letter_facts import LetterFacts, Values
from authpack.documents.letter_kinds import LetterKind, default_kind, kind_named
from authpack.documents.letter_warnings import warnings
from authpack.documents.matter import Matter
from authpack.documents.paragraphs import clinician_paragraphs
from authpack.documents.signing import Signing, signed
from authpack.documents.trace import Tracer
from authpack.documents.wording import us_date, us_day
from authpack.documents.writers.style import Style
from authpack.errors import DocumentRefused
from authpack.reference.vocabulary import drug_words


def build_letter(
    matter: Matter,
    kind: str | None = None,
    *,
    allow_gaps: bool = False,
    folders: Sequence[Path],
    font_folders: tuple[Path, ...] = (),
    signing: Signing | None = None,
) -> Finished:
    """Write one letter; DocumentRefused, with one complete list, if it may not be. kind: the request's own by default.

    signing: a clinician's act; the image of the signature is placed if this very letter was signed.
    """
    composed = compose_letter(matter, kind, allow_gaps=allow_gaps, folders=folders)
    if signing is not None:
        composed = composed.signed(signing, style_of(folders, font_folders))
    name, judged = composed.kind.name, matter.determination
    return finish(
        name,
        "-".join((matter.case.id, matter.request.id, name.replace("_", "-"), *composed.kind.stem_of(matter))),
        composed.document,
        partial(
            trace_data,
            composed.document,
            composed.tracer,
            kind=name,
            case=matter.case.id,
            request=matter.request.id,
            determination=judged,
            date=matter.date,
            about=matter.about,
        ),
        folders,
        font_folders=font_folders,
        beside=_beside(composed, matter, folders),
    )


def _beside(composed: Composed, matter: Matter, folders: Sequence[Path]) -> dict[str, str]:
    """The gap memo, while something that decides is open or something is to be heeded."""
    judged = matter.determination
    warned = warnings(matter, composed.document, composed.tracer, folders, composed.kind.name)
    unseen = judged is not None and composed.kind.judged and bool(unread(judged))
    open_one = judged is not None and composed.document.draft
    return {"gaps.md": gap_memo(judged, warned)} if open_one or warned or unseen else {}


class Composed(NamedTuple):
    """A letter as blocks, before any file format."""

    kind: LetterKind
    document: Document
    tracer: Tracer

    def printed(self) -> set[str]:
        """Every path of the record, a reference or a policy that a printed value stands for."""
        return {
            path
            for name in self.document.trace_ids(in_pictures=False)
            for path in self.tracer.get(name).paths
        }

    def rests_on(self) -> set[str]:
        """The printed paths, and what the printed computations were read from."""
        inputs = {
            path
            for name in self.document.trace_ids(in_pictures=False)
            for path in self.tracer.get(name).inputs
        }
        return self.printed() | inputs

    def signed(self, signing: Signing, style: Style) -> Composed:
        """The same with the signature on its line; DocumentRefused when it was not this letter that was signed."""
        return self._replace(document=signed(self.document, self.tracer, signing, style))


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
        # A letter that argues no criteria speaks of what is known on its own day, not on that of the judgment.
        Facts(
            matter.case, matter.request, determination.as_of if determination and kind.judged else matter.date
        ),
        tracer,
        adverse=frozenset(adverse),
        classes=determination.policy.head.classes if determination else {},
    )
    values: Values = {
        **of.all(),
        "letter_date": of.t.program(us_day(matter.date)),
        "paragraphs": clinician_paragraphs(
            tracer, matter.case, kind.name, named_only=kind.reader in ("patient", "clinician")
        ),
        "charts": Charts(of),
    }
    if determination:
        values |= {
            "policy": policy_values(of, determination),
            "crosswalk": crosswalk(of, determination),
            "evidence": evidence(of, matter.request),
        }
    draft = bool(kind.judged and determination and letter_rules.is_draft(determination))
    document = compose(
        library(tuple(folders)),
        kind.template,
        {**values, "draft": draft, **kind.values(of, matter)},
        tracer,
        drugs=drug_words(),
        draft=draft,
        metadata=(("subject", "Transcranial magnetic stimulation"), ("keywords", "TMS, medical necessity")),
    )
    made = Composed(kind, document, tracer)
    letter_rules.refuse_omissions(adverse, made.printed())
    if kind.check is not None:
        kind.check(document)
    if kind.within_request:
        request = compose_letter(matter, allow_gaps=True, folders=folders)
        letter_rules.refuse_new_facts(made.rests_on(), request.rests_on())
    return made


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


def policy_values(of: LetterFacts, determination: Determination) -> Values:
    """The criteria that a document answers: payer, name, dates, our encoding of them."""
    policy, head = determination.policy, determination.policy.head
    source = f"policy:{policy.id}"
    start = head.effective_from
    return {
        "payer": of.t.policy(source, head.payer.printed),
        "name": of.t.policy(source, policy_name(head)),
        "effective": of.t.policy(
            source, "assumed in force" if isinstance(start, str) else f"effective {us_date(start)}"
        ),
        "review": _REVIEWS.get(head.review_mode),
        "unseen": bool(unread(determination)),
        "encoding": of.t.policy(source, f"{policy.id}, encoding {head.encoding}, {policy.sha256[:12]}"),
        "local": policy.local,
    }


_REVIEWS = {"prior_auth": "Prior authorization", "organization_determination": "Organization determination"}


def gap_memo(determination: Determination | None, warned: Sequence[str] = ()) -> str:
    """For the practice alone: what to heed, what keeps the letter a draft, what would close it. Never in the letter."""
    lines = ["# Gap memo (internal, not for the payer)", ""]
    if determination is not None:
        policy, as_of = determination.policy.head.number, determination.as_of.isoformat()
        lines += [f"Policy {policy}, request {determination.request}, as of {as_of}.", ""]
    if warned:
        lines += ["## Before it goes out", "", *(f"- {one}" for one in warned), ""]
    if determination is not None:
        lines += [*_unread_lines(determination), *_open_lines(determination)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n"


def _unread_lines(determination: Determination) -> list[str]:
    """What of the policy was not read: the letter says so in one sentence and asks the payer for it."""
    found = unread(determination)
    if not found:
        return []
    head = determination.policy.head
    told = f"The criteria are held as: {head.number}, {head.revision}. The letter asks the payer for the full text; "
    return [
        UNREAD_HEADING,
        "",
        told + "get it, and judge the case again, before relying on the answer.",
        "",
        *(
            f"- **{one.section}**: {one.says}.{' The answer hangs on it.' if one.decisive else ''}"
            for one in found
        ),
        "",
    ]


def _open_lines(determination: Determination) -> list[str]:
    found_open = letter_rules.open_findings(determination)
    lines = ["## Open criteria", ""] if found_open else []
    for finding in found_open:
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
    return lines
