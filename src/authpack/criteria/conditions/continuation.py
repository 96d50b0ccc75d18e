"""The course now running: when it began, how many sessions were given, how far the scores have come."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import clinician_says, request_path, to_judge
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.criteria.scores import Improvement, instrument_id, surely_latest
from authpack.criteria.view import View
from authpack.domain.base import Line
from authpack.domain.clinical import Score
from authpack.domain.dates import PartialDate
from authpack.reference.scales import scale_by_name

if TYPE_CHECKING:
    from authpack.criteria.policy import Node
    from authpack.domain.sessions import Session

Percent = Annotated[Decimal, Field(gt=0, le=100)]


def running_sessions(facts: Facts) -> list[Session]:
    """Sessions of the running course by the day: those after every earlier course, oldest first."""
    ends = [one.last_session.last for one in facts.case.prior_tms.items if one.last_session is not None]
    start = facts.request.course_start
    found = [
        one
        for one in facts.case.sessions
        if one.date.last <= facts.day
        and (
            one.date.first >= start.first if start is not None else all(one.date.first > end for end in ends)
        )
    ]
    return sorted(found, key=lambda one: (one.date.last, one.id))


def sessions_given(facts: Facts) -> tuple[int, bool]:
    """How many sessions of the running course were given, and whether that is the whole number.

    Before a first or a repeat course none of it was given but what is recorded. In a running one, recorded
    sessions are a lower bound, and a stated number is exact unless more are recorded.
    """
    recorded, stated = len(running_sessions(facts)), facts.request.sessions_given
    if facts.request.phase in ("initial", "retreatment"):
        return recorded, not recorded
    return (recorded, False) if stated is None else (max(stated, recorded), stated >= recorded)


def course_start(facts: Facts) -> tuple[PartialDate | None, str]:
    """First session of the running course, and where that stands."""
    if facts.request.course_start is not None:
        return facts.request.course_start, f"/requests/{facts.request.id}/course_start"
    sessions = running_sessions(facts)
    return (sessions[0].date, f"/sessions/{sessions[0].id}") if sessions else (None, "/sessions")


def changes_so_far(facts: Facts, start: PartialDate, instruments: tuple[str, ...] = ()) -> list[Improvement]:
    """One change per scale that has a score on each side of the first session, for certain.

    instruments: only these; without names, every scale of the illness in question.
    """
    named = {instrument_id(one) for one in instruments}
    measures = "ocd" if facts.request.indication == "ocd" else "depression"
    by_scale: dict[str, list[Score]] = {}
    for score in facts.scores:
        scale, name = scale_by_name(score.instrument), instrument_id(score.instrument)
        if name in named or (not named and scale is not None and scale.measures == measures):
            by_scale.setdefault(name, []).append(score)
    changes = []
    for _, scores in sorted(by_scale.items()):
        if any(
            start.first < one.date.last and one.date.first <= start.last
            for one in scores
            if not (one.date.exact and start.exact)
        ):
            continue  # on which side of the first session it lies is not certain
        before = [one for one in scores if one.date.last <= start.first]
        after = [one for one in scores if one.date.first > start.last]
        change = facts.improvement(surely_latest(before), surely_latest(after))
        if change is not None:
            changes.append(change)
    return changes


@leaf("course_improvement")
class CourseImprovement(Condition):
    """Improvement so far in the running course: last score on or before its first session against the latest."""

    at_least: Percent | None = None
    over: Percent | None = None
    instruments: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _one_threshold(self) -> CourseImprovement:
        if (self.at_least is None) == (self.over is None):
            raise ValueError("needs exactly one of at_least, over")
        return self

    def judge(self, view: View, node: Node) -> Outcome:
        start, where = course_start(view.facts)
        wanted = (
            f"over {self.over.normalize():f}"
            if self.over is not None
            else f"at least {(self.at_least or Decimal(0)).normalize():f}"
        )
        if start is None:
            return silent(
                "course_start_silent",
                f"{request_path(view)}/course_start",
                "record the first session of the running course",
                wanted=wanted,
            )
        changes = changes_so_far(view.facts, start, self.instruments)
        if not changes:
            text = (
                "find the scores before the first session of this course and the latest one (same instrument)"
            )
            return silent("course_scores_silent", "/scores", text, where, kind="document", wanted=wanted)
        evidence = (where, *(path for change in changes for path in change.evidence))
        values: dict[str, Any] = {
            "shown": ", ".join(f"{one.instrument} {one.shown} %" for one in changes),
            "wanted": wanted,
        }
        answers = {self._reached(change) for change in changes}
        if answers == {True}:
            return met("course_improved", *evidence, **values)
        if answers == {False}:
            return not_met("course_improved_too_little", *evidence, **values)
        row = view.judgement(node.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review("course_scales_disagree", *evidence, repairs=to_judge(view, node), **values)

    def _reached(self, change: Improvement) -> bool | None:
        return (
            change.over(self.over) if self.over is not None else change.at_least(self.at_least or Decimal(0))
        )
