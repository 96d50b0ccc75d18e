"""What an appeal is written about: one denial, the level, in whose name, and everything worked out of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from authpack.denials.classify import Classification
from authpack.denials.strategy import Situation
from authpack.domain.case import Case
from authpack.domain.denials import Appeal, Denial
from authpack.domain.requests import Request, Statement

Level = Literal["level_1", "level_2", "external", "dispute"]


@dataclass(frozen=True, slots=True)
class AppealMatter:
    """The input of every kind of appeal.

    of: the judged situation; None for a claim dispute, which is about the claim and not about the illness.
    writing: the appeal as the record holds it, if it does. cite: an external review may cite published outcomes.
    """

    case: Case
    request: Request
    denial: Denial
    classification: Classification
    level: Level
    day: datetime.date
    of: Situation | None = None
    expedited: bool = False
    on_behalf: Literal["member", "provider"] = "provider"
    writing: Appeal | None = None
    cite: bool = False

    @property
    def judged(self) -> Situation:
        """The situation of a kind that needs one."""
        assert self.of is not None
        return self.of

    @property
    def jeopardy(self) -> tuple[str, Statement] | None:
        """The clinician's words that make it urgent, and where the record holds them."""
        if self.writing is not None and self.writing.jeopardy is not None:
            return f"/appeals/{self.writing.id}/jeopardy", self.writing.jeopardy
        said = self.request.urgency_statement
        return (f"/requests/{self.request.id}/urgency_statement", said) if said else None
