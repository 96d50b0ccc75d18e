"""Text in columns: cells wrap between words, and no word is ever cut away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from authpack.cli.output import painted
from authpack.cli.output import width as width_of_output

_HEAD = re.compile(r" *(?:(?:-|\d+\.) )?(?:\S+ {2,}){0,2}")
"""What the further lines of a message hang under: its indent, the mark of a list, up to two short columns."""
LEAST_ROOM = 24
"""Characters that must be left beside such a head; else the further lines are indented by four."""


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` characters; a paragraph's leading spaces indent all its lines.

    A word longer than a line goes on in the next one, parted after "/", "_" or "." where it can be.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        indent = " " * min(len(paragraph) - len(paragraph.lstrip(" ")), max(0, width - 12))
        lines += [indent + line for line in _filled(paragraph.split(), width - len(indent))]
    return lines


def fitted(lines: Iterable[str | Path], width: int | None = None) -> str:
    """A message of whole lines, none longer than the terminal; words stay whole, and a path stands alone, uncut.

    width: in characters (default: the terminal's). A line may begin with ``- ``, ``1. `` or columns two spaces apart.
    """
    width = width_of_output() if width is None else width
    made: list[str] = []
    for line in lines:
        made += [f"  {line}"] if isinstance(line, Path) else _hanging(line, width)
    return "\n".join(made)


def _hanging(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    found = _HEAD.match(line)
    head = found[0] if found else ""
    lead = len(line) - len(line.lstrip())
    hang = len(head) if width - len(head) >= LEAST_ROOM else min(lead + 4, width // 4)
    if hang < len(head):
        first, *rest = _filled(line.split(), width - hang, whole=True)
        return [" " * lead + first, *(" " * hang + one for one in rest)]
    first, *rest = _filled(line[len(head) :].split(), width - hang, whole=True)
    return [head + first, *(" " * hang + one for one in rest)]


def _filled(words: list[str], width: int, *, whole: bool = False) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        joined = f"{line} {word}" if line else word
        if len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *pieces, line = [word] if whole else _pieces(word, width)
        lines += pieces
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    pieces = []
    width = max(1, width)  # a column without room would part a word for ever
    while len(word) > width:
        cut = max(word.rfind(mark, width // 2, width) for mark in "/_.") + 1 or width
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def indented(text: str, width: int, indent: str, first: str | None = None) -> list[str]:
    """A paragraph with an indent; ``first`` (as wide as the indent) stands before its first line."""
    lines = wrap(text, width - len(indent))
    head = indent if first is None else first.ljust(len(indent))
    return [(head if place == 0 else indent) + line for place, line in enumerate(lines)]


class Column(NamedTuple):
    """A column's heading and its width in characters."""

    title: str
    width: int


def table(columns: Sequence[Column], rows: Iterable[tuple[Sequence[str], str]], *, colour: bool) -> list[str]:
    """Lines of a table; each row is its cells and the tone of its first cell."""
    lines = [_line([column.title for column in columns], columns, "bold", colour, whole=True)]
    lines.append(_line(["-" * column.width for column in columns], columns, "dim", colour, whole=True))
    for cells, tone in rows:
        wrapped = [wrap(cell, column.width) for cell, column in zip(cells, columns, strict=True)]
        height = max(map(len, wrapped))
        for place in range(height):
            parts = [cell[place] if place < len(cell) else "" for cell in wrapped]
            lines.append(_line(parts, columns, tone, colour))
    return lines


def _line(
    cells: Sequence[str], columns: Sequence[Column], tone: str, colour: bool, *, whole: bool = False
) -> str:
    padded = [cell.ljust(column.width) for cell, column in zip(cells, columns, strict=True)]
    last = len(padded) - 1
    padded[last] = padded[last].rstrip()
    shown = [painted(cell, tone, colour and (whole or place == 0)) for place, cell in enumerate(padded)]
    return "  ".join(shown) if colour else "  ".join(shown).rstrip()


def shares(total: int, parts: Sequence[tuple[str, int]], gap: int = 2) -> list[Column]:
    """Columns that share a width by weight, gaps taken off."""
    room = total - gap * (len(parts) - 1)
    weight = sum(part for _, part in parts)
    columns = [Column(title, room * part // weight) for title, part in parts]
    left = room - sum(column.width for column in columns)
    return [*columns[:-1], Column(columns[-1].title, columns[-1].width + left)]
