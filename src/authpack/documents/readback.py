"""Reads the finished blocks back: a number, drug name or code of unknown origin refuses the document.

What stands in a traced span has an origin. Everything else is the template's own wording, and may hold
digits, drug names or codes only as a literal of the template's front matter.

A number spelled out is a number: "two trials failed" claims as much as "2 trials failed". Cardinals from two,
ordinals from third, and words of multiple and part (twice, half, dozen) count; "one", "first", "second" and
"single" do not, because prose needs them ("one of", "first session", "a second opinion").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from authpack.documents.blocks import Document, Spans
from authpack.errors import DocumentRefused, Fault

_TRACED = "\x00"
_DIGIT = r"[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u2189\u2460-\u249b]"
# A word with the marks that belong to it (12.5, F33.2, 03/04/2024, PHQ-9); a lone sign is not a word.
_WORD = re.compile(r"\w(?:[\w.,/:'’%‐-]*[\w%])?|" + _DIGIT)
_HAS_DIGIT = re.compile(_DIGIT)
_LETTERS = re.compile(r"[^\W\d_]+")
_UNITS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
NUMBER_WORDS: Final = frozenset(
    (
        *_UNITS, *_TEENS, *_TENS, *_ORDINALS,
        "hundred", "thousand", "million", "dozen", "twice", "thrice", "twofold", "threefold",
        "half", "halves", "halved", "thirds", "quarters", "double", "doubled", "triple", "tripled",
    )
)  # fmt: skip
"""Words that say a number; lower case, each by itself or inside a hyphenated word ("thirty-six")."""
_CODE = re.compile(r"[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\Z|\d{5}\Z|\d{4}[FTU]\Z|[A-V]\d{4}\Z")


LooseKind: TypeAlias = Literal["number", "drug", "code"]


class Loose(NamedTuple):
    """A piece of text without an origin; ``text`` may be a patient's, ``shape`` never shows it."""

    kind: LooseKind
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
    return [Loose(kind, place, word) for word, _, kind in claims_in(text, drugs)]


def claims_in(text: str, drugs: frozenset[str]) -> Iterator[tuple[str, int, LooseKind]]:
    """Each word of a text that says a number, a drug or a code, with where it begins."""
    for match in _WORD.finditer(text):
        word = match.group()
        if _HAS_DIGIT.search(word):
            yield word, match.start(), "code" if _CODE.match(word) else "number"
            continue
        parts = [letters.casefold() for letters in _LETTERS.findall(word)]
        if any(part in drugs for part in parts):
            yield word, match.start(), "drug"
        elif any(part in NUMBER_WORDS for part in parts):
            yield word, match.start(), "number"
