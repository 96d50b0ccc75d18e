"""Dates that may be known only to the month or the year, and what can be said about time spans.

SEMANTICS 3: a span between two imprecise dates is an interval of days, the plain difference of the
dates, no inclusive day added, nothing rounded.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_JSON_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day (``2024-03-05``), month (``2024-03``) or year (``2024``).

    first and last: the earliest and the latest day it can mean.
    """

    text: str
    first: date
    last: date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ValueError for anything else."""
        return _parse(text)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The partial date that is exactly this day."""
        return cls(day.isoformat(), day, day, "day")

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.precision == "day"

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": _JSON_PATTERN,
            "description": "A date: YYYY-MM-DD, or YYYY-MM or YYYY when that is all that is known.",
        }


@lru_cache(maxsize=65536)
def _parse(text: str) -> PartialDate:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError("not a date of the form YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if not 1880 <= year <= 2200:
        raise ValueError("the year is outside 1880 to 2200")
    if month is None:
        return PartialDate(text, date(year, 1, 1), date(year, 12, 31), "year")
    if not 1 <= month <= 12:
        raise ValueError("there is no such month")
    last_day = calendar.monthrange(year, month)[1]
    if day is None:
        return PartialDate(text, date(year, month, 1), date(year, month, last_day), "month")
    if not 1 <= day <= last_day:
        raise ValueError("there is no such day in that month")
    exact = date(year, month, day)
    return PartialDate(text, exact, exact, "day")


def _validate(value: Any) -> PartialDate:
    # Text first: a record holds a hundred dates, nearly all of them text.
    if not isinstance(value, str):
        return _of_value(value)
    try:
        return _parse(value.strip())
    except ValueError as error:
        raise PydanticCustomError(
            "partial_date",
            "is not a date: {reason}; write YYYY-MM-DD, YYYY-MM or YYYY",
            {"reason": str(error)},
        ) from None


def _of_value(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate.of(value)
    raise PydanticCustomError("partial_date", "is not a date: write YYYY-MM-DD, YYYY-MM or YYYY")


class DaySpan(NamedTuple):
    """A length of time in days known to lie in [low, high]; high None means no upper bound known."""

    low: int
    high: int | None

    def at_least(self, days: int | float) -> bool | None:
        """True, False, or None when the interval straddles ``days``."""
        if self.low >= days:
            return True
        if self.high is not None and self.high < days:
            return False
        return None


def days_between(start: PartialDate, stop: PartialDate) -> DaySpan | None:
    """Days from start to stop, trimmed to start <= stop; None when stop certainly precedes start."""
    if stop.last < start.first:
        return None
    low = max(0, (stop.first - start.last).days)
    return DaySpan(low, (stop.last - start.first).days)


def add_months(day: date, months: int) -> date:
    """Calendar months (SEMANTICS 9): the same day of the month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_before(one: PartialDate, other: PartialDate) -> bool | None:
    """Whether ``one`` is before ``other``: True, False, or None when the precision does not tell."""
    if one.last < other.first:
        return True
    if one.first >= other.last:
        return False
    return None


def on_or_before(one: PartialDate, day: date) -> bool | None:
    """Whether ``one`` falls on or before an exact day; None when its precision does not tell."""
    if one.last <= day:
        return True
    if one.first > day:
        return False
    return None


def age_on(birth: PartialDate, day: date) -> tuple[int, int]:
    """Completed years of age on a day: lowest and highest that the birth date allows."""
    return _years(birth.last, day), _years(birth.first, day)


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
