"""What both writers promise: same words, same bytes, tags, fonts, drafts, refusals."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document as open_docx
from docx.document import Document as Docx

from authpack.documents.blocks import (
    DRAFT_NOTICE,
    BulletList,
    Column,
    Document,
    Heading,
    NumberedList,
    Paragraph,
    SignatureBlock,
    Table,
)
from authpack.documents.writers.docx import write_docx
from authpack.documents.writers.layout import column_widths
from authpack.documents.writers.pdf import write_pdf
from authpack.documents.writers.style import load_style
from authpack.errors import ContentError, DocumentRefused
from tests.functional.documents.samples import (
    STYLES,
    body_words,
    docx_part,
    docx_words,
    header_words,
    letter,
    markers,
    pdf_pages,
    pdf_words,
    say,
    style,
    trials_table,
)

pymupdf: Any = import_module("pymupdf")  # it ships no types


@pytest.fixture(scope="module")
def document() -> Document:
    return letter()


@pytest.fixture(scope="module")
def pdf(document: Document) -> bytes:
    return write_pdf(document, style())


@pytest.fixture(scope="module")
def docx(document: Document) -> bytes:
    return write_docx(document, style())


@pytest.fixture(scope="module")
def opened(docx: bytes) -> Docx:
    return open_docx(io.BytesIO(docx))


class DescribeWords:
    def it_writes_the_words_of_the_blocks_into_the_docx(self, document: Document, docx: bytes) -> None:
        assert docx_words(docx) == body_words(document)

    def it_writes_the_words_of_the_blocks_into_the_pdf(self, document: Document, pdf: bytes) -> None:
        found = pdf_words(pdf, document)
        table = next(block for block in document.blocks if isinstance(block, Table))
        repeats = sum(text.count("Medication") for text in pdf_pages(pdf)) - 1
        assert repeats >= 1, "the table must cross a page for this test to say anything"
        expected = body_words(document) + markers(document)
        assert found == expected + Counter(header_words(table) * repeats)

    def it_says_page_x_of_y_and_repeats_the_running_line(self, pdf: bytes) -> None:
        pages = pdf_pages(pdf)
        assert len(pages) >= 3
        for number, text in enumerate(pages, 1):
            assert f"Page {number} of {len(pages)}" in text
            assert "Confidential" in text
            assert ("Re: Nguyễn Thị Ánh" in text) == (number > 1)

    def it_prints_diacritics(self, pdf: bytes, docx: bytes) -> None:
        names = ["Nguyễn", "Thị", "Ánh", "Łukasz", "Núñez-Müller"]
        printed = " ".join(pdf_pages(pdf)).split()
        assert all(name in printed for name in names)
        assert all(name in docx_words(docx) for name in names)


class DescribePdf:
    def it_is_tagged_and_says_title_and_language(self, pdf: bytes) -> None:
        root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]
        assert root["/Lang"] == "en-US"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        xmp = root["/Metadata"].get_data().decode("utf-8")
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert "<pdfaid:part>2</pdfaid:part>" in xmp
        assert "Letter of medical necessity" in xmp

    def it_tags_headings_lists_and_header_cells(self, pdf: bytes) -> None:
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        kinds: Counter[str] = Counter()
        root: Any = reader.trailer["/Root"]
        waiting = [root["/StructTreeRoot"]]
        while waiting:
            node = waiting.pop().get_object()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                kinds[str(node.get("/S"))] += 1
                waiting += [node["/K"]] if "/K" in node else []
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/P"} <= kinds.keys()

    def it_embeds_every_font(self, pdf: bytes) -> None:
        names = set()
        pages: Any = pypdf.PdfReader(io.BytesIO(pdf)).pages
        for page in pages:
            for entry in page["/Resources"]["/Font"].values():
                font = entry.get_object()
                for inner in font.get("/DescendantFonts", [font]):
                    descriptor = inner.get_object()["/FontDescriptor"]
                    assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                    names.add(str(descriptor["/FontName"]).partition("+")[2])
        assert names
        assert all(name.startswith("Liberation") for name in names)

    def it_holds_no_date_but_the_fixed_one(self, pdf: bytes) -> None:
        info = pypdf.PdfReader(io.BytesIO(pdf)).metadata
        assert info is not None
        assert str(info["/CreationDate"]).startswith("D:20000101")

    def it_repeats_the_header_row(self, pdf: bytes) -> None:
        assert all("Medication" in text for text in pdf_pages(pdf)[:2])

    def it_keeps_the_last_words_with_the_signature(self) -> None:
        filler = tuple(Paragraph(say("Filler words that only take up room on the page.")) for _ in range(20))
        for rows in range(4, 16):
            pages = pdf_pages(write_pdf(letter(rows=rows, extra=filler), style()))
            signed = next(text for text in pages if "Signature" in text)
            assert "These words stay with the signature." in signed

    def it_keeps_the_last_item_of_a_list_with_the_signature(self) -> None:
        for rows in range(33, 39):
            items = tuple((Paragraph(say(f"item {row}", "t1")),) for row in range(rows))
            for kind in (BulletList, NumberedList):
                document = Document("T", (kind(items), SignatureBlock((say("Alex Example, MD"),))))
                pages = pdf_pages(write_pdf(document, style()))
                signed = next(text for text in pages if "Signature" in text)
                assert f"item {rows - 1}" in signed
                assert pdf_words(write_pdf(document, style()), document) == body_words(document) + markers(
                    document
                )
                assert docx_words(write_docx(document, style())) == body_words(document)

    def it_never_loses_a_cell_taller_than_a_page(self) -> None:
        table = Table(trials_table(1).columns, ((say("a"), say("b"), say("c"), say("word " * 3000)),))
        document = Document("Title", (table,))
        assert pdf_words(write_pdf(document, style()), document)["word"] == 3000

    def it_gives_a_word_wider_than_the_line_room_to_break(self) -> None:
        document = Document("Title", (Paragraph(say("x" * 300)), *letter(rows=0).blocks[:1]))
        assert "".join(pdf_pages(write_pdf(document, style()))).count("x") == 300

    def it_can_be_written_by_threads_at_the_same_time(self, document: Document, pdf: bytes) -> None:
        made: list[bytes] = []
        threads = [
            threading.Thread(target=lambda: made.append(write_pdf(document, style()))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [pdf] * 4


class DescribeDocx:
    def it_uses_real_styles(self, opened: Docx) -> None:
        styles = {paragraph.style.name for paragraph in opened.paragraphs if paragraph.style}
        assert {"Heading 1", "Heading 2", "List Paragraph", "Normal", "Caption", "Quote"} <= styles
        assert opened.tables[0].style is not None
        assert opened.tables[0].style.name == "Letter Table"

    def it_says_title_and_language_and_no_author(self, opened: Docx, docx: bytes) -> None:
        properties = opened.core_properties
        assert properties.title == "Letter of medical necessity"
        assert properties.language == "en-US"
        assert properties.author == ""
        assert properties.created is not None
        assert properties.created.year == 2000
        assert '<w:lang w:val="en-US"' in docx_part(docx, "word/styles.xml")

    def it_repeats_the_header_row_and_keeps_rows_whole(self, docx: bytes) -> None:
        main = docx_part(docx, "word/document.xml")
        assert main.count("<w:tblHeader/>") == 1
        assert main.count("<w:cantSplit/>") == 25

    def it_bookmarks_every_traced_value_once_by_its_id(self, document: Document, docx: bytes) -> None:
        names = re.findall(
            r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', docx_part(docx, "word/document.xml")
        )
        names += re.findall(r'w:name="([^"]+)"/>', docx_part(docx, "word/header2.xml"))
        assert len(names) == len(set(names))
        assert {name.partition("_")[0] for name in names} == set(document.trace_ids())
        assert {"t901", "t901_2"} <= set(names)

    def it_sets_page_fields_in_every_footer(self, docx: bytes) -> None:
        for part in ("word/footer1.xml", "word/footer2.xml"):
            footer = docx_part(docx, part)
            assert 'w:instr=" PAGE "' in footer
            assert 'w:instr=" NUMPAGES "' in footer

    def it_numbers_each_list_anew(self, docx: bytes) -> None:
        numbering = docx_part(docx, "word/numbering.xml")
        assert '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/>' in numbering
        assert '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>' in numbering

    def it_names_the_content_types_first(self, docx: bytes) -> None:
        assert docx[30:49] == b"[Content_Types].xml"

    def but_it_refuses_a_control_character(self) -> None:
        with pytest.raises(DocumentRefused):
            write_docx(Document("Title", (Paragraph(say("a\x0bb")),)), style())


class DescribeDraft:
    def it_marks_every_page_of_the_pdf(self) -> None:
        pages = pdf_pages(write_pdf(letter(draft=True), style()))
        assert len(pages) >= 3
        assert all(DRAFT_NOTICE in text for text in pages)

    def it_marks_both_headers_of_the_docx(self) -> None:
        data = write_docx(letter(draft=True), style())
        for part in ("word/header1.xml", "word/header2.xml"):
            header = docx_part(data, part)
            assert DRAFT_NOTICE in header
            assert 'string="DRAFT"' in header

    def but_it_says_nothing_of_it_in_a_final_letter(self, pdf: bytes, docx: bytes) -> None:
        assert "DRAFT" not in "".join(pdf_pages(pdf))
        assert "DRAFT" not in docx_part(docx, "word/header1.xml") + docx_part(docx, "word/header2.xml")


_CHILD = """
import hashlib
from authpack.documents.writers.docx import write_docx
from authpack.documents.writers.pdf import write_pdf
from tests.functional.documents.samples import letter, style
document = letter(draft=True)
for data in (write_pdf(document, style()), write_docx(document, style())):
    print(hashlib.sha256(data).hexdigest())
"""


class DescribeBytes:
    def it_writes_the_same_bytes_in_every_process_and_time_zone(self) -> None:
        root = STYLES.parents[1]
        path = os.pathsep.join((str(root / "src"), str(root)))
        seen = set()
        for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Los_Angeles")):
            environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path}
            run = subprocess.run(
                [sys.executable, "-c", _CHILD], env=environment, capture_output=True, text=True, check=True
            )
            seen.add(run.stdout)
        document = letter(draft=True)
        here = [write_pdf(document, style()), write_docx(document, style())]
        seen.add("".join(f"{hashlib.sha256(data).hexdigest()}\n" for data in here))
        assert len(seen) == 1


_OTHER = """
import hashlib
from authpack.documents.writers.pdf import write_pdf
from tests.functional.documents.samples import letter, say, style
other = letter(rows=60)._replace(running=say("Re: Someone Else"), footer=say("Other words"))
print(hashlib.sha256(write_pdf(other, style())).hexdigest())
"""


class DescribeWhatIsKeptBetweenDocuments:
    """The typesetter keeps what it has laid out, for the next document of the process (decision 0012)."""

    def it_prints_nothing_of_a_document_that_was_set_before(self) -> None:
        mine = letter(rows=60)
        other = mine._replace(running=say("Re: Someone Else"), footer=say("Other words"))
        first, between, again = (write_pdf(one, style()) for one in (mine, other, mine))
        assert first == again
        pages = pdf_pages(between)
        assert len(pages) > 2
        assert all("Re: Someone Else" in page for page in pages[1:])
        assert all("Other words" in page and "Confidential" not in page for page in pages)
        assert not any("Re: Nguyễn" in page for page in pages)

    def it_sets_a_document_as_a_process_does_that_has_set_no_other(self) -> None:
        write_pdf(letter(rows=60), style())
        other = letter(rows=60)._replace(running=say("Re: Someone Else"), footer=say("Other words"))
        here = hashlib.sha256(write_pdf(other, style())).hexdigest()
        root = STYLES.parents[1]
        path = os.pathsep.join((str(root / "src"), str(root)))
        run = subprocess.run(
            [sys.executable, "-c", _OTHER],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == here


class DescribeRefusals:
    @pytest.mark.parametrize("write", [write_pdf, write_docx])
    def it_names_script_and_font_of_a_missing_glyph_but_not_the_text(self, write: object) -> None:
        document = Document("Title", (Paragraph(say("Dear 李明 Example")),))
        assert callable(write)
        with pytest.raises(DocumentRefused) as caught:
            write(document, style())
        message = str(caught.value)
        assert "Noto Sans CJK" in message
        assert "Chinese, Japanese or Korean" in message
        assert "李" not in message
        assert "Example" not in message

    def it_says_nothing_of_the_text_when_the_typesetter_fails(self) -> None:
        # PDF/UA forbids a document whose first heading skips a level; only markdown.py checks that earlier.
        document = Document("Title", (Heading(3, say("Jane Secret")),))
        with pytest.raises(DocumentRefused) as caught:
            write_pdf(document, style())
        assert "Secret" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__

    def it_draws_an_added_script_from_the_practices_font_folder(self, tmp_path: Path) -> None:
        # A stand-in for a CJK font: Liberation Sans added under its own name draws nothing new, so only
        # the wiring is tested: the family is known and the letter's bytes stay those of the own fonts.
        (tmp_path / "Added.ttf").write_bytes((STYLES / "fonts" / "LiberationSans-Regular.ttf").read_bytes())
        extended = load_style(STYLES, (tmp_path,))
        assert extended.fonts.added_families == ("Liberation Sans",)
        assert "Nguyễn" in "".join(pdf_pages(write_pdf(letter(rows=1), extended)))

    def it_names_a_file_in_the_font_folder_that_is_no_font(self, tmp_path: Path) -> None:
        (tmp_path / "broken.ttf").write_bytes(b"not a font")
        with pytest.raises(ContentError, match=r"broken\.ttf"):
            write_pdf(letter(rows=1), load_style(STYLES, (tmp_path,)))


class DescribeColumns:
    def it_never_makes_a_name_column_narrower_than_its_longest_word(self) -> None:
        widest = "hydroxydesvenlafaxine-extended-release"
        columns = trials_table(1).columns
        table = Table(columns, ((say(widest), say("1"), say("2"), say("word " * 200)),))
        widths = column_widths(table, style())
        face = style().fonts.face("Liberation Sans")
        assert widths[0] >= face.width(widest) * 9 + 8
        assert sum(widths) == pytest.approx(style().text_width)

    def it_lets_text_give_way_before_names_where_not_all_fits(self) -> None:
        # 7 columns whose longest words together are wider than the line of 489.6 pt.
        words = ("dextromethorphan-bupropion", "(SMS/multimodal)", "hyperpigmentation", "photosensitivity")
        texts = (*words, "hyperpigmentation", "photosensitivity", "hyperpigmentation")
        columns = tuple(Column(say("Head"), kind="name" if place < 2 else "text") for place in range(7))
        widths = column_widths(Table(columns, (tuple(map(say, texts)),)), style())
        face = style().fonts.face("Liberation Sans")
        for place in (0, 1):
            assert widths[place] >= face.width(texts[place]) * 9 + 8
        assert sum(widths) == pytest.approx(style().text_width)

    @pytest.mark.parametrize(
        "drug",
        ["desvenlafaxine", "levomilnacipran", "dextromethorphan-bupropion", "tranylcypromine", "methylphenidate",
         "olanzapine-fluoxetine", "selegiline-transdermal"],
    )  # fmt: skip
    def it_breaks_no_drug_name_in_a_cell_not_even_at_its_hyphen(self, drug: str) -> None:
        columns = (Column(say("Medication"), 5, kind="name"), *(Column(say("Words"), 4) for _ in range(5)))
        cell = say(f"{drug} (added to {drug} and {drug})")
        long = say("hyperpigmentation and photosensitivity")
        document = Document("Title", (Table(columns, ((cell, long, long, long, long, long),)),))
        # pymupdf's words end where a line ends, so a broken name would be two of them.
        page = pymupdf.open(stream=write_pdf(document, style()))[0]
        assert sum(word[4].strip("()") == drug for word in page.get_text("words")) == 3
        main = docx_part(write_docx(document, style()), "word/document.xml")
        assert main.count("<w:noBreakHyphen/>") == 3 * drug.count("-")
        assert docx_words(write_docx(document, style())) == body_words(document)

    def it_keeps_drug_names_on_one_line_in_the_pdf(self) -> None:
        pages = pdf_pages(write_pdf(letter(rows=8), style()))
        assert "".join(pages).count("desvenlafaxine") == 2


def it_has_a_signature_block_in_the_sample() -> None:
    assert any(isinstance(block, SignatureBlock) for block in letter().blocks)


# -- pages --------------------------------------------------------------------------------------------------


def _rows_on_pages(lines: int, rows: int) -> list[int]:
    """How many rows of a table stand on each page, after so many lines of text."""
    columns = (Column(say("Head"), kind="text"), Column(say("More"), kind="text"))
    table = Table(columns, tuple((say(f"row {place}."), say("x")) for place in range(rows)))
    text = tuple(Paragraph(say("line")) for _ in range(lines))
    pages = pdf_pages(write_pdf(Document("Pages", (*text, table)), style()))
    return [page.count("row ") for page in pages if "row " in page]


@pytest.mark.parametrize("lines", range(28, 40))
def it_leaves_no_row_of_a_table_alone_on_a_page(lines: int) -> None:
    assert 1 not in _rows_on_pages(lines, 8)


@pytest.mark.parametrize("rows", [2, 3])
@pytest.mark.parametrize("lines", range(34, 40))
def it_keeps_a_table_of_two_or_three_rows_on_one_page(lines: int, rows: int) -> None:
    assert _rows_on_pages(lines, rows) == [rows]


def it_keeps_enclosures_with_the_signature() -> None:
    for lines in range(26, 40):
        text = tuple(Paragraph(say("line")) for _ in range(lines))
        end = (
            Paragraph(say("the close")),
            SignatureBlock((say("Dr. Example"),)),
            Paragraph(say("Enclosures: one")),
        )
        pages = pdf_pages(write_pdf(Document("Pages", (*text, *end)), style()))
        assert ("Enclosures" in pages[-1]) == ("the close" in pages[-1])


def it_tells_word_to_keep_a_tables_ends_and_the_enclosures_together() -> None:
    columns = (Column(say("Head"), kind="text"),)
    table = Table(columns, tuple((say(f"row {place}"),) for place in range(4)))
    end = (SignatureBlock((say("Dr. Example"),)), Paragraph(say("Enclosures: one")))
    xml = docx_part(write_docx(Document("Pages", (table, *end)), style()), "word/document.xml")
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml)
    assert ["<w:keepNext/>" in row for row in rows] == [True, True, False, True, False]
    assert '<w:keepNext w:val="0"/>' not in xml
