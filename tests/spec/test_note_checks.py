"""The checks of notes, each at its boundary. Example 15 is clean; every test changes one thing of it."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authpack import api
from authpack.documents.note_words import DEPARTURES
from authpack.domain.sessions import Block, Session
from authpack.ledger.claim_days import billable
from authpack.ledger.course_of import courses
from authpack.ledger.limits import TRAIN_TABLE
from authpack.ledger.note_checks import EXPLAINABLE, claim_day_problems, course_problems, note_problems
from authpack.ledger.note_numbers import lengths
from authpack.ledger.note_problem import OWN_JUDGEMENT, Basis, NoteRefusal, NoteWarning, refusal
from authpack.ledger.note_required import BLOCK, MAPPING, REDETERMINATION, SESSION
from authpack.ledger.similarity import FEWEST, THRESHOLD, similarity
from tests.functional.notes.support import ROOT, Change, changed, checked, found, severity

S = "sessions/s12"
"""An ordinary session: 120% of 48% is 57.6%, set as 58%; 75 trains of 40 pulses."""
B = f"{S}/blocks/0"


def it_finds_nothing_in_the_example() -> None:
    assert checked().problems == ()


class DescribeSeverity:
    def it_keeps_refusals_and_warnings_apart_as_types(self) -> None:
        assert not issubclass(NoteWarning, NoteRefusal)
        assert not issubclass(NoteRefusal, NoteWarning)
        assert (NoteWarning.severity, NoteRefusal.severity) == ("warning", "refusal")

    @pytest.mark.parametrize(("grade", "kind"), [
        ("own", NoteWarning), ("unverified", NoteWarning), ("partial", NoteRefusal), ("secondary", NoteRefusal),
        ("verified", NoteRefusal), ("record", NoteRefusal),
    ])  # fmt: skip
    def it_never_refuses_on_a_number_that_is_own_knowledge_or_unread(self, grade: str, kind: type) -> None:
        assert type(refusal("x", "/x", "x", Basis("somewhere", grade))) is kind

    def it_says_of_an_own_number_that_it_is_to_be_confirmed(self) -> None:
        assert "confirm before relying" in OWN_JUDGEMENT.source
        assert "confirm before relying" in TRAIN_TABLE.source

    def it_gives_every_finding_a_source_a_grade_and_a_level(self) -> None:
        problems = checked((f"{B}/output_percent", "70"), (f"{S}/pain", None), (f"{S}/plan", None)).problems
        assert problems
        assert all(one.basis.source and one.basis.grade and one.level for one in problems)

    def it_puts_no_value_of_the_record_into_a_text(self) -> None:
        problems = checked(
            (f"{B}/pulses", "2999"), (f"{S}/mood_text", "Perpetua"), (f"{S}/start", "23:00")
        ).problems
        assert problems
        for one in problems:
            assert not any(word in one.text for word in ("2999", "Perpetua", "Notareal", "23:00", "2026"))


class DescribeRequiredFields:
    @pytest.mark.parametrize("path", [one.path for one in SESSION])
    def it_refuses_a_session_without(self, path: str) -> None:
        head, _, tail = path.partition("/")
        change: Change = (f"{S}/{path}", None)
        if head == "threshold":
            change = (f"{S}/threshold", None) if tail == "percent" else (f"{S}/threshold", {"percent": "48"})
        assert severity("field_missing", change) == "refusal"

    @pytest.mark.parametrize("path", [one.path for one in BLOCK])
    def it_refuses_a_block_without(self, path: str) -> None:
        assert severity("field_missing", (f"{B}/{path}", None)) == "refusal"

    @pytest.mark.parametrize("path", [one.path for one in MAPPING])
    def it_refuses_a_first_session_without(self, path: str) -> None:
        assert severity("field_missing", (f"sessions/s01/{path}", None)) == "refusal"

    @pytest.mark.parametrize(
        "path", [one.path for one in REDETERMINATION if one.path.startswith("threshold")]
    )
    def it_refuses_a_redetermination_without(self, path: str) -> None:
        assert severity("field_missing", (f"sessions/s16/{path}", None)) == "refusal"

    def it_refuses_90869_without_a_reason(self) -> None:
        change: Change = ("sessions/s16/redetermination_reason", None)
        assert severity("no_reason_for_redetermination", change) == "refusal"

    def it_refuses_90869_without_the_threshold_before(self) -> None:
        assert severity("field_missing", ("sessions/s16/previous_threshold", None)) == "refusal"

    def it_takes_unknown_for_silent(self) -> None:
        assert severity("field_missing", (f"{S}/hearing_protection", "unknown")) == "refusal"

    def it_takes_an_empty_list_that_nobody_called_complete_for_silent(self) -> None:
        assert severity("field_missing", (f"{S}/adverse_events", {"items": []})) == "refusal"

    def but_it_takes_a_complete_empty_list_for_none(self) -> None:
        assert severity("field_missing", (f"{S}/adverse_events", {"items": [], "complete": "yes"})) is None

    def it_asks_about_pregnancy_unless_the_patient_is_male(self) -> None:
        silent: Change = (f"{S}/rescreen/new_pregnancy", None)
        assert severity("field_missing", silent) == "refusal"
        assert severity("field_missing", silent, ("patient/sex", "male")) is None

    def it_wants_exact_days(self) -> None:
        assert severity("date_not_exact", (f"{S}/written", "2026-10")) == "refusal"

    def it_wants_a_consent_on_or_before_the_first_session(self) -> None:
        def with_consent(day: str) -> str | None:
            return severity("no_consent", ("requests/r1/consent_date", day), ("consents", []))

        assert [with_consent(f"2026-10-{day}") for day in (11, 12, 13)] == [None, None, "refusal"]

    def it_wants_a_safety_screen_on_or_before_the_first_session(self) -> None:
        assert severity("no_screen", ("screen/date", "2026-10-12")) is None
        assert severity("no_screen", ("screen/date", "2026-10-13")) == "refusal"


class DescribeArithmetic:
    @pytest.mark.parametrize(("pulses", "answer"), [("2999", "refusal"), ("3000", None), ("3001", "refusal")])
    def it_multiplies_trains_by_pulses(self, pulses: str, answer: str | None) -> None:
        assert severity("pulses_do_not_multiply", (f"{B}/pulses", pulses)) == answer

    @pytest.mark.parametrize(("pulses", "answer"), [
        ("2280", "refusal"), ("2281", None), ("2320", None), ("2359", None), ("2360", "refusal"),
    ])  # fmt: skip
    def it_lets_a_session_that_was_stopped_end_inside_a_train(self, pulses: str, answer: str | None) -> None:
        # 58 trains x 40 = 2,320; less than one train (40) away from it.
        assert severity("pulses_do_not_multiply", ("sessions/s22/blocks/0/pulses", pulses)) == answer

    def it_compares_pulses_per_train_with_frequency_and_length(self) -> None:
        assert severity("pulses_per_train_wrong", (f"{B}/pulses_per_train", "39")) == "refusal"

    @pytest.mark.parametrize(("output", "answer"), [
        ("56.6", "refusal"), ("56.7", None), ("57", None), ("58", None), ("58.5", None), ("58.6", "refusal"),
    ])  # fmt: skip
    def it_takes_output_as_threshold_times_intensity_to_the_whole_percent(
        self, output: str, answer: str | None
    ) -> None:
        # 48 x 120 / 100 = 57.6; less than 1 away.
        assert severity("output_wrong", (f"{B}/output_percent", output)) == answer

    @pytest.mark.parametrize(("trains", "answer"), [("75", None), ("76", "refusal")])
    def it_refuses_more_trains_than_planned(self, trains: str, answer: str | None) -> None:
        change: Change = (f"{B}/trains", trains)
        assert severity("more_trains_than_planned", change, (f"{B}/pulses", str(int(trains) * 40))) == answer

    @pytest.mark.parametrize(("minutes", "answer"), [
        # first to last pulse 1,106.5 s less 5% = 17.52 min; full cycles 1,125 s and 5% = 19.69 min
        ("17.51", "refusal"), ("17.53", None), ("18.44", None), ("18.75", None), ("19.68", None), ("19.69", "refusal"),
    ])  # fmt: skip
    def it_accepts_each_of_the_three_published_lengths_within_five_percent(
        self, minutes: str, answer: str | None
    ) -> None:
        assert severity("length_disagrees", (f"{B}/minutes", minutes)) == answer

    def it_computes_the_three_published_lengths(self) -> None:
        dash = Block(frequency_hz=Decimal(10), on_s=Decimal(4), off_s=Decimal(11), trains=75)
        made = lengths(dash)
        assert made is not None
        assert (made.full_cycles, made.drop_last_gap, made.first_to_last_pulse) == (
            Decimal(1125),
            Decimal(1114),
            Decimal("1106.5"),
        )

    def it_computes_them_for_theta_burst_onset_to_onset(self) -> None:
        burst = Block(
            frequency_hz=Decimal(50),
            pulses_per_burst=3,
            bursts_per_s=Decimal(5),
            on_s=Decimal(2),
            off_s=Decimal(8),
            trains=20,
        )
        made = lengths(burst)
        assert made is not None
        assert (made.full_cycles, made.drop_last_gap, made.first_to_last_pulse) == (
            Decimal(200),
            Decimal(192),
            Decimal("191.84"),
        )

    def it_counts_logged_pauses_apart(self) -> None:
        longer: Change = (f"{B}/minutes", "25")
        paused: Change = (f"{S}/interruptions", {"items": [{"minutes": "6.25", "reason": "Coil changed"}]})
        assert severity("length_disagrees", longer) == "refusal"
        assert severity("length_disagrees", longer, paused) is None

    @pytest.mark.parametrize(("end", "answer"), [("9:19", "refusal"), ("9:20", "refusal"), ("9:21", None)])
    def it_wants_an_end_after_the_start(self, end: str, answer: str | None) -> None:
        codes = found((f"{S}/end", end))
        assert ("refusal" if "end_before_start" in codes else None) == answer

    def it_refuses_a_delivery_that_takes_longer_than_the_visit(self) -> None:
        # 18.4 min less 5% = 17.5 min; times are known to the minute.
        assert severity("delivery_longer_than_visit", (f"{S}/end", "9:36")) == "refusal"
        assert severity("delivery_longer_than_visit", (f"{S}/end", "9:37")) is None

    def it_refuses_an_interruption_outside_the_session(self) -> None:
        pause = {"items": [{"at": "8:00", "minutes": "1", "reason": "Door"}]}
        assert severity("time_outside_session", (f"{S}/interruptions", pause)) == "refusal"

    @settings(max_examples=60, deadline=None)
    @given(st.integers(1, 200), st.integers(1, 100), st.integers(-3, 3))
    def it_accepts_exactly_the_product(self, trains: int, per_train: int, off: int) -> None:
        from authpack.ledger.note_numbers import _pulses

        pulses = trains * per_train + off
        block = Block(trains=trains, pulses_per_train=per_train, pulses=max(0, pulses))
        session = Session.model_validate({"id": "x", "date": "2026-01-01", "code": "90868"})
        assert bool(list(_pulses("/x", block, session))) == (max(0, pulses) != trains * per_train)


class DescribeRangesAndLimits:
    @pytest.mark.parametrize(
        ("threshold", "answer"), [("24", True), ("25", False), ("80", False), ("81", True)]
    )
    def it_warns_of_an_unlikely_threshold(self, threshold: str, answer: bool) -> None:
        problem = found((f"{S}/threshold/percent", threshold)).get("outside_range")
        assert (problem is not None) == answer
        assert problem is None or (problem.severity, problem.basis.grade) == ("warning", "own")

    @pytest.mark.parametrize(("intensity", "answer"), [("119", None), ("120", None), ("121", "refusal")])
    def it_refuses_more_than_120_percent_unless_it_was_ordered(
        self, intensity: str, answer: str | None
    ) -> None:
        assert severity("intensity_above_order", (f"{B}/intensity_percent", intensity)) == answer

    def but_it_accepts_what_the_plan_allows(self) -> None:
        higher: Change = (f"{B}/intensity_percent", "121")
        assert severity("intensity_above_order", higher, ("plans/o1/intensity_max", "121")) is None
        assert severity("intensity_above_order", higher, ("plans/o1/intensity_max", "120.5")) == "refusal"

    def it_holds_a_session_to_a_lower_order_too(self) -> None:
        orders: tuple[Change, ...] = (
            ("plans/o1/intensity_max", "110"),
            ("plans/o1/intensity_percent", "110"),
        )
        assert severity("intensity_above_order", *orders) == "refusal"

    def it_does_not_read_an_order_of_a_later_day(self) -> None:
        assert severity("intensity_above_order", (f"{B}/intensity_percent", "121"),
                        ("plans/o1/intensity_max", "130"), ("plans/o1/date", "2026-10-28")) == "refusal"  # fmt: skip

    def it_warns_of_a_ramp_without_a_reason(self) -> None:
        assert severity("ramp_without_reason", ("sessions/s02/ramp_reason", None)) == "warning"

    @pytest.mark.parametrize(("gap", "answer"), [("1", "refusal"), ("4.9", "refusal"), ("5", None)])
    def it_holds_20_hz_at_110_percent_to_a_gap_of_five_seconds(self, gap: str, answer: str | None) -> None:
        made = found((f"{B}/frequency_hz", "20"), (f"{B}/intensity_percent", "110"), (f"{B}/off_s", gap))
        problem = made.get("gap_too_short")
        assert (problem.severity if problem else None) == answer
        assert problem is None or ("Chen 1997" in problem.basis.source and problem.basis.grade == "partial")

    @pytest.mark.parametrize(("intensity", "gap", "answer"), [
        ("100", "1", None), ("101", "1", "refusal"), ("101", "1.1", None), ("109", "4", None),
    ])  # fmt: skip
    def it_holds_20_hz_above_100_percent_to_more_than_one_second(
        self, intensity: str, gap: str, answer: str | None
    ) -> None:
        changes = ((f"{B}/frequency_hz", "20"), (f"{B}/intensity_percent", intensity), (f"{B}/off_s", gap))
        assert severity("gap_too_short", *changes) == answer

    @pytest.mark.parametrize(("on", "answer"), [("4.1", None), ("4.2", None), ("4.3", "warning")])
    def it_only_warns_by_the_recalled_table_of_train_lengths(self, on: str, answer: str | None) -> None:
        assert severity("train_long", (f"{B}/on_s", on)) == answer

    def but_it_spares_the_cleared_deep_tms_protocols(self) -> None:
        changes: tuple[Change, ...] = (
            (f"{B}/frequency_hz", "20"),
            (f"{B}/on_s", "2"),
            (f"{B}/intensity_percent", "120"),
        )
        assert severity("train_long", *changes) == "warning"
        assert severity("train_long", *changes, (f"{S}/protocol", "dtms_h7_ocd")) is None

    def it_compares_parameters_with_the_protocol_named(self) -> None:
        problem = found((f"{B}/frequency_hz", "18"))["not_the_protocol"]
        assert (problem.severity, problem.basis.grade) == ("refusal", "verified")

    def but_it_only_warns_where_the_protocol_row_was_not_read(self) -> None:
        # The timing of saint_snt rests on own knowledge of the papers.
        changes: tuple[Change, ...] = ((f"{S}/protocol", "saint_snt"), (f"{B}/pulses_per_train", "40"))
        assert found(*changes)["not_the_protocol"].severity == "warning"

    @pytest.mark.parametrize(
        ("gap", "answer"), [("10", "refusal"), ("11", None), ("26", None), ("27", "refusal")]
    )
    def it_lets_the_gap_vary_as_the_maker_does(self, gap: str, answer: str | None) -> None:
        assert severity("not_the_protocol", (f"{B}/off_s", gap)) == answer


class DescribeWhatWasAuthorized:
    @pytest.mark.parametrize(("code", "path", "value"), [
        ("device_differs", "equipment/device", "MagVita TMS Therapy System"),
        ("protocol_differs", "protocol", "itbs_600"),
        ("target_differs", "blocks/0/target", "right_dlpfc"),
        ("diagnosis_differs", "diagnosis", "F33.9"),
        ("authorization_unknown", "authorization", "z7"),
    ])  # fmt: skip
    def it_refuses_a_session_that_departs_from_it(self, code: str, path: str, value: str) -> None:
        assert severity(code, (f"{S}/{path}", value)) == "refusal"

    def it_takes_two_names_of_one_device_for_the_same(self) -> None:
        assert severity("device_differs", (f"{S}/equipment/device", "NeuroStar")) is None

    def it_compares_the_coil_where_the_request_names_one(self) -> None:
        assert severity("coil_differs", ("requests/r1/coil", "coil X")) == "refusal"

    @pytest.mark.parametrize(
        ("start", "answer"), [("2026-10-26", None), ("2026-10-27", None), ("2026-10-28", "refusal")]
    )
    def it_wants_the_day_on_or_after_the_first_day(self, start: str, answer: str | None) -> None:
        made = {
            one.path
            for one in checked(("authorizations/z1/valid_from", start)).refusals
            if one.code == "outside_window"
        }
        assert ("/sessions/s12/date" in made) == (answer is not None)

    @pytest.mark.parametrize(
        ("end", "answer"), [("2026-12-14", "refusal"), ("2026-12-15", None), ("2026-12-16", None)]
    )
    def it_wants_the_day_on_or_before_the_last_day(self, end: str, answer: str | None) -> None:
        assert severity("outside_window", ("authorizations/z1/valid_to", end)) == answer

    def it_refuses_a_code_that_was_not_authorized(self) -> None:
        assert (
            severity("code_not_authorized", ("authorizations/z1/codes", [{"code": "90868", "units": "40"}]))
            == "refusal"
        )

    def it_warns_when_no_authorization_is_named(self) -> None:
        assert severity("no_authorization", (f"{S}/authorization", None)) == "warning"

    def but_it_does_not_for_original_medicare(self) -> None:
        medicare: Change = ("coverage/cov1/line_of_business", "medicare")
        assert severity("no_authorization", (f"{S}/authorization", None), medicare) is None

    def it_lets_the_note_be_written_when_a_clinician_recorded_the_reason(self) -> None:
        reason = [
            {"what": "device_differs", "clinician": "c1", "date": "2026-10-27", "text": "Device in repair."}
        ]
        other: Change = (f"{S}/equipment/device", "MagVita TMS Therapy System")
        assert severity("device_differs", other, (f"{S}/departures", reason)) == "warning"

    def but_it_excuses_no_silent_or_contradictory_record(self) -> None:
        for code in (
            "field_missing",
            "pulses_do_not_multiply",
            "output_wrong",
            "suicidality_open",
            "changed_after_signing",
        ):
            assert code not in EXPLAINABLE
            row = [{"what": code, "clinician": "c1", "date": "2026-10-27", "text": "It is so."}]
            problem = found((f"{B}/pulses", "2999"), (f"{S}/plan", None), (f"{S}/departures", row))
            assert problem["pulses_do_not_multiply"].severity == "refusal"
            assert problem["field_missing"].severity == "refusal"


class DescribeSafety:
    @pytest.mark.parametrize("field", ["assessment", "disposition", "clinician"])
    def it_refuses_a_positive_answer_about_suicide_without(self, field: str) -> None:
        assert severity("suicidality_open", (f"sessions/s11/suicidality/{field}", None)) == "refusal"

    @pytest.mark.parametrize(("answer", "open_"), [
        ({"item_9": "0"}, False), ({"item_9": "1"}, True), ({"c_ssrs": "0"}, False), ({"c_ssrs": "1"}, True),
        ({"behavior": "no"}, False), ({"behavior": "yes"}, True), ({}, False),
    ])  # fmt: skip
    def it_calls_anything_above_zero_positive(self, answer: dict[str, str], open_: bool) -> None:
        assert (severity("suicidality_open", (f"{S}/suicidality", answer)) == "refusal") == open_

    @pytest.mark.parametrize(("level", "answer"), [("3", None), ("4", "warning")])
    def it_names_the_stop_rule_at_ideation_with_intent(self, level: str, answer: str | None) -> None:
        assert severity("stop_rule", ("sessions/s11/suicidality/c_ssrs", level)) == answer

    def it_reads_item_nine_of_a_reviewed_score(self) -> None:
        assert severity("suicidality_open", ("reviews/v1/suicidality", {})) == "refusal"

    @pytest.mark.parametrize("field", ["severity", "action", "resolved", "physician_told", "told_at"])
    def it_refuses_an_adverse_event_without(self, field: str) -> None:
        change: Change = (f"sessions/s02/adverse_events/items/0/{field}", None)
        assert severity("adverse_event_incomplete", change) == "refusal"

    def it_refuses_alcohol_without_a_physicians_answer(self) -> None:
        assert severity("no_physician_call", ("sessions/s31/rescreen/call", None)) == "refusal"

    @pytest.mark.parametrize(("hours", "answer"), [("4.9", "warning"), ("5", None), ("5.1", None)])
    def it_warns_of_short_sleep_without_a_physicians_answer(self, hours: str, answer: str | None) -> None:
        assert severity("no_physician_call", (f"{S}/rescreen/sleep_hours", hours)) == answer

    @pytest.mark.parametrize("field", ["new_implant", "new_injury", "new_pregnancy"])
    def it_warns_of_something_new_without_a_physicians_answer(self, field: str) -> None:
        assert severity("no_physician_call", (f"{S}/rescreen/{field}", "yes")) == "warning"

    @pytest.mark.parametrize("field", ["missed_doses", "medication_change"])
    def it_warns_that_the_threshold_may_have_moved(self, field: str) -> None:
        assert severity("threshold_may_have_moved", (f"{S}/rescreen/{field}", "yes")) == "warning"

    def it_refuses_missing_hearing_protection_and_metal_unless_explained(self) -> None:
        assert severity("no_hearing_protection", (f"{S}/hearing_protection", "no")) == "refusal"
        assert severity("metal_not_removed", (f"{S}/metal_removed", "no")) == "refusal"


class DescribeSignersAndDates:
    def it_refuses_direct_supervision_from_off_site(self) -> None:
        assert severity("supervision_contradicts", (f"{S}/supervisor/location", "off_site")) == "refusal"

    def it_warns_of_a_supervisor_or_mapper_who_is_no_physician(self) -> None:
        nurse: Change = ("clinicians/c1/role", "pmhnp")
        problems = found(nurse)
        assert problems["supervisor_no_physician"].severity == "warning"
        assert problems["threshold_no_physician"].severity == "warning"

    def it_refuses_an_unknown_clinician(self) -> None:
        assert severity("clinician_unknown", (f"{S}/supervisor/clinician", "c9")) == "refusal"

    @pytest.mark.parametrize(("day", "answer"), [("2026-10-26", "refusal"), ("2026-10-27", None)])
    def it_refuses_a_note_older_than_the_service(self, day: str, answer: str | None) -> None:
        assert severity("written_before_service", (f"{S}/written", day)) == answer

    @pytest.mark.parametrize(("time", "answer"), [("9:50", "refusal"), ("9:51", None), ("9:52", None)])
    def it_refuses_a_note_written_before_the_session_ended(self, time: str, answer: str | None) -> None:
        assert severity("written_before_end", (f"{S}/written_time", time)) == answer

    def it_warns_of_a_late_entry_without_a_reason(self) -> None:
        assert severity("late_without_reason", ("sessions/s18/late_reason", None)) == "warning"

    def it_counts_a_signature_only_for_the_record_as_it_stands(self) -> None:
        assert severity("changed_after_signing", *_signed("0123456789ab")) == "refusal"
        code = _code()
        assert severity("changed_after_signing", *_signed(code)) is None
        assert severity("changed_after_signing", *_signed(code), (f"{S}/pain", "3")) == "refusal"

    def it_refuses_a_signature_older_than_the_note(self) -> None:
        assert severity("signed_before_written", *_signed(_code(), date="2026-10-26")) == "refusal"
        assert severity("signed_before_written", *_signed(_code(), time="9:40")) == "refusal"

    def it_refuses_a_clinicians_signature_without_a_clinician(self) -> None:
        row = {"role": "clinician", "name": "Somebody", "date": "2026-10-27", "record": _code()}
        assert severity("signer_role", (f"{S}/signatures", [row])) == "refusal"


def _code() -> str:
    from authpack.ledger.note_content import record_code

    case = api.load_case(json.dumps(changed()))
    session = next(one for one in case.sessions if one.id == "s12")
    return record_code(courses(case)[0], "session_note", session)


def _signed(code: str, *, date: str = "2026-10-27", time: str = "17:00") -> tuple[Change, ...]:
    row = {"role": "clinician", "clinician": "c2", "date": date, "time": time, "record": code}
    return ((f"{S}/signatures", [row]),)


class DescribeTheCourse:
    def it_refuses_a_second_first_session(self) -> None:
        assert severity("first_session_twice", (f"{S}/code", "90867")) == "refusal"

    def it_refuses_a_session_beyond_the_units(self) -> None:
        # 34 sessions of 90868.
        codes = [
            {"code": "90867", "units": "1"},
            {"code": "90868", "units": "33"},
            {"code": "90869", "units": "1"},
        ]
        made = [
            one.path
            for one in checked(("authorizations/z1/codes", codes)).refusals
            if one.code == "units_exceeded"
        ]
        assert made == ["/sessions/s36/authorization"]

    def it_refuses_two_sessions_of_one_number(self) -> None:
        assert severity("number_twice", (f"{S}/number", "11")) == "refusal"

    def it_refuses_sessions_that_overlap(self) -> None:
        same_day: tuple[Change, ...] = (
            (f"{S}/date", "2026-10-28"),
            (f"{S}/written", "2026-10-28"),
            (f"{S}/number", "12"),
        )
        assert severity("sessions_overlap", *same_day) == "refusal"

    def it_refuses_a_threshold_other_than_the_last_determined(self) -> None:
        assert severity("threshold_differs", (f"{S}/threshold/percent", "49")) == "refusal"

    def it_refuses_a_determination_dated_on_another_day(self) -> None:
        assert severity("threshold_other_day", ("sessions/s16/threshold/date", "2026-11-01")) == "refusal"

    def it_warns_of_a_second_redetermination_within_a_week(self) -> None:
        again: tuple[Change, ...] = (
            ("sessions/s17/code", "90869"),
            ("sessions/s17/redetermination_reason", "intolerance"),
            ("sessions/s17/previous_threshold", {"percent": "51", "date": "2026-11-02"}),
            (
                "sessions/s17/threshold",
                {"percent": "51", "date": "2026-11-03", "method": "visual", "by": "c1"},
            ),
        )
        assert severity("redetermined_within_week", *again) == "warning"

    def it_warns_of_a_threshold_older_than_a_change_of_medicines(self) -> None:
        problems = found((f"{S}/rescreen/medication_change", "yes"))
        assert problems["threshold_before_change"].path == "/sessions/s13/threshold/date"

    def it_counts_a_continuation_into_the_same_course(self) -> None:
        data = changed()
        more = {
            "id": "r2",
            "phase": "continuation",
            "indication": "mdd",
            "date": "2026-11-15",
            "device": "NeuroStar",
        }
        data["requests"].append(more)
        data["sessions"][30] |= {"request": "r2", "authorization": None}
        (course,) = courses(api.load_case(json.dumps(data)))
        assert [one.id for one in course.requests] == ["r1", "r2"]
        assert len(course.visits) == 36

    def but_it_begins_a_new_course_with_a_retreatment(self) -> None:
        data = changed()
        data["requests"].append(
            {"id": "r2", "phase": "retreatment", "indication": "mdd", "date": "2027-06-15"}
        )
        assert [len(one.visits) for one in courses(api.load_case(json.dumps(data)))] == [36, 0]


class DescribeRepeatedText:
    def it_flags_a_note_that_repeats_an_earlier_one_and_names_it(self) -> None:
        same = {
            "mood_text": "Slept a little, ate a little, and sat by the window for most of the day.",
            "condition_at_end": "Well.",
        }
        changes = tuple(
            (f"sessions/{one}/{field}", text) for one in ("s12", "s20") for field, text in same.items()
        )
        problem = found(*changes)["text_repeats"]
        assert (problem.severity, problem.path, problem.basis.grade) == (
            "warning",
            "/sessions/s20/mood_text",
            "own",
        )
        assert "s12" in problem.detail

    def it_flags_the_same_words_about_mood(self) -> None:
        changes = tuple((f"sessions/{one}/mood_text", "Doing well.") for one in ("s12", "s13"))
        assert severity("mood_repeats", *changes) == "warning"

    def it_measures_the_cosine_of_word_counts(self) -> None:
        words = [f"w{chr(97 + number)}" for number in range(10)]
        # nine of ten words in common: 9 / (sqrt 10 x sqrt 10) = 0.9, which is not above 0.9
        one, other = " ".join(words), " ".join([*words[:9], "other"])
        assert similarity(one, other) == pytest.approx(0.9)
        assert not similarity(one, other) > THRESHOLD
        assert similarity(one, one) == pytest.approx(1.0)

    def but_it_does_not_compare_a_few_words(self) -> None:
        few = " ".join(["well"] * (FEWEST - 1))
        assert similarity(few, few) == 0.0


class DescribeTheClaimDay:
    def it_refuses_90868_beside_90869(self) -> None:
        beside: tuple[Change, ...] = (
            ("sessions/s17/date", "2026-11-02"), ("sessions/s17/written", "2026-11-02"),
            ("sessions/s17/start", "14:00"), ("sessions/s17/end", "14:31"), ("sessions/s17/written_time", "15:00"),
        )  # fmt: skip
        problems = [one for one in checked(*beside).refusals if one.code == "codes_clash"]
        assert {one.path for one in problems} == {"/sessions/s16/code", "/sessions/s17/code"}
        assert {one.level for one in problems} == {"claim_day"}

    def it_warns_of_two_90868_in_a_day(self) -> None:
        twice: tuple[Change, ...] = (
            ("sessions/s13/date", "2026-10-27"), ("sessions/s13/start", "14:00"), ("sessions/s13/end", "14:31"),
        )  # fmt: skip
        assert severity("several_in_a_day", *twice) == "warning"

    def it_refuses_session_codes_for_the_accelerated_protocol(self) -> None:
        assert severity("accelerated_code", (f"{S}/protocol", "saint_snt")) == "refusal"

    def it_refuses_the_accelerated_codes_for_another_protocol(self) -> None:
        assert severity("accelerated_code", (f"{S}/code", "0891T")) == "refusal"

    def it_keeps_note_course_and_claim_day_apart(self) -> None:
        (course,) = courses(
            api.load_case(
                json.dumps(changed((f"{B}/pulses", "1"), (f"{S}/number", "11"), (f"{S}/code", "0891T")))
            )
        )
        visit = next(one for one in course.visits if one.session.id == "s12")
        assert {one.level for one in note_problems(visit, course)} == {"note"}
        assert {one.level for one in course_problems(course)} == {"course"}
        assert {one.level for one in claim_day_problems(course, visit.day)} == {"claim_day"}

    def it_will_not_bill_what_is_not_signed_although_it_may_be_written(self) -> None:
        (course,) = courses(api.load_case(json.dumps(changed())))
        (problem,) = billable(course, course.days[0])
        assert (problem.code, problem.severity) == ("unsigned", "refusal")
        assert checked().refusals == ()


class DescribePapers:
    @pytest.mark.parametrize(("path", "code"), [
        ("consents/k1/capacity", "field_missing"), ("consents/k1/items/3", "field_missing"), ("plans/o1/stop_rules", "field_missing"),
        ("plans/o1/outcomes", "field_missing"), ("requests/r1/device", "field_missing"), ("reviews/v1/assessment", "field_missing"),
        ("early_stops/b1/told_at", "field_missing"), ("early_stops/b1/decision", "field_missing"),
        ("course_ends/f1/relapse_plan", "field_missing"), ("course_ends/f1/written", "field_missing"),
    ])  # fmt: skip
    def it_refuses_a_paper_without(self, path: str, code: str) -> None:
        if path.endswith("/3"):
            data = changed()["consents"][0]["items"]
            assert severity(code, ("consents/k1/items", data[:3] + data[4:])) == "refusal"
        else:
            assert severity(code, (path, None)) == "refusal"

    def it_warns_of_a_topic_that_was_not_discussed(self) -> None:
        assert severity("topic_not_discussed", ("consents/k1/items/5/discussed", "no")) == "warning"

    def it_wants_a_reason_for_a_course_that_was_not_completed(self) -> None:
        assert severity("field_missing", ("course_ends/f1/completed", "no")) == "refusal"

    def it_wants_assessment_and_disposition_when_intent_stopped_the_course(self) -> None:
        assert severity("suicidality_open", ("early_stops/b1/reason", "suicidal_intent")) == "refusal"

    def it_refuses_a_score_that_is_not_there(self) -> None:
        assert severity("score_unknown", ("reviews/v1/scores", ["s99"])) == "refusal"


class DescribeTheDocument:
    def it_finds_every_code_explained_in_docs_notes(self) -> None:
        sources = list((ROOT / "src/authpack/ledger").glob("*.py"))
        sources.append(ROOT / "src/authpack/documents/notes.py")
        text = "".join(one.read_text(encoding="utf-8") for one in sources)
        codes = set(re.findall(r"(?:refusal|warning|_found)\(\s*\"([a-z_0-9]+)\"", text))
        codes |= {f"{name}_differs" for name in re.findall(r"_differs\(\s*\"([a-z]+)\"", text)}
        explained = (ROOT / "docs" / "notes.md").read_text(encoding="utf-8")
        assert len(codes) > 50
        assert sorted(one for one in codes if f"`{one}`" not in explained) == []

    def it_words_every_departure(self) -> None:
        assert set(DEPARTURES) == EXPLAINABLE
