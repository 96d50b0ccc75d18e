"""The medication-trial leaf: which trials count under this policy, why, and whether they are enough."""

from decimal import Decimal
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.counting import Counted, Needs, Tally, tallied
from authpack.criteria.outcome import Alternative, Outcome, Repair, TrialLine
from authpack.criteria.trial_facts import TrialFacts, perhaps_together
from authpack.criteria.trial_tests import (
    Adequate,
    ContraindicationRule,
    IntoleranceRule,
    Part,
    Verdict,
    adequacy,
    contraindication,
    in_episode,
    in_window,
    intolerance,
    measured_failure,
    trial_to_judge,
    unsaid,
)
from authpack.criteria.truth import (
    MET,
    NEEDS_REVIEW,
    NOT_DOCUMENTED,
    NOT_MET,
    UNDECIDED,
    Status,
    all_of,
    all_rank,
    any_rank,
)
from authpack.criteria.view import View

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Response = Literal["none", "partial", "full", "lost"]
Role = Literal["antidepressant", "augmentation"]


class ResponseRule(Part):
    """Which recorded responses make a failure."""

    counts: tuple[Response, ...] = ()
    review: tuple[Response, ...] = ()
    less_than_percent: Annotated[Decimal, Field(gt=0, le=100)] | None = None


class OfWhich(Part):
    """This many of the counted trials must also be so."""

    at_least: Annotated[int, Field(ge=1, le=10)]
    distinct_classes: Annotated[int, Field(ge=2, le=10)] | None = None
    roles: tuple[Role, ...] = ()
    adequate: Adequate | None = None


def _worst_first(test: Verdict) -> int:
    return all_rank(test.status)


@cache
def _in_order(classes: frozenset[str]) -> tuple[str, ...]:
    """Names of classes, sorted; there are few different sets of them."""
    return tuple(sorted(classes))


# Verdicts without anything of the trial in them: made once.
_IN_ROLE = Verdict(MET, "role")
_BEGUN = Verdict(MET, "begun")
_OTHER_CLASS = Verdict(MET, "other_class")


@leaf("trials")
class Trials(Condition):
    """Counts failed, or not tolerated, medication trials (SEMANTICS 3 and 4)."""

    at_least: Annotated[int, Field(ge=1, le=10)]
    distinct_classes: Annotated[int, Field(ge=2, le=10)] | None = None
    classes_among: Literal["antidepressants", "all"] = "antidepressants"
    distinct_by: Literal["drug", "none"] = "drug"
    scope: Literal["current_episode", "any_time"] = "any_time"
    roles: tuple[Role, ...] = ("antidepressant",)
    review_roles: tuple[Role, ...] = ()
    """Trials of these roles count only by a clinician's judgement: the text leaves it open whether they are trials."""
    response: ResponseRule | None = None
    intolerance: IntoleranceRule | None = None
    contraindicated: ContraindicationRule | None = None
    mix: Literal["yes", "no"] = "no"
    """yes: a trial counts by any of response, intolerance and contraindication; otherwise the leaf has one of them."""
    within_months: Annotated[int, Field(ge=1, le=600)] | None = None
    """Look-back window before the request date."""
    adequate: Adequate | None = None
    adequate_for: Literal["all", "responses"] = "all"
    """responses: in a mixed leaf, only failures must be adequate."""
    of_which: tuple[OfWhich, ...] = ()
    separate: Literal["yes", "no"] = "no"
    augments_other_class: Literal["yes", "no"] = "no"

    @model_validator(mode="after")
    def _one_way_unless_mixed(self) -> "Trials":
        ways = sum(way is not None for way in (self.response, self.intolerance, self.contraindicated))
        if ways > 1 and self.mix == "no":
            raise ValueError(
                "response, intolerance and contraindicated stand in one leaf only with 'mix: yes'"
            )
        if self.mix == "yes" and ways < 2:
            raise ValueError("'mix: yes' needs two of response, intolerance and contraindicated")
        return self

    @cached_property
    def needs(self) -> Needs:
        """What is asked of all trials together."""
        return Needs(
            self.at_least,
            self.distinct_classes,
            self.distinct_by == "drug",
            self.separate == "yes",
            bool(self.intolerance and self.intolerance.distinct_side_effects == "yes"),
            tuple(rule.at_least for rule in self.of_which),
            tuple(rule.distinct_classes for rule in self.of_which),
        )

    @cached_property
    def of_each(self) -> str:
        """What is asked of each trial by itself: leaves that ask the same share the answers."""
        return self.model_dump_json(
            exclude={"at_least", "distinct_classes", "distinct_by", "separate"}, exclude_defaults=True
        )

    @cached_property
    def keeps_to_itself(self) -> bool:
        """Whether the answer for one trial rests on that trial alone, unless one of its tests says that it is judged.

        Where the better of two answers is taken, a judgement may decide without being the one that is taken.
        """
        response, rules = self.response, [self.adequate, *(rule.adequate for rule in self.of_which)]
        soft = response is not None and (response.review or response.less_than_percent is not None)
        return not (
            self.augments_other_class == "yes"
            or any(rule and rule.weeks_or_judged == "yes" for rule in rules)
            or any(rule and rule.judged for rule in rules[1:])
            or (self.mix == "yes" and (soft or (self.adequate and self.adequate.judged)))
        )

    def judge(self, view: View, node: "Node") -> Outcome:
        tally = self._tally(view, node)
        status, reason, values = tally.result.status, tally.result.reason, tally.result.values
        whole = view.judgement(node.id) if status == NEEDS_REVIEW else None
        if whole is not None:
            status = MET if whole.conclusion == "met" else NOT_MET
            reason = "clinician_judgement"
            values = {**values, "clinician": view.clinician_name(whole.clinician)}
        return Outcome(
            status,
            reason,
            values,
            tally.evidence,
            () if status in (MET, NOT_MET) else tally.missing,
            tally.assumes,
            tally.lines,
            mend=None if status == MET else partial(self._repairs, view, node, tally),
        )

    def _tally(self, view: View, node: "Node") -> Tally:
        """The trials counted; kept with the facts as long as no clinician's judgement had a part in it."""
        facts = view.facts
        all_classes = [view.classes(trial) for trial in facts.trials]
        key: tuple[object, ...] = (self.asks, *all_classes)
        # Where no judgement of the policy is recorded, what is left to judgement differs by criterion alone.
        named = (view.prefix, node.phrase, *key)
        found: Tally | None = facts.kept.answers.get(key)
        if found is None and not view.judgements:
            found = facts.kept.answers.get(named)
        if found is None:
            rows = [
                self._counted(view, node, trial, classes)
                for trial, classes in zip(facts.trials, all_classes, strict=True)
            ]
            found = tallied([one for one, _ in rows], self.needs, complete=facts.case.trials.is_complete)
            if all(alone for _, alone in rows):
                facts.kept.answers[key] = found
            elif not view.judgements:
                facts.kept.answers[named] = found
        return found

    # -- one trial ---------------------------------------------------------------------------

    def _counted(
        self, view: View, node: "Node", trial: TrialFacts, classes: frozenset[str] | None
    ) -> tuple[Counted, bool]:
        """The trial as this leaf sees it, and whether that rests on the record alone."""
        key = (self.of_each, classes)
        found: Counted | None = trial.memo.get(key)
        if found is not None:
            return found, True
        tests = self._tests(view, node, trial)
        found = self._summed_up(tests, view, node, trial, classes)
        alone = self.keeps_to_itself and not any(test.judged for test in tests)
        if alone:
            trial.memo[key] = found
        return found, alone

    def _summed_up(
        self,
        tests: list[Verdict],
        view: View,
        node: "Node",
        trial: TrialFacts,
        classes: frozenset[str] | None,
    ) -> Counted:
        deciding = min(tests, key=_worst_first)  # the first of the worst
        status = deciding.status
        evidence, assumes = [trial.path], list[str]()
        undecided: list[Verdict] = []
        for test in tests:
            evidence += test.evidence
            assumes += test.assumes
            if test.status in UNDECIDED:
                undecided.append(test)
        counts_class = self.classes_among == "all" or trial.trial.role != "augmentation"
        return Counted(
            trial,
            status,
            classes if counts_class else frozenset(),
            counts_class and classes is None,
            tuple(evidence),
            tuple([path for test in undecided for path in test.missing]) if undecided else (),
            tuple(assumes),
            tuple([repair for test in undecided for repair in test.repairs]) if undecided else (),
            all(test.repairs for test in undecided),
            tuple([self._of_which(rule, view, node, trial, status) for rule in self.of_which]),
            self._line(trial, status, tests, deciding, classes),
            classes,
        )

    @staticmethod
    def _line(
        trial: TrialFacts,
        status: Status,
        tests: list[Verdict],
        deciding: Verdict,
        classes: frozenset[str] | None,
    ) -> TrialLine:
        """Why the trial counts, with all that it passed; or the first test that says it does not."""
        names = _in_order(classes) if classes else ()
        if status == MET:
            passed = {"tests": [(test.reason, test.values) for test in tests]}
            return TrialLine(trial.trial.id, trial.name, status, "counts", passed, names)
        return TrialLine(trial.trial.id, trial.name, status, deciding.reason, deciding.values, names)

    def _tests(self, view: View, node: "Node", trial: TrialFacts) -> list[Verdict]:
        """The tests of one trial in the order of the reasons; the first that fails ends them."""
        if self.contraindicated is not None and trial.trial.state == "never_started":
            return [self._role_of_untaken(trial), contraindication(self.contraindicated, trial)]
        role, begun = self._role(view, node, trial), self._begun(trial)
        tests = [role, begun]
        if NOT_MET in (role.status, begun.status):
            return tests
        if self.scope == "current_episode":
            inside = trial.memo.get("episode")
            if inside is None:
                inside = trial.memo["episode"] = in_episode(view.facts, trial)
            tests.append(inside)
        if self.within_months is not None:
            tests.append(in_window(view.facts, trial, self.within_months))
        tests += self._outcome(view, node, trial)
        if NOT_MET in [test.status for test in tests]:
            return tests
        if self.adequate is not None and self.mix == "no":
            tests += adequacy(self.adequate, view, node, trial)
        if self.augments_other_class == "yes":
            tests.append(self._other_class(view, trial))
        return tests

    def _outcome(self, view: View, node: "Node", trial: TrialFacts) -> list[Verdict]:
        """How the trial ended, by the leaf's one way; or by the best of several, each with its own adequacy."""
        ways: list[tuple[Verdict, bool]] = []
        if self.response is not None:
            ways.append((self._response(view, node, trial), True))
        if self.intolerance is not None:
            ways.append((intolerance(self.intolerance, trial), self.adequate_for == "all"))
        if self.contraindicated is not None:
            ways.append((contraindication(self.contraindicated, trial), False))
        if self.mix == "no":
            return [way for way, _ in ways]
        paths = [self._path(way, asked, view, node, trial) for way, asked in ways]
        return max(paths, key=lambda path: any_rank(all_of([test.status for test in path])))

    def _path(self, way: Verdict, asked: bool, view: View, node: "Node", trial: TrialFacts) -> list[Verdict]:
        if not asked or self.adequate is None or way.status == NOT_MET:
            return [way]
        return [way, *adequacy(self.adequate, view, node, trial)]

    def _role_of_untaken(self, trial: TrialFacts) -> Verdict:
        """The role of a drug that was never given: what it would have been for."""
        role = trial.trial.role
        if role in self.roles:
            return _IN_ROLE
        if role == "unknown":
            return unsaid(
                "role_silent", f"{trial.path}/role", f"record what {trial.name} would have been given for"
            )
        return Verdict(
            NOT_MET,
            "other_use" if role == "other_use" else f"role_is_{role}",
            (f"{trial.path}/role",),
            use=trial.trial.other_use or "another use",
        )

    def _role(self, view: View, node: "Node", trial: TrialFacts) -> Verdict:
        role = trial.trial.role
        if role in self.review_roles:
            apart = self._overlaps_partner(view, trial) if role == "augmentation" else None
            if apart is not None and apart.status == NOT_MET:
                return apart
            return trial_to_judge(view, f"{node.phrase}.role", trial, "role_to_judge", role=role)
        if role in self.roles:
            if trial.match.brand and trial.drug and trial.match.brand in trial.drug.not_a_trial_brands:
                return Verdict(NOT_MET, "not_a_trial_product", drug=trial.trial.drug)
            if role == "augmentation":
                return self._overlaps_partner(view, trial)
            return _IN_ROLE
        if role == "unknown":
            return unsaid(
                "role_silent",
                f"{trial.path}/role",
                f"record why {trial.name} was given (antidepressant trial, augmentation, other use)",
            )
        reason = "other_use" if role == "other_use" else f"role_is_{role}"
        return Verdict(NOT_MET, reason, (f"{trial.path}/role",), use=trial.trial.other_use or "another use")

    @staticmethod
    def _overlaps_partner(view: View, trial: TrialFacts) -> Verdict:
        """Augmentation must overlap a running antidepressant; a named partner settles imprecise dates."""
        path = f"{trial.path}/partners"
        partners = [
            view.facts.trial_by_id[one] for one in trial.trial.partners if one in view.facts.trial_by_id
        ]
        silent = unsaid("partner_silent", path, f"record which antidepressant {trial.name} augmented")
        if not partners:
            return silent
        together = [one for one in partners if perhaps_together(trial.trial, one.trial)]
        if not together:
            return Verdict(NOT_MET, "partner_apart", (path,))
        if any(one.trial.role == "antidepressant" for one in together):
            return Verdict(MET, "role", (path,))
        # Lithium beside trazodone for sleep augments no antidepressant: which one it was is still to be said.
        role = next((one.path for one in together if one.trial.role == "unknown"), None)
        return (
            unsaid("partner_role_silent", f"{role}/role", "record what it was given for") if role else silent
        )

    @staticmethod
    def _begun(trial: TrialFacts) -> Verdict:
        if trial.trial.state == "never_started":
            return Verdict(NOT_MET, "never_started", (f"{trial.path}/state",))
        if not trial.begun:
            return unsaid("start_silent", f"{trial.path}/start", f"record when {trial.name} was started")
        return _BEGUN

    def _response(self, view: View, node: "Node", trial: TrialFacts) -> Verdict:
        assert self.response is not None
        rule, path = self.response, f"{trial.path}/response"
        if rule.less_than_percent is not None:
            return measured_failure(view, node, trial, rule.less_than_percent, self._weeks_asked())
        response = trial.response
        if response == "unknown":
            return unsaid("response_silent", path, f"record the response to {trial.name}")
        if response in rule.counts or (response == "inadequate" and "none" in rule.counts):
            return Verdict(MET, "response_counts", (path,), response=response)
        if response in rule.review:
            return trial_to_judge(
                view, f"{node.phrase}.response", trial, "response_to_judge", response=response
            )
        return Verdict(NOT_MET, "response_does_not_count", (path,), response=response)

    def _weeks_asked(self) -> Decimal | None:
        """The longest duration that the leaf asks of any trial."""
        rules = [self.adequate, *(rule.adequate for rule in self.of_which)]
        return max(
            (
                weeks
                for rule in rules
                if rule is not None
                for weeks in (rule.weeks, rule.more_than_weeks)
                if weeks
            ),
            default=None,
        )

    def _other_class(self, view: View, trial: TrialFacts) -> Verdict:
        """An augmenting antidepressant must be of another class than every partner."""
        if trial.drug is None:
            return unsaid(
                "drug_unknown", f"{trial.path}/drug", "correct the drug's name", drug=trial.trial.drug
            )
        if trial.drug.role != "antidepressant":
            return _IN_ROLE
        own = view.classes(trial) or frozenset()
        partners = [
            view.facts.trial_by_id[one] for one in trial.trial.partners if one in view.facts.trial_by_id
        ]
        others = [view.classes(one) for one in partners]
        if any(other is not None and len(own | other) == 1 for other in others):
            return Verdict(NOT_MET, "same_class_as_partner", (trial.path,))
        if any(other is None or own & other for other in others):
            return Verdict(NEEDS_REVIEW, "class_ambiguous", (trial.path,))
        return _OTHER_CLASS

    def _of_which(self, rule: OfWhich, view: View, node: "Node", trial: TrialFacts, status: Status) -> Status:
        if status == NOT_MET:
            return status
        tests: list[Status] = [status]
        if rule.roles:
            known: Status = NOT_DOCUMENTED if trial.trial.role == "unknown" else NOT_MET
            tests.append(MET if trial.trial.role in rule.roles else known)
        if rule.adequate is not None:
            tests += [test.status for test in adequacy(rule.adequate, view, node, trial)]
        return all_of(tests)

    # -- what would mend it --------------------------------------------------------------------

    def _repairs(self, view: View, node: "Node", tally: Tally) -> tuple[Alternative, ...]:
        """Worked out once for each criterion that asks: a repair may name the criterion."""
        from authpack.criteria.mending import mend_trials

        name = view.prefix + node.id
        found = tally.mended.get(name)
        if found is None:
            found = tally.mended[name] = mend_trials(self, view, node, tally)
        return found

    def of_which_repairs(self, view: View, node: "Node", trial: TrialFacts) -> tuple[Repair, ...]:
        """What would let a counted trial also meet the ``of_which`` rules."""
        found: list[Repair] = []
        for rule in self.of_which:
            if rule.adequate is not None:
                tests = adequacy(rule.adequate, view, node, trial)
                found += [repair for test in tests if test.status in UNDECIDED for repair in test.repairs]
        return tuple(found)
