"""What a reader proposes: a field, its value, the exact words and page, the rule that found it and how sure that rule is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Sure = Literal["stated", "likely", "possible"]
SURE_WORDS: dict[str, str] = {
    "stated": "the notice says it in so many words",
    "likely": "from the usual form of such notices",
    "possible": "a guess to be looked at",
}
_ORDER: list[Sure] = ["stated", "likely", "possible"]
LISTS = ("reasons", "windows", "lines", "adjustments", "review_codes", "denied", "approved")
"""Fields that hold several entries: their candidates stand side by side instead of against each other."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One candidate for one field. value: plain data as a case file would hold it. page: from 1, 0 where there is none."""

    field: str
    value: Any
    quote: str
    page: int
    rule: str
    sure: Sure = "stated"


@dataclass(frozen=True, slots=True)
class Proposals:
    """All candidates of one notice, and what the reader wants a person to know. Nothing in it is accepted."""

    found: tuple[Proposal, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    sha256: str = ""
    pages: int = 0

    def of(self, field: str) -> tuple[Proposal, ...]:
        """The candidates of one field, the surest first."""
        return tuple(one for one in self.found if one.field == field)

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields with candidates, in reading order."""
        return tuple(dict.fromkeys(one.field for one in self.found))

    def ambiguous(self, field: str) -> bool:
        """Whether candidates stand against each other."""
        return field not in LISTS and len(self.of(field)) > 1

    def value(self, field: str) -> Any:
        """The value of the surest candidate, for those who show or test it; it is still only proposed."""
        found = self.of(field)
        return found[0].value if found else None


def arranged(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Candidates by field, the surest first; the same value found twice stands once, under its surest rule."""
    by_field: dict[str, list[Proposal]] = {}
    for one in found:
        by_field.setdefault(one.field, []).append(one)
    kept: list[Proposal] = []
    for field, some in by_field.items():
        order = some if field in LISTS else sorted(some, key=lambda one: _ORDER.index(one.sure))
        seen: list[Any] = []
        for one in order:
            # Two lines of a claim may be alike in all that the notice prints, and are two lines still.
            if field == "lines" or one.value not in seen:
                seen.append(one.value)
                kept.append(one)
    return tuple(kept)
