"""What stands beside or below a label on a page: forms and tables print "Last name" and the name a line apart.

A page's plain text runs line by line, and parts such a label from its value. Only the few labels that say whose page it is
are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_OWN = r"(?:(?:patient|member|client|enrollee)(?:'s|’s)?\s+)?"
_LABEL: Final = re.compile(
    rf"(?i){_OWN}(?:(?:last|family|first|given|full)\s+name|(?:sur|fore)?name|date\s+of\s+birth|birth\s*date|d\.?o\.?b\.?|id(?:\s+number)?)"
    r"(?:\s*\([^)\d]{1,40}\))?|patient|member"
)
# Worth a look: a label whose value does not follow it in the page's plain text.
_MAY_HOLD: Final = re.compile(
    r"(?i:\b(?:sur|fore)?name\b(?![ \t]*:[ \t]*\w)|\b(?:birth|birthdate|dob)\b(?![ \t]*[:#]?[ \t]*\w*[ \t]*\d))"
    r"|(?m:^[ \t]*(?:Patient|PATIENT|Member|MEMBER)(?:[ \t]*:?[ \t]*\r?$|[ \t]+[A-Z]))"
)
_MOST_RUNS: Final = 1_500
_NEAR: Final = 260.0
"""Points between a label and a value to its right."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words on one line without a wide gap between them; points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom


def labelled(text_page: Any, text: str) -> list[str]:
    """Lines "label: value" for labels that stand alone on the page, as PDFium's text page places them."""
    if not _MAY_HOLD.search(text):
        return []
    phrases = list(_phrases(text_page))
    found = []
    for label in phrases:
        said = label.text.strip().rstrip(":").strip()
        if _LABEL.fullmatch(said):
            found += [f"{_named(said)}: {value.text.strip()}" for value in _values(label, phrases)]
    return list(dict.fromkeys(found))


def _named(label: str) -> str:
    """A bare word as a label that says whose it is."""
    return f"{label} name" if label.casefold() in ("patient", "member") else label


def _values(label: _Phrase, phrases: list[_Phrase]) -> Iterator[_Phrase]:
    """The nearest phrase to the right, and the nearest below, that are no labels themselves."""
    right = [
        one
        for one in phrases
        if 0 < one.left - label.right < _NEAR and abs(_middle(one) - _middle(label)) < 0.6 * label.height
    ]
    below = [
        one
        for one in phrases
        if 0 < label.bottom - one.top + 0.5 * one.height < 3.2 * label.height
        and label.left - 8 <= one.left <= max(label.right, label.left + 40)
    ]
    for near in (
        min(right, key=lambda one: one.left, default=None),
        min(below, key=lambda one: (-one.top, one.left), default=None),
    ):
        if near is not None and not _LABEL.fullmatch(near.text.strip().rstrip(":").strip()):
            yield near


def _middle(one: _Phrase) -> float:
    return (one.bottom + one.top) / 2


def _phrases(text_page: Any) -> Iterator[_Phrase]:
    """Runs of text joined where they stand on one line without a wide gap."""
    last: _Phrase | None = None
    for number in range(min(text_page.count_rects(), _MOST_RUNS)):
        left, bottom, right, top = text_page.get_rect(number)
        run = _Phrase(left, bottom, right, top, text_page.get_text_bounded(left, bottom, right, top))
        if last is not None and _goes_on(last, run):
            gap = " " if run.left - last.right > 0.15 * last.height else ""
            last = _Phrase(
                last.left, min(last.bottom, bottom), right, max(last.top, top), f"{last.text}{gap}{run.text}"
            )
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _goes_on(last: _Phrase, run: _Phrase) -> bool:
    level = abs(_middle(last) - _middle(run)) < 0.5 * max(last.height, run.height, 1.0)
    return level and -1.0 < run.left - last.right < 0.6 * max(last.height, 1.0)
