"""Widths that both writers share, computed from the fonts' own advance widths (points)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from math import ceil

from authpack.documents.blocks import (
    Block,
    BulletList,
    Column,
    Figure,
    KeyValues,
    NumberedList,
    Paragraph,
    SignatureBlock,
    Spans,
    Table,
    plain,
)
from authpack.documents.writers.style import Style

CELL_PADDING = 4.0
"""Space left and right of a cell's text, points."""

_SLACK = 1.02  # Word and typst round differently; a word must fit in both.
_TEXT_WORD_CAP = 110.0  # A wider word in a 'text' column may be broken.
_LEAST_SHARE = 0.6  # Of its widest word, what a text column keeps before a column of names gives way.
_LONG_ROW_LINES = 20  # A taller row may be split by a page end, or it could not be printed at all.

Measure = Callable[[str], float]


def measure(style: Style, family: str, size: float, *, bold: bool = False) -> Measure:
    """A function from text to its width in points, kerning left out."""
    face = style.fonts.face(family, "Bold" if bold else "Regular")
    scale = size * _SLACK
    return lambda text: face.width(text) * scale


def column_widths(table: Table, style: Style) -> list[float]:
    """A width in points for each column; they fill the line.

    No column is narrower than its longest word (in a text column: up to a cap), so a drug name is never
    broken; above that the widths follow the weights, or the text where no weight is given.
    """
    regular = measure(style, style.sans, style.table_pt)
    bold = measure(style, style.sans, style.table_pt, bold=True)
    padding = 2 * CELL_PADDING
    least: list[float] = []
    wish: list[float] = []
    for index, column in enumerate(table.columns):
        texts = [plain(row[index]) for row in table.rows]
        strong = any(span.bold for row in table.rows for span in row[index])
        least.append(_longest_word(column, texts, bold if strong else regular, bold) + padding)
        wish.append(column.weight or _natural(column, texts, regular))
    names = [column.kind == "name" for column in table.columns]
    return _share(least, wish, style.text_width, names)


def row_may_split(widths: Sequence[float], row: Sequence[Spans], style: Style) -> bool:
    """Whether a row is so tall that keeping it on one page could leave it off every page."""
    regular = measure(style, style.sans, style.table_pt)
    lines = (
        ceil(1.2 * regular(plain(cell)) / max(width - 2 * CELL_PADDING, 1.0))
        for cell, width in zip(row, widths, strict=True)
    )
    return max(lines, default=1) > _LONG_ROW_LINES


def in_order(blocks: Sequence[Block]) -> list[tuple[Block, bool, bool]]:
    """The blocks with two flags: it stays on the page of what follows; it goes on with the list before it.

    The last item of a list that ends before a signature is taken off, so that it can stay with the signature.
    """
    found: list[tuple[Block, bool, bool]] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        signed = isinstance(following, SignatureBlock)
        if signed and isinstance(block, BulletList | NumberedList) and len(block.items) > 1:
            last = len(block.items) - 1
            end = block._replace(items=block.items[last:])
            if isinstance(end, NumberedList):
                end = end._replace(start=end.start + last)
            found += [(block._replace(items=block.items[:last]), False, False), (end, True, True)]
        else:
            found.append((block, _keeps_with_next(block, following), False))
    return found


def _keeps_with_next(block: Block, following: Block | None) -> bool:
    """Whether a block belongs on the page of what follows.

    The words before a signature do (a page with nothing but a signature is doubted), and so does a line
    that announces a table, a figure, or a list with a colon. A signature stays with the words after it: enclosures
    alone on a page look like another document.
    """
    if isinstance(block, SignatureBlock):
        return isinstance(following, Paragraph)
    if isinstance(block, BulletList | NumberedList):
        return isinstance(following, SignatureBlock)
    if not isinstance(block, Paragraph):
        return False
    announces = plain(block.spans).endswith(":") and isinstance(
        following, Table | Figure | BulletList | NumberedList
    )
    return announces or isinstance(following, SignatureBlock)


def label_width(block: KeyValues, style: Style) -> float:
    """Width of the label column of a key-value block, points; at most a third of the line."""
    bold = measure(style, style.serif, style.body_pt, bold=True)
    widest = max((bold(plain(label)) for label, _ in block.entries), default=0.0)
    return min(widest + 10, style.text_width / 3)


def breakable(text: str, width: float, measured: Measure) -> str:
    """The text with zero-width spaces inside words that are wider than the line."""
    if width >= measured("m") * max(map(len, text.split(" ")), default=0):
        return text
    return " ".join("\u200b".join(_chunks(word, width, measured)) for word in text.split(" "))


def _chunks(word: str, width: float, measured: Measure) -> Iterator[str]:
    start = 0
    while start < len(word):
        end = start + 1
        while end < len(word) and measured(word[start : end + 1]) <= width:
            end += 1
        yield word[start:end]
        start = end


def _longest_word(column: Column, texts: Sequence[str], regular: Measure, bold: Measure) -> float:
    words = (word for text in texts for word in text.split())
    body = max((regular(word) for word in words), default=0.0)
    head = max((bold(word) for word in plain(column.header).split()), default=0.0)
    return max(head, body) if column.kind == "name" else max(head, min(body, _TEXT_WORD_CAP))


def _natural(column: Column, texts: Sequence[str], regular: Measure) -> float:
    # The square root lets a long narrative column have more room, not all of it.
    total = max((regular(text) for text in [*texts, plain(column.header)]), default=1.0)
    return float(max(total, 1.0) ** 0.5)


def _share(least: list[float], wish: list[float], total: float, names: list[bool]) -> list[float]:
    """Least widths met first, the rest by the wishes.

    When even the least is too much, columns of text give way (their words may break), columns of names last.
    """
    if sum(least) >= total:
        kept = sum(width for width, name in zip(least, names, strict=True) if name)
        rest = sum(least) - kept
        if kept + rest * _LEAST_SHARE > total:
            return [width * total / sum(least) for width in least]
        scale = (total - kept) / rest if rest else 1.0
        return [width if name else width * scale for width, name in zip(least, names, strict=True)]
    fixed: set[int] = set()
    while True:
        free = total - sum(least[i] for i in fixed)
        weights = sum(w for i, w in enumerate(wish) if i not in fixed)
        widths = [least[i] if i in fixed else free * w / weights for i, w in enumerate(wish)]
        short = {i for i, width in enumerate(widths) if i not in fixed and width < least[i]}
        if not short:
            return widths
        fixed |= short
