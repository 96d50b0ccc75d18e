"""Every kind of leaf: met, not met, and silent; what needs review where the text leaves it open.

Kinds that have a file of their own (trials, severity, the safety screen, the look back) stand there in full.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from authpack.criteria.conditions import KINDS
from authpack.criteria.loading import load_policy
from tests.builders import (
    about_course,
    case,
    complete,
    course,
    diagnosis,
    episode,
    group,
    judge,
    leaf,
    score,
    status,
    therapy,
    trial,
)

Row = tuple[str, Any, dict[str, Any] | None, dict[str, Any] | None, dict[str, Any] | None]


def asked(**request: Any) -> dict[str, Any]:
    return {"request": request}


def clinician(**fields: Any) -> dict[str, Any]:
    return {"clinicians": [{"id": "c1", "name": "A", "role": "psychiatrist", **fields}]}


def attested(act: str, **fields: Any) -> dict[str, Any]:
    row = {"id": "a1", "clinician": "c1", "act": act, "date": "2026-01-12", **fields}
    return {"attestations": [row]}


def facility(**fields: Any) -> dict[str, Any]:
    return {"facility": fields}


SCORED = {"diagnoses": diagnosis("F33.2"), "episodes": episode()}
SUPERVISED = {"clinician": "c1", "direct": "yes", "in_area": "yes", "immediately_available": "yes"}
PSYCHIATRIST_AND_NURSE: dict[str, Any] = {
    "clinicians": [
        {"id": "c1", "name": "A", "role": "psychiatrist"},
        {"id": "c2", "name": "B", "role": "pmhnp"},
    ]
}
PLAN = {"acute_sessions": 30, "weeks": 6, "sessions_per_week": 5, "taper": [3, 2, 1]}

# kind, parameters, a record that meets it, one that refutes it, one that is silent
LEAVES: list[Row] = [
    (
        "diagnosis",
        {"indication": "mdd"},
        {"diagnoses": diagnosis()},
        {"diagnoses": diagnosis("F42.2")},
        {},
    ),
    (
        "severity",
        {"is": ["severe"]},
        {"diagnoses": diagnosis()},
        {"diagnoses": diagnosis("F33.1")},
        {"diagnoses": diagnosis("F33.9")},
    ),
    (
        "severity_by_scale",
        {"is": "severe"},
        {**SCORED, "scores": complete(score("s1", "PHQ-9", 22, "2026-01-12"))},
        {
            **SCORED,
            "diagnoses": diagnosis("F33.1"),
            "scores": complete(score("s1", "PHQ-9", 12, "2026-01-12")),
        },
        SCORED,
    ),
    (
        "without_psychotic_features",
        {},
        {"diagnoses": diagnosis("F33.2")},
        {"diagnoses": diagnosis("F33.3")},
        {"diagnoses": diagnosis("F33.9")},
    ),
    (
        "age",
        {"min": 18},
        {},
        {"patient": {"given_name": "A", "family_name": "B", "birth_date": "2010-01-01"}},
        {"patient": {"given_name": "A", "family_name": "B", "birth_date": "2008"}},
    ),
    (
        "trials",
        {"at_least": 1, "response": {"counts": ["none"]}},
        {"trials": complete(trial("t1", "sertraline"))},
        {"trials": complete()},
        {},
    ),
    (
        "ect",
        {"item": "currently_receiving"},
        {"ect": {"currently_receiving": "yes"}},
        {"ect": {"currently_receiving": "no"}},
        {},
    ),
    ("ect", {"item": "candidate"}, {"ect": {"candidate": "yes"}}, {"ect": {"candidate": "no"}}, {}),
    (
        "ordered_by",
        {"roles": ["psychiatrist"]},
        {},
        clinician(role="pmhnp"),
        asked(ordered_by=None),
    ),
    ("examined", {"how": "face_to_face"}, attested("examined_in_person"), None, {}),
    ("examined", {"how": "any"}, attested("examined_by_video"), None, {}),
    ("reviewed_record", {}, attested("reviewed_record"), None, {}),
    (
        "order_scope",
        {},
        asked(within_order_scope="yes"),
        asked(within_order_scope="no"),
        {},
    ),
    (
        "tms_experience",
        {"who": "orderer"},
        clinician(tms_experience="yes"),
        clinician(tms_experience="no"),
        {},
    ),
    (
        "tms_training",
        {"who": "supervisor"},
        {**clinician(tms_training="yes"), **asked(supervision={"clinician": "c1"})},
        {**clinician(tms_training="no"), **asked(supervision={"clinician": "c1"})},
        {},
    ),
    (
        "supervision",
        {"by": "anyone", "direct": "yes", "in_area": "yes", "immediately_available": "yes"},
        asked(supervision=SUPERVISED),
        asked(supervision={**SUPERVISED, "in_area": "no"}),
        asked(supervision={**SUPERVISED, "immediately_available": "unknown"}),
    ),
    (
        "supervision",
        {"by": "orderer", "roles": ["psychiatrist"]},
        asked(supervision={"clinician": "c1"}),
        {**PSYCHIATRIST_AND_NURSE, **asked(supervision={"clinician": "c2"})},
        {},
    ),
    (
        "device_cleared",
        {"indication": "mdd"},
        asked(device="NeuroStar"),
        None,
        asked(device="Unheard-of 3000"),
    ),
    ("device_cleared", {"indication": "ocd"}, None, asked(device="K083538"), {}),
    ("used_within_label", {}, asked(used_within_label="yes"), asked(used_within_label="no"), {}),
    (
        "protocol_evidence_based",
        {},
        asked(protocol_evidence_based="yes"),
        asked(protocol_evidence_based="no"),
        {},
    ),
    ("target", {"is": ["left_dlpfc"]}, asked(target="left_dlpfc"), asked(target="other"), {}),
    ("modality", {"is": ["rtms", "itbs"]}, asked(modality="itbs"), asked(modality="accelerated"), {}),
    (
        "course_limit",
        {"max_sessions": 36, "max_weeks": 9, "max_sessions_per_week": 5},
        asked(schedule=PLAN),
        asked(schedule={**PLAN, "acute_sessions": 31}),
        asked(schedule={**PLAN, "taper": None}),
    ),
    (
        "unit_limit",
        {"codes": {"90867": 1, "90868": 36}},
        asked(codes=[{"code": "90867", "units": 1}, {"code": "90868", "units": 36}]),
        asked(codes=[{"code": "90868", "units": 30}, {"code": "90868", "units": 7}]),
        {},
    ),
    (
        "facility",
        {"item": "trained_attendant"},
        facility(trained_attendant="yes"),
        facility(trained_attendant="no"),
        {},
    ),
    (
        "facility",
        {"item": "resuscitation_equipment"},
        facility(resuscitation_equipment="yes"),
        facility(resuscitation_equipment="no"),
        {},
    ),
    (
        "facility",
        {"max_response_minutes": 5},
        facility(emergency_response_minutes="5"),
        facility(emergency_response_minutes="5.1"),
        {},
    ),
    (
        "facility",
        {"agreements_reviewed_within_months": 12},
        facility(emergency_agreements_reviewed="2025-02-02"),
        facility(emergency_agreements_reviewed="2025-02-01"),
        facility(emergency_agreements_reviewed="2025"),
    ),
    (
        "facility",
        {"drill_within_months": 12},
        facility(last_drill="2025-02-02"),
        facility(last_drill="2025-01"),
        facility(last_drill="2025-02"),
    ),
    (
        "taking",
        {"groups": ["opioid"]},
        {"current_medicines": complete({"id": "m1", "drug": "oxycodone", "group": "opioid"})},
        {"current_medicines": complete()},
        {},
    ),
    (
        "present",
        {"item": "mania"},
        {"screen": {"mania": {"status": "present", "date": "2026-01-28"}}},
        {"screen": {"mania": {"status": "absent", "date": "2026-01-28"}}},
        {},
    ),
    ("weigh", {"item": "mania"}, {"screen": {"mania": {"status": "absent", "date": "2026-01-28"}}}, None, {}),
]
IDS = [f"{kind}-{place}" for place, (kind, *_rest) in enumerate(LEAVES)]


@pytest.mark.parametrize(("kind", "parameters", "yes", "no", "silent"), LEAVES, ids=IDS)
def it_answers_yes_no_or_nothing(kind: str, parameters: Any, yes: Any, no: Any, silent: Any) -> None:
    for record, expected in ((yes, "met"), (no, "not_met"), (silent, "not_documented")):
        if record is not None:
            assert status(kind, parameters, case(**record)) == expected, (expected, record)


@pytest.mark.parametrize(("kind", "parameters", "yes", "no", "silent"), LEAVES, ids=IDS)
def it_names_what_is_missing_and_how_to_mend_it(
    kind: str, parameters: Any, yes: Any, no: Any, silent: Any
) -> None:
    if silent is None:
        return
    found = judge(leaf(kind, parameters), case(**silent)).root
    assert found.missing
    assert all(path.startswith("/") for path in found.missing)
    assert found.repairs
    assert len(found.repairs) <= 3


# Subject leaves: of, kind, parameters, a course that meets it, one that refutes it, one that is silent
KEPT = course(maintained_until="2024-05-24")
SUBJECTS: list[tuple[str, str, Any, Any, Any, Any]] = [
    (
        "psychotherapy",
        "therapy_evidence_based",
        {"indication": "mdd"},
        therapy(evidence_based_for=["mdd"]),
        therapy(evidence_based="no"),
        therapy(type="cbt", evidence_based="yes"),
    ),
    (
        "psychotherapy",
        "therapy_weeks",
        {"at_least": 8},
        therapy(),
        therapy(stop="2025-04-27"),
        therapy(stop=None),
    ),
    ("prior_tms", "tms_indication", {"is": "mdd"}, course(), course(indication="ocd"), None),
    (
        "prior_tms",
        "tms_response",
        {"counts": ["response", "remission"]},
        course(response="remission"),
        course(response="none"),
        course(),
    ),
    (
        "prior_tms",
        "tms_improvement",
        {"at_least": 50},
        course(response_percent="50", response_instrument="MADRS"),
        course(response_percent="49.99", response_instrument="MADRS"),
        course(),
    ),
    (
        "prior_tms",
        "tms_relapse",
        {},
        course(relapse={"date": "2025-01-10"}),
        course(relapsed="no"),
        course(relapsed="yes"),
    ),
    ("prior_tms", "tms_kept", {"weeks": 6}, KEPT, course(relapse={"date": "2024-05-23"}), course()),
]


@pytest.mark.parametrize(("of", "kind", "parameters", "yes", "no", "silent"), SUBJECTS)
def it_answers_of_one_course(
    of: str,
    kind: str,
    parameters: Any,
    yes: Any,
    no: Any,
    silent: Any,
) -> None:
    for item, expected in ((yes, "met"), (no, "not_met"), (silent, "not_documented")):
        if item is not None:
            assert about_course(kind, parameters, case(**{of: complete(item)}), of) == expected, expected


ELSEWHERE = {
    "therapy_no_improvement",
    "judged",
    "payer_review",
    "not_stated",
    "external",
    "initial_criteria",
    "tms_episode",
    # each in tests/spec/test_leaf_*.py
    "score",
    "score_recorded",
    "serial_scores",
    "diagnosis_code",
    "other_diagnosis",
    "therapy_type",
    "therapy_episode",
    "therapy_response",
    "therapy_documented",
    "therapies",
    "substance_free",
    "substance_remission",
    "psychotropics_stable",
    "tms_interval",
    "tms_worsening",
    "tms_severity_after",
    "course_improvement",
    "protocol",
    "guidance",
    "setting",
    "rendered_by",
    "tms_certification",
    "tms_privileges",
    "supervisor_scope",
    "psychiatrist_access_limited",
}


def it_has_an_example_of_every_kind_that_a_shipped_policy_uses() -> None:
    shown = {kind for kind, *_rest in LEAVES} | {kind for _of, kind, *_rest in SUBJECTS} | ELSEWHERE
    assert shown <= set(KINDS)
    content = Path(__file__).resolve().parents[2] / "payer_criteria"
    policies = [load_policy(path) for path in content.glob("*/*/*.yaml")]
    used = {node.kind for one in policies for node in one.nodes.values() if node.is_leaf}
    assert used - shown == set()


# -- boundaries and readings of single kinds -------------------------------------------------------


def it_leaves_an_examination_by_video_to_review_where_the_text_says_face_to_face() -> None:
    assert (
        status("examined", {"how": "face_to_face"}, case(**attested("examined_by_video"))) == "needs_review"
    )


@pytest.mark.parametrize(
    "fields",
    [{"clinician": "c2"}, {"request": "r9"}, {"date": "2026-02-03"}, {"date": "2026-02"}, {"act": "ordered"}],
    ids=["another clinician", "another request", "later", "perhaps later", "another act"],
)
def but_it_takes_only_the_orderers_own_attestation_for_this_request(fields: dict[str, Any]) -> None:
    record = case(**PSYCHIATRIST_AND_NURSE, **attested(**{"act": "examined_in_person", **fields}))
    assert status("examined", {"how": "any"}, record) == "not_documented"


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({"acute_sessions": 30, "taper": [3, 2, 1]}, "met"),  # 36 with the taper
        ({"acute_sessions": 30, "taper": [3, 2, 2]}, "not_met"),
        ({"acute_sessions": 36, "taper": []}, "met"),
        ({"acute_sessions": 36}, "not_documented"),  # a taper may come on top
        ({"acute_sessions": 37}, "not_met"),
        ({"taper": [3, 2, 1]}, "not_documented"),
    ],
)
def it_counts_the_taper_toward_the_sessions(plan: dict[str, Any], expected: str) -> None:
    assert status("course_limit", {"max_sessions": 36}, case({"schedule": plan})) == expected


def it_leaves_the_taper_out_where_the_text_does() -> None:
    rule = {"max_sessions": 30, "taper_counts": "no", "taper": [3, 2, 1]}

    def answer(**plan: Any) -> str:
        return status("course_limit", rule, case({"schedule": plan}))

    assert answer(acute_sessions=30, taper=[3, 2, 1]) == "met"
    assert answer(acute_sessions=31, taper=[3, 2, 1]) == "not_met"
    assert answer(acute_sessions=30, taper=[3, 3, 1]) == "not_met"
    assert answer(acute_sessions=30, taper=[3, 2, 1, 1]) == "not_met"
    assert answer(acute_sessions=30, taper=[2]) == "met"
    assert answer(acute_sessions=30) == "not_documented"


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2024-05-23", "not_documented"),
        ("2024-05-24", "met"),
        ("2024-05-25", "met"),
        ("2024-05", "not_documented"),
    ],
)
def it_counts_six_weeks_of_lasting_improvement_in_days(until: str, expected: str) -> None:
    record = case(prior_tms=complete(course(maintained_until=until)))
    assert about_course("tms_kept", {"weeks": 6}, record) == expected


@pytest.mark.parametrize(
    ("last", "until", "expected"),
    [
        ("2024-04-12", "2024-05-11", "not_documented"),
        ("2024-04-12", "2024-05-12", "met"),
        ("2024-01-31", "2024-02-28", "not_documented"),
        ("2024-01-31", "2024-02-29", "met"),  # the last day of a shorter month
    ],
)
def it_counts_months_by_the_calendar(last: str, until: str, expected: str) -> None:
    record = case(
        prior_tms=complete(course(first_session="2024-01-02", last_session=last, maintained_until=until))
    )
    assert about_course("tms_kept", {"months": 1}, record) == expected


def it_does_not_disprove_lasting_improvement_by_a_later_loss() -> None:
    later = course(maintained_until="2024-05-24", relapse={"date": "2024-06-01"})
    assert about_course("tms_kept", {"weeks": 6}, case(prior_tms=complete(later))) == "met"


def it_counts_from_the_first_session_where_the_text_does() -> None:
    kept = case(prior_tms=complete(course(maintained_until="2024-04-15")))
    assert about_course("tms_kept", {"weeks": 6, "from": "first_session"}, kept) == "met"
    assert about_course("tms_kept", {"weeks": 6, "from": "course_end"}, kept) == "not_documented"


def it_takes_no_relapse_before_the_end_of_the_course() -> None:
    early = course(relapse={"date": "2024-04-11"})
    assert about_course("tms_relapse", {}, case(prior_tms=complete(early))) == "not_met"
    same_day = course(relapse={"date": "2024-04-12"})
    assert about_course("tms_relapse", {}, case(prior_tms=complete(same_day))) == "met"


def but_a_relapse_after_the_day_of_judging_is_not_yet_one() -> None:
    ahead = course(relapse={"date": "2026-02-03"})
    assert about_course("tms_relapse", {}, case(prior_tms=complete(ahead))) == "not_documented"


EPISODES = complete(
    {"id": "e0", "onset": "2023-09", "end": "2024-11-02"},
    {"id": "e1", "onset": "2025-01-10", "current": "yes"},
)


@pytest.mark.parametrize(
    ("fields", "rule", "expected"),
    [
        ({"episode": "e0"}, {}, "met"),
        ({"episode": "e1"}, {}, "not_met"),
        ({}, {}, "met"),  # by its dates
        ({"first_session": "2025-02-03", "last_session": "2025-03-14"}, {}, "not_met"),
        ({"first_session": None, "last_session": None}, {}, "not_documented"),
        ({"first_session": "2024-12-03", "last_session": "2025-01"}, {}, "not_documented"),
        ({"episode": "e0"}, {"months_since": 15}, "met"),  # 2024-11-02 + 15 months is the request date
        ({"episode": "e0"}, {"months_since": 16}, "not_met"),
        ({"episode": "e9"}, {"months_since": 3}, "not_documented"),
    ],
)
def it_places_the_course_in_a_previous_episode(
    fields: dict[str, Any], rule: dict[str, Any], expected: str
) -> None:
    record = case(prior_tms=complete(course(**fields)), episodes=EPISODES)
    assert about_course("tms_episode", {"is": "previous", **rule}, record) == expected


@pytest.mark.parametrize(
    ("kind", "parameters", "expected"),
    [
        ("payer_review", {}, "needs_review"),
        ("judged", {"judges": "adequate"}, "needs_review"),
        ("not_stated", {}, "text_not_seen"),
        ("external", {"criteria": "Licensed Criteria"}, "external"),
    ],
)
def it_never_answers_these_from_the_record(kind: str, parameters: Any, expected: str) -> None:
    assert status(kind, parameters, case()) == expected


def it_does_not_let_another_supervisor_stand_in_for_this_physician() -> None:
    record = case({"supervision": {"clinician": "c2", "direct": "yes"}}, **PSYCHIATRIST_AND_NURSE)
    assert status("supervision", {"by": "anyone", "direct": "yes"}, record) == "met"
    assert status("supervision", {"by": "orderer", "direct": "yes"}, record) == "not_met"
    assert status("supervision", {"by": "anyone", "roles": ["psychiatrist"]}, record) == "not_met"


def it_compares_units_of_the_codes_that_the_text_limits_only() -> None:
    lines = [{"code": "90867", "units": 1}, {"code": "90869", "units": 9}]
    assert status("unit_limit", {"codes": {"90867": 1}}, case({"codes": lines})) == "met"
    assert status("unit_limit", {"codes": {"90867": 1, "90869": 8}}, case({"codes": lines})) == "not_met"


def it_accepts_a_trial_leaf_that_asks_for_no_response() -> None:
    record = case(trials=complete(trial("t1", "sertraline", response="unknown")))
    assert status("trials", {"at_least": 1}, record) == "met"
    assert judge(group("all_of", [leaf("trials", {"at_least": 2})]), record).overall == "not_met"
