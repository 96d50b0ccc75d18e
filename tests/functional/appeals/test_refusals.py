"""When an appeal is not written: wrong kind or level, nobody who may file it, a stated reason left unanswered."""

from __future__ import annotations

import pytest

from tests.functional.appeals.support import (
    CLAIM,
    HISTORY,
    Data,
    denial,
    reason,
    record,
    refusal,
    text_of,
    write,
)

JEOPARDY = {"clinician": "c1", "date": "2026-06-12", "text": "Weight fell by a tenth in six weeks."}


# -- the kind of answer --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said"), [("rejected", "send the request again"), ("pended", "exactly what is asked for")]
)
def it_writes_no_appeal_of_a_request_that_was_not_refused_and_says_what_to_do(kind: str, said: str) -> None:
    data = record()
    denial(data)["kind"] = kind
    error = refusal(data)
    assert "not an appeal" in error.what
    assert said in error.render()
    assert error.exit_code == 5


def it_writes_no_appeal_of_an_answer_of_unknown_kind() -> None:
    data = record()
    denial(data)["kind"] = "unknown"
    assert "denial.kind" in refusal(data).render()


def it_writes_no_dispute_of_a_clinical_denial_and_names_the_appeal() -> None:
    assert "clinical appeal" in refusal(record(), level="dispute").what


def it_writes_no_appeal_of_a_claim_line_and_names_the_dispute() -> None:
    assert "--level dispute" in refusal(record(CLAIM), level="level_1").do


# -- who confirmed it, which level ----------------------------------------------------------------------


def it_refuses_a_denial_that_nobody_confirmed() -> None:
    data = record()
    del denial(data)["confirmed_by"]
    assert [one.where for one in refusal(data).faults] == ["/denials/n1/confirmed_by"]


def it_refuses_a_second_appeal_without_a_recorded_first() -> None:
    data = record(HISTORY)
    data["appeals"] = [one for one in data["appeals"] if one["id"] != "ap1"]
    assert "/appeals" in {one.where for one in refusal(data, "n2", level="level_2").faults}


def it_refuses_a_first_appeal_of_a_decision_on_an_appeal() -> None:
    assert "next level is level_2" in refusal(record(HISTORY), "n2", level="level_1").render()


def it_refuses_any_appeal_of_an_external_decision() -> None:
    data = record(HISTORY)
    denial(data, "n2")["level"] = "external"
    assert "external reviewer has decided" in refusal(data, "n2", level="external").render()


# -- standing and jeopardy --------------------------------------------------------------------------------


def it_refuses_an_appeal_in_the_members_name_without_standing() -> None:
    assert {one.where for one in refusal(record(), on_behalf="member").faults} == {"/standings"}


def but_it_writes_one_with_a_signed_standing_and_names_the_paper() -> None:
    data = record()
    data["standings"] = [
        {
            "id": "st1",
            "person": "Ottilie Scheinfeld",
            "relation": "treating psychiatrist",
            "signed": "2026-06-10",
        }
    ]
    text = text_of(write(data, on_behalf="member"))
    assert (
        "On behalf of the member, as treating psychiatrist (Ottilie Scheinfeld, authorization signed June 10, 2026"
        in text
    )
    assert "authorization of representative (June 10, 2026)" in text


@pytest.mark.parametrize(
    ("expires", "refused"), [("2026-06-11", True), ("2026-06-12", False), ("2026-06-13", False)]
)
def it_takes_a_standing_up_to_its_last_day(expires: str, refused: bool) -> None:
    # The letter bears 2026-06-12: one day after the end, on it, one day before it.
    data = record()
    row = {"id": "st1", "person": "O. S.", "relation": "treating psychiatrist", "signed": "2026-06-01"}
    data["standings"] = [{**row, "expires": expires}]
    if refused:
        assert "/standings/st1" in refusal(data, on_behalf="member").render()
    else:
        assert write(data, on_behalf="member").docx


def it_refuses_an_expedited_appeal_without_a_clinicians_dated_words() -> None:
    assert "jeopard" in refusal(record(), expedited=True).render()


def but_it_prints_them_with_name_and_day() -> None:
    data = record()
    data["appeals"][0] |= {"urgency": "expedited", "jeopardy": JEOPARDY}
    text = text_of(write(data))
    assert "Expedited first-level appeal" in text
    assert "in the clinician's words (Ottilie Scheinfeld, June 12, 2026): \"Weight fell by a tenth" in text
    assert (
        "decide within the time limit for expedited review and telephone the decision to 508-555-0171" in text
    )


def it_warns_where_the_statement_of_jeopardy_is_evidence_of_an_exclusion() -> None:
    data = record()
    words = {**JEOPARDY, "text": "She has become psychotic at night and hears voices."}
    data["appeals"][0] |= {"urgency": "expedited", "jeopardy": words}
    memo = write(data).beside["memo.md"]
    assert "initial.contraindications.psychosis" in memo
    assert "hears voices" not in memo


# -- the stated reasons ------------------------------------------------------------------------------------


def it_refuses_while_a_reason_matches_no_criterion_even_with_gaps_allowed() -> None:
    data = record()
    del reason(data, "w3")["answer"]
    error = refusal(data, allow_gaps=True)
    assert [one.where for one in error.faults] == ["/denials/n1/reasons/w3"]
    assert "matches no criterion" in error.render()


def but_it_writes_a_draft_where_somebody_is_named_to_answer_it() -> None:
    data = record()
    del reason(data, "w3")["answer"]
    reason(data, "w3")["assigned_to"] = "Rufus Figment"
    assert "somebody is to answer" in refusal(data).render()
    made = write(data, allow_gaps=True)
    assert made.draft
    assert "To be answered by Rufus Figment before this appeal is sent." in text_of(made)


def it_refuses_a_general_reason_until_a_person_says_what_it_is_about() -> None:
    data = record()
    reason(data, "w3").pop("answer")
    reason(data, "w3")["quote"] = "The service is not medically necessary."
    assert "names no single criterion" in refusal(data, allow_gaps=True).render()
    reason(data, "w3").update(criteria=["initial"], confirmed_by="Rufus Figment")
    assert "Every criterion of the policy stands beside" in text_of(write(data))


def it_refuses_a_match_that_is_only_proposed_unless_gaps_are_allowed() -> None:
    data = record()
    for name in ("criteria", "confirmed_by"):
        del reason(data, "w2")[name]
    assert "only proposed" in refusal(data).render()
    assert write(data, allow_gaps=True).draft


def it_refuses_a_confirmed_match_with_a_criterion_that_the_revision_does_not_hold() -> None:
    data = record()
    reason(data, "w2")["criteria"] = ["initial.therapy", "initial.therapie"]
    assert "has no criterion initial.therapie" in refusal(data, allow_gaps=True).render()


def it_refuses_a_reason_that_the_record_leaves_open_and_lists_what_to_obtain() -> None:
    data = record()
    data["judgements"] = []
    assert "initial.therapy.adequate" in {one.where for one in refusal(data).faults}
    made = write(data, allow_gaps=True)
    assert made.draft
    assert "obtain a clinician's recorded judgement (initial.therapy.adequate" in made.beside["memo.md"]
    text = text_of(made)
    assert "Further documents on this point are being obtained" in text
    assert "obtain a clinician" not in text


def it_refuses_a_denial_without_a_stated_reason() -> None:
    data = record()
    denial(data)["reasons"] = []
    assert "/denials/n1/reasons" in {one.where for one in refusal(data).faults}


def it_names_everything_that_is_missing_in_one_list() -> None:
    data = record()
    del data["practice"]["phone"], data["coverage"][0]["member_id"], denial(data)["confirmed_by"]
    del reason(data, "w3")["answer"]
    found = {one.where for one in refusal(data, on_behalf="member").faults}
    assert {
        "/practice/phone",
        "/coverage/cov1/member_id",
        "/denials/n1/confirmed_by",
        "/denials/n1/reasons/w3",
        "/standings",
    } <= found


def it_never_repeats_the_patients_values_in_a_refusal() -> None:
    data = record()
    del denial(data)["confirmed_by"], reason(data, "w3")["answer"]
    said = refusal(data).render()
    for value in ("Phantomhill", "1990", "supervise", "XEX"):
        assert value not in said


def it_warns_of_a_date_that_has_passed_and_does_not_refuse() -> None:
    import datetime

    made = write(record(), date=datetime.date(2027, 1, 15))
    assert "The appeal is not refused for that" in made.beside["memo.md"]
    assert not made.draft


# -- tone ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "This denial is unlawful.", "The plan acted in bad faith.", "The reviewer was incompetent.", "We will report you to the regulator.",
        "Our attorney has been told.", "The decision is arbitrary and capricious.",
    ],
)  # fmt: skip
def it_refuses_a_clinicians_paragraph_that_alleges_or_threatens(said: str) -> None:
    data = record()
    data["paragraphs"] = [{"clinician": "c1", "date": "2026-06-12", "text": said}]
    error = refusal(data)
    assert {one.where for one in error.faults} == {"/paragraphs/0/text"}


def it_refuses_an_answer_that_does() -> None:
    data = record()
    reason(data, "w3")["answer"]["text"] = "It is negligent to say so."
    assert {one.where for one in refusal(data).faults} == {"/denials/n1/reasons/w3/answer/text"}


def but_it_leaves_the_payers_and_the_charts_own_words_alone() -> None:
    data: Data = record()
    reason(data, "w3")["quote"] = (
        "The request does not say whether the use is discriminated by age; an attorney reviewed it."
    )
    data["symptoms"][0]["text"] = "Feels incompetent and negligent at work."
    text = text_of(write(data))
    assert "an attorney reviewed it" in text
    assert "Feels incompetent and negligent" in text
