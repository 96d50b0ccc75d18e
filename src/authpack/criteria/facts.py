"""What one patient's record says as of one day: derived once, shared by every policy judged.

``Facts`` never decides anything a policy decides; it computes intervals, resolves drug names and
hides what happened after its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from authpack.domain.case import Case
from authpack.domain.clinical import (
    Diagnosis,
    DoseStep,
    Episode,
    MedicationTrial,
    Psychotherapy,
    Score,
    TherapyScore,
    TmsCourse,
)
from authpack.domain.dates import DaySpan, PartialDate, days_between
from authpack.domain.dose import Dose
from authpack.domain.requests import Request
from authpack.domain.screen import EarlierScreen, SafetyScreen
from authpack.reference.drugs import DrugMatch, find
from authpack.reference.graded import Graded
from authpack.reference.scales import scale_by_name


class Improvement(NamedTuple):
    """A change of score: exact percentage as a fraction of two integers, or a stated percentage."""

    percent: Decimal | None
    baseline: int | None
    end: int | None
    instrument: str
    evidence: tuple[str, ...]
    stated: bool = False

    def at_least(self, percent: Decimal) -> bool | None:
        """100 x (baseline - end) >= percent x baseline, exactly; None when the baseline is 0."""
        if self.percent is not None:
            return self.percent >= percent
        assert self.baseline is not None and self.end is not None
        if self.baseline == 0:
            return None
        return 100 * (self.baseline - self.end) >= percent * self.baseline

    def over(self, percent: Decimal) -> bool | None:
        """Strictly more than that percentage."""
        if self.percent is not None:
            return self.percent > percent
        assert self.baseline is not None and self.end is not None
        if self.baseline == 0:
            return None
        return 100 * (self.baseline - self.end) > percent * self.baseline

    @property
    def in_words(self) -> str:
        """The percentage with what limits it: stated without scores, or a worsening."""
        if self.shown.startswith("-"):
            return f"not at all (worse by {self.shown[1:]} %)"
        return f"{self.shown} % stated without scores" if self.stated else f"{self.shown} %"

    @property
    def shown(self) -> str:
        """The percentage for display, to one decimal: a change is never shown larger than it is, a worsening neither."""
        if self.percent is not None:
            return f"{self.percent.normalize():f}"
        if not self.baseline or self.end is None:
            return "undefined"
        tenths = 1000 * abs(self.baseline - self.end) // self.baseline
        return f"{'-' if self.end > self.baseline else ''}{Decimal(tenths) / 10:f}"


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


class Kept:
    """What was worked out for one request as of one day: kept with the record, which never changes (``Case.derived``).

    It holds nothing of any policy, and not the record itself: it goes when the record goes.
    """

    __slots__ = ("answers", "request", "trials")

    def __init__(self, request: Request) -> None:
        self.request = request
        self.trials: tuple[TrialFacts, ...] | None = None
        self.answers: dict[Any, Any] = {}
        """Answers of leaves that read nothing but the facts, by what they ask."""


MOST_KEPT = 16
"""Requests and days of one record that are kept; a record asked of more days than that starts anew."""


def _kept(case: Case, request: Request, day: date, present: date) -> Kept:
    known: dict[tuple[str, date, date], Kept] = case.derived.setdefault("facts", {})
    key = (request.id, day, present)
    found = known.get(key)
    if found is None or found.request is not request:
        if len(known) >= MOST_KEPT:
            known.clear()
        found = known[key] = Kept(request)
    return found


class Facts:
    """One case, one request, as of one day."""

    def __init__(self, case: Case, request: Request, day: date, present: date | None = None) -> None:
        self.case = case
        self.request = request
        self.day = day
        self.present = present or day
        """The day of the request itself; differs from ``day`` in a look back to a prior course."""
        self.kept = _kept(case, request, day, self.present)

    @property
    def looks_back(self) -> bool:
        """Whether these facts are those of an earlier time."""
        return self.day < self.present

    def visible(self, when: PartialDate | None) -> bool:
        """Whether a fact dated ``when`` was a fact by the facts' day. An undated one counts only for today."""
        if when is None:
            return not self.looks_back
        return when.first <= self.day

    @cached_property
    def trials(self) -> tuple[TrialFacts, ...]:
        """Trials begun, or (undated) perhaps begun, by the day, in the order of the record."""
        if self.kept.trials is None:
            self.kept.trials = tuple(
                TrialFacts(trial, self.day, back=self.looks_back)
                for trial in self.case.trials.items
                if trial.start is None or trial.start.first <= self.day
            )
        return self.kept.trials

    @cached_property
    def trial_by_id(self) -> dict[str, TrialFacts]:
        """Trials by id."""
        return {facts.trial.id: facts for facts in self.trials}

    @cached_property
    def psychotherapy(self) -> tuple[Psychotherapy, ...]:
        """Courses of psychotherapy begun by the day."""
        return tuple(
            course
            for course in self.case.psychotherapy.items
            if course.state != "never_started" and self._therapy_visible(course)
        )

    def _therapy_visible(self, course: Psychotherapy) -> bool:
        if course.start is not None:
            return course.start.first <= self.day
        return not self.looks_back or (course.stop is not None and course.stop.last <= self.day)

    def all_known(self, of: str) -> bool:
        """Whether the courses (psychotherapy, prior_tms) of this day are all known: none undated in a look back."""
        if of == "psychotherapy":
            undated = any(
                one.start is None and not self._therapy_visible(one) for one in self.case.psychotherapy.items
            )
            return self.case.psychotherapy.is_complete and not undated
        undated = self.looks_back and any(one.first_session is None for one in self.case.prior_tms.items)
        return self.case.prior_tms.is_complete and not undated

    @cached_property
    def prior_tms(self) -> tuple[TmsCourse, ...]:
        """TMS courses begun before the day, oldest first."""
        begun = [
            course
            for course in self.case.prior_tms.items
            if (course.first_session is None and not self.looks_back)
            or (course.first_session is not None and course.first_session.first < self.day)
        ]
        return tuple(sorted(begun, key=_course_start))

    @cached_property
    def screen(self) -> SafetyScreen:
        """The safety screen of the day: in a look back the latest earlier screen taken by then, else the present one."""
        taken = (
            [one for one in self.case.earlier_screens if one.date.last <= self.day] if self.looks_back else []
        )
        return max(taken, key=lambda one: one.date.last) if taken else self.case.screen

    @property
    def screen_path(self) -> str:
        """Where that screen stands in the record."""
        return f"/earlier_screens/{self.screen.id}" if isinstance(self.screen, EarlierScreen) else "/screen"

    @cached_property
    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """Diagnoses made by the day."""
        return tuple(diagnosis for diagnosis in self.case.diagnoses.items if self.visible(diagnosis.date))

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """Scores on or before the day (certainly so), oldest first."""
        usable = [
            score for score in self.case.scores.items if score.date.last <= self.day and not over_range(score)
        ]
        return tuple(sorted(usable, key=lambda score: (score.date.last, score.id)))

    @property
    def scores_all_known(self) -> bool:
        """Whether nothing is missing from the scores: a total that cannot be right hides a true one."""
        found = self.case.scores
        return found.is_complete and not any(map(over_range, found.items))

    @cached_property
    def score_by_id(self) -> dict[str, Score]:
        """Every usable score by id."""
        return {score.id: score for score in self.case.scores.items if not over_range(score)}

    @cached_property
    def episode(self) -> Episode | None:
        """The episode in question: the request's, else the one marked current; in a look back, the one of that day."""
        items = self.case.episodes.items
        if self.looks_back:
            return self._episode_on_day(items)
        if self.request.episode:
            return next((episode for episode in items if episode.id == self.request.episode), None)
        current = [episode for episode in items if episode.current == "yes"]
        return current[0] if len(current) == 1 else None

    def _episode_on_day(self, items: tuple[Episode, ...]) -> Episode | None:
        holding = [
            episode
            for episode in items
            if episode.onset is not None
            and episode.onset.last <= self.day
            and (episode.end is None or episode.end.first >= self.day)
        ]
        return holding[0] if len(holding) == 1 else None

    def improvement(self, baseline: Score | None, end: Score | None) -> Improvement | None:
        """Change between two scores of the same instrument; None otherwise."""
        if baseline is None or end is None or not same_instrument(baseline.instrument, end.instrument):
            return None
        paths = (f"/scores/{baseline.id}", f"/scores/{end.id}")
        return Improvement(None, baseline.total, end.total, instrument_name(end.instrument), paths)


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


def _course_start(course: TmsCourse) -> tuple[date, str]:
    return (course.first_session.first if course.first_session else date.min, course.id)


def instrument_id(text: str) -> str:
    """The scale's id, or the lower-cased text when the scale is not known; versions stay apart."""
    scale = scale_by_name(text)
    return scale.id if scale else text.strip().lower()


def instrument_name(text: str) -> str:
    """The scale's printed name."""
    scale = scale_by_name(text)
    return scale.name if scale else text


def same_instrument(one: str, other: str) -> bool:
    """Whether two names are the same instrument in the same version."""
    return instrument_id(one) == instrument_id(other)


def perhaps_latest(scores: Sequence[Score]) -> list[Score]:
    """The scores of which each may be the last: a month may lie before or after a day in it."""
    newest = max((one.date.first for one in scores), default=date.min)
    return [one for one in scores if one.date.last >= newest]


def surely_latest(scores: Sequence[Score]) -> Score | None:
    """The last score; None without one, or when two that differ may each be the last."""
    found = perhaps_latest(scores)
    return found[-1] if len({one.total for one in found}) == 1 else None


def surely_first(scores: Sequence[Score]) -> Score | None:
    """The first score; None without one, or when two that differ may each be the first."""
    oldest = min((one.date.last for one in scores), default=date.max)
    found = [one for one in scores if one.date.first <= oldest]
    return found[0] if len({one.total for one in found}) == 1 else None


def over_range(score: Score | TherapyScore) -> bool:
    """Whether a total lies outside its scale: a problem of the record, and no basis for an answer."""
    scale = scale_by_name(score.instrument)
    if scale is None:
        return False
    high, low = scale.total_max, scale.total_min
    return (high is not None and score.total > high) or (low is not None and score.total < low)
