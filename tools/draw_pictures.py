"""Draw the pictures of the README into docs/pictures/: page 1 of the example letter, and ``authpack check``.

python tools/draw_pictures.py    after a change of the letter's look or of the text output

Not among the generated files that are compared: the pictures depend on the fonts of the machine
(the terminal text is drawn in DejaVu Sans Mono).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from authpack import api, content
from authpack.cli.check import drawn

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SIZE = 13
PAPER, INK = (22, 26, 32), (222, 226, 230)
TONES = {"+": (122, 201, 130), "-": (238, 118, 118), "?": (235, 190, 90), "!": (235, 190, 90)}
MARK = re.compile(r"\[([-+?!])\]")


def main() -> None:
    """Draw both."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    case = api.load_case(content.examples_root() / "01-clean-approval.yaml")
    letter_page(api.letter(case, api.check(case)).pdf).save(PICTURES / "letter.png", optimize=True)
    case = api.load_case(content.examples_root() / "08-safety-flag.yaml")
    text = drawn(api.explain(api.check(case), case), "text", 100)
    terminal(f"$ authpack check examples/08-safety-flag.yaml\n{text}".splitlines()[:46]).save(
        PICTURES / "check.png", optimize=True
    )


def letter_page(pdf: bytes) -> Image.Image:
    """Page 1 in 16 shades of grey, with a thin frame."""
    rendered: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=1.2).to_pil()
    page = rendered.convert("L")
    ImageDraw.Draw(page).rectangle((0, 0, page.width - 1, page.height - 1), outline=150)
    return page.quantize(16)


def terminal(lines: list[str]) -> Image.Image:
    """Lines of text as a terminal shows them."""
    font = ImageFont.truetype("DejaVuSansMono.ttf", SIZE)
    wide, high = font.getlength("M"), SIZE + 4
    picture = Image.new("RGB", (int(102 * wide), high * (len(lines) + 2)), PAPER)
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(lines, 1):
        for column, text, tone in toned(line):
            draw.text(((column + 1) * wide, row * high), text, tone, font)
    return picture.quantize(palette=shades(), dither=Image.Dither.NONE)


def shades() -> Image.Image:
    """Each tone in sixteen steps from the paper: few pixels are coloured, and none may turn grey."""
    colours = [
        round(low + (high - low) * step / 15)
        for tone in (INK, *sorted(set(TONES.values())))
        for step in range(16)
        for low, high in zip(PAPER, tone, strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    return palette


def toned(line: str) -> Iterator[tuple[int, str, tuple[int, int, int]]]:
    """Pieces of a line with their column and colour: the marks stand out."""
    start = 0
    for mark in MARK.finditer(line):
        yield start, line[start : mark.start()], INK
        yield mark.start(), mark.group(), TONES[mark[1]]
        start = mark.end()
    yield start, line[start:], INK


if __name__ == "__main__":
    main()
