"""Dated windows with their sources, and the clock that one of them, or the notice itself, starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from authpack.denials.tables import DATA, Known, Row
from authpack.domain.denials import PlanType, Step
from authpack.textio import load_path, validated

Party = Literal["member", "provider", "unknown"]
STEP_WORDS: dict[str, str] = {
    "appeal": "appeal",
    "external_review": "external review",
    "fair_hearing": "state fair hearing",
    "provider_dispute": "provider dispute",
    "resubmission": "corrected claim",
    "information": "answer to the request for information",
    "peer_to_peer": "peer-to-peer conversation",
    "expedited_appeal": "urgent appeal",
    "continuation": "asking that the treatment go on meanwhile",
    "other": "another step",
}
ANSWERS = ("appeal", "external_review", "fair_hearing", "provider_dispute", "resubmission", "information")
"""Steps that answer the denial; the others stand beside them."""


class Rule(Known):
    """One dated window. after: the level that the notice decided. from_/to: dates of the notices it holds for."""

    id: str
    step: Step
    party: Literal["member", "provider"]
    plan_types: tuple[PlanType, ...]
    states: tuple[str, ...] = ()
    after: tuple[str, ...]
    days: int | None = None
    months: int | None = None
    runs_from: Literal["notice", "receipt", "unknown"]
    from_: str
    to: str = ""
    decision: str = ""
    assumes: str = ""
    nothing_to_file: str = ""

    def holds_for(self, first: date, last: date) -> bool:
        """Whether a notice dated somewhere in [first, last] may fall under it."""
        starts = date.min if self.from_ == "unknown" else date.fromisoformat(self.from_)
        ends = date.fromisoformat(self.to) if self.to else date.max
        return starts <= last and first <= ends


class Circulating(Known):
    """A window that is in circulation and not used, with why."""

    payer: str = ""
    plan_types: tuple[PlanType, ...]
    says: str


class DeadlineTable(Row):
    """The whole file ``data/deadlines.yaml``."""

    date: str
    sources: dict[str, str]
    rules: tuple[Rule, ...]
    own_process: dict[str, str]
    warnings: tuple[Circulating, ...]


@lru_cache(maxsize=1)
def table() -> DeadlineTable:
    """The shipped table; ContentError when it breaks its own rules."""
    loaded = load_path(DATA / "deadlines.yaml")
    for row in loaded.data.get("rules", []):
        row["from_"] = row.pop("from", "")
    return validated(loaded, DeadlineTable, "The table")


def rules() -> tuple[Rule, ...]:
    """Every row, for those who list or check them."""
    return table().rules


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline.

    legal: the last day by the rule itself, None when it cannot be told (see ``how``). safe: notice date + window, the day to
    work to. stated: it comes from the notice. confirm: nobody should rely on it unconfirmed.
    """

    id: str
    step: Step
    party: Party
    title: str
    legal: date | None
    safe: date | None
    how: str
    assumes: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    grade: str = "own"
    source: str = ""
    confirm: bool = True
    decision: str = ""
    plan_types: tuple[PlanType, ...] = ()
    stated: bool = False
    quote: str = ""
    page: int | None = None

    @property
    def last(self) -> date | None:
        """The day to work to: the safe date, else the legal one."""
        return self.safe or self.legal
