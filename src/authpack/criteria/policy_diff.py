"""Two revisions compared: what a clinician must know, threshold by threshold, in words.

Criteria are paired by id first, then by kind and wording within one phase and indication, so that a
renamed criterion does not show as one lost and one new.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from authpack.criteria.determine import determine
from authpack.criteria.explain import STATUS_WORDS, verdict
from authpack.criteria.finding import Determination
from authpack.criteria.leaf_words import compared, kind_words, phrases
from authpack.criteria.policy import Entry, Node, Policy
from authpack.domain.case import Case
from authpack.domain.requests import Request

ALIKE = 0.72
"""Least likeness of two summaries (0 to 1, difflib) for a renamed criterion of the same kind."""
SAME_PLACE = 0.25
"""Added to the likeness of two criteria of the same group."""
_HEAD = ("number", "title", "revision", "effective_from", "effective_to", "status", "review_mode")
_LISTS = ("lines_of_business", "products", "states", "unread")
_KIND_ORDER = ("head", "scope", "removed", "added", "threshold", "route", "wording")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    kind: head, scope (phase and indication), removed, added, threshold, route (how criteria are joined,
    guards, advisory), wording. where: phase and indication, empty for the head. id: the criterion's, in
    the newer revision where it has one.
    """

    kind: str
    where: str
    id: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with the group that holds it, as ``parent id`` and its operator in words."""

    node: Node
    parent: str
    joined: str


def differences(old: Policy, new: Policy) -> list[Difference]:
    """Everything that differs between two revisions, head first, then in the newer one's order."""
    found = [*_head(old, new)]
    before, after = _entries(old), _entries(new)
    for key in [*after, *(one for one in before if one not in after)]:
        found += _entry(" ".join(key), before.get(key), after.get(key))
    return _joined_where(found)


def _joined_where(found: list[Difference]) -> list[Difference]:
    """A criterion that several phases share is named once, with all of them."""
    places: dict[tuple[str, str, str, str], list[str]] = {}
    for one in found:
        places.setdefault((one.kind, one.id, one.section, one.text), []).append(one.where)
    return [
        Difference(kind, ", ".join(dict.fromkeys(wheres)), id_, section, text)
        for (kind, id_, section, text), wheres in places.items()
    ]


def _head(old: Policy, new: Policy) -> Iterator[Difference]:
    if old.id != new.id:
        yield Difference("head", "", "", "", f"two different policies: {old.id} -> {new.id}")
    for name in _HEAD:
        a, b = getattr(old.head, name), getattr(new.head, name)
        if str(a) != str(b):
            label = name.replace("_", " ")
            yield Difference("head", "", "", "", f"{label}: {_shown(a)} -> {_shown(b)}")
    for name in _LISTS:
        a, b = getattr(old.head, name), getattr(new.head, name)
        label = name.replace("_", " ")
        yield from (Difference("head", "", "", "", f"{label}: no longer {one}") for one in a if one not in b)
        yield from (Difference("head", "", "", "", f"{label}: now {one}") for one in b if one not in a)
    for drug in sorted({*old.classes, *new.classes}):
        a, b = old.classes.get(drug), new.classes.get(drug)
        if a != b:
            yield Difference("head", "", "", "", f"class of {drug}: {_shown(a)} -> {_shown(b)}")


def _shown(value: Any) -> str:
    return str(value).replace("_", " ") if value else "none"


def _entries(policy: Policy) -> dict[tuple[str, str], Entry]:
    return {(one.phase, one.indication): one for one in policy.entries}


def _entry(where: str, old: Entry | None, new: Entry | None) -> list[Difference]:
    if old is None or new is None:
        one = new or old
        assert one is not None
        text = f"{'now speaks' if old is None else 'no longer speaks'} of {where}: {_entry_words(one)}"
        return [Difference("scope", where, "", "", text)]
    found = []
    if _entry_words(old) != _entry_words(new):
        text = f"{_entry_words(old)} -> {_entry_words(new)}"
        found.append(Difference("scope", where, "", "", text))
    if old.completeness != new.completeness:
        text = f"criteria text read {_read(old)} -> read {_read(new)}"
        found.append(Difference("scope", where, "", "", text))
    if old.kind != new.kind:
        return found
    unseen = {
        "removed": _caveat(new, "newer", "may still be"),
        "added": _caveat(old, "older", "may have been"),
    }
    nodes = _nodes(where, old.node, new.node)
    return found + [replace(one, text=one.text + unseen.get(one.kind, "")) for one in nodes]


def _caveat(entry: Entry, which: str, might: str) -> str:
    """What was not seen in one text must not read as if it were not asked there."""
    return (
        f" (the {which} text was read in part: it {might} asked there)"
        if entry.completeness == "part"
        else ""
    )


def _read(entry: Entry) -> str:
    return "whole" if entry.completeness == "whole" else "in part"


def _entry_words(entry: Entry) -> str:
    if entry.kind == "tree":
        return "criteria"
    if entry.uses:
        return f"judged by the criteria for {' '.join(entry.uses)}"
    return kind_words(entry.kind)


def _nodes(where: str, old: Node | None, new: Node | None) -> list[Difference]:
    before = list(_walk(old)) if old else []
    after = list(_walk(new)) if new else []
    pairs = _paired(before, after)
    renamed = {a.node.id: b.node.id for a, b in pairs}
    gone = [one for one in before if one.node.id not in renamed]
    kept = {b.node.id: a for a, b in pairs}
    found = [_whole("removed", where, one) for one in _outermost(gone)]
    fresh = [one for one in after if one.node.id not in kept]
    outer = {one.node.id for one in _outermost(fresh)}
    for one in after:
        if one.node.id in kept:
            found += _changed(where, kept[one.node.id], one, renamed)
        elif one.node.id in outer:
            found.append(_whole("added", where, one))
    return found


def _walk(node: Node, parent: str = "", joined: str = "") -> Iterator[Placed]:
    yield Placed(node, parent, joined)
    for child in node.children:
        yield from _walk(child, node.id, _joined(node))


def _joined(node: Node) -> str:
    return f"at least {node.n} of" if node.kind == "at_least" else kind_words(node.kind)


def _paired(before: list[Placed], after: list[Placed]) -> list[tuple[Placed, Placed]]:
    by_id = {one.node.id: one for one in after}
    pairs = [(one, by_id[one.node.id]) for one in before if one.node.id in by_id]
    taken = {b.node.id for _, b in pairs}
    left = [one for one in before if one.node.id not in by_id]
    open_ = [one for one in after if one.node.id not in taken]
    scored = sorted(
        ((_likeness(a, b), x, y) for x, a in enumerate(left) for y, b in enumerate(open_)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for likeness, x, y in scored:
        if likeness >= ALIKE and x not in used[0] and y not in used[1]:
            used[0].add(x)
            used[1].add(y)
            pairs.append((left[x], open_[y]))
    return pairs


def _likeness(a: Placed, b: Placed) -> float:
    if a.node.kind != b.node.kind:
        return 0.0
    likeness = difflib.SequenceMatcher(None, a.node.says.lower(), b.node.says.lower()).ratio()
    return likeness + SAME_PLACE if a.parent == b.parent else likeness


def _outermost(nodes: list[Placed]) -> list[Placed]:
    """Without those whose parent is in the list: a group is named once, with its criteria."""
    ids = {one.node.id for one in nodes}
    return [one for one in nodes if one.parent not in ids]


def _whole(kind: str, where: str, one: Placed) -> Difference:
    route = f" (one of the routes of {one.parent})" if one.joined == kind_words("any_of") else ""
    return Difference(kind, where, one.node.id, one.node.section, f"{in_words(one.node)}{route}")


def in_words(node: Node) -> str:
    """A criterion with everything it asks, on one line."""
    text = f"{node.says.rstrip('.')} [{kind_words(node.kind)}"
    asked = phrases(node)
    text += f": {'; '.join(asked)}]" if asked else "]"
    inner = "; ".join(in_words(child) for child in node.children)
    return f"{text} {{{inner}}}" if inner else text


def _changed(where: str, old: Placed, new: Placed, renamed: dict[str, str]) -> list[Difference]:
    a, b = old.node, new.node
    found = []

    def add(kind: str, text: str) -> None:
        found.append(Difference(kind, where, b.id, b.section, text))

    for text in _thresholds(a, b):
        add("threshold", text)
    for text in _routes(old, new, renamed):
        add("route", text)
    if a.says != b.says:
        add("wording", f"'{a.says}' -> '{b.says}'")
    if a.grade != b.grade:
        add("wording", f"evidence: {_shown(a.grade)} -> {_shown(b.grade)}")
    return found


def _thresholds(a: Node, b: Node) -> list[str]:
    if a.is_leaf and b.is_leaf and a.kind == b.kind:
        return compared(a, b)
    if a.is_leaf or b.is_leaf:
        return [f"{_asked(a)} -> {_asked(b)}"] if a.kind != b.kind else []
    return []


def _asked(node: Node) -> str:
    return "; ".join([kind_words(node.kind), *phrases(node)])


def _routes(old: Placed, new: Placed, renamed: dict[str, str]) -> Iterator[str]:
    a, b = old.node, new.node
    if not a.is_leaf and not b.is_leaf and _joined(a) != _joined(b):
        yield f"its criteria are joined by: {_joined(a)} -> {_joined(b)}"
    if a.subject != b.subject or a.which != b.which:
        yield f"the course: {a.which} {a.subject} -> {b.which} {b.subject}"
    if renamed.get(old.parent, old.parent) != new.parent:
        yield f"moved from {old.parent or 'the root'} to {new.parent or 'the root'} ({new.joined or 'alone'})"
    if a.advisory != b.advisory:
        yield "now advisory: it no longer decides" if b.advisory else "no longer advisory: it now decides"
    if _guard(a) != _guard(b):
        yield f"applies when: {_guard(a) or 'always'} -> {_guard(b) or 'always'}"


def _guard(node: Node) -> str:
    return in_words(node.guard) if node.guard else ""


def by_weight(found: Iterable[Difference]) -> dict[str, list[Difference]]:
    """The differences by kind, the weightiest kinds first."""
    rows = list(found)
    return {kind: chosen for kind in _KIND_ORDER if (chosen := [one for one in rows if one.kind == kind])}


# -- what it means for open requests ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effect:
    """One open request under both revisions. ``criteria``: leaves whose answer differs, as id and words."""

    case: str
    request: str
    before: str
    after: str
    criteria: tuple[tuple[str, str], ...]

    @property
    def changed(self) -> bool:
        """Whether the answer is another one."""
        return self.before != self.after


def effects(cases: Iterable[tuple[str, Case]], old: Policy, new: Policy) -> list[Effect]:
    """Every open, dated request of the cases that could be this payer's, judged under both texts.

    A case whose coverage names another policy is left out. Both texts are applied as if they governed
    the request, whatever their dates: the question is what the other text would say.
    """
    return [
        _effect(name, case, request, old, new)
        for name, case in cases
        for request in case.requests
        if request.state == "open" and request.date and request.date.exact and concerns(case, request, new)
    ]


def concerns(case: Case, request: Request, policy: Policy) -> bool:
    """Whether the request's coverage may be under this policy: it names it, its payer, or nothing."""
    coverage = case.coverage_of(request)
    if coverage is None:
        return True
    if coverage.policy is not None:
        return coverage.policy == policy.id
    payer = policy.head.payer
    names = {one.casefold() for one in (payer.name, payer.printed, *payer.aliases)}
    return coverage.payer.casefold() in names


def _effect(name: str, case: Case, request: Request, old: Policy, new: Policy) -> Effect:
    before, after = _judged(case, request, old), _judged(case, request, new)
    was = {one.id: one.status for one, _ in before.findings() if not one.children}
    changed = tuple(
        (one.id, f"{STATUS_WORDS[was[one.id]] if one.id in was else 'new'} -> {STATUS_WORDS[one.status]}")
        for one, _ in after.findings()
        if not one.children and one.decisive and was.get(one.id) != one.status
    )
    return Effect(name, request.id, verdict(before), verdict(after), changed)


def _judged(case: Case, request: Request, policy: Policy) -> Determination:
    assert request.date is not None
    return determine(
        case, request, policy, as_of=request.date.first, policy_date=_held(policy, request.date.first)
    )


def _held(policy: Policy, day: date) -> date:
    """A day on which the revision governs, the request's own where possible."""
    if policy.effective_from is not None and day < policy.effective_from:
        return policy.effective_from
    if policy.effective_to is not None and day > policy.effective_to:
        return policy.effective_to
    return day
