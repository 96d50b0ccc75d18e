"""The treatment timeline: a bar for each medication trial, psychotherapy and TMS course, the episode, and the scores.

A bar is solid over the days that are certainly covered. Where a beginning or an end is known to the month or year
only, the days in doubt are hatched; where it is not recorded at all, the bar is left open. Nothing imprecise looks exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from authpack.criteria.scores import instrument_id, instrument_name
from authpack.criteria.trial_facts import TrialFacts
from authpack.documents import wording
from authpack.documents.blocks import Column, Figure, Shape, Spans, Table
from authpack.documents.charts_canvas import (
    DASHED,
    DOTTED,
    MARKS,
    WIDTH,
    Canvas,
    Mark,
    Piece,
    TimeAxis,
    spans_of,
    text_width,
    words,
)
from authpack.documents.charts_scores import shown_scores
from authpack.documents.letter_treatment import generic_name
from authpack.documents.trace import Traced
from authpack.domain.clinical import MedicationTrial, Psychotherapy, Score, TmsCourse
from authpack.domain.dates import PartialDate

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

_ROW: Final = 12.5
_BAR: Final = 3.4  # half the height
_NAMES: Final = 178.0  # the most that the names may take
_STUB: Final = 14.0  # length of a bar's open end
_LINE: Final = 10.0
_BELOW: Final = 17.0  # from a scale's line to the next scale, where a total stands under its mark
_LEAST_SHARE: Final = 0.4
"""Of the axis, that the current episode must have; with less, the axis begins with the episode."""


class Bar(NamedTuple):
    """One treatment: its name and dose, its time, and the same in words."""

    name: tuple[Piece, ...]
    dose: tuple[Piece, ...]
    start: PartialDate | None
    stop: PartialDate | None
    ongoing: bool
    dates: Traced

    @property
    def drawn(self) -> bool:
        """Whether any of its dates is recorded."""
        return self.start is not None or self.stop is not None

    @property
    def days(self) -> list[PartialDate]:
        """The dates that are recorded."""
        return [day for day in (self.start, self.stop) if day is not None]


def medication_timeline(of: LetterFacts) -> Figure | None:
    """The timeline; None when no medication trial has a date."""
    return _Timeline(of).figure()


class _Timeline:
    """Draws the timeline of one letter."""

    def __init__(self, of: LetterFacts) -> None:
        self._of = of
        self._canvas = Canvas()
        self._trials = [self._trial(one) for one in of.facts.trials if _is_trial(one.trial)]
        others = [self._therapy(one) for one in of.facts.psychotherapy]
        others += [self._course(one) for one in of.facts.prior_tms]
        self._bars = sorted(self._trials, key=_begin) + sorted(others, key=_begin)
        self._scores = list(self._score_rows())
        self._signs: dict[str, None] = {}

    def figure(self) -> Figure | None:
        """The whole figure."""
        if not any(one.drawn for one in self._trials):
            return None
        axis, onset_fits = self._axis()
        y = top = self._onset_name(axis, onset_fits)
        below = len(self._canvas.shapes)
        for bar in self._bars:
            y = self._row(bar, axis, y)
        for (name, rows), mark in zip(self._scores, MARKS * len(self._scores), strict=False):
            y = self._score_row(name, rows, mark, axis, y)
        if onset_fits:
            # Under the bars and the totals, so that no line runs through a number.
            self._canvas.shapes[below:below] = self._onset(axis, top, y)
        y = self._notes(self._time(axis, y))
        return Figure(
            WIDTH,
            y + 3,
            tuple(self._canvas.shapes),
            tuple(self._canvas.labels),
            self._alt(),
            spans_of("Treatment over time"),
            self._table(),
        )

    # -- what is shown -------------------------------------------------------------------------

    def _trial(self, one: TrialFacts) -> Bar:
        of, taken = self._of, one.trial
        dose = (
            of.t.case([f"{one.path}/max_dose", f"{one.path}/steps"], wording.dose(one.top_dose))
            if one.top_dose
            else None
        )
        added = ("added ",) if taken.role == "augmentation" else ()
        ongoing = taken.state == "ongoing"
        return Bar(
            (*added, of.t.case(f"{one.path}/drug", generic_name(taken.drug))),
            (dose,) if dose else (),
            taken.start,
            taken.ongoing_on if ongoing else taken.stop,
            ongoing,
            self._dates(one.path, taken.start, taken.ongoing_on if ongoing else taken.stop, ongoing=ongoing),
        )

    def _therapy(self, one: Psychotherapy) -> Bar:
        path, ongoing = f"/psychotherapy/{one.id}", one.state == "ongoing"
        name = self._of.t.case(
            [f"{path}/type", f"{path}/type_text"], one.type_text or wording.THERAPIES[one.type]
        )
        stop = one.ongoing_on if ongoing else one.stop
        return Bar((name,), (), one.start, stop, ongoing, self._dates(path, one.start, stop, ongoing=ongoing))

    def _course(self, one: TmsCourse) -> Bar:
        path = f"/prior_tms/{one.id}"
        count = (
            (self._of.t.case(f"{path}/sessions", wording.plural(one.sessions, "session")),)
            if one.sessions is not None
            else ()
        )
        dates = self._dates(
            path, one.first_session, one.last_session, fields=("first_session", "last_session")
        )
        return Bar(
            ("TMS course,",) if count else ("TMS course",),
            count,
            one.first_session,
            one.last_session,
            False,
            dates,
        )

    def _dates(
        self,
        path: str,
        start: PartialDate | None,
        stop: PartialDate | None,
        *,
        ongoing: bool = False,
        fields: tuple[str, str] = ("start", "stop"),
    ) -> Traced:
        said = wording.period(start, stop, ongoing=ongoing)
        if ongoing and stop is not None:
            said += f" on {wording.short_date(stop)}"
        last = "ongoing_on" if ongoing else fields[1]
        return self._of.t.case([f"{path}/{fields[0]}", f"{path}/{last}"], said)

    def _score_rows(self) -> Iterator[tuple[Traced, list[Score]]]:
        found: dict[str, list[Score]] = {}
        for one in shown_scores(self._of):
            found.setdefault(instrument_id(one.instrument), []).append(one)
        for rows in found.values():
            one = rows[0]
            yield self._of.t.case(f"/scores/{one.id}/instrument", instrument_name(one.instrument)), rows

    def _axis(self) -> tuple[TimeAxis, bool]:
        """The axis over all dates; the onset of the episode is on it unless it lies far before any treatment."""
        days = [day for bar in self._bars for day in bar.days]
        days += [one.date for _, rows in self._scores for one in rows]
        low, high = min(day.first for day in days), max(self._of.facts.day, *(day.last for day in days))
        onset = self._of.facts.episode.onset if self._of.facts.episode else None
        fits = onset is not None and (low - onset.first) * 2 <= high - low
        if onset is not None and fits:
            # Treatment of long ago would press the current episode into the last finger's breadth.
            shown = min([onset.first, *(one.date.first for _, rows in self._scores for one in rows)])
            crushed = (high - shown) < (high - low) * _LEAST_SHARE
            low = shown if crushed else min(low, onset.first)
        wide = max(text_width(words(*bar.name, " ", *bar.dose)) for bar in self._bars) + 8
        room = timedelta(days=max(3, (high - low).days // 40))
        return TimeAxis(low - room, high + room, min(_NAMES, max(70.0, wide)), WIDTH - 10), fits

    # -- drawing ---------------------------------------------------------------------------------

    def _onset_name(self, axis: TimeAxis, fits: bool) -> float:
        """Says above the bars when the episode began; where that is before the axis, an arrow points there."""
        episode = self._of.facts.episode
        if episode is None or episode.onset is None:
            return 2.0
        onset = self._of.t.case(f"/episodes/{episode.id}/onset", wording.us_date(episode.onset))
        what = "illness began " if self._of.request.indication == "ocd" else "episode began "
        said: tuple[Piece, ...] = (what, onset)
        width = text_width(words(*said))
        if not fits:
            self._canvas.line((axis.left, 6), (axis.left + 12, 6))
            self._canvas.line((axis.left + 4, 3), (axis.left, 6), (axis.left + 4, 9))
            self._canvas.text(axis.left + 16, 9, *said, ", before this axis")
            return 13.0
        x = axis.x(episode.onset.first)
        self._canvas.text(min(max(0.0, x - width / 2), WIDTH - width), 9, *said)
        return 13.0

    def _onset(self, axis: TimeAxis, top: float, bottom: float) -> list[Shape]:
        episode = self._of.facts.episode
        assert episode is not None and episode.onset is not None
        ends = {axis.x(episode.onset.first), axis.x(episode.onset.last)}
        found = [Shape(((x, top), (x, bottom)), dash=DASHED) for x in sorted(ends)]
        if len(ends) > 1:
            found.append(Shape(((min(ends), top), (max(ends), top)), stroke=1.5))
        return found

    def _row(self, bar: Bar, axis: TimeAxis, y: float) -> float:
        """A treatment's name and bar; the dose goes to a second line when both do not fit."""
        canvas, space = self._canvas, (" ",) if bar.dose else ()
        one_line = text_width(words(*bar.name, *space, *bar.dose)) + 6 <= axis.left
        if one_line:
            canvas.text(0, y + 10, *bar.name, *space, *bar.dose)
        else:
            for place, line in enumerate(_wrapped(bar.name, axis.left - 6)):
                canvas.text(0, y + 10 + _LINE * place, *line)
                y += _LINE if place else 0
            if bar.dose:
                y += _LINE
                canvas.text(8, y + 10, *bar.dose)
        canvas.line((axis.left, y + 7), (axis.right, y + 7), dash=DOTTED)
        if bar.days and max(day.last for day in bar.days) < axis.first and not bar.ongoing:
            self._earlier(axis, y + 7, bar.dates)
        else:
            self._bar(bar, axis, y + 7)
            if bar.start is not None and bar.start.first < axis.first:
                self._arrow_left(axis, y + 7)
        return y + _ROW

    def _arrow_left(self, axis: TimeAxis, y: float) -> None:
        """What is named here began before the axis."""
        self._canvas.line((axis.left - 6, y), (axis.left, y))
        self._canvas.line((axis.left - 3, y - 3), (axis.left - 6, y), (axis.left - 3, y + 3))

    def _earlier(self, axis: TimeAxis, y: float, dates: Traced) -> None:
        """A treatment that ended before the axis begins: an arrow and its period in words."""
        canvas, width = self._canvas, text_width(dates.plain)
        canvas.line((axis.left, y), (axis.left + 12, y))
        canvas.line((axis.left + 4, y - 3), (axis.left, y), (axis.left + 4, y + 3))
        corners = ((axis.left + 14, y - 5), (axis.left + 18 + width, y - 5))
        canvas.shapes.append(
            Shape(
                (*corners, (corners[1][0], y + 5), (corners[0][0], y + 5)),
                closed=True,
                stroke=0,
                fill="white",
            )
        )
        canvas.text(axis.left + 16, y + 3, dates)

    def _bar(self, bar: Bar, axis: TimeAxis, y: float) -> None:
        canvas = self._canvas
        if not bar.drawn:
            canvas.text(axis.left + 4, y + 3, "dates not recorded")
            return
        if bar.start is None or (bar.stop is None and not bar.ongoing):
            self._open_bar(bar, axis, y)
            return
        stop = bar.stop or PartialDate.of(self._of.facts.day)
        left, right = axis.x(bar.start.first), axis.x(stop.last)
        solid = _certain(bar, axis)
        for one, other in ((left, solid[0]), (solid[1], right)) if solid else ((left, max(right, left + 2)),):
            if other - one > 0.5:
                canvas.hatched(one, y - _BAR, other, y + _BAR)
                if bar.stop is not None or not bar.start.exact:
                    self._sign("hatched")
        if solid:
            canvas.box(solid[0], y - _BAR, solid[1], y + _BAR, fill="black")
        if bar.ongoing:
            canvas.arrow(right, y)
            self._sign("ongoing" if bar.stop is not None else "unconfirmed")

    def _open_bar(self, bar: Bar, axis: TimeAxis, y: float) -> None:
        """A short bar without its unknown end."""
        known = bar.start or bar.stop
        assert known is not None
        before = bar.start is None
        first, last = axis.x(known.first), axis.x(known.last)
        if not known.exact:
            self._canvas.hatched(first, y - _BAR, last, y + _BAR)
            self._sign("hatched")
        x, far = (first, max(axis.left, first - _STUB)) if before else (last, min(axis.right, last + _STUB))
        for edge in (y - _BAR, y + _BAR):
            self._canvas.line((x, edge), (far, edge), dash=DASHED)
        self._canvas.line((x, y - _BAR), (x, y + _BAR))
        self._sign("open")

    def _score_row(self, name: Traced, rows: list[Score], mark: Mark, axis: TimeAxis, y: float) -> float:
        canvas, at = self._canvas, y + 16
        canvas.mark(mark, 4, at - 3)
        canvas.text(12, at, name, " total")
        for one in rows:
            left, right = axis.x(one.date.first), axis.x(one.date.last)
            if not one.date.exact:
                canvas.line((left, at - 3), (right, at - 3), stroke=1.1)
                self._sign("open mark")
            canvas.mark(mark, (left + right) / 2, at - 3, open_=not one.date.exact)
        below = False
        # The latest first: it is the one that must be readable.
        for one in reversed(rows):
            x = (axis.x(one.date.first) + axis.x(one.date.last)) / 2
            total = self._of.t.case(f"/scores/{one.id}/total", str(one.total))
            if not canvas.text_where_free([(x, at - 8.5), (x, at + 8)], total):
                self._sign("no room")
            below = below or canvas.labels[-1].y > at
        # A total under its mark must not stand right over a total of the next scale.
        return at + (_BELOW if below else 7)

    def _time(self, axis: TimeAxis, y: float) -> float:
        inputs = [f"/trials/{one.trial.id}" for one in self._of.facts.trials if _is_trial(one.trial)]
        self._canvas.line((axis.left, y + 2), (axis.right, y + 2))
        end = 0.0
        for day, name in axis.ticks():
            x, width = axis.x(day), text_width(name)
            self._canvas.line((x, y + 2), (x, y + 6))
            if x - width / 2 > end and x + width / 2 <= WIDTH:
                label = self._of.t.computed("time axis", inputs=inputs, text=name)
                self._canvas.text(x, y + 15, label, anchor="middle")
                end = x + width / 2 + 4
        return y + 17

    def _notes(self, y: float) -> float:
        """What the signs mean, only for signs that are there."""
        for sign in self._signs:
            self._canvas.text(0, y + 11, _SIGNS[sign])
            y += 11
        return y

    def _sign(self, name: str) -> None:
        self._signs[name] = None

    # -- in words --------------------------------------------------------------------------------

    def _alt(self) -> Spans:
        pieces: list[Piece] = ["Timeline of treatment. "]
        episode = self._of.facts.episode
        if episode is not None and episode.onset is not None:
            onset = self._of.t.case(f"/episodes/{episode.id}/onset", wording.us_date(episode.onset))
            what = "illness" if self._of.request.indication == "ocd" else "episode"
            pieces += [f"The {what} began ", onset, ". "]
        for bar in self._bars:
            pieces += [*bar.name, *((" ", *bar.dose) if bar.dose else ()), ", ", bar.dates, "; "]
        for name, rows in self._scores:
            pieces += [name, " total "]
            for place, one in enumerate(rows):
                total = self._of.t.case(f"/scores/{one.id}/total", str(one.total))
                day = self._of.t.case(f"/scores/{one.id}/date", wording.short_date(one.date))
                pieces += [", " if place else "", total, " (", day, ")"]
            pieces.append("; ")
        pieces[-1] = "."
        return spans_of(*pieces)

    def _table(self) -> Table:
        columns = tuple(Column(spans_of(name), kind="name") for name in ("Treatment", "Top dose", "Dates"))
        rows = [(spans_of(*one.name), spans_of(*one.dose), spans_of(one.dates)) for one in self._bars]
        return Table(columns, tuple(rows))


_SIGNS: Final = {
    "hatched": "Hatched: the treatment may or may not have been given then; the day of its start or end is not recorded.",
    "open": "Open end: the start or the end is not recorded.",
    "ongoing": "Arrow: still given on the day on which that was last confirmed.",
    "unconfirmed": "Hatched with an arrow: recorded as ongoing; when that was last confirmed is not recorded.",
    "open mark": "Open mark with a bar: the day of the score is not recorded; the bar spans the days it may be.",
    "no room": "Some totals have no room in this figure.",
}


def _is_trial(taken: MedicationTrial) -> bool:
    return taken.role != "other_use" and taken.state != "never_started"


def _certain(bar: Bar, axis: TimeAxis) -> tuple[float, float] | None:
    """The part of a bar over days that are certainly covered; None when no day is, or nobody confirmed it."""
    if bar.start is None or bar.stop is None or bar.start.last > bar.stop.first:
        return None
    left, right = axis.x(bar.start.last), axis.x(bar.stop.first)
    return left, max(right, left + 1.5)


def _begin(bar: Bar) -> date:
    return min((day.first for day in bar.days), default=date.max)


def _wrapped(pieces: tuple[Piece, ...], width: float) -> list[tuple[Piece, ...]]:
    """The name in lines; a traced value stays whole, as it is read back as one."""
    lines: list[tuple[Piece, ...]] = [()]
    for piece in pieces:
        if lines[-1] and text_width(words(*lines[-1], piece)) > width:
            lines.append(())
        lines[-1] = (*lines[-1], piece)
    return lines
