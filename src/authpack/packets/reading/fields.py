"""What form fields, stamps and comments show becomes part of the page, before the page is taken over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

_PUSHBUTTON: Final = 1 << 16
_DEEPEST: Final = 40


def flatten(pdf: pikepdf.Pdf, notes: list[str]) -> None:
    """Draw every field and comment into its page (qpdf draws each widget's own look); says what was drawn anew."""
    if not any("/Annots" in page.obj for page in pdf.pages):
        return
    form = dictionary(pdf.Root.get("/AcroForm"))
    ticked = sum(_draw_tick(pdf, widget) for widget in _widgets(pdf))
    if form.get("/NeedAppearances", False) or ticked:
        notes.append(
            "has form fields that state no look; they were drawn anew: compare them with the original"
        )
    if form.get("/NeedAppearances", False):
        pdf.generate_appearance_streams()
    if any(_is_signed(one) for one in items(form.get("/Fields"))):
        notes.append("has a digital signature: what it shows is kept, and can no longer be verified")
    pdf.flatten_annotations("all")


def _widgets(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        for one in items(page.obj.get("/Annots")):
            if dictionary(one).get("/Subtype") == pikepdf.Name.Widget:
                yield one


def _is_signed(field: Any) -> bool:
    """Whether a signature field, or one below this field, holds a signature: an empty one waits for a pen."""
    one = dictionary(field)
    if str(one.get("/FT", "")) == "/Sig":
        return "/V" in one
    return any(_is_signed(kid) for kid in items(one.get("/Kids"))[:500] if kid is not field)


def _draw_tick(pdf: pikepdf.Pdf, widget: Any) -> bool:
    """A look for a ticked box that has none: nobody but Adobe's viewer would show the tick, and qpdf draws only text."""
    if str(_of_field(widget, "/FT")) != "/Btn" or int(_of_field(widget, "/Ff") or 0) & _PUSHBUTTON:
        return False
    state = widget.get("/AS", _of_field(widget, "/V"))
    if not isinstance(state, pikepdf.Name) or state == pikepdf.Name.Off:
        return False
    if "/N" in dictionary(widget.get("/AP")):
        return False
    try:
        left, bottom, right, top = (float(one) for one in widget.Rect)
    except (AttributeError, TypeError, ValueError):
        return False
    width, height = abs(right - left), abs(top - bottom)
    a, b, c, d = 0.2 * width, 0.2 * height, 0.8 * width, 0.8 * height
    lines = f"q 1.2 w {a:.2f} {b:.2f} m {c:.2f} {d:.2f} l {a:.2f} {d:.2f} m {c:.2f} {b:.2f} l S Q"
    look = pdf.make_stream(
        lines.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, width, height]
    )
    widget.AP = pikepdf.Dictionary(N=pikepdf.Dictionary({str(state): look}))
    widget.AS = state
    return True


def _of_field(widget: Any, key: str) -> Any:
    """A key of the widget or of the field above it."""
    one = widget
    for _ in range(_DEEPEST):
        if key in one:
            return one[key]
        one = dictionary(one).get("/Parent")
        if not isinstance(one, pikepdf.Dictionary):
            return None
    return None


def dictionary(value: Any) -> Any:
    """A dictionary of the file, or an empty one where the file has something else."""
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else {}


def items(value: Any) -> list[Any]:
    """An array of the file, or an empty list where the file has something else."""
    return list(value) if isinstance(value, pikepdf.Array) else []
