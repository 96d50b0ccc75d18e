"""From a coverage to the policy revision that judges the request, with every step of the choice; never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from authpack.criteria.medicare_route import Place, jurisdictions_of, place_of
from authpack.criteria.policy import ReviewMode
from authpack.criteria.route import Candidate, Question, Route, State, Step
from authpack.criteria.routing_tables import CarveOut, Jurisdiction, PriorAuthorization, Program, Tables, tables
from authpack.criteria.shelf import Shelf, plain
from authpack.criteria.state_overlays import Law, laws_for, overlays
from authpack.domain.case import Case
from authpack.domain.people import Coverage
from authpack.domain.requests import Request

def route_request(case: Case, request: Request, day: date, shelf: Shelf, *, rules: Tables | None = None) -> Route:
    """Route one request. day: the day that picks the revision where the request date governs."""
    coverage = case.coverage_of(request)
    if coverage is None:
        question = Question("coverage", "Which insurance is the request sent to? Record it under 'coverage'.")
        return Route("unknown", None, None, False, None, False, False, (Step("no_coverage", "The case names no coverage."),), questions=(question,))
    router = _Router(case, request, coverage, day, shelf, rules or tables())
    return router.explicit(coverage.policy) if coverage.policy else router.chosen()


@dataclass(slots=True)
class _Router:
    case: Case
    request: Request
    coverage: Coverage
    day: date
    shelf: Shelf
    rules: Tables
    steps: list[Step] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    because: dict[str, str] = field(default_factory=dict)
    after: list[str] = field(default_factory=list)

    # -- the whole choice ------------------------------------------------------------------------

    def explicit(self, policy: str) -> Route:
        """The record names the policy: it wins, and a route that would lead elsewhere is told."""
        routed = self._other().chosen()
        self.step("explicit", f"The record names the policy {policy} itself.", "coverage.policy")
        if policy not in self.shelf:
            self.step("not_held", "No policy at hand has that id.", "coverage.policy")
            return self.result([], laws=routed.laws)
        route = self.result([policy])
        warnings = _disagreement(policy, routed)
        return replace(route, explicit=True, warnings=warnings, after=() if warnings else routed.after)

    def _other(self) -> _Router:
        return _Router(self.case, self.request, self.coverage, self.day, self.shelf, self.rules)

    def chosen(self) -> Route:
        """Route by what the coverage says."""
        line = self.coverage.line_of_business
        if self._is_medicare(line):
            return self.result(self.by_place(), like=False)
        own = self.by_name()
        if line == "medicare_advantage":
            return self.advantage(own)
        return self.result(own)

    def _is_medicare(self, line: str) -> bool:
        names = (*self.rules.medicare.names, *self.rules.medicare.railroad)
        named = plain(self.coverage.payer) in {plain(one) for one in names}
        contractor = bool(self._contractors())
        return line == "medicare" or (line == "unknown" and (named or contractor))

    # -- Medicare ---------------------------------------------------------------------------------

    def by_place(self) -> list[str]:
        """The local coverage determinations of the place of service, or of the contractor that the record names."""
        medicare = self.rules.medicare
        if plain(self.coverage.payer) in {plain(one) for one in medicare.railroad}:
            self.step("railroad", medicare.railroad_says, "coverage.payer", grade="own")
            return []
        place = place_of(self.case, self.coverage)
        found = jurisdictions_of(place, self.rules)
        named = self._contractors()
        if found.split is not None:
            self.step("split_state", found.split.says, *place.reads, grade=found.split.grade, source=found.split.source)
        if len(found.jurisdictions) > 1:
            self.ask(place.county_field, "In which county (or independent city) is the treatment given?")
        policies = [policy for one in found.jurisdictions for policy in self._determinations(one, place)]
        return self._against_contractor(policies, named, place)

    def _contractors(self) -> set[str]:
        """Determinations of the contractor whose name stands as the payer, if it is one's."""
        held = {one.policy for row in self.rules.medicare.jurisdictions for one in row.policies}
        words = plain(self.coverage.payer)
        return held & (self.shelf.named(words) | self.shelf.named(words.removeprefix("medicare ")))

    def _determinations(self, one: Jurisdiction, place: Place) -> list[str]:
        name = one.contractor
        if one.renamed is not None and one.renamed.from_.first <= self.service_day:
            name = f"{one.renamed.name} (until then {one.contractor})"
        found = []
        for row in one.policies:
            if row.holds(self.service_day) and row.policy in self.shelf:
                says = f"{place.words} lies in Medicare jurisdiction {one.id}, contractor {name}."
                self.step("jurisdiction", says + (f" {row.note}" if row.note else ""), *place.reads, grade=one.grade, source=one.source)
                self.because[row.policy] = f"It is the determination of jurisdiction {one.id} ({one.contractor})."
                found.append(row.policy)
        return found

    def _against_contractor(self, policies: list[str], named: set[str], place: Place) -> list[str]:
        """The contractor that the record names settles a missing place, and contradicts another one."""
        if not named:
            if not policies and place.state is None:
                self.step("no_place", "The place of service is not recorded.", *place.reads)
                self.ask("facility.address.state", "In which state is the treatment given?")
            elif not policies:
                self.step("no_jurisdiction", f"No jurisdiction is held for {place.words}.", *place.reads)
            return policies
        agreed = [one for one in policies if one in named]
        if agreed:
            self.step("contractor", "The record names that contractor.", "coverage.payer")
            self.questions.clear()
            return agreed
        for policy in sorted(named):
            self.because[policy] = "The record names its contractor as the payer."
        if policies:
            self.step("contractor_differs", "The record names another Medicare contractor than the place of service has.", "coverage.payer", *place.reads)
            self.ask(place.state_field, "Where is the treatment given, and which contractor takes the claim?")
            return [*policies, *sorted(named)]
        self.step("contractor", "The record names the Medicare contractor; the place of service is not recorded.", "coverage.payer")
        return self.current(sorted(named))

    def advantage(self, own: list[str]) -> Route:
        """Medicare Advantage: the determination of the place first, the plan's own text after it."""
        rule = self.rules.advantage
        kept, self.questions = self.questions, []
        self.step("medicare_advantage", rule.says, "coverage.line_of_business", grade=rule.grade, source=rule.source)
        policies = self.by_place()
        if not policies:
            self.questions = self.questions or kept
            return self.result([], near=own)
        self.after = [one for one in own if one not in policies]
        return self.result(policies)

    # -- other payers -----------------------------------------------------------------------------

    def by_name(self) -> list[str]:
        """Policies of the payer that the coverage names, narrowed by what else it says."""
        payer = self.home_plan()
        if payer is None:
            return []
        found = self.matched(payer)
        if found:
            self.step("payer_name", f"The payer's name is that of {_listed(found)}.", "coverage.payer")
        found = self.fitting(self.carved(found, payer))
        return found or self.program()

    def matched(self, payer: str) -> list[str]:
        """Policies by the payer's name or electronic id."""
        found = self.shelf.named(payer)
        found |= {row.policy for row in self.rules.aliases if plain(payer) in {plain(one) for one in row.names}}
        if not found and self.coverage.payer_id is not None:
            found = self.shelf.with_payer_id(self.coverage.payer_id)
        return sorted(one for one in found if one in self.shelf)

    def home_plan(self) -> str | None:
        """The payer's name; for BlueCard the member's home plan as recorded, None when it is not."""
        rule = self.rules.bluecard
        told = " ".join(filter(None, (self.coverage.product, self.coverage.plan, self.coverage.payer)))
        general = plain(self.coverage.payer) in {plain(one) for one in rule.names}
        if not general and "bluecard" not in plain(told).replace("blue card", "bluecard"):
            return self.coverage.payer
        self.step("bluecard", rule.says, "coverage.payer", "coverage.product", grade=rule.grade, source=rule.source)
        for name, where in ((self.coverage.plan, "coverage.plan"), (None if general else self.coverage.payer, "coverage.payer")):
            if name is not None and set(self.matched(name)) & set(rule.plans):
                self.step("home_plan", "The home plan is recorded.", where)
                return name
        self.step("home_plan_silent", "The home plan is not recorded by a name that is known here.", "coverage.plan")
        self.ask("coverage.plan", rule.ask)
        return None

    def carved(self, found: list[str], payer: str) -> list[str]:
        """Apply the carve-outs to what the name led to."""
        for row in self.rules.carve_outs:
            if row.policy not in found or not self._carves(row, payer):
                continue
            to = [one for one in row.to if one in self.shelf]
            self.step(row.id, row.says, "coverage.payer", "requests.indication", grade=row.grade, source=row.source)
            if row.field is not None and row.ask is not None and (len(row.to) > 1 or not row.to):
                self.ask(row.field, row.ask)
            if to:
                found = list(dict.fromkeys([*(one for one in found if one != row.policy), *to]))
                self.because.update({one: row.says for one in to})
                break
        return found

    def _carves(self, row: CarveOut, payer: str) -> bool:
        name = plain(payer)
        return (
            (not row.names or name in {plain(one) for one in row.names})
            and name not in {plain(one) for one in row.unless_names}
            and (not row.indications or self.request.indication in row.indications)
            and (not row.states or self.coverage.state in row.states)
            and (row.from_ is None or row.from_.first <= self.day)
        )

    def fitting(self, found: list[str]) -> list[str]:
        """Leave out what is for another line, state, product, time or indication; ask for what would tell."""
        for rule, keep, reads in (
            ("line", self._line_fits, "coverage.line_of_business"),
            ("state", self._state_fits, "coverage.state"),
            ("product", self._product_fits, "coverage.product"),
        ):
            kept = [one for one in found if keep(one)]
            if len(kept) < len(found):
                self.step(rule, f"For another {rule.replace('line', 'line of business')}: {_listed(set(found) - set(kept))}.", reads)
            found = kept
        found = self.current(found)
        if len(found) > 1:
            found = self._by_indication(found)
        if len(found) > 1:
            self._ask_apart(found)
        return found

    def current(self, found: list[str]) -> list[str]:
        """Where some hold a revision for the day, those; else all."""
        kept = [one for one in found if self.shelf.in_force(one, self.day)]
        if kept and len(kept) < len(found):
            self.step("date", f"No revision for this day: {_listed(set(found) - set(kept))}.", "requests.date")
        return kept or found

    def _by_indication(self, found: list[str]) -> list[str]:
        named = [one for one in found if self.request.indication in self.shelf.governing(one, self.day).indications]
        if len(named) == 1:
            self.step("indication", f"Only {named[0]} speaks of this indication.", "requests.indication")
            return named
        return found

    def _ask_apart(self, found: list[str]) -> None:
        """Ask for the fields in which the candidates differ and the record is silent."""
        heads = [self.shelf.governing(one, self.day).head for one in found]
        if self.coverage.line_of_business == "unknown" and len({one.lines_of_business for one in heads}) > 1:
            self.ask("coverage.line_of_business", "Which line of business is it (commercial, Medicare Advantage, Medicaid ...)?")
        if self.coverage.state is None and len({one.states for one in heads}) > 1:
            self.ask("coverage.state", "Which state regulates the plan?")
        if self.coverage.product is None and len({one.products for one in heads}) > 1:
            self.ask("coverage.product", "Which product is it (HMO, PPO ...)?")
        if not self.questions:
            self.ask("coverage.policy", "Which of these texts does the payer apply? Ask the payer and record its id.")

    def _line_fits(self, policy: str) -> bool:
        line = self.coverage.line_of_business
        return line == "unknown" or line in self.shelf.governing(policy, self.day).head.lines_of_business

    def _state_fits(self, policy: str) -> bool:
        states = self.shelf.governing(policy, self.day).head.states
        return not states or self.coverage.state is None or self.coverage.state in states

    def _product_fits(self, policy: str) -> bool:
        products = {plain(one) for one in self.shelf.governing(policy, self.day).head.products}
        return not products or self.coverage.product is None or bool(products & set(plain(self.coverage.product).split()))

    def program(self) -> list[str]:
        """The public program's text, for a plan that holds none of its own."""
        line, state = self.coverage.line_of_business, self.coverage.state
        rows = [one for one in self.rules.programs if one.line == line and (one.state is None or one.state == state)]
        found = [one.policy for one in rows if one.policy in self.shelf]
        for row in rows:
            self.step("program", _program_words(row), "coverage.line_of_business", "coverage.state", grade=row.grade, source=row.source)
        if line in ("medicaid", "medicaid_managed") and state is None:
            self.ask("coverage.state", "Which state's Medicaid is it?")
        if not found:
            return []
        return self.fitting(self.carved(found, self.coverage.payer))

    # -- the result -------------------------------------------------------------------------------

    @property
    def service_day(self) -> date:
        """First planned date of service, else the day that was asked for."""
        return self.request.start.first if self.request.start else self.day

    def result(self, found: list[str], *, near: Iterable[str] = (), like: bool = True, laws: tuple[Law, ...] | None = None) -> Route:
        """The route to one policy, to several, or to none."""
        found = list(dict.fromkeys(found))
        laws = laws_for(self.coverage, self.day) if laws is None else laws
        if len(found) == 1:
            return self._found(found[0], laws)
        if found:
            return self._route("ambiguous", laws, candidates=tuple(self.candidate(one) for one in found))
        return self._unknown(list(near) or (self.shelf.like(self.coverage.payer) if like else []), laws)

    def _unknown(self, near: list[str], laws: tuple[Law, ...]) -> Route:
        if not self.steps:
            self.step("unknown_payer", "No policy at hand goes by the payer's name in the coverage.", "coverage.payer")
        if not self.questions:
            self.ask("coverage.policy", "Whose policy is it? Record the payer as it is printed on the card, or the policy's id.")
        why = "A name like the one in the coverage; not taken for it."
        return self._route("unknown", laws, candidates=tuple(self.candidate(one, why) for one in near))

    def _found(self, policy: str, laws: tuple[Law, ...]) -> Route:
        mode, by_service = self.mode(policy)
        day = self.service_day if by_service else self.day
        revision = self.shelf.governing(policy, day)
        held = revision.in_force(day)
        if not held:
            self.step("not_in_force", "No revision held governs that day; the answer will be that the text was not seen.", "requests.date")
        elif revision.head.effective_from == "unknown":
            self.step("assumed_in_force", "The revision's first day is not known; it is assumed in force.")
        if revision.head.status == "external":
            self.step("external", "The payer judges by licensed criteria that are not held here; the answer will say so.")
        if self.coverage.state is None and any(row.printed == "yes" for row in overlays()):
            self.ask("coverage.state", "Which state regulates the plan? State laws on criteria and appeals depend on it.")
        return self._route("found", laws, policy=policy, revision=str(revision.head.effective_from), in_force=held, mode=mode, by_service=by_service)

    def _route(
        self,
        state: State,
        laws: tuple[Law, ...],
        *,
        policy: str | None = None,
        revision: str | None = None,
        in_force: bool = False,
        mode: ReviewMode | None = None,
        by_service: bool = False,
        candidates: tuple[Candidate, ...] = (),
    ) -> Route:
        after = tuple(self.candidate(one, "The plan's own text, after Medicare's determination.") for one in self.after)
        return Route(
            state, policy, revision, in_force, mode, by_service, False, tuple(self.steps),
            candidates, after, tuple(dict.fromkeys(self.questions)), (), laws,
        )  # fmt: skip

    def mode(self, policy: str) -> tuple[ReviewMode, bool]:
        """How the request is reviewed, and whether each date of service picks its own revision."""
        line = self.coverage.line_of_business
        determination = policy in {one.policy for row in self.rules.medicare.jurisdictions for one in row.policies}
        head = self.shelf.governing(policy, self.day).head
        if line == "medicare_advantage":
            return "organization_determination", determination
        if determination:
            medicare = self.rules.medicare
            self.step("claim_review", medicare.says, grade="second_hand", source="Medicare notes: no prior authorization in the pages seen")
            if medicare.caution.from_.first <= self.service_day:
                self.step("caution", medicare.caution.says, grade=medicare.caution.grade, source=medicare.caution.source)
            return "claim_review", True
        for row in self.rules.prior_authorization:
            if row.policy == policy and row.from_.first <= self.service_day:
                return self._by_network(row, head.review_mode)
        if head.review_mode == "excluded":
            self.step("excluded", "The benefit is excluded: this is no matter of criteria that are met or not.")
        return head.review_mode, head.review_mode == "claim_review"

    def _by_network(self, row: PriorAuthorization, otherwise: ReviewMode) -> tuple[ReviewMode, bool]:
        network = self.coverage.network
        says = row.says if network == "in" else f"{row.says} {row.exceptions}"
        self.step("prior_authorization", says, "coverage.network", "requests.start", grade=row.grade, source=row.source)
        if network == "unknown":
            self.ask("coverage.network", "Is the practice in the payer's network? Out of network prior authorization is still required.")
        mode = {"in": row.in_network, "out": row.out_of_network}.get(network, otherwise)
        return mode, mode == "claim_review"

    def candidate(self, policy: str, because: str | None = None) -> Candidate:
        head = self.shelf.governing(policy, self.day).head
        lines = ", ".join(head.lines_of_business).replace("_", " ")
        apart = f"For {lines}" + (f" in {', '.join(head.states)}" if head.states else "") + "."
        return Candidate(policy, head.payer.printed, because or f"{self.because.get(policy, '')} {apart}".strip())

    def step(self, rule: str, says: str, *reads: str, grade: str = "", source: str = "") -> None:
        self.steps.append(Step(rule, says, tuple(reads), grade, source))

    def ask(self, where: str, ask: str) -> None:
        self.questions.append(Question(where, ask))


def _program_words(row: Program) -> str:
    where = f" in {row.state}" if row.state else ""
    return f"The program's text speaks for {row.line.replace('_', ' ')}{where}." + (f" {row.says}" if row.says else "")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _disagreement(policy: str, routed: Route) -> tuple[str, ...]:
    """What is said when the coverage's other fields lead elsewhere than the policy it names."""
    if routed.state == "found" and routed.policy != policy:
        return (f"The record names {policy}, but its other fields lead to {routed.policy}: {routed.reason}",)
    names = [one.policy for one in routed.candidates]
    if routed.state == "ambiguous" and policy not in names:
        return (f"The record names {policy}, but its other fields lead to {' or '.join(names)}: {routed.reason}",)
    return ()
