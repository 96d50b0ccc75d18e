"""The written tables of SEMANTICS 1: how the answers of parts make the answer of the whole.

Seven statuses. U (undecided) is any of not_documented, needs_review, external, text_not_seen.
``not_applicable`` and advisory parts are taken out before folding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

Status = Literal[
    "met", "not_met", "not_documented", "needs_review", "external", "text_not_seen", "not_applicable"
]  # fmt: skip

MET: Status = "met"
NOT_MET: Status = "not_met"
NOT_DOCUMENTED: Status = "not_documented"
NEEDS_REVIEW: Status = "needs_review"
EXTERNAL: Status = "external"
TEXT_NOT_SEEN: Status = "text_not_seen"
NOT_APPLICABLE: Status = "not_applicable"

UNDECIDED: tuple[Status, ...] = (NOT_DOCUMENTED, NEEDS_REVIEW, EXTERNAL, TEXT_NOT_SEEN)

# all-of takes the minimum of this order, any-of the maximum of the other.
ALL_OF_ORDER: tuple[Status, ...] = (NOT_MET, NOT_DOCUMENTED, NEEDS_REVIEW, EXTERNAL, TEXT_NOT_SEEN, MET)
ANY_OF_ORDER: tuple[Status, ...] = (NOT_MET, TEXT_NOT_SEEN, EXTERNAL, NEEDS_REVIEW, NOT_DOCUMENTED, MET)
# Not applicable stands where it never wins against another part: that takes it out without a list of the rest.
_ALL_RANK = {status: rank for rank, status in enumerate((*ALL_OF_ORDER, NOT_APPLICABLE))}
_ANY_RANK = {status: rank for rank, status in enumerate((NOT_APPLICABLE, *ANY_OF_ORDER), -1)}
_SWAP: dict[Status, Status] = {MET: NOT_MET, NOT_MET: MET}


def _deciding(statuses: Iterable[Status]) -> list[Status]:
    return [status for status in statuses if status != NOT_APPLICABLE]


def all_of(statuses: Iterable[Status]) -> Status:
    """Every part must hold: the worst part decides; no parts left: not applicable."""
    return min(statuses, key=_ALL_RANK.__getitem__, default=NOT_APPLICABLE)


def any_of(statuses: Iterable[Status]) -> Status:
    """One part must hold: the best part decides; no parts left: not applicable."""
    return max(statuses, key=_ANY_RANK.__getitem__, default=NOT_APPLICABLE)


def swap(status: Status) -> Status:
    """Met and not_met change places; what is undecided stays undecided."""
    return _SWAP.get(status, status)


def none_of(statuses: Iterable[Status]) -> Status:
    """Every part must be ruled out."""
    return all_of(swap(status) for status in statuses)


def at_least(n: int, statuses: Iterable[Status]) -> Status:
    """At least n parts must hold; short even if every undecided part held: not met."""
    deciding = _deciding(statuses)
    if not deciding:
        return NOT_APPLICABLE
    met = deciding.count(MET)
    open_parts = [status for status in deciding if status in UNDECIDED]
    if met >= n:
        return MET
    if met + len(open_parts) < n:
        return NOT_MET
    return first_undecided(open_parts)


def first_undecided(statuses: Sequence[Status]) -> Status:
    """The first of not_documented, needs_review, external, text_not_seen that is present."""
    return next(status for status in UNDECIDED if status in statuses)


def guarded(guard: Status, body: Status) -> Status:
    """A part that applies only when its guard is met."""
    if guard == MET:
        return body
    if guard in (NOT_MET, NOT_APPLICABLE):
        return NOT_APPLICABLE
    if body == MET:
        return MET
    return guard if body == NOT_MET else first_undecided([guard, body])


def readings(statuses: Sequence[Status]) -> Status:
    """Two defensible readings: equal results stand; any not_documented asks first; else a person decides."""
    deciding = _deciding(statuses)
    if not deciding:
        return NOT_APPLICABLE
    if len(set(deciding)) == 1:
        return deciding[0]
    return NOT_DOCUMENTED if NOT_DOCUMENTED in deciding else NEEDS_REVIEW


def all_rank(status: Status) -> int:
    """Rank of a status in the all-of order: the lowest decides; not applicable ranks above everything."""
    return _ALL_RANK[status]


def any_rank(status: Status) -> int:
    """Rank of a status in the any-of order; not applicable ranks below everything."""
    return _ANY_RANK[status]
