"""PDF through typst: tagged (PDF/UA-1, PDF/A-2a), own fonts embedded, the same bytes on every machine.

The blocks reach the fixed ``letter.typ`` as JSON; typst never sees a record's text as source. The compiler
(and its fonts) is made once per process and font folder; a lock lets threads share it.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any, Final

from pydantic_core import to_json

from authpack.documents.blocks import (
    DRAFT_NOTICE,
    LINE_BREAK,
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    SignatureBlock,
    Span,
    Spans,
    Table,
    plain,
)
from authpack.documents.writers.figures import picture_svg, scale_of, svg_of
from authpack.documents.writers.layout import (
    CELL_PADDING,
    Measure,
    breakable,
    column_widths,
    in_order,
    label_width,
    measure,
    row_may_split,
)
from authpack.documents.writers.style import Style
from authpack.documents.writers.typesetter import TypesetError, typeset
from authpack.errors import DocumentRefused

STANDARDS: Final = ("ua-1", "a-2a")
_SOURCE = Path(__file__).with_name("letter.typ")
# A fixed moment (2000-01-01 UTC): a file's date would tell when a patient was seen, and change the bytes.
_TIMESTAMP = 946_684_800


def write_pdf(document: Document, style: Style) -> bytes:
    """The document as PDF bytes: equal input gives equal bytes, in any process and time zone.

    DocumentRefused when a character has no glyph (names script and font to add) or the typesetter cannot
    set the document; neither message holds text of the document.
    """
    style.fonts.require([document.title, *(plain(spans) for _, spans in document.texts())])
    try:
        return typeset(
            _SOURCE,
            style.font_folders,
            to_json(_payload(document, style)),
            "pdf",
            pdf_standards=list(STANDARDS),
            timestamp=_TIMESTAMP,
        )
    except TypesetError:
        raise DocumentRefused(
            "The typesetter could not set this document.",
            why="No PDF was written.",
            do="Write the DOCX to see the document's content, and report the template that was used.",
        ) from None


def _payload(document: Document, style: Style) -> dict[str, Any]:
    writer = _Blocks(style)
    lang, _, region = document.lang.partition("-")
    return {
        "title": document.title,
        "lang": lang,
        "region": region or None,
        "draft": document.draft,
        "numbered": document.numbered,
        "draft_notice": DRAFT_NOTICE,
        "header": [writer.spans(line) for line in document.header],
        "running": writer.spans(document.running),
        "footer": writer.spans(document.footer),
        "description": dict(document.metadata).get("subject"),
        "keywords": [word for word in dict(document.metadata).get("keywords", "").split(", ") if word],
        "blocks": [
            writer.block(block) | {"sticky": sticky, "goes_on": goes_on}
            for block, sticky, goes_on in in_order(document.blocks)
        ],
        "style": _style(style),
    }


def _style(style: Style) -> dict[str, Any]:
    return {
        "serif": style.serif,
        "sans": style.sans,
        "added": list(style.fonts.added_families),
        "page_width": style.page[0],
        "page_height": style.page[1],
        "margin_in": style.margin_in,
        "body_pt": style.body_pt,
        "table_pt": style.table_pt,
        "letterhead_pt": style.letterhead_pt,
        "small_pt": style.small_pt,
        "heading_pt": list(style.heading_pt),
        "cell_padding": CELL_PADDING,
        "letterhead": style.letterhead,
        "accent": style.accent,
        "rule": style.rule,
        "logo": _picture(style.logo),
    }


def _picture(picture: Picture | None) -> dict[str, Any] | None:
    """An image of the practice; its words stand in for it."""
    if picture is None:
        return None
    return {"svg": picture_svg(picture), "width": picture.width, "alt": picture.alt}


def _look(span: Span) -> dict[str, Any] | None:
    """What sets a span apart from plain text; None for a line break, which stands alone."""
    if span.text == LINE_BREAK:
        return None
    look: dict[str, Any] = {}
    if span.bold:
        look["b"] = True
    if span.italic:
        look["i"] = True
    if span.link:
        look["l"] = span.link
    return look


class _Blocks:
    """Blocks as the JSON that letter.typ reads."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._body = measure(style, style.serif, style.body_pt, bold=True)
        self._cell = measure(style, style.sans, style.table_pt)
        self._head = measure(style, style.sans, style.table_pt, bold=True)

    def spans(
        self,
        spans: Spans,
        width: float | None = None,
        measured: Measure | None = None,
        *,
        names: bool = False,
    ) -> list[dict[str, Any] | str] | str:
        """A run of text; words wider than the line get places to break. Plain text is text, not an object with one.

        names: a hyphen is no place to break a drug's name, nor a slash a dose.
        """
        room = self._style.text_width * 0.8 if width is None else width
        measured = measured or self._body
        found: list[dict[str, Any] | str] = []
        for look, run in groupby(spans, key=_look):
            texts = [breakable(span.text, room, measured) for span in run]
            # Where a value came from is no matter here: one look is one text.
            for text in texts if look is None else ["".join(texts)]:
                entry: dict[str, Any] = {**(look or {}), "t": text}
                if names and ("-" in text or "/" in text):
                    entry["whole"] = True
                found.append(entry if len(entry) > 1 else text)
        return found[0] if len(found) == 1 and found[0] != LINE_BREAK and isinstance(found[0], str) else found

    def block(self, block: Block) -> dict[str, Any]:
        """One block."""
        match block:
            case Heading():
                return {"kind": "heading", "level": block.level, "spans": self.spans(block.spans)}
            case Paragraph():
                return {"kind": "paragraph", "style": block.style, "spans": self.spans(block.spans)}
            case BulletList():
                return {"kind": "bullets", "items": self._items(block.items)}
            case NumberedList():
                return {"kind": "numbers", "items": self._items(block.items), "start": block.start}
            case Table():
                return self._table(block)
            case KeyValues():
                return self._key_values(block)
            case Figure():
                return self._figure(block)
            case SignatureBlock():
                return self._signature(block)
            case PageBreak():
                return {"kind": "pagebreak"}
            case Rule():
                return {"kind": "rule"}

    def _items(self, items: tuple[tuple[Block, ...], ...]) -> list[list[dict[str, Any]]]:
        return [[self.block(block) for block in item] for item in items]

    def _key_values(self, block: KeyValues) -> dict[str, Any]:
        width = label_width(block, self._style)
        rest = self._style.text_width - width
        entries = [
            [self.spans(label, width, self._body), self.spans(value, rest, self._body)]
            for label, value in block.entries
        ]
        return {"kind": "keys", "label_width": width, "entries": entries}

    def _figure(self, figure: Figure) -> dict[str, Any]:
        return {
            "kind": "figure",
            "caption": self.spans(figure.caption),
            "svg": svg_of(figure, self._style),
            "width": figure.width * scale_of(figure, self._style),
            "alt": plain(figure.alt),
            "table": self._table(figure.table) if figure.table else None,
        }

    def _signature(self, block: SignatureBlock) -> dict[str, Any]:
        return {
            "kind": "signature",
            "closing": self.spans(block.closing),
            "lines": [self.spans(line) for line in block.lines],
            "image": _picture(block.image),
            "date": self.spans(block.date),
        }

    def _table(self, table: Table) -> dict[str, Any]:
        widths = column_widths(table, self._style)
        rooms = [width - 2 * CELL_PADDING for width in widths]

        def cells(row: tuple[Spans, ...], *, head: bool = False) -> list[Any]:
            return [
                self.spans(
                    cell,
                    room,
                    self._head if head or any(one.bold for one in cell) else self._cell,
                    names=column.kind == "name",
                )
                for cell, room, column in zip(row, rooms, table.columns, strict=True)
            ]

        return {
            "kind": "table",
            "caption": self.spans(table.caption),
            "widths": widths,
            "aligns": [column.align for column in table.columns],
            "header": cells(tuple(column.header for column in table.columns), head=True),
            "rows": [
                {"cells": cells(row), "split": row_may_split(widths, row, self._style)} for row in table.rows
            ],
        }
