"""Weekends and federal holidays: named beside a deadline, never used to move it."""

from __future__ import annotations

from datetime import date, timedelta

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def federal_holidays(year: int) -> dict[date, str]:
    """The legal public holidays of the United States (5 U.S.C. 6103), with the days on which they are observed."""
    fixed = {
        date(year, 1, 1): "New Year's Day",
        date(year, 6, 19): "Juneteenth",
        date(year, 7, 4): "Independence Day",
        date(year, 11, 11): "Veterans Day",
        date(year, 12, 25): "Christmas Day",
    }
    found = {
        _nth(year, 1, 0, 3): "Martin Luther King Jr. Day",
        _nth(year, 2, 0, 3): "Washington's Birthday",
        _last_monday(year, 5): "Memorial Day",
        _nth(year, 9, 0, 1): "Labor Day",
        _nth(year, 10, 0, 2): "Columbus Day",
        _nth(year, 11, 3, 4): "Thanksgiving Day",
        **fixed,
    }
    for day, name in [*fixed.items(), (date(year + 1, 1, 1), "New Year's Day")]:
        observed = day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))
        if observed != day and observed.year == year:
            found[observed] = f"{name} (observed)"
    return found


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=last.weekday())


def closed_on(day: date) -> str:
    """ "a Saturday", "Labor Day"; empty on a working day."""
    holiday = federal_holidays(day.year).get(day)
    if holiday:
        return f"a federal holiday, {holiday}"
    return f"a {_WEEKDAYS[day.weekday()]}" if day.weekday() >= 5 else ""


def weekday(day: date) -> str:
    """The name of the day of the week."""
    return _WEEKDAYS[day.weekday()]


def plus_business_days(start: date, days: int) -> date:
    """The day ``days`` business days after ``start``; Saturdays, Sundays and federal holidays do not count."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= not closed_on(day)
    return day
