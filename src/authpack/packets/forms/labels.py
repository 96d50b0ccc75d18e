"""The words printed beside each box, found on the page. Used inside the child."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Final

from authpack.packets.forms.geometry import seen_box
from authpack.packets.forms.model import Box, FormField, FormInfo, Widget

MOST_RUNS: Final = 4_000
"""Runs of text read on one page; a page with more is no form."""
FAR_LEFT, FAR_ABOVE, FAR_RIGHT = 220.0, 16.0, 60.0
"""How far a label may stand from its box, in points."""
LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Run:
    """A run of printed text: left, top, right, bottom on the seen page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


def labelled(content: bytes, password: str | None, info: FormInfo) -> FormInfo:
    """The form with the label of every box; without labels when the page's text cannot be read."""
    pypdfium2: Any = import_module("pypdfium2")  # it ships no types

    try:
        document = pypdfium2.PdfDocument(content, password=password)
    except pypdfium2.PdfiumError:
        return info
    runs: dict[int, list[Run]] = {}
    for place in range(min(len(document), len(info.sheets))):
        with contextlib.suppress(pypdfium2.PdfiumError):
            runs[place + 1] = _runs(document[place], info.sheets[place].rotation)
    return replace(info, fields=tuple(_labelled(one, info.fields, runs) for one in info.fields))


def _runs(page: Any, rotation: int) -> list[Run]:
    media, crop = page.get_mediabox(), page.get_cropbox()
    area: Box = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    words = page.get_textpage()
    found = []
    for place in range(min(words.count_rects(), MOST_RUNS)):
        box = words.get_rect(place)
        said = " ".join(words.get_text_bounded(*box).replace("\ufffe", "-").split())
        if said:
            left, top, width, height = seen_box(box, area, rotation)
            found.append(Run(left, top, left + width, top + height, said))
    return found


def _labelled(one: FormField, others: Sequence[FormField], runs: dict[int, list[Run]]) -> FormField:
    boxes = {
        page: [box.box for other in others for box in other.widgets if box.page == page] for page in one.pages
    }
    widgets = tuple(
        replace(box, label=_label(box, one.kind, runs.get(box.page, []), boxes[box.page]))
        for box in one.widgets
    )
    first = min(one.widgets, key=lambda box: (box.page, round(box.box[1] / 8), box.box[0]))
    asks = len(one.widgets) > 1 and one.kind in ("checkbox", "radio")
    question = _left(first.box, runs.get(first.page, []), boxes[first.page]) if asks else ""
    return replace(one, widgets=widgets, question=question.strip(" :_.*")[:LONGEST])


def _label(box: Widget, kind: str, runs: list[Run], boxes: list[Box]) -> str:
    ways = (_right, _left, _above) if kind in ("checkbox", "radio") else (_inside, _left, _above, _right)
    found = [way(box.box, runs, boxes) for way in ways]
    near = [said for said in found if said]
    if kind not in ("checkbox", "radio"):
        above, left = found[2], found[1]
        # A label above and one far to the left: a row's heading names the row, not the box.
        near = [said for said in (found[0], left, above, found[3]) if said]
    return near[0].strip(" :_.*")[:LONGEST] if near else ""


def _between(left: float, right: float, middle: float, boxes: list[Box]) -> bool:
    """Whether another box stands between, on the same line."""
    return any(left <= one[0] + one[2] / 2 <= right and one[1] <= middle <= one[1] + one[3] for one in boxes)


def _inside(box: Box, runs: list[Run], _boxes: list[Box]) -> str:
    """Small print inside the box, at its top."""
    left, top, width, height = box
    near = [
        one
        for one in runs
        if left - 2 <= one.left
        and one.right <= left + width + 2
        and top - 3 <= one.top
        and one.bottom <= top + height
    ]
    return near[0].text if near else ""


def _left(box: Box, runs: list[Run], boxes: list[Box]) -> str:
    left, top, _, height = box
    near = [
        one
        for one in runs
        if top - 3 <= one.middle <= top + height + 3
        and left - FAR_LEFT <= one.right <= left + 3
        and not _between(one.right, left - 0.5, top + height / 2, boxes)
    ]
    return max(near, key=lambda one: one.right).text if near else ""


def _right(box: Box, runs: list[Run], boxes: list[Box]) -> str:
    left, top, width, height = box
    near = sorted(
        (
            one
            for one in runs
            if top - 3 <= one.middle <= top + height + 3
            and left + width - 3 <= one.left <= left + width + FAR_RIGHT
            and not _between(left + width + 0.5, one.left, top + height / 2, boxes)
        ),
        key=lambda one: one.left,
    )
    said, end = "", 0.0
    for one in near:
        # The words of one label stand close; a wider gap begins the next thing.
        if said and (one.left - end > 8 or _between(end, one.left, top + height / 2, boxes)):
            break
        said, end = f"{said} {one.text}".strip(), one.right
    return said


def _above(box: Box, runs: list[Run], boxes: list[Box]) -> str:
    left, top, width, _ = box
    near = [
        one
        for one in runs
        if top - FAR_ABOVE <= one.bottom <= top + 3
        and one.left <= left + width
        and one.right >= left
        and one.left >= left - FAR_LEFT
        and not any(
            other[1] + other[3] < top and other[1] > one.bottom and other[0] <= left <= other[0] + other[2]
            for other in boxes
        )
    ]
    return max(near, key=lambda one: (round(one.bottom), -abs(one.left - left))).text if near else ""
