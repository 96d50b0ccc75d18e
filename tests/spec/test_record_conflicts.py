"""The written list of contradictions: each judged in both worlds (SEMANTICS 1, 9)."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.criteria.finding import Finding
from authpack.criteria.problems import problems
from tests.builders import (
    Data,
    case,
    complete,
    course,
    diagnosis,
    episode,
    fixed,
    for_some,
    group,
    judge,
    leaf,
    policy,
    score,
    therapy,
    trial,
)


def codes(**facts: Any) -> list[str]:
    return [one.code for one in problems(case(**facts))]


def reasons(finding: Finding) -> set[str]:
    """The reasons given anywhere below a finding."""
    return {one.reason for one, _ in finding.walk()}


SEVERE = leaf("severity", {"is": ["severe"]})
MILD_OR_WORSE = leaf("severity", {"is": ["mild", "moderate", "severe"]})
NO_PSYCHOSIS = leaf("without_psychotic_features")
REVIEW = ("needs_review", "record_conflict")


def six_weeks(**more: Any) -> Data:
    rule = {"at_least": 1, "response": {"counts": ["none"]}, "adequate": {"weeks": 6, **more}}
    return leaf("trials", rule)


def other(code: str, state: str = "current") -> Data:
    return complete({"id": "k1", "condition": "invented", "code": code, "state": state})


ABSENT = {"status": "absent", "date": "2026-01-28"}
DIAGNOSED = leaf("age", {"min": 18})


# code of the problem, the facts, a leaf that it changes, a leaf that it does not
PAIRS: list[tuple[str, dict[str, Any], Data, Data]] = [
    (
        "specifier_against_code",
        {"diagnoses": diagnosis("F33.2", severity="moderate")},
        SEVERE,
        MILD_OR_WORSE,
    ),
    (
        "features_against_code",
        {"diagnoses": diagnosis("F33.3", psychotic_features="no")},
        NO_PSYCHOSIS,
        SEVERE,
    ),
    (
        "features_against_code",
        {"diagnoses": diagnosis("F33.2", psychotic_features="yes")},
        NO_PSYCHOSIS,
        SEVERE,
    ),
    (
        "psychosis_against_screen",
        {
            "diagnoses": diagnosis("F33.3"),
            "screen": {
                "psychotic_symptoms": {"status": "absent", "date": "2026-01-28"},
                "psychotic_disorder": {"status": "absent", "date": "2026-01-28"},
            },
        },
        group("none_of", [leaf("present", {"item": "psychosis"})], "ruled_out"),
        SEVERE,
    ),
    (
        "code_against_display",
        {
            "diagnoses": diagnosis(
                "F33.3",
                display="Major depressive disorder, recurrent severe without psychotic features",
            )
        },
        NO_PSYCHOSIS,
        SEVERE,
    ),
    (
        "weeks_against_dates",
        {"trials": complete(trial("t1", "sertraline", stop="2025-03-01", weeks_total="8"))},
        six_weeks(),
        leaf("trials", {"at_least": 1, "response": {"counts": ["none"]}}),
    ),
    (
        "weeks_against_dates",
        {
            "trials": complete(
                trial("t1", "sertraline", stop="2025-03-01", weeks_at_max="8", max_dose="100 mg/day")
            )
        },
        six_weeks(dose="label_minimum"),
        leaf("trials", {"at_least": 1, "response": {"counts": ["none"]}}),
    ),
    (
        "weeks_against_dates",
        {
            "trials": complete(
                trial(
                    "t1",
                    "sertraline",
                    steps=[{"dose": "100 mg/day", "start": "2025-01-10"}],
                    weeks_at_max="3",
                )
            )
        },
        six_weeks(dose="label_minimum"),
        leaf("trials", {"at_least": 1, "response": {"counts": ["none"]}}),
    ),
    (
        "ongoing_but_stopped",
        {"trials": complete(trial("t1", "sertraline", state="ongoing", ongoing_on="2025-02-10"))},
        six_weeks(),
        leaf("trials", {"at_least": 1, "response": {"counts": ["none"]}}),
    ),
    (
        "response_against_stop",
        {"trials": complete(trial("t1", "sertraline", response="full", stop_reason="inadequate"))},
        leaf("trials", {"at_least": 1, "response": {"counts": ["none"]}}),
        leaf("trials", {"at_least": 2, "response": {"counts": ["none"]}}),
    ),
    (
        "item_sum",
        {
            "diagnoses": diagnosis("F33.2"),
            "episodes": episode(),
            "scores": complete(score("s1", "PHQ-9", 21, "2026-01-12", items=[3, 3, 2, 2, 2, 2, 2, 1, 1])),
        },
        leaf("severity_by_scale", {"is": "severe"}),
        SEVERE,
    ),
    (
        "code_against_screen",
        {"comorbidities": other("G40.909"), "screen": {"seizure_disorder": ABSENT}},
        group("none_of", [leaf("present", {"item": "seizure_disorder"})], "ruled_out"),
        DIAGNOSED,
    ),
    (
        "code_against_screen",
        {"comorbidities": other("I69.354"), "screen": {"neurological": {"cerebrovascular_disease": ABSENT}}},
        leaf("weigh", {"item": "neurological", "conditions": ["cerebrovascular_disease"]}),
        DIAGNOSED,
    ),
    (
        "code_against_screen",
        {"comorbidities": other("Z96.21"), "screen": {"implants": complete()}},
        group("none_of", [leaf("present", {"item": "implants"})], "ruled_out"),
        DIAGNOSED,
    ),
    (
        "epilepsy_against_screen",
        {
            "screen": {
                "seizure_disorder": ABSENT,
                "neurological": {"epilepsy": {**ABSENT, "status": "present"}},
            }
        },
        group("none_of", [leaf("present", {"item": "seizure_disorder"})], "ruled_out"),
        DIAGNOSED,
    ),
    (
        "kept_after_relapse",
        {"prior_tms": complete(course(maintained_until="2024-12-01", relapse={"date": "2024-05-01"}))},
        for_some("prior_tms", leaf("tms_kept", {"months": 2, "from": "course_end"})),
        DIAGNOSED,
    ),
    (
        "use_against_never",
        {"screen": {"substance_use": {**ABSENT, "ever": "no", "disorder": "yes"}}},
        leaf("substance_remission", {"months": 3}),
        DIAGNOSED,
    ),
    (
        "medicine_against_screen",
        {
            "current_medicines": complete({"id": "m1", "drug": "Spravato"}),
            "screen": {"ketamine_or_esketamine": ABSENT},
        },
        group("none_of", [leaf("present", {"item": "ketamine_or_esketamine"})], "ruled_out"),
        DIAGNOSED,
    ),
]
IDS = [f"{code}-{place}" for place, (code, *_rest) in enumerate(PAIRS)]


@pytest.mark.parametrize(("code", "facts", "changed", "same"), PAIRS, ids=IDS)
def it_leaves_an_answer_to_review_that_differs_between_the_worlds(
    code: str, facts: dict[str, Any], changed: Data, same: Data
) -> None:
    assert code in codes(**facts)
    found = judge(changed, case(**facts))
    assert found.overall == "needs_review"
    assert "record_conflict" in reasons(found.root)


@pytest.mark.parametrize(("code", "facts", "changed", "same"), PAIRS, ids=IDS)
def but_it_keeps_an_answer_on_which_they_agree_and_warns(
    code: str, facts: dict[str, Any], changed: Data, same: Data
) -> None:
    found = judge(same, case(**facts))
    assert found.overall in ("met", "not_met")
    assert code in [one.code for one in found.problems]


@pytest.mark.parametrize(("code", "facts", "changed", "same"), PAIRS, ids=IDS)
def it_judges_leaf_by_leaf(code: str, facts: dict[str, Any], changed: Data, same: Data) -> None:
    tree = group("any_of", [changed, {**same, "id": "same"}])
    found = judge(tree, case(**facts))
    one, other = found.root.children
    assert "record_conflict" in reasons(one)
    assert "record_conflict" not in reasons(other)
    assert found.overall == ("met" if other.status == "met" else "needs_review")


def it_judges_a_guard_in_both_worlds_too() -> None:
    """Severe by the code, moderate by the specifier: whether the guarded part applies is for a person."""
    body = group("all_of", [fixed("not_met", "inner")], "body", applies_when={**SEVERE, "id": "guard"})
    facts = {"diagnoses": diagnosis("F33.2", severity="moderate")}
    assert judge(group("all_of", [fixed("met", "beside"), body]), case(**facts)).overall == "needs_review"


def it_judges_every_combination_of_two_conflicts() -> None:
    facts = {
        "diagnoses": diagnosis("F33.2", severity="moderate"),
        "trials": complete(trial("t1", "sertraline", stop="2025-03-01", weeks_total="8")),
    }
    found = judge(group("any_of", [SEVERE, six_weeks(), fixed("not_met", "no")]), case(**facts))
    assert [child.status for child in found.root.children] == ["needs_review", "needs_review", "not_met"]
    assert found.overall == "needs_review"


def it_joins_two_conflicts_of_the_screen_field_by_field() -> None:
    """Epilepsy and a tumor, each coded and each screened as absent: no world forgets the other."""
    items = ("epilepsy", "cns_tumor", "dementia")
    coded = complete(*other("G40.909")["items"], {**other("D32.0")["items"][0], "id": "k2"})
    record = case(comorbidities=coded, screen={"neurological": dict.fromkeys(items, ABSENT)})
    leaves = [leaf("present", {"item": "neurological", "conditions": [item]}, f"n.{item}") for item in items]
    found = judge(group("none_of", leaves, "n"), record)
    assert [child.status for child in found.root.children] == ["needs_review", "needs_review", "not_met"]
    both = leaf("present", {"item": "neurological", "conditions": ["epilepsy", "cns_tumor"]})
    assert "record_conflict" in reasons(judge(group("none_of", [both], "n"), record).root)


@pytest.mark.parametrize(
    ("code", "state", "item", "found"),
    [
        ("F03.90", "past", "dementia", ["code_against_screen"]),  # it does not pass
        ("G93.2", "past", "raised_intracranial_pressure", []),  # it may pass
        ("G93.2", "current", "raised_intracranial_pressure", ["code_against_screen"]),
        ("G43.909", "current", "epilepsy", []),  # migraine
    ],
)
def it_compares_codes_with_the_screen(code: str, state: str, item: str, found: list[str]) -> None:
    screen = {"neurological": {item: ABSENT}}
    assert codes(comorbidities=other(code, state), screen=screen) == found


def but_it_needs_an_explicit_absent_and_a_confirmed_diagnosis() -> None:
    assert codes(comorbidities=other("G40.909"), screen={}) == []
    screen = {"seizure_disorder": ABSENT}
    assert codes(diagnoses=diagnosis("G40.909", confirmed="no"), screen=screen) == []
    assert codes(diagnoses=diagnosis("G40.909"), screen=screen) == ["code_against_screen"]


def it_leaves_everything_to_review_beyond_five_conflicts() -> None:
    conflicting = [
        trial(f"t{place}", drug, stop="2025-03-01", weeks_total="8")
        for place, drug in enumerate(
            ["sertraline", "citalopram", "fluoxetine", "venlafaxine", "bupropion", "trazodone"]
        )
    ]
    found = judge(six_weeks(), case(trials=complete(*conflicting)))
    assert (found.overall, found.root.reason) == REVIEW


# -- problems that change no answer ----------------------------------------------------------------

TEXT_ONLY: list[tuple[str, dict[str, Any]]] = [
    ("code_unspecified", {"diagnoses": diagnosis("F33.9", severity="severe")}),
    (
        "several_current_episodes",
        {
            "episodes": complete(
                {"id": "e1", "current": "yes", "onset": "2020-01"},
                {"id": "e2", "current": "yes", "onset": "2025-01"},
            )
        },
    ),
    (
        "current_but_ended",
        {"episodes": complete({"id": "e1", "current": "yes", "onset": "2025-01", "end": "2025-12-31"})},
    ),
    ("end_before_start", {"episodes": complete({"id": "e1", "onset": "2025-01-10", "end": "2024-01-10"})}),
    (
        "episodes_overlap",
        {
            "episodes": complete(
                {"id": "e1", "onset": "2024-01-10", "end": "2025-03-01"}, {"id": "e2", "onset": "2025-01-10"}
            )
        },
    ),
    (
        "never_started_but_taken",
        {"trials": complete(trial("t1", "sertraline", state="never_started"))},
    ),
    (
        "steps_overlap",
        {
            "trials": complete(
                trial(
                    "t1",
                    "sertraline",
                    steps=[
                        {"dose": "50 mg/day", "start": "2025-02-01", "stop": "2025-03-01"},
                        {"dose": "100 mg/day", "start": "2025-02-20"},
                    ],
                )
            )
        },
    ),
    (
        "steps_outside_trial",
        {"trials": complete(trial("t1", "sertraline", steps=[{"dose": "50 mg/day", "start": "2024-02-01"}]))},
    ),
    (
        "dose_units_differ",
        {
            "trials": complete(
                trial(
                    "t1",
                    "sertraline",
                    steps=[{"dose": "50 mg/day", "start": "2025-02-01"}],
                    max_dose="100 mcg/day",
                )
            )
        },
    ),
    (
        "step_above_maximum",
        {
            "trials": complete(
                trial(
                    "t1",
                    "sertraline",
                    steps=[{"dose": "150 mg/day", "start": "2025-02-01"}],
                    max_dose="100 mg/day",
                )
            )
        },
    ),
    ("unknown_partner", {"trials": complete(trial("t1", "lithium", role="augmentation", partners=["t9"]))}),
    (
        "partner_apart",
        {
            "trials": complete(
                trial("t1", "sertraline"),
                trial("t2", "lithium", role="augmentation", partners=["t1"], start="2025-06-01", stop=None),
            )
        },
    ),
    (
        "two_scores_of_one_day",
        {"scores": complete(score("s1", "PHQ-9", 22, "2026-01-12"), score("s2", "PHQ9", 19, "2026-01-12"))},
    ),
    ("score_out_of_range", {"scores": complete(score("s1", "PHQ-9", 28, "2026-01-12"))}),
    ("unknown_episode", {"trials": complete(trial("t1", "sertraline", episode="e9")), "episodes": episode()}),
    ("unknown_episode", {"request": {"episode": "e9"}}),
    ("unknown_coverage", {"request": {"coverage": "v9"}}),
    ("unknown_score", {"trials": complete(trial("t1", "sertraline", baseline_score="s9"))}),
    (
        "scores_of_two_instruments",
        {
            "trials": complete(trial("t1", "sertraline", baseline_score="s1", end_score="s2")),
            "scores": complete(
                score("s1", "PHQ-9", 22, "2025-01-12"), score("s2", "MADRS", 30, "2025-04-12")
            ),
        },
    ),
    (
        "scores_reversed",
        {
            "trials": complete(trial("t1", "sertraline", baseline_score="s2", end_score="s1")),
            "scores": complete(
                score("s1", "PHQ-9", 22, "2025-01-12"), score("s2", "PHQ-9", 20, "2025-04-12")
            ),
        },
    ),
    (
        "scores_reversed",
        {
            "psychotherapy": complete(
                therapy(
                    baseline={"instrument": "PHQ-9", "total": 22, "date": "2025-05-12"},
                    end={"instrument": "PHQ-9", "total": 22, "date": "2025-04-12"},
                )
            )
        },
    ),
    (
        "score_out_of_range",
        {"psychotherapy": complete(therapy(end={"instrument": "PHQ-9", "total": 30, "date": "2025-04-12"}))},
    ),
    ("end_before_start", {"request": {"start": "2026-02-09", "end": "2026-02-08"}}),
    (
        "end_before_start",
        {
            "coverage": [
                {"id": "v1", "payer": "X", "effective_from": "2026-01-01", "effective_to": "2025-01-01"}
            ]
        },
    ),
    (
        "several_primary_diagnoses",
        {
            "diagnoses": complete(
                {"id": "d1", "code": "F33.2", "primary": "yes"},
                {"id": "d2", "code": "F41.1", "primary": "yes"},
            )
        },
    ),
    ("before_birth", {"trials": complete(trial("t1", "sertraline", start="1970-01-01"))}),
    ("contraindicated_but_taken", {"trials": complete(trial("t1", "sertraline", contraindicated="yes"))}),
    (
        "never_started_but_taken",
        {
            "trials": complete(
                trial(
                    "t1",
                    "sertraline",
                    state="never_started",
                    start=None,
                    stop=None,
                    response=None,
                    stop_reason="intolerance",
                )
            )
        },
    ),
    ("unknown_clinician", {"request": {"ordered_by": "c9"}}),
]


@pytest.mark.parametrize(
    ("code", "facts"), TEXT_ONLY, ids=[f"{code}-{place}" for place, (code, _) in enumerate(TEXT_ONLY)]
)
def it_reports_a_problem_of_the_record(code: str, facts: dict[str, Any]) -> None:
    assert code in codes(**facts)
    paths = [path for one in problems(case(**facts)) for path in one.paths]
    assert paths
    assert all(path.startswith("/") for path in paths)


@pytest.mark.parametrize(
    "facts",
    [
        {"trials": complete(trial("t1", "sertraline", stop="2024-02-01"))},
        {"psychotherapy": complete(therapy(stop="2024-02-01"))},
        {"prior_tms": complete(course(last_session="2024-01-01"))},
    ],
    ids=["trial", "psychotherapy", "prior TMS"],
)
def it_never_answers_from_a_period_that_ends_before_it_begins(facts: dict[str, Any]) -> None:
    assert "end_before_start" in codes(**facts)
    trees = {
        "trials": six_weeks(),
        "psychotherapy": for_some("psychotherapy", leaf("therapy_weeks", {"at_least": 8})),
        "prior_tms": for_some("prior_tms", leaf("tms_indication", {"is": "mdd"})),
    }
    assert judge(trees[next(iter(facts))], case(**facts)).overall not in ("met", "not_met")


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"diagnoses": diagnosis("F33.2", severity="severe", psychotic_features="no")},
        {"diagnoses": diagnosis("F33.2", display="MDD, recurrent, severe w/o psychotic features")},
        {"trials": complete(trial("t1", "sertraline", weeks_total="8"))},
        {"scores": complete(score("s1", "PHQ-9", 21, "2026-01-12", items=[3, 3, 3, 3, 2, 3, 2, 2, 0]))},
    ],
)
def but_it_finds_nothing_in_a_record_that_agrees_with_itself(facts: dict[str, Any]) -> None:
    assert codes(**facts) == []


def it_never_names_the_patient_in_a_problem() -> None:
    for _code, facts, _changed, _same in PAIRS:
        for one in problems(case(**facts)):
            assert "Marlowe" not in one.text
            assert "Testperson" not in one.text


def it_keeps_a_finding_of_one_world_for_one_policy_only() -> None:
    """The same record judged twice gives the same answer: worlds do not leak into the record."""
    facts = {"diagnoses": diagnosis("F33.2", severity="moderate")}
    record, made = case(**facts), policy(SEVERE)
    assert judge(made, record).overall == judge(made, record).overall == "needs_review"
    assert record == case(**facts)
