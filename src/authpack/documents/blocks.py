"""The neutral document: what a template says and both writers write, free of any file format.

Everything is frozen; text stands only in ``Span``. A span holds its trace's id, so that a printed
value can be followed back from the paper to the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

DRAFT_NOTICE = "DRAFT - NOT FOR SUBMISSION"
"""Printed at the top of every page of a draft."""

LINE_BREAK = "\n"
"""The text of a span that is a line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; ``trace`` is a trace id, or None for the template's own words."""

    text: str
    bold: bool = False
    italic: bool = False
    trace: str | None = None


Spans: TypeAlias = tuple[Span, ...]
Align: TypeAlias = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3; the first of a document is level 1 and no level is skipped."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``lines`` are set close and ragged (an address), ``quote`` is indented (policy words)."""

    spans: Spans
    style: Literal["body", "lines", "quote"] = "body"


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items of one or more paragraphs or lists each."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """As ``BulletList``, numbered from ``start``; the writers set the numbers."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column.

    ``weight``: relative width, None for one that follows from the text; ``kind`` ``name`` never breaks
    a word (drug names), ``text`` may break a word that is wider than any sensible column.
    """

    header: Spans
    weight: float | None = None
    align: Align = "left"
    kind: Literal["text", "name"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header row that is repeated on each page; every row has a cell per column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Spans, ...], ...]
    caption: Spans = ()


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Label and value lines: the Re: block of a letter."""

    entries: tuple[tuple[Spans, Spans], ...]


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Closing words, a blank line to sign and date on, and the lines under it; never split by a page."""

    lines: tuple[Spans, ...]
    closing: Spans = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the page."""


Block: TypeAlias = (
    Heading | Paragraph | BulletList | NumberedList | Table | KeyValues | SignatureBlock | PageBreak | Rule
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    ``title`` and ``metadata`` (subject, keywords) go into the file's properties and name no patient;
    ``header`` is the letterhead on page 1, one entry a line; ``running`` the line at the top of the
    following pages; ``footer`` the line at the bottom left of each (page x of y stands at the right);
    ``draft`` prints DRAFT on every page.
    """

    title: str
    blocks: tuple[Block, ...]
    lang: str = "en-US"
    header: tuple[Spans, ...] = ()
    running: Spans = ()
    footer: Spans = ()
    draft: bool = False
    metadata: tuple[tuple[str, str], ...] = field(default=())

    def texts(self) -> Iterator[tuple[str, Spans]]:
        """Every run of text with its place (``block 3, row 2``), in reading order."""
        for number, line in enumerate(self.header, 1):
            yield f"letterhead line {number}", line
        for number, block in enumerate(self.blocks, 1):
            yield from block_texts(block, f"block {number}")
        yield "running line", self.running
        yield "footer", self.footer

    def trace_ids(self) -> tuple[str, ...]:
        """The ids of the traces that are printed, each once, in reading order."""
        ids = (span.trace for _, spans in self.texts() for span in spans if span.trace)
        return tuple(dict.fromkeys(ids))


def block_texts(block: Block, place: str) -> Iterator[tuple[str, Spans]]:
    """The runs of text of one block, each with its place."""
    match block:
        case Heading() | Paragraph():
            yield place, block.spans
        case BulletList() | NumberedList():
            for number, item in enumerate(block.items, 1):
                for inner in item:
                    yield from block_texts(inner, f"{place}, item {number}")
        case Table():
            yield from _table_texts(block, place)
        case KeyValues():
            for number, (label, value) in enumerate(block.entries, 1):
                yield f"{place}, label {number}", label
                yield f"{place}, value {number}", value
        case SignatureBlock():
            yield f"{place}, closing", block.closing
            for number, line in enumerate(block.lines, 1):
                yield f"{place}, line {number}", line
        case PageBreak() | Rule():
            return


def _table_texts(table: Table, place: str) -> Iterator[tuple[str, Spans]]:
    yield f"{place}, caption", table.caption
    for column in table.columns:
        yield f"{place}, header row", column.header
    for number, row in enumerate(table.rows, 1):
        for cell in row:
            yield f"{place}, row {number}", cell


def plain(spans: Spans) -> str:
    """The words of a run of text, line breaks as spaces."""
    return "".join(span.text for span in spans).replace(LINE_BREAK, " ")
