"""``course_improvement`` and the further limits of ``course_limit``: the course now running."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case, complete, course, score, status

QUARTER = {"at_least": 25}
RUNNING = {"phase": "continuation", "course_start": "2026-01-05"}


def running(*scores: dict[str, Any], **request: Any) -> Any:
    return case({**RUNNING, **request}, scores=complete(*scores))


@pytest.mark.parametrize(("now", "expected"), [(16, "not_met"), (15, "met"), (14, "met")])
def it_measures_improvement_since_before_the_first_session(now: int, expected: str) -> None:
    # 25 % of 20 = 5 points
    record = running(score("s1", "PHQ-9", 20, "2026-01-02"), score("s2", "PHQ-9", now, "2026-01-30"))
    assert status("course_improvement", QUARTER, record) == expected


@pytest.mark.parametrize(("now", "expected"), [(15, "not_met"), (14, "met")])
def it_reads_over_strictly(now: int, expected: str) -> None:
    record = running(score("s1", "PHQ-9", 20, "2026-01-02"), score("s2", "PHQ-9", now, "2026-01-30"))
    assert status("course_improvement", {"over": 25}, record) == expected


def it_takes_the_baseline_of_the_first_day_and_the_latest_score() -> None:
    scores = [
        score("s0", "PHQ-9", 27, "2025-12-01"),
        score("s1", "PHQ-9", 20, "2026-01-05"),
        score("s2", "PHQ-9", 12, "2026-01-20"),
    ]
    assert status("course_improvement", QUARTER, running(*scores)) == "met"
    assert (
        status("course_improvement", QUARTER, running(*scores, score("s3", "PHQ-9", 18, "2026-01-30")))
        == "not_met"
    )


def it_reviews_scales_that_disagree_and_a_baseline_of_zero() -> None:
    scores = [score("s1", "PHQ-9", 20, "2026-01-02"), score("s2", "PHQ-9", 10, "2026-01-30")]
    more = [score("s3", "MADRS", 40, "2026-01-02"), score("s4", "MADRS", 38, "2026-01-30")]
    assert status("course_improvement", QUARTER, running(*scores, *more)) == "needs_review"
    assert (
        status("course_improvement", {**QUARTER, "instruments": ["phq9"]}, running(*scores, *more)) == "met"
    )
    zero = running(score("s1", "PHQ-9", 0, "2026-01-02"), score("s2", "PHQ-9", 0, "2026-01-30"))
    assert status("course_improvement", QUARTER, zero) == "needs_review"


def it_never_mixes_instruments() -> None:
    record = running(score("s1", "HAM-D 17", 20, "2026-01-02"), score("s2", "HAM-D 24", 10, "2026-01-30"))
    assert status("course_improvement", QUARTER, record) == "not_documented"


def it_finds_the_first_session_in_the_sessions_after_an_earlier_course() -> None:
    def record(*days: str) -> Any:
        sessions = [{"id": f"n{place}", "date": day, "code": "90868"} for place, day in enumerate(days)]
        scores = complete(score("s1", "PHQ-9", 20, "2026-01-02"), score("s2", "PHQ-9", 12, "2026-01-30"))
        return case({"phase": "continuation"}, sessions=sessions, prior_tms=complete(course()), scores=scores)

    assert status("course_improvement", QUARTER, record("2026-01-05", "2026-01-06")) == "met"
    assert status("course_improvement", QUARTER, record("2024-04-01")) == "not_documented"
    assert status("course_improvement", QUARTER, record()) == "not_documented"


def planned(**schedule: Any) -> Any:
    return case({"schedule": schedule})


@pytest.mark.parametrize(
    ("rule", "schedule", "expected"),
    [
        ({"max_sessions_per_day": 10}, {"sessions_per_day": 9}, "met"),
        ({"max_sessions_per_day": 10}, {"sessions_per_day": 10}, "met"),
        ({"max_sessions_per_day": 10}, {"sessions_per_day": 11}, "not_met"),
        ({"max_sessions_per_day": 10}, {}, "not_documented"),
        ({"max_acute_sessions": 30}, {"acute_sessions": 30, "taper": [3, 2, 1]}, "met"),
        ({"max_acute_sessions": 30}, {"acute_sessions": 31}, "not_met"),
        ({"max_taper_sessions": 6}, {"taper": [3, 3]}, "met"),
        ({"max_taper_sessions": 6}, {"taper": [3, 3, 1]}, "not_met"),
        ({"max_taper_sessions": 6}, {}, "not_documented"),
        ({"max_taper_weeks": 3}, {"taper": [2, 2, 2]}, "met"),
        ({"max_taper_weeks": 3}, {"taper": [2, 2, 1, 1]}, "not_met"),
    ],
)
def it_limits_parts_of_the_course(rule: dict[str, Any], schedule: dict[str, Any], expected: str) -> None:
    assert status("course_limit", rule, planned(**schedule)) == expected


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (
            {"schedule": {"acute_sessions": 30, "taper": [3, 2, 1]}},
            "met",
        ),  # none given before an initial course
        ({"schedule": {"acute_sessions": 31, "taper": [3, 2, 1]}}, "not_met"),
        (
            {
                "phase": "continuation",
                "sessions_given": 20,
                "schedule": {"acute_sessions": 10, "taper": [3, 2, 1]},
            },
            "met",
        ),
        (
            {
                "phase": "continuation",
                "sessions_given": 21,
                "schedule": {"acute_sessions": 10, "taper": [3, 2, 1]},
            },
            "not_met",
        ),
        ({"phase": "continuation", "schedule": {"acute_sessions": 10, "taper": []}}, "not_documented"),
        (
            {"phase": "continuation", "sessions_given": 20, "schedule": {"acute_sessions": 10}},
            "not_documented",
        ),
        ({"phase": "continuation", "sessions_given": 30, "schedule": {"acute_sessions": 10}}, "not_met"),
    ],
)
def it_limits_the_whole_course_with_what_was_given(request_: dict[str, Any], expected: str) -> None:
    assert status("course_limit", {"max_total_sessions": 36}, case(request_)) == expected
