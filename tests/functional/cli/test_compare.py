"""``authpack compare``: one patient against many policies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from authpack import api
from authpack.criteria.comparison import Matrix
from authpack.criteria.families import FAMILIES
from tests.functional.cli.runner import CLEAN, OPEN, POLICY, TWO_SSRIS, run

FEW = (POLICY, "medicare-cgs-l36469", "optum-uhc-behavioral-tms")


def found(path: Path) -> Matrix:
    case = api.load_case(path)
    library = api.catalog()
    return api.matrix(case, [library.newest(name) for name in FEW])


def it_compares_every_policy_in_force(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(capsys, "compare", TWO_SSRIS)
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    for part in ("Dia Sev Age Tri", "NEAREST MISS", "No revision in force on that day"):
        assert part in done.out


@pytest.mark.parametrize("width", [40, 72, 80, 100, 200])
def it_fits_any_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for words in ((), ("--payers", *FEW)):
        done = run(capsys, "compare", TWO_SSRIS, *words)
        assert max(map(len, done.out.splitlines())) <= width


def it_puts_few_payers_side_by_side(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out = run(capsys, "compare", TWO_SSRIS, "--payers", *FEW).out
    assert "medication trials" in out
    assert "not spoken of" in out


def it_takes_names_apart_by_commas_or_spaces(capsys: pytest.CaptureFixture[str]) -> None:
    spaces = run(capsys, "compare", TWO_SSRIS, "--payers", *FEW).out
    assert run(capsys, "compare", TWO_SSRIS, "--payers", ",".join(FEW)).out == spaces
    assert run(capsys, "compare", TWO_SSRIS, "--payers", ", ".join(FEW) + ",").out == spaces


def it_takes_payers_by_name_too(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "compare", TWO_SSRIS, "--payers", "UHC", "--format", "json")
    assert [row["policy"] for row in json.loads(done.out)["rows"]] == ["optum-uhc-behavioral-tms"]


def but_it_refuses_an_unknown_one(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "compare", TWO_SSRIS, "--payers", "medicare-cgs-l3646")
    assert done.code == 2
    assert "medicare-cgs-l36469" in done.err


def it_gives_the_same_answers_as_check() -> None:
    case = api.load_case(TWO_SSRIS)
    for row in found(TWO_SSRIS).rows:
        assert row.overall == api.check(case, policy=row.policy).overall


def it_names_the_smallest_change_or_the_blocking_criterion() -> None:
    for path in OPEN:
        for row in found(path).rows:
            assert (row.nearest.kind == "met") is (row.overall == "met")
            assert bool(row.nearest.says) is (row.nearest.kind in ("change", "blocked"))


def it_folds_a_family_from_its_deciding_leaves() -> None:
    rows = {row.policy.id: row for row in found(TWO_SSRIS).rows}
    trials = rows["medicare-cgs-l36469"].cells["trials"]
    # Two SSRIs are one class: the trials decide, and the diagnosis, which is met, does not.
    assert (trials.status, trials.decides) == ("not_met", True)
    assert not rows["medicare-cgs-l36469"].cells["diagnosis"].decides
    assert rows["medicare-cgs-l36469"].cells["diagnosis"].status == "met"


def it_shows_a_family_that_is_met_when_the_whole_is() -> None:
    rows = {row.policy.id: row for row in found(CLEAN).rows}
    clean = rows[POLICY]
    assert clean.overall == "met"
    assert {cell.status for cell in clean.cells.values() if cell.decides} == {"met"}


def it_keeps_the_families_in_one_order() -> None:
    listed = list(FAMILIES)
    for row in found(CLEAN).rows:
        assert list(row.cells) == sorted(row.cells, key=listed.index)


def it_writes_markdown_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "compare.md"
    words = ("compare", TWO_SSRIS, "--payers", *FEW, "--format", "markdown", "-o", target)
    assert run(capsys, *words).code == 0
    text = target.read_text("utf-8")
    assert "## Nearest miss" in text
    # A heading, the rule below it, and one line for each policy.
    assert sum(line.startswith("| ") for line in text.splitlines()) == 2 + len(FEW)
    assert run(capsys, *words).code == 6


def it_leaves_out_what_was_not_in_force_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capsys, "compare", TWO_SSRIS, "--as-of", "1999-01-01", "--format", "json").out)
    assert POLICY in data["left_out"]
    assert POLICY not in {row["policy"] for row in data["rows"]}


def but_it_compares_it_when_asked_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("compare", TWO_SSRIS, "--as-of", "1999-01-01", "--payers", POLICY, "--format", "json")
    assert json.loads(run(capsys, *words).out)["rows"][0]["overall"] == "text_not_seen"
