"""The letter signed on paper in place of the one that was built: the same letter, or nothing."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from authpack.errors import DocumentRefused
from authpack.packets.order import Form, Packet
from tests.functional.packets import support
from tests.functional.packets.support import packet_of, pymupdf, record, shipped


def with_copy(content: bytes, **order: Any) -> Packet:
    return packet_of(record(), support.EXAMPLES, signed_letter=Form("Signed", content, "signed.pdf"), **order)


@lru_cache(maxsize=1)
def letter() -> bytes:
    return shipped().letter.pdf


def last_page() -> int:
    with pikepdf.open(io.BytesIO(letter())) as opened:
        return len(opened.pages)


def typed(page: int, text: str) -> bytes:
    """The letter with words more on one page (from 1)."""
    with pymupdf.open(stream=letter(), filetype="pdf") as opened:
        opened[page - 1].insert_text((200, 770), text)
        return bytes(opened.tobytes())


@lru_cache(maxsize=1)
def scanned() -> bytes:
    opened = support.pdfium.PdfDocument(letter())
    pictures = [page.render(scale=1).to_pil().convert("L") for page in opened]
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:])
    return buffer.getvalue()


def it_takes_the_place_of_the_letter_when_its_words_are_the_same() -> None:
    made = with_copy(typed(last_page(), "Signed electronically 10/01/2026"))
    start, end = next((first, last) for key, first, last in made.manifest.sections if key == "letter")
    texts = support.texts(made.pdfs[0])
    assert "Signed electronically" in texts[end - 1]
    assert f"Letter, page 1 of {last_page()}" in texts[start - 1]
    (remark,) = [one for one in made.manifest.remarks if one.kind == "signed_copy"]
    assert remark.level == "note"
    assert [one.role for one in made.manifest.inputs if one.id == "letter"] == ["letter"]


def but_it_is_refused_when_a_page_says_something_else() -> None:
    with pytest.raises(DocumentRefused) as refused:
        with_copy(typed(1, "and no response"))
    (fault,) = refused.value.faults
    assert fault.where == "The signed letter, page 1"
    assert "3 other words" in fault.what


def but_it_is_refused_when_pages_are_missing() -> None:
    with pikepdf.open(io.BytesIO(letter())) as opened:
        del opened.pages[-1]
        buffer = io.BytesIO()
        opened.save(buffer)
    with pytest.raises(DocumentRefused, match=f"has {last_page() - 1} pages"):
        with_copy(buffer.getvalue())


def it_asks_somebody_to_compare_a_scan_and_keeps_who_did() -> None:
    with pytest.raises(DocumentRefused) as refused:
        with_copy(scanned())
    assert f"--confirm-page letter:1-{last_page()} --confirmed-by NAME" in refused.value.do
    pages = frozenset(f"letter:{number}" for number in range(1, last_page() + 1))
    made = with_copy(scanned(), confirmed=pages, confirmed_by="T. Nullmann").manifest
    assert made.confirmed is not None
    assert made.confirmed.by == "T. Nullmann"
    (remark,) = [one for one in made.remarks if one.kind == "signed_copy"]
    assert remark.level == "warning"


def but_it_stops_at_the_letter_of_another_patient(tmp_path: Path) -> None:
    pages = ["Re: Robert Oakley, DOB 01/02/1970|Letter."] * last_page()
    with pytest.raises(DocumentRefused, match="another patient"):
        with_copy(support.paper(*pages))
