"""Compare an edited letter with the record that it was written from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from authpack.api.appeals import appeal
from authpack.api.judging import check
from authpack.api.letters import letter
from authpack.criteria.catalog import Catalog
from authpack.criteria.shelf import Shelf
from authpack.domain.case import Case
from authpack.errors import AuthpackError, DocumentRefused, Fault, InputError, PolicyChoiceError
from authpack.textio import load_path, validation_faults

if TYPE_CHECKING:
    from authpack.documents.verify import Report
    from authpack.documents.verify_unit import Difference
    from authpack.intake.session_rows import SessionLog
    from authpack.ledger.note_signatures import NoteSignatures

__all__ = ["Verified", "load_trace", "verify_letter"]

TRACE_SCHEMA = "authpack.trace/1"
APPEALS = frozenset({"appeal_level_1", "appeal_level_2", "external_review", "claim_dispute"})
"""The kinds of appeals."""


def _note_kinds() -> frozenset[str]:
    # Here, not above: these modules build the models of sessions, which a letter does not need.
    from authpack.ledger.note_content import PAPER_KINDS, SESSION_KINDS

    return frozenset({*PAPER_KINDS.values(), *SESSION_KINDS})


@dataclass(frozen=True, slots=True)
class Verified:
    """The result. ``stale``: what the present record says otherwise, None when no record was given."""

    report: Report
    stale: tuple[Difference, ...] | None
    new_paragraphs: tuple[Any, ...]
    trace: Mapping[str, Any]

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.report.differences and not self.stale

    def as_dict(self) -> dict[str, Any]:
        """For JSON; holds the patient's data."""
        from dataclasses import asdict

        return {
            "schema": "authpack.verification/1",
            "document": self.trace["document"],
            "case": self.trace["case"],
            "clean": self.clean,
            **self.report.as_dict(),
            "stale": None if self.stale is None else [asdict(one) for one in self.stale],
            "new_paragraphs": [asdict(one) for one in self.new_paragraphs],
        }


def load_trace(path: Path) -> dict[str, Any]:
    """A ``*.trace.json``; InputError when it is none, or is too old to hold the printed words."""
    from pydantic import ValidationError

    from authpack.documents.printed import TraceFile

    loaded = load_path(path)
    if loaded.data.get("schema") != TRACE_SCHEMA or "printed" not in loaded.data:
        raise InputError(
            f"{path.name} is not the trace of a letter of this version ({TRACE_SCHEMA}, with its printed words).",
            why="Without the words that were printed no place can be compared.",
            do="Give the trace.json that was written with the letter; write an older letter again.",
        )
    try:
        TraceFile.model_validate(loaded.data)
    except ValidationError as error:
        faults = validation_faults(error, loaded)
        raise InputError(f"{path.name} was changed, and cannot be used.", faults=faults[:20]) from None
    return loaded.data


def verify_letter(
    edited: Path,
    trace: Path | Mapping[str, Any],
    *,
    case: Case | None = None,
    log: SessionLog | None = None,
    signatures: NoteSignatures | None = None,
    library: Catalog | None = None,
    shelf: Shelf | None = None,
    templates: Iterable[Path] = (),
    policies: Iterable[Path] = (),
) -> Verified:
    """Every number, date, drug and code of an edited DOCX that is not as it was written, at its place.

    case: the present record; the letter or note is then made again from it, and what differs from the trace is in
    ``stale``. log, signatures: those beside the case, for a note. library, shelf: as for ``check``; policies: the
    practice's own, for an appeal. InputError for a
    file that cannot be read, holds tracked changes or comments, or is another letter; its messages name places, never
    words.
    """
    from authpack.documents.verify import compare, paired
    from authpack.documents.verify_docx import read_docx
    from authpack.documents.verify_sentences import new_paragraphs
    from authpack.reference.vocabulary import drug_words

    held = load_trace(trace) if isinstance(trace, Path) else trace
    words = read_docx(edited)
    report = compare(held, words, drug_words())
    since = None
    if case is not None and held["document"] in _note_kinds():
        since = _stale(held, case, lambda: _note_again(held, case, log, signatures, templates))
    elif case is not None and held["document"] in APPEALS:
        since = _stale(held, case, lambda: _appeal_again(held, case, policies, templates))
    elif case is not None:
        since = _stale(held, case, lambda: _again(held, case, library, shelf, templates))
    return Verified(report, since, new_paragraphs(paired(held, words), held), held)


def _stale(
    trace: Mapping[str, Any], case: Case, again: Callable[[], Mapping[str, Any]]
) -> tuple[Difference, ...]:
    from authpack.documents.verify_stale import stale
    from authpack.documents.verify_unit import Difference
    from authpack.reference.vocabulary import drug_words

    if trace.get("case") != case.id:
        raise InputError(
            "The case file is of another case than the trace.",
            do="Give the case file from which the letter was written.",
        )
    _refuse_other_families(trace)
    try:
        made = again()
    except PolicyChoiceError:
        raise
    except AuthpackError as error:
        faults = "; ".join(str(fault) for fault in error.faults)
        note = f"it can no longer be written from the present record: {error.what} {faults}".strip()
        return (Difference("stale", "words", "the document", "", "", note=note),)
    return stale(trace, made, drug_words())


def _note_again(
    trace: Mapping[str, Any],
    case: Case,
    log: SessionLog | None,
    signatures: NoteSignatures | None,
    templates: Iterable[Path],
) -> Mapping[str, Any]:
    """The trace of the same note from the present record and log; DocumentRefused where it is refused now."""
    from authpack.api.notes import course_notes

    [made] = course_notes(
        case,
        log=log,
        signatures=signatures,
        kind=trace["document"],
        record=trace["about"]["record"],
        templates=templates,
    )
    if made.note is None:
        faults = tuple(Fault(one.path, f"{one.text} ({one.code})") for one in made.refusals)
        raise made.fault or DocumentRefused("The note is refused now.", faults=faults)
    return made.note.trace


def _appeal_again(
    trace: Mapping[str, Any], case: Case, policies: Iterable[Path], templates: Iterable[Path]
) -> Mapping[str, Any]:
    """The trace of the same appeal from the present record; open criteria do not stop it."""
    about, day = trace["about"], trace.get("date")
    return appeal(
        case,
        about["denial"],
        level=about["level"],
        expedited=about.get("urgency") == "expedited",
        on_behalf="member" if about.get("on_behalf") == "member" else "provider",
        date=datetime.date.fromisoformat(day) if day else None,
        policy=(trace.get("policy") or {}).get("id"),
        policies=policies,
        allow_gaps=True,
        cite_outcomes=about.get("cites_outcomes") == "yes",
        templates=templates,
    ).trace


def _again(
    trace: Mapping[str, Any],
    case: Case,
    library: Catalog | None,
    shelf: Shelf | None,
    templates: Iterable[Path],
) -> dict[str, Any]:
    """The trace of the same letter from the present record; open criteria do not stop it."""
    policy, as_of, day = trace.get("policy"), trace.get("as_of"), trace.get("date")
    judged = None
    if policy:
        judged = check(
            case,
            policy=policy["id"],
            request=trace["request"],
            as_of=datetime.date.fromisoformat(as_of) if as_of else None,
            library=library,
            shelf=shelf,
        )
    made = letter(
        case,
        judged,
        kind=trace["document"],
        request=trace["request"],
        date=datetime.date.fromisoformat(day) if day else None,
        about=trace.get("about") or {},
        allow_gaps=True,
        templates=templates,
    )
    return made.trace


def _refuse_other_families(trace: Mapping[str, Any]) -> None:
    from authpack.documents.letter_kinds import KINDS

    kind = str(trace["document"])
    if kind not in KINDS and kind not in _note_kinds() and kind not in APPEALS:
        raise InputError(
            f"A document of the kind {kind} is not made again from the record.",
            do="Leave --case out: the edited document is then compared with its trace alone.",
        )
    if kind in _note_kinds() and "record" not in (trace.get("about") or {}):
        raise InputError(
            "The trace is of an older version: it does not say of which session or paper the note is.",
            do="Leave --case out, or write the note again.",
        )
