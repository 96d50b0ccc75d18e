"""Plain text as pages: every line as it stands, in letters of equal width, under a line that says so."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pikepdf

from authpack.errors import InputError
from authpack.packets.reading.asked import Asked, Clean, Place
from authpack.packets.reading.pdfs import clean_pdf

MOST_BYTES: Final = 2_000_000
LONGEST_LINE: Final = 94
"""Letters that fit into a line; a longer one is broken between words, and a longer word between letters."""
_ZERO_WIDTH = "\u200b"
_CONVERTED = "Converted from a plain text file. The words are unchanged; the layout may differ."
_SOURCE = Path(__file__).with_name("plain_text.typ")
_TIMESTAMP = (
    946_684_800  # as in documents.writers.pdf: no date of a patient in the file, the same bytes always
)


def clean_text(content: bytes, asked: Asked, place: Place) -> Clean:
    """A text file's pages. InputError for one that is no text, is too long, or holds letters without a glyph."""
    if len(content) > MOST_BYTES:
        raise InputError(
            f"The text is longer than {MOST_BYTES // 1_000_000} MB.", do="Cut out the part that counts."
        )
    text, encoding = decoded(content)
    pages = [[_breakable(line) for line in page.strip("\n").split("\n")] for page in text.split("\f")]
    made = _set(pages, asked.title)
    clean = clean_pdf(made, Asked(pages=asked.pages), place)
    clean.notes.append(f"was converted from plain text ({encoding})")
    return clean


def _breakable(line: str) -> str:
    """The line with places to break in words that no line holds: the typesetter would print them over the paper's edge."""
    return " ".join(word if len(word) <= LONGEST_LINE else _ZERO_WIDTH.join(word) for word in line.split(" "))


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; InputError for bytes that are no text."""
    for start, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(start):
            return _clean(_decode(content, name)), name.removesuffix("-sig")
    if b"\x00" in content:
        raise _no_text()
    try:
        return _clean(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _clean(_decode(content, "cp1252")), "Windows-1252, assumed: look at letters with accents"


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        raise _no_text() from None


def _no_text() -> InputError:
    return InputError(
        "The file is neither a PDF, a picture, a Word document nor plain text.",
        do="Open it in the program that made it, print it to a PDF, and use that.",
    )


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8)
    controls = sum(1 for c in text if ord(c) < 32 and c not in "\n\f")
    if controls > len(text) // 50 or not text.strip():
        raise _no_text()
    return "".join(c for c in text if c in "\n\f" or (ord(c) >= 32 and c != "\x7f"))


def _set(pages: list[list[str]], title: str) -> bytes:
    import typst

    payload = json.dumps(
        {"title": title or "Exhibit", "note": _CONVERTED, "pages": pages}, ensure_ascii=False
    )
    try:
        made = _compiler().compile(
            format="pdf", sys_inputs={"text": payload}, pdf_standards=["ua-1"], timestamp=_TIMESTAMP
        )
    except typst.TypstError:
        raise InputError(
            "The text holds letters or signs that the built-in font cannot draw.",
            do="Open it in a word processor, print it to a PDF, and use that.",
        ) from None
    return bytes(made)


@lru_cache(maxsize=1)
def _compiler() -> Any:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(_SOURCE, font_paths=fonts, ignore_system_fonts=True)


def page_count(content: bytes) -> int:
    """How many pages a PDF of ours has."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)
