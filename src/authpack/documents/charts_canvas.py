"""What the charts draw with: a canvas of lines, marks and traced labels, black on white, and a time axis.

Everything is made for a fax: black lines of 0.75 pt and more, shapes and dashes in place of shades, text of 8 pt and more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from authpack.documents.blocks import LEAST_STROKE, Label, Shape, Span, Spans
from authpack.documents.trace import Traced
from authpack.documents.wording import MONTHS
from authpack.domain.dates import add_months

WIDTH: Final = 440.0
"""Points; fits between margins of one inch on letter and A4 paper."""
SIZE: Final = 8.5
"""Points, of every text in a chart."""
_CAP: Final = 0.72 * SIZE

Piece = str | Traced
Mark = Literal["circle", "square", "triangle", "diamond"]
MARKS: Final[tuple[Mark, ...]] = ("circle", "square", "triangle", "diamond")
DOTTED: Final = (0.75, 2.5)
DASHED: Final = (4.0, 2.5)

# Widths in em of a sans face, on the wide side: a chart is laid out before its font is chosen.
_NARROW: Final = frozenset("iljtf.,:;|!'()[] -I/r")
_WIDE: Final = frozenset("mwMWABCDEFGHKLNOPQRSTUVXYZ&%@")


def text_width(text: str, size: float = SIZE) -> float:
    """About how wide a text is, points; rather too much than too little."""
    return size * sum(0.36 if c in _NARROW else 0.8 if c in _WIDE else 0.58 for c in text)


def spans_of(*pieces: Piece) -> Spans:
    """Words and traced values as a run of text."""
    return tuple(
        Span(piece.plain, trace=piece.trace.id) if isinstance(piece, Traced) else Span(piece)
        for piece in pieces
        if piece
    )


def words(*pieces: Piece) -> str:
    """The same as plain text, for measuring."""
    return "".join(piece.plain if isinstance(piece, Traced) else piece for piece in pieces)


@dataclass(slots=True)
class Box:
    """A rectangle that is taken: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(slots=True)
class Canvas:
    """Shapes and labels as they are drawn, in order."""

    shapes: list[Shape] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    def line(
        self, *points: tuple[float, float], stroke: float = LEAST_STROKE, dash: tuple[float, ...] = ()
    ) -> None:
        """A line through points."""
        self.shapes.append(Shape(points, stroke=stroke, dash=dash))

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        *,
        fill: Literal["black", "white"] = "white",
    ) -> None:
        """A rectangle with an outline."""
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        self.shapes.append(Shape(corners, closed=True, fill=fill))

    def hatched(self, left: float, top: float, right: float, bottom: float) -> None:
        """A rectangle of slanted lines: a time that may or may not belong to what is drawn."""
        self.box(left, top, right, bottom)
        high, step, at = bottom - top, 5.0, left
        while at < right:
            start, end = max(left, at), min(right, at + high)
            if end - start > 0.5:
                self.line((start, bottom - (start - at)), (end, bottom - (end - at)))
            at += step

    def arrow(self, x: float, y: float, *, half: float = 3.5) -> None:
        """A solid arrowhead that points right, its tip at ``x`` + twice ``half``."""
        self.shapes.append(
            Shape(((x, y - half), (x + 2 * half, y), (x, y + half)), closed=True, fill="black")
        )

    def mark(self, kind: Mark, x: float, y: float, *, open_: bool = False) -> None:
        """A point of a series; an open one stands for a day that is not known exactly."""
        fill: Literal["black", "white"] = "white" if open_ else "black"
        outline = _OUTLINES.get(kind)
        if outline is None:
            self.shapes.append(Shape(((x, y),), fill=fill, radius=2.8))
        else:
            points = tuple((x + dx, y + dy) for dx, dy in outline)
            self.shapes.append(Shape(points, closed=True, fill=fill))
        self.taken.append(Box(x - 3, y - 3, x + 3, y + 3))

    def text(
        self,
        x: float,
        y: float,
        *pieces: Piece,
        anchor: Literal["start", "middle", "end"] = "start",
        bold: bool = False,
    ) -> None:
        """A label with its baseline at ``y``."""
        self.labels.append(Label(spans_of(*pieces), x, y, anchor, SIZE, bold))
        self.taken.append(self._around(x, y, words(*pieces), anchor))

    def text_where_free(self, places: Sequence[tuple[float, float]], *pieces: Piece) -> bool:
        """A centered label at the first place where nothing else stands; False when there is none."""
        for x, y in places:
            around = self._around(x, y, words(*pieces), "middle")
            if not any(around.meets(one) for one in self.taken):
                self._clear(around)
                self.text(x, y, *pieces, anchor="middle")
                return True
        return False

    def _clear(self, box: Box) -> None:
        """White under a label, so that no line runs through it."""
        corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
        self.shapes.append(Shape(corners, closed=True, stroke=0, fill="white"))

    @staticmethod
    def _around(x: float, y: float, text: str, anchor: str) -> Box:
        width = text_width(text)
        left = x - width / 2 if anchor == "middle" else x - width if anchor == "end" else x
        return Box(left - 1, y - _CAP, left + width + 1, y + 1)


_OUTLINES: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "square": ((-2.5, -2.5), (2.5, -2.5), (2.5, 2.5), (-2.5, 2.5)),
    "triangle": ((0, -3.4), (3.2, 2.4), (-3.2, 2.4)),
    "diamond": ((0, -3.6), (3.6, 0), (0, 3.6), (-3.6, 0)),
}


class TimeAxis(NamedTuple):
    """Days along the chart from ``left`` to ``right``, in proportion: equal distances are equal times."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands, points."""
        days = max(1, (self.last - self.first).days)
        share = (day - self.first).days / days
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))

    def ticks(self) -> Iterator[tuple[date, str]]:
        """Days to mark and what to call them: days, months or years, as far apart as their names need."""
        days = max(1, (self.last - self.first).days)
        per_day = (self.right - self.left) / days
        for step in (7, 14, 28):
            if per_day * step > 52 and days <= 150:
                yield from self._days(step)
                return
        for months in (1, 2, 3, 6):
            if per_day * 30 * months > 44:
                yield from self._months(months)
                return
        yield from self._months(next((m for m in (12, 24, 60) if per_day * 30 * m > 28), 120))

    def _days(self, step: int) -> Iterator[tuple[date, str]]:
        day = self.first
        while day <= self.last:
            yield day, f"{day:%m/%d/%Y}"
            day += timedelta(days=step)

    def _months(self, step: int) -> Iterator[tuple[date, str]]:
        years = max(1, step // 12)
        month = date(self.first.year // years * years, 1, 1)
        while month <= self.last:
            if month >= self.first:
                name = str(month.year) if step >= 12 else f"{MONTHS[month.month - 1][:3]} {month.year}"
                yield month, name
            month = add_months(month, step)
