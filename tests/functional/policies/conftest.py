"""Invented policies on disk, and the command line in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from authpack import content
from authpack.cli.main import main
from tests.builders import _HEAD, _leaf_ids, _texts, entry, group, leaf

Data = dict[str, Any]
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(content.POLICIES_VARIABLE, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


class Ran:
    """What one command line gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        self.flat = " ".join(out.split())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def ran(*words: object) -> Ran:
        code = main([str(word) for word in words])
        done = capsys.readouterr()
        return Ran(code, done.out, done.err)

    return ran


def tree(failed: int = 2, **more: Any) -> Data:
    """Adult, so many failed trials or ECT now, no catatonia."""
    return group(
        "all_of",
        [
            leaf("age", {"min": 18}, "age"),
            group(
                "any_of",
                [
                    leaf("trials", {"at_least": failed, "response": {"counts": ["none"]}}, "failed"),
                    leaf("ect", {"item": "currently_receiving"}, "ect"),
                ],
                "history",
            ),
            group("none_of", [leaf("present", {"item": "catatonia"}, "catatonia")], "excluded"),
            *more.get("also", []),
        ],
        "initial",
    )


def text_of(made: Data | None = None, entries: list[Data] | None = None, **head: Any) -> str:
    """A policy file; JSON is YAML, laid out so that single lines can be found."""
    criteria = entries or [entry("initial", "mdd", tree=made or tree())]
    mapped = [{"item": "1", "text": "synthetic", "nodes": sorted(_leaf_ids(criteria))}]
    data = _texts({**_HEAD, **head, "criteria": criteria, "text_map": mapped})
    lines = [f"{key}: {json.dumps(value)}" for key, value in data.items()]
    return "\n".join(lines) + "\n"


CASES = """schema: authpack.policy-cases/1
policy: {policy}
cases:
  - {{name: silent, base: silent-mdd, expect: {{overall: {overall}}}}}
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a policy with its case file below tmp_path/own; gives the policy's path."""

    def written(
        made: Data | None = None,
        name: str = "2020-01-01.yaml",
        *,
        folder: str = "own/payer/policy",
        cases: bool = True,
        overall: str = "not_documented",
        entries: list[Data] | None = None,
        **head: Any,
    ) -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(made, entries, **head), "utf-8")
        if cases:
            (path.parent / "cases").mkdir(exist_ok=True)
            text = CASES.format(policy=head.get("id", "synthetic"), overall=overall)
            (path.parent / "cases" / name).write_text(text, "utf-8")
        return path

    return written


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of policies that stands for the shipped one, with the shipped patients."""
    folder = tmp_path / "shipped"
    folder.mkdir(exist_ok=True)
    real = content.shipped
    (folder / "patients").mkdir()
    for path in (real("payer_criteria") / "patients").glob("*.yaml"):
        (folder / "patients" / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(content, "shipped", lambda name: folder if name == "payer_criteria" else real(name))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The practice's own folder of policies."""
    folder = tmp_path / "own"
    folder.mkdir(exist_ok=True)
    return folder
