"""The generated copy of the templates: faster, never different."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jinja2
import pytest

from authpack.documents.template import Library
from authpack.documents.template_copy import NAME, Copies, read_copies
from authpack.documents.trace import Tracer

SHIPPED = Path(__file__).parents[3] / "templates"
TEMPLATES = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.j2"))
PLAIN = "records/plain.md.j2"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one small template of its own."""
    (tmp_path / "records").mkdir()
    (tmp_path / PLAIN).write_text("---\ntitle: T\n---\nSaid: {{ word }}\n", "utf-8")
    return tmp_path


def copies_of(folder: Path, **instead: object) -> Copies:
    """The copy of that folder's one template, with other words in its row."""
    made = Library([folder], copies=Copies("")).translated(PLAIN)
    source = Library([folder], copies=Copies("")).text(PLAIN)
    from authpack.documents.template_copy import written

    row = json.loads(written([(PLAIN, source, made)]))
    return Copies(json.dumps({**row, **instead}, separators=(",", ":")))


def rendered(folder: Path, copies: Copies) -> str:
    tracer = Tracer()
    return Library([folder], copies=copies).render(PLAIN, {"word": tracer.literal("yes")}, tracer).markdown


@pytest.mark.parametrize("name", TEMPLATES)
def it_holds_every_shipped_template_as_it_would_be_translated_now(name: str) -> None:
    library = Library([SHIPPED], copies=Copies(""))
    assert read_copies(SHIPPED).find(name, library.text(name)) == library.translated(name)


@pytest.mark.parametrize("name", TEMPLATES)
def it_tells_of_a_template_what_its_text_tells(name: str) -> None:
    copied, anew = Library([SHIPPED]), Library([SHIPPED], copies=Copies(""))
    assert copied.sources(name) == anew.sources(name)
    assert copied.front_matter(name) == anew.front_matter(name)
    assert copied.names(name, "paragraphs") == anew.names(name, "paragraphs")


def it_uses_the_copy_of_an_unchanged_text(own: Path) -> None:
    other = copies_of(own)
    changed = copies_of(
        own, code=Library([own], copies=Copies("")).translated(PLAIN).code.replace("Said: ", "Copy: ")
    )
    assert rendered(own, other) == rendered(own, Copies(""))
    assert "Copy: " in rendered(own, changed)


def but_it_translates_an_edited_template_anew(own: Path) -> None:
    changed = copies_of(own, code="raise AssertionError")
    (own / PLAIN).write_text("---\ntitle: T\n---\nSaid now: {{ word }}\n", "utf-8")
    assert "Said now: " in rendered(own, changed)


@pytest.mark.parametrize(
    "instead",
    [{"jinja": "0.0"}, {"source": "0" * 64}, {"uses": None}, {"code": None, "undeclared": 5}],
)
def but_it_translates_anew_where_the_copy_is_of_another_jinja_or_cannot_be_read(
    own: Path, instead: dict[str, object]
) -> None:
    assert rendered(own, copies_of(own, **instead)) == rendered(own, Copies(""))


def it_needs_no_copy(tmp_path: Path) -> None:
    target = tmp_path / "templates"
    shutil.copytree(SHIPPED, target, ignore=shutil.ignore_patterns(NAME))
    assert read_copies(target).find(TEMPLATES[0], (SHIPPED / TEMPLATES[0]).read_text("utf-8")) is None
    assert jinja2.__version__ in (SHIPPED / NAME).read_text("utf-8")
