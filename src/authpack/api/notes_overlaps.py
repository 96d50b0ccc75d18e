"""Several patients' sessions side by side: one operator or device in two places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from authpack.api.judging import load_case
from authpack.api.notes import session_log
from authpack.errors import InputError
from authpack.textio import load_path

if TYPE_CHECKING:
    from authpack.domain.sessions import Session
    from authpack.ledger.overlaps import Overlap, Placed

__all__ = ["Overlaps", "overlapping_sessions"]

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Overlaps:
    """compared: sessions with day, time, and operator or device; left_out: the others; unread: rows of logs."""

    overlaps: tuple[Overlap, ...]
    compared: int
    left_out: tuple[Placed, ...]
    unread: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON; names files and ids only."""
        return {
            "compared": self.compared,
            "overlaps": [
                {
                    "sessions": [one.one.name, one.other.name],
                    "shared": list(one.shared),
                    "minutes": one.minutes,
                }
                for one in self.overlaps
            ],
            "left_out": [one.name for one in self.left_out],
            "unread": list(self.unread),
        }


def overlapping_sessions(files: Iterable[Path]) -> Overlaps:
    """Sessions of different files (cases or session logs) with one operator or one device at one time.

    InputError for a file that is neither, or when fewer than two are given.
    """
    from authpack.ledger.overlaps import Placed, not_comparable, overlaps

    files = tuple(files)
    if len({one.resolve() for one in files}) < FEWEST:
        raise InputError(
            "Two files at least are compared.", do="Give the cases or the session logs of several patients."
        )
    names = [one.name for one in files]
    placed: list[Placed] = []
    unread: list[str] = []
    for path in files:
        sessions, bad = _sessions(path)
        unread += bad
        label = path.name if names.count(path.name) == 1 else str(path)
        placed += [Placed(label, one) for one in sessions]
    left_out = not_comparable(placed)
    return Overlaps(tuple(overlaps(placed)), len(placed) - len(left_out), left_out, tuple(unread))


def _sessions(path: Path) -> tuple[tuple[Session, ...], list[str]]:
    from authpack.intake.session_log import SCHEMA

    is_log = path.suffix.lower() == ".csv" or load_path(path).data.get("schema") == SCHEMA
    if not is_log:
        return tuple(load_case(path).sessions), []
    log = session_log(path)
    return log.sessions, [f"{path.name}:{row.line}" for row in log.bad]
