"""Subject leaves on one prior TMS course: time since then, worsening since then, severity it ended with."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.prior_tms import DAYS_AFTER_LAST_SESSION, course_in_question
from authpack.criteria.conditions.shared import clinician_says, request_path, to_judge
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.criteria.scores import instrument_id, instrument_name, surely_latest
from authpack.criteria.view import View
from authpack.domain.base import Line
from authpack.domain.clinical import Score, TmsCourse
from authpack.domain.dates import PartialDate, add_months
from authpack.reference.scales import band, scale_by_name

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Percent = Annotated[Decimal, Field(gt=0, le=1000)]
Anchor = Literal["course_end", "response_end", "episode_end"]
_ANCHORS: dict[str, tuple[str, str]] = {
    "course_end": ("the end of that course", "record the last session of the earlier course"),
    "response_end": ("the end of the response", "record until when the improvement lasted"),
    "episode_end": ("the end of that episode", "record when that earlier episode ended"),
}


@leaf("tms_interval", of_subject="prior_tms")
class TmsInterval(Condition):
    """So much time has passed between a named event of the earlier course and this request."""

    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    weeks: Annotated[int, Field(ge=1, le=520)] | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None
    from_: Anchor = "course_end"
    to: Literal["request_date", "planned_start"] = "request_date"
    soft: Literal["yes", "no"] = "no"
    """yes: the text says "typically"; too short a time is then for judgement."""

    @model_validator(mode="after")
    def _one_length(self) -> TmsInterval:
        if sum(one is not None for one in (self.days, self.weeks, self.months)) != 1:
            raise ValueError("needs exactly one of days, weeks, months")
        return self

    def judge(self, view: View, node: Node) -> Outcome:
        course = course_in_question(view)
        name, text = _ANCHORS[self.from_]
        earliest, latest, path = self._anchor(course, view.facts)
        values: dict[str, Any] = {"wanted": self._wanted, "anchor": name}
        until = PartialDate.of(view.facts.day) if self.to == "request_date" else view.facts.request.start
        if until is None:
            return silent(
                "planned_start_silent",
                f"{request_path(view)}/start",
                "record the planned day of the first session",
            )
        if latest is not None and self._reached(latest) <= until.first:
            return met("interval_enough", path, **values)
        if earliest is None or self._reached(earliest) <= until.last:
            return silent("interval_silent", path, text, **values)
        row = view.judgement(node.id, course.id) if self.soft == "yes" else None
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        if self.soft == "yes":
            return review("interval_short_soft", path, repairs=to_judge(view, node, course.id), **values)
        return not_met("interval_short", path, **values)

    @property
    def _wanted(self) -> str:
        return (
            f"{self.days} days"
            if self.days
            else f"{self.weeks} weeks"
            if self.weeks
            else f"{self.months} months"
        )

    def _reached(self, day: date) -> date:
        """The day on which the time is full."""
        if self.months is not None:
            return add_months(day, self.months)
        return day + timedelta(days=self.days if self.days is not None else 7 * (self.weeks or 0))

    def _anchor(self, course: TmsCourse, facts: Facts) -> tuple[date | None, date | None, str]:
        """Earliest and latest day the event can have been, and where it stands."""
        base = f"/prior_tms/{course.id}"
        relapse = (
            course.relapse.date if course.relapse is not None and facts.visible(course.relapse.date) else None
        )
        if self.from_ == "response_end":
            held = course.maintained_until
            return held.first if held else None, relapse.last if relapse else None, f"{base}/maintained_until"
        if self.from_ == "episode_end":
            episode = next((one for one in facts.case.episodes.items if one.id == course.episode), None)
            where = f"/episodes/{course.episode}/end" if course.episode else f"{base}/episode"
            return _bounds(episode.end if episode else None, where)
        return _bounds(course.last_session, f"{base}/last_session")


def _bounds(day: PartialDate | None, path: str) -> tuple[date | None, date | None, str]:
    return (day.first, day.last, path) if day is not None else (None, None, path)


@leaf("tms_worsening", of_subject="prior_tms")
class TmsWorsening(Condition):
    """The latest score is worse than the best one since the course began, by a percentage of the best."""

    at_least: Percent | None = None
    over: Percent | None = None
    instruments: tuple[Line, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_threshold(self) -> TmsWorsening:
        if (self.at_least is None) == (self.over is None):
            raise ValueError("needs exactly one of at_least, over")
        return self

    def judge(self, view: View, node: Node) -> Outcome:
        course, facts = course_in_question(view), view.facts
        pairs = [
            pair
            for name in self.instruments
            if (pair := _best_and_latest(facts, course, instrument_id(name)))
        ]
        wanted = (
            f"over {self.over.normalize():f}"
            if self.over is not None
            else f"at least {(self.at_least or Decimal(0)).normalize():f}"
        )
        if not pairs:
            return silent(
                "worsening_silent",
                "/scores",
                "find the best score since the earlier course and the present one (same instrument)",
                kind="document",
                wanted=wanted,
            )
        evidence = tuple(f"/scores/{one.id}" for pair in pairs for one in pair)
        values: dict[str, Any] = {
            "shown": ", ".join(
                f"{instrument_name(best.instrument)} {best.total} to {latest.total}" for best, latest in pairs
            ),
            "wanted": wanted,
        }
        answers = {self._reached(best, latest) for best, latest in pairs}
        if answers == {True}:
            return met("worsened", *evidence, **values)
        if answers == {False}:
            if facts.case.scores.is_complete:
                return not_met("worsened_too_little", *evidence, **values)
            return silent(
                "worsened_too_little_so_far",
                "/scores",
                "find all scores since the earlier course, or record that the list is complete",
                *evidence,
                kind="document",
                **values,
            )
        row = view.judgement(node.id, course.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review("worsening_open", *evidence, repairs=to_judge(view, node, course.id), **values)

    def _reached(self, best: Score, latest: Score) -> bool | None:
        """100 x (latest - best) against the percentage of the best, exactly; None when the best is 0."""
        if best.total == 0:
            return None
        change = 100 * (latest.total - best.total)
        return (
            change > self.over * best.total
            if self.over is not None
            else change >= (self.at_least or 0) * best.total
        )


def _best_and_latest(facts: Facts, course: TmsCourse, instrument: str) -> tuple[Score, Score] | None:
    """The lowest score since the course began, and the latest one; None without two, or when the latest is not sure."""
    begun = course.first_session
    if begun is None:
        return None
    since = [
        one
        for one in facts.scores
        if instrument_id(one.instrument) == instrument and one.date.first >= begun.last
    ]
    latest = surely_latest(since)
    if len(since) < 2 or latest is None:
        return None
    return min(since, key=lambda one: one.total), latest


@leaf("tms_severity_after", of_subject="prior_tms")
class TmsSeverityAfter(Condition):
    """The band of the first score within 14 days after the last session ("none" stands for remission)."""

    is_: tuple[Literal["none", "mild", "moderate", "moderately_severe"], ...] = Field(min_length=1)
    instruments: tuple[Line, ...] = ()

    def judge(self, view: View, node: Node) -> Outcome:
        course, facts = course_in_question(view), view.facts
        scores = self._ends(course, facts)
        if not scores:
            text = "find the score within 14 days after the last session of the earlier course"
            return silent(
                "severity_after_silent", "/scores", text, f"/prior_tms/{course.id}", kind="document"
            )
        bands = [
            set(band(scale, one.total).values()) if (scale := scale_by_name(one.instrument)) else set()
            for one in scores
        ]
        answers = {name in self.is_ for names in bands for name in names}
        evidence = tuple(f"/scores/{one.id}" for one in scores)
        shown = ", ".join(f"{instrument_name(one.instrument)} {one.total}" for one in scores)
        if len(answers) == 1 and all(bands):
            answer, reason = (
                (met, "severity_after") if answers == {True} else (not_met, "severity_after_other")
            )
            return answer(reason, *evidence, shown=shown)
        row = view.judgement(node.id, course.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review("severity_after_open", *evidence, repairs=to_judge(view, node, course.id), shown=shown)

    def _ends(self, course: TmsCourse, facts: Facts) -> list[Score]:
        last, named = course.last_session, {instrument_id(one) for one in self.instruments}
        measures = "ocd" if course.indication == "ocd" else "depression"
        found: dict[str, Score] = {}
        for one in facts.scores:
            scale, name = scale_by_name(one.instrument), instrument_id(one.instrument)
            fits = name in named or (not named and scale is not None and scale.measures == measures)
            if (
                fits
                and last is not None
                and last.last <= one.date.first
                and (one.date.last - last.first).days <= DAYS_AFTER_LAST_SESSION
            ):
                found.setdefault(name, one)
        return list(found.values())
