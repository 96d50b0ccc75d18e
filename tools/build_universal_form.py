"""Draws templates/forms/tms_request.pdf, the universal TMS request form, or checks it with --check.

The printed part is set by typst (tagged, PDF/UA-1); the fields are added to its structure tree, each after its
label, with a tooltip, a place in the tab order and an empty appearance of its own. Same input, same bytes.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from pypdf import PdfReader, PdfWriter  # noqa: E402
from pypdf.generic import (  # noqa: E402
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from authpack.documents.fonts import FontSet  # noqa: E402
from authpack.documents.writers.typesetter import typeset  # noqa: E402
from authpack.packets.forms.appearances import Painter  # noqa: E402
from authpack.textio import load_path  # noqa: E402

TARGET = ROOT / "templates" / "forms" / "tms_request.pdf"
FONTS = ROOT / "templates" / "styles" / "fonts"
LEFT, WIDTH, HEIGHT = 36.0, 540.0, 792.0
LABEL_PT, HEADING_PT, BOX = 7.5, 10.0, 9.0
FIELD_HEIGHT, GAP = 15.0, 6.0
REQUIRED, MULTILINE, RADIO = 1 << 1, 1 << 12, 1 << 15


@dataclass
class Text:
    """A printed text; ``fields`` follow it in the reading order."""

    page: int
    x: float
    y: float
    width: float
    text: str
    size: float = LABEL_PT
    level: int = 0
    bold: bool = False


@dataclass
class FieldBox:
    """A box of a field, from the top left corner; ``export`` for a button."""

    page: int
    name: str
    x: float
    y: float
    width: float
    height: float
    kind: str
    tooltip: str
    required: bool = False
    export: str = ""


Part = Text | FieldBox


class Layout:
    """Places texts and boxes down the pages."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.parts: list[Part] = []
        for page, sheet in enumerate(data["pages"]):
            self.page, self.y = page, 30.0
            if page == 0:
                self._text(data["title"], 15, level=1, bold=True)
                self.y += 20
                self._text(data["subtitle"], 7.5)
                self.y += 15
            for section in sheet["sections"]:
                self._section(section)
            assert self.y < HEIGHT - 24, f"page {page + 1} is too long: {self.y}"
            foot = f"Page {page + 1} of {len(data['pages'])}"
            self.parts.append(
                Text(page, LEFT, HEIGHT - 20, WIDTH, f"Universal TMS request form. {foot}. Confidential.")
            )

    def _text(self, text: str, size: float, level: int = 0, bold: bool = False) -> None:
        self.parts.append(Text(self.page, LEFT, self.y, WIDTH, text, size, level, bold))

    def _label(self, text: str, x: float, width: float, *, bold: bool = False) -> None:
        face = FontSet.load((FONTS,), ("Liberation Sans",)).face(
            "Liberation Sans", "Bold" if bold else "Regular"
        )
        assert face.width(text) * LABEL_PT <= width, f"'{text}' is wider than its cell"
        self.parts.append(Text(self.page, x, self.y, width, text, LABEL_PT, 0, bold))

    def _section(self, section: dict[str, Any]) -> None:
        self._text(section["heading"], HEADING_PT, level=2, bold=True)
        self.y += 16
        if "table" in section:
            self._table(section["table"])
        for row in section.get("rows", []):
            self._row(row)
        self.y += 3

    def _row(self, row: dict[str, Any]) -> None:
        height = float(row.get("height", FIELD_HEIGHT))
        for x, width, cell in across(row["cells"]):
            self._label(cell["label"], x, width)
            top, required = self.y + 8.5, cell.get("required") == "yes"
            if cell.get("kind") == "choice":
                self._choice(cell, x, top, required)
                continue
            kind = cell.get("kind", "text")
            self.parts.append(
                FieldBox(self.page, cell["name"], x, top, width, height, kind, cell["label"], required)
            )
        self.y += 8.5 + height + 3.5

    def _choice(self, cell: dict[str, Any], x: float, top: float, required: bool) -> None:
        for option in cell["options"]:
            tooltip = f"{cell['label']}: {option}"
            box = FieldBox(self.page, cell["name"], x, top + 3, BOX, BOX, "radio", tooltip, required, option)
            self.parts += [box, Text(self.page, x + BOX + 3, top + 4, 60, option, 8)]
            x += BOX + 8 + 4.4 * len(option) + 8

    def _table(self, table: dict[str, Any]) -> None:
        columns, height = list(across(table["columns"], 2.0)), float(table["height"])
        for x, width, column in columns:
            self._label(column["label"], x, width, bold=True)
        self.y += 9
        kind = "lines" if table.get("lines") == "yes" else "text"
        for number in range(1, int(table["rows"]) + 1):
            for x, width, column in columns:
                name = f"{table['prefix']}_{number}_{column['name']}"
                tooltip = f"{table['says']} {number}: {column['label']}"
                self.parts.append(FieldBox(self.page, name, x, self.y, width, height, kind, tooltip))
            self.y += height + 1
        self.y += 4


def across(cells: list[dict[str, Any]], gap: float = GAP) -> Iterator[tuple[float, float, dict[str, Any]]]:
    """Left edge and width of each cell by its share."""
    shares = sum(float(one["w"]) for one in cells)
    room = WIDTH - gap * (len(cells) - 1)
    x = LEFT
    for one in cells:
        width = room * float(one["w"]) / shares
        yield x, width, one
        x += width + gap


def printed(layout: Layout, title: str, pages: int) -> bytes:
    """The printed part, tagged."""
    texts = [one for one in layout.parts if isinstance(one, Text)]
    payload = {
        "title": title,
        "pages": [
            [{k: v for k, v in vars(one).items() if k != "page"} for one in texts if one.page == page]
            for page in range(pages)
        ],
    }
    source = Path(__file__).with_name("universal_form.typ")
    return typeset(
        source, (FONTS,), json.dumps(payload).encode(), "pdf", pdf_standards=["ua-1"], timestamp=946_684_800
    )


class Builder:
    """Adds the fields to the printed part."""

    def __init__(self, base: bytes) -> None:
        self.writer = PdfWriter(clone_from=PdfReader(io.BytesIO(base)))
        self.painter = Painter(self.writer, None)
        root: Any = self.writer.root_object
        self.tree: Any = root["/StructTreeRoot"].get_object()
        self.document = self.tree["/K"][0].get_object()
        self.numbers = self.tree["/ParentTree"].get_object()["/Nums"]
        self.next_key = int(self.tree["/ParentTreeNextKey"])
        self.groups: dict[str, Any] = {}
        self.fields = ArrayObject()

    def build(self, layout: Layout) -> bytes:
        """The whole form."""
        elements = iter(list(self.document["/K"]))
        kids = ArrayObject()
        for one in layout.parts:
            kids.append(next(elements) if isinstance(one, Text) else self._field(one))
        assert next(elements, None) is None
        self.document[NameObject("/K")] = kids
        self.tree[NameObject("/ParentTreeNextKey")] = NumberObject(self.next_key)
        self._form()
        self.writer._ID = ArrayObject(
            [ByteStringObject(b"authpack-request"), ByteStringObject(b"authpack-request")]
        )
        made = io.BytesIO()
        self.writer.write(made)
        return made.getvalue()

    def _form(self) -> None:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        fonts = DictionaryObject({NameObject("/Helv"): self.writer._add_object(font)})
        self.writer.root_object[NameObject("/AcroForm")] = self.writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Fields"): self.fields,
                    NameObject("/DA"): TextStringObject("/Helv 9 Tf 0 g"),
                    NameObject("/DR"): DictionaryObject({NameObject("/Font"): fonts}),
                }
            )
        )

    def _field(self, one: FieldBox) -> Any:
        widget = self._widget(one)
        reference = self.writer._add_object(widget)
        page = self.writer.pages[one.page]
        page.setdefault(NameObject("/Annots"), ArrayObject()).append(reference)
        if one.kind == "radio":
            self._join(one, widget, reference)
        else:
            self.fields.append(reference)
        return self._element(widget, reference, page)

    def _widget(self, one: FieldBox) -> Any:
        bottom = HEIGHT - one.y - one.height
        sides = (one.x, bottom, one.x + one.width, bottom + one.height)
        widget = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/Rect"): ArrayObject([FloatObject(round(side, 2)) for side in sides]),
                NameObject("/F"): NumberObject(4),
                NameObject("/P"): self.writer.pages[one.page].indirect_reference,
                NameObject("/TU"): TextStringObject(one.tooltip),
                NameObject("/MK"): DictionaryObject({NameObject("/BC"): ArrayObject([FloatObject(0.3)])}),
                NameObject("/BS"): DictionaryObject({NameObject("/W"): FloatObject(0.6)}),
            }
        )
        if one.kind == "radio":
            self._dress_button(widget, one)
            return widget
        flags = (REQUIRED if one.required else 0) | (MULTILINE if one.kind == "lines" else 0)
        widget[NameObject("/T")] = TextStringObject(one.name)
        widget[NameObject("/FT")] = NameObject("/Sig" if one.kind == "sign" else "/Tx")
        if flags:
            widget[NameObject("/Ff")] = NumberObject(flags)
        if one.kind != "sign":
            widget[NameObject("/DA")] = TextStringObject("/Helv 9 Tf 0 g")
        widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): self.painter.box(widget, None)})
        return widget

    def _dress_button(self, widget: Any, one: FieldBox) -> None:
        looks: Any = widget["/MK"]
        looks[NameObject("/CA")] = TextStringObject("8")
        state = NameObject(f"/{one.export.replace(' ', '_')}")
        looks = DictionaryObject(
            {state: self.painter.marked(widget), NameObject("/Off"): self.painter.unmarked(widget)}
        )
        widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): looks})
        widget[NameObject("/AS")] = NameObject("/Off")

    def _join(self, one: FieldBox, widget: Any, reference: Any) -> None:
        """A button into its group."""
        if one.name not in self.groups:
            flags = RADIO | (REQUIRED if one.required else 0)
            group = DictionaryObject(
                {
                    NameObject("/T"): TextStringObject(one.name),
                    NameObject("/TU"): TextStringObject(one.tooltip.rpartition(":")[0]),
                    NameObject("/FT"): NameObject("/Btn"),
                    NameObject("/Ff"): NumberObject(flags),
                    NameObject("/Kids"): ArrayObject(),
                }
            )
            self.groups[one.name] = (group, self.writer._add_object(group))
            self.fields.append(self.groups[one.name][1])
        group, holder = self.groups[one.name]
        group[NameObject("/Kids")].append(reference)
        widget[NameObject("/Parent")] = holder

    def _element(self, widget: Any, reference: Any, page: Any) -> Any:
        """The field in the structure tree."""
        widget[NameObject("/StructParent")] = NumberObject(self.next_key)
        content = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/OBJR"),
                NameObject("/Obj"): reference,
                NameObject("/Pg"): page.indirect_reference,
            }
        )
        element = self.writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/StructElem"),
                    NameObject("/S"): NameObject("/Form"),
                    NameObject("/P"): self.document.indirect_reference,
                    NameObject("/Pg"): page.indirect_reference,
                    NameObject("/K"): content,
                }
            )
        )
        self.numbers += [NumberObject(self.next_key), element]
        self.next_key += 1
        return element


def build() -> bytes:
    """The form's bytes."""
    data = load_path(Path(__file__).with_name("universal_form.yaml")).data
    layout = Layout(data)
    return Builder(printed(layout, data["title"], len(data["pages"]))).build(layout)


def main(words: list[str]) -> int:
    """Write, or compare; 1 when the file differs."""
    made = build()
    if "--check" not in words:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_bytes(made)
    elif not TARGET.is_file() or TARGET.read_bytes() != made:
        print("Out of date: templates/forms/tms_request.pdf. Run: python3 dev.py regenerate")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
