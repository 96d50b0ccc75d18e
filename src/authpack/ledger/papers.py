"""Checks of the papers of a course beside its sessions: consent, plan, review, early stop, end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from authpack.domain.case import Case
from authpack.domain.course import Consent, ConsentTopic, CourseEnd, EarlyStop, ProgressReview, TreatmentPlan
from authpack.domain.sessions import Session
from authpack.domain.signing import Written
from authpack.ledger.course_of import Course, visit_of
from authpack.ledger.course_safety import item_9
from authpack.ledger.note_content import Paper
from authpack.ledger.note_problem import COMPLETE, LEGIBLE, OWN_JUDGEMENT, NoteProblem, refusal, warning
from authpack.ledger.note_required import silent
from authpack.ledger.note_safety import PHYSICIANS, suicidality
from authpack.ledger.note_signing import MAJORITY, is_minor, signing
from authpack.ledger.note_stopped import early_stop_times
from authpack.ledger.outcomes import outcomes, stated_rules

LISTS: dict[type[Written], str] = {
    Consent: "consents",
    TreatmentPlan: "plans",
    ProgressReview: "reviews",
    EarlyStop: "early_stops",
    CourseEnd: "course_ends",
}

_WANTED: dict[type[Written], tuple[tuple[str, str], ...]] = {
    Consent: (
        ("clinician", "who talked with the patient"),
        ("items", "the topics"),
        ("capacity", "whether the patient was able to decide"),
        ("given", "whether consent was given"),
    ),
    TreatmentPlan: (
        ("clinician", "who orders"),
        ("method", "how the target is found"),
        ("intensity_percent", "the intensity ordered"),
        ("stop_rules", "the stop rules"),
        ("safety_plan", "the safety plan"),
        ("outcomes", "what counts as response and remission"),
    ),
    ProgressReview: (
        ("clinician", "who reviewed"),
        ("scores", "the scores looked at"),
        ("tolerance", "how treatment was tolerated"),
        ("assessment", "the assessment"),
        ("plan", "the plan"),
    ),
    EarlyStop: (
        ("detail", "what happened"),
        ("action", "what was done"),
        ("physician", "which physician was told"),
        ("told_at", "when the physician was told"),
        ("condition", "how the patient left"),
        ("decision", "whether treatment may be restarted"),
        ("decided_by", "who decided"),
        ("decision_text", "the reason for the decision"),
    ),
    CourseEnd: (
        ("clinician", "who ends the course"),
        ("completed", "whether the course was completed"),
        ("medicines", "the medicines at the end"),
        ("relapse_plan", "when to call"),
        ("next_steps", "the next steps"),
        ("recipients", "who receives the summary"),
    ),
}
_REQUEST = (
    ("device", "the device"),
    ("protocol", "the protocol"),
    ("codes", "the codes and units"),
    ("schedule/acute_sessions", "the planned number of sessions"),
    ("schedule/sessions_per_week", "sessions a week"),
    ("schedule/scale", "the rating scale"),
    ("schedule/scale_every", "how often the scale is repeated"),
    ("supervision/clinician", "the supervising physician"),
)


def path_of(paper: Paper) -> str:
    """Where a paper stands in the record."""
    return f"/{LISTS[type(paper)]}/{paper.id}"


def paper_problems(
    paper: Paper, case: Case, sessions: tuple[Session, ...], course: Course | None
) -> Iterator[NoteProblem]:
    """Every problem of one paper. sessions: those of the case and of a log beside it; course: the one it belongs to."""
    path = path_of(paper)
    yield from _silent_fields(paper, path)
    request = case.request(paper.request)
    if request is None:
        yield refusal("request_unknown", f"{path}/request", "the request named is not in the record")
    if not paper.date.exact:
        yield refusal("date_not_exact", f"{path}/date", "the exact day is not recorded", LEGIBLE)
    if paper.written is None:
        yield refusal(
            "field_missing", f"{path}/written", "the day the note was created is not recorded", LEGIBLE
        )
    yield from _people(paper, path, case)
    match paper:
        case Consent():
            yield from _consent(paper, path, case, sessions)
        case TreatmentPlan():
            yield from _plan(paper, path, case)
        case ProgressReview():
            yield from _scores({"scores": paper.scores}, paper, path, case)
            yield from _positive_items(paper, path, case)
            yield from _period(paper, path)
            yield from suicidality(path, paper.suicidality, case)
        case CourseEnd():
            named = {"baseline_scores": paper.baseline_scores, "end_scores": paper.end_scores}
            yield from _scores(named, paper, path, case)
            yield from suicidality(path, paper.suicidality, case)
            yield from _end(paper, path, course)
        case EarlyStop():
            yield from _early_stop(paper, path, case, sessions, course)
    if course is not None and course.unread and not isinstance(paper, Consent | TreatmentPlan):
        text = "the note counts the sessions of the course, and a row of the log could not be read"
        yield refusal("rows_unread", f"{path}/date", text, detail=course.not_read)
    yield from signing(path, paper, course, case)


def _silent_fields(paper: Paper, path: str) -> Iterator[NoteProblem]:
    for name, words in _WANTED[type(paper)]:
        if silent(paper, name):
            yield refusal("field_missing", f"{path}/{name}", f"{words} is not recorded", COMPLETE)


def _people(paper: Paper, path: str, case: Case) -> Iterator[NoteProblem]:
    for name in ("clinician", "physician", "decided_by"):
        named = getattr(paper, name, None)
        if named is not None and case.clinician(named) is None:
            yield refusal("clinician_unknown", f"{path}/{name}", "the clinician named is not in the record")
    doctor = case.clinician(getattr(paper, "clinician", None))
    if isinstance(paper, TreatmentPlan | ProgressReview) and doctor and doctor.role not in PHYSICIANS:
        text = "this paper is usually a psychiatrist's; check what the payer asks for"
        yield warning("author_no_physician", f"{path}/clinician", text, OWN_JUDGEMENT)


def _consent(paper: Consent, path: str, case: Case, sessions: tuple[Session, ...]) -> Iterator[NoteProblem]:
    """Every topic is answered; a topic that was not discussed is said so, not passed over."""
    answered = {one.topic: one.discussed for one in paper.items}
    for topic in get_args(ConsentTopic):
        if answered.get(topic, "unknown") == "unknown":
            text = f"whether the topic {topic} was discussed is not recorded"
            yield refusal("field_missing", f"{path}/items", text, COMPLETE)
        elif answered[topic] == "no":
            text = f"the topic {topic} was not discussed"
            yield warning("topic_not_discussed", f"{path}/items", text, OWN_JUDGEMENT)
    if case.patient.guardian is None and is_minor(paper, case):
        text = f"the patient is under {MAJORITY} and no guardian is recorded; who may consent is a matter of the state's law"
        yield warning("no_guardian", f"{path}/date", text, OWN_JUDGEMENT)
    if paper.given == "no":
        yield warning("consent_not_given", f"{path}/given", "consent was not given", COMPLETE)
    visits = (visit_of(case, one) for one in sessions)
    first = min((one.day for one in visits if one and one.request.id == paper.request), default=None)
    if first is not None and paper.date.last > first:
        yield warning(
            "consent_after_start", f"{path}/date", "the consent is later than the first session", COMPLETE
        )


def _plan(paper: TreatmentPlan, path: str, case: Case) -> Iterator[NoteProblem]:
    request = case.request(paper.request)
    if request is None:
        return
    for name, words in _REQUEST:
        if silent(request, name):
            yield refusal(
                "field_missing", f"/requests/{request.id}/{name}", f"{words} is not recorded", COMPLETE
            )
    if request.target == "unknown":
        yield refusal(
            "field_missing", f"/requests/{request.id}/target", "the target is not recorded", COMPLETE
        )
    if paper.intensity_max and paper.intensity_percent and paper.intensity_max < paper.intensity_percent:
        text = "the highest intensity allowed is below the one ordered"
        yield refusal("intensity_contradicts", f"{path}/intensity_max", text)


def _scores(
    named: dict[str, tuple[str, ...]], paper: ProgressReview | CourseEnd, path: str, case: Case
) -> Iterator[NoteProblem]:
    """The scores that a paper names are in the record, and not later than the paper."""
    known = {one.id: one for one in case.scores.items}
    for field, ids in named.items():
        if set(ids) - known.keys():
            yield refusal("score_unknown", f"{path}/{field}", "a score named is not in the record")
        day = paper.date.last
        if any(known[one].date.first > day for one in ids if one in known):
            text = "a score named is later than the paper that tells of it"
            yield refusal("score_later", f"{path}/{field}", text)


def _period(paper: ProgressReview, path: str) -> Iterator[NoteProblem]:
    first, last = paper.period_start, paper.period_end
    if last is not None and last.first > paper.date.last:
        text = "the period ends after the day of the review"
        yield refusal("period_contradicts", f"{path}/period_end", text)
    if first is not None and last is not None and first.first > last.last:
        text = "the period ends before it begins"
        yield refusal("period_contradicts", f"{path}/period_end", text)


def _end(paper: CourseEnd, path: str, course: Course | None) -> Iterator[NoteProblem]:
    """The end against the sessions and scores of the course."""
    if paper.completed == "no" and paper.reason is None:
        text = "the course was not completed and no reason is recorded"
        yield refusal("field_missing", f"{path}/reason", text, COMPLETE)
    if course is None or not course.visits:
        return
    if course.visits[-1].day > paper.date.last:
        text = "sessions of the course are later than its end"
        yield refusal("session_after_end", f"{path}/date", text)
    if any(one.end.date.first > paper.date.last for one in outcomes(course, paper, stated_rules(course))):
        text = "the score of the end is later than the summary that tells of it"
        yield refusal("score_later", f"{path}/date", text)
    days = set(course.days)
    if any(one.date.exact and one.date.first in days for one in paper.cancellations):
        text = "a session is recorded as not given on a day on which one was given"
        yield warning("cancelled_and_given", f"{path}/cancellations", text, COMPLETE, level="course")
    planned = course.requests[0].schedule.acute_sessions
    if paper.completed == "yes" and planned and len(course.visits) < planned:
        text = "the course is called completed, and fewer sessions were given than its acute part was to have"
        detail = f"{len(course.visits)} of {planned} sessions"
        yield warning("completed_short", f"{path}/completed", text, COMPLETE, level="course", detail=detail)


def _positive_items(paper: ProgressReview, path: str, case: Case) -> Iterator[NoteProblem]:
    """A PHQ-9 whose ninth item is above zero opens the same question as one asked in the review."""
    if paper.suicidality.assessment is not None and paper.suicidality.disposition is not None:
        return
    for one in case.scores.items:
        if one.id in paper.scores and item_9(one):
            text = "item 9 of a score is above zero, and the clinician's assessment and disposition are not recorded"
            yield refusal("suicidality_open", f"{path}/suicidality/assessment", text, COMPLETE)


def _early_stop(
    paper: EarlyStop, path: str, case: Case, sessions: tuple[Session, ...], course: Course | None
) -> Iterator[NoteProblem]:
    unread = {one.id for one in course.unread} if course is not None else set()
    if paper.session is not None and paper.session not in {one.id for one in sessions} | unread:
        yield refusal("session_unknown", f"{path}/session", "the session named is not in the record")
    yield from early_stop_times(paper, path, sessions)
    if paper.scope == "session" and paper.session is None:
        yield refusal(
            "field_missing", f"{path}/session", "which session was stopped is not recorded", COMPLETE
        )
    if paper.reason == "suicidal_intent" and not (
        paper.suicidality.assessment and paper.suicidality.disposition
    ):
        text = "the clinician's assessment and disposition are not recorded"
        yield refusal("suicidality_open", f"{path}/suicidality/assessment", text, COMPLETE)
    yield from suicidality(path, paper.suicidality, case)
