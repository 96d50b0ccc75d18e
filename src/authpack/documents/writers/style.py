"""The look of a letter (``templates/styles/style.yaml``), one source for the PDF and the DOCX."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from authpack.documents.fonts import FontSet
from authpack.errors import ContentError

PAPERS = {"us-letter": (612.0, 792.0), "a4": (595.28, 841.89)}
"""Width and height in points."""

_NUMBERS = ("margin_in", "body_pt", "table_pt", "letterhead_pt", "small_pt")


@dataclass(frozen=True)
class Style:
    """Sizes in points, the margin in inches, the families, and the fonts at hand."""

    paper: str
    margin_in: float
    serif: str
    sans: str
    body_pt: float
    table_pt: float
    letterhead_pt: float
    small_pt: float
    heading_pt: tuple[float, ...]
    folder: Path
    font_dirs: tuple[Path, ...] = ()

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        return PAPERS[self.paper]

    @property
    def text_width(self) -> float:
        """Width of the text between the margins, in points."""
        return self.page[0] - 144 * self.margin_in

    @property
    def fonts(self) -> FontSet:
        """The faces of ``fonts/`` beside the style, and of the practice's folders."""
        return FontSet.load(self.folder / "fonts", self.font_dirs)


@lru_cache(maxsize=16)
def load_style(folder: Path, font_dirs: tuple[Path, ...] = ()) -> Style:
    """The style of a folder (``style.yaml`` and ``fonts/``) with the practice's own font folders added.

    ContentError names the field that is missing, unknown or no number. Cached for the process.
    """
    raw = yaml.safe_load((folder / "style.yaml").read_text(encoding="utf-8"))
    fields = {*_NUMBERS, "paper", "serif", "sans", "heading_pt"}
    if not isinstance(raw, dict) or raw.keys() != fields:
        wrong = sorted(fields ^ (raw.keys() if isinstance(raw, dict) else set()))
        raise ContentError(f"style.yaml: {', '.join(map(str, wrong))}: missing, or not a known field.")
    if raw["paper"] not in PAPERS:
        raise ContentError(f"style.yaml: paper is not one of {', '.join(PAPERS)}.")
    numbers = {name: _number(raw[name], name) for name in _NUMBERS}
    headings = raw["heading_pt"]
    if not isinstance(headings, list) or len(headings) != 3:
        raise ContentError("style.yaml: heading_pt is not a list of three sizes.")
    return Style(
        paper=raw["paper"],
        serif=str(raw["serif"]),
        sans=str(raw["sans"]),
        heading_pt=tuple(_number(size, "heading_pt") for size in headings),
        folder=folder,
        font_dirs=font_dirs,
        **numbers,
    )


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 72:
        raise ContentError(f"style.yaml: {name} is not a number between 0 and 72.")
    return float(value)
