"""What a payer's medical director found in the letters: each finding that was mended stays mended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from authpack import api
from authpack.criteria.facts import Facts
from authpack.criteria.finding import Determination, Finding
from authpack.documents.letter_criteria import asked_words, policy_name
from authpack.documents.letter_crosswalk import crosswalk
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import Tracer
from authpack.domain.case import Case
from tests.builders import group, leaf, policy
from tests.functional.letters.support import NAMES, WRITTEN, letter, pages_of, record, text_of, write

Data = dict[str, Any]
CLEAN, FLAGGED, CLAIM = "01-clean-approval", "08-safety-flag", "07-medicare-claim-review"
CONTINUATION, REPEAT, OCD, THEY = (
    "10-continuation",
    "13-retreatment-commercial",
    "14-ocd-deep-tms",
    "04-intolerance-route",
)
TO_PAYER = [name for name in WRITTEN if letter(name).kind != "chart_statement"]


def open_request(data: Data) -> Data:
    found: Data = next(one for one in data["requests"] if one.get("state", "open") == "open")
    return found


def memo(data: Data, kind: str | None = None) -> str:
    return write(data, kind=kind).beside.get("gaps.md", "")


# -- how many sessions the course comes to -------------------------------------------------------------


def total_said(data: Data) -> str | None:
    found = re.search(r"the course comes to (\d+ sessions)", text_of(write(data)))
    return found[1] if found else None


def it_counts_given_left_and_requested_sessions_into_the_course() -> None:
    # 36 units authorized, 30 given, 10 more from December 2: 30 + 6 + 10.
    text = text_of(letter(CONTINUATION))
    assert "30 sessions of it have been given, against 36 authorized units." in text
    assert (
        "With the 6 authorized that are left and the 10 requested here, the course comes to 46 sessions."
        in text
    )


def it_counts_nothing_left_when_all_were_given() -> None:
    data = record(CONTINUATION)
    open_request(data)["sessions_given"] = "36"
    assert total_said(data) == "46 sessions"
    assert "authorized that are left" not in text_of(write(data))


@pytest.mark.parametrize(
    ("start", "said"),
    [("2026-11-29", None), ("2026-11-30", "46 sessions"), ("2026-12-01", "46 sessions")],
)  # The request is of November 23: six days lie between it and November 30.
def it_names_no_total_unless_what_is_left_can_be_given_before(start: str, said: str | None) -> None:
    data = record(CONTINUATION)
    open_request(data)["start"] = start
    assert total_said(data) == said


@pytest.mark.parametrize(
    "edit", ["no start", "authorization ended", "codes that are no sessions", "more recorded"]
)
def it_names_no_total_that_it_cannot_tell(edit: str) -> None:
    data = record(CONTINUATION)
    if edit == "no start":
        del open_request(data)["start"]
    elif edit == "authorization ended":
        data["authorizations"][0]["valid_to"] = "2026-11-20"
    elif edit == "codes that are no sessions":
        data["authorizations"][0]["codes"].append({"code": "99214", "units": "2"})
    else:
        del open_request(data)["start"]
        open_request(data)["sessions_given"] = "35"
    assert total_said(data) is None
    assert "sessions of it have been given, against" in text_of(write(data))


# -- exclusions, whatever wraps them ---------------------------------------------------------------------


def _excluded(finding: Finding, inside: bool = False) -> Iterator[str]:
    if inside and not finding.children:
        yield finding.id
    for child in finding.children:
        yield from _excluded(child, inside != (finding.node.kind == "none_of"))


@cache
def case_of(name: str) -> Case:
    return api.load_case(json.dumps(record(name)))


def rows_of(case: Case, found: Determination) -> list[Data]:
    asked = api.request_of(case)
    of = LetterFacts(case, asked, Facts(case, asked, found.as_of), Tracer(), adverse=frozenset(), classes={})
    return crosswalk(of, found)


@pytest.mark.parametrize("name", NAMES)
def it_words_every_criterion_under_a_none_of_as_ruled_out_in_every_policy(name: str) -> None:
    case = case_of(name)
    for one in api.catalog().policies:
        found = api.check(case, policy=one)
        excluded = set(_excluded(found.root))
        for row in rows_of(case, found):
            if row["ids"] & excluded:
                assert row["prefix"] in ("To be ruled out:", "To be weighed if present:"), (
                    one.id,
                    row["ids"],
                )
            for words in row["requirements"]:
                assert not re.search(r"\b(?:not|un)(?: |)(?:seen|read)\b|cut off|undated", words.plain), (
                    one.id
                )


@pytest.mark.parametrize("wrap", ["readings", "any_of", "all_of", "at_least"])
def it_keeps_the_prefix_through_every_group(wrap: str) -> None:
    items = [leaf("present", {"item": item}, item) for item in ("pregnancy", "mania")]
    inner: Data = {
        "readings": group("readings", [{"label": one["id"], "node": one} for one in items], "inner"),
        "at_least": group("at_least", {"n": 1, "of": items}, "inner"),
    }.get(wrap, group(wrap, items, "inner"))
    case = case_of(CLEAN)
    rows = rows_of(case, api.check(case, policy=policy(group("none_of", [inner], "out"))))
    assert rows
    assert all(row["prefix"] == "To be ruled out:" for row in rows)


# -- our notes stay with the practice -----------------------------------------------------------------------


@pytest.mark.parametrize("name", WRITTEN)
def it_concedes_nothing_about_how_the_policy_was_read(name: str) -> None:
    text = text_of(letter(name))
    for words in ("not seen", "was not read", "not checked", "undated", "as summarized", "as restated",
                  "Criteria as held", "encoding", "No sentence of the criteria"):  # fmt: skip
        assert words not in text


@pytest.mark.parametrize("name", [CONTINUATION, REPEAT, OCD])
def it_says_once_that_part_was_not_available_and_lists_it_in_the_memo(name: str) -> None:
    text, gaps = text_of(letter(name)), letter(name).beside["gaps.md"]
    assert text.count("was not available to us") == 1
    assert text.count("please send the full text of the criteria that apply to this request") == 1
    assert "Parts of the criteria that were not read" in gaps
    assert "The answer hangs on it." in gaps or letter(name).draft


def it_draws_no_table_where_no_criterion_has_an_answer() -> None:
    assert "Record [source]" not in text_of(letter(CONTINUATION))
    assert "Record [source]" in text_of(letter(REPEAT))


def it_warns_on_the_command_line_that_part_was_not_read() -> None:
    from pathlib import Path

    from authpack.cli.letter import written

    said = " ".join(written(letter(CONTINUATION), Path("out")).split())
    assert "ready to read and sign, but part of the payer's criteria was not read" in said
    assert "not read" not in written(letter(CLEAN), Path("out"))


@pytest.mark.parametrize(
    ("says", "asked"),
    [
        ("A validated tool documents it; no cut-off was seen.", "A validated tool documents it"),
        ("No sentence of the criteria names an age.", ""),
        ("15 to 17, by rules that were not seen.", "15 to 17"),
        ("A tumour, labelled 2023-06-29.", "A tumor, labeled June 29, 2023"),
        ("At least 50 % better; it lasted.", "At least 50% better; it lasted"),
    ],
)
def it_prints_what_the_payer_asks_and_not_what_we_noted(says: str, asked: str) -> None:
    assert asked_words(says) == asked


def it_names_a_policy_without_our_remarks_on_the_copy() -> None:
    for one in api.catalog().policies:
        name = policy_name(one.head)
        assert not re.search(r"undated|restate|summar|not seen|not known|\bcopy\b|\d{4}-\d\d-\d\d", name), (
            name
        )


# -- safety --------------------------------------------------------------------------------------------------


def it_says_the_recorded_detail_of_an_old_seizure_and_of_fillings() -> None:
    first = " ".join(pages_of(letter(CLAIM))[0].split())
    assert (
        "recorded two amalgam fillings (lower molars) and one febrile seizure in infancy (1955; not treated afterwards, did "
        "not recur)" in first
    )
    text = text_of(letter(CLAIM))
    assert "at age 0" not in text
    assert "no implanted device or metal other than dental amalgam; two amalgam fillings" in text
    assert "did not recur; one convulsion with measles fever" in text


@pytest.mark.parametrize(("exempt", "said"), [("yes", True), ("no", False)])
def it_says_an_exemption_only_where_the_text_gives_it(exempt: str, said: bool) -> None:
    node = leaf(
        "present",
        {"item": "implants", "what": "device_or_metal", "within_cm": "30", "dental_amalgam_exempt": exempt},
    )
    case = case_of(CLAIM)
    rows = rows_of(
        case, api.check(case, policy=policy(group("none_of", [{**node, "says": "an implant"}], "out")))
    )
    assert [one.plain for one in rows[0]["requirements"]] == [
        "an implant (dental amalgam is exempt)" if said else "an implant"
    ]


def it_does_not_say_of_a_man_that_he_is_not_pregnant() -> None:
    assert "pregnancy" not in text_of(letter(REPEAT))
    assert "pregnancy" in text_of(letter(CLEAN))


@pytest.mark.parametrize(
    ("drug", "group_", "warned"),
    [
        ("bupropion XL", "antidepressant", True),
        ("clomipramine", "antidepressant", True),
        ("tramadol", "opioid", True),
        ("clozapine", "antipsychotic", True),
        ("methylphenidate ER", "stimulant", True),
        ("sertraline", "antidepressant", False),
        ("melatonin", "other", False),
    ],
)
def it_warns_of_a_medicine_that_the_screen_does_not_speak_of(drug: str, group_: str, warned: bool) -> None:
    data = record(CLEAN)
    data["current_medicines"]["items"] = [{"id": "m1", "drug": drug, "group": group_}]
    assert ("/current_medicines/m1 may raise the risk of a seizure" in memo(data)) == warned
    data["screen"]["seizure_threshold_medicines"] = {"status": "present", "date": "2026-09-28"}
    assert "raise the risk of a seizure" not in memo(data)


@pytest.mark.parametrize(
    "words",
    [
        "no longer drinks enough",
        "has lost nine kilograms",
        "lost 20 pounds since June",
        "barely eats",
        "refuses fluids",
    ],
)
def it_warns_when_a_statement_of_urgency_tells_of_what_the_screen_found_absent(words: str) -> None:
    data = record(CLEAN)
    open_request(data).update(
        urgency="expedited",
        urgency_statement={"clinician": "c1", "date": "2026-09-28", "text": f"The patient {words}."},
    )
    assert "seems to speak of inanition, and the safety screen says it was absent" in memo(data)


def it_says_no_more_of_a_side_effect_than_holds_once_the_drug_is_stopped() -> None:
    assert "sodium normal two weeks later), not expected to resolve while the drug is taken" in text_of(
        letter(THEY)
    )
    assert "what was done seems to tell that it resolved" in letter(THEY).beside["gaps.md"]


# -- expedited -----------------------------------------------------------------------------------------------


def _urgent(text: str) -> Data:
    data = record(CLEAN)
    open_request(data).update(
        urgency="expedited", urgency_statement={"clinician": "c1", "date": "2026-09-28", "text": text}
    )
    return data


def it_fits_an_expedited_request_on_one_page_with_what_a_reviewer_needs() -> None:
    made = write(_urgent("She has stopped eating."), kind="expedited_request")
    assert len(pages_of(made)) == 1
    text = text_of(made)
    for said in (
        "MagVita",
        "TIN 00-1000021",
        "11 (office)",
        "decide within the plan's time limit for expedited requests",
    ):
        assert said in text
    assert not re.search(r"\d+ hours", text)


def it_certifies_urgency_only_in_the_clinicians_own_words() -> None:
    bare = write(_urgent("She has stopped eating."), kind="expedited_request")
    assert "jeopardize" not in text_of(bare)
    assert "does not say whether the standard time could seriously jeopardize" in bare.beside["gaps.md"]
    own = "Applying the standard time could seriously jeopardize her life."
    said = write(_urgent(own), kind="expedited_request")
    assert own in text_of(said)
    assert "does not say whether" not in said.beside.get("gaps.md", "")


# -- a repeat course -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["05-retreatment", REPEAT])
def it_gives_the_score_that_shows_how_long_the_first_course_held(name: str) -> None:
    text = text_of(letter(name))
    assert "27 months after the last session: the PHQ-9 total was 5 on February 11, 2026." in text
    assert "22 (09/08/2023), 6 (11/16/2023), 5 (02/11/2026), 20 (06/03/2026), 21 (09/02/2026)" in text


def it_gives_no_number_without_a_score_and_warns() -> None:
    data = record(REPEAT)
    data["scores"]["items"] = [one for one in data["scores"]["items"] if one["date"] != "2026-02-11"]
    assert "27 months after the last session. The relapse" in text_of(write(data))
    assert "No score lies between the end of the earlier course" in memo(data)


# -- obsessive-compulsive disorder ---------------------------------------------------------------------------


def it_names_the_illness_and_its_trials_as_they_are_named_in_ocd() -> None:
    first = " ".join(pages_of(letter(OCD))[0].split())
    assert "with obsessive-compulsive disorder (F42.2, mixed obsessional thoughts and acts)" in first
    assert "Three medication trials are recorded." in first
    assert "The illness began in 1999." in first
    assert "antidepressant trial" not in text_of(letter(OCD))


# -- what else a reviewer asks of ---------------------------------------------------------------------------


def it_says_what_complete_lists_do_not_hold_and_names_what_they_do() -> None:
    text = text_of(letter(CLEAN))
    assert "Current psychotropic medicines: melatonin 3 mg/day." in text
    assert (
        "No comorbid psychiatric disorder, admission, or suicide attempt is recorded; these lists are stated"
        in text
    )
    data = record(CLEAN)
    data["comorbidities"] = {"items": []}
    data["admissions"]["items"] = [{"id": "a1", "date": "2016-11", "detail": "Voluntary, nine days."}]
    text = text_of(write(data))
    assert "Admissions: November 2016 (voluntary, nine days). No suicide attempt is recorded" in text
    assert "comorbid" not in text


def it_keeps_the_formulation_that_the_chart_names() -> None:
    assert "the SNRI venlafaxine XR at 225 mg/day" in text_of(letter(CLAIM))
    assert "bupropion XL" in text_of(letter(FLAGGED))
    data = record(CLEAN)
    data["trials"]["items"][0]["drug"] = "Effexor XR"
    assert "venlafaxine XR (Effexor XR) at" in text_of(write(data))


def it_names_a_patient_of_whom_they_could_mean_the_trials() -> None:
    assert "Two antidepressant trials are recorded. Perpetua Mockridge did not tolerate" in text_of(
        letter(THEY)
    )


def it_gives_the_years_of_a_trial_in_an_earlier_episode() -> None:
    assert "He responded fully to the SSRI fluoxetine (in an earlier episode, 2004 to 2005)." in text_of(
        letter(CLAIM)
    )


# -- drafts, dates, cells, pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", WRITTEN)
def it_claims_necessity_only_where_nothing_that_decides_is_open(name: str) -> None:
    made = letter(name)
    claimed = re.search(
        r"(?:is|are) medically necessary (?:for|because)", text_of(made).split("Criteria and the record")[0]
    )
    assert bool(claimed) != made.draft


def it_heads_what_is_older_than_the_course() -> None:
    text = text_of(letter(CONTINUATION))
    assert 'Symptoms as charted. Before this course, September 14, 2026: "Sad and empty' in text
    assert "Mental status examination before this course, September 14, 2026" in text
    assert "only from before this course" in letter(CONTINUATION).beside["gaps.md"]


def it_counts_the_adverse_events_of_recorded_sessions_and_says_nothing_without() -> None:
    assert "Adverse events" not in text_of(letter(CONTINUATION))
    data = record(CONTINUATION)
    data["sessions"] = [
        {"id": f"n{day}", "date": f"2026-10-{day}", "code": "90868",
         "adverse_events": {"items": [{"event": "headache"}] if day == 13 else [], "complete": "yes",
                            "stated_by": "c1", "date": f"2026-10-{day}"}}
        for day in (12, 13, 14)
    ]  # fmt: skip
    assert "Adverse events of the course: in 3 recorded sessions: headache in 1." in text_of(write(data))
    del data["sessions"][2]["adverse_events"]
    assert "Adverse events" not in text_of(write(data))


@pytest.mark.parametrize("name", WRITTEN)
def it_writes_dates_in_words_outside_tables(name: str) -> None:
    from authpack.documents.blocks import Paragraph, plain

    short = re.compile(r"\b\d\d/\d\d/\d{4}\b")
    said = [plain(one.spans) for one in letter(name).document.blocks if isinstance(one, Paragraph)]
    outside = [one for one in said if short.search(one) and "total" not in one]
    assert outside == []


def it_speaks_of_an_accelerated_course_by_the_day() -> None:
    text = text_of(letter("11-accelerated-theta-burst"))
    assert "50 sessions; 10 a day" in text
    assert "50 per week" not in text


@pytest.mark.parametrize("name", WRITTEN)
def it_repeats_no_criterion_in_a_cell_and_no_outcome_in_codes(name: str) -> None:
    assert "outcome recorded:" not in text_of(letter(name))
    case = case_of(name)
    for row in rows_of(case, api.check(case)):
        words = [one.plain.casefold() for one in row["requirements"]]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", TO_PAYER)
def it_leaves_no_page_with_enclosures_alone(name: str) -> None:
    last = " ".join(pages_of(letter(name))[-1].split())
    assert "Signature" in last
    assert len(pages_of(letter(name))) <= 4
