"""One patient against many policies: families of criteria by payer, and what is nearest to met for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from authpack.criteria import truth
from authpack.criteria.change import changes
from authpack.criteria.explain import verdict, why
from authpack.criteria.families import FAMILIES, Family, family_of
from authpack.criteria.finding import Determination, Finding
from authpack.criteria.policy import Policy
from authpack.criteria.truth import Status

SCHEMA = "authpack.comparison/1"
_ORDER = (
    "met",
    "known",
    "not_documented",
    "needs_review",
    "external",
    "text_not_seen",
    "not_met",
    "not_applicable",
)
_UNITS = ("readings",)
_ONE_SUFFICES = ("any_of", "at_least", "for_some")


@dataclass(frozen=True, slots=True)
class Cell:
    """One family under one policy. ``decides``: the status is folded from leaves that decide the answer."""

    status: Status
    decides: bool
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """What is nearest to met: the smallest set of repairs found, or the leaf that blocks.

    nothing_found: neither; met: nothing is missing.
    """

    kind: Literal["met", "change", "blocked", "nothing_found"]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One policy's answer."""

    policy: Policy
    overall: Status
    verdict: str
    known: bool
    cells: dict[Family, Cell]
    nearest: Nearest


@dataclass(frozen=True, slots=True)
class Matrix:
    """The comparison; rows ordered from met to not met, then by payer."""

    case_id: str
    request: str
    phase: str
    as_of: str
    rows: tuple[Row, ...]

    @property
    def families(self) -> tuple[Family, ...]:
        """The families that any of the policies speaks of, in table order."""
        return tuple(one for one in FAMILIES if any(one in row.cells for row in self.rows))


def matrix(determinations: Iterable[Determination], phase: str) -> Matrix:
    """Arrange determinations of one request under several policies. phase: the request's."""
    found = list(determinations)
    rows = sorted((_row(one, phase) for one in found), key=_rank)
    if not found:
        return Matrix("", "", phase, "", ())
    return Matrix(found[0].case_id, found[0].request, phase, found[0].as_of.isoformat(), tuple(rows))


def _rank(row: Row) -> tuple[int, str, str]:
    key = "known" if row.known else row.overall
    return _ORDER.index(key), row.policy.head.payer.printed.lower(), row.policy.id


def _row(one: Determination, phase: str) -> Row:
    return Row(
        one.policy, one.overall, verdict(one), one.met_as_far_as_known, cells(one, phase), nearest(one)
    )


def cells(determination: Determination, phase: str) -> dict[Family, Cell]:
    """Every family that the policy speaks of: the all-of of its deciding leaves.

    Where none of a family's leaves decides: the fold of the tree with all other families' leaves deleted.
    """
    units: dict[Family, list[tuple[Finding, Status]]] = {}
    for finding, status in _units(determination.root):
        units.setdefault(family_of(finding, phase), []).append((finding, status))
    found = {}
    for family in FAMILIES:
        if family not in units:
            continue
        deciding = [one for one in units[family] if one[0].decisive]
        alone = (
            truth.all_of(status for _, status in deciding)
            if deciding
            else _alone(determination.root, family, phase)
        )
        counted = deciding or units[family]
        found[family] = Cell(
            alone or truth.NOT_APPLICABLE, bool(deciding), tuple(one.id for one, _ in counted)
        )
    return found


def _alone(finding: Finding, family: Family, phase: str) -> Status | None:
    """The tree folded over one family's leaves; None when it has none here."""
    if finding.advisory or finding.status == truth.NOT_APPLICABLE:
        return None
    if not finding.children or finding.node.kind in _UNITS:
        return finding.status if family_of(finding, phase) == family else None
    parts = [one for child in finding.children if (one := _alone(child, family, phase)) is not None]
    if not parts:
        return None
    if finding.node.kind == "none_of":
        return truth.none_of(parts)
    return truth.any_of(parts) if finding.node.kind in _ONE_SUFFICES else truth.all_of(parts)


def _units(finding: Finding, *, inverted: bool = False) -> Iterator[tuple[Finding, Status]]:
    """Leaves with the status that counts (a none-of swaps it); readings of one sentence count as one."""
    if finding.advisory or finding.status == truth.NOT_APPLICABLE:
        return
    if not finding.children or finding.node.kind in _UNITS:
        yield finding, truth.swap(finding.status) if inverted else finding.status
        return
    inside = inverted != (finding.node.kind == "none_of")
    for child in finding.children:
        yield from _units(child, inverted=inside)


def nearest(determination: Determination) -> Nearest:
    """The smallest change set found, else the leaf that blocks."""
    if determination.overall == truth.MET:
        return Nearest("met", ())
    found = changes(determination)
    if found.sets:
        return Nearest("change", tuple(repair.text for repair in found.sets[0].repairs))
    blocking = [
        finding for name in found.blocked_by[:1] if (finding := determination.finding(name)) is not None
    ]
    if blocking:
        return Nearest("blocked", tuple(f"{one.node.says} {why(one)}" for one in blocking))
    return Nearest("nothing_found", ())


def as_data(found: Matrix) -> dict[str, Any]:
    """The comparison as plain data (``authpack.comparison/1``)."""
    return {
        "schema": SCHEMA,
        "case": found.case_id,
        "request": found.request,
        "phase": found.phase,
        "as_of": found.as_of,
        "families": {name: FAMILIES[name][1] for name in found.families},
        "rows": [_row_data(row) for row in found.rows],
    }


def _row_data(row: Row) -> dict[str, Any]:
    head = row.policy.head
    return {
        "policy": row.policy.id,
        "payer": head.payer.printed,
        "revision": head.revision,
        "effective_from": str(head.effective_from),
        "sha256": row.policy.sha256,
        "review_mode": head.review_mode,
        "local": row.policy.local,
        "overall": row.overall,
        "verdict": row.verdict,
        "cells": {
            name: {"status": cell.status, "decides": cell.decides, "criteria": list(cell.criteria)}
            for name, cell in row.cells.items()
        },
        "nearest": {"kind": row.nearest.kind, "says": list(row.nearest.says)},
    }
