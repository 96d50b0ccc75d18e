"""``data/rights.yaml``: what an appeal asks the plan for, and which law may be named for it.

A request may always be made in plain words; a law is named only where the row was read and says so. State
laws come from the overlays (``criteria/state_overlays.py``) and are named only where they certainly speak to
the coverage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from pydantic import Field

from authpack.criteria.state_overlays import laws_for
from authpack.denials.tables import Known, Row, read_table
from authpack.domain.base import Id, Line, Text, YesNo
from authpack.domain.denials import Denial, PlanType
from authpack.domain.people import Coverage

When = Literal["always", "no_reviewer", "concurrent", "general_reason"]


class Right(Known):
    """One row."""

    id: Id
    ask: Text
    law: Line | None = None
    print_law: YesNo = "no"
    when: When
    plan_types: tuple[Line, ...]
    confirm_for: tuple[Line, ...] = ()
    confirm_why: Line | None = None
    internal_only: YesNo = "no"
    """yes: not asked in an external review, where the plan no longer decides."""

    @property
    def printed_law(self) -> str | None:
        """The law as a payer may read it: only of a row that was read."""
        return self.law if self.print_law == "yes" and self.grade == "read" else None


class _Rights(Row):
    schema_: Literal["authpack.appeal-rights/1"] = Field(alias="schema")
    date: Line
    rights: tuple[Right, ...]


@lru_cache(maxsize=1)
def all_rights() -> tuple[Right, ...]:
    """The shipped rows, read once."""
    return read_table("rights.yaml", _Rights).rights


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for. ``path``: the row it comes from; ``law``: what may be named for it."""

    id: str
    path: str
    ask: str
    law: str | None = None
    internal_only: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """What the letter asks for, and what a person must confirm before it may be asked."""

    asked: tuple[Asked, ...]
    to_confirm: tuple[str, ...]


def rights_for(
    denial: Denial,
    coverage: Coverage | None,
    plan_types: tuple[PlanType, ...],
    day: date,
    *,
    general_reason: bool,
) -> Asking:
    """What may be asked under every kind of plan that fits; what holds for some of them only must be confirmed."""
    fits = set(plan_types)
    asked: list[Asked] = []
    confirm: list[str] = []
    for row in all_rights():
        if not _applies(row, denial, general_reason=general_reason):
            continue
        if row.plan_types == ("all",) or (fits and fits <= set(row.plan_types)):
            internal = row.internal_only == "yes"
            asked.append(Asked(row.id, f"rights:{row.id}", row.ask, row.printed_law, internal))
        elif fits & {*row.plan_types, *row.confirm_for}:
            confirm.append(f"{row.ask}: {row.confirm_why or 'it depends on the kind of plan'}")
    for law in laws_for(coverage, day):
        if law.overlay.kind != "criteria":
            continue
        if law.open_fields or law.overlay.grade != "payer_text":
            confirm.append(f"{_STATE_ASK} ({law.overlay.law}): {law.note}")
        else:
            asked.append(
                Asked(law.overlay.id, f"overlays:{law.overlay.id}", _STATE_ASK, law.overlay.law.split(";")[0])
            )
    return Asking(tuple(asked), tuple(confirm))


_STATE_ASK = "the name and version of the nonprofit professional association's criteria that were applied to this decision"


def _applies(row: Right, denial: Denial, *, general_reason: bool) -> bool:
    if row.when == "no_reviewer":
        named = denial.reviewer
        return named is None or not (named.credentials and named.specialty)
    if row.when == "concurrent":
        return denial.service == "concurrent"
    return row.when == "always" or general_reason
