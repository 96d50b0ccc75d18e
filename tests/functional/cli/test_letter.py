"""``authpack letter`` and ``demo``: files whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.functional.cli.runner import CLEAN, POLICY, POOR, child, run

ENDINGS = {".docx", ".pdf", ".trace.json"}


def endings(folder: Path) -> set[str]:
    return {path.name[path.name.index(".") :] for path in folder.iterdir()}


def it_writes_the_letter_and_its_trace(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = run(capsys, "letter", CLEAN, "--policy", POLICY, "-o", tmp_path / "out")
    assert done.code == 0, done.err
    assert endings(tmp_path / "out") == ENDINGS
    assert all(path.name in done.out for path in (tmp_path / "out").iterdir())
    assert not any("Fictorian" in path.name or "Odalys" in path.name for path in (tmp_path / "out").iterdir())


def it_never_overwrites_unasked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "letter", CLEAN, "-o", tmp_path).code == 0
    for path in tmp_path.iterdir():
        path.write_bytes(b"mine")
    refused = run(capsys, "letter", CLEAN, "-o", tmp_path)
    assert refused.code == 6
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"mine"}
    assert run(capsys, "letter", CLEAN, "-o", tmp_path, "--force").code == 0


def it_refuses_a_letter_with_gaps_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    done = run(capsys, "letter", POOR, "-o", tmp_path / "out")
    assert done.code == 5
    assert done.err.count("\n  - ") > 1
    assert not (tmp_path / "out").exists()


def it_refuses_before_judging_when_the_folder_is_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("mine")
    assert run(capsys, "letter", tmp_path / "no.yaml", "-o", tmp_path / "out").code == 6


def it_runs_the_demonstration_the_same_everywhere(tmp_path: Path) -> None:
    one = child("demo", cwd=tmp_path, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
    other = child("demo", "-o", "again", cwd=tmp_path, PYTHONHASHSEED="2", TZ="America/Adak", COLUMNS="60")
    assert one.returncode == other.returncode == 0, one.stderr + other.stderr
    first = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "authpack-demo").iterdir()
    }
    second = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "again").iterdir()
    }
    assert first == second
    assert {"check.txt", "check.json"} < set(first)
    assert b"check.txt" in one.stdout
    refused = child("demo", cwd=tmp_path)
    assert refused.returncode == 6
    assert b"--force" in refused.stderr
    assert child("demo", "--force", cwd=tmp_path).returncode == 0
