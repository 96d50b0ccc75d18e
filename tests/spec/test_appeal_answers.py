"""What the record answers to a reason, and which way is wise: from a stored determination and dated tables."""

from __future__ import annotations

import datetime

import pytest

from authpack.denials.answers import VERDICT_ORDER
from tests.functional.appeals.support import DENIED, HISTORY, Data, denial, planned, reason, record


def verdicts(data: Data) -> dict[str, str]:
    return {one.match.reason.id: one.verdict for one in planned(data).of.answers}


def point_states(data: Data, which: str) -> dict[str, str]:
    answer = next(one for one in planned(data).of.answers if one.match.reason.id == which)
    return {point.criterion.id: point.state for point in answer.points}


def it_finds_a_reason_answerable_now() -> None:
    assert verdicts(record()) == {"w1": "answerable", "w2": "answerable", "w3": "answerable"}


def it_answers_by_the_alternative_of_the_same_item() -> None:
    assert point_states(record(), "w1") == {
        "initial.treatment.failure": "other_route",
        "initial.treatment.intolerance": "answered",
    }


def it_says_with_which_judgement_an_open_reason_is_answerable() -> None:
    data = record()
    data["judgements"] = []
    assert verdicts(data)["w2"] == "with"
    found = planned(data)
    assert any("recorded judgement (initial.therapy.adequate" in one.text for one in found.enclosures)


def it_says_that_a_recorded_fact_against_it_is_not_answerable() -> None:
    data = record()
    data["screen"]["seizure_disorder"] = {"status": "present", "date": "2026-05-11"}
    reason(data, "w2").update(criteria=["initial.contraindications.seizure"])
    assert verdicts(data)["w2"] == "not_answerable"


def it_takes_an_exclusion_that_is_ruled_out_as_answered() -> None:
    data = record()
    reason(data, "w2").update(criteria=["initial.contraindications.seizure"])
    assert point_states(data, "w2") == {"initial.contraindications.seizure": "answered"}


def it_leaves_an_unmatched_reason_to_a_person() -> None:
    data = record()
    del reason(data, "w3")["answer"]
    assert verdicts(data)["w3"] == "for_a_person"


def it_puts_the_strongest_first_and_what_is_open_last() -> None:
    data = record()
    data["judgements"] = []
    del reason(data, "w3")["answer"]
    order = [one.verdict for one in planned(data).of.strongest_first]
    assert order == sorted(order, key=VERDICT_ORDER.index)
    assert [one.match.reason.id for one in planned(data).of.strongest_first] == ["w1", "w2", "w3"]


def it_flags_an_answer_that_rests_on_the_patients_word_alone() -> None:
    data = record()
    for one in data["sources"]:
        one["kind"] = "patient_report"
    found = planned(data)
    assert any("patient's report alone" in one for one in found.warnings)


def it_names_the_documents_that_are_new_and_prove_it() -> None:
    answer = next(one for one in planned(record()).of.answers if one.match.reason.id == "w2")
    assert [fact.path for fact in answer.points[0].fresh] == ["/attachments/x4", "/judgements/j1"]


# -- what would make the request approvable --------------------------------------------------------------


def it_lists_what_a_new_request_would_need() -> None:
    data = record()
    data["judgements"] = []
    found = planned(data)
    assert [[one.kind for one in repairs] for repairs in found.instead] == [["judgement"]]


def it_never_proposes_a_clinical_value() -> None:
    data = record()
    data["screen"]["seizure_disorder"] = {"status": "present", "date": "2026-05-11"}
    found = planned(data)
    assert "initial.contraindications.seizure.disorder" in found.blocked_by
    assert not found.instead


# -- which text governs --------------------------------------------------------------------------------------


def _old() -> Data:
    """The request falls under the rule of 2014, the denial under the determination of 2023-06-29."""
    data = record(HISTORY)
    data["requests"][0]["date"] = "2023-06-20"
    denial(data)["date"] = "2023-07-05"
    denial(data)["received"] = denial(data)["confirmed_on"] = "2023-07-06"
    data["patient"]["birth_date"] = "1975-01-01"
    return data


def it_judges_by_the_revision_that_governed_the_denied_request() -> None:
    found = planned(_old(), day=datetime.date(2023, 7, 10)).of
    assert found.texts.governing.head.revision == "rule of 2014"


def it_shows_how_the_text_in_force_at_the_denial_and_the_cited_one_differ() -> None:
    found = planned(_old(), day=datetime.date(2023, 7, 10)).of
    assert [one.role for one in found.texts.compared] == [
        "in force on the date of the denial and named in the notice"
    ]
    assert {row.id for one in found.texts.compared for row in one.found} == {"initial.trials"}


def it_asks_which_revision_was_applied_where_the_notice_does_not_tell() -> None:
    data = _old()
    denial(data)["policy_cited"] = "HTCC TMS determination"
    doubts = planned(data, day=datetime.date(2023, 7, 10)).of.texts.doubts
    assert any("which revision" in one or "Settle which text" in one for one in doubts)


def it_says_where_the_notice_names_another_policy() -> None:
    data = record()
    denial(data)["policy_cited"] = "InterQual 2025, Behavioral Health"
    assert any("Settle which text applies" in one for one in planned(data).of.texts.doubts)


# -- peer-to-peer -------------------------------------------------------------------------------------------------


def it_says_that_a_payers_habit_is_not_known() -> None:
    found = planned(record()).conversation
    assert found.first == "not_known"
    assert any("ask before agreeing" in one for one in found.why)


def _priority(data: Data) -> Data:
    data["coverage"][0]["payer"] = "Priority Health"
    return data


def it_warns_that_new_facts_in_a_call_cost_a_level_where_that_is_known() -> None:
    found = planned(_priority(record()), policy="bcbs-massachusetts-297").conversation
    assert found.first == "no"
    assert any("cost an appeal level" in one for one in found.why)
    assert any(one.startswith("WARNING") for one in found.heed)


def but_it_calls_a_conversation_wise_where_nothing_new_is_needed() -> None:
    data = _priority(record())
    reason(data, "w2").update(criteria=["initial.age"])
    assert planned(data, policy="bcbs-massachusetts-297").conversation.first == "yes"


@pytest.mark.parametrize(
    ("day", "known"), [("2024-10-08", False), ("2024-10-09", True), ("2024-10-10", True)]
)
def it_knows_the_habit_from_the_day_it_was_published_for(day: str, known: bool) -> None:
    # Priority Health: from 2024-10-09.
    data = _priority(record())
    denial(data)["date"] = day
    assert bool(planned(data, policy="bcbs-massachusetts-297").conversation.known) is known


def it_does_not_advise_a_conversation_about_a_later_decision() -> None:
    assert planned(record(HISTORY), "n2").conversation.first == "no"


# -- the notice ------------------------------------------------------------------------------------------------------


def it_lists_what_the_notice_does_not_say() -> None:
    data = record()
    for name in ("policy_cited", "reviewer", "window_days", "send_to", "send_address", "send_fax"):
        denial(data).pop(name)
    assert set(planned(data).lacks) == {
        "the criteria that were applied",
        "the reviewer's credentials or specialty",
        "the time limit for an appeal",
        "where an appeal goes",
    }
    assert planned(record(DENIED)).lacks == ()


def it_warns_of_a_denial_dated_before_the_request() -> None:
    data = record()
    denial(data)["date"] = "2026-05-01"
    assert any("dated before the request" in one for one in planned(data).warnings)
