"""A page set in two columns, put into reading order: a line read across it would join two sentences into a false one.

Only prose counts as columns. Labels with their values, tables and addresses side by side keep their lines.
"""

from __future__ import annotations

import re
from itertools import pairwise

RIVER = 3
"""Blank characters between two columns, at least."""
LEAST_LINES = 5
"""Lines that a column has, at least; fewer may be two addresses beside each other."""
FIRST, LAST = 20, 110
"""Places, in characters from the left, at which the right column may begin."""


def in_reading_order(text: str) -> tuple[str, bool]:
    """The page with its left column before its right one, and whether it was set so."""
    lines = [line.expandtabs(8).rstrip() for line in text.splitlines()]
    best = max(
        ((_block(lines, at), at) for at in _candidates(lines)), key=lambda one: one[0][2], default=None
    )
    if best is None or best[0][2] == 0:
        return text, False
    (start, end, _), at = best
    left = [line[: at - 1].rstrip() for line in lines[start:end]]
    right = [line[at:] for line in lines[start:end]]
    return "\n".join([*lines[:start], *left, "", *right, "", *lines[end:]]), True


def _candidates(lines: list[str]) -> list[int]:
    """Places at which text begins after a wide gap, on several lines."""
    places = [
        found.end() for line in lines for found in re.finditer(rf"(?:(?<=\S)|^) {{{RIVER},}}(?=\S)", line)
    ]
    return sorted({one for one in places if FIRST <= one <= LAST and places.count(one) >= LEAST_LINES})


def _block(lines: list[str], at: int) -> tuple[int, int, int]:
    """The longest run of lines that a river before ``at`` parts into prose left and right: start, end, number of lines."""
    breaks = [-1, *(place for place, line in enumerate(lines) if line[at - RIVER : at].strip()), len(lines)]
    best = (0, 0, 0)
    for before, after in pairwise(breaks):
        some = lines[before + 1 : after]
        left = [line[:at].strip() for line in some if line[:at].strip()]
        right = [line[at:].strip() for line in some if line[at:].strip()]
        if len(right) > best[2] and _prose(left) and _prose(right):
            best = (before + 1, after, len(right))
    return best


def _prose(texts: list[str]) -> bool:
    """Whether lines read as sentences: several words each, few labels, few numbers, and somewhere a sentence's end."""
    if len(texts) < LEAST_LINES:
        return False
    wordy = sum(len(re.findall(r"[A-Za-z][A-Za-z'’-]+", one)) >= 3 for one in texts)
    labels = sum(one.endswith(":") or bool(re.match(r"^[A-Z][\w #/]{2,30}:", one)) for one in texts)
    small = sum(one[:1].islower() for one in texts)
    return wordy >= len(texts) / 2 and labels <= len(texts) / 3 and small >= 2
