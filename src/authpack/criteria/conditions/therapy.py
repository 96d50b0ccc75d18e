"""Leaves on psychotherapy beyond duration and scales: its type, episode, recorded outcome, and how many there were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.courses import therapy_in_question
from authpack.criteria.conditions.shared import clinician_says, to_judge
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.criteria.truth import MET, NOT_DOCUMENTED, NOT_MET, Status, all_of
from authpack.criteria.view import View
from authpack.domain.clinical import Psychotherapy

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Type = Literal[
    "cbt", "interpersonal", "behavioral_activation", "act", "dbt", "mindfulness_based_cognitive", "psychodynamic",
    "problem_solving", "erp", "cbasp", "supportive",
]  # fmt: skip
Result = Literal["none", "partial", "full", "lost"]


@leaf("therapy_type", of_subject="psychotherapy")
class TherapyType(Condition):
    """The therapy is of one of the types that the text names."""

    is_: tuple[Type, ...] = Field(min_length=1)

    def judge(self, view: View, node: Node) -> Outcome:
        course = therapy_in_question(view)
        path = f"/psychotherapy/{course.id}/type"
        if course.type == "unknown":
            return silent("therapy_kind_silent", path, "record the type of therapy")
        shown = course.type.replace("_", " ")
        return (
            met("therapy_kind", path, type=shown)
            if course.type in self.is_
            else not_met("therapy_kind_other", path, type=shown)
        )


@leaf("therapy_episode", of_subject="psychotherapy")
class TherapyEpisode(Condition):
    """The therapy belongs to the current episode."""

    is_: Literal["current"] = "current"

    def judge(self, view: View, node: Node) -> Outcome:
        course = therapy_in_question(view)
        path = f"/psychotherapy/{course.id}"
        status = _episode_status(course, view.facts)
        if status == MET:
            return met("therapy_in_episode", f"{path}/episode")
        if status == NOT_MET:
            return not_met("therapy_other_episode", f"{path}/episode")
        if status == NOT_DOCUMENTED:
            return silent(
                "therapy_episode_silent",
                f"{path}/episode",
                "record the current episode with its onset, and when the therapy began and ended",
                path,
            )
        row = view.judgement(node.id, course.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review("therapy_straddles", f"{path}/start", repairs=to_judge(view, node, course.id))


def _episode_status(course: Psychotherapy, facts: Facts) -> Status:
    """Episode id wins; else dates inside yes, outside no, straddling needs review, imprecise not documented."""
    episode = facts.episode
    if episode is None:
        return NOT_DOCUMENTED
    if course.episode is not None:
        return MET if course.episode == episode.id else NOT_MET
    onset, start, stop = episode.onset, course.start, course.stop
    if onset is None:
        return NOT_DOCUMENTED
    if stop is not None and stop.last < onset.first:
        return NOT_MET
    if start is None:
        return NOT_DOCUMENTED
    if start.first >= onset.last:
        return MET
    lasted = course.state == "ongoing" or (stop is not None and stop.first > onset.last)
    return "needs_review" if start.last < onset.first and lasted else NOT_DOCUMENTED


@leaf("therapy_response", of_subject="psychotherapy")
class TherapyResponse(Condition):
    """The recorded outcome of the therapy, where the text asks for no scales."""

    counts: tuple[Result, ...] = Field(min_length=1)
    review: tuple[Result, ...] = ()

    def judge(self, view: View, node: Node) -> Outcome:
        course = therapy_in_question(view)
        path = f"/psychotherapy/{course.id}/outcome"
        if course.outcome == "unknown" or not _known_by(course, view.facts):
            return silent(
                "therapy_response_silent",
                path,
                "find the record of how the patient responded to the therapy",
                kind="document",
            )
        if course.outcome in self.counts:
            return met("therapy_response", path, response=course.outcome)
        if course.outcome not in self.review:
            return not_met("therapy_response", path, response=course.outcome)
        row = view.judgement(node.id, course.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review(
            "therapy_response_to_judge",
            path,
            repairs=to_judge(view, node, course.id),
            response=course.outcome,
        )


def _known_by(course: Psychotherapy, facts: Facts) -> bool:
    """Whether the outcome was a fact by the facts' day."""
    when = course.outcome_date or course.stop
    return not facts.looks_back if when is None else when.first <= facts.day


@leaf("therapy_documented", of_subject="psychotherapy")
class TherapyDocumented(Condition):
    """The therapist's name and the dates of the therapy stand in the record (no session notes are asked for)."""

    def judge(self, view: View, node: Node) -> Outcome:
        course = therapy_in_question(view)
        path = f"/psychotherapy/{course.id}"
        ended = course.stop if course.state == "stopped" else course.ongoing_on
        wanted = {
            "clinician": course.clinician,
            "start": course.start,
            "stop" if course.state == "stopped" else "ongoing_on": ended,
        }
        missing = next((name for name, value in wanted.items() if value is None), None)
        if missing is None:
            return met("therapy_documented", *(f"{path}/{name}" for name in wanted))
        return silent(
            "therapy_undocumented",
            f"{path}/{missing}",
            "record the therapist's name and the first and last day of the therapy",
            path,
        )


@leaf("therapies")
class Therapies(Condition):
    """So many courses of psychotherapy were begun, of different types where the text says so."""

    at_least: Annotated[int, Field(ge=1, le=10)]
    distinct_types: Literal["yes", "no"] = "no"
    evidence_based_for: Literal["mdd", "ocd"] | None = None
    scope: Literal["any_time", "current_episode"] = "any_time"

    def judge(self, view: View, node: Node) -> Outcome:
        facts = view.facts
        rows = [(course, self._counts(course, facts)) for course in facts.psychotherapy]
        sure = [course for course, status in rows if status == MET]
        both = [course for course, status in rows if status != NOT_MET]
        certain, possible = self._number(sure, most=False), self._number(both, most=True)
        evidence = tuple(f"/psychotherapy/{course.id}" for course in both) or ("/psychotherapy",)
        if certain >= self.at_least:
            return met("therapies_enough", *evidence, counted=certain, wanted=self.at_least)
        if possible < self.at_least and facts.all_known("psychotherapy"):
            return not_met("therapies_few", *evidence, counted=possible, wanted=self.at_least)
        text = "find the records of psychotherapy (type, dates, whether evidence-based), or record that the list is complete"
        return silent(
            "therapies_silent", "/psychotherapy", text, *evidence, counted=certain, wanted=self.at_least
        )

    def _counts(self, course: Psychotherapy, facts: Facts) -> Status:
        tests: list[Status] = [MET]
        if self.scope == "current_episode":
            tests.append(_episode_status(course, facts))
        if self.evidence_based_for is not None and self.evidence_based_for not in course.evidence_based_for:
            tests.append(NOT_MET if course.evidence_based == "no" else NOT_DOCUMENTED)
        return all_of(tests)

    def _number(self, courses: list[Psychotherapy], *, most: bool) -> int:
        if self.distinct_types == "no":
            return len(courses)
        known = {_kind(course) for course in courses} - {None}
        unknown = sum(_kind(course) is None for course in courses)
        return len(known) + (unknown if most else int(bool(unknown) and not known))


def _kind(course: Psychotherapy) -> str | None:
    """The type, or its words where it is another one; None: not recorded."""
    if course.type == "other":
        return course.type_text.lower() if course.type_text else None
    return None if course.type == "unknown" else course.type
