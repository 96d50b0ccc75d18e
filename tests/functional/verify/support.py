"""A short invented letter with its trace, ways to edit its DOCX as a person would, and the comparison."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from authpack.documents.blocks import (
    BulletList,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    SignatureBlock,
    Span,
    Spans,
    Table,
)
from authpack.documents.finished import trace_data
from authpack.documents.trace import Traced, Tracer
from authpack.documents.verify import Report, compare
from authpack.documents.verify_docx import read_docx
from authpack.documents.verify_unit import Difference
from authpack.documents.writers.docx import write_docx
from tests.functional.documents.samples import style

DRUGS = frozenset({"sertraline", "bupropion", "lithium"})
MAIN = "word/document.xml"


def _said(*parts: str | Traced) -> Spans:
    return tuple(
        Span(one.plain, trace=one.trace.id) if isinstance(one, Traced) else Span(one) for one in parts
    )


def letter() -> tuple[Document, Tracer]:
    """Two trials in a table, scores in a sentence, a statement, a signature; the name on every page."""
    t = Tracer()
    name = t.case("/patient/family_name", "Odalys Fictorian")
    number = t.case("/coverage/k1/member_id", "WA-EXAMPLE-21")
    rows = [
        ("t1", "sertraline", "02/01/2025 to 05/15/2025", "200 mg/day", "no response"),
        ("t2", "bupropion", "06/01/2025 to 09/15/2025", "450 mg/day", "partial response"),
    ]
    fields = ("drug", "start", "max_dose", "response")
    table = Table(
        tuple(Column(_said(head)) for head in ("Medication", "Dates", "Top dose", "Outcome")),
        tuple(
            tuple(
                _said(t.case(f"/trials/{trial}/{field}", text))
                for field, text in zip(fields, texts, strict=True)
            )
            for trial, *texts in rows
        ),
    )
    before, after = t.case("/scores/s1/total", "21"), t.case("/scores/s2/total", "19")
    blocks = (
        Paragraph(_said(t.program("October 1, 2026"))),
        Heading(1, _said("Request for authorization")),
        KeyValues(
            (
                (_said("Patient:"), _said(name, ", member ", number)),
                (_said("Code:"), _said(t.case("/c", "90868"))),
            )
        ),
        Paragraph(
            _said(
                "The PHQ-9 total fell from ",
                before,
                " on ",
                t.case("/scores/s1/date", "March 3, 2026"),
                " to ",
                after,
                ".",
            )
        ),
        Heading(2, _said("Medication trials")),
        table,
        BulletList(((Paragraph(_said("Diagnosis: ", t.case("/diagnoses/d1/code", "F33.2"), ".")),),)),
        Heading(2, _said("Proposed treatment")),
        Paragraph(_said(t.statement("/paragraphs/0/text", "She has lost her work. I expect her to return."))),
        SignatureBlock(
            (_said(t.case("/clinicians/c1/name", "Aurelio Exemplarov, MD")),), _said("Sincerely,")
        ),
    )
    return (
        Document(
            "Request",
            blocks,
            running=_said("Re: ", name, ", member ID ", number),
            footer=_said("Confidential"),
        ),
        t,
    )


def written() -> tuple[bytes, dict[str, Any]]:
    """The DOCX and its trace."""
    document, tracer = letter()
    trace = trace_data(document, tracer, kind="authorization_letter", case="example-00")
    return write_docx(document, style()), trace


def edited(data: bytes, change: Callable[[str], str], part: str = MAIN) -> bytes:
    """The package with one part changed as text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.infolist():
            held = old.read(one)
            new.writestr(one, change(held.decode()).encode() if one.filename == part else held)
    return made.getvalue()


def replaced(data: bytes, *pairs: tuple[str, str], part: str = MAIN) -> bytes:
    """The package with texts replaced; each must stand there exactly once."""

    def change(text: str) -> str:
        for old, new in pairs:
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        return text

    return edited(data, change, part)


def swapped(data: bytes, one: str, other: str) -> bytes:
    """Two stretches of the body's XML in each other's place."""
    return replaced(replaced(data, (one, "\N{SNOWMAN}"), (other, one)), ("\N{SNOWMAN}", other))


def anchored(data: bytes, text: str) -> str:
    """The XML of a value with its bookmark."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read(MAIN).decode()
    found = re.findall(
        rf"<w:bookmarkStart [^>]*/><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t [^>]*>{re.escape(text)}</w:t></w:r><w:bookmarkEnd [^>]*/>",
        body,
    )
    assert len(found) == 1, (text, len(found))
    return str(found[0])


def without_anchors(data: bytes) -> bytes:
    """As after pasting into a program that knows no bookmarks."""
    for part in (MAIN, "word/header2.xml"):
        data = edited(data, lambda text: re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text), part)
    return data


def verify(data: bytes, trace: dict[str, Any]) -> Report:
    """The comparison of a DOCX given as bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "edited.docx"
        path.write_bytes(data)
        return compare(trace, read_docx(path), DRUGS)


def found(data: bytes, trace: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The differences as (kind, what, expected, found)."""
    return [short(one) for one in verify(data, trace).differences]


def short(one: Difference) -> tuple[str, str, str, str]:
    return (one.kind, one.what, one.expected, one.found)
