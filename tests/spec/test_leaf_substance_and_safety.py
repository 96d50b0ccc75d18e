"""Substance look-back and remission; suicidal ideation; further safety items and implant options; medicines kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case, complete, judge, judgement, leaf, policy, status

SCREENED = {"date": "2026-01-20"}


def screened(**items: Any) -> Any:
    return case(screen=items)


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ({"last_use": "2025-11-03"}, "met"),  # 91 days
        ({"last_use": "2025-11-04"}, "met"),  # 90 days before 2026-02-02
        ({"last_use": "2025-11-05"}, "not_met"),
        ({"last_use": "2025-11"}, "not_documented"),
        ({"ever": "no", "status": "absent", **SCREENED}, "met"),
        ({"status": "absent", **SCREENED}, "not_documented"),  # absent today says nothing of the weeks before
        ({"status": "present", **SCREENED}, "not_documented"),
        ({}, "not_documented"),
    ],
)
def it_asks_for_ninety_days_without_use(use: dict[str, Any], expected: str) -> None:
    assert status("substance_free", {"days": 90}, screened(substance_use=use)) == expected


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ({"disorder": "no"}, "met"),
        ({"disorder": "yes", "remission_since": "2025-11-01", "remission_substantiated": "yes"}, "met"),
        ({"disorder": "yes", "remission_since": "2025-11-02", "remission_substantiated": "yes"}, "met"),
        ({"disorder": "yes", "remission_since": "2025-11-03", "remission_substantiated": "yes"}, "not_met"),
        ({"disorder": "yes", "remission_since": "2025-11-02", "remission_substantiated": "no"}, "not_met"),
        ({"disorder": "yes", "remission_since": "2025-11-02"}, "not_documented"),
        ({"disorder": "yes"}, "not_documented"),
        ({}, "not_documented"),
    ],
)
def it_asks_for_three_months_of_substantiated_remission(use: dict[str, Any], expected: str) -> None:
    assert (
        status("substance_remission", {"months": 3, "substantiated": "yes"}, screened(substance_use=use))
        == expected
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "absent"}, "not_met"),
        ({"status": "present", "active": "yes", "intent": "yes"}, "met"),
        ({"status": "present", "active": "yes", "intent": "no"}, "not_met"),
        ({"status": "present", "active": "no"}, "not_met"),
        ({"status": "present", "active": "yes"}, "not_documented"),
        ({"status": "present"}, "not_documented"),
    ],
)
def it_tells_ideation_with_intent_from_other_ideation(fields: dict[str, Any], expected: str) -> None:
    rule = {"item": "suicidal_ideation", "ideation": "active_with_intent"}
    record = screened(suicidal_ideation={**SCREENED, **fields})
    assert status("present", rule, record) == expected
    assert status("present", rule, case()) == "not_documented"
    assert status("present", {"item": "suicidal_ideation"}, record) == (
        "not_met" if fields["status"] == "absent" else "met"
    )


@pytest.mark.parametrize(
    "item", ["severe_cardiovascular_disease", "severe_dementia", "breastfeeding", "ferromagnetic_tattoo"]
)
def it_screens_for_further_items(item: str) -> None:
    assert status("present", {"item": item}, screened(**{item: {"status": "present", **SCREENED}})) == "met"
    assert (
        status("present", {"item": item}, screened(**{item: {"status": "absent", **SCREENED}})) == "not_met"
    )
    assert status("present", {"item": item}, case()) == "not_documented"


def it_rules_severe_dementia_out_where_there_is_no_dementia() -> None:
    none = {"neurological": {"dementia": {"status": "absent", **SCREENED}}}
    some = {"neurological": {"dementia": {"status": "present", **SCREENED}}}
    assert status("present", {"item": "severe_dementia"}, screened(**none)) == "not_met"
    assert status("present", {"item": "severe_dementia"}, screened(**some)) == "not_documented"


def it_lets_a_recorded_clearance_answer_unless_cleared() -> None:
    item = {"severe_cardiovascular_disease": {"status": "present", **SCREENED}}
    cleared = {
        "id": "rb1",
        "item": "severe_cardiovascular_disease",
        "conclusion": "proceed",
        "mitigation": "cleared",
        "clinician": "c1",
        "date": "2026-01-22",
    }
    assert status("weigh", {"item": "severe_cardiovascular_disease"}, screened(**item)) == "needs_review"
    assert (
        status("weigh", {"item": "severe_cardiovascular_disease"}, case(screen=item, risk_benefit=[cleared]))
        == "met"
    )


IMPLANT = {
    "id": "i1",
    "item": "invented implant",
    "kind": "metal",
    "electronic": "no",
    "in_or_near_head": "yes",
    "date": "2026-01-20",
}


@pytest.mark.parametrize(
    ("what", "fields", "expected"),
    [
        ("device_or_metal_in_head", {}, "met"),
        ("device_or_metal_in_head", {"in_or_near_head": "no"}, "not_met"),
        ("device_or_metal_in_head", {"in_or_near_head": "unknown"}, "not_documented"),
        ("electronic_device", {"kind": "device", "electronic": "yes", "in_or_near_head": "no"}, "met"),
        ("electronic_device", {}, "not_met"),
        ("electronic_device", {"electronic": "unknown"}, "not_documented"),
    ],
)
def it_tells_implants_by_place_and_kind(what: str, fields: dict[str, Any], expected: str) -> None:
    record = screened(implants=complete({**IMPLANT, **fields}))
    assert status("present", {"item": "implants", "what": what}, record) == expected


@pytest.mark.parametrize(("distance", "expected"), [("29.9", "met"), ("30", "not_met"), ("30.1", "not_met")])
def it_reads_under_thirty_centimeters_strictly(distance: str, expected: str) -> None:
    rule = {"item": "implants", "what": "device_or_metal_in_head", "within_cm": 30, "distance": "under"}
    assert (
        status("present", rule, screened(implants=complete({**IMPLANT, "distance_cm": distance}))) == expected
    )


def it_leaves_a_planned_change_of_medicines_to_judgement() -> None:
    made = policy(leaf("psychotropics_stable", {}))
    changing = {"psychotropic_change_planned": "yes"}
    assert judge(made, case({"psychotropic_change_planned": "no"})).overall == "met"
    assert judge(made, case(changing)).overall == "needs_review"
    assert judge(made, case(changing, judgements=[judgement(made, "psychotropics_stable")])).overall == "met"
    assert judge(made, case()).overall == "not_documented"


@pytest.mark.parametrize(
    ("item", "yes", "no"),
    [
        ("tried", {"prior": "not_tolerated"}, {"prior": "none"}),
        ("responded", {"prior": "responded"}, {"prior": "no_response"}),
        ("failed", {"prior": "no_response"}, {"prior": "responded"}),
        ("not_tolerated", {"prior": "not_tolerated"}, {"prior": "none"}),
        ("declined", {"declined": "yes"}, {"declined": "no"}),
        ("contraindicated", {"contraindicated": "yes"}, {"contraindicated": "no"}),
    ],
)
def it_reads_what_came_of_ect(item: str, yes: dict[str, Any], no: dict[str, Any]) -> None:
    assert status("ect", {"item": item}, case(ect=yes)) == "met"
    assert status("ect", {"item": item}, case(ect=no)) == "not_met"
    assert status("ect", {"item": item}, case()) == "not_documented"
