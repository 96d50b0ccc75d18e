"""The trend of the scores: a panel for each instrument over one real time axis, every value and date traced.

Two scales never share an axis. A score whose day is not known is drawn open, with a bar over the days it may mean.
Severity bands are drawn only where the one set of the reference was read in its source and covers the whole scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from authpack.criteria.conditions.continuation import course_start, running_sessions
from authpack.criteria.scores import instrument_id, instrument_name
from authpack.documents import wording
from authpack.documents.blocks import Column, Figure, Spans, Table
from authpack.documents.charts_canvas import (
    DASHED,
    DOTTED,
    MARKS,
    SIZE,
    WIDTH,
    Canvas,
    Mark,
    Piece,
    TimeAxis,
    spans_of,
    text_width,
    words,
)
from authpack.documents.trace import Traced
from authpack.domain.clinical import Score
from authpack.domain.dates import PartialDate
from authpack.reference.scales import BandSet, Scale, scale_by_name

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

_LEFT: Final = 30.0
_PANEL: Final = 58.0  # high enough for bands of five points of 27 to be named
_HEAD: Final = 15.0  # a panel's title
_BANDS: Final = 112.0  # the right margin where bands are named


_GAP: Final = timedelta(
    weeks=52
)  # over a longer silence no line is drawn: it would tell of a course nobody saw

Height = Callable[[int], float]


class Series(NamedTuple):
    """The scores of one instrument, oldest first, at least two."""

    name: Traced
    scale: Scale | None
    scores: tuple[Score, ...]

    @property
    def top(self) -> int:
        """The upper end of the axis: the scale's maximum, else the highest total, in tens."""
        if self.scale is not None and self.scale.total_max is not None:
            return self.scale.total_max
        return -(-max(1, *(one.total for one in self.scores)) // 10) * 10

    @property
    def bottom(self) -> int:
        """The lower end of the axis."""
        return (self.scale.total_min or 0) if self.scale else 0

    @property
    def bands(self) -> BandSet | None:
        """The severity bands that may be shown: one set, read in its source, without a gap, each with room for its name."""
        sets = list(self.scale.band_sets.values()) if self.scale else []
        if len(sets) != 1 or sets[0].grade != "verified":
            return None
        edges = [self.bottom - 1, *(one.high for one in sets[0].bands)]
        whole = all(one.low == below + 1 for one, below in zip(sets[0].bands, edges, strict=False))
        least = min(one.high + 1 - one.low for one in sets[0].bands)
        named = least * _PANEL / (self.top - self.bottom) >= SIZE
        return sets[0] if whole and named and edges[-1] == self.top else None


class Event(NamedTuple):
    """A day, or a time from one day to another, that the scores are read against."""

    days: tuple[PartialDate, ...]
    words: tuple[Piece, ...]


def score_trend(of: LetterFacts) -> Figure | None:
    """The trend of every instrument with two scores or more; None when there is none."""
    return _Trend(of).figure()


def shown_scores(of: LetterFacts) -> list[Score]:
    """The scores that the letter prints, and those that an earlier course is measured by when it is repeated."""
    from authpack.criteria.conditions.prior_tms import course_changes

    measured: set[str] = set()
    if of.request.phase == "retreatment":
        for course in of.facts.prior_tms:
            measures = "ocd" if course.indication == "ocd" else "depression"
            for change in course_changes(of.facts, course, (), measures):
                measured |= set(change.evidence)
    shown = [one for one in of.case.scores.items if of.is_printed(one) or f"/scores/{one.id}" in measured]
    return sorted(shown, key=lambda one: (one.date.last, one.id))


def of_running_course(of: LetterFacts, scores: list[Score]) -> list[Score]:
    """In a continuation, of each instrument the last score by the first session and all after it; else every one."""
    start, _ = course_start(of.facts)
    if of.request.phase != "continuation" or start is None:
        return scores
    baselines = {
        instrument_id(one.instrument): one.id for one in scores if one.date.last <= start.first
    }  # oldest first: the last one stays
    return [one for one in scores if one.date.last > start.first or one.id in baselines.values()]


def _middle(day: PartialDate) -> date:
    return day.first + (day.last - day.first) / 2


class _Trend:
    """Draws the trend of one letter."""

    def __init__(self, of: LetterFacts) -> None:
        self._of = of
        self._canvas = Canvas()
        self._series = list(self._all_series())
        self._open = any(not one.date.exact for row in self._series for one in row.scores)
        self._unlabelled = False
        self._zoomed = of.request.phase == "continuation" and course_start(of.facts)[0] is not None

    def figure(self) -> Figure | None:
        """The whole figure."""
        if not self._series:
            return None
        events = list(self._events())
        axis = self._axis(events)
        y = self._event_strip(events, axis)
        for row, mark in zip(self._series, MARKS * len(self._series), strict=False):
            y = self._panel(row, mark, axis, y, events)
        y = self._time(axis, y)
        y = self._sessions(axis, y)
        y = self._notes(y)
        return Figure(
            WIDTH,
            y + 3,
            tuple(self._canvas.shapes),
            tuple(self._canvas.labels),
            self._alt(events),
            spans_of("Scores since the baseline of this course" if self._zoomed else "Scores over time"),
            self._table(),
        )

    # -- what is shown -------------------------------------------------------------------------

    def _all_series(self) -> Iterator[Series]:
        found: dict[str, list[Score]] = {}
        for one in of_running_course(self._of, shown_scores(self._of)):
            found.setdefault(instrument_id(one.instrument), []).append(one)
        for rows in sorted(found.values(), key=len, reverse=True):
            if len(rows) > 1:
                name = self._of.t.case(
                    f"/scores/{rows[0].id}/instrument", instrument_name(rows[0].instrument)
                )
                yield Series(name, scale_by_name(rows[0].instrument), tuple(rows))

    def _events(self) -> Iterator[Event]:
        of = self._of
        start, path = course_start(of.facts)
        if start is not None:
            yield Event((start,), ("first session ", self._day(path, start)))
        if of.request.phase != "retreatment":
            return
        for one in of.facts.prior_tms:
            base = f"/prior_tms/{one.id}"
            if one.first_session is not None and one.last_session is not None:
                first = self._day(f"{base}/first_session", one.first_session)
                last = self._day(f"{base}/last_session", one.last_session)
                yield Event(
                    (one.first_session, one.last_session), ("earlier TMS course ", first, " to ", last)
                )
            if one.relapse is not None:
                yield Event(
                    (one.relapse.date,), ("relapse ", self._day(f"{base}/relapse/date", one.relapse.date))
                )

    def _day(self, path: str, day: PartialDate) -> Traced:
        return self._of.t.case(path, wording.short_date(day))

    def _axis(self, events: Iterable[Event]) -> TimeAxis:
        days = [one.date for row in self._series for one in row.scores]
        low, high = min(day.first for day in days), max(day.last for day in days)
        for event in events:
            low, high = min(low, event.days[0].first), max(high, event.days[-1].last)
        # A margin keeps the first and the last mark off the frame.
        room = timedelta(days=max(2, (high - low).days // 24))
        margin = _BANDS if any(row.bands for row in self._series) else 14
        return TimeAxis(low - room, high + room, _LEFT, WIDTH - margin)

    # -- drawing ---------------------------------------------------------------------------------

    def _event_strip(self, events: list[Event], axis: TimeAxis) -> float:
        """The names of the events above the panels, in as many rows as they need."""
        ends: list[float] = []
        for event in events:
            width = text_width(words(*event.words))
            middle = sum(axis.x(_middle(day)) for day in event.days) / len(event.days)
            left = min(max(axis.left, middle - width / 2), WIDTH - width)
            row = next((place for place, end in enumerate(ends) if end < left), len(ends))
            ends[row : row + 1] = [left + width + 6]
            self._canvas.text(left, 9 + 11 * row, *event.words)
        return 4.0 + 11 * len(ends)

    def _event_lines(self, events: list[Event], axis: TimeAxis, top: float, bottom: float) -> None:
        for event in events:
            places = [axis.x(_middle(day)) for day in event.days]
            for x in places:
                self._canvas.line((x, top), (x, bottom), dash=DASHED)

    def _panel(self, row: Series, mark: Mark, axis: TimeAxis, y: float, events: list[Event]) -> float:
        """One instrument: its title, frame, bands, line, marks and values; returns where the next may begin."""
        canvas, top, bottom = self._canvas, y + _HEAD, y + _HEAD + _PANEL
        canvas.mark(mark, axis.left + 4, y + 9.5)
        most = self._maximum(row)
        canvas.text(axis.left + 12, y + 12, row.name, *((", maximum ", most) if most else ()), bold=True)
        canvas.line((axis.left, top), (axis.left, bottom))
        canvas.line((axis.left, bottom), (axis.right, bottom))
        for total, line in ((row.bottom, bottom), (row.top, top)):
            canvas.line((axis.left - 3, line), (axis.left, line))
            canvas.text(axis.left - 5, line + 3, self._axis_number(row, total), anchor="end")
        if row.bands is not None:
            self._bands(row, row.bands, axis, top, bottom)
        self._event_lines(events, axis, top, bottom)

        def height(total: int) -> float:
            share = (total - row.bottom) / (row.top - row.bottom)
            return bottom - (bottom - top) * min(1.0, max(0.0, share))

        self._line(row, mark, axis, height)
        return bottom + 5

    def _maximum(self, row: Series) -> Traced | None:
        scale = row.scale
        if scale is None or scale.total_max is None:
            return None
        return self._of.t.reference(f"reference:scales/{scale.id}/total_max", str(scale.total_max))

    def _axis_number(self, row: Series, total: int) -> Traced:
        scale = row.scale
        if scale is not None and scale.total_max is not None:
            return self._of.t.reference(f"reference:scales/{scale.id}", str(total))
        inputs = [f"/scores/{one.id}/total" for one in row.scores]
        return self._of.t.computed("ends of the axis", inputs=inputs, text=str(total))

    def _bands(self, row: Series, bands: BandSet, axis: TimeAxis, top: float, bottom: float) -> None:
        assert row.scale is not None
        for band in bands.bands:
            share = (bottom - top) / (row.top - row.bottom)
            low, high = (
                bottom - share * (band.low - row.bottom),
                bottom - share * (band.high + 1 - row.bottom),
            )
            if band.low > row.bottom:
                self._canvas.line((axis.left, low), (axis.right, low), dash=DOTTED)
            said = self._of.t.reference(
                f"reference:scales/{row.scale.id}/band_sets/{bands.author}",
                f"{band.low}–{band.high} {band.name}",
            )
            self._canvas.text(axis.right + 5, (low + max(high, top)) / 2 + 3, said)

    def _line(self, row: Series, mark: Mark, axis: TimeAxis, height: Height) -> None:
        places = [(axis.x(_middle(one.date)), height(one.total)) for one in row.scores]
        for (one, other), (here, there) in zip(pairwise(row.scores), pairwise(places), strict=True):
            if other.date.first - one.date.last <= _GAP:
                exact = one.date.exact and other.date.exact
                self._canvas.line(here, there, stroke=1.1, dash=() if exact else DASHED)
        for one, (x, y) in zip(row.scores, places, strict=True):
            if not one.date.exact:
                left, right = axis.x(one.date.first), axis.x(one.date.last)
                self._canvas.line((left, y), (right, y), stroke=1.1)
                for end in (left, right):
                    self._canvas.line((end, y - 3), (end, y + 3))
            self._canvas.mark(mark, x, y, open_=not one.date.exact)
        self._values(row, places)

    def _values(self, row: Series, places: list[tuple[float, float]]) -> None:
        """The totals at their marks; ends of the series first, so that they are never the ones left out."""
        order = sorted(range(len(places)), key=lambda at: (at not in (0, len(places) - 1), at))
        floor = max(y for _, y in places)
        for at in order:
            x, y = places[at]
            around = [places[near][1] for near in (at - 1, at + 1) if 0 <= near < len(places)]
            above, below = (x, y - 5.0), (x, y + 11.0)
            first = (above, below) if y <= sum(around) / len(around) or y >= floor else (below, above)
            beside = [(x + dx, y + dy) for dx in (9.0, -9.0) for dy in (-4.0, 8.0)]
            total = self._total(row.scores[at])
            self._unlabelled |= not self._canvas.text_where_free([*first, *beside], total)

    def _total(self, one: Score) -> Traced:
        return self._of.t.case(f"/scores/{one.id}/total", str(one.total))

    def _time(self, axis: TimeAxis, y: float) -> float:
        """The time axis under the last panel."""
        inputs = [f"/scores/{one.id}/date" for row in self._series for one in (row.scores[0], row.scores[-1])]
        y -= 5  # on the lower edge of the last panel
        end = 0.0
        for day, name in axis.ticks():
            x = axis.x(day)
            self._canvas.line((x, y), (x, y + 4))
            left = x - text_width(name) / 2
            if left > end:
                label = self._of.t.computed("time axis", inputs=inputs, text=name)
                self._canvas.text(x, y + 13, label, anchor="middle")
                end = left + text_width(name) + 4
        return y + 15

    def _sessions(self, axis: TimeAxis, y: float) -> float:
        """How many sessions of the running course were given by the day of each score, where they are recorded."""
        given = self._given()
        if not given:
            return y
        self._canvas.text(0, y + 11, "Sessions given by then:")
        row = y + 22
        for day in sorted(given, reverse=True):
            self._canvas.text_where_free([(axis.x(day), row)], given[day])
        return row + 2

    def _given(self) -> dict[date, Traced]:
        """Day of a score -> sessions given through that day; only from the first recorded session on."""
        sessions = running_sessions(self._of.facts)
        days = {one.date.first for row in self._series for one in row.scores if one.date.exact}
        if not sessions or any(not one.date.exact for one in sessions):
            return {}
        found: dict[date, Traced] = {}
        for day in sorted(days):
            count = sum(one.date.first <= day for one in sessions)
            if count:
                found[day] = self._of.t.computed(
                    "sessions of the course through the day of the score",
                    inputs=["/sessions"],
                    text=str(count),
                )
        return found

    def _notes(self, y: float) -> float:
        """What the signs mean, only for signs that are there."""
        said = []
        if self._open:
            said.append("Open mark with a bar: the day is not recorded; the bar spans the days it may be.")
        if any(row.bands for row in self._series):
            said.append("Dotted lines: lower ends of the published severity bands.")
        if self._unlabelled:
            said.append("Some values have no room in this figure.")
        for line in said:
            self._canvas.text(0, y + 11, line)
            y += 11
        return y

    # -- in words --------------------------------------------------------------------------------

    def _alt(self, events: list[Event]) -> Spans:
        given = self._given()
        pieces: list[Piece] = ["Line chart of scores over time. "]
        for row in self._series:
            most = self._maximum(row)
            pieces += [row.name, *((" (maximum ", most, ")") if most else ()), ": "]
            for place, one in enumerate(row.scores):
                day = self._of.t.case(f"/scores/{one.id}/date", wording.us_date(one.date))
                pieces += ["; " if place else "", self._total(one), " on " if one.date.exact else " in ", day]
                if one.date.exact and one.date.first in given:
                    pieces += [" (sessions given: ", given[one.date.first], ")"]
            pieces.append(". ")
        for event in events:
            pieces += [*event.words, ". "]
        return spans_of(*pieces)

    def _table(self) -> Table:
        columns = tuple(Column(spans_of(name), kind="name") for name in ("Instrument", "Date", "Total"))
        rows = [
            (
                spans_of(row.name),
                spans_of(self._of.t.case(f"/scores/{one.id}/date", wording.us_date(one.date))),
                spans_of(self._total(one)),
            )
            for row in self._series
            for one in row.scores
        ]
        return Table(columns, tuple(rows))
