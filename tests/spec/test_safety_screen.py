"""The safety screen: ruled out only by an explicit "absent" or a complete list (SEMANTICS 1, 2, 9)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    case,
    complete,
    diagnosis,
    episode,
    group,
    incomplete,
    judge,
    judgement,
    leaf,
    policy,
    status,
)

PLAIN = (
    "seizure_disorder",
    "increased_seizure_risk",
    "suicidal_ideation",
    "acute_suicidal_risk",
    "catatonia",
    "life_threatening_inanition",
    "mania",
    "substance_use",
    "pregnancy",
    "ketamine_or_esketamine",
    "seizure_threshold_medicines",
)
NEURO = (
    "epilepsy",
    "cerebrovascular_disease",
    "dementia",
    "raised_intracranial_pressure",
    "head_trauma",
    "cns_tumor",
    "other",
)

STATES = """
screen       | none_of        weigh
present      | not_met        needs_review
absent       | met            met
not_assessed | not_documented not_documented
"""
ROWS = [line.replace("|", " ").split() for line in STATES.strip().splitlines()[1:]]


def excluded(options: dict[str, Any], record: Any) -> str:
    """The item under none_of: met means ruled out."""
    return judge(group("none_of", [leaf("present", options)]), record).overall


def weighed(options: dict[str, Any], record: Any) -> str:
    return status("weigh", options, record)


@pytest.mark.parametrize(("state", "none_of", "weigh"), ROWS)
@pytest.mark.parametrize("item", PLAIN)
def it_answers_each_item_by_its_status(item: str, state: str, none_of: str, weigh: str) -> None:
    record = case(screen={item: {"status": state, "date": "2026-01-28"}})
    assert excluded({"item": item}, record) == none_of
    assert weighed({"item": item}, record) == weigh


@pytest.mark.parametrize(("state", "none_of", "weigh"), ROWS)
@pytest.mark.parametrize("condition", NEURO)
def it_answers_each_neurological_condition_by_its_status(
    condition: str, state: str, none_of: str, weigh: str
) -> None:
    others = {name: {"status": "absent", "date": "2026-01-28"} for name in NEURO}
    record = case(screen={"neurological": {**others, condition: {"status": state, "date": "2026-01-28"}}})
    options = {"item": "neurological", "conditions": list(NEURO)}
    assert excluded(options, record) == none_of
    assert weighed(options, record) == weigh


def it_wants_the_other_item_answered_where_a_list_says_including() -> None:
    named = {name: {"status": "absent", "date": "2026-01-28"} for name in NEURO if name != "other"}
    record = case(screen={"neurological": named})
    assert excluded({"item": "neurological", "conditions": list(NEURO)}, record) == "not_documented"
    assert excluded({"item": "neurological", "conditions": list(NEURO[:-1])}, record) == "met"


def it_finds_a_present_condition_though_another_was_not_assessed() -> None:
    record = case(screen={"neurological": {"dementia": {"status": "present", "date": "2026-01-28"}}})
    assert excluded({"item": "neurological", "conditions": list(NEURO)}, record) == "not_met"


def it_says_nothing_of_an_empty_screen() -> None:
    for item in ("seizures", "implants", "psychosis", *PLAIN):
        assert excluded({"item": item}, case()) == "not_documented", item
        assert weighed({"item": item}, case()) == "not_documented", item


# -- psychosis -------------------------------------------------------------------------------------

CURRENT = {"item": "psychosis", "scope": "current_episode"}
ABSENT = {"status": "absent", "date": "2026-01-28"}


def psychosis(symptoms: dict[str, Any], disorder: dict[str, Any] | None = None, code: str = "F33.2") -> Any:
    screen = {"psychotic_symptoms": symptoms, "psychotic_disorder": disorder or ABSENT}
    return case(screen=screen, diagnoses=diagnosis(code), episodes=episode())


@pytest.mark.parametrize(
    ("symptoms", "any_time", "current"),
    [
        (ABSENT, "met", "met"),
        ({"status": "present", "date": "2026-01-28", "episode": "e1"}, "not_met", "not_met"),
        ({"status": "present", "date": "2020-01-28", "episode": "e0"}, "not_met", "met"),
        (
            {"status": "present", "from_date": "2019-03", "to_date": "2019-09", "date": "2019-09-01"},
            "not_met",
            "met",
        ),
        ({"status": "present"}, "not_met", "not_documented"),  # in which episode is not said
        ({}, "not_documented", "not_documented"),
    ],
)
def it_asks_for_psychosis_in_the_episode_that_the_text_names(
    symptoms: dict[str, Any], any_time: str, current: str
) -> None:
    assert excluded({"item": "psychosis"}, psychosis(symptoms)) == any_time
    assert excluded(CURRENT, psychosis(symptoms)) == current


def it_reads_psychosis_from_the_code_as_well() -> None:
    assert excluded({"item": "psychosis"}, psychosis({}, {}, code="F33.3")) == "not_met"


# -- seizures --------------------------------------------------------------------------------------

EXEMPT = {"item": "seizures", "exempt": ["ect_induced", "isolated_febrile_infancy"]}
FEBRILE = {"cause": "febrile", "in_infancy": "yes", "treated": "no", "recurred": "no"}


def seizures(*items: dict[str, Any], whole: bool = True, disorder: str = "absent") -> Any:
    listed = [{"id": f"z{place}", **item} for place, item in enumerate(items)]
    history = complete(*listed) if whole else incomplete(*listed)
    found = {"status": disorder, "date": "2026-01-28"}
    return case(screen={"seizures": history, "seizure_disorder": found})


@pytest.mark.parametrize(
    ("item", "exempting", "strict"),
    [
        ({"cause": "ect"}, "met", "not_met"),
        (FEBRILE, "met", "not_met"),
        ({**FEBRILE, "in_infancy": "unknown"}, "not_documented", "not_met"),
        ({**FEBRILE, "in_infancy": "no"}, "not_met", "not_met"),
        ({**FEBRILE, "in_infancy": "unknown", "age_years": 0}, "met", "not_met"),
        ({**FEBRILE, "treated": "unknown"}, "not_documented", "not_met"),
        ({**FEBRILE, "treated": "yes"}, "not_met", "not_met"),
        ({**FEBRILE, "recurred": "unknown"}, "not_documented", "not_met"),
        ({**FEBRILE, "recurred": "yes"}, "not_met", "not_met"),
        ({"cause": "unknown"}, "not_documented", "not_met"),
        ({"cause": "withdrawal"}, "not_met", "not_met"),
        ({"cause": "tms"}, "not_met", "not_met"),
    ],
)
def it_exempts_only_the_seizures_that_the_text_exempts(
    item: dict[str, Any], exempting: str, strict: str
) -> None:
    assert excluded(EXEMPT, seizures(item)) == exempting
    assert excluded({"item": "seizures"}, seizures(item)) == strict


def but_two_febrile_seizures_are_not_isolated_whatever_each_row_says() -> None:
    assert excluded(EXEMPT, seizures(FEBRILE, FEBRILE)) == "not_met"
    assert excluded(EXEMPT, seizures(FEBRILE, {"cause": "ect"})) == "met"


def it_rules_seizures_out_only_by_a_complete_history_and_no_disorder() -> None:
    assert excluded(EXEMPT, seizures()) == "met"
    assert excluded(EXEMPT, seizures(whole=False)) == "not_documented"
    assert excluded(EXEMPT, seizures({"cause": "ect"}, whole=False)) == "not_documented"
    assert excluded(EXEMPT, seizures(disorder="not_assessed")) == "not_documented"
    assert excluded(EXEMPT, seizures(disorder="present")) == "not_met"


# -- implants --------------------------------------------------------------------------------------

BOTH = {"item": "implants", "what": "device_or_metal", "within_cm": 30, "dental_amalgam_exempt": "yes"}
DEVICE_ONLY = {**BOTH, "metal_within_cm": "no"}
DEVICE = {"item": "vagus nerve stimulator", "kind": "device", "magnetic_sensitive": "yes"}
METAL = {"item": "aneurysm clip", "kind": "metal"}
AMALGAM = {"item": "filling", "kind": "dental", "dental_amalgam": "yes"}


def implant(found: dict[str, Any], *, whole: bool = True) -> Any:
    items = [{"id": "i1", **found}] if found else []
    return case(screen={"implants": complete(*items) if whole else incomplete(*items)})


@pytest.mark.parametrize(
    ("distance", "expected"),
    [("29", "not_met"), ("30", "not_met"), ("30.1", "met"), ("31", "met"), (None, "not_documented")],
)
@pytest.mark.parametrize("found", [DEVICE, METAL])
def it_measures_the_distance_from_the_coil(
    found: dict[str, Any], distance: str | None, expected: str
) -> None:
    placed = found | ({"distance_cm": distance} if distance else {})
    assert excluded(BOTH, implant(placed)) == expected


@pytest.mark.parametrize("distance", ["29", "31", None])
def it_takes_metal_at_any_distance_where_the_distance_binds_the_device_only(distance: str | None) -> None:
    placed = METAL | ({"distance_cm": distance} if distance else {})
    assert excluded(DEVICE_ONLY, implant(placed)) == "not_met"
    assert excluded(DEVICE_ONLY, implant({**DEVICE, "distance_cm": "31"})) == "met"
    assert excluded(DEVICE_ONLY, implant({**DEVICE, "distance_cm": "30"})) == "not_met"


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ({}, "not_documented"),  # a magnet may hold a denture: a dental item is no more silent than another
        ({"magnetic_sensitive": "no"}, "met"),
        ({"magnetic_sensitive": "yes", "distance_cm": 5}, "not_met"),
        ({"dental_amalgam": "yes"}, "met"),
    ],
)
def it_never_takes_a_silent_dental_item_for_one_that_no_magnet_moves(
    recorded: dict[str, Any], expected: str
) -> None:
    rule = {"item": "implants", "what": "device", "within_cm": 30}
    assert excluded(rule, implant({"item": "dental item", "kind": "dental", **recorded})) == expected


def it_exempts_dental_amalgam_where_the_text_does() -> None:
    near = {**AMALGAM, "distance_cm": "5"}
    assert excluded(BOTH, implant(near)) == "met"
    assert excluded({**BOTH, "dental_amalgam_exempt": "no"}, implant(near)) == "not_met"
    assert excluded(BOTH, implant({**near, "dental_amalgam": "unknown"})) == "not_documented"
    assert excluded(BOTH, implant({**near, "dental_amalgam": "no"})) == "not_met"


def it_rules_implants_out_only_by_a_complete_list() -> None:
    assert excluded(BOTH, implant({})) == "met"
    assert excluded(BOTH, implant({}, whole=False)) == "not_documented"
    assert excluded(BOTH, implant(AMALGAM, whole=False)) == "not_documented"


@pytest.mark.parametrize(
    ("sensitive", "electronic", "expected"),
    [
        ("yes", "unknown", "not_met"),
        ("no", "unknown", "met"),
        ("unknown", "unknown", "not_documented"),
        ("unknown", "yes", "not_documented"),  # whether it is magnetic-sensitive is not recorded
        ("unknown", "no", "not_documented"),
    ],
)
def it_asks_whether_a_device_is_magnetic_sensitive(sensitive: str, electronic: str, expected: str) -> None:
    found = {"item": "pump", "kind": "device", "magnetic_sensitive": sensitive, "electronic": electronic}
    record = implant({**found, "distance_cm": "20"})
    assert excluded({"item": "implants", "what": "device", "within_cm": 30}, record) == expected


def it_takes_a_ferromagnetic_clip_for_a_magnetic_sensitive_implant() -> None:
    rule = {"item": "implants", "what": "device", "within_cm": 30}
    near = {**METAL, "distance_cm": "2"}
    assert excluded(rule, implant({**near, "magnetic_sensitive": "yes"})) == "not_met"
    assert excluded(rule, implant({**near, "magnetic_sensitive": "no"})) == "met"
    assert excluded(rule, implant(near)) == "not_documented"


@pytest.mark.parametrize(
    ("found", "near", "far_device_only"),
    [
        # a titanium pacemaker: no magnet moves it, yet it is powered, and so among "other implanted metal"
        ({"magnetic_sensitive": "no", "electronic": "yes"}, "not_met", "not_met"),
        ({"magnetic_sensitive": "no", "conductive": "yes"}, "not_met", "not_met"),
        ({"magnetic_sensitive": "no", "conductive": "no"}, "met", "met"),
        ({"magnetic_sensitive": "no"}, "not_documented", "not_documented"),
        ({"magnetic_sensitive": "unknown", "electronic": "yes"}, "not_met", "not_documented"),
    ],
)
def but_it_does_not_rule_a_device_out_because_no_magnet_moves_it(
    found: dict[str, str], near: str, far_device_only: str
) -> None:
    device = {"item": "pacemaker", "kind": "device", **found}
    assert excluded(BOTH, implant({**device, "distance_cm": "10"})) == near
    assert excluded(DEVICE_ONLY, implant({**device, "distance_cm": "31"})) == far_device_only


def it_lets_a_clinician_judge_whether_metal_is_a_device() -> None:
    rule = leaf("present", {"item": "implants", "what": "device_in_head"}, "clip")
    record = implant({**METAL, "in_or_near_head": "yes"})
    text = policy(group("none_of", [rule]))
    for said, expected in {"not_met": "met", "met": "not_met"}.items():
        row = case(judgements=[judgement(text, "clip", said)]).judgements
        assert judge(text, record.model_copy(update={"judgements": row})).overall == expected


def it_asks_what_an_implant_of_unknown_kind_is() -> None:
    unknown = {"item": "something"}
    assert excluded(BOTH, implant({**unknown, "distance_cm": "5"})) == "not_documented"
    assert excluded(BOTH, implant({**unknown, "distance_cm": "31"})) == "met"
    assert excluded(DEVICE_ONLY, implant({**unknown, "distance_cm": "31"})) == "not_documented"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({**DEVICE, "in_or_near_head": "yes"}, "not_met"),
        ({**DEVICE, "in_or_near_head": "no"}, "met"),
        (DEVICE, "not_documented"),
        ({**METAL, "in_or_near_head": "yes"}, "needs_review"),  # is an aneurysm clip a "device"?
        ({**METAL, "in_or_near_head": "no"}, "met"),
        ({**METAL, "in_or_near_head": "yes", "electronic": "yes"}, "not_met"),
        ({"item": "something", "in_or_near_head": "yes"}, "not_documented"),
    ],
)
def it_looks_for_a_device_in_or_around_the_head(found: dict[str, Any], expected: str) -> None:
    assert excluded({"item": "implants", "what": "device_in_head"}, implant(found)) == expected


def it_rules_a_present_item_out_though_the_list_is_open() -> None:
    assert excluded(BOTH, implant({**DEVICE, "distance_cm": "5"}, whole=False)) == "not_met"


# -- weighing the risk -----------------------------------------------------------------------------


def it_orders_weighing_by_what_is_silent() -> None:
    assert weighed(EXEMPT, seizures({"cause": "withdrawal"})) == "needs_review"
    assert weighed(EXEMPT, seizures({"cause": "unknown"})) == "not_documented"
    assert weighed(EXEMPT, seizures({"cause": "ect"})) == "met"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, "met"),
        ({"conclusion": "do_not_proceed"}, "not_met"),
        ({"item": "implants"}, "needs_review"),  # another item
        ({"clinician": "c9"}, "needs_review"),  # nobody the record lists
        ({"date": "2026-02-03"}, "needs_review"),  # after the day of judging
    ],
)
def it_lets_a_recorded_risk_benefit_answer(row: dict[str, Any], expected: str) -> None:
    made = {
        "id": "rb1",
        "item": "mania",
        "conclusion": "proceed",
        "mitigation": "invented",
        "clinician": "c1",
        "date": "2026-01-28",
        **row,
    }
    screen = {"mania": {"status": "present", "date": "2026-01-28"}}
    assert weighed({"item": "mania"}, case(screen=screen, risk_benefit=[made])) == expected


def it_lets_a_refusal_stand_against_a_permission() -> None:
    row = {"item": "mania", "mitigation": "invented", "clinician": "c1", "date": "2026-01-28"}
    both = [{**row, "id": "a", "conclusion": "do_not_proceed"}, {**row, "id": "b", "conclusion": "proceed"}]
    screen = {"mania": {"status": "present", "date": "2026-01-28"}}
    assert weighed({"item": "mania"}, case(screen=screen, risk_benefit=both)) == "not_met"


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([None], "met"),  # the item as a whole
        (["/screen/implants"], "met"),
        (["/screen/implants/i1", "/screen/implants/i2"], "met"),
        (["/screen/implants/i1"], "needs_review"),  # nobody weighed the second
        (["/screen/implants/i"], "needs_review"),
    ],
)
def it_wants_each_implant_weighed_where_the_weighing_names_one(
    paths: list[str | None], expected: str
) -> None:
    row = {"item": "implants", "conclusion": "proceed", "mitigation": "invented", "clinician": "c1"}
    rows = [
        {**row, "id": f"r{place}", "date": "2026-01-28", **({"detail_path": path} if path else {})}
        for place, path in enumerate(paths)
    ]
    both = complete({"id": "i1", **DEVICE, "distance_cm": "9"}, {"id": "i2", **METAL, "distance_cm": "3"})
    assert weighed(BOTH, case(screen={"implants": both}, risk_benefit=rows)) == expected


def but_a_risk_benefit_answers_no_silence_and_no_exclusion() -> None:
    row = {"id": "a", "item": "mania", "mitigation": "invented", "clinician": "c1", "date": "2026-01-28"}
    weighing = [{**row, "conclusion": "proceed"}]
    assert weighed({"item": "mania"}, case(risk_benefit=weighing)) == "not_documented"
    present = case(screen={"mania": {"status": "present", "date": "2026-01-28"}}, risk_benefit=weighing)
    assert excluded({"item": "mania"}, present) == "not_met"


def it_tells_substance_use_from_an_active_disorder_where_the_text_means_a_disorder() -> None:
    rule = {"item": "substance_use", "active_disorder": "yes"}
    used = {"status": "present", "date": "2026-01-20"}
    assert status("present", rule, case(screen={"substance_use": {**used, "disorder": "yes"}})) == "met"
    assert status("present", rule, case(screen={"substance_use": {**used, "disorder": "no"}})) == "not_met"
    assert status("present", rule, case(screen={"substance_use": used})) == "not_documented"
    quiet = {**used, "disorder": "yes", "remission_since": "2025-06-01"}
    assert status("present", rule, case(screen={"substance_use": quiet})) == "not_met"
    assert (
        status(
            "present", {"item": "substance_use"}, case(screen={"substance_use": {**used, "disorder": "no"}})
        )
        == "met"
    )
