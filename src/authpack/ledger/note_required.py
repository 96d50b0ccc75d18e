"""What a note of each kind must say. A silent field refuses the note; nothing is filled in or carried down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from authpack.domain.base import OpenList
from authpack.domain.case import Case
from authpack.domain.sessions import Session
from authpack.ledger.course_of import FIRST_CODES, REDETERMINATION_CODES, SESSION_CODES, Visit
from authpack.ledger.note_problem import COMPLETE, LEGIBLE, Basis, NoteProblem, refusal


@dataclass(frozen=True, slots=True)
class Required:
    """One field: where it stands below the session, what it is, and why a note needs it."""

    path: str
    words: str
    basis: Basis = LEGIBLE


SESSION: tuple[Required, ...] = (
    Required("number", "the number of the session"),
    Required("start", "the start time"),
    Required("end", "the end time"),
    Required("diagnosis", "the diagnosis treated"),
    Required("protocol", "the protocol"),
    Required("equipment/device", "the device"),
    Required("placement/method", "how the target was found"),
    Required("threshold/percent", "the motor threshold"),
    Required("threshold/date", "the day the motor threshold was determined"),
    Required("hearing_protection", "hearing protection"),
    Required("metal_removed", "whether metal was taken off"),
    Required("rescreen/sleep_hours", "sleep in the last night"),
    Required("rescreen/alcohol_or_drugs", "alcohol or drugs in the last 24 hours"),
    Required("rescreen/medication_change", "whether a medicine was changed"),
    Required("rescreen/missed_doses", "whether doses were missed"),
    Required("rescreen/new_implant", "whether there is a new implant"),
    Required("rescreen/new_injury", "whether there was an injury"),
    Required("adverse_events", "adverse events, or that there were none"),
    Required("interruptions", "interruptions, or that there were none"),
    Required("operator/name", "the operator"),
    Required("operator/credentials", "the operator's credentials"),
    Required("supervisor/clinician", "the supervising clinician"),
    Required("supervisor/location", "where the supervisor was"),
    Required("supervisor/availability", "how the supervisor was available"),
    Required("condition_at_end", "the patient's condition at the end", COMPLETE),
    Required("plan", "the plan", COMPLETE),
    Required("written", "the day the note was created"),
)
BLOCK: tuple[Required, ...] = (
    Required("target", "the target"),
    Required("intensity_percent", "the intensity in percent of the motor threshold"),
    Required("output_percent", "the device output"),
    Required("frequency_hz", "the frequency"),
    Required("on_s", "the length of a train"),
    Required("off_s", "the gap between trains"),
    Required("trains_planned", "the trains planned"),
    Required("trains", "the trains delivered"),
    Required("pulses", "the pulses delivered"),
)
MAPPING: tuple[Required, ...] = (
    Required("mapping/symptoms", "the symptoms on the day", COMPLETE),
    Required("mapping/hotspot", "where the motor response was found", COMPLETE),
    Required("threshold/limb", "the limb of the motor threshold", COMPLETE),
    Required("threshold/method", "how the motor threshold was read", COMPLETE),
    Required("threshold/by", "who determined or confirmed the motor threshold", COMPLETE),
)
REDETERMINATION: tuple[Required, ...] = (
    Required("redetermination_reason", "why the motor threshold was determined again"),
    Required("previous_threshold/percent", "the motor threshold before", COMPLETE),
    Required("previous_threshold/date", "the day of the motor threshold before", COMPLETE),
    Required("threshold/method", "how the motor threshold was read", COMPLETE),
    Required("threshold/by", "who determined or confirmed the motor threshold", COMPLETE),
)
_SILENT = (None, "unknown", ())


def missing(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """Every field that the note of this session needs and the record does not hold."""
    session = visit.session
    if session.code not in SESSION_CODES:
        yield refusal(
            "no_note_for_code",
            f"{visit.path}/code",
            "no session note belongs to this procedure code",
            COMPLETE,
        )
    for one in _wanted(session):
        if silent(session, one.path):
            yield _silent_field(f"{visit.path}/{one.path}", one)
    yield from _blocks(visit)
    if case.patient.sex != "male" and session.rescreen.new_pregnancy == "unknown":
        path = f"{visit.path}/rescreen/new_pregnancy"
        yield _silent_field(path, Required("", "whether there is a new pregnancy"))
    yield from _dates(visit, case)


def _wanted(session: Session) -> tuple[Required, ...]:
    more = MAPPING if session.code in FIRST_CODES else ()
    return SESSION + (REDETERMINATION if session.code in REDETERMINATION_CODES else more)


def silent(record: Any, path: str) -> bool:
    """Whether the field below a record holds nothing (an open list: neither entries nor a statement)."""
    value = record
    for step in path.split("/"):
        value = getattr(value, step, None)
    if isinstance(value, OpenList):
        return not value.items and not value.is_complete
    return value in _SILENT


def _silent_field(path: str, one: Required) -> NoteProblem:
    code = "no_reason_for_redetermination" if one.path == "redetermination_reason" else "field_missing"
    return refusal(code, path, f"{one.words} is not recorded", one.basis)


def _blocks(visit: Visit) -> Iterator[NoteProblem]:
    if not visit.session.blocks:
        yield refusal("field_missing", f"{visit.path}/blocks", "what was delivered is not recorded", LEGIBLE)
    for place, block in enumerate(visit.session.blocks):
        for one in BLOCK:
            if silent(block, one.path):
                yield _silent_field(f"{visit.path}/blocks/{place}/{one.path}", one)


_EXACT: tuple[tuple[str, Callable[[Session], Any]], ...] = (
    ("date", lambda one: one.date),
    ("written", lambda one: one.written),
    ("threshold/date", lambda one: one.threshold.date if one.threshold else None),
)


def _dates(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    for path, read in _EXACT:
        value = read(visit.session)
        if value is not None and not value.exact:
            text = "the exact day is not recorded"
            yield refusal("date_not_exact", f"{visit.path}/{path}", text, LEGIBLE)
    if not case.patient.birth_date.exact:
        yield refusal(
            "date_not_exact", "/patient/birth_date", "the exact date of birth is not recorded", LEGIBLE
        )
