"""SEMANTICS 8 and decision 0004: when a letter is a draft, what stays open, what must stand in it."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.documents.letter_rules import adverse_paths, is_draft, open_findings, refuse_omissions
from authpack.errors import DocumentRefused
from tests.builders import (
    AS_OF,
    Data,
    case,
    complete,
    diagnosis,
    entry,
    fixed,
    group,
    judge,
    judgement,
    leaf,
    policy,
    readings,
)

SILENT = case()


def draft(tree: Data, **record: Any) -> bool:
    return is_draft(judge(tree, case(**record)))


# -- draft or not --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("met", False), ("not_met", True), ("not_documented", True), ("needs_review", False),  # payer_review
        ("external", False), ("text_not_seen", False),
    ],
)  # fmt: skip
def it_is_a_draft_while_a_decisive_answer_is_open_on_our_side(status: str, expected: bool) -> None:
    assert draft(fixed(status)) is expected
    assert draft(group("all_of", [fixed("met"), fixed(status)])) is expected


def it_is_a_draft_while_a_clinicians_judgment_is_awaited() -> None:
    tree = policy(leaf("judged", {}))
    assert is_draft(judge(tree, SILENT))
    recorded = case(judgements=[judgement(tree, "judged")])
    assert not is_draft(judge(tree, recorded))


def it_is_a_draft_when_the_clinician_judged_against_it() -> None:
    tree = policy(leaf("judged", {}))
    assert is_draft(judge(tree, case(judgements=[judgement(tree, "judged", "not_met")])))


def it_is_no_draft_where_only_the_payer_can_answer() -> None:
    assert not draft(leaf("payer_review"))
    silent = policy(entries=[entry(phase="retreatment", indication="mdd", tree=fixed("met"))])
    found = judge(silent, SILENT)
    assert found.overall in ("needs_review", "text_not_seen")
    assert not is_draft(found)


@pytest.mark.parametrize(
    ("kind", "other", "expected"),
    [
        ("any_of", "met", False),  # an open route beside one that holds does not decide
        ("all_of", "met", True),
        ("all_of", "external", True),
        ("all_of", "text_not_seen", True),
        ("all_of", "needs_review", True),
    ],
)
def it_looks_at_decisive_answers_only(kind: str, other: str, expected: bool) -> None:
    assert draft(group(kind, [fixed("not_documented"), fixed(other)])) is expected


def it_leaves_advice_and_what_does_not_apply_out() -> None:
    assert not draft(group("all_of", [fixed("met"), fixed("not_documented", advisory="yes")]))
    assert not draft(group("all_of", [fixed("met"), fixed("not_applicable")]))


def it_takes_an_exclusion_that_is_present_as_open() -> None:
    tree = group("none_of", [leaf("present", {"item": "pregnancy"})])
    present = {"screen": {"date": AS_OF, "pregnancy": {"status": "present", "date": AS_OF}}}
    absent = {"screen": {"date": AS_OF, "pregnancy": {"status": "absent", "date": AS_OF}}}
    assert draft(tree, **present)
    assert not draft(tree, **absent)
    assert draft(tree)


def it_is_a_draft_when_readings_differ() -> None:
    assert draft(readings(fixed("met"), fixed("not_met")))
    assert not draft(readings(fixed("met"), fixed("met")))


def it_lists_each_open_leaf_once() -> None:
    tree = group(
        "all_of",
        [
            fixed("met", "a"),
            fixed("not_documented", "b"),
            fixed("needs_review", "c"),
            fixed("not_documented", "d"),
        ],
    )
    assert [one.id for one in open_findings(judge(tree, SILENT))] == ["b", "d"]


# -- what must stand in it -----------------------------------------------------------------------------


def adverse(tree: Data, **record: Any) -> set[str]:
    made = case(**record)
    return set(adverse_paths(made, judge(tree, made)))


def it_wants_every_present_safety_item_whoever_asks() -> None:
    screen = {
        "date": AS_OF,
        "mania": {"status": "present", "date": AS_OF},
        "catatonia": {"status": "absent", "date": AS_OF},
        "neurological": {"dementia": {"status": "present", "date": AS_OF}},
        "implants": complete({"id": "i1", "item": "clip"}),
        "seizures": complete({"id": "z1"}),
    }
    expected = {
        "/screen/mania",
        "/screen/neurological/dementia",
        "/screen/implants/i1",
        "/screen/seizures/z1",
    }
    assert adverse(fixed("met"), screen=screen) == expected


def it_wants_nothing_where_nothing_is_present() -> None:
    assert (
        adverse(fixed("met"), screen={"date": AS_OF, "mania": {"status": "absent", "date": AS_OF}}) == set()
    )


def it_wants_an_exclusion_found_in_the_diagnosis() -> None:
    tree = group("none_of", [leaf("present", {"item": "psychosis"})])
    assert "/diagnoses/d1" in adverse(tree, diagnoses=diagnosis("F33.3"))


def it_wants_both_facts_of_a_record_conflict() -> None:
    found = adverse(fixed("met"), diagnoses=diagnosis("F33.2", severity="mild"))
    assert found == {"/diagnoses/d1/code", "/diagnoses/d1/severity"}


@pytest.mark.parametrize(
    ("printed", "refused"),
    [
        (["/screen/mania"], False),
        (["/screen/mania/detail"], False),
        (["/screen"], False),
        (["/screen/maniac"], True),
        (["/screen/catatonia"], True),
        ([], True),
    ],
)
def it_refuses_when_a_wanted_path_is_not_printed(printed: list[str], refused: bool) -> None:
    wanted = {"/screen/mania": "a safety item that is present"}
    if not refused:
        refuse_omissions(wanted, printed)
        return
    with pytest.raises(DocumentRefused) as caught:
        refuse_omissions(wanted, printed)
    assert [fault.where for fault in caught.value.faults] == ["/screen/mania"]
