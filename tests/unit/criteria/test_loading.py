"""A policy file is checked whole: every fault is named with its line, and no half-read file is judged by."""

from __future__ import annotations

import json
from typing import Any

import pytest

from authpack.criteria.loading import canonical_sha256, read_policy
from authpack.criteria.policy import Policy
from authpack.errors import ContentError
from authpack.textio import load_yaml
from tests.builders import Data, entry, fixed, for_some, group, leaf, policy, readings


def faults(tree: Data, **head: Any) -> str:
    """Everything that is wrong with a policy around this tree."""
    with pytest.raises(ContentError) as caught:
        policy(tree, **head)
    return "\n".join(f"{one.where}: {one.what} {one.do}" for one in caught.value.faults)


def changed(**edits: Any) -> Data:
    """A leaf with keys added, or removed where None."""
    made = {**leaf("target", {"is": ["left_dlpfc"]}, "one"), **edits}
    return {key: value for key, value in made.items() if value is not None}


def it_reads_a_small_policy() -> None:
    made = policy(group("all_of", [fixed("met", "a"), fixed("met", "b")]))
    assert isinstance(made, Policy)
    assert sorted(made.nodes) == ["a", "all_of", "b"]
    assert made.nodes["a"].grade == "payer_text"


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (changed(target=None), "needs exactly one group or leaf kind"),
        (changed(modality={"is": ["rtms"]}), "needs exactly one group or leaf kind, found"),
        (changed(sayz="x"), "not a known field Did you mean says?"),
        (changed(id=None), "is required"),
        (changed(says=None), "is required"),
        (changed(cite=None), "is required"),
        (changed(section=None), "is required"),
        (changed(ask=None), "is required"),
        (changed(cite="elsewhere, 1"), "must begin with the id of one of the sources"),
        (changed(grade="hearsay"), "must be payer_text, summary or second_hand"),
        (changed(advisory="maybe"), "must be yes or no"),
        (changed(target={"is": ["somewhere"]}), "target"),
        (changed(target={"is": ["left_dlpfc"], "side": "left"}), "side"),
        (group("all_of", []), "must be a list with at least one"),
        (group("at_least", {"n": 0, "of": [fixed("met", "a")]}), "whole number of at least 1"),
        (group("readings", [{"label": "one", "node": fixed("met", "a")}]), "at least two readings"),
        (
            group("none_of", [group("none_of", [fixed("met", "a")], "inner")]),
            "may not stand inside a none_of",
        ),
        (group("all_of", [fixed("met", "a", advisory="yes")]), "at least one deciding criterion"),
        (group("all_of", [fixed("not_applicable", "a")]), "at least one deciding criterion without a guard"),
        (
            group("any_of", [fixed("not_applicable", "a"), fixed("met", "b")]),
            "applies_when is allowed only directly under all_of",
        ),
        (group("all_of", [{"ref": "nowhere"}, fixed("met", "a")]), "points to no node of this file"),
        (group("all_of", [{"ref": "all_of"}, fixed("met", "a")]), "points to a node that contains it"),
        (group("all_of", [fixed("met", "a"), fixed("not_met", "a")]), "the id is used twice"),
        (leaf("tms_relapse"), "stands only inside for_some of prior_tms"),
        (for_some("psychotherapy", leaf("tms_relapse")), "stands only inside for_some of prior_tms"),
        (for_some("somewhere", leaf("judged")), "must be one of psychotherapy, prior_tms"),
        (for_some("prior_tms", leaf("judged"), which="best"), "which: must be any, latest"),
    ],
)
def it_refuses_what_the_language_does_not_know(node: Data, said: str) -> None:
    assert said in faults(node)


def it_names_the_line_of_a_fault() -> None:
    text = json.dumps({"schema": "authpack.policy/1"}, indent=1).replace("policy/1", "policy/9")
    with pytest.raises(ContentError) as caught:
        read_policy(load_yaml(text, "synthetic.yaml"))
    assert any(one.where.startswith("synthetic.yaml:2") for one in caught.value.faults)


def it_names_every_fault_at_once() -> None:
    wrong = group("all_of", [changed(id="a", says=None), changed(id="b", cite=None)])
    assert faults(wrong).count("is required") >= 2


def it_lets_a_ref_stand_for_the_same_node() -> None:
    shared = fixed("met", "shared")
    made = policy(
        group("any_of", [group("all_of", [shared], "x"), group("all_of", [{"ref": "shared"}], "y")])
    )
    x, y = (child for entry_ in made.entries if entry_.node for child in entry_.node.children)
    assert x.children[0] == y.children[0]


def it_gives_the_soft_phrases_of_readings_one_id() -> None:
    both = readings(leaf("trials", {"at_least": 1}, "one"), leaf("trials", {"at_least": 2}, "two"))
    made = policy(both)
    assert {made.nodes[name].phrase for name in ("one", "two")} == {"readings"}
    assert policy(leaf("trials", {"at_least": 1})).nodes["trials"].phrase == "trials"


def it_wants_every_leaf_mapped_to_a_sentence() -> None:
    made: Data = {
        "schema": "authpack.policy/1",
        "criteria": [entry(tree=fixed("met", "a"))],
        "text_map": [{"item": "1", "text": "x", "not_encoded": "background"}],
    }
    with pytest.raises(ContentError) as caught:
        read_policy(load_yaml(json.dumps(made), "synthetic.yaml"))
    assert any("no sentence of the text is mapped to the leaf a" in one.what for one in caught.value.faults)


def it_hashes_meaning_not_layout() -> None:
    one = load_yaml("a: 1\nb: [x, y]  # a comment\n", "one").data
    other = load_yaml("b:\n  - x\n  - y\na: '1'\n", "other").data
    assert canonical_sha256(one) == canonical_sha256(other)
    assert canonical_sha256(one) != canonical_sha256({**one, "a": "2"})


@pytest.mark.parametrize(
    ("day", "inside"),
    [("2019-12-31", False), ("2020-01-01", True), ("2021-06-30", True), ("2021-07-01", False)],
)
def it_knows_when_it_is_in_force(day: str, inside: bool) -> None:
    from tests.builders import day as exact

    made = policy(fixed("met"), effective_from="2020-01-01", effective_to="2021-06-30")
    assert made.in_force(exact(day)) is inside


def it_assumes_an_unknown_start_in_force() -> None:
    from tests.builders import day as exact

    assert policy(fixed("met"), effective_from="unknown").in_force(exact("1990-01-01"))
