"""Subject leaves of one prior TMS course, under a ``for_some``."""

from datetime import date as date_type
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import Weeks, clinician_says, to_judge
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.criteria.scores import Improvement, instrument_id, instrument_name, surely_first, surely_latest
from authpack.criteria.view import View
from authpack.domain.base import Line
from authpack.domain.clinical import Score, TmsCourse
from authpack.domain.dates import PartialDate, add_months, on_or_before
from authpack.reference.scales import scale_by_name

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Percent = Annotated[Decimal, Field(gt=0, le=100)]
DAYS_AFTER_LAST_SESSION = 14
"""SEMANTICS 5: the end score is the first within 14 days after the last session."""


def course_in_question(view: View) -> TmsCourse:
    """The earlier TMS course that the leaf is asked of."""
    assert isinstance(view.subject, TmsCourse)
    return view.subject


@leaf("tms_indication", of_subject="prior_tms")
class TmsIndication(Condition):
    """The prior course treated this indication."""

    is_: Literal["mdd", "ocd"]

    def judge(self, view: View, node: "Node") -> Outcome:
        course = course_in_question(view)
        path = f"/prior_tms/{course.id}/indication"
        if course.indication == self.is_:
            return met("tms_indication", path, indication=self.is_.upper())
        return not_met("tms_other_indication", path, indication=self.is_.upper())


@leaf("tms_episode", of_subject="prior_tms")
class TmsEpisode(Condition):
    """The course was given in a previous episode, which ended at least so many months ago."""

    is_: Literal["previous"] = "previous"
    months_since: Annotated[int, Field(ge=1, le=120)] | None = None

    def judge(self, view: View, node: "Node") -> Outcome:
        course, facts = course_in_question(view), view.facts
        path = f"/prior_tms/{course.id}/episode"
        previous = self._is_previous(course, facts)
        if previous is None:
            return silent(
                "tms_episode_silent", path, "record in which episode the earlier TMS course was given"
            )
        if not previous:
            return not_met("tms_same_episode", path)
        if self.months_since is None:
            return met("tms_previous_episode", path)
        return self._since(course, facts)

    @staticmethod
    def _is_previous(course: TmsCourse, facts: Facts) -> bool | None:
        current = facts.episode
        if course.episode is not None and current is not None:
            return course.episode != current.id
        if current is None or current.onset is None or course.last_session is None:
            return None
        if course.last_session.last < current.onset.first:
            return True
        inside = course.first_session is not None and course.first_session.first >= current.onset.last
        return False if inside else None

    def _since(self, course: TmsCourse, facts: Facts) -> Outcome:
        episode = next((one for one in facts.case.episodes.items if one.id == course.episode), None)
        path = f"/episodes/{course.episode}/end" if course.episode else "/episodes"
        assert self.months_since is not None
        if episode is None or episode.end is None:
            return silent(
                "episode_end_silent", path, "record when that earlier episode ended", months=self.months_since
            )
        values: dict[str, Any] = {"end": str(episode.end), "months": self.months_since}
        if add_months(episode.end.last, self.months_since) <= facts.present:
            return met("months_since_enough", path, **values)
        if add_months(episode.end.first, self.months_since) > facts.present:
            return not_met("months_since_short", path, **values)
        return silent(
            "episode_end_imprecise",
            path,
            "record the day on which that earlier episode ended",
            path,
            **values,
        )


@leaf("tms_response", of_subject="prior_tms")
class TmsResponse(Condition):
    """A recorded response to the course, where the text names no percentage."""

    counts: tuple[Literal["none", "partial", "response", "remission"], ...]
    review: tuple[Literal["none", "partial", "response", "remission"], ...] = ()

    def judge(self, view: View, node: "Node") -> Outcome:
        course = course_in_question(view)
        path = f"/prior_tms/{course.id}/response"
        if course.response == "unknown":
            return silent(
                "tms_response_silent",
                path,
                "find the record of how the patient responded to the earlier course",
                kind="document",
            )
        if course.response in self.counts:
            return met("tms_response", path, response=course.response)
        if course.response in self.review:
            row = view.judgement(node.id, course.id)
            if row is not None:
                return clinician_says(view, row.conclusion, row.id, row.clinician)
            return review(
                "tms_response_to_judge",
                path,
                repairs=to_judge(view, node, course.id),
                response=course.response,
            )
        return not_met("tms_no_response", path, response=course.response)


def course_changes(
    facts: Facts, course: TmsCourse, instruments: tuple[str, ...], measures: str
) -> list[Improvement]:
    """Improvement per scale over a course: last score on or before session 1, first within 14 days after the last.

    Scales that lack one of the two are left out (SEMANTICS 9). A stated percentage stands only where no scores do.
    """
    first, last = course.first_session, course.last_session
    changes: list[Improvement] = []
    if first is not None and last is not None:
        by_scale: dict[str, list[Score]] = {}
        for score in facts.scores:
            scale = scale_by_name(score.instrument)
            if scale is not None and scale.measures == measures:
                by_scale.setdefault(instrument_id(score.instrument), []).append(score)
        for name, scores in sorted(by_scale.items()):
            if instruments and name not in instruments:
                continue
            if any(_before_or_after(one.date, first) is None for one in scores):
                continue  # which score was the last before session 1 is not certain
            baseline = [one for one in scores if one.date.last <= first.first]
            end = [
                one
                for one in scores
                if last.last <= one.date.first
                and (one.date.last - last.first).days <= DAYS_AFTER_LAST_SESSION
            ]
            change = facts.improvement(surely_latest(baseline), surely_first(end))
            if change is not None:
                changes.append(change)
    if not changes and course.response_percent is not None:
        name = course.response_instrument or ""
        if not instruments or instrument_id(name) in instruments:
            path = f"/prior_tms/{course.id}/response_percent"
            changes.append(
                Improvement(course.response_percent, None, None, instrument_name(name), (path,), stated=True)
            )
    return changes


def left_out(facts: Facts, used: list[Improvement], measures: str) -> str:
    """Scales with a score before or after the course but not both: named, since they took no part (SEMANTICS 9)."""
    taken = {change.instrument for change in used}
    names = {
        scale.name
        for score in facts.scores
        if (scale := scale_by_name(score.instrument)) is not None and scale.measures == measures
    }
    missing = sorted(names - taken)
    return f"; without a pair of scores and left out: {', '.join(missing)}" if missing and used else ""


def _before_or_after(day: PartialDate, session: PartialDate) -> bool | None:
    """Whether a score was taken on or before session 1; None when the dates leave it open."""
    if on_or_before(day, session.first) is True:
        return True
    return False if on_or_before(day, session.last) is False else None


@leaf("tms_improvement", of_subject="prior_tms")
class TmsImprovement(Condition):
    """Improvement of at least, or over, a percentage on a standard scale with the prior course."""

    over: Percent | None = None
    at_least: Percent | None = None
    instruments: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _one_threshold(self) -> "TmsImprovement":
        if (self.over is None) == (self.at_least is None):
            raise ValueError("needs either 'over' or 'at_least'")
        return self

    def judge(self, view: View, node: "Node") -> Outcome:
        course = course_in_question(view)
        path = f"/prior_tms/{course.id}"
        measures = "ocd" if course.indication == "ocd" else "depression"
        changes = course_changes(view.facts, course, self.instruments, measures)
        wanted = (
            f"over {self.over.normalize():f}" if self.over is not None else f"at least {self.at_least or 0:f}"
        )
        if not changes:
            return silent(
                "tms_scores_silent",
                f"{path}/scores",
                "find the scores before the first and within 14 days after the last session of the earlier course",
                kind="document",
                wanted=wanted,
            )
        evidence = tuple(one for change in changes for one in change.evidence)
        said = [
            f"{one.instrument} {one.shown} %{' stated, without scores' if one.stated else ''}"
            for one in changes
        ]
        shown = ", ".join(said) + left_out(view.facts, changes, measures)
        answers = {self._reached(change) for change in changes}
        if None in answers or len(answers) > 1:
            row = view.judgement(node.id, course.id)
            if row is not None:
                return clinician_says(view, row.conclusion, row.id, row.clinician)
            return review(
                "tms_scales_disagree",
                *evidence,
                repairs=to_judge(view, node, course.id),
                shown=shown,
                wanted=wanted,
            )
        answer = met if answers == {True} else not_met
        return answer(
            "tms_improved" if answers == {True} else "tms_improved_too_little",
            *evidence,
            shown=shown,
            wanted=wanted,
        )

    def _reached(self, change: Improvement) -> bool | None:
        return (
            change.over(self.over) if self.over is not None else change.at_least(self.at_least or Decimal(0))
        )


@leaf("tms_relapse", of_subject="prior_tms")
class TmsRelapse(Condition):
    """A relapse of symptoms after the course is documented."""

    def judge(self, view: View, node: "Node") -> Outcome:
        course = course_in_question(view)
        path = f"/prior_tms/{course.id}/relapse"
        if course.relapse is not None and view.facts.visible(course.relapse.date):
            ended = course.last_session
            if ended is not None and course.relapse.date.last < ended.first:
                return not_met("relapse_before_end", path)
            return met("relapse_documented", path, date=str(course.relapse.date))
        if course.relapsed == "no" and course.relapse is None:
            return not_met("no_relapse", f"/prior_tms/{course.id}/relapsed")
        return silent(
            "relapse_silent", path, "record whether and when symptoms returned after the earlier course"
        )


@leaf("tms_kept", of_subject="prior_tms")
class TmsKept(Condition):
    """The improvement lasted so long; a later loss does not disprove it (SEMANTICS 9)."""

    weeks: Weeks | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None
    from_: Literal["first_session", "course_end"] = "course_end"

    @model_validator(mode="after")
    def _one_duration(self) -> "TmsKept":
        if (self.weeks is None) == (self.months is None):
            raise ValueError("needs either 'weeks' or 'months'")
        return self

    def judge(self, view: View, node: "Node") -> Outcome:
        course = course_in_question(view)
        path = f"/prior_tms/{course.id}"
        start = course.first_session if self.from_ == "first_session" else course.last_session
        wanted = f"{self.weeks.normalize():f} weeks" if self.weeks is not None else f"{self.months} months"
        values: dict[str, Any] = {"wanted": wanted, "anchor": self.from_.replace("_", " ")}
        kept = course.maintained_until
        if kept is not None and not view.facts.visible(kept):
            kept = None
        evidence = (f"{path}/maintained_until",)
        if start is None:
            return silent(
                "tms_dates_silent",
                f"{path}/last_session",
                "record the first and the last session of the earlier course",
                **values,
            )
        if kept is not None:
            if self._reached(start.last, kept.first):
                return met("tms_kept", *evidence, until=str(kept), **values)
            if (
                not self._reached(start.first, kept.last)
                and course.relapse is not None
                and self._lost(course, start)
            ):
                return not_met("tms_not_kept", *evidence, until=str(kept), **values)
        if course.relapse is not None and self._lost(course, start):
            return not_met("tms_relapsed_before", f"{path}/relapse", **values)
        return silent(
            "tms_kept_silent",
            f"{path}/maintained_until",
            "find the last record of the improvement after the earlier course",
            *evidence,
            kind="document",
            **values,
        )

    def _reached(self, start: date_type, until: date_type) -> bool:
        if self.weeks is not None:
            return (until - start).days >= 7 * self.weeks
        return add_months(start, self.months or 0) <= until

    def _lost(self, course: TmsCourse, start: PartialDate) -> bool:
        """Whether the relapse certainly came before the time was full."""
        return course.relapse is not None and not self._reached(start.first, course.relapse.date.last)
