"""How a box is drawn: ground and border as the form asks, our text or our own mark on it. Used inside the child."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from authpack.packets.forms import raw
from authpack.packets.forms.geometry import turned
from authpack.packets.forms.model import Box

_CURVE: Final = 0.5523
"""Control points of a quarter circle."""


class Painter:
    """Makes form XObjects in one pypdf writer. ``overlay``: the reader of the set texts, one page each."""

    def __init__(self, writer: Any, overlay: Any) -> None:
        self._writer, self._overlay = writer, overlay
        self._texts: dict[int, Any] = {}

    def stream(
        self,
        width: float,
        height: float,
        content: str,
        pictures: dict[str, Any],
        matrix: Sequence[float] = (),
    ) -> Any:
        """A form XObject of that size; ``pictures``: name -> reference of what it draws with Do."""
        from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject

        made = DecodedStreamObject()
        made.set_data(content.encode("ascii"))
        resources = DictionaryObject()
        if pictures:
            resources[NameObject("/XObject")] = DictionaryObject(
                {NameObject(f"/{key}"): one for key, one in pictures.items()}
            )
        made.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject(
                    [FloatObject(0), FloatObject(0), _real(width), _real(height)]
                ),
                NameObject("/Resources"): resources,
            }
        )
        if matrix:
            made[NameObject("/Matrix")] = ArrayObject([_real(one) for one in matrix])
        return self._writer._add_object(made.flate_encode())

    def text(self, place: int) -> Any:
        """The set text on that page of the overlay, as a form XObject."""
        if place not in self._texts:
            from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

            page = self._overlay.pages[place]
            made = DecodedStreamObject()
            contents = page.get_contents()
            made.set_data(contents.get_data() if contents is not None else b"")
            made[NameObject("/Type")] = NameObject("/XObject")
            made[NameObject("/Subtype")] = NameObject("/Form")
            made[NameObject("/BBox")] = ArrayObject([_real(float(one)) for one in page.mediabox])
            made[NameObject("/Resources")] = page["/Resources"].clone(self._writer)
            self._texts[place] = self._writer._add_object(made.flate_encode())
        return self._texts[place]

    def box(self, widget: Any, text: int | None, fills: Sequence[Box] = (), cells: int | None = None) -> Any:
        """The appearance of a text, drop-down or list box: ground, border, marked lines, our text."""
        width, height, matrix = frame(widget)
        marks = "".join(
            f"q 0.85 g 0.4 G 0.5 w {_n(x)} {_n(y)} {_n(w)} {_n(h)} re B Q\n" for x, y, w, h in fills
        )
        words = f"q 0 0 {_n(width)} {_n(height)} re W n /Text Do Q\n" if text is not None else ""
        content = f"{ground(widget, width, height, cells)}/Tx BMC\n{marks}{words}EMC\n"
        return self.stream(
            width, height, content, {"Text": self.text(text)} if text is not None else {}, matrix
        )

    def marked(self, widget: Any) -> Any:
        """The appearance of a ticked box: its own, when that draws itself; else our mark on its empty look."""
        own, off = drawn_state(widget, raw.on_state(widget)), drawn_state(widget, "Off")
        if own is not None and draws_itself(own) and _shows_more(own, off):
            return own.indirect_reference or own
        width, height, matrix = frame(widget)
        under, pictures = "", {}
        if off is not None and draws_itself(off):
            under, pictures = (
                _fitted(off, width, height),
                {"Off": off.indirect_reference or self._writer._add_object(off)},
            )
        else:
            under = ground(widget, width, height, None)
        return self.stream(width, height, under + mark(_style(widget), width, height), pictures, matrix)

    def unmarked(self, widget: Any) -> Any:
        """The appearance of a box that is not ticked."""
        off = drawn_state(widget, "Off")
        if off is not None and draws_itself(off):
            return off.indirect_reference or off
        width, height, matrix = frame(widget)
        return self.stream(width, height, ground(widget, width, height, None), {}, matrix)


def _fitted(form: Any, width: float, height: float) -> str:
    """Draws a stranger's appearance, whatever its box and matrix, into ours."""
    box = raw.rect(raw.got(form, "/BBox")) or (0.0, 0.0, width, height)
    around = turned(matrix_of(form), box)
    across, up = width / max(around[2] - around[0], 0.01), height / max(around[3] - around[1], 0.01)
    return f"q {_n(across)} 0 0 {_n(up)} {_n(-around[0] * across)} {_n(-around[1] * up)} cm /Off Do Q\n"


def matrix_of(form: Any) -> tuple[float, float, float, float, float, float]:
    """A form XObject's matrix; the identity when it has none."""
    numbers = [raw.number(one, float("nan")) for one in raw.items(raw.got(form, "/Matrix"))]
    if len(numbers) != 6 or any(one != one for one in numbers):  # noqa: PLR0124 - NaN
        return (1, 0, 0, 1, 0, 0)
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])


def frame(widget: Any) -> tuple[float, float, tuple[float, ...]]:
    """Width and height of the box in its own direction, and the matrix that turns it as the form asks."""
    box = raw.rect(raw.got(widget, "/Rect")) or (0.0, 0.0, 1.0, 1.0)
    width, height = box[2] - box[0], box[3] - box[1]
    turn = raw.whole(raw.got(raw.got(widget, "/MK"), "/R")) % 360
    if turn == 90:
        return height, width, (0, 1, -1, 0, width, 0)
    if turn == 180:
        return width, height, (-1, 0, 0, -1, width, height)
    if turn == 270:
        return height, width, (0, -1, 1, 0, 0, height)
    return width, height, ()


def drawn_state(widget: Any, state: str | None) -> Any:
    """The appearance stream of a state, None when there is none."""
    normal = raw.got(raw.got(widget, "/AP"), "/N")
    if hasattr(normal, "get_data"):
        return normal
    found = raw.got(normal, f"/{state}") if state is not None else None
    return found if hasattr(found, "get_data") else None


def draws_itself(form: Any) -> bool:
    """Whether an appearance draws the same everywhere: it has a box, and embeds its fonts. It may be empty."""
    try:
        data = form.get_data()
    except Exception:
        return False
    if raw.rect(raw.got(form, "/BBox")) is None or len(data) > 1_000_000:
        return False
    fonts = raw.got(raw.got(form, "/Resources"), "/Font")
    if b"Tf" not in data:
        return True
    return raw.is_dict(fonts) and all(_embedded(raw.got(fonts, name)) for name in fonts)


# Operators that put ink on the page: fill, stroke, text, picture, shading.
_PAINTS = re.compile(rb"(?<![\w/.])(?:[fFsS]|[fBb]\*?|T[jJ]|['\"]|Do|sh|EI)(?![\w.])")


def _shows_more(on: Any, off: Any) -> bool:
    """Whether a ticked box's own look has ink, and other ink than the empty one: some forms leave the tick to the viewer."""
    drawn = on.get_data()
    other = off.get_data() if off is not None and draws_itself(off) else b""
    return bool(_PAINTS.search(drawn)) and drawn.split() != other.split()


def _embedded(font: Any) -> bool:
    inner = raw.items(raw.got(font, "/DescendantFonts"))
    descriptor = raw.got(inner[0] if inner else font, "/FontDescriptor")
    return any(raw.got(descriptor, key) is not None for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def is_dark(widget: Any) -> bool:
    """Whether the box has a dark ground, on which text is white."""
    color = [raw.number(one) for one in raw.items(raw.got(raw.got(widget, "/MK"), "/BG"))]
    if len(color) == 4:
        color = [1 - min(1.0, part + color[3]) for part in color[:3]]
    return bool(color) and sum(color) / len(color) < 0.45


def ground(widget: Any, width: float, height: float, cells: int | None) -> str:
    """Background and border as the form's own settings ask."""
    looks = raw.got(widget, "/MK")
    back, edge = _color(raw.got(looks, "/BG"), "g rg k"), _color(raw.got(looks, "/BC"), "G RG K")
    line, style, dash = _border(widget)
    drawn = f"q {back} 0 0 {_n(width)} {_n(height)} re f Q\n" if back else ""
    if not edge or line <= 0:
        return drawn
    half = line / 2
    path = (
        f"0 {_n(half)} m {_n(width)} {_n(half)} l S"
        if style == "/U"
        else (f"{_n(half)} {_n(half)} {_n(max(width - line, 0))} {_n(max(height - line, 0))} re S")
    )
    between = (
        "".join(
            f" {_n(width * place / cells)} 0 m {_n(width * place / cells)} {_n(height)} l S"
            for place in range(1, cells)
        )
        if cells
        else ""
    )
    return f"{drawn}q {edge} {_n(line)} w {dash}{path}{between} Q\n"


def _border(widget: Any) -> tuple[float, str, str]:
    style = raw.got(widget, "/BS")
    if raw.is_dict(style):
        width = raw.got(style, "/W")
        kind = raw.text(raw.got(style, "/S"))
        return (raw.number(width) if width is not None else 1.0), kind, "[3] 0 d " if kind == "/D" else ""
    sides = [raw.number(one) for one in raw.items(raw.got(widget, "/Border"))[:3]]
    return (sides[2] if len(sides) == 3 else 1.0), "/S", ""


def _color(value: Any, operators: str) -> str:
    parts = [min(max(raw.number(one), 0.0), 1.0) for one in raw.items(value)]
    if len(parts) not in (1, 3, 4):
        return ""
    return " ".join(_n(part) for part in parts) + " " + operators.split()[{1: 0, 3: 1, 4: 2}[len(parts)]]


def _style(widget: Any) -> str:
    """Which mark the form wants (the letter of the dingbat): 4 check, 8 cross, l disc, n square, u diamond."""
    said = raw.text(raw.got(raw.got(widget, "/MK"), "/CA"))[:1]
    return said or ("l" if raw.kind_of(widget) == "radio" else "8")


def mark(style: str, width: float, height: float) -> str:
    """A mark as lines, so that no viewer needs a font for it; bold enough for a fax."""
    side = min(width, height)
    left, bottom = (width - side) / 2, (height - side) / 2

    def at(x: float, y: float) -> str:
        return f"{_n(left + x * side)} {_n(bottom + y * side)}"

    pen = f"q 0 G 0 g {_n(max(side * 0.12, 0.9))} w 1 J 1 j "
    if style == "4":
        return f"{pen}{at(0.22, 0.5)} m {at(0.42, 0.26)} l {at(0.78, 0.76)} l S Q\n"
    if style == "l":
        return f"{pen}{_disc(left + side / 2, bottom + side / 2, side * 0.27)} f Q\n"
    if style == "n":
        return f"{pen}{at(0.25, 0.25)} {_n(side / 2)} {_n(side / 2)} re f Q\n"
    if style == "u":
        return f"{pen}{at(0.5, 0.2)} m {at(0.8, 0.5)} l {at(0.5, 0.8)} l {at(0.2, 0.5)} l f Q\n"
    return f"{pen}{at(0.24, 0.24)} m {at(0.76, 0.76)} l S {at(0.24, 0.76)} m {at(0.76, 0.24)} l S Q\n"


def _disc(x: float, y: float, r: float) -> str:
    c = _CURVE * r
    return (
        f"{_n(x + r)} {_n(y)} m {_n(x + r)} {_n(y + c)} {_n(x + c)} {_n(y + r)} {_n(x)} {_n(y + r)} c "
        f"{_n(x - c)} {_n(y + r)} {_n(x - r)} {_n(y + c)} {_n(x - r)} {_n(y)} c "
        f"{_n(x - r)} {_n(y - c)} {_n(x - c)} {_n(y - r)} {_n(x)} {_n(y - r)} c "
        f"{_n(x + c)} {_n(y - r)} {_n(x + r)} {_n(y - c)} {_n(x + r)} {_n(y)} c"
    )


def _n(value: float) -> str:
    """A number as PDF writes it."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _real(value: float) -> Any:
    from pypdf.generic import FloatObject

    return FloatObject(round(value, 4))
