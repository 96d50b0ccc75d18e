"""Counting trials (SEMANTICS 4): distinct drugs, distinct classes, side effects, separate trials, sub-counts.

Every rule is bounded from both sides: what the certain trials already give, and what certain and
open trials together could give at best. Met needs the first, not_met the failure of the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from authpack.criteria.outcome import Alternative, Repair, TrialLine
from authpack.criteria.trial_facts import TrialFacts
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

MOST_SETS = 2_000
"""So many sets without an overlap are looked at; only histories far longer than a patient's have more."""


@dataclass(slots=True, eq=False, repr=False)
class Counted:
    """One trial as one leaf sees it. Not frozen, for speed alone (one per trial and leaf): nobody alters it."""

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
    line: TrialLine
    all_classes: frozenset[str] | None = frozenset()
    """Candidate classes whatever the role (an augmenting agent has one too); None: unknown drug."""

    @property
    def key(self) -> str:
        """What makes two trials the same drug."""
        return self.trial.key

    @property
    def side_effects(self) -> tuple[str, ...]:
        """The side effects recorded of it, as the chart writes them."""
        return tuple([effect.name for effect in self.trial.trial.side_effects])


class Needs(NamedTuple):
    """What a trial leaf asks for."""

    at_least: int
    distinct_classes: int | None
    distinct_drugs: bool
    separate: bool
    distinct_side_effects: bool
    of_which: tuple[int, ...]
    of_which_classes: tuple[int | None, ...] = ()


class Count(NamedTuple):
    """The answer, with the numbers for its wording."""

    status: Status
    reason: str
    short: bool
    values: dict[str, Any]


@dataclass(slots=True, eq=False, repr=False)
class Tally:
    """The trials of one record under one trial leaf, and what they come to. Nobody alters it, but for ``mended``."""

    counted: Sequence[Counted]
    complete: bool
    """Whether the list of trials was stated to be complete."""
    result: Count
    evidence: tuple[str, ...]
    missing: tuple[str, ...]
    assumes: tuple[str, ...]
    lines: tuple[TrialLine, ...]
    mended: dict[str, tuple[Alternative, ...]] = field(default_factory=dict)
    """The repairs worked out so far, by the criterion that asked for them."""


def tallied(counted: Sequence[Counted], needs: Needs, *, complete: bool) -> Tally:
    """The trials counted, with the record's places that the answer rests on or misses."""
    result = count(counted, needs, complete=complete)
    relevant = [one for one in counted if one.status != NOT_MET]
    missing = [path for one in counted for path in one.missing]
    if result.short and not complete:
        missing.append("/trials")
    return Tally(
        counted,
        complete,
        result,
        tuple([path for one in relevant or counted for path in one.evidence]) or ("/trials",),
        tuple(dict.fromkeys(missing)),
        tuple(dict.fromkeys([row for one in relevant for row in one.assumes])),
        tuple([one.line for one in counted]),
    )


def count(counted: Sequence[Counted], needs: Needs, *, complete: bool) -> Count:
    """Whether the trials are enough; a shortfall on an incomplete list is not documented."""
    both = [one for one in counted if one.status != NOT_MET]
    if not both and needs.at_least:
        return _nothing_counts(needs, complete=complete)
    sure = [one for one in both if one.status == MET]
    certainly, perhaps = _sets(sure, needs, certain=True), _sets(both, needs, certain=False)
    least = [_distinct(chosen, needs, most=False) for chosen in certainly]
    most = [_distinct(chosen, needs, most=True) for chosen in perhaps]
    certain = _fewest(certainly, least, needs, most=False)
    values: dict[str, Any] = {
        "counted": max(least),
        "possible": max(most),
        "needed": needs.at_least,
        "classes_needed": needs.distinct_classes or 0,
    }
    if not certain:
        return Count(MET, "enough_trials", False, values)
    short = _fewest(perhaps, most, needs, most=True)
    if short:
        status: Status = NOT_MET if complete else NOT_DOCUMENTED
        return Count(status, short[0] if complete else f"{short[0]}_so_far", True, values)
    return _undecided(sure, both, certain, needs, values)


def _nothing_counts(needs: Needs, *, complete: bool) -> Count:
    """Not one trial that counts or may count: the commonest answer of leaves on intolerance or contraindication."""
    values = {
        "counted": 0,
        "possible": 0,
        "needed": needs.at_least,
        "classes_needed": needs.distinct_classes or 0,
    }
    if complete:
        return Count(NOT_MET, "too_few_trials", True, values)
    return Count(NOT_DOCUMENTED, "too_few_trials_so_far", True, values)


def _fewest(sets: list[Sequence[Counted]], distinct: list[int], needs: Needs, *, most: bool) -> list[str]:
    """What the best of the sets lacks."""
    if len(sets) == 1:
        return _shortfalls(sets[0], distinct[0], needs, most=most)
    return min(
        (
            _shortfalls(chosen, number, needs, most=most)
            for chosen, number in zip(sets, distinct, strict=True)
        ),
        key=len,
    )


def _shortfalls(trials: Sequence[Counted], distinct: int, needs: Needs, *, most: bool) -> list[str]:
    """Which rules these trials fail: at the least they give (all of them count), or at the most they might give."""
    failing: list[str] = []
    if distinct < needs.at_least:
        failing.append("too_few_trials")
    if needs.distinct_classes and not _classes_reach(trials, needs.distinct_classes, most=most):
        failing.append("too_few_classes")
    if needs.distinct_side_effects and _side_effects(trials, needs, most=most) < needs.at_least:
        failing.append("too_few_side_effects")
    for place, least in enumerate(needs.of_which):
        fitting = [
            one for one in trials if one.of_which[place] == MET or (most and one.of_which[place] != NOT_MET)
        ]
        classes = needs.of_which_classes[place] if needs.of_which_classes else None
        if _distinct(fitting, needs, most=most) < least or (
            classes and not _reach(_whatever_role(fitting), classes, most=most)
        ):
            failing.append("too_few_such_trials")
    return failing


def _undecided(
    sure: Sequence[Counted], both: Sequence[Counted], failing: list[str], needs: Needs, values: dict[str, Any]
) -> Count:
    """Neither enough for certain nor too few at best: what is open decides (not documented before needs review)."""
    causes: list[Status] = [one.status for one in both if one.status in UNDECIDED]
    if needs.of_which:
        causes += [status for one in sure for status in one.of_which if status in UNDECIDED]
    if causes:
        return Count(first_undecided(causes), "trials_open", False, values)
    if any(one.trial.drug is None for one in sure):
        return Count(NOT_DOCUMENTED, "drug_unknown", False, values)
    if needs.separate and _sets(sure, needs, certain=True) != _sets(sure, needs, certain=False):
        return Count(NOT_DOCUMENTED, "overlap_open", False, values)
    if failing == ["too_few_side_effects"]:
        unnamed = any(not one.side_effects for one in sure)
        return Count(NOT_DOCUMENTED if unnamed else NEEDS_REVIEW, "side_effects_open", False, values)
    return Count(NEEDS_REVIEW, "class_ambiguous", False, values)


def _sets(trials: Sequence[Counted], needs: Needs, *, certain: bool) -> list[Sequence[Counted]]:
    """The trials to count: all; or, where they must be separate, every largest set without an overlap."""
    if not needs.separate or len(trials) < 2:
        return [tuple(trials)]
    apart = [0] * len(trials)
    for one, other in combinations(range(len(trials)), 2):
        if _apart(trials[one], trials[other], certain=certain):
            apart[one] |= 1 << other
            apart[other] |= 1 << one
    everyone = (1 << len(trials)) - 1
    if all(others | 1 << place == everyone for place, others in enumerate(apart)):
        return [tuple(trials)]
    sets, whole = _largest_sets(apart)
    if not whole and not certain:
        # Too many ways to choose: all of them together bound from above what any of them may give.
        return [tuple(trials)]
    return [tuple(trials[place] for place in chosen) for chosen in sets]


def _largest_sets(apart: list[int]) -> tuple[list[tuple[int, ...]], bool]:
    """Every set that no other contains and in which each lies apart from each, as places, larger ones first.

    apart: for each thing a bit for each other from which it lies apart. False beside them: there are more than
    MOST_SETS, and these are some of them.
    Bron and Kerbosch's search for maximal cliques (Communications of the ACM 16, 1973), with a pivot.
    """
    found: list[tuple[int, ...]] = []

    def grow(chosen: tuple[int, ...], open_: int, seen: int) -> bool:
        if not open_ and not seen:
            found.append(tuple(sorted(chosen)))
            return len(found) <= MOST_SETS
        pivot = max(_places(open_ | seen), key=lambda place: (open_ & apart[place]).bit_count())
        for place in _places(open_ & ~apart[pivot]):
            if not grow((*chosen, place), open_ & apart[place], seen & apart[place]):
                return False
            open_ &= ~(1 << place)
            seen |= 1 << place
        return True

    whole = grow((), (1 << len(apart)) - 1, 0)
    return sorted(found, key=lambda chosen: (-len(chosen), chosen)), whole


def _places(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def _distinct(trials: Sequence[Counted], needs: Needs, *, most: bool) -> int:
    """How many trials there are: by drug where the text wants different ones."""
    if not needs.distinct_drugs:
        return len(trials)
    known = {one.trial.key for one in trials if one.trial.drug is not None}
    unknown = {one.trial.key for one in trials if one.trial.drug is None}
    # A drug whose name we do not know may be one of the others: it adds for certain only when it stands alone.
    return len(known) + (len(unknown) if most else int(bool(unknown) and not known))


def _apart(one: Counted, other: Counted, *, certain: bool) -> bool:
    first, second = _period(one), _period(other)
    return _ends_before(first[1], second[0], certain=certain) or _ends_before(
        second[1], first[0], certain=certain
    )


def _period(one: Counted) -> tuple[PartialDate | None, PartialDate | None]:
    trial = one.trial.trial
    return trial.start, trial.stop if trial.state == "stopped" else None


def _ends_before(stop: PartialDate | None, start: PartialDate | None, *, certain: bool) -> bool:
    """Whether a trial ended on or before the day on which the other began."""
    if stop is None or start is None:
        return not certain
    return stop.last <= start.first if certain else stop.first <= start.last


def _classes_reach(trials: Sequence[Counted], needed: int, *, most: bool) -> bool:
    """Whether the drugs stand for that many classes: for certain (hitting set), or at best (matching)."""
    candidates = {
        one.key: (None if one.class_unknown else one.classes)
        for one in trials
        if one.classes or one.class_unknown
    }
    return _reach(candidates, needed, most=most)


def _whatever_role(trials: Sequence[Counted]) -> dict[str, frozenset[str] | None]:
    """Candidate classes by drug where an augmenting agent's class counts like any other."""
    return {one.key: one.all_classes for one in trials if one.all_classes is None or len(one.all_classes)}


def _reach(candidates: dict[str, frozenset[str] | None], needed: int, *, most: bool) -> bool:
    """The same of candidate classes by drug; None: a drug of whatever class."""
    if len(candidates) < needed:
        return False
    if most:
        return _matching(list(candidates.values())) >= needed
    return not _hit_by_fewer(candidates, needed)


def _hit_by_fewer(by_drug: dict[str, frozenset[str] | None], needed: int) -> bool:
    """Whether fewer than ``needed`` classes could explain every drug (a minimum hitting set below c)."""
    if not by_drug:
        return True
    known = [classes for classes in by_drug.values() if classes is not None]
    universe = sorted({name for classes in known for name in classes})
    for size in range(needed):
        for chosen in combinations(universe, size):
            if not any(classes.isdisjoint(chosen) for classes in known):
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


def _side_effects(trials: Sequence[Counted], needs: Needs, *, most: bool) -> int:
    """Distinct side effects: each drug (or trial) shown by one of its own, no two by the same one.

    Two periods of one drug are one drug, with the side effects of both. At most, an unmapped wording is
    one of its own and a trial without any named may have had any.
    """
    by_drug: dict[object, list[Counted]] = {}
    for one in trials:
        by_drug.setdefault(one.key if needs.distinct_drugs else id(one), []).append(one)
    return _matching(
        [found for some in by_drug.values() if (found := _effects(some, most=most)) != frozenset()]
    )


def _effects(trials: Sequence[Counted], *, most: bool) -> frozenset[str] | None:
    """The side effects one drug may stand for; None: any."""
    if most and any(not one.side_effects for one in trials):
        return None
    written = {name for one in trials for name in one.side_effects}
    named = {normalise(name) or (f"?{name.lower()}" if most else None) for name in written}
    return frozenset(name for name in named if name)
