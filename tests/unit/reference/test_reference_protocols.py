"""Protocols: what is computed equals what the sources state."""

from __future__ import annotations

from decimal import Decimal

import pytest

from authpack.errors import InputError
from authpack.reference import protocols
from authpack.reference.protocols import course_pulses, duration_agrees, durations, protocol, total_pulses


def it_holds_every_row() -> None:
    assert len(protocols.all_protocols()) == 9
    assert len(protocols.variants()) == 4
    assert len(protocols.notes()) == 3


@pytest.mark.parametrize(
    ("protocol_id", "pulses"),
    [
        ("hf_left_standard", 3000),  # 10 Hz x 4 s x 75
        ("hf_left_dash", 3000),
        ("itbs_600", 600),  # 3 x 5 Hz x 2 s x 20
        ("lf_right_1hz", 900),
        ("bilateral_sequential", 2100),  # 600 + 1500
        ("dtms_h1_mdd", 1980),  # 18 Hz x 2 s x 55
        ("dtms_h7_ocd", 2000),  # 20 Hz x 2 s x 50
        ("saint_snt", 1800),  # 3 x 5 Hz x 2 s x 60
    ],
)
def it_computes_the_pulses_of_a_session(protocol_id: str, pulses: int) -> None:
    assert total_pulses(protocol(protocol_id)) == pulses


def it_computes_exactly_what_the_sources_state() -> None:
    for one in protocols.all_protocols():
        found = durations(one)
        for name, stated in one.stated_s.items():
            assert getattr(found, name) == stated.value, (one.id, name)
        if total_pulses(one) is not None and one.stated_pulses:
            assert total_pulses(one) == one.stated_pulses.value, one.id
        if one.pulses_per_train and one.trains:
            assert int(one.pulses_per_train.value) * int(one.trains.value) == total_pulses(one), one.id


@pytest.mark.parametrize(
    ("protocol_id", "full", "no_gap", "pulse_to_pulse"),
    [
        ("hf_left_standard", "2250", "2224", "2216.5"),
        ("hf_left_dash", "1125", "1114", "1106.5"),
        ("itbs_600", "200", "192", "191.84"),
        ("dtms_h1_mdd", "1210", "1190", "1186.94"),
        ("dtms_h7_ocd", "1100", "1080", "1077.5"),
        ("saint_snt", "600", "592", "591.84"),
    ],
)
def it_computes_the_three_durations(protocol_id: str, full: str, no_gap: str, pulse_to_pulse: str) -> None:
    found = durations(protocol(protocol_id))
    assert found is not None
    assert found.full_cycles == Decimal(full)
    assert found.drop_last_gap == Decimal(no_gap)
    assert found.first_to_last_pulse == Decimal(pulse_to_pulse)


def it_computes_the_pulses_of_a_course() -> None:
    assert course_pulses(protocol("saint_snt")) == 90000
    assert course_pulses(protocol("dtms_h1_mdd")) is None


def but_it_computes_nothing_from_timings_that_are_not_given() -> None:
    one = protocol("fig8_ocd_20hz")
    assert (total_pulses(one), durations(one), duration_agrees(one, Decimal(1100))) == (None, None, None)
    assert durations(protocol("bilateral_sequential")) is None


@pytest.mark.parametrize(
    # shortest published 1106.5 s x 0.95 = 1051.175; longest allowed gap 75 x 30 s x 1.05 = 2362.5
    ("seconds", "agrees"),
    [("1051.17", False), ("1051.18", True), ("1125", True), ("2362.5", True), ("2362.51", False)],
)
def it_accepts_a_logged_duration_within_five_percent(seconds: str, agrees: bool) -> None:
    assert duration_agrees(protocol("hf_left_dash"), Decimal(seconds)) is agrees


def it_stores_on_off_and_cycle() -> None:
    one = protocol("itbs_600")
    assert one.on_s is not None
    assert one.off_s is not None
    assert (one.on_s.value, one.off_s.value, one.cycle_s) == (Decimal(2), Decimal(8), Decimal(10))


def it_carries_the_marks_per_number() -> None:
    deep, ocd, saint = protocol("dtms_h1_mdd"), protocol("dtms_h7_ocd"), protocol("saint_snt")
    assert deep.freq_hz is not None
    assert deep.intensity is not None
    assert (deep.freq_hz.grade, deep.intensity.grade) == ("verified", "own")
    assert ocd.freq_hz is not None
    assert ocd.trains is not None
    assert (ocd.freq_hz.grade, ocd.trains.grade) == ("verified", "unverified")
    assert saint.sessions_total is not None
    assert saint.intensity is not None
    assert (saint.sessions_total.grade, saint.intensity.grade) == ("verified", "unverified")


def it_refuses_an_unknown_id() -> None:
    with pytest.raises(InputError):
        protocol("ect")
