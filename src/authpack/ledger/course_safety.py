"""What one session leaves open for the next: answers about suicide, and events after which treatment waits."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from authpack.domain.case import Case
from authpack.domain.clinical import Score
from authpack.domain.course import EarlyStop, ProgressReview
from authpack.ledger.course_of import Course, Visit, minutes_of
from authpack.ledger.note_problem import COMPLETE, OWN_JUDGEMENT, NoteProblem, refusal, warning
from authpack.ledger.note_safety import INTENT_LEVEL, PHYSICIANS, STOPS
from authpack.reference.scales import scale_by_name

ITEMS_PHQ9 = 9


def safe_course(course: Course) -> Iterator[NoteProblem]:
    """Every session that passes over what an earlier one, or a score of its day, left open."""
    yield from _suicide_answers(course)
    yield from _restarts(course)


def item_9(score: Score) -> int | None:
    """The ninth item of a PHQ-9 that was recorded item by item."""
    scale = scale_by_name(score.instrument)
    known = scale is not None and scale.id == "phq9" and len(score.items) == ITEMS_PHQ9
    return score.items[ITEMS_PHQ9 - 1] if known else None


def _suicide_answers(course: Course) -> Iterator[NoteProblem]:
    answered = dict(_answers(course))
    for visit in course.visits:
        one = visit.session.suicidality
        for score in course.case.scores.items:
            mine = item_9(score)
            if mine is None or score.date != visit.session.date:
                continue
            if one.item_9 is not None and one.item_9 != mine:
                text = "item 9 of the PHQ-9 is not the one of the score of that day"
                detail = f"{one.item_9} recorded, {mine} in the score"
                yield _found("item_9_contradicts", visit, "suicidality/item_9", text, detail=detail)
            elif mine and not one.positive:
                text = "item 9 of the PHQ-9 of that day is above zero, and the session records no positive answer"
                yield _found("item_9_contradicts", visit, "suicidality/item_9", text)
        if one.asked:
            continue
        before = [day for day in answered if day < visit.day]
        if before and answered[max(before)]:
            text = "the last answer about suicide was positive, and this session records none"
            yield _found("suicidality_not_followed", visit, "suicidality", text, hard=False)


def _answers(course: Course) -> Iterator[tuple[datetime.date, bool]]:
    """Each day on which something was answered about suicide, and whether any answer of that day was positive."""
    ids = {one.id for one in course.requests}
    found: dict[datetime.date, bool] = {}

    def add(day: datetime.date, positive: bool) -> None:
        found[day] = found.get(day, False) or positive

    for visit in course.visits:
        ideation = any(one.event == "suicidal_ideation" for one in visit.session.adverse_events.items)
        if visit.session.suicidality.asked or ideation:
            add(visit.day, visit.session.suicidality.positive or ideation)
    papers: tuple[ProgressReview | EarlyStop, ...] = (*course.case.reviews, *course.case.early_stops)
    for paper in papers:
        if paper.request in ids and paper.suicidality.asked:
            add(paper.date.first, paper.suicidality.positive)
    for score in course.case.scores.items:
        answer = item_9(score)
        if answer is not None and score.date.exact:
            add(score.date.first, bool(answer))
    yield from found.items()


@dataclass(frozen=True, slots=True)
class _Stop:
    """Something after which treatment waits: when it was, what it was, and at which session."""

    day: datetime.date
    minute: int
    words: str
    session: str | None

    def before(self, visit: Visit) -> bool:
        """Whether a session began after it."""
        return (self.day, self.minute) < (visit.day, minutes_of(visit.session.start) or 0)


def stops_of(visit: Visit) -> Iterator[str]:
    """What in one session asks for a physician's decision before the next."""
    one = visit.session
    for event in one.adverse_events.items:
        if event.event in STOPS:
            yield f"an adverse event ({event.event.replace('_', ' ')})"
    if (one.suicidality.c_ssrs or 0) >= INTENT_LEVEL or one.suicidality.behavior == "yes":
        yield "suicidal ideation with intent, or suicidal behavior"
    if one.rescreen.call is None:
        for name, words in (("new_implant", "a new implant"), ("new_pregnancy", "a new pregnancy")):
            if getattr(one.rescreen, name) == "yes":
                yield words


def _restarts(course: Course) -> Iterator[NoteProblem]:
    """Sessions after such an event, or after an early stop, that no physician allowed."""
    ids = {one.id for one in course.requests}
    papers = [one for one in course.case.early_stops if one.request in ids]
    stops = [
        _Stop(visit.day, minutes_of(visit.session.start) or 0, words, visit.session.id)
        for visit in course.visits
        for words in stops_of(visit)
    ]
    stops += [
        _Stop(one.date.first, minutes_of(one.time) or 0, "an early stop", one.session) for one in papers
    ]
    for visit in course.visits:
        open_ = [
            one
            for one in stops
            if one.before(visit) and not any(_allows(row, one, visit, course.case) for row in papers)
        ]
        if open_:
            text = "treatment went on after a stop, and no physician's decision to restart before this session is recorded"
            words = ", ".join(dict.fromkeys(one.words for one in open_))
            yield _found("restart_without_decision", visit, "date", text, detail=f"after {words}")


def _allows(paper: EarlyStop, stop: _Stop, visit: Visit, case: Case) -> bool:
    """Whether an early-stop note of that session, or of the course, holds a physician's decision to go on by then."""
    person = case.clinician(paper.decided_by)
    decided = paper.decided_on or paper.date
    return (
        paper.decision == "restart_allowed"
        and (paper.session == stop.session or paper.scope == "course")
        and person is not None
        and person.role in PHYSICIANS
        and paper.date.last >= stop.day
        and stop.day <= decided.first
        and decided.last <= visit.day
    )


def _found(
    code: str, visit: Visit, field: str, text: str, *, hard: bool = True, detail: str = ""
) -> NoteProblem:
    path = f"{visit.path}/{field}"
    if hard:
        return refusal(code, path, text, COMPLETE, level="course", detail=detail)
    return warning(code, path, text, OWN_JUDGEMENT, level="course", detail=detail)
