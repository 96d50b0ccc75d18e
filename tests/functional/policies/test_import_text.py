"""``policies import-text``: the payer's text beside the criteria; nothing is encoded."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from authpack.criteria.text_beside import beside
from tests.builders import leaf, policy
from tests.functional.policies.conftest import Ran, Write

FONT = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }
)


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with one line of text on each page."""
    writer = pypdf.PdfWriter()
    for text in pages:
        page = writer.add_blank_page(612, 792)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1"))
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(FONT)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        if text:
            page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.fixture
def paper(tmp_path: Path) -> Callable[..., Path]:
    def written(content: bytes) -> Path:
        path = tmp_path / "payer.pdf"
        path.write_bytes(content)
        return path

    return written


AGE = leaf("age", {"min": 18}, "age") | {"says": "patients eighteen years of age and older"}
TRIALS = leaf("trials", {"at_least": 2}, "failed") | {"says": "failure of two antidepressant medications"}


def it_puts_each_criterion_beside_its_page() -> None:
    made = policy({"id": "x", "section": "1", "says": "all", "cite": "src, 1", "all_of": [AGE, TRIALS]})
    texts = [
        "Nothing of interest",
        "Failure of two antidepressant medications is required",
        "for patients eighteen years of age and older",
    ]
    found = beside(texts, made)
    assert [[node.id for node in page.criteria] for page in found.pages] == [[], ["failed"], ["age"]]
    assert beside(texts[:1], made).nowhere == (made.nodes["age"], made.nodes["failed"])
    assert beside(texts, None).nowhere == ()
    assert beside([], made).pages == ()


def it_shows_text_and_criteria(
    run: Callable[..., Ran], paper: Callable[..., Path], write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = write({"id": "x", "section": "1", "says": "all", "cite": "src, 1", "all_of": [AGE, TRIALS]})
    path = paper(pdf("Failure of two antidepressant medications", "", "the end"))
    narrow = run("policies", "import-text", path, "--policy", one)
    assert narrow.code == 0
    assert "Encoded criteria nearest to this page: - failed (1): failure of two" in narrow.flat
    assert "at least 2 trials" in narrow.flat
    assert "No text on page(s) 2" in narrow.flat
    assert "share too few words with any page" in narrow.flat and "age (1): patients" in narrow.flat
    monkeypatch.setenv("COLUMNS", "160")
    wide = run("policies", "import-text", path, "--policy", one)
    assert any("medications" in line and "| - failed" in line for line in wide.out.splitlines())
    assert "failed" not in run("policies", "import-text", path).out


def it_opens_a_file_that_only_restricts_printing(run: Callable[..., Ran], paper: Callable[..., Path]) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Some policy text")))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    assert "Some policy text" in run("policies", "import-text", paper(made.getvalue())).out


BROKEN = {
    "password": (pdf("Some policy text", password="secret"), "protected by a password"),
    "scanned": (pdf("", ""), "its pages are pictures"),
    "empty": (b"", "is not a PDF that can be read"),
    "a letter": (b"Dear colleague", "is not a PDF that can be read"),
    "cut off": (pdf("Some policy text")[:200], "is not a PDF that can be read"),
}


@pytest.mark.parametrize("name", BROKEN)
def but_it_refuses(run: Callable[..., Ran], paper: Callable[..., Path], name: str) -> None:
    content, message = BROKEN[name]
    done = run("policies", "import-text", paper(content))
    assert done.code == 2
    assert message in done.err and "What to do" in done.err


def but_it_refuses_what_is_not_there(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert run("policies", "import-text", tmp_path / "none.pdf").code == 2
    assert run("policies", "import-text", tmp_path).code == 2


def but_without_pypdf_it_names_the_command(
    run: Callable[..., Ran], paper: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = paper(pdf("Some policy text"))
    monkeypatch.setitem(sys.modules, "pypdf", None)
    done = run("policies", "import-text", path)
    assert done.code == 8
    assert "pip install 'authpack[pdf]'" in done.err
