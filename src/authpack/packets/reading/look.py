"""What stands on a page, as PDFium draws it: its text, a hash of its picture, and blank ground for the stamp."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from authpack.packets.reading.beside import labelled

STAMP_WIDTH: Final = 216.0
"""Points; the longest stamp ("Exhibit AA, page 999 of 999 - packet page 9999 of 9999") is 208 wide at 8 points."""
STAMP_HEIGHT: Final = 13.0
EDGE: Final = 18.0
"""Distance of the stamp from the paper's edge, points: printers and fax machines cut the last quarter inch."""
ROOM: Final = EDGE + STAMP_HEIGHT + 4.0
"""Height of the strip that shrinking a page frees at its foot, points."""
_SCALE = 0.5
_MOST_PIXELS = 900
_BLANK = 215
"""Darkest grey (0 to 255) that still counts as blank ground: a scan's paper is darker than white."""
_EMPTY = 250
_LEGAL = 1.28
_AROUND = 3.0
"""Points around a stamp that are blank too."""
_LEAST_BEYOND = 4
"""Letters outside the page that are worth a word: fewer are a printer's marks."""
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Looked:
    """One page. ``ground``: left end and baseline box of the stamp (x, y), points; None: nowhere is blank."""

    width: float
    height: float
    text: str
    beside: str
    """Lines "label: value" for labels that say whose it is, and whose value does not follow them in the text."""
    beyond: str
    """All of its text, when words lie outside the page: cut off to the eye, and still in the file. Else empty."""
    digest: str
    ground: tuple[float, float] | None
    align: str
    """How the stamp is set in its ground: left, center or right."""
    blank: bool

    def data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "width": self.width,
            "height": self.height,
            "text": self.text,
            "beside": self.beside,
            "beyond": self.beyond,
            "digest": self.digest,
            "ground": self.ground,
            "align": self.align,
            "blank": self.blank,
        }


def stamp_scale(width: float, height: float) -> float:
    """How much larger the stamp is on a large page: 1 up to Legal; beyond, as much as a Letter sheet makes it smaller."""
    short, long = sorted((width, height))
    scale = max(short / 612, long / 792)
    return scale if scale > _LEGAL else 1.0


def pdfium() -> Any:
    """The library pypdfium2, which ships no types."""
    return import_module("pypdfium2")


def look_at(page: Any) -> Looked:
    """Draw one page of pypdfium2 small, and read it."""
    width, height = page.get_size()
    drawn = _Drawn(page, width, height)
    ground, align = _ground(drawn)
    whole = drawn.whole()
    digest = hashlib.sha256(f"{width:.1f} {height:.1f}\n".encode() + whole.tobytes()).hexdigest()
    text, beside, beyond = _texts(page)
    blank = whole.getextrema()[0] >= _EMPTY and drawn.strip(0, height).getextrema()[0] >= _EMPTY
    return Looked(width, height, text, beside, beyond, digest, ground, align, blank)


def _texts(page: Any) -> tuple[str, str, str]:
    words = page.get_textpage()
    seen, everything = words.get_text_bounded(), words.get_text_range()
    more = sum(map(str.isalnum, everything)) - sum(map(str.isalnum, seen)) >= _LEAST_BEYOND
    beside = "\n".join(labelled(words, seen))
    return seen[:_LONGEST_TEXT], beside, everything[:_LONGEST_TEXT] if more else ""


class _Drawn:
    """Pictures of one page, gray.

    Making pictures on it small and smooth takes PDFium twice as long as picking points. The whole page, which only tells
    pages apart, is drawn by picked points where it holds pictures; the strips where a stamp may stand are drawn smoothly,
    so that not the thinnest line is missed.
    """

    def __init__(self, page: Any, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._page = page
        self._scale = min(_SCALE, _MOST_PIXELS / max(width, height, 1))
        self._pictures = next(page.get_objects(filter=(_IMAGE,), max_depth=6), None) is not None
        self._whole: Any = None

    def whole(self) -> Any:
        """The page, all of it."""
        if self._whole is None:
            # In color, then gray: PDFium itself takes twice as long for a gray picture.
            picture = self._page.render(
                scale=self._scale, may_draw_forms=False, no_smoothimage=self._pictures
            )
            self._whole = picture.to_pil().convert("L")
        return self._whole

    def strip(self, bottom: float, top: float) -> Any:
        """The stretch between two heights (points from the foot), smooth."""
        if not self._pictures:
            down = self.whole().height / self.height
            box = (0, (self.height - top) * down, self.whole().width, (self.height - bottom) * down)
            return self.whole().crop(tuple(round(one) for one in box))
        crop = (0, max(bottom, 0), 0, max(self.height - top, 0))
        return self._page.render(scale=self._scale, may_draw_forms=False, crop=crop).to_pil().convert("L")


def _ground(drawn: _Drawn) -> tuple[tuple[float, float] | None, str]:
    """The first blank place: foot of the page before its head, right before center before left."""
    width, height = drawn.width, drawn.height
    scale = stamp_scale(width, height)
    wide, high, edge = STAMP_WIDTH * scale, STAMP_HEIGHT * scale, EDGE * scale
    if width < wide + 2 * edge:
        return None, "center"
    across = {"right": width - edge - wide, "center": (width - wide) / 2, "left": edge}
    for y in (edge, height - edge - high):
        strip = drawn.strip(y - _AROUND, y + high + _AROUND)
        right = strip.width / width
        for align, x in across.items():
            box = (int((x - _AROUND) * right), 0, int((x + wide + _AROUND) * right) + 1, strip.height)
            if strip.crop(box).getextrema()[0] >= _BLANK:
                return (x, y), align
    return None, "center"
