"""What a note says, kind by kind, as data of the record: what a signature signs.

The record code is a hash of it, so that any later change of a fact that the note prints breaks the signature, wherever in
the record the fact stands. It covers the record, not the program's own wording: an update of authpack breaks no signature.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from pydantic import BaseModel

from authpack.domain.case import Case
from authpack.domain.course import Consent, CourseEnd, EarlyStop, ProgressReview, TreatmentPlan
from authpack.domain.sessions import Session
from authpack.ledger.course_of import (
    FIRST_CODES,
    REDETERMINATION_CODES,
    Course,
    Visit,
    units_used,
)
from authpack.ledger.outcomes import baselines, outcomes, stated_rules, trend

ADVERSE_EVENT_NOTE: Final = "adverse_event_note"
Paper = Consent | TreatmentPlan | ProgressReview | EarlyStop | CourseEnd
PAPER_KINDS: Final[dict[type[BaseModel], str]] = {
    Consent: "consent_checklist",
    TreatmentPlan: "treatment_plan",
    ProgressReview: "progress_review",
    EarlyStop: "early_stop_note",
    CourseEnd: "course_summary",
}
SESSION_KINDS: Final = ("session_note", "mapping_note", "redetermination_note", ADVERSE_EVENT_NOTE)
Data = dict[str, Any]


def kinds_of(record: Session | Paper) -> tuple[str, ...]:
    """The kinds of notes that are written of a record, the one that its code asks for first."""
    if not isinstance(record, Session):
        return (PAPER_KINDS[type(record)],)
    kind = "session_note"
    if record.code in FIRST_CODES:
        kind = "mapping_note"
    elif record.code in REDETERMINATION_CODES:
        kind = "redetermination_note"
    return (kind, ADVERSE_EVENT_NOTE) if record.adverse_events.items else (kind,)


def record_code(course: Course, kind: str, record: Session | Paper) -> str:
    """The code of one note: a short hash of its kind and of everything in the record that it prints."""
    parts: Data = {"kind": kind, "record": _plain(record), **_about(course.case)}
    parts |= _PARTS[kind](course, record)
    parts["people"] = _people(course.case, parts)
    text = json.dumps(parts, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(record: BaseModel | None) -> Data | None:
    """A record without its signatures; what is left out stays left out."""
    if record is None:
        return None
    return record.model_dump(mode="json", exclude={"signatures"}, exclude_defaults=True)


def _about(case: Case) -> Data:
    """The patient and the letterhead, as every note prints them."""
    person = case.patient
    return {
        "case": [case.id, case.invented],
        "patient": [person.given_name, person.family_name, str(person.birth_date), person.mrn, person.sex],
        "practice": _plain(case.practice),
    }


def _people(case: Case, parts: Data) -> list[Data | None]:
    """The clinicians whose ids stand anywhere in the parts."""
    named = set(_texts(parts))
    return [_plain(one) for one in case.clinicians if one.id in named]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _visit(course: Course, record: Any) -> Visit | None:
    return next((one for one in course.visits if one.session.id == record.id), None)


def _session(course: Course, record: Any) -> Data:
    visit = _visit(course, record)
    if visit is None:
        return {}
    upto = (*course.before(visit), visit)
    found = visit.authorization
    coverage = course.case.coverage_of(visit.request)
    used = units_used(upto)[(found.id, record.code)] if found else 0
    return {
        "request": visit.request.id,
        "authorization": _plain(found),
        "used": None if course.unread else used,
        **({} if found or coverage is None else {"line": coverage.line_of_business}),
        "early_stops": [
            _plain(one)
            for one in course.case.early_stops
            if one.scope == "session" and one.session == record.id
        ],
    }


def _mapping(course: Course, record: Any) -> Data:
    """A first session: what stood before it, too."""
    case, visit = course.case, _visit(course, record)
    if record.code not in FIRST_CODES:
        return _session(course, record)
    return {
        **_session(course, record),
        "consents": [_plain(one) for one in case.consents if visit and one.request == visit.request.id],
        "consent_date": str(visit.request.consent_date) if visit else None,
        "screens": [_plain(one) for one in (case.screen, *case.earlier_screens)],
        "weighed": [_plain(one) for one in case.risk_benefit],
        "guardian": _plain(case.patient.guardian),
    }


def _request(course: Course, record: Any) -> Data:
    return {"request": _plain(course.case.request(record.request)), "facility": course.case.facility.name}


def _consent(course: Course, record: Any) -> Data:
    case = course.case
    return {
        **_request(course, record),
        "diagnoses": [_plain(one) for one in case.diagnoses.items],
        "guardian": _plain(case.patient.guardian),
    }


def _plan(course: Course, record: Any) -> Data:
    case = course.case
    return {
        **_request(course, record),
        "diagnoses": [_plain(one) for one in case.diagnoses.items],
        "medicines": [_plain(one) for one in case.current_medicines.items],
        "authorizations": [_plain(one) for one in case.authorizations if one.request == record.request],
    }


def _score(one: Any) -> list[Any]:
    return [one.id, one.instrument, one.total, str(one.date), one.rater, list(one.items)]


def _review(course: Course, record: Any) -> Data:
    first, last = record.period_start, record.period_end
    within = [one for one in course.visits if first and last and first.first <= one.day <= last.last]
    named = [one for one in course.case.scores.items if one.id in record.scores]
    return {
        "within": [[one.session.id, _events(one)] for one in within],
        "so_far": [one.session.id for one in course.visits if one.day <= record.date.last],
        "scores": [_score(one) for one in (*baselines(course).values(), *named)],
    }


def _events(visit: Visit) -> list[Data | None]:
    return [_plain(one) for one in visit.session.adverse_events.items]


def _early_stop(course: Course, record: Any) -> Data:
    stopped = next((one for one in course.visits if one.session.id == record.session), None)
    return {
        "stopped": _plain(stopped.session) if stopped else None,
        "so_far": [one.session.id for one in course.visits if one.day <= record.date.last],
    }


def _summary(course: Course, record: Any) -> Data:
    case, ids = course.case, {one.id for one in course.requests}
    rules = stated_rules(course)
    named = {*record.baseline_scores, *record.end_scores}
    return {
        "requests": [_plain(one) for one in course.requests],
        "facility": case.facility.name,
        "diagnoses": [_plain(one) for one in case.diagnoses.items],
        "medicines": [_plain(one) for one in case.current_medicines.items],
        "authorizations": [_plain(one) for one in case.authorizations if one.request in ids],
        "sessions": [_given(one) for one in course.visits],
        "stops": [_plain(one) for one in case.early_stops if one.request in ids],
        "reviews": [[one.id, str(one.date), _plain(one.suicidality), one.medicine_changes]
                    for one in case.reviews if one.request in ids],
        "scores": [_score(one) for one in trend(course)]
        + [_score(one) for one in case.scores.items if one.id in named],
        "rules": [[path, _plain(row)] for path, row in rules],
        "answers": [[one.instrument, one.response, one.remission, str(one.response_rule and one.response_rule.value),
                     str(one.remission_rule and one.remission_rule.value)] for one in outcomes(course, record, rules)],
    }  # fmt: skip


_OF_A_COURSE: Final[dict[str, Any]] = {
    "id": True, "date": True, "code": True, "number": True, "request": True, "authorization": True, "threshold": True,
    "previous_threshold": True, "redetermination_reason": True, "adverse_events": True, "suicidality": True,
    "stopped_early": True, "interruptions": True, "equipment": True,
    "blocks": {"__all__": {"trains", "trains_planned"}},
    "rescreen": {"medication_change", "medications", "missed_doses", "missed"},
}  # fmt: skip


def _given(visit: Visit) -> Data:
    """What a summary says of one session."""
    return visit.session.model_dump(mode="json", include=_OF_A_COURSE, exclude_defaults=True)


_PARTS: Final[dict[str, Callable[[Course, Any], Data]]] = {
    "mapping_note": _mapping,
    "session_note": _session,
    "redetermination_note": _session,
    ADVERSE_EVENT_NOTE: _mapping,
    "consent_checklist": _consent,
    "treatment_plan": _plan,
    "progress_review": _review,
    "early_stop_note": _early_stop,
    "course_summary": _summary,
}
