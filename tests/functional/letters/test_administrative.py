"""Letters around a request: records, authorizations, claims, and the patient. Each is refused with one list, never with a blank."""

from __future__ import annotations

import copy
import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from authpack import api
from authpack.documents import reading_grade
from authpack.documents.finished import Finished
from authpack.errors import ContentError, DocumentRefused
from tests.functional.letters.support import pages_of, record, text_of

CLEAN, MEDICARE, ADOLESCENT = "01-clean-approval", "07-medicare-claim-review", "06-adolescent"
DAY = datetime.date(2026, 12, 1)
ADDRESS = {"street": "7 Invented Court", "city": "Spokane", "state": "WA", "zip": "99201"}
OTHER = {"street": "PO Box 1, Example", "city": "Spokane", "state": "WA", "zip": "99202"}


def written(
    data: dict[str, Any], kind: str, *, judged: bool = True, day: datetime.date = DAY, **about: str
) -> Finished:
    case = api.load_case(json.dumps(data))
    determination = api.check(case) if judged else None
    return api.letter(case, determination, kind=kind, date=day, about=about)


def refusal(data: dict[str, Any], kind: str, **about: Any) -> str:
    with pytest.raises(DocumentRefused) as refused:
        written(data, kind, **about)
    return str(refused.value)


def addressed(name: str = CLEAN) -> dict[str, Any]:
    data = record(name)
    data["patient"]["address"] = dict(ADDRESS)
    return data


# -- records of earlier treatment -----------------------------------------------------------------------


def with_gaps() -> dict[str, Any]:
    """The first trial lacks its dates' end, its response, and why it was stopped; its prescriber is known."""
    data = record(CLEAN)
    first = data["trials"]["items"][0]
    first["prescriber"] = "Ottoline Unreal, MD"
    for name in ("stop", "response", "stop_reason"):
        first.pop(name, None)
    return data


def it_asks_a_prescriber_for_just_what_the_record_lacks() -> None:
    data = with_gaps()
    text = text_of(written(data, "records_request_prescriber", trial=data["trials"]["items"][0]["id"]))
    assert "Ottoline Unreal, MD" in text
    assert "the day it was stopped" in text
    assert "why it was stopped" in text
    assert "the response, with any rating scale scores" in text
    assert "the day it was started" not in text


def it_writes_to_a_prescriber_by_name_where_the_record_names_one_of_its_clinicians() -> None:
    data = with_gaps()
    data["clinicians"].append(
        {"id": "c9", "name": "Ottoline Unreal", "role": "physician", "credentials": "MD"}
    )
    first = data["trials"]["items"][0]
    first["prescriber"] = "c9"
    text = text_of(written(data, "records_request_prescriber", trial=first["id"]))
    assert "Ottoline Unreal, MD" in text
    assert " c9 " not in text


def but_it_asks_nobody_for_what_the_signing_clinician_prescribed() -> None:
    data = with_gaps()
    first = data["trials"]["items"][0]
    first["prescriber"] = data["requests"][0]["ordered_by"]
    assert "look in the practice's own chart" in refusal(
        data, "records_request_prescriber", trial=first["id"]
    )


def but_it_tells_the_prescriber_no_diagnosis_no_payer_and_no_other_treatment() -> None:
    data = with_gaps()
    text = text_of(written(data, "records_request_prescriber", trial=data["trials"]["items"][0]["id"]))
    payer = data["coverage"][0]["payer"]
    for told in ("F33", "depressi", payer, "TMS", "magnetic", "mirtazapine", "desvenlafaxine"):
        assert told.lower() not in text.lower()


def it_puts_a_release_form_on_a_page_of_its_own_with_room_to_sign() -> None:
    data = with_gaps()
    made = written(data, "records_request_prescriber", trial=data["trials"]["items"][0]["id"])
    release = pages_of(made)[-1]
    assert "Authorization to release health information" in release
    for clause in (
        "take this back",
        "do not depend on my signing",
        "passed on by the receiver",
        "Psychotherapy notes",
    ):
        assert clause in " ".join(release.split())
    assert "Odalys Fictorian" in release


def it_asks_nothing_when_nothing_of_the_trial_is_missing() -> None:
    data = record(CLEAN)
    one = data["trials"]["items"][0]
    one["prescriber"] = "Ottoline Unreal, MD"
    assert "nothing of this trial is missing" in refusal(data, "records_request_prescriber", trial=one["id"])


def it_refuses_with_the_ids_at_hand_when_the_trial_is_not_named() -> None:
    text = refusal(with_gaps(), "records_request_prescriber")
    assert "--about trial=ID" in text
    assert with_gaps()["trials"]["items"][0]["id"] in text


def it_asks_a_therapist_and_wants_no_psychotherapy_notes() -> None:
    data = record(CLEAN)
    one = data["psychotherapy"]["items"][0]
    one.pop("end", None)
    one["outcome"] = "unknown"
    text = text_of(written(data, "records_request_therapist", therapy=one["id"]))
    assert "a rating scale score at the end" in text
    assert "the outcome" in text
    assert "We do not ask for psychotherapy notes" in text
    assert "the number of sessions" not in text.split("Authorization to release")[0]


def it_asks_a_pharmacy_for_every_fill_since_the_oldest_open_trial() -> None:
    text = text_of(written(with_gaps(), "records_request_pharmacy", pharmacy="Sample Drugs"))
    assert "Sample Drugs" in text
    assert "from September 8, 2025 to today" in text
    assert "fluoxetine" not in text


# -- authorizations -------------------------------------------------------------------------------------

APPROVED = {
    "id": "a1", "request": "r1", "number": "INVENTED-77", "decided": "2026-10-05",
    "valid_from": "2026-10-12", "valid_to": "2026-11-20",
    "codes": [{"code": "90867", "units": "1"}, {"code": "90868", "units": "29"}],
}  # fmt: skip
GROUNDS = {
    "clinician": "c1", "date": "2026-11-30", "kinds": ["retro_authorization"],
    "text": "The plan's portal was down on the day of renewal.",
}  # fmt: skip


def delivered(*days: str) -> dict[str, Any]:
    data = record(CLEAN)
    data["authorizations"] = [copy.deepcopy(APPROVED)]
    data["sessions"] = [
        {"id": f"s{n}", "date": day, "code": "90868", "authorization": "a1"} for n, day in enumerate(days, 1)
    ]
    data["paragraphs"] = [dict(GROUNDS, clinician=data["clinicians"][0]["id"])]
    return data


def it_counts_only_the_sessions_outside_the_authorization() -> None:
    made = written(delivered("2026-11-19", "2026-11-20", "2026-11-21", "2026-11-23"), "retro_authorization")
    text = text_of(made)
    assert "2 sessions given from November 21, 2026 to November 23, 2026" in text
    assert "90868, 2 units" in text
    assert "11/20/2026" not in text
    assert "The plan's portal was down" in text


def it_needs_grounds_and_an_uncovered_session() -> None:
    data = delivered("2026-11-20")
    data["paragraphs"] = []
    text = refusal(data, "retro_authorization")
    assert "no delivered session lies outside" in text
    assert "kinds: [retro_authorization]" in text


def it_never_speaks_of_a_session_dated_after_the_letter() -> None:
    assert "dated after this letter" in refusal(delivered("2026-12-02"), "retro_authorization")


@pytest.mark.parametrize(("units", "said"), [("28", "28 units"), ("30", "30 units")])
def it_names_each_difference_of_an_authorization(units: str, said: str) -> None:
    data = delivered()
    data["authorizations"][0]["codes"][1]["units"] = units
    data["authorizations"][0]["valid_to"] = "2026-11-13"
    text = text_of(written(data, "authorization_correction"))
    assert f"Units of 90868 29 units {said}" in text
    assert "Last day November 20, 2026 November 13, 2026" in text


def but_it_corrects_nothing_that_agrees_and_nothing_that_was_decided() -> None:
    assert "agrees with the request" in refusal(delivered(), "authorization_correction")
    data = delivered()
    data["authorizations"][0]["codes"][1]["units"] = "20"
    data["denials"] = [{"id": "d1", "request": "r1", "kind": "partial", "date": "2026-10-05"}]
    assert "authpack appeal" in refusal(data, "authorization_correction")


# -- Medicare -------------------------------------------------------------------------------------------


def asked_for_records() -> dict[str, Any]:
    data = record(MEDICARE)
    who, request = data["clinicians"][0]["id"], data["requests"][0]["id"]
    data["denials"] = [
        {
            "id": "n1", "request": request, "kind": "pended", "service": "post_service", "date": "2026-11-02",
            "reference": "ADR-INVENTED-5", "respond_by": "2026-12-17",
            "lines": [{"code": "90868", "date": "2026-10-20"}],
        }
    ]  # fmt: skip
    signature = {"role": "clinician", "clinician": who, "date": "2026-10-20", "record": "0" * 12}
    data["sessions"] = [
        {"id": "s1", "request": request, "date": "2026-10-20", "code": "90868", "number": "7", "signatures": [signature]},
        {"id": "s2", "request": request, "date": "2026-10-21", "code": "90868", "number": "8"},
    ]  # fmt: skip
    return data


def it_answers_for_the_dates_that_medicare_asks_for() -> None:
    text = text_of(written(asked_for_records(), "medicare_records_answer"))
    assert "number ADR-INVENTED-5" in text
    assert "answer due December 17, 2026" in text
    assert "10/20/2026" in text
    assert "10/21/2026" not in text


def it_names_who_signed_and_who_supervised_with_credentials() -> None:
    data = asked_for_records()
    who = data["clinicians"][0]
    data["sessions"][0]["supervisor"] = {"clinician": who["id"]}
    row = f"{who['name']}, {who['credentials']} 10/20/2026 {who['name']}, {who['credentials']}"
    assert row in text_of(written(data, "medicare_records_answer"))


def but_it_sends_no_unsigned_note_and_no_date_without_a_session() -> None:
    data = asked_for_records()
    data["sessions"][0]["signatures"] = []
    data["denials"][0]["lines"].append({"code": "90868", "date": "2026-10-27"})
    text = refusal(data, "medicare_records_answer")
    assert "/sessions/s1/signatures" in text
    assert "no session of that day" in text


def it_gives_the_data_of_an_advance_notice_only_with_a_reason_and_a_cost() -> None:
    data = record(MEDICARE)
    met = refusal(data, "advance_notice_data")
    assert "--about cost=AMOUNT" in met
    data["trials"] = {"items": [], "complete": "yes", "stated_by": "Invented", "date": "2026-09-01"}
    made = written(data, "advance_notice_data", cost="9000 for the course")
    assert "Estimated cost: $9,000.00 for the course" in text_of(made)
    assert "must not choose for the patient" in text_of(made)
    assert "member ID" not in text_of(made)


def but_it_gives_none_outside_original_medicare() -> None:
    assert "original Medicare alone" in refusal(record(CLEAN), "advance_notice_data", cost="$1")


# -- the patient ----------------------------------------------------------------------------------------


def news_case(name: str = CLEAN) -> dict[str, Any]:
    data = addressed(name)
    request = data["requests"][0]["id"]
    data["authorizations"] = [dict(APPROVED, request=request)]
    data["denials"] = [
        {"id": "d1", "request": request, "kind": "adverse", "date": "2026-10-20"},
        {"id": "d2", "request": request, "kind": "pended", "date": "2026-10-21", "respond_by": "2026-11-05"},
    ]
    return data


@pytest.mark.parametrize("news", ["sent", "approved", "denied", "more_information"])
@pytest.mark.parametrize("name", [CLEAN, ADOLESCENT])
def it_writes_to_the_patient_at_grade_eight_or_lower(name: str, news: str) -> None:
    made = written(news_case(name), "patient_letter", judged=False, news=news)
    assert reading_grade.grade(reading_grade.sentences_of(made.document)) <= 8
    text = text_of(made)
    assert "988" in text
    assert "It is not the notice from your plan" in text
    assert "We cannot promise" in text


@pytest.mark.parametrize("news", ["sent", "approved", "denied", "more_information"])
def it_tells_no_diagnosis_treatment_or_trial_by_default(news: str) -> None:
    text = text_of(written(news_case(), "patient_letter", judged=False, news=news)).lower()
    for told in ("f33", "depress", "magnetic", "tms", "fluoxetine", "phq", "psychotherapy"):
        assert told not in text


def but_it_tells_what_was_asked_when_told_to() -> None:
    text = text_of(written(news_case(), "patient_letter", judged=False, detail="yes"))
    assert "30 sessions of repetitive transcranial magnetic stimulation" in text


def it_writes_to_the_confidential_address_when_there_is_one() -> None:
    data = addressed()
    data["patient"]["confidential_address"] = dict(OTHER)
    text = text_of(written(data, "patient_letter", judged=False))
    assert "PO Box 1, Example" in text
    assert "7 Invented Court" not in text


def it_writes_to_the_guardian_of_a_minor_and_lets_a_person_decide_when_the_address_is_confidential() -> None:
    data = addressed(ADOLESCENT)
    guardian = data["patient"]["guardian"]["name"]
    assert f"Dear {guardian}," in text_of(written(data, "patient_letter", judged=False))
    data["patient"]["confidential_address"] = dict(OTHER)
    assert "for a person to decide" in refusal(data, "patient_letter")
    text = text_of(written(data, "patient_letter", judged=False, to="patient"))
    assert "PO Box 1, Example" in text
    assert guardian not in text


@pytest.mark.parametrize(("news", "path"), [("approved", "/authorizations"), ("denied", "/denials")])
def it_tells_no_news_that_the_record_does_not_hold(news: str, path: str) -> None:
    assert path in refusal(addressed(), "patient_letter", news=news)


def it_refuses_a_patient_letter_that_a_paragraph_makes_hard_to_read() -> None:
    data = addressed()
    hard = (
        "Notwithstanding aforementioned administrative considerations, authorization determinations necessitate comprehensive multidisciplinary documentation. "
        * 8
    )
    data["paragraphs"] = [
        {
            "clinician": data["clinicians"][0]["id"],
            "date": "2026-11-30",
            "kinds": ["patient_letter"],
            "text": hard,
        }
    ]
    with pytest.raises(ContentError, match="reads at grade"):
        written(data, "patient_letter", judged=False)


@pytest.mark.parametrize(
    ("sentences", "low", "high"),
    [
        (["The cat sat on the mat."], -2.0, 1.0),
        (["You can ask the plan to look again.", "We will help you."], -1.0, 4.0),
        (["Utilization management determinations necessitate comprehensive documentation."], 18.0, 60.0),
    ],
)
def it_measures_the_grade_as_published(sentences: list[str], low: float, high: float) -> None:
    assert low <= reading_grade.grade(sentences) <= high


# -- the representative ---------------------------------------------------------------------------------


def it_writes_a_form_that_the_member_signs() -> None:
    text = text_of(written(record(CLEAN), "representative_form", judged=False))
    assert "Aurelio Exemplarov, MD" in text
    assert "WA-EXAMPLE-21" in text
    assert "for example" not in text


def it_lets_the_guardian_sign_for_a_minor() -> None:
    data = record(ADOLESCENT)
    made = written(data, "representative_form", judged=False)
    assert data["patient"]["guardian"]["name"] in text_of(made)


@pytest.mark.parametrize("kind", ["records_request_pharmacy", "patient_letter", "representative_form"])
def it_is_the_same_to_the_byte_each_time(kind: str, tmp_path: Path) -> None:
    data = with_gaps()
    data["patient"]["address"] = dict(ADDRESS)
    made = [written(data, kind, pharmacy="Sample Drugs").files() for _ in range(2)]
    assert made[0] == made[1]


# -- found by a reader who knew nothing of the code -------------------------------------------------------


@pytest.mark.parametrize("cost", ["abc", "250", "$1,00 per session", "250 per visit", ""])
def it_takes_only_an_amount_with_what_it_is_for(cost: str) -> None:
    data = record(MEDICARE)
    data["trials"] = {"items": [], "complete": "yes", "stated_by": "Invented", "date": "2026-09-01"}
    assert "--about cost=AMOUNT" in refusal(data, "advance_notice_data", cost=cost)


def it_words_what_medicare_excludes_as_an_exclusion() -> None:
    data = record(MEDICARE)
    data["screen"].pop("implants", None)
    text = text_of(written(data, "advance_notice_data", cost="250 per session"))
    before, _, after = text.partition("It does not pay where one of the following is so")
    assert "implant" in after
    assert "implant" not in before.split("Reason Medicare may not pay")[1]


def it_writes_no_letter_that_is_older_than_what_it_answers() -> None:
    data = delivered()
    data["authorizations"][0]["codes"][1]["units"] = "28"
    early = datetime.date(2026, 10, 4)
    with pytest.raises(DocumentRefused, match="decided after the day of this letter"):
        written(data, "authorization_correction", day=early)
    with pytest.raises(DocumentRefused, match="decided after the day of this letter"):
        written(news_case(), "patient_letter", day=early, news="approved")


def it_lets_a_father_name_the_representative_of_his_child_and_not_his_own() -> None:
    data = record(ADOLESCENT)
    text = text_of(written(data, "representative_form", judged=False))
    assert "name the person above as the representative of Wren Testerly" in text
    for wrong in (" my representative", " my health", "My treatment"):
        assert wrong not in text


def it_asks_for_the_exact_day_of_a_date_known_to_the_month() -> None:
    data = with_gaps()
    data["trials"]["items"][0]["start"] = "2025-09"
    text = text_of(written(data, "records_request_prescriber", trial=data["trials"]["items"][0]["id"]))
    assert "the day it was started" in text


def it_lists_the_enclosures_of_a_retro_request_and_no_empty_column() -> None:
    text = text_of(written(delivered("2026-11-21"), "retro_authorization"))
    assert "Enclosures: Psychiatric evaluation" in text
    assert "not recorded" not in text.split("Sessions Date of service")[1]
