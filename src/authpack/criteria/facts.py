"""What one patient's record says as of one day: derived once, shared by every policy judged.

``Facts`` never decides anything a policy decides; it picks what was known on its day, and keeps what was worked out.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from authpack.criteria.scores import Improvement, instrument_name, over_range, same_instrument
from authpack.criteria.trial_facts import TrialFacts
from authpack.domain.case import Case
from authpack.domain.clinical import Diagnosis, Episode, Psychotherapy, Score, TmsCourse
from authpack.domain.dates import PartialDate
from authpack.domain.requests import Request
from authpack.domain.screen import EarlierScreen, SafetyScreen


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


def _course_start(course: TmsCourse) -> tuple[date, str]:
    return (course.first_session.first if course.first_session else date.min, course.id)
