"""``policies lint``: every fault of every file, each with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import entry, leaf
from tests.functional.policies.conftest import Ran, Write, tree

LINE = re.compile(r"^  - \S+\.yaml:\d+")


@pytest.fixture(autouse=True)
def _alone(shipped: Path) -> None:
    """Only the policies of the test."""


def faults(done: Ran) -> list[str]:
    found = [line for line in done.err.splitlines() if line.startswith("  - ")]
    assert done.code == 7
    assert all(LINE.match(line) for line in found), found
    return found


def it_finds_nothing_wrong_in_two_good_revisions(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write(effective_to="2020-12-31")
    write(tree(3), "2021-01-01.yaml", effective_from="2021-01-01")
    done = run("policies", "lint", "--policies", own)
    assert (done.code, done.err) == (0, "")
    assert "2 policy file(s), no fault." in done.out


@pytest.mark.parametrize(
    ("end", "overlap"), [("2020-12-31", False), ("2021-01-01", True), ("2021-01-02", True), (None, True)]
)
def it_tells_dates_that_overlap(
    run: Callable[..., Ran], write: Write, own: Path, end: str | None, overlap: bool
) -> None:
    start = "2021-01-01"
    write(**({"effective_to": end} if end else {}))
    write(tree(3), f"{start}.yaml", effective_from=start)
    done = run("policies", "lint", "--policies", own)
    assert done.code == (7 if overlap else 0)
    if overlap:
        (one,) = faults(done)
        assert f"policy/{start}.yaml:8: effective_from" in one and "the dates overlap" in one


def it_tells_an_unknown_start_beside_a_dated_revision(
    run: Callable[..., Ran], write: Write, own: Path
) -> None:
    write()
    write(name="undated.yaml", effective_from="unknown")
    assert "the dates overlap" in faults(run("policies", "lint", "--policies", own))[0]


def but_an_undated_text_may_stand_beside_one_that_ended(
    run: Callable[..., Ran], write: Write, own: Path
) -> None:
    write(effective_to="2020-12-31")
    write(tree(3), "undated.yaml", effective_from="unknown")
    assert run("policies", "lint", "--policies", own).code == 0
    shown = run("policies", "show", "synthetic", "--policies", own)
    assert "assumed (date unknown)" in shown.flat


HEADS: dict[str, tuple[dict[str, Any], str]] = {
    "ends before it starts": ({"effective_to": "2019-12-31"}, "is before effective_from"),
    "file named for another day": ({"effective_from": "2020-01-02"}, "is not the date in the file's name"),
    "unknown key": ({"statuss": "full"}, "not a known field"),
    "no such status": ({"status": "fine"}, "must be one of"),
}


@pytest.mark.parametrize("name", HEADS)
def it_tells_a_head_that_cannot_be(run: Callable[..., Ran], write: Write, own: Path, name: str) -> None:
    changes, message = HEADS[name]
    write(**changes)
    assert any(message in one for one in faults(run("policies", "lint", "--policies", own)))


NODES: dict[str, tuple[dict[str, Any], str]] = {
    "no citation": ({**leaf("ect", {"item": "candidate"}, "x"), "cite": ""}, "cite: is required"),
    "no question": ({**leaf("ect", {"item": "candidate"}, "x"), "ask": ""}, "ask: is required"),
    "no such source": ({**leaf("ect", {"item": "candidate"}, "x"), "cite": "pdf, 1"}, "one of the sources"),
    "dangling ref": ({"ref": "histori"}, "Did you mean history?"),
    "unknown kind": ({**leaf("ect", {"item": "candidate"}, "x"), "etc": {}}, "not a known field"),
    "unknown parameter": (leaf("ect", {"itm": "candidate"}, "x"), "not a known field"),
    "id twice": (leaf("ect", {"item": "candidate"}, "age"), "the id is used twice"),
}


@pytest.mark.parametrize("name", NODES)
def it_tells_a_criterion_that_breaks_the_language(
    run: Callable[..., Ran], write: Write, own: Path, name: str
) -> None:
    node, message = NODES[name]
    write(tree(also=[node]))
    assert any(message in one for one in faults(run("policies", "lint", "--policies", own)))


def it_tells_all_faults_of_all_files_at_once(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write(tree(also=[NODES["no citation"][0], NODES["dangling ref"][0]]), statuss="x")
    write(folder="own/payer/other", id="other", cases=False)
    found = faults(run("policies", "lint", "--policies", own))
    assert len(found) >= 4
    assert any("other/2020-01-01.yaml:1: has no cases beside it" in one for one in found)


def it_tells_cases_that_do_not_fit(run: Callable[..., Ran], write: Write, own: Path) -> None:
    cases = write().parent / "cases" / "2020-01-01.yaml"
    text = cases.read_text("utf-8")
    cases.write_text(text.replace("overall:", "histori: met, overall:"), "utf-8")
    (one,) = faults(run("policies", "lint", "--policies", own))
    assert "cases/2020-01-01.yaml:4: expects an answer of 'histori'" in one
    cases.write_text(text.replace("policy: synthetic", "policy: other"), "utf-8")
    (one,) = faults(run("policies", "lint", "--policies", own))
    assert "cases/2020-01-01.yaml:2: policy: is not the id" in one
    cases.write_text(text.replace("cases:", "cases: []\nold:"), "utf-8")
    assert faults(run("policies", "lint", "--policies", own))


def it_tells_ids_that_are_not_one_for_one_folder(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write(effective_to="2020-12-31")
    write(name="2021-01-01.yaml", effective_from="2021-01-01", id="other")
    (one,) = faults(run("policies", "lint", "--policies", own))
    assert "is not the id of the other revision" in one
    write(name="2021-01-01.yaml", effective_from="2021-01-01")
    write(name="2022-01-01.yaml", folder="own/payer/second", effective_from="2022-01-01")
    found = faults(run("policies", "lint", "--policies", own))
    assert any("is used by" in one for one in found)


BYTES: dict[str, tuple[bytes, str]] = {
    "latin-1": (b"schema: authpack.policy/1\ntitle: caf\xe9\n", "2020-01-01.yaml:2: is not UTF-8"),
    "10 MB": (b"# filler\n" * 1_200_000, "2020-01-01.yaml:1: is larger than 10 MB"),
    "empty": (b"", "2020-01-01.yaml:1: is empty"),
    "a list": (b"- a\n", "2020-01-01.yaml:1: does not start with a mapping"),
    "no YAML": (b"a: [\n", "2020-01-01.yaml:"),
    "null bytes": (b"a: \x00\n", "2020-01-01.yaml:1"),
    "key twice": (b"id: a\nid: b\n", "2020-01-01.yaml:2"),
}


@pytest.mark.parametrize("name", BYTES)
def it_tells_a_file_that_is_no_policy_at_all(
    run: Callable[..., Ran], write: Write, own: Path, name: str
) -> None:
    content, message = BYTES[name]
    write().write_bytes(content)
    assert message in faults(run("policies", "lint", "--policies", own))[0]


def but_it_takes_registry_lock_and_notes_at_the_top_for_no_policy(
    run: Callable[..., Ran], write: Write, own: Path
) -> None:
    write()
    (own / "registry.yaml").write_text("not: a policy\n")
    (own / "verifications").mkdir()
    (own / "verifications" / "x.yaml").write_text("not: a policy\n")
    assert run("policies", "lint", "--policies", own).code == 0


def it_lets_a_not_stated_leaf_stand_without_a_question(
    run: Callable[..., Ran], write: Write, own: Path
) -> None:
    gap = leaf("not_stated", {}, "gap")
    del gap["ask"]
    write(entries=[entry("initial", "mdd", "part", tree=tree(also=[gap]))])
    assert run("policies", "lint", "--policies", own).code == 0
