"""Lock, registry and pages agree with the policy files; a silent edit is found."""

from __future__ import annotations

import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

from authpack.content import Root, shipped
from authpack.criteria import lockfile, registry
from authpack.criteria.catalog import load_catalog, policy_files
from authpack.criteria.lint import across, check_file
from authpack.criteria.loading import load_policy
from authpack.errors import ContentError
from tests.builders import entry, fixed, leaf, policy

CRITERIA = shipped("payer_criteria")
FILES = [path for path, _ in policy_files((Root(CRITERIA, local=False),))]
POLICIES = [load_policy(path) for path in FILES]
TOOLS = Path(__file__).resolve().parents[2] / "tools"


def tool(name: str) -> ModuleType:
    spec = util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


# -- the shipped files -----------------------------------------------------------------------------


def it_finds_no_file_changed_without_a_raised_encoding_number() -> None:
    lock = lockfile.read_lock(CRITERIA / lockfile.NAME)
    assert [str(one) for one in lockfile.breaches(lock, POLICIES)] == []
    assert lockfile.unlocked(lock, POLICIES) == [], "run tools/build_registry.py"


def it_keeps_lock_and_registry_fresh() -> None:
    made = tool("build_registry").texts(CRITERIA, POLICIES)
    for path, text in made.items():
        assert path.read_text("utf-8") == text, f"{path.name} is stale: run tools/build_registry.py"


def it_lists_every_policy_with_status_verification_and_gaps() -> None:
    found = registry.read_registry(CRITERIA / registry.NAME)
    assert [row.id for row in found.policies] == sorted({one.id for one in POLICIES})
    rows = {row.file: row for policy in found.policies for row in policy.revisions}
    assert set(rows) == {one.file for one in POLICIES}
    for one in POLICIES:
        assert rows[one.file].status == registry.status_of(one)
        if one.head.status == "partial":
            assert rows[one.file].gaps, f"{one.file} is partial, but names no gap"


def it_gives_a_reason_for_every_payer_without_a_file_and_every_retirement() -> None:
    found = registry.read_registry(CRITERIA / registry.NAME)
    assert len(found.not_encoded) > 20
    assert all(len(row.reason) > 30 for row in found.not_encoded)
    assert registry.faults(found, POLICIES) == []


def it_lists_no_payer_as_not_encodable_that_has_a_file() -> None:
    found = registry.read_registry(CRITERIA / registry.NAME)
    payers = [one.head.payer for one in POLICIES]
    names = {name.casefold() for one in payers for name in (one.name, one.printed, *one.aliases)}
    rows = [row for row in found.not_encoded if names & {one.casefold() for one in (row.payer, *row.aliases)}]
    # A second policy of a payer that has a file names its own number.
    assert [row.payer for row in rows if row.number is None] == []


def it_has_no_dates_that_overlap_and_no_id_in_two_folders() -> None:
    checked = [check_file(path, local=False)[0] for path in FILES]
    assert [str(one) for one in across(one for one in checked if one)] == []


def it_keeps_the_policy_pages_fresh() -> None:
    pages = tool("generate_policy_pages")
    assert pages.stale(pages.pages()) == [], "run tools/generate_policy_pages.py"


def it_says_everything_of_a_revision_on_its_page() -> None:
    made = tool("generate_policy_pages")
    texts = made.pages()
    for one in POLICIES:
        page = texts[made.page_name(one)]
        for node in one.nodes.values():
            assert f"`{node.id}`" in page
            assert made.escaped(node.says) in page
            assert made.escaped(node.ask) in page
        for row in one.text_map:
            assert made.escaped(row.text) in page and made.escaped(row.not_encoded) in page
        assert one.sha256 in page


def it_compares_every_policy_that_has_criteria_for_depression() -> None:
    made = tool("generate_policy_pages")
    table = made.pages()["comparison.md"]
    for one in (
        load_catalog((Root(CRITERIA, local=False),)).newest(name) for name in {p.id for p in POLICIES}
    ):
        found = one.entry("initial", "mdd")
        if found is not None and found.kind == "tree":
            assert f"({made.page_name(one)})" in table


# -- the lock's own rules --------------------------------------------------------------------------


def it_locks_hash_number_and_date(tmp_path: Path) -> None:
    one = policy()
    path = tmp_path / lockfile.NAME
    path.write_text(lockfile.written(lockfile.lock_of([one])), "utf-8")
    lock = lockfile.read_lock(path)
    assert lock[one.file] == lockfile.Locked("synthetic", 1, one.sha256, "2020-01-01")
    assert not lockfile.breaches(lock, [one]) and not lockfile.unlocked(lock, [one])


@pytest.mark.parametrize(
    ("encoding", "changed", "breach"),
    [
        ("2", False, ""),
        ("2", True, "still 2"),
        ("3", True, ""),
        ("3", False, ""),
        ("1", True, "has encoding 1; 2 is locked"),
    ],
)
def it_refuses_a_silent_edit(encoding: str, changed: bool, breach: str) -> None:
    lock = lockfile.lock_of([policy(fixed("met", "a"), encoding="2")])
    tree = leaf("age", {"min": 2 if changed else 1}, "a")
    # A raised number alone changes the hash too: it is part of the file.
    found = lockfile.breaches(lock, [policy(tree, encoding=encoding)])
    assert [breach in str(one) for one in found] == ([True] if breach else [])


def it_refuses_a_revision_that_vanished_or_changed_its_id() -> None:
    lock = lockfile.lock_of([policy()])
    assert "no longer there" in str(lockfile.breaches(lock, [])[0])
    assert "has another id" in str(lockfile.breaches(lock, [policy(id="other", encoding="2")])[0])


@pytest.mark.parametrize("text", ["{}", '{"schema": "authpack.policies-lock/1", "revisions": {"a": {}}}'])
def but_it_refuses_a_lock_file_that_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / lockfile.NAME
    path.write_text(text)
    with pytest.raises(ContentError):
        lockfile.read_lock(path)


# -- the registry's own rules ----------------------------------------------------------------------

NOT_COVERED = {"id": "no", "section": "1", "says": "not covered", "cite": "src, 1"}


def it_knows_a_policy_that_covers_nothing() -> None:
    assert registry.status_of(policy(entries=[entry(not_covered=NOT_COVERED)])) == "not_covered"
    assert registry.status_of(policy()) == "full"
    assert registry.status_of(policy(status="historic")) == "historic"


def it_finds_the_gaps_in_the_file_itself() -> None:
    gap = {**leaf("not_stated", {}, "gap"), "says": "the age was not read"}
    licensed = leaf("external", {"criteria": "Licensed Criteria"}, "licensed")
    second = leaf("age", {"min": 18}, "age", grade="summary")
    tree = {**NOT_COVERED, "id": "root", "all_of": [gap, licensed, second]}
    unseen = {**NOT_COVERED, "id": "later"}
    made = policy(
        entries=[
            entry("initial", "mdd", "part", tree=tree),
            entry("retreatment", "any", text_not_seen=unseen),
        ],
        unread=["Billing article"],
    )
    assert registry.gaps(made) == [
        "Billing article",
        "initial mdd: criteria text read in part",
        "retreatment any: text not seen",
        "gap: the age was not read",
        "licensed: licensed criteria, not held here",
        "1 criteria rest on summaries or second-hand accounts, not on the payer's text",
    ]


def it_wants_a_day_and_a_reason_for_a_retirement() -> None:
    row = registry.Retired.model_validate(
        {"policy": "synthetic", "date": "2026-01-01", "reason": "withdrawn"}
    )
    empty = registry.Registry.model_validate({"schema": "authpack.policy-registry/1"})
    named = empty.model_copy(update={"retired": (row,)})
    gone, there = policy(status="retired"), policy()
    assert "gives no day and reason" in registry.faults(empty, [gone])[0]
    assert registry.faults(named, [gone]) == []
    assert "its status is full" in registry.faults(named, [there])[0]
    assert "there is no policy synthetic" in registry.faults(named, [policy(id="other")])[0]


# -- the tool --------------------------------------------------------------------------------------


def it_writes_both_files_and_refuses_a_silent_edit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.functional.policies.conftest import text_of, tree

    build = tool("build_registry").main
    path = tmp_path / "payer" / "policy" / "2020-01-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text_of(), "utf-8")
    assert build(["--check"], tmp_path) == 1
    assert build([], tmp_path) == 0
    assert build(["--check"], tmp_path) == 0
    path.write_text(text_of(tree(3)), "utf-8")
    capsys.readouterr()
    assert build(["--check"], tmp_path) == build([], tmp_path) == 1
    assert "its encoding number is still 1" in capsys.readouterr().out
    path.write_text(text_of(tree(3), encoding="2"), "utf-8")
    assert build(["--check"], tmp_path) == 1
    assert build([], tmp_path) == build(["--check"], tmp_path) == 0
    path.write_text(text_of(tree(4), encoding="2"), "utf-8")
    assert build(["--accept"], tmp_path) == 0
    path.unlink()
    assert build([], tmp_path) == 1
    assert build(["--nonsense"], tmp_path) == 2


def it_leaves_the_part_kept_by_hand_alone(tmp_path: Path) -> None:
    path = tmp_path / registry.NAME
    by_hand = "# mine\nschema: authpack.policy-registry/1\nnot_encoded: []\nretired: []"
    path.write_text(f"{by_hand}\n\n{registry.MARK}policies:\n  - old: stuff\n", "utf-8")
    made = tool("build_registry").texts(tmp_path, [policy()])[path]
    assert made.startswith(by_hand + "\n\n" + registry.MARK)
    assert "old: stuff" not in made and '"synthetic"' in made
