"""The addendum: what did not fit into the form's boxes, item by item, each with the name of its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from authpack.documents.blocks import Block, Column, Document, Heading, KeyValues, Paragraph, Span, Table
from authpack.documents.trace import Traced
from authpack.documents.writers.pdf import write_pdf
from authpack.documents.writers.style import Style


@dataclass(frozen=True, slots=True)
class Item:
    """One item. ``place``: where it belongs; ``text``, or a table with ``labels`` over ``rows``."""

    number: int
    place: str
    text: str = ""
    labels: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def addendum_pdf(
    title: str,
    items: Sequence[Item],
    identity: Sequence[tuple[str, Traced]],
    style: Style,
    *,
    draft: bool,
    notice: str,
) -> bytes:
    """The pages of the addendum; b"" when there is nothing to say. ``identity``: label and value."""
    if not items:
        return b""
    heading = f"Addendum to: {title}"
    blocks: list[Block] = [Heading(1, (Span(heading),))]
    blocks += [Paragraph((Span(notice, italic=True),))] if notice else []
    entries = tuple(((Span(f"{label}:"),), (Span(text.plain),)) for label, text in identity)
    blocks += [KeyValues(entries)] if entries else []
    for item in items:
        blocks += [Heading(2, (Span(f"Item {item.number}: {item.place}"),)), *_said(item)]
    running = ", ".join([heading, *(text.plain for _, text in identity)])
    document = Document(
        title=heading,
        blocks=tuple(blocks),
        running=(Span(running),),
        footer=(Span("Confidential health information"),),
        draft=draft,
    )
    return write_pdf(document, style)


def _said(item: Item) -> list[Block]:
    if not item.rows:
        return [Paragraph((Span(line),)) for line in item.text.splitlines() if line]
    columns = tuple(Column((Span(label),)) for label in item.labels)
    return [
        Table(columns, tuple(tuple((Span(cell or "not recorded"),) for cell in row) for row in item.rows))
    ]
