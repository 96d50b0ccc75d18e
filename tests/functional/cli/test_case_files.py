"""``authpack new``, ``case check``, ``case migrate``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tools.build_schemas import models_below

from authpack import api
from authpack.cli.case_check import OFTEN
from authpack.cli.new import TEMPLATE
from authpack.domain.case import Case
from tests.functional.cli.runner import CLEAN, POOR, run


def it_writes_a_case_file_that_is_valid_as_it_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "case.yaml"
    assert run(capsys, "new", "-o", path).code == 0
    case = api.load_case(path)
    assert case.invented == "yes"
    assert run(capsys, "new").out == path.read_text("utf-8")
    assert run(capsys, "new", "-o", path).code == 6


def it_names_every_field_of_the_record() -> None:
    text = TEMPLATE.read_text("utf-8")
    fields = {
        (model.__name__, field.alias or name)
        for model in models_below(Case).values()
        for name, field in model.model_fields.items()
    }
    missing = {one for one in fields if not re.search(rf"\b{one[1]}:", text)}
    assert not missing


def it_holds_examples_that_are_valid_too(tmp_path: Path) -> None:
    """Every commented field at once makes a valid case: "# field:" loses "# ", an indented one its "#"."""
    lines: list[str] = []
    for line in TEMPLATE.read_text("utf-8").splitlines():
        example = EXAMPLE.match(line)
        if example is None:
            lines.append(line)
            continue
        if example["item"] and lines[-1].endswith(": []"):
            lines[-1] = lines[-1].removesuffix(" []")
        lines.append(
            example["indent"] + (example["space"] if len(example["space"]) > 1 else "") + example["text"]
        )
    (tmp_path / "case.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    case = api.load_case(tmp_path / "case.yaml")
    assert case.trials.items
    assert case.trials.items[0].side_effects
    assert case.screen.implants.items
    assert case.practice
    assert case.requests[0].codes
    assert api.load_case(TEMPLATE).trials.items == ()


EXAMPLE = re.compile(
    # At the margin "# word: ..." is prose, but for two fields.
    r"^(?!# (?! |practice:|mental_status:))(?P<indent> *)#(?P<space> +)"
    r"(?P<text>(?P<item>- \{|- \w+: )?(?(item)|\w+:(?: |$)).*)$"
)


def it_finds_a_complete_record_clean(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "case", "check", CLEAN)
    assert done.code in (0, 4)
    assert "0 problem(s)" in done.out


def it_asks_what_most_policies_ask(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "case", "check", POOR)
    assert done.code == 4
    data = json.loads(run(capsys, "case", "check", POOR, "--format", "json").out)
    counts = [gap["policies"] for gap in data["gaps"]]
    assert counts == sorted(counts, reverse=True)
    assert all(OFTEN * count > data["policies_compared"] for count in counts)
    assert data["gaps"]
    assert all(gap["missing"] and gap["ask"].endswith("?") for gap in data["gaps"])
    assert all(gap["ask"] in " ".join(done.out.split()) for gap in data["gaps"])


def it_reports_contradictions_of_the_record(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        CLEAN.read_text("utf-8").replace("total: 20, date: 2025-09-05", "total: 21, date: 2025-09-05"),
        "utf-8",
    )
    done = run(capsys, "case", "check", path)
    assert done.code == 4
    assert "PROBLEMS OF THE RECORD" in done.out


@pytest.mark.parametrize(
    "old", ["requests:\n  - id: r1", "    date: 2026-10-01\n    phase"], ids=["no request", "no date"]
)
def it_says_what_is_missing_to_compare_policies(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, old: str
) -> None:
    text = CLEAN.read_text("utf-8")
    assert old in text
    if old.startswith("requests"):
        text = re.sub(r"(?ms)^requests:.*?(?=^attachments:)", "", text)
        text = re.sub(r", request: r1", "", text)
    else:
        text = text.replace(old, "    phase")
    path = tmp_path / "case.yaml"
    path.write_text(text, "utf-8")
    done = run(capsys, "case", "check", path)
    assert done.code == 4
    assert "what payers ask depends on" in " ".join(done.out.split())


def it_migrates_to_a_new_file_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    old.write_text(CLEAN.read_text("utf-8"), "utf-8")
    for name in ("new.yaml", "new.json"):
        assert run(capsys, "case", "migrate", old, "-o", tmp_path / name).code == 0
        assert api.load_case(tmp_path / name) == api.load_case(CLEAN)
    assert old.read_text("utf-8") == CLEAN.read_text("utf-8")
    assert run(capsys, "case", "migrate", tmp_path / "new.json", "-o", tmp_path / "back.yaml").code == 0
    assert api.load_case(tmp_path / "back.yaml") == api.load_case(CLEAN)
    assert run(capsys, "case", "migrate", old, "-o", old).code == 6
    assert run(capsys, "case", "migrate", old, "-o", tmp_path / "new.txt").code == 2
