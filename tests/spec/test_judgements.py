"""A clinician's judgement turns only needs_review into an answer, for one revision (SEMANTICS 1, 9)."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.criteria.problems import problems
from tests.builders import (
    case,
    complete,
    course,
    fixed,
    for_some,
    group,
    judge,
    judgement,
    leaf,
    policy,
    readings,
    therapy,
    trial,
)

SOFT = policy(leaf("judged", {"judges": "adequate"}))


def answered(**fields: Any) -> Any:
    return case(judgements=[judgement(SOFT, "judged") | fields])


@pytest.mark.parametrize("conclusion", ["met", "not_met"])
def it_answers_a_soft_phrase(conclusion: str) -> None:
    found = judge(SOFT, answered(conclusion=conclusion))
    assert (found.overall, found.root.reason) == (conclusion, "clinician_judgement")
    assert found.root.values["clinician"] == "Quentin Musterarzt"


def it_is_for_review_without_one() -> None:
    assert judge(SOFT, case()).overall == "needs_review"


@pytest.mark.parametrize(
    "fields",
    [
        {"revision": "0" * 64},
        {"policy": "another"},
        {"criterion": "something.else"},
        {"clinician": "c9"},
        {"subject": "t1"},
    ],
    ids=["another revision", "another policy", "another criterion", "nobody listed", "another subject"],
)
def it_does_not_carry_over(fields: dict[str, Any]) -> None:
    assert judge(SOFT, answered(**fields)).overall == "needs_review"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("met", "2026-01-05"), ("not_met", "2026-01-06"), "not_met"),  # the later one, in either order
        (("not_met", "2026-01-06"), ("met", "2026-01-05"), "not_met"),
        (("met", "2026-01-05"), ("not_met", "2026-01-05"), "needs_review"),
        (("met", "2026-01"), ("not_met", "2026-01-05"), "needs_review"),  # which is later is not known
        (("met", "2026-01-05"), ("met", "2026-01-05"), "met"),
    ],
)
def it_lets_the_later_of_two_judgements_stand_and_neither_of_two_that_dispute(
    first: tuple[str, str], second: tuple[str, str], expected: str
) -> None:
    rows = [
        judgement(SOFT, "judged", said, date=day, id=f"j{place}")
        for place, (said, day) in enumerate((first, second))
    ]
    record = case(judgements=rows)
    assert judge(SOFT, record).overall == expected
    assert [one.code for one in problems(record)] == ["judgements_disagree"] * (expected == "needs_review")


def it_tells_of_judgements_that_belong_to_another_revision() -> None:
    assert any("another revision" in note for note in judge(SOFT, answered(revision="0" * 64)).notes)


def it_takes_the_first_twelve_characters_of_the_revision() -> None:
    assert judge(SOFT, answered(revision=SOFT.sha256[:12])).overall == "met"


@pytest.mark.parametrize(
    ("status", "kind"),
    [("not_documented", "target"), ("external", "external"), ("text_not_seen", "not_stated")],
)
def but_it_never_answers_what_is_silent_external_or_unseen(status: str, kind: str) -> None:
    made = policy(fixed(status, "root"))
    assert judge(made, case(judgements=[judgement(made, "root")])).overall == status


@pytest.mark.parametrize("conclusion", ["met", "not_met"])
def but_it_never_overrules_a_fact(conclusion: str) -> None:
    for status in ("met", "not_met"):
        made = policy(fixed(status, "root"))
        assert judge(made, case(judgements=[judgement(made, "root", conclusion)])).overall == status


# -- subjects --------------------------------------------------------------------------------------

ADEQUATE = {"at_least": 2, "response": {"counts": ["none"]}, "adequate": {"judged": "course"}}
TWO = complete(trial("t1", "sertraline"), trial("t2", "venlafaxine"))


def it_is_asked_of_each_trial() -> None:
    made = policy(leaf("trials", ADEQUATE))

    def with_judgements(*given: tuple[str, str]) -> str:
        answers = [judgement(made, "trials.adequacy", what, subject=of) for of, what in given]
        return judge(made, case(trials=TWO, judgements=answers)).overall

    assert with_judgements() == "needs_review"
    assert with_judgements(("t1", "met")) == "needs_review"
    assert with_judgements(("t1", "met"), ("t2", "met")) == "met"
    assert with_judgements(("t1", "met"), ("t2", "not_met")) == "not_met"


def it_clears_the_same_phrase_in_both_readings() -> None:
    made = policy(
        readings(
            leaf("trials", ADEQUATE, "one"),
            leaf("trials", {**ADEQUATE, "distinct_classes": 2}, "two"),
            identifier="both",
        )
    )
    answers = [judgement(made, "both.adequacy", subject=name) for name in ("t1", "t2")]
    assert judge(made, case(trials=TWO)).overall == "needs_review"
    assert judge(made, case(trials=TWO, judgements=answers)).overall == "met"


@pytest.mark.parametrize(
    ("kind", "phrase", "record"),
    [
        ("response", "response", {"response": "partial"}),
        ("role", "role", {"role": "augmentation", "partners": ["t2"]}),
    ],
)
def it_settles_the_response_and_the_role_of_one_trial(kind: str, phrase: str, record: dict[str, Any]) -> None:
    rule = {
        "at_least": 2,
        "response": {"counts": ["none"], "review": ["partial"]},
        "review_roles": ["augmentation"],
    }
    made = policy(leaf("trials", rule))
    trials = complete(trial("t1", "aripiprazole", **record), trial("t2", "venlafaxine"))
    answer = judgement(made, f"trials.{phrase}", subject="t1")
    assert judge(made, case(trials=trials)).overall == "needs_review"
    assert judge(made, case(trials=trials, judgements=[answer])).overall == "met"


def it_does_not_let_a_partial_response_of_silent_adequacy_be_judged_away() -> None:
    rule = {"at_least": 1, "response": {"counts": ["none"]}, "adequate": {"weeks": 6, "judged": "course"}}
    made = policy(leaf("trials", rule))
    silent = complete(trial("t1", "sertraline", stop=None))
    answers = [judgement(made, "trials.adequacy", subject="t1"), judgement(made, "trials")]
    assert judge(made, case(trials=silent, judgements=answers)).overall == "not_documented"


def it_is_asked_of_one_course() -> None:
    made = policy(for_some("psychotherapy", leaf("judged", {"judges": "adequate"})))
    courses = complete(therapy("p1"), therapy("p2"))
    assert judge(made, case(psychotherapy=courses)).overall == "needs_review"
    answers = [judgement(made, "judged", "not_met", subject="p1"), judgement(made, "judged", subject="p2")]
    found = judge(made, case(psychotherapy=courses, judgements=answers))
    assert (found.overall, found.root.subject) == ("met", "p2")


@pytest.mark.parametrize(
    ("of", "kind", "parameters", "subject"),
    [
        (
            "prior_tms",
            "tms_response",
            {"counts": ["response"], "review": ["partial"]},
            course(response="partial"),
        ),
        (
            "psychotherapy",
            "therapy_no_improvement",
            {"measures": "depression"},
            therapy(
                baseline={"instrument": "PHQ-9", "total": 21, "date": "2025-03-03"},
                end={"instrument": "PHQ-9", "total": 19, "date": "2025-04-28"},
            ),
        ),
    ],
)
def it_settles_what_a_course_leaves_to_review(
    of: str, kind: str, parameters: dict[str, Any], subject: dict[str, Any]
) -> None:
    made = policy(for_some(of, leaf(kind, parameters)))
    assert judge(made, case(**{of: complete(subject)})).overall == "needs_review"
    for conclusion in ("met", "not_met"):
        answer = judgement(made, kind, conclusion, subject=subject["id"])
        assert judge(made, case(**{of: complete(subject)}, judgements=[answer])).overall == conclusion


def it_never_answers_what_the_payer_must_do_itself() -> None:
    made = policy(group("all_of", [fixed("met"), leaf("payer_review")]))
    assert judge(made, case()).overall == "needs_review"


def it_lets_a_judgement_decide_between_readings_that_differ() -> None:
    """Two readings, one met and one not: needs review until a clinician's judgement of the sentence is recorded."""
    tree = policy(readings(fixed("met", "lenient"), fixed("not_met", "strict"), identifier="sentence"))
    open_ = judge(tree, case())
    assert (open_.overall, open_.root.reason) == ("needs_review", "readings")
    for conclusion in ("met", "not_met"):
        settled = judge(tree, case(judgements=[judgement(tree, "sentence", conclusion)]))
        assert (settled.overall, settled.root.reason) == (conclusion, "clinician_judgement")
        assert [finding.id for finding, _ in settled.findings() if finding.decisive] == ["sentence"]


def but_a_judgement_of_readings_never_answers_a_silent_one() -> None:
    tree = policy(readings(fixed("met", "lenient"), fixed("not_documented", "strict"), identifier="sentence"))
    assert judge(tree, case(judgements=[judgement(tree, "sentence", "met")])).overall == "not_documented"


def but_it_clears_no_phrase_that_is_still_to_be_judged_inside_a_reading() -> None:
    """Each soft phrase has its own judgement; the one on the readings only says which of two answers holds."""
    soft = leaf("judged", {}, "soft")
    tree = policy(readings(soft, group("any_of", [fixed("not_met", "x")], "strict"), identifier="sentence"))
    which, phrase = judgement(tree, "sentence"), judgement(tree, "soft")
    assert judge(tree, case(judgements=[which])).overall == "needs_review"
    assert judge(tree, case(judgements=[phrase])).overall == "needs_review"
    assert judge(tree, case(judgements=[which, phrase])).overall == "met"
    against = [judgement(tree, "sentence", "not_met")]
    assert judge(tree, case(judgements=against)).overall == "not_met"


def but_it_does_not_where_all_readings_wait_for_the_same_phrase() -> None:
    soft = leaf("judged", {}, "soft")
    tree = policy(
        readings(
            group("all_of", [soft, fixed("met", "a")], "one"),
            group("all_of", [{"ref": "soft"}, fixed("met", "b")], "two"),
            identifier="sentence",
        )
    )
    assert judge(tree, case(judgements=[judgement(tree, "sentence")])).overall == "needs_review"
    assert judge(tree, case(judgements=[judgement(tree, "soft")])).overall == "met"


def but_a_judgement_on_which_course_is_meant_does_not() -> None:
    tree = policy(
        for_some(
            "prior_tms",
            leaf("tms_response", {"counts": ["response"]}, "helped"),
            leaf("judged", {}, "soft"),
            which="unstated",
        )
    )
    first, last = (
        course("x1", response="response"),
        course("x2", first_session="2025-03-03", last_session="2025-04-11", response="none"),
    )
    which, phrase = judgement(tree, "for_some"), judgement(tree, "soft", subject="x1")
    record = {"prior_tms": complete(first, last)}
    assert judge(tree, case(judgements=[which], **record)).overall == "needs_review"
    assert judge(tree, case(judgements=[phrase], **record)).overall == "needs_review"
    assert judge(tree, case(judgements=[which, phrase], **record)).overall == "met"


SOFT_RULES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "the response": (
        {"response": {"counts": ["none"], "review": ["partial"]}},
        {"response": "partial", "stop_reason": "other"},
        "response",
    ),
    "the better of two ways": (
        {"response": {"counts": ["none"], "review": ["partial"]}, "intolerance": {}, "mix": "yes"},
        {"response": "partial", "stop_reason": "other"},
        "response",
    ),
    "the role": (
        {"response": {"counts": ["none"]}, "review_roles": ["augmentation"]},
        {"role": "augmentation", "partners": ["t9"], "response": "none"},
        "role",
    ),
    "a shorter time": (
        {"response": {"counts": ["none"]}, "adequate": {"weeks": 12, "weeks_or_judged": "yes"}},
        {"response": "none"},
        "adequacy",
    ),
    "the course": (
        {"response": {"counts": ["none"]}, "adequate": {"judged": "course"}},
        {"response": "none"},
        "adequacy",
    ),
}


@pytest.mark.parametrize("conclusion", ["met", "not_met"])
@pytest.mark.parametrize("asked", SOFT_RULES)
def but_it_speaks_of_its_own_leaf_where_two_leaves_ask_the_same(asked: str, conclusion: str) -> None:
    """Leaves that ask the same of a trial share what was worked out of it; a judgement is never shared."""
    rule, fields, phrase = SOFT_RULES[asked]
    partner = trial("t9", "lithium", role="other_use")
    taken = complete(trial("t1", "sertraline", **fields), partner)
    leaves = [leaf("trials", {"at_least": 1, **rule}, name) for name in ("first", "second", "third")]
    soft = policy(group("all_of", leaves))
    row = judgement(soft, f"second.{phrase}", conclusion, subject="t1")
    found = judge(soft, case(trials=taken, judgements=[row]))
    assert [one.status for one in found.root.children] == ["needs_review", conclusion, "needs_review"]
