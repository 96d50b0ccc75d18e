"""Where a page's content goes on the page that is sent: upright, of a size that prints, with room for the stamp."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

LETTER: Final = (612.0, 792.0)
LEDGER: Final = (792.0, 1224.0)
LEAST_SIDE: Final = 270.0
"""A page with a shorter side than this (3.75 inches) is put on a Letter sheet: the stamp must fit."""
MOST_SHORT, MOST_LONG = 1224.0, 1728.0
"""A page larger than this (17 x 24 inches) is made smaller, to 11 x 17 inches: no payer prints it, no viewer likes it."""
_MARGIN = 36.0
_FARTHEST = 1e6

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be sent: its size in points, and the matrix that puts the content on it."""

    width: float
    height: float
    matrix: Matrix
    change: str = ""
    """How the page was changed, in words; empty when it keeps its size."""


def box_of(value: Any) -> Box | None:
    """A rectangle of a PDF with its corners in order; None for one that makes no sense."""
    try:
        numbers = [float(one) for one in value]
    except (TypeError, ValueError, ArithmeticError):
        return None
    if len(numbers) != 4 or not all(math.isfinite(one) and abs(one) <= _FARTHEST for one in numbers):
        return None
    left, right = sorted((numbers[0], numbers[2]))
    bottom, top = sorted((numbers[1], numbers[3]))
    return (left, bottom, right, top) if right - left >= 1 and top - bottom >= 1 else None


def visible(media: Box | None, crop: Box | None) -> Box:
    """What a viewer shows: the crop box inside the media box; Letter when neither makes sense."""
    media = media or (0.0, 0.0, *LETTER)
    if crop is None:
        return media
    inside = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return inside if inside[2] - inside[0] >= 1 and inside[3] - inside[1] >= 1 else media


def sheet_for(box: Box, rotate: int, unit: float) -> Sheet:
    """The page for a visible box, turned clockwise by ``rotate`` degrees, ``unit`` points a user unit."""
    unit = unit if math.isfinite(unit) and 0 < unit <= 75_000 else 1.0
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    turned = _turned(rotate % 360, width, height)
    upright = (height, width) if rotate % 180 else (width, height)
    base = _times((unit, 0, 0, unit, -box[0] * unit, -box[1] * unit), turned)
    return _fitted(upright, base)


def _turned(rotate: int, width: float, height: float) -> Matrix:
    return {
        90: (0.0, -1.0, 1.0, 0.0, 0.0, width),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, 1.0, -1.0, 0.0, height, 0.0),
    }.get(rotate, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def _fitted(size: tuple[float, float], base: Matrix) -> Sheet:
    short, long = sorted(size)
    if short >= LEAST_SIDE and short <= MOST_SHORT and long <= MOST_LONG:
        return Sheet(*size, base)
    large = short > MOST_SHORT or long > MOST_LONG
    paper = _as_wide(LEDGER if large else LETTER, size)
    # A long strip is made smaller and stands on a sheet, since its short side could not hold the stamp.
    room = (paper[0] - 2 * _MARGIN, paper[1] - 2 * _MARGIN)
    scale = min(room[0] / size[0], room[1] / size[1], 1.0)
    moved = ((paper[0] - size[0] * scale) / 2, paper[1] - _MARGIN - size[1] * scale)
    matrix = _times(base, (scale, 0, 0, scale, *moved))
    was = f"{size[0] / 72:.0f} x {size[1] / 72:.0f} inches" if large else "smaller than 3.75 inches on a side"
    done = "made smaller" if scale < 1 else "put on a Letter sheet"
    return Sheet(*paper, matrix, f"was {was}, and was {done}")


def _as_wide(paper: tuple[float, float], size: tuple[float, float]) -> tuple[float, float]:
    return (paper[1], paper[0]) if size[0] > size[1] else paper


def _times(first: Sequence[float], then: Sequence[float]) -> Matrix:
    """One matrix for both, ``first`` applied first (PDF's row vectors)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
