"""A session log as CSV: one row for each session, a column for each field, entries of lists numbered from 1."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel

from authpack.domain.base import Record
from authpack.domain.sessions import Session
from authpack.errors import Fault, InputError
from authpack.intake.session_cells import CellError, Habits, habits_of, respelled
from authpack.intake.session_rows import (
    NEVER,
    NO_SIGNING,
    BadRow,
    CsvRow,
    Row,
    SessionLog,
    letter,
    not_too_many,
    read_rows,
    row_id,
)
from authpack.textio import Place

OPEN_LISTS: Final = frozenset({"adverse_events", "interruptions"})
NONE: Final = "none"
_NUMBER = re.compile(r"[1-9][0-9]?")


def read_csv(text: str, name: str = "log.csv") -> SessionLog:
    """Sessions of a CSV log; InputError when its header or its quoting cannot be read."""
    separator = _separator(text)
    lines = list(_lines(text, name, separator))
    if not lines:
        raise InputError(f"{name} is empty.", do="`authpack notes columns` prints the header.")
    header = _header(lines[0])
    _check_header(header, name, lines)
    not_too_many(len(lines) - 1, name)
    table = _Table(name, header, habits_of(_typed(header, lines[1:]), separator))
    rows: list[tuple[int, Any, Row]] = []
    bad: list[BadRow] = []
    named: list[tuple[str, str, str]] = []
    for line, cells in lines[1:]:
        # A blank line, or the header that a print-out repeats on each page.
        if not any(cell.strip() for cell in cells) or _header((line, cells)) == header:
            continue
        row = CsvRow(name, line, header)
        entry, faults = table.nested(cells, row)
        named += [(row.named((one,)), one, entry.pop(one)) for one in OF_WHOM if one in entry]
        if faults:
            bad.append(BadRow(line, row_id(entry), tuple(faults)))
        else:
            rows.append((line, entry, row))
    found = read_rows(name, rows)
    bad = sorted((*bad, *found.bad), key=lambda one: one.line)
    return replace(found, bad=tuple(bad), of_whom=tuple(named))


def _header(line: tuple[int, list[str]]) -> list[str]:
    return [cell.strip().lower() for cell in line[1]]


SEPARATORS: Final = (",", ";", "\t")


def _separator(text: str) -> str:
    """What the header is separated by: spreadsheets write semicolons or tabs where commas are decimal signs."""
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    said = _SAYS_SEPARATOR.fullmatch(first)
    return said[1] if said else max(SEPARATORS, key=first.count)


_SAYS_SEPARATOR = re.compile(r'"?sep=([,;\t])"?')
"""A first line that some spreadsheets write and read for themselves."""


def _lines(text: str, name: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            if begins > 1 or not _SAYS_SEPARATOR.fullmatch(separator.join(cells)):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise InputError(
            f"{name}:{begins}: the quotation marks of this row do not pair.",
            why="Everything after it would be read as one cell.",
            do="Mend the row in the spreadsheet and save it again.",
        ) from None


def _check_header(header: list[str], name: str, lines: list[tuple[int, list[str]]]) -> None:
    known = frozenset((*columns(), *OF_WHOM))
    # A first line that has the required columns is a header, so its words may be repeated: they are no patient's.
    named = all(one in header for one in REQUIRED)
    faults = []
    for place, column in enumerate(header):
        where = f"{name}:1, column {letter(place)}"
        if not column:
            continue
        if column.split(".")[0] in NEVER:
            faults.append(Fault(f"{where} (signatures)", NO_SIGNING))
        elif generic(column) not in known:
            heading = lines[0][1][place].strip()
            shown = f" ({heading})" if named and _HEADING.fullmatch(heading) else ""
            faults.append(Fault(f"{where}{shown}", _unknown(column, known)))
        elif column in header[:place]:
            faults.append(Fault(f"{where} ({column})", "the column stands there twice."))
    faults += [Fault(f"{name}:1", f"the column {one} is missing.") for one in REQUIRED if one not in header]
    faults += [Fault(f"{name}:1", f"the header has no column {one}, which {needs} needs.")
               for one, needs in _needed(header)]  # fmt: skip
    below = next((line for line, cells in lines[1:] if set(REQUIRED) <= set(_header((line, cells)))), None)
    if faults and not named and below:
        raise InputError(
            f"The header of {name} stands on line {below}.",
            why="What stands above it would be read as the names of the columns.",
            do="Take out the lines above the header, and save the log again.",
        )
    if faults:
        raise InputError(
            f"The header of {name} cannot be used.",
            faults=tuple(faults),
            why="A column that is not understood would leave a note silent where you recorded something.",
            do="`authpack notes columns` lists every column.",
        )


_HEADING = re.compile(r"[A-Za-z][A-Za-z0-9 ._/()%-]{0,59}")


def _needed(header: list[str]) -> Iterator[tuple[str, str]]:
    """Columns that a group of the header cannot do without, with that group: a threshold needs its percent."""
    for group in dict.fromkeys(one.rpartition(".")[0] for one in header if "." in one):
        model = _model_of(generic(group))
        for name, info in model.model_fields.items() if model is not None else ():
            column = f"{group}.{name}"
            if info.is_required() and column not in header:
                yield column, group


@lru_cache(maxsize=1)
def _models() -> dict[str, type[BaseModel]]:
    """The record behind each group of columns: ``threshold``, ``blocks.N``, ``rescreen.call``."""
    return dict(_groups(Session, ""))


def _model_of(group: str) -> type[BaseModel] | None:
    return _models().get(group)


def _groups(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        column, inner = f"{prefix}{name}", next(_records_in(info.annotation), None)
        if inner is None or column in NEVER:
            continue
        if column in OPEN_LISTS:
            inner = next(_records_in(inner.model_fields["items"].annotation))
        if column in OPEN_LISTS or get_origin(info.annotation) is tuple:
            column = f"{column}.N"
        yield column, inner
        yield from _groups(inner, f"{column}.")


REQUIRED: Final = ("id", "date", "code")
OF_WHOM: Final = ("case", "mrn")
"""Columns that say whose row it is: compared with the case, not part of a session."""


def _unknown(column: str, known: frozenset[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(generic(column.lower()), sorted(known), n=1, cutoff=0.6)
    return (
        f"not a known column; did you mean {near[0].replace('.N', '.1')}?" if near else "not a known column."
    )


def generic(column: str) -> str:
    """``blocks.1.pulses`` -> ``blocks.N.pulses``."""
    return ".".join("N" if _NUMBER.fullmatch(part) else part for part in column.split("."))


def columns() -> tuple[str, ...]:
    """Every column that a log may have, N standing for the number of a list's entry."""
    found = tuple(_annotations())
    return (*REQUIRED, *(one for one in found if one not in REQUIRED))


@lru_cache(maxsize=1)
def _annotations() -> dict[str, Any]:
    """Column -> what its field may hold."""
    return dict(_columns(Session, ""))


def _columns(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        column = f"{prefix}{name}"
        if column in NEVER:
            continue
        inner = next(_records_in(info.annotation), None)
        if column in OPEN_LISTS and inner is not None:
            yield column, str
            inner = next(_records_in(inner.model_fields["items"].annotation))
        if inner is None:
            # pydantic keeps the constraints of a field that is not optional apart from its type.
            yield column, Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        elif column in OPEN_LISTS or get_origin(info.annotation) is tuple:
            yield from _columns(inner, f"{column}.N.")
        else:
            yield from _columns(inner, f"{column}.")


def _records_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The record that a field holds: itself, an optional one, or the entries of a list."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
        return
    for part in get_args(annotation):
        yield from _records_in(part)


def _typed(header: list[str], lines: list[tuple[int, list[str]]]) -> Iterator[tuple[Any, str]]:
    """Every cell under a known column, with what its field may hold."""
    held = [_annotations().get(generic(column)) for column in header]
    for _, cells in lines:
        yield from ((one, cell.strip()) for one, cell in zip(held, cells, strict=False) if cell.strip())


@dataclass(frozen=True, slots=True)
class _Table:
    """A log whose header was read: what its cells mean."""

    name: str
    header: list[str]
    habits: Habits

    def nested(self, cells: list[str], row: CsvRow) -> tuple[dict[str, Any], list[Fault]]:
        """A row as nested data; an empty cell is left out."""
        entry: dict[str, Any] = {}
        faults = []
        for place, cell in enumerate(cells):
            text = cell.strip()
            if not text:
                continue
            if place >= len(self.header) or not self.header[place]:
                faults.append(Fault(f"{row.where(place)}", "a value stands under no column."))
                continue
            column = self.header[place]
            try:
                text = respelled(_annotations().get(generic(column)), column, text, self.habits)
            except CellError as error:
                faults.append(Fault(row.named((column,)), error.what, error.do))
            _put(entry, column.split("."), text)
        for name in OPEN_LISTS & entry.keys():
            _open_list(entry, name, row, faults)
        _number_lists(entry, (), row, faults)
        return entry, faults


def _put(entry: dict[str, Any], steps: list[str], text: str) -> None:
    here = entry
    for step in steps[:-1]:
        inner = here.setdefault(step, {})
        if not isinstance(inner, dict):
            # "none" stands under the list's own column, and an entry too: kept apart for the message.
            inner = here[step] = {"": inner}
        here = inner
    last = here.get(steps[-1])
    if isinstance(last, dict):
        last[""] = text
    else:
        here[steps[-1]] = text


def _open_list(entry: dict[str, Any], name: str, row: CsvRow, faults: list[Fault]) -> None:
    value = entry[name]
    if isinstance(value, str):
        if value.lower() == NONE:
            entry[name] = {"complete": "yes", "items": []}
        else:
            text = "only 'none' can stand here; an entry has columns of its own."
            faults.append(Fault(row.named((name,)), text, f"Use {name}.1 with its fields."))
        return
    if "" in value:
        faults.append(Fault(row.named((name,)), "'none' stands beside an entry.", "Keep one of them."))
        value.pop("")
    entry[name] = {"items": value}


def _number_lists(entry: dict[str, Any], place: Place, row: CsvRow, faults: list[Fault]) -> None:
    """Mappings whose keys are numbers become lists; a gap is a fault."""
    for key, value in list(entry.items()):
        if not isinstance(value, dict):
            continue
        _number_lists(value, (*place, key), row, faults)
        numbers = [one for one in value if _NUMBER.fullmatch(one)]
        if numbers and len(numbers) == len(value):
            ordered = sorted(value, key=int)
            if ordered != [str(one + 1) for one in range(len(ordered))]:
                name = ".".join(map(str, (*place, key))).replace(".items", "")
                text = "an entry is missing: entries are numbered 1, 2, 3."
                faults.append(Fault(row.named((name,)), text))
            entry[key] = [value[one] for one in ordered]
