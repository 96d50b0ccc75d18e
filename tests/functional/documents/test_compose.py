"""From template to checked document: what passes, what is refused."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from docx import Document as open_docx

from authpack.documents.blocks import Document
from authpack.documents.engine import compose
from authpack.documents.template import Library
from authpack.documents.trace import Kind, Tracer
from authpack.documents.writers.docx import write_docx
from authpack.documents.writers.pdf import write_pdf
from authpack.errors import ContentError, DocumentRefused
from tests.functional.documents.samples import style

HEAD = "---\ntitle: Letter\nliterals: [PHQ-9]\n---\n"


def made(folder: Path, text: str, **context: object) -> Document:
    tracer = Tracer()
    drug, dose = tracer.case("/trials/1/drug", "sertraline"), tracer.reference("drugs/sertraline", "50 mg")
    (folder / "x.md.j2").write_text(HEAD + text, encoding="utf-8")
    known = {"drug": drug, "dose": dose, **context}
    metadata = (("subject", "TMS"), ("keywords", "prior authorization, TMS"))
    drugs = frozenset({"sertraline", "zoloft"})
    return compose(Library([folder]), "x.md.j2", known, tracer, drugs=drugs, draft=False, metadata=metadata)


def it_accepts_traced_values_and_listed_literals(tmp_path: Path) -> None:
    document = made(tmp_path, "{{ drug|capitalize }} at {{ dose }}, PHQ-9 unchanged.")
    assert document.trace_ids() == ("t1", "t2")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("PHQ-9 and 12", "00"),
        ("Zoloft", "xxxxxx"),
        ("{{ dose|replace('50', '60') }}", None),
        ("{{ dose[:2] }}", "00"),
        ("{{ dose.plain }}", None),
        ("{{ 6 * 7 }}", "00"),
        ("{{ drug|list|join }}", "xxxxxxxxxx"),
        ("F33.2", "x00.0"),
    ],
)
def but_it_refuses_what_lost_or_never_had_a_trace(tmp_path: Path, text: str, shape: str | None) -> None:
    # Filters and attributes outside the short list do not exist at all (None).
    with pytest.raises(ContentError if shape is None else DocumentRefused) as caught:
        made(tmp_path, text)
    assert shape is None or f"'{shape}'" in str(caught.value)


def it_prints_no_object_that_has_no_wording(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"x\.md\.j2:5: a date is printed"):
        made(tmp_path, "{{ day }}", day=date(2026, 3, 3))


def it_names_the_template_whose_markdown_is_at_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"x\.md\.j2: A heading of level 2 follows one of level 0"):
        made(tmp_path, "## {{ drug }}")


def it_writes_subject_and_keywords_into_both_files(tmp_path: Path) -> None:
    document = made(tmp_path, "{{ drug }}")
    properties = open_docx(io.BytesIO(write_docx(document, style()))).core_properties
    assert (properties.subject, properties.keywords) == ("TMS", "prior authorization, TMS")
    info = pypdf.PdfReader(io.BytesIO(write_pdf(document, style()))).metadata
    assert info is not None
    assert info.title == "Letter"
    assert info.get("/Keywords") == "prior authorization, TMS"


def it_remembers_where_each_value_came_from() -> None:
    tracer = Tracer()
    weeks = tracer.computed("weeks at dose", inputs=["/trials/1/start", "/trials/1/stop"], text="9 weeks")
    assert tracer.get(weeks.trace.id).kind is Kind.COMPUTATION
    assert tracer.get(weeks.trace.id).inputs == ("/trials/1/start", "/trials/1/stop")
