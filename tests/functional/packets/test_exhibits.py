"""What becomes of files: every kind, every size and turn of a page, and everything that a broken or hostile file may hold."""

from __future__ import annotations

import io
import os
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageOps

from authpack.errors import AuthpackError, InputError
from authpack.packets.exhibits import Read, Reading, Wanted, answers
from tests.functional.packets import hostile, support
from tests.functional.packets.mutation import mutated
from tests.functional.packets.support import read

docx: Any = import_module("docx")
SAMPLES = os.environ.get("AUTHPACK_SAMPLES")
HOSTILE: dict[str, tuple[bytes, dict[str, Any]]] = {
    "plain": (hostile.plain(), {}),
    "encrypted": (hostile.encrypted(), {}),
    "encrypted, password": (hostile.encrypted(), {"password": "sesame"}),
    "encrypted, wrong password": (hostile.encrypted(), {"password": "open"}),
    "owner password only": (hostile.encrypted(owner_only=True), {}),
    "half of it": (hostile.truncated(0.5), {}),
    "a fifth of it": (hostile.truncated(0.2), {}),
    "no table": (hostile.without_xref(), {}),
    "wrong table": (hostile.wrong_offsets(), {}),
    "cyclic pages": (hostile.cyclic_page_tree(), {}),
    "cyclic drawing": (hostile.cyclic_drawing(), {}),
    "actions": (hostile.with_actions(), {"pages": (1,)}),
    "dynamic XFA": (hostile.xfa(dynamic=True), {}),
    "XFA beside fields": (hostile.xfa(dynamic=False), {}),
    "huge page": (hostile.sized([0, 0, 14400, 14400]), {}),
    "huge unit": (hostile.sized([0, 0, 612, 792], UserUnit=100), {}),
    "tiny page": (hostile.sized([0, 0, 10, 10]), {}),
    "box upside down": (hostile.sized([612, 792, 0, 0]), {}),
    "empty box": (hostile.sized([0, 0, 0, 0]), {}),
    "turned": (hostile.sized([0, 0, 612, 792], Rotate=90), {}),
    "cropped": (hostile.sized([0, 0, 612, 792], CropBox=pikepdf.Array([0, 400, 612, 792])), {}),
    "no pages": (hostile.no_pages(), {}),
    "hidden layer": (hostile.with_hidden_layer(), {}),
    "shared pictures": (hostile.shared_pictures(), {"pages": (1,)}),
    "huge picture": (hostile.image_bomb(), {}),
    "page 9 of 3": (hostile.plain(), {"pages": (9,)}),
    "nothing": (b"", {}),
    "noise": (b"%PDF-1.4\n" + bytes(range(256)) * 8, {}),
    "a web page": (b"<!DOCTYPE html><html></html>", {}),
    "a program": (b"MZ\x90\x00" + bytes(100), {}),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), {}),
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, Read | AuthpackError]:
    """All of them in one child process."""
    wanted = [Wanted(name, "", ".pdf", content, **more) for name, (content, more) in HOSTILE.items()]
    return dict(zip(HOSTILE, answers(wanted, support.TEMPLATES, recompress=False), strict=True))


def pages_of(answer: Read | AuthpackError) -> Read:
    assert isinstance(answer, Read), answer
    return answer


class DescribePdfs:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("encrypted", "encrypted, and no password"),
            ("encrypted, wrong password", "does not open it"),
            ("dynamic XFA", "dynamic XFA form"),
            ("no pages", "has no pages"),
            ("huge picture", "million points"),
            ("page 9 of 3", "names page 9, and the file has 3 pages"),
            ("nothing", "is empty"),
            ("noise", "not a PDF that can be read"),
            ("a web page", "a web page"),
            ("a program", "a program"),
            ("an old Word file", "an older Microsoft Office file"),
        ],
    )
    def it_refuses_with_what_is_wrong_and_what_to_do(
        self, found: dict[str, Read | AuthpackError], name: str, said: str
    ) -> None:
        answer = found[name]
        assert isinstance(answer, InputError)
        assert said in answer.what
        assert answer.do

    @pytest.mark.parametrize(
        ("name", "count", "note"),
        [
            ("encrypted, password", 3, "was encrypted"),
            ("owner password only", 3, "was encrypted"),
            ("cyclic pages", 3, "is damaged"),
            ("actions", 1, "removed: JavaScript"),
            ("XFA beside fields", 1, "removed: XFA form data"),
            ("huge page", 1, "page 1 was 200 x 200 inches, and was made smaller"),
            ("huge unit", 1, "page 1 was 850 x 1100 inches"),
            ("tiny page", 1, "put on a Letter sheet"),
            ("hidden layer", 1, "layers"),
        ],
    )
    def it_takes_the_pages_and_says_what_it_did(
        self, found: dict[str, Read | AuthpackError], name: str, count: int, note: str
    ) -> None:
        answer = pages_of(found[name])
        assert len(answer.pages) == count
        assert any(note in one for one in answer.notes)

    @pytest.mark.parametrize("name", ["no table", "wrong table", "half of it"])
    def it_says_that_it_repaired_a_damaged_file(
        self, found: dict[str, Read | AuthpackError], name: str
    ) -> None:
        answer = pages_of(found[name])
        assert answer.warnings
        assert "Marisol" in answer.pages[0].text

    def it_finds_the_pages_of_a_cut_file_empty_rather_than_whole(
        self, found: dict[str, Read | AuthpackError]
    ) -> None:
        assert any(page.blank for page in pages_of(found["a fifth of it"]).pages)

    def it_names_every_danger_that_it_removed(self, found: dict[str, Read | AuthpackError]) -> None:
        said = " ".join(pages_of(found["actions"]).notes)
        for danger in ("JavaScript", "attached files", "starts a program", "internet", "on opening"):
            assert danger in said

    def it_leaves_nothing_of_them_in_the_file(self, found: dict[str, Read | AuthpackError]) -> None:
        pdf = pages_of(found["actions"]).pdf
        words = pdf + b"".join(one.read_bytes() for one in support.streams(pdf))
        for word in (b"SECRET", b"JavaScript", b"Launch", b"evil", b"EmbeddedFile", b"sheet 2"):
            assert word not in words

    def it_keeps_the_pictures_of_other_pages_out_of_an_excerpt(
        self, found: dict[str, Read | AuthpackError]
    ) -> None:
        pictures = [
            one.read_bytes()
            for one in support.streams(pages_of(found["shared pictures"]).pdf)
            if str(one.get("/Subtype", "")) == "/Image"
        ]
        assert pictures == [b"\x11" * 10_000]

    def it_never_shows_a_layer_that_was_switched_off(self, found: dict[str, Read | AuthpackError]) -> None:
        pdf = pages_of(found["hidden layer"]).pdf
        assert b"HIDDEN" not in b"".join(one.read_bytes() for one in support.streams(pdf))
        drawn = support.picture(pdf, 1)
        assert drawn.crop((60, 350, 500, 420)).getextrema()[0] > 200

    @pytest.mark.parametrize(
        ("name", "size"), [("turned", (792, 612)), ("cropped", (612, 392)), ("box upside down", (612, 792)), ("empty box", (612, 792))]
    )  # fmt: skip
    def it_sends_pages_upright_in_their_visible_size(
        self, found: dict[str, Read | AuthpackError], name: str, size: tuple[float, float]
    ) -> None:
        page = pages_of(found[name]).pages[0]
        assert (page.width, page.height) == size
        assert "Marisol" in page.text

    def it_writes_each_page_without_links_fields_scripts_or_tags(
        self, found: dict[str, Read | AuthpackError]
    ) -> None:
        for answer in found.values():
            if isinstance(answer, Read):
                with pikepdf.open(io.BytesIO(answer.pdf)) as opened:
                    assert opened.Root.keys() == {"/Type", "/Pages"}
                    for page in opened.pages:
                        assert page.obj.keys() <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}

    @pytest.mark.usefixtures("own_interpreter")
    def it_holds_a_bomb_and_names_the_page(self) -> None:
        with pytest.raises(InputError) as refused:
            read(hostile.content_bomb())
        assert "x1" in refused.value.faults[0].where
        assert "page 1" in refused.value.faults[0].what

    @pytest.mark.usefixtures("own_interpreter")
    def it_isolates_the_file_that_brings_its_process_down(self) -> None:
        wanted = [
            Wanted("good", "", ".pdf", hostile.plain()),
            Wanted("bomb", "", ".pdf", hostile.content_bomb()),
            Wanted("fine", "", ".pdf", hostile.plain(2)),
        ]
        good, bomb, fine = answers(wanted, support.TEMPLATES, recompress=False)
        assert len(pages_of(good).pages) == 3
        assert isinstance(bomb, InputError)
        assert len(pages_of(fine).pages) == 2

    @pytest.mark.usefixtures("own_interpreter")
    def it_stops_at_once_when_nobody_waits_any_more(self) -> None:
        reading = Reading([Wanted("x1", "", ".pdf", hostile.plain(5000))], folders=support.TEMPLATES)
        start = time.monotonic()
        reading.stop()
        assert time.monotonic() - start < 4
        with pytest.raises(InputError):
            reading.result()

    def it_takes_five_thousand_pages(self) -> None:
        assert len(read(hostile.plain(5000)).pages) == 5000

    def it_gives_the_same_bytes_again(self) -> None:
        assert read(hostile.with_actions()).pdf == read(hostile.with_actions()).pdf


class DescribeGround:
    @pytest.mark.parametrize(
        ("drawn", "align"),
        [
            ((0, 0, 0, 0), "right"),
            ((420, 0, 612, 40), "center"),
            ((250, 0, 612, 40), "left"),
            ((0, 0, 612, 40), "right"),
        ],
    )
    def it_finds_a_blank_place_at_the_foot_before_the_head(self, drawn: tuple[int, ...], align: str) -> None:
        pdf = hostile.pages(1)
        left, bottom, right, top = drawn
        content = f"0.5 g {left} {bottom} {right - left} {top - bottom} re f".encode()
        pdf.pages[0].contents_add(content)
        ground, at = read(hostile.saved(pdf)).pages[0].ground, read(hostile.saved(pdf)).pages[0].align
        assert ground is not None
        assert at == align
        assert (ground[1] > 700) == (right - left == 612)

    def it_finds_none_on_a_page_that_is_full_to_its_edges(self) -> None:
        pdf = hostile.pages(1)
        pdf.pages[0].contents_add(b"0.5 g 0 0 612 792 re f")
        assert read(hostile.saved(pdf)).pages[0].ground is None


class DescribePictures:
    def it_puts_a_scan_on_a_letter_sheet_with_room_for_the_stamp(self) -> None:
        scan = Image.new("L", (1700, 2200), 240)
        page = read(encoded(scan, "JPEG", dpi=(200, 200)), ".jpg").pages[0]
        assert (page.width, page.height) == (612, 792)
        assert page.ground is not None

    def it_keeps_black_black_on_a_fax(self) -> None:
        fax = Image.new("1", (1700, 2200), 1)
        fax.paste(0, (200, 200, 900, 400))
        made = read(encoded(fax, "TIFF", compression="group4", dpi=(200, 200)), ".tif")
        drawn = support.picture(made.pdf, 1)
        dark = sum(drawn.histogram()[:128]) / (drawn.width * drawn.height)
        assert 0.02 < dark < 0.06  # 700 x 200 of 1700 x 2200 is 3.7 %, a little less on the smaller sheet

    def it_takes_every_page_of_a_tiff(self) -> None:
        frames = [Image.new("1", (850, 1100), 1) for _ in range(3)]
        made = read(encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:]), ".tif")
        assert (made.total, len(made.pages)) == (3, 3)

    @pytest.mark.parametrize("orientation", range(1, 9))
    def it_turns_a_photograph_as_the_camera_says_without_encoding_it_again(self, orientation: int) -> None:
        photo = Image.new("RGB", (400, 300), "white")
        photo.paste((0, 0, 0), (0, 0, 120, 60))
        exif = Image.Exif()
        exif[0x0112], exif[0x010E] = orientation, "SECRETPLACE"
        content = encoded(photo, "JPEG", exif=exif, comment=b"SECRETCOMMENT")
        made = read(content, ".jpg")
        with pikepdf.open(io.BytesIO(made.pdf)) as opened:
            image = opened.pages[0].obj.Resources.XObject.X
            data = image.read_raw_bytes()
            assert (int(image.Width), int(image.Height)) == (400, 300)
        assert data[-2000:] == content[-2000:]
        assert b"SECRET" not in data
        with Image.open(io.BytesIO(content)) as plain:
            upright = ImageOps.exif_transpose(plain).convert("L")
        drawn = support.picture(made.pdf, 1)
        assert (made.pages[0].width > made.pages[0].height) == (upright.width > upright.height)
        assert _darkest_corner(_inside(drawn)) == _darkest_corner(upright)

    def it_leaves_a_comment_behind_when_it_has_to_encode_anew(self) -> None:
        content = encoded(Image.new("CMYK", (400, 300), (0, 0, 0, 90)), "JPEG", comment=b"SECRETCOMMENT")
        made = read(content, ".jpg")
        assert not any(b"SECRET" in one.read_raw_bytes() for one in support.streams(made.pdf))

    def it_puts_a_transparent_picture_on_white(self) -> None:
        made = read(encoded(Image.new("RGBA", (300, 300), (0, 0, 0, 0)), "PNG"), ".png")
        assert made.pages[0].blank

    def it_says_when_a_name_lies_about_its_content(self) -> None:
        made = read(encoded(Image.new("RGB", (30, 30)), "PNG"), ".pdf")
        assert "is a PNG picture, although its name ends in '.pdf'" in made.notes

    def it_reads_a_heic_photograph(self) -> None:
        heif = pytest.importorskip("pillow_heif", reason="the extra heic is not installed")
        heif.register_heif_opener()
        made = read(encoded(Image.new("RGB", (400, 300), "white"), "HEIF"), ".heic")
        assert made.kind == "heic"

    def but_it_refuses_a_bomb_and_a_cut_file(self) -> None:
        png = encoded(Image.new("1", (16_000, 16_000)), "PNG")
        for content, said in (
            (png, "million points"),
            (encoded(Image.new("L", (900, 900)), "JPEG")[:300], "damaged"),
        ):
            with pytest.raises(InputError) as refused:
                read(content, ".png")
            assert said in refused.value.faults[0].what


def encoded(picture: Any, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _inside(drawn: Any) -> Any:
    """The stretch of a drawn page on which the photograph stands: Letter, 36 points from the head, centered."""
    wide = drawn.width > drawn.height
    width, height = (540, 405) if wide else (540, 720)
    left = (drawn.width - width) // 2
    return drawn.crop((left, 36, left + width, 36 + height))


def _darkest_corner(picture: Any) -> int:
    """0 to 3: left or right, head or foot."""
    half = (picture.width // 2, picture.height // 2)
    corners = [picture.crop((x, y, x + half[0], y + half[1])) for y in (0, half[1]) for x in (0, half[0])]
    return min(range(4), key=lambda at: sum(n * v for v, n in enumerate(corners[at].histogram())))


class DescribeText:
    def it_breaks_a_word_that_no_line_holds(self) -> None:
        made = read(b"Patient: Marisol Inventada\n" + b"x" * 400 + b"\nlast line", ".txt")
        inside = made.pages[0].seen
        assert inside.count("x") >= 400
        assert not made.pages[0].beyond

    def it_keeps_every_line_and_its_columns_and_says_where_it_comes_from(self) -> None:
        text = "Drug          Dose\nFluoxetine    20 mg\n\nLast line, with Ümläute."
        made = read(text.encode(), ".txt")
        shown = made.pages[0].text
        assert "Converted from a plain text file" in shown
        assert "Ümläute" in shown
        assert "was converted from plain text (utf-8)" in made.notes

    def it_starts_a_page_at_a_form_feed(self) -> None:
        assert len(read(b"one\x0ctwo\x0cthree", ".txt").pages) == 3

    def it_reads_older_encodings_and_says_so(self) -> None:
        made = read("Größe 20 mg, täglich".encode("cp1252"), ".txt")
        assert "Größe" in made.pages[0].text
        assert any("Windows-1252" in note for note in made.notes)

    @pytest.mark.parametrize("content", [bytes(range(1, 256)) * 20, b"text \x00 more", b"x" * 2_000_001])
    def but_it_refuses_what_is_no_text_or_too_long(self, content: bytes) -> None:
        with pytest.raises(InputError):
            read(content, ".txt")


class DescribeWord:
    def it_carries_words_headings_and_plain_tables(self) -> None:
        made = read(word(), ".docx")
        shown = made.pages[0].text
        for words in (
            "Converted from a Word document",
            "TMS safety screen",
            "Metal in or near the head",
            "No",
        ):
            assert words in shown

    @pytest.mark.parametrize(
        ("xml", "said"),
        [
            ('<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>a</w:t></w:r></w:ins></w:p>', "tracked changes"),
            (
                '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>a</w:delText></w:r></w:del></w:p>',
                "tracked changes",
            ),
            ('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>a</w:t></w:r></w:p>', "comments"),
            ("<w:p><w:r><w:drawing/></w:r></w:p>", "pictures or drawings"),
            ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r></w:p>", "hidden text"),
            ("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "form controls"),
            ("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>", "numbered or bulleted lists"),
            (
                '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
                "numbered or bulleted lists",
            ),
            ("<w:p><w:mystery/></w:p>", "an element that is not known here (mystery)"),
        ],
    )
    def but_it_asks_for_a_pdf_of_what_it_cannot_carry(self, xml: str, said: str) -> None:
        with pytest.raises(InputError) as refused:
            read(word(xml), ".docx")
        assert said in refused.value.faults[0].what
        assert "print it to a PDF" in refused.value.faults[0].do

    def but_it_refuses_a_zip_bomb(self) -> None:
        import zipfile

        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * 70_000_000)
        with pytest.raises(InputError) as refused:
            read(buffer.getvalue(), ".docx")
        assert "unpacks to more than" in refused.value.faults[0].what


def word(inserted: str = "") -> bytes:
    """The example's Word document, with XML put before its first paragraph."""
    document = docx.Document(str(support.EXAMPLES / "exhibits" / "safety-screen.docx"))
    if inserted:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        tag, rest = (
            inserted.split(">", 1) if "/>" not in inserted.split(">", 1)[0] + ">" else (inserted[:-2], "/>")
        )
        element = parse_xml(f"{tag} {nsdecls('w')}>{rest}")
        document.element.body.insert(0, element)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.skipif(not SAMPLES, reason="AUTHPACK_SAMPLES names no folder of public sample files")
def it_takes_every_public_form_of_the_samples() -> None:
    paths = sorted(Path(SAMPLES or "", "pdf_forms").glob("*.pdf"))
    wanted = [Wanted(path.stem, "", ".pdf", path.read_bytes()) for path in paths]
    made = answers(wanted, support.TEMPLATES, recompress=False)
    assert [type(one).__name__ for one in made] == ["Read"] * len(paths)


@pytest.mark.parametrize("seed", [0, 1])
def it_makes_pages_of_a_mutated_file_or_refuses_it_and_nothing_else(seed: int) -> None:
    """A hundred mutations with fixed seeds; tools/fuzz_packet.py goes on for as long as told."""
    bases = [
        HOSTILE[name][0]
        for name in ("plain", "actions", "XFA beside fields", "hidden layer", "shared pictures")
    ]
    wanted = [
        Wanted(f"s{number}", "", ".pdf", mutated(bases[number % len(bases)], 1000 * seed + number))
        for number in range(50)
    ]
    for answer in answers(wanted, support.TEMPLATES, recompress=False):
        if isinstance(answer, Read):
            with pikepdf.open(io.BytesIO(answer.pdf)) as opened:
                assert len(opened.pages) == len(answer.pages)
                assert opened.get_warnings() == []
            for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile"):
                assert word not in answer.pdf
        else:
            assert isinstance(answer, InputError)
