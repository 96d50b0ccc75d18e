"""Which sessions belong together: a course is one request with its continuations; each session knows its authorization."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from authpack.domain.case import Case
from authpack.domain.requests import Authorization, Request

if TYPE_CHECKING:  # a letter need not build the models of sessions: only a name of a type here
    from authpack.domain.sessions import Session

FIRST_CODES = frozenset({"90867", "0890T"})
REDETERMINATION_CODES = frozenset({"90869", "0892T"})
LATER_CODES = frozenset({"90868", "0891T"})
SESSION_CODES = FIRST_CODES | REDETERMINATION_CODES | LATER_CODES
TARGET_CODE = "0889T"
DAY_CODES = frozenset({"0890T", "0891T", "0892T"})
"""Codes of accelerated fcMRI-guided treatment: one a day, whatever the number of sessions."""


def minutes_of(clock: str | None) -> int | None:
    """Minutes since midnight of a recorded time of day."""
    if clock is None:
        return None
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


FEW = 3
"""So many rows that could not be read are named, the others counted."""


class Unread(NamedTuple):
    """A row of a log that could not be read: what rests on it cannot be judged. where: file and line; id: if it has one."""

    where: str
    id: str | None = None


class Visit(NamedTuple):
    """One session in its course."""

    session: Session
    request: Request
    authorization: Authorization | None

    @property
    def path(self) -> str:
        """Where the session stands in the record."""
        return f"/sessions/{self.session.id}"

    @property
    def day(self) -> datetime.date:
        """The day of service (the first one it may be, when only the month is known)."""
        return self.session.date.first

    @property
    def order(self) -> tuple[datetime.date, int, int, str]:
        """Sorts visits by time."""
        one = self.session
        return (self.day, minutes_of(one.start) or 0, one.number or 0, one.id)


@dataclass(frozen=True)
class Course:
    """The sessions of a first request and of its continuations, in order of time.

    recorded: ids of the sessions in the order of the record (case, then log); unread: rows of the log that are missing.
    """

    case: Case
    requests: tuple[Request, ...]
    visits: tuple[Visit, ...]
    recorded: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    @cached_property
    def days(self) -> tuple[datetime.date, ...]:
        """The days of service, in order."""
        return tuple(sorted({visit.day for visit in self.visits}))

    def on(self, day: datetime.date) -> tuple[Visit, ...]:
        """The visits of one day."""
        return tuple(visit for visit in self.visits if visit.day == day)

    @property
    def not_read(self) -> str:
        """Which rows of the log could not be read: the first of them, and how many more; empty when there are none."""
        first = ", ".join(one.where for one in self.unread[:FEW])
        more = len(self.unread) - FEW
        return f"not read: {first}{f' and {more} more' if more > 0 else ''}" if self.unread else ""

    @cached_property
    def _place(self) -> dict[str, int]:
        return {visit.session.id: place for place, visit in enumerate(self.visits)}

    def before(self, visit: Visit) -> tuple[Visit, ...]:
        """The visits before one, oldest first."""
        return self.visits[: self._place[visit.session.id]]


def courses(case: Case, added: Iterable[Session] = (), unread: Iterable[Unread] = ()) -> tuple[Course, ...]:
    """Every course of the case that has sessions (or is asked for), in the order of the requests.

    added: sessions of a log beside those of the case; unread: its rows that could not be read. A session whose request
    cannot be told is in no course.
    """
    unread = tuple(unread)
    visits: dict[str, list[Visit]] = {}
    for session in (*case.sessions, *added):
        visit = visit_of(case, session)
        if visit is not None:
            visits.setdefault(head_of(case, visit.request).id, []).append(visit)
    return tuple(_course(case, tuple(chain), visits.get(chain[0].id, []), unread) for chain in _chains(case))


def _course(
    case: Case, chain: tuple[Request, ...], visits: list[Visit], unread: tuple[Unread, ...]
) -> Course:
    recorded = tuple(one.session.id for one in visits)
    return Course(case, chain, tuple(sorted(visits, key=lambda one: one.order)), recorded, unread)


def units_used(visits: tuple[Visit, ...]) -> Counter[tuple[str, str]]:
    """(authorization, code) -> units, one a session; codes of a whole day count once a day."""
    used: Counter[tuple[str, str]] = Counter()
    days: set[tuple[str, str, object]] = set()
    for visit in visits:
        if visit.authorization is None:
            continue
        key = (visit.authorization.id, visit.session.code)
        if visit.session.code in DAY_CODES:
            if (*key, visit.day) in days:
                continue
            days.add((*key, visit.day))
        used[key] += 1
    return used


def visit_of(case: Case, session: Session) -> Visit | None:
    """The session with its request and authorization; None when no request, or more than one, may be meant."""
    authorization = next((one for one in case.authorizations if one.id == session.authorization), None)
    named = session.request or (authorization.request if authorization else None)
    if named is None and len(case.requests) == 1:
        named = case.requests[0].id
    request = case.request(named) if named else None
    return Visit(session, request, authorization) if request else None


def course_of(case: Case, request: Request, added: Iterable[Session] = ()) -> Course:
    """The course that a request belongs to."""
    head = head_of(case, request)
    return next(one for one in courses(case, added) if one.requests[0].id == head.id)


def head_of(case: Case, request: Request) -> Request:
    """The request that began the course which this one continues; itself when it continues none."""
    return next(chain[0] for chain in _chains(case) if any(one.id == request.id for one in chain))


def _chains(case: Case) -> Iterator[list[Request]]:
    """Requests, each with the continuations that follow it for the same indication."""
    ordered = sorted(
        case.requests, key=lambda one: (one.date.first if one.date else datetime.date.max, one.id)
    )
    chains: list[list[Request]] = []
    for request in ordered:
        open_chain = next(
            (chain for chain in reversed(chains) if chain[0].indication == request.indication), None
        )
        if request.phase in ("continuation", "maintenance") and open_chain is not None:
            open_chain.append(request)
        else:
            chains.append([request])
    yield from chains
