"""Which papers a course lacks. Warnings of the course, not of one note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from authpack.ledger.course_of import Course
from authpack.ledger.note_problem import COMPLETE, OWN_JUDGEMENT, Basis, NoteProblem, warning

MOST_BETWEEN: Final = 11
"""Days of treatment between two reviews: two weeks of five, and the day of the review itself (own judgement; weekly is
usual). Ten sessions of one accelerated day are one day."""


def lacking(course: Course) -> Iterator[NoteProblem]:
    """Every paper that a course with sessions should have and the record does not hold."""
    if not course.visits:
        return
    case, ids = course.case, {one.id for one in course.requests}
    first = course.visits[0].day
    if not any(one.request in ids for one in case.consents):
        yield _told("no_consent_paper", course, "consents", "no consent checklist of this course is recorded")
    plans = [one for one in case.plans if one.request in ids]
    if not plans:
        yield _told("no_plan", course, "plans", "no treatment plan and order of this course is recorded")
    elif all(one.date.first > first for one in plans):
        text = "the treatment plan and order is later than the first session"
        yield _told("plan_after_start", course, "plans", text)
    yield from _reviews(course)


def _reviews(course: Course) -> Iterator[NoteProblem]:
    ids = {one.id for one in course.requests}
    days = sorted(one.date.last for one in course.case.reviews if one.request in ids)
    # Days up to the first review, between two, and after the last one.
    stretch = Counter(sum(day < one for day in days) for one in course.days)
    most = max(stretch.values())
    if most > MOST_BETWEEN:
        text = f"sessions were given on more than {MOST_BETWEEN} days without a progress review"
        yield _told("no_review", course, "reviews", text, OWN_JUDGEMENT, f"{most} days")


def _told(
    code: str, course: Course, path: str, text: str, basis: Basis = COMPLETE, detail: str = ""
) -> NoteProblem:
    where = f"/requests/{course.requests[0].id}/{path}"
    return warning(code, where, text, basis, level="course", detail=detail)
