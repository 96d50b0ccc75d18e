"""Which paragraph or row of an edited letter is which of the letter that was written.

First those whose words are the same, in order. Then, for the rest, the pair that shares most: anchors (a rare
value says more than a name that stands everywhere) and words. A unit of a page's head or foot may stand in the
file several times.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from authpack.documents.verify_docx import STRAIGHT, Unit

LEAST_ALIKE: Final = 0.5
"""Share of words (Dice) from which two units without a common anchor are taken for one and the same."""
LEAST_ALIKE_ANCHORED: Final = 0.2
WEIGHT_OF_WORDS: Final = 2.0

TOKEN = re.compile(r"\w+(?:[.,/:'’-]\w+)*%?|[^\w\s]")
"""A word with the marks inside it, or one sign."""


@dataclass(frozen=True, slots=True)
class Written:
    """One unit of the letter as it was written: ``cells`` of (text, trace id or None)."""

    place: str
    cells: tuple[tuple[tuple[str, str | None], ...], ...]

    @property
    def text(self) -> str:
        """Its words, white space folded."""
        return " ".join(" ".join("".join(text for text, _ in cell) for cell in self.cells).split())

    @property
    def ids(self) -> tuple[str, ...]:
        """The traces it prints, in order."""
        return tuple(trace for cell in self.cells for _, trace in cell if trace)

    @property
    def is_margin(self) -> bool:
        """Whether it stands on every page."""
        return self.place in {"running line", "footer"}

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return len(self.cells) > 1


def written_units(trace: Mapping[str, Any]) -> tuple[Written, ...]:
    """The units that a trace holds under ``printed``."""
    return tuple(
        Written(
            str(one["place"]),
            tuple(
                tuple((str(text).translate(STRAIGHT), trace_id) for text, trace_id in cell)
                for cell in one["cells"]
            ),
        )
        for one in trace["printed"]
    )


def matched(written: Sequence[Written], edited: Sequence[Unit]) -> dict[int, int]:
    """Edited unit -> written unit, by their places in the two lists."""
    pairs = _same_words(written, edited)
    taken = set(pairs.values())
    for score, _, there, here in sorted(_candidates(written, edited, pairs), reverse=True):
        if score > 0 and there not in pairs and here not in taken:
            pairs[there] = here
            taken.add(here)
    _repeated_margins(written, edited, pairs)
    return pairs


def _same_words(written: Sequence[Written], edited: Sequence[Unit]) -> dict[int, int]:
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for here, one in enumerate(written):
        waiting[_cell_texts(one.cells)].append(here)
    pairs: dict[int, int] = {}
    for there, unit in enumerate(edited):
        found = waiting.get(tuple(_folded("".join(p.text for p in cell)) for cell in unit.cells))
        if found:
            pairs[there] = found.pop(0)
    return pairs


def _cell_texts(cells: tuple[tuple[tuple[str, str | None], ...], ...]) -> tuple[str, ...]:
    return tuple(_folded("".join(text for text, _ in cell)) for cell in cells)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _candidates(
    written: Sequence[Written], edited: Sequence[Unit], pairs: Mapping[int, int]
) -> list[tuple[float, float, int, int]]:
    """(score, nearness, edited, written) of every pair that may be one and the same."""
    taken = set(pairs.values())
    often = Counter(name for one in written for name in set(one.ids))
    words = {here: Counter(TOKEN.findall(one.text)) for here, one in enumerate(written) if here not in taken}
    found = []
    for there, unit in enumerate(edited):
        if there in pairs:
            continue
        anchors, said = {one.trace for one in unit.held()}, Counter(TOKEN.findall(unit.text))
        for here, theirs in words.items():
            shared = sum(1 / often[name] for name in set(written[here].ids) if name in anchors)
            alike = 2 * (said & theirs).total() / max(1, said.total() + theirs.total())
            if alike >= (LEAST_ALIKE_ANCHORED if shared else LEAST_ALIKE):
                near = -abs(here / len(written) - there / len(edited))
                found.append((shared + WEIGHT_OF_WORDS * alike, near, there, here))
    return found


def _repeated_margins(written: Sequence[Written], edited: Sequence[Unit], pairs: dict[int, int]) -> None:
    """The head and foot of a page are written once and stand in the file for first and further pages."""
    margins = [here for here, one in enumerate(written) if one.is_margin]
    for there, unit in enumerate(edited):
        if there in pairs or unit.part not in {"header", "footer"}:
            continue
        said = Counter(TOKEN.findall(unit.text))
        for here in margins:
            theirs = Counter(TOKEN.findall(written[here].text))
            if 2 * (said & theirs).total() / max(1, said.total() + theirs.total()) >= LEAST_ALIKE:
                pairs[there] = here
                break
