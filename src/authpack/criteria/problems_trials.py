"""Contradictions within a medication trial: dates, stated weeks, state, dose steps, partners (SEMANTICS 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from authpack.criteria.contradiction import Contradiction, changed
from authpack.criteria.trial_facts import TrialFacts, perhaps_together
from authpack.domain.case import Case
from authpack.domain.clinical import MedicationTrial
from authpack.domain.dates import days_between, is_before
from authpack.domain.dose import Dose
from authpack.domain.problems import Problem
from authpack.reference.drugs import find


def trials(case: Case) -> Iterator[Contradiction]:
    """The contradictions of every trial, in the order of the record."""
    for one in case.trials.items:
        yield from _trial_dates(case, one)
        yield from _stated_weeks(case, one)
        yield from _trial_state(case, one)
        yield from _steps(one)
        yield from _partners(case, one)


def _trial_dates(case: Case, one: MedicationTrial) -> Iterator[Contradiction]:
    if one.start and one.stop and one.stop.last < one.start.first:
        path = f"/trials/{one.id}"
        text = f"the trial of {_drug(one)} stops before it starts"
        versions = (changed(case, "trials", one.id, start=None), changed(case, "trials", one.id, stop=None))
        yield Contradiction(
            Problem("end_before_start", (f"{path}/start", f"{path}/stop"), text, True), versions
        )


def _drug(one: MedicationTrial) -> str:
    drug = find(one.drug).drug
    return drug.plain_name if drug else "a drug"


def _stated_weeks(case: Case, one: MedicationTrial) -> Iterator[Contradiction]:
    """Stated weeks against the dates: whole weeks rounded down are no contradiction, more than the dates hold is."""
    if one.start is None or one.stop is None:
        return
    span = days_between(one.start, one.stop)
    if span is None or span.high is None:
        return
    path = f"/trials/{one.id}"
    if one.weeks_total is not None and not _fits(one.weeks_total, span.low, span.high):
        text = f"the weeks stated for {_drug(one)} contradict its dates"
        versions = (
            changed(case, "trials", one.id, weeks_total=None),
            changed(case, "trials", one.id, start=None, stop=None, steps=()),
        )
        yield Contradiction(
            Problem("weeks_against_dates", (f"{path}/weeks_total", f"{path}/start"), text, True), versions
        )
    if one.weeks_at_max is not None and one.weeks_at_max * 7 > span.high:
        text = f"the weeks stated at the highest dose of {_drug(one)} exceed the time it was taken"
        versions = (
            changed(case, "trials", one.id, weeks_at_max=None),
            changed(case, "trials", one.id, start=None, stop=None, steps=()),
        )
        yield Contradiction(
            Problem("weeks_against_dates", (f"{path}/weeks_at_max", f"{path}/start"), text, True), versions
        )
    elif one.weeks_at_max is not None and not _fits_steps(one, one.weeks_at_max, one.stop.last):
        text = f"the weeks stated at the highest dose of {_drug(one)} contradict the dates of its doses"
        versions = (
            changed(case, "trials", one.id, weeks_at_max=None),
            changed(case, "trials", one.id, max_dose=one.max_dose or _highest(one), steps=()),
        )
        yield Contradiction(
            Problem("weeks_against_dates", (f"{path}/weeks_at_max", f"{path}/steps"), text, True), versions
        )


def _fits_steps(one: MedicationTrial, weeks: Decimal, end: date) -> bool:
    """Whether the stated weeks can be the time at the highest dose, as far as the steps say when it was taken."""
    top, reached = one.max_dose or _highest(one), _highest(one)
    if top is None or reached is None or top.unit != reached.unit or reached.parts < top.parts:
        return True
    run = TrialFacts(one, end).days_at(top.parts[0])
    return run.high is None or _fits(weeks, run.low, run.high)


def _highest(one: MedicationTrial) -> Dose | None:
    return max((step.dose for step in one.steps), key=lambda dose: dose.parts, default=None)


def _fits(weeks: Decimal, low: int, high: int) -> bool:
    days = weeks * 7
    return low - 7 < days <= high


_AFTER_TAKING = frozenset({"inadequate", "intolerance", "lost_response", "nonadherence", "completed"})
"""Reasons for stopping that only a drug that was taken can have."""


def _trial_state(case: Case, one: MedicationTrial) -> Iterator[Contradiction]:
    path = f"/trials/{one.id}"
    taken = one.steps or one.start or one.response != "unknown" or one.stop_reason in _AFTER_TAKING
    if one.state == "never_started" and taken:
        yield Contradiction(
            Problem(
                "never_started_but_taken",
                (f"{path}/state",),
                f"{_drug(one)} was never started, yet dates, doses or a response are recorded",
            )
        )
    if one.state == "ongoing" and one.stop is not None:
        versions = (
            changed(case, "trials", one.id, stop=None),
            changed(case, "trials", one.id, state="stopped"),
        )
        yield Contradiction(
            Problem(
                "ongoing_but_stopped",
                (f"{path}/state", f"{path}/stop"),
                f"{_drug(one)} is ongoing and has a stop date",
                True,
            ),
            versions,
        )
    if one.response == "full" and one.stop_reason == "inadequate":
        versions = (
            changed(case, "trials", one.id, stop_reason="unknown"),
            changed(case, "trials", one.id, response="unknown"),
        )
        yield Contradiction(
            Problem(
                "response_against_stop",
                (f"{path}/response", f"{path}/stop_reason"),
                f"{_drug(one)}: full response, yet stopped as inadequate",
                True,
            ),
            versions,
        )


def _steps(one: MedicationTrial) -> Iterator[Contradiction]:
    path = f"/trials/{one.id}/steps"
    steps = sorted(one.steps, key=lambda step: step.start.first)
    for step, following in pairwise(steps):
        if step.stop is not None and is_before(following.start, step.stop):
            yield Contradiction(Problem("steps_overlap", (path,), f"two dose steps of {_drug(one)} overlap"))
    for step in steps:
        if step.stop is not None and step.stop.last < step.start.first:
            yield Contradiction(
                Problem("end_before_start", (path,), f"a dose step of {_drug(one)} ends before it begins")
            )
        if (one.start and step.start.last < one.start.first) or (
            one.stop and step.start.first > one.stop.last
        ):
            yield Contradiction(
                Problem(
                    "steps_outside_trial",
                    (path,),
                    f"a dose step of {_drug(one)} lies outside the trial's dates",
                )
            )
    doses = {step.dose.unit for step in steps} | ({one.max_dose.unit} if one.max_dose else set())
    if len(doses) > 1:
        yield Contradiction(
            Problem("dose_units_differ", (path,), f"the doses of {_drug(one)} have different units")
        )
    elif one.max_dose and steps and max(step.dose.parts for step in steps) > one.max_dose.parts:
        yield Contradiction(
            Problem(
                "step_above_maximum",
                (path, f"/trials/{one.id}/max_dose"),
                f"a dose step of {_drug(one)} is above its recorded highest dose",
            )
        )


def _partners(case: Case, one: MedicationTrial) -> Iterator[Contradiction]:
    """An augmentation whose dates are certainly disjoint from its partner's does not augment it."""
    by_id = {trial.id: trial for trial in case.trials.items} if one.partners else {}
    for name in one.partners:
        partner, path = by_id.get(name), f"/trials/{one.id}/partners"
        if partner is None:
            yield Contradiction(
                Problem(
                    "unknown_partner", (path,), f"{_drug(one)} names a partner trial that is not recorded"
                )
            )
        elif not perhaps_together(one, partner):
            yield Contradiction(
                Problem(
                    "partner_apart",
                    (path,),
                    f"{_drug(one)} and the drug it augments were never taken at the same time",
                )
            )
