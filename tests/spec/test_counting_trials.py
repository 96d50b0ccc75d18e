"""Counting medication trials: drugs, classes, side effects, roles, episodes, sub-counts (SEMANTICS 4)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authpack.criteria.finding import Finding
from tests.builders import (
    case,
    complete,
    episode,
    incomplete,
    intolerance,
    judge,
    judged,
    judgement,
    leaf,
    policy,
    trial,
)

FAILED = {"response": {"counts": ["none"]}}
SILENT = {"response": None}


def failed(*trials: dict[str, Any], **rule: Any) -> Finding:
    """A failure leaf over a complete list; two trials unless told otherwise."""
    return judged("trials", {"at_least": 2, **FAILED, **rule}, case(trials=complete(*trials)))


def not_tolerated(*trials: dict[str, Any], **rule: Any) -> Finding:
    return judged("trials", {"at_least": 2, "intolerance": rule}, case(trials=complete(*trials)))


SERTRALINE = trial("t1", "sertraline")
VENLAFAXINE = trial("t2", "venlafaxine")
OPEN = trial("t9", "nortriptyline", response="unknown")


# -- how many --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trials", "needed", "expected"),
    [
        ([SERTRALINE], 2, "not_met"),
        ([SERTRALINE, VENLAFAXINE], 2, "met"),
        ([SERTRALINE, VENLAFAXINE, trial("t3", "bupropion")], 2, "met"),
        ([SERTRALINE, VENLAFAXINE], 3, "not_met"),
        ([SERTRALINE, OPEN], 2, "not_documented"),
        ([SERTRALINE, OPEN], 3, "not_met"),
        ([SERTRALINE, VENLAFAXINE, OPEN], 2, "met"),
        ([SERTRALINE, VENLAFAXINE, OPEN], 3, "not_documented"),
    ],
)
def it_counts_open_trials_as_no_and_then_as_yes(
    trials: list[dict[str, Any]], needed: int, expected: str
) -> None:
    assert failed(*trials, at_least=needed).status == expected


def it_gives_each_trial_its_line_with_the_reason() -> None:
    found = failed(SERTRALINE, OPEN, trial("t3", "bupropion", response="full"))
    lines = [(line.trial, line.status, line.reason) for line in found.lines]
    assert lines == [
        ("t1", "met", "counts"),
        ("t9", "not_documented", "response_silent"),
        ("t3", "not_met", "response_does_not_count"),
    ]


def it_counts_formulations_of_one_drug_once() -> None:
    same = (trial("t1", "Wellbutrin SR"), trial("t2", "bupropion XL"))
    assert failed(*same).status == "not_met"
    assert failed(*same, distinct_by="none").status == "met"


def it_counts_two_periods_of_one_drug_once() -> None:
    again = trial("t2", "Zoloft", start="2025-06-01", stop="2025-09-01")
    assert failed(SERTRALINE, again).status == "not_met"


def it_counts_a_combination_product_as_one_trial() -> None:
    for product in ("Symbyax", "Auvelity"):
        assert failed(trial("t1", product)).status == "not_met"
        assert failed(trial("t1", product), SERTRALINE | {"id": "t2"}).status == "met"


def it_does_not_count_what_was_never_taken() -> None:
    never = trial("t2", "venlafaxine", state="never_started", start=None, stop=None, contraindicated="yes")
    found = failed(SERTRALINE, never)
    assert found.status == "not_met"
    assert found.lines[1].reason == "never_started"


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("antidepressant", "met"),
        ("augmentation", "not_met"),
        ("other_use", "not_met"),
        ("unknown", "not_documented"),
    ],
)
def it_counts_the_roles_that_the_text_names(role: str, expected: str) -> None:
    assert failed(SERTRALINE, trial("t2", "trazodone", role=role)).status == expected


def it_does_not_count_a_course_for_smoking() -> None:
    assert failed(SERTRALINE, trial("t2", "Zyban")).status == "not_met"


# -- unknown drugs ---------------------------------------------------------------------------------


def it_does_not_guess_a_misspelled_drug() -> None:
    """An unknown drug may be the other one again: not met only if two would be short anyway."""
    unknown = trial("t2", "setraline")
    assert failed(SERTRALINE, unknown).status == "not_documented"
    assert failed(SERTRALINE, unknown, at_least=3).status == "not_met"
    assert failed(unknown, at_least=1).status == "met"


def it_lets_an_unknown_drug_be_of_any_class() -> None:
    unknown = trial("t4", "an unreadable name")
    assert failed(SERTRALINE, VENLAFAXINE, unknown, distinct_classes=2).status == "met"
    assert (
        failed(SERTRALINE, unknown, trial("t3", "citalopram"), distinct_classes=2).status == "not_documented"
    )
    assert failed(SERTRALINE, unknown, trial("t3", "citalopram"), distinct_classes=3).status == "not_met"


# -- classes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drugs", "classes", "expected"),
    [
        (("sertraline", "citalopram"), 2, "not_met"),
        (("sertraline", "venlafaxine"), 2, "met"),
        (("sertraline", "venlafaxine", "nortriptyline"), 3, "met"),
        (("sertraline", "venlafaxine"), 3, "not_met"),
        # vilazodone may be called an SSRI or a serotonin modulator
        (("sertraline", "vilazodone"), 2, "needs_review"),
        (("venlafaxine", "vilazodone"), 2, "met"),
        # bupropion: ndri or atypical; mirtazapine: nassa, atypical or tetracyclic: both may be "atypical"
        (("bupropion", "mirtazapine"), 2, "needs_review"),
        (("bupropion", "mirtazapine", "sertraline"), 2, "met"),
        (("bupropion", "mirtazapine", "sertraline"), 3, "needs_review"),
        # one class for vortioxetine, whichever: it cannot explain both of the others
        (("sertraline", "vortioxetine", "bupropion"), 2, "met"),
        (("sertraline", "vortioxetine", "bupropion"), 3, "needs_review"),
    ],
)
def it_takes_the_fewest_and_the_most_classes_the_drugs_can_stand_for(
    drugs: tuple[str, ...], classes: int, expected: str
) -> None:
    trials = [trial(f"t{place}", drug) for place, drug in enumerate(drugs)]
    assert failed(*trials, distinct_classes=classes).status == expected


@pytest.mark.parametrize(("override", "expected"), [("ssri", "not_met"), ("sms", "met")])
def it_lets_the_payers_text_decide_an_ambiguous_class(override: str, expected: str) -> None:
    rule = leaf("trials", {"at_least": 2, "distinct_classes": 2, **FAILED})
    made = policy(rule, classes={"vilazodone": override})
    record = case(trials=complete(SERTRALINE, trial("t2", "vilazodone")))
    assert judge(made, record).overall == expected


def it_does_not_take_the_class_of_an_augmenting_agent_among_antidepressants() -> None:
    augmented = (SERTRALINE, trial("t2", "aripiprazole", role="augmentation", partners=["t1"]))
    both = {"roles": ["antidepressant", "augmentation"], "distinct_classes": 2}
    assert failed(*augmented, **both).status == "not_met"
    assert failed(*augmented, **both, classes_among="all").status == "met"


def it_asks_for_silent_facts_before_classes() -> None:
    found = failed(SERTRALINE, trial("t2", "citalopram"), OPEN, distinct_classes=2)
    assert found.status == "not_documented"


def it_needs_review_where_an_uncertain_trial_in_the_class_rule_is_itself_for_review() -> None:
    rule = {"response": {"counts": ["none"], "review": ["partial"]}, "distinct_classes": 2}
    found = failed(
        SERTRALINE, trial("t2", "citalopram"), trial("t3", "venlafaxine", response="partial"), **rule
    )
    assert found.status == "needs_review"


# -- side effects ----------------------------------------------------------------------------------

OTHER_REASONS = (
    "inadequate",
    "lost_response",
    "interaction",
    "pregnancy",
    "cost",
    "choice",
    "nonadherence",
    "completed",
    "other",
)
TWO_EFFECTS = {"distinct_side_effects": "yes"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["nausea"], ["insomnia"], "met"),
        (["nausea"], ["nausea"], "not_met"),
        (["nausea"], ["vomiting"], "not_met"),  # one name for both in the vocabulary
        (["nausea"], ["nausea", "tremor"], "met"),
        (["nausea", "tremor"], ["nausea", "tremor"], "met"),
        (["nausea"], ["felt like a stranger"], "needs_review"),  # not in the vocabulary
        (["nausea"], [], "not_documented"),
    ],
)
def it_matches_trials_to_distinct_side_effects(first: list[str], second: list[str], expected: str) -> None:
    trials = (intolerance("t1", "sertraline", *first), intolerance("t2", "venlafaxine", *second))
    assert not_tolerated(*trials, **TWO_EFFECTS).status == expected


def it_wants_the_distinct_side_effects_of_distinct_drugs() -> None:
    """A second period of sertraline with another side effect is no second drug; venlafaxine's is silent."""
    trials = (
        intolerance("t1", "sertraline", "nausea"),
        intolerance("t2", "sertraline", "tremor", start="2025-05-01", stop="2025-06-01"),
        intolerance("t3", "venlafaxine"),
    )
    assert not_tolerated(*trials, **TWO_EFFECTS).status != "met"


@pytest.mark.parametrize(
    ("resolves", "expected"), [("no", "met"), ("yes", "not_met"), ("unknown", "not_documented")]
)
def it_asks_whether_a_side_effect_was_expected_to_resolve(resolves: str, expected: str) -> None:
    trials = (
        intolerance("t1", "sertraline", "nausea"),
        intolerance("t2", "venlafaxine", "tremor", resolves=resolves),
    )
    assert not_tolerated(*trials, not_expected_to_resolve="yes").status == expected
    assert not_tolerated(*trials).status == "met"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("intolerance", "met"),
        ("unknown", "not_documented"),
        *[(reason, "not_met") for reason in OTHER_REASONS],
    ],
)
def it_counts_only_a_stop_for_intolerance(reason: str, expected: str) -> None:
    trials = (
        intolerance("t1", "sertraline", "nausea"),
        intolerance("t2", "venlafaxine", "tremor", stop_reason=reason),
    )
    assert not_tolerated(*trials).status == expected


def it_does_not_count_a_drug_still_taken_as_not_tolerated() -> None:
    still = intolerance("t1", "sertraline", "nausea", state="ongoing", stop=None)
    assert (
        judged("trials", {"at_least": 1, "intolerance": {}}, case(trials=complete(still))).status == "not_met"
    )


# -- sub-counts, separation, augmentation ----------------------------------------------------------


def it_wants_so_many_of_the_counted_trials_to_be_of_a_kind() -> None:
    augmented = trial("t3", "aripiprazole", role="augmentation", partners=["t1"])
    rule = {
        "at_least": 2,
        "roles": ["antidepressant", "augmentation"],
        "of_which": [{"at_least": 1, "roles": ["augmentation"]}],
    }
    assert failed(SERTRALINE, VENLAFAXINE, **rule).status == "not_met"
    assert failed(SERTRALINE, augmented, **rule).status == "met"
    assert (
        failed(SERTRALINE, VENLAFAXINE, trial("t3", "lithium", role="unknown"), **rule).status
        == "not_documented"
    )


def it_asks_a_judgement_for_the_sub_count_only_where_it_decides() -> None:
    rule = {"at_least": 2, "of_which": [{"at_least": 1, "adequate": {"judged": "course"}}]}
    found = failed(SERTRALINE, VENLAFAXINE, **rule)
    assert (found.status, found.reason) == ("needs_review", "trials_open")
    made = policy(leaf("trials", {**FAILED, **rule}))
    answers = [judgement(made, "trials.adequacy", subject="t2")]
    record = case(trials=complete(SERTRALINE, VENLAFAXINE), judgements=answers)
    assert judge(made, record).overall == "met"


def at(identifier: str, drug: str, start: str | None, stop: str | None) -> dict[str, Any]:
    return trial(identifier, drug, start=start, stop=stop)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("2025-03-29", "2025-06-01"), "met"),  # begins on the day the first ended
        (("2025-03-30", "2025-06-01"), "met"),
        (("2025-03-28", "2025-06-01"), "not_met"),
        (("2024-10-01", "2025-01-31"), "met"),
        (("2025-03", "2025-06-01"), "needs_review|not_documented"),
        ((None, None), "needs_review|not_documented"),
    ],
)
def it_lets_separate_trials_not_overlap(second: tuple[str | None, str | None], expected: str) -> None:
    found = failed(SERTRALINE, at("t2", "venlafaxine", *second), separate="yes")
    assert found.status in expected.split("|")


def it_chooses_separate_trials_of_different_drugs_where_there_are_some() -> None:
    """t1 and t2 are one drug, t1 and t3 are two: the second choice is enough."""
    trials = (
        at("t1", "sertraline", "2025-01-01", "2025-03-01"),
        at("t2", "sertraline", "2025-03-02", "2025-05-01"),
        at("t3", "venlafaxine", "2025-03-02", "2025-05-01"),
    )
    assert failed(*trials, separate="yes").status == "met"


def it_wants_the_classes_among_the_separate_trials_themselves() -> None:
    """The two that are apart are both SSRIs; the SNRI overlaps both."""
    trials = (
        at("t1", "sertraline", "2025-01-01", "2025-03-01"),
        at("t2", "citalopram", "2025-03-02", "2025-05-01"),
        at("t3", "venlafaxine", "2025-01-01", "2025-05-01"),
    )
    assert failed(*trials, separate="yes", distinct_classes=2).status != "met"


AUGMENTED = {"roles": ["antidepressant", "augmentation"], "at_least": 2}


def augmentation(**fields: Any) -> dict[str, Any]:
    return trial("t2", "aripiprazole", **{"role": "augmentation", "partners": ["t1"], **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "met"),
        ({"start": "2025-03-29", "stop": "2025-06-01"}, "met"),  # begins as the partner ends
        ({"start": "2025-04-15", "stop": "2025-06-01"}, "not_met"),  # certainly disjoint
        ({"start": "2025-03", "stop": "2025-06-01"}, "met"),  # a named partner settles imprecise dates
        ({"start": None, "stop": None}, "met"),
        ({"partners": []}, "not_documented"),
        ({"partners": ["t7"]}, "not_documented"),  # a partner that is not recorded
    ],
)
def it_counts_an_augmentation_by_its_partner(fields: dict[str, Any], expected: str) -> None:
    assert failed(SERTRALINE, augmentation(**fields), **AUGMENTED).status == expected


@pytest.mark.parametrize(
    ("partner", "expected"),
    [
        ({"role": "antidepressant"}, "met"),
        ({"state": "never_started", "start": None, "stop": None, "response": None}, "not_met"),
        ({"role": "other_use", "other_use": "sleep"}, "not_documented"),  # which antidepressant it augmented
        ({"role": "augmentation"}, "not_documented"),
        ({"role": None}, "not_documented"),
    ],
)
def but_only_an_antidepressant_that_was_taken_can_be_augmented(
    partner: dict[str, Any], expected: str
) -> None:
    found = failed(trial("t1", "trazodone", **partner), augmentation(), roles=["augmentation"], at_least=1)
    assert found.status == expected


@pytest.mark.parametrize(
    ("drug", "expected"),
    [
        ("citalopram", "not_met"),
        ("mirtazapine", "met"),
        ("vilazodone", "needs_review"),
        ("aripiprazole", "met"),
        ("an unreadable name", "not_documented"),
    ],
)
def it_wants_an_augmenting_antidepressant_of_another_class(drug: str, expected: str) -> None:
    added = trial("t2", drug, role="augmentation", partners=["t1"])
    rule = {"at_least": 1, "roles": ["augmentation"], "augments_other_class": "yes"}
    assert failed(SERTRALINE, added, **rule).status == expected


# -- the episode -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "onset", "expected"),
    [
        ({}, "2025-01-10", "met"),
        ({"start": "2025-01-10"}, "2025-01-10", "met"),
        ({"start": "2025-01-09"}, "2025-01-10", "needs_review"),  # straddles the onset
        ({"start": "2024-10-01", "stop": "2025-01-09"}, "2025-01-10", "not_met"),
        ({"start": "2024-10-01", "stop": "2025-01-11"}, "2025-01-10", "needs_review"),
        ({"start": "2024-10-01", "stop": "2025-01"}, "2025-01-10", "not_documented"),
        ({"start": "2025-01"}, "2025-01-10", "not_documented"),
        ({"start": "2025-02"}, "2025-01", "met"),
        ({"start": None}, "2025-01-10", "not_documented"),
        ({}, None, "not_documented"),
        ({"episode": "e1", "start": "2024-01-01"}, "2025-01-10", "met"),  # the id wins
        ({"episode": "e0"}, "2025-01-10", "not_met"),
        ({"episode": "e9"}, "2025-01-10", "not_documented"),  # an episode that the record does not list
        ({"episode": "e1", "start": None, "stop": None}, None, "met"),
    ],
)
def it_places_a_trial_in_the_episode_by_id_then_by_dates(
    fields: dict[str, Any], onset: str | None, expected: str
) -> None:
    rule = {"at_least": 1, "scope": "current_episode", **FAILED}
    episodes = episode(onset)
    episodes["items"].append({"id": "e0", "current": "no", "onset": "2020-01", "end": "2020-06"})
    record = case(trials=complete(trial("t1", "sertraline", **fields)), episodes=episodes)
    assert judged("trials", rule, record).status == expected


def it_asks_for_the_episode_where_none_is_recorded_as_current() -> None:
    rule = {"at_least": 1, "scope": "current_episode", **FAILED}
    assert judged("trials", rule, case(trials=complete(SERTRALINE))).status == "not_documented"


def it_places_a_trial_after_the_end_of_an_ended_episode_outside_it() -> None:
    rule = {"at_least": 1, "scope": "current_episode", **FAILED}
    ended = {"id": "e0", "onset": "2023-01-01", "end": "2023-12-31"}
    record = case({"episode": "e0"}, trials=complete(SERTRALINE), episodes=complete(ended))
    assert judged("trials", rule, record).status == "not_met"


# -- responses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "stop_reason", "expected"),
    [
        ("none", "unknown", "met"),
        ("none", "intolerance", "met"),
        ("none", "choice", "met"),
        ("partial", "unknown", "not_met"),
        ("full", "completed", "not_met"),
        ("lost", "lost_response", "not_met"),
        ("unknown", "unknown", "not_documented"),
        ("unknown", "inadequate", "met"),  # recorded evidence of inadequate response
        ("unknown", "lost_response", "not_documented"),
        ("unknown", "intolerance", "not_documented"),
        ("unknown", "completed", "not_documented"),
        ("unknown", "nonadherence", "not_documented"),
    ],
)
def it_never_reads_a_response_out_of_a_stop_reason(response: str, stop_reason: str, expected: str) -> None:
    record = trial("t1", "sertraline", response=response, stop_reason=stop_reason)
    assert failed(record, at_least=1).status == expected


@pytest.mark.parametrize("response", ["partial", "lost"])
def it_leaves_a_partial_response_to_review_where_the_text_has_no_number(response: str) -> None:
    rule = {"at_least": 1, "response": {"counts": ["none"], "review": ["partial", "lost"]}}
    found = failed(trial("t1", "sertraline", response=response), **rule)
    assert (found.status, found.lines[0].reason) == ("needs_review", "response_to_judge")


def it_counts_an_intolerance_stop_with_unknown_response_only_as_an_intolerance() -> None:
    record = case(trials=complete(intolerance("t1", "sertraline", "nausea")))
    assert judged("trials", {"at_least": 1, **FAILED}, record).status == "not_documented"
    assert judged("trials", {"at_least": 1, "intolerance": {}}, record).status == "met"


@pytest.mark.parametrize("end", [10, 11, 12])
def it_measures_a_failure_by_scores_exactly(end: int) -> None:
    """Less than 50 % of 22 points: 11 points are 50 %."""
    scores = complete(
        {"id": "s1", "instrument": "PHQ-9", "total": 22, "date": "2025-02-01"},
        {"id": "s2", "instrument": "PHQ-9", "total": end, "date": "2025-03-29"},
    )
    measured = trial("t1", "sertraline", response="unknown", baseline_score="s1", end_score="s2")
    rule = {"at_least": 1, "response": {"less_than_percent": 50}}
    found = judged("trials", rule, case(trials=complete(measured), scores=scores))
    assert found.status == ("met" if end > 11 else "not_met")


@pytest.mark.parametrize(("percent", "expected"), [("49.99", "met"), ("50", "not_met"), ("50.01", "not_met")])
def it_takes_a_stated_percentage_as_a_fact_with_its_instrument(percent: str, expected: str) -> None:
    rule = {"at_least": 1, "response": {"less_than_percent": 50}}
    stated = trial("t1", "sertraline", response_percent=percent, response_instrument="PHQ-9")
    assert judged("trials", rule, case(trials=complete(stated))).status == expected
    unnamed = trial("t1", "sertraline", response_percent=percent)
    assert judged("trials", rule, case(trials=complete(unnamed))).status == "not_documented"


def it_finds_nothing_to_repair_against_a_recorded_response() -> None:
    found = judged(
        "trials",
        {"at_least": 1, **FAILED},
        case(trials=incomplete(trial("t1", "sertraline", response="full"))),
    )
    assert found.status == "not_documented"
    assert [[repair.key for repair in one] for one in found.repairs] == [["/trials"]]


# -- trials that must not overlap ------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=6), st.integers(1, 5))
def it_counts_the_largest_set_of_trials_without_an_overlap(
    periods: list[tuple[int, int]], needed: int
) -> None:
    """Against every subset tried one by one: trials that end on the day the next begins do not overlap."""
    first = date(2024, 1, 1)
    spans = [(first + timedelta(weeks=at), first + timedelta(weeks=at + long)) for at, long in periods]
    made = [
        trial(f"t{place}", DRUGS[place], start=start.isoformat(), stop=stop.isoformat())
        for place, (start, stop) in enumerate(spans)
    ]
    most = max(
        len(chosen)
        for size in range(1, len(spans) + 1)
        for chosen in combinations(spans, size)
        if all(one[1] <= other[0] or other[1] <= one[0] for one, other in combinations(chosen, 2))
    )
    found = failed(*made, at_least=needed, separate="yes")
    assert (found.status, found.values["counted"]) == ("met" if most >= needed else "not_met", most)


DRUGS = ("sertraline", "venlafaxine", "bupropion", "mirtazapine", "nortriptyline", "phenelzine")


@pytest.mark.parametrize(("rule", "classes"), [({}, 0), ({"distinct_classes": 2}, 2)])
@pytest.mark.parametrize("trials", [[], [SERTRALINE]], ids=["none", "one"])
def it_says_how_many_classes_are_asked(
    rule: dict[str, Any], classes: int, trials: list[dict[str, Any]]
) -> None:
    assert failed(*trials, **rule).values["classes_needed"] == classes
