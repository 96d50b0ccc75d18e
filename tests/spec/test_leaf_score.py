"""``score``, ``score_recorded``, ``serial_scores``: numbers on scales, baselines, planned measuring."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case, complete, episode, incomplete, score, status

PHQ9 = {"any_of": [{"instruments": ["phq9"], "over": 19}]}
LUCET = {
    "any_of": [{"instruments": ["Zung SDS"], "over": 70}, {"instruments": ["bdi2"], "between": [30, 63]}]
}
PERSISTENT = {"any_of": [{"instruments": ["phq9"], "at_least": 15}], "persistent": "yes"}


def scored(*scores: dict[str, Any], listed: Any = complete) -> Any:
    return case(episodes=episode(), scores=listed(*scores))


@pytest.mark.parametrize(("total", "expected"), [(18, "not_met"), (19, "not_met"), (20, "met")])
def it_reads_over_as_strictly_more(total: int, expected: str) -> None:
    assert status("score", PHQ9, scored(score("s1", "PHQ-9", total, "2026-01-12"))) == expected


@pytest.mark.parametrize(("total", "expected"), [(14, "not_met"), (15, "met"), (16, "met")])
def it_reads_at_least_with_the_number_itself(total: int, expected: str) -> None:
    rule = {"any_of": [{"instruments": ["phq9"], "at_least": 15}]}
    assert status("score", rule, scored(score("s1", "PHQ-9", total, "2026-01-12"))) == expected


@pytest.mark.parametrize(("total", "expected"), [(29, "not_met"), (30, "met"), (31, "met"), (63, "met")])
def it_includes_both_ends_of_a_range(total: int, expected: str) -> None:
    assert status("score", LUCET, scored(score("s1", "BDI-II", total, "2026-01-12"))) == expected


def it_is_satisfied_by_any_one_row_and_knows_scales_outside_the_table_by_name() -> None:
    assert status("score", LUCET, scored(score("s1", "zung SDS", 71, "2026-01-12"))) == "met"
    both = scored(score("s1", "BDI-II", 12, "2026-01-12"), score("s2", "Zung SDS", 71, "2026-01-12"))
    assert status("score", LUCET, both) == "met"


@pytest.mark.parametrize(
    ("other", "day", "expected"),
    [
        (19, "2026-01", "not_documented"),  # before or after the 22 of January 15?
        (19, "2026-01-15", "not_documented"),  # two totals of one day
        (21, "2026-01", "met"),  # whichever was last reaches it
        (19, "2025-12", "met"),  # surely the earlier one
        (19, "2026-01-16", "not_met"),
    ],
)
def it_answers_by_the_latest_score_only_when_it_is_known_which_that_is(
    other: int, day: str, expected: str
) -> None:
    both = scored(score("s1", "PHQ-9", 22, "2026-01-15"), score("s2", "PHQ-9", other, day))
    assert status("score", PHQ9, both) == expected


def it_takes_a_total_beyond_the_scale_for_a_score_not_known() -> None:
    assert status("score", PHQ9, scored(score("s1", "PHQ-9", 28, "2026-01-12"))) == "not_documented"


def it_takes_the_latest_score() -> None:
    fell = scored(score("s1", "PHQ-9", 24, "2025-11-01"), score("s2", "PHQ-9", 12, "2026-01-12"))
    assert status("score", PHQ9, fell) == "not_met"


def it_never_takes_another_version_of_the_instrument() -> None:
    assert (
        status("score", PHQ9, scored(score("s1", "PHQ-A", 24, "2026-01-12"), listed=incomplete))
        == "not_documented"
    )
    assert status("score", PHQ9, scored(score("s1", "PHQ-A", 24, "2026-01-12"))) == "not_met"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-01-02", "not_met"), ("2026-01-03", "met"), ("2026-01-04", "met"), ("2026-01", "not_documented")],
)
def it_opens_a_window_before_the_request_date(day: str, expected: str) -> None:
    # 30 days before 2026-02-02 is 2026-01-03
    assert status("score", {**PHQ9, "window_days": 30}, scored(score("s1", "PHQ-9", 22, day))) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-12-01", "not_met"), ("2025-12-02", "met"), ("2025-12-03", "met")]
)
def it_counts_a_window_in_calendar_months(day: str, expected: str) -> None:
    assert status("score", {**PHQ9, "window_months": 2}, scored(score("s1", "PHQ-9", 22, day))) == expected


def it_may_anchor_the_window_at_the_planned_start() -> None:
    rule = {**PHQ9, "window_days": 30, "anchor": "planned_start"}
    scores = complete(score("s1", "PHQ-9", 22, "2026-01-12"))
    assert status("score", rule, case({"start": "2026-02-10"}, scores=scores)) == "met"
    assert status("score", rule, case({"start": "2026-02-12"}, scores=scores)) == "not_met"
    assert status("score", rule, case(scores=scores)) == "not_documented"


def but_without_a_window_it_looks_at_the_current_episode() -> None:
    assert status("score", PHQ9, scored(score("s1", "PHQ-9", 22, "2024-12-01"))) == "not_met"
    assert (
        status("score", PHQ9, case(scores=complete(score("s1", "PHQ-9", 22, "2026-01-12"))))
        == "not_documented"
    )


def it_is_silent_without_scores() -> None:
    assert status("score", PHQ9, case(episodes=episode())) == "not_documented"
    assert status("score", PHQ9, case()) == "not_documented"


@pytest.mark.parametrize(
    ("totals", "listed", "expected"),
    [
        ((22, 15), incomplete, "met"),
        ((22, 14), incomplete, "not_met"),
        ((22, 16, 17), complete, "met"),
        ((22,), incomplete, "not_documented"),  # persistent needs two
        ((22,), complete, "not_met"),
        ((), complete, "not_met"),
    ],
)
def it_asks_persistence_of_every_score_and_of_at_least_two(
    totals: tuple[int, ...], listed: Any, expected: str
) -> None:
    scores = [
        score(f"s{place}", "PHQ-9", total, f"2026-01-{10 + place}") for place, total in enumerate(totals)
    ]
    assert status("score", PERSISTENT, scored(*scores, listed=listed)) == expected


def it_finds_a_recorded_baseline_whatever_its_number() -> None:
    rule = {"measures": "depression"}
    assert status("score_recorded", rule, scored(score("s1", "MADRS", 4, "2026-01-12"))) == "met"
    assert status("score_recorded", rule, scored(score("s1", "Y-BOCS", 24, "2026-01-12"))) == "not_met"
    assert status("score_recorded", rule, case(episodes=episode())) == "not_documented"
    named = {"measures": "depression", "instruments": ["phq9"]}
    assert (
        status("score_recorded", named, scored(score("s1", "MADRS", 4, "2026-01-12"), listed=incomplete))
        == "not_documented"
    )


@pytest.mark.parametrize(
    ("days", "expected"), [(13, "met"), (14, "met"), (15, "not_met"), (None, "not_documented")]
)
def it_compares_the_planned_cadence(days: int | None, expected: str) -> None:
    assert (
        status("serial_scores", {"every_days": 14}, case({"schedule": {"scale_every_days": days}}))
        == expected
    )


def it_asks_for_one_planned_instrument_at_both_ends() -> None:
    rule = {"same_instrument": "yes", "at_start": "yes", "at_end": "yes"}
    whole = {"scale": "PHQ-9", "scale_at_start": "yes", "scale_at_end": "yes"}
    assert status("serial_scores", rule, case({"schedule": whole})) == "met"
    assert status("serial_scores", rule, case({"schedule": {**whole, "scale_at_end": "no"}})) == "not_met"
    assert (
        status("serial_scores", rule, case({"schedule": {"scale_at_start": "yes", "scale_at_end": "yes"}}))
        == "not_documented"
    )
    assert status("serial_scores", {}, case()) == "not_documented"
