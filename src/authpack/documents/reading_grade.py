"""How easy a text is to read: the Flesch-Kincaid grade (Kincaid and others, 1975), in US school grades.

grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59. Syllables are counted in two ways, by
hyphenation (pyphen) and by groups of vowels, and the larger count is taken: the grade errs toward "hard".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from authpack.documents.blocks import BulletList, Document, Heading, NumberedList, Paragraph, Span, plain
from authpack.errors import MissingPartError

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d,./-]*")
_VOWELS = re.compile(r"[aeiouy]+")
_END = re.compile(r"[.!?]+(?:\s|$)")


def grade(sentences: list[str]) -> float:
    """The grade of these sentences; 0 when there are no words."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    counted = [sentence for sentence in sentences if _WORD.search(sentence)]
    if not words:
        return 0.0
    syllables = sum(syllables_of(word) for word in words)
    return 0.39 * len(words) / len(counted) + 11.8 * syllables / len(words) - 15.59


@lru_cache(maxsize=4096)
def syllables_of(word: str) -> int:
    """Syllables of a word; a number counts one for each digit."""
    if word[0].isdigit():
        return max(1, sum(letter.isdigit() for letter in word))
    lower = word.lower()
    groups = len(_VOWELS.findall(lower))
    silent = lower.endswith("e") and not lower.endswith("le") and groups > 1
    return max(1, groups - silent, len(_hyphens().positions(lower)) + 1)


@lru_cache(maxsize=1)
def _hyphens() -> Any:
    try:
        from pyphen import Pyphen
    except ImportError:
        raise MissingPartError(
            "Measuring how easy a letter is to read needs the library pyphen.",
            why="A letter to a patient is written only when it is measured to be easy to read.",
            do="Run: pip install 'authpack[letters]'",
        ) from None
    return Pyphen(lang="en_US", left=1, right=1)


def sentences_of(document: Document) -> list[str]:
    """The running text, sentence by sentence: paragraphs and list items, each heading one; no address or signature."""
    found: list[str] = []
    for block in document.blocks:
        found += _sentences(block)
    return found


def _sentences(block: object) -> list[str]:
    match block:
        case Heading():
            return [_said(block.spans)]
        case Paragraph() if block.style != "lines":
            return [part.strip() for part in _END.split(_said(block.spans)) if part.strip()]
        case BulletList() | NumberedList():
            return [one for item in block.items for inner in item for one in _sentences(inner)]
    return []


def _said(spans: tuple[Span, ...]) -> str:
    return plain(spans)
