"""The medication-trial leaf: which trials count under this policy, why, and whether they are enough."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.counting import Counted, Needs, count
from authpack.criteria.facts import Facts, Improvement, TrialFacts, certainly_apart
from authpack.criteria.outcome import Alternative, Outcome, Repair, TrialLine
from authpack.criteria.truth import (
    MET,
    NEEDS_REVIEW,
    NOT_DOCUMENTED,
    NOT_MET,
    UNDECIDED,
    Status,
    all_of,
    any_rank,
)
from authpack.criteria.view import View
from authpack.domain.dates import DaySpan, PartialDate, add_months
from authpack.reference.scales import scale_by_name

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

DAYS_BEFORE_STOP = 14
"""How long before the stop an end score may lie: the two weeks that SEMANTICS 5 allows after a TMS course."""
Response = Literal["none", "partial", "full", "lost"]
Role = Literal["antidepressant", "augmentation"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Adequate(_Part):
    """What makes a trial adequate under this policy."""

    dose: Literal["label_minimum", "max_tolerated", "max_tolerated_label"] | None = None
    weeks: Annotated[Decimal, Field(gt=0, le=104)] | None = None
    more_than_weeks: Annotated[Decimal, Field(gt=0, le=104)] | None = None
    weeks_or_judged: Literal["yes", "no"] = "no"
    """yes: a shorter time counts when a clinician judges it sufficient ("or as the treating physician determines")."""
    adherence_percent: Annotated[Decimal, Field(gt=0, le=100)] | None = None
    judged: Literal["course", "duration", "dose"] | None = None


class ResponseRule(_Part):
    """Which recorded responses make a failure."""

    counts: tuple[Response, ...] = ()
    review: tuple[Response, ...] = ()
    less_than_percent: Annotated[Decimal, Field(gt=0, le=100)] | None = None


class IntoleranceRule(_Part):
    """What makes an intolerance."""

    distinct_side_effects: Literal["yes", "no"] = "no"
    not_expected_to_resolve: Literal["yes", "no"] = "no"


class ContraindicationRule(_Part):
    """A drug that could not be given at all counts; with ``interaction``, one stopped for an interaction too."""

    reasons: tuple[Literal["interaction", "medical_condition", "allergy", "pregnancy", "other"], ...] = ()
    """Empty: for whatever reason."""


class OfWhich(_Part):
    """This many of the counted trials must also be so."""

    at_least: Annotated[int, Field(ge=1, le=10)]
    distinct_classes: Annotated[int, Field(ge=2, le=10)] | None = None
    roles: tuple[Role, ...] = ()
    adequate: Adequate | None = None


class Verdict:
    """What one test says of one trial."""

    __slots__ = ("assumes", "evidence", "missing", "reason", "repairs", "status", "values")

    def __init__(
        self,
        status: Status,
        reason: str,
        evidence: tuple[str, ...] = (),
        missing: tuple[str, ...] = (),
        repairs: tuple[Repair, ...] = (),
        assumes: tuple[str, ...] = (),
        **values: Any,
    ) -> None:
        self.status = status
        self.reason = reason
        self.evidence = evidence
        self.missing = missing
        self.repairs = repairs
        self.assumes = assumes
        self.values = values


def _unsaid(reason: str, path: str, text: str, **values: Any) -> Verdict:
    return Verdict(NOT_DOCUMENTED, reason, (), (path,), (Repair(path, "record", text),), **values)


def _to_judge(view: View, criterion: str, trial: TrialFacts, reason: str, **values: Any) -> Verdict:
    row = view.judgement(criterion, trial.trial.id)
    if row is not None:
        status: Status = MET if row.conclusion == "met" else NOT_MET
        return Verdict(
            status,
            "clinician_judgement",
            (f"/judgements/{row.id}",),
            clinician=view.clinician_name(row.clinician),
        )
    key = f"judge:{view.prefix}{criterion}:{trial.trial.id}"
    repair = Repair(
        key,
        "judgement",
        f"obtain a clinician's recorded judgement on {trial.name} ({view.prefix}{criterion}, subject {trial.trial.id})",
    )
    return Verdict(NEEDS_REVIEW, reason, (), (), (repair,), **values)


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
    def _one_way_unless_mixed(self) -> Trials:
        ways = sum(way is not None for way in (self.response, self.intolerance, self.contraindicated))
        if ways > 1 and self.mix == "no":
            raise ValueError(
                "response, intolerance and contraindicated stand in one leaf only with 'mix: yes'"
            )
        if self.mix == "yes" and ways < 2:
            raise ValueError("'mix: yes' needs two of response, intolerance and contraindicated")
        return self

    def judge(self, view: View, node: Node) -> Outcome:
        whole = view.judgement(node.id)
        counted = [self._counted(view, node, trial) for trial in view.facts.trials]
        needs = Needs(
            self.at_least,
            self.distinct_classes,
            self.distinct_by == "drug",
            self.separate == "yes",
            bool(self.intolerance and self.intolerance.distinct_side_effects == "yes"),
            tuple(rule.at_least for rule in self.of_which),
            tuple(rule.distinct_classes for rule in self.of_which),
        )
        complete = view.facts.case.trials.is_complete
        result = count(counted, needs, complete=complete)
        status, reason = result.status, result.reason
        if whole is not None and status == NEEDS_REVIEW:
            status = MET if whole.conclusion == "met" else NOT_MET
            reason = "clinician_judgement"
            result.values["clinician"] = view.clinician_name(whole.clinician)
        relevant = [one for one in counted if one.status != NOT_MET] or counted
        return Outcome(
            status,
            reason,
            result.values,
            tuple(path for one in relevant for path in one.evidence) or ("/trials",),
            () if status in (MET, NOT_MET) else self._missing(counted, complete, result.short),
            tuple(dict.fromkeys(row for one in counted if one.status != NOT_MET for row in one.assumes)),
            tuple(one.line for one in counted),
            mend=None if status == MET else lambda: self._repairs(view, node, counted, needs, complete),
        )

    # -- one trial ---------------------------------------------------------------------------

    def _counted(self, view: View, node: Node, trial: TrialFacts) -> Counted:
        tests = self._tests(view, node, trial)
        status = all_of([test.status for test in tests])
        deciding = next(test for test in tests if test.status == status) if status != MET else tests[-1]
        undecided = [test for test in tests if test.status in UNDECIDED]
        classes = view.classes(trial)
        counts_class = self.classes_among == "all" or trial.trial.role != "augmentation"
        return Counted(
            trial=trial,
            status=status,
            classes=(frozenset() if not counts_class else classes),
            class_unknown=counts_class and classes is None,
            evidence=(trial.path, *(path for test in tests for path in test.evidence)),
            missing=tuple(path for test in undecided for path in test.missing) if undecided else (),
            assumes=tuple(row for test in tests for row in test.assumes),
            repairs=tuple(repair for test in undecided for repair in test.repairs) if undecided else (),
            mendable=all(test.repairs for test in undecided),
            of_which=tuple(
                status if status == NOT_MET else self._of_which(rule, view, node, trial, status)
                for rule in self.of_which
            ),
            side_effects=tuple(effect.name for effect in trial.trial.side_effects),
            line=TrialLine(
                trial.trial.id,
                trial.name,
                status,
                "counts" if status == MET else deciding.reason,
                {"tests": [(test.reason, test.values) for test in tests]}
                if status == MET
                else deciding.values,
                tuple(sorted(classes)) if classes else (),
            ),
            all_classes=classes,
        )

    def _tests(self, view: View, node: Node, trial: TrialFacts) -> list[Verdict]:
        """The tests of one trial in the order of the reasons; the first that fails ends them."""
        if self.contraindicated is not None and trial.trial.state == "never_started":
            return [self._role_of_untaken(trial), contraindication(self.contraindicated, trial)]
        tests = [self._role(view, node, trial), self._begun(trial)]
        if tests[0].status == NOT_MET or tests[1].status == NOT_MET:
            return tests
        if self.scope == "current_episode":
            inside = trial.memo.get("episode")
            if inside is None:
                inside = trial.memo["episode"] = in_episode(view.facts, trial)
            tests.append(inside)
        if self.within_months is not None:
            tests.append(in_window(view.facts, trial, self.within_months))
        tests += self._outcome(view, node, trial)
        if any(test.status == NOT_MET for test in tests):
            return tests
        if self.adequate is not None and self.mix == "no":
            tests += adequacy(self.adequate, view, node, trial)
        if self.augments_other_class == "yes":
            tests.append(self._other_class(view, trial))
        return tests

    def _outcome(self, view: View, node: Node, trial: TrialFacts) -> list[Verdict]:
        """How the trial ended, by the leaf's one way; or by the best of several, each with its own adequacy."""
        rules = [
            (self._response(view, node, trial), True) if self.response is not None else None,
            (self._intolerance(trial), self.adequate_for == "all") if self.intolerance is not None else None,
            (contraindication(self.contraindicated, trial), False)
            if self.contraindicated is not None
            else None,
        ]
        ways = [rule for rule in rules if rule is not None]
        if self.mix == "no":
            return [way for way, _ in ways]
        paths = [self._path(way, asked, view, node, trial) for way, asked in ways]
        return max(paths, key=lambda path: any_rank(all_of([test.status for test in path])))

    def _path(self, way: Verdict, asked: bool, view: View, node: Node, trial: TrialFacts) -> list[Verdict]:
        if not asked or self.adequate is None or way.status == NOT_MET:
            return [way]
        return [way, *adequacy(self.adequate, view, node, trial)]

    def _role_of_untaken(self, trial: TrialFacts) -> Verdict:
        """The role of a drug that was never given: what it would have been for."""
        role = trial.trial.role
        if role in self.roles:
            return Verdict(MET, "role")
        if role == "unknown":
            return _unsaid(
                "role_silent", f"{trial.path}/role", f"record what {trial.name} would have been given for"
            )
        return Verdict(
            NOT_MET,
            "other_use" if role == "other_use" else f"role_is_{role}",
            (f"{trial.path}/role",),
            use=trial.trial.other_use or "another use",
        )

    def _role(self, view: View, node: Node, trial: TrialFacts) -> Verdict:
        role = trial.trial.role
        if role in self.review_roles:
            apart = self._overlaps_partner(view, trial) if role == "augmentation" else None
            if apart is not None and apart.status == NOT_MET:
                return apart
            return _to_judge(view, f"{node.phrase}.role", trial, "role_to_judge", role=role)
        if role in self.roles:
            if trial.match.brand and trial.drug and trial.match.brand in trial.drug.not_a_trial_brands:
                return Verdict(NOT_MET, "not_a_trial_product", drug=trial.trial.drug)
            if role == "augmentation":
                return self._overlaps_partner(view, trial)
            return Verdict(MET, "role")
        if role == "unknown":
            return _unsaid(
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
        if not partners:
            return _unsaid("partner_silent", path, f"record which antidepressant {trial.name} augmented")
        if all(certainly_apart(trial.trial, one.trial) for one in partners):
            return Verdict(NOT_MET, "partner_apart", (path,))
        return Verdict(MET, "role", (path,))

    @staticmethod
    def _begun(trial: TrialFacts) -> Verdict:
        if trial.trial.state == "never_started":
            return Verdict(NOT_MET, "never_started", (f"{trial.path}/state",))
        if not trial.begun:
            return _unsaid("start_silent", f"{trial.path}/start", f"record when {trial.name} was started")
        return Verdict(MET, "begun")

    def _response(self, view: View, node: Node, trial: TrialFacts) -> Verdict:
        assert self.response is not None
        rule, path = self.response, f"{trial.path}/response"
        if rule.less_than_percent is not None:
            return measured_failure(view, node, trial, rule.less_than_percent, self._weeks_asked())
        response = trial.response
        if response == "unknown":
            return _unsaid("response_silent", path, f"record the response to {trial.name}")
        if response in rule.counts or (response == "inadequate" and "none" in rule.counts):
            return Verdict(MET, "response_counts", (path,), response=response)
        if response in rule.review:
            return _to_judge(view, f"{node.phrase}.response", trial, "response_to_judge", response=response)
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

    def _intolerance(self, trial: TrialFacts) -> Verdict:
        assert self.intolerance is not None
        path = f"{trial.path}/stop_reason"
        if trial.trial.state == "ongoing":
            return Verdict(NOT_MET, "still_taken", (f"{trial.path}/state",))
        if trial.stop_reason == "unknown":
            return _unsaid("stop_reason_silent", path, f"record why {trial.name} was stopped")
        if trial.stop_reason != "intolerance":
            return Verdict(
                NOT_MET, "not_stopped_for_intolerance", (path,), why=trial.stop_reason.replace("_", " ")
            )
        effects = trial.trial.side_effects
        if self.intolerance.not_expected_to_resolve == "no":
            return Verdict(MET, "not_tolerated", (path,))
        if any(effect.expected_to_resolve == "no" for effect in effects):
            return Verdict(MET, "not_tolerated", (path, f"{trial.path}/side_effects"))
        if effects and all(effect.expected_to_resolve == "yes" for effect in effects):
            return Verdict(NOT_MET, "expected_to_resolve", (f"{trial.path}/side_effects",))
        return _unsaid(
            "resolution_silent",
            f"{trial.path}/side_effects",
            f"record each side effect of {trial.name} and whether it was expected to resolve",
        )

    def _other_class(self, view: View, trial: TrialFacts) -> Verdict:
        """An augmenting antidepressant must be of another class than every partner."""
        if trial.drug is None:
            return _unsaid(
                "drug_unknown", f"{trial.path}/drug", "correct the drug's name", drug=trial.trial.drug
            )
        if trial.drug.role != "antidepressant":
            return Verdict(MET, "role")
        own = view.classes(trial) or frozenset()
        partners = [
            view.facts.trial_by_id[one] for one in trial.trial.partners if one in view.facts.trial_by_id
        ]
        others = [view.classes(one) for one in partners]
        if any(other is not None and len(own | other) == 1 for other in others):
            return Verdict(NOT_MET, "same_class_as_partner", (trial.path,))
        if any(other is None or own & other for other in others):
            return Verdict(NEEDS_REVIEW, "class_ambiguous", (trial.path,))
        return Verdict(MET, "other_class")

    def _of_which(self, rule: OfWhich, view: View, node: Node, trial: TrialFacts, status: Status) -> Status:
        tests: list[Status] = [status]
        if rule.roles:
            known: Status = NOT_DOCUMENTED if trial.trial.role == "unknown" else NOT_MET
            tests.append(MET if trial.trial.role in rule.roles else known)
        if rule.adequate is not None:
            tests += [test.status for test in adequacy(rule.adequate, view, node, trial)]
        return all_of(tests)

    # -- what would mend it --------------------------------------------------------------------

    def _missing(self, counted: list[Counted], complete: bool, short: bool) -> tuple[str, ...]:
        paths = [path for one in counted for path in one.missing]
        if short and not complete:
            paths.append("/trials")
        return tuple(dict.fromkeys(paths))

    def _repairs(
        self, view: View, node: Node, counted: list[Counted], needs: Needs, complete: bool
    ) -> tuple[Alternative, ...]:
        from authpack.criteria.mending import mend_trials

        return mend_trials(self, view, node, counted, needs, complete)

    def of_which_repairs(self, view: View, node: Node, trial: TrialFacts) -> tuple[Repair, ...]:
        """What would let a counted trial also meet the ``of_which`` rules."""
        found: list[Repair] = []
        for rule in self.of_which:
            if rule.adequate is not None:
                tests = adequacy(rule.adequate, view, node, trial)
                found += [repair for test in tests if test.status in UNDECIDED for repair in test.repairs]
        return tuple(found)


def in_episode(facts: Facts, trial: TrialFacts) -> Verdict:
    """Episode id wins; else dates inside yes, outside no, straddling needs review, imprecise not documented."""
    episode = facts.episode
    if episode is None:
        return _unsaid("episode_silent", "/episodes", "record the current episode and its onset")
    if trial.trial.episode is not None:
        same = trial.trial.episode == episode.id
        path = f"{trial.path}/episode"
        return Verdict(MET, "in_episode", (path,)) if same else Verdict(NOT_MET, "other_episode", (path,))
    if episode.onset is None:
        return _unsaid(
            "onset_silent", f"/episodes/{episode.id}/onset", "record when the current episode began"
        )
    start, stop = trial.trial.start, trial.trial.stop
    if start is not None and episode.end is not None and start.first > episode.end.last:
        return Verdict(NOT_MET, "after_episode", (f"{trial.path}/start", f"/episodes/{episode.id}/end"))
    if start is not None and start.first >= episode.onset.last:
        return Verdict(MET, "in_episode", (f"{trial.path}/start", f"/episodes/{episode.id}/onset"))
    if stop is not None and stop.last < episode.onset.first:
        return Verdict(NOT_MET, "before_episode", (f"{trial.path}/stop", f"/episodes/{episode.id}/onset"))
    if start is not None and _straddles(start, stop, episode.onset, ongoing=trial.trial.state == "ongoing"):
        return Verdict(
            NEEDS_REVIEW,
            "straddles_episode",
            (f"{trial.path}/start", f"/episodes/{episode.id}/onset"),
            repairs=(
                Repair(f"{trial.path}/episode", "record", f"record to which episode {trial.name} belongs"),
            ),
        )
    return _unsaid(
        "trial_dates_silent",
        f"{trial.path}/start",
        f"record the start and stop dates of {trial.name}, or its episode",
    )


def in_window(facts: Facts, trial: TrialFacts, months: int) -> Verdict:
    """Wholly inside the look-back window yes, wholly outside no, straddling needs review, imprecise not documented."""
    opens = add_months(facts.day, -months)
    start = trial.trial.start
    stop = PartialDate.of(facts.day) if trial.trial.state == "ongoing" else trial.trial.stop
    evidence = (f"{trial.path}/start", f"{trial.path}/stop")
    if start is not None and start.first >= opens:
        return Verdict(MET, "in_window", evidence[:1], months=months)
    if stop is not None and stop.last < opens:
        return Verdict(NOT_MET, "before_window", evidence[1:], months=months)
    if start is not None and stop is not None and start.last < opens <= stop.first:
        return Verdict(NEEDS_REVIEW, "straddles_window", evidence, months=months)
    return _unsaid(
        "window_silent", evidence[0], f"record the start and stop dates of {trial.name}", months=months
    )


def contraindication(rule: ContraindicationRule, trial: TrialFacts) -> Verdict:
    """A drug never given because it was contraindicated, or stopped for an interaction where the text lists that."""
    path, record = f"{trial.path}/contraindicated", trial.trial
    if record.state != "never_started":
        stop = f"{trial.path}/stop_reason"
        if "interaction" not in rule.reasons or record.state == "ongoing":
            return Verdict(NOT_MET, "was_taken", (f"{trial.path}/state",))
        if trial.stop_reason == "unknown":
            return _unsaid("stop_reason_silent", stop, f"record why {trial.name} was stopped")
        if trial.stop_reason == "interaction":
            return Verdict(MET, "stopped_for_interaction", (stop,))
        return Verdict(NOT_MET, "was_taken", (stop,))
    if record.contraindicated == "unknown":
        return _unsaid("contraindication_silent", path, f"record why {trial.name} was never started")
    if record.contraindicated == "no":
        return Verdict(NOT_MET, "not_contraindicated", (path,))
    if not rule.reasons or record.contraindicated_by in rule.reasons:
        return Verdict(MET, "contraindicated", (path,))
    if record.contraindicated_by == "unknown":
        return _unsaid(
            "contraindication_silent",
            f"{trial.path}/contraindicated_by",
            f"record what made {trial.name} contraindicated",
        )
    return Verdict(NOT_MET, "contraindicated_otherwise", (path,))


def _straddles(start: PartialDate, stop: PartialDate | None, onset: PartialDate, *, ongoing: bool) -> bool:
    return start.last < onset.first and (ongoing or (stop is not None and stop.first > onset.last))


def measured_failure(
    view: View, node: Node, trial: TrialFacts, percent: Decimal, weeks: Decimal | None
) -> Verdict:
    """Less than this percentage of improvement by scores, or by a percentage recorded with its instrument."""
    facts = view.facts
    change = trial_improvement(facts, trial)
    path = f"{trial.path}/end_score"
    if change is None or not _late_enough(facts, trial, weeks):
        return _unsaid(
            "no_measured_response",
            path,
            f"find the scores at the start and the end of {trial.name} (same instrument)",
        )
    reached = change.at_least(percent)
    if reached is None:
        return Verdict(NEEDS_REVIEW, "baseline_zero", change.evidence)
    shown = change.in_words
    values: dict[str, Any] = {
        "improvement": shown,
        "instrument": change.instrument,
        "percent": f"{percent:f}",
    }
    if reached:
        return Verdict(NOT_MET, "improved_enough", change.evidence, **values)
    if trial.response in ("full", "lost"):
        # The scores show a failure, the chart a response: a payer must not be told that it simply failed.
        values["response"] = trial.response
        return _to_judge(view, f"{node.phrase}.response", trial, "response_against_scores", **values)
    return Verdict(MET, "improved_less", change.evidence, **values)


def _late_enough(facts: Facts, trial: TrialFacts, weeks: Decimal | None) -> bool:
    """Whether the end score speaks of the whole trial: after the weeks asked for, or at most two weeks before its stop."""
    end = facts.score_by_id.get(trial.trial.end_score or "")
    start, stop = trial.trial.start, trial.trial.stop
    if end is None or weeks is None:
        return True
    if stop is not None and (stop.first - end.date.first).days <= DAYS_BEFORE_STOP:
        return True
    return start is not None and (end.date.first - start.last).days >= 7 * weeks


def trial_improvement(facts: Facts, trial: TrialFacts) -> Improvement | None:
    """Change over a trial: from its two scores, else the stated percentage; None when neither is known.

    Only an instrument that measures the illness in question tells of its response (an anxiety scale does not).
    """
    record = trial.trial
    if trial.over_later:
        return None
    baseline = facts.score_by_id.get(record.baseline_score or "")
    end = facts.score_by_id.get(record.end_score or "")
    if end is not None and end.date.last > facts.day:
        return None
    if baseline is not None and end is not None and baseline.date.last > end.date.first:
        return None
    change = facts.improvement(baseline, end)
    if change is not None and end is not None:
        return change if _measures_illness(facts, end.instrument) else None
    if record.response_percent is not None and record.response_instrument:
        if not _measures_illness(facts, record.response_instrument):
            return None
        path = f"{trial.path}/response_percent"
        return Improvement(
            record.response_percent, None, None, record.response_instrument, (path,), stated=True
        )
    return None


def _measures_illness(facts: Facts, instrument: str) -> bool:
    scale = scale_by_name(instrument)
    return scale is not None and scale.measures == (
        "ocd" if facts.request.indication == "ocd" else "depression"
    )


def adequacy(rule: Adequate, view: View, node: Node, trial: TrialFacts) -> list[Verdict]:
    """Dose, weeks at that dose, and what the text leaves to judgement."""
    tests = list(_measured(rule, trial))
    if rule.weeks_or_judged == "yes" and tests and tests[-1].reason in ("weeks_short", "weeks_silent"):
        judged = _to_judge(view, f"{node.phrase}.adequacy", trial, "duration_to_judge")
        tests[-1] = max((tests[-1], judged), key=lambda test: any_rank(test.status))
    if rule.adherence_percent is not None:
        tests.append(_adherence(rule.adherence_percent, trial))
    if rule.judged is not None:
        tests.append(_to_judge(view, f"{node.phrase}.adequacy", trial, f"{rule.judged}_to_judge"))
    return tests


def _measured(rule: Adequate, trial: TrialFacts) -> tuple[Verdict, ...]:
    """Dose and weeks: the same for every policy that asks the same, so computed once per trial."""
    key = (rule.dose, rule.weeks, rule.more_than_weeks)
    found = trial.memo.get(key)
    if found is None:
        found = trial.memo[key] = tuple(_dose_and_weeks(rule, trial))
    return found


def _dose_and_weeks(rule: Adequate, trial: TrialFacts) -> list[Verdict]:
    tests: list[Verdict] = []
    threshold: Decimal | None = None
    if rule.dose in ("max_tolerated", "max_tolerated_label"):
        tests.append(_max_tolerated(trial))
    if rule.dose in ("label_minimum", "max_tolerated_label"):
        tests.append(_label_dose(trial))
    if rule.dose is not None:
        threshold = _threshold(rule, trial)
    if rule.weeks is not None or rule.more_than_weeks is not None:
        tests.append(_weeks(rule, trial, threshold))
    return tests


def _adherence(percent: Decimal, trial: TrialFacts) -> Verdict:
    path, taken = f"{trial.path}/adherence_percent", trial.trial.adherence_percent
    wanted = f"{percent.normalize():f}"
    if taken is None:
        return _unsaid(
            "adherence_silent",
            path,
            f"find how much of {trial.name} was taken (refill record or the clinician's note)",
            wanted=wanted,
        )
    status, reason = (MET, "adherence_enough") if taken >= percent else (NOT_MET, "adherence_short")
    return Verdict(status, reason, (path,), adherence=f"{taken.normalize():f}", wanted=wanted)


def _threshold(rule: Adequate, trial: TrialFacts) -> Decimal | None:
    if rule.dose == "label_minimum":
        row = trial.label_min()
        return row.number if row else None
    return trial.top_dose.parts[0] if trial.top_dose else None


def _label_dose(trial: TrialFacts) -> Verdict:
    row, dose = trial.label_min(), trial.top_dose
    path = f"{trial.path}/max_dose"
    if trial.drug is None:
        return _unsaid("drug_unknown", f"{trial.path}/drug", "correct the drug's name", drug=trial.trial.drug)
    if row is None or row.number is None:
        return Verdict(NEEDS_REVIEW, "no_label_minimum", (path,), drug=trial.name)
    if dose is None:
        return _unsaid("dose_silent", path, f"record the highest daily dose of {trial.name}")
    if dose.unit != row.unit:
        return Verdict(NEEDS_REVIEW, "dose_unit", (path,), dose=str(dose), unit=row.unit)
    assumes = () if row.usable else (f"reference:drugs/{trial.drug.id}/label_min_mg_day",)
    values: dict[str, Any] = {"dose": str(dose), "minimum": f"{row.number:f} {row.unit}"}
    if dose.parts[0] < row.number:
        return Verdict(NOT_MET, "dose_below", (path,), assumes=assumes, **values)
    return Verdict(MET, "dose_enough", (path,), assumes=assumes, **values)


def _max_tolerated(trial: TrialFacts) -> Verdict:
    path = f"{trial.path}/max_tolerated"
    dose, top = trial.top_dose, trial.label_max()
    if dose is None:
        return _unsaid(
            "dose_silent", f"{trial.path}/max_dose", f"record the highest daily dose of {trial.name}"
        )
    if trial.trial.max_tolerated == "yes":
        return Verdict(MET, "max_tolerated", (path,))
    if top is not None and top.number is not None and dose.unit == top.unit and dose.parts[0] >= top.number:
        assumes = (
            () if top.usable or trial.drug is None else (f"reference:drugs/{trial.drug.id}/label_max_mg_day",)
        )
        return Verdict(MET, "at_labelled_maximum", (f"{trial.path}/max_dose",), assumes=assumes)
    if trial.trial.max_tolerated == "no":
        return Verdict(NOT_MET, "not_max_tolerated", (path,), dose=str(dose))
    return _unsaid(
        "max_tolerated_silent",
        path,
        f"record whether {dose} was the highest dose of {trial.name} the patient tolerated, and who says so",
    )


def _weeks(rule: Adequate, trial: TrialFacts, threshold: Decimal | None) -> Verdict:
    asked = rule.weeks if rule.weeks is not None else rule.more_than_weeks
    assert asked is not None
    path = f"{trial.path}/start"
    dose_open = rule.dose is not None and threshold is None
    span = DaySpan(0, trial.span.high) if dose_open else trial.days_at(threshold)
    enough = span.at_least(float(7 * asked) if rule.weeks is not None else int(7 * asked) + 1)
    weeks = f"{asked.normalize():f}" if rule.weeks is not None else f"more than {asked.normalize():f}"
    values: dict[str, Any] = {"low": span.low, "high": span.high, "weeks": weeks, "drug": trial.name}
    evidence = (path, f"{trial.path}/stop", f"{trial.path}/steps")
    if enough:
        return Verdict(MET, "weeks_enough", evidence, **values)
    if enough is False:
        return Verdict(NOT_MET, "weeks_short", evidence, **values)
    what = "the dates of each dose" if rule.dose is not None else "the start and stop dates"
    return Verdict(
        NOT_DOCUMENTED,
        "weeks_silent",
        evidence,
        (f"{trial.path}/steps" if rule.dose is not None else path,),
        (Repair(f"{trial.path}/weeks", "record", f"record {what} of {trial.name}"),),
        **values,
    )
