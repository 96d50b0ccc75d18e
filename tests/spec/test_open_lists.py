"""The record is open: what it does not say is unknown, until a list is stated complete (SEMANTICS 2)."""

from __future__ import annotations

import pytest

from tests.builders import (
    case,
    complete,
    course,
    fixed,
    for_some,
    group,
    incomplete,
    judge,
    judged,
    leaf,
    status,
    therapy,
    trial,
)

TWO_FAILED = {"at_least": 2, "response": {"counts": ["none"]}}
ONE = trial("t1", "sertraline")
OPEN = trial("t2", "venlafaxine", response="unknown")


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        (None, "not_documented"),
        (incomplete(), "not_documented"),
        (incomplete(ONE), "not_documented"),
        ({**incomplete(ONE), "complete": "no"}, "not_documented"),
        (complete(), "not_met"),
        (complete(ONE), "not_met"),
        (incomplete(ONE, trial("t2", "venlafaxine")), "met"),
        (complete(ONE, trial("t2", "venlafaxine")), "met"),
    ],
)
def it_says_no_only_on_a_complete_list_of_trials(trials: dict[str, object] | None, expected: str) -> None:
    record = case(trials=trials) if trials is not None else case()
    assert status("trials", TWO_FAILED, record) == expected


@pytest.mark.parametrize(
    ("trials", "missing"),
    [
        (incomplete(ONE, OPEN), ("/trials/t2/response",)),  # settling what is open may be enough
        (incomplete(ONE), ("/trials",)),
        (complete(ONE, OPEN), ("/trials/t2/response",)),
        (complete(ONE), ()),  # nothing is missing where nothing more was
    ],
)
def it_asks_for_further_trials_only_where_those_listed_cannot_be_enough(
    trials: dict[str, object], missing: tuple[str, ...]
) -> None:
    assert judged("trials", TWO_FAILED, case(trials=trials)).missing == missing


@pytest.mark.parametrize(
    ("key", "of", "item", "answers", "refutes"),
    [
        (
            "psychotherapy",
            "psychotherapy",
            therapy(),
            ("therapy_weeks", {"at_least": 8}),
            ("therapy_weeks", {"at_least": 9}),
        ),
        (
            "prior_tms",
            "prior_tms",
            course(),
            ("tms_indication", {"is": "mdd"}),
            ("tms_indication", {"is": "ocd"}),
        ),
    ],
)
def it_looks_for_some_course_among_those_recorded(
    key: str, of: str, item: dict[str, object], answers: tuple[str, object], refutes: tuple[str, object]
) -> None:
    yes, no = (for_some(of, leaf(*answers)), for_some(of, leaf(*refutes)))
    assert judge(yes, case()).overall == "not_documented"
    assert judge(yes, case(**{key: complete()})).overall == "not_met"
    assert judge(yes, case(**{key: incomplete(item)})).overall == "met"
    assert judge(no, case(**{key: incomplete(item)})).overall == "not_documented"
    assert judge(no, case(**{key: complete(item)})).overall == "not_met"


def it_wants_all_children_to_hold_of_one_and_the_same_course() -> None:
    tree = for_some(
        "prior_tms",
        leaf("tms_indication", {"is": "mdd"}),
        leaf("tms_response", {"counts": ["remission"]}),
    )
    good_elsewhere = complete(
        course("x1", response="none"),
        course("x2", indication="ocd", response="remission", first_session="2024-09-02", last_session=None),
    )
    assert judge(tree, case(prior_tms=good_elsewhere)).overall == "not_met"
    assert judge(tree, case(prior_tms=complete(course(response="remission")))).overall == "met"


def it_shows_the_best_course_and_names_it() -> None:
    tree = for_some("prior_tms", leaf("tms_response", {"counts": ["response"]}))
    found = judge(tree, case(prior_tms=complete(course("x1", response="none"), course("x2"))))
    assert (found.overall, found.root.subject) == ("not_documented", "x2")


def it_looks_only_at_the_latest_course_where_the_text_does() -> None:
    tree = for_some("prior_tms", leaf("tms_response", {"counts": ["response"]}), which="latest")
    early = course("x1", response="response", first_session="2022-03-01", last_session="2022-04-12")
    late = course("x2", response="none")
    assert judge(tree, case(prior_tms=complete(late, early))).overall == "not_met"


def but_it_does_not_call_the_last_recorded_course_the_latest_on_an_open_list() -> None:
    """A shortfall on an incomplete list is not documented: a later course may not be recorded."""
    tree = for_some("prior_tms", leaf("tms_response", {"counts": ["response"]}), which="latest")
    late = course("x2", response="none")
    assert judge(tree, case(prior_tms=incomplete(late))).overall == "not_documented"


@pytest.mark.parametrize(
    ("medicines", "expected"),
    [
        (None, "not_documented"),
        (complete(), "not_met"),
        (incomplete({"id": "m1", "drug": "oxycodone", "group": "opioid"}), "met"),
        (complete({"id": "m1", "drug": "loratadine", "group": "other"}), "not_met"),
        (incomplete({"id": "m1", "drug": "loratadine", "group": "other"}), "not_documented"),
        (complete({"id": "m1", "drug": "an unreadable name"}), "not_documented"),
    ],
)
def it_rules_a_current_medicine_out_only_by_a_complete_list(
    medicines: dict[str, object] | None, expected: str
) -> None:
    record = case(current_medicines=medicines) if medicines is not None else case()
    assert status("taking", {"groups": ["opioid"]}, record) == expected


@pytest.mark.parametrize(
    ("medicines", "expected"),
    [
        (None, "not_documented"),
        (complete(), "not_met"),  # nothing at all is taken, so nothing of any kind
        (incomplete({"id": "m1", "drug": "an unreadable name"}), "met"),
        (complete({"id": "m1", "drug": "loratadine", "group": "other"}), "met"),
    ],
)
def it_asks_whether_anything_is_taken_at_all(medicines: dict[str, object] | None, expected: str) -> None:
    record = case(current_medicines=medicines) if medicines is not None else case()
    assert status("taking", {"groups": ["any"]}, record) == expected


@pytest.mark.parametrize(
    ("drug", "state", "expected"),
    [
        ("aripiprazole", "ongoing", "met"),
        ("aripiprazole", "stopped", "not_met"),
        ("an unreadable name", "ongoing", "not_documented"),
        ("sertraline", "ongoing", "not_met"),
    ],
)
def it_takes_an_ongoing_trial_for_a_current_medicine(drug: str, state: str, expected: str) -> None:
    ongoing = {"stop": None, "stop_reason": None, "response": None, "ongoing_on": "2026-01-10"}
    given = trial("t1", drug, state=state, **(ongoing if state == "ongoing" else {}))
    record = case(trials=complete(given), current_medicines=complete())
    assert status("taking", {"groups": ["antipsychotic"]}, record) == expected


def it_says_diagnosis_absent_only_of_a_complete_list() -> None:
    other = {"id": "d1", "code": "F41.1", "confirmed": "yes"}
    for diagnoses, expected in ((complete(other), "not_met"), (incomplete(other), "not_documented")):
        assert status("diagnosis", {"indication": "mdd"}, case(diagnoses=diagnoses)) == expected


def it_names_the_paths_it_read_and_the_path_it_misses() -> None:
    found = judge(leaf("target", {"is": ["left_dlpfc"]}), case()).root
    assert (found.missing, found.evidence) == (("/requests/r1/target",), ())
    found = judge(leaf("target", {"is": ["left_dlpfc"]}), case(request={"target": "left_dlpfc"})).root
    assert (found.missing, found.evidence) == ((), ("/requests/r1/target",))


def it_asks_one_question_for_each_missing_path() -> None:
    tree = group("all_of", [leaf("target", {"is": ["left_dlpfc"]}), fixed("met")])
    found = judge(tree, case())
    assert [path for one, _ in found.findings() for path in one.missing] == ["/requests/r1/target"]
