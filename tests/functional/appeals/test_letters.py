"""What an appeal says: the notice's own words, each reason under the payer's criterion, what is new, what is asked."""

from __future__ import annotations

import copy
import io
import re
from importlib import import_module
from typing import Any

import pytest
from docx import Document as open_docx

from tests.functional.appeals.support import (
    CLAIM,
    DENIED,
    HISTORY,
    Data,
    denial,
    pdf_text,
    reason,
    record,
    refusal,
    text_of,
    write,
)

pymupdf: Any = import_module("pymupdf")  # it ships no types

WRITTEN = [
    (DENIED, "n1", "level_1"),
    (HISTORY, "n2", "level_2"),
    (HISTORY, "n2", "external"),
    (CLAIM, "n1", "dispute"),
]


@pytest.fixture(scope="module")
def first() -> str:
    return text_of(write(record()))


@pytest.mark.parametrize(("name", "which", "level"), WRITTEN)
def it_is_ready_to_sign_where_the_record_answers_everything(name: str, which: str, level: str) -> None:
    made = write(record(name), which, level=level)
    assert not made.draft
    assert re.fullmatch(r"example-\d\d-n\d-[a-z0-9-]+", made.stem)


@pytest.mark.parametrize(("name", "which", "level"), WRITTEN)
def it_writes_the_same_bytes_twice(name: str, which: str, level: str) -> None:
    one, two = (write(record(name), which, level=level) for _ in range(2))
    assert one.files() == two.files()


@pytest.mark.parametrize(("name", "which", "level"), WRITTEN)
def it_can_be_opened_by_other_readers_and_both_files_say_the_same(name: str, which: str, level: str) -> None:
    made = write(record(name), which, level=level)
    assert pymupdf.open(stream=made.pdf, filetype="pdf").page_count <= 5
    assert open_docx(io.BytesIO(made.docx)).paragraphs
    squeezed = re.sub(r"\s+", "", pdf_text(made))
    for row in record(name)["denials"]:
        if row["id"] == which:
            for stated in row.get("reasons", []):
                assert re.sub(r"\s+", "", " ".join(stated["quote"].split())) in squeezed


# -- opening and reasons --------------------------------------------------------------------------------


def it_opens_with_date_reference_and_every_reason_exactly(first: str) -> None:
    assert "I appeal the decision of June 3, 2026 (reference INVENTED-77-16), which denied" in first
    for row in denial(record())["reasons"]:
        assert f'"{row["quote"]}" (page {row["page"]})' in first
    assert first.index("The notice states these reasons:") < first.index("Reason 1")


def it_heads_each_section_with_the_payers_own_criterion(first: str) -> None:
    assert (
        "Reason 1: Item 2, a; Item 2, b Criterion, Item 2, a: Two trials of psychopharmacologic agents failed."
        in first
    )
    assert (
        "Reason 2: Item 3 Criterion, Item 3: A trial of a psychotherapy effective for major depression"
        in first
    )


def it_answers_by_another_route_where_the_text_offers_one(first: str) -> None:
    assert (
        "Item 2 asks for: At least one of four treatment histories. This request rests on Item 2, b" in first
    )
    assert (
        "citalopram 20 mg/day (4 weeks at that dose, not tolerated) [Medication clinic notes, pages 1-4]."
        in first
    )


def it_prints_a_clinicians_answer_unchanged_with_name_and_day(first: str) -> None:
    said = " ".join(reason(record(), "w3")["answer"]["text"].split())
    assert f"In the words of Ottilie Scheinfeld, June 12, 2026: {said}" in first


def it_says_what_was_charted_of_a_trial_once_and_points_to_it_from_the_table(first: str) -> None:
    assert first.count("sodium 124 mmol/L") == 1
    answer, table = (
        first.index("As charted: citalopram"),
        first.index("Doses and side effects as charted: see reason 1."),
    )
    assert answer < first.index("Treatment so far") < table


def it_says_it_once_too_where_two_reasons_rest_on_the_same_trials() -> None:
    data = record()
    reason(data, "w2")["criteria"] = copy.deepcopy(reason(data, "w1")["criteria"])
    assert text_of(write(data)).count("sodium 124 mmol/L") == 1


def but_a_trial_that_no_answer_rests_on_keeps_its_notes_under_the_table() -> None:
    data = record()
    data["trials"]["items"].append(
        {
            **copy.deepcopy(data["trials"]["items"][0]),
            "id": "t9",
            "drug": "sertraline",
            "start": "2013-03-04",
            "stop": "2013-08-05",
            "episode": "e1",
            "response": "full",
            "stop_reason": "completed",
            "side_effects": [{"name": "tinnitus", "severity": "moderate"}],
        }
    )
    text = text_of(write(data, allow_gaps=True))
    assert "tinnitus, moderate" in text[text.index("Treatment so far") :]


def it_prints_no_verdict(first: str) -> None:
    for word in ("criterion is met", "are met", "not met", "counts toward", "does not count"):
        assert word not in first.replace("found not to be met", "")


def it_states_every_criterion_once_and_points_to_the_reason_that_answers_it(first: str) -> None:
    table = first[first.index("Criteria and the record") :]
    assert "see reason 1" in table
    assert "see reason 2" in table
    assert "Contraindications, seizures" in table


def it_sends_it_where_the_notice_says(first: str) -> None:
    head = first[: first.index("First-level appeal")]
    assert "Member Appeals and Grievances" in head
    assert "1 Imaginary Plaza" in head
    assert "Fax 617-555-0199" in head


def it_names_the_enclosures_and_the_notice_first(first: str) -> None:
    assert "Enclosures: notice of June 3, 2026; Laboratory report on sodium" in first


def it_keeps_a_sensitive_document_out_of_the_enclosures_and_out_of_what_is_new() -> None:
    data = record()
    data["attachments"][-1]["sensitivity"] = "psychotherapy_notes"
    text = text_of(write(data))
    assert "attendance log" not in text


# -- new facts ----------------------------------------------------------------------------------------------


def it_marks_what_is_new_since_the_request_with_its_day(first: str) -> None:
    assert (
        "given often enough and long enough to have helped if it was going to (new, June 12, 2026)." in first
    )
    assert "New, enclosed: Therapist's attendance log, all fifteen sessions (June 10, 2026)." in first
    assert "June 9, 2026 new PHQ-9 total 22" in first
    assert "New: not part of the request of May 18, 2026." in first


@pytest.mark.parametrize(("day", "new"), [("2026-05-17", False), ("2026-05-18", False), ("2026-05-19", True)])
def it_calls_a_score_new_from_the_day_after_the_request(day: str, new: bool) -> None:
    # The request is dated 2026-05-18.
    data = record()
    data["scores"]["items"] = [one for one in data["scores"]["items"] if one["id"] != "s6"]
    data["scores"]["items"].append(
        {"id": "s9", "instrument": "QIDS-SR16", "total": "19", "date": day, "episode": "e2", "rater": "self"}
    )
    assert (" new QIDS" in text_of(write(data))) is new


def it_calls_an_older_fact_new_that_the_request_did_not_carry() -> None:
    data = record()
    data["requests"][0]["said"] = [
        "/trials",
        "/psychotherapy",
        "/diagnoses",
        "/attachments/x2",
        "/attachments/x3",
    ]
    text = text_of(write(data))
    assert "new Laboratory report on sodium" in text
    assert "new Medication clinic notes" not in text


# -- history --------------------------------------------------------------------------------------------------


def it_names_the_first_appeal_its_day_what_it_relied_on_and_its_outcome() -> None:
    text = text_of(write(record(HISTORY), "n2", level="level_2"))
    assert (
        "The first-level appeal was sent on October 20, 2026; it was decided on November 4, 2026: denial upheld."
        in text
    )
    assert "It relied on fluoxetine (09/08/2025 to 12/29/2025)" in text
    assert "Pharmacy fill history, and the rating scales" in text


def it_marks_as_new_in_the_second_letter_only_what_the_first_did_not_carry() -> None:
    text = text_of(write(record(HISTORY), "n2", level="level_2"))
    assert (
        "New: not part of the request of October 1, 2026, nor of the first-level appeal of October 20, 2026."
        in text
    )
    assert "new Prescriber's statement on the highest tolerated doses" in text
    assert "new Authorization of representative" not in text


def it_says_where_nothing_is_new() -> None:
    data = record(HISTORY)
    data["attachments"] = [one for one in data["attachments"] if one["id"] not in ("x5", "x6")]
    data["scores"]["items"] = [one for one in data["scores"]["items"] if one["id"] != "s11"]
    data["standings"], data["appeals"] = [], [one for one in data["appeals"] if one["id"] != "ap3"]
    assert "The record holds nothing new since then." in text_of(write(data, "n2", level="level_2"))


def it_gives_an_external_reviewer_the_internal_history() -> None:
    text = text_of(write(record(HISTORY), "n2", level="external"))
    assert "What was decided inside the plan The first-level appeal was sent on October 20, 2026" in text
    assert "a decision by a reviewer in psychiatry who knows this treatment" in text
    assert "October 14, 2026 Request denied, first decision (reference INVENTED-17-A)" in text


def it_warns_where_no_internal_appeal_came_before_an_external_one() -> None:
    assert "No internal appeal is recorded as sent" in write(record(), level="external").beside["memo.md"]


# -- precedents -----------------------------------------------------------------------------------------------


def _californian() -> Data:
    data = record(HISTORY)
    data["coverage"][0]["state"] = "CA"
    return data


def it_cites_published_outcomes_only_when_asked_and_only_in_an_external_review() -> None:
    data = _californian()
    assert "overturned" not in text_of(write(data, "n2", level="external"))
    assert "Published outcomes" not in text_of(write(data, "n2", level="level_2", cite_outcomes=True))
    text = text_of(write(data, "n2", level="external", cite_outcomes=True))
    assert "These are counts of other cases, and say nothing of this one." in text
    assert "report years 2011-2016, severe depression: 65 of 114 denials overturned (57.0%" in text
    assert "denied as not medically necessary: 40 of 58" in text
    assert "experimental" not in text[text.index("Published outcomes") : text.index("Requests to the plan")]


def but_it_cites_none_of_another_state() -> None:
    assert "Published outcomes" not in text_of(
        write(record(HISTORY), "n2", level="external", cite_outcomes=True)
    )


# -- rights ------------------------------------------------------------------------------------------------------


def it_asks_for_the_rights_and_names_a_law_only_where_it_was_read(first: str) -> None:
    asked = first[first.index("Requests to the plan") :]
    for words in (
        "the criteria, guideline, or plan provision",
        "a copy of the case file",
        "by a psychiatrist who took no part",
    ):
        assert words in asked
    assert asked.count("(under ") == 1
    assert "under the Mental Health Parity and Addiction Equity Act, as amended" in asked
    assert "2024" not in asked


@pytest.mark.parametrize(
    ("line", "funding", "parity"),
    [
        ("commercial", "fully_insured", True), ("commercial", "self_funded", True), ("commercial", "governmental", False),
        ("commercial", "unknown", False), ("medicare_advantage", "unknown", False), ("tricare", "unknown", False),
    ],
)  # fmt: skip
def it_asks_for_the_parity_analysis_only_where_the_act_surely_applies(
    line: str, funding: str, parity: bool
) -> None:
    data = record()
    data["coverage"][0] |= {"line_of_business": line, "funding": funding}
    made = write(data, policy="bcbs-massachusetts-297")
    assert ("Mental Health Parity" in text_of(made)) is parity
    if funding in ("governmental", "unknown") and line == "commercial":
        assert "confirm first" in made.beside["memo.md"]


def it_asks_an_external_reviewer_for_nothing_that_only_the_plan_can_do() -> None:
    text = text_of(write(record(HISTORY), "n2", level="external"))
    asked = text[text.index("Requests to the plan") :]
    assert "a copy of the case file" in asked
    assert "took no part" not in asked
    assert "if the denial is upheld" not in asked


def it_names_the_members_authorization_once() -> None:
    text = text_of(write(record(HISTORY), "n2", level="external"))
    assert text[text.index("Enclosures:") :].lower().count("authorization of representative") == 1


def it_asks_that_a_running_course_go_on() -> None:
    assert "continued coverage of the course under way" not in text_of(write(record()))
    data = record()
    denial(data)["service"] = "concurrent"
    assert "continued coverage of the course under way" in text_of(write(data))


def it_asks_who_decided_where_the_notice_does_not_say() -> None:
    data = record()
    del denial(data)["reviewer"]
    assert "the credentials and specialty of the person who made the decision" in text_of(write(data))


def it_names_the_californian_law_to_an_insured_plan_of_that_state() -> None:
    data = record()
    data["coverage"][0]["state"] = "CA"
    text = text_of(write(data, policy="bcbs-massachusetts-297"))
    assert "(under SB 855 (Statutes of 2020, chapter 151))" in text


# -- what must not be left out -----------------------------------------------------------------------------


def it_prints_every_present_safety_item() -> None:
    data = record()
    data["screen"]["mania"] = {"status": "present", "date": "2026-05-11", "detail": "Hypomanic days in June."}
    assert "Hypomanic days in June." in text_of(write(data, allow_gaps=True))


def it_traces_every_quote_to_the_notice() -> None:
    trace = write(record()).trace
    held = {path: one["text"] for one in trace["values"] for path in one["paths"]}
    for row in denial(record())["reasons"]:
        assert held[f"/denials/n1/reasons/{row['id']}/quote"] == row["quote"]
    assert trace["policy"]["id"] == "bcbs-massachusetts-297"


# -- partial approval -------------------------------------------------------------------------------------


def it_says_what_was_approved_of_what_was_asked() -> None:
    data = record()
    denial(data).update(
        kind="partial", approved=[{"code": "90867", "units": "1"}, {"code": "90868", "units": "19"}]
    )
    text = text_of(write(data))
    assert "which approved only in part" in text
    assert "Approved: 90867, 1 unit and 90868, 19 units" in text


# -- the claim dispute -----------------------------------------------------------------------------------------


def it_states_code_units_date_amount_and_both_codes_of_the_remittance() -> None:
    text = text_of(write(record(CLAIM), level="dispute"))
    assert "1 90868: subsequent treatment session October 13, 2026 1 $412.00 $0.00" in text
    assert "The remittance gives CO-197, $412.00; remark M62" in text
    assert (
        "Authorization INVENTED-AUTH-19, given October 6, 2026, valid from October 12, 2026 to December 31, 2026"
        in text
    )
    assert "Disputed: $412.00" in text


def it_sends_nothing_of_the_illness_with_a_dispute() -> None:
    made = write(record(CLAIM), level="dispute")
    text = text_of(made)
    for word in ("fluoxetine", "PHQ-9", "depress", "Pharmacy fill history", "Psychiatric evaluation"):
        assert word not in text
    assert not any("/trials" in path for one in made.trace["values"] for path in one["paths"])


def it_keeps_a_line_that_needs_a_corrected_claim_out_and_says_so_in_the_memo() -> None:
    made = write(record(CLAIM), level="dispute")
    assert "October 14, 2026" not in text_of(made)
    assert "line 2 (90868), 16:" in made.beside["memo.md"]
    assert "corrected claim" in made.beside["memo.md"]


def it_refuses_a_dispute_of_an_authorization_that_the_record_does_not_hold() -> None:
    data = record(CLAIM)
    data["authorizations"], data["sessions"] = [], []
    error = refusal(data, level="dispute")
    assert [one.where for one in error.faults] == ["/denials/n1/lines/0"]
    assert "ask for an authorization afterwards" in error.render()


@pytest.mark.parametrize(
    ("day", "covered"), [("2026-10-11", False), ("2026-10-12", True), ("2026-10-13", True)]
)
def it_counts_an_authorization_from_its_first_day(day: str, covered: bool) -> None:
    # Valid from 2026-10-12: the day before, the day itself, the day after.
    data = record(CLAIM)
    denial(data)["lines"][0]["date"] = day
    if covered:
        assert "INVENTED-AUTH-19" in text_of(write(data, level="dispute"))
    else:
        assert "no recorded authorization covers" in refusal(data, level="dispute").render()


def it_refuses_to_dispute_timely_filing_without_the_proof() -> None:
    data = record(CLAIM)
    denial(data)["lines"][0]["adjustments"] = [{"group": "CO", "carc": "29"}]
    assert "no attachment proves it" in refusal(data, level="dispute").render()
    data["attachments"].append(
        {
            "id": "x9",
            "title": "Acceptance report",
            "date": "2026-10-15",
            "sensitivity": "none",
            "proves": ["/denials/n1"],
        }
    )
    assert "Acceptance report (October 15, 2026)" in text_of(write(data, level="dispute"))


def it_sends_a_claim_that_is_to_be_corrected_no_dispute_at_all() -> None:
    data = record(CLAIM)
    del denial(data)["lines"][0]
    error = refusal(data, level="dispute")
    assert "a corrected claim" in error.what


def it_appeals_a_claim_clinically_where_its_code_asks_for_that() -> None:
    data = record()
    denial(data).update(
        kind="claim",
        lines=[
            {
                "code": "90868",
                "date": "2026-06-01",
                "units": "1",
                "adjustments": [{"group": "PR", "carc": "50"}],
            }
        ],
    )
    assert write(data).docx
    assert "clinical appeal" in refusal(data, level="dispute").what


# -- the memo ------------------------------------------------------------------------------------------------


def _row_to_record(memo: str) -> Data:
    import yaml

    text = memo.split("```yaml")[1].split("```", maxsplit=1)[0]
    rows: list[Data] = yaml.load(text, Loader=yaml.BaseLoader)
    return rows[0]


def it_hands_back_the_row_that_lets_the_next_letter_know_what_was_said() -> None:
    data = record()
    row = _row_to_record(write(data).beside["memo.md"])
    assert {"/trials/t1", "/psychotherapy/p1", "/judgements/j1", "/attachments/x4", "/scores/s6"} <= set(
        row["said"]
    )
    data["appeals"] = [
        {**row, "sent": "2026-06-15", "by": "Rufus Figment", "route": "fax", "outcome": "upheld"}
    ]
    second = {
        **denial(record()),
        "id": "n2",
        "date": "2026-07-10",
        "level": "level_1",
        "confirmed_on": "2026-07-12",
    }
    data["denials"].append(second)
    text = text_of(write(data, "n2", level="level_2"))
    assert "The first-level appeal was sent on June 15, 2026: denial upheld" in text.replace(
        "; it was decided", ""
    )
    assert "The record holds nothing new since then." in text


class DescribeWhereAnExternalReviewGoes:
    def it_goes_to_whom_the_appeals_own_entry_names(self) -> None:
        made = write(record(HISTORY), "n2", level="external")
        assert "Made-Up Independent Review Organization Intake 40 Fable Avenue Olympia, WA 98501" in text_of(
            made
        )
        assert "Appeals Unit" not in text_of(made)
        assert "address" not in made.beside["memo.md"]

    def but_it_never_goes_to_the_plans_appeals_unit_for_want_of_another_address(self) -> None:
        data = record(HISTORY)
        del data["appeals"][2]["send_to"]
        made = write(data, "n2", level="external")
        assert "Appeals Unit" not in text_of(made)
        assert "9 Storyline Avenue" not in text_of(made)
        assert "The letter bears no address" in made.beside["memo.md"]

    def it_takes_the_notices_address_where_that_names_an_external_reviewer(self) -> None:
        data = record(HISTORY)
        del data["appeals"][2]["send_to"]
        denial(data, "n2")["send_to"] = ["External Review, Office of the Insurance Commissioner"]
        made = write(data, "n2", level="external")
        assert "Office of the Insurance Commissioner 9 Storyline Avenue" in text_of(made)
        assert "Check that the notice's address" in made.beside["memo.md"]


def it_names_the_devices_clearance_with_its_number() -> None:
    assert (
        "NeuroStar Advanced Therapy; FDA-cleared (510(k) K083538) for major depressive disorder in adults"
        in text_of(write(record()))
    )


class DescribeWhereAnAppealGoes:
    @pytest.mark.parametrize(
        "name",
        ["MAXIMUS Federal Services", "Independent Review Organization", "Department of Managed Health Care"],
    )
    def it_never_goes_to_the_external_reviewer_that_the_notice_names(self, name: str) -> None:
        data = record(HISTORY)
        denial(data, "n2")["send_to"] = [name]
        denial(data, "n2")["send_fax"] = "509-555-0199"
        made = write(data, "n2", level="level_2")
        assert name not in text_of(made)
        assert "509-555-0199" not in text_of(made)
        assert "that of the external reviewer, and is not printed" in made.beside["memo.md"]

    @pytest.mark.parametrize("name", ["Qualified Independent Contractor", "Department of Appeals"])
    def but_it_goes_to_a_contractor_or_a_department_of_the_payer(self, name: str) -> None:
        data = record(HISTORY)
        denial(data, "n2")["send_to"] = [name]
        assert f"{name} 9 Storyline Avenue" in text_of(write(data, "n2", level="level_2"))
