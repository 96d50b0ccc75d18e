"""The neutral document: what a template says and both writers write, free of any file format.

Everything is frozen; text stands only in ``Span``. A span holds its trace's id, so that a printed
value can be followed back from the paper to the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

DRAFT_NOTICE = "DRAFT - NOT FOR SUBMISSION"
"""Printed at the top of every page of a draft."""

LINE_BREAK = "\n"
"""The text of a span that is a line break inside a paragraph."""


class Span(NamedTuple):
    """A run of text in one style; ``trace`` is a trace id, or None for the template's own words.

    ``link``: a name that a packet turns into a link to one of its pages (PDF only).
    """

    text: str
    bold: bool = False
    italic: bool = False
    trace: str | None = None
    link: str | None = None


ALTERNATIVE = "alternative text"
IN_PICTURE = "picture"
"""In the place of a text: what a figure says to someone who does not see it, and what is written in it."""

_PICTURED = re.compile(rf", (?:{ALTERNATIVE}|{IN_PICTURE} \d+)\Z")

Spans: TypeAlias = tuple[Span, ...]
Align: TypeAlias = Literal["left", "right", "center"]


class Heading(NamedTuple):
    """A heading of level 1, 2 or 3; the first of a document is level 1 and no level is skipped."""

    level: int
    spans: Spans


class Paragraph(NamedTuple):
    """A paragraph; ``lines`` are set close and ragged (an address), ``quote`` is indented (policy words)."""

    spans: Spans
    style: Literal["body", "lines", "quote"] = "body"


class BulletList(NamedTuple):
    """Items of one or more paragraphs or lists each."""

    items: tuple[tuple[Block, ...], ...]


class NumberedList(NamedTuple):
    """As ``BulletList``, numbered from ``start``; the writers set the numbers."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


class Column(NamedTuple):
    """A table's column.

    ``weight``: relative width, None for one that follows from the text; ``kind`` ``name`` never breaks
    a word (drug names), ``text`` may break a word that is wider than any sensible column.
    """

    header: Spans
    weight: float | None = None
    align: Align = "left"
    kind: Literal["text", "name"] = "text"


class Table(NamedTuple):
    """Rows of cells under a header row that is repeated on each page; every row has a cell per column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Spans, ...], ...]
    caption: Spans = ()


class KeyValues(NamedTuple):
    """Label and value lines: the Re: block of a letter."""

    entries: tuple[tuple[Spans, Spans], ...]


LEAST_STROKE = 0.75
"""Points; a thinner line breaks up on a fax."""
LEAST_TEXT = 8.0
"""Points; smaller text is lost on a fax."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or an area of a figure: points from its top left corner, y downwards, in points.

    ``stroke``: width of the line, 0 for none; ``dash``: lengths of line and gap, in points; ``fill``: black, white (hides
    what lies below) or nothing: a fax turns grey into dots. ``radius`` makes a circle of a single point.
    """

    points: tuple[tuple[float, float], ...]
    closed: bool = False
    stroke: float = LEAST_STROKE
    dash: tuple[float, ...] = ()
    fill: Literal["none", "black", "white"] = "none"
    radius: float | None = None

    def __post_init__(self) -> None:
        if 0 < self.stroke < LEAST_STROKE:
            raise ValueError(f"a line of a figure is thinner than {LEAST_STROKE} pt")


@dataclass(frozen=True, slots=True)
class Label:
    """A text in a figure; ``x`` and ``y`` are the end of its baseline that ``anchor`` names, in points."""

    spans: Spans
    x: float
    y: float
    anchor: Literal["start", "middle", "end"] = "start"
    size: float = 8.5
    bold: bool = False

    def __post_init__(self) -> None:
        if self.size < LEAST_TEXT:
            raise ValueError(f"a text of a figure is smaller than {LEAST_TEXT} pt")


@dataclass(frozen=True, slots=True)
class Figure:
    """A vector picture of ``width`` x ``height`` points, drawn in black, with what it shows in words.

    ``alt`` says the same to someone who does not see it (required by PDF/UA); ``table``: its data, printed under it.
    A picture that is wider than the line is made smaller.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    alt: Spans
    caption: Spans = ()
    table: Table | None = None

    def __post_init__(self) -> None:
        if not plain(self.alt).strip():
            raise ValueError("a figure has no alternative text")


class Picture(NamedTuple):
    """An image file of the practice (a logo, a signature); ``height`` in points.

    ``kind`` is ``png``, ``jpg`` or ``svg``; ``ratio``: width by height.
    """

    data: bytes
    kind: Literal["png", "jpg", "svg"]
    alt: str
    height: float
    ratio: float

    @property
    def width(self) -> float:
        """In points."""
        return self.height * self.ratio


class SignatureBlock(NamedTuple):
    """Closing words, a blank line to sign and date on, and the lines under it; never split by a page.

    ``image`` and ``date`` stand on the line only after the clinician's own act (see ``signing``).
    """

    lines: tuple[Spans, ...]
    closing: Spans = ()
    image: Picture | None = None
    date: Spans = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the page."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | KeyValues
    | Figure
    | SignatureBlock
    | PageBreak
    | Rule
)


class Document(NamedTuple):
    """A whole document.

    ``title`` and ``metadata`` (subject, keywords) go into the file's properties and name no patient;
    ``header`` is the letterhead on page 1, one entry a line; ``running`` the line at the top of the
    following pages; ``footer`` the line at the bottom left of each (page x of y stands at the right);
    ``draft`` prints DRAFT on every page; ``numbered``: whether "Page x of y" is printed (a packet counts its own).
    """

    title: str
    blocks: tuple[Block, ...]
    lang: str = "en-US"
    header: tuple[Spans, ...] = ()
    running: Spans = ()
    footer: Spans = ()
    draft: bool = False
    metadata: tuple[tuple[str, str], ...] = ()
    numbered: bool = True

    def texts(self) -> Iterator[tuple[str, Spans]]:
        """Every run of text with its place (``block 3, row 2``), in reading order."""
        for number, line in enumerate(self.header, 1):
            yield f"letterhead line {number}", line
        for number, block in enumerate(self.blocks, 1):
            yield from block_texts(block, f"block {number}")
        yield "running line", self.running
        yield "footer", self.footer

    def trace_ids(self, *, in_pictures: bool = True) -> tuple[str, ...]:
        """The ids of the traces that are printed, each once, in reading order.

        in_pictures: with those that stand only in a figure's picture, or in the words for who does not see it.
        """
        ids = (
            span.trace
            for place, spans in self.texts()
            if in_pictures or not _PICTURED.search(place)
            for span in spans
            if span.trace
        )
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
        case Figure():
            yield from _figure_texts(block, place)
        case SignatureBlock():
            yield f"{place}, closing", block.closing
            yield f"{place}, date", block.date
            for number, line in enumerate(block.lines, 1):
                yield f"{place}, line {number}", line
        case PageBreak() | Rule():
            return


def _figure_texts(figure: Figure, place: str) -> Iterator[tuple[str, Spans]]:
    yield f"{place}, caption", figure.caption
    yield f"{place}, {ALTERNATIVE}", figure.alt
    for number, label in enumerate(figure.labels, 1):
        yield f"{place}, {IN_PICTURE} {number}", label.spans
    if figure.table is not None:
        yield from _table_texts(figure.table, f"{place}, data")


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
