"""One row of a session log: where it stands, and the session that it is, or every fault of it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from authpack.domain.sessions import Session
from authpack.errors import Fault, InputError
from authpack.textio import LoadedText, Place, validation_faults

MOST_ROWS: Final = 1000
NEVER: Final = frozenset({"signatures"})
"""Fields that a log may not hold."""
NO_SIGNING: Final = "a log cannot sign; notes are signed one by one, in the case."


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read: its line, its id when that can be told, and every fault (no values)."""

    line: int
    id: str | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class SessionLog:
    """The sessions of a log, with the rows that were not read."""

    name: str
    sessions: tuple[Session, ...]
    bad: tuple[BadRow, ...]


def not_too_many(count: int, name: str) -> None:
    """InputError when there are more rows than a course can have."""
    if count > MOST_ROWS:
        raise InputError(
            f"{name} has more than {MOST_ROWS} rows.",
            why="A log is of one course of one patient.",
            do="Check that it is the right file.",
        )


def row_id(entry: Any) -> str | None:
    """The id of a row that could not be read, when it looks like one."""
    value = entry.get("id") if isinstance(entry, Mapping) else None
    return (
        value if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}", value) else None
    )


class Row(ABC):
    """Where a row stands, for messages."""

    @abstractmethod
    def named(self, place: Place) -> str:
        """The place of one of its fields in the file."""


@dataclass(frozen=True)
class YamlRow(Row):
    """An entry of a YAML log."""

    loaded: LoadedText
    place: int

    def named(self, place: Place) -> str:
        """File, line and field."""
        line = self.loaded.line_of(("sessions", self.place, *place)) or 1
        return f"{self.loaded.name}:{line}: {dotted(place)}"


@dataclass(frozen=True)
class CsvRow(Row):
    """A row of a CSV log."""

    name: str
    line: int
    header: list[str] = field(repr=False)

    def named(self, place: Place) -> str:
        """File, line, and the column by its letter and name."""
        column = dotted(place)
        found = next((at for at, one in enumerate(self.header) if one == column), None)
        at = f"column {letter(found)} ({column})" if found is not None else f"column {column}"
        return f"{self.name}:{self.line}, {at}"

    def where(self, place: int) -> str:
        """File, line, and the column at a place from 0."""
        return f"{self.name}:{self.line}, column {letter(place)}"


def letter(place: int) -> str:
    """The name a spreadsheet gives the column at a place from 0: A, B, ... Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def dotted(place: Place) -> str:
    """A place in a session as its column is called: entries counted from 1, open lists without their ``items``."""
    steps = [step + 1 if isinstance(step, int) else step for step in place if step != "items"]
    return ".".join(map(str, steps))


def read_rows(name: str, rows: Sequence[tuple[int, Any, Row]]) -> SessionLog:
    """Each row (line, data, place) as a session, or as a bad row."""
    sessions: list[Session] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for line, entry, row in rows:
        try:
            session = _session(entry, row)
        except _RowError as error:
            bad.append(BadRow(line, row_id(entry), error.faults))
            continue
        if session.id in seen:
            text = f"this id stands on line {seen[session.id]} too."
            bad.append(
                BadRow(line, session.id, (Fault(row.named(("id",)), text, "Give each session its own."),))
            )
            continue
        seen[session.id] = line
        sessions.append(session)
    return SessionLog(name, tuple(sessions), tuple(bad))


class _RowError(Exception):
    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("a row of the log cannot be read")
        self.faults = faults


def _session(entry: Any, row: Row) -> Session:
    if not isinstance(entry, dict):
        raise _RowError((Fault(row.named(()), "is not a mapping of fields."),))
    for name in NEVER & entry.keys():
        raise _RowError((Fault(row.named((name,)), NO_SIGNING),))
    try:
        return Session.model_validate(entry)
    except ValidationError as error:
        raise _RowError(_worded(error, entry, row)) from None


def _worded(error: ValidationError, entry: dict[str, Any], row: Row) -> tuple[Fault, ...]:
    """Pydantic's complaints in the words of ``textio``, at the row's own places."""
    located = _Located("log", entry, "{}", "json")
    return tuple(
        Fault(row.named(_steps(fault.where.partition(": ")[2])), fault.what, fault.do)
        for fault in validation_faults(error, located, model=Session)
    )


def _steps(place: str) -> Place:
    return tuple(int(step) if step.isdigit() else step for step in place.split(".") if step)


class _Located(LoadedText):
    """A row as the validation reads it; its lines are the row's own affair."""

    def line_of(self, path: Place) -> int | None:  # noqa: ARG002 - one row, one line
        return 1
