"""The tests of one medication trial (SEMANTICS 3 and 4): episode, window, response by scores, contraindication, adequacy.

The trial leaf (conditions/trials.py) chooses the tests, their order, and how many trials must pass them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Repair
from authpack.criteria.scores import Improvement
from authpack.criteria.trial_facts import TrialFacts
from authpack.criteria.truth import MET, NEEDS_REVIEW, NOT_DOCUMENTED, NOT_MET, Status, any_rank
from authpack.criteria.view import View
from authpack.domain.dates import DaySpan, PartialDate, add_months
from authpack.reference.scales import scale_by_name

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

DAYS_BEFORE_STOP = 14
"""How long before the stop an end score may lie: the two weeks that SEMANTICS 5 allows after a TMS course."""


class Part(BaseModel):
    """A closed, frozen part of a trial leaf's parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Adequate(Part):
    """What makes a trial adequate under this policy."""

    dose: Literal["label_minimum", "max_tolerated", "max_tolerated_label"] | None = None
    weeks: Annotated[Decimal, Field(gt=0, le=104)] | None = None
    more_than_weeks: Annotated[Decimal, Field(gt=0, le=104)] | None = None
    weeks_or_judged: Literal["yes", "no"] = "no"
    """yes: a shorter time counts when a clinician judges it sufficient ("or as the treating physician determines")."""
    adherence_percent: Annotated[Decimal, Field(gt=0, le=100)] | None = None
    judged: Literal["course", "duration", "dose"] | None = None


class IntoleranceRule(Part):
    """What makes an intolerance."""

    distinct_side_effects: Literal["yes", "no"] = "no"
    not_expected_to_resolve: Literal["yes", "no"] = "no"


class ContraindicationRule(Part):
    """A drug that could not be given at all counts; with ``interaction``, one stopped for an interaction too."""

    reasons: tuple[Literal["interaction", "medical_condition", "allergy", "pregnancy", "other"], ...] = ()
    """Empty: for whatever reason."""


class Verdict:
    """What one test says of one trial. ``judged``: it rests, or would rest, on a clinician's judgement of this leaf."""

    __slots__ = ("assumes", "evidence", "judged", "missing", "reason", "repairs", "status", "values")

    def __init__(
        self,
        status: Status,
        reason: str,
        evidence: tuple[str, ...] = (),
        missing: tuple[str, ...] = (),
        repairs: tuple[Repair, ...] = (),
        assumes: tuple[str, ...] = (),
        judged: bool = False,
        **values: Any,
    ) -> None:
        self.status = status
        self.judged = judged
        self.reason = reason
        self.evidence = evidence
        self.missing = missing
        self.repairs = repairs
        self.assumes = assumes
        self.values = values


def unsaid(reason: str, path: str, text: str, **values: Any) -> Verdict:
    """What the record does not say, with the path that would say it and the words of the repair."""
    return Verdict(NOT_DOCUMENTED, reason, (), (path,), (Repair(path, "record", text),), **values)


def trial_to_judge(view: View, criterion: str, trial: TrialFacts, reason: str, **values: Any) -> Verdict:
    """A soft phrase about one trial: the clinician's recorded judgement, or needs review until there is one."""
    row = view.judgement(criterion, trial.trial.id)
    if row is not None:
        status: Status = MET if row.conclusion == "met" else NOT_MET
        return Verdict(
            status,
            "clinician_judgement",
            (f"/judgements/{row.id}",),
            judged=True,
            clinician=view.clinician_name(row.clinician),
        )
    key = f"judge:{view.prefix}{criterion}:{trial.trial.id}"
    repair = Repair(
        key,
        "judgement",
        f"obtain a clinician's recorded judgement on {trial.name} ({view.prefix}{criterion}, subject {trial.trial.id})",
    )
    return Verdict(NEEDS_REVIEW, reason, (), (), (repair,), judged=True, **values)


def in_episode(facts: Facts, trial: TrialFacts) -> Verdict:
    """Episode id wins; else dates inside yes, outside no, straddling needs review, imprecise not documented."""
    episode = facts.episode
    if episode is None:
        return unsaid("episode_silent", "/episodes", "record the current episode and its onset")
    if trial.trial.episode is not None:
        if all(one.id != trial.trial.episode for one in facts.case.episodes.items):
            text = f"record to which of the listed episodes {trial.name} belongs"
            return unsaid("trial_episode_unknown", f"{trial.path}/episode", text)
        same = trial.trial.episode == episode.id
        path = f"{trial.path}/episode"
        return Verdict(MET, "in_episode", (path,)) if same else Verdict(NOT_MET, "other_episode", (path,))
    if episode.onset is None:
        return unsaid(
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
    return unsaid(
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
    return unsaid(
        "window_silent", evidence[0], f"record the start and stop dates of {trial.name}", months=months
    )


def intolerance(rule: IntoleranceRule, trial: TrialFacts) -> Verdict:
    """A drug stopped because it was not tolerated; where the text asks, for an effect not expected to resolve."""
    path = f"{trial.path}/stop_reason"
    if trial.trial.state == "ongoing":
        return Verdict(NOT_MET, "still_taken", (f"{trial.path}/state",))
    if trial.stop_reason == "unknown":
        return unsaid("stop_reason_silent", path, f"record why {trial.name} was stopped")
    if trial.stop_reason != "intolerance":
        return Verdict(
            NOT_MET, "not_stopped_for_intolerance", (path,), why=trial.stop_reason.replace("_", " ")
        )
    effects = trial.trial.side_effects
    if rule.not_expected_to_resolve == "no":
        return Verdict(MET, "not_tolerated", (path,))
    if any(effect.expected_to_resolve == "no" for effect in effects):
        return Verdict(MET, "not_tolerated", (path, f"{trial.path}/side_effects"))
    if effects and all(effect.expected_to_resolve == "yes" for effect in effects):
        return Verdict(NOT_MET, "expected_to_resolve", (f"{trial.path}/side_effects",))
    return unsaid(
        "resolution_silent",
        f"{trial.path}/side_effects",
        f"record each side effect of {trial.name} and whether it was expected to resolve",
    )


def contraindication(rule: ContraindicationRule, trial: TrialFacts) -> Verdict:
    """A drug never given because it was contraindicated, or stopped for an interaction where the text lists that."""
    path, record = f"{trial.path}/contraindicated", trial.trial
    if record.state != "never_started":
        stop = f"{trial.path}/stop_reason"
        if "interaction" not in rule.reasons or record.state == "ongoing":
            return Verdict(NOT_MET, "was_taken", (f"{trial.path}/state",))
        if trial.stop_reason == "unknown":
            return unsaid("stop_reason_silent", stop, f"record why {trial.name} was stopped")
        if trial.stop_reason == "interaction":
            return Verdict(MET, "stopped_for_interaction", (stop,))
        return Verdict(NOT_MET, "was_taken", (stop,))
    if record.contraindicated == "unknown":
        return unsaid("contraindication_silent", path, f"record why {trial.name} was never started")
    if record.contraindicated == "no":
        return Verdict(NOT_MET, "not_contraindicated", (path,))
    if not rule.reasons or record.contraindicated_by in rule.reasons:
        return Verdict(MET, "contraindicated", (path,))
    if record.contraindicated_by == "unknown":
        return unsaid(
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
        return unsaid(
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
        return trial_to_judge(view, f"{node.phrase}.response", trial, "response_against_scores", **values)
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
        judged = trial_to_judge(view, f"{node.phrase}.adequacy", trial, "duration_to_judge")
        tests[-1] = max((tests[-1], judged), key=lambda test: any_rank(test.status))
    if rule.adherence_percent is not None:
        tests.append(_adherence(rule.adherence_percent, trial))
    if rule.judged is not None:
        tests.append(trial_to_judge(view, f"{node.phrase}.adequacy", trial, f"{rule.judged}_to_judge"))
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
        return unsaid(
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
        return unsaid("drug_unknown", f"{trial.path}/drug", "correct the drug's name", drug=trial.trial.drug)
    if row is None or row.number is None:
        return Verdict(NEEDS_REVIEW, "no_label_minimum", (path,), drug=trial.name)
    if dose is None:
        return unsaid("dose_silent", path, f"record the highest daily dose of {trial.name}")
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
        return unsaid(
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
    return unsaid(
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
