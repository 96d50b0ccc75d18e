"""What the re-screen, a positive suicide question or an adverse event ask of a note before it can be complete."""

from __future__ import annotations

from collections.abc import Iterator

from authpack.domain.case import Case
from authpack.domain.sessions import AdverseEvent
from authpack.domain.signing import Suicidality
from authpack.ledger import limits
from authpack.ledger.course_of import FIRST_CODES, REDETERMINATION_CODES, Visit
from authpack.ledger.note_problem import COMPLETE, OWN_JUDGEMENT, NoteProblem, refusal, warning

STOPS = frozenset({"seizure", "syncope", "neurological_sign", "mania"})
"""Events after which a physician is called and nothing is restarted without a note."""
PHYSICIANS = frozenset({"psychiatrist", "physician"})
INTENT_LEVEL = 4
"""C-SSRS ideation with intent, from this level."""


def safe(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """Every open safety question of one session."""
    session = visit.session
    for name, words in (("hearing_protection", "hearing protection was not used"),):
        if getattr(session, name) == "no":
            yield refusal("no_hearing_protection", f"{visit.path}/{name}", words, limits.HEARING)
    if session.metal_removed == "no":
        text = "metal was not taken off before the session"
        yield refusal("metal_not_removed", f"{visit.path}/metal_removed", text, limits.THIRTY_CM)
    yield from _rescreen(visit)
    yield from suicidality(visit.path, session.suicidality, case, reported=_ideation(visit))
    for place, event in enumerate(session.adverse_events.items):
        yield from adverse_event(f"{visit.path}/adverse_events/{place}", event, case)


def _rescreen(visit: Visit) -> Iterator[NoteProblem]:
    one, path = visit.session.rescreen, f"{visit.path}/rescreen"
    if one.call is not None:
        return
    if one.alcohol_or_drugs == "yes":
        text = "alcohol or drugs were reported and no physician's answer is recorded (rescreen.call)"
        yield refusal("no_physician_call", f"{path}/alcohol_or_drugs", text, limits.DAILY_QUESTIONS)
    if one.sleep_hours is not None and not limits.SLEEP.holds(one.sleep_hours):
        text = f"sleep is outside the plausible range ({limits.SLEEP}) and no physician's answer is recorded"
        yield warning("no_physician_call", f"{path}/sleep_hours", text, OWN_JUDGEMENT)
    for name in ("new_implant", "new_injury", "new_pregnancy"):
        if getattr(one, name) == "yes":
            text = "something new since the last session calls for a physician, and no answer is recorded"
            yield warning("no_physician_call", f"{path}/{name}", text, OWN_JUDGEMENT)
    if visit.session.code in REDETERMINATION_CODES | FIRST_CODES:
        return
    for name, words in (("missed_doses", "missed doses"), ("medication_change", "a change of medicines")):
        if getattr(one, name) == "yes":
            text = f"{words} may move the motor threshold: it was not determined again, and no answer is recorded"
            yield warning("threshold_may_have_moved", f"{path}/{name}", text, OWN_JUDGEMENT)


def _ideation(visit: Visit) -> bool:
    """Whether suicidal ideation is among the adverse events: that is a positive answer too."""
    return any(one.event == "suicidal_ideation" for one in visit.session.adverse_events.items)


def suicidality(path: str, one: Suicidality, case: Case, *, reported: bool = False) -> Iterator[NoteProblem]:
    """A positive answer needs a clinician's assessment and disposition before the note can be complete.

    reported: suicidal ideation stands among the adverse events, whatever was answered.
    """
    if reported and one.asked and not one.positive:
        text = "suicidal ideation is recorded as an adverse event, and the answers about suicide are negative"
        yield refusal("suicidality_contradicts", f"{path}/suicidality", text)
    if not one.positive and not reported:
        return
    for name, words in (
        ("clinician", "who assessed the patient"),
        ("assessment", "the clinician's assessment"),
        ("disposition", "the disposition"),
    ):
        if getattr(one, name) is None:
            text = f"a question about suicide was answered positively, and {words} is not recorded"
            yield refusal("suicidality_open", f"{path}/suicidality/{name}", text, COMPLETE)
    if one.clinician is not None and case.clinician(one.clinician) is None:
        text = "the clinician named is not in the record"
        yield refusal("clinician_unknown", f"{path}/suicidality/clinician", text)
    if one.c_ssrs is not None and one.c_ssrs >= INTENT_LEVEL:
        text = "ideation with intent is a reason to stop and escalate; check that an early stop or its reason is recorded"
        yield warning("stop_rule", f"{path}/suicidality/c_ssrs", text, OWN_JUDGEMENT)


def adverse_event(path: str, event: AdverseEvent, case: Case) -> Iterator[NoteProblem]:
    """Each event says severity, action, whether it resolved, and whether and when the physician was told."""
    for name, words in (
        ("severity", "the severity (0 to 10)"),
        ("action", "what was done"),
        ("resolved", "whether it resolved"),
        ("physician_told", "whether the physician was told"),
    ):
        if getattr(event, name) in (None, "unknown"):
            text = f"{words} is not recorded for an adverse event"
            yield refusal("adverse_event_incomplete", f"{path}/{name}", text, COMPLETE)
    if event.physician_told == "yes" and (event.told_at is None or event.physician is None):
        text = "which physician was told, and when, is not recorded for an adverse event"
        yield refusal("adverse_event_incomplete", f"{path}/told_at", text, COMPLETE)
    if event.physician is not None and case.clinician(event.physician) is None:
        yield refusal("clinician_unknown", f"{path}/physician", "the physician named is not in the record")
    if event.event in STOPS and event.physician_told == "no":
        text = "this event is a reason to stop and call a physician, and none was told"
        yield warning("stop_rule", f"{path}/physician_told", text, OWN_JUDGEMENT)
    if event.event == "other" and event.detail is None:
        text = "an adverse event of another kind is not described"
        yield refusal("adverse_event_incomplete", f"{path}/detail", text, COMPLETE)
