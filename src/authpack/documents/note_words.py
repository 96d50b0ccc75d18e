"""How the closed words of a session are said in a note."""

from __future__ import annotations

from typing import Final

YES_NO: Final = {"yes": "yes", "no": "no"}
TARGETS: Final = {
    "left_dlpfc": "left dorsolateral prefrontal cortex",
    "right_dlpfc": "right dorsolateral prefrontal cortex",
    "bilateral_dlpfc": "right and left dorsolateral prefrontal cortex",
    "medial_pfc_acc": "medial prefrontal and anterior cingulate cortex",
    "other": "other target",
}
METHODS: Final = {
    "rule_5_5_cm": "5.5 cm rule",
    "beam_f3": "Beam F3 method",
    "neuronavigation": "neuronavigation",
    "cap_or_laser": "cap or laser positioning",
    "other": "another method",
}
LIMBS: Final = {"hand": "hand", "leg": "leg", "other": "another limb"}
READINGS: Final = {
    "visual": "visible movement",
    "emg": "electromyography",
    "pest": "adaptive threshold hunting",
    "other": "another method",
}
REASONS: Final = {
    "medication_change": "a medicine that may move the threshold was started, stopped, or changed",
    "gap_over_one_week": "more than one week without treatment",
    "no_response": "no response so far",
    "intolerance": "treatment was not tolerated",
    "visible_movement": "visible movement was lost or gained",
    "coil_change": "change of the coil",
    "side_change": "change of the side",
    "sleep_or_substance_change": "change in sleep or substance use",
    "other": "another reason",
}
EVENTS: Final = {
    "scalp_discomfort": "scalp discomfort",
    "headache": "headache",
    "facial_twitch": "facial twitching",
    "toothache": "toothache",
    "jaw_ache": "jaw ache",
    "neck_pain": "neck pain",
    "lightheadedness": "lightheadedness",
    "syncope": "syncope",
    "hearing_change": "change of hearing or tinnitus",
    "nausea": "nausea",
    "fatigue": "fatigue",
    "insomnia": "insomnia",
    "emotional_change": "emotional change",
    "mania": "hypomania or mania",
    "suicidal_ideation": "suicidal ideation",
    "worsening": "worsening of symptoms",
    "seizure": "seizure",
    "skin_or_coil_heat": "heat at the skin or coil",
    "provocation_anxiety": "anxiety during provocation",
    "neurological_sign": "new neurological sign",
    "other": "other event",
}
LOCATIONS: Final = {
    "in_suite": "in the treatment suite",
    "in_building": "in the building",
    "off_site": "off site",
}
AVAILABILITY: Final = {"direct": "direct supervision", "general": "general supervision"}
HANDED: Final = {"right": "right-handed", "left": "left-handed", "both": "uses both hands"}
STOPS: Final = {
    "seizure_or_suspected": "seizure or suspected seizure",
    "syncope": "syncope",
    "severe_headache": "severe headache",
    "neurological_sign": "new neurological sign",
    "device_malfunction": "malfunction of the coil or device",
    "suicidal_intent": "suicidal ideation with intent",
    "new_implant": "new implant",
    "pregnancy": "pregnancy",
    "mania": "acute mania",
    "psychosis": "psychosis",
    "intolerance": "treatment was not tolerated",
    "no_response": "no response",
    "patient_choice": "the patient's choice",
    "coverage_ended": "coverage ended",
    "other": "other reason",
}
DECISIONS: Final = {
    "do_not_restart": "do not restart",
    "restart_allowed": "restart allowed",
    "undecided": "undecided",
}
TOPICS: Final = {
    "procedure": "What the procedure is, how long a session and the course take",
    "indication_and_clearance": "What it is given for, and whether that use is within the device's clearance",
    "expected_benefit": "Expected benefit, and that benefit is not certain",
    "alternatives": "Alternatives, including no treatment",
    "common_side_effects": "Common side effects: scalp pain, headache, facial twitching",
    "seizure_risk": "The rare risk of a seizure, and what raises it",
    "hearing_protection": "Hearing protection at every session",
    "metal_and_devices": "Metal and devices in or near the head",
    "report_changes": "To report changes of medicines, sleep, alcohol or drugs, implants, injuries, pregnancy",
    "mood_worsening": "What to do when mood worsens or thoughts of suicide arise",
    "right_to_stop": "The right to stop at any time",
    "cost": "Cost, and what the plan may not pay",
    "questions_answered": "Questions were asked and answered",
}
ROLES: Final = {
    "operator": "Operator",
    "clinician": "Responsible clinician",
    "patient": "Patient",
    "guardian": "Guardian",
}
DEPARTURES: Final = {
    "device_differs": "device other than authorized",
    "coil_differs": "coil other than authorized",
    "protocol_differs": "protocol other than authorized",
    "target_differs": "target other than authorized",
    "diagnosis_differs": "diagnosis other than authorized",
    "outside_window": "day outside the authorization",
    "code_not_authorized": "code not among those authorized",
    "units_exceeded": "beyond the units authorized",
    "not_the_protocol": "parameters other than the protocol's",
    "intensity_above_order": "intensity above the order",
    "gap_too_short": "short gap between trains",
    "no_hearing_protection": "no hearing protection",
    "metal_not_removed": "metal not removed",
    "no_consent": "no consent recorded before",
    "no_screen": "no safety screen recorded before",
    "length_disagrees": "length other than the timing gives",
    "first_session_twice": "second first session of the course",
    "codes_clash": "two session codes in a day",
    "accelerated_code": "code of another kind of protocol",
    "threshold_differs": "motor threshold other than last determined",
    "coil_changed": "coil or device exchanged, threshold not determined again",
    "supervision_weaker": "supervision weaker than requested",
    "restart_without_decision": "session after a stop",
    "consent_refused": "consent refused or withdrawn before",
    "no_capacity": "patient unable to decide, no guardian recorded",
    "implant_near_coil": "implant near the coil",
    "risk_weighed_against": "risk weighed against treatment",
    "short_delivery": "less delivered than planned",
}
