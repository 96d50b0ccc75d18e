"""``authpack appeal``: plan, write, history, precedents; and bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.functional.appeals.support import CLAIM, DENIED, HISTORY, Data, reason, record
from tests.functional.cli.runner import EXAMPLES, run

Capture = pytest.CaptureFixture[str]
FILE = EXAMPLES / f"{DENIED}.yaml"


def saved(folder: Path, data: Data) -> Path:
    path = folder / "case.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def it_plans_in_words_with_exit_0_when_every_reason_is_answerable(capsys: Capture) -> None:
    done = run(capsys, "appeal", "plan", FILE, "n1")
    assert done.code == 0
    for said in (
        "1. ANSWERABLE NOW: reason w2",
        "answered by another route of the same section",
        "Peer-to-peer: not known",
        "2026-11-30",
        "Governing the denied request: bcbs-massachusetts-297",
    ):
        assert said in " ".join(done.out.split())


def it_ends_with_4_when_something_is_open(capsys: Capture, tmp_path: Path) -> None:
    data = record()
    data["judgements"] = []
    del reason(data, "w3")["answer"]
    done = run(capsys, "appeal", "plan", saved(tmp_path, data), "--denial", "n1")
    assert done.code == 4
    assert "ANSWERABLE WITH MORE: reason w2" in done.out
    assert "FOR A PERSON: not matched: reason w3" in done.out
    assert "Match it (criteria, confirmed_by)" in done.out


def it_says_first_what_an_answer_is_that_takes_no_appeal(capsys: Capture, tmp_path: Path) -> None:
    data = record()
    data["denials"][0]["kind"] = "pended"
    done = run(capsys, "appeal", "plan", saved(tmp_path, data))
    assert done.code == 4
    assert "PENDED: more is asked, nothing is decided" in done.out
    assert "Send exactly what is asked for" in done.out


def it_says_the_same_in_markdown_and_json(capsys: Capture) -> None:
    marked = run(capsys, "appeal", "plan", FILE, "--format", "markdown")
    assert marked.out.startswith("# Plan: denial n1")
    data = json.loads(run(capsys, "appeal", "plan", FILE, "--format", "json").out)
    assert data["schema"] == "authpack.appeal-plan/1"
    assert [one["id"] for one in data["reasons"]] == ["w2", "w3", "w1"]
    assert data["answer_by"] == "2026-11-30"
    for one in data["reasons"]:
        assert one["quote"] in marked.out


def it_writes_all_files_of_an_appeal(capsys: Capture, tmp_path: Path) -> None:
    done = run(capsys, "appeal", "write", FILE, "--denial", "n1", "-o", tmp_path)
    assert done.code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"example-16-n1-appeal-level-1.{ending}" for ending in ("docx", "memo.md", "pdf", "trace.json")
    ]
    assert "ready to read and sign" in done.out


def it_never_overwrites_without_being_told(capsys: Capture, tmp_path: Path) -> None:
    assert run(capsys, "appeal", "write", FILE, "-o", tmp_path).code == 0
    assert run(capsys, "appeal", "write", FILE, "-o", tmp_path).code == 6
    assert run(capsys, "appeal", "write", FILE, "-o", tmp_path, "--force").code == 0


def it_writes_nothing_when_it_refuses(capsys: Capture, tmp_path: Path) -> None:
    done = run(capsys, "appeal", "write", FILE, "--expedited", "-o", tmp_path)
    assert done.code == 5
    assert not list(tmp_path.iterdir())


def it_asks_which_denial_is_meant(capsys: Capture) -> None:
    done = run(capsys, "appeal", "plan", EXAMPLES / f"{HISTORY}.yaml")
    assert done.code == 2
    assert "n1, n2" in done.err
    assert run(capsys, "appeal", "plan", EXAMPLES / f"{HISTORY}.yaml", "n9").code == 2
    assert run(capsys, "appeal", "plan", EXAMPLES / f"{HISTORY}.yaml", "n1", "--denial", "n2").code == 2


def it_says_where_no_denial_is_recorded(capsys: Capture) -> None:
    done = run(capsys, "appeal", "plan", EXAMPLES / "01-clean-approval.yaml")
    assert done.code == 2
    assert "Record the denial first" in done.err


def it_refuses_a_denial_of_a_request_that_is_not_there(capsys: Capture, tmp_path: Path) -> None:
    data = record()
    data["denials"][0]["request"] = "r9"
    done = run(capsys, "appeal", "plan", saved(tmp_path, data))
    assert done.code == 2
    assert "r9" in done.err


def it_refuses_a_letter_dated_before_the_notice(capsys: Capture, tmp_path: Path) -> None:
    done = run(capsys, "appeal", "write", FILE, "--date", "2026-06-02", "-o", tmp_path)
    assert done.code == 5
    assert "dated before the notice" in done.err


def it_tells_the_story_of_a_case(capsys: Capture) -> None:
    path = EXAMPLES / f"{HISTORY}.yaml"
    done = run(capsys, "appeal", "history", path)
    assert done.code == 0
    assert "2026-10-20  r1  first-level appeal sent (ap1)" in done.out
    data = json.loads(run(capsys, "appeal", "history", path, "--format", "json").out)
    assert [one["id"] for one in data["events"]][:3] == ["r1", "n1", "ap1"]


def it_shows_the_published_outcomes_without_a_case(capsys: Capture) -> None:
    done = run(capsys, "appeal", "precedents")
    assert done.code == 0
    assert "84 of 158 denials overturned" in " ".join(done.out.split())
    assert "too few to state a rate" in done.out
    assert "promise nothing" in done.out


def it_writes_a_claim_dispute(capsys: Capture, tmp_path: Path) -> None:
    done = run(capsys, "appeal", "write", EXAMPLES / f"{CLAIM}.yaml", "--level", "dispute", "-o", tmp_path)
    assert done.code == 0
    assert (tmp_path / "example-19-n1-claim-dispute.pdf").is_file()


def it_puts_no_patients_name_into_a_file_name_or_the_metadata(tmp_path: Path, capsys: Capture) -> None:
    from pypdf import PdfReader

    run(capsys, "appeal", "write", FILE, "-o", tmp_path)
    for path in tmp_path.iterdir():
        assert "phantomhill" not in path.name.lower()
    told = PdfReader(tmp_path / "example-16-n1-appeal-level-1.pdf").metadata
    assert "Phantomhill" not in str(told)


def it_starts_without_loading_what_only_writing_needs() -> None:
    code = (
        "import sys; from authpack.cli.main import main; main(['appeal', '--help']); "
        "print(sorted({'pydantic', 'jinja2', 'docx', 'typst', 'yaml'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip().endswith("[]")
