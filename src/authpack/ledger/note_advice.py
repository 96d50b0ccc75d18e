"""What to do about a finding of the note checks, by its code."""

from __future__ import annotations

from typing import Final

from authpack.ledger.note_checks import EXPLAINABLE
from authpack.ledger.note_problem import NoteProblem

_MEND: Final = "Compare with the device's log and the chart, and mend what is wrong."
_AUTHORIZED: Final = "Compare with the payer's letter, and mend what is wrong; the bill is checked apart."
_WHEN: Final = "Mend the day or the time."
_SIGN: Final = (
    "Take the signature out, print the note, and have it signed again with the code that it then prints."
)
_RECORD: Final = "Record it, if it is known; nothing is filled in."
_ASK: Final = "Have a clinician look at it and record the answer."
_WORDS: Final = "Write what was so on that day; the words are not changed for you."

ADVICE: Final[dict[str, str]] = {
    "field_missing": _RECORD,
    "date_not_exact": "Record the exact day.",
    "no_reason_for_redetermination": "Record the reason; without one the code is not billed.",
    "no_consent": "Record the consent, or its day in the request.",
    "no_screen": "Record the safety screen with its date.",
    "no_request": "Name the request or the authorization of the session.",
    "no_note_for_code": "Use the code of a session (90867, 90868, 90869).",
    "suicidality_open": "Record who assessed the patient, the assessment and the disposition.",
    "suicidality_contradicts": "Mend the answer or the adverse event: they cannot both stand.",
    "suicidality_not_followed": "Ask, and record the answer (0 when it is none).",
    "words_of_suicide": "Ask, and record the answers; the words stay as they are.",
    "words_of_event": "Record the adverse event, if it was one of this session.",
    "item_9_contradicts": "Bring the session's answer and the questionnaire of that day into agreement.",
    "adverse_event_incomplete": "Complete the row of the adverse event.",
    "event_outside_session": "Mend the time, or set after_session to yes.",
    "event_times_contradict": "Mend the times.",
    "later_than_note": "Give the time at which the note was finished, or write an addendum as a late entry.",
    "delivered_through_event": "Record how many trains were delivered, and the early stop.",
    "short_delivery": "Record the early stop or the interruption, with its reason.",
    "stopped_early_contradicts": "Mend stopped_early or the trains delivered.",
    "stop_without_reason": "Record an interruption with its reason, or an early-stop note.",
    "no_early_stop_note": "Write the early-stop note (early_stops).",
    "stopped_session_whole": "Name the session that was stopped, or mend its trains.",
    "stop_outside_session": "Name the session that was stopped, or mend day and time.",
    "restart_without_decision": "Record the physician's decision in an early-stop note (decision, decided_by, decided_on).",
    "session_twice": "Take out one of the two.",
    "number_twice": "Give the session its own number.",
    "number_out_of_order": "Mend the number or the day.",
    "device_differs": _AUTHORIZED,
    "coil_differs": _AUTHORIZED,
    "protocol_differs": _AUTHORIZED,
    "target_differs": _AUTHORIZED,
    "diagnosis_differs": _AUTHORIZED,
    "outside_window": _AUTHORIZED,
    "code_not_authorized": _AUTHORIZED,
    "authorization_of_another_request": _AUTHORIZED,
    "not_comparable": "Record it in the request or the authorization.",
    "codes_clash": "Keep the code that holds the delivery of that day.",
    "several_in_a_day": "Check what the payer pays before billing.",
    "accelerated_code": "Use the codes of the protocol that was given.",
    "written_before_service": _WHEN,
    "written_before_end": _WHEN,
    "end_before_start": _WHEN,
    "sessions_overlap": _WHEN,
    "threshold_later": _WHEN,
    "threshold_other_day": _WHEN,
    "supervision_weaker": "Check what was asked for; the note prints what is recorded.",
    "supervision_contradicts": "Mend one of the two.",
    "supervisor_no_physician": "Check what the payer asks for.",
    "threshold_no_physician": "Check what the payer asks for.",
    "author_no_physician": "Check what the payer asks for.",
    "topic_not_discussed": "Talk about it, and record that.",
    "no_hearing_protection": "Check the chart.",
    "metal_not_removed": "Check the chart.",
    "units_exceeded": "Ask the payer for further units before billing.",
    "threshold_differs": "Use the threshold last determined, or record the redetermination (90869).",
    "not_judged": "Mend the row that could not be read, and check again.",
    "no_first_session": "Add the first session (90867) to the case or the log.",
    "rows_unread": "Mend the rows of the log first.",
    "coil_changed": "Determine the threshold again, or record a clinician's reason (departures: coil_changed).",
    "length_not_checked": "Record the minutes that the device logged.",
    "operator_not_trained": "Check the training; another operator's signature does not mend it.",
    "consent_refused": "Record a later consent, if one was given.",
    "no_guardian": "Record the guardian, or confirm that the patient may consent alone.",
    "no_capacity": "Record the guardian.",
    "implant_near_coil": "Record a clinician's weighing (risk_benefit, item implants), or mend the distance.",
    "implant_distance": "Record the distance from the coil.",
    "seizure_risk_not_weighed": "Record a clinician's weighing of the risk (risk_benefit).",
    "signer_unknown": "Record the signature of the person who signed, in that person's own role.",
    "signer_role": "Name the clinician of the record who signed.",
    "changed_after_signing": _SIGN,
    "signed_before_written": _SIGN,
    "unsigned": "Record the signature, with the code that the note prints.",
    "late_without_reason": "Record why the note was written later (late_reason).",
    "score_later": "Date the paper on or after the score, or leave the score out.",
    "score_unknown": "Name a score of the record.",
    "period_contradicts": "Mend the period.",
    "session_after_end": "Date the end of the course on or after its last session.",
    "outcome_not_stated": "State the cut-offs in the plan (outcomes).",
    "no_review": "Write the reviews that are missing (reviews).",
    "no_plan": "Record the plan and order (plans).",
    "plan_after_start": "Check the day of the plan.",
    "no_consent_paper": "Record the consent talk (consents).",
    "cancelled_and_given": "Mend the cancellation or the session.",
    "completed_short": "Check whether the course was completed, or sessions are missing from the record.",
    "text_repeats": _WORDS,
    "mood_repeats": _WORDS,
    "times_repeat": "Check that the times are those of each session.",
    "scores_repeat": "Check that the ratings are those of each session.",
    "clinician_unknown": "Add the person to the clinicians, or mend the id.",
    "request_unknown": "Mend the id of the request.",
    "session_unknown": "Mend the id of the session.",
    "authorization_unknown": "Add the authorization, or mend its id.",
    "no_authorization": "Name the authorization, if there is one.",
    "no_physician_call": "Record the physician's answer (rescreen.call).",
    "threshold_may_have_moved": _ASK,
    "threshold_before_change": _ASK,
    "stop_rule": _ASK,
}


def advice(problem: NoteProblem) -> str:
    """What to do, in a sentence or two."""
    said = ADVICE.get(problem.code, _MEND)
    if problem.severity == "refusal" and problem.code in EXPLAINABLE:
        said += f" If it happened so, let a clinician record why (departures, what: {problem.code})."
    return said
