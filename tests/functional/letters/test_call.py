"""The sheet for a peer-to-peer call: each criterion with what answers it, the notice, and a timeline in one style of date."""

from __future__ import annotations

import re

import pytest

from tests.functional.letters.support import letter, record, text_of, write

CLEAN, DENIED, RUNNING, REPEAT, FLAGGED = (
    "01-clean-approval", "16-denied", "10-continuation", "13-retreatment-commercial", "08-safety-flag",
)  # fmt: skip


def sheet(name: str) -> str:
    return text_of(write(record(name), kind="peer_to_peer_brief"))


def timeline(name: str) -> str:
    text = sheet(name)
    return text[text.index("When What") :]


def it_says_each_criterion_in_words_and_what_answers_it() -> None:
    assert (
        "each at the maximum tolerated dose for 4 to 12 weeks, in separate trials (Initial treatment, 1): met by three: "
        "fluoxetine, mirtazapine, and desvenlafaxine." in sheet(CLEAN)
    )


def it_puts_what_is_unsettled_first_and_never_under_met() -> None:
    text = sheet(FLAGGED)
    pacemaker = text.index("An implanted magnetic-sensitive device or other implanted metal item")
    assert pacemaker < text.index("Met, or ruled out:")
    assert "open, the record is silent" in text


def it_tells_which_text_was_not_available() -> None:
    assert (
        "Text not available to us, on which the answer hangs: Continuation. Ask what it requires."
        in sheet(RUNNING)
    )


def it_names_the_notice_the_reasons_the_number_and_the_last_day() -> None:
    text = sheet(DENIED)
    assert "June 3, 2026, reference INVENTED-77-16; call 617-555-0198 by June 17, 2026" in text
    assert '"The request does not identify who will supervise the treatment."' in text
    assert "06/03/2026 notice of denial" in text


def it_names_clearance_ect_weeks_and_the_maximum_tolerated_dose() -> None:
    text = sheet(CLEAN)
    assert "FDA-cleared (510(k) K171481)" in text
    assert "ECT: not receiving ECT now" in text
    assert "fluoxetine, 60 mg/day (maximum tolerated dose) for 10 weeks: no response" in text


def it_asks_for_more_sessions_of_a_running_course() -> None:
    text = sheet(RUNNING)
    assert "Ask. 10 more sessions of" in text
    assert "from December 2, 2026" in text
    assert "10/12/2026 first session of this course; 30 sessions so far" in text
    assert "09/28/2026 MADRS total 37 of 60, PHQ-9 total 22 of 27" in text  # before the course
    assert "requested start of TMS" not in text


def it_tells_durability_relapse_and_interval_of_the_earlier_course() -> None:
    text = sheet(REPEAT)
    assert (
        "It held until February 11, 2026 (27 months); relapse on May 20, 2026; 34 months since the last session."
        in text
    )
    assert "05/20/2026 relapse after that course" in text


@pytest.mark.parametrize("name", [CLEAN, DENIED, RUNNING, REPEAT, FLAGGED])
def it_writes_every_date_of_the_timeline_in_figures(name: str) -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    assert not re.search(rf"\b(?:{months}) \d", timeline(name))


def it_carries_no_fact_of_the_timeline_that_the_letter_does_not() -> None:
    assert letter(REPEAT, "peer_to_peer_brief")  # refused otherwise: letter_rules.refuse_new_facts
