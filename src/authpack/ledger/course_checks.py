"""Checks over a whole course: numbers, units, the one first session, thresholds, coils, overlapping times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from authpack.domain.dates import PartialDate
from authpack.domain.sessions import Threshold
from authpack.ledger.course_clones import clones
from authpack.ledger.course_of import (
    FIRST_CODES,
    REDETERMINATION_CODES,
    Course,
    Visit,
    minutes_of,
    units_used,
)
from authpack.ledger.course_safety import safe_course
from authpack.ledger.note_problem import (
    AUTHORIZED,
    OWN_JUDGEMENT,
    RECORD,
    Basis,
    NoteProblem,
    refusal,
    warning,
)

_ONCE = Basis("Medicare article A57528 (verity.backworkai.com copy): 90867 once per episode", "secondary")
_WEEKLY = Basis(
    "Clinical TMS Society guidance (as quoted by ehrsource.com): a redetermination once weekly, more often only when "
    "clinically indicated",
    "secondary",
)
WEEK_DAYS = 7


def over_course(course: Course) -> Iterator[NoteProblem]:
    """Every problem that shows only when the sessions are seen together.

    A session that stands there twice is blamed once, and for the other checks it is not there.
    """
    copies = _copies(course)
    for visit, original in copies:
        text = "the same session stands in the record under another id: the same day and start"
        detail = f"the other is {original.session.id}"
        yield _found("session_twice", visit, "id", text, detail=detail)
    twice = {visit.session.id for visit, _ in copies}
    once = replace(course, visits=tuple(one for one in course.visits if one.session.id not in twice))
    checks = (
        _first,
        _numbers,
        _units,
        _overlaps,
        _thresholds,
        _coils,
        _redeterminations,
        clones,
        safe_course,
    )
    for one in checks:
        yield from one(once)


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


def _copies(course: Course) -> list[tuple[Visit, Visit]]:
    """Each session that was recorded again later, with the one recorded first."""
    place = {name: at for at, name in enumerate(course.recorded)}
    seen: dict[tuple[object, ...], Visit] = {}
    copies = []
    for visit in sorted(course.visits, key=lambda one: place.get(one.session.id, 0)):
        start = minutes_of(visit.session.start)
        if start is None or not visit.session.date.exact:
            continue
        first = seen.setdefault((visit.day, start, visit.session.code), visit)
        if first is not visit:
            copies.append((visit, first))
    return copies


def _first(course: Course) -> Iterator[NoteProblem]:
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
    for visit in course.visits if not firsts else ():
        text = "the first session with mapping and motor threshold is not in the record, so this one is not compared with it"
        yield _found("no_first_session", visit, "code", text, hard=False, detail=course.not_read)


def _numbers(course: Course) -> Iterator[NoteProblem]:
    """The numbers that do not fit the order of the days; the longest run that fits is taken for right."""
    numbered = [visit for visit in course.visits if visit.session.number is not None]
    right = _longest_run([visit.session.number or 0 for visit in numbered])
    kept = {numbered[place].session.number for place in right}
    for place, visit in enumerate(numbered):
        if place in right:
            continue
        if visit.session.number in kept:
            yield _found("number_twice", visit, "number", "two sessions of the course have this number")
        else:
            before = [numbered[one].session.number for one in sorted(right) if one < place][-1:]
            after = [numbered[one].session.number for one in sorted(right) if one > place][:1]
            detail = f"{visit.session.number} recorded" + "".join(
                f", {word} {number}"
                for word, found in (("after", before), ("before", after))
                for number in found
            )
            text = "the number does not fit the order of the days"
            yield _found("number_out_of_order", visit, "number", text, detail=detail)


def _longest_run(numbers: list[int]) -> set[int]:
    """Places of the longest rising run; of several, the one that agrees most with counting one by one."""
    usual = Counter(number - place for place, number in enumerate(numbers)).most_common(1)
    step = usual[0][0] if usual else 0
    worth = [len(numbers) + 1 + (number - place == step) for place, number in enumerate(numbers)]
    best: list[tuple[int, int]] = []
    for place, number in enumerate(numbers):
        before = max(((best[one][0], -one) for one in range(place) if numbers[one] < number), default=(0, 1))
        best.append((before[0] + worth[place], -before[1]))
    found: set[int] = set()
    at = max(range(len(numbers)), key=lambda one: best[one][0], default=-1)
    while at >= 0:
        found.add(at)
        at = best[at][1]
    return found


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
            yield from _redetermined(course, visit, determined)
            determined, changed = visit, None
            continue
        last = determined.session.threshold if determined else None
        yield from _same(course, visit, "threshold", used, last)
        if used and used.date and used.date.first > visit.session.date.last:
            text = "the motor threshold was determined after this session"
            yield _found("threshold_later", visit, "threshold/date", text)
        if changed is not None and changed.session.rescreen.call is None:
            text = "the motor threshold is older than a change of medicines"
            yield _found("threshold_before_change", visit, "threshold/date", text, OWN_JUDGEMENT, hard=False)
        changed = visit if visit.session.rescreen.medication_change == "yes" else changed


def _same(
    course: Course, visit: Visit, field: str, used: Threshold | None, last: Threshold | None
) -> Iterator[NoteProblem]:
    """The threshold that a session names, against the one determined last: its percent and its day."""
    if used is None or last is None:
        return
    days = (used.date, last.date)
    if used.percent != last.percent:
        text, place = "the motor threshold is not the one that was determined last", "percent"
        detail = f"{used.percent:f}% recorded, {last.percent:f}% determined last"
    elif None not in days and days[0] != days[1]:
        text, place = "the day of the motor threshold is not the one on which it was determined last", "date"
        detail = ""
    else:
        return
    path = f"{field}/{place}"
    if not course.unread:
        yield _found("threshold_differs", visit, path, text, detail=detail)
        return
    text = "whether this is the motor threshold last determined is not judged: a row of the log could not be read"
    detail = f"{detail}; {course.not_read}" if detail else course.not_read
    yield _found("not_judged", visit, path, text, hard=False, detail=detail)


def _redetermined(course: Course, visit: Visit, before: Visit | None) -> Iterator[NoteProblem]:
    one = visit.session
    if one.threshold and one.threshold.date and one.threshold.date != one.date:
        text = "this note is of a determination of the motor threshold, and that was on another day"
        yield _found("threshold_other_day", visit, "threshold/date", text)
    last = before.session.threshold if before else None
    yield from _same(course, visit, "previous_threshold", one.previous_threshold, last)


def _coils(course: Course) -> Iterator[NoteProblem]:
    """Another coil or device than at the session before, and no new threshold for it."""
    for one, other in pairwise(course.visits):
        if other.session.code in FIRST_CODES | REDETERMINATION_CODES:
            continue
        excused = any(row.what == "coil_changed" for row in other.session.departures)
        for field in ("coil", "serial"):
            before, now = getattr(one.session.equipment, field), getattr(other.session.equipment, field)
            if before and now and before != now and not excused:
                text = (
                    "the coil or the device is another one than at the session before, and the motor threshold was not "
                    "determined again"
                )
                yield _found("coil_changed", other, f"equipment/{field}", text, OWN_JUDGEMENT, hard=False)
                break


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
