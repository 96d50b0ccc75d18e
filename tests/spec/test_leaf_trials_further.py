"""Further parameters of ``trials``: mixed ways, contraindications, look-back, adherence, classes of augmenting agents."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.errors import ContentError
from tests.builders import case, complete, intolerance, judge, judgement, leaf, policy, status, trial

FAILED = {"counts": ["none"]}
MIXED = {"at_least": 2, "mix": "yes", "response": FAILED, "intolerance": {}}
WITHHELD = {
    "id": "t9", "drug": "bupropion", "role": "antidepressant", "state": "never_started",
    "contraindicated": "yes", "contraindicated_by": "medical_condition",
}  # fmt: skip


def tried(*trials: dict[str, Any]) -> Any:
    return case(trials=complete(*trials))


def it_counts_failures_and_intolerances_together_only_where_the_text_mixes_them() -> None:
    record = tried(trial("t1", "sertraline"), intolerance("t2", "venlafaxine", "nausea"))
    assert status("trials", MIXED, record) == "met"
    assert (
        status("trials", {"at_least": 2, "response": FAILED}, record) == "not_documented"
    )  # t2: response unknown


def but_it_refuses_two_ways_in_a_leaf_that_does_not_say_so() -> None:
    with pytest.raises(ContentError):
        policy(leaf("trials", {"at_least": 2, "response": FAILED, "intolerance": {}}))
    with pytest.raises(ContentError):
        policy(leaf("trials", {"at_least": 2, "mix": "yes", "response": FAILED}))


def it_counts_one_trial_once_though_both_ways_hold() -> None:
    record = tried(intolerance("t1", "sertraline", "nausea", response="none"))
    assert status("trials", MIXED, record) == "not_met"


def it_may_ask_adequacy_of_failures_only() -> None:
    short = intolerance("t2", "venlafaxine", "nausea", start="2025-04-01", stop="2025-04-10")
    record = tried(trial("t1", "sertraline"), short)
    six = {**MIXED, "adequate": {"weeks": 6}}
    assert status("trials", six, record) == "not_met"
    assert status("trials", {**six, "adequate_for": "responses"}, record) == "met"


@pytest.mark.parametrize(
    ("fields", "rule", "expected"),
    [
        ({}, {}, "met"),
        ({"contraindicated": "unknown"}, {}, "not_documented"),
        ({"contraindicated": "no"}, {}, "not_met"),
        ({}, {"reasons": ["medical_condition"]}, "met"),
        ({}, {"reasons": ["interaction"]}, "not_met"),
        ({"contraindicated_by": "unknown"}, {"reasons": ["interaction"]}, "not_documented"),
        ({"role": "unknown"}, {}, "not_documented"),
    ],
)
def it_counts_a_contraindicated_drug_where_the_text_lists_it(
    fields: dict[str, Any], rule: dict[str, Any], expected: str
) -> None:
    assert (
        status("trials", {"at_least": 1, "contraindicated": rule}, tried({**WITHHELD, **fields})) == expected
    )


def it_counts_a_drug_stopped_for_an_interaction_with_interactions() -> None:
    record = tried(trial("t1", "sertraline", stop_reason="interaction", response="unknown"))
    assert status("trials", {"at_least": 1, "contraindicated": {"reasons": ["interaction"]}}, record) == "met"
    assert status("trials", {"at_least": 1, "contraindicated": {}}, record) == "not_met"


def it_takes_a_contraindicated_drug_for_a_trial_of_its_class() -> None:
    rule = {**MIXED, "contraindicated": {}, "distinct_classes": 2}
    assert status("trials", rule, tried(trial("t1", "sertraline"), WITHHELD)) == "met"
    assert (
        status("trials", {**MIXED, "distinct_classes": 2}, tried(trial("t1", "sertraline"), WITHHELD))
        == "not_met"
    )


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        ("2025-02-02", "2025-04-01", "met"),  # 12 months before 2026-02-02
        ("2025-02-01", "2025-04-01", "needs_review"),
        ("2024-10-01", "2025-02-01", "not_met"),
        ("2025-02", "2025-04-01", "not_documented"),
        (None, None, "not_documented"),
    ],
)
def it_looks_back_from_the_request_date(start: str | None, stop: str | None, expected: str) -> None:
    rule = {"at_least": 1, "response": FAILED, "within_months": 12}
    assert status("trials", rule, tried(trial("t1", "sertraline", start=start, stop=stop))) == expected


@pytest.mark.parametrize(
    ("percent", "expected"), [(79, "not_met"), (80, "met"), (81, "met"), (None, "not_documented")]
)
def it_asks_for_adherence(percent: int | None, expected: str) -> None:
    rule = {"at_least": 1, "response": FAILED, "adequate": {"adherence_percent": 80}}
    assert status("trials", rule, tried(trial("t1", "sertraline", adherence_percent=percent))) == expected


@pytest.mark.parametrize(
    ("stop", "expected"), [("2025-02-28", "not_met"), ("2025-03-01", "not_met"), ("2025-03-02", "met")]
)
def it_reads_more_than_four_weeks_strictly(stop: str, expected: str) -> None:
    # 2025-02-01 to 2025-03-01 = 28 days
    rule = {"at_least": 1, "response": FAILED, "adequate": {"more_than_weeks": 4}}
    assert status("trials", rule, tried(trial("t1", "sertraline", stop=stop))) == expected


def it_lets_a_shorter_time_count_by_judgement_where_the_text_does() -> None:
    rule = {"at_least": 1, "response": FAILED, "adequate": {"weeks": 6, "weeks_or_judged": "yes"}}
    short, long = trial("t1", "sertraline", stop="2025-03-01"), trial("t1", "sertraline")
    assert status("trials", rule, tried(long)) == "met"
    assert status("trials", rule, tried(short)) == "needs_review"
    made = policy(leaf("trials", rule))
    for conclusion in ("met", "not_met"):
        said = judgement(made, "trials.adequacy", conclusion, subject="t1")
        assert judge(made, case(trials=complete(short), judgements=[said])).overall == conclusion


@pytest.mark.parametrize(("second", "expected"), [("lithium", "met"), ("quetiapine", "not_met")])
def it_asks_for_augmenting_agents_of_different_classes(second: str, expected: str) -> None:
    rule = {
        "at_least": 4, "roles": ["antidepressant", "augmentation"], "response": FAILED, "distinct_classes": 2,
        "of_which": [{"at_least": 2, "roles": ["antidepressant"]}, {"at_least": 2, "roles": ["augmentation"], "distinct_classes": 2}],
    }  # fmt: skip
    added = {"role": "augmentation", "partners": ["t1"]}
    record = tried(
        trial("t1", "sertraline"),
        trial("t2", "venlafaxine"),
        trial("t3", "aripiprazole", **added),
        trial("t4", second, **added),
    )
    assert status("trials", rule, record) == expected
