"""Published outcomes of external reviews that may be stated as facts, with n and years, never as a promise.

The rows stand in ``data/precedents.yaml``; every rate is checked against its numbers when the file is read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from authpack.denials.tables import Row, read_table
from authpack.domain.base import Id, Line, StateCode, Text
from authpack.domain.case import Case
from authpack.domain.denials import Denial

GroupId = Literal["all", "not_necessary", "experimental", "severe", "severity_not_stated", "bipolar"]


class Group(Row):
    """One group of determinations. ``share``: percent overturned; ``interval``: its 95 % interval."""

    id: GroupId
    says: Line
    overturned: int = Field(ge=0)
    n: int = Field(ge=1)
    share: Decimal | None = None
    interval: tuple[Decimal, Decimal] | None = None

    @property
    def has_rate(self) -> bool:
        """Whether there are enough cases to state a rate."""
        return self.share is not None


class Outcomes(Row):
    """One published set of determinations."""

    id: Id
    body: Line
    process: Line
    state: StateCode
    first_year: int
    last_year: int
    n: int
    source: Text
    grade: Literal["read"]
    limits: Text
    groups: tuple[Group, ...]


class Precedents(Row):
    """The whole file: every rate must follow from its numbers, and no rate may stand on too few."""

    schema_: Literal["authpack.precedents/1"] = Field(alias="schema")
    date: Line
    least_for_a_rate: int = Field(ge=20)
    sets: tuple[Outcomes, ...]

    @model_validator(mode="after")
    def _rates_follow_from_numbers(self) -> Precedents:
        for one in self.sets:
            for group in one.groups:
                fault = _fault(group, one.n, self.least_for_a_rate)
                if fault:
                    raise PydanticCustomError(
                        "precedent", "group {group}: {fault}", {"group": group.id, "fault": fault}
                    )
        return self


def _fault(group: Group, whole: int, least: int) -> str:
    if group.overturned > group.n or group.n > whole:
        return "more cases than there are"
    if (group.share is None) != (group.interval is None):
        return "a rate and its interval belong together"
    if group.share is None:
        return "" if group.n < least else "enough cases, and no rate"
    if group.n < least:
        return "too few cases to state a rate"
    exact = Decimal(100 * group.overturned) / group.n
    low, high = group.interval or (exact, exact)
    if abs(exact - group.share) > Decimal("0.05") or not low <= group.share <= high:
        return "the rate does not follow from the numbers"
    return ""


@lru_cache(maxsize=1)
def precedents() -> Precedents:
    """The shipped rows, read once; ContentError with file and line of every fault."""
    return read_table("precedents.yaml", Precedents)


def sentence(of: Outcomes, group: Group) -> str:
    """One row as a fact: who decided what, where, when, how many; a rate only where there are enough cases."""
    years = f"{of.first_year}-{of.last_year}"
    head = f"{of.body[0].upper()}{of.body[1:]}, {of.process}, report years {years}, {group.says}"
    counted = f"{group.overturned} of {group.n} denials overturned"
    if group.share is None or group.interval is None:
        return f"{head}: {counted} (too few to state a rate)."
    low, high = group.interval
    return f"{head}: {counted} ({group.share}%, 95% interval {low}-{high}%)."


_EXPERIMENTAL = re.compile(r"experimental|investigational|unproven|not proven")
_NOT_NECESSARY = re.compile(r"medical(ly)? necess|necessity")


def groups_of(case: Case, denial: Denial) -> frozenset[GroupId]:
    """The groups that a denial belongs to: by the payer's words and codes, and the primary diagnosis as recorded."""
    words = " ".join(one.quote.lower() for one in denial.reasons)
    codes = {one.carc for line in denial.lines for one in line.adjustments}
    found: set[GroupId] = set()
    if _EXPERIMENTAL.search(words) or codes & {"55", "56"}:
        found.add("experimental")
    if _NOT_NECESSARY.search(words) or "50" in codes:
        found.add("not_necessary")
    primary = next((one for one in case.diagnoses.items if one.primary == "yes"), None)
    if primary is not None and primary.code.startswith(("F32", "F33")):
        if primary.severity == "severe":
            found.add("severe")
        elif primary.severity == "unknown":
            found.add("severity_not_stated")
    if primary is not None and primary.code.startswith("F31"):
        found.add("bipolar")
    return frozenset(found)


def citable(case: Case, denial: Denial, state: str | None) -> tuple[tuple[Outcomes, Group], ...]:
    """Rows that an external review letter may cite: that state's own, of the denial's groups, with a rate."""
    wanted = groups_of(case, denial)
    return tuple(
        (one, group)
        for one in precedents().sets
        if one.state == state
        for group in one.groups
        if group.id in wanted and group.has_rate
    )
