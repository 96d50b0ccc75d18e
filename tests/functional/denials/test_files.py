"""Files that cannot be read as a notice: a clear refusal, no traceback, nothing of the content in the message."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pymupdf
import pytest
from pypdf import PdfWriter

from authpack import api
from authpack.errors import InputError
from authpack.intake import denial_pdf
from tests.functional.denials.samples import LETTERS, as_pdf

TEXT = LETTERS[0].read_text("utf-8")


def refused(path: Path, pages: tuple[int, int] | None = None) -> str:
    with pytest.raises(InputError) as caught:
        api.read_denial(path, pages=pages)
    message = caught.value.render()
    assert "Fictorian" not in message
    assert "What to do" in message
    return message


def it_refuses_a_protected_pdf(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=as_pdf(TEXT, tmp_path / "plain.pdf"))
    writer.encrypt("secret")
    path = tmp_path / "locked.pdf"
    writer.write(path)
    assert "password" in refused(path)


@pytest.mark.parametrize("keep", [20, 400, 0.5])
def it_refuses_a_broken_pdf(tmp_path: Path, keep: float) -> None:
    whole = as_pdf(TEXT, tmp_path / "whole.pdf").read_bytes()
    path = tmp_path / "broken.pdf"
    path.write_bytes(whole[: int(keep) if keep > 1 else int(len(whole) * keep)])
    message = refused(path)
    assert "broken.pdf" in message


def it_refuses_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    assert "is empty" in refused(path)


def it_refuses_a_pdf_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    PdfWriter().write(path)
    assert "holds no page" in refused(path)


def it_refuses_500_pages_and_reads_the_ones_that_are_named(tmp_path: Path) -> None:
    document = pymupdf.open()  # type: ignore[no-untyped-call]
    for number in range(500):
        page = document.new_page()
        for place, line in enumerate((TEXT if number == 2 else f"Chart page {number} of many").splitlines()):
            page.insert_text((40, 40 + 8 * place), line, fontsize=6, fontname="cour")
    path = tmp_path / "chart.pdf"
    document.save(path)  # type: ignore[no-untyped-call]
    message = refused(path)
    assert "500 pages" in message
    assert "--pages" in message
    found = api.read_denial(path, pages=(3, 4))
    assert found.value("reference") == "TMS-20260302-0417"
    assert found.of("reference")[0].page == 3


def it_refuses_pages_outside_the_file(tmp_path: Path) -> None:
    assert "none of those" in refused(as_pdf(TEXT, tmp_path / "a.pdf"), (7, 9))


def it_tells_a_wrong_suffix(tmp_path: Path) -> None:
    fake = tmp_path / "notice.pdf"
    fake.write_text(TEXT, "utf-8")
    assert "is not one" in refused(fake)
    other = tmp_path / "notice.docx"
    other.write_bytes(b"PK\x03\x04 something")
    assert "neither a PDF nor a text file" in refused(other)


def but_it_reads_a_pdf_that_has_another_name(tmp_path: Path) -> None:
    path = as_pdf(TEXT, tmp_path / "notice.pdf").rename(tmp_path / "scan0001")
    assert api.read_denial(path).value("date") == "2026-03-02"


def it_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "nowhere.pdf")


def _picture(path: Path) -> Path:
    document = pymupdf.open()  # type: ignore[no-untyped-call]
    page = document.new_page()
    page.draw_rect((50, 50, 300, 300), fill=(0.5, 0.5, 0.5))
    document.save(path)  # type: ignore[no-untyped-call]
    return path


def it_says_that_a_scan_needs_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    message = refused(_picture(tmp_path / "scan.pdf"))
    assert "OCR" in message
    assert "denial new" in message


def it_uses_ocrmypdf_where_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is stood in for by one that writes a known text: what is tested is the call and its place."""
    known = as_pdf(TEXT, tmp_path / "known.pdf")
    program = tmp_path / "bin" / "ocrmypdf"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "{known}" "$last"\n', "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    scan = _picture(tmp_path / "scan.pdf")
    found = api.read_denial(scan)
    assert found.value("reference") == "TMS-20260302-0417"
    assert any("recognized from pictures" in note for note in found.notes)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bin", "known.pdf", "scan.pdf"]


def it_says_when_recognition_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "ocrmypdf"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 6\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    assert "ocrmypdf ended with 6" in refused(_picture(tmp_path / "scan.pdf"))


def it_stops_a_reading_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(denial_pdf, "SECONDS", 0.001)
    assert "was not read within" in refused(as_pdf(TEXT, tmp_path / "a.pdf"))


def it_tells_of_a_page_without_text_between_others(tmp_path: Path) -> None:
    path = as_pdf("", tmp_path / "mixed.pdf", pages=[TEXT, "", TEXT])
    assert any("page(s) 2" in note for note in api.read_denial(path).notes)
