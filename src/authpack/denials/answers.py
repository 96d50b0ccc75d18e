"""What the record answers to each stated reason: criterion by criterion, from a stored determination. Never judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from authpack.criteria.explain import Sources, why
from authpack.criteria.finding import Determination, Finding
from authpack.criteria.outcome import Repair
from authpack.denials.history import DatedFact, is_new
from authpack.denials.matching import Match, Placed, ancestors, placed
from authpack.domain.case import Case

State = Literal["answered", "other_route", "open", "contradicted", "payers_own"]
"""answered: the record shows it; other_route: not by this criterion, but the text's alternative holds; open: a document,
a fact or a judgment is missing; contradicted: the record says otherwise; payers_own: licensed or unseen text, or the
payer's own review."""
Verdict = Literal["answerable", "with", "not_answerable", "for_a_person"]
VERDICT_ORDER: tuple[Verdict, ...] = ("answerable", "with", "not_answerable", "for_a_person")

# Answers that only the payer can give (as letter_rules.PAYERS_OWN; the documents read that one).
_PAYERS_REASONS = frozenset({"payer_review", "policy_silent", "policy_silent_age"})


@dataclass(frozen=True, slots=True)
class Point:
    """One criterion that a reason is about, and what the record answers.

    answers_at: the criterion whose facts answer it (the group of alternatives, for another route). repairs: what
    would close it, in alternatives. weak: its evidence rests on no source, or on the patient's report alone.
    fresh: facts in it that are new since the request.
    """

    criterion: Placed
    state: State
    answers_at: Placed
    why: str
    repairs: tuple[tuple[Repair, ...], ...] = ()
    weak: bool = False
    fresh: tuple[DatedFact, ...] = ()

    @property
    def leaves(self) -> tuple[Finding, ...]:
        """The findings that read the record for it."""
        return tuple(
            one for one, _ in self.answers_at.finding.walk() if not one.children and not one.advisory
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """One stated reason with all its points."""

    match: Match
    verdict: Verdict
    points: tuple[Point, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        """Strongest first: what is answered, on documents, with no doubt of route."""
        weak = sum(one.weak for one in self.points)
        detours = sum(one.state != "answered" for one in self.points)
        return VERDICT_ORDER.index(self.verdict), weak, detours


def answer_reasons(
    matches: tuple[Match, ...],
    determination: Determination,
    case: Case,
    phase: str,
    fresh: tuple[DatedFact, ...] = (),
) -> tuple[Answer, ...]:
    """One answer for each match, in the notice's order."""
    asked = placed(determination, phase)
    sources = Sources.of_case(case)
    made = []
    for match in matches:
        points = tuple(_point(one, sources, fresh, case) for one in asked if one.id in match.criteria)
        made.append(Answer(match, _verdict(match, points), points))
    return tuple(made)


def _verdict(match: Match, points: tuple[Point, ...]) -> Verdict:
    if match.unknown or not points:
        return "answerable" if match.state == "answered" else "for_a_person"
    states = {one.state for one in points}
    if any(one.state == "contradicted" and not one.repairs for one in points):
        return "not_answerable"
    return "with" if states & {"open", "contradicted"} else "answerable"


def _point(one: Placed, sources: Sources, fresh: tuple[DatedFact, ...], case: Case) -> Point:
    state, at = _state(one), one
    if state in ("open", "contradicted"):
        other = _other_route(one)
        if other is not None:
            state, at = "other_route", other
    repairs = one.finding.repairs if state in ("open", "contradicted") else ()
    if state in ("open", "contradicted") and not repairs:
        repairs = _inner_repairs(one)
    evidence = _evidence(at)
    unsourced, reported = sources.weak(evidence)
    found = {fact.path: fact for path in evidence if (fact := is_new(path, fresh)) is not None}
    found |= {fact.path: fact for fact in _new_documents(evidence, fresh, case)}
    return Point(
        one,
        state,
        at,
        _why(one),
        repairs,
        bool(evidence) and len(unsourced) + len(reported) == len(evidence),
        tuple(found[name] for name in sorted(found)),
    )


def _new_documents(evidence: tuple[str, ...], fresh: tuple[DatedFact, ...], case: Case) -> list[DatedFact]:
    """New documents that prove what the criterion read."""
    proving = {
        f"/attachments/{one.id}"
        for one in case.attachments
        if any(_about(path, proved) for path in evidence for proved in one.proves)
    }
    return [fact for fact in fresh if fact.path in proving]


def _about(path: str, proved: str) -> bool:
    proved = proved.rstrip("/")
    return path == proved or path.startswith(proved + "/") or proved.startswith(path + "/")


def _evidence(one: Placed) -> tuple[str, ...]:
    found = (path for leaf, _ in one.finding.walk() if not leaf.children for path in leaf.evidence)
    return tuple(dict.fromkeys(found))


def _state(one: Placed) -> State:
    finding = one.finding
    good, bad = ("not_met", "met") if one.inverted else ("met", "not_met")
    if finding.status in (good, "not_applicable"):
        return "answered"
    if finding.status == bad:
        return "contradicted"
    if finding.status in ("external", "text_not_seen") or finding.reason in _PAYERS_REASONS:
        return "payers_own"
    if finding.status == "needs_review" and finding.children and _only_payers_own(finding):
        return "payers_own"
    return "open"


def _only_payers_own(finding: Finding) -> bool:
    """Whether what decides below a group is the payer's own."""
    open_ = [one for one, _ in finding.walk() if not one.children and one.decisive and one.status != "met"]
    return bool(open_) and all(one.reason in _PAYERS_REASONS for one in open_)


def _other_route(one: Placed) -> Placed | None:
    """The group of alternatives above, where another of them holds."""
    for above in ancestors(one):
        if above.finding.node.kind in ("any_of", "at_least") and _state(above) == "answered":
            return above
    return None


def _inner_repairs(one: Placed) -> tuple[tuple[Repair, ...], ...]:
    """What the open criteria below a group ask for, each once: all of them are needed."""
    found: dict[str, Repair] = {}
    good = {"met", "not_met", "not_applicable"}
    for leaf, _ in one.finding.walk():
        if leaf.children or leaf.advisory or not leaf.decisive or leaf.status in good:
            continue
        for repair in leaf.repairs[0] if leaf.repairs else ():
            found.setdefault(repair.key, repair)
    return (tuple(found.values()),) if found else ()


def _why(one: Placed) -> str:
    """One sentence; of a group, what keeps it open."""
    if not one.finding.children:
        return why(one.finding)
    inside = [
        leaf
        for leaf, _ in one.finding.walk()
        if not leaf.children and not leaf.advisory and leaf.decisive and leaf.status not in ("met",)
    ]
    shown = inside or [leaf for leaf, _ in one.finding.walk() if not leaf.children and not leaf.advisory]
    return "; ".join(dict.fromkeys(why(leaf) for leaf in shown[:3]))
