"""Retreatment looks back: the initial criteria as of the prior course, by facts of that time (rules 3, 9)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    Data,
    case,
    complete,
    course,
    diagnosis,
    entry,
    episode,
    fixed,
    for_some,
    group,
    incomplete,
    judge,
    judgement,
    leaf,
    policy,
    therapy,
    trial,
)

TWO_FAILED = {"at_least": 2, "response": {"counts": ["none"]}}
THEN = {"start": "2023-01-01", "stop": "2023-06-01"}
LATER = {"start": "2024-06-01", "stop": "2024-12-01"}


def look_back(initial: Data, as_of: str = "prior_course", **facts: Any) -> str:
    """A retreatment request whose only criterion is "met the initial criteria"."""
    made = policy_of(initial, as_of)
    facts.setdefault("prior_tms", complete(course()))
    return judge(made, case({"phase": "retreatment"}, **facts)).overall


def policy_of(initial: Data, as_of: str = "prior_course") -> Any:
    back = leaf("initial_criteria", {"as_of": as_of, "indication": "mdd"}, "retreatment.initial")
    return policy(entries=[entry("initial", "mdd", tree=initial), entry("retreatment", "mdd", tree=back)])


def it_judges_the_initial_tree_and_shows_it() -> None:
    found = judge(
        policy_of(group("all_of", [fixed("met", "a"), fixed("met", "b")])),
        case({"phase": "retreatment"}, prior_tms=complete(course())),
    )
    assert found.overall == "met"
    assert found.root.values["day"] == "2024-03-04"
    assert [child.id for child, _ in found.findings()][1:] == [
        "retreatment.initial>all_of",
        "retreatment.initial>a",
        "retreatment.initial>b",
    ]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (THEN, "met"),
        (LATER, "not_met"),  # begun after the prior course: hidden
        ({"start": "2024-01-01", "stop": "2024-03-03"}, "met"),
        ({"start": "2024-01-01", "stop": "2024-03-04"}, "met"),  # on the day of the first session
        ({"start": "2024-03-04", "stop": "2024-03-04"}, "met"),
        ({"start": "2024-03-05", "stop": "2024-03-05"}, "not_met"),
        ({"start": "2024-03", "stop": "2024-04-01", "response_date": "2024-03-03"}, "not_documented"),
        ({"start": "2024-01-01", "stop": "2024-03-05", "response_date": "2024-03-05"}, "not_documented"),
        ({"start": "2024-01-01", "stop": "2024-03-05", "response_date": "2024-03-01"}, "met"),
        ({"start": None, "stop": "2023-06-01"}, "met"),
    ],
)
def it_sees_only_trials_of_that_time(second: dict[str, Any], expected: str) -> None:
    trials = complete(trial("t1", "sertraline", **THEN), trial("t2", "venlafaxine", **second))
    assert look_back(leaf("trials", TWO_FAILED), trials=trials) == expected


def it_does_not_know_then_a_response_recorded_later() -> None:
    """An ongoing trial whose response was recorded after the prior course began: not known then."""
    running = trial(
        "t2",
        "venlafaxine",
        state="ongoing",
        start="2023-07-01",
        stop=None,
        ongoing_on="2025-01-01",
        response_date="2025-01-01",
    )
    trials = complete(trial("t1", "sertraline", **THEN), running)
    assert look_back(leaf("trials", TWO_FAILED), trials=trials) == "not_documented"


@pytest.mark.parametrize(
    ("facts", "tree"),
    [
        (
            {"trials": complete(trial("t1", "sertraline", start=None, stop=None))},
            leaf("trials", {"at_least": 1, "response": {"counts": ["none"]}}),
        ),
        (
            {"psychotherapy": complete(therapy(start=None, stop=None, evidence_based_for=["mdd"]))},
            for_some("psychotherapy", leaf("therapy_evidence_based", {"indication": "mdd"})),
        ),
    ],
    ids=["trial", "psychotherapy"],
)
def it_asks_for_the_date_of_what_may_have_been_of_that_time(facts: dict[str, Any], tree: Data) -> None:
    """Undated on a complete list: it may belong to that time or to a later one, so neither yes nor no."""
    assert look_back(tree, **facts) == "not_documented"


def it_carries_completeness_back() -> None:
    only = trial("t1", "sertraline", **THEN)
    assert look_back(leaf("trials", TWO_FAILED), trials=complete(only)) == "not_met"
    assert look_back(leaf("trials", TWO_FAILED), trials=incomplete(only)) == "not_documented"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-03-03", "met"),
        ("2024-03-04", "met"),
        ("2024-03-05", "not_documented"),
        (None, "not_documented"),
    ],
)
def it_sees_only_diagnoses_of_that_time(day: str | None, expected: str) -> None:
    record = diagnosis("F33.2", date=day)
    assert look_back(leaf("severity", {"is": ["severe"]}), diagnoses=record) == expected


def it_sees_a_screen_only_of_that_time_but_lasting_absence_carries_back() -> None:
    today = {"status": "absent", "date": "2026-01-28"}
    mania = group("none_of", [leaf("present", {"item": "mania"})])
    dementia = group("none_of", [leaf("present", {"item": "neurological", "conditions": ["dementia"]})])
    screen = {"mania": today, "neurological": {"dementia": today}}
    assert look_back(mania, screen=screen) == "not_documented"
    assert look_back(dementia, screen=screen) == "met"


def it_takes_the_episode_of_that_time() -> None:
    episodes = complete(
        {"id": "e1", "onset": "2023-05-01", "end": "2024-08-01"},
        {"id": "e2", "onset": "2025-01-10", "current": "yes"},
    )
    rule = {"at_least": 1, "scope": "current_episode", "response": {"counts": ["none"]}}
    inside = trial("t1", "sertraline", start="2023-06-01", stop="2023-12-01")
    assert look_back(leaf("trials", rule), trials=complete(inside), episodes=episodes) == "met"
    assert look_back(leaf("trials", rule), "now", trials=complete(inside), episodes=episodes) == "not_met"


@pytest.mark.parametrize(
    ("onset", "end", "expected"),
    [
        ("2024-03-03", "2024-03-05", "met"),
        ("2024-03-04", "2024-03-04", "met"),
        ("2024-03-05", "2024-08-01", "not_documented"),
        ("2023-05-01", "2024-03-03", "not_documented"),
    ],
)
def it_takes_an_episode_that_holds_that_day(onset: str, end: str, expected: str) -> None:
    episodes = complete({"id": "e1", "onset": onset, "end": end})
    rule = {"at_least": 1, "scope": "current_episode", "response": {"counts": ["none"]}}
    inside = trial("t1", "sertraline", start="2024-02-01", stop="2024-03-01", episode="e1")
    assert look_back(leaf("trials", rule), trials=complete(inside), episodes=episodes) == expected


def it_asks_for_the_date_of_another_undated_course() -> None:
    tree = for_some("prior_tms", leaf("tms_response", {"counts": ["response"]}))
    undated = course("x0", first_session=None, last_session=None, response="response")
    assert look_back(tree, prior_tms=complete(undated, course())) == "not_documented"


def it_judges_what_is_about_the_request_for_the_present_request() -> None:
    tree = leaf("target", {"is": ["left_dlpfc"]})
    made = policy_of(tree)
    record = case({"phase": "retreatment", "target": "left_dlpfc"}, prior_tms=complete(course()))
    assert judge(made, record).overall == "met"


def it_takes_age_on_the_request_date() -> None:
    young_then = {"given_name": "A", "family_name": "B", "birth_date": "2006-06-01"}
    assert look_back(leaf("age", {"min": 18}), patient=young_then) == "met"


def it_accepts_a_recorded_prior_approval() -> None:
    approved = course(approval={"payer": "Invented Health Plan", "date": "2024-02-20"})
    assert look_back(fixed("not_met", "a"), prior_tms=complete(approved)) == "met"
    assert look_back(fixed("not_met", "a"), prior_tms=complete(course())) == "not_met"


@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        (incomplete(), "not_documented"),
        (complete(), "not_met"),
        (complete(course(indication="ocd")), "not_met"),
        (complete(course(first_session=None)), "not_documented"),
        (complete(course(first_session="2024-03")), "not_documented"),
    ],
)
def it_wants_a_dated_prior_course_of_that_indication(courses: Data, expected: str) -> None:
    assert look_back(fixed("met", "a"), prior_tms=courses) == expected


def it_may_ask_for_the_initial_criteria_now() -> None:
    trials = complete(trial("t1", "sertraline", **THEN), trial("t2", "venlafaxine", **LATER))
    assert look_back(leaf("trials", TWO_FAILED), "now", trials=trials) == "met"
    assert look_back(leaf("trials", TWO_FAILED), "prior_course", trials=trials) == "not_met"


def it_names_a_judgement_of_the_look_back_apart_from_one_of_today() -> None:
    made = policy_of(leaf("judged", {}, "initial.soft"))
    facts: dict[str, Any] = {"prior_tms": complete(course())}
    asked = {"phase": "retreatment"}
    today = [judgement(made, "initial.soft")]
    then = [judgement(made, "retreatment.initial>initial.soft")]
    assert judge(made, case(asked, **facts, judgements=today)).overall == "needs_review"
    assert judge(made, case(asked, **facts, judgements=then)).overall == "met"


@pytest.mark.parametrize(
    ("kind", "expected"), [("not_covered", "not_met"), ("text_not_seen", "text_not_seen")]
)
def it_answers_where_the_initial_entry_is_no_tree(kind: str, expected: str) -> None:
    said: dict[str, Any] = {kind: {"id": "said", "section": "1", "says": "synthetic", "cite": "src, 1"}}
    back = leaf("initial_criteria", {"as_of": "prior_course", "indication": "mdd"}, "back")
    made = policy(entries=[entry("initial", "mdd", **said), entry("retreatment", "mdd", tree=back)])
    assert judge(made, case({"phase": "retreatment"}, prior_tms=complete(course()))).overall == expected


def it_follows_the_initial_entry_where_it_uses_another_tree() -> None:
    used = {"phase": "initial", "indication": "any", "says": "the same", "cite": "src, 1"}
    back = leaf("initial_criteria", {"as_of": "prior_course", "indication": "mdd"}, "back")
    made = policy(
        entries=[
            entry("initial", "any", tree=fixed("met", "a")),
            entry("initial", "mdd", use_tree=used),
            entry("retreatment", "mdd", tree=back),
        ]
    )
    assert judge(made, case({"phase": "retreatment"}, prior_tms=complete(course()))).overall == "met"


def it_sees_prior_courses_before_that_one_only() -> None:
    tree = for_some("prior_tms", leaf("tms_response", {"counts": ["response"]}))
    first = course("x0", first_session="2022-03-01", last_session="2022-04-01", response="response")
    assert look_back(tree, prior_tms=complete(course(response="response"))) == "not_met"
    assert look_back(tree, prior_tms=complete(first, course())) == "met"


def it_needs_no_episode_where_the_tree_asks_for_none() -> None:
    assert look_back(fixed("met", "a"), episodes=episode()) == "met"
