"""How much the words of one note repeat an earlier one. They are flagged, never changed.

Measure: the cosine of the two notes' counts of words (lower case, letters only) over everything that was written freely
for that session, and over each longer field by itself. Above ``THRESHOLD`` the later note is flagged; fewer than
``FEWEST`` words are not compared. Both numbers are own judgement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from authpack.domain.sessions import Session

THRESHOLD: Final = 0.9
FEWEST: Final = 8
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def free_text(session: Session) -> str:
    """What somebody wrote in their own words about this one session."""
    rescreen = session.rescreen
    parts = [
        session.mapping.symptoms, session.mood_text, session.provocation, session.condition_at_end, session.note,
        session.redetermination_detail, rescreen.medications, rescreen.missed, rescreen.call and rescreen.call.text,
        session.suicidality.assessment, session.suicidality.disposition,
        *(one.detail for one in session.adverse_events.items), *(one.action for one in session.adverse_events.items),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


FIELDS: Final = ("mood_text", "condition_at_end", "plan", "provocation", "note", "redetermination_detail")


def fields_of(session: Session) -> Iterator[tuple[str, str]]:
    """The fields of free words, each by itself."""
    for name in FIELDS:
        text = getattr(session, name)
        if text:
            yield name, text


@lru_cache(maxsize=4096)
def words(text: str) -> Counter[str]:
    """Each word with its count."""
    return Counter(_WORD.findall(text.casefold()))


def similarity(one: str, other: str) -> float:
    """From 0 (no word in common) to 1 (the same words as often); 0 when either is too short to compare."""
    mine, theirs = words(one), words(other)
    if min(mine.total(), theirs.total()) < FEWEST:
        return 0.0
    common = sum(count * theirs[word] for word, count in mine.items())
    size = (_squares(mine) * _squares(theirs)) ** 0.5
    return float(common / size) if size else 0.0


def _squares(counts: Counter[str]) -> int:
    return sum(count * count for count in counts.values())


def most_alike(text: str, earlier: Iterable[tuple[str, str]]) -> tuple[float, str]:
    """The highest similarity to an earlier note, and that note's id; (0, "") when there is none."""
    return max(((similarity(text, other), name) for name, other in earlier), default=(0.0, ""))
