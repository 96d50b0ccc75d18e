"""What an edited letter shows beside its words: charts, signatures, embedded objects; and its own words, reworded."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from authpack import api
from authpack.documents.finished import Finished
from tests.functional.cli.runner import run
from tests.functional.letters.support import letter
from tests.functional.verify.support import replaced
from tests.functional.verify.test_files import with_part

LETTER = "01-clean-approval"
Parts = dict[str, bytes]


def repacked(data: bytes, change: Callable[[Parts], None]) -> bytes:
    """The package with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {one.filename: package.read(one) for one in package.infolist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def verified(folder: Path, made: Finished, docx: bytes) -> api.Verified:
    for name, data in made.files().items():
        (folder / name).write_bytes(data)
    (folder / "edited.docx").write_bytes(docx)
    return api.verify_letter(folder / "edited.docx", folder / f"{made.stem}.trace.json")


def pictures_of(data: bytes, ending: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [one for one in package.namelist() if one.startswith("word/media/") and one.endswith(ending)]


class DescribePictures:
    def found(self, folder: Path, change: Callable[[Parts], None]) -> list[tuple[str, str]]:
        made = letter(LETTER)
        report = verified(folder, made, repacked(made.docx, change)).report
        return [(one.kind, one.what) for one in report.differences]

    def it_has_one_to_compare(self) -> None:
        made = letter(LETTER)
        assert pictures_of(made.docx, ".png")
        assert len(made.trace["pictures"]) == len(pictures_of(made.docx, ""))

    def it_finds_one_that_was_replaced(self, tmp_path: Path) -> None:
        [name] = pictures_of(letter(LETTER).docx, ".png")
        found = self.found(tmp_path, lambda parts: parts.update({name: parts[name] + b"edited"}))
        assert found == [("added", "picture"), ("missing", "picture")]

    def it_finds_one_that_was_added(self, tmp_path: Path) -> None:
        found = self.found(tmp_path, lambda parts: parts.update({"word/media/image9.jpeg": b"a signature"}))
        assert found == [("added", "picture")]

    def it_finds_one_that_is_gone(self, tmp_path: Path) -> None:
        [name] = pictures_of(letter(LETTER).docx, ".png")

        def change(parts: Parts) -> None:
            del parts[name]

        assert self.found(tmp_path, change) == [("missing", "picture")]

    def it_finds_one_whose_place_on_the_page_is_gone(self, tmp_path: Path) -> None:
        def change(parts: Parts) -> None:
            body = parts["word/document.xml"].decode()
            parts["word/document.xml"] = re.sub(r"<w:drawing>.*?</w:drawing>", "", body, count=1).encode()

        assert self.found(tmp_path, change) == [("missing", "picture")]

    def it_finds_an_edited_drawing(self, tmp_path: Path) -> None:
        [name] = pictures_of(letter(LETTER).docx, ".svg")
        found = self.found(
            tmp_path, lambda parts: parts.update({name: parts[name].replace(b"</svg>", b"<g/></svg>")})
        )
        assert found == [("added", "picture")]

    def but_a_word_processor_may_drop_the_drawing_and_add_a_thumbnail(self, tmp_path: Path) -> None:
        [name] = pictures_of(letter(LETTER).docx, ".svg")

        def change(parts: Parts) -> None:
            parts.pop(name)
            parts["docProps/thumbnail.jpeg"] = b"small"

        assert self.found(tmp_path, change) == []

    def it_says_of_an_older_trace_that_pictures_were_not_compared(self, tmp_path: Path) -> None:
        made = letter(LETTER)
        made.files()
        trace = {key: value for key, value in made.trace.items() if key != "pictures"}
        (tmp_path / "edited.docx").write_bytes(made.docx)
        found = api.verify_letter(tmp_path / "edited.docx", trace)
        assert found.clean
        assert "Pictures (1) were not compared" in " ".join(found.report.notices)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("application/vnd.openxmlformats-officedocument.drawingml.chart+xml", "a chart"),
        ("application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml", "a diagram"),
        ("application/vnd.openxmlformats-officedocument.oleObject", "an embedded file"),
    ],
)
def it_reports_an_object_that_it_cannot_read(tmp_path: Path, kind: str, said: str) -> None:
    made = letter(LETTER)
    found = verified(tmp_path, made, with_part(made.docx, "word/extra/one.xml", "<x/>", kind))
    assert [(one.kind, one.what, one.place) for one in found.report.differences] == [
        ("added", "object", said)
    ]


class DescribeTheLettersOwnWords:
    """They hold no value, so nothing is judged; but a person is shown what was changed."""

    def it_shows_what_went_and_what_came(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        made = letter(LETTER)
        docx = replaced(made.docx, ("Medication trials</w:t>", "Medication failures</w:t>"))
        found = verified(tmp_path, made, docx)
        assert found.clean
        assert [(one.gone, one.new) for one in found.report.reworded] == [("trials", "failures")]
        done = run(
            capsys,
            "letter",
            "verify",
            tmp_path / "edited.docx",
            "--trace",
            tmp_path / f"{made.stem}.trace.json",
        )
        assert done.code == 0
        assert "-[trials] +[failures]" in done.out

    def it_shows_nothing_of_an_untouched_letter(self, tmp_path: Path) -> None:
        made = letter(LETTER)
        assert verified(tmp_path, made, made.docx).report.reworded == ()
