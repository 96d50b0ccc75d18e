"""Subject leaves of one course of psychotherapy, under a ``for_some``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import Weeks, clinician_says, to_judge
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.criteria.scores import Improvement, instrument_name, same_instrument
from authpack.criteria.view import View
from authpack.domain.clinical import Psychotherapy, TherapyScore
from authpack.domain.dates import DaySpan, PartialDate, days_between
from authpack.reference.scales import scale_by_name

if TYPE_CHECKING:
    from authpack.criteria.policy import Node


def therapy_in_question(view: View) -> Psychotherapy:
    """The psychotherapy that the leaf is asked of."""
    assert isinstance(view.subject, Psychotherapy)
    return view.subject


@leaf("therapy_evidence_based", of_subject="psychotherapy")
class TherapyEvidenceBased(Condition):
    """The record states that the therapy is evidence-based for the indication."""

    indication: Literal["mdd", "ocd"]

    def judge(self, view: View, node: Node) -> Outcome:
        course = therapy_in_question(view)
        path = f"/psychotherapy/{course.id}/evidence_based_for"
        if self.indication in course.evidence_based_for:
            return met("therapy_evidence_based", path, indication=self.indication.upper())
        if course.evidence_based == "no":
            return not_met("therapy_not_evidence_based", f"/psychotherapy/{course.id}/evidence_based")
        return silent(
            "therapy_type_silent",
            path,
            f"record the type of therapy and whether it is evidence-based for {self.indication.upper()}",
            indication=self.indication.upper(),
        )


@leaf("therapy_weeks", of_subject="psychotherapy")
class TherapyWeeks(Condition):
    """The course lasted at least so many weeks."""

    at_least: Weeks

    def judge(self, view: View, node: Node) -> Outcome:
        course = therapy_in_question(view)
        path = f"/psychotherapy/{course.id}"
        span = _therapy_span(course, PartialDate.of(view.facts.day))
        enough = span.at_least(float(7 * self.at_least))
        values: dict[str, Any] = {
            "low": span.low,
            "high": span.high,
            "weeks": f"{self.at_least.normalize():f}",
        }
        if enough:
            return met("therapy_weeks_enough", f"{path}/start", f"{path}/stop", **values)
        if enough is False:
            return not_met("therapy_weeks_short", f"{path}/start", f"{path}/stop", **values)
        return silent(
            "therapy_weeks_silent",
            f"{path}/stop",
            "record the first and the last day of the therapy",
            path,
            **values,
        )


def _therapy_span(course: Psychotherapy, today: PartialDate) -> DaySpan:
    if course.start is None:
        return DaySpan(0, None)
    end = course.stop if course.state == "stopped" else course.ongoing_on
    if end is not None and end.first > today.first:
        end = today
    if end is None:
        return DaySpan(0, max(0, (today.first - course.start.first).days))
    return days_between(course.start, end) or DaySpan(0, None)


@leaf("therapy_no_improvement", of_subject="psychotherapy")
class TherapyNoImprovement(Condition):
    """No significant improvement, shown by scales: without a number, met only at no improvement (SEMANTICS 5)."""

    measures: Literal["depression", "ocd"]

    def judge(self, view: View, node: Node) -> Outcome:
        course = therapy_in_question(view)
        path = f"/psychotherapy/{course.id}"
        baseline, end = self._usable(course.baseline, view.facts), self._usable(course.end, view.facts)
        if baseline is None or end is None or not same_instrument(baseline.instrument, end.instrument):
            return silent(
                "therapy_scores_silent",
                f"{path}/end" if baseline else f"{path}/baseline",
                "find the dated scores at the beginning and at the end of the therapy (same instrument)",
                path,
                kind="document",
            )
        change = Improvement(
            None,
            baseline.total,
            end.total,
            instrument_name(end.instrument),
            (f"{path}/baseline", f"{path}/end"),
        )
        values: dict[str, Any] = {
            "baseline": baseline.total,
            "end": end.total,
            "instrument": change.instrument,
            "improvement": change.shown,
        }
        if end.total >= baseline.total:
            return met("therapy_no_improvement", *change.evidence, **values)
        row = view.judgement(node.id, course.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review(
            "therapy_some_improvement", *change.evidence, repairs=to_judge(view, node, course.id), **values
        )

    def _usable(self, score: TherapyScore | None, facts: Facts) -> TherapyScore | None:
        scale = scale_by_name(score.instrument) if score else None
        if score is None or scale is None or scale.measures != self.measures or score.date.last > facts.day:
            return None
        inside = scale.total_max is None or score.total <= scale.total_max
        return score if inside else None
