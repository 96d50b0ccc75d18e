"""Signatures kept beside a case: each a person's act on one note, found again by the record code that the note prints.

A log cannot sign, and a case may be written by an export; so the acts have a file of their own. It only grows, a row at a
time, and each row names the note by its code: a later change of what the note prints leaves it without that signature.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from authpack.domain.base import Id
from authpack.domain.case import Case
from authpack.domain.sessions import Session
from authpack.domain.signing import Signature, SignRole
from authpack.errors import Fault, InputError
from authpack.ledger.course_of import Unread, courses
from authpack.ledger.note_content import Paper, kinds_of
from authpack.ledger.note_signing import codes_of, signers_of, unsigned
from authpack.ledger.papers import LISTS

SCHEMA: Final = "authpack.note-signatures/1"
_CLOSED: Final = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class NoteSignature(BaseModel):
    """One signature and the session or paper whose note it signs (``sessions/s02``, ``plans/o1``)."""

    model_config = _CLOSED

    of: str = Field(pattern=r"^[a-z_]+/[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$")
    signature: Signature


class NoteSignatures(BaseModel):
    """All signatures that were recorded for the notes of one case, oldest first."""

    model_config = _CLOSED

    schema_: Literal["authpack.note-signatures/1"] = Field(alias="schema", default=SCHEMA)
    case: Id
    signatures: tuple[NoteSignature, ...] = ()

    def text(self) -> str:
        """As a file."""
        data = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def signed_records(
    case: Case, added: Iterable[Session], held: NoteSignatures, unread: Iterable[Unread] = ()
) -> tuple[Case, tuple[Session, ...]]:
    """The case and the sessions of a log with those signatures on them.

    InputError when the file is of another case, or signs a session or paper that is in neither (unread: rows of the log
    that could not be read, whose signatures wait).
    """
    if held.case != case.id:
        raise InputError(
            "The signatures are of another case.", do="Give the file that was made with this case."
        )
    added = tuple(added)
    rows: dict[str, list[Signature]] = {}
    for one in held.signatures:
        rows.setdefault(one.of, []).append(one.signature)
    known = {_place(one) for one in (*_records(case), *added)} | {f"sessions/{one.id}" for one in unread}
    if missing := [name for name in rows if name not in known]:
        raise InputError(
            "The signatures are of notes that neither the case nor the log holds.",
            faults=tuple(Fault(name, "is not there.") for name in missing),
            do="Give the log of those sessions too (--log), or the case that holds them.",
        )
    lists = ("sessions", *LISTS.values())
    update = {name: tuple(_with(one, rows) for one in getattr(case, name)) for name in lists}
    return case.model_copy(update=update), tuple(_with(one, rows) for one in added)


def _with(record: Any, rows: dict[str, list[Signature]]) -> Any:
    mine = rows.get(_place(record))
    return record.model_copy(update={"signatures": (*record.signatures, *mine)}) if mine else record


def _records(case: Case) -> Iterator[Session | Paper]:
    yield from case.sessions
    for name in LISTS.values():
        yield from getattr(case, name)


def _place(record: Session | Paper) -> str:
    return f"{'sessions' if isinstance(record, Session) else LISTS[type(record)]}/{record.id}"


@dataclass(frozen=True, slots=True)
class CodedNote:
    """A note found by its record code."""

    kind: str
    record: Session | Paper

    @property
    def path(self) -> str:
        """Where its session or paper stands in the record."""
        return f"/{_place(self.record)}"


def note_of_code(case: Case, added: Iterable[Session], code: str, unread: Iterable[Unread] = ()) -> CodedNote:
    """The note that prints this record code; InputError when none does as the record stands."""
    added = tuple(added)
    of_request = {one.id: course for course in courses(case, added, tuple(unread)) for one in course.requests}
    of_session = {visit.session.id: one for one in of_request.values() for visit in one.visits}
    for record in (*_records(case), *added):
        course = of_session.get(record.id) if isinstance(record, Session) else of_request.get(record.request)
        for kind, mine in zip(kinds_of(record), codes_of(course, record) if course else (), strict=False):
            if mine == code:
                return CodedNote(kind, record)
    raise InputError(
        "No note of this record has that record code.",
        why="What was read is signed: a code that is no longer right means that the record has changed since.",
        do="Write the note again, read it, and give the code of its footer.",
    )


def with_one_more(
    case: Case,
    added: Iterable[Session],
    held: NoteSignatures,
    found: CodedNote,
    mine: Signature,
    unread: Iterable[Unread] = (),
) -> NoteSignatures:
    """The signatures with one more; InputError when somebody has signed the note in that role already."""
    signed, more = signed_records(case, added, held, unread)
    record = next(one for one in (*_records(signed), *more) if _place(one) == _place(found.record))
    waiting = unsigned(record, signers_of(record, signed), mine.record)
    if not {mine.role, "patient" if mine.role == "guardian" else mine.role} & set(waiting):
        raise InputError(f"The note is signed by the {mine.role} already.", do="Nothing more is needed.")
    row = NoteSignature(of=_place(record), signature=mine)
    return held.model_copy(update={"signatures": (*held.signatures, row)})


def signature_of(
    case: Case,
    record: Session | Paper,
    role: SignRole,
    code: str,
    *,
    date: datetime.date,
    time: str | None = None,
    clinician: str | None = None,
) -> Signature:
    """The signature of the person whose role it is on the note of that code.

    clinician: who signs as clinician (an id of the case); the names of the others are those of the record. InputError
    when this kind of note has no such signer, or for a time of day that is none.
    """
    allowed = signers_of(record, case)
    if role not in allowed and not (role == "guardian" and "patient" in allowed):
        raise InputError(f"No {role} signs this note.", do=f"It is signed by: {', '.join(allowed)}.")
    if (role == "clinician") != (clinician is not None):
        raise InputError(
            "A clinician's signature names the clinician, and only that one does.",
            do="Give --clinician with the role clinician, and leave it out otherwise.",
        )
    named = {"clinician": clinician} if clinician else {"name": _name(case, record, role)}
    try:
        return Signature.model_validate(
            {"role": role, **named, "date": date.isoformat(), "time": time, "record": code}
        )
    except ValidationError:
        raise InputError(
            "The time of signing, or the id of the clinician, is not written as it must be.",
            do="Write the time as 9:05 or 14:30 (24 hours), and the id as in the case file.",
        ) from None


def _name(case: Case, record: Session | Paper, role: SignRole) -> str:
    person, name = case.patient, None
    if role == "operator" and isinstance(record, Session):
        name = record.operator.name
    elif role == "patient":
        name = f"{person.given_name} {person.family_name}"
    elif role == "guardian" and person.guardian is not None:
        name = person.guardian.name
    if name is None:
        raise InputError(f"The record names no {role}.", do="Record who it is, and write the note again.")
    return name
