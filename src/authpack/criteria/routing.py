"""From a coverage to the policy revision that judges the request, with every step of the choice; never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from authpack.criteria.medicare_route import by_place, contractors
from authpack.criteria.not_encoded import not_encoded
from authpack.criteria.payer_route import by_name
from authpack.criteria.policy import ReviewMode
from authpack.criteria.route import Candidate, Question, Route, Step
from authpack.criteria.routing_tables import PriorAuthorization, Tables, tables
from authpack.criteria.shelf import Shelf, Shelved, plain
from authpack.criteria.state_overlays import laws_for, overlays
from authpack.criteria.trail import Trail
from authpack.domain.case import Case
from authpack.domain.requests import Request


def route_request(
    case: Case, request: Request, day: date, shelf: Shelf, *, rules: Tables | None = None
) -> Route:
    """Route one request. day: the day that picks the revision where the request date governs."""
    coverage = case.coverage_of(request)
    if coverage is None:
        question = Question("coverage", "Which insurance is the request sent to? Record it under 'coverage'.")
        step = Step("no_coverage", "The case names no coverage.")
        return Route("unknown", steps=(step,), questions=(question,))
    router = _Router(Trail(case, request, coverage, day, shelf, rules or tables()))
    return router.explicit(coverage.policy) if coverage.policy else router.chosen()


def _disagreement(policy: str, routed: Route) -> tuple[str, ...]:
    """What is said when the coverage's other fields lead elsewhere than the policy it names."""
    names = [routed.policy] if routed.policy else [one.policy for one in routed.candidates]
    if routed.state == "unknown" or policy in names:
        return ()
    return (f"The record names {policy}, but its other fields lead to {' or '.join(names)}: {routed.reason}",)


@dataclass(slots=True, eq=False, repr=False)
class _Router:
    """Chooses the way, and turns what was found into a route."""

    trail: Trail
    definite: bool = False
    """Only a way that leads to a policy is asked for: where there is none, nobody is told why."""
    after: tuple[str, ...] = ()

    def explicit(self, policy: str) -> Route:
        """The record names the policy: it wins, and a route that would lead elsewhere is told."""
        # Only a definite other way is told, so names that are merely alike need not be looked for.
        routed = _Router(self.trail.anew(), definite=True).chosen()
        self.trail.step("explicit", f"The record names the policy {policy} itself.", "coverage.policy")
        if policy not in self.trail.shelf:
            self.trail.step("not_held", "No policy at hand has that id.", "coverage.policy")
            return self.result([])
        warnings = _disagreement(policy, routed)
        found = self.result([policy])
        return found._replace(explicit=True, warnings=warnings, after=() if warnings else routed.after)

    def chosen(self) -> Route:
        """Route by what the coverage says; where no payer goes by the name, name those that are like it."""
        if self._is_medicare():
            return self.result(by_place(self.trail))
        own = by_name(self.trail)
        if self.trail.coverage.line_of_business == "medicare_advantage":
            return self._advantage(own)
        near = () if self.definite or own else self.trail.shelf.like(self.trail.coverage.payer)
        return self.result(own, near=near)

    def _is_medicare(self) -> bool:
        line, medicare = self.trail.coverage.line_of_business, self.trail.rules.medicare
        if line != "unknown":
            return line == "medicare"
        names = {plain(one) for one in (*medicare.names, *medicare.railroad)}
        return plain(self.trail.coverage.payer) in names or bool(contractors(self.trail))

    def _advantage(self, own: list[str]) -> Route:
        """Medicare Advantage: the determination of the place first, the plan's own text after it."""
        trail, rule = self.trail, self.trail.rules.advantage
        kept, trail.questions = trail.questions, []
        trail.step(
            "medicare_advantage", rule.says, "coverage.line_of_business", grade=rule.grade, source=rule.source
        )
        found = by_place(trail)
        if not found:
            trail.questions = trail.questions or kept
            return self.result([], near=own)
        self.after = tuple(one for one in own if one not in found)
        return self.result(found)

    # -- the result -------------------------------------------------------------------------------

    def result(self, found: Iterable[str], *, near: Iterable[str] = ()) -> Route:
        """The route to one policy, to several, or to none (with names that are like the payer's)."""
        once = list(dict.fromkeys(found))
        if len(once) == 1:
            return self._found(once[0])
        if once:
            return self._with_trail(Route("ambiguous", candidates=tuple(self.candidate(one) for one in once)))
        if self.definite:
            return Route("unknown")
        return self._none(near)

    def _none(self, near: Iterable[str]) -> Route:
        """No policy: why, what to ask, and the payers with a name like the one in the coverage."""
        trail = self.trail
        reason = not_encoded(trail.coverage.payer)
        if reason is not None:
            trail.step(
                "not_encoded", f"The payer is known, but its rule is not held: {reason}", "coverage.payer"
            )
        elif not trail.steps:
            says = "No policy at hand goes by the payer's name in the coverage."
            trail.step("unknown_payer", says, "coverage.payer")
        if not trail.questions:
            ask = "Whose policy is it? Record the payer as it is printed on the card, or the policy's id."
            trail.ask("coverage.policy", ask)
        why = "A name like the one in the coverage; not taken for it."
        return self._with_trail(Route("unknown", candidates=tuple(self.candidate(one, why) for one in near)))

    def _found(self, policy: str) -> Route:
        trail = self.trail
        mode, by_service = self._mode(policy)
        day = trail.service_day if by_service else trail.day
        revision = trail.shelf.governing(policy, day)
        self._say_of(revision, day)
        return self._with_trail(
            Route(
                "found",
                policy=policy,
                revision=str(revision.head.effective_from),
                in_force=revision.in_force(day),
                review_mode=mode,
                by_service_date=by_service,
            )
        )

    def _say_of(self, revision: Shelved, day: date) -> None:
        """What a reader must know of the revision and the plan's state."""
        trail = self.trail
        if not revision.in_force(day):
            says = "No revision held governs that day; the answer will be that the text was not seen."
            trail.step("not_in_force", says, "requests.date")
        elif revision.head.effective_from == "unknown":
            says = "The revision's first day is not known; it is assumed in force."
            trail.step("assumed_in_force", says)
        if revision.head.status == "external":
            says = "The payer judges by licensed criteria that are not held here; the answer will say so."
            trail.step("external", says)
        if trail.coverage.state is None and any(row.printed == "yes" for row in overlays()):
            ask = "Which state regulates the plan? State laws on criteria and appeals depend on it."
            trail.ask("coverage.state", ask)

    def _with_trail(self, route: Route) -> Route:
        trail = self.trail
        why = "The plan's own text, after Medicare's determination."
        return route._replace(
            steps=tuple(trail.steps),
            after=tuple(self.candidate(one, why) for one in self.after),
            questions=tuple(dict.fromkeys(trail.questions)),
            laws=laws_for(trail.coverage, trail.day),
        )

    def candidate(self, policy: str, because: str | None = None) -> Candidate:
        """A policy with what tells it apart."""
        head = self.trail.shelf.governing(policy, self.trail.day).head
        where = f" in {', '.join(head.states)}" if head.states else ""
        apart = f"For {', '.join(head.lines_of_business).replace('_', ' ')}{where}."
        known = self.trail.because.get(policy, "")
        return Candidate(policy, head.payer.printed, because or f"{known} {apart}".strip())

    # -- how it is reviewed -----------------------------------------------------------------------

    def _mode(self, policy: str) -> tuple[ReviewMode, bool]:
        """How the request is reviewed, and whether each date of service picks its own revision."""
        trail = self.trail
        determination = policy in trail.determinations
        if trail.coverage.line_of_business == "medicare_advantage":
            return "organization_determination", determination
        if determination:
            return self._claim_review()
        mode = trail.shelf.governing(policy, trail.day).head.review_mode
        for row in trail.rules.prior_authorization:
            if row.policy == policy and row.from_.first <= trail.service_day:
                return self._by_network(row, mode)
        if mode == "excluded":
            says = "The benefit is excluded: this is no matter of criteria that are met or not."
            trail.step("excluded", says)
        return mode, mode == "claim_review"

    def _claim_review(self) -> tuple[ReviewMode, bool]:
        trail, medicare = self.trail, self.trail.rules.medicare
        trail.step("claim_review", medicare.says, grade=medicare.grade, source=medicare.source)
        caution = medicare.caution
        if caution.from_.first <= trail.service_day:
            trail.step("caution", caution.says, grade=caution.grade, source=caution.source)
        return "claim_review", True

    def _by_network(self, row: PriorAuthorization, otherwise: ReviewMode) -> tuple[ReviewMode, bool]:
        network = self.trail.coverage.network
        says = row.says if network == "in" else f"{row.says} {row.exceptions}"
        reads = ("coverage.network", "requests.start")
        self.trail.step("prior_authorization", says, *reads, grade=row.grade, source=row.source)
        if network == "unknown":
            ask = "Is the practice in the payer's network? Out of network prior authorization is still required."
            self.trail.ask("coverage.network", ask)
        mode = {"in": row.in_network, "out": row.out_of_network}.get(network, otherwise)
        return mode, mode == "claim_review"
