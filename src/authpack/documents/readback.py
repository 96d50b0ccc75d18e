"""Reads the finished blocks back: a number, drug name or code of unknown origin refuses the document.

What stands in a traced span has an origin. Everything else is the template's own wording, and may hold
digits, drug names or codes only as a literal of the template's front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from authpack.documents.blocks import Document, Spans
from authpack.errors import DocumentRefused, Fault

_TRACED = "\x00"
_DIGIT = r"[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u2189\u2460-\u249b]"
# A word with the marks that belong to it (12.5, F33.2, 03/04/2024, PHQ-9); a lone sign is not a word.
_WORD = re.compile(r"\w(?:[\w.,/:'’%‐-]*[\w%])?|" + _DIGIT)
_HAS_DIGIT = re.compile(_DIGIT)
_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\Z|\d{5}\Z|\d{4}[FTU]\Z|[A-V]\d{4}\Z")


@dataclass(frozen=True, slots=True)
class Loose:
    """A piece of text without an origin; ``text`` may be a patient's, ``shape`` never shows it."""

    kind: Literal["number", "drug", "code"]
    place: str
    text: str

    @property
    def shape(self) -> str:
        """The text with every digit as 0 and every letter as x: safe to log."""
        return re.sub(r"[^\W\d_]", "x", re.sub(r"\d", "0", self.text))


def find_loose(document: Document, *, drugs: frozenset[str], literals: Iterable[str]) -> tuple[Loose, ...]:
    """Every number, drug name (lower-case words) and code that is neither traced nor an allowed literal."""
    allowed = _allowed(tuple(sorted(literals, key=lambda text: (-len(text), text))))
    found: list[Loose] = []
    for place, spans in document.texts():
        if spans:
            found += _loose_in(spans, place, drugs, allowed)
    return tuple(found)


def refuse_loose(found: Sequence[Loose]) -> None:
    """DocumentRefused when anything was found; the message shows shapes (00.0), not the text itself."""
    if found:
        raise DocumentRefused(
            f"{len(found)} value(s) in the document have no origin.",
            why="A letter's numbers, drugs and codes must come from the record, a reference or the policy.",
            do="Trace the value in the letter's context, or list a fixed wording under 'literals'.",
            faults=tuple(
                Fault(loose.place, f"a {loose.kind} like {loose.shape!r} is not traced") for loose in found
            ),
        )


@lru_cache(maxsize=64)
def _allowed(literals: tuple[str, ...]) -> re.Pattern[str] | None:
    texts = "|".join(re.escape(text) for text in literals if text.strip())
    return re.compile(rf"(?<![\w.])(?:{texts})(?![\w%]|[.,]\d)") if texts else None


def _loose_in(
    spans: Spans, place: str, drugs: frozenset[str], allowed: re.Pattern[str] | None
) -> list[Loose]:
    text = "".join(_TRACED if span.trace else span.text for span in spans)
    if allowed is not None:
        text = allowed.sub(_TRACED, text)
    found: list[Loose] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if _HAS_DIGIT.search(word):
            found.append(Loose("code" if _CODE.match(word) else "number", place, word))
        elif any(letters.casefold() in drugs for letters in _LETTERS.findall(word)):
            found.append(Loose("drug", place, word))
    return found
