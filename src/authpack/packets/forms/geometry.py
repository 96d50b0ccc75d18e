"""From the page's own space (origin bottom left, before rotation) to the page as it is seen (origin top left)."""

from __future__ import annotations

from authpack.packets.forms.model import Box

Matrix = tuple[float, float, float, float, float, float]


def seen_box(box: Box, area: Box, rotation: int) -> Box:
    """A rectangle (left, bottom, right, top) as left, top, width, height of the seen page."""
    corners = [seen_point(x, y, area, rotation) for x, y in ((box[0], box[1]), (box[2], box[3]))]
    (x0, y0), (x1, y1) = corners
    return (min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def seen_point(x: float, y: float, area: Box, rotation: int) -> tuple[float, float]:
    """A point of the page's own space, from the top left corner of the seen page."""
    left, bottom, right, top = area
    if rotation == 90:
        return y - bottom, x - left
    if rotation == 180:
        return right - x, y - bottom
    if rotation == 270:
        return top - y, right - x
    return x - left, top - y


def seen_size(area: Box, rotation: int) -> tuple[float, float]:
    """Width and height of the page as it is seen."""
    width, height = area[2] - area[0], area[3] - area[1]
    return (height, width) if rotation in (90, 270) else (width, height)


def stamp_matrix(area: Box, rotation: int) -> Matrix:
    """Draws a picture of the seen page's size (origin bottom left) upright on the page's own space."""
    left, bottom, right, top = area
    if rotation == 90:
        return (0, 1, -1, 0, right, bottom)
    if rotation == 180:
        return (-1, 0, 0, -1, right, top)
    if rotation == 270:
        return (0, -1, 1, 0, left, top)
    return (1, 0, 0, 1, left, bottom)


def turned(matrix: Matrix, box: Box) -> Box:
    """The upright rectangle (left, bottom, right, top) around a rectangle under a matrix."""
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))
