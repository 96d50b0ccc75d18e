"""Time: the plain difference of dates, intervals where dates are imprecise, weeks at a dose (SEMANTICS 3)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from authpack.criteria.finding import Finding
from authpack.criteria.trial_facts import TrialFacts
from tests.builders import case, complete, judged, trial

DOSE = {"max_dose": "100 mg/day", "max_tolerated": "yes"}


def weeks(
    record: dict[str, Any], at_least: Any = 6, dose: str | None = None, as_of: str = "2026-02-02"
) -> Finding:
    """One trial of sertraline against "at least so many weeks"."""
    adequate: dict[str, Any] = {"weeks": at_least} | ({"dose": dose} if dose else {})
    rule = {"at_least": 1, "response": {"counts": ["none"]}, "adequate": adequate}
    return judged("trials", rule, case(trials=complete(record)), as_of)


def span(record: dict[str, Any], **options: Any) -> tuple[int, int | None]:
    """The interval of days that the leaf's line shows."""
    values = weeks(record, at_least=100, **options).lines[0].values
    return values["low"], values["high"]


def of(start: str | None, stop: str | None, **fields: Any) -> dict[str, Any]:
    """A trial between two dates."""
    return trial("t1", "sertraline", start=start, stop=stop, **fields)


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        ("2024-01-01", "2024-02-11", "not_met"),  # 41 days
        ("2024-01-01", "2024-02-12", "met"),  # 42 days: no inclusive day added
        ("2024-01-01", "2024-02-13", "met"),  # 43 days
    ],
)
def it_counts_six_weeks_as_a_difference_of_42_days(start: str, stop: str, expected: str) -> None:
    assert weeks(of(start, stop)).status == expected


@pytest.mark.parametrize(
    ("start", "stop", "interval", "expected"),
    [
        ("2024-01", "2024-02", (1, 59), "not_documented"),
        ("2024-01", "2024-01", (0, 30), "not_met"),
        ("2024-01", "2024-04", (61, 120), "met"),
        ("2024-01-15", "2024-02", (17, 45), "not_documented"),
        ("2024-01-20", "2024-02", (12, 40), "not_met"),
        ("2024-01-20", "2024-03", (41, 71), "not_documented"),
        ("2024-01-19", "2024-03", (42, 72), "met"),
        ("2023", "2024-02-12", (43, 407), "met"),
        ("2024", "2024", (0, 365), "not_documented"),
    ],
)
def it_keeps_an_interval_where_dates_are_imprecise(
    start: str, stop: str, interval: tuple[int, int], expected: str
) -> None:
    assert span(of(start, stop)) == interval
    assert weeks(of(start, stop)).status == expected


def it_says_nothing_of_a_trial_without_dates() -> None:
    assert weeks(of(None, None)).status == "not_documented"
    assert weeks(of(None, "2024-03-01")).status == "not_documented"


def it_gives_a_stopped_trial_without_a_stop_a_low_of_nothing() -> None:
    assert span(of("2025-12-01", None)) == (0, 63)


# -- ongoing ---------------------------------------------------------------------------------------


def ongoing(start: str, **fields: Any) -> dict[str, Any]:
    return trial("t1", "sertraline", state="ongoing", start=start, stop=None, **fields)


def it_runs_an_ongoing_trial_to_the_day_it_was_last_confirmed() -> None:
    assert span(ongoing("2025-11-01", ongoing_on="2025-12-01")) == (30, 30)


def but_waiting_never_turns_an_unconfirmed_one_to_met() -> None:
    for as_of in ("2026-02-02", "2026-06-01", "2030-01-01"):
        assert weeks(ongoing("2025-12-01"), as_of=as_of).status == "not_documented"


def it_bounds_an_unconfirmed_one_by_the_day_of_judging() -> None:
    assert span(ongoing("2025-12-01")) == (0, 63)
    assert weeks(ongoing("2025-12-01"), as_of="2026-01-11").status == "not_met"  # at most 41 days
    assert weeks(ongoing("2025-12-01"), as_of="2026-01-12").status == "not_documented"  # at most 42


def it_never_counts_days_after_the_day_of_judging() -> None:
    assert span(of("2026-01-01", "2026-06-01")) == (32, 32)
    assert span(ongoing("2026-01-01", ongoing_on="2026-06-01")) == (32, 32)


def it_does_not_see_a_trial_begun_after_the_day_of_judging() -> None:
    later = weeks(of("2026-02-03", "2026-06-01"))
    assert (later.status, later.lines) == ("not_met", ())


# -- weeks at a dose -------------------------------------------------------------------------------


def stepped(*steps: tuple[str, str] | tuple[str, str, str], **fields: Any) -> dict[str, Any]:
    made = [dict(zip(("dose", "start", "stop"), step, strict=False)) for step in steps]
    return trial("t1", "sertraline", steps=made, start=made[0]["start"], **{"stop": "2025-12-31", **fields})


def it_takes_the_longest_unbroken_run_at_the_dose_never_a_sum() -> None:
    broken = stepped(
        ("50 mg/day", "2025-01-01"),
        ("25 mg/day", "2025-02-01"),  # 31 days at the minimum so far
        ("50 mg/day", "2025-02-11"),
        stop="2025-03-10",  # 27 days more: 58 in sum, 31 in the longest run
    )
    assert span(broken, dose="label_minimum") == (31, 31)
    assert weeks(broken, dose="label_minimum").status == "not_met"


def it_joins_steps_above_the_threshold_that_follow_one_another() -> None:
    rising = stepped(
        ("25 mg/day", "2025-01-01"),
        ("50 mg/day", "2025-01-08"),
        ("100 mg/day", "2025-01-29"),
        stop="2025-02-19",
    )
    assert span(rising, dose="label_minimum") == (42, 42)
    assert weeks(rising, dose="label_minimum").status == "met"


@pytest.mark.parametrize(
    ("next_start", "joined"),
    [("2025-01-31", True), ("2025-02-01", True), ("2025-02-02", False)],
)
def it_breaks_the_run_where_the_record_shows_a_gap(next_start: str, joined: bool) -> None:
    gap = stepped(("50 mg/day", "2025-01-01", "2025-01-31"), ("50 mg/day", next_start), stop="2025-03-01")
    low, high = span(gap, dose="label_minimum")
    assert (low, high) == ((59, 59) if joined else (30, 30))


def it_holds_an_interval_where_the_gap_is_not_certain() -> None:
    unsure = stepped(("50 mg/day", "2025-01-01", "2025-01-31"), ("50 mg/day", "2025-02"), stop="2025-03-01")
    assert span(unsure, dose="label_minimum") == (30, 59)
    assert weeks(unsure, dose="label_minimum").status == "not_documented"


@pytest.mark.parametrize(
    ("begin", "interval"),
    [
        ("2025-01-01", (28, 59)),  # the dose of January is not recorded: it may have been enough
        ("2025-02-01", (28, 28)),  # the first dose was the first day
        ("2025-02", (28, 28)),  # no day of that month lies before the first dose
        ("2025-01", (28, 59)),
    ],
)
def it_lets_an_unrecorded_first_dose_lengthen_the_first_run_at_most(
    begin: str, interval: tuple[int, int]
) -> None:
    late = stepped(("50 mg/day", "2025-02-01"), stop="2025-03-01")
    assert span({**late, "start": begin}, dose="label_minimum") == interval


def but_it_does_not_join_that_time_to_a_later_dose_over_one_that_is_too_low() -> None:
    low_first = stepped(("25 mg/day", "2025-02-01"), ("50 mg/day", "2025-03-01"), stop="2025-04-12")
    assert span({**low_first, "start": "2025-01-01"}, dose="label_minimum") == (42, 42)
    shorter = stepped(("25 mg/day", "2025-02-01"), ("50 mg/day", "2025-03-01"), stop="2025-03-15")
    assert span({**shorter, "start": "2025-01-01"}, dose="label_minimum") == (14, 31)


def it_joins_more_than_two_steps() -> None:
    four = stepped(
        ("50 mg/day", "2025-01-01", "2025-01-10"),
        ("75 mg/day", "2025-01-11", "2025-01-20"),
        ("100 mg/day", "2025-01-21", "2025-01-31"),
        ("25 mg/day", "2025-02-01"),
        stop="2025-03-31",
    )
    assert span(four, dose="label_minimum") == (30, 30)


def it_counts_only_the_weeks_at_the_highest_dose_where_that_is_asked() -> None:
    rising = stepped(("50 mg/day", "2025-01-01"), ("100 mg/day", "2025-02-01"), stop="2025-03-14", **DOSE)
    assert span(rising, dose="max_tolerated") == (41, 41)
    assert weeks(rising, dose="max_tolerated").status == "not_met"
    assert weeks(rising, dose="label_minimum").status == "met"


def it_gives_low_zero_where_only_the_highest_dose_and_the_total_time_are_known() -> None:
    only_total = of("2025-01-01", "2025-04-01", max_dose="100 mg/day", max_tolerated="yes")
    assert span(only_total, dose="max_tolerated") == (0, 90)
    assert weeks(only_total, dose="max_tolerated").status == "not_documented"


def but_it_takes_the_weeks_stated_at_the_highest_dose() -> None:
    stated = of("2025-01-01", "2025-04-01", weeks_at_max="6", **DOSE)
    assert span(stated, dose="max_tolerated") == (42, 42)
    assert weeks(stated, dose="max_tolerated").status == "met"
    shorter = of("2025-01-01", "2025-04-01", weeks_at_max="5", **DOSE)
    assert weeks(shorter, dose="max_tolerated").status == "not_met"


def but_it_never_takes_more_weeks_at_a_dose_than_the_dates_hold() -> None:
    """Six weeks stated, 38 days between the dates: the shorter reading, so that a doubt never becomes met."""
    short = of("2025-01-01", "2025-02-08", weeks_at_max="6", **DOSE)
    assert weeks(short, dose="max_tolerated").status != "met"


def it_leaves_weeks_at_a_lower_dose_open_above_the_weeks_stated_at_the_highest() -> None:
    stated = of("2025-01-01", "2025-04-01", weeks_at_max="5", **DOSE)
    assert span(stated, dose="label_minimum") == (35, 90)
    assert weeks(stated, dose="label_minimum").status == "not_documented"


def it_says_no_where_the_highest_dose_ever_lies_below_the_threshold() -> None:
    low = of("2025-01-01", "2025-06-01", max_dose="25 mg/day")
    assert weeks(low, dose="label_minimum").status == "not_met"
    assert weeks(of("2025-01-01", "2025-06-01"), dose="label_minimum").status == "not_documented"


@pytest.mark.parametrize(("dose", "expected"), [("49", "not_met"), ("50", "met"), ("51", "met")])
def it_compares_a_dose_with_the_label_minimum_exactly(dose: str, expected: str) -> None:
    record = stepped((f"{dose} mg/day", "2025-01-01"), stop="2025-03-01", max_dose=f"{dose} mg/day")
    found = weeks(record, dose="label_minimum")
    assert found.status == expected
    assert found.lines[0].reason == ("counts" if expected == "met" else "dose_below")


@pytest.mark.parametrize(
    ("dose", "stated", "expected"),
    [
        ("199", "unknown", "not_documented"),
        ("200", "unknown", "met"),  # at the labelled maximum of sertraline
        ("201", "unknown", "met"),
        ("199", "no", "not_met"),
        ("199", "yes", "met"),
    ],
)
def it_counts_the_labelled_maximum_as_maximum_tolerated(dose: str, stated: str, expected: str) -> None:
    record = of("2025-01-01", "2025-06-01", max_dose=f"{dose} mg/day", max_tolerated=stated, weeks_at_max="8")
    assert weeks(record, dose="max_tolerated").status == expected


def it_never_takes_a_tablet_strength_for_a_dose() -> None:
    record = trial("t1", "sertraline 100 mg tab", start="2025-01-01", stop="2025-06-01")
    assert weeks(record, dose="label_minimum").status == "not_documented"


def it_needs_review_where_the_reference_has_no_label_minimum_for_the_drug() -> None:
    record = trial("t1", "sertraline", max_dose="100 mg/session", weeks_at_max="8")
    assert weeks(record, dose="label_minimum").status in ("needs_review", "not_documented")


# -- stated weeks ----------------------------------------------------------------------------------


def it_takes_stated_weeks_where_there_are_no_dates() -> None:
    assert weeks(of(None, None, weeks_total="6")).status == "met"
    assert weeks(of(None, None, weeks_total="5.9")).status == "not_met"


def it_lets_stated_weeks_narrow_imprecise_dates() -> None:
    assert weeks(of("2024-01", "2024-02", weeks_total="7")).status == "met"
    assert weeks(of("2024-01", "2024-02", weeks_total="5")).status == "not_met"


@pytest.mark.parametrize(("start", "stop"), [("2024-01-15", "2024-02"), ("2024-01", "2024-02-20")])
def it_takes_stated_weeks_where_one_date_is_imprecise(start: str, stop: str) -> None:
    assert weeks(of(start, stop)).status == "not_documented"
    assert weeks(of(start, stop, weeks_total="6")).status == "met"


@pytest.mark.parametrize(
    ("held", "interval"),
    [(44, (42, 42)), (42, (42, 42)), (36, (36, 36)), (35, (0, 35))],
    ids=["more than stated", "as stated", "within the rounding of a week", "less than stated"],
)
def it_bounds_weeks_stated_at_a_dose_by_the_days_taken(held: int, interval: tuple[int, int]) -> None:
    """Six weeks stated at the highest dose of a trial that lasted so many days."""
    stop = (date(2025, 1, 1) + timedelta(days=held)).isoformat()
    record = case(trials=complete(of("2025-01-01", stop, weeks_at_max="6", **DOSE))).trials.items[0]
    assert TrialFacts(record, date(2026, 2, 2)).days_at(Decimal(100)) == interval


@pytest.mark.parametrize(
    ("stop", "response_date", "known"),
    [
        ("2025-06-01", None, True),  # ended before the day: the result was known
        ("2025-06-01", "2025-09-30", True),
        ("2025-06-01", "2025-10-01", True),
        ("2025-06-01", "2025-10-02", False),
        ("2025-12-01", None, False),  # still taken on the day
        ("2025-12-01", "2025-10-01", True),  # but what came of it was written down by then
        ("2025-12-01", "2025-10-02", False),
        ("2025-12-01", "2025-10", False),  # in that month, perhaps later
    ],
)
def it_knows_a_result_only_from_the_day_it_was_known(
    stop: str, response_date: str | None, known: bool
) -> None:
    data = of("2025-01-01", stop, **({"response_date": response_date} if response_date else {}))
    record = case(trials=complete(data)).trials.items[0]
    assert TrialFacts(record, date(2025, 10, 1)).response == ("none" if known else "unknown")


def but_it_never_lets_stated_weeks_undercut_what_the_dates_prove() -> None:
    proven = of("2024-01-18", "2024-03", weeks_total=None)  # at least 43 days
    assert weeks(proven).status == "met"
    assert weeks({**proven, "weeks_total": "5.5"}).status in ("met", "needs_review")


def it_has_no_upper_failure() -> None:
    assert weeks(of("2020-01-01", "2024-01-01"), at_least=4).status == "met"


# -- what is asked of other dates ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "as_of", "expected"),
    [
        ("2008-02-03", "2026-02-02", "not_met"),
        ("2008-02-02", "2026-02-02", "met"),
        ("2008-02-01", "2026-02-02", "met"),
        ("2008-02", "2026-02-02", "not_documented"),
        ("2008-02", "2026-02-28", "not_documented"),  # 2008 had a 29th of February
        ("2008-02", "2026-03-01", "met"),
        ("2008", "2026-02-02", "not_documented"),
        ("2007", "2026-02-02", "met"),
        ("2009", "2026-02-02", "not_met"),
    ],
)
def it_counts_age_in_completed_years_on_the_request_date(born: str, as_of: str, expected: str) -> None:
    patient = {"given_name": "A", "family_name": "B", "birth_date": born}
    assert judged("age", {"min": 18}, case(patient=patient), as_of).status == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("1940-02-03", "met"),  # 85, 86 tomorrow
        ("1940-02-02", "not_met"),
        ("1940-02", "not_documented"),
        ("2008-02-03", "not_met"),
        ("2008-02-02", "met"),
    ],
)
def it_bounds_age_on_both_sides(born: str, expected: str) -> None:
    patient = {"given_name": "A", "family_name": "B", "birth_date": born}
    assert judged("age", {"min": 18, "max": 85}, case(patient=patient)).status == expected


def it_leaves_an_age_that_the_text_does_not_mention_to_review() -> None:
    patient = {"given_name": "A", "family_name": "B", "birth_date": "2010-01-01"}
    found = judged("age", {"min": 18, "below": "silent"}, case(patient=patient))
    assert (found.status, found.reason) == ("needs_review", "policy_silent_age")
