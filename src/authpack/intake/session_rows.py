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
    """The sessions of a log, with the rows that were not read.

    rows: where each session stands, by its id; of_whom: (place, ``case`` or ``mrn``, value) wherever the log says whose
    sessions these are.
    """

    name: str
    sessions: tuple[Session, ...]
    bad: tuple[BadRow, ...]
    rows: Mapping[str, Row] = field(default_factory=dict)
    of_whom: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)

    def where(self, path: str) -> str | None:
        """Line and column of a place of the record (``/sessions/s05/blocks/0/pulses``).

        None when it is not of this log, as signatures never are.
        """
        head, _, tail = path.removeprefix("/sessions/").partition("/")
        row = self.rows.get(head) if path.startswith("/sessions/") else None
        if tail.partition("/")[0] in NEVER:
            return None
        return row.named(_steps(tail.replace("/", "."))) if row else None


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
        return f"{self.loaded.name}:{self._line(place)}: {dotted(place)}"

    def _line(self, place: Place) -> int:
        """The line of a field; of what stands above it, where the field itself is left out."""
        listed = (place[0], "items", *place[1:]) if len(place) > 1 and isinstance(place[1], int) else place
        tried = (place, listed, *(place[:end] for end in range(len(place) - 1, -1, -1)))
        lines = (self.loaded.line_of(("sessions", self.place, *steps)) for steps in tried)
        return next((line for line in lines if line), 1)


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
        if found is not None:
            return f"{self.name}:{self.line}, column {letter(found)} ({column})"
        below = any(one.startswith(f"{column}.") for one in self.header)
        if not column or below:
            return f"{self.name}:{self.line}" + (f", columns {column}.*" if below else "")
        return f"{self.name}:{self.line}; there is no column {column}"

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
    read: list[tuple[int, Session, Row]] = []
    bad: list[BadRow] = []
    for line, entry, row in rows:
        try:
            read.append((line, _session(entry, row), row))
        except _RowError as error:
            bad.append(BadRow(line, row_id(entry), error.faults))
    kept, doubled = _once_each(read)
    bad = sorted((*bad, *doubled), key=lambda one: one.line)
    sessions = tuple(session for _, session, _ in kept)
    return SessionLog(name, sessions, tuple(bad), {session.id: row for _, session, row in kept})


_Read = tuple[int, Session, "Row"]


def _once_each(read: list[_Read]) -> tuple[list[_Read], list[BadRow]]:
    """Each id once. The same row again is left out; rows of one id that differ are all left out: which is true?"""
    by_id: dict[str, list[_Read]] = {}
    for one in read:
        by_id.setdefault(one[1].id, []).append(one)
    kept: list[_Read] = []
    bad: list[BadRow] = []
    for name, found in by_id.items():
        same = all(one[1] == found[0][1] for one in found)
        kept += found[:1] if same else []
        for line, _, row in found[1:] if same else (found if len(found) > 1 else ()):
            others = ", ".join(str(one[0]) for one in found if one[0] != line)
            text = f"this id stands on line {others} too, with {'the same' if same else 'other'} values."
            do = (
                "Take the row out."
                if same
                else "Give each session its own id, or take out the row that is wrong."
            )
            bad.append(BadRow(line, name, (Fault(row.named(("id",)), text, do),)))
    return sorted(kept, key=lambda one: one[0]), bad


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


_CODE_OF_CHECK = "must be the code of a finding, as `authpack notes check` prints it (device_differs)."
_PATTERNS: Final = {
    "what": _CODE_OF_CHECK,
}
_ID_WORDS: Final = (
    "must be an id: letters, digits, '.', '_' or '-', at most 60, beginning with a letter or digit."
)
_DAYS: Final = frozenset({("date",), ("written",)})


def _worded(error: ValidationError, entry: dict[str, Any], row: Row) -> tuple[Fault, ...]:
    """Pydantic's complaints in the words of ``textio``, at the row's own places, without its patterns."""
    located = _Located("log", entry, "{}", "json")
    return tuple(
        _plainer(_steps(fault.where.partition(": ")[2]), fault, row)
        for fault in validation_faults(error, located, model=Session)
    )


def _plainer(place: Place, fault: Fault, row: Row) -> Fault:
    last = str(place[-1]) if place else ""
    what, do = fault.what, fault.do
    if what.startswith("must be written like"):
        what, do = _PATTERNS.get(last, _ID_WORDS), ""
    elif what.startswith("is not a date"):
        what, do = "is not a date of service." if place in _DAYS else "is not a date.", "Write 2026-10-16."
    return Fault(row.named(place), what, do)


def _steps(place: str) -> Place:
    return tuple(int(step) if step.isdigit() else step for step in place.split(".") if step)


class _Located(LoadedText):
    """A row as the validation reads it; its lines are the row's own affair."""

    def line_of(self, path: Place) -> int | None:  # noqa: ARG002 - one row, one line
        return 1
