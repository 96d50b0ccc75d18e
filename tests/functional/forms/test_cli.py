"""``authpack forms``: what is printed, written, and returned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from authpack import api
from authpack.cli.main import main
from tests.functional.forms.support import ROOT, FormMaker

FORM, MAPPING = api.universal_form()
CASE = ROOT / "examples" / "01-clean-approval.yaml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    maker = FormMaker()
    maker.print("Last name", 20, 365)
    maker.text("name", (20, 340, 220, 360), flags=1 << 1)
    maker.check("box", (20, 300, 34, 314))
    path = tmp_path / "payer.pdf"
    path.write_bytes(maker.bytes())
    return path


def run(*words: object) -> int:
    return main(["forms", *map(str, words)])


class DescribeInspect:
    def it_lists_fields_and_draws_them_numbered(
        self, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run("inspect", small, "-o", tmp_path / "pictures") == 0
        text = capsys.readouterr().out
        assert "1  name" in text
        assert 'text, required, page 1: "Last name"' in text
        assert "values: Yes" in text
        with Image.open(tmp_path / "pictures" / "payer-page-1.png") as picture:
            assert picture.size == (640, 640)

    def it_gives_the_same_as_json_without_what_the_form_holds(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from pypdf.generic import TextStringObject

        maker = FormMaker()
        maker.text("name", (20, 340, 220, 360), V=TextStringObject("Somebody Else"))
        path = tmp_path / "held.pdf"
        path.write_bytes(maker.bytes())
        assert run("inspect", path, "--format", "json") == 0
        out = capsys.readouterr().out
        (field,) = json.loads(out)["fields"]
        assert field["holds_a_value"] is True
        assert "Somebody" not in out

    def it_draws_a_grid_on_a_page_without_fields(self, tmp_path: Path) -> None:
        path = tmp_path / "flat.pdf"
        path.write_bytes(FormMaker().bytes())
        assert run("inspect", path, "-o", tmp_path / "p") == 0
        with Image.open(tmp_path / "p" / "flat-page-1.png") as picture:
            assert len(picture.getcolors(100_000) or []) > 3

    @pytest.mark.parametrize("name", ["none.pdf", "folder"])
    def but_it_refuses_a_file_that_is_not_there(
        self, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "folder").mkdir()
        assert run("inspect", tmp_path / name) == 2
        assert "cannot be read" in capsys.readouterr().err


class DescribeMap:
    def it_writes_a_file_that_fill_accepts(self, small: Path, tmp_path: Path) -> None:
        target = tmp_path / "m.yaml"
        assert run("map", small, "-o", target, "--title", "Payer") == 0
        assert run("fill", small, CASE, "--mapping", target, "-o", tmp_path / "out.pdf") == 0
        assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
        assert run("map", small, "-o", target) == 6, "it exists"


class DescribeFill:
    def it_writes_form_report_and_trace_or_nothing(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "out"
        assert run("fill", FORM, CASE, "--mapping", MAPPING, "-o", out / "request.pdf", "--flatten") == 0
        assert sorted(one.name for one in out.iterdir()) == [
            "request.pdf",
            "request.report.json",
            "request.trace.json",
        ]
        report = json.loads((out / "request.report.json").read_text())
        assert report["schema"] == "authpack.form_report/1"
        assert "Fictorian" not in (out / "request.report.json").read_text()
        assert "Fictorian" not in capsys.readouterr().out
        assert run("fill", FORM, CASE, "--mapping", MAPPING, "-o", out / "request.pdf") == 6

    def it_returns_four_while_something_is_open_and_five_when_strict(self, tmp_path: Path) -> None:
        case = ROOT / "examples" / "02-good-patient-poor-documentation.yaml"
        assert run("fill", FORM, case, "--mapping", MAPPING, "-o", tmp_path / "a.pdf") == 4
        assert run("fill", FORM, case, "--mapping", MAPPING, "-o", tmp_path / "b.pdf", "--strict") == 5
        assert not (tmp_path / "b.pdf").exists()

    def it_copies_the_universal_form(self, tmp_path: Path) -> None:
        assert run("universal", "-o", tmp_path) == 0
        assert (tmp_path / "tms_request.pdf").read_bytes() == FORM.read_bytes()

    def it_names_the_fault_of_a_mapping(
        self, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        bad = tmp_path / "bad.yaml"
        bad.write_text(
            "schema: authpack.form_mapping/1\nform: {title: T}\nentries:\n  - {field: name, valeu: x}\n"
        )
        assert run("fill", small, CASE, "--mapping", bad, "-o", tmp_path / "x.pdf") == 7
        assert "bad.yaml:4: entries.0.valeu" in capsys.readouterr().err
