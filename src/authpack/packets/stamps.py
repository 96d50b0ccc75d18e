"""The line on each page that says which exhibit and which page of the packet it is."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any, Final

import pikepdf

from authpack.documents.blocks import Document, Heading, Span
from authpack.documents.writers.pdf import write_pdf
from authpack.documents.writers.style import Style
from authpack.packets.reading.look import EDGE, ROOM, STAMP_HEIGHT, STAMP_WIDTH, stamp_scale

SIZE: Final = 8.0
"""Points, on a page up to Legal (``stamp_scale``)."""
TAGS: Final = ("P", "Figure")
"""How a stranger's page is tagged: words that a screen reader finds, or a picture of a page."""
# Words of few letters, so that a space stands inside a line and not at its end, where the typesetter drops it.
_CHARACTERS = "Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn Oo Pp Qq Rr Ss Tt Uu Vv Ww Xx Yy Zz 0123456789 ,-.()"
_RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SINGLE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


class Stamper:
    """Puts stamps on the pages of one PDF, with a font of its own that holds only the letters of stamps."""

    def __init__(self, pdf: pikepdf.Pdf, style: Style) -> None:
        donor, self._codes = _font(style)
        self._pdf = pdf
        # One stream for all pages: it holds nothing but "save the state".
        self._save = pdf.make_stream(b"q\n")
        self._tagged = {name: pdf.make_stream(f"/{name} <</MCID 0>> BDC q\n".encode()) for name in TAGS}
        self._end = pdf.make_stream(b"\nQ\n")
        with pikepdf.open(io.BytesIO(donor)) as source:
            self._font = pdf.copy_foreign(_fonts(source)[0])
        face = style.fonts.face(style.sans, "Bold")
        self._widths = {character: face.width(character) * SIZE for character in _CHARACTERS}

    def stamp(
        self,
        page: Any,
        text: str,
        ground: tuple[float, float] | None,
        align: str,
        *,
        size: tuple[float, float],
        tag: str | None = None,
    ) -> None:
        """Write the text on blank ground; without any, make the page's content a little smaller first.

        ``tag``: of the page's content, all of it (one of TAGS); None for a page that has its own tags.
        """
        scale = stamp_scale(*size)
        if ground is None:
            self._shrink(page, size, ROOM * scale)
            ground, align = ((size[0] - STAMP_WIDTH * scale) / 2, EDGE * scale), "center"
        free = STAMP_WIDTH - sum(self._widths[character] for character in text)
        x = ground[0] + {"left": 0.0, "center": free / 2, "right": free}[align] * scale
        encoded = "".join(self._codes[character] for character in text)
        drawing = (
            f"/Artifact <</Type /Pagination>> BDC q BT 0 g /AuthpackStamp {SIZE * scale:.4g} Tf "
            f"1 0 0 1 {x:.2f} {ground[1] + ((STAMP_HEIGHT - SIZE) / 2 + 1) * scale:.2f} Tm <{encoded}> Tj ET Q EMC"
        )
        resources = page.obj.get("/Resources")
        if resources is None:
            page.obj.Resources = resources = pikepdf.Dictionary()
        if "/Font" not in resources:
            resources.Font = pikepdf.Dictionary()
        resources.Font.AuthpackStamp = self._font
        before, after = (self._tagged[tag], "\nQ EMC") if tag else (self._save, "\nQ")
        self._around(page, before, self._pdf.make_stream(f"{after}\n{drawing}\n".encode()))

    def _shrink(self, page: Any, size: tuple[float, float], room: float) -> None:
        """The content towards the head of the page, so that a strip of that height at its foot is free."""
        scale = (size[1] - room) / size[1]
        left, up = size[0] * (1 - scale) / 2, size[1] * (1 - scale)
        before = f"q {scale:.5f} 0 0 {scale:.5f} {left:.3f} {up:.3f} cm\n".encode()
        self._around(page, self._pdf.make_stream(before), self._end)

    def _around(self, page: Any, before: Any, after: Any) -> None:
        content = page.obj.get("/Contents")
        parts = (
            list(content) if isinstance(content, pikepdf.Array) else [content] if content is not None else []
        )
        page.obj.Contents = pikepdf.Array([before, *parts, after])


def prepare(style: Style) -> None:
    """Make the font of the stamps ahead of time; it is kept."""
    _font(style)


def fits(text: str, style: Style) -> bool:
    """Whether a stamp is as narrow as the ground that was looked for."""
    return style.fonts.face(style.sans, "Bold").width(text) * SIZE <= STAMP_WIDTH


@lru_cache(maxsize=4)
def _font(style: Style) -> tuple[bytes, dict[str, str]]:
    """A PDF that holds the font, cut down to the letters of stamps by the typesetter; and letter -> code."""
    made = write_pdf(
        Document(title="Stamp", blocks=(Heading(1, (Span(_CHARACTERS),)),), numbered=False), style
    )
    with pikepdf.open(io.BytesIO(made)) as source:
        font = _fonts(source)[0]
        codes = _codes(font.ToUnicode.read_bytes().decode("latin-1"))
    missing = set(_CHARACTERS) - codes.keys()
    if missing:
        raise AssertionError(f"the font of the stamp lacks {len(missing)} letters")
    return made, codes


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return list(dict(pdf.pages[0].obj.Resources.Font).values())


def _codes(cmap: str) -> dict[str, str]:
    """Letter -> code in hexadecimal, from a font's ToUnicode table."""
    found: dict[str, str] = {}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, start in _RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[chr(int(start, 16) + step)] = f"{int(first, 16) + step:04x}"
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, letter in _SINGLE.findall(block):
            found[bytes.fromhex(letter).decode("utf-16-be")] = f"{int(code, 16):04x}"
    return found
