"""``policies coverage``, ``stale``, ``new`` and ``verify``."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from authpack.content import Root
from authpack.criteria.catalog import load_catalog, policy_files
from authpack.criteria.coverage_report import coverage
from authpack.criteria.scaffold import Answers, scaffold
from authpack.criteria.verification import page_numbers, stale
from authpack.errors import InputError
from tests.builders import fixed, policy
from tests.functional.policies.conftest import Ran, Write, tree


@pytest.fixture(autouse=True)
def _alone(shipped: Path) -> None:
    """Only the policies of the test."""


# -- coverage --------------------------------------------------------------------------------------


def it_counts_kinds_and_the_parameters_that_are_written() -> None:
    report = coverage([policy(tree())])
    assert report.nodes("any_of") == report.nodes("trials") == 1
    assert dict(report.parameters("trials")) == {"at_least": 1, "outcome": 1, "response.counts": 1}
    assert "therapy_weeks" in report.unused and "age" not in report.unused


def it_prints_the_matrix(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write()
    write(fixed("met", "one"), folder="own/payer/other", id="other")
    text = run("policies", "coverage", "--policies", own)
    assert "2 revision(s)." in text.flat and "Leaf kinds not used" in text.flat
    rows = list(
        csv.reader(io.StringIO(run("policies", "coverage", "--policies", own, "--format", "csv").out))
    )
    assert rows[0] == ["kind", "payer/other/2020-01-01.yaml", "payer/policy/2020-01-01.yaml"]
    assert ["age", "1", "1"] in rows and ["ect", "", "1"] in rows
    data = json.loads(run("policies", "coverage", "other", "--policies", own, "--format", "json").out)
    assert data["kinds"]["age"]["policies"] == ["other"]
    assert data["kinds"]["ect"]["nodes"] == 0
    assert run("policies", "coverage", "none", "--policies", own).code == 2


# -- stale -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_stale"), [(30, True), (31, True), (32, False)])
def it_is_stale_after_so_many_days(days: int, is_stale: bool) -> None:
    # 2026-01-01 to 2026-02-01 are 31 days.
    found = stale([policy(verified="2026-01-01")], [], as_of=date(2026, 2, 1), days=days)
    assert bool(found) is is_stale


def it_takes_the_first_day_of_a_month() -> None:
    (one,) = stale([policy(verified="2026-01")], [], as_of=date(2026, 2, 1), days=31)
    assert one.days == 31


def but_it_leaves_out_what_no_longer_changes() -> None:
    old = [policy(status="retired"), policy(effective_to="2024-12-31"), policy(status="historic")]
    found = stale(old, [], as_of=date(2030, 1, 1), days=1)
    # Nobody knows whether an old text without an end still stands: that is worth a look.
    assert [one.policy for one in found] == old[2:]


def it_lists_the_stale_ones(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write()
    done = run("policies", "stale", "--policies", own, "--as-of", "2026-12-31", "--days", "364")
    assert done.code == 4
    assert "synthetic (from 2020-01-01): 364 days, last on 2026-01-01 by authpack" in done.flat
    assert run("policies", "stale", "--policies", own, "--as-of", "2026-12-31", "--days", "365").code == 0
    rows = json.loads(
        run("policies", "stale", "--policies", own, "--as-of", "2026-12-31", "--format", "json").out
    )
    assert rows[0]["days"] == 364
    assert run("policies", "stale", "--policies", own, "--days", "soon").code == 2
    assert run("policies", "stale", "--policies", own).code in (0, 4)


# -- new -------------------------------------------------------------------------------------------

GIVEN = ("--payer", "Invented Health Plan", "--number", "BH 12", "--title", "TMS: all uses",
         "--source", "TMS policy", "--source-date", "2026-05")  # fmt: skip


def it_writes_a_policy_that_lints_and_answers_text_not_seen(run: Callable[..., Ran], own: Path) -> None:
    words = ("--effective-from", "2026-04-01", "--indication", "mdd", "--indication", "ocd", "--state", "NY")
    made = run("policies", "new", *GIVEN, *words, "-o", own)
    assert made.code == 0
    assert run("policies", "lint", "--policies", own).code == 0
    tested = run("policies", "test", "--policies", own)
    assert "1 passed, 0 failed" in tested.out
    (only,) = load_catalog((Root(own, local=True),)).policies
    assert only.file == "invented-health-plan/bh-12/2026-04-01.yaml"
    assert {node.kind for node in only.nodes.values() if node.is_leaf} == {"not_stated"}
    assert only.head.status == "partial" and not only.read_whole


def but_it_never_overwrites_without_force(run: Callable[..., Ran], own: Path) -> None:
    assert run("policies", "new", *GIVEN, "-o", own).code == 0
    (path,) = [path for path, _ in policy_files((Root(own, local=True),))]
    path.write_text("mine")
    assert run("policies", "new", *GIVEN, "-o", own).code == 6
    assert path.read_text() == "mine"
    assert run("policies", "new", *GIVEN, "-o", own, "--force").code == 0


BAD = {
    "state": ("--state", "New York"),
    "date": ("--source-date", "soon"),
    "indication": ("--indication", "sadness"),
    "number": ("--number", "***"),
    "verified": ("--verified", "2026-13"),
}


@pytest.mark.parametrize("name", BAD)
def but_it_refuses_an_answer_that_cannot_be(run: Callable[..., Ran], own: Path, name: str) -> None:
    done = run("policies", "new", *GIVEN, *BAD[name], "-o", own)
    assert done.code == 2
    assert not policy_files((Root(own, local=True),))


@pytest.mark.parametrize("text", ["plain", 'a "quote": # and {more}', "ünïcode – dash", "- yes", "null"])
def it_writes_any_text_so_that_it_reads_back(text: str) -> None:
    from authpack.criteria.loading import read_policy
    from authpack.textio import load_yaml

    answers = Answers(text, "7", text, "2026-01-01", text, "2026-01-01", aliases=(text,))
    made = read_policy(load_yaml(scaffold(answers)[answers.file], "x.yaml"))
    assert (made.head.payer.name, made.head.title, made.head.payer.aliases) == (text, text, (text,))


# -- verify ----------------------------------------------------------------------------------------


def verified(run: Callable[..., Ran], own: Path, *more: str) -> Ran:
    pdf = own.parent / "payer policy.pdf"
    pdf.write_bytes(b"%PDF-1.7 invented")
    words = ("--by", "Dr. Musterarzt", "--document", str(pdf), "--pages", "1-4, 7", "--date", "2026-12-01")
    return run("policies", "verify", "synthetic", *words, "--policies", own, *more)


def it_records_who_compared_what(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write()
    assert verified(run, own).code == 0
    path = own / "verifications" / "synthetic.2020-01-01.2026-12-01.yaml"
    assert hashlib.sha256(b"%PDF-1.7 invented").hexdigest() in path.read_text("utf-8")
    shown = run("policies", "show", "synthetic", "--policies", own)
    assert "compared with payer policy.pdf, pages 1-4, 7, by Dr. Musterarzt on 2026-12-01" in shown.flat
    assert "verified by you" in run("policies", "list", "--policies", own).flat
    (listed,) = json.loads(run("policies", "list", "--policies", own, "--format", "json").out)
    assert listed["verifications"][0]["current"] is True
    done = run("policies", "stale", "--policies", own, "--as-of", "2026-12-31", "--days", "31")
    assert done.code == 0
    assert verified(run, own).code == 6
    assert verified(run, own, "--force").code == 0


def but_it_no_longer_counts_when_the_encoding_has_changed(
    run: Callable[..., Ran], write: Write, own: Path
) -> None:
    write()
    verified(run, own)
    write(tree(3))
    shown = run("policies", "show", "synthetic", "--policies", own)
    assert "the encoding has changed since" in shown.flat
    assert "verified by you" not in run("policies", "list", "--policies", own).flat
    assert run("policies", "stale", "--policies", own, "--as-of", "2026-12-31", "--days", "31").code == 4


def but_it_needs_a_folder_of_the_practices_own(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write(folder="shipped/payer/policy")
    pdf = own / "a.pdf"
    pdf.write_bytes(b"x")
    words = ("--by", "A", "--document", pdf, "--pages", "1", "--date", "2026-12-01")
    done = run("policies", "verify", "synthetic", *words)
    assert done.code == 2 and "folder of your own" in done.err


@pytest.mark.parametrize("change", [("--document", "none.pdf"), ("--pages", "4-1"), ("--by", "\n")])
def but_it_refuses_what_cannot_be_recorded(
    run: Callable[..., Ran], write: Write, own: Path, change: tuple[str, str]
) -> None:
    write()
    assert verified(run, own, *change).code == 2
    assert not (own / "verifications").exists()


def but_a_broken_record_is_told_with_its_line(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write()
    verified(run, own)
    (path,) = (own / "verifications").glob("*.yaml")
    path.write_text(path.read_text("utf-8").replace('by: "Dr. Musterarzt"', "bye: x"), "utf-8")
    done = run("policies", "list", "--policies", own)
    assert done.code == 7
    assert f"verifications/{path.name}:" in done.err


@pytest.mark.parametrize(
    ("text", "pages"), [("1", [1]), ("1-4", [1, 2, 3, 4]), ("1-2, 7", [1, 2, 7]), ("3,1-3", [1, 2, 3])]
)
def it_reads_pages(text: str, pages: list[int]) -> None:
    assert page_numbers(text) == pages


@pytest.mark.parametrize("text", ["", "0", "1-", "-3", "1;2", "a", "4-3", "1,,2"])
def but_it_refuses_pages(text: str) -> None:
    with pytest.raises(InputError):
        page_numbers(text)
