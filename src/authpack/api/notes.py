"""Check and write the notes of a course."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from authpack import content
from authpack.domain.case import Case
from authpack.errors import Fault, InputError

if TYPE_CHECKING:
    from authpack.documents.notes import NoteResult
    from authpack.domain.sessions import Session
    from authpack.intake.session_rows import SessionLog
    from authpack.ledger.course_of import Unread
    from authpack.ledger.note_checks import Checked
    from authpack.ledger.note_signatures import NoteSignatures

__all__ = ["check_notes", "course_notes", "session_log"]


def session_log(path: Path) -> SessionLog:
    """Read a log of sessions (CSV or YAML): bad rows are listed in it, the others are read.

    InputError when the file as a whole cannot be used.
    """
    from authpack.intake.session_log import read_log

    return read_log(path)


def check_notes(
    case: Case,
    sessions: Iterable[Session] = (),
    *,
    log: SessionLog | None = None,
    signatures: NoteSignatures | None = None,
) -> Checked:
    """What the notes of a case would be refused or warned for, nothing rendered.

    sessions: further ones beside the case; log: the log that they come from, so that its unread rows are named;
    signatures: those recorded beside the case (``sign_note``).
    """
    from authpack.ledger.note_checks import check_notes as _check

    signed, added = _signed(case, new_sessions(case, _logged(sessions, log), log), log, signatures)
    return _check(signed, added, unread_rows(log))


def course_notes(
    case: Case,
    *,
    sessions: Iterable[Session] = (),
    log: SessionLog | None = None,
    signatures: NoteSignatures | None = None,
    kind: str | None = None,
    record: str | None = None,
    templates: Iterable[Path] = (),
    font_folders: tuple[Path, ...] = (),
    begin: Callable[[int], None] | None = None,
) -> Iterator[NoteResult]:
    """Notes one by one, refused ones among them with every reason; nothing is written to disk.

    sessions, log: those of a log; then only their notes are written (unless a record is named). signatures: those
    recorded beside the case (``sign_note``). kind: a name of ``documents.note_kinds.KINDS`` (default: what each session's
    code asks for). record: the id of one session or paper.
    begin: told the number of notes before the first. Raises InputError, ContentError.
    """
    from authpack.documents.notes import Notes, plan_of_work

    logged = _logged(sessions, log)
    signed, added = _signed(case, new_sessions(case, logged, log), log, signatures)
    every = Notes(signed, added, unread_rows(log))
    work = plan_of_work(every, kind=kind, record=record, logged=frozenset(one.id for one in logged))
    folders = [root.path for root in content.template_roots(templates)]
    if begin is not None:
        begin(len(work))
    for one, entry in work:
        yield every.write(one, entry, folders, font_folders)


def _signed(
    case: Case, added: tuple[Session, ...], log: SessionLog | None, signatures: NoteSignatures | None
) -> tuple[Case, tuple[Session, ...]]:
    from authpack.ledger.note_signatures import signed_records

    return (case, added) if signatures is None else signed_records(case, added, signatures, unread_rows(log))


def _logged(sessions: Iterable[Session], log: SessionLog | None) -> tuple[Session, ...]:
    return (*sessions, *(log.sessions if log else ()))


def unread_rows(log: SessionLog | None) -> tuple[Unread, ...]:
    """The rows of a log that could not be read, as the checks know them."""
    from authpack.ledger.course_of import Unread

    return tuple(Unread(f"{log.name}:{row.line}", row.id) for row in log.bad) if log else ()


def new_sessions(
    case: Case, sessions: Iterable[Session], log: SessionLog | None = None
) -> tuple[Session, ...]:
    """The sessions that the case does not hold yet; InputError for one that it holds differently.

    A row that equals the session of the case (its signatures apart) is that session.
    """
    if log is not None:
        _refuse_other_patient(case, log)
    held = {one.id: one.model_copy(update={"signatures": ()}) for one in case.sessions}
    sessions = tuple(sessions)
    differing = [one for one in sessions if one.id in held and one != held[one.id]]
    if differing:
        faults = tuple(Fault(_place(one, log), _difference(one, held[one.id])) for one in differing)
        raise InputError(
            "The log holds sessions that the case holds otherwise.",
            faults=faults,
            why="Two records of one session would make two notes of it, and nothing tells which is true.",
            do="Mend the one that is wrong, or take the rows out of the log.",
        )
    return tuple(one for one in sessions if one.id not in held)


def _refuse_other_patient(case: Case, log: SessionLog) -> None:
    """A log may say whose it is, row by row (``case``, ``mrn``): each must be this case."""
    mine = {"case": case.id, "mrn": case.patient.mrn}
    faults = tuple(
        Fault(
            where, "is another than the case's." if mine[name] else "the case records none to compare with."
        )
        for where, name, value in log.of_whom
        if value != mine[name]
    )
    if faults:
        raise InputError(
            "The log holds sessions of another patient than the case.",
            faults=faults[:20],
            why="They would be printed, and signed, under this patient's name.",
            do="Give the log of this patient, or the case that belongs to it.",
        )


def _place(one: Session, log: SessionLog | None) -> str:
    where = log.where(f"/sessions/{one.id}/id") if log else None
    return f"{where or 'the log'}: {one.id}"


def _difference(one: Session, other: Session) -> str:
    names = [name for name in type(one).model_fields if getattr(one, name) != getattr(other, name)]
    return f"differs in {', '.join(names)}."
