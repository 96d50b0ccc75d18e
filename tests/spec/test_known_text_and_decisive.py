"""What decided, and what the known text says while a part was not seen (SEMANTICS 1)."""

from __future__ import annotations

import pytest

from authpack.criteria.finding import Determination
from tests.builders import Data, case, complete, fixed, for_some, group, judge, leaf, readings, therapy


def decisive(tree: Data) -> list[str]:
    """Ids of the decisive findings below the root."""
    found = judge(tree, case())
    assert found.root.decisive
    return [one.id for one, parent in found.findings() if one.decisive and parent is not None]


def parts(kind: str, **statuses: str) -> Data:
    nodes = [fixed(status, name) for name, status in statuses.items()]
    if kind == "at_least":
        return group("at_least", {"n": 2, "of": nodes}, "root")
    return group(kind, nodes, "root")


@pytest.mark.parametrize(
    ("kind", "statuses", "expected"),
    [
        ("all_of", {"a": "met", "b": "met"}, ["a", "b"]),
        ("all_of", {"a": "met", "b": "not_met", "c": "not_documented", "d": "not_met"}, ["b", "d"]),
        ("all_of", {"a": "met", "b": "needs_review", "c": "not_documented"}, ["b", "c"]),
        ("any_of", {"a": "met", "b": "not_met", "c": "met", "d": "external"}, ["a", "c"]),
        ("any_of", {"a": "not_met", "b": "not_met"}, ["a", "b"]),
        ("any_of", {"a": "not_met", "b": "needs_review", "c": "not_documented"}, ["b", "c"]),
        ("none_of", {"a": "not_met", "b": "not_met"}, ["a", "b"]),
        ("none_of", {"a": "not_met", "b": "met", "c": "external"}, ["b"]),
        ("none_of", {"a": "not_met", "b": "external"}, ["b"]),
        ("at_least", {"a": "met", "b": "met", "c": "not_met"}, ["a", "b"]),
        ("at_least", {"a": "met", "b": "not_met", "c": "not_met"}, ["b", "c"]),
        ("at_least", {"a": "met", "b": "needs_review", "c": "not_documented"}, ["c"]),
    ],
)
def it_marks_what_decides(kind: str, statuses: dict[str, str], expected: list[str]) -> None:
    assert decisive(parts(kind, **statuses)) == expected


def it_marks_both_readings() -> None:
    assert decisive(readings(fixed("met", "a"), fixed("not_met", "b"))) == ["a", "b"]


def it_goes_down_only_below_what_decides() -> None:
    inner = group("any_of", [fixed("met", "c"), fixed("not_met", "d")], "inner")
    assert decisive(group("all_of", [inner, fixed("not_met", "b")])) == ["b"]
    assert decisive(group("all_of", [inner, fixed("met", "b")])) == ["inner", "c", "b"]


def it_never_marks_what_is_advisory_or_does_not_apply() -> None:
    tree = group(
        "all_of", [fixed("met", "a"), fixed("not_met", "soft", advisory="yes"), fixed("not_applicable", "na")]
    )
    assert decisive(tree) == ["a"]


def it_marks_the_children_of_a_course() -> None:
    tree = for_some("psychotherapy", leaf("therapy_weeks", {"at_least": 8}), leaf("judged"))
    found = judge(tree, case(psychotherapy=complete(therapy())))
    assert [one.id for one, _ in found.findings() if one.decisive] == ["for_some", "judged"]


# -- the known text --------------------------------------------------------------------------------


def known(tree: Data) -> tuple[str, str]:
    found: Determination = judge(tree, case())
    return found.overall, found.overall_known_text


@pytest.mark.parametrize(
    ("kind", "statuses", "expected"),
    [
        ("all_of", {"a": "met", "b": "text_not_seen"}, ("text_not_seen", "met")),
        ("all_of", {"a": "not_met", "b": "text_not_seen"}, ("not_met", "not_met")),
        ("all_of", {"a": "not_documented", "b": "text_not_seen"}, ("not_documented", "not_documented")),
        ("all_of", {"a": "text_not_seen"}, ("text_not_seen", "not_applicable")),
        ("any_of", {"a": "not_met", "b": "text_not_seen"}, ("text_not_seen", "not_met")),
        ("any_of", {"a": "met", "b": "text_not_seen"}, ("met", "met")),
        ("none_of", {"a": "not_met", "b": "text_not_seen"}, ("text_not_seen", "met")),
        ("none_of", {"a": "met", "b": "text_not_seen"}, ("not_met", "not_met")),
    ],
)
def it_folds_with_the_unseen_leaves_deleted(
    kind: str, statuses: dict[str, str], expected: tuple[str, str]
) -> None:
    assert known(parts(kind, **statuses)) == expected


def it_deletes_a_route_whole_that_holds_an_unseen_leaf() -> None:
    """A weakened route proves nothing: without its unseen leaf the branch would be met."""
    weakened = group("all_of", [fixed("met", "a"), fixed("text_not_seen", "b")], "route")
    assert known(group("any_of", [weakened, fixed("not_met", "c")])) == ("text_not_seen", "not_met")
    assert known(group("any_of", [weakened, fixed("met", "c")])) == ("met", "met")


def but_it_keeps_a_route_whose_unseen_leaf_is_advisory() -> None:
    route = group("all_of", [fixed("met", "a"), fixed("text_not_seen", "b", advisory="yes")], "route")
    assert known(group("any_of", [route, fixed("not_met", "c")])) == ("met", "met")


def it_prints_met_as_far_as_known_only_where_all_else_is_met() -> None:
    def as_far(**statuses: str) -> bool:
        return judge(parts("all_of", **statuses), case()).met_as_far_as_known

    assert as_far(a="met", b="text_not_seen")
    assert not as_far(a="met", b="met")
    assert not as_far(a="not_documented", b="text_not_seen")
    assert not as_far(a="not_met", b="text_not_seen")
