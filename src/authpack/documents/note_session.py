"""The values of one session's note: visit, device, what was delivered, safety, tolerance, people."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from authpack.criteria.icd import display
from authpack.documents import note_words, wording
from authpack.documents.note_common import clinician, number, plain_number, said, suicidality, word
from authpack.documents.note_mapping import mapping
from authpack.documents.note_matter import NoteMatter
from authpack.documents.note_staff import departures, operator, supervisor
from authpack.documents.trace import Traced
from authpack.domain.requests import Authorization
from authpack.domain.sessions import AdverseEvent, Block, Session, Threshold
from authpack.ledger.course_of import DAY_CODES, FIRST_CODES, SESSION_CODES, Visit, minutes_of, units_used
from authpack.ledger.note_numbers import pulses_in_train

Values = dict[str, Any]


def session_values(matter: NoteMatter) -> Values:
    """Everything a template of a session's note may name beside the common values."""
    visit = matter.visit
    assert visit is not None
    one = visit.session
    return {
        "visit": _visit(matter, visit),
        "equipment": _equipment(matter, one),
        "placement": _placement(matter, one),
        "threshold": threshold(matter, "threshold", one.threshold),
        "previous_threshold": threshold(matter, "previous_threshold", one.previous_threshold),
        "threshold_change": _threshold_change(matter, one),
        "redetermination": _redetermination(matter, one),
        "mapping": mapping(matter, one) if one.code in FIRST_CODES else None,
        "blocks": [_block(matter, place, block) for place, block in enumerate(one.blocks)],
        "delivery": _delivery(matter, one),
        "checks": _checks(matter, one),
        "call": _call(matter, one),
        "mood": number(matter, f"{matter.path}/mood", one.mood, " of 10"),
        "mood_text": said(matter, f"{matter.path}/mood_text", one.mood_text),
        "pain": number(matter, f"{matter.path}/pain", one.pain, " of 10"),
        "provocation": said(matter, f"{matter.path}/provocation", one.provocation),
        "provocation_distress": number(
            matter, f"{matter.path}/provocation_distress", one.provocation_distress, " of 10"
        ),
        "suicidality": suicidality(matter, one.suicidality),
        "events": [event(matter, place, found) for place, found in enumerate(one.adverse_events.items)],
        "no_events": matter.of.t.case(f"{matter.path}/adverse_events", "no adverse event")
        if one.adverse_events.is_complete and not one.adverse_events.items
        else None,
        "operator": operator(matter, one),
        "supervisor": supervisor(matter, one),
        "condition_at_end": said(matter, f"{matter.path}/condition_at_end", one.condition_at_end),
        "plan": said(matter, f"{matter.path}/plan", one.plan),
        "note": said(matter, f"{matter.path}/note", one.note),
        "departures": departures(matter, one),
        "early_stops": _early_stops(matter, one),
    }


def _visit(matter: NoteMatter, visit: Visit) -> Values:
    one, of, path = visit.session, matter.of, matter.path
    start, end = minutes_of(one.start), minutes_of(one.end)
    lasted = None
    if start is not None and end is not None and end > start:
        inputs = [f"{path}/start", f"{path}/end"]
        lasted = of.t.computed("end less start", inputs=inputs, text=f"{end - start} minutes")
    return {
        "number": number(matter, f"{path}/number", one.number),
        "code": of.t.case(f"{path}/code", one.code),
        "meaning": wording.PROCEDURES.get(one.code, ""),
        "start": of.c(f"{path}/start", one.start),
        "end": of.c(f"{path}/end", one.end),
        "lasted": lasted,
        "authorization": _authorization(matter, visit),
        "no_authorization": _no_authorization(matter, visit),
        "diagnosis": of.c(f"{path}/diagnosis", one.diagnosis),
        "diagnosis_words": of.c(f"{path}/diagnosis", display(one.diagnosis) if one.diagnosis else None),
    }


def _authorization(matter: NoteMatter, visit: Visit) -> Values | None:
    found = visit.authorization
    if found is None:
        return None
    path = f"/authorizations/{found.id}"
    return {
        "number": matter.of.c(f"{path}/number", found.number),
        "valid_from": matter.of.date(f"{path}/valid_from", found.valid_from),
        "valid_to": matter.of.date(f"{path}/valid_to", found.valid_to),
        "units": _allowed(matter, found),
        "used": _used(matter, visit),
    }


def _no_authorization(matter: NoteMatter, visit: Visit) -> str:
    """What stands in place of an authorization: Original Medicare gives none, elsewhere none is recorded."""
    coverage = matter.case.coverage_of(visit.request)
    medicare = coverage is not None and coverage.line_of_business == "medicare"
    return "none; Original Medicare gives none in advance" if medicare else "not recorded"


def _allowed(matter: NoteMatter, found: Authorization) -> Traced | None:
    """How many sessions the authorization allows, or treatment days where its codes are by the day; of nothing else."""
    lines = [line for line in found.codes if line.code in SESSION_CODES]
    units = sum(line.units for line in lines)
    word = "treatment day" if any(line.code in DAY_CODES for line in lines) else "session"
    return (
        matter.of.t.computed(
            "sum of the units of the codes for sessions, or for treatment days",
            inputs=[f"/authorizations/{found.id}/codes"],
            text=f"{units} {word}{'' if units == 1 else 's'}",
        )
        if units
        else None
    )


def _used(matter: NoteMatter, visit: Visit) -> Traced | None:
    """Units of this code used with this session, and left; None when a row of the log is missing from the count."""
    found, code = visit.authorization, visit.session.code
    units = sum(line.units for line in found.codes if line.code == code) if found else 0
    if found is None or not units or matter.course.unread:
        return None
    used = units_used((*matter.course.before(visit), visit))[(found.id, code)]
    left = max(units - used, 0)
    return matter.of.t.computed(
        "sessions under this authorization with this code up to this one, and the rest of its units",
        inputs=["/sessions", f"/authorizations/{found.id}/codes"],
        text=f"unit {used} of {units} for {code}, {left} left",
    )


def _early_stops(matter: NoteMatter, one: Session) -> list[Values]:
    """The early-stop notes of this session."""
    return [
        {
            "id": matter.of.t.case(f"/early_stops/{row.id}/id", row.id),
            "date": matter.of.date(f"/early_stops/{row.id}/date", row.date),
            "reason": word(matter, f"/early_stops/{row.id}/reason", row.reason, note_words.STOPS),
        }
        for row in matter.case.early_stops
        if row.scope == "session" and row.session == one.id
    ]


def _equipment(matter: NoteMatter, one: Session) -> Values:
    path = f"{matter.path}/equipment"
    return {
        name: matter.of.c(f"{path}/{name}", getattr(one.equipment, name))
        for name in type(one.equipment).model_fields
    }


def _placement(matter: NoteMatter, one: Session) -> Values:
    place, path = one.placement, f"{matter.path}/placement"
    return {
        "method": word(matter, f"{path}/method", place.method, note_words.METHODS),
        "coordinates": matter.of.c(f"{path}/coordinates", place.coordinates),
        "angle": number(matter, f"{path}/angle_degrees", place.angle_degrees, " degrees"),
        "drift": number(matter, f"{path}/drift_mm", place.drift_mm, " mm"),
    }


def threshold(matter: NoteMatter, name: str, one: Threshold | None) -> Values | None:
    """One motor threshold."""
    if one is None:
        return None
    path = f"{matter.path}/{name}"
    return {
        "percent": number(matter, f"{path}/percent", one.percent, "%"),
        "date": matter.of.date(f"{path}/date", one.date),
        "limb": word(matter, f"{path}/limb", one.limb, note_words.LIMBS),
        "muscle": matter.of.c(f"{path}/muscle", one.muscle),
        "method": word(matter, f"{path}/method", one.method, note_words.READINGS),
        "criterion": matter.of.c(f"{path}/criterion", one.criterion),
        "by": clinician(matter, f"{path}/by", one.by),
        "conditions": said(matter, f"{path}/conditions", one.conditions),
    }


def _threshold_change(matter: NoteMatter, one: Session) -> Traced | None:
    """Percent of the earlier threshold, rounded toward zero to one decimal."""
    if one.threshold is None or one.previous_threshold is None:
        return None
    before, after = one.previous_threshold.percent, one.threshold.percent
    tenths = int(1000 * abs(after - before) / before)
    inputs = [f"{matter.path}/previous_threshold/percent", f"{matter.path}/threshold/percent"]
    word = (
        "unchanged"
        if after == before
        else f"{Decimal(tenths) / 10:f}% {'higher' if after > before else 'lower'}"
    )
    return matter.of.t.computed(
        "change in percent of the earlier threshold, rounded toward zero", inputs=inputs, text=word
    )


def _redetermination(matter: NoteMatter, one: Session) -> Values | None:
    if one.redetermination_reason is None:
        return None
    path = f"{matter.path}/redetermination_reason"
    return {
        "reason": word(matter, path, one.redetermination_reason, note_words.REASONS),
        "detail": said(matter, f"{matter.path}/redetermination_detail", one.redetermination_detail),
    }


def _block(matter: NoteMatter, place: int, one: Block) -> Values:
    path = f"{matter.path}/blocks/{place}"
    return {
        "target": word(matter, f"{path}/target", one.target, note_words.TARGETS),
        "intensity": number(
            matter, f"{path}/intensity_percent", one.intensity_percent, "% of motor threshold"
        ),
        "output": number(matter, f"{path}/output_percent", one.output_percent, "% of maximum output"),
        "rounded": _rounded(matter, path, one),
        "frequency": number(matter, f"{path}/frequency_hz", one.frequency_hz, " Hz"),
        "burst": _burst(matter, path, one),
        "on": number(matter, f"{path}/on_s", one.on_s, " s"),
        "off": number(matter, f"{path}/off_s", one.off_s, " s"),
        "trains": number(matter, f"{path}/trains", one.trains),
        "trains_planned": number(matter, f"{path}/trains_planned", one.trains_planned),
        "pulses": number(matter, f"{path}/pulses", one.pulses),
        "per_train": _per_train(matter, path, one),
        "minutes": number(matter, f"{path}/minutes", one.minutes, " minutes"),
    }


def _rounded(matter: NoteMatter, path: str, one: Block) -> Traced | None:
    """What the threshold and the intensity give exactly, where the device's whole percent is another number."""
    assert matter.visit is not None
    used = matter.visit.session.threshold
    if used is None or one.intensity_percent is None or one.output_percent is None:
        return None
    exact = used.percent * one.intensity_percent / 100
    if exact == one.output_percent:
        return None
    inputs = [f"{matter.path}/threshold/percent", f"{path}/intensity_percent"]
    return matter.of.t.computed(
        "motor threshold x intensity / 100", inputs=inputs, text=f"{plain_number(exact)}%"
    )


def _burst(matter: NoteMatter, path: str, one: Block) -> Traced | None:
    if one.pulses_per_burst is None:
        return None
    rate = f", {plain_number(one.bursts_per_s)} bursts per second" if one.bursts_per_s is not None else ""
    paths = [f"{path}/pulses_per_burst", f"{path}/bursts_per_s"]
    return matter.of.t.case(paths, f"bursts of {one.pulses_per_burst} pulses{rate}")


def _per_train(matter: NoteMatter, path: str, one: Block) -> Traced | None:
    if one.pulses_per_train is not None:
        return number(matter, f"{path}/pulses_per_train", one.pulses_per_train)
    computed = pulses_in_train(one)
    if computed is None:
        return None
    inputs = [f"{path}/{name}" for name in ("frequency_hz", "pulses_per_burst", "bursts_per_s", "on_s")]
    return matter.of.t.computed("pulses of a train", inputs=inputs, text=plain_number(computed))


def _delivery(matter: NoteMatter, one: Session) -> Values:
    of, path = matter.of, matter.path
    total = sum(block.pulses or 0 for block in one.blocks)
    pauses = one.interruptions
    return {
        "protocol": _protocol(matter, one),
        "total": of.t.computed("sum of the pulses", inputs=[f"{path}/blocks"], text=plain_number(total))
        if len(one.blocks) > 1
        else None,
        "ramp": of.c(f"{path}/ramp_reason", one.ramp_reason),
        "stopped_early": word(matter, f"{path}/stopped_early", one.stopped_early, note_words.YES_NO),
        "interruptions": [_interruption(matter, place) for place in range(len(pauses.items))],
        "none": of.t.case(f"{path}/interruptions", "none")
        if pauses.is_complete and not pauses.items
        else None,
    }


def _protocol(matter: NoteMatter, one: Session) -> Traced | None:
    """The protocol by its name in the reference, without its parameters: those of the session are printed."""
    from authpack.reference.protocols import all_protocols

    row = next((row for row in all_protocols() if row.id == one.protocol), None)
    path = f"{matter.path}/protocol"
    if row is None:
        return matter.of.c(path, one.protocol)
    name = row.name.replace("DLPFC", "dorsolateral prefrontal cortex")
    return matter.of.t.reference([path, f"reference:protocols/{row.id}"], name)


def _interruption(matter: NoteMatter, place: int) -> Values:
    assert matter.visit is not None
    one, path = matter.visit.session.interruptions.items[place], f"{matter.path}/interruptions/{place}"
    return {
        "at": matter.of.c(f"{path}/at", one.at),
        "minutes": number(matter, f"{path}/minutes", one.minutes, " minutes"),
        "reason": matter.of.t.statement(f"{path}/reason", one.reason),
    }


def _checks(matter: NoteMatter, one: Session) -> list[Values]:
    """The questions before treatment, each with its answer; unknown is said as not recorded."""
    screen, path = one.rescreen, f"{matter.path}/rescreen"
    sleep = number(matter, f"{path}/sleep_hours", screen.sleep_hours, " hours")
    rows = [
        (
            "Hearing protection worn",
            _answer(matter, f"{matter.path}/hearing_protection", one.hearing_protection),
            None,
        ),
        (
            "Metal and jewelry removed",
            _answer(matter, f"{matter.path}/metal_removed", one.metal_removed),
            None,
        ),
        ("Sleep last night", sleep, matter.of.c(f"{path}/sleep_quality", screen.sleep_quality)),
    ]
    for name, question, detail in (
        ("alcohol_or_drugs", "Alcohol or drugs in the last day", "substances"),
        ("medication_change", "Change of medicines since the last session", "medications"),
        (
            "missed_doses",
            "Missed or changed doses (benzodiazepine, antiepileptic, stimulant, bupropion)",
            "missed",
        ),
        ("new_implant", "New implant", None),
        ("new_injury", "New injury", None),
        ("new_pregnancy", "New pregnancy", None),
    ):
        value = getattr(screen, name)
        if name == "new_pregnancy" and value == "unknown" and matter.case.patient.sex == "male":
            continue
        more = said(matter, f"{path}/{detail}", getattr(screen, detail)) if detail else None
        rows.append((question, _answer(matter, f"{path}/{name}", value), more))
    return [{"question": question, "answer": answer, "detail": detail} for question, answer, detail in rows]


def _answer(matter: NoteMatter, path: str, value: str) -> Traced | None:
    return word(matter, path, value, note_words.YES_NO)


def _call(matter: NoteMatter, one: Session) -> Values | None:
    call = one.rescreen.call
    if call is None:
        return None
    path = f"{matter.path}/rescreen/call"
    return {
        "clinician": clinician(matter, f"{path}/clinician", call.clinician),
        "at": matter.of.c(f"{path}/at", call.at),
        "text": said(matter, f"{path}/text", call.text),
    }


def event(matter: NoteMatter, place: int, one: AdverseEvent) -> Values:
    """One adverse event."""
    path = f"{matter.path}/adverse_events/{place}"
    told = word(matter, f"{path}/physician_told", one.physician_told, note_words.YES_NO)
    return {
        "event": word(matter, f"{path}/event", one.event, note_words.EVENTS),
        "detail": said(matter, f"{path}/detail", one.detail),
        "at": matter.of.c(f"{path}/at", one.at),
        "after": one.after_session == "yes",
        "severity": number(matter, f"{path}/severity", one.severity, " of 10"),
        "action": said(matter, f"{path}/action", one.action),
        "resolved": word(matter, f"{path}/resolved", one.resolved, note_words.YES_NO),
        "resolved_at": matter.of.c(f"{path}/resolved_at", one.resolved_at),
        "told": told,
        "physician": clinician(matter, f"{path}/physician", one.physician),
        "told_at": matter.of.c(f"{path}/told_at", one.told_at),
    }
