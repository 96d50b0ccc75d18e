"""Clock times of a session's events that cannot all be true, and facts that are later than the note that tells them."""

from __future__ import annotations

from collections.abc import Iterator

from authpack.domain.sessions import AdverseEvent, Session
from authpack.domain.signing import Written
from authpack.ledger.course_of import Visit, minutes_of
from authpack.ledger.note_numbers import lengths
from authpack.ledger.note_problem import COMPLETE, NoteProblem, refusal

_INTERRUPTING = frozenset({"seizure", "syncope"})
"""Events during which nobody goes on stimulating."""


def times(visit: Visit) -> Iterator[NoteProblem]:
    """Every impossible time of one session."""
    session = visit.session
    for place, event in enumerate(session.adverse_events.items):
        path = f"{visit.path}/adverse_events/{place}"
        yield from _event(path, event, session)
        for name in ("at", "resolved_at", "told_at"):
            yield from later_than_note(
                f"{path}/{name}", getattr(event, name), session, session.date == session.written
            )
    yield from later_than_note(
        f"{visit.path}/suicidality/assessed",
        session.suicidality.assessed,
        session,
        session.date == session.written,
    )
    for place, one in enumerate(session.departures):
        if session.written is not None and one.date.first > session.written.last:
            text = "a clinician's reason is later than the note"
            yield refusal("later_than_note", f"{visit.path}/departures/{place}/date", text)


def later_than_note(path: str, clock: str | None, record: Written, same_day: bool) -> Iterator[NoteProblem]:
    """A time of the day on which the note was written that lies after its writing."""
    told, written = minutes_of(clock), minutes_of(record.written_time)
    if same_day and told is not None and written is not None and told > written:
        text = "the note tells what happened after it was written"
        yield refusal("later_than_note", path, text)


def _event(path: str, event: AdverseEvent, session: Session) -> Iterator[NoteProblem]:
    at, start, end = (minutes_of(one) for one in (event.at, session.start, session.end))
    if at is not None and start is not None and at < start:
        text = "an adverse event began before the session"
        yield refusal("event_outside_session", f"{path}/at", text)
    if at is not None and end is not None and at > end and event.after_session != "yes":
        text = "an adverse event began after the end of the session, and the record does not say so (after_session)"
        yield refusal("event_outside_session", f"{path}/at", text)
    if at is not None and end is not None and at < end and event.after_session == "yes":
        text = "an adverse event is called one after the session, and began before its end"
        yield refusal("event_outside_session", f"{path}/at", text)
    for name, words in (("resolved_at", "it resolved"), ("told_at", "the physician was told")):
        clock = minutes_of(getattr(event, name))
        if at is not None and clock is not None and clock < at:
            text = f"an adverse event began after {words}"
            yield refusal("event_times_contradict", f"{path}/{name}", text)
    yield from _delivered_through(path, event, session)


def _delivered_through(path: str, event: AdverseEvent, session: Session) -> Iterator[NoteProblem]:
    """The whole stimulation, although a seizure or syncope came before it can have ended."""
    if event.event not in _INTERRUPTING or event.after_session == "yes":
        return
    if event.at is None:
        text = "when it began is not recorded for a seizure or syncope"
        yield refusal("adverse_event_incomplete", f"{path}/at", text, COMPLETE)
        return
    whole = session.stopped_early != "yes" and all(
        one.trains is not None and one.trains == one.trains_planned for one in session.blocks
    )
    at, start = minutes_of(event.at), minutes_of(session.start)
    least = sum(found.first_to_last_pulse for one in session.blocks if (found := lengths(one)))
    if whole and at is not None and start is not None and (at - start + 1) * 60 < least:
        text = "the whole stimulation is recorded as delivered, and the event came before it can have ended"
        yield refusal("delivered_through_event", f"{path}/at", text)
