"""``authpack policies``: list, show, lint, test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from authpack import api
from tests.functional.cli.runner import POLICY, ROOT, run

SHIPPED = ROOT / "payer_criteria" / "washington-hta" / "htcc-tms" / "2023-06-29.yaml"


def copy(folder: Path, name: str = SHIPPED.name, *changes: tuple[str, str], cases: bool = True) -> Path:
    path = folder / "payer" / "policy" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = SHIPPED.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    if cases:
        (path.parent / "cases").mkdir(exist_ok=True)
        beside = SHIPPED.parent / "cases" / SHIPPED.name
        (path.parent / "cases" / name).write_text(beside.read_text("utf-8"), "utf-8")
    return path


def it_lists_every_revision(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "policies", "list").out
    data = json.loads(run(capsys, "policies", "list", "--format", "json").out)
    found = api.catalog().policies
    assert [one["id"] for one in data] == [policy.id for policy in found]
    assert all(policy.id in out for policy in found)


def it_shows_the_whole_tree(capsys: pytest.CaptureFixture[str]) -> None:
    newest = {policy.id: policy for policy in api.catalog().policies}
    for policy in newest.values():
        flat = " ".join(run(capsys, "policies", "show", policy.id).out.split())
        for node in policy.nodes.values():
            assert node.id in flat
            assert " ".join(node.says.split()) in flat
            assert node.ask in flat
            assert node.cite in flat
        for text in policy.head.unread:
            assert " ".join(text.split()) in flat


def it_shows_the_tree_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capsys, "policies", "show", POLICY, "--format", "json").out)
    assert data["criteria"][0]["tree"]["of"]
    assert {"id", "section", "says", "citation", "grade", "ask"} <= set(data["criteria"][0]["tree"]["of"][0])


def but_it_knows_no_policy_by_another_name(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "policies", "show", "washington-hta")
    assert done.code == 2
    assert POLICY in done.err


def it_finds_nothing_wrong_with_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "policies", "lint")
    assert (done.code, done.out.split(",")[1]) == (0, " no fault.\n")


def it_reports_the_faults_of_all_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy(tmp_path, "2023-06-29.yaml", ("review_mode:", "review_mod:"))
    copy(tmp_path, "2024-01-01.yaml", ("criteria:", "criterias:"))
    done = run(capsys, "policies", "lint", tmp_path)
    assert done.code == 7
    assert "2023-06-29.yaml:" in done.err
    assert "2024-01-01.yaml:" in done.err
    assert "review_mode" in done.err


def it_reports_missing_cases(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = run(capsys, "policies", "lint", copy(tmp_path, cases=False))
    assert done.code == 7
    assert "no cases beside it" in done.err


def it_reports_cases_that_name_unknown_criteria(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = copy(tmp_path)
    beside = path.parent / "cases" / path.name
    text = beside.read_text("utf-8")
    assert "expect: {" in text
    beside.write_text(text.replace("expect: {", "expect: {initial.nowhere: met, ", 1), "utf-8")
    done = run(capsys, "policies", "lint", tmp_path)
    assert done.code == 7
    assert "initial.nowhere" in done.err


@pytest.mark.parametrize(
    ("older", "newer", "fault"),
    [
        ("effective_from: 2023-06-29", "effective_from: 2024-01-01", True),
        ("effective_from: 2023-06-29\neffective_to: 2023-12-31", "effective_from: 2024-01-01", False),
        ("effective_from: 2023-06-29\neffective_to: 2024-01-01", "effective_from: 2024-01-01", True),
        ("effective_from: unknown", "effective_from: 2024-01-01", True),
    ],
    ids=["open end", "day before", "same day", "unknown"],
)
def it_reports_revisions_whose_dates_overlap(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, older: str, newer: str, fault: bool
) -> None:
    dates = "effective_from: 2023-06-29\neffective_to:"
    copy(tmp_path, "older.yaml", (dates, older))
    copy(tmp_path, "newer.yaml", (dates, newer))
    done = run(capsys, "policies", "lint", tmp_path)
    assert (done.code, "overlap" in done.err) == ((7, True) if fault else (0, False)), done.err


def it_runs_the_cases_of_one_policy(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "policies", "test", POLICY)
    # Whether the shipped cases pass is tests/content's matter.
    assert done.code == (0 if " 0 failed" in done.out else 7)
    revisions = sum(one.id == POLICY for one in api.catalog().policies)
    assert f"cases of {revisions} revision(s)" in done.out


def it_shows_expected_and_got_of_a_failed_case(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = copy(tmp_path, SHIPPED.name, (f"id: {POLICY}", "id: own-rules"))
    beside = path.parent / "cases" / path.name
    text = beside.read_text("utf-8")
    assert "overall: met" in text
    beside.write_text(text.replace("overall: met", "overall: external", 1), "utf-8")
    done = run(capsys, "policies", "test", "own-rules", "--policies", tmp_path)
    assert done.code == 7
    assert "expected external, got met" in done.out
    assert " 0 failed" not in done.out


def it_refuses_to_test_an_unknown_policy(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "policies", "test", "nothing").code == 2


def it_refuses_to_lint_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "policies", "lint", tmp_path).code == 2
    assert run(capsys, "policies", "lint", tmp_path / "no.yaml").code == 2
