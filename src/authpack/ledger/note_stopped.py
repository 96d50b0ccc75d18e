"""Sessions that delivered less than planned, and the early-stop notes that belong to them."""

from __future__ import annotations

from collections.abc import Iterator

from authpack.domain.case import Case
from authpack.domain.course import EarlyStop
from authpack.domain.sessions import Session
from authpack.ledger.course_of import Visit, minutes_of
from authpack.ledger.note_problem import COMPLETE, OWN_JUDGEMENT, NoteProblem, refusal, warning
from authpack.ledger.note_times import later_than_note


def stopped(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """Whether a short delivery is explained, and a session called stopped early was."""
    session = visit.session
    short, whole = is_short(session), is_whole(session)
    paused = bool(session.interruptions.items)
    path = f"{visit.path}/stopped_early"
    if session.stopped_early != "yes":
        if short and not paused:
            text = "fewer trains were delivered than planned, and neither an early stop nor an interruption is recorded"
            yield refusal("short_delivery", path, text, detail=_trains(session))
        elif short:
            text = (
                "fewer trains were delivered than planned, and the session is not recorded as stopped early"
            )
            yield warning("short_delivery", path, text, COMPLETE, detail=_trains(session))
        return
    if whole:
        text = "the session is recorded as stopped early, and everything planned was delivered"
        yield refusal("stopped_early_contradicts", path, text, detail=_trains(session))
    papers = [one for one in case.early_stops if one.session == session.id]
    if not papers and not paused and not session.departures:
        text = (
            "the session was stopped early and no reason is recorded (an interruption or an early-stop note)"
        )
        yield refusal("stop_without_reason", path, text, COMPLETE)
    elif not papers:
        text = "the session was stopped early and there is no early-stop note of it"
        yield warning("no_early_stop_note", path, text, OWN_JUDGEMENT)


def is_short(session: Session) -> bool:
    """Whether any block delivered fewer trains than planned."""
    return any(
        one.trains is not None and one.trains_planned is not None and one.trains < one.trains_planned
        for one in session.blocks
    )


def is_whole(session: Session) -> bool:
    """Whether every block delivered all its trains and all their pulses."""
    return bool(session.blocks) and all(
        one.trains is not None
        and one.trains == one.trains_planned
        and (
            one.pulses is None
            or one.pulses_per_train is None
            or one.pulses >= one.trains * one.pulses_per_train
        )
        for one in session.blocks
    )


def _trains(session: Session) -> str:
    return ", ".join(f"{one.trains} of {one.trains_planned} trains" for one in session.blocks)


def early_stop_times(paper: EarlyStop, path: str, sessions: tuple[Session, ...]) -> Iterator[NoteProblem]:
    """An early-stop note against the session that it names, and its own times against each other."""
    named = next((one for one in sessions if one.id == paper.session), None)
    if named is not None and paper.scope == "session":
        yield from _of_session(paper, path, named)
    at, told = minutes_of(paper.time), minutes_of(paper.told_at)
    if at is not None and told is not None and told < at:
        text = "the physician was told before the stop"
        yield refusal("event_times_contradict", f"{path}/told_at", text)
    if paper.decided_on is not None and paper.decided_on.last < paper.date.first:
        text = "the decision on restarting is older than the stop"
        yield refusal("event_times_contradict", f"{path}/decided_on", text)
    if paper.written is not None and paper.decided_on and paper.decided_on.first > paper.written.last:
        text = "the note tells what happened after it was written"
        yield refusal("later_than_note", f"{path}/decided_on", text)
    for name in ("time", "told_at"):
        yield from later_than_note(f"{path}/{name}", getattr(paper, name), paper, paper.date == paper.written)


def _of_session(paper: EarlyStop, path: str, named: Session) -> Iterator[NoteProblem]:
    if paper.date != named.date:
        text = "the session named was on another day"
        yield refusal("stop_outside_session", f"{path}/date", text)
        return
    at, start, end = (minutes_of(one) for one in (paper.time, named.start, named.end))
    if at is not None and start is not None and end is not None and not start <= at <= end:
        text = "the time of the stop does not lie within the session named"
        yield refusal("stop_outside_session", f"{path}/time", text)
    if is_whole(named):
        text = "the session named as stopped delivered everything that was planned"
        yield refusal("stopped_session_whole", f"{path}/session", text, detail=_trains(named))
