"""``tms_interval``, ``tms_worsening``, ``tms_severity_after``: what a repeat or maintenance course asks of the earlier one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    about_course,
    case,
    complete,
    course,
    for_some,
    incomplete,
    judge,
    judgement,
    leaf,
    policy,
    score,
)


def earlier(**fields: Any) -> Any:
    return case(prior_tms=complete(course(**fields)))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2025-11-03", "met"),  # 91 days
        ("2025-11-04", "met"),  # 90 days before 2026-02-02
        ("2025-11-05", "not_met"),
        ("2025-11", "not_documented"),
        (None, "not_documented"),
    ],
)
def it_counts_days_since_the_course_ended(last: str | None, expected: str) -> None:
    record = earlier(first_session="2025-09-22", last_session=last)
    assert about_course("tms_interval", {"days": 90}, record) == expected


@pytest.mark.parametrize(
    ("last", "expected"), [("2025-08-01", "met"), ("2025-08-02", "met"), ("2025-08-03", "not_met")]
)
def it_counts_calendar_months(last: str, expected: str) -> None:
    assert (
        about_course("tms_interval", {"months": 6}, earlier(first_session="2025-06-20", last_session=last))
        == expected
    )


def it_may_count_to_the_planned_first_session() -> None:
    late = course(first_session="2025-09-22", last_session="2025-11-05")
    rule = {"days": 90, "to": "planned_start"}
    assert (
        about_course("tms_interval", rule, case({"start": "2026-02-03"}, prior_tms=complete(late))) == "met"
    )
    assert (
        about_course("tms_interval", rule, case({"start": "2026-02-02"}, prior_tms=complete(late)))
        == "not_met"
    )
    assert about_course("tms_interval", rule, case(prior_tms=complete(late))) == "not_documented"


def it_leaves_typically_ninety_days_to_judgement() -> None:
    tree = for_some("prior_tms", leaf("tms_interval", {"days": 90, "soft": "yes"}))
    made, close = policy(tree), course(first_session="2025-09-22", last_session="2025-12-01")
    assert judge(made, case(prior_tms=complete(close))).overall == "needs_review"
    said = judgement(made, "tms_interval", subject="x1")
    assert judge(made, case(prior_tms=complete(close), judgements=[said])).overall == "met"
    assert judge(made, earlier()).overall == "met"


def it_brackets_the_end_of_the_response() -> None:
    rule = {"months": 3, "from": "response_end"}
    ended = {"maintained_until": "2025-09-01", "relapse": {"date": "2025-10-15"}}
    assert about_course("tms_interval", rule, earlier(**ended)) == "met"
    assert about_course("tms_interval", rule, earlier(maintained_until="2025-12-01")) == "not_met"
    assert about_course("tms_interval", rule, earlier(maintained_until="2025-09-01")) == "not_documented"
    assert about_course("tms_interval", rule, earlier()) == "not_documented"


def it_counts_from_the_end_of_that_episode() -> None:
    episodes = complete(
        {"id": "e0", "onset": "2023-09", "end": "2025-11-02"},
        {"id": "e1", "current": "yes", "onset": "2025-12-01"},
    )
    record = case(prior_tms=complete(course(episode="e0")), episodes=episodes)
    assert about_course("tms_interval", {"months": 3, "from": "episode_end"}, record) == "met"
    assert about_course("tms_interval", {"months": 4, "from": "episode_end"}, record) == "not_met"
    assert about_course("tms_interval", {"months": 3, "from": "episode_end"}, earlier()) == "not_documented"


HALF = {"at_least": 50, "instruments": ["phq9"]}


@pytest.mark.parametrize(
    ("best", "now", "listed", "expected"),
    [
        (8, 11, complete, "not_met"),
        (8, 12, complete, "met"),  # 50 % of 8 = 4
        (8, 13, complete, "met"),
        (8, 11, incomplete, "not_documented"),  # a better score may stand elsewhere
        (8, 12, incomplete, "met"),
        (0, 12, complete, "needs_review"),
    ],
)
def it_measures_worsening_against_the_best_score(best: int, now: int, listed: Any, expected: str) -> None:
    scores = listed(
        score("s0", "PHQ-9", 2, "2024-01-10"),  # before the course: not its result
        score("s1", "PHQ-9", best, "2024-04-20"),
        score("s2", "PHQ-9", now, "2026-01-20"),
    )
    assert about_course("tms_worsening", HALF, case(prior_tms=complete(course()), scores=scores)) == expected


def it_needs_two_scores_of_the_instrument() -> None:
    one = complete(score("s1", "PHQ-9", 8, "2024-04-20"), score("s2", "MADRS", 30, "2026-01-20"))
    assert (
        about_course("tms_worsening", HALF, case(prior_tms=complete(course()), scores=one))
        == "not_documented"
    )


ENDED = {"is": ["none", "mild", "moderate"]}


@pytest.mark.parametrize(
    ("total", "day", "expected"),
    [
        (4, "2024-04-12", "met"),
        (14, "2024-04-26", "met"),  # 14 days after the last session
        (14, "2024-04-27", "not_documented"),
        (15, "2024-04-20", "not_met"),  # moderately severe
        (22, "2024-04-20", "not_met"),
    ],
)
def it_reads_the_severity_the_course_ended_with(total: int, day: str, expected: str) -> None:
    record = case(prior_tms=complete(course()), scores=complete(score("s1", "PHQ-9", total, day)))
    assert about_course("tms_severity_after", ENDED, record) == expected


def it_reviews_scales_that_disagree_about_it() -> None:
    scores = complete(score("s1", "PHQ-9", 8, "2024-04-20"), score("s2", "MADRS", 45, "2024-04-20"))
    assert (
        about_course("tms_severity_after", ENDED, case(prior_tms=complete(course()), scores=scores))
        == "needs_review"
    )


# -- which of several courses ---------------------------------------------------------------------------

OF_OCD = {
    "identifier": "x2",
    "indication": "ocd",
    "first_session": "2025-03-03",
    "last_session": "2025-04-11",
}
RESPONDED = {"counts": ["response", "remission"], "review": ["partial"]}


def repeated(which: str, *courses: Any, listed: Any = complete, indication: str = "mdd") -> str:
    tree = for_some("prior_tms", leaf("tms_response", RESPONDED), which=which)
    return judge(tree, case({"indication": indication}, prior_tms=listed(*courses))).overall


@pytest.mark.parametrize("which", ["any", "latest", "unstated"])
def it_takes_no_course_for_another_disorder_as_the_earlier_course(which: str) -> None:
    """A response of the compulsions is no response of the depression, which the request is for."""
    other = course(**OF_OCD, response="response")
    assert repeated(which, other) == "not_met"
    assert repeated(which, other, listed=incomplete) == "not_documented"
    assert repeated(which, other, indication="ocd") == "met"


@pytest.mark.parametrize("which", ["any", "latest", "unstated"])
def but_it_still_sees_the_course_for_this_disorder_behind_a_later_one_for_another(which: str) -> None:
    own, other = course(response="response"), course(**OF_OCD, response="none")
    assert repeated(which, own, other) == "met"
    failed, helped = course(response="none"), course(**OF_OCD, response="response")
    assert repeated(which, failed, helped) == "not_met"


def it_takes_the_disorder_that_the_text_names_before_that_of_the_request() -> None:
    tree = for_some(
        "prior_tms",
        leaf("tms_indication", {"is": "ocd"}, "named"),
        leaf("tms_response", RESPONDED, "helped"),
        which="latest",
    )
    ocd_first = course(
        **{**OF_OCD, "first_session": "2023-03-06", "last_session": "2023-04-14"}, response="response"
    )
    assert judge(tree, case(prior_tms=complete(ocd_first, course(response="none")))).overall == "met"


def but_it_says_that_a_course_treated_another_disorder_where_the_text_asks_for_that() -> None:
    tree = for_some("prior_tms", leaf("tms_indication", {"is": "ocd"}, "named"))
    found = judge(tree, case(prior_tms=complete(course())))
    assert [one.reason for one, _ in found.findings() if one.id == "named"] == ["tms_other_indication"]
