"""Repairs of a trial leaf (SEMANTICS 6): what to find, record, have judged or give; never a value to reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from authpack.criteria.counting import Count, Counted, Needs, Tally, count
from authpack.criteria.outcome import Alternative, Repair
from authpack.criteria.truth import MET, NEEDS_REVIEW, UNDECIDED

if TYPE_CHECKING:
    from authpack.criteria.conditions.trials import Trials
    from authpack.criteria.policy import Node
    from authpack.criteria.view import View

MOST = 3
"""Alternatives that one leaf declares at the most."""
MOST_TRIED = 1_000
"""Sets of open trials that are tried; up to nine open trials, all of them are."""


def mend_trials(rule: Trials, view: View, node: Node, tally: Tally) -> tuple[Alternative, ...]:
    """At most three: settle open trials, find earlier ones on an open list, or give further care."""
    needs, counted, result = rule.needs, tally.counted, tally.result
    # Where even all open trials together are too few, settling some of them cannot be enough.
    found = [] if result.short else _settle(rule, view, node, counted, needs)
    short = _shortfall(result, needs)
    if short and not tally.complete:
        find = Repair("/trials", "record", _find_text(short))
        found += _beside(find, short, rule, view, node, counted)
    if not found and result.status == NEEDS_REVIEW and not any(map(_open, counted)):
        key = f"judge:{view.prefix}{node.id}:"
        found.append(
            (
                Repair(
                    key,
                    "judgement",
                    f"obtain a clinician's recorded judgement ({view.prefix}{node.id}), "
                    "or ask the payer how it classes the drugs",
                ),
            )
        )
    if rule.response is not None and not found and not view.facts.looks_back:
        care = Repair(f"care:trial:{max(1, short)}", "care", _care_text(short, needs))
        found += _beside(care, short, rule, view, node, counted)
    return tuple(found[:MOST])


def _beside(
    more: Repair, short: int, rule: Trials, view: View, node: Node, counted: Sequence[Counted]
) -> list[Alternative]:
    """More trials, and the open ones that must count too: ``short`` is what is missing when every open one counts."""
    needs = rule.needs
    rest = needs._replace(
        at_least=max(0, needs.at_least - short),
        distinct_classes=max(0, needs.distinct_classes - short) if needs.distinct_classes else None,
        of_which=tuple(max(0, one - short) for one in needs.of_which),
        of_which_classes=tuple(max(0, one - short) if one else None for one in needs.of_which_classes),
    )
    if not short or not any(map(_open, counted)) or _enough_with(counted, rest):
        return [(more,)]
    return [(*settling, more) for settling in _settle(rule, view, node, counted, rest)] or [(more,)]


def _settle(
    rule: Trials, view: View, node: Node, counted: Sequence[Counted], needs: Needs
) -> list[Alternative]:
    """The smallest sets of open trials that would be enough if each were settled as counting."""
    candidates = [place for place, one in enumerate(counted) if _open(one) and one.mendable]
    settled = {place: _settled(counted[place]) for place in candidates}

    def enough(chosen: tuple[int, ...]) -> bool:
        return _enough_with(
            [settled[place] if place in chosen else one for place, one in enumerate(counted)], needs
        )

    # Fewer cannot be enough: every rule counts at most one for each trial.
    lacking = max(1, needs.at_least - sum(one.status == MET for one in counted))
    fitting = _smallest(tuple(candidates), lacking, enough)
    alternatives = [_repairs_of(rule, view, node, [counted[place] for place in chosen]) for chosen in fitting]
    return [alternative for alternative in alternatives if alternative]


def _smallest(
    candidates: tuple[int, ...], least: int, enough: Callable[[tuple[int, ...]], bool]
) -> list[tuple[int, ...]]:
    """The first sets of the smallest size that is enough; in a very long history, one from which none can be left out."""
    tried = 0
    for size in range(least, len(candidates) + 1):
        fitting: list[tuple[int, ...]] = []
        for chosen in combinations(candidates, size):
            tried += 1
            if tried > MOST_TRIED:
                return fitting or _pared(candidates, enough)
            if enough(chosen):
                fitting.append(chosen)
                if len(fitting) == MOST - 1:
                    return fitting
        if fitting:
            return fitting
    return []


def _pared(candidates: tuple[int, ...], enough: Callable[[tuple[int, ...]], bool]) -> list[tuple[int, ...]]:
    if not enough(candidates):
        return []
    kept = candidates
    for place in reversed(candidates):
        fewer = tuple(one for one in kept if one != place)
        if enough(fewer):
            kept = fewer
    return [kept]


def _open(one: Counted) -> bool:
    return one.status in UNDECIDED or (
        one.status == MET and any(status in UNDECIDED for status in one.of_which)
    )


def _settled(one: Counted) -> Counted:
    """The trial once everything open about it is found to count."""
    inside = tuple(MET if status in UNDECIDED else status for status in one.of_which)
    return replace(one, status=MET, of_which=inside)


def _enough_with(counted: Sequence[Counted], needs: Needs) -> bool:
    result = count(counted, needs, complete=True)
    return result.status == MET or result.reason == "class_ambiguous"


def _repairs_of(rule: Trials, view: View, node: Node, chosen: list[Counted]) -> Alternative:
    repairs = [
        repair for one in chosen for repair in (*one.repairs, *rule.of_which_repairs(view, node, one.trial))
    ]
    return tuple({repair.key: repair for repair in repairs}.values())


def _shortfall(result: Count, needs: Needs) -> int:
    """How many more trials are missing even if every open one counts (at least one when a class is missing)."""
    return max(1, needs.at_least - int(result.values["possible"])) if result.short else 0


def _find_text(short: int) -> str:
    trials = "trial" if short == 1 else "trials"
    more = f"{short} more medication {trials}"
    return f"find the records of earlier treatment; met if they show {more} of the kind this criterion counts"


def _care_text(short: int, needs: Needs) -> str:
    trials = (
        "a further adequate medication trial" if short <= 1 else f"{short} further adequate medication trials"
    )
    classes = " of a class not yet tried" if needs.distinct_classes else ""
    return f"{trials}{classes}; the answer then depends on its result"
