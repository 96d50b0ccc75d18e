"""The style file: what a practice may set, what is refused, and how it looks in both formats."""

from __future__ import annotations

import io
import re
import shutil
import zlib
from pathlib import Path
from struct import pack

import pytest
from docx import Document as open_docx
from PIL import Image

from authpack.documents.blocks import Document, Heading, Paragraph
from authpack.documents.finished import style_of
from authpack.documents.writers.docx import write_docx
from authpack.documents.writers.pdf import write_pdf
from authpack.documents.writers.pictures import MAX_BYTES
from authpack.documents.writers.style import Style, contrast, load_style
from authpack.errors import ContentError, InputError
from tests.functional.documents.samples import STYLES, docx_part, letter, pdf_pages, say
from tests.functional.documents.test_figures import structure

SHIPPED = (STYLES / "style.yaml").read_text(encoding="utf-8")
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0H40V20H0Z"/></svg>'
LOGO = "logo: {file: logo.svg, alt: Riverside TMS}\n"


def pixels(kind: str, size: tuple[int, int] = (60, 30)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "black").save(buffer, kind)
    return buffer.getvalue()


def folder_with(folder: Path, more: str = "", **files: bytes | str) -> Path:
    """A practice's styles folder without fonts of its own: the shipped sizes, ``more``, and files (a_b is a.b)."""
    styles = folder / "styles"
    styles.mkdir(parents=True, exist_ok=True)
    (styles / "style.yaml").write_text(SHIPPED + more, encoding="utf-8")
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (styles / name.replace("_", ".")).write_bytes(data)
    return styles


def loaded(folder: Path, more: str = "", **files: bytes | str) -> Style:
    return load_style(folder_with(folder, more, **files), shipped_fonts=STYLES / "fonts")


def refusal(folder: Path, more: str = "", **files: bytes | str) -> str:
    with pytest.raises(ContentError) as caught:
        loaded(folder, more, **files)
    return str(caught.value)


def document() -> Document:
    return Document(
        "Title",
        (Heading(1, say("Request")), Paragraph(say("Words"))),
        header=(say("Riverside TMS, LLC"), say("12 Example Street")),
    )


class DescribeAnOldStyleFile:
    def it_stays_valid_and_plain(self) -> None:
        style = load_style(STYLES)
        assert (style.letterhead, style.accent, style.rule, style.logo) == (
            "center",
            "#000000",
            "#000000",
            None,
        )

    def it_may_be_copied_without_its_fonts(self, tmp_path: Path) -> None:
        folder_with(tmp_path, "letterhead: left\n")
        style = style_of([tmp_path, STYLES.parent])
        assert style.letterhead == "left"
        assert "Words" in "".join(pdf_pages(write_pdf(document(), style)))


class DescribeColors:
    @pytest.mark.parametrize(
        ("color", "ratio"),
        # Gray levels around 4.5 to 1: 0x77 gives 4.47, 0x76 gives 4.54 (WCAG 2 luminance).
        [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.47), ("#1f4e79", 8.66)],
    )
    def it_measures_contrast_against_white(self, color: str, ratio: float) -> None:
        assert contrast(color) == pytest.approx(ratio, abs=0.01)

    @pytest.mark.parametrize("field", ["accent", "rule"])
    def it_takes_a_color_that_is_dark_enough(self, tmp_path: Path, field: str) -> None:
        assert getattr(loaded(tmp_path, f'{field}: "#767676"\n'), field) == "#767676"

    @pytest.mark.parametrize("field", ["accent", "rule"])
    def but_it_refuses_a_lighter_one_with_the_measured_ratio(self, tmp_path: Path, field: str) -> None:
        message = refusal(tmp_path, f'{field}: "#777777"\n')
        assert "4.47 to 1" in message
        assert "4.5 to 1 is the least" in message
        assert re.search(rf"styles/style\.yaml:\d+: {field}", message)

    @pytest.mark.parametrize("text", ["red", '"#12345"', '"#12345g"'])
    def but_it_refuses_what_is_no_color(self, tmp_path: Path, text: str) -> None:
        assert re.search(r"styles/style\.yaml:\d+: accent", refusal(tmp_path, f"accent: {text}\n"))

    def it_colors_headings_and_rules_in_both_formats(self, tmp_path: Path) -> None:
        style = loaded(tmp_path, 'accent: "#1f4e79"\nrule: "#7a1f1f"\n')
        parts = write_docx(document(), style)
        assert '<w:color w:val="1F4E79"/>' in docx_part(parts, "word/styles.xml")
        assert 'w:color="7A1F1F"' in docx_part(parts, "word/document.xml")
        assert write_pdf(document(), style) != write_pdf(document(), load_style(STYLES))

    def but_it_leaves_draft_black(self, tmp_path: Path) -> None:
        style = loaded(tmp_path, 'accent: "#1f4e79"\n')
        header = docx_part(write_docx(letter(draft=True), style), "word/header1.xml")
        assert "1F4E79" not in header
        draft = re.search(
            r'w:styleId="DraftNotice".*?</w:style>', docx_part(write_docx(letter(), style), "word/styles.xml")
        )
        assert draft is not None
        assert "w:color" not in draft[0]


class DescribeTheLetterhead:
    @pytest.mark.parametrize("side", ["left", "center", "right"])
    @pytest.mark.parametrize("logo", ["", LOGO])
    def it_prints_its_lines_on_every_side_with_and_without_a_logo(
        self, tmp_path: Path, side: str, logo: str
    ) -> None:
        style = loaded(tmp_path, f"letterhead: {side}\n{logo}", logo_svg=SQUARE)
        assert "12 Example Street" in pdf_pages(write_pdf(document(), style))[0]
        data = write_docx(document(), style)
        assert "12 Example Street" in docx_part(data, "word/document.xml")
        assert open_docx(io.BytesIO(data)).paragraphs

    def but_it_knows_no_other_side(self, tmp_path: Path) -> None:
        assert "letterhead" in refusal(tmp_path, "letterhead: top\n")


class DescribeTheLogo:
    @pytest.mark.parametrize(
        ("file", "content"),
        [("logo.svg", SQUARE.encode()), ("logo.png", pixels("PNG")), ("logo.jpg", pixels("JPEG"))],
    )
    def it_stands_in_both_formats_with_its_words(self, tmp_path: Path, file: str, content: bytes) -> None:
        style = loaded(
            tmp_path,
            f"logo: {{file: {file}, alt: Riverside TMS, height_pt: 30}}\n",
            **{file.replace(".", "_"): content},
        )
        assert style.logo is not None
        assert (style.logo.height, style.logo.width) == (30, 60)
        tags = [node for node in structure(write_pdf(document(), style)) if node.get("/S") == "/Figure"]
        assert [node["/Alt"] for node in tags] == ["Riverside TMS"]
        assert 'descr="Riverside TMS"' in docx_part(write_docx(document(), style), "word/document.xml")
        assert write_pdf(document(), style) == write_pdf(document(), style)

    def it_needs_words_for_someone_who_does_not_see_it(self, tmp_path: Path) -> None:
        assert re.search(r"logo\.alt: is required", refusal(tmp_path, "logo: {file: logo.svg}\n"))

    @pytest.mark.parametrize(
        ("file", "content", "words"),
        [
            ("logo.svg", None, "does not exist"),
            ("logo.gif", b"GIF89a", r"no \.png, \.jpg or \.svg"),
            ("logo.png", b"", "cannot be read as PNG"),
            ("logo.png", pixels("PNG")[:-20], "cannot be read as PNG"),
            ("logo.png", pixels("JPEG"), "cannot be read as PNG"),
            ("logo.jpg", pixels("JPEG")[:200], "cannot be read as JPG"),
            ("logo.jpg", b"\xff\xd8\xff\xd9", "cannot be read as JPG"),
            ("logo.svg", b"<svg", "cannot be read as SVG"),
            ("logo.svg", b"<html/>", "cannot be read as SVG"),
            ("logo.svg", SQUARE.encode("utf-16"), "cannot be read as SVG"),
            ("logo.svg", b'<svg viewBox="0 0 0 9"/>', "has no size"),
            ("logo.svg", b'<svg viewBox="0 0 9 9"><text>Riverside</text></svg>', "Convert its text to paths"),
            ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9"/>', "entities"),
            ("logo.svg", b"<svg viewBox='0 0 9 9'>" + b" " * MAX_BYTES + b"</svg>", "larger than 1 MB"),
            ("logo.png", pixels("PNG", (4001, 10)), "4001 x 10 pixels"),
            ("logo.png", pixels("PNG", (400, 10)), "wider than half the line"),
        ],
    )
    def but_it_refuses_a_file_that_is_missing_broken_or_too_large(
        self, tmp_path: Path, file: str, content: bytes | None, words: str
    ) -> None:
        files = {} if content is None else {file.replace(".", "_"): content}
        message = refusal(tmp_path, f"logo: {{file: {file}, alt: Riverside}}\n", **files)
        assert re.search(words, message)
        assert re.search(r"styles/style\.yaml:\d+: logo", message)
        assert "Riverside" not in message.replace("Riverside TMS", "")

    def but_it_refuses_a_png_whose_pixels_are_damaged(self, tmp_path: Path) -> None:
        head = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", pack(">LLBBBBB", 60, 30, 8, 2, 0, 0, 0))
        broken = head + _chunk(b"IDAT", b"no pixels") + _chunk(b"IEND", b"")
        assert "shows nothing" in refusal(tmp_path, "logo: {file: logo.png, alt: x}\n", logo_png=broken)

    def but_it_reads_only_beside_the_style_file(self, tmp_path: Path) -> None:
        (tmp_path / "logo.svg").write_text(SQUARE)
        assert "logo.file" in refusal(tmp_path, "logo: {file: ../logo.svg, alt: x}\n")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">L", len(data)) + kind + data + pack(">L", zlib.crc32(kind + data))


class DescribeFonts:
    def it_takes_families_from_a_named_folder(self, tmp_path: Path) -> None:
        styles = folder_with(tmp_path, "fonts: mine\n")
        shutil.copytree(STYLES / "fonts", styles / "mine")
        text = (
            (styles / "style.yaml").read_text().replace("serif: Liberation Serif", "serif: Liberation Sans")
        )
        (styles / "style.yaml").write_text(text)
        style = load_style(styles)
        assert style.own_fonts == (styles / "mine",)
        assert "Words" in "".join(pdf_pages(write_pdf(document(), style)))

    def but_it_names_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        assert re.search(r"style\.yaml:\d+: fonts: is no folder", refusal(tmp_path, "fonts: mine\n"))

    def but_it_names_a_family_that_no_folder_holds(self, tmp_path: Path) -> None:
        styles = folder_with(tmp_path)
        text = SHIPPED.replace("serif: Liberation Serif", "serif: Garamond")
        (styles / "style.yaml").write_text(text)
        with pytest.raises(
            ContentError, match=r"serif: is not in the font folder.*Liberation Sans, Liberation Serif"
        ):
            load_style(styles, shipped_fonts=STYLES / "fonts")


class DescribeFaults:
    def it_reports_all_of_them_at_once(self, tmp_path: Path) -> None:
        message = refusal(
            tmp_path,
            "fonts: mine\nlogo: {file: logo.png, alt: x}\nsignatures:\n"
            '  - {npi: "2000002495", file: a.png}\n  - {npi: "2000002495", file: b.png}\n',
        )
        for words in (
            "fonts: is no folder",
            "logo.file: the image does not exist",
            "signatures.0.file",
            "signatures.1.npi",
        ):
            assert words in message

    def it_reads_strictly(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"style\.yaml"):
            loaded(tmp_path, "paper: a4\n")  # paper stands there twice

    def it_refuses_margins_that_leave_no_room(self, tmp_path: Path) -> None:
        styles = folder_with(tmp_path)
        (styles / "style.yaml").write_text(SHIPPED.replace("margin_in: 0.75", "margin_in: 2.9"))
        with pytest.raises(ContentError, match="too little room"):
            load_style(styles, shipped_fonts=STYLES / "fonts")
