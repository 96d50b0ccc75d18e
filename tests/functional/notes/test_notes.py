"""Notes as files: what they print, from where, signed or not, late or not; read back with other libraries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from authpack import api
from authpack.documents.blocks import Figure, Table
from authpack.documents.note_kinds import KINDS
from authpack.ledger.course_of import courses
from authpack.ledger.note_content import record_code
from tests.functional.documents.samples import docx_text, pdf_pages
from tests.functional.notes.support import Change, changed, text_of, written

ONE_OF_EACH = {
    "treatment_plan": "o1", "consent_checklist": "k1", "mapping_note": "s01", "session_note": "s12",
    "redetermination_note": "s16", "progress_review": "v1", "adverse_event_note": "s09", "early_stop_note": "b1",
    "course_summary": "f1",
}  # fmt: skip


def it_has_an_example_of_every_kind() -> None:
    assert set(ONE_OF_EACH) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
class DescribeEveryKind:
    def it_names_patient_and_day_on_every_page(self, kind: str) -> None:
        made = written(ONE_OF_EACH[kind], kind=kind)
        assert made.note is not None
        for page in pdf_pages(made.note.pdf):
            assert "Perpetua Notareal" in page
            assert "April 2, 1979" in page
            assert "2026" in page

    def it_says_the_same_words_in_both_formats(self, kind: str) -> None:
        made = written(ONE_OF_EACH[kind], kind=kind)
        assert made.note is not None
        pdf = set(" ".join(pdf_pages(made.note.pdf)).replace("\u200b", "").split())
        missing = [word for word in docx_text(made.note.docx).split() if word not in pdf]
        assert missing == []

    def it_traces_every_value_to_the_record_or_a_rule(self, kind: str) -> None:
        made = written(ONE_OF_EACH[kind], kind=kind)
        assert made.note is not None
        for one in made.note.trace["values"]:
            assert one["paths"] or one.get("rule") or one["kind"] in ("program", "literal"), one

    def it_says_that_it_is_unsigned_and_leaves_a_line(self, kind: str) -> None:
        text = text_of(written(ONE_OF_EACH[kind], kind=kind))
        assert "UNSIGNED. Not signed by:" in text
        assert "UNSIGNED until signed, dated, and timed" in text
        assert "Signed by" not in text

    def it_prints_its_creation_date(self, kind: str) -> None:
        assert "Note created:" in text_of(written(ONE_OF_EACH[kind], kind=kind))

    def it_says_that_the_patient_is_invented(self, kind: str) -> None:
        assert "The patient, the clinicians, and the practice are invented." in text_of(
            written(ONE_OF_EACH[kind], kind=kind)
        )

    def it_puts_no_patient_into_file_names_or_properties(self, kind: str) -> None:
        made = written(ONE_OF_EACH[kind], kind=kind)
        assert made.note is not None
        words = " ".join(
            [
                *made.note.files(),
                made.note.document.title,
                *(value for _, value in made.note.document.metadata),
            ]
        )
        assert not any(name in words for name in ("Perpetua", "Notareal", "1979", "2026"))

    def it_gives_the_same_bytes_again(self, kind: str) -> None:
        one, other = (written(ONE_OF_EACH[kind], kind=kind).note for _ in range(2))
        assert one is not None
        assert other is not None
        assert one.files() == other.files()


class DescribeASessionNote:
    def it_prints_what_was_delivered_as_recorded(self) -> None:
        text = text_of(written("s22"))
        for words in (
            "58 of 75 planned",
            "2,320",
            "14.5 minutes",
            "9:00 to 9:26",
            "Patient asked to stop",
            "4.5 hours",
        ):
            assert words in text

    def it_prints_the_session_and_the_authorization(self) -> None:
        text = text_of(written("s12"))
        assert "number 12 (36 sessions in this authorization)" in text
        assert "EXAMPLE-A-1500, from October 5, 2026 to December 31, 2026" in text

    def it_says_not_recorded_of_what_may_stay_silent(self) -> None:
        text = text_of(written("s12", ("sessions/s12/pain", None), ("sessions/s12/blocks/0/minutes", None)))
        assert "Pain at the site: not recorded" in text
        assert "Length as logged not recorded" in text

    def but_it_never_turns_silence_about_an_early_stop_into_no(self) -> None:
        assert "Stopped early no" in text_of(written("s12"))
        assert "Stopped early not recorded" in text_of(written("s12", ("sessions/s12/stopped_early", None)))

    def it_never_says_that_a_silent_question_was_not_asked(self) -> None:
        text = text_of(written("s12", ("sessions/s12/suicidality", None), ("sessions/s12/mood", None)))
        assert "Suicide questions: not recorded" in text
        assert "Mood: rating not recorded" in text
        assert "not asked" not in text

    def it_prints_a_positive_answer_with_assessment_and_disposition(self) -> None:
        text = text_of(written("s11"))
        for words in (
            "Positive answer",
            "Passive thoughts on several days",
            "safety plan read again, sister informed",
        ):
            assert words in text

    def but_it_is_refused_without_the_disposition(self) -> None:
        result = written("s11", ("sessions/s11/suicidality/disposition", None))
        assert result.note is None
        assert [one.code for one in result.refusals] == ["suicidality_open"]

    def it_prints_a_clinicians_reason_for_a_departure(self) -> None:
        reason = [
            {
                "what": "device_differs",
                "clinician": "c1",
                "date": "2026-10-27",
                "text": "Device away for repair.",
            }
        ]
        result = written(
            "s12", ("sessions/s12/equipment/device", "MagVita"), ("sessions/s12/departures", reason)
        )
        assert (
            "Device other than authorized (Aurelio Exemplarov, MD, October 27, 2026): Device away for repair."
            in text_of(result)
        )
        assert [one.code for one in result.warnings] == ["device_differs"]

    def it_writes_a_sequential_protocol_as_two_blocks(self) -> None:
        shared = {"intensity_percent": "120", "output_percent": "58"}
        right = {"target": "right_dlpfc", "frequency_hz": "1", "on_s": "600", "off_s": "0", "trains_planned": "1", "trains": "1",
                 "pulses": "600", "minutes": "10", **shared}  # fmt: skip
        left = {"target": "left_dlpfc", "frequency_hz": "10", "on_s": "5", "off_s": "25", "trains_planned": "30", "trains": "30",
                "pulses": "1500", "minutes": "15", **shared}  # fmt: skip
        text = text_of(written(
            "s12", ("sessions/s12/blocks", [right, left]), ("sessions/s12/protocol", "bilateral_sequential"),
            ("requests/r1/protocol", "bilateral_sequential"), ("requests/r1/target", "bilateral_dlpfc"),
        ))  # fmt: skip
        assert "right dorsolateral prefrontal cortex" in text
        assert "left dorsolateral prefrontal cortex" in text
        assert "Pulses in all: 2,100" in text

    def it_escapes_what_looks_like_markup(self) -> None:
        words = "He said: | **stop** | # now ::: {{ 7*7 }} <b>"
        assert words in text_of(written("s12", ("sessions/s12/mood_text", words)))

    def it_prints_only_the_adverse_events_recorded(self) -> None:
        assert "Adverse events: no adverse event" in text_of(written("s12"))
        assert "Headache" in text_of(written("s03"))


class DescribeLateEntries:
    def it_says_late_entry_with_both_days_and_the_reason(self) -> None:
        text = text_of(written("s18"))
        assert "LATE ENTRY. Created November 5, 2026, 1 day after the service of November 4, 2026." in text
        assert "The network was down" in text

    def but_it_does_not_on_the_day_of_service(self) -> None:
        assert "LATE ENTRY" not in text_of(written("s17"))

    def it_is_refused_without_a_creation_date(self) -> None:
        assert written("s12", ("sessions/s12/written", None)).note is None


class DescribeSignatures:
    def _rows(self, *roles: str) -> Change:
        case = api.load_case(json.dumps(changed()))
        (course,) = courses(case)
        session = next(one for one in case.sessions if one.id == "s12")
        code = record_code(course, "session_note", session)
        people = {"operator": {"name": "Casimir Placeholder"}, "clinician": {"clinician": "c2"}}
        rows = [
            {"role": role, **people[role], "date": "2026-10-27", "time": "17:05", "record": code}
            for role in roles
        ]
        return ("sessions/s12/signatures", rows)

    def it_prints_each_recorded_signature_and_still_waits_for_the_other(self) -> None:
        text = text_of(written("s12", self._rows("operator")))
        assert "Signed by Casimir Placeholder, operator, October 27, 2026 at 17:05, for record" in text
        assert "UNSIGNED. Not signed by: responsible clinician (Hesper Nonesuch, DO)." in text

    def it_is_signed_when_everybody_has(self) -> None:
        text = text_of(written("s12", self._rows("operator", "clinician")))
        assert "Signed by Hesper Nonesuch, DO, responsible clinician" in text
        assert "UNSIGNED" not in text

    def it_signs_one_note_and_no_other(self) -> None:
        assert "UNSIGNED" in text_of(written("s13", self._rows("operator", "clinician")))

    def it_refuses_a_note_that_was_changed_after_signing(self) -> None:
        result = written(
            "s12", self._rows("operator", "clinician"), ("sessions/s12/blocks/0/minutes", "18.5")
        )
        assert [one.code for one in result.refusals] == ["changed_after_signing", "changed_after_signing"]


class DescribeOtherNotes:
    def it_prints_reason_and_change_of_the_threshold(self) -> None:
        # 48 to 51: 3 / 48 = 6.25%, shown as 6.2.
        text = text_of(written("s16"))
        assert "6.2% higher" in text
        assert "A medicine that may move the threshold was started, stopped, or changed." in text

    def it_counts_sessions_up_to_the_day_of_an_early_stop(self) -> None:
        text = text_of(written("b1", kind="early_stop_note"))
        assert "Sessions given: 22 sessions" in text
        assert "58 of 75 trains, 2,320 pulses" in text

    def it_counts_sessions_and_events_of_the_period_in_a_review(self) -> None:
        text = text_of(written("v2", kind="progress_review"))
        assert "10 sessions in the period, 21 sessions so far" in text
        assert "22 at baseline (October 9, 2026), 11 now, 50% lower" in text

    def it_refuses_a_kind_that_does_not_belong_to_the_code(self) -> None:
        from authpack.errors import InputError

        with pytest.raises(InputError):
            written("s12", kind="mapping_note")

    def it_needs_an_adverse_event_for_an_adverse_event_note(self) -> None:
        from authpack.errors import InputError

        with pytest.raises(InputError):
            written("s12", kind="adverse_event_note")


class DescribeWhatAReaderLooksFor:
    def it_prints_the_practices_number_of_the_patient(self) -> None:
        assert "record number P-EXAMPLE-15, case example-15" in text_of(written("s12"))
        assert "record number" not in text_of(written("s12", ("patient/mrn", None)))

    def it_prints_units_used_and_left_and_the_supervisors_npi(self) -> None:
        # s12 is the eleventh session with 90868 of 34.
        text = text_of(written("s12"))
        assert "unit 11 of 34 for 90868, 23 left" in text
        assert "Hesper Nonesuch, DO, NPI 2000002503" in text

    def it_refers_to_the_early_stop_note(self) -> None:
        assert "Early-stop note: b1, November 10, 2026: the patient's choice" in text_of(written("s22"))

    def it_prints_the_output_before_rounding_where_it_differs(self) -> None:
        assert "58% of maximum output (57.6% computed)" in text_of(written("s12"))
        assert "computed" not in text_of(written("s01"))

    def it_prints_the_operators_credentials_and_a_line_for_the_time(self) -> None:
        text = text_of(written("s12"))
        assert "operator (Casimir Placeholder, CNA, certified TMS technician)" in text
        assert "Time signed: ____" in text

    def it_keeps_a_notes_last_words_on_the_page_of_the_signature(self) -> None:
        for kind, record in ONE_OF_EACH.items():
            made = written(record, kind=kind).note
            assert made is not None
            last = pdf_pages(made.pdf)[-1]
            before = last.split("Signature")[0]
            assert len(before.split()) > 30, (kind, before)

    def it_dates_the_baseline_of_a_review_and_says_how_it_is_rounded(self) -> None:
        text = text_of(written("v1", kind="progress_review"))
        assert "October 9, 2026 (baseline)" in text
        assert "22 at baseline (October 9, 2026), 16 now, 27.2% lower" in text
        assert "rounded down to one decimal" in text
        assert "Changes of medicines: None." in text

    def it_writes_an_order_that_can_be_followed(self) -> None:
        text = text_of(written("o1", kind="treatment_plan"))
        for words in (
            "10 Hz, trains of 4 s, 75 trains, 40 pulses in a train, 3,000 pulses in a session, and gaps of 11 to 26 s",
            "36 sessions in all", "before rounding to the device's whole percent of output",
        ):  # fmt: skip
            assert words in text
        # Decided on October 5, after the plan: not told in it.
        assert "EXAMPLE-A-1500" not in text
        assert "EXAMPLE-A-1500, valid to December 31, 2026" in text_of(
            written("o1", ("authorizations/z1/decided", "2026-09-30"), kind="treatment_plan")
        )

    def it_prints_no_parameter_of_a_protocol_that_was_not_read(self) -> None:
        from authpack.reference.protocols import all_protocols

        unread = next(one for one in all_protocols() if one.on_s is not None and not one.on_s.usable)
        text = text_of(written("o1", ("requests/r1/protocol", unread.id), kind="treatment_plan"))
        assert "trains of" not in text

    def it_names_in_the_summary_what_stands_in_single_notes(self) -> None:
        text = text_of(written("f1", kind="course_summary"))
        for words in (
            "October 26, 2026 session item 9 of the PHQ-9: 1; C-SSRS ideation level 1 Aurelio Exemplarov, MD",
            "Session 22, November 10, 2026, 58 of 75 trains: the patient's choice; restart allowed",
            "November 2, 2026: Propranolol stopped on November 1, 2026.",
            "Session 8, October 21, 2026: coil B instead of A",
            "6 sessions, November 30, 2026 to December 15, 2026 (planned: 3, 2, and 1 sessions in consecutive weeks)",
            "EXAMPLE-A-1500 90868 subsequent treatment session 34 34 0",
            "visible movement Aurelio Exemplarov, MD mapping",
            "Headache, October 14, 2026. Action: Water, rest; acetaminophen advised.",
        ):  # fmt: skip
            assert words in text, words


def it_uses_a_practices_own_template(tmp_path: Path) -> None:
    own = tmp_path / "notes"
    own.mkdir()
    (own / "session_note.md.j2").write_text(
        "---\ntitle: Our own session note\nliterals: []\n---\n# Our own\n\nPulses: {{ blocks[0].pulses }}, {{ day }}.\n"
    )
    assert text_of(written("s12", templates=(tmp_path,))) == "Our own Pulses: 3,000, October 27, 2026."


def it_heads_no_two_parts_of_a_course_summary_alike() -> None:
    made = written("f1", kind="course_summary")
    assert made.note is not None
    captions = [
        "".join(span.text for span in block.caption)
        for block in made.note.document.blocks
        if isinstance(block, (Figure, Table)) and block.caption
    ]
    assert "Scores of the course" in captions
    assert len(captions) == len(set(captions))


def it_draws_the_scores_of_the_course_traced_and_in_words() -> None:
    made = written("f1", kind="course_summary")
    assert made.note is not None
    (figure,) = [block for block in made.note.document.blocks if isinstance(block, Figure)]
    known = {one["id"] for one in made.note.trace["values"]}
    assert {span.trace for label in figure.labels for span in label.spans if span.trace} <= known
    words = "".join(span.text for span in figure.alt)
    assert "PHQ-9" in words
    assert "MADRS" in words
