"""Coverage, widths and the words of a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from authpack.documents.fonts import FontSet, faces_in
from authpack.documents.writers.style import load_style
from authpack.errors import ContentError, DocumentRefused
from tests.functional.documents.samples import STYLES, style


def it_draws_latin_vietnamese_greek_and_cyrillic_in_every_face() -> None:
    text = "Nguyễn Thị Ánh Müller Łukasz Núñez Ξενία Юлия ≥ ≤ µ × – — ‘’ “” … • § ½ €"
    assert style().fonts.missing(text.replace(" ", "")) == frozenset()


@pytest.mark.parametrize(
    ("text", "script", "family"),
    [
        ("李", "Chinese, Japanese or Korean", "Noto Sans CJK"),
        ("김", "Korean", "Noto Sans CJK"),
        ("かな", "Japanese", "Noto Sans CJK"),
        ("अ", "Devanagari", "Noto Serif Devanagari"),
        ("ธ", "Thai", "Noto Serif Thai"),
        ("😀", "emoji", "Noto Emoji"),
        ("ᠠ", "Mongolian", "a Noto font for that script"),
        ("⛄", "Snowman", "Noto Sans Symbols 2"),
    ],
)
def it_names_the_script_and_the_font_to_add(text: str, script: str, family: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        style().fonts.require(["Jane Secret", text])
    assert script in str(caught.value)
    assert family in str(caught.value)
    assert text not in str(caught.value)


def it_measures_in_em() -> None:
    face = style().fonts.face("Liberation Sans")
    assert face.width("") == 0
    assert face.width("a") == pytest.approx(0.556, abs=0.001)
    assert face.width("aa") == pytest.approx(2 * face.width("a"))


def it_takes_an_added_family_only_where_ours_draws_nothing() -> None:
    faces = {face.style: face for face in faces_in(STYLES / "fonts") if face.family == "Liberation Serif"}
    # A set whose own faces lack every character, so that the added one is needed.
    fonts = FontSet((), (faces["Regular"],))
    assert fonts.family_for("a") == "Liberation Serif"
    assert style().fonts.family_for("a") is None
    assert fonts.missing("a李") == frozenset("李")


def it_names_a_style_that_the_folder_lacks() -> None:
    with pytest.raises(ContentError, match="Comic"):
        style().fonts.face("Comic")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("body_pt: 10.5", "body_pt: eleven", "body_pt"),
        ("body_pt: 10.5", "body_pt: 0", "body_pt"),
        ("body_pt: 10.5", "bodypt: 11", r"bodypt: not a known field; did you mean body_pt"),
        ("us-letter", "papyrus", "paper"),
        ("[13, 11.5, 11]", "[13]", "heading_pt"),
    ],
)
def it_checks_the_style_file(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = (STYLES / "style.yaml").read_text().replace(old, new)
    (tmp_path / "style.yaml").write_text(text)
    with pytest.raises(ContentError, match=words):
        load_style(tmp_path)
