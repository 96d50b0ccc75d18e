"""From boxes to print: every visible box's own appearance is drawn on the page, then the boxes go.

pypdf's own flattening draws the first box's look for all boxes of a field, which ticks the wrong ones; here each
box is drawn with its own, under the rule of the PDF standard (12.5.5) for matrix and box.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from authpack.packets.forms import raw
from authpack.packets.forms.appearances import drawn_state, matrix_of
from authpack.packets.forms.geometry import Matrix, turned

_STACK: Final = re.compile(rb"(?:(?<=[\s>\])])|\A)([qQ])(?=[\s\[(</]|\Z)")


class Page:
    """Adds drawings on top of a page, whatever state its own content leaves behind."""

    def __init__(self, writer: Any, page: Any) -> None:
        self._writer, self._page = writer, page
        self._drawn: list[str] = []
        self._pictures: dict[str, Any] = {}

    def draw(self, picture: Any, matrix: Matrix | Sequence[float]) -> None:
        """Draw a form XObject (a reference) under a matrix."""
        name = f"AuthpackBox{len(self._pictures) + 1}"
        self._pictures[name] = picture
        numbers = " ".join(f"{one:.5f}".rstrip("0").rstrip(".") or "0" for one in matrix)
        self._drawn.append(f"q {numbers} cm /{name} Do Q\n")

    def finish(self) -> None:
        """Write what was drawn into the page."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject

        if not self._drawn:
            return
        resources = DictionaryObject(raw.inherited(self._page, "/Resources") or {})
        pictures = DictionaryObject(raw.got(resources, "/XObject") or {})
        for name, one in self._pictures.items():
            pictures[NameObject(f"/{name}")] = one
        resources[NameObject("/XObject")] = pictures
        self._page[NameObject("/Resources")] = resources
        old, before, after = self._content()
        start = self._stream("q\n" * (1 + before))
        end = self._stream("\nQ" * (1 + after) + "\n" + "".join(self._drawn))
        self._page[NameObject("/Contents")] = ArrayObject([start, *old, end])

    def _content(self) -> tuple[list[Any], int, int]:
        """The page's streams; how many saves they lack, and how many they leave open."""
        contents = self._page.raw_get("/Contents") if "/Contents" in self._page else None
        found = raw.resolved(contents)
        if isinstance(found, list):
            streams = [one for one in found if hasattr(raw.resolved(one), "get_data")]
        else:
            streams = [contents] if hasattr(found, "get_data") else []
        depth = lowest = 0
        for operator in _STACK.findall(b"\n".join(_data(raw.resolved(one)) for one in streams)):
            depth += 1 if operator == b"q" else -1
            lowest = min(lowest, depth)
        return streams, -lowest, depth - lowest

    def _stream(self, text: str) -> Any:
        from pypdf.generic import DecodedStreamObject

        made = DecodedStreamObject()
        made.set_data(text.encode("ascii"))
        return self._writer._add_object(made)


def _data(stream: Any) -> bytes:
    try:
        return bytes(stream.get_data())
    except Exception:
        # A stream that cannot be decoded draws nothing; it is left as it is.
        return b""


def flatten_widgets(writer: Any, pages: Sequence[Page]) -> None:
    """Draw every visible box and take all of them, and the form, out of the file."""
    for place, page in enumerate(writer.pages):
        kept = []
        for one in list(raw.got(page, "/Annots") or []):
            widget = raw.resolved(one)
            if not raw.is_dict(widget) or raw.text(raw.got(widget, "/Subtype")) != "/Widget":
                kept.append(one)
                continue
            picture = visible(widget)
            if picture is not None:
                pages[place].draw(_reference(writer, picture), placed(picture, widget))
        _set_annotations(page, kept)
    root = writer.root_object
    if "/AcroForm" in root:
        del root["/AcroForm"]
    _forget_widgets(root)


def _set_annotations(page: Any, kept: list[Any]) -> None:
    from pypdf.generic import ArrayObject, NameObject

    if kept:
        page[NameObject("/Annots")] = ArrayObject(kept)
    elif "/Annots" in page:
        del page["/Annots"]


def _reference(writer: Any, picture: Any) -> Any:
    return picture.indirect_reference or writer._add_object(picture)


def visible(widget: Any) -> Any:
    """The appearance that is seen on paper; None for a hidden box, and for buttons that do something."""
    bits = raw.whole(raw.got(widget, "/F"))
    if bits & (raw.HIDDEN | raw.NO_VIEW) or raw.kind_of(widget) == "button":
        return None
    state = raw.text(raw.got(widget, "/AS"))[1:]
    return drawn_state(widget, state or "Off")


def placed(picture: Any, widget: Any) -> Matrix:
    """The matrix that puts an appearance into its box (PDF 12.5.5)."""
    target = raw.rect(raw.got(widget, "/Rect")) or (0.0, 0.0, 0.0, 0.0)
    box = raw.rect(raw.got(picture, "/BBox")) or (0.0, 0.0, target[2] - target[0], target[3] - target[1])
    around = turned(matrix_of(picture), box)
    width, height = around[2] - around[0], around[3] - around[1]
    across = (target[2] - target[0]) / width if width > 1e-6 else 1.0
    up = (target[3] - target[1]) / height if height > 1e-6 else 1.0
    return (across, 0, 0, up, target[0] - around[0] * across, target[1] - around[1] * up)


def _forget_widgets(root: Any) -> None:
    """Take the boxes out of the structure tree: what they pointed at is gone."""
    from pypdf.generic import ArrayObject, NameObject

    waiting, seen = [raw.got(root, "/StructTreeRoot")], 0
    while waiting and seen < 200_000:
        element = waiting.pop()
        seen += 1
        if not raw.is_dict(element) or "/K" not in element:
            continue
        kids = element.raw_get("/K")
        listed = list(raw.resolved(kids)) if isinstance(raw.resolved(kids), list) else [kids]
        left = [one for one in listed if raw.text(raw.got(raw.resolved(one), "/Type")) != "/OBJR"]
        if len(left) < len(listed):
            element[NameObject("/K")] = ArrayObject(left)
        waiting += [raw.resolved(one) for one in left if raw.is_dict(raw.resolved(one))]
