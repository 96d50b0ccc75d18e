"""Judging: every child is judged, nothing is short-cut; then the tree is folded and the decisive path marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from authpack.criteria import truth
from authpack.criteria.conditions.base import Condition
from authpack.criteria.finding import Finding
from authpack.criteria.outcome import Alternative, Outcome, Repair
from authpack.criteria.policy import Node
from authpack.criteria.truth import (
    MET,
    NEEDS_REVIEW,
    NOT_APPLICABLE,
    NOT_DOCUMENTED,
    NOT_MET,
    TEXT_NOT_SEEN,
    UNDECIDED,
    Status,
)
from authpack.criteria.view import Subject, View

JUDGED = "clinician_judgement"


def judge_node(node: Node, view: View) -> Finding:
    """The finding of one node and of everything below it."""
    finding = _judge_leaf(node, node.leaf.condition, view) if node.leaf else _judge_group(node, view)
    return finding if node.guard is None else _guarded(finding, judge_node(node.guard, view))


def _guarded(finding: Finding, guard: Finding) -> Finding:
    """The finding where its guard holds; elsewhere it does not apply, or that is open."""
    finding.guard = guard
    status = truth.guarded(guard.status, finding.status)
    if status != finding.status:
        finding.reason = "guard_not_met" if status == NOT_APPLICABLE else "guard_open"
        finding.declared, finding.mend = finding.repairs or guard.repairs, None
        finding.missing = finding.missing or guard.missing
    finding.status = status
    return finding


def _judge_group(node: Node, view: View) -> Finding:
    if node.kind == "for_some":
        return _for_some(node, view)
    children = tuple([judge_node(child, view) for child in node.children])
    finding = Finding(node, view.prefix + node.id, _fold(node, children), node.kind, children=children)
    if node.kind == "readings" and finding.status in (NEEDS_REVIEW, NOT_DOCUMENTED):
        return _judged_reading(finding, view)
    return finding


def _judged_reading(finding: Finding, view: View) -> Finding:
    """Readings that differ: a clinician's recorded judgement of the sentence decides between them (SEMANTICS 1).

    It picks one of the answers that the readings give; what is still to be judged inside a reading has its own
    criterion, and this judgement does not clear it.
    """
    row = view.judgement(finding.node.id)
    given = {child.status for child in finding.children}
    if row is None:
        if MET in given and finding.status == NEEDS_REVIEW:
            finding.declared = ((_judge_readings(finding.id),),)
        return finding
    answer: Status = MET if row.conclusion == "met" else NOT_MET
    if answer not in given or finding.status != NEEDS_REVIEW:
        finding.values = {"recorded": row.conclusion}
        return finding
    finding.status = answer
    finding.reason = JUDGED
    finding.values = {"clinician": view.clinician_name(row.clinician)}
    finding.evidence = (f"/judgements/{row.id}",)
    return finding


def _judge_readings(identifier: str) -> Repair:
    text = (
        f"obtain a clinician's recorded judgement ({identifier}), or ask the payer which reading it applies"
    )
    return Repair(f"judge:{identifier}:", "judgement", text)


def reading_to_judge(finding: Finding) -> tuple[Repair, ...]:
    """What is left once one reading gives "met" and another does not; nothing where that is judged already."""
    return () if finding.values.get("recorded") == "met" else (_judge_readings(finding.id),)


def _judge_leaf(node: Node, condition: Condition, view: View) -> Finding:
    # An answer that rests on the facts alone is kept with them: other policies ask the same.
    answers = view.facts.kept.answers
    outcome: Outcome | None = answers.get(condition.asks)
    if outcome is None:
        view.beyond = False
        outcome = condition.judge(view, node)
        if not view.beyond:
            answers[condition.asks] = outcome
    subject = view.subject
    return Finding(
        node,
        view.prefix + node.id,
        outcome.status,
        outcome.reason,
        outcome.values,
        outcome.evidence,
        outcome.missing,
        outcome.assumes,
        outcome.lines,
        outcome.repairs,
        outcome.children,
        None if subject is None else subject.id,
        mend=outcome.mend,
    )


def _fold(node: Node, children: tuple[Finding, ...]) -> Status:
    return fold(node, [child.status for child in children if not child.node.advisory])


def fold(node: Node, statuses: list[Status]) -> Status:
    """Fold deciding children's statuses by the node's kind."""
    if node.kind == "at_least":
        return truth.at_least(node.n, statuses)
    return _FOLDS[node.kind](statuses)


_FOLDS: dict[str, Callable[[list[Status]], Status]] = {
    "all_of": truth.all_of,
    "any_of": truth.any_of,
    "none_of": truth.none_of,
    "readings": truth.readings,
    "for_some": truth.all_of,
    "initial_criteria": truth.all_of,
}


def _for_some(node: Node, view: View) -> Finding:
    """Some recorded course exists for which all children hold together: the best course is shown.

    An unrecorded course may exist while the list is incomplete: then a shortfall is not documented.
    """
    subjects = _courses(node, view)
    complete = view.facts.all_known(node.subject)
    if node.which == "latest":
        subjects = subjects[-1:]
    judged = [_about(node, view.about(subject)) for subject in subjects]
    if node.which == "unstated" and len({finding.status for finding in judged}) > 1:
        return _which_course(node, view, judged)
    best = max(judged, key=lambda finding: truth.any_rank(finding.status), default=None)
    if best is None or (best.status == NOT_MET and not complete):
        return _no_course(node, view, complete=complete, best=best)
    return best


def _courses(node: Node, view: View) -> tuple[Subject, ...]:
    """The recorded courses that a text can mean.

    A text on repeating TMS for a disorder speaks of earlier TMS for that disorder, so "the latest course" is the
    latest of those. The disorder is the one a ``tms_indication`` child names, else the one of the request. Where
    there is none and such a child stands, all are judged: the child says that they treated something else.
    """
    if node.subject == "psychotherapy":
        return view.facts.psychotherapy
    named = {
        str(getattr(child.condition, "is_", "")) for child in node.children if child.kind == "tms_indication"
    }
    asked = named or {view.facts.request.indication}
    own = tuple(course for course in view.facts.prior_tms if course.indication in asked)
    return own if own or not named else view.facts.prior_tms


def _which_course(node: Node, view: View, judged: list[Finding]) -> Finding:
    """The text does not say which course it means: the latest and any are both defensible readings."""
    best = max(judged, key=lambda finding: truth.any_rank(finding.status))
    latest = judged[-1]
    if best.status == latest.status:
        return latest
    row = view.judgement(node.id)
    given = (latest.status, best.status)
    status = truth.readings(list(given))
    answer: Status = MET if row is not None and row.conclusion == "met" else NOT_MET
    if row is not None and status == NEEDS_REVIEW and answer in given:
        name = view.clinician_name(row.clinician)
        return Finding(
            node,
            view.prefix + node.id,
            answer,
            "clinician_judgement",
            {"clinician": name},
            (f"/judgements/{row.id}",),
        )
    return Finding(
        node,
        view.prefix + node.id,
        status,
        "which_course_open",
        {},
        (f"/{node.subject}",),
        declared=(_toward_one_course(view.prefix + node.id, latest, best, judged=row is not None),),
    )


def _toward_one_course(identifier: str, latest: Finding, best: Finding, *, judged: bool) -> Alternative:
    """What each of the two courses leaves open, and which of them is meant where they then still differ."""
    text = f"obtain a clinician's recorded judgement ({identifier})"
    choice = () if judged else (Repair(f"judge:{identifier}:", "judgement", text),)
    if best.status == MET and latest.status in (NOT_MET, NEEDS_REVIEW):
        return choice
    open_ones = [
        repair
        for course in (best, latest)
        for child in course.children
        if child.status in UNDECIDED and course.status in UNDECIDED
        for repair in (child.repairs[0] if child.repairs else ())
    ]
    return (*dict.fromkeys(open_ones), *(choice if latest.status == NOT_MET else ()))


def _about(node: Node, view: View) -> Finding:
    assert view.subject is not None
    children = tuple(judge_node(child, view) for child in node.children)
    return Finding(
        node,
        view.prefix + node.id,
        _fold(node, children),
        "for_some",
        subject=view.subject.id,
        children=children,
    )


def _no_course(node: Node, view: View, *, complete: bool, best: Finding | None) -> Finding:
    """No course that could do: silent on an open list, not met on a complete one; each child says so."""
    path = f"/{node.subject}"
    what = "psychotherapy" if node.subject == "psychotherapy" else "earlier TMS course"
    status: Status = NOT_MET if complete else NOT_DOCUMENTED
    reason = "no_course" if complete else "no_course_so_far"
    repair = Repair(
        path,
        "document",
        f"find the record of an {what}, or record that the list is complete"
        if what[0] == "e"
        else f"find the record of a {what}, or record that the list is complete",
    )
    repairs = () if complete else ((repair,),)
    children = tuple(
        Finding(
            child,
            view.prefix + child.id,
            status,
            reason,
            {
                "what": what,
                "recorded": len(
                    view.facts.psychotherapy if node.subject == "psychotherapy" else view.facts.prior_tms
                ),
            },
            (path,),
            () if complete else (path,),
            declared=repairs,
        )
        for child in node.children
    )
    return Finding(
        node,
        view.prefix + node.id,
        status,
        reason,
        {"what": what},
        (path,),
        () if complete else (path,),
        declared=repairs,
        children=children,
        subject=best.subject if best else None,
    )


# -- after judging -----------------------------------------------------------------------------


def refold(finding: Finding) -> Finding:
    """The same finding with its status folded again from (changed) children."""
    if not finding.children or finding.reason in ("no_course", "no_course_so_far", JUDGED):
        return finding
    children = tuple(refold(child) for child in finding.children)
    status = _fold(finding.node, children)
    guard = refold(finding.guard) if finding.guard is not None else None
    if guard is not None:
        status = truth.guarded(guard.status, status)
    return replace(finding, children=children, guard=guard, status=status)


def mark_decisive(finding: Finding) -> None:
    """Mark the decisive path (SEMANTICS 1); not applicable and advisory findings never are."""
    finding.decisive = True
    if finding.reason == JUDGED:
        return  # the judgement decides, not the readings beneath it
    if not finding.children:
        return
    deciding = _deciding(finding.node.kind, finding.status)
    for child in finding.children:
        if child.status in deciding and not child.node.advisory:
            mark_decisive(child)


@cache
def _deciding(kind: str, status: Status) -> frozenset[Status]:
    """The answers by which a child decides that a group of this kind has this answer."""
    answers = (MET, NOT_MET, *UNDECIDED)
    return frozenset(one for one in answers if _decides(kind, status, one))


def _decides(kind: str, status: Status, child: Status) -> bool:
    value = truth.swap(child) if kind == "none_of" else child
    # "U -> its U children": whichever of the four U the fold shows, every open child stands in the way.
    same = value in UNDECIDED if status in UNDECIDED else value == status
    if kind in ("all_of", "none_of", "for_some", "initial_criteria"):
        return status == MET or same
    if kind == "any_of":
        return status == NOT_MET or same
    if kind == "readings":
        return True
    return value == status


def known_text(finding: Finding) -> Status:
    """Fold with text_not_seen leaves deleted; under any-of a branch that holds one is deleted whole."""
    return _known(finding) if _holds_unseen(finding) else finding.status


def _known(finding: Finding) -> Status:
    if not finding.children:
        return NOT_APPLICABLE if finding.status == TEXT_NOT_SEEN else finding.status
    kept = [child for child in finding.children if not child.advisory]
    if finding.node.kind in ("any_of", "at_least"):
        kept = [child for child in kept if not _holds_unseen(child)]
    status = fold(finding.node, [_known(child) for child in kept])
    return truth.guarded(finding.guard.status, status) if finding.guard is not None else status


def _holds_unseen(finding: Finding) -> bool:
    if not finding.children:
        return finding.status == TEXT_NOT_SEEN
    for child in finding.children:  # a plain loop: it runs over every tree that is judged
        if child.children:
            if _holds_unseen(child) and not child.node.advisory:
                return True
        elif child.status == TEXT_NOT_SEEN and not child.node.advisory:
            return True
    return False
