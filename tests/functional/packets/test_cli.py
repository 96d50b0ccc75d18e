"""``authpack packet`` and ``authpack packet verify`` on the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.functional.cli.runner import run
from tests.functional.packets import hostile
from tests.functional.packets.support import EXAMPLE, EXAMPLES, shipped

STEM = "example-18-r1-packet"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packet's files beside copies of the case and its exhibits."""
    folder = tmp_path_factory.mktemp("packet")
    shutil.copy(EXAMPLE, folder / "case.yaml")
    shutil.copytree(EXAMPLES / "exhibits", folder / "exhibits")
    (folder / "out").mkdir()
    for name, content in shipped().files().items():
        (folder / "out" / name).write_bytes(content)
    return folder


def it_writes_the_files_and_says_what_to_look_at(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = run(capsys, "packet", EXAMPLE, "-o", tmp_path / "out", "--by", "T. Nullmann")
    assert done.code == 0, done.err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"{STEM}.pdf",
        f"{STEM}.manifest.json",
        f"{STEM}.trace.json",
        f"{STEM}.letter.trace.json",
        f"{STEM}.gaps.md",
    }
    for words in (
        "A  x1  3 of 4 page(s)",
        "To be looked at:",
        "B:1, B:2",
        "Attachment x5 is cited by no criterion",
    ):
        assert words in done.out
    assert "Inventada" not in done.out
    manifest = json.loads((tmp_path / "out" / f"{STEM}.manifest.json").read_text(encoding="utf-8"))
    assert manifest["generated_by"] == "T. Nullmann"
    assert next(one["role"] for one in manifest["inputs"]) == "case"


def it_never_overwrites_without_being_told(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    done = run(capsys, "packet", EXAMPLE, "-o", written / "out")
    assert done.code == 6
    assert "--force" in done.err


def it_takes_a_password_from_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "exhibits", tmp_path / "exhibits")
    (tmp_path / "exhibits" / "discharge.pdf").write_bytes(hostile.encrypted("sesame"))
    (tmp_path / "secret").write_text("sesame\n", encoding="utf-8")
    refused = run(capsys, "packet", EXAMPLE, "--exhibits", tmp_path, "-o", tmp_path / "out")
    assert refused.code == 2
    assert "x6" in refused.err
    done = run(
        capsys,
        "packet",
        EXAMPLE,
        "--exhibits",
        tmp_path,
        "-o",
        tmp_path / "out",
        "--password",
        f"x6={tmp_path / 'secret'}",
    )
    assert done.code == 0, done.err


def it_asks_for_a_password_at_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return "sesame"

    shutil.copytree(EXAMPLES / "exhibits", tmp_path / "exhibits")
    (tmp_path / "exhibits" / "discharge.pdf").write_bytes(hostile.encrypted("sesame"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", typed)
    words = ("packet", EXAMPLE, "--exhibits", tmp_path, "-o", tmp_path / "out", "--password", "x6")
    done = run(capsys, *words)
    assert done.code == 0, done.err
    assert asked == ["Password of x6: "]
    assert "sesame" not in done.out + done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--max-mb", "0"), "size in megabytes"),
        (("--max-mb", "many"), "size in megabytes"),
        (("--confirm-page", "A"), "EXHIBIT:PAGE"),
        (("--confirm-page", "A:5-3"), "EXHIBIT:PAGE"),
        (("--password", "x1"), "--password x1=FILE"),  # nobody sits at a terminal here
        (("--letter-file", "scan.pdf", "--signing", "x.json"), "cannot be used together"),
    ],
)
def it_refuses_options_that_make_no_sense(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = run(capsys, "packet", EXAMPLE, "-o", tmp_path, *words)
    assert done.code == 2
    assert said in done.err


def it_says_in_its_help_that_it_does_not_redact(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Redaction is out of scope" in " ".join(run(capsys, "packet", "--help").out.split())


def it_leaves_no_half_packet_when_it_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = run(capsys, "packet", EXAMPLE, "-o", tmp_path / "out", "--max-mb", "0.2")
    assert done.code == 5
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


class DescribeVerify:
    def check(self, capsys: pytest.CaptureFixture[str], folder: Path) -> tuple[int, str]:
        done = run(
            capsys,
            "packet",
            "verify",
            folder / "out" / f"{STEM}.manifest.json",
            "--exhibits",
            folder,
            "--case",
            folder / "case.yaml",
        )
        return done.code, done.out

    def copy(self, written: Path, tmp_path: Path) -> Path:
        shutil.copytree(written, tmp_path / "copy")
        return tmp_path / "copy"

    def it_finds_everything_as_it_was(self, capsys: pytest.CaptureFixture[str], written: Path) -> None:
        code, out = self.check(capsys, written)
        assert code == 0, out
        assert "Everything that was checked is as it was." in out

    @pytest.mark.parametrize(
        ("file", "said"),
        [
            (f"out/{STEM}.pdf", "The packet's own files are not those that were written."),
            (f"out/{STEM}.letter.trace.json", "The packet's own files are not those that were written."),
            ("exhibits/evaluation.pdf", "what they were made from changed since"),
        ],
    )
    def it_tells_a_changed_and_a_missing_file(
        self, capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path, file: str, said: str
    ) -> None:
        folder = self.copy(written, tmp_path)
        (folder / file).write_bytes((folder / file).read_bytes() + b" ")
        code, out = self.check(capsys, folder)
        assert (code, said in out, "CHANGED" in out) == (4, True, True)
        (folder / file).unlink()
        code, out = self.check(capsys, folder)
        assert (code, said in out, "MISSING" in out) == (4, True, True)
        # A missing exhibit is mostly a wrong folder: then the way to name it is said.
        assert ("--exhibits names the folder" in out) == file.startswith("exhibits/")

    def it_tells_a_changed_policy(
        self, capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path
    ) -> None:
        folder = self.copy(written, tmp_path)
        path = folder / "out" / f"{STEM}.manifest.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        data["policy"]["sha256"] = "0" * 64
        path.write_text(json.dumps(data), encoding="utf-8")
        code, out = self.check(capsys, folder)
        assert code == 4
        assert any("policy" in line and "CHANGED" in line for line in out.splitlines())

    @pytest.mark.parametrize(
        "edit",
        [
            lambda data: data.update(draft=not data["draft"]),
            lambda data: data["findings"].pop(),
            lambda data: data["exhibits"][0]["pages"][0].update(patient="mismatch"),
            lambda data: data["remarks"].clear(),
        ],
    )
    def it_tells_that_the_manifest_itself_was_edited(
        self,
        capsys: pytest.CaptureFixture[str],
        written: Path,
        tmp_path: Path,
        edit: Callable[[dict[str, Any]], None],
    ) -> None:
        folder = self.copy(written, tmp_path)
        path = folder / "out" / f"{STEM}.manifest.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        edit(data)
        path.write_text(json.dumps(data), encoding="utf-8")
        code, out = self.check(capsys, folder)
        assert (code, "The manifest was edited" in out) == (4, True)

    @pytest.mark.parametrize(
        "edit",
        [
            lambda data: data["outputs"].clear(),
            lambda data: data["outputs"][0].update(name="../case.yaml"),
        ],
    )
    def but_it_refuses_one_that_names_no_file_or_one_elsewhere(
        self,
        capsys: pytest.CaptureFixture[str],
        written: Path,
        tmp_path: Path,
        edit: Callable[[dict[str, Any]], None],
    ) -> None:
        folder = self.copy(written, tmp_path)
        path = folder / "out" / f"{STEM}.manifest.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        edit(data)
        path.write_text(json.dumps(data), encoding="utf-8")
        assert run(capsys, "packet", "verify", path).code == 2

    def it_refuses_what_is_no_manifest(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text('{"schema": "authpack.case/1"}', encoding="utf-8")
        done = run(capsys, "packet", "verify", tmp_path / "a.json")
        assert done.code == 2
        assert "not a manifest" in done.err
