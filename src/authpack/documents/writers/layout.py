"""Widths that both writers share, computed from the fonts' own advance widths (points)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from authpack.documents.blocks import (
    Block,
    BulletList,
    Column,
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
        least.append(_longest_word(column, texts, regular, bold) + padding)
        wish.append(column.weight or _natural(column, texts, regular))
    return _share(least, wish, style.text_width)


def row_may_split(widths: Sequence[float], row: Sequence[Spans], style: Style) -> bool:
    """Whether a row is so tall that keeping it on one page could leave it off every page."""
    regular = measure(style, style.sans, style.table_pt)
    lines = (
        ceil(1.2 * regular(plain(cell)) / max(width - 2 * CELL_PADDING, 1.0))
        for cell, width in zip(row, widths, strict=True)
    )
    return max(lines, default=1) > _LONG_ROW_LINES


def keeps_with_next(block: Block, following: Block | None) -> bool:
    """Whether a paragraph belongs on the page of what follows.

    The words before a signature do (a page with nothing but a signature is doubted), and so does a line
    that announces a table or a list with a colon.
    """
    if not isinstance(block, Paragraph):
        return False
    announces = plain(block.spans).endswith(":") and isinstance(following, Table | BulletList | NumberedList)
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


def _share(least: list[float], wish: list[float], total: float) -> list[float]:
    """Least widths met first, the rest by the wishes; everything scaled when even the least is too much."""
    if sum(least) >= total:
        return [width * total / sum(least) for width in least]
    fixed: set[int] = set()
    while True:
        free = total - sum(least[i] for i in fixed)
        weights = sum(w for i, w in enumerate(wish) if i not in fixed)
        widths = [least[i] if i in fixed else free * w / weights for i, w in enumerate(wish)]
        short = {i for i, width in enumerate(widths) if i not in fixed and width < least[i]}
        if not short:
            return widths
        fixed |= short
