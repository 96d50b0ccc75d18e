"""Any text of a record, in any place of a template, is printed as it stands (white space folded)."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authpack.documents.blocks import Document, plain
from authpack.documents.engine import compose
from authpack.documents.markdown import to_document
from authpack.documents.template import Library
from authpack.documents.trace import Tracer, clean
from authpack.documents.writers.docx import write_docx
from authpack.documents.writers.pdf import write_pdf
from tests.functional.documents.samples import docx_text, pdf_pages, squeezed, style

TEMPLATE = """---
title: Text
---
{% macro again(x) %}{{ x }}{% endmacro %}
::: letterhead
{{ x }}
:::
# Head {{ x }}

{{ x }}

Before **{{ x }}**, *{{ x }}* and {{ again(x) }} after.

::: keys
{{ x }} | {{ x }}
:::

- {{ x }}
- b {{ "(" ~ x ~ ")" }}

1. {{ x }}

::: table names=1 caption="Of {{ x }}"
|{{ x }}|b|
|---|---|
|{{ x }}|{{ [x, x]|listed }}|
:::

> {{ x }}

::: lines
{{ x }}
second
:::

::: signature closing="{{ x }}"
{{ x }}
:::
"""
COUNT = 20

# fmt: off
PIECES = (
    "*", "|", "#", "_", "<b>", "&amp;", "{{ 1 }}", "{% if %}", "#panic(1)", "$1^2$", "\\", "\n", "\t",
    "::: keys", "- ", "1. ", "+", "`x`", "[a](http://example.org)", "![i](x)", "---", "***", "\n\n",
    "> ", "~", "\x07",
    "\ue000", "\ue001", "\ue002", "\ue010", "\u200b", "\u202e", "\u00a0", "\u2028", "\x85", "</w:t>", "]]>",
    "Nguyễn", "Thị", "Müller", "e\u0301", "fi", "--", "''", '"q"', "@ref", "<lbl>", "\\#", "\r\n", "x",
)
# fmt: on
RANGES = (range(0xA1, 0x17F), range(0x391, 0x3A2), range(0x410, 0x450), range(0x1EA0, 0x1EFA))
LETTERS = [chr(code) for part in RANGES for code in part]
hostile = st.lists(
    st.sampled_from(PIECES) | st.text(string.printable, max_size=6) | st.text(LETTERS, max_size=3), max_size=8
).map("".join)
printable = hostile.filter(lambda text: clean(text) != "")
# What the fonts cannot draw is refused (test_fonts), so it is left out here.
drawn = printable.filter(lambda text: not style().fonts.missing(clean(text)))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("templates")
    (folder / "text.md.j2").write_text(TEMPLATE, encoding="utf-8")
    return Library([folder])


def composed(library: Library, text: str) -> Document:
    tracer = Tracer()
    context = {"x": tracer.statement("/x", text)}
    return compose(library, "text.md.j2", context, tracer, drugs=frozenset(), draft=False)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=printable)
def test_text_survives_verbatim_in_every_position_of_the_blocks(library: Library, text: str) -> None:
    document = composed(library, text)
    spans = [span for _, run in document.texts() for span in run if span.trace]
    assert [span.text for span in spans] == [clean(text)] * COUNT
    words = [plain(run) for _, run in document.texts() if not any(span.trace for span in run)]
    assert [word for word in words if word] == ["b"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=drawn)
def test_text_survives_verbatim_in_both_formats(library: Library, text: str) -> None:
    document = composed(library, text)
    wanted = squeezed(clean(text))
    pdf = squeezed("".join(pdf_pages(write_pdf(document, style()))))
    docx = squeezed(docx_text(write_docx(document, style())))
    assert docx.count(wanted) >= COUNT
    # A page's end may stand inside one value, with the footer between its parts.
    assert pdf.count(wanted) >= COUNT - 1


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=hostile)
def test_untraced_text_cannot_become_markup_or_claim_a_trace(library: Library, text: str) -> None:
    tracer = Tracer()
    tracer.case("/other", "another value")
    rendered = library.render("text.md.j2", {"x": text}, tracer)
    document = to_document(rendered, draft=False)
    runs = [run for _, run in document.texts()]
    assert all(span.trace is None or span.text == "another value" for run in runs for span in run)
    assert {type(block).__name__ for block in document.blocks} <= {
        "Heading",
        "Paragraph",
        "KeyValues",
        "BulletList",
        "NumberedList",
        "Table",
        "SignatureBlock",
    }
