"""The generated copy of the templates: faster, never different."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jinja2
import pytest

from authpack.documents.template import Library
from authpack.documents.template_copy import (
    FOLDER,
    NAME,
    Copies,
    file_of,
    fingerprint,
    python_of,
    read_copies,
    written,
)
from authpack.documents.trace import Tracer
from authpack.errors import ContentError

SHIPPED = Path(__file__).parents[3] / "templates"
TEMPLATES = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.j2"))
PLAIN = "records/plain.md.j2"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one small template of its own."""
    (tmp_path / "records").mkdir()
    (tmp_path / PLAIN).write_text("---\ntitle: T\n---\nSaid: {{ word }}\n", "utf-8")
    return tmp_path


def copies_of(folder: Path, said: str = "Said: ", **instead: object) -> Copies:
    """The copy of that folder's one template, with other words in its row, and ``said`` in its Python."""
    library = Library([folder], copies=Copies(""))
    made, python = library.translated(PLAIN)
    row = json.loads(written([(PLAIN, library.text(PLAIN), made)]))
    (folder / FOLDER).mkdir(exist_ok=True)
    text = python_of(python.replace("Said: ", said), library.text(PLAIN))
    (folder / file_of(PLAIN)).write_text(text, "utf-8")
    return Copies(json.dumps({**row, **instead}, separators=(",", ":")), folder)


def rendered(folder: Path, copies: Copies) -> str:
    tracer = Tracer()
    return Library([folder], copies=copies).render(PLAIN, {"word": tracer.literal("yes")}, tracer).markdown


@pytest.mark.parametrize("name", TEMPLATES)
def it_holds_every_shipped_template_as_it_would_be_translated_now(name: str) -> None:
    library = Library([SHIPPED], copies=Copies(""))
    assert read_copies(SHIPPED).find(name, library.text(name)) == library.translated(name)[0]
    assert (SHIPPED / file_of(name)).read_text("utf-8") == python_of(
        library.translated(name)[1], library.text(name)
    )


def but_it_holds_no_other() -> None:
    assert {path.name for path in (SHIPPED / FOLDER).glob("*.py")} == {
        Path(file_of(name)).name for name in TEMPLATES
    }


@pytest.mark.parametrize("name", TEMPLATES)
def it_tells_of_a_template_what_its_text_tells(name: str) -> None:
    copied, anew = Library([SHIPPED]), Library([SHIPPED], copies=Copies(""))
    assert copied.sources(name) == anew.sources(name)
    assert copied.front_matter(name) == anew.front_matter(name)
    assert copied.names(name, "paragraphs") == anew.names(name, "paragraphs")


def it_uses_the_copy_of_an_unchanged_text(own: Path) -> None:
    assert rendered(own, copies_of(own)) == rendered(own, Copies(""))
    assert "Copy: " in rendered(own, copies_of(own, "Copy: "))


def it_tells_the_place_of_a_fault_as_without_a_copy(own: Path) -> None:
    def place(copies: Copies) -> str:
        with pytest.raises(ContentError) as refused:
            Library([own], copies=copies).render(PLAIN, {}, Tracer())
        return str(refused.value)

    assert place(copies_of(own)) == place(Copies(""))
    assert "plain.md.j2:4" in place(copies_of(own))


def but_it_translates_an_edited_template_anew(own: Path) -> None:
    changed = copies_of(own, "Copy: ")
    (own / PLAIN).write_text("---\ntitle: T\n---\nSaid now: {{ word }}\n", "utf-8")
    assert "Said now: " in rendered(own, changed)


def but_it_translates_anew_where_the_python_was_made_from_another_text_than_the_row(own: Path) -> None:
    copies = copies_of(own, "Copy: ")
    place = own / file_of(PLAIN)
    place.write_text(
        place.read_text("utf-8").replace(fingerprint((own / PLAIN).read_text("utf-8")), "0" * 64)
    )
    assert rendered(own, copies) == rendered(own, Copies(""))


@pytest.mark.parametrize("python", [None, "no Python (", "\0"])
def but_it_translates_anew_where_the_python_is_not_there_or_is_none(own: Path, python: str | None) -> None:
    copies = copies_of(own, "Copy: ")
    (own / file_of(PLAIN)).unlink()
    if python is not None:
        (own / file_of(PLAIN)).write_text(python, "utf-8")
    assert rendered(own, copies) == rendered(own, Copies(""))


@pytest.mark.parametrize(
    "instead",
    [{"jinja": "0.0"}, {"source": "0" * 64}, {"uses": None}, {"undeclared": 5}],
)
def but_it_translates_anew_where_the_copy_is_of_another_jinja_or_cannot_be_read(
    own: Path, instead: dict[str, object]
) -> None:
    assert rendered(own, copies_of(own, "Copy: ", **instead)) == rendered(own, Copies(""))


def it_needs_no_copy(tmp_path: Path) -> None:
    target = tmp_path / "templates"
    shutil.copytree(SHIPPED, target, ignore=shutil.ignore_patterns(NAME))
    assert read_copies(target).find(TEMPLATES[0], (SHIPPED / TEMPLATES[0]).read_text("utf-8")) is None
    assert jinja2.__version__ in (SHIPPED / NAME).read_text("utf-8")
