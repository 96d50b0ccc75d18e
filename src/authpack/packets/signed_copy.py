"""The letter as it was signed on paper and scanned, in place of the one that was built: is it the same letter?

Pages with text must hold the built letter's words; pages without any are a person's to compare. Either way the number of
pages must be the same, so that "page 2 of 4" stays true.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from authpack.documents.finished import Finished
from authpack.errors import DocumentRefused, Fault
from authpack.packets.exhibits import Page, Read
from authpack.packets.identity import Person, service_date
from authpack.packets.manifest import Remark
from authpack.packets.reading.look import pdfium
from authpack.packets.remarks import Checked, confirming, is_confirmed, whose

KEY: Final = "letter"
"""What --confirm-page calls it."""
SIGNATURE_WORDS: Final = 25
"""So many words more may stand on the last page: a typed name, a day, the print of a digital signature."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One page of the signed copy beside the same page of the built letter."""

    checked: Checked
    answer: Literal["same", "no_text", "differs"]
    missing: int = 0
    more: int = 0

    @property
    def says(self) -> str:
        """What is wrong, or what could not be compared."""
        if self.answer == "no_text":
            return "it holds no text that could be compared with the letter."
        return (
            f"{self.missing} words of the letter are missing on it, and {self.more} other words stand there."
        )


def compared(letter: Finished, copy: Read, person: Person) -> list[Compared]:
    """Every page of the copy beside the built letter. DocumentRefused: a draft, or another number of pages."""
    built = _texts(letter.pdf)
    if letter.draft:
        raise DocumentRefused(
            "The letter is a draft; nothing was written.",
            why="A draft is not for submission, so a signed copy cannot stand for it.",
            do="Close what is open, write the letter again, and have that one signed.",
        )
    if len(copy.pages) != len(built):
        raise DocumentRefused(
            f"The signed letter has {_pages(len(copy.pages))}, the letter that is built now {_pages(len(built))}.",
            why="Pages are missing, or another letter was signed.",
            do="Scan every page of the letter that `authpack letter` writes from the present record, or sign it anew.",
        )
    return [
        _compared(page, text, person, last=page.number == len(built))
        for page, text in zip(copy.pages, built, strict=True)
    ]


def _compared(page: Page, text: str, person: Person, *, last: bool) -> Compared:
    checked = Checked((KEY,), "The signed letter", page, whose(page, person), service_date(page.text, None))
    if checked.patient.answer == "no_text":
        return Compared(checked, "no_text")
    wanted, found = Counter(_words(text)), Counter(_words(page.seen))
    missing, more = (wanted - found).total(), (found - wanted).total()
    same = not missing and more <= (SIGNATURE_WORDS if last else 0)
    return Compared(checked, "same" if same else "differs", missing, more)


def _words(text: str) -> Iterator[str]:
    """Words and numbers as they are compared: without marks, capitals, and hyphens at a line's end."""
    joined = re.sub(r"[-\u00ad\ufffe]\s*\n\s*", "", text.replace("\r\n", "\n"))
    return (word.casefold() for word in re.findall(r"\w+", joined))


def _texts(pdf: bytes) -> list[str]:
    document = pdfium().PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def refuse_unlike(pages: Sequence[Compared], confirmed: frozenset[str]) -> None:
    """DocumentRefused for pages that say something else, or cannot be compared, until somebody confirms each."""
    wrong = [one for one in pages if one.answer != "same" and not is_confirmed(one.checked, confirmed)]
    if wrong:
        options = confirming(one.checked for one in wrong)
        raise DocumentRefused(
            "The signed letter is not known to be the letter of this packet; nothing was written.",
            faults=tuple(Fault(one.checked.place, one.says) for one in wrong),
            why="Crosswalk and manifest speak of the letter that is built from the present record.",
            do=f"Compare each page with the built letter. When they say the same, give {options}.",
        )


def remark(pages: Sequence[Compared]) -> Remark:
    """What the packet's maker should know of it."""
    by_hand = sum(one.answer != "same" for one in pages)
    text = f"The letter is the signed copy that was given: {_pages(len(pages) - by_hand)} hold the built letter's words"
    text += f", {_pages(by_hand)} were compared by hand." if by_hand else "."
    return Remark(kind="signed_copy", level="warning" if by_hand else "note", text=text)


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"
