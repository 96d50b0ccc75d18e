"""The list of words that letters avoid: what it finds, whom it refuses, and whom it only tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from authpack.documents.banned import (
    Banned,
    BannedWords,
    load_banned,
    own_words,
    refuse_in_templates,
    template_faults,
)
from authpack.documents.engine import compose
from authpack.documents.template import Library
from authpack.documents.trace import Tracer
from authpack.errors import ContentError

SHIPPED = Path(__file__).parents[3] / "templates"
BANNED = load_banned([SHIPPED])


def words(text: str) -> list[str]:
    return [one.text for one in BANNED.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "unprecedented", "Devastating", "devastated", "CLEARLY", "obviously", "desperate", "desperately", "of  course",
        "last\nresort", "cutting-edge", "FDA-approved", "FDA approved", "noncompliant", "non-compliance", "cure",
    ],
)  # fmt: skip
def it_finds_every_form_in_any_case_and_across_line_ends(text: str) -> None:
    assert words(f"It is {text} here.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "clear",
        "secure",
        "procured",
        "accurate",
        "simple",
        "course",
        "FDA-cleared",
        "resort",
        "uncleanly",
        "obverse",
    ],
)
def but_it_finds_no_part_of_another_word(text: str) -> None:
    assert words(f"It is {text} here.") == []


def it_reads_a_templates_own_words_alone() -> None:
    source = "{# clearly #}\n{% if obviously %}\nA fact, {{ clearly }}.\n{% endif %}\nClearly so.\n"
    assert own_words(source).count("\n") == source.count("\n")
    faults = template_faults({"letters/x.md.j2": source}, BANNED)
    assert [fault.where for fault in faults] == ["letters/x.md.j2:5"]
    assert "asserts in place of showing" in faults[0].what


def it_refuses_all_of_them_in_one_list() -> None:
    with pytest.raises(ContentError) as caught:
        refuse_in_templates({"a": "clearly", "b": "unprecedented and desperate"}, BANNED)
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("part", ["letters", "partials", "appeals", "notes", "packets"])
def it_finds_none_in_the_shipped_templates(part: str) -> None:
    folder = SHIPPED / part
    sources = (
        {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.j2"))}
        if folder.is_dir()
        else {}
    )
    assert template_faults(sources, BANNED) == ()


def it_stops_a_document_whose_template_or_partial_holds_one(tmp_path: Path) -> None:
    (tmp_path / "x.md.j2").write_text('---\ntitle: T\n---\n{% include "y.md.j2" %}\n', encoding="utf-8")
    (tmp_path / "y.md.j2").write_text("This is clearly {{ said }}.\n", encoding="utf-8")
    tracer = Tracer()
    context = {"said": tracer.statement("/symptoms/y1/text", "unprecedented")}
    with pytest.raises(ContentError) as caught:
        compose(Library([tmp_path]), "x.md.j2", context, tracer, drugs=frozenset(), draft=False)
    assert [fault.where for fault in caught.value.faults] == ["y.md.j2:1"]
    (tmp_path / "y.md.j2").write_text("This is {{ said }}.\n", encoding="utf-8")
    made = compose(Library([tmp_path]), "x.md.j2", context, tracer, drugs=frozenset(), draft=False)
    assert made.blocks  # the clinician's own word passes


def it_takes_the_practices_own_list_first(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    own = tmp_path / "styles" / "banned_words.yaml"
    own.write_text(
        "schema: authpack.banned/1\nwords:\n  - {word: zebra, why: no, instead: horse}\n", encoding="utf-8"
    )
    found = load_banned([tmp_path, SHIPPED])
    assert [one.text for one in found.find("clearly a zebra")] == ["zebra"]


@pytest.mark.parametrize(
    "bad", ["words: []", "words:\n  - {word: '1x', why: a, instead: b}", "words:\n  - {word: x, why: a}"]
)
def it_refuses_a_list_with_a_fault_and_names_the_line(tmp_path: Path, bad: str) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "banned_words.yaml").write_text(
        f"schema: authpack.banned/1\n{bad}\n", encoding="utf-8"
    )
    with pytest.raises(ContentError, match=r"banned_words.yaml:\d"):
        load_banned([tmp_path])


def it_knows_a_word_with_any_ending() -> None:
    found = BannedWords([Banned(word="dramatic*", why="a", instead="b")])
    assert [one.text for one in found.find("dramatically dramatic melodramatic")] == [
        "dramatically",
        "dramatic",
    ]
