"""Leaves on rating scales: a number reached, a baseline recorded, repeated measuring planned (SEMANTICS 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import request_path
from authpack.criteria.conditions.windows import Window, in_score_window, score_window
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, silent
from authpack.criteria.scores import instrument_id, instrument_name, perhaps_latest
from authpack.criteria.view import View
from authpack.domain.base import Line
from authpack.domain.clinical import Score
from authpack.reference.scales import scale_by_name

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Points = Annotated[Decimal, Field(ge=0, le=1000)]
Days = Annotated[int, Field(ge=1, le=3650)]
Months = Annotated[int, Field(ge=1, le=120)]


class CutOff(BaseModel):
    """One row of the text: scales, and the number a total must reach on one of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    instruments: tuple[Line, ...] = Field(min_length=1)
    """Scale ids; a version never substitutes for another."""
    over: Points | None = None
    at_least: Points | None = None
    between: tuple[Points, Points] | None = None
    """Both ends included."""

    @model_validator(mode="after")
    def _one_lower_bound(self) -> CutOff:
        if sum(bound is not None for bound in (self.over, self.at_least, self.between)) != 1:
            raise ValueError("needs exactly one of over, at_least, between")
        return self

    def reached(self, total: int) -> bool:
        """Whether a total satisfies the row."""
        if self.between is not None:
            return self.between[0] <= total <= self.between[1]
        return total > self.over if self.over is not None else total >= (self.at_least or 0)

    @property
    def shown(self) -> str:
        """The row in words."""
        names = " or ".join(instrument_name(name) for name in self.instruments)
        if self.between is not None:
            return f"{names} {self.between[0]:f} to {self.between[1]:f}"
        return (
            f"{names} over {self.over:f}"
            if self.over is not None
            else f"{names} {self.at_least or 0:f} or more"
        )


class _Windowed(Condition):
    window_days: Days | None = None
    window_months: Months | None = None
    anchor: Literal["request_date", "planned_start"] = "request_date"

    @model_validator(mode="after")
    def _one_window(self) -> _Windowed:
        if self.window_days is not None and self.window_months is not None:
            raise ValueError("needs only one of window_days, window_months")
        return self

    @property
    def _by_episode(self) -> bool:
        return self.window_days is None and self.window_months is None

    def _window(self, view: View) -> Window | Outcome:
        """The window, or what the record must say before there is one."""
        anchor = view.facts.day
        if self.anchor == "planned_start":
            start = view.facts.request.start
            if start is None or not start.exact:
                return silent(
                    "planned_start_silent",
                    f"{request_path(view)}/start",
                    "record the planned day of the first session",
                )
            anchor = start.first
        window = score_window(view.facts, anchor, self.window_days, self.window_months)
        if window is None:
            return silent("onset_silent", "/episodes", "record the current episode and when it began")
        return window

    def _inside(
        self, scores: list[Score], window: Window, facts: Facts
    ) -> Iterator[tuple[Score, bool | None]]:
        for score in scores:
            yield score, in_score_window(score, window, facts, episode=self._by_episode)


@leaf("score")
class ScoreIs(_Windowed):
    """A total on a named scale reaches the text's number: any one row suffices; the latest, or all (persistent)."""

    any_of: tuple[CutOff, ...] = Field(min_length=1)
    persistent: Literal["yes", "no"] = "no"

    def judge(self, view: View, node: Node) -> Outcome:
        window = self._window(view)
        if isinstance(window, Outcome):
            return window
        read: list[Score] = []
        answers = [self._row(row, view.facts, window, read) for row in self.any_of]
        paths = tuple(f"/scores/{one.id}" for one in read)
        values: dict[str, Any] = {
            "wanted": ", or ".join(row.shown for row in self.any_of),
            "shown": _shown(read),
        }
        if True in answers:
            return met("score_persists" if self.persistent == "yes" else "score_reached", *paths, **values)
        if None in answers:
            few = self.persistent == "yes" and bool(read)
            text = (
                "find the further dated scores of that time"
                if few
                else "find or make a dated score on one of the scales that the text names"
            )
            return silent(
                "score_silent_so_far" if read else "score_silent",
                "/scores",
                text,
                *paths,
                kind="record" if few else "assessment",
                **values,
            )
        return not_met("score_not_reached" if read else "score_absent", *(paths or ("/scores",)), **values)

    def _row(self, row: CutOff, facts: Facts, window: Window, read: list[Score]) -> bool | None:
        """True when a scale of the row reaches it; None when that is open; the scores looked at go to ``read``."""
        answers: list[bool | None] = []
        for name in dict.fromkeys(instrument_id(one) for one in row.instruments):
            scores = [one for one in facts.scores if instrument_id(one.instrument) == name]
            placed = [
                (one, inside) for one, inside in self._inside(scores, window, facts) if inside is not False
            ]
            if not placed:
                continue
            judged = self._persistent if self.persistent == "yes" else self._latest
            answers.append(judged(row, placed, facts, read))
        if not answers:
            return False if facts.scores_all_known else None
        return True if True in answers else None if None in answers else False

    @staticmethod
    def _latest(
        row: CutOff,
        placed: Sequence[tuple[Score, bool | None]],
        facts: Facts,  # noqa: ARG004 - one signature with _persistent
        read: list[Score],
    ) -> bool | None:
        """The latest score; where several may be it (known to the month, or of one day), all must agree."""
        within = {score.id: inside for score, inside in placed}
        candidates = perhaps_latest([score for score, _ in placed])
        read += candidates
        answers = {row.reached(one.total) if within[one.id] else None for one in candidates}
        return answers.pop() if len(answers) == 1 else None

    @staticmethod
    def _persistent(
        row: CutOff, placed: Sequence[tuple[Score, bool | None]], facts: Facts, read: list[Score]
    ) -> bool | None:
        read += [score for score, _ in placed]
        certain = [row.reached(score.total) for score, inside in placed if inside]
        if not all(certain):
            return False
        if not all(row.reached(score.total) for score, inside in placed if inside is None):
            return None
        if len(certain) >= 2:
            return True
        return None if len(placed) > len(certain) or not facts.case.scores.is_complete else False


def _shown(scores: list[Score]) -> str:
    return ", ".join(f"{instrument_name(one.instrument)} {one.total} ({one.date})" for one in scores)


@leaf("score_recorded")
class ScoreRecorded(_Windowed):
    """A dated score stands in the record, whatever its number (a baseline on a standardized scale)."""

    measures: Literal["depression", "ocd"]
    instruments: tuple[Line, ...] = ()

    def judge(self, view: View, node: Node) -> Outcome:
        window = self._window(view)
        if isinstance(window, Outcome):
            return window
        placed = list(self._inside([one for one in view.facts.scores if self._fits(one)], window, view.facts))
        inside = [score for score, within in placed if within]
        if inside:
            return met(
                "score_recorded", *(f"/scores/{one.id}" for one in inside[-1:]), shown=_shown(inside[-1:])
            )
        if view.facts.scores_all_known and all(within is False for _, within in placed):
            return not_met("score_absent", "/scores")
        return silent(
            "baseline_silent",
            "/scores",
            "find or make a dated baseline score on a standardized scale",
            kind="assessment",
        )

    def _fits(self, score: Score) -> bool:
        if self.instruments:
            return instrument_id(score.instrument) in {instrument_id(name) for name in self.instruments}
        scale = scale_by_name(score.instrument)
        return scale is not None and scale.measures == self.measures


@leaf("serial_scores")
class SerialScores(Condition):
    """Repeated measuring on a scale is planned, as often and with as much consistency as the text asks."""

    every_days: Annotated[int, Field(ge=1, le=365)] | None = None
    at_start: Literal["yes"] | None = None
    at_end: Literal["yes"] | None = None
    same_instrument: Literal["yes"] | None = None

    def judge(self, view: View, node: Node) -> Outcome:
        plan, base = view.facts.request.schedule, f"{request_path(view)}/schedule"
        answers: list[Outcome] = []
        if self.same_instrument or not (self.every_days or self.at_start or self.at_end):
            answers.append(_planned_scale(plan.scale, f"{base}/scale"))
        if self.every_days is not None:
            answers.append(_cadence(plan.scale_every_days, self.every_days, f"{base}/scale_every_days"))
        for asked, value, name, what in (
            (
                self.at_start,
                plan.scale_at_start,
                "scale_at_start",
                "a score at the start of the course is planned",
            ),
            (self.at_end, plan.scale_at_end, "scale_at_end", "a score at the end of the course is planned"),
        ):
            if asked:
                answers.append(_fact(value, f"{base}/{name}", what))
        denied = next((one for one in answers if one.status == "not_met"), None)
        unsaid = next((one for one in answers if one.status == "not_documented"), None)
        return denied or unsaid or met("serial_scores", *(path for one in answers for path in one.evidence))


def _planned_scale(scale: str | None, path: str) -> Outcome:
    if scale is None:
        return silent("scale_plan_silent", path, "record the one scale by which the course will be followed")
    return met("serial_scores", path)


def _cadence(days: int | None, limit: int, path: str) -> Outcome:
    if days is None:
        return silent(
            "cadence_silent", path, "record how many days lie between two planned ratings", limit=limit
        )
    return (
        met("cadence_inside", path, interval=days, limit=limit)
        if days <= limit
        else not_met("cadence_over", path, interval=days, limit=limit)
    )


def _fact(value: str, path: str, what: str) -> Outcome:
    if value == "unknown":
        return silent("fact_silent", path, f"record: {what}?", what=what)
    return met("stated", path, what=what) if value == "yes" else not_met("stated_not", path, what=what)
