"""One request under one policy revision: pick the entry, judge, weigh record conflicts, mark what decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

from authpack.criteria import truth
from authpack.criteria.contradiction import Contradiction
from authpack.criteria.facts import Facts
from authpack.criteria.finding import Determination, Finding
from authpack.criteria.judge import judge_node, known_text, mark_decisive, refold
from authpack.criteria.outcome import Repair
from authpack.criteria.policy import Entry, Node, Policy
from authpack.criteria.problems import contradictions
from authpack.criteria.truth import (
    NEEDS_REVIEW,
    NOT_MET,
    TEXT_NOT_SEEN,
    Status,
)
from authpack.criteria.view import View
from authpack.domain.base import Record
from authpack.domain.case import Case
from authpack.domain.requests import Request

MOST_CONFLICTS = 5
"""Conflicts judged in every combination (2 to the 5th records); beyond, a person decides."""


def determine(
    case: Case,
    request: Request,
    policy: Policy,
    *,
    as_of: date,
    policy_date: date | None = None,
    facts: Facts | None = None,
) -> Determination:
    """The determination of one request as of a day. ``facts`` may be shared between policies."""
    found = contradictions(case)
    facts = facts or Facts(case, request, as_of)
    day = policy_date or as_of
    root = _judge(policy, facts) if policy.in_force(day) else _not_held(policy, day)
    if policy.end_unknown:
        root = _perhaps_superseded(policy, root)
    conflicts = [one for one in found if one.problem.conflict and one.versions]
    if conflicts and policy.in_force(day):
        root = _under_conflicts(root, policy, request, as_of, case, conflicts)
    mark_decisive(root)
    return Determination(
        policy,
        case.id,
        request.id,
        as_of,
        day,
        root.status,
        known_text(root),
        root,
        tuple(one.problem for one in found),
        _notes(policy, case),
    )


def over_course(case: Case, request: Request, revisions: tuple[Policy, ...], *, as_of: date) -> Determination:
    """A policy that judges claims: each date of service under the revision of that day, the course under all of them.

    The dates of service are the request's start to its end; without them the request date governs.
    """
    first = request.start.first if request.start else as_of
    last = request.end.last if request.end else first
    governing = [policy for policy in revisions if _touches(policy, first, last)]
    covered = bool(governing) and governing[0].in_force(first)
    if len(governing) == 1 and covered:
        return determine(case, request, governing[0], as_of=as_of, policy_date=first)
    if not governing:
        return determine(case, request, revisions[0], as_of=as_of, policy_date=first)
    days = ([] if covered else [first]) + [max(first, policy.effective_from or first) for policy in governing]
    owners = ([] if covered else [governing[0]]) + governing
    parts = [
        determine(case, request, policy, as_of=as_of, policy_date=day)
        for policy, day in zip(owners, days, strict=True)
    ]
    return _joined(parts, days)


def _touches(policy: Policy, first: date, last: date) -> bool:
    start, stop = policy.effective_from, policy.effective_to
    return (start is None or start <= last) and (stop is None or stop >= first)


def _joined(parts: list[Determination], days: list[date]) -> Determination:
    """The determination of a course that crosses a revision: the all-of of its parts."""
    source = parts[-1].policy.head.sources[0].id
    node = Node(
        "course",
        "all_of",
        "each date of service is judged under its own revision",
        cite=f"{source}, effective dates",
    )
    for part, day in zip(parts, days, strict=True):
        for finding, _ in part.root.walk():
            finding.id = f"from-{day.isoformat()}>{finding.id}"
    children = tuple(part.root for part in parts)
    root = Finding(
        node, "course", truth.all_of(child.status for child in children), "all_of", children=children
    )
    mark_decisive(root)
    notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
    last = parts[-1]
    return Determination(
        last.policy,
        last.case_id,
        last.request,
        last.as_of,
        days[0],
        root.status,
        known_text(root),
        root,
        last.problems,
        notes,
    )


def _judge(policy: Policy, facts: Facts) -> Finding:
    entry = policy.entry(facts.request.phase, facts.request.indication)
    return _judge_entry(policy, facts, entry)


def _judge_entry(policy: Policy, facts: Facts, entry: Entry | None) -> Finding:
    phase, indication = facts.request.phase, facts.request.indication
    if entry is None:
        return _unaddressed(policy, f"{phase}.{indication}")
    if entry.kind == "use_tree" and entry.uses is not None:
        used = policy.entry(*entry.uses)
        return _judge_entry(policy, facts, used)
    assert entry.node is not None
    if entry.kind == "not_covered":
        return Finding(entry.node, entry.node.id, NOT_MET, "excluded", {"says": entry.node.says})
    if entry.kind == "text_not_seen":
        return Finding(entry.node, entry.node.id, TEXT_NOT_SEEN, "text_not_seen", declared=_obtain_text())
    root = judge_node(entry.node, View(policy, facts))
    return _rest_unseen(policy, entry.node, root) if entry.completeness == "part" else root


def _rest_unseen(policy: Policy, tree: Node, root: Finding) -> Finding:
    """A section read in part asks at least one more thing: a recorded approval, say, must not bypass what is unseen."""
    if any(finding.status == TEXT_NOT_SEEN and not finding.children for finding, _ in root.walk()):
        return root
    cite = tree.cite or policy.head.sources[0].id
    unseen = Node(
        f"{tree.id}.rest", "not_stated", "The rest of this section was not seen.", section="Rest", cite=cite
    )
    whole = Node(f"{tree.id}.whole", "all_of", "this section, of which a part was read", cite=cite)
    rest = Finding(unseen, unseen.id, TEXT_NOT_SEEN, "text_not_seen", declared=_obtain_text())
    status = truth.all_of([root.status, TEXT_NOT_SEEN])
    return Finding(whole, whole.id, status, "all_of", children=(root, rest))


def _perhaps_superseded(policy: Policy, root: Finding) -> Finding:
    """A historic text whose end is not known may no longer hold: what it asks stands, the present text was not seen."""
    cite = f"{policy.head.sources[0].id}, dates"
    unseen = Node(
        "revision.current", "not_stated", "The text in force now was not seen.", section="Dates", cite=cite
    )
    whole = Node("revision", "all_of", "the historic text, and whatever has replaced it since", cite=cite)
    current = Finding(unseen, unseen.id, TEXT_NOT_SEEN, "text_not_seen", declared=_obtain_text())
    status = truth.all_of([root.status, TEXT_NOT_SEEN])
    return Finding(whole, whole.id, status, "all_of", children=(root, current))


def _not_held(policy: Policy, day: date) -> Finding:
    """A day that this revision does not govern: the text of that time was not seen; never the nearest (SEMANTICS 3)."""
    says = "The revision in force on the governing date is not held."
    node = Node("revision.not_held", "not_stated", says, cite=f"{policy.head.sources[0].id}, effective dates")
    return Finding(
        node, node.id, TEXT_NOT_SEEN, "revision_not_held", {"day": day.isoformat()}, declared=_obtain_text()
    )


def _obtain_text() -> tuple[tuple[Repair, ...], ...]:
    return ((Repair("text:policy", "document", "obtain the payer's current policy text"),),)


def _unaddressed(policy: Policy, name: str) -> Finding:
    """A phase or indication that the text does not speak of: for a person when it was read whole, else not seen."""
    status: Status = NEEDS_REVIEW if policy.read_whole else TEXT_NOT_SEEN
    reason = "policy_silent" if policy.read_whole else "text_not_seen"
    says = "The policy's text does not speak of this kind of request."
    source = policy.head.sources[0]
    node = Node(
        f"{name}.unaddressed",
        "not_stated",
        says,
        cite=f"{source.id}, read {'whole' if policy.read_whole else 'in part'}",
        grade=source.grade,
    )
    repair = Repair("ask:payer", "document", "ask the payer in writing how it judges such a request")
    return Finding(node, node.id, status, reason, declared=((repair,),))


def _under_conflicts(
    root: Finding, policy: Policy, request: Request, as_of: date, case: Case, conflicts: list[Contradiction]
) -> Finding:
    """Judge under each contradictory value: equal answers stand, different ones are for a person."""
    if len(conflicts) > MOST_CONFLICTS:
        root.status, root.reason = NEEDS_REVIEW, "record_conflict"
        root.conflicts = tuple(one.problem.code for one in conflicts)
        return root
    worlds = [_judge(policy, Facts(world, request, as_of)) for world in _kept_worlds(case, conflicts)]
    codes = tuple(one.problem.code for one in conflicts)
    return refold(_merge(root, worlds, codes))


def _kept_worlds(case: Case, conflicts: list[Contradiction]) -> list[Case]:
    """The worlds of all conflicts of a record: made once, so that what is worked out of each is kept too."""
    worlds: list[Case] | None = case.derived.get("worlds")
    if worlds is None:
        worlds = case.derived["worlds"] = _worlds(case, conflicts)
    return worlds


def _worlds(case: Case, conflicts: list[Contradiction]) -> list[Case]:
    """Every combination of the versions, by carrying each version's changed parts over."""
    worlds: list[Case] = []
    for choice in product(*(one.versions for one in conflicts)):
        world = case
        for version in choice:
            world = _carry(case, version, world)
        worlds.append(world)
    return worlds


def _carry(base: Case, version: Case, onto: Case) -> Case:
    """Put what ``version`` changed against ``base`` onto another version of it."""
    update: dict[str, object] = {}
    for name in ("diagnoses", "comorbidities", "trials", "scores", "psychotherapy", "prior_tms"):
        changed, original, current = getattr(version, name), getattr(base, name), getattr(onto, name)
        if changed is original:
            continue
        if current is original:
            update[name] = changed
        else:
            update[name] = current.model_copy(
                update={"items": _merged_items(original.items, changed.items, current.items)}
            )
    if version.screen is not base.screen:
        screen = _altered(base.screen, version.screen, "neurological")
        neurological = _altered(base.screen.neurological, version.screen.neurological)
        if neurological:
            screen["neurological"] = onto.screen.neurological.model_copy(update=neurological)
        update["screen"] = onto.screen.model_copy(update=screen)
    return onto.model_copy(update=update)


def _altered(base: Record, version: Record, *without: str) -> dict[str, object]:
    """The fields that differ, but for those that are joined by themselves."""
    pairs = ((name, getattr(version, name), getattr(base, name)) for name in type(base).model_fields)
    return {name: new for name, new, old in pairs if new is not old and name not in without}


def _merged_items(
    original: tuple[object, ...], changed: tuple[object, ...], current: tuple[object, ...]
) -> tuple[object, ...]:
    before = {item.id: item for item in original}  # type: ignore[attr-defined]
    altered = {item.id: item for item in changed if before.get(item.id) is not item}  # type: ignore[attr-defined]
    gone = set(before) - {item.id for item in changed}  # type: ignore[attr-defined]
    return tuple(altered.get(item.id, item) for item in current if item.id not in gone)  # type: ignore[attr-defined]


def _merge(finding: Finding, worlds: list[Finding], codes: tuple[str, ...]) -> Finding:
    """Leaf by leaf: the same in every world stands (with a warning), else needs review."""
    if not finding.children or any(len(world.children) != len(finding.children) for world in worlds):
        statuses = {world.status for world in worlds}
        if len(statuses) == 1 and finding.status not in statuses:
            return replace(worlds[0], conflicts=codes)
        if len(statuses) > 1:
            finding.status, finding.reason, finding.conflicts = NEEDS_REVIEW, "record_conflict", codes
            finding.children, finding.mend = (), None
            finding.declared = ((Repair("conflict", "record", "settle the contradiction in the record"),),)
        return finding
    if finding.guard is not None:
        finding.guard = _merge(
            finding.guard, [world.guard for world in worlds if world.guard is not None], codes
        )
    finding.children = tuple(
        _merge(child, [world.children[place] for world in worlds], codes)
        for place, child in enumerate(finding.children)
    )
    return finding


def _notes(policy: Policy, case: Case) -> tuple[str, ...]:
    notes = []
    if policy.effective_from is None:
        notes.append("The revision's effective date is not known; it is assumed in force.")
    stale = [
        row
        for row in case.judgements
        if row.policy == policy.id and not policy.sha256.startswith(row.revision)
    ]
    if stale:
        notes.append(
            f"{len(stale)} recorded judgement(s) belong to another revision of this policy and were not used."
        )
    return tuple(notes)
