"""Markdown and directives to blocks."""

from __future__ import annotations

import pytest

from authpack.documents.blocks import (
    BulletList,
    Document,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Rule,
    SignatureBlock,
    Span,
    Table,
    plain,
)
from authpack.documents.frontmatter import FrontMatter
from authpack.documents.markdown import parse_blocks, to_document
from authpack.documents.template import Rendered
from authpack.errors import ContentError


def read(markdown: str) -> Document:
    return to_document(Rendered(markdown, FrontMatter(title="T")), draft=True)


def it_reads_paragraphs_emphasis_and_breaks() -> None:
    (block,) = parse_blocks("a **b** *c*\nd\\\ne&nbsp;f")
    assert block == Paragraph(
        (
            Span("a "),
            Span("b", bold=True),
            Span(" "),
            Span("c", italic=True),
            Span(" d"),
            Span("\n"),
            Span("e\u00a0f"),
        )
    )


def it_reads_headings_quotes_rules_and_lists() -> None:
    blocks = parse_blocks("# A\n\n> b\n>\n> c\n\n---\n\n- x\n  1. y\n\n3. z\n")
    assert blocks[0] == Heading(1, (Span("A"),))
    assert blocks[1] == Paragraph((Span("b"), Span("\n"), Span("c")), "quote")
    assert blocks[2] == Rule()
    inner = NumberedList(((Paragraph((Span("y"),)),),))
    assert blocks[3] == BulletList(((Paragraph((Span("x"),)), inner),))
    assert blocks[4] == NumberedList(((Paragraph((Span("z"),)),),), start=3)


def it_reads_a_table_with_alignment() -> None:
    (table,) = parse_blocks("|a|b|c|\n|---|--:|:-:|\n|1|2|3|\n|4||6|")
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == ["left", "right", "center"]
    assert [[plain(cell) for cell in row] for row in table.rows] == [["1", "2", "3"], ["4", "", "6"]]


def it_reads_table_attributes() -> None:
    (table,) = read('::: table widths=3,1.5 names=1 caption="A *caption*"\n|a|b|\n|-|-|\n|1|2|\n:::').blocks
    assert isinstance(table, Table)
    assert [(column.weight, column.kind) for column in table.columns] == [(3, "name"), (1.5, "text")]
    assert plain(table.caption) == "A caption"


def it_reads_the_letters_own_parts() -> None:
    document = read(
        "::: letterhead\nA\nB\n:::\n::: running\nRe: x\n:::\n::: footer\nf\n:::\n"
        "::: lines\nx\ny\n:::\n::: keys\nRe: | a\nTo: | **b**\n:::\n::: pagebreak\n"
        '::: signature closing="Sincerely,"\nAlex\nMD\n:::\n'
    )
    assert [plain(line) for line in document.header] == ["A", "B"]
    assert plain(document.running) == "Re: x"
    assert plain(document.footer) == "f"
    assert document.draft
    assert document.blocks == (
        Paragraph((Span("x"), Span("\n"), Span("y")), "lines"),
        KeyValues((((Span("Re:"),), (Span("a"),)), ((Span("To:"),), (Span("b", bold=True),)))),
        PageBreak(),
        SignatureBlock(((Span("Alex"),), (Span("MD"),)), (Span("Sincerely,"),)),
    )


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "[x](http://example.org)", "![x](y)", "`x`", "<http://example.org>"]
)
def it_knows_no_html_link_picture_or_code(text: str) -> None:
    (block,) = parse_blocks(text)
    assert block == Paragraph((Span(text),))


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("#### x", "level 4"),
        ("## x", "level 2 follows one of level 0"),
        ("# x\n\n### y", "level 3 follows one of level 1"),
        ("::: nosuch\n:::", "'::: nosuch' is not a directive"),
        ("::: lines\nx", "never closed"),
        ("::: lines\n::: lines\n:::", "opened where none may be"),
        (":::", "closed where none may be"),
        ("::: table widths=1\n|a|b|\n|-|-|\n:::", "1 numbers for 2 columns"),
        ("::: table widths=x\n|a|b|\n|-|-|\n:::", "not a list of positive numbers"),
        ("::: table\nx\n:::", "must hold one table"),
        ("::: lines wide=3\n:::", "has no wide"),
        ("::: lines wide=\n:::", "cannot be read"),
        ("::: keys\nx\n:::", "no '\\|'"),
        ("- # x", "list item"),
        ("> - x", "quotation"),
    ],
)
def it_refuses_what_a_letter_does_not_have(markdown: str, words: str) -> None:
    with pytest.raises(ContentError, match=words):
        read(markdown)


def it_names_the_place_of_every_text() -> None:
    document = read("::: letterhead\nA\n:::\nx\n\n- y\n\n|a|\n|-|\n|b|")
    assert [place for place, spans in document.texts() if spans] == [
        "letterhead line 1",
        "block 1",
        "block 2, item 1",
        "block 3, header row",
        "block 3, row 1",
    ]
