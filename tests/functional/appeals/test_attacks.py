"""What a payer could have quoted back: a request for what was granted, a claim called a request, sums that nobody owes."""

from __future__ import annotations

import pytest

from tests.functional.appeals.support import (
    CLAIM,
    DENIED,
    HISTORY,
    Data,
    denial,
    planned,
    record,
    refusal,
    write,
)
from tests.functional.cli.runner import EXAMPLES, run
from tests.functional.documents.samples import pdf_pages
from tests.spec.test_appeal_matching import matched

Capture = pytest.CaptureFixture[str]


def text_of(made: object) -> str:
    return " ".join(" ".join(page.split()) for page in pdf_pages(made.pdf))  # type: ignore[attr-defined]


def refused_on_the_merits(*further: Data) -> Data:
    """A claim line refused as not necessary, although it was authorized."""
    data = record(CLAIM)
    one = denial(data)
    one["lines"] = [one["lines"][0]]
    one["lines"][0]["adjustments"] = [{"group": "CO", "carc": "50", "amount": "412.00"}, *further]
    one["reasons"] = [
        {
            "id": "w1",
            "quote": "These services are not deemed a medical necessity.",
            "criteria": ["initial"],
            "confirmed_by": "B",
        }
    ]
    return data


# -- what is asked for --------------------------------------------------------------------------------------


def it_asks_only_for_what_was_not_approved() -> None:
    data = record()
    denial(data).update(
        kind="partial",
        approved=[{"code": "90867", "units": "1"}, {"code": "90868", "units": "20"}],
        denied=[{"code": "90868", "units": "15"}],
    )
    text = text_of(write(data))
    assert "I ask that what was not approved (90868, 15 units) be authorized as requested" in text
    assert "that the decision be reversed" not in text
    assert "partial approval of transcranial magnetic stimulation" in text


def it_asks_for_payment_of_the_claim_lines_that_were_refused_on_the_merits() -> None:
    text = text_of(write(refused_on_the_merits()))
    assert "which did not pay, or not in full, for" in text
    assert "that the claim lines named above be paid" in text
    assert "be authorized as requested" not in text
    assert "90868, October 13, 2026, $412.00 charged, $0.00 paid (CO-50)" in text


def it_names_the_authorization_that_covered_a_refused_claim_line() -> None:
    assert "authorized under INVENTED-AUTH-19 of October 6, 2026" in text_of(write(refused_on_the_merits()))


# -- the dispute ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agreed", "total"),
    [([], "$412.00"), ([{"group": "CO", "carc": "45", "amount": "62.00"}], "$350.00")],
    ids=["no_agreed_cut", "agreed_cut"],
)
def it_disputes_no_amount_above_the_agreed_rate(agreed: list[Data], total: str) -> None:
    data = record(CLAIM)
    denial(data)["lines"][0]["adjustments"] += agreed
    text = text_of(write(data, level="dispute"))
    assert f"Disputed: {total}" in text
    assert "paid as billed" not in text


def it_prints_no_meaning_of_a_code_that_was_not_read_at_its_source() -> None:
    text = text_of(write(record(CLAIM), level="dispute"))
    assert "CO-197" in text
    assert "M62" in text
    assert "precertification" not in text


# -- whose clock ----------------------------------------------------------------------------------------------


def it_says_first_that_the_practices_own_limit_is_not_known(capsys: Capture) -> None:
    done = run(
        capsys, "denial", "show", EXAMPLES / f"{CLAIM}.yaml", "--denial", "n1", "--as-of", "2026-11-20"
    )
    head = " ".join(done.out.split())[:420]
    assert "ANSWER BY: the practice's own limit is not known" in head
    assert "The member's own appeal: 2027-01-01 (Friday), 42 day(s) left" in head


def but_it_gives_the_days_of_an_appeal_as_before(capsys: Capture) -> None:
    done = run(capsys, "denial", "show", EXAMPLES / f"{DENIED}.yaml")
    assert "ANSWER BY 2026-11-30 (Monday): Internal appeal, level 1" in " ".join(done.out.split())


def it_puts_no_members_appeal_under_answer_by_of_a_dispute() -> None:
    memo = write(record(CLAIM), level="dispute").beside["memo.md"]
    part = memo.split("## Answer by")[1].split("##")[0]
    assert "Provider dispute, in the practice's own name" in part
    assert "in the member's name" not in part


# -- plan and memo ---------------------------------------------------------------------------------------------


def it_proposes_no_new_request_for_a_delivered_service(capsys: Capture) -> None:
    done = run(capsys, "appeal", "plan", EXAMPLES / f"{CLAIM}.yaml", "n1")
    assert "Instead of an appeal" not in done.out
    assert planned(record(CLAIM)).lacks == ()


def it_tells_which_sources_are_cited_and_not_enclosed() -> None:
    memo = write(record(HISTORY), "n2", level="level_2").beside["memo.md"]
    loose = next(line for line in memo.splitlines() if "Cited as a source and not enclosed" in line)
    assert "Discharge letter, cognitive behavioral therapy" in loose
    assert "Pharmacy fill history" not in loose


def it_says_so_where_no_published_outcome_can_be_cited() -> None:
    made = write(record(HISTORY), "n2", level="external", cite_outcomes=True)
    assert "--cite-outcomes: no published outcomes are held" in made.beside["memo.md"]
    assert "--cite-outcomes" not in write(record(HISTORY), "n2", level="external").beside["memo.md"]


# -- matching --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Active psychosis was noted.", "There are psychotic symptoms."])
def it_matches_a_reason_on_safety_with_what_must_be_ruled_out(words: str) -> None:
    # The route by ECT speaks of psychosis too; it alone would answer past the reason.
    assert "initial.contraindications.psychosis" in matched(words).criteria


# -- what the record does not support --------------------------------------------------------------------------


def it_promises_no_document_where_the_record_stands_against_the_criterion() -> None:
    data = record()
    data["screen"]["psychotic_symptoms"] = {"status": "present", "date": "2026-05-11", "detail": "Voices."}
    denial(data)["reasons"] = [
        {
            "id": "w1",
            "quote": "Active psychosis is recorded.",
            "criteria": ["initial.contraindications.psychosis"],
            "confirmed_by": "R",
        }
    ]
    made = write(data, allow_gaps=True)
    text = text_of(made)
    assert made.draft
    assert "The record stands against this criterion: a clinician decides before this appeal is sent." in text
    assert "are being obtained" not in text
    assert "is answered below" not in text


@pytest.mark.parametrize(
    ("day", "draft"), [("2026-05-17", True), ("2026-05-18", False), ("2026-05-19", False)]
)
def it_writes_only_a_draft_of_a_denial_dated_before_its_request(day: str, draft: bool) -> None:
    # The request is dated 2026-05-18: the day before, the day itself, the day after.
    data = record()
    denial(data).update(date=day, received=day)
    assert write(data, allow_gaps=True).draft == draft
    if draft:
        assert any(one.where == "/denials/n1/date" for one in refusal(data).faults)
