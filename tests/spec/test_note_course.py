"""A course seen as a whole: who supervised, thresholds and coils, numbers, copies, unread rows, clones, missing papers."""

from __future__ import annotations

import json

import pytest

from authpack import api
from authpack.ledger.course_of import Unread
from authpack.ledger.note_advice import ADVICE, advice
from authpack.ledger.note_checks import EXPLAINABLE, Checked, check_notes
from tests.functional.notes.support import Change, changed, checked, found, severity, text_of, written

S = "sessions/s12"


def refused(code: str, *changes: Change) -> list[str]:
    """Ids of the sessions that a finding refuses."""
    return [one.path.split("/")[2] for one in checked(*changes).refusals if one.code == code]


class DescribeSupervision:
    @pytest.mark.parametrize(("asked", "change", "answer"), [
        ({"direct": "yes"}, (f"{S}/supervisor/availability", "general"), "refusal"),
        ({"direct": "no"}, (f"{S}/supervisor/availability", "general"), None),
        ({}, (f"{S}/supervisor/availability", "general"), None),
        ({"on_site": "yes"}, (f"{S}/supervisor", {"clinician": "c1", "location": "off_site", "availability": "general"}), "refusal"),
        ({}, (f"{S}/supervisor", {"clinician": "c1", "location": "off_site", "availability": "general"}), None),
    ])  # fmt: skip
    def it_refuses_one_weaker_than_the_request_asked_for(
        self, asked: dict[str, str], change: Change, answer: str | None
    ) -> None:
        assert severity("supervision_weaker", ("requests/r1/supervision", asked), change) == answer

    def it_refuses_general_supervision_of_a_medicare_patient(self) -> None:
        general: Change = (f"{S}/supervisor/availability", "general")
        medicare: Change = ("coverage/cov1/line_of_business", "medicare")
        assert severity("supervision_weaker", ("requests/r1/supervision", {}), general, medicare) == "refusal"

    def but_a_clinicians_reason_makes_it_a_warning(self) -> None:
        row = [
            {"what": "supervision_weaker", "clinician": "c1", "date": "2026-10-27", "text": "Called away."}
        ]
        changes: tuple[Change, ...] = ((f"{S}/supervisor/availability", "general"), (f"{S}/departures", row))
        assert severity("supervision_weaker", *changes) == "warning"
        assert "Supervision weaker than requested" in text_of(written("s12", *changes))

    def it_says_of_an_untrained_operator_that_he_is_not_trained(self) -> None:
        silent: Change = (f"{S}/operator/life_support_training", None)
        untrained: Change = (f"{S}/operator/seizure_training", "no")
        assert severity("operator_not_trained", untrained) == "warning"
        text = text_of(written("s12", silent, untrained))
        assert "not trained in seizure management" in text
        assert "training in basic life support not recorded" in text
        assert "; trained in" not in text


class DescribeThresholdsAndCoils:
    @pytest.mark.parametrize("path", ["threshold", "previous_threshold"])
    def it_compares_the_day_of_the_threshold_too(self, path: str) -> None:
        session = "s12" if path == "threshold" else "s16"
        other: Change = (f"sessions/{session}/{path}/date", "2026-10-11")
        assert severity("threshold_differs", other) == "refusal"

    @pytest.mark.parametrize("field", ["coil", "serial"])
    def it_warns_of_another_coil_without_a_new_threshold(self, field: str) -> None:
        problem = found(("sessions/s36/equipment/" + field, "C"))["coil_changed"]
        assert (problem.severity, problem.path) == ("warning", f"/sessions/s36/equipment/{field}")

    def but_not_with_one_or_with_a_clinicians_reason(self) -> None:
        assert severity("coil_changed", ("sessions/s08/departures", None)) == "warning"
        assert severity("coil_changed") is None
        again = {"code": "90869", "redetermination_reason": "coil_change", "date": "2026-12-15"}
        data = changed(
            *((f"sessions/s36/{name}", value) for name, value in again.items()),
            ("sessions/s36/equipment/coil", "C"),
        )
        problems = api.check_notes(api.load_case(json.dumps(data))).problems
        assert "coil_changed" not in {one.code for one in problems}

    def it_says_that_a_length_which_is_not_recorded_was_not_checked(self) -> None:
        assert severity("length_not_checked", (f"{S}/blocks/0/minutes", None)) == "warning"


class DescribeOneTypo:
    @pytest.mark.parametrize(
        ("session", "number"), [("s05", "50"), ("s36", "1"), ("s01", "40"), ("s20", "6")]
    )
    def it_blames_the_session_whose_number_is_wrong_and_no_other(self, session: str, number: str) -> None:
        problems = [
            one.path for one in checked((f"sessions/{session}/number", number)).refusals
            if one.code in ("number_out_of_order", "number_twice")
        ]  # fmt: skip
        assert problems == [f"/sessions/{session}/number"]

    def it_blames_the_session_that_took_the_number_of_another(self) -> None:
        assert refused("number_twice", ("sessions/s05/number", "6")) == ["s05"]

    @pytest.mark.parametrize("name", ["s05x", "a05"])
    def it_blames_the_copy_under_another_id_alone(self, name: str) -> None:
        data = changed()
        data["sessions"].append({**data["sessions"][4], "id": name})
        problems = api.check_notes(api.load_case(json.dumps(data))).refusals
        assert [(one.code, one.path) for one in problems] == [("session_twice", f"/sessions/{name}/id")]


def without(*ids: str) -> Checked:
    """The example without these sessions, whose rows of the log could not be read."""
    data = changed()
    data["sessions"] = [one for one in data["sessions"] if one["id"] not in ids]
    unread = [Unread(f"log.csv:{name[1:]}", name) for name in ids]
    return check_notes(api.load_case(json.dumps(data)), (), unread)


class DescribeUnreadRows:
    def it_does_not_judge_by_a_threshold_that_may_stand_in_one(self) -> None:
        problems = without("s16")
        assert not [one for one in problems.refusals if one.path.startswith("/sessions/")]
        said = {one.path.split("/")[2]: one for one in problems.warnings if one.code == "not_judged"}
        assert set(said) == {f"s{number}" for number in range(17, 37)}
        assert "log.csv:16" in said["s17"].detail

    def it_says_in_all_notes_that_the_first_session_is_missing(self) -> None:
        said = [one for one in without("s01").warnings if one.code == "no_first_session"]
        assert len(said) == 35
        assert {one.detail for one in said} == {"not read: log.csv:01"}

    def it_refuses_the_papers_that_count_sessions(self) -> None:
        told = {one.path.split("/")[1] for one in without("s16").refusals if one.code == "rows_unread"}
        assert told == {"reviews", "early_stops", "course_ends"}

    def it_does_not_call_a_session_unknown_that_could_not_be_read(self) -> None:
        assert "session_unknown" not in {one.code for one in without("s22").problems}

    def it_prints_no_count_of_units(self) -> None:
        from authpack.documents.notes import Notes
        from authpack.ledger.note_content import record_code

        case = api.load_case(json.dumps(changed()))
        notes = Notes(case, (), [Unread("log.csv:9")])
        course = next(iter(notes._courses.values()))
        assert course.unread
        session = case.sessions[11]
        whole = next(iter(Notes(case)._courses.values()))
        assert record_code(course, "session_note", session) != record_code(whole, "session_note", session)


class DescribeClones:
    def it_compares_each_field_by_itself(self) -> None:
        words = (
            "Says she feels a little better than before, appetite still poor, nothing else to report today.",
            "Says she feels a little better than before; appetite still poor and nothing else to report.",
        )
        changes = (("sessions/s13/mood_text", words[0]), ("sessions/s14/mood_text", words[1]))
        problem = found(*changes)["text_repeats"]
        assert (problem.path, problem.basis.grade) == ("/sessions/s14/mood_text", "own")
        assert "s13" in problem.detail

    def it_compares_the_plan_too(self) -> None:
        plan = "Same dose tomorrow; ask again about sleep, appetite and the cough."
        changes = (("sessions/s13/plan", plan), ("sessions/s19/plan", plan))
        assert found(*changes)["text_repeats"].path == "/sessions/s19/plan"

    @pytest.mark.parametrize(("many", "flagged"), [(18, False), (19, True)])
    def it_flags_times_that_are_the_same_in_more_than_half(self, many: int, flagged: bool) -> None:
        # 36 sessions: 18 are half of them.
        changes: list[Change] = []
        for number in range(1, 37):
            start, end = ("7:00", "8:05") if number <= many else (f"7:{number}", f"8:{number}")
            changes += [(f"sessions/s{number:02}/start", start), (f"sessions/s{number:02}/end", end)]
        problem = found(*changes).get("times_repeat")
        assert (problem is not None) == flagged
        assert problem is None or (problem.basis.grade, problem.detail) == (
            "own",
            "the same in 19 of 36 sessions",
        )

    def it_flags_ratings_that_never_vary(self) -> None:
        changes = [
            (f"sessions/s{number:02}/{name}", "4") for number in range(1, 37) for name in ("mood", "pain")
        ]
        problem = found(*changes)["scores_repeat"]
        assert (problem.severity, problem.path) == ("warning", "/sessions/s36/mood")


class DescribeWhatACourseLacks:
    @pytest.mark.parametrize(("change", "code"), [
        (("consents", []), "no_consent_paper"), (("plans", []), "no_plan"), (("plans/o1/date", "2026-10-13"), "plan_after_start"),
        (("reviews", []), "no_review"),
    ])  # fmt: skip
    def it_warns_of_the_course(self, change: Change, code: str) -> None:
        made = checked(change)
        assert [one.code for one in made.courses["r1"]] == [code]
        assert {one.severity for one in made.courses["r1"]} == {"warning"}

    @pytest.mark.parametrize(("day", "answer"), [("2026-10-12", None), ("2026-10-13", "warning")])
    def it_takes_a_plan_of_the_first_day(self, day: str, answer: str | None) -> None:
        assert severity("plan_after_start", ("plans/o1/date", day)) == answer

    @pytest.mark.parametrize(("day", "answer"), [("2026-10-26", None), ("2026-10-27", "warning")])
    def it_wants_a_review_within_two_weeks_of_sessions(self, day: str, answer: str | None) -> None:
        # The eleventh session is on October 26, the twelfth on the 27th.
        assert severity("no_review", ("reviews/v1/date", day)) == answer

    def it_warns_of_a_cancellation_on_a_day_of_service(self) -> None:
        assert (
            severity("cancelled_and_given", ("course_ends/f1/cancellations/0/date", "2026-11-12"))
            == "warning"
        )

    def it_warns_when_a_completed_course_is_shorter_than_planned(self) -> None:
        assert severity("completed_short", ("requests/r1/schedule/acute_sessions", "36")) is None
        assert severity("completed_short", ("requests/r1/schedule/acute_sessions", "37")) == "warning"


class DescribeAdvice:
    def it_says_for_every_finding_what_to_do(self) -> None:
        problems = checked(
            (f"{S}/blocks/0/pulses", "2999"), (f"{S}/equipment/device", "MagVita"), ("plans", [])
        ).problems
        assert all(advice(one) for one in problems)

    def it_names_the_departure_only_where_one_can_explain(self) -> None:
        said = {
            one.code: advice(one)
            for one in checked((f"{S}/equipment/device", "MagVita"), (f"{S}/plan", None)).refusals
        }
        assert "departures, what: device_differs" in said["device_differs"]
        assert "departures" not in said["field_missing"]

    def it_advises_of_no_finding_that_does_not_exist(self) -> None:
        from tests.functional.notes.support import ROOT

        text = (ROOT / "docs" / "notes.md").read_text(encoding="utf-8")
        assert [code for code in (*ADVICE, *EXPLAINABLE) if f"`{code}`" not in text] == []
