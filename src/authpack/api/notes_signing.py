"""Sign the notes of a course, one person and one note at a time; the acts are kept in a file beside the case."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.api.notes import check_notes, new_sessions, unread_rows
from authpack.domain.case import Case
from authpack.errors import DocumentRefused, Fault

if TYPE_CHECKING:
    from authpack.domain.signing import SignRole
    from authpack.intake.session_rows import SessionLog
    from authpack.ledger.note_problem import NoteProblem
    from authpack.ledger.note_signatures import NoteSignatures

__all__ = ["read_note_signatures", "sign_note"]


def read_note_signatures(path: Path) -> NoteSignatures:
    """The file of signatures beside a case; InputError or ContentError when it is none."""
    from authpack.ledger.note_signatures import NoteSignatures
    from authpack.textio import load_path, validated

    return validated(
        load_path(path), NoteSignatures, "The file of signatures", do="Make it with 'authpack notes sign'."
    )


def sign_note(
    case: Case,
    code: str,
    role: SignRole,
    *,
    date: datetime.date,
    time: str | None = None,
    clinician: str | None = None,
    log: SessionLog | None = None,
    signatures: NoteSignatures | None = None,
) -> tuple[NoteSignatures, tuple[NoteProblem, ...]]:
    """The signatures with one more, that of one person on the note that prints this record code; and its warnings.

    clinician: who signs in that role; operator, patient and guardian are those of the record. InputError when no note
    has the code as the record stands; DocumentRefused when the note is refused, or the signature contradicts it.
    """
    from authpack.ledger.note_problem import NoteRefusal, NoteWarning
    from authpack.ledger.note_signatures import NoteSignatures, note_of_code, signature_of, with_one_more

    held = signatures or NoteSignatures(case=case.id)
    added, unread = new_sessions(case, log.sessions if log else (), log), unread_rows(log)
    found = note_of_code(case, added, code, unread)
    before = check_notes(case, log=log, signatures=signatures).of(found.path)
    _refuse(
        [one for one in before if isinstance(one, NoteRefusal)],
        "The note cannot be signed: as the record stands it is refused.",
    )
    mine = signature_of(case, found.record, role, code, date=date, time=time, clinician=clinician)
    grown = with_one_more(case, added, held, found, mine, unread)
    after = check_notes(case, log=log, signatures=grown).of(found.path)
    new = [one for one in after if one not in before]
    _refuse([one for one in new if isinstance(one, NoteRefusal)], "The note cannot be signed so.")
    return grown, tuple(one for one in new if isinstance(one, NoteWarning))


def _refuse(problems: list[NoteProblem], what: str) -> None:
    if problems:
        raise DocumentRefused(
            what,
            faults=tuple(Fault(one.path, f"{one.text} ({one.code}).") for one in problems),
            do="`authpack notes check` tells what to do about each.",
        )
