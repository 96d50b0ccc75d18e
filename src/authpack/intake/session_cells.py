"""Cells as spreadsheets save them, in the spelling of the record: 10/12/2026, 9:10 AM, TRUE, 48%, "3,000".

Only what has one meaning is taken. A date with slashes is month/day/year (the practice is in the US), unless a date of the
same log can only be day-first, or semicolons separate its cells, as where days come first. A time without AM or PM is
refused where other times of the log say it and none is of 13:00 or later. An error of the spreadsheet (#REF!) is refused
everywhere, also in free text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, get_args

from authpack.domain.dates import PartialDate
from authpack.domain.identifiers import Icd10, ProcedureCode
from authpack.domain.sessions import Scale10
from authpack.domain.signing import Clock

_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4}|\d{2})")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(?::00(?:\.0+)?)?")
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_UNDOTTED = re.compile(r"[A-Z]\d[0-9A-Z][0-9A-Z]{1,4}")
_ERROR = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|N/A|SPILL!|CALC!)|#{2,}")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YES: Final = {"y": "yes", "true": "yes", "1": "yes", "n": "no", "false": "no", "0": "no"}
_UNITS: Final = {
    "percent": ("%",), "s": ("s", "sec"), "hz": ("hz",), "minutes": ("min", "minutes"), "mm": ("mm",),
    "hours": ("h", "hr", "hrs", "hours"), "degrees": ("deg", "\N{DEGREE SIGN}"),
}  # fmt: skip
"""How a column's name ends -> the unit that it already names, and that a cell may repeat."""
_TOP: Final = 12


class CellError(Exception):
    """A cell that cannot be taken: what is wrong, and what to do; without its value."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


@dataclass(frozen=True, slots=True)
class Habits:
    """How one log writes dates, times and numbers."""

    month_first: bool
    """Whether 10/12/2026 can be read as October 12."""
    half_days: bool
    """Whether its times say AM or PM, so that 2:10 alone may be the afternoon."""
    commas_group: bool
    """Whether 3,000 is three thousand: not where the comma is the decimal sign."""


def habits_of(cells: Iterable[tuple[str, Any]], separator: str) -> Habits:
    """What the cells of a log (annotation of the field, text) show of its habits."""
    month_first, halves, whole_day = separator != ";", False, False
    for annotation, text in cells:
        if _holds(annotation, PartialDate) and (found := _SLASHED.fullmatch(text)):
            month_first = month_first and int(found[1]) <= _TOP
        elif _holds(annotation, Clock) and (found := _TIME.fullmatch(text)):
            halves = halves or bool(found[3])
            whole_day = whole_day or (not found[3] and int(found[1]) > _TOP)
    return Habits(month_first, halves and not whole_day, separator != ";")


def respelled(annotation: Any, column: str, text: str, habits: Habits) -> str:
    """The text of one cell as the record spells it; as it stands when nothing is known of it. Raises CellError."""
    if _ERROR.fullmatch(text):
        raise CellError("holds an error of the spreadsheet.", "Mend the formula, or widen the column.")
    return _speller(annotation)(column, text, habits)


@lru_cache(maxsize=256)
def _speller(annotation: Any) -> Callable[[str, str, Habits], str]:
    words = frozenset(_words(annotation))
    if words:
        return lambda _column, text, _habits: _word(text, words)
    for kind, spell in (
        (PartialDate, lambda _column, text, habits: _date(text, habits)),
        (Clock, lambda _column, text, habits: _time(text, habits)),
        (Icd10, lambda _column, text, _habits: _diagnosis(text)),
        (ProcedureCode, lambda _column, text, _habits: text.upper().removesuffix(".0")),
        (Scale10, lambda column, text, habits: _number(column, re.sub(r"\s*/\s*10$", "", text), habits)),
        (Decimal, _number),
        (int, _number),
    ):
        if _holds(annotation, kind):
            return spell
    return lambda _column, text, _habits: text


def _holds(annotation: Any, kind: Any) -> bool:
    return annotation == kind or any(_holds(part, kind) for part in get_args(annotation))


def _words(annotation: Any) -> Iterator[str]:
    """The words of a closed list (Literal) that a field may hold."""
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _words(part)


def _word(text: str, words: frozenset[str]) -> str:
    plain = re.sub(r"[\s-]+", "_", text.casefold())
    if "yes" in words:
        plain = _YES.get(plain, plain)
    return plain if plain in words else text


def _date(text: str, habits: Habits) -> str:
    if found := _MIDNIGHT.fullmatch(text):
        return found[1]
    if (found := _NAMED.fullmatch(text)) and found[2].lower() in _MONTHS:
        return _iso(found[3], _MONTHS.index(found[2].lower()) + 1, found[1])
    if (found := _SLASHED.fullmatch(text)) is None:
        return text
    if not habits.month_first:
        raise CellError(
            "is a date whose day and month cannot be told apart: this log writes the day first elsewhere, or separates "
            "its cells with semicolons.",
            "Write 2026-10-16.",
        )
    return _iso(found[3], int(found[1]), found[2])


def _iso(year: str, month: int, day: str) -> str:
    return f"{year if len(year) > 2 else f'20{year}'}-{month:02}-{int(day):02}"


def _time(text: str, habits: Habits) -> str:
    found = _TIME.fullmatch(text)
    if found is None:
        return text
    hour, half = int(found[1]), (found[3] or "").lower()
    if half:
        return f"{hour % _TOP + (_TOP if half == 'p' else 0)}:{found[2]}" if 1 <= hour <= _TOP else text
    if habits.half_days and 1 <= hour <= _TOP:
        raise CellError("is a time without AM or PM, and other times of this log say it.", "Write 9:05 AM.")
    return f"{found[1]}:{found[2]}"


def _diagnosis(text: str) -> str:
    code = text.upper()
    return f"{code[:3]}.{code[3:]}" if _UNDOTTED.fullmatch(code) else code


def _number(column: str, text: str, habits: Habits) -> str:
    last = column.rpartition(".")[2]
    for unit in _UNITS.get(last, _UNITS.get(last.rpartition("_")[2], ())):
        if text.casefold().endswith(unit):
            text = text[: -len(unit)].strip()
            break
    return text.replace(",", "") if habits.commas_group and _THOUSANDS.fullmatch(text) else text
