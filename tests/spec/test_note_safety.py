"""What must have stood before a session, what stops the next one, and times that cannot be."""

from __future__ import annotations

import json

import pytest

from authpack import api
from authpack.ledger.note_problem import NoteRefusal
from tests.functional.notes.support import Change, changed, checked, found, severity, text_of, written

S = "sessions/s12"
SEIZURE = {"event": "seizure", "at": "9:22", "severity": "9", "action": "Airway kept free.", "resolved": "yes", "resolved_at": "9:26",
           "physician_told": "yes", "physician": "c1", "told_at": "9:23"}  # fmt: skip


def refused(code: str, *changes: Change) -> set[str]:
    """Ids of the sessions that a finding refuses."""
    problems = checked(*changes).problems
    return {one.path.split("/")[2] for one in problems if one.code == code and isinstance(one, NoteRefusal)}


def event(session: str = "s12", **fields: str | None) -> Change:
    """A session with one adverse event; None takes a field out."""
    row = {name: value for name, value in {**SEIZURE, **fields}.items() if value is not None}
    return (f"sessions/{session}/adverse_events", {"items": [row]})


def stop(**fields: str) -> Change:
    """One early-stop note beside the example's own."""
    row = {
        "id": "b2", "request": "r1", "scope": "session", "session": "s12", "date": "2026-10-27", "time": "9:25", "reason": "seizure_or_suspected",
        "detail": "Seizure.", "action": "Stopped.", "physician": "c1", "told_at": "9:26", "condition": "Awake.",
        "decision": "restart_allowed", "decided_by": "c1", "decided_on": "2026-10-27", "decision_text": "Allowed.", "written": "2026-10-27",
    }  # fmt: skip
    return ("early_stops", [*changed()["early_stops"], {**row, **fields}])


class DescribeConsent:
    def it_refuses_sessions_after_a_refused_consent(self) -> None:
        assert len(refused("consent_refused", ("consents/k1/given", "no"))) == 36

    def it_refuses_the_sessions_after_a_withdrawal(self) -> None:
        withdrawn = {**changed()["consents"][0], "id": "k2", "date": "2026-12-05", "given": "no"}
        rows: Change = ("consents", [*changed()["consents"], withdrawn])
        assert refused("consent_refused", rows) == {"s34", "s35", "s36"}

    def it_refuses_a_patient_unable_to_decide_without_a_guardian(self) -> None:
        unable: Change = ("consents/k1/capacity", "no")
        guardian: Change = ("patient/guardian", {"name": "A Sister", "relation": "sister"})
        assert severity("no_capacity", unable) == "refusal"
        assert severity("no_capacity", unable, guardian) is None

    def it_prints_the_result_in_the_first_note(self) -> None:
        assert "given, September 28, 2026; patient able to decide" in text_of(written("s01"))

    def it_says_when_only_a_day_is_recorded(self) -> None:
        text = text_of(written("s01", ("consents", [])))
        assert "dated September 28, 2026; its result is not recorded" in text

    def it_prints_a_refusal_that_a_clinician_explains(self) -> None:
        reason = [
            {
                "what": "consent_refused",
                "clinician": "c1",
                "date": "2026-10-12",
                "text": "Consented again by word.",
            }
        ]
        text = text_of(written("s01", ("consents/k1/given", "no"), ("sessions/s01/departures", reason)))
        assert "NOT GIVEN, September 28, 2026" in text
        assert "Consented again by word." in text


def implant(**fields: str) -> Change:
    row = {"id": "i1", "item": "cochlear implant", "magnetic_sensitive": "yes", "distance_cm": "8", **fields}
    return ("screen/implants/items", [{name: value for name, value in row.items() if value}])


class DescribeAMinor:
    """A consent is the guardian's where the patient is a minor, or unable to decide."""

    GUARDIAN: Change = ("patient/guardian", {"name": "Gudrun Notareal", "relation": "mother"})

    # The consent is of September 28, 2026: seventeen, eighteen on the day, older.
    @pytest.mark.parametrize(
        ("born", "who"),
        [("2008-09-29", "guardian (Gudrun Notareal)"), ("2008-09-28", "patient (Perpetua Notareal)"),
         ("2008-09-27", "patient (Perpetua Notareal)")],
    )  # fmt: skip
    def it_is_signed_for_until_the_eighteenth_birthday(self, born: str, who: str) -> None:
        text = text_of(written("k1", ("patient/birth_date", born), self.GUARDIAN))
        assert f"Not signed by: {who}, responsible clinician" in text

    def it_is_signed_for_when_unable_to_decide(self) -> None:
        text = text_of(written("k1", ("consents/k1/capacity", "no"), self.GUARDIAN))
        assert "Not signed by: guardian (Gudrun Notareal)" in text

    def it_warns_of_a_minor_whose_guardian_is_not_recorded(self) -> None:
        assert severity("no_guardian", ("patient/birth_date", "2011-04-02")) == "warning"
        assert severity("no_guardian", ("patient/birth_date", "2011-04-02"), self.GUARDIAN) is None
        assert severity("no_guardian") is None


class DescribeTheScreen:
    @pytest.mark.parametrize(("distance", "answer"), [("29.9", "refusal"), ("30", "refusal"), ("30.1", None)])
    def it_refuses_a_magnetic_sensitive_implant_within_30_cm(self, distance: str, answer: str | None) -> None:
        assert severity("implant_near_coil", implant(distance_cm=distance)) == answer

    @pytest.mark.parametrize(("fields", "answer"), [
        ({"magnetic_sensitive": "no", "electronic": "yes"}, "refusal"), ({"magnetic_sensitive": "", "kind": "device"}, "refusal"),
        ({"magnetic_sensitive": "no", "electronic": "no"}, None), ({"dental_amalgam": "yes"}, None),
        ({"distance_cm": "", "in_or_near_head": "yes"}, "refusal"), ({"distance_cm": "", "in_or_near_head": "no"}, None),
    ])  # fmt: skip
    def it_reads_what_the_implant_is(self, fields: dict[str, str], answer: str | None) -> None:
        assert severity("implant_near_coil", implant(**fields)) == answer

    def it_warns_when_the_distance_is_not_known(self) -> None:
        assert severity("implant_distance", implant(distance_cm="")) == "warning"

    @pytest.mark.parametrize(("conclusion", "day", "answer"), [
        ("proceed", "2026-09-30", None), ("proceed", "2026-10-13", "refusal"), ("do_not_proceed", "2026-09-30", "refusal"),
    ])  # fmt: skip
    def it_lets_a_clinicians_weighing_resolve_it(self, conclusion: str, day: str, answer: str | None) -> None:
        row = {
            "id": "w1",
            "item": "implants",
            "conclusion": conclusion,
            "mitigation": "Magnet out.",
            "clinician": "c1",
            "date": day,
        }
        assert ("s01" in refused("implant_near_coil", implant(), ("risk_benefit", [row]))) == (
            answer is not None
        )

    def it_warns_once_of_a_seizure_risk_that_nobody_weighed(self) -> None:
        present: Change = ("screen/seizure_disorder/status", "present")
        problems = [one for one in checked(present).problems if one.code == "seizure_risk_not_weighed"]
        assert [one.severity for one in problems] == ["warning"]

    def it_prints_what_the_screen_found_and_that_nobody_weighed_it(self) -> None:
        text = text_of(written("s01", ("screen/seizure_disorder/status", "present")))
        assert "Screen positive: seizure disorder" in text
        assert "No weighing of the risk is recorded" in text

    def it_prints_what_the_screen_did_not_find(self) -> None:
        assert "Screen negative for: history of seizures, implanted device or metal" in text_of(
            written("s01")
        )


class DescribeWords:
    """Free words are searched for what the answers do not say; a hint, never a refusal."""

    MOOD = "sessions/s20/mood_text"

    @pytest.mark.parametrize(
        "words",
        ["Thought of suicide again on Sunday.", "Says she would be better off dead.", "Wants to die, she said.",
         "Spoke of ending her life.", "Denies suicidal thoughts."],
    )  # fmt: skip
    def it_warns_of_suicide_where_no_answer_is_recorded(self, words: str) -> None:
        assert severity("words_of_suicide", (self.MOOD, words)) == "warning"

    @pytest.mark.parametrize(
        ("words", "answer"),
        [("Thought of suicide again on Sunday.", "warning"), ("Denies suicidal thoughts.", None),
         ("No plan and no thought of suicide.", None), ("Not well. Suicidal since Sunday.", "warning")],
    )  # fmt: skip
    def it_respects_a_negation_where_the_answer_is_negative(self, words: str, answer: str | None) -> None:
        assert (
            severity("words_of_suicide", (self.MOOD, words), ("sessions/s20/suicidality/item_9", "0"))
            == answer
        )

    def but_not_where_the_answer_is_positive(self) -> None:
        positive = {"item_9": "1", "clinician": "c1", "assessment": "Passive.", "disposition": "Goes on."}
        words = (self.MOOD, "Thought of suicide again on Sunday.")
        assert severity("words_of_suicide", words, ("sessions/s20/suicidality", positive)) is None

    @pytest.mark.parametrize(
        ("words", "answer"),
        [("Had a brief seizure of the right arm.", "warning"), ("Fainted in the waiting room.", "warning"),
         ("No seizure, no fainting.", None), ("A faint smile today.", None), ("Seized the day, she says.", "warning")],
    )  # fmt: skip
    def it_warns_of_an_event_that_is_not_among_the_adverse_events(
        self, words: str, answer: str | None
    ) -> None:
        assert severity("words_of_event", ("sessions/s20/condition_at_end", words)) == answer

    def it_does_not_read_the_plan(self) -> None:
        assert severity("words_of_event", ("sessions/s20/plan", "Stop at any sign of a seizure.")) is None


class DescribeAnswersAboutSuicide:
    @pytest.mark.parametrize(("answer", "expected"), [
        ({}, "refusal"), ({"item_9": "0"}, "refusal"), ({"c_ssrs": "0"}, "refusal"),
        ({"item_9": "2", "clinician": "c1", "assessment": "x", "disposition": "y"}, "refusal"),
    ])  # fmt: skip
    def it_refuses_one_that_contradicts_the_questionnaire_of_the_day(
        self, answer: dict[str, str], expected: str
    ) -> None:
        # The PHQ-9 of October 26 has 1 in its ninth item.
        assert severity("item_9_contradicts", ("sessions/s11/suicidality", answer)) == expected

    def it_asks_on_until_a_later_answer_is_negative(self) -> None:
        # Positive on October 26 (s11); the next negative answer after s12 is the questionnaire of November 9 (s21).
        problems = checked((f"{S}/suicidality", None)).problems
        open_ = {one.path.split("/")[2] for one in problems if one.code == "suicidality_not_followed"}
        assert open_ == {f"s{number}" for number in range(12, 21)}

    def it_takes_ideation_among_the_adverse_events_for_a_positive_answer(self) -> None:
        ideation = event("s13", event="suicidal_ideation")
        assert severity("suicidality_open", ideation) == "refusal"
        assert (
            severity("suicidality_contradicts", ideation, ("sessions/s13/suicidality", {"item_9": "0"}))
            == "refusal"
        )


class DescribeStops:
    @pytest.mark.parametrize("name", ["seizure", "syncope", "neurological_sign", "mania"])
    def it_refuses_every_session_after_such_an_event(self, name: str) -> None:
        after = refused("restart_without_decision", event(event=name))
        assert after == {f"s{number}" for number in range(13, 37)}

    @pytest.mark.parametrize("change", [
        (f"{S}/rescreen/new_implant", "yes"), (f"{S}/rescreen/new_pregnancy", "yes"), (f"{S}/suicidality/c_ssrs", "4"),
        (f"{S}/suicidality/behavior", "yes"),
    ])  # fmt: skip
    def it_refuses_them_after_something_new_or_intent(self, change: Change) -> None:
        assert "s13" in refused("restart_without_decision", change)

    def but_not_where_a_physician_answered_before_the_session(self) -> None:
        call = {"clinician": "c1", "at": "9:10", "text": "Ankle plate, far from the coil; treat."}
        changes: tuple[Change, ...] = ((f"{S}/rescreen/new_implant", "yes"), (f"{S}/rescreen/call", call))
        assert severity("restart_without_decision", *changes) is None

    @pytest.mark.parametrize(("fields", "answer"), [
        ({}, None), ({"decision": "do_not_restart"}, "refusal"), ({"decision": "undecided"}, "refusal"),
        ({"decided_by": "c9"}, "refusal"), ({"decided_on": "2026-10-28"}, None), ({"decided_on": "2026-10-29"}, "refusal"),
        ({"date": "2026-10-26", "decided_on": "2026-10-26"}, "refusal"),
    ])  # fmt: skip
    def it_lets_a_physicians_recorded_decision_resolve_it(
        self, fields: dict[str, str], answer: str | None
    ) -> None:
        # s13 is on October 28.
        assert ("s13" in refused("restart_without_decision", event(), stop(**fields))) == (answer is not None)

    def it_wants_the_decision_of_a_physician(self) -> None:
        nurse: Change = ("clinicians/c2/role", "pmhnp")
        assert "s13" in refused("restart_without_decision", event(), stop(decided_by="c2"), nurse)

    @pytest.mark.parametrize("decision", ["do_not_restart", "undecided"])
    def it_refuses_sessions_after_an_early_stop_that_allows_none(self, decision: str) -> None:
        after = refused("restart_without_decision", ("early_stops/b1/decision", decision))
        assert after == {f"s{number}" for number in range(23, 37)}

    def it_becomes_a_warning_when_a_clinician_recorded_why(self) -> None:
        row = [
            {
                "what": "restart_without_decision",
                "clinician": "c1",
                "date": "2026-10-28",
                "text": "Decided by telephone.",
            }
        ]
        problems = checked(event(), ("sessions/s13/departures", row)).sessions["s13"]
        assert {one.code: one.severity for one in problems}["restart_without_decision"] == "warning"


class DescribeTimes:
    # s12: 9:20 to 9:51, written 9:55; its 75 trains take 18.4 minutes, so not before 9:38.
    @pytest.mark.parametrize(("at", "answer"), [("9:22", "refusal"), ("9:36", "refusal"), ("9:38", None)])
    def it_refuses_a_whole_delivery_through_a_seizure(self, at: str, answer: str | None) -> None:
        late = {"resolved_at": "9:50", "told_at": "9:50"}
        assert severity("delivered_through_event", event(at=at, **late)) == answer

    def it_wants_the_time_of_a_seizure(self) -> None:
        assert severity("adverse_event_incomplete", event(at=None)) == "refusal"

    @pytest.mark.parametrize(("at", "after", "answer"), [
        ("9:19", None, "refusal"), ("9:20", None, None), ("9:51", None, None), ("9:52", None, "refusal"), ("9:52", "yes", None),
        ("9:30", "yes", "refusal"),
    ])  # fmt: skip
    def it_wants_an_event_inside_the_session_unless_it_came_after(
        self, at: str, after: str | None, answer: str | None
    ) -> None:
        made = event(event="headache", at=at, after_session=after, resolved_at="9:54", told_at="9:54")
        assert severity("event_outside_session", made) == answer

    @pytest.mark.parametrize("field", ["resolved_at", "told_at"])
    @pytest.mark.parametrize(("clock", "answer"), [("9:29", "refusal"), ("9:30", None)])
    def it_refuses_an_event_that_was_over_or_told_before_it_began(
        self, field: str, clock: str, answer: str | None
    ) -> None:
        made = event(event="headache", at="9:30", **{"resolved_at": "9:40", "told_at": "9:40", field: clock})
        assert severity("event_times_contradict", made) == answer

    @pytest.mark.parametrize(("clock", "answer"), [("9:55", None), ("9:56", "refusal")])
    def it_refuses_what_happened_after_the_note_was_written(self, clock: str, answer: str | None) -> None:
        made = event(event="headache", at="9:30", resolved_at=clock, told_at="9:31")
        assert severity("later_than_note", made) == answer

    def it_prints_that_an_event_came_after_the_session(self) -> None:
        made = event(event="headache", at="9:53", after_session="yes", resolved_at="9:54", told_at="9:54")
        assert "9:53 (after the session)" in text_of(written("s12", made))


class DescribeEarlyStops:
    @pytest.mark.parametrize(("change", "code"), [
        (("early_stops/b1/time", "11:22"), "stop_outside_session"), (("early_stops/b1/date", "2026-11-09"), "stop_outside_session"),
        (("early_stops/b1/told_at", "8:00"), "event_times_contradict"), (("early_stops/b1/decided_on", "2026-11-08"), "event_times_contradict"),
        (("early_stops/b1/decided_on", "2026-11-11"), "later_than_note"),
    ])  # fmt: skip
    def it_refuses_impossible_times(self, change: Change, code: str) -> None:
        assert severity(code, change) == "refusal"

    def it_refuses_a_stop_of_a_session_that_was_delivered_in_full(self) -> None:
        changes: tuple[Change, ...] = (
            ("early_stops/b1/session", "s21"),
            ("early_stops/b1/date", "2026-11-09"),
        )
        assert severity("stopped_session_whole", *changes) == "refusal"

    @pytest.mark.parametrize(("stopped", "pauses", "answer"), [
        ("no", [], "refusal"), ("unknown", [], "refusal"), ("no", [{"reason": "Door"}], "warning"), ("yes", [{"reason": "Door"}], None),
    ])  # fmt: skip
    def it_wants_a_short_delivery_explained(
        self, stopped: str, pauses: list[object], answer: str | None
    ) -> None:
        changes: tuple[Change, ...] = (
            (f"{S}/blocks/0/trains", "74"), (f"{S}/blocks/0/pulses", "2960"), (f"{S}/stopped_early", stopped),
            (f"{S}/interruptions", {"items": pauses, "complete": "yes"}),
        )  # fmt: skip
        assert severity("short_delivery", *changes) == answer

    def it_refuses_an_early_stop_without_a_reason(self) -> None:
        silent: tuple[Change, ...] = (
            ("sessions/s22/interruptions", {"complete": "yes"}),
            ("early_stops", []),
        )
        assert severity("stop_without_reason", *silent) == "refusal"
        assert severity("stop_without_reason", silent[0]) is None

    def it_warns_when_the_reason_stands_in_no_early_stop_note(self) -> None:
        assert severity("no_early_stop_note", ("early_stops", [])) == "warning"

    def it_refuses_an_early_stop_that_delivered_everything(self) -> None:
        assert severity("stopped_early_contradicts", (f"{S}/stopped_early", "yes")) == "refusal"


class DescribePapersAndDays:
    @pytest.mark.parametrize(("change", "code"), [
        (("reviews/v1/scores", ["s15"]), "score_later"), (("reviews/v1/period_end", "2026-10-27"), "period_contradicts"),
        (("reviews/v1/period_start", "2026-10-27"), "period_contradicts"), (("course_ends/f1/date", "2026-12-15"), "score_later"),
        (("course_ends/f1/date", "2026-12-14"), "session_after_end"),
    ])  # fmt: skip
    def it_refuses_a_paper_that_tells_what_came_later(self, change: Change, code: str) -> None:
        assert severity(code, change) == "refusal"

    def but_a_score_of_the_same_day_may_be_told(self) -> None:
        assert severity("score_later", ("reviews/v1/date", "2026-10-26")) is None

    def it_has_no_such_paper_in_the_example(self) -> None:
        assert not api.check_notes(api.load_case(json.dumps(changed()))).refusals
        assert found() == {}
