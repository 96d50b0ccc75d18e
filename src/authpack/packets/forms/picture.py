"""A numbered picture of each page: the boxes of every field with its number in the list. The work is done in a child."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from authpack.packets.forms.model import FormInfo, Kind
from authpack.packets.sandbox import Work, in_child

SECONDS = 60.0
SCALE: Final = 1.6
LARGEST: Final = 2_200
"""Longest side of a picture in pixels; a larger page is drawn smaller."""
_GRID: Final = 50
_COLORS: Final[dict[Kind, tuple[int, int, int]]] = {
    "text": (0, 70, 190),
    "checkbox": (150, 0, 120),
    "radio": (150, 0, 120),
    "choice": (0, 115, 60),
    "list": (0, 115, 60),
    "signature": (190, 60, 0),
    "button": (110, 110, 110),
}


def form_pictures(content: bytes, info: FormInfo, *, password: str | None = None) -> tuple[bytes, ...]:
    """One PNG for each page. A page without fields gets a grid of points, for placing text by coordinates."""
    boxes = [[one.page, *one.box, field.number, field.kind] for field in info.fields for one in field.widgets]
    sizes = [[sheet.width, sheet.height] for sheet in info.sheets]
    work = Work({"password": password, "boxes": boxes, "sizes": sizes}, (content,))
    return in_child(draw_here, work, what="The form", seconds=SECONDS).files


def draw_here(work: Work) -> Work:
    """The child's part of ``form_pictures``."""
    pypdfium2: Any = import_module("pypdfium2")  # it ships no types

    from authpack.errors import InputError

    try:
        document = pypdfium2.PdfDocument(work.files[0], password=work.data["password"])
        document.init_forms()
    except pypdfium2.PdfiumError:
        raise InputError(
            "The form cannot be drawn.", do="Open it in a viewer, print it to a new PDF."
        ) from None
    return Work(None, tuple(_pictures(document, work.data)))


def _pictures(document: Any, data: Any) -> Iterator[bytes]:
    from PIL import ImageDraw, ImageFont

    for place, (width, height) in enumerate(data["sizes"]):
        scale = min(SCALE, LARGEST / max(width, height))
        image = document[place].render(scale=scale).to_pil().convert("RGB")
        draw = ImageDraw.Draw(image)
        font = ImageFont.load_default(max(9.0, 7.5 * scale))
        boxes = [one for one in data["boxes"] if one[0] == place + 1]
        if not boxes:
            _grid(draw, font, width, height, scale)
        for _, x, y, w, h, number, kind in boxes:
            _box(draw, font, [value * scale for value in (x, y, x + w, y + h)], str(number), _COLORS[kind])
        made = io.BytesIO()
        image.save(made, "PNG", optimize=False)
        yield made.getvalue()


def _box(draw: Any, font: Any, box: list[float], number: str, color: tuple[int, int, int]) -> None:
    draw.rectangle(box, outline=color, width=2)
    left, top, right, bottom = draw.textbbox((0, 0), number, font=font)
    width, height = right - left + 4, bottom - top + 4
    # Small boxes get their number outside, on the left, so that it hides neither the box nor its label.
    small = box[2] - box[0] < 2.5 * width
    x = max(0.0, box[0] - width - 1) if small else box[2] - width
    y = box[1] + (box[3] - box[1] - height) / 2 if small else box[1]
    draw.rectangle([x, y, x + width, y + height], fill=color)
    draw.text((x + 2 - left, y + 2 - top), number, fill="white", font=font)


def _grid(draw: Any, font: Any, width: float, height: float, scale: float) -> None:
    for x in range(0, int(width), _GRID):
        draw.line([x * scale, 0, x * scale, height * scale], fill=(150, 180, 220))
        draw.text((x * scale + 2, 1), str(x), fill=(0, 70, 190), font=font)
    for y in range(_GRID, int(height), _GRID):
        draw.line([0, y * scale, width * scale, y * scale], fill=(150, 180, 220))
        draw.text((2, y * scale + 1), str(y), fill=(0, 70, 190), font=font)
