"""``authpack check``: the answer for a person, for a program, and for many records."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from authpack import api
from authpack.cli import output
from authpack.cli.answer import rows, trial_tables
from authpack.cli.answer_text import as_text
from tests.functional.cli.runner import CLEAN, EXAMPLES, OPEN, POLICY, POOR, ROOT, TWO_SSRIS, child, run

ALL = OPEN
SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas" / "determination.schema.json").read_text("utf-8")))
WORD = re.compile(r"[^\W_]+")


def data_of(path: Path) -> dict[str, Any]:
    case = api.load_case(path)
    return api.explain(api.check(case), case)


@pytest.mark.parametrize(("case", "code"), [(CLEAN, 0), (TWO_SSRIS, 3), (POOR, 4)])
def it_ends_with_the_exit_code_of_the_answer(
    capsys: pytest.CaptureFixture[str], case: Path, code: int
) -> None:
    assert run(capsys, "check", case).code == code


def it_says_what_was_judged_by_which_text(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "check", POOR).out
    policy = data_of(POOR)["policy"]
    assert out.startswith("[?] NOT DOCUMENTED")
    for part in (
        policy["number"],
        policy["sha256"][:12],
        "in force from 2023-04-01",
        "prior authorization",
        "as of 2026-09-08",
    ):
        assert part in out


def it_says_assumed_in_force_when_the_date_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "check", EXAMPLES / "04-intolerance-route.yaml").out
    assert "assumed in force" in " ".join(out.split())


def it_shows_every_trial_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    data = data_of(TWO_SSRIS)
    out = " ".join(run(capsys, "check", TWO_SSRIS).out.split())
    assert "MEDICATION TRIALS" in out
    for line in data["trials"][0]["lines"]:
        assert line["drug"] in out


def it_says_shared_steps_of_the_changes_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    out = run(capsys, "check", POOR).out
    changes = out.split("WHAT WOULD CHANGE THIS ANSWER")[1]
    assert changes.count("record how many minutes the emergency response takes") == 1
    assert "smallest sets of steps found" in changes
    assert "and either:" in changes
    assert "\nor:" in changes


def it_reads_children_of_none_of_as_ruled_out_or_present() -> None:
    data = data_of(EXAMPLES / "04-intolerance-route.yaml")
    excluded = {one["id"] for one in data["findings"] if one["operator"] == "none_of"}
    children = {one["id"]: one["status"] for one in data["findings"] if one["parent"] in excluded}
    shown = {row.id: row.status for row in rows(data) if row.id in children}
    words = {"not_met": "ruled out", "met": "present"}
    assert shown
    assert all(shown[name] == words.get(children[name], shown[name]) for name in shown)
    assert not any(status == "not met" for status in shown.values())


def it_joins_trial_tables_that_are_the_same() -> None:
    data = data_of(CLEAN)
    data["trials"] = [data["trials"][0], {**data["trials"][0], "criterion": data["findings"][0]["id"]}]
    assert [len(one.criteria) for one in trial_tables(data)] == [2]


@pytest.mark.parametrize("width", [40, 60, 71, 72, 80, 149, 150, 200])
@pytest.mark.parametrize("case", ALL, ids=lambda path: path.stem)
def it_fits_the_width_and_loses_no_word(case: Path, width: int) -> None:
    data = data_of(case)
    text = as_text(data, width)
    assert max(map(len, text.splitlines())) <= width
    # Columns interleave lines: the whole words are compared in the widest layout below.
    for row in rows(data):
        for part in (row.says, row.why, row.get, row.section):
            assert _letters(part) <= _letters(text)
    wide = as_text(data, 4000)
    flat = " ".join(wide.split())
    for one in data["findings"]:
        assert " ".join(one["says"].split()) in flat
        assert one["why"] in flat


def _letters(text: str) -> set[str]:
    return set("".join(WORD.findall(text)))


def it_stacks_whole_sentences_on_a_narrow_terminal() -> None:
    data = data_of(POOR)
    flat = " ".join(as_text(data, 60).split())
    for one in data["findings"]:
        assert " ".join(one["says"].split()) in flat


def it_uses_no_colour_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in run(capsys, "check", POOR).out


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=["plain terminal", "NO_COLOR", "dumb"],
)
def it_colours_a_terminal_unless_told_not_to(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    coloured: bool,
) -> None:
    import sys

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert output.colour() is coloured
    out = run(capsys, "check", POOR).out
    assert ("\x1b[" in out) is coloured


def it_takes_the_width_of_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "66")
    assert max(map(len, run(capsys, "check", POOR).out.splitlines())) <= 66


@pytest.mark.parametrize("case", ALL, ids=lambda path: path.stem)
def it_prints_json_that_the_schema_allows(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    data = json.loads(run(capsys, "check", case, "--format", "json").out)
    assert [error.message for error in SCHEMA.iter_errors(data)] == []
    assert data["schema"] == "authpack.determination/1"


@pytest.mark.parametrize("case", ALL, ids=lambda path: path.stem)
def it_prints_markdown_that_keeps_its_tables(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    out = run(capsys, "check", case, "--format", "markdown").out
    assert out.startswith("# ")
    tables = [line for line in out.splitlines() if line.startswith("|")]
    assert tables
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in tables} <= {8, 6}


def it_judges_by_the_policy_and_days_given(capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "--policy",
        "medicare-cgs-l36469",
        "--request",
        "r1",
        "--as-of",
        "2026-10-05",
        "--policy-date",
        "2026-10-02",
    ]
    data = json.loads(run(capsys, "check", CLEAN, *words, "--format", "json").out)
    assert data["policy"]["id"] == "medicare-cgs-l36469"
    assert (data["as_of"], data["policy_date"]) == ("2026-10-05", "2026-10-02")


def it_never_takes_the_nearest_revision(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "check", CLEAN, "--policy-date", "1999-01-01")
    assert done.code == 4
    assert "policy text not seen" in done.out.lower()


def it_reads_policies_of_the_practice_and_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    own = tmp_path / "own" / "payer" / "policy"
    own.mkdir(parents=True)
    shipped = ROOT / "payer_criteria" / "washington-hta" / "htcc-tms" / "2023-06-29.yaml"
    own.joinpath(shipped.name).write_text(
        shipped.read_text("utf-8").replace(f"id: {POLICY}", "id: own-rules"), "utf-8"
    )
    done = run(capsys, "check", CLEAN, "--policy", "own-rules", "--policies", tmp_path / "own")
    assert done.code == 0
    assert "your own policy folder" in done.out


def it_writes_to_a_file_and_never_overwrites_it_unasked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "answer.txt"
    assert run(capsys, "check", POOR, "-o", target).code == 4
    first = target.read_text("utf-8")
    refused = run(capsys, "check", CLEAN, "-o", target)
    assert refused.code == 6
    assert "--force" in refused.err
    assert target.read_text("utf-8") == first
    assert run(capsys, "check", CLEAN, "-o", target, "--force").code == 0
    assert target.read_text("utf-8") != first
    assert [path.name for path in tmp_path.iterdir()] == ["answer.txt"]


def it_gives_the_same_bytes_in_any_process() -> None:
    for form in ("text", "json", "markdown"):
        one = child("check", POOR, "--format", form, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
        other = child("check", POOR, "--format", form, PYTHONHASHSEED="2", TZ="America/Adak", LC_ALL="C")
        assert one.stdout == other.stdout
        assert one.stdout


# -- many records ------------------------------------------------------------------------------------


def lines_file(folder: Path, *lines: str) -> Path:
    path = folder / "records.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def as_line(path: Path) -> str:
    return api.load_case(path).model_dump_json(by_alias=True, exclude_defaults=False)


def it_answers_json_lines_with_json_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = lines_file(tmp_path, as_line(CLEAN), "", as_line(POOR))
    done = run(capsys, "check", path, "--policy", POLICY)
    got = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert [one["case"] for one in got] == ["example-01", "example-02"]
    assert all(not list(SCHEMA.iter_errors(one)) for one in got)
    single = json.loads(run(capsys, "check", CLEAN, "--format", "json").out)
    assert got[0] == single


def but_it_names_bad_lines_and_finishes_the_rest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    double = as_line(CLEAN).replace('"id":"example-01"', '"id":"ZZSENTINEL","id":"example-01"', 1)
    wrong = json.dumps({"schema": "authpack.case/1", "id": "x", "patient": {"given_name": "ZZSENTINEL"}})
    path = lines_file(tmp_path, "ZZSENTINEL", as_line(CLEAN), double, wrong, '{"schema":', as_line(POOR))
    done = run(capsys, "check", path, "--policy", POLICY)
    assert done.code == 2
    assert len(done.out.splitlines()) == 2
    for number in (1, 3, 4, 5):
        assert f"line {number}: " in done.err
    assert "4 could not be judged" in done.err
    assert "ZZSENTINEL" not in done.err


def it_gives_the_same_lines_in_the_same_order_whatever_the_number_of_processes(tmp_path: Path) -> None:
    clean, poor = as_line(CLEAN), as_line(POOR)
    path = lines_file(tmp_path, *[clean, poor, "ZZSENTINEL"] * 30)
    alone, shared = (child("check", path, "--policy", POLICY, "--jobs", jobs) for jobs in ("1", "2"))
    assert alone.stdout.count(b"\n") == 60
    assert (alone.stdout, alone.returncode) == (shared.stdout, shared.returncode)
    refused = [line for line in shared.stderr.decode().splitlines() if line.startswith("line ")]
    assert [line.split(":")[0] for line in refused] == [f"line {number}" for number in range(3, 91, 3)]
    assert refused == [line for line in alone.stderr.decode().splitlines() if line.startswith("line ")]


def but_it_refuses_a_number_of_processes_that_is_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for wrong in ("0", "-1", "two"):
        done = run(capsys, "check", lines_file(tmp_path, as_line(CLEAN)), "--jobs", wrong)
        assert (done.code, "whole number of 1 or more" in done.err) == (2, True)


def it_writes_json_lines_to_a_file_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = lines_file(tmp_path, as_line(CLEAN))
    target = tmp_path / "out.jsonl"
    assert run(capsys, "check", path, "--policy", POLICY, "-o", target).code == 0
    assert json.loads(target.read_text("utf-8"))["case"] == "example-01"
    assert run(capsys, "check", path, "--policy", POLICY, "-o", target).code == 6


def it_refuses_another_format_or_an_unknown_policy_for_json_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = lines_file(tmp_path, as_line(CLEAN))
    assert run(capsys, "check", path, "--policy", POLICY, "--format", "text").code == 2
    done = run(capsys, "check", path, "--policy", "washington-hta-htcc-tmz")
    assert done.code == 2
    assert POLICY in done.err


def it_shows_progress_when_it_takes_long(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from authpack.cli import progress

    monkeypatch.setattr(progress, "FIRST", 0.0)
    path = lines_file(tmp_path, as_line(CLEAN), as_line(CLEAN))
    err = run(capsys, "check", path, "--policy", POLICY).err
    assert "1 records judged" in err
    assert err.endswith("2 records judged\n")
