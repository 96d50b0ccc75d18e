"""Bad input: a clear message, its exit code, nothing written, and no value of the record in it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.functional.cli.runner import CLEAN, EXAMPLES, POLICY, ROOT, Done, run

SECRET = "ZZSENTINEL"
TEXT = CLEAN.read_text("utf-8").replace("Odalys", SECRET).replace("Fictorian", SECRET + "ov")


def edited(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def deep() -> str:
    return TEXT + "paragraphs: " + "[" * 60 + "]" * 60 + "\n"


BAD: dict[str, tuple[Callable[[], str], tuple[str, ...]]] = {
    "not yaml": (lambda: f"schema: [unclosed {SECRET}", ("case.yaml:", "not valid YAML")),
    "a plain text": (lambda: f"Dear {SECRET}", ("case.yaml",)),
    "empty": (lambda: "", ("is empty",)),
    "only a comment": (lambda: f"# {SECRET}\n", ("case.yaml",)),
    "deeply nested": (deep, ("nest deeper than",)),
    "duplicate keys": (lambda: TEXT + f"id: {SECRET}\n", ("the key id is given twice", "case.yaml:")),
    "an alias": (lambda: edited(("sex: female", f"sex: *{SECRET}")), ("an alias",)),
    "an anchor": (lambda: edited(("sex: female", f"sex: &{SECRET} female")), ("an anchor",)),
    "a day that does not exist": (
        lambda: edited(("birth_date: 1988-11-23", "birth_date: 2024-02-30")),
        ("patient.birth_date", "there is no such day"),
    ),
    "a dose without unit": (
        lambda: edited(("dose: 60 mg/day", f"dose: 60{SECRET}")),
        ("trials.items.0.steps.2.dose", "no unit"),
    ),
    "a dose that the message's own example holds": (
        lambda: edited(("dose: 60 mg/day", "dose: 150")),
        ("trials.items.0.steps.2.dose", "is not a dose", "150 mg/day"),
    ),
    "a control character in a name": (
        lambda: edited(("family_name: ", 'family_name: "A\\u0007" #')),
        ("patient.family_name: holds a control or direction character",),
    ),
    "a state in small letters": (
        lambda: edited(("license_state: WA", "license_state: wa")),
        ("state: must be two capital letters",),
    ),
    "a code that is none": (
        lambda: edited(('code: "90867"', 'code: "9086"')),
        ("code: must be a code of five digits",),
    ),
    "negative weeks": (
        lambda: edited(("max_tolerated: yes", "weeks_total: -6\n      max_tolerated: yes")),
        ("trials.items.0.weeks_total", "0 or more"),
    ),
    "a word where a choice is": (
        lambda: edited(("sex: female", f"sex: {SECRET}")),
        ("patient.sex", "must be one of"),
    ),
    "an unknown field": (lambda: edited(("birth_date:", "birthdate:")), ("not a known field", "birth_date")),
    "a wrong NPI": (lambda: edited(('npi: "2000002495"', 'npi: "2000002494"')), ("check digit",)),
    "another schema": (lambda: edited(("authpack.case/1", "authpack.case/9")), ("authpack.case/9",)),
    "no schema": (lambda: edited(("schema: authpack.case/1", "")), ("does not say that it is a case file",)),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", [["check"], ["case", "check"]], ids=" ".join)
def it_refuses_with_the_place_and_no_value(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, command: list[str]
) -> None:
    make, expected = BAD[name]
    path = tmp_path / "case.yaml"
    path.write_text(make(), "utf-8")
    done = run(capsys, *command, path)
    assert (done.code, done.out) == (2, ""), done
    for part in expected:
        assert part in done.err
    clean(done)


def clean(done: Done) -> None:
    assert SECRET not in done.err + done.out
    assert "Traceback" not in done.err


def it_lists_all_faults_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        edited(
            ("sex: female", f"sex: {SECRET}"),
            ("birth_date:", "birthdate:"),
            ("code: F33.2", f"code: {SECRET}"),
        ),
        "utf-8",
    )
    done = run(capsys, "check", path)
    assert done.err.count("\n  - ") >= 4
    clean(done)


def it_refuses_a_file_of_50_megabytes_quickly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    done = run(capsys, "check", path)
    assert done.code == 2
    assert "larger than" in done.err


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"\xff\xfe", "not UTF-8"), (b"a: \x00b", "control character"), (b"%PDF-1.7\n\xe2\xe3", "UTF-8")],
)
def it_refuses_what_is_not_text(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, expected: str
) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    done = run(capsys, "check", path)
    assert done.code == 2
    assert expected in done.err


def it_refuses_missing_files_folders_and_other_kinds(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "case.docx"
    other.write_bytes(b"PK")
    for path, expected in (
        (tmp_path / "no.yaml", "does not exist"),
        (other, "neither"),
        (tmp_path / "no.jsonl", "cannot be opened"),
    ):
        done = run(capsys, "check", path, "--policy", POLICY)
        assert done.code == 2
        assert expected in done.err
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    assert "is a folder" in run(capsys, "check", folder).err


def it_keeps_the_state_NO_and_the_code_90867_as_text(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Ordinary YAML reads NO as false and 90867 as a number; here the answer stays the same."""
    path = tmp_path / "case.yaml"
    path.write_text(
        edited(("state: WA", "state: NO"), ('code: "90867"', "code: 90867"), ('zip: "99201"', "zip: 99201")),
        "utf-8",
    )
    done = run(capsys, "check", path, "--format", "json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["overall"] == "met"


def it_refuses_json_with_the_same_care(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(f'{{"schema": "authpack.case/1",\n "id": "a", "id": "{SECRET}"}}', "utf-8")
    done = run(capsys, "check", path)
    assert done.code == 2
    assert "case.json:2" in done.err
    clean(done)


# -- choosing ----------------------------------------------------------------------------------------


def it_suggests_policies_for_a_misspelled_id(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "check", CLEAN, "--policy", "washington-hta-htcc")
    assert done.code == 2
    assert f"Did you mean {POLICY}" in done.err


def it_never_guesses_among_several_policies(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    own = tmp_path / "own" / "payer" / "policy"
    own.mkdir(parents=True)
    shipped = ROOT / "payer_criteria" / "washington-hta" / "htcc-tms" / "2023-06-29.yaml"
    own.joinpath(shipped.name).write_text(
        shipped.read_text("utf-8").replace(f"id: {POLICY}", "id: own-rules"), "utf-8"
    )
    path = tmp_path / "case.yaml"
    import yaml

    payer = yaml.safe_load(shipped.read_text("utf-8"))["payer"]["name"]
    path.write_text(
        edited(
            (f"    policy: {POLICY}\n", ""),
            ("payer: Washington Health Technology Assessment program", f'payer: "{payer}"'),
        ),
        "utf-8",
    )
    done = run(capsys, "check", path, "--policies", tmp_path / "own")
    assert done.code == 2
    assert "own-rules" in done.err
    assert POLICY in done.err


def it_asks_for_a_policy_when_the_payer_is_unknown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        edited(
            (f"    policy: {POLICY}\n", ""),
            ("payer: Washington Health Technology Assessment program", f"payer: {SECRET} Health"),
        ),
        "utf-8",
    )
    done = run(capsys, "check", path)
    assert done.code == 2
    assert "--policy" in done.err
    clean(done)


def it_asks_which_request_is_meant(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        edited(
            ("requests:\n", "requests:\n  - {id: r0, phase: initial, indication: mdd, date: 2026-01-01}\n")
        ),
        "utf-8",
    )
    done = run(capsys, "check", path)
    assert done.code == 2
    assert "r0, r1" in done.err
    assert run(capsys, "check", path, "--request", "r1").code == 0
    assert run(capsys, "check", path, "--request", "r7").code == 2


def it_wants_a_date_rather_than_taking_todays(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(edited(("    date: 2026-10-01\n    phase", "    phase")), "utf-8")
    done = run(capsys, "check", path)
    assert done.code == 2
    assert "--as-of" in done.err
    assert run(capsys, "check", path, "--as-of", "2026-10-01").code == 0


# -- policies ----------------------------------------------------------------------------------------


def own_policy(folder: Path, old: str, new: str) -> Path:
    shipped = ROOT / "payer_criteria" / "washington-hta" / "htcc-tms" / "2023-06-29.yaml"
    text = shipped.read_text("utf-8")
    assert old in text
    path = folder / "payer" / "policy" / shipped.name
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def it_names_the_line_of_a_typo_in_a_policy(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = own_policy(tmp_path, "at_least: 2", "at_leest: 2")
    line = next(
        number for number, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "at_leest" in text
    )
    commands: list[list[str | Path]] = [["check", CLEAN, "--policies", tmp_path], ["policies", "lint", path]]
    for words in commands:
        done = run(capsys, *words)
        assert done.code == 7
        assert f"{path.name}:{line}" in done.err
        assert "did you mean at_least" in done.err.lower()


def it_refuses_a_policy_folder_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = run(capsys, "check", CLEAN, "--policies", tmp_path / "no")
    assert done.code == 2
    assert "not a folder" in done.err


# -- output ------------------------------------------------------------------------------------------


def it_refuses_an_output_place_that_is_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("mine")
    commands: list[list[str | Path]] = [
        ["check", CLEAN, "-o", place / "x.txt"],
        ["demo", "-o", place],
        ["new", "-o", place / "case.yaml"],
    ]
    for words in commands:
        done = run(capsys, *words)
        assert done.code == 6, done
    assert place.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def it_refuses_a_read_only_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = tmp_path / "closed"
    place.mkdir()
    place.chmod(0o500)
    done = run(capsys, "demo", "-o", place)
    assert done.code == 6
    assert list(place.iterdir()) == []


def it_leaves_nothing_behind_when_writing_fails_halfway(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from authpack.cli import output
    from authpack.errors import OutputError

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "b").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        output.write_files(tmp_path, {"a": "new", "b": "new"}, force=True)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("b", "old")]


def it_takes_no_record_for_a_form_of_a_packet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    # Its pages would show another patient's record to the payer.
    place = tmp_path / "out"
    done = run(capsys, "packet", EXAMPLES / "18-packet.yaml", "--form", CLEAN, "-o", place)
    assert (done.code, done.out, place.exists()) == (2, "", False)
    assert "01-clean-approval.yaml is not a PDF" in done.err


def it_says_that_a_pdf_is_no_manifest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "packet.pdf"
    file.write_bytes(b"%PDF-1.7\n\xff\xfe")
    done = run(capsys, "packet", "verify", file)
    assert done.code == 2
    assert "is not a manifest of a packet" in done.err
