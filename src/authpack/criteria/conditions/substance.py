"""Leaves on substance use before the request, and on psychotropic medicines during the course."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import clinician_says, request_path, to_judge
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.criteria.view import View
from authpack.domain.dates import PartialDate, add_months
from authpack.domain.screen import SubstanceUse

if TYPE_CHECKING:
    from authpack.criteria.policy import Node


class _Since(Condition):
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None

    @model_validator(mode="after")
    def _one_length(self) -> _Since:
        if (self.days is None) == (self.months is None):
            raise ValueError("needs exactly one of days, months")
        return self

    @property
    def _wanted(self) -> str:
        return f"{self.days} days" if self.days is not None else f"{self.months} months"

    def _full(self, since: date) -> date:
        return (
            add_months(since, self.months)
            if self.months is not None
            else since + timedelta(days=self.days or 0)
        )

    def _passed(self, since: PartialDate, facts: Facts) -> bool | None:
        """Whether the time since then is full on the request date; None when the date is too imprecise."""
        if self._full(since.last) <= facts.day:
            return True
        return False if self._full(since.first) > facts.day else None


@leaf("substance_free")
class SubstanceFree(_Since):
    """No substance use for so long before the request. An "absent" of today says nothing of the weeks before."""

    def judge(self, view: View, node: Node) -> Outcome:
        facts, use = view.facts, view.facts.screen.substance_use
        path = f"{facts.screen_path}/substance_use"
        values: dict[str, Any] = {"wanted": self._wanted}
        if use.last_use is not None and use.last_use.first <= facts.day:
            passed = self._passed(use.last_use, facts)
            if passed is not None:
                answer, reason = (met, "substance_free") if passed else (not_met, "substance_recent")
                return answer(reason, f"{path}/last_use", date=str(use.last_use), **values)
        elif use.ever == "no":
            return met("substance_never", f"{path}/ever", **values)
        text = "ask and record when any substance was last used, or that there never was any use"
        return silent("substance_silent", f"{path}/last_use", text, path, kind="assessment", **values)


@leaf("substance_remission")
class SubstanceRemission(_Since):
    """No substance use disorder, or one that has been in remission for so long."""

    substantiated: Literal["yes"] | None = None

    def judge(self, view: View, node: Node) -> Outcome:
        facts, use = view.facts, view.facts.screen.substance_use
        path = f"{facts.screen_path}/substance_use"
        values: dict[str, Any] = {"wanted": self._wanted}
        if "no" in (use.disorder, use.ever):
            return met(
                "no_substance_disorder", f"{path}/disorder" if use.disorder == "no" else f"{path}/ever"
            )
        if use.disorder == "unknown":
            return silent(
                "disorder_silent",
                f"{path}/disorder",
                "record whether there is or was a substance use disorder",
                path,
                kind="assessment",
            )
        return self._remission(use, facts, path, values)

    def _remission(self, use: SubstanceUse, facts: Facts, path: str, values: dict[str, Any]) -> Outcome:
        if use.remission_since is None:
            return silent(
                "remission_silent",
                f"{path}/remission_since",
                "record since when the disorder has been in remission",
                path,
                **values,
            )
        passed = self._passed(use.remission_since, facts)
        values["date"] = str(use.remission_since)
        if passed is None:
            return silent(
                "remission_silent",
                f"{path}/remission_since",
                "record the day since when the disorder has been in remission",
                path,
                **values,
            )
        if not passed:
            return not_met("remission_short", f"{path}/remission_since", **values)
        if self.substantiated is not None and use.remission_substantiated != "yes":
            where = f"{path}/remission_substantiated"
            if use.remission_substantiated == "no":
                return not_met("remission_unsubstantiated", where, **values)
            return silent(
                "remission_proof_silent",
                where,
                "find what substantiates the remission (tests, treatment records)",
                path,
                kind="document",
                **values,
            )
        return met("remission_enough", f"{path}/remission_since", **values)


@leaf("psychotropics_stable")
class PsychotropicsStable(Condition):
    """No change of psychotropic medicines is planned during the course; a planned one is left to judgement."""

    def judge(self, view: View, node: Node) -> Outcome:
        value, path = (
            view.facts.request.psychotropic_change_planned,
            f"{request_path(view)}/psychotropic_change_planned",
        )
        if value == "no":
            return met("medicines_stay", path)
        if value == "unknown":
            return silent(
                "medicines_silent",
                path,
                "record whether a change of psychotropic medicines is planned during the course",
            )
        row = view.judgement(node.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review("medicines_change", path, repairs=to_judge(view, node))
