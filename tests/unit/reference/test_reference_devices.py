"""Devices: every row, its marks, and answers that say unknown where nothing was read."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from authpack.reference.devices import INDICATIONS, all_devices, cleared_for, find_device


def it_holds_every_row() -> None:
    assert len(all_devices()) == 43
    assert len({one.id for one in all_devices()}) == 43


def it_carries_the_marks_of_numbers_and_dates() -> None:
    own_numbers = {one.id for one in all_devices() if one.submission and not one.submission.usable}
    assert own_numbers == {"k061053", "k212289", "k200957", "k203616", "k210201", "k180313", "den170078"}
    read_dates = {one.id for one in all_devices() if one.decision_date and one.decision_date.usable}
    assert read_dates == {
        *("k083538", "k160703", "k201158", "k231926", "k122288", "k171481", "k251119", "k182853"),
        *("k211389", "k222171", "k223154", "k171902", "k221129", "k250689"),
    }
    assert {one.id for one in all_devices() if one.protocol and one.protocol.usable} == {
        "k201158",
        "k221129",
        "k220177",
    }
    assert {one.id for one in all_devices() if one.product_code and one.product_code.usable} == {
        *("k230029", "k251119", "k250689"),
    }


def it_names_rows_without_a_submission_number() -> None:
    assert [one.device for one in all_devices() if one.submission is None] == [
        "Deep TMS System (late-life)",
        "Deep TMS System (accelerated / adolescent 2025)",
        "EXOMIND",
        "Ampa One",
        "Brain Ultimate TMS",
    ]


def it_uses_only_the_known_indications() -> None:
    assert {code for one in all_devices() for code in one.indications} == set(INDICATIONS)


def it_never_says_approved() -> None:
    for one in all_devices():
        assert "approved" not in f"{one.indication} {one.notes} {one.pathway}".lower()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("K083538", ["k083538"]),
        ("k231926 (NeuroStar)", ["k231926"]),
        ("BrainsWay H7", ["den170078"]),
        ("Magnus SAINT", ["k220177"]),
        ("Magstim Rapid2", ["k143531"]),
        ("CloudTMS Edge", ["k250689"]),
        ("NeuroQore", ["k232688"]),
        ("Apollo TMS", ["k180313", "k232639", "k243539"]),
        ("Horizon 3.0", ["k211389", "k222171", "k223154", "k232235", "k243869"]),
    ],
)
def it_finds_the_rows_a_text_names(text: str, ids: list[str]) -> None:
    assert [one.id for one in find_device(text).devices] == ids


def but_it_only_suggests_for_a_misspelling() -> None:
    match = find_device("Neurostarr")
    assert match.devices == ()
    assert "NeuroStar" in match.suggestions
    assert find_device("K999999").devices == ()
    assert find_device("toaster").suggestions == ()


@pytest.mark.parametrize(
    ("device", "indication", "age", "status"),
    [
        ("NeuroStar", "mdd", 45, "yes"),
        ("K083538", "mdd", 22, "yes"),
        ("K083538", "mdd", 21, "unknown"),
        ("K083538", "mdd", 18, "unknown"),
        ("K083538", "mdd", 17, "no"),
        ("K231926", "mdd", 14, "no"),
        ("K231926", "mdd", 15, "yes"),
        ("K231926", "mdd", 21, "yes"),
        ("K231926", "mdd", 22, "no"),
        ("NeuroStar", "mdd", 16, "yes"),
        ("NeuroStar", "mdd", 14, "unknown"),
        ("NeuroStar", "ocd", 40, "unknown"),
        ("BrainsWay H7", "ocd", 40, "yes"),
        ("K171481", "ocd", 40, "no"),
        ("MagVenture", "ocd", 40, "yes"),
        ("BrainsWay H1", "mdd", 16, "unknown"),
        ("EXOMIND", "mdd", 40, "unknown"),
        ("Brain Ultimate", "mdd", 40, "unknown"),
        ("K180313", "mdd", 40, "unknown"),
        ("toaster", "mdd", 40, "unknown"),
    ],
)
def it_answers_clearance(device: str, indication: str, age: int, status: str) -> None:
    assert cleared_for(device, indication, age).status == status


def it_says_when_only_adjunct_use_is_cleared() -> None:
    assert cleared_for("K231926", "mdd", 16).adjunct_only
    assert cleared_for("K221129", "ocd", 40).adjunct_only
    assert not cleared_for("K083538", "mdd", 40).adjunct_only


def it_says_what_an_answer_rests_on() -> None:
    read = cleared_for("K083538", "mdd", 40)
    assert (read.grade, read.assumes) == ("verified", ())
    resting = cleared_for("BrainsWay H7", "ocd", 40)
    assert resting.grade == "partial"
    assert "submission number (own)" in resting.assumes[0]


@pytest.mark.parametrize(
    ("device", "indication", "age", "day", "status"),
    [
        ("K231926", "mdd", 16, "2024-03-21", "no"),  # cleared for adolescents on 2024-03-22
        ("K231926", "mdd", 16, "2024-03-22", "yes"),
        ("NeuroStar", "mdd", 16, "2024-03-21", "unknown"),  # by name: another clearance may exist
        ("NeuroStar", "mdd", 40, "2024-03-21", "yes"),
        ("K243539", "ocd", 40, "2025-07-31", "no"),  # known to the month, August 2025
        ("K243539", "ocd", 40, "2025-08-31", "unknown"),
        ("K243539", "ocd", 40, "2025-09-01", "yes"),
    ],
)
def it_does_not_let_a_later_clearance_speak_for_an_earlier_day(
    device: str, indication: Any, age: int, day: str, status: str
) -> None:
    assert cleared_for(device, indication, age, datetime.date.fromisoformat(day)).status == status
