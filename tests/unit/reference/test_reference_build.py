"""The compiled reference is fresh, loads fast, and a typo in a row is refused."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from authpack.errors import AuthpackError, ContentError
from authpack.reference import rows
from authpack.reference.rows import Row

ROOT = Path(__file__).resolve().parents[3]
CELL = ["20", "mg/day", "label", "2026-11", "own", ""]


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "tools" / "build_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def alone(code: str) -> str:
    start = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})\n"
    done = subprocess.run(
        [sys.executable, "-I", "-c", start + code], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def row(**fields: Any) -> Row:
    return Row("drugs.yaml: drugs.x", fields, {"label": "a label"})


def it_is_fresh() -> None:
    assert builder().stale() == []
    assert builder().main(["--check"]) == 0


def it_compiles_every_yaml_and_nothing_else() -> None:
    sources = {path.stem for path in rows.DATA.glob("*.yaml")}
    assert sources == {path.stem for path in (rows.DATA / "compiled").glob("*.json")}
    assert sources == {"drugs", "scales", "devices", "protocols", "codes", "evidence"}


def it_refuses_a_double_key_and_a_half_graded_value(tmp_path: Path) -> None:
    twice, half = tmp_path / "twice.yaml", tmp_path / "half.yaml"
    twice.write_text("a: 1\na: 2\n", encoding="utf-8")
    half.write_text("a: {value: 1, grade: own}\n", encoding="utf-8")
    for path in (twice, half):
        with pytest.raises((SystemExit, AuthpackError)):
            builder().compiled(path)


def it_reads_a_graded_value() -> None:
    cell = row(dose=CELL).graded_must("dose")
    assert (str(cell), cell.source, cell.usable) == ("20 mg/day", "a label", False)


@pytest.mark.parametrize(
    "broken",
    [
        [*CELL[:4], "certain", ""],
        ["twenty", *CELL[1:]],
        ["20", "mg/fortnight", *CELL[2:]],
        ["20", "mg/day", "hearsay", *CELL[3:]],
        CELL[:5],
        "20",
    ],
)
def but_it_refuses_a_broken_one(broken: Any) -> None:
    with pytest.raises(ContentError):
        row(dose=broken).graded("dose")


def it_refuses_unknown_missing_and_ill_typed_fields() -> None:
    with pytest.raises(ContentError, match="not a known field"):
        row(typo="1").done()
    with pytest.raises(ContentError, match="is missing"):
        row().text("generic")
    with pytest.raises(ContentError, match="whole number"):
        row(low="a few").whole("low")
    with pytest.raises(ContentError, match="not one of"):
        row(role="placebo").one_of("role", ("antidepressant",))
    with pytest.raises(ContentError, match="vocabulary"):
        row(groups=["x"]).some_of("groups", ("y",))


def it_says_what_to_do_when_a_file_is_missing() -> None:
    with pytest.raises(ContentError, match="build_reference"):
        rows.load("nothing")


def it_imports_no_third_party_library() -> None:
    code = (
        "before = set(sys.modules);"
        "from authpack.reference import codes, devices, drugs, evidence, protocols, scales, vocabulary;"
        "drugs.find('Lexapro'); scales.all_scales();"
        "print(sorted({'yaml','pydantic','difflib','jinja2'} & (set(sys.modules) - before)))"
    )
    assert alone(code) == "[]"
