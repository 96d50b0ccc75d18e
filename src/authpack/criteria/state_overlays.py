"""State laws that bear on a payer's criteria: which of them speak to a coverage. They never change a criterion."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from authpack.content import shipped
from authpack.criteria.policy import Grade
from authpack.domain.base import Id, Line, StateCode, Text, YesNo
from authpack.domain.dates import PartialDate
from authpack.domain.people import Coverage, LineOfBusiness
from authpack.textio import load_path, validated

NAME = "overlays/states.yaml"
FEDERAL: tuple[LineOfBusiness, ...] = ("medicare", "medicare_advantage", "tricare", "va")
"""Federal programs: a state's insurance law does not govern them (background knowledge; the rows do not say)."""
Funding = Literal["fully_insured", "self_funded", "governmental"]


class _Row(BaseModel):
    # Built when first used, as one whole: a cold start pays for each model built by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Reference(_Row):
    """Where the law was read."""

    title: Line
    url: Line | None = None


class Deadline(_Row):
    """A time limit the source prints, to be checked on the letter at hand."""

    who: Line
    from_: Line = Field(alias="from")
    months: int | None = None
    days: int | None = None


class Overlay(_Row):
    """One law."""

    id: Id
    state: StateCode
    law: Line
    regulation: Line | None = None
    status: Literal["in_force", "enactment_not_verified", "introduced"]
    effective_from: PartialDate | Literal["unknown"]
    effective_note: Text | None = None
    not_before: PartialDate | None = None
    lines_of_business: tuple[LineOfBusiness, ...] = ()
    funding: tuple[Funding, ...] = ()
    applies_note: Text | None = None
    kind: Literal["criteria", "prior_authorization", "provider", "appeal"]
    leaf_kinds: tuple[Line, ...] = ()
    changes: Text
    limits: Text | None = None
    use: Text
    deadlines: tuple[Deadline, ...] = ()
    printed: YesNo
    grade: Grade
    sources: tuple[Reference, ...]

    @field_validator("effective_from", mode="before")
    @classmethod
    def _unknown_or_day(cls, value: Any) -> Any:
        return value if value == "unknown" else PartialDate.parse(str(value))

    def in_force(self, day: date) -> bool:
        """Whether the source lets the law be named for that day."""
        start = self.not_before if isinstance(self.effective_from, str) else self.effective_from
        return start is None or start.first <= day


class Overlays(_Row):
    """The whole file."""

    schema_: Literal["authpack.state-overlays/1"] = Field(alias="schema")
    verified: PartialDate
    overlays: tuple[Overlay, ...]


class Law(NamedTuple):
    """A law that speaks to a coverage; ``open_fields``: what the record must say before it certainly does."""

    overlay: Overlay
    open_fields: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What ``check`` prints: the law, what it is good for, how well it is known."""
        row = self.overlay
        told = f"State law ({row.state}), no criterion: {row.law}. {row.use}"
        if self.open_fields:
            told += f" Whether it speaks to this coverage depends on {' and '.join(self.open_fields)}, not recorded."
        return told + ("" if row.grade == "payer_text" else " The law's own text was not read.")


def read_overlays(path: Path) -> Overlays:
    """Read and check the file; ContentError with file and line of every fault."""
    return validated(
        load_path(path),
        Overlays,
        "The file of state laws",
        do="Mend the lines named above, or install authpack again.",
        empty_keys_are_absent=True,
    )


@lru_cache(maxsize=1)
def overlays() -> tuple[Overlay, ...]:
    """The shipped rows, read once."""
    return read_overlays(shipped("payer_criteria") / NAME).overlays


def laws_for(coverage: Coverage | None, day: date) -> tuple[Law, ...]:
    """The laws of the regulating state that speak, or may speak, to this coverage on a day.

    None without a recorded state, for federal programs, and - where a law is limited to insured business -
    for self-funded plans.
    """
    if coverage is None or coverage.state is None or coverage.line_of_business in FEDERAL:
        return ()
    found = (
        _speaks(row, coverage)
        for row in overlays()
        if row.state == coverage.state and row.printed == "yes" and row.in_force(day)
    )
    return tuple(law for law in found if law is not None)


def _speaks(row: Overlay, coverage: Coverage) -> Law | None:
    line, funding = coverage.line_of_business, coverage.funding
    missing: list[str] = []
    if row.lines_of_business and line == "unknown":
        missing.append("coverage.line_of_business")
    elif row.lines_of_business and line not in row.lines_of_business:
        return None
    # Funding is a question of commercial business alone.
    if row.funding and line in ("commercial", "unknown"):
        if funding == "unknown":
            missing.append("coverage.funding")
        elif funding not in row.funding:
            return None
    return Law(row, tuple(missing))
