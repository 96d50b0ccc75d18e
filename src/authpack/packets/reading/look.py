"""What stands on a page, as PDFium draws it: its text, a hash of its picture, and blank ground for the stamp."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

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
_LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Looked:
    """One page. ``ground``: left end and baseline box of the stamp (x, y), points; None: nowhere is blank."""

    width: float
    height: float
    text: str
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
            "digest": self.digest,
            "ground": self.ground,
            "align": self.align,
            "blank": self.blank,
        }


def pdfium() -> Any:
    """The library pypdfium2, which ships no types."""
    return import_module("pypdfium2")


def look_at(page: Any) -> Looked:
    """Draw one page of pypdfium2 small, and read it."""
    width, height = page.get_size()
    scale = min(_SCALE, _MOST_PIXELS / max(width, height, 1))
    # In color, then grey: PDFium itself takes twice as long for a grey picture.
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("L")
    text = page.get_textpage().get_text_bounded()[:_LONGEST_TEXT]
    ground, align = _ground(picture, width, height)
    digest = hashlib.sha256(f"{width:.1f} {height:.1f}\n".encode() + picture.tobytes()).hexdigest()
    return Looked(width, height, text, digest, ground, align, picture.getextrema()[0] >= _EMPTY)


def _ground(picture: Any, width: float, height: float) -> tuple[tuple[float, float] | None, str]:
    """The first blank place: foot of the page before its head, right before center before left."""
    if width < STAMP_WIDTH + 2 * EDGE:
        return None, "center"
    across = {
        "right": width - EDGE - STAMP_WIDTH,
        "center": (width - STAMP_WIDTH) / 2,
        "left": EDGE,
    }
    down, right = picture.height / height, picture.width / width
    for y in (EDGE, height - EDGE - STAMP_HEIGHT):
        for align, x in across.items():
            box = (
                int((x - 3) * right),
                int((height - y - STAMP_HEIGHT - 3) * down),
                int((x + STAMP_WIDTH + 3) * right) + 1,
                int((height - y + 3) * down) + 1,
            )
            if picture.crop(box).getextrema()[0] >= _BLANK:
                return (x, y), align
    return None, "center"
