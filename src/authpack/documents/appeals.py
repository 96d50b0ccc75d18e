"""Appeals of every kind (``appeal_kinds``): from a matter to DOCX, PDF, trace and the practice's own memo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from authpack.criteria.facts import Facts
from authpack.documents import appeal_dispute, appeal_rules, letter_rules
from authpack.documents.appeal_kinds import AppealKind, kind_of
from authpack.documents.appeal_matter import AppealMatter
from authpack.documents.appeal_memo import memo
from authpack.documents.appeal_tone import refuse_tone
from authpack.documents.blocks import Document
from authpack.documents.charts import Charts
from authpack.documents.engine import compose
from authpack.documents.finished import Finished, finish, library, style_of, trace_data
from authpack.documents.letter_evidence import evidence
from authpack.documents.letter_facts import LetterFacts, Values
from authpack.documents.letter_warnings import warnings as letter_warnings
from authpack.documents.letters import policy_values
from authpack.documents.matter import Matter
from authpack.documents.paragraphs import clinician_paragraphs
from authpack.documents.signing import Signing, signed
from authpack.documents.trace import Tracer
from authpack.documents.wording import us_day
from authpack.errors import DocumentRefused
from authpack.reference.vocabulary import drug_words


def build_appeal(
    matter: AppealMatter,
    *,
    allow_gaps: bool = False,
    folders: Sequence[Path],
    font_folders: tuple[Path, ...] = (),
    signing: Signing | None = None,
) -> Finished:
    """Write one appeal; DocumentRefused, with one complete list, if it may not be.

    signing: a clinician's act; the image of the signature is placed if this very appeal was signed.
    """
    kind = kind_of(matter.level)
    _refuse(matter, allow_gaps=allow_gaps)
    adverse = _adverse(matter)
    tracer = Tracer()
    of = _facts(matter, tracer, frozenset(adverse))
    document = compose(
        library(tuple(folders)),
        kind.template,
        {**_values(of, matter, kind), **kind.values(of, matter)},
        tracer,
        drugs=drug_words(),
        draft=appeal_rules.is_draft(matter),
        metadata=(("subject", "Transcranial magnetic stimulation"), ("keywords", "TMS, appeal")),
    )
    # A value that stands in a chart alone counts as left out: a picture is easily lost.
    printed = {path for name in document.trace_ids(in_pictures=False) for path in tracer.get(name).paths}
    letter_rules.refuse_omissions(adverse, printed)
    refuse_tone(document, tracer)
    if signing is not None:
        document = signed(document, tracer, signing, style_of(folders, font_folders))
    trace = partial(
        trace_data,
        document,
        tracer,
        kind=kind.name,
        case=matter.case.id,
        request=matter.request.id,
        determination=matter.of.determination if matter.of else None,
        date=matter.day,
        about=_about(matter),
    )
    return finish(
        kind.name,
        _stem(matter, kind),
        document,
        trace,
        folders,
        font_folders=font_folders,
        beside={"memo.md": memo(matter, printed, _of_the_words(matter, document, tracer, folders))},
    )


def _about(matter: AppealMatter) -> dict[str, str]:
    """What the writer chose, so that the same appeal can be made again."""
    return {
        "denial": matter.denial.id,
        "level": matter.level,
        "urgency": "expedited" if matter.expedited else "standard",
        "on_behalf": matter.on_behalf,
        "cites_outcomes": "yes" if matter.cite else "no",
    }


def _stem(matter: AppealMatter, kind: AppealKind) -> str:
    urgent = ("expedited",) if matter.expedited else ()
    return "-".join((matter.case.id, matter.denial.id, *kind.name.split("_"), *urgent))


def _refuse(matter: AppealMatter, *, allow_gaps: bool) -> None:
    appeal_rules.refuse(matter, allow_gaps=allow_gaps)
    found = appeal_dispute.unproven(matter) if matter.level == "dispute" else ()
    if found:
        raise DocumentRefused(
            "The dispute was not written.",
            faults=found,
            why="A dispute without its proof is denied again, and uses up the level.",
            do="Obtain what is named, record it, and write the dispute then.",
        )


def _adverse(matter: AppealMatter) -> dict[str, str]:
    """What an appeal to a payer must not leave out; a claim dispute says nothing of the illness."""
    return letter_rules.adverse_paths(matter.case, matter.of.determination) if matter.of else {}


def _facts(matter: AppealMatter, tracer: Tracer, adverse: frozenset[str]) -> LetterFacts:
    judged = matter.of.determination if matter.of else None
    facts = Facts(matter.case, matter.request, judged.as_of if judged else matter.day)
    classes = judged.policy.head.classes if judged else {}
    return LetterFacts(matter.case, matter.request, facts, tracer, adverse=adverse, classes=classes)


def _values(of: LetterFacts, matter: AppealMatter, kind: AppealKind) -> Values:
    values: Values = {
        **of.all(),
        "charts": Charts(of),
        "letter_date": of.t.program(us_day(matter.day)),
        "paragraphs": clinician_paragraphs(of.t, matter.case, kind.name) if kind.judged else [],
    }
    if matter.of:
        judged = matter.of.determination
        values |= {
            "policy": policy_values(of, judged),
            "evidence": evidence(of, matter.request),
        }
    return values


def _of_the_words(
    matter: AppealMatter, document: Document, tracer: Tracer, folders: Sequence[Path]
) -> tuple[str, ...]:
    """What every letter to a payer is warned of: overstated evidence, codes by the day, dates of clearance."""
    if matter.of is None:
        return ()
    letter = Matter(matter.case, matter.request, matter.of.determination, matter.day)
    return letter_warnings(letter, document, tracer, folders)
