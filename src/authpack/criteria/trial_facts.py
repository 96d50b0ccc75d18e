"""One medication trial as it stands on a day: its drug, the days taken, the days at a dose, what was known of its result."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from authpack.domain.clinical import DoseStep, MedicationTrial
from authpack.domain.dates import DaySpan, PartialDate, days_between
from authpack.domain.dose import Dose
from authpack.reference.drugs import DrugMatch, find
from authpack.reference.graded import Graded


class TrialFacts:
    """One medication trial as seen on the facts' day."""

    __slots__ = (
        "_back",
        "_day",
        "_runs",
        "begun",
        "classes",
        "drug",
        "key",
        "match",
        "memo",
        "name",
        "path",
        "span",
        "top_dose",
        "trial",
    )

    def __init__(self, trial: MedicationTrial, day: date, *, back: bool = False) -> None:
        self.trial = trial
        self._back = back
        self._day = day
        self.begun = not back or _begun_by(trial, day)
        """Whether the trial had certainly begun by the day (known of today's record, to be shown in a look back)."""
        self.path = f"/trials/{trial.id}"
        self.match: DrugMatch = find(trial.drug)
        self.drug = self.match.drug
        self.name = self.drug.plain_name if self.drug else trial.drug
        """The generic name, or what the chart writes when the drug is not known."""
        self.key = self.drug.id if self.drug else f"?{trial.drug.lower()}"
        """What makes two trials the same drug."""
        self.classes: frozenset[str] | None = frozenset(self.drug.classes) if self.drug else None
        self.top_dose = _top_dose(trial)
        """The highest dose recorded; None without one, or when the units differ."""
        self.span = self._span()
        self._runs: dict[Decimal | None, DaySpan] = {}
        self.memo: dict[Any, Any] = {}
        """What leaves have worked out of this trial alone, by what they asked."""

    @property
    def over_later(self) -> bool:
        """Whether the trial's end lies after the facts' day, so that its result was not yet known."""
        known = self.trial.response_date
        if known is None:
            return self._stopped_later
        return known.last > self._day if self._stopped_later else known.first > self._day

    @property
    def _stopped_later(self) -> bool:
        """Whether the end lies after the facts' day; in a look back a trial without an end may have ended later."""
        stop = self.trial.stop
        return self._back if stop is None else stop.last > self._day

    @property
    def response(self) -> str:
        """The recorded response; a stop for inadequacy is recorded evidence of inadequate response."""
        if self.over_later:
            return "unknown"
        if self.trial.response == "unknown" and self.stop_reason == "inadequate":
            return "inadequate"
        return self.trial.response

    @property
    def stop_reason(self) -> str:
        """Why it was stopped, as known on the facts' day."""
        return "unknown" if self._stopped_later else self.trial.stop_reason

    def _end(self) -> PartialDate | None:
        trial = self.trial
        return self._clipped(trial.stop if trial.state == "stopped" else trial.ongoing_on)

    def _span(self) -> DaySpan:
        """Days taken in all."""
        trial, end = self.trial, self._end()
        if trial.state == "never_started":
            return DaySpan(0, 0)
        if trial.start is None:
            return self._stated(trial.weeks_total, DaySpan(0, None))
        if end is None:
            longest = max(0, (self._day - trial.start.first).days)
            return self._stated(trial.weeks_total, DaySpan(0, longest))
        span = days_between(trial.start, end) or DaySpan(0, None)
        if trial.start.exact and end.exact:
            return span
        return self._stated(trial.weeks_total, span)

    @staticmethod
    def _stated(weeks: Decimal | None, span: DaySpan) -> DaySpan:
        """Stated weeks stand where the dates leave room; a contradiction is a record conflict, not settled here."""
        if weeks is None:
            return span
        days = int(weeks * 7)
        if days + 7 <= span.low or (span.high is not None and days - 7 >= span.high):
            return span
        # Within a week's rounding the dates still bound what the stated weeks may mean.
        days = max(days, span.low) if span.high is None else min(max(days, span.low), span.high)
        return DaySpan(days, days)

    def label_min(self) -> Graded | None:
        """The label minimum of the formulation, from the reference table (mostly not read label by label)."""
        return self.drug.label_min_for(self.match.formulation) if self.drug else None

    def label_max(self) -> Graded | None:
        """The labelled maximum of the formulation."""
        return self.drug.label_max_for(self.match.formulation) if self.drug else None

    def days_at(self, threshold: Decimal | None) -> DaySpan:
        """Days of the longest unbroken run at or above a dose (in the dose's own unit); None: at any dose."""
        if threshold not in self._runs:
            self._runs[threshold] = self.span if threshold is None else self._run_at(threshold)
        return self._runs[threshold]

    def _run_at(self, threshold: Decimal) -> DaySpan:
        if self.trial.steps:
            return self._step_runs(threshold)
        dose = self.trial.max_dose
        if dose is not None and dose.parts[0] < threshold:
            return DaySpan(0, 0)
        if dose is not None and self.trial.weeks_at_max is not None:
            days = int(self.trial.weeks_at_max * 7)
            longest = self.span.high
            if longest is None or days <= longest + 6:
                exact = dose.parts[0] == threshold
                days = days if longest is None else min(days, longest)
                return DaySpan(days, days if exact else longest)
        return DaySpan(0, self.span.high)

    def _step_runs(self, threshold: Decimal) -> DaySpan:
        """Shortest: only runs certainly unbroken; longest: every run that may be unbroken."""
        steps = sorted(self.trial.steps, key=lambda step: (step.start.first, step.start.last))
        perhaps = self._runs_above(threshold, steps, certain=False)
        surely = perhaps if self._plain(steps) else self._runs_above(threshold, steps, certain=True)
        low, high = max([span.low for span in surely], default=0), 0
        for span in perhaps:
            if span.high is None:
                return DaySpan(low, None)
            high = max(high, span.high)
        return DaySpan(low, max(low, high))

    def _plain(self, steps: list[DoseStep]) -> bool:
        """Whether every date is exact and the first dose was the first day: then what may be is what is."""
        begin, end = self.trial.start, self._end()
        return (
            (begin is None or begin.first >= steps[0].start.first)
            and (end is None or end.exact)
            and all(step.start.exact and (step.stop is None or step.stop.exact) for step in steps)
        )

    def _runs_above(self, threshold: Decimal, steps: list[DoseStep], *, certain: bool) -> list[DaySpan]:
        runs: list[tuple[PartialDate, PartialDate | None]] = []
        # Before the first recorded dose the dose is silent: it may have been enough, so it may lengthen the first run.
        begin = self.trial.start
        joined = not certain and bool(steps) and begin is not None and begin.first < steps[0].start.first
        if joined and begin is not None:
            runs.append((begin, steps[0].start))
        for place, step in enumerate(steps):
            if step.start.first > self._day:
                break
            following = steps[place + 1].start if place + 1 < len(steps) else None
            stop = self._clipped(step.stop or following or self._end())
            if step.dose.parts[0] < threshold:
                joined = False
                continue
            if joined:
                runs[-1] = (runs[-1][0], stop)
            else:
                runs.append((step.start, stop))
            joined = _continues(step.stop, following, certain=certain)
        return [self._run_length(start, stop) for start, stop in runs]

    def _clipped(self, end: PartialDate | None) -> PartialDate | None:
        """An end after the day is not known yet: so far it is the day itself."""
        return PartialDate.of(self._day) if end is not None and end.first > self._day else end

    def _run_length(self, start: PartialDate, stop: PartialDate | None) -> DaySpan:
        if stop is None:
            longest = (self._day - start.first).days if self.trial.state == "ongoing" else None
            return DaySpan(0, longest)
        return days_between(start, stop) or DaySpan(0, 0)


def _continues(stop: PartialDate | None, following: PartialDate | None, *, certain: bool) -> bool:
    """Whether the next dose step follows without a gap (a step that ends the day before counts as joined)."""
    if stop is None or following is None:
        return True
    widest, narrowest = (following.last - stop.first).days, (following.first - stop.last).days
    return (widest if certain else narrowest) <= 1


def _top_dose(trial: MedicationTrial) -> Dose | None:
    doses = [step.dose for step in trial.steps]
    if trial.max_dose is not None:
        doses.append(trial.max_dose)
    if len(doses) < 2:
        return doses[0] if doses else None
    if any(dose.unit != doses[0].unit for dose in doses):
        return None
    return max(doses, key=lambda dose: dose.parts)


def _begun_by(trial: MedicationTrial, day: date) -> bool:
    if trial.start is not None and trial.start.last <= day:
        return True
    return trial.stop is not None and trial.stop.last <= day


def certainly_apart(one: MedicationTrial, other: MedicationTrial) -> bool:
    """Whether two trials certainly did not overlap in time."""
    return _before(one.stop, other.start) or _before(other.stop, one.start)


def perhaps_together(added: MedicationTrial, partner: MedicationTrial) -> bool:
    """Whether a drug can have been added to its partner: one that was never started ran at no time."""
    return partner.state != "never_started" and not certainly_apart(added, partner)


def _before(stop: PartialDate | None, start: PartialDate | None) -> bool:
    return stop is not None and start is not None and stop.last < start.first
