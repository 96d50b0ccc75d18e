"""All checks of notes, kept apart as billing needs them: per note, per course, per day of service.

course = courses(case)[0]
note_problems(visit, course)             what keeps this note from being written, and what to look at
course_problems(course)                  what shows only over the course
claim_day_problems(course, day)          what a claim of that day would stumble over
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from authpack.domain.case import Case
from authpack.domain.course import CourseEnd, TreatmentPlan
from authpack.domain.sessions import Session
from authpack.ledger import claim_days
from authpack.ledger.course_checks import over_course
from authpack.ledger.course_of import Course, Unread, Visit, courses, visit_of
from authpack.ledger.course_papers import lacking
from authpack.ledger.note_authorized import as_authorized
from authpack.ledger.note_before import before
from authpack.ledger.note_content import Paper
from authpack.ledger.note_limits import plausible
from authpack.ledger.note_numbers import numbers
from authpack.ledger.note_people import people
from authpack.ledger.note_problem import COMPLETE, NoteProblem, NoteRefusal, NoteWarning, refusal
from authpack.ledger.note_required import missing
from authpack.ledger.note_safety import safe
from authpack.ledger.note_signing import codes_of, signers_of, signing, unsigned
from authpack.ledger.note_stopped import stopped
from authpack.ledger.note_times import times
from authpack.ledger.note_told import told
from authpack.ledger.outcomes import unstated
from authpack.ledger.papers import paper_problems, path_of

EXPLAINABLE = frozenset({
    "device_differs", "coil_differs", "protocol_differs", "target_differs", "diagnosis_differs", "outside_window",
    "code_not_authorized", "units_exceeded", "not_the_protocol", "intensity_above_order", "gap_too_short",
    "no_hearing_protection", "metal_not_removed", "no_consent", "no_screen", "length_disagrees", "first_session_twice",
    "codes_clash", "accelerated_code", "threshold_differs", "coil_changed", "supervision_weaker", "restart_without_decision",
    "consent_refused", "no_capacity", "implant_near_coil", "risk_weighed_against", "short_delivery",
})  # fmt: skip
"""Refusals about what happened, not about how it is recorded: a clinician's recorded reason (departures) lets the note
be written, with the reason printed. The bill is another matter: those checks never read departures."""


def plan_of(case: Case, visit: Visit) -> TreatmentPlan | None:
    """The plan that ordered this session: the latest one for its request on or before its day."""
    found = [
        one
        for one in case.plans
        if one.request == visit.request.id and one.date.last <= visit.session.date.last
    ]
    return max(found, key=lambda one: (one.date.first, one.id), default=None)


def note_problems(visit: Visit, course: Course) -> tuple[NoteProblem, ...]:
    """Everything found in one session's note by itself, departures not yet considered."""
    case = course.case
    return (
        *missing(visit, case),
        *before(visit, course),
        *numbers(visit),
        *times(visit),
        *stopped(visit, case),
        *plausible(visit, plan_of(case, visit)),
        *as_authorized(visit, case),
        *safe(visit, case),
        *told(visit),
        *people(visit, case),
        *signing(visit.path, visit.session, course, case),
    )


def course_problems(course: Course) -> tuple[NoteProblem, ...]:
    """Everything found by looking at the sessions together."""
    return tuple(over_course(course))


def claim_day_problems(course: Course, day: datetime.date) -> tuple[NoteProblem, ...]:
    """Everything that the codes of one day clash about (signatures: ``claim_days.billable``)."""
    return tuple(claim_days.claim_day(course, day))


def papers_of(case: Case) -> tuple[Paper, ...]:
    """Consent, plans, reviews, early stops and ends, in that order."""
    return (*case.consents, *case.plans, *case.reviews, *case.early_stops, *case.course_ends)


@dataclass(frozen=True)
class Checked:
    """The result of checking a case's notes.

    sessions: id -> what concerns that session's note, departures considered (course and claim-day findings included);
    papers: path -> the same for a paper; courses: first request -> what a course lacks as a whole; unsigned: paths of
    sessions and papers whose note is not signed by everyone yet.
    """

    sessions: dict[str, tuple[NoteProblem, ...]]
    papers: dict[str, tuple[NoteProblem, ...]]
    courses: dict[str, tuple[NoteProblem, ...]]
    unsigned: tuple[str, ...]

    def of(self, path: str) -> tuple[NoteProblem, ...]:
        """What concerns the notes of one session or paper (``/sessions/s02``, ``/plans/o1``)."""
        return self.papers.get(path) or self.sessions.get(path.removeprefix("/sessions/"), ())

    @property
    def problems(self) -> tuple[NoteProblem, ...]:
        """Everything, in the order of the notes."""
        lists = (*self.sessions.values(), *self.papers.values(), *self.courses.values())
        return tuple(one for found in lists for one in found)

    @property
    def refusals(self) -> tuple[NoteProblem, ...]:
        """What keeps notes from being written."""
        return tuple(one for one in self.problems if isinstance(one, NoteRefusal))

    @property
    def warnings(self) -> tuple[NoteProblem, ...]:
        """What a person should look at."""
        return tuple(one for one in self.problems if isinstance(one, NoteWarning))


def check_notes(case: Case, added: Iterable[Session] = (), unread: Iterable[Unread] = ()) -> Checked:
    """Check every session and every paper of a case.

    added: the sessions of a log; unread: its rows that could not be read, so that nothing is blamed for their absence.
    """
    added = tuple(added)
    sessions: dict[str, tuple[NoteProblem, ...]] = {}
    every = (*case.sessions, *added)
    for session in every:
        if visit_of(case, session) is None:
            text = "which request the session belongs to is not recorded"
            path = f"/sessions/{session.id}/request"
            sessions[session.id] = (refusal("no_request", path, text, COMPLETE),)
    found = courses(case, added, unread)
    for course in found:
        sessions |= _of_course(course)
    of_request = {one.id: course for course in found for one in course.requests}
    papers = {
        path_of(one): tuple(paper_problems(one, case, every, of_request.get(one.request)))
        for one in papers_of(case)
    }
    for course in found:
        for end in _ends(course):
            papers[path_of(end)] += tuple(unstated(course, end))
    lacks = {course.requests[0].id: tuple(lacking(course)) for course in found}
    return Checked(sessions, papers, lacks, tuple(_unsigned(case, found, of_request)))


def _unsigned(case: Case, found: tuple[Course, ...], of_request: dict[str, Course]) -> Iterator[str]:
    for course in found:
        for day in course.days:
            for one in claim_days.billable(course, day):
                yield one.path.removesuffix("/signatures")
    for paper in papers_of(case):
        mine = of_request.get(paper.request)
        code = codes_of(mine, paper)[0] if mine is not None and paper.signatures else ""
        if unsigned(paper, signers_of(paper, case), code):
            yield path_of(paper)


def _ends(course: Course) -> list[CourseEnd]:
    ids = {one.id for one in course.requests}
    return [one for one in course.case.course_ends if one.request in ids]


def _of_course(course: Course) -> dict[str, tuple[NoteProblem, ...]]:
    shared = list(course_problems(course))
    for day in course.days:
        shared += claim_day_problems(course, day)
    found = {}
    for visit in course.visits:
        mine = (
            *note_problems(visit, course),
            *(one for one in shared if one.path.startswith(f"{visit.path}/")),
        )
        found[visit.session.id] = tuple(explained(one, visit.session) for one in mine)
    return found


def explained(problem: NoteProblem, session: Session) -> NoteProblem:
    """A refusal about what happened becomes a warning where a clinician recorded the reason."""
    reasons = {one.what for one in session.departures}
    if not isinstance(problem, NoteRefusal) or problem.code not in reasons & EXPLAINABLE:
        return problem
    text = f"{problem.text}; a clinician's reason is recorded and printed"
    return NoteWarning(problem.code, problem.path, text, problem.basis, problem.level, problem.detail)
