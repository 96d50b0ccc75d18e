"""The device's clearance and the dose of the protocol: printed where they were read, with their own source, else left out."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.reference.protocols import all_protocols
from tests.functional.letters.support import letter, pages_of, record, text_of, write

CLEAN, DEEP, OCD, ACCELERATED, THETA, ADOLESCENT = (
    "01-clean-approval", "12-network-exception", "14-ocd-deep-tms", "11-accelerated-theta-burst", "04-intolerance-route",
    "06-adolescent",
)  # fmt: skip


def first_page(name: str, kind: str | None = None) -> str:
    return " ".join(pages_of(letter(name, kind))[0].split())


def request_of(data: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in data["requests"] if one.get("state", "open") == "open")


# -- clearance ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        (CLEAN, None, "FDA-cleared (510(k) K171481) for major depressive disorder in adults"),
        (DEEP, None, "FDA-cleared (510(k) K122288) for major depressive disorder in adults"),
        (DEEP, "network_exception", "FDA-cleared (510(k) K122288) for major depressive disorder in adults"),
        (ACCELERATED, None, "FDA-cleared (510(k) K220177) for major depressive disorder in adults"),
        (ADOLESCENT, None, "FDA-cleared (510(k) K231926) for major depressive disorder in patients aged 15 to 21, as an adjunct to other treatment"),
        ("09-ocd", None, "for obsessive-compulsive disorder in adults, as an adjunct to other treatment"),
        ("10-continuation", None, "FDA-cleared (510(k)"),
        ("13-retreatment-commercial", None, "FDA-cleared (510(k)"),
        (THETA, None, "FDA-cleared (510(k)"),
    ],
)  # fmt: skip
def it_names_the_clearance_on_the_first_page(name: str, kind: str | None, said: str) -> None:
    assert said in first_page(name, kind)


def but_it_names_none_whose_number_was_not_read() -> None:
    made = letter(OCD)
    assert "FDA-cleared (" not in text_of(made)
    assert "DEN" not in text_of(made)
    assert "could be shown with its number" in made.beside["gaps.md"]


def it_takes_a_clearance_for_sessions_once_a_day_for_no_accelerated_course() -> None:
    data = record(ACCELERATED)
    request_of(data)["device"] = "MagVita TMS Therapy System"
    made = write(data)
    assert "FDA-cleared (" not in text_of(made)
    assert "could be shown with its number" in made.beside["gaps.md"]


@pytest.mark.parametrize("name", [DEEP, OCD])
def it_gives_no_order_as_proof_of_a_clearance(name: str) -> None:
    rows = [
        [cell.get_text() if hasattr(cell, "get_text") else cell for cell in row]
        for row in _crosswalk(name)
        if "cleared" in row[1].lower()
    ]
    assert rows
    assert not any("TMS order" in row[2] for row in rows)


def _crosswalk(name: str) -> list[list[str]]:
    from authpack.documents.blocks import Table, plain

    tables = [block for block in letter(name).document.blocks if isinstance(block, Table)]
    table = next(one for one in tables if plain(one.columns[-1].header).startswith("Record"))
    return [[plain(cell) for cell in row] for row in table.rows]


# -- dose -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (CLEAN, "120% of motor threshold, trains of 4 s with gaps of 26 s, 3,000 pulses per session"),
        (THETA, "bursts of 3 pulses at 50 Hz, 5 bursts a second, 120% of motor threshold, trains of 2 s with gaps of 8 s, 600 pulses per session"),
        (DEEP, "deep TMS with the H1 coil, 18 Hz, trains of 2 s with gaps of 20 s, 1,980 pulses per session"),
        (OCD, "provocation of symptoms before each session, 20 Hz"),
        (ACCELERATED, "as the device is cleared: 50 sessions in 5 days, 1,800 pulses per session, 90% of the depth-corrected resting motor threshold, 50 minutes between sessions"),
    ],
)  # fmt: skip
def it_prints_the_dose_as_far_as_it_was_read(name: str, said: str) -> None:
    assert said in text_of(letter(name))


def it_prints_the_gaps_that_a_protocol_allows() -> None:
    data = record(CLEAN)
    request_of(data)["protocol"] = "hf_left_dash"
    assert "trains of 4 s with gaps of 11 to 26 s, 3,000 pulses per session" in text_of(write(data))


def but_it_prints_no_dose_that_was_not_read() -> None:
    deep, ocd = text_of(letter(DEEP)), text_of(letter(OCD))
    assert "120% of motor threshold" not in deep  # own knowledge for the H1 coil
    assert "2,000 pulses" not in ocd
    assert "100% of motor threshold" not in ocd
    for row in all_protocols():
        unread = [
            one for one in (row.intensity, row.on_s, row.off_s, row.stated_pulses) if one and not one.usable
        ]
        data = record(CLEAN)
        request_of(data)["protocol"] = row.id
        text = text_of(write(data))
        if unread and row.id != "saint_snt":
            assert f"{row.intensity.value if row.intensity else 'x'}% of motor threshold" not in text or (
                row.intensity is not None and row.intensity.usable
            )
        if row.id == "saint_snt":
            assert "pulses per session" not in text  # the device here is not cleared for it


@pytest.mark.parametrize("name", [DEEP, OCD, ACCELERATED])
def it_names_the_coil_and_the_guidance_once_in_a_sentence(name: str) -> None:
    text = text_of(letter(name))
    for sentence in text.split(". "):
        assert sentence.count("H1 coil") <= 1
        assert sentence.count("H7 coil") <= 1
        assert sentence.count("functional MRI") <= 1
    assert "; coil: H" not in text


# -- attestations -----------------------------------------------------------------------------------------


def it_says_will_where_supervision_was_stated_before_the_first_session() -> None:
    text = text_of(letter(CLEAN, "clinician_attestation"))
    assert "I will supervise the treatment (stated September 28, 2026)." in text
    assert "I examined the patient in person (stated September 14, 2026)." in text
    assert "attest, for the patient and request named above, that:" in text
    assert "I will supervise the treatment (stated" in text_of(letter(CLEAN))


@pytest.mark.parametrize(
    ("start", "said"),
    [("2026-09-27", "I supervise"), ("2026-09-28", "I supervise"), ("2026-09-29", "I will supervise")],
)
def but_it_says_supervise_from_the_first_session_on(start: str, said: str) -> None:
    data = record(CLEAN)
    request_of(data)["start"] = start
    assert f"{said} the treatment" in text_of(write(data))
