"""An invented letter of several pages, and readers of the written files."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docx import Document as open_docx
from docx.table import Table as DocxTable

from authpack.documents.blocks import (
    ALTERNATIVE,
    Block,
    BulletList,
    Column,
    Document,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Rule,
    SignatureBlock,
    Span,
    Spans,
    Table,
    plain,
)
from authpack.documents.writers.style import Style, load_style

pypdfium2: Any = import_module("pypdfium2")  # it ships no types

STYLES = Path(__file__).parents[3] / "templates" / "styles"


def style() -> Style:
    return load_style(STYLES)


def say(text: str, trace: str | None = None) -> Spans:
    return (Span(text, trace=trace),)


def trials_table(rows: int) -> Table:
    columns = (
        Column(say("Medication"), 3, kind="name"),
        Column(say("Dose"), 1, align="right"),
        Column(say("Dates"), 2),
        Column(say("Outcome"), 4),
    )
    drugs = ["desvenlafaxine", "escitalopram oxalate", "lithium (augmentation)", "nortriptyline"]
    row = [
        (
            say(drugs[index % 4], f"t{4 * index + 1}"),
            say("100 mg", f"t{4 * index + 2}"),
            say("March 3, 2024 to June 1, 2024", f"t{4 * index + 3}"),
            say("No response; stopped after nine weeks at the maximum tolerated dose.", f"t{4 * index + 4}"),
        )
        for index in range(rows)
    ]
    return Table(columns, tuple(row), say("Antidepressant trials"))


def letter(*, rows: int = 24, draft: bool = False, extra: tuple[Block, ...] = ()) -> Document:
    blocks: tuple[Block, ...] = (
        Paragraph(say("March 3, 2026", "t900")),
        Paragraph((Span("Example Health Plan"), Span("\n"), Span("Utilization Management")), "lines"),
        KeyValues(
            ((say("Re:"), say("Prior authorization")), (say("Patient:"), say("Nguyễn Thị Ánh", "t901")))
        ),
        Heading(1, say("Request")),
        Paragraph(
            (Span("Dear reviewer, "), Span("Łukasz Núñez-Müller", bold=True), Span(" asks", italic=True))
        ),
        Heading(2, say("Trials")),
        trials_table(rows),
        Paragraph(say("Words of a policy."), "quote"),
        BulletList(
            (
                (Paragraph(say("first")), NumberedList(((Paragraph(say("inner")),),), start=3)),
                (Paragraph(say("second")), Paragraph(say("continued"))),
            )
        ),
        Rule(),
        NumberedList(((Paragraph(say("alpha")),), (Paragraph(say("beta")),))),
        *extra,
        PageBreak(),
        Paragraph(say("These words stay with the signature.")),
        SignatureBlock((say("Alex Example, MD"), say("Board certified")), say("Sincerely,")),
    )
    return Document(
        title="Letter of medical necessity",
        blocks=blocks,
        header=(say("Riverside TMS, LLC"), say("12 Example Street, Springfield")),
        running=say("Re: Nguyễn Thị Ánh", "t901"),
        footer=say("Confidential"),
        draft=draft,
    )


def body_words(document: Document) -> Counter[str]:
    """The words of blocks and letterhead; the signature block's own labels are added.

    Those in a figure's picture count; its alternative text is not printed.
    """
    found: Counter[str] = Counter()
    for place, spans in document.texts():
        if place not in {"running line", "footer"} and not place.endswith(ALTERNATIVE):
            found.update(plain(spans).split())
    signatures = sum(isinstance(block, SignatureBlock) for block in document.blocks)
    found.update({"Signature": signatures, "Date": signatures} if signatures else {})
    return found


def docx_text(data: bytes) -> str:
    """Text of the DOCX body, read by python-docx: paragraphs and tables, in order."""
    found: list[str] = []
    for item in open_docx(io.BytesIO(data)).iter_inner_content():
        if isinstance(item, DocxTable):
            found += (cell.text for row in item.rows for cell in row.cells)
        else:
            found.append(item.text)
    return "\n".join(found)


def docx_words(data: bytes) -> Counter[str]:
    """Words of the DOCX body, those in the pictures of its figures included."""
    return Counter(docx_text(data).split()) + picture_words(data)


def picture_words(data: bytes) -> Counter[str]:
    """Words in the SVG pictures of a DOCX."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".svg"):
                for node in ElementTree.fromstring(archive.read(name)).iter():
                    found.update((node.text or "").split())
    return found


def docx_part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def pdf_pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    # pdfium marks a hyphen at a line's end with U+FFFE or U+0002.
    return [text.replace("\ufffe", "-").replace("\x02", "-") for text in texts]


def pdf_words(data: bytes, document: Document) -> Counter[str]:
    """Words of the PDF less what stands at the top and bottom of every page and the list markers."""
    found: Counter[str] = Counter()
    pages = pdf_pages(data)
    for text in pages:
        found.update(text.replace("\u2022", " ").split())
    for number in range(1, len(pages) + 1):
        found.subtract(["Page", str(number), "of", str(len(pages))])
        found.subtract(plain(document.footer).split())
        if number > 1:
            found.subtract(plain(document.running).split())
    return +found


def markers(document: Document) -> Counter[str]:
    """The numbers that the writers set before items of numbered lists (top level and first nesting)."""
    found: Counter[str] = Counter()

    def walk(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, NumberedList):
                found.update(f"{block.start + index}." for index in range(len(block.items)))
            if isinstance(block, NumberedList | BulletList):
                for item in block.items:
                    walk(item)

    walk(document.blocks)
    return found


def header_words(table: Table) -> list[str]:
    return [word for column in table.columns for word in plain(column.header).split()]


def squeezed(text: str) -> str:
    """Text without white space: a line may end anywhere in a PDF."""
    return re.sub(r"[\s\u200b]+", "", text)
