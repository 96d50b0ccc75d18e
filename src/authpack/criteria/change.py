"""What would alter the answer (SEMANTICS 6): the smallest sets of repairs that were found to lead to "met".

Bottom-up over the judged tree: any-of unites its children's sets, all-of joins them, n-of chooses.
It never proposes a clinical value: a leaf that the record contradicts is named in ``blocked_by``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from authpack.criteria.finding import Determination, Finding
from authpack.criteria.outcome import KIND_ORDER, Repair
from authpack.criteria.truth import MET, NOT_APPLICABLE, NOT_MET

PER_NODE = 16
PRINTED = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One set of repairs that together would let the answer become met. Nobody promises that it will."""

    repairs: tuple[Repair, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of repair in it, the hardest last."""
        return tuple(sorted({repair.kind for repair in self.repairs}, key=lambda kind: KIND_ORDER[kind]))


@dataclass(frozen=True, slots=True)
class Changes:
    """The smallest sets found, whether some were cut, and what stands in the way of any."""

    sets: tuple[Change, ...]
    truncated: bool
    blocked_by: tuple[str, ...]


Set_ = dict[str, Repair]
_NOTHING_NEEDED: list[Set_] = [{}]


def changes(determination: Determination) -> Changes:
    """Sets of repairs toward met, ordered by the worst kind of repair, then size, then policy order."""
    if determination.overall == MET:
        return Changes((), False, ())
    search = _Search()
    found = search.of(determination.root)
    ordered = sorted(enumerate(found), key=lambda pair: (_worst(pair[1]), len(pair[1]), pair[0]))
    sets = tuple(Change(tuple(one.values())) for _, one in ordered[:PRINTED])
    blocked = () if sets else tuple(dict.fromkeys(blocking(determination.root)))
    return Changes(sets, search.truncated or len(ordered) > PRINTED, blocked)


def _worst(one: Set_) -> int:
    return max([KIND_ORDER[repair.kind] for repair in one.values()], default=0)


def _weight(one: Set_) -> tuple[int, int]:
    return _worst(one), len(one)


class _Search:
    def __init__(self) -> None:
        self.truncated = False

    def of(self, finding: Finding) -> list[Set_]:
        """Sets that would make this finding met; an empty set when it is met already."""
        if finding.status in (MET, NOT_APPLICABLE):
            return [{}]
        declared = [{repair.key: repair for repair in one} for one in finding.repairs]
        if not finding.children or (finding.repairs and finding.node.kind != "readings"):
            return self.minimal(declared)
        children = [self.toward(finding, child) for child in finding.children if not child.advisory]
        kind = finding.node.kind
        if kind == "any_of":
            return self.minimal([one for sets in children for one in sets])
        if kind == "at_least":
            chosen = [self.join(list(some)) for some in combinations(children, finding.node.n)]
            return self.minimal([one for sets in chosen for one in sets])
        return self.minimal([*declared, *self.join(children)])

    def toward(self, parent: Finding, child: Finding) -> list[Set_]:
        """Under none_of a child must become ruled out: the same questions, asked neutrally."""
        if parent.node.kind != "none_of":
            return self.of(child)
        return self.ruled_out(child)

    def ruled_out(self, child: Finding) -> list[Set_]:
        if child.status in (NOT_MET, NOT_APPLICABLE):
            return [{}]
        if child.status == MET:
            return []
        if not child.children:
            return self.minimal([{repair.key: repair for repair in one} for one in child.repairs])
        parts = [self.ruled_out(one) for one in child.children if not one.advisory]
        if child.node.kind == "any_of":
            return self.join(parts)
        return (
            self.minimal([one for sets in parts for one in sets])
            if child.node.kind == "all_of"
            else self.join(parts)
        )

    def join(self, parts: list[list[Set_]]) -> list[Set_]:
        """Every part must be mended: unions, one of each."""
        joined: list[Set_] = [{}]
        for sets in parts:
            if sets == _NOTHING_NEEDED:
                continue
            # Every part comes here with its sets already minimal: the first needs no joining.
            joined = (
                sets
                if joined == _NOTHING_NEEDED
                else self.minimal([{**one, **other} for one in joined for other in sets])
            )
            if not joined:
                return []
        return joined

    def minimal(self, sets: list[Set_]) -> list[Set_]:
        """Inclusion-minimal sets, sixteen at the most."""
        if len(sets) < 2:
            return sets
        if {} in sets:
            return [{}]  # needing nothing is the smallest set of all
        kept: list[Set_] = []
        for one in sorted(sets, key=_weight):
            if not any(other.keys() <= one.keys() for other in kept):
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
