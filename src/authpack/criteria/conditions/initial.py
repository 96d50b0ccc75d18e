"""``initial_criteria``: the initial tree, judged as of the prior course (or now), or a recorded prior approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, not_seen, silent
from authpack.criteria.view import View
from authpack.domain.clinical import TmsCourse
from authpack.domain.requests import Phase

if TYPE_CHECKING:
    from authpack.criteria.policy import Node


def _approved(course: TmsCourse) -> bool:
    """Whether the recorded approval is of this course: not dated after the course ended."""
    approval = course.approval
    return approval is not None and (
        course.last_session is None or approval.date.first <= course.last_session.last
    )


@leaf("initial_criteria")
class InitialCriteria(Condition):
    """Facts about the patient as of the start of the prior course; facts about the request as they are now."""

    as_of: Literal["prior_course", "now"]
    indication: Literal["mdd", "ocd"]
    phase: Phase = "initial"

    def judge(self, view: View, node: Node) -> Outcome:
        entry = view.policy.entry(self.phase, self.indication)
        if entry is not None and entry.kind == "use_tree" and entry.uses is not None:
            entry = view.policy.entry(*entry.uses)
        if entry is None or entry.node is None or entry.kind in ("text_not_seen", "use_tree"):
            return not_seen("text_not_seen")
        if entry.kind == "not_covered":
            return not_met("excluded")
        if self.as_of == "now":
            return self._nested(view, node, view.facts, entry.node)
        course = self._course(view)
        if course is None:
            if view.facts.case.prior_tms.is_complete:
                return not_met("no_prior_course", "/prior_tms")
            return silent("prior_course_silent", "/prior_tms", "record the earlier TMS course with its dates")
        if course.approval is not None and _approved(course):
            return met(
                "prior_approval",
                f"/prior_tms/{course.id}/approval",
                payer=course.approval.payer,
                date=str(course.approval.date),
            )
        start = course.first_session
        if start is None or not start.exact:
            return silent(
                "prior_start_silent",
                f"/prior_tms/{course.id}/first_session",
                "record the day of the first session of the earlier course",
            )
        facts = view.facts
        back = Facts(facts.case, facts.request, start.first, facts.present)
        return self._nested(view, node, back, entry.node)

    def _course(self, view: View) -> TmsCourse | None:
        courses = [one for one in view.facts.prior_tms if one.indication == self.indication]
        return courses[-1] if courses else None

    def _nested(self, view: View, node: Node, facts: Facts, tree: Node) -> Outcome:
        from authpack.criteria.judge import judge_node

        inner = View(view.policy, facts, view.judgements, None, f"{view.prefix}{node.id}>")
        finding = judge_node(tree, inner)
        return Outcome(
            finding.status, "initial_criteria", {"day": facts.day.isoformat()}, children=(finding,)
        )
