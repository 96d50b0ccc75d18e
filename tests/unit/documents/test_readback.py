"""Nothing with a number, drug or code leaves without an origin."""

from __future__ import annotations

import pytest

from authpack.documents.blocks import Document, KeyValues, Paragraph, Span, Spans
from authpack.documents.readback import find_loose, refuse_loose
from authpack.errors import DocumentRefused

DRUGS = frozenset({"sertraline", "lithium"})


def loose(*spans: Span, literals: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    found = find_loose(Document("T", (Paragraph(spans),)), drugs=DRUGS, literals=literals)
    return [(item.kind, item.text) for item in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no number here, and no drug.", []),
        ("for 42 days", [("number", "42")]),
        ("at 12.5 mg.", [("number", "12.5")]),
        ("on 03/04/2024, again", [("number", "03/04/2024")]),
        ("50%", [("number", "50%")]),
        ("x² and ½", [("number", "x²"), ("number", "½")]),
        ("٤ weeks", [("number", "٤")]),
        ("F33.2", [("code", "F33.2")]),
        ("code 90867.", [("code", "90867")]),
        ("PHQ-9", [("number", "PHQ-9")]),
        ("Sertraline failed", [("drug", "Sertraline")]),
        ("SERTRALINE-treated", [("drug", "SERTRALINE-treated")]),
        ("lithiums", []),
        ("two trials failed", [("number", "two")]),
        ("Thirty-six sessions", [("number", "Thirty-six")]),
        ("a third course, half as long", [("number", "third"), ("number", "half")]),
        ("twice a day, a dozen times", [("number", "twice"), ("number", "dozen")]),
        ("one of them, the first, a second opinion, a single coil", []),
        ("often, tenacious, a threesome", []),
    ],
)
def it_finds_what_has_no_origin(text: str, found: list[tuple[str, str]]) -> None:
    assert loose(Span(text)) == found
    assert loose(Span(text, trace="t1")) == []


def it_reads_words_across_changes_of_style() -> None:
    assert loose(Span("sert"), Span("raline", bold=True)) == [("drug", "sertraline")]
    assert loose(Span("1"), Span("2", trace="t1")) == [("number", "1")]


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("the PHQ-9 score", True),
        ("the PHQ-9.", True),
        ("(PHQ-9)", True),
        ("PHQ-95", False),
        ("XPHQ-9", False),
        ("within 30 cm of it", True),
        ("within 130 cm", False),
        ("30 cm2", False),
        ("1.30 cm", False),
        ("PHQ-9.5", False),
    ],
)
def it_allows_the_templates_literals_as_whole_words(text: str, ok: bool) -> None:
    assert (loose(Span(text), literals=("PHQ-9", "30 cm")) == []) is ok


def it_reads_every_part_of_a_document() -> None:
    one: Spans = (Span("7"),)
    document = Document("T", (KeyValues(((one, one),)),), header=(one,), running=one, footer=one)
    places = [item.place for item in find_loose(document, drugs=DRUGS, literals=())]
    assert places == ["letterhead line 1", "block 1, label 1", "block 1, value 1", "running line", "footer"]


def it_refuses_showing_only_the_shape() -> None:
    found = find_loose(Document("T", (Paragraph((Span("Jane 1975-03-04"),)),)), drugs=DRUGS, literals=())
    with pytest.raises(DocumentRefused) as caught:
        refuse_loose(found)
    assert "0000-00-00" in str(caught.value)
    assert "1975" not in str(caught.value)
    refuse_loose(())
