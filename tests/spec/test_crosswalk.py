"""The crosswalk states, for each criterion relied on, the facts of the record, without a verdict."""

from __future__ import annotations

from typing import Any

from authpack.criteria.facts import Facts
from authpack.criteria.policy import Policy
from authpack.documents.letter_crosswalk import crosswalk
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import MARKED, Tracer
from tests.builders import (
    AS_OF,
    Data,
    case,
    complete,
    course,
    diagnosis,
    entry,
    fixed,
    for_some,
    group,
    incomplete,
    intolerance,
    judge,
    judgement,
    leaf,
    policy,
    therapy,
    trial,
)


def rows(tree: Data | Policy, request: Data | None = None, **record: Any) -> list[tuple[str, str]]:
    """(criterion, facts) of each row, without trace marks."""
    made = case(request, **record)
    found = judge(tree, made)
    asked = made.requests[0]
    of = LetterFacts(made, asked, Facts(made, asked, found.as_of), Tracer(), adverse=frozenset(), classes={})
    return [(_plain(_criterion(row)), _plain(row["facts"])) for row in crosswalk(of, found)]


def _criterion(row: dict[str, Any]) -> str:
    as_of = f"As of {row['as_of']}: " if row["as_of"] else ""
    prefix = f"{row['prefix']} " if row["prefix"] else ""
    return as_of + prefix + "; ".join(f"{one}" for one in row["requirements"])


def _plain(text: str) -> str:
    return MARKED.sub(r"\2", text)


def said(says: str, node: Data) -> Data:
    return {**node, "says": says}


# -- which criteria ------------------------------------------------------------------------------------


def it_prints_the_route_that_holds_and_no_other() -> None:
    tree = group("any_of", [said("route one", fixed("not_met")), said("route two", leaf("age", {"min": 18}))])
    assert rows(tree) == [("Route two", "44 years old")]


def it_prints_the_routes_still_open_while_none_holds() -> None:
    tree = group(
        "any_of",
        [
            said("shut", fixed("not_met")),
            said("open", fixed("not_documented")),
            said("licensed", fixed("external")),
        ],
    )
    assert rows(tree) == [("Open", "not recorded"), ("Licensed", "judged by the plan's licensed criteria")]


def it_prints_met_criteria_beside_the_payers_own_review() -> None:
    tree = group(
        "all_of", [said("adult", leaf("age", {"min": 18})), said("their review", leaf("payer_review"))]
    )
    assert rows(tree) == [("Adult", "44 years old"), ("Their review", "for the plan's own review")]


def it_leaves_out_advice_and_what_does_not_apply() -> None:
    tree = group(
        "all_of",
        [
            said("adult", leaf("age", {"min": 18})),
            said("advice", fixed("not_documented", advisory="yes")),
            said("guarded", fixed("not_applicable")),
        ],
    )
    assert rows(tree) == [("Adult", "44 years old")]


def it_joins_neighbors_of_one_section_that_the_same_facts_answer() -> None:
    tree = group(
        "all_of",
        [
            said("one", leaf("age", {"min": 18}, "a")),
            said("two", leaf("age", {"min": 21}, "b")),
            said("one", leaf("age", {"min": 18}, "c")),
        ],
    )
    assert rows(tree) == [("One; two", "44 years old")]


def it_prints_no_row_of_what_was_not_read_and_none_of_our_notes() -> None:
    tree = group(
        "all_of",
        [
            said("unread", leaf("not_stated")),
            said("No sentence of the criteria names an age.", leaf("age", {"min": 18})),
            said("It is documented; no cut-off was seen.", leaf("diagnosis", {"indication": "mdd"})),
        ],
    )
    assert [asked for asked, _ in rows(tree, diagnoses=diagnosis("F33.2"))] == ["It is documented"]


def it_says_what_a_text_read_whole_does_not_address() -> None:
    silent = policy(entries=[entry(phase="retreatment", indication="mdd", tree=fixed("met"))])
    assert [facts for _, facts in rows(silent)] == ["the policy's text does not address this"]


def it_joins_neighbors_of_several_sections_and_says_each_criterion_once() -> None:
    tree = group(
        "all_of",
        [
            {**said("one", leaf("age", {"min": 18}, "a")), "section": "A"},
            {**said("one", leaf("age", {"min": 21}, "b")), "section": "B"},
        ],
    )
    assert rows(tree) == [("One", "44 years old")]


# -- exclusions ----------------------------------------------------------------------------------------

EXCLUDED = group("none_of", [said("Pregnancy is present.", leaf("present", {"item": "pregnancy"}))])


def _screen(status: str, **more: Any) -> Data:
    return {"date": AS_OF, "pregnancy": {"status": status, "date": AS_OF, **more}}


def it_never_lets_an_exclusion_read_like_a_finding() -> None:
    assert rows(EXCLUDED, screen=_screen("absent")) == [
        ("To be ruled out: pregnancy is present", "screened February 2, 2026, absent: pregnancy")
    ]
    weighed = said("Pregnancy is present.", leaf("weigh", {"item": "pregnancy"}))
    assert rows(weighed, screen=_screen("absent"))[0][0] == "To be weighed if present: pregnancy is present"


def it_states_a_present_item_with_its_detail() -> None:
    assert rows(EXCLUDED, screen=_screen("present", detail="Week nine."))[0][1] == "pregnancy (Week nine)"


def it_shows_an_item_of_which_only_a_detail_is_missing() -> None:
    tree = group("none_of", [leaf("present", {"item": "implants", "within_cm": "30"})])
    implant = {"id": "i1", "item": "pacemaker", "kind": "device", "magnetic_sensitive": "yes"}
    facts = rows(tree, screen={"date": AS_OF, "implants": complete(implant)})[0][1]
    assert facts == "pacemaker (distance from the coil not recorded; magnetic-sensitive)"


# -- facts ---------------------------------------------------------------------------------------------


def it_names_no_trial_that_the_answer_does_not_rest_on() -> None:
    tree = leaf("trials", {"at_least": 1, "response": {"counts": ["none"]}})
    listed = complete(
        trial("t1", "sertraline", max_dose="100 mg/day", max_tolerated="yes"),
        trial("t2", "citalopram", response="full"),
        trial("t3", "venlafaxine", response="unknown"),
    )
    assert rows(tree, trials=listed)[0][1] == (
        "sertraline 100 mg/day (maximum tolerated dose, up to 8 weeks at that dose, no response)"
    )


def it_names_trials_that_may_still_carry_an_open_answer() -> None:
    tree = leaf("trials", {"at_least": 2, "response": {"counts": ["none"]}})
    listed = complete(
        trial("t1", "sertraline"),
        trial("t2", "citalopram", response="full"),
        trial("t3", "venlafaxine", response="unknown"),
    )
    facts = rows(tree, trials=listed)[0][1]
    assert "sertraline" in facts
    assert "venlafaxine" in facts
    assert "citalopram" not in facts


def it_states_a_recorded_judgment_with_its_author_beside_the_facts() -> None:
    tree = policy(for_some("psychotherapy", leaf("judged", {})))
    record = {"psychotherapy": complete(therapy(type="cbt", sessions="12"))}
    before = rows(tree, **record)[0][1]
    assert before.startswith("cognitive behavioral therapy, 03/03/2025 to 04/28/2025, 12 sessions")
    made = judgement(tree, "judged", subject="p1", rationale="Weekly for eight weeks.")
    after = rows(tree, judgements=[made], **record)[0][1]
    assert (
        after == f"{before}; in the judgment of Quentin Musterarzt (February 1, 2026): Weekly for eight weeks"
    )


def it_says_that_no_course_is_recorded_only_where_none_is() -> None:
    """A therapy of another kind, on a list not stated complete, does not answer the criterion; yet it is recorded."""
    tree = policy(for_some("psychotherapy", leaf("therapy_type", {"is": ["cbt"]})))
    assert rows(tree, psychotherapy=incomplete())[0][1] == "no psychotherapy is recorded"
    recorded = rows(tree, psychotherapy=incomplete(therapy(type="supportive", sessions="12")))[0][1]
    assert recorded.startswith("supportive psychotherapy, 03/03/2025 to 04/28/2025, 12 sessions")


def it_names_the_disorder_of_a_tms_course_that_is_recorded_but_not_asked_for() -> None:
    tree = policy(for_some("prior_tms", leaf("tms_relapse", {})))
    record = incomplete(course(indication="ocd", response="response"))
    assert rows(tree, prior_tms=incomplete())[0][1] == "no earlier TMS course is recorded"
    assert rows(tree, prior_tms=record)[0][1] == (
        "TMS course 03/04/2024 to 04/12/2024 for obsessive-compulsive disorder, response"
    )


def it_says_plainly_that_a_judgment_is_missing() -> None:
    assert rows(leaf("judged", {}))[0][1] == "no clinician's judgment is recorded"


def it_names_the_clinician_who_examined() -> None:
    attested = [{"id": "a1", "clinician": "c1", "act": "examined_in_person", "date": "2026-01-20"}]
    found = rows(leaf("examined", {"how": "face_to_face"}), attestations=attested)
    assert found[0][1] == "examined in person by Quentin Musterarzt, January 20, 2026"


def it_looks_at_the_first_course_as_of_its_start() -> None:
    initial = entry(
        phase="initial", indication="mdd", tree=said("depressed", leaf("diagnosis", {"indication": "mdd"}))
    )
    repeat = entry(
        phase="retreatment",
        indication="mdd",
        tree=leaf("initial_criteria", {"as_of": "prior_course", "indication": "mdd"}),
    )
    found = rows(
        policy(entries=[initial, repeat]),
        {"phase": "retreatment"},
        prior_tms=complete(course()),
        diagnoses=diagnosis("F33.2", date="2024-01-10"),
    )
    assert found[0][0] == "As of March 4, 2024: Depressed"
    assert "F33.2" in found[0][1]


def it_prints_the_side_effect_of_an_intolerance() -> None:
    made = case(trials=complete(intolerance("t1", "citalopram", "hyponatremia")))
    of = LetterFacts(
        made,
        made.requests[0],
        Facts(made, made.requests[0], judge(fixed("met"), made).as_of),
        Tracer(),
        adverse=frozenset(),
        classes={},
    )
    assert of.trial(of.facts.trials[0])["stopped"].plain == "stopped: not tolerated (hyponatremia)"
