"""Findings of the note checks as text: each told once, with every place where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authpack.intake.session_rows import BadRow, SessionLog
    from authpack.ledger.note_problem import NoteProblem


def count_of(number: int, word: str) -> str:
    """``1 refusal``, ``2 refusals``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def findings(problems: Iterable[NoteProblem], log: SessionLog | None, width: int) -> list[str]:
    """Each finding with its code, what it rests on, what to do, and where: line and column of the log, or the path."""
    from authpack.cli.tables import indented
    from authpack.ledger.note_advice import advice

    grouped: dict[tuple[str, str, str], list[NoteProblem]] = {}
    for one in problems:
        grouped.setdefault((one.code, one.text, one.basis.source), []).append(one)
    lines = []
    for found in grouped.values():
        first = found[0]
        lines += indented(f"{first.text} ({first.code}).{_basis(first)} {advice(first)}", width, "  ", "-")
        for one in found[:FEW]:
            lines += indented(_place(one, log), width, "      ", "    -")
        more = ", ".join(one.path.split("/")[2] for one in found[FEW:])
        if more:
            lines += indented(f"and for {more}", width, "      ", "    -")
    return lines


def _basis(one: NoteProblem) -> str:
    return "" if one.basis.grade == "record" else f" Basis: {one.basis.source} [{one.basis.grade}]."


def _place(one: NoteProblem, log: SessionLog | None) -> str:
    """The row of the log and the path of the record, and what was found there and expected."""
    where = log.where(one.path) if log else None
    place = f"{one.path.split('/')[2]}, {where}" if where else one.path
    return f"{place}: {one.detail}" if one.detail else place


def bad_rows(bad: tuple[BadRow, ...], width: int) -> list[str]:
    """The rows that could not be read, each with every fault; faults of many rows are told once."""
    from authpack.cli.tables import indented

    if not bad:
        return []
    lines = ["", f"BAD ROWS, not read ({len(bad)})"]
    grouped: dict[str, list[tuple[int, str]]] = {}
    for row in bad:
        for fault in row.faults:
            said = f"{fault.what} {fault.do}".strip()
            grouped.setdefault(said, []).append((row.line, fault.where))
    for said, places in grouped.items():
        for _, place in places[:FEW]:
            lines += indented(f"{place}: {said}", width, "  ", "-")
        more = ", ".join(dict.fromkeys(str(line) for line, _ in places[FEW:]))
        if more:
            lines += indented(f"The same on lines {more}.", width, "  ", "-")
    return lines


FEW = 3
"""So many places of one fault are told in full, the others by their lines."""
