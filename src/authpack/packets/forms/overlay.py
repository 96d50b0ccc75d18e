"""The text of every box, set by typst with our own embedded font: one page of a small PDF for each drawing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from authpack.documents.writers.style import Style
from authpack.documents.writers.typesetter import TypesetError, typeset
from authpack.errors import DocumentRefused
from authpack.packets.forms.fitting import Fit

_SOURCE: Final = Path(__file__).with_name("overlay.typ")
_TIMESTAMP: Final = 946_684_800


@dataclass(frozen=True, slots=True)
class Drawing:
    """Text on a box of that width and height (points). ``white``: for a dark ground."""

    width: float
    height: float
    fit: Fit
    align: Literal["left", "center", "right"] = "left"
    bold: bool = False
    white: bool = False


def overlay_pdf(drawings: Sequence[Drawing], style: Style) -> bytes:
    """One page for each drawing, in order; equal input gives equal bytes. The fonts must hold every character."""
    payload = {
        "family": style.sans,
        "added": list(style.fonts.added_families),
        "pages": [_page(one) for one in drawings],
    }
    document = json.dumps(payload, ensure_ascii=False).encode()
    try:
        return typeset(_SOURCE, style.font_folders, document, "pdf", pdf_tags=False, timestamp=_TIMESTAMP)
    except TypesetError:
        # Its message may quote the patient's text.
        raise DocumentRefused(
            "The typesetter could not set the form's text.", why="No form was written."
        ) from None


def _page(one: Drawing) -> dict[str, Any]:
    return {
        "width": round(max(one.width, 1), 3),
        "height": round(max(one.height, 1), 3),
        "size": round(one.fit.size, 3),
        "align": one.align,
        "bold": one.bold,
        "white": one.white,
        "lines": [
            {
                "x": round(line.x, 3),
                "y": round(line.baseline, 3),
                "width": round(line.width, 3),
                "text": line.text,
            }
            for line in one.fit.lines
            if line.text
        ],
    }
