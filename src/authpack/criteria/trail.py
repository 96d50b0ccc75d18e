"""What routing works on, and the trail it leaves: steps, questions, and why each candidate is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from authpack.criteria.route import Question, Step
from authpack.criteria.routing_tables import Tables
from authpack.criteria.shelf import Shelf
from authpack.domain.case import Case
from authpack.domain.people import Coverage
from authpack.domain.requests import Request


@dataclass(slots=True, eq=False, repr=False)
class Trail:
    """One choice in the making. day: the day that picks the revision where the request date governs."""

    case: Case
    request: Request
    coverage: Coverage
    day: date
    shelf: Shelf
    rules: Tables
    steps: list[Step] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    because: dict[str, str] = field(default_factory=dict)
    forked: bool = False
    """A carve-out itself leaves several policies: what they speak of does not choose among them."""

    def anew(self) -> Trail:
        """The same matter with an empty trail."""
        return Trail(self.case, self.request, self.coverage, self.day, self.shelf, self.rules)

    @property
    def service_day(self) -> date:
        """First planned date of service, else the day that was asked for."""
        return self.request.start.first if self.request.start else self.day

    @property
    def determinations(self) -> set[str]:
        """Every local coverage determination of Medicare's."""
        return {one.policy for row in self.rules.medicare.jurisdictions for one in row.policies}

    def step(self, rule: str, says: str, *reads: str, grade: str = "", source: str = "") -> None:
        """Record one step."""
        self.steps.append(Step(rule, says, tuple(reads), grade, source))

    def ask(self, where: str, ask: str) -> None:
        """Record what would settle a doubt."""
        self.questions.append(Question(where, ask))

    def current(self, found: list[str]) -> list[str]:
        """Where some hold a revision for the day, those; else all."""
        kept = [one for one in found if self.shelf.in_force(one, self.day)]
        if kept and len(kept) < len(found):
            self.step("date", f"No revision for this day: {listed(set(found) - set(kept))}.", "requests.date")
        return kept or found


def listed(names: Iterable[str]) -> str:
    """Names in a sentence, always in the same order."""
    return ", ".join(sorted(names))
