"""Checks of the papers of a course beside its sessions: consent, plan, review, early stop, end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from authpack.domain.case import Case
from authpack.domain.course import Consent, ConsentTopic, CourseEnd, EarlyStop, ProgressReview, TreatmentPlan
from authpack.domain.sessions import Session
from authpack.domain.signing import Written
from authpack.ledger.course_of import visit_of
from authpack.ledger.note_problem import COMPLETE, LEGIBLE, OWN_JUDGEMENT, NoteProblem, refusal, warning
from authpack.ledger.note_required import silent
from authpack.ledger.note_safety import PHYSICIANS, suicidality
from authpack.ledger.note_signing import record_code, signing
from authpack.reference.scales import scale_by_name

Paper = Consent | TreatmentPlan | ProgressReview | EarlyStop | CourseEnd
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


def paper_problems(paper: Paper, case: Case, sessions: tuple[Session, ...]) -> Iterator[NoteProblem]:
    """Every problem of one paper. sessions: those of the case and of a log beside it."""
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
        case ProgressReview() | CourseEnd():
            yield from _scores(paper, path, case)
            yield from suicidality(path, paper.suicidality, case)
            if isinstance(paper, CourseEnd) and paper.completed == "no" and paper.reason is None:
                text = "the course was not completed and no reason is recorded"
                yield refusal("field_missing", f"{path}/reason", text, COMPLETE)
        case EarlyStop():
            yield from _early_stop(paper, path, case, sessions)
    yield from signing(path, paper, paper.date, None, case, record_code(case, paper.request, paper))


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


def _scores(paper: ProgressReview | CourseEnd, path: str, case: Case) -> Iterator[NoteProblem]:
    known = {one.id for one in case.scores.items}
    named = (
        {"scores": paper.scores}
        if isinstance(paper, ProgressReview)
        else {"baseline_scores": paper.baseline_scores, "end_scores": paper.end_scores}
    )
    for field, ids in named.items():
        if set(ids) - known:
            yield refusal("score_unknown", f"{path}/{field}", "a score named is not in the record")
    if isinstance(paper, ProgressReview):
        yield from _positive_items(paper, path, case)


def _positive_items(paper: ProgressReview, path: str, case: Case) -> Iterator[NoteProblem]:
    """A PHQ-9 whose ninth item is above zero opens the same question as one asked in the review."""
    if paper.suicidality.assessment is not None and paper.suicidality.disposition is not None:
        return
    for one in case.scores.items:
        scale = scale_by_name(one.instrument)
        if (
            one.id in paper.scores
            and scale is not None
            and scale.id == "phq9"
            and len(one.items) == 9
            and one.items[8]
        ):
            text = "item 9 of a score is above zero, and the clinician's assessment and disposition are not recorded"
            yield refusal("suicidality_open", f"{path}/suicidality/assessment", text, COMPLETE)


def _early_stop(
    paper: EarlyStop, path: str, case: Case, sessions: tuple[Session, ...]
) -> Iterator[NoteProblem]:
    if paper.session is not None and all(one.id != paper.session for one in sessions):
        yield refusal("session_unknown", f"{path}/session", "the session named is not in the record")
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
