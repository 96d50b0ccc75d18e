"""Histories of twenty, forty, eighty trials: answered like short ones, in bounded work."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authpack.criteria.change import changes
from authpack.criteria.counting import MOST_SETS, _largest_sets
from authpack.reference.drugs import all_drugs
from tests.builders import case, complete, judge, judged, leaf, policy, trial

FAILED = {"response": {"counts": ["none"]}}
DRUGS = [one.plain_name for one in all_drugs() if one.role == "antidepressant"]
Data = dict[str, Any]


def period(number: int) -> tuple[str, str]:
    """The numberth of many periods of ten weeks, one after the other."""
    start = date(1990, 1, 1) + timedelta(days=71 * number)
    return start.isoformat(), (start + timedelta(days=70)).isoformat()


def taken(number: int, at: int, **more: Any) -> Data:
    start, stop = period(at)
    return trial(f"t{number}", DRUGS[number % len(DRUGS)], start=start, stop=stop, **more)


def side_by_side(groups: int, each: int) -> list[Data]:
    """So many periods, in each of which so many drugs were taken at once."""
    return [taken(place * each + beside, place) for place in range(groups) for beside in range(each)]


@given(
    st.integers(1, 7).flatmap(
        lambda size: st.tuples(
            st.just(size), st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)))
        )
    )
)
def it_finds_every_set_that_lies_apart_and_no_smaller_one(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    size, pairs = drawn
    apart = {frozenset(pair) for pair in pairs if pair[0] != pair[1]}
    masks = [
        sum(1 << other for other in range(size) if frozenset((one, other)) in apart) for one in range(size)
    ]
    fitting = [
        set(chosen)
        for number in range(1, size + 1)
        for chosen in combinations(range(size), number)
        if all(frozenset(pair) in apart for pair in combinations(chosen, 2))
    ]
    largest = [one for one in fitting if not any(one < other for other in fitting)]
    found, whole = _largest_sets(masks)
    assert whole
    assert sorted(map(sorted, largest)) == sorted(map(list, found))


@pytest.mark.parametrize("needed", [9, 10])
def it_meets_with_what_is_certainly_apart_however_many_ways_there_are(needed: int) -> None:
    trials = side_by_side(groups=10, each=3)
    assert MOST_SETS < 3**10
    found = judged(
        "trials", {"at_least": needed, "separate": "yes", **FAILED}, case(trials=complete(*trials))
    )
    assert found.status == "met"


def but_it_never_rules_out_what_it_did_not_look_through() -> None:
    """One more than there are periods is impossible; with too many ways to choose that is left open, not denied."""

    def separate(needed: int, *trials: Data) -> str:
        rule = {"at_least": needed, "separate": "yes", **FAILED}
        return judged("trials", rule, case(trials=complete(*trials))).status

    assert separate(7, *side_by_side(groups=6, each=2)) == "not_met"
    assert separate(10, *side_by_side(groups=9, each=3)) in ("needs_review", "not_documented")


@pytest.mark.parametrize("number", [12, 40, 80])
def it_proposes_only_as_many_open_trials_as_are_needed(number: int) -> None:
    trials = [taken(place, place, response="unknown") for place in range(number)]
    made = policy(leaf("trials", {"at_least": 3, **FAILED}))
    found = judge(made, case(trials=complete(*trials)))
    assert found.overall == "not_documented"
    smallest = changes(found).sets[0]
    assert len(smallest.repairs) == 3


def it_pares_the_open_trials_of_a_long_history_down_to_a_set_that_is_needed() -> None:
    """Eight of forty open ones are needed: more ways than are tried, and still none too many is asked for."""
    trials = [taken(place, place, response="unknown") for place in range(40)]
    made = policy(
        leaf("trials", {"at_least": 8, "of_which": [], **FAILED, "separate": "yes", "distinct_classes": 6})
    )
    found = judge(made, case(trials=complete(*trials)))
    asked = changes(found).sets[0].repairs
    assert 8 <= len({one.key for one in asked}) < 40
