"""One operator or one device in two sessions at a time: what shows only when several patients' sessions lie side by side.

An auditor who holds the notes of a day lays them side by side. Which one is wrong nobody can tell from here, so both are
named and nothing is refused. (A supervisor may answer for several rooms and is not compared.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from authpack.domain.sessions import Session
from authpack.ledger.course_of import minutes_of
from authpack.ledger.note_problem import OWN_JUDGEMENT, Basis

BASIS: Final[Basis] = OWN_JUDGEMENT


@dataclass(frozen=True, slots=True)
class Placed:
    """A session and the file that holds it."""

    source: str
    session: Session

    @property
    def name(self) -> str:
        """How it is named in a report: file and id, nothing of the patient."""
        return f"{self.source}: {self.session.id}"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two sessions that share an operator or a device. minutes: how long both ran."""

    one: Placed
    other: Placed
    shared: tuple[str, ...]
    minutes: int


def overlaps(placed: Iterable[Placed]) -> Iterator[Overlap]:
    """Every pair of sessions of different files that ran at one time with one operator or one device (by its serial).

    A session whose exact day, start or end is not recorded cannot be compared; one that ends as the next begins does
    not overlap. Within one file the course checks look (``sessions_overlap``).
    """
    by_day: dict[object, list[Placed]] = {}
    for one in placed:
        if one.session.date.exact and _span(one.session) is not None:
            by_day.setdefault(one.session.date.first, []).append(one)
    for _, found in sorted(by_day.items(), key=lambda pair: str(pair[0])):
        for one, other in combinations(found, 2):
            shared, minutes = _shared(one.session, other.session), _together(one.session, other.session)
            if one.source != other.source and shared and minutes > 0:
                yield Overlap(one, other, shared, minutes)


def not_comparable(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """Sessions whose exact day, start or end is not recorded, or that name neither operator nor serial number."""
    return tuple(
        one
        for one in placed
        if not one.session.date.exact
        or _span(one.session) is None
        or not (one.session.operator.name or one.session.equipment.serial)
    )


def _span(session: Session) -> tuple[int, int] | None:
    start, end = minutes_of(session.start), minutes_of(session.end)
    return None if start is None or end is None else (start, end)


def _together(one: Session, other: Session) -> int:
    mine, theirs = _span(one), _span(other)
    return min(mine[1], theirs[1]) - max(mine[0], theirs[0]) if mine and theirs else 0


def _shared(one: Session, other: Session) -> tuple[str, ...]:
    pairs = (
        ("operator", one.operator.name, other.operator.name),
        ("device", one.equipment.serial, other.equipment.serial),
    )
    return tuple(name for name, mine, theirs in pairs if mine and theirs and _same(mine, theirs))


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
