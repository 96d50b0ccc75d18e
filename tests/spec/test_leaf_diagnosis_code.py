"""``diagnosis_code``, ``other_diagnosis`` and the further parameters of ``diagnosis`` and ``severity_by_scale``."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case, complete, diagnosis, episode, group, judge, leaf, score, status

SEVERE = {"codes": ["F32.2", "F33.2"]}
SPECTRUM = {"groups": ["schizophrenia", "schizoaffective", "bipolar"]}
LISTED = {"diagnoses": diagnosis(), "comorbidities": complete()}
ABSENT = {"status": "absent", "date": "2026-01-20"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("F32.2", "met"),
        ("F33.2", "met"),
        ("F33.1", "not_met"),
        ("F33.3", "not_met"),
        ("F33.9", "not_documented"),
    ],
)
def it_accepts_listed_codes_only(code: str, expected: str) -> None:
    assert status("diagnosis_code", SEVERE, case(diagnoses=diagnosis(code))) == expected


def it_takes_a_category_for_everything_below_it() -> None:
    assert status("diagnosis_code", {"codes": ["F32", "F33"]}, case(diagnoses=diagnosis("F33.1"))) == "met"


def it_wants_the_coded_diagnosis_confirmed() -> None:
    assert (
        status("diagnosis_code", SEVERE, case(diagnoses=diagnosis(confirmed="unknown"))) == "not_documented"
    )
    assert status("diagnosis_code", SEVERE, case(diagnoses=diagnosis(confirmed="no"))) == "not_met"


def it_is_silent_on_an_open_list() -> None:
    assert status("diagnosis_code", SEVERE, case()) == "not_documented"
    assert status("diagnosis_code", SEVERE, case(diagnoses=complete())) == "not_met"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "not_documented"),
        ({"diagnoses": diagnosis()}, "not_documented"),  # the other conditions are not known
        (LISTED, "not_met"),
        ({"comorbidities": complete({"id": "m1", "condition": "bipolar II", "code": "F31.81"})}, "met"),
        ({**LISTED, "comorbidities": complete({"id": "m1", "condition": "mood disorder"})}, "not_documented"),
        ({**LISTED, "comorbidities": complete({"id": "m1", "condition": "asthma"})}, "not_met"),
        ({"screen": {"bipolar_disorder": ABSENT, "psychotic_disorder": ABSENT}}, "not_met"),
        ({"screen": {"psychotic_disorder": ABSENT}}, "not_documented"),
        ({"screen": {"bipolar_disorder": {**ABSENT, "status": "present"}}}, "met"),
    ],
)
def it_rules_a_diagnosis_out_only_by_complete_lists_or_the_screen(
    fields: dict[str, Any], expected: str
) -> None:
    assert status("other_diagnosis", SPECTRUM, case(**fields)) == expected


def it_leaves_an_unconfirmed_other_diagnosis_open_and_a_refuted_one_out() -> None:
    def listed(confirmed: str) -> Any:
        second = {"id": "d2", "code": "F31.9", "confirmed": confirmed}
        return case(
            diagnoses=complete({"id": "d1", "code": "F33.2", "confirmed": "yes"}, second),
            comorbidities=complete(),
        )

    assert status("other_diagnosis", {"groups": ["bipolar"]}, listed("yes")) == "met"
    assert status("other_diagnosis", {"groups": ["bipolar"]}, listed("unknown")) == "not_documented"
    assert status("other_diagnosis", {"groups": ["bipolar"]}, listed("no")) == "not_met"


def it_asks_which_psychotic_disorder_it_is() -> None:
    present = {"psychotic_disorder": {**ABSENT, "status": "present"}}
    assert status("other_diagnosis", {"groups": ["schizophrenia"]}, case(screen=present)) == "not_documented"
    assert status("other_diagnosis", {"groups": ["schizophrenia_spectrum"]}, case(screen=present)) == "met"


def it_stands_under_none_of() -> None:
    tree = group("none_of", [leaf("other_diagnosis", SPECTRUM)])
    assert judge(tree, case(**LISTED)).overall == "met"
    assert judge(tree, case()).overall == "not_documented"


@pytest.mark.parametrize(
    ("indication", "code"),
    [("bipolar", "F31.81"), ("persistent_depressive", "F34.1"), ("ocd", "F42.2"), ("mdd", "F32.1")],
)
def it_knows_further_indications(indication: str, code: str) -> None:
    assert status("diagnosis", {"indication": indication}, case(diagnoses=diagnosis(code))) == "met"
    assert status("diagnosis", {"indication": indication}, case(diagnoses=diagnosis("F41.1"))) == "not_met"


@pytest.mark.parametrize(
    ("primary", "expected"), [("yes", "met"), ("no", "not_met"), ("unknown", "not_documented")]
)
def it_asks_for_the_primary_diagnosis(primary: str, expected: str) -> None:
    rule = {"indication": "mdd", "primary": "yes"}
    assert status("diagnosis", rule, case(diagnoses=diagnosis(primary=primary))) == expected


def it_asks_who_confirmed_it() -> None:
    rule = {"indication": "mdd", "confirmed_by": ["psychiatrist"]}
    people = [{"id": "c1", "name": "A", "role": "psychiatrist"}, {"id": "c2", "name": "B", "role": "pmhnp"}]
    assert status("diagnosis", rule, case(clinicians=people, diagnoses=diagnosis(confirmed_by="c1"))) == "met"
    assert (
        status("diagnosis", rule, case(clinicians=people, diagnoses=diagnosis(confirmed_by="c2")))
        == "not_met"
    )
    assert status("diagnosis", rule, case(clinicians=people, diagnoses=diagnosis())) == "not_documented"


@pytest.mark.parametrize(
    ("code", "total", "expected"),
    [("F33.1", 12, "met"), ("F33.2", 22, "met"), ("F33.0", 7, "not_met"), ("F33.1", 7, "needs_review")],
)
def it_accepts_moderate_bands_where_the_text_does(code: str, total: int, expected: str) -> None:
    record = case(
        diagnoses=diagnosis(code),
        episodes=episode(),
        scores=complete(score("s1", "PHQ-9", total, "2026-01-12")),
    )
    assert status("severity_by_scale", {"is": "moderate_or_severe"}, record) == expected


def it_looks_only_at_the_scales_that_the_text_names() -> None:
    record = case(
        diagnoses=diagnosis(), episodes=episode(), scores=complete(score("s1", "PHQ-9", 22, "2026-01-12"))
    )
    assert status("severity_by_scale", {"is": "severe", "instruments": ["madrs"]}, record) == "not_documented"
