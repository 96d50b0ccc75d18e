"""How the answers of parts make the answer of the whole (SEMANTICS 1), drawn in full.

yes = met, no = not_met, ND = not_documented, NR = needs_review, EXT = external, TNS = text_not_seen,
NA = not_applicable.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from authpack.criteria import truth
from authpack.criteria.truth import Status
from tests.builders import case, fixed, group, judge, leaf, policy, readings, rows

SHORT: dict[str, Status] = {
    "yes": "met",
    "no": "not_met",
    "ND": "not_documented",
    "NR": "needs_review",
    "EXT": "external",
    "TNS": "text_not_seen",
    "NA": "not_applicable",
}

ALL_OF = """
all_of | yes  no   ND   NR   EXT  TNS
yes    | yes  no   ND   NR   EXT  TNS
no     | no   no   no   no   no   no
ND     | ND   no   ND   ND   ND   ND
NR     | NR   no   ND   NR   NR   NR
EXT    | EXT  no   ND   NR   EXT  EXT
TNS    | TNS  no   ND   NR   EXT  TNS
"""

ANY_OF = """
any_of | yes  no   ND   NR   EXT  TNS
yes    | yes  yes  yes  yes  yes  yes
no     | yes  no   ND   NR   EXT  TNS
ND     | yes  ND   ND   ND   ND   ND
NR     | yes  NR   ND   NR   NR   NR
EXT    | yes  EXT  ND   NR   EXT  EXT
TNS    | yes  TNS  ND   NR   EXT  TNS
"""

NONE_OF = """
none_of| yes  no   ND   NR   EXT  TNS
yes    | no   no   no   no   no   no
no     | no   yes  ND   NR   EXT  TNS
ND     | no   ND   ND   ND   ND   ND
NR     | no   NR   ND   NR   NR   NR
EXT    | no   EXT  ND   NR   EXT  EXT
TNS    | no   TNS  ND   NR   EXT  TNS
"""

# Two parts of which one must hold, then both.
ONE_OF_TWO = """
1 of 2 | yes  no   ND   NR   EXT  TNS
yes    | yes  yes  yes  yes  yes  yes
no     | yes  no   ND   NR   EXT  TNS
ND     | yes  ND   ND   ND   ND   ND
NR     | yes  NR   ND   NR   NR   NR
EXT    | yes  EXT  ND   NR   EXT  EXT
TNS    | yes  TNS  ND   NR   EXT  TNS
"""

TWO_OF_TWO = """
2 of 2 | yes  no   ND   NR   EXT  TNS
yes    | yes  no   ND   NR   EXT  TNS
no     | no   no   no   no   no   no
ND     | ND   no   ND   ND   ND   ND
NR     | NR   no   ND   NR   NR   NR
EXT    | EXT  no   ND   NR   EXT  EXT
TNS    | TNS  no   ND   NR   EXT  TNS
"""

# Rows: the guard; columns: the body.
GUARD = """
guard  | yes  no   ND   NR   EXT  TNS
yes    | yes  no   ND   NR   EXT  TNS
no     | NA   NA   NA   NA   NA   NA
ND     | yes  ND   ND   ND   ND   ND
NR     | yes  NR   ND   NR   NR   NR
EXT    | yes  EXT  ND   NR   EXT  EXT
TNS    | yes  TNS  ND   NR   EXT  TNS
"""

READINGS = """
reading| yes  no   ND   NR   EXT  TNS
yes    | yes  NR   ND   NR   NR   NR
no     | NR   no   ND   NR   NR   NR
ND     | ND   ND   ND   ND   ND   ND
NR     | NR   NR   ND   NR   NR   NR
EXT    | NR   NR   ND   NR   EXT  NR
TNS    | NR   NR   ND   NR   NR   TNS
"""

TABLES: dict[str, tuple[str, Callable[[Status, Status], Status]]] = {
    "all_of": (ALL_OF, lambda one, other: truth.all_of([one, other])),
    "any_of": (ANY_OF, lambda one, other: truth.any_of([one, other])),
    "none_of": (NONE_OF, lambda one, other: truth.none_of([one, other])),
    "one_of_two": (ONE_OF_TWO, lambda one, other: truth.at_least(1, [one, other])),
    "two_of_two": (TWO_OF_TWO, lambda one, other: truth.at_least(2, [one, other])),
    "guard": (GUARD, truth.guarded),
    "readings": (READINGS, lambda one, other: truth.readings([one, other])),
}

COLUMNS = ("yes", "no", "ND", "NR", "EXT", "TNS")
CELLS = [
    pytest.param(fold, row[0], column, expected, id=f"{name}-{row[0]}-{column}")
    for name, (table, fold) in TABLES.items()
    for row in rows(table)
    for column, expected in zip(COLUMNS, row[1:], strict=True)
]


@pytest.mark.parametrize(("fold", "one", "other", "expected"), CELLS)
def it_folds_two_parts(fold: Callable[[Status, Status], Status], one: str, other: str, expected: str) -> None:
    assert fold(SHORT[one], SHORT[other]) == SHORT[expected]


def it_draws_every_cell() -> None:
    assert len(CELLS) == 7 * 36


def _tree_of(kind: str, one: str, other: str) -> Status:
    parts = [fixed(SHORT[one], "one"), fixed(SHORT[other], "other")]
    if kind == "readings":
        tree = readings(*parts)
    elif kind in ("one_of_two", "two_of_two"):
        tree = group("at_least", {"n": 1 if kind == "one_of_two" else 2, "of": parts})
    elif kind == "guard":
        body = fixed(SHORT[other], "body", applies_when=fixed(SHORT[one], "guard"))
        return judge(group("all_of", [body, fixed("met", "beside")]), case()).root.children[0].status
    else:
        tree = group(kind, parts)
    return judge(tree, case()).root.status


@pytest.mark.parametrize("kind", TABLES)
def it_judges_trees_by_the_same_tables(kind: str) -> None:
    for row in rows(TABLES[kind][0]):
        for column, expected in zip(COLUMNS, row[1:], strict=True):
            assert _tree_of(kind, row[0], column) == SHORT[expected], (kind, row[0], column)


AT_LEAST_TWO = """
parts               | answer
yes  yes  no        | yes
yes  yes  NR        | yes
yes  no   no        | no
yes  no   NR        | NR
yes  NR   ND        | ND
yes  TNS  EXT       | EXT
no   ND   no        | no
no   NR   TNS       | NR
ND   NR   EXT       | ND
yes  NA   no        | no
yes  NA   NR        | NR
NA   NA   NA        | NA
yes  yes  NA        | yes
"""


@pytest.mark.parametrize("row", rows(AT_LEAST_TWO), ids="-".join)
def it_asks_for_two_of_three(row: list[str]) -> None:
    assert truth.at_least(2, [SHORT[name] for name in row[:-1]]) == SHORT[row[-1]]


@pytest.mark.parametrize(
    "fold",
    [
        truth.all_of,
        truth.any_of,
        truth.none_of,
        truth.readings,
        lambda statuses: truth.at_least(1, statuses),
    ],
)
def it_takes_what_does_not_apply_out_before_folding(fold: Callable[[list[Status]], Status]) -> None:
    assert fold([]) == "not_applicable"
    assert fold(["not_applicable", "not_applicable"]) == "not_applicable"
    for status in SHORT.values():
        if status != "not_applicable":
            assert fold(["not_applicable", status]) == fold([status]), status


def it_says_not_applicable_of_a_group_of_which_nothing_applies() -> None:
    inner = group(
        "all_of", [fixed("not_applicable"), fixed("not_met", advisory="yes"), fixed("met")], "inner"
    )
    inner["applies_when"] = fixed("not_met", "never")
    assert judge(group("all_of", [inner, fixed("not_met")]), case()).root.status == "not_met"
    assert judge(group("all_of", [inner, fixed("met")]), case()).root.status == "met"


def it_shows_advisory_parts_without_letting_them_decide() -> None:
    for status in ("not_met", "not_documented", "text_not_seen"):
        found = judge(group("all_of", [fixed("met"), fixed(status, "soft", advisory="yes")]), case())
        assert found.overall == "met"
        shown = found.finding("soft")
        assert shown is not None
        assert (shown.status, shown.decisive) == (status, False)


def it_judges_every_child_though_the_first_already_decides() -> None:
    tree = group(
        "all_of", [fixed("not_met", "a"), group("any_of", [fixed("met", "b"), fixed("external", "c")])]
    )
    found = {finding.id: finding.status for finding, _ in judge(tree, case()).findings()}
    assert found == {"all_of": "not_met", "a": "not_met", "any_of": "met", "b": "met", "c": "external"}


def it_does_not_depend_on_the_order_of_the_parts() -> None:
    three = list(itertools.product(list(SHORT.values()), repeat=3))
    folds = (truth.all_of, truth.any_of, truth.none_of, truth.readings, lambda some: truth.at_least(2, some))
    for fold in folds:
        for some in three:
            assert len({fold(list(order)) for order in itertools.permutations(some)}) == 1, some


def it_swaps_only_yes_and_no() -> None:
    swapped = {short: truth.swap(status) for short, status in SHORT.items()}
    assert swapped == {**SHORT, "yes": "not_met", "no": "met"}


def it_ranks_branches_in_the_any_of_order() -> None:
    order = ["NA", "no", "TNS", "EXT", "NR", "ND", "yes"]
    assert sorted(order, key=lambda name: truth.any_rank(SHORT[name])) == order


# -- what the policy does not say ------------------------------------------------------------------


def it_never_answers_an_unaddressed_phase_by_another_tree() -> None:
    whole = policy(
        entries=[{"phase": "initial", "indication": "mdd", "completeness": "whole", "tree": fixed("met")}]
    )
    part = policy(
        entries=[{"phase": "initial", "indication": "mdd", "completeness": "part", "tree": fixed("met")}]
    )
    asked = case(request={"phase": "retreatment"})
    assert (judge(whole, asked).overall, judge(whole, asked).root.reason) == ("needs_review", "policy_silent")
    assert judge(part, asked).overall == "text_not_seen"
    assert judge(whole, case(request={"indication": "ocd"})).overall == "needs_review"
    assert judge(whole, case()).overall == "met"


def it_says_not_met_where_the_text_excludes() -> None:
    excluded = {"id": "no", "section": "9", "says": "not covered", "cite": "src, 9"}
    found = judge(
        policy(
            entries=[
                {"phase": "any", "indication": "any", "completeness": "whole", "tree": fixed("met")},
                {
                    "phase": "maintenance",
                    "indication": "any",
                    "completeness": "whole",
                    "not_covered": excluded,
                },
            ]
        ),
        case(request={"phase": "maintenance"}),
    )
    assert (found.overall, found.root.reason) == ("not_met", "excluded")


def it_follows_a_cited_use_of_another_tree() -> None:
    used = {"phase": "initial", "indication": "mdd", "says": "the same", "cite": "src, 2"}
    made = policy(
        entries=[
            {"phase": "initial", "indication": "mdd", "completeness": "whole", "tree": fixed("met", "root")},
            {"phase": "continuation", "indication": "mdd", "completeness": "whole", "use_tree": used},
        ]
    )
    found = judge(made, case(request={"phase": "continuation"}))
    assert (found.overall, found.root.id) == ("met", "root")


def it_says_text_not_seen_where_the_section_was_not_read() -> None:
    unseen = {"id": "unseen", "section": "9", "says": "not read", "cite": "src, 9"}
    made = policy(
        entries=[{"phase": "any", "indication": "any", "completeness": "part", "text_not_seen": unseen}]
    )
    assert judge(made, case()).overall == "text_not_seen"


def it_takes_the_most_specific_entry() -> None:
    def says(phase: str, indication: str, status: str) -> dict[str, object]:
        return {
            "phase": phase,
            "indication": indication,
            "completeness": "whole",
            "tree": fixed(status, f"{phase}.{indication}"),
        }

    made = policy(
        entries=[
            says("any", "any", "not_met"),
            says("any", "mdd", "external"),
            says("initial", "any", "needs_review"),
            says("initial", "mdd", "met"),
        ]
    )
    for phase, indication, expected in (
        ("initial", "mdd", "met"),
        ("initial", "ocd", "needs_review"),
        ("retreatment", "mdd", "external"),
        ("retreatment", "ocd", "not_met"),
    ):
        assert judge(made, case(request={"phase": phase, "indication": indication})).overall == expected


# -- readings --------------------------------------------------------------------------------------


def it_names_both_readings_when_they_part() -> None:
    found = judge(readings(fixed("met", "one"), fixed("not_met", "other")), case())
    assert (found.overall, found.root.node.labels) == ("needs_review", ("reading 1", "reading 2"))


def but_it_asks_first_where_a_reading_is_silent() -> None:
    tree = readings(leaf("target", {"is": ["left_dlpfc"]}, "one"), fixed("met", "other"))
    assert judge(tree, case()).overall == "not_documented"
    assert judge(tree, case(request={"target": "left_dlpfc"})).overall == "met"
    assert judge(tree, case(request={"target": "right_dlpfc"})).overall == "needs_review"


@pytest.mark.parametrize("body", [*truth.ALL_OF_ORDER, truth.NOT_APPLICABLE])
def it_does_not_apply_what_hangs_on_something_that_does_not_apply(body: truth.Status) -> None:
    assert truth.guarded(truth.NOT_APPLICABLE, body) == truth.NOT_APPLICABLE
