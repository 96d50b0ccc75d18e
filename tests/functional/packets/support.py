"""Packets of the shipped example and of edited records, and readers of what comes out."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pikepdf
import yaml

from authpack import api
from authpack.documents.blocks import Document, PageBreak, Paragraph, Span
from authpack.documents.finished import style_of
from authpack.documents.writers.pdf import write_pdf
from authpack.packets.exhibits import Read, Wanted, read_all
from authpack.packets.order import Order, Packet

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"
EXAMPLE = EXAMPLES / "18-packet.yaml"
TEMPLATES = [ROOT / "templates"]
NAMED = "Patient: Inventada, Marisol    DOB: 02/17/1991"

pdfium: Any = import_module("pypdfium2")  # it ships no types
pymupdf: Any = import_module("pymupdf")


def record() -> dict[str, Any]:
    """The example's record as plain data, to be changed."""
    data: dict[str, Any] = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def attachment(name: str, file: str, *proves: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": f"Notes {name}",
        "file": file,
        "sensitivity": "none",
        "proves": list(proves),
        **more,
    }


def packet_of(data: dict[str, Any], folder: Path, **order: Any) -> Packet:
    """The packet of a record whose files lie in a folder."""
    case = api.load_case(data)
    return api.packet(case, api.check(case), Order(folder=folder, **order), date=datetime.date(2026, 10, 1))


@lru_cache(maxsize=1)
def shipped() -> Packet:
    """The packet of the shipped example."""
    return packet_of(record(), EXAMPLES, by="T. Nullmann")


@lru_cache(maxsize=64)
def paper(*pages: str) -> bytes:
    """A PDF with these texts, one a page; lines parted by a bar."""
    blocks: list[Any] = []
    for number, text in enumerate(pages):
        blocks += [PageBreak()] if number else []
        blocks += [Paragraph((Span(line),)) for line in text.split("|")]
    return write_pdf(Document(title="Paper", blocks=tuple(blocks)), style_of(TEMPLATES))


def read(content: bytes, suffix: str = ".pdf", **more: Any) -> Read:
    """One file through the reader of exhibits, in its child process."""
    return read_all([Wanted("x1", "A document", suffix, content, **more)], folders=TEMPLATES)[0]


@dataclass(frozen=True)
class Link:
    page: int
    to: int
    text: str


def links(pdf: bytes) -> list[Link]:
    """Links inside the file as MuPDF sees them; page numbers from 1."""
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:
        return [
            Link(page.number + 1, one["page"] + 1, page.get_textbox(one["from"]).strip())
            for page in opened
            for one in page.get_links()
            if one["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED)
        ]


def texts(pdf: bytes) -> list[str]:
    """The text of each page, as PDFium reads it."""
    opened = pdfium.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in opened]


def picture(pdf: bytes, page: int, scale: float = 1.0) -> Any:
    """A page drawn by PDFium, gray."""
    return pdfium.PdfDocument(pdf)[page - 1].render(scale=scale).to_pil().convert("L")


def streams(pdf: bytes) -> Iterator[Any]:
    """Every stream object of a file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield from (one for one in opened.objects if isinstance(one, pikepdf.Stream))
