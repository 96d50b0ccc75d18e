"""Partial dates, and what can be said of the time between two of them."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import BaseModel, ValidationError

from authpack.domain.dates import (
    DaySpan,
    PartialDate,
    add_months,
    age_on,
    days_between,
    is_before,
    on_or_before,
)


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-03-05", date(2024, 3, 5), date(2024, 3, 5), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "month"),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), "month"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("1880", date(1880, 1, 1), date(1880, 12, 31), "year"),
        ("2200", date(2200, 1, 1), date(2200, 12, 31), "year"),
    ],
)
def it_knows_the_first_and_the_last_day_a_date_can_mean(
    text: str, first: date, last: date, precision: str
) -> None:
    made = on(text)
    assert (made.first, made.last, made.precision) == (first, last, precision)
    assert made.exact is (precision == "day")
    assert str(made) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24-03-05",
        "2024-3-5",
        "2024/03/05",
        "03/05/2024",
        "2024-03-05T00:00",
        "2024-00",
        "2024-13",
        "2024-01-00",
        "2024-02-30",
        "2023-02-29",
        "2024-",
        "1879",
        "2201",
        "2024-03-05 ",
        "２０２４",
        "unknown",
    ],
)
def but_it_refuses_what_is_not_a_date(text: str) -> None:
    with pytest.raises(ValueError):
        on(text)


class Model(BaseModel):
    when: PartialDate


def it_is_read_and_written_by_models_as_text() -> None:
    assert Model.model_validate({"when": " 2024-03 "}).when == on("2024-03")
    assert Model.model_validate({"when": date(2024, 3, 5)}).when == on("2024-03-05")
    assert Model(when=on("2024-03")).model_dump(mode="json") == {"when": "2024-03"}
    assert Model.model_json_schema()["properties"]["when"]["type"] == "string"


@pytest.mark.parametrize("value", [20240305, None, True, 2024.0, ["2024"]])
def but_models_refuse_other_types(value: object) -> None:
    with pytest.raises(ValidationError, match="is not a date"):
        Model.model_validate({"when": value})


def it_makes_a_date_of_a_day() -> None:
    assert PartialDate.of(date(2024, 3, 5)) == on("2024-03-05")


# -- spans -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "stop", "low", "high"),
    [
        ("2024-01-01", "2024-01-01", 0, 0),
        ("2024-01-01", "2024-01-02", 1, 1),
        ("2024-02-01", "2024-03-01", 29, 29),
        ("2023-02-01", "2023-03-01", 28, 28),
        ("2024-01", "2024-01", 0, 30),
        ("2024-01", "2024-03", 30, 90),
        ("2024-01-31", "2024-02", 1, 29),
        ("2023", "2024", 1, 730),
        ("2024-03-10", "2024-03", 0, 21),
        ("2024-03", "2024-03-10", 0, 9),
    ],
)
def it_bounds_the_days_between_two_dates(start: str, stop: str, low: int, high: int) -> None:
    assert days_between(on(start), on(stop)) == DaySpan(low, high)


def it_has_no_span_where_the_stop_certainly_precedes_the_start() -> None:
    assert days_between(on("2024-03-10"), on("2024-03-09")) is None
    assert days_between(on("2024-03"), on("2024-02")) is None
    assert days_between(on("2024-03"), on("2024-03-01")) == DaySpan(0, 0)


@pytest.mark.parametrize(
    ("low", "high", "answer"),
    [(42, 42, True), (41, 41, False), (41, 42, None), (42, None, True), (41, None, None), (0, 41, False)],
)
def it_says_at_least_only_where_the_interval_decides(low: int, high: int | None, answer: bool | None) -> None:
    assert DaySpan(low, high).at_least(42) is answer


# -- order -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("2024-01-01", "2024-01-02", True),
        ("2024-01-02", "2024-01-02", False),
        ("2024-01-03", "2024-01-02", False),
        ("2024-01", "2024-02", True),
        ("2024-01", "2024-01-31", None),
        ("2024-01-31", "2024-01", False),
        ("2024-01-30", "2024-01", None),
        ("2024", "2024", None),
    ],
)
def it_knows_when_one_date_is_before_another(one: str, other: str, answer: bool | None) -> None:
    assert is_before(on(one), on(other)) is answer


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        ("2024-01-14", True),
        ("2024-01-15", True),
        ("2024-01-16", False),
        ("2024-01", None),
        ("2024-02", False),
    ],
)
def it_knows_when_a_date_falls_on_or_before_a_day(one: str, answer: bool | None) -> None:
    assert on_or_before(on(one), date(2024, 1, 15)) is answer


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2024, 1, 15), 1, date(2024, 2, 15)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 12, 31), 12, date(2024, 12, 31)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 5, 5), 0, date(2024, 5, 5)),
    ],
)
def it_adds_calendar_months(start: date, months: int, expected: date) -> None:
    assert add_months(start, months) == expected


@pytest.mark.parametrize(
    ("born", "years"),
    [
        ("2006-02-01", (20, 20)),
        ("2006-02-02", (20, 20)),
        ("2006-02-03", (19, 19)),
        ("2006-02", (19, 20)),
        ("2006", (19, 20)),
        ("2004-02-29", (21, 21)),
    ],
)
def it_counts_completed_years_as_an_interval(born: str, years: tuple[int, int]) -> None:
    assert age_on(on(born), date(2026, 2, 2)) == years


def it_turns_a_year_older_on_the_day_after_february_28_when_born_on_a_leap_day() -> None:
    assert age_on(on("2004-02-29"), date(2025, 2, 28)) == (20, 20)
    assert age_on(on("2004-02-29"), date(2025, 3, 1)) == (21, 21)
