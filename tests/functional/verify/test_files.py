"""Which files ``letter verify`` refuses to read, and that their words and their size never hurt."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from authpack.documents import verify_package
from authpack.documents.verify_docx import read_docx
from authpack.errors import InputError
from tests.functional.verify.support import DRUGS, MAIN, edited, replaced, written

DATA, TRACE = written()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def refused(folder: Path, data: bytes) -> str:
    path = folder / "edited.docx"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_docx(path)
    return str(caught.value)


def with_part(data: bytes, name: str, xml: str, kind: str) -> bytes:
    """One more part, known to the package."""
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    data = replaced(data, ("</Types>", override), part="[Content_Types].xml")
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as package:
        package.writestr(name, xml)
    return made.getvalue()


NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = "<w:r><w:t>SECRET</w:t></w:r>"


class DescribeTrackedChanges:
    @pytest.mark.parametrize(
        ("mark", "said"),
        [
            (f'<w:ins w:id="1" w:author="A">{RUN}</w:ins>', "inserted text (1, by one author)"),
            (
                '<w:del w:id="1" w:author="A"><w:r><w:delText>SECRET</w:delText></w:r></w:del>',
                "deleted text (1,",
            ),
            (f'<w:moveFrom w:id="1" w:author="A">{RUN}</w:moveFrom>', "moved text (1,"),
            (f'<w:moveTo w:id="1" w:author="A">{RUN}</w:moveTo>', "moved text (1,"),
            (
                '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange></w:rPr></w:r>',
                "changed formatting (1,",
            ),
            (
                f'<w:ins w:id="1" w:author="A">{RUN}</w:ins><w:ins w:id="2" w:author="B">{RUN}</w:ins>',
                "inserted text (2, by 2 authors)",
            ),
            ('<w:commentRangeStart w:id="1"/>', "comment (1,"),
        ],
    )
    def it_refuses_and_names_kind_number_authors_and_place(
        self, tmp_path: Path, mark: str, said: str
    ) -> None:
        data = edited(
            DATA,
            lambda text: text.replace("To the reviewer", "").replace(
                "<w:sectPr>", f"<w:p>{mark}</w:p><w:sectPr>", 1
            ),
        )
        message = refused(tmp_path, data)
        assert f"paragraph 16: {said}" in message
        assert "SECRET" not in message

    def it_names_a_row_of_a_table(self, tmp_path: Path) -> None:
        data = edited(
            DATA,
            lambda text: re.sub(
                r"(450 mg/day</w:t></w:r>)", rf'\1<w:ins w:id="1" w:author="A">{RUN}</w:ins>', text
            ),
        )
        assert "table 1, row 3: inserted text (1, by one author)." in refused(tmp_path, data)

    @pytest.mark.parametrize(
        ("part", "place"), [("word/header2.xml", "page header"), ("word/footer1.xml", "page footer")]
    )
    def it_looks_into_headers_and_footers(self, tmp_path: Path, part: str, place: str) -> None:
        data = edited(
            DATA,
            lambda text: text.replace("</w:p>", f'<w:ins w:id="1" w:author="A">{RUN}</w:ins></w:p>', 1),
            part,
        )
        assert f"{place}: inserted text" in refused(tmp_path, data)

    @pytest.mark.parametrize("name", ["footnotes", "endnotes"])
    def it_looks_into_notes(self, tmp_path: Path, name: str) -> None:
        xml = f'<w:{name} {NS}><w:p><w:del w:id="1" w:author="A"/></w:p></w:{name}>'
        assert f"{name}: deleted text" in refused(
            tmp_path, with_part(DATA, f"word/{name}.xml", xml, f"{WORD}.{name}+xml")
        )

    def it_refuses_comments(self, tmp_path: Path) -> None:
        xml = f'<w:comments {NS}><w:comment w:id="0" w:author="Jane Secret"><w:p>{RUN}</w:p></w:comment></w:comments>'
        message = refused(tmp_path, with_part(DATA, "word/comments.xml", xml, f"{WORD}.comments+xml"))
        assert "comments: comment (1, by one author)." in message
        assert "ecret" not in message.replace("SECRET", "ecret") or "Jane" not in message

    def but_an_empty_list_of_comments_is_none(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        path.write_bytes(with_part(DATA, "word/comments.xml", f"<w:comments {NS}/>", f"{WORD}.comments+xml"))
        read_docx(path)

    def it_reads_the_words_of_notes(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        xml = f"<w:footnotes {NS}><w:footnote><w:p><w:r><w:t>Taken for 14 weeks.</w:t></w:r></w:p></w:footnote></w:footnotes>"
        path.write_bytes(with_part(DATA, "word/footnotes.xml", xml, f"{WORD}.footnotes+xml"))
        assert "Taken for 14 weeks." in [unit.text for unit in read_docx(path).units]


class DescribeOtherFiles:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"%PDF-1.7 ...", "is a PDF"),
            (b"\xd0\xcf\x11\xe0" + bytes(600), "is locked with a password, or an old .doc file"),
            (b"{\\rtf1 ...}", "is a rich-text file"),
            (b"", "is not a readable Word document"),
            (b"hello", "is not a readable Word document"),
            (DATA[: len(DATA) // 2], "is not a readable Word document"),
        ],
    )
    def it_names_what_it_is(self, tmp_path: Path, data: bytes, said: str) -> None:
        assert said in refused(tmp_path, data)

    def it_refuses_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="cannot be read"):
            read_docx(tmp_path / "absent.docx")

    def it_refuses_macros(self, tmp_path: Path) -> None:
        made = io.BytesIO(DATA)
        with zipfile.ZipFile(made, "a") as package:
            package.writestr("word/vbaProject.bin", b"x")
        assert "holds macros" in refused(tmp_path, made.getvalue())
        kind = (f"{WORD}.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml")
        assert "holds macros" in refused(tmp_path, replaced(DATA, kind, part="[Content_Types].xml"))

    def it_refuses_a_document_inside_the_document(self, tmp_path: Path) -> None:
        data = replaced(DATA, ("<w:sectPr>", '<w:altChunk r:id="rId1"/><w:sectPr>'))
        assert "holds another document inside it" in refused(tmp_path, data)

    def it_refuses_damage_inside_a_part(self, tmp_path: Path) -> None:
        assert "not a readable" in refused(tmp_path, edited(DATA, lambda text: text[:-40]))
        at = DATA.index(b"450 mg/day")
        assert "not a readable" in refused(tmp_path, DATA[:at] + b"\xff" + DATA[at + 1 :])

    def it_refuses_entities(self, tmp_path: Path) -> None:
        bomb = '<!DOCTYPE x [<!ENTITY a "SECRET"><!ENTITY b "&a;&a;&a;&a;">]>'
        data = edited(DATA, lambda text: text.replace("?>\n", f"?>\n{bomb}", 1))
        message = refused(tmp_path, data)
        assert "declares entities" in message
        assert "SECRET" not in message

    def it_refuses_endless_nesting(self, tmp_path: Path) -> None:
        data = replaced(DATA, ("<w:sectPr>", "<w:p>" * 5000 + "</w:p>" * 5000 + "<w:sectPr>"))
        assert "not a readable" in refused(tmp_path, data)

    @pytest.mark.parametrize("filling", [b" " * 700_000, b"<w:p/>" * 10_000], ids=["blanks", "elements"])
    def it_refuses_a_zip_bomb_in_bounded_memory(self, tmp_path: Path, filling: bytes) -> None:
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(DATA)) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for one in old.infolist():
                if one.filename != MAIN:
                    new.writestr(one.filename, old.read(one))
            with new.open(MAIN, "w") as stream:
                stream.write(f"<w:document {NS}><w:body>".encode())
                for _ in range(100):
                    stream.write(filling)
        assert len(made.getvalue()) < 1_000_000
        tracemalloc.start()
        try:
            assert "unpacks to far more than a letter holds" in refused(tmp_path, made.getvalue())
            assert tracemalloc.get_traced_memory()[1] < 20_000_000
        finally:
            tracemalloc.stop()

    def it_refuses_more_parts_than_a_letter_has(self, tmp_path: Path) -> None:
        made = io.BytesIO(DATA)
        with zipfile.ZipFile(made, "a") as package:
            for number in range(verify_package.MAX_ENTRIES + 1):
                package.writestr(f"x{number}", b"")
        assert "more than 4000 parts" in refused(tmp_path, made.getvalue())

    @pytest.mark.parametrize(("times", "stops"), [(19_000, False), (21_000, True)])
    def it_refuses_far_more_text_than_a_letter(self, tmp_path: Path, times: int, stops: bool) -> None:
        data = replaced(DATA, ("<w:sectPr>", "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * times + "<w:sectPr>"))
        if stops:
            assert "far more text than a letter" in refused(tmp_path, data)
        else:
            (tmp_path / "a.docx").write_bytes(data)
            read_docx(tmp_path / "a.docx")

    def it_refuses_the_trace_of_another_letter(self, tmp_path: Path) -> None:
        from authpack.documents.verify import compare

        other = {
            **TRACE,
            "printed": [
                {"place": f"block {n}", "cells": [[[f"Words of another {n}", None]]]} for n in range(20)
            ],
        }
        (tmp_path / "a.docx").write_bytes(DATA)
        with pytest.raises(InputError, match="not the letter of this trace"):
            compare(other, read_docx(tmp_path / "a.docx"), DRUGS)
