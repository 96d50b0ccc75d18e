"""A number (or short text) from the reference, with where it came from and how far it may be trusted."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Grade = Literal["verified", "partial", "secondary", "own", "unverified"]

GRADES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "verified": "read in the named source",
        "partial": "partly read in the named source",
        "secondary": "read in a source that is not the primary one",
        "own": "own knowledge, not read",
        "unverified": "recalled; check before relying on it",
    }
)

# Doses are Decimal (0.5 mg must stay exact); counts are int; everything else stays the text of the row.
UNITS: Final[Mapping[str, Callable[[str], Decimal | int | str]]] = MappingProxyType(
    {
        "mg/day": Decimal,
        "mg/24 h": Decimal,
        "Hz": Decimal,
        "% MT": Decimal,
        "s": Decimal,
        "min": Decimal,
        "weeks": int,
        "points": int,
        "pulses": int,
        "trains": int,
        "sessions": int,
        "days": int,
        "years": int,
        "text": str,
    }
)


class Graded(NamedTuple):
    """One reference value. ``value`` is Decimal for doses and timings, int for counts, str for ``text``.

    source: what it rests on; date: when it was read or compiled (YYYY-MM); note: what limits it.
    """

    value: Decimal | str | int
    unit: str
    source: str
    date: str
    grade: Grade
    note: str = ""

    @property
    def usable(self) -> bool:
        """Whether the value itself may be printed for a payer: only when it was read."""
        return self.grade == "verified"

    @property
    def number(self) -> Decimal | None:
        """The value as a Decimal, or None when the row gives text ("6/25", "56 per session")."""
        return None if isinstance(self.value, str) else Decimal(self.value)

    def __str__(self) -> str:
        return str(self.value) if self.unit == "text" else f"{self.value} {self.unit}"
