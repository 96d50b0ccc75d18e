"""What would alter the answer (SEMANTICS 6): smallest sets of repairs, never a clinical value."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.criteria.change import Changes, changes
from authpack.domain.case import Case
from tests.builders import (
    Data,
    case,
    case_data,
    complete,
    course,
    diagnosis,
    episode,
    fixed,
    for_some,
    group,
    incomplete,
    intolerance,
    judge,
    judgement,
    leaf,
    policy,
    readings,
    score,
    therapy,
    trial,
)


def change(tree: Data, **facts: Any) -> Changes:
    return changes(judge(tree, case(**facts)))


def keys(found: Changes) -> list[set[str]]:
    return [{repair.key for repair in one.repairs} for one in found.sets]


TARGET = leaf("target", {"is": ["left_dlpfc"]}, "target")
MODALITY = leaf("modality", {"is": ["rtms"]}, "modality")
SOFT = leaf("judged", {}, "soft")
MANIA = leaf("weigh", {"item": "mania"}, "mania")
WANT_TARGET, WANT_MODALITY = "/requests/r1/target", "/requests/r1/modality"


def it_has_nothing_to_change_where_the_answer_is_met() -> None:
    assert change(fixed("met", "a")) == Changes((), False, ())


def it_joins_what_all_of_needs() -> None:
    found = change(group("all_of", [TARGET, MODALITY, fixed("met", "a")]))
    assert keys(found) == [{WANT_TARGET, WANT_MODALITY}]


def it_joins_every_way_of_one_part_with_every_way_of_another() -> None:
    one = group("any_of", [TARGET, MODALITY], "one")
    other = group("any_of", [SOFT, MANIA], "other")
    single = leaf("guidance", {"is": ["neuronavigation"]}, "single")
    found = change(group("all_of", [one, single, other]))
    ways = [
        {first, second}
        for first in (WANT_TARGET, WANT_MODALITY)
        for second in ("judge:soft:", "/screen/mania")
    ]
    asked = {key for one_set in keys(found) for key in one_set}
    alone = asked - {WANT_TARGET, WANT_MODALITY, "judge:soft:", "/screen/mania"}
    assert len(alone) == 1
    assert sorted(map(sorted, keys(found))) == sorted(sorted(way | alone) for way in ways)


def it_has_nothing_to_offer_where_one_part_cannot_be_mended() -> None:
    found = change(group("all_of", [TARGET, fixed("not_met", "a"), group("any_of", [MODALITY, SOFT], "b")]))
    assert (found.sets, found.truncated) == ((), False)


def it_needs_nothing_of_what_does_not_apply() -> None:
    found = change(group("all_of", [TARGET, fixed("not_applicable", "a")]))
    assert keys(found) == [{WANT_TARGET}]


@pytest.mark.parametrize(("had", "more"), [(0, "care:trial:2"), (1, "care:trial:1")])
def it_says_how_many_trials_are_lacking_where_no_earlier_one_can_be_found(had: int, more: str) -> None:
    two = leaf("trials", {"at_least": 2, "response": {"counts": ["none"]}}, "failure")
    made = [trial("t1", "sertraline")][:had]
    assert keys(change(two, trials=complete(*made))) == [{more}]


def it_names_only_what_the_record_contradicts() -> None:
    found = change(group("all_of", [fixed("met", "a"), fixed("not_met", "b"), TARGET]))
    assert found.blocked_by == ("b",)


def it_unites_what_any_of_offers() -> None:
    found = change(group("any_of", [TARGET, MODALITY, fixed("not_met", "a")]))
    assert keys(found) == [{WANT_TARGET}, {WANT_MODALITY}]


def it_chooses_from_at_least() -> None:
    two = group("at_least", {"n": 2, "of": [TARGET, MODALITY, SOFT]})
    assert keys(change(two)) == [
        {WANT_TARGET, WANT_MODALITY},
        {WANT_TARGET, "judge:soft:"},
        {WANT_MODALITY, "judge:soft:"},
    ]
    one_more = group("at_least", {"n": 2, "of": [TARGET, MODALITY, fixed("met", "a")]})
    assert keys(change(one_more)) == [{WANT_TARGET}, {WANT_MODALITY}]


def it_keeps_only_sets_of_which_none_holds_another() -> None:
    wide = group("all_of", [TARGET, MODALITY], "wide")
    found = change(group("any_of", [wide, {**TARGET, "id": "narrow"}]))
    assert keys(found) == [{WANT_TARGET}]


def it_orders_by_the_worst_kind_of_repair_then_by_size() -> None:
    find_two = group("all_of", [TARGET, MODALITY], "two")
    judge_one = {**SOFT}
    assess = MANIA
    found = change(group("any_of", [assess, judge_one, find_two]))
    assert [one.kinds for one in found.sets] == [("record",), ("judgement",), ("assessment",)]


def it_prints_five_and_says_that_there_are_more() -> None:
    found = change(group("any_of", [leaf("judged", {}, f"soft{place}") for place in range(6)]))
    assert (len(found.sets), found.truncated) == (5, True)
    found = change(group("any_of", [leaf("judged", {}, f"soft{place}") for place in range(5)]))
    assert (len(found.sets), found.truncated) == (5, False)


def it_asks_for_a_risk_benefit_where_a_risk_is_present() -> None:
    found = change(MANIA, screen={"mania": {"status": "present", "date": "2026-01-28"}})
    assert keys(found) == [{"risk:mania"}]


# -- what is never proposed ------------------------------------------------------------------------

YOUNG = {"given_name": "A", "family_name": "B", "birth_date": "2012-01-01"}
REFUTED: list[tuple[Data, dict[str, Any]]] = [
    (leaf("diagnosis", {"indication": "mdd"}), {"diagnoses": diagnosis("F42.2")}),
    (leaf("severity", {"is": ["severe"]}), {"diagnoses": diagnosis("F33.1")}),
    (
        leaf("severity_by_scale", {"is": "severe"}),
        {
            "diagnoses": diagnosis("F33.1"),
            "scores": complete(score("s1", "PHQ-9", 12, "2026-01-12")),
            "episodes": episode(),
        },
    ),
    (leaf("without_psychotic_features"), {"diagnoses": diagnosis("F33.3")}),
    (leaf("age", {"min": 18}), {"patient": YOUNG}),
    (
        group("none_of", [leaf("present", {"item": "mania"}, "bad")]),
        {"screen": {"mania": {"status": "present", "date": "2026-01-28"}}},
    ),
    (leaf("ect", {"item": "candidate"}), {"ect": {"candidate": "no"}}),
    (
        for_some("prior_tms", leaf("tms_improvement", {"at_least": 50})),
        {"prior_tms": complete(course(response_percent="10", response_instrument="MADRS"))},
    ),
    (
        for_some("prior_tms", leaf("tms_response", {"counts": ["response"]})),
        {"prior_tms": complete(course(response="none"))},
    ),
    (
        leaf("trials", {"at_least": 2, "intolerance": {}}),
        {"trials": complete(intolerance("t1", "sertraline", "nausea"))},
    ),
]


@pytest.mark.parametrize(
    ("tree", "facts"),
    REFUTED,
    ids=[next(k for k in tree if k not in ("id", "section", "says", "cite", "ask")) for tree, _ in REFUTED],
)
def it_names_what_blocks_instead_of_proposing_a_clinical_value(tree: Data, facts: dict[str, Any]) -> None:
    found = change(tree, **facts)
    assert found.sets == ()
    assert found.blocked_by


SILENT: list[Data] = [
    leaf("diagnosis", {"indication": "mdd"}),
    leaf("severity", {"is": ["severe"]}),
    leaf("severity_by_scale", {"is": "severe"}),
    group("none_of", [leaf("present", {"item": "mania"}, "bad")]),
    group("none_of", [leaf("present", {"item": "psychosis"}, "bad")]),
    leaf("weigh", {"item": "seizures"}),
    leaf("ect", {"item": "candidate"}),
    leaf("trials", {"at_least": 2, "intolerance": {}}),
    for_some("prior_tms", leaf("tms_improvement", {"at_least": 50})),
]


@pytest.mark.parametrize("tree", SILENT)
def it_asks_neutrally_where_the_record_is_silent(tree: Data) -> None:
    """No wording that tells the clinic which clinical value to write."""
    for one in change(tree).sets:
        for repair in one.repairs:
            text = repair.text.lower()
            assert repair.kind != "care"
            for leading in ("as absent", "as severe", "record severe", "record an improvement", "refuse"):
                assert leading not in text


def it_offers_further_care_only_for_failed_trials() -> None:
    short = complete(trial("t1", "sertraline"))
    failure = leaf("trials", {"at_least": 2, "response": {"counts": ["none"]}})
    found = change(failure, trials=short)
    assert [[repair.kind for repair in one.repairs] for one in found.sets] == [["care"]]
    assert "depends on its result" in found.sets[0].repairs[0].text


def it_looks_for_records_before_care_on_an_open_list() -> None:
    failure = leaf("trials", {"at_least": 2, "response": {"counts": ["none"]}})
    assert keys(change(failure, trials=incomplete(trial("t1", "sertraline")))) == [{"/trials"}]


@pytest.mark.parametrize(("listed", "more"), [(complete, "care:trial:1"), (incomplete, "/trials")])
def it_settles_the_open_trials_too_where_one_more_would_not_be_enough(listed: Any, more: str) -> None:
    """Three are asked, one counts, one is open: one more trial and the answer on the open one, not one alone."""
    failure = leaf("trials", {"at_least": 3, "response": {"counts": ["none"]}})
    listing = listed(trial("t1", "sertraline"), trial("t2", "venlafaxine", response="unknown"))
    assert keys(change(failure, trials=listing)) == [{"/trials/t2/response", more}]


def but_it_leaves_the_open_trials_alone_where_enough_others_count() -> None:
    """Only a second class is missing: three of one class count, and the open one is of that class too."""
    failure = leaf("trials", {"at_least": 2, "distinct_classes": 2, "response": {"counts": ["none"]}})
    listing = complete(
        trial("t1", "sertraline"), trial("t2", "citalopram"), trial("t3", "fluoxetine", response="unknown")
    )
    assert keys(change(failure, trials=listing)) == [{"care:trial:1"}]


def it_lets_one_new_trial_serve_two_leaves() -> None:
    rule = {"at_least": 2, "response": {"counts": ["none"]}}
    tree = group("all_of", [leaf("trials", rule, "one"), leaf("trials", rule, "two")])
    assert [len(one) for one in keys(change(tree, trials=complete(trial("t1", "sertraline"))))] == [1]


# -- applying a change reaches the target; dropping any element does not ---------------------------


def _set(data: Data, path: str, value: Any) -> None:
    """Write a value at a path of the record, list items by id."""
    *parents, last = path.strip("/").split("/")
    place: Any = data
    for part in parents:
        place = _step(place, part)
    _inside(place)[last] = value


def _inside(place: Any) -> Any:
    return place["items"] if isinstance(place, dict) and "items" in place else place


def _step(place: Any, part: str) -> Any:
    place = _inside(place)
    if isinstance(place, list):
        return next(one for one in place if one["id"] == part)
    return place.setdefault(part, {})


# What the record shows once the question of a path is answered in the patient's favour.
ANSWERS: dict[str, Any] = {
    "/requests/r1/target": "left_dlpfc",
    "/requests/r1/modality": "rtms",
    "/requests/r1/device": "NeuroStar",
    "/requests/r1/supervision/clinician": "c1",
    "/screen/mania": {"status": "absent", "date": "2026-01-28"},
    "/trials/t2/response": "none",
    "/requests/r1/supervision/direct": "yes",
    "/requests/r1/schedule/acute_sessions": "30",
    "/requests/r1/schedule/weeks": "6",
    "/requests/r1/schedule/taper": ["3", "2", "1"],
    "/requests/r1/schedule/sessions_per_week": "5",
    "/requests/r1/supervision/on_site": "yes",
    "/trials/t3/response": "none",
    "/trials/t2/role": "antidepressant",
    "/trials/t2/weeks": None,
    "/ect/candidate": "yes",
}


def applied(made: Any, data: Data, repairs: list[Any]) -> Case:
    """The record after these repairs, each with the favourable answer."""
    import copy

    changed = copy.deepcopy(data)
    for repair in repairs:
        if repair.key.startswith("judge:"):
            criterion, _, subject = repair.key.removeprefix("judge:").rpartition(":")
            about = {"subject": subject} if subject else {}
            changed.setdefault("judgements", []).append(judgement(made, criterion, **about))
        elif repair.key.startswith("risk:"):
            row = {"id": "rb", "item": repair.key.removeprefix("risk:"), "conclusion": "proceed"}
            row |= {"mitigation": "invented", "clinician": "c1", "date": "2026-01-28"}
            changed.setdefault("risk_benefit", []).append(row)
        elif repair.key == "/trials/t2/weeks":
            _set(changed, "/trials/t2/stop", "2025-06-01")
        elif repair.key in ("/trials", "care:trial:1"):
            changed["trials"]["items"].append(
                trial("t99", "nortriptyline", start="2024-01-01", stop="2024-12-01")
            )
        else:
            _set(changed, repair.key, ANSWERS[repair.key])
    return Case.model_validate(changed)


TRIALS = leaf("trials", {"at_least": 2, "response": {"counts": ["none"], "review": ["partial"]}}, "trials")
ADEQUATE = leaf(
    "trials",
    {"at_least": 2, "response": {"counts": ["none"]}, "adequate": {"weeks": 6, "judged": "course"}},
    "adequate",
)
SITUATIONS: dict[str, tuple[Data, dict[str, Any]]] = {
    "all_of": (group("all_of", [TARGET, MODALITY, SOFT]), {}),
    "any_of": (group("any_of", [TARGET, SOFT]), {}),
    "at_least": (group("at_least", {"n": 2, "of": [TARGET, MODALITY, SOFT]}), {}),
    "none_of": (group("none_of", [leaf("present", {"item": "mania"}, "bad")]), {}),
    "risk": (MANIA, {"screen": {"mania": {"status": "present", "date": "2026-01-28"}}}),
    "silent risk": (MANIA, {}),
    "nested": (
        group(
            "any_of",
            [
                group("all_of", [TARGET, fixed("not_met", "x")], "dead"),
                group("all_of", [SOFT, MODALITY], "live"),
            ],
        ),
        {},
    ),
    "guard": (
        group("all_of", [fixed("met", "a"), group("all_of", [SOFT], "body", applies_when=TARGET)]),
        {"request": {"target": "left_dlpfc"}},
    ),
    "silent response": (
        TRIALS,
        {"trials": complete(trial("t1", "sertraline"), trial("t2", "venlafaxine", response="unknown"))},
    ),
    "partial response": (
        TRIALS,
        {"trials": complete(trial("t1", "sertraline"), trial("t2", "venlafaxine", response="partial"))},
    ),
    "two of three open": (
        TRIALS,
        {
            "trials": complete(
                trial("t1", "sertraline", response="partial"),
                trial("t2", "venlafaxine", response="unknown"),
                trial("t3", "bupropion", response="unknown"),
            )
        },
    ),
    "open list": (TRIALS, {"trials": incomplete(trial("t1", "sertraline"))}),
    "one more and one open": (
        leaf("trials", {"at_least": 3, "response": {"counts": ["none"]}}, "three"),
        {"trials": complete(trial("t1", "sertraline"), trial("t2", "venlafaxine", response="unknown"))},
    ),
    "adequacy": (
        ADEQUATE,
        {"trials": complete(trial("t1", "sertraline"), trial("t2", "venlafaxine", stop=None))},
    ),
    "a course of which nothing is planned yet": (
        leaf("course_limit", {"max_sessions": 36, "max_weeks": 9, "max_sessions_per_week": 5}, "course"),
        {},
    ),
    "readings, one of them soft": (
        readings(SOFT, fixed("not_met", "strict"), identifier="sentence"),
        {},
    ),
    "readings, one of them silent": (
        readings(TARGET, fixed("not_met", "strict"), identifier="sentence"),
        {},
    ),
    "which course": (
        for_some(
            "prior_tms", leaf("tms_response", {"counts": ["response"]}, "helped"), SOFT, which="unstated"
        ),
        {
            "prior_tms": complete(
                course("x1", response="response"),
                course("x2", first_session="2025-03-03", last_session="2025-04-11", response="none"),
            )
        },
    ),
    "supervision": (
        leaf("supervision", {"direct": "yes", "on_site": "yes", "roles": ["psychiatrist"]}, "watched"),
        {},
    ),
    "course": (for_some("psychotherapy", SOFT), {"psychotherapy": complete(therapy("p1"), therapy("p2"))}),
    "scale": (
        leaf("severity_by_scale", {"is": "severe"}, "scale"),
        {
            "diagnoses": diagnosis("F33.2"),
            "scores": complete(score("s1", "PHQ-9", 12, "2026-01-12")),
            "episodes": episode(),
        },
    ),
    "classes": (
        leaf("trials", {"at_least": 2, "distinct_classes": 2, "response": {"counts": ["none"]}}, "classes"),
        {"trials": complete(trial("t1", "sertraline"), trial("t2", "vilazodone"))},
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def it_reaches_the_target_when_a_change_is_applied(name: str) -> None:
    tree, facts = SITUATIONS[name]
    made, data = policy(tree), case_data(**facts)
    found = changes(judge(made, Case.model_validate(data)))
    assert found.sets
    for one in found.sets:
        assert judge(made, applied(made, data, list(one.repairs))).overall == "met", one


@pytest.mark.parametrize("name", SITUATIONS)
def but_it_does_not_when_any_element_is_dropped(name: str) -> None:
    tree, facts = SITUATIONS[name]
    made, data = policy(tree), case_data(**facts)
    for one in changes(judge(made, Case.model_validate(data))).sets:
        for dropped in one.repairs:
            rest = [repair for repair in one.repairs if repair != dropped]
            assert judge(made, applied(made, data, rest)).overall != "met", (one, dropped)
