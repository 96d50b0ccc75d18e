"""Deadlines as an ICS calendar: days, no times, and no word about the patient.

The same deadlines give the same bytes: identifiers come from the case number, the denial's id and the clock; the stamp is
the day itself, for the program does not look at the time.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from authpack.errors import InputError, MissingPartError

if TYPE_CHECKING:
    from icalendar import Alarm, Event

    from authpack.denials.deadline_rules import Clock
    from authpack.denials.deadlines import Deadlines

WARN_DAYS = (14, 3)
"""Days before the safe date on which the calendar reminds."""


def calendar_of(case_id: str, denial_id: str, found: Deadlines) -> bytes:
    """An ICS file with one day for each dated clock. InputError when none has a date; MissingPartError without icalendar."""
    try:
        from icalendar import Calendar
    except ImportError:
        raise MissingPartError(
            "A calendar file needs icalendar, which is not installed.",
            do="Run: pip install 'authpack[denials]'",
        ) from None
    dated = [one for one in found.clocks if one.last is not None]
    if not dated:
        raise InputError(
            "No deadline of this denial has a date: there is nothing to put into a calendar.",
            do="Record the notice's date, its stated deadline, or the kind of plan.",
        )
    calendar = Calendar()
    calendar.add("prodid", "-//authpack//denial deadlines//EN")
    calendar.add("version", "2.0")
    for clock in dated:
        for kind, day in _days(clock):
            calendar.add_component(_event(case_id, denial_id, clock, kind, day))
    made: bytes = calendar.to_ical()
    return made


def _days(clock: Clock) -> list[tuple[str, date]]:
    days = [("safe", clock.safe)] if clock.safe else []
    if clock.legal and clock.legal != clock.safe:
        days.append(("legal", clock.legal))
    return [(kind, day) for kind, day in days if day is not None]


def _event(case_id: str, denial_id: str, clock: Clock, kind: str, day: date) -> Event:
    from icalendar import Event

    event = Event()
    mark = hashlib.sha256(f"{case_id}/{denial_id}/{clock.id}/{kind}".encode()).hexdigest()[:32]
    event.add("uid", f"{mark}@authpack")
    event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    confirm = " (confirm before relying)" if clock.confirm else ""
    # The clock's own titles hold only the step and the party; nothing of the notice goes in.
    event.add("summary", f"Case {case_id}, {denial_id}: {kind} date, {clock.title}{confirm}")
    event.add("description", clock.how)
    event.add("transp", "TRANSPARENT")
    for days in WARN_DAYS if kind == "safe" else ():
        event.add_component(_alarm(days))
    return event


def _alarm(days: int) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"A deadline in {days} days")
    alarm.add("trigger", timedelta(days=-days))
    return alarm
