"""Counting trials (SEMANTICS 4): distinct drugs, distinct classes, side effects, separate trials, sub-counts.

Every rule is bounded from both sides: what the certain trials already give, and what certain and
open trials together could give at best. Met needs the first, not_met the failure of the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from authpack.criteria.facts import TrialFacts
from authpack.criteria.outcome import Repair, TrialLine
from authpack.criteria.truth import (
    MET,
    NEEDS_REVIEW,
    NOT_DOCUMENTED,
    NOT_MET,
    UNDECIDED,
    Status,
    first_undecided,
)
from authpack.domain.dates import PartialDate
from authpack.reference.side_effects import normalise


@dataclass(frozen=True, slots=True)
class Counted:
    """One trial as one leaf sees it."""

    trial: TrialFacts
    status: Status
    classes: frozenset[str] | None
    class_unknown: bool
    evidence: tuple[str, ...]
    missing: tuple[str, ...]
    assumes: tuple[str, ...]
    repairs: tuple[Repair, ...]
    mendable: bool
    of_which: tuple[Status, ...]
    side_effects: tuple[str, ...]
    line: TrialLine

    @property
    def key(self) -> str:
        """What makes two trials the same drug."""
        return self.trial.key


@dataclass(frozen=True, slots=True)
class Needs:
    """What a trial leaf asks for."""

    at_least: int
    distinct_classes: int | None
    distinct_drugs: bool
    separate: bool
    distinct_side_effects: bool
    of_which: tuple[int, ...]


@dataclass(slots=True)
class Count:
    """The answer, with the numbers for its wording."""

    status: Status
    reason: str
    short: bool
    values: dict[str, Any] = field(default_factory=dict)


def count(counted: Sequence[Counted], needs: Needs, *, complete: bool) -> Count:
    """Whether the trials are enough; a shortfall on an incomplete list is not documented."""
    sure = [one for one in counted if one.status == MET]
    open_ones = [one for one in counted if one.status in UNDECIDED]
    checks = _checks(sure, open_ones, needs)
    values: dict[str, Any] = {
        "counted": _distinct(sure, needs, most=False),
        "possible": _distinct([*sure, *open_ones], needs, most=True),
        "needed": needs.at_least,
        "classes_needed": needs.distinct_classes or 0,
    }
    if all(check.sure for check in checks):
        return Count(MET, "enough_trials", False, values)
    short = next((check for check in checks if not check.possible), None)
    if short is not None:
        status: Status = NOT_MET if complete else NOT_DOCUMENTED
        return Count(status, short.reason if complete else f"{short.reason}_so_far", True, values)
    failing = next(check for check in checks if not check.sure)
    undecided = [one.status for one in open_ones] + [
        status for one in sure for status in one.of_which if status in UNDECIDED
    ]
    if failing.ambiguous or not undecided:
        return Count(failing.ambiguous or NEEDS_REVIEW, failing.why or "class_ambiguous", False, values)
    return Count(first_undecided(undecided), "trials_open", False, values)


@dataclass(frozen=True, slots=True)
class _Check:
    sure: bool
    possible: bool
    reason: str
    ambiguous: Status | None = None
    why: str = ""


def _checks(sure: list[Counted], open_ones: list[Counted], needs: Needs) -> list[_Check]:
    both = [*sure, *open_ones]
    checks = [
        _Check(
            _distinct(sure, needs, most=False) >= needs.at_least,
            _distinct(both, needs, most=True) >= needs.at_least,
            "too_few_trials",
        )
    ]
    if needs.distinct_classes:
        checks.append(_class_check(sure, both, needs.distinct_classes))
    if needs.distinct_side_effects:
        checks.append(_side_effect_check(sure, both, needs.at_least))
    for place, least in enumerate(needs.of_which):
        certainly = [one for one in sure if one.of_which[place] == MET]
        perhaps = [one for one in both if one.of_which[place] != NOT_MET]
        checks.append(
            _Check(
                _distinct(certainly, needs, most=False) >= least,
                _distinct(perhaps, needs, most=True) >= least,
                "too_few_such_trials",
            )
        )
    return checks


def _distinct(trials: Sequence[Counted], needs: Needs, *, most: bool) -> int:
    """How many trials there are: by drug, and not overlapping, where the text wants that."""
    if needs.separate:
        trials = _separate(trials, most=most)
    if not needs.distinct_drugs:
        return len(trials)
    known = {one.key for one in trials if one.trial.drug is not None}
    unknown = {one.key for one in trials if one.trial.drug is None}
    # A drug whose name we do not know may be one of the others: it adds for certain only when it stands alone.
    return len(known) + (len(unknown) if most else int(bool(unknown) and not known))


def _separate(trials: Sequence[Counted], *, most: bool) -> Sequence[Counted]:
    """The largest set of trials no two of which overlap (certainly apart, or possibly apart)."""
    for size in range(len(trials), 1, -1):
        for chosen in combinations(trials, size):
            pairs = combinations(chosen, 2)
            if all(_apart(one, other, certain=not most) for one, other in pairs):
                return chosen
    return trials[:1]


def _apart(one: Counted, other: Counted, *, certain: bool) -> bool:
    first, second = _period(one), _period(other)
    return _ends_before(first[1], second[0], certain=certain) or _ends_before(second[1], first[0], certain=certain)


def _period(one: Counted) -> tuple[PartialDate | None, PartialDate | None]:
    trial = one.trial.trial
    return trial.start, trial.stop if trial.state == "stopped" else None


def _ends_before(stop: PartialDate | None, start: PartialDate | None, *, certain: bool) -> bool:
    """Whether a trial ended on or before the day on which the other began."""
    if stop is None or start is None:
        return not certain
    return stop.last <= start.first if certain else stop.first <= start.last


def _class_check(sure: list[Counted], both: list[Counted], needed: int) -> _Check:
    by_drug = _candidates(sure)
    possible = _matching([classes for classes in _candidates(both).values()])
    enough = not _hit_by_fewer(by_drug, needed)
    statuses = [one.status for one in both if one.status in UNDECIDED]
    silent = any(one.class_unknown for one in both)
    why: Status = NOT_DOCUMENTED if silent else NEEDS_REVIEW
    if statuses:
        why = NEEDS_REVIEW if NEEDS_REVIEW in statuses and not silent else NOT_DOCUMENTED
    return _Check(enough, possible >= needed, "too_few_classes", why, "drug_unknown" if silent else "class_ambiguous" if not statuses else "trials_open")


def _candidates(trials: Sequence[Counted]) -> dict[str, frozenset[str] | None]:
    return {one.key: (None if one.class_unknown else one.classes) for one in trials if one.classes or one.class_unknown}


def _hit_by_fewer(by_drug: dict[str, frozenset[str] | None], needed: int) -> bool:
    """Whether fewer than ``needed`` classes could explain every drug (a minimum hitting set below c)."""
    if not by_drug:
        return True
    known = [classes for classes in by_drug.values() if classes is not None]
    universe = sorted({name for classes in known for name in classes})
    for size in range(needed):
        for chosen in combinations(universe, size):
            if all(classes & set(chosen) for classes in known):
                return size > 0 or not known
    return False


def _matching(candidates: list[frozenset[str] | None]) -> int:
    """Most classes that the drugs can stand for at once, one class per drug; an unknown drug gives one more."""
    matched: dict[str, int] = {}
    known = [classes for classes in candidates if classes is not None]

    def place(index: int, seen: set[str]) -> bool:
        for name in sorted(known[index]):
            if name in seen:
                continue
            seen.add(name)
            if name not in matched or place(matched[name], seen):
                matched[name] = index
                return True
        return False

    return sum(place(index, set()) for index in range(len(known))) + (len(candidates) - len(known))


def _side_effect_check(sure: list[Counted], both: list[Counted], needed: int) -> _Check:
    """Distinct side effects: each trial shown by one of its own, no two trials by the same one."""
    certain = _effect_matching(sure, mapped_only=True)
    best = _effect_matching(both, mapped_only=False, unnamed_counts=True)
    unmapped = any(normalise(name) is None for one in both for name in one.side_effects)
    unnamed = any(not one.side_effects for one in both)
    why: Status = NOT_DOCUMENTED if unnamed or not unmapped else NEEDS_REVIEW
    if not unnamed and not unmapped:
        why = NEEDS_REVIEW if all(one.status != NOT_DOCUMENTED for one in both) else NOT_DOCUMENTED
    return _Check(certain >= needed, best >= needed, "too_few_side_effects", why, "side_effects_open")


def _effect_matching(trials: Sequence[Counted], *, mapped_only: bool, unnamed_counts: bool = False) -> int:
    candidates: list[frozenset[str] | None] = []
    for one in trials:
        names = {normalise(name) or (None if mapped_only else f"?{name.lower()}") for name in one.side_effects}
        effects = frozenset(name for name in names if name)
        if effects:
            candidates.append(effects)
        elif unnamed_counts and not one.side_effects:
            candidates.append(None)
    return _matching(candidates)
