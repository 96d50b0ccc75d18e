"""What would alter the answer (SEMANTICS 6): the smallest sets of repairs that were found to lead to "met".

Bottom-up over the judged tree: any-of unites its children's sets, all-of joins them, n-of chooses.
It never proposes a clinical value: a leaf that the record contradicts is named in ``blocked_by``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from operator import itemgetter
from typing import NamedTuple

from authpack.criteria.finding import Determination, Finding
from authpack.criteria.judge import reading_to_judge
from authpack.criteria.outcome import KIND_ORDER, Repair
from authpack.criteria.truth import MET, NOT_APPLICABLE, NOT_DOCUMENTED, NOT_MET

PER_NODE = 16
PRINTED = 5


class Change(NamedTuple):
    """One set of repairs that together would let the answer become met. Nobody promises that it will."""

    repairs: tuple[Repair, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of repair in it, the hardest last."""
        there = {repair.kind for repair in self.repairs}
        return tuple([kind for kind in KIND_ORDER if kind in there])


class Changes(NamedTuple):
    """The smallest sets found, whether some were cut, and what stands in the way of any."""

    sets: tuple[Change, ...]
    truncated: bool
    blocked_by: tuple[str, ...]


Needed = tuple[int, int, int]
"""One set of repairs: its worst kind, its size, and a bit for each repair (``_Search.known``)."""
_NOTHING: Needed = (0, 0, 0)
_NOTHING_NEEDED = [_NOTHING]


def changes(determination: Determination) -> Changes:
    """Sets of repairs toward met, ordered by the worst kind of repair, then size, then policy order."""
    if determination.overall == MET:
        return Changes((), False, ())
    search = _Search()
    found = search.of(determination.root)
    ordered = sorted(found, key=_weight)
    sets = tuple(Change(search.repairs(one)) for one in ordered[:PRINTED])
    blocked = () if sets else tuple(dict.fromkeys(blocking(determination.root)))
    return Changes(sets, search.truncated or len(ordered) > PRINTED, blocked)


_weight = itemgetter(0, 1)
"""What orders sets: the worst kind, then the size."""


class _Search:
    """Sets as bit masks: uniting and comparing them is the work, and there may be thousands."""

    def __init__(self) -> None:
        self.truncated = False
        self.known: dict[str, int] = {}
        self.of_bit: list[Repair] = []
        self.of_kind = [0] * len(KIND_ORDER)
        """For each kind of repair, easiest first, the bits of the repairs that are of it."""

    def repairs(self, one: Needed) -> tuple[Repair, ...]:
        """The repairs of a set, in the order in which the policy first asks for them."""
        found, rest = [], one[2]
        while rest:
            low = rest & -rest
            found.append(self.of_bit[low.bit_length() - 1])
            rest ^= low
        return tuple(found)

    def needed(self, repairs: Iterable[Repair]) -> Needed:
        """The set of these repairs."""
        mask = 0
        for repair in repairs:
            bit = self.known.get(repair.key)
            if bit is None:
                bit = self.known[repair.key] = len(self.of_bit)
                self.of_bit.append(repair)
                self.of_kind[KIND_ORDER[repair.kind]] |= 1 << bit
            mask |= 1 << bit
        return self.weighed(mask)

    def weighed(self, mask: int) -> Needed:
        """A set with its worst kind and its size."""
        worst = len(self.of_kind) - 1
        while worst and not self.of_kind[worst] & mask:
            worst -= 1
        return worst, mask.bit_count(), mask

    def of(self, finding: Finding) -> list[Needed]:
        """Sets that would make this finding met; the empty one when it is met already."""
        if finding.status in (MET, NOT_APPLICABLE):
            return _NOTHING_NEEDED
        declared = [self.needed(one) for one in finding.repairs]
        if not finding.children or (finding.repairs and finding.node.kind != "readings"):
            return self.minimal(declared)
        children = [self.toward(finding, child) for child in finding.children if not child.advisory]
        kind = finding.node.kind
        if kind == "any_of":
            return self.minimal([one for sets in children for one in sets])
        if kind == "at_least":
            chosen = [self.join(list(some)) for some in combinations(children, finding.node.n)]
            return self.minimal([one for sets in chosen for one in sets])
        if kind == "readings":
            declared += self.one_reading(finding, children)
        return self.minimal([*declared, *self.join(children)])

    def one_reading(self, finding: Finding, children: list[list[Needed]]) -> list[Needed]:
        """One reading comes to "met", and a judgement says that it is the one; no other may still be silent."""
        if finding.values.get("recorded") == "not_met":
            return []
        chosen = [self.needed(reading_to_judge(finding))]
        silent = [place for place, one in enumerate(finding.children) if one.status == NOT_DOCUMENTED]
        return [
            one
            for place, sets in enumerate(children)
            if silent in ([], [place])
            for one in self.unions(chosen, sets)
        ]

    def toward(self, parent: Finding, child: Finding) -> list[Needed]:
        """Under none_of a child must become ruled out: the same questions, asked neutrally."""
        if parent.node.kind != "none_of":
            return self.of(child)
        return self.ruled_out(child)

    def ruled_out(self, child: Finding) -> list[Needed]:
        """Sets that would rule this finding out."""
        if child.status in (NOT_MET, NOT_APPLICABLE):
            return _NOTHING_NEEDED
        if child.status == MET:
            return []
        if not child.children:
            return self.minimal([self.needed(one) for one in child.repairs])
        parts = [self.ruled_out(one) for one in child.children if not one.advisory]
        if child.node.kind == "all_of":
            return self.minimal([one for sets in parts for one in sets])
        return self.join(parts)

    def join(self, parts: list[list[Needed]]) -> list[Needed]:
        """Every part must be mended: unions, one of each."""
        if [] in parts:
            return []
        # What there is one way to mend stands in every set: it is put together first.
        mask, several = 0, []
        for sets in parts:
            if len(sets) == 1:
                mask |= sets[0][2]
            else:
                several.append(sets)
        joined = [self.weighed(mask)]
        for sets in several:
            joined = self.minimal(self.unions(joined, sets))
        return joined

    def unions(self, ours: list[Needed], theirs: list[Needed]) -> list[Needed]:
        """One of ours with one of theirs, in every way."""
        found: list[Needed] = []
        for worst, _, mask in ours:
            for other_worst, _, other in theirs:
                union = mask | other
                found.append((worst if worst > other_worst else other_worst, union.bit_count(), union))
        return found

    def minimal(self, sets: list[Needed]) -> list[Needed]:
        """Inclusion-minimal sets, sixteen at the most."""
        if len(sets) < 2:
            return sets
        kept: list[Needed] = []
        for one in sorted(sets, key=_weight):
            mask = one[2]
            for other in kept:
                if other[2] & mask == other[2]:
                    break
            else:
                kept.append(one)
        if len(kept) > PER_NODE:
            self.truncated = True
        return kept[:PER_NODE]


def blocking(finding: Finding, *, inverted: bool = False) -> list[str]:
    """Ids of the leaves that the record contradicts and that nothing may be proposed against."""
    bad = MET if inverted else NOT_MET
    if not finding.children:
        return [finding.id] if finding.status == bad and not finding.repairs else []
    inside = inverted != (finding.node.kind == "none_of")
    return [
        name for child in finding.children if not child.advisory for name in blocking(child, inverted=inside)
    ]
