"""Checks over a whole course: numbers, units, the one first session, thresholds, clones, overlapping times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from authpack.domain.dates import PartialDate
from authpack.ledger.course_of import DAY_CODES, FIRST_CODES, REDETERMINATION_CODES, Course, Visit, minutes_of
from authpack.ledger.note_problem import (
    AUTHORIZED,
    OWN_JUDGEMENT,
    RECORD,
    Basis,
    NoteProblem,
    refusal,
    warning,
)
from authpack.ledger.similarity import THRESHOLD, free_text, most_alike

_ONCE = Basis("Medicare article A57528 (verity.backworkai.com copy): 90867 once per episode", "secondary")
_WEEKLY = Basis(
    "Clinical TMS Society guidance (as quoted by ehrsource.com): a redetermination once weekly, more often only when "
    "clinically indicated",
    "secondary",
)
WEEK_DAYS = 7


def over_course(course: Course) -> Iterator[NoteProblem]:
    """Every problem that shows only when the sessions are seen together."""
    for one in (_first_once, _numbers, _units, _overlaps, _thresholds, _redeterminations, _clones):
        yield from one(course)


def _found(
    code: str,
    visit: Visit,
    field: str,
    text: str,
    basis: Basis = RECORD,
    *,
    hard: bool = True,
    detail: str = "",
) -> NoteProblem:
    make = refusal if hard else warning
    return make(code, f"{visit.path}/{field}", text, basis, level="course", detail=detail)


def _first_once(course: Course) -> Iterator[NoteProblem]:
    firsts = [visit for visit in course.visits if visit.session.code in FIRST_CODES]
    # Several sessions of one accelerated day share the code of that day.
    days = {visit.day for visit in firsts}
    for visit in firsts:
        per_day = visit.session.code != "90867"
        earlier = visit.day != min(days) if per_day else visit is not firsts[0]
        if earlier:
            text = "the code of a first session stands a second time in this course"
            yield _found("first_session_twice", visit, "code", text, _ONCE)
    if course.visits and firsts and course.visits[0] not in firsts:
        text = "sessions took place before the first session with mapping"
        yield _found("session_before_mapping", course.visits[0], "code", text, OWN_JUDGEMENT, hard=False)


def _numbers(course: Course) -> Iterator[NoteProblem]:
    seen: dict[int, Visit] = {}
    last = 0
    for visit in course.visits:
        number = visit.session.number
        if number is None:
            continue
        if number in seen:
            yield _found("number_twice", visit, "number", "two sessions of the course have this number")
        elif number < last:
            yield _found("number_out_of_order", visit, "number", "the numbers do not follow the dates")
        seen.setdefault(number, visit)
        last = max(last, number)


def units_used(visits: tuple[Visit, ...]) -> Counter[tuple[str, str]]:
    """(authorization, code) -> units, one a session; codes of a whole day count once a day."""
    used: Counter[tuple[str, str]] = Counter()
    days: set[tuple[str, str, object]] = set()
    for visit in visits:
        if visit.authorization is None:
            continue
        key = (visit.authorization.id, visit.session.code)
        if visit.session.code in DAY_CODES:
            if (*key, visit.day) in days:
                continue
            days.add((*key, visit.day))
        used[key] += 1
    return used


def _units(course: Course) -> Iterator[NoteProblem]:
    """Each session that goes beyond the units of its authorization."""
    for place, visit in enumerate(course.visits):
        found = visit.authorization
        if found is None or not found.codes:
            continue
        allowed = sum(line.units for line in found.codes if line.code == visit.session.code)
        used = units_used(course.visits[: place + 1])[(found.id, visit.session.code)]
        if allowed and used > allowed:
            text = "no unit of this code is left in the authorization"
            detail = f"unit {used} of {allowed}"
            yield _found("units_exceeded", visit, "authorization", text, AUTHORIZED, detail=detail)


def _overlaps(course: Course) -> Iterator[NoteProblem]:
    for one, other in pairwise(course.visits):
        end, start = minutes_of(one.session.end), minutes_of(other.session.start)
        if one.day == other.day and end is not None and start is not None and start < end:
            text = "the session begins before the one before it has ended"
            yield _found("sessions_overlap", other, "start", text)


def _thresholds(course: Course) -> Iterator[NoteProblem]:
    """A session uses the threshold last determined; one older than a change of medicines is doubted."""
    determined: Visit | None = None
    changed: Visit | None = None
    for visit in course.visits:
        used = visit.session.threshold
        if visit.session.code in FIRST_CODES | REDETERMINATION_CODES:
            yield from _redetermined(visit, determined)
            determined, changed = visit, None
            continue
        last = determined.session.threshold if determined else None
        if used and last and used.percent != last.percent:
            text = "the motor threshold is not the one that was determined last"
            yield _found("threshold_differs", visit, "threshold/percent", text)
        if used and used.date and used.date.first > visit.session.date.last:
            text = "the motor threshold was determined after this session"
            yield _found("threshold_later", visit, "threshold/date", text)
        if changed is not None and changed.session.rescreen.call is None:
            text = "the motor threshold is older than a change of medicines"
            yield _found("threshold_before_change", visit, "threshold/date", text, OWN_JUDGEMENT, hard=False)
        changed = visit if visit.session.rescreen.medication_change == "yes" else changed


def _redetermined(visit: Visit, before: Visit | None) -> Iterator[NoteProblem]:
    one = visit.session
    if one.threshold and one.threshold.date and one.threshold.date != one.date:
        text = "this note is of a determination of the motor threshold, and that was on another day"
        yield _found("threshold_other_day", visit, "threshold/date", text)
    stated, last = one.previous_threshold, before.session.threshold if before else None
    if stated and last and stated.percent != last.percent:
        text = "the motor threshold before is not the one that was determined last"
        yield _found("threshold_differs", visit, "previous_threshold/percent", text)


def _redeterminations(course: Course) -> Iterator[NoteProblem]:
    again = [visit for visit in course.visits if visit.session.code in REDETERMINATION_CODES]
    for one, other in pairwise(again):
        if _days(one.session.date, other.session.date) < WEEK_DAYS:
            text = "the motor threshold was determined again within a week; say why it was needed"
            yield _found(
                "redetermined_within_week", other, "redetermination_reason", text, _WEEKLY, hard=False
            )


def _days(one: PartialDate, other: PartialDate) -> int:
    return (other.first - one.first).days


def _clones(course: Course) -> Iterator[NoteProblem]:
    """Text that repeats an earlier note. Flagged, never reworded."""
    earlier: list[tuple[str, str]] = []
    moods: dict[str, str] = {}
    for visit in course.visits:
        session, text = visit.session, free_text(visit.session)
        alike, name = most_alike(text, earlier)
        mood = " ".join((session.mood_text or "").casefold().split())
        if alike > THRESHOLD:
            said = f"the text repeats an earlier note (cosine of word counts above {THRESHOLD})"
            detail = f"{int(alike * 100) / 100:.2f} against {name}"
            yield _found("text_repeats", visit, "mood_text", said, OWN_JUDGEMENT, hard=False, detail=detail)
        elif mood and mood in moods:
            said = "the words about mood and side effects are those of an earlier note"
            detail = f"as in {moods[mood]}"
            yield _found("mood_repeats", visit, "mood_text", said, OWN_JUDGEMENT, hard=False, detail=detail)
        earlier.append((session.id, text))
        moods.setdefault(mood, session.id)
