"""How text fits into a box: lines, size, places. Nothing is cut: what does not fit at the smallest size says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from authpack.documents.fonts import Face

LARGEST_AUTO_PT: Final = 12.0
"""Where the form leaves the size to the viewer, no text is larger than this."""
_STEP: Final = 0.25
_LINE: Final = 1.15
_TALL: Final = 1.05
"""Height of one line's ink, capitals with marks and descenders, in font sizes."""
_ASCENT, _DESCENT = 0.905, 0.212


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its box (from the left, baseline from the top, width) in points, and its text."""

    x: float
    baseline: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Fit:
    """Text set in a box: font size in points and the lines. ``shrunk``: smaller than the form asks."""

    size: float
    lines: tuple[Line, ...]
    shrunk: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A box to write in. ``size`` 0: as large as fits; ``cells``: a comb; ``longest``: most characters."""

    width: float
    height: float
    size: float = 0.0
    smallest: float = 7.0
    multiline: bool = False
    cells: int | None = None
    longest: int | None = None

    @property
    def padding(self) -> float:
        """Blank space at each side."""
        return 2.0 if min(self.width, self.height) > 10 else 1.0


def fit(text: str, room: Room, face: Face) -> Fit | None:
    """The text in the box at the largest size that fits, None when the smallest does not."""
    if room.longest is not None and len(text) > room.longest:
        return None
    if room.cells is not None:
        return _comb(text, room, face)
    largest = room.size or min(LARGEST_AUTO_PT, max(room.height / _TALL, room.smallest))
    for size in _sizes(max(largest, room.smallest), room.smallest):
        lines = _wrapped(text, size, room, face) if room.multiline else _single(text, size, room, face)
        if lines is not None:
            return Fit(size, lines, shrunk=bool(room.size) and size < room.size)
    return None


def _sizes(largest: float, smallest: float) -> Iterator[float]:
    size = largest
    while size > smallest:
        yield size
        size -= _STEP
    yield smallest


def _single(text: str, size: float, room: Room, face: Face) -> tuple[Line, ...] | None:
    text = " ".join(text.split())
    inner = room.width - 2 * room.padding
    if face.width(text) * size > inner or size * _TALL > room.height:
        return None
    return (Line(room.padding, _middle(size, room.height), inner, text),)


def _middle(size: float, height: float) -> float:
    """The baseline, from the top, of a line in the middle of a box."""
    return (height + (_ASCENT - _DESCENT) * size) / 2


def _wrapped(text: str, size: float, room: Room, face: Face) -> tuple[Line, ...] | None:
    if "\n" not in text and room.height < 2 * _LINE * size and (low := _single(text, size, room, face)):
        # A low box takes one line, wherever its edges are.
        return low
    inner = room.width - 2 * room.padding
    most = int((room.height - 2 * room.padding + (_LINE - _TALL) * size) // (_LINE * size))
    lines: list[str] = []
    for part in text.splitlines() or [""]:
        for line in _broken(part, inner / size, face):
            lines.append(line)
            if len(lines) > most:
                return None
    top = room.padding + _ASCENT * size
    return tuple(
        Line(room.padding, top + place * _LINE * size, inner, line) for place, line in enumerate(lines)
    )


def _broken(text: str, width: float, face: Face) -> Iterator[str]:
    """Lines no wider than ``width`` em; a word wider than that is broken where it must be."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if face.width(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _pieces(word, width, face)
        yield from whole
    yield line


def _pieces(word: str, width: float, face: Face) -> list[str]:
    pieces, piece = [], ""
    for char in word:
        if piece and face.width(piece + char) > width:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]


def _comb(text: str, room: Room, face: Face) -> Fit | None:
    assert room.cells is not None
    text = " ".join(text.split())
    if len(text) > room.cells:
        return None
    cell = room.width / room.cells
    widest = max((face.width(char) for char in text), default=0.5)
    largest = min(room.size or LARGEST_AUTO_PT, room.height / _TALL, cell / max(widest, 0.1))
    if largest < min(room.smallest, room.size or room.smallest):
        return None
    lines = tuple(
        Line(place * cell, _middle(largest, room.height), cell, char)
        for place, char in enumerate(text)
        if char != " "
    )
    return Fit(largest, lines, shrunk=bool(room.size) and largest < room.size)
