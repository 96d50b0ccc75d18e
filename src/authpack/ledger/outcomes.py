"""Response and remission of a course, scale by scale: exact comparison, nothing rounded up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from authpack.criteria.scores import Improvement, instrument_id, instrument_name
from authpack.domain.clinical import Score
from authpack.domain.course import CourseEnd, Outcome
from authpack.ledger.course_of import Course
from authpack.ledger.note_problem import COMPLETE, Basis, NoteProblem, warning
from authpack.reference.graded import Graded
from authpack.reference.scales import Scale, scale_by_name

Answer = Literal["yes", "no", "not_stated"]
END_DAYS = 14
"""Days after the last session in which the first score is that of the end (SEMANTICS 5)."""
_PERCENT = re.compile(r">=(\d+(?:\.\d+)?)%")
_TOTAL = re.compile(r"<(=?)(\d+)")
# Totals that do not begin at 0: the percentage is of the distance to the lowest total.
_FLOORS = {"cdrs_r": 17}


@dataclass(frozen=True, slots=True)
class Rule:
    """A cut-off that is compared with: its number, who says so, and how well it is known.

    path: the record's place when the plan states it, else the reference row.
    """

    value: Decimal
    path: str
    source: str
    grade: str

    @property
    def stated(self) -> bool:
        """Whether the plan states it, or the reference has read it: then it may be printed."""
        return self.grade in ("record", "verified")


@dataclass(frozen=True, slots=True)
class ScaleOutcome:
    """One scale from its baseline to its end.

    response/remission: the answer under the rules that may be printed; "not_stated" when none is, or when rival
    cut-offs disagree. answers: every cut-off with its own answer, own knowledge included, for the practice's eyes.
    """

    instrument: str
    baseline: Score
    end: Score
    change: Improvement
    response: Answer
    response_rule: Rule | None
    remission: Answer
    remission_rule: Rule | None
    answers: tuple[tuple[str, Rule, bool | None], ...]


def outcomes(
    course: Course, end: CourseEnd | None, rules: tuple[tuple[str, Outcome], ...] = ()
) -> list[ScaleOutcome]:
    """Each scale that has a baseline and an end. rules: what the plan calls response and remission, with its path."""
    pairs = _pairs(course, end)
    return [_outcome(first, last, rules) for first, last in pairs]


def left_out(course: Course, end: CourseEnd | None) -> list[str]:
    """Scales that were rated during the course and lack a baseline or an end."""
    complete = {instrument_id(first.instrument) for first, _ in _pairs(course, end)}
    rated = {instrument_id(one.instrument): instrument_name(one.instrument) for one in _in_course(course)}
    return [name for key, name in rated.items() if key not in complete]


def _in_course(course: Course) -> Iterator[Score]:
    if not course.visits:
        return
    first, last = course.visits[0].day, course.visits[-1].day + timedelta(days=END_DAYS)
    firsts = {one.id for one in baselines(course).values()}
    for one in sorted(course.case.scores.items, key=lambda one: (one.date.first, one.id)):
        if one.id in firsts or first < one.date.first <= last:
            yield one


def trend(course: Course) -> list[Score]:
    """Every score from the baseline to the end of the course, oldest first."""
    return list(_in_course(course))


def baselines(course: Course) -> dict[str, Score]:
    """Instrument -> its last score on or before the first session."""
    found: dict[str, Score] = {}
    for one in sorted(course.case.scores.items, key=lambda one: one.date.first):
        if course.visits and one.date.last <= course.visits[0].day:
            found[instrument_id(one.instrument)] = one
    return found


def _ends(course: Course) -> dict[str, Score]:
    found: dict[str, Score] = {}
    last = course.visits[-1].day if course.visits else None
    for one in sorted(course.case.scores.items, key=lambda one: one.date.first):
        if last is not None and last <= one.date.first and one.date.last <= last + timedelta(days=END_DAYS):
            found.setdefault(instrument_id(one.instrument), one)
    return found


def _pairs(course: Course, end: CourseEnd | None) -> list[tuple[Score, Score]]:
    named = {one.id: one for one in course.case.scores.items}
    firsts, ends = baselines(course), _ends(course)
    if end is not None:
        firsts |= {
            instrument_id(named[one].instrument): named[one] for one in end.baseline_scores if one in named
        }
        ends |= {instrument_id(named[one].instrument): named[one] for one in end.end_scores if one in named}
    return [(first, ends[key]) for key, first in firsts.items() if key in ends]


def _outcome(first: Score, last: Score, stated: tuple[tuple[str, Outcome], ...]) -> ScaleOutcome:
    key = instrument_id(first.instrument)
    change = change_of(first, last)
    scale = scale_by_name(first.instrument)
    own = next(((path, one) for path, one in stated if instrument_id(one.instrument) == key), None)
    response = _response_rules(scale, own)
    remission = _remission_rules(scale, own)
    answers = [("response", rule, change.at_least(rule.value)) for rule in response]
    answers += [("remission", rule, last.total <= rule.value) for rule in remission]
    answer, rule = _answer([(one, change.at_least(one.value)) for one in response])
    calm, calm_rule = _answer([(one, last.total <= one.value) for one in remission])
    return ScaleOutcome(
        instrument_name(first.instrument), first, last, change, answer, rule, calm, calm_rule, tuple(answers)
    )


def change_of(first: Score, last: Score) -> Improvement:
    """The change between two scores of one instrument, above the lowest total the scale can have."""
    floor = _FLOORS.get(instrument_id(first.instrument), 0)
    paths = (f"/scores/{first.id}", f"/scores/{last.id}")
    return Improvement(
        None, first.total - floor, last.total - floor, instrument_name(first.instrument), paths
    )


def _answer(judged: list[tuple[Rule, bool | None]]) -> tuple[Answer, Rule | None]:
    """The answer of the printable rules; rival ones that disagree state nothing."""
    printable = [(rule, answer) for rule, answer in judged if rule.stated]
    answers = {answer for _, answer in printable}
    if len(answers) != 1 or None in answers:
        return "not_stated", None
    return ("yes" if answers == {True} else "no"), printable[0][0]


def _response_rules(scale: Scale | None, own: tuple[str, Outcome] | None) -> list[Rule]:
    if own is not None and own[1].response_percent is not None:
        return [Rule(own[1].response_percent, f"{own[0]}/response_percent", "the treatment plan", "record")]
    cell = scale.response if scale else None
    return (
        [_rule(scale, "response", cell, Decimal(found)) for found in _PERCENT.findall(str(cell.value))]
        if cell
        else []
    )


def _remission_rules(scale: Scale | None, own: tuple[str, Outcome] | None) -> list[Rule]:
    if own is not None and own[1].remission_at_most is not None:
        value = Decimal(own[1].remission_at_most)
        return [Rule(value, f"{own[0]}/remission_at_most", "the treatment plan", "record")]
    cell = scale.remission if scale else None
    if cell is None:
        return []
    # "<5" means at most 4: totals are whole numbers.
    numbers = [Decimal(number) - (0 if equal else 1) for equal, number in _TOTAL.findall(str(cell.value))]
    return [_rule(scale, "remission", cell, number) for number in dict.fromkeys(numbers)]


def _rule(scale: Scale | None, name: str, cell: Graded, value: Decimal) -> Rule:
    return Rule(value, f"reference:scales/{scale.id if scale else ''}/{name}", cell.source, cell.grade)


def stated_rules(course: Course) -> tuple[tuple[str, Outcome], ...]:
    """What the plans of this course call response and remission, with their paths, the latest plan first."""
    ids = {one.id for one in course.requests}
    plans = sorted(
        (one for one in course.case.plans if one.request in ids), key=lambda one: one.date.first, reverse=True
    )
    return tuple(
        (f"/plans/{plan.id}/outcomes/{at}", row) for plan in plans for at, row in enumerate(plan.outcomes)
    )


def unstated(course: Course, end: CourseEnd) -> Iterator[NoteProblem]:
    """What the summary cannot state, with the answer that each unread or rival cut-off would give: not printed."""
    for one in outcomes(course, end, stated_rules(course)):
        for name, answer in (("response", one.response), ("remission", one.remission)):
            if answer != "not_stated":
                continue
            judged = [(rule, says) for kind, rule, says in one.answers if kind == name]
            text = f"{name} on one scale is not stated: no cut-off of the plan, and none that was read and is alone"
            basis = Basis(judged[0][0].source, judged[0][0].grade) if judged else COMPLETE
            yield warning(
                "outcome_not_stated",
                f"/course_ends/{end.id}",
                f"{text}; confirm one and record it in the plan (outcomes)",
                basis,
                level="course",
                detail="; ".join(_would_say(one, name, rule, says) for rule, says in judged),
            )


def _would_say(one: ScaleOutcome, name: str, rule: Rule, says: bool | None) -> str:
    cut = f"at {rule.value:f}%" if name == "response" else f"at a total of {rule.value:f} or less"
    answer = {True: "yes", False: "no", None: "not defined"}[says]
    return f"{one.instrument} {name} {cut} [{rule.grade}]: {answer}"
