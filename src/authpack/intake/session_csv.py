"""A session log as CSV: one row for each session, a column for each field, entries of lists numbered from 1."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel

from authpack.domain.base import Record
from authpack.domain.sessions import Session
from authpack.errors import Fault, InputError
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
    lines = list(_lines(text, name, _separator(text)))
    if not lines:
        raise InputError(f"{name} is empty.", do="`authpack notes columns` prints the header.")
    header = [cell.strip() for cell in lines[0][1]]
    _check_header(header, name)
    not_too_many(len(lines) - 1, name)
    rows: list[tuple[int, Any, Row]] = []
    bad: list[BadRow] = []
    for line, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        row = CsvRow(name, line, header)
        entry, faults = _nested(header, cells, row)
        if faults:
            bad.append(BadRow(line, row_id(entry), tuple(faults)))
        else:
            rows.append((line, entry, row))
    found = read_rows(name, rows)
    return replace(found, bad=tuple(sorted((*bad, *found.bad), key=lambda one: one.line)))


SEPARATORS: Final = (",", ";", "\t")


def _separator(text: str) -> str:
    """What the header is separated by: spreadsheets write semicolons or tabs where commas are decimal signs."""
    header = text.partition("\n")[0]
    return max(SEPARATORS, key=header.count)


def _lines(text: str, name: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise InputError(
            f"{name}:{begins}: the quotation marks of this row do not pair.",
            why="Everything after it would be read as one cell.",
            do="Mend the row in the spreadsheet and save it again.",
        ) from None


def _check_header(header: list[str], name: str) -> None:
    known = frozenset(columns())
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
            shown = f" ({column})" if named and _HEADING.fullmatch(column) else ""
            faults.append(Fault(f"{where}{shown}", _unknown(column, known)))
        elif column in header[:place]:
            faults.append(Fault(f"{where} ({column})", "the column stands there twice."))
    faults += [Fault(f"{name}:1", f"the column {one} is missing.") for one in REQUIRED if one not in header]
    faults += [Fault(f"{name}:1", f"the header has no column {one}, which {needs} needs.")
               for one, needs in _needed(header)]  # fmt: skip
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
    found = tuple(_columns(Session, ""))
    return (*REQUIRED, *(one for one in found if one not in REQUIRED))


def _columns(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        column = f"{prefix}{name}"
        if column in NEVER:
            continue
        inner = next(_records_in(info.annotation), None)
        if column in OPEN_LISTS and inner is not None:
            yield column
            inner = next(_records_in(inner.model_fields["items"].annotation))
        if inner is None:
            yield column
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


def _nested(header: list[str], cells: list[str], row: CsvRow) -> tuple[dict[str, Any], list[Fault]]:
    """The row as nested data; an empty cell is left out."""
    entry: dict[str, Any] = {}
    faults = []
    for place, cell in enumerate(cells):
        text = cell.strip()
        if not text:
            continue
        if place >= len(header) or not header[place]:
            faults.append(Fault(f"{row.where(place)}", "a value stands under no column."))
            continue
        _put(entry, header[place].split("."), text)
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
