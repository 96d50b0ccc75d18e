"""What misled the reader once: reversals, lost reasons, windows of other steps and other letters, columns, odd PDFs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pymupdf
import pytest

from authpack import api
from authpack.errors import InputError
from authpack.intake.denial_proposals import Proposals
from authpack.intake.denial_text import read_notice
from authpack.intake.notice_columns import in_reading_order
from authpack.intake.notice_text import pages_of_text

WORDINGS = Path(__file__).parent / "wordings"
NO_DENIAL = [
    "appeal-overturned",
    "external-review-overturned",
    "plain-approval",
    "approval-with-general-terms",
]


def read(text: str) -> Proposals:
    return read_notice(pages_of_text(text))


def wording(name: str) -> Proposals:
    return api.read_denial(WORDINGS / f"{name}.txt")


def reasons(found: Proposals) -> list[tuple[str, str]]:
    return [(one.value["quote"], one.sure) for one in found.of("reasons")]


class DescribeWhatIsNoDenial:
    @pytest.mark.parametrize("name", NO_DENIAL)
    def it_is_never_proposed_as_one(self, name: str) -> None:
        found = wording(name)
        assert found.value("kind") == "unknown"
        assert not {"denied", "reasons", "windows", "window_days", "send_address", "respond_by"} & set(
            found.fields
        )
        assert any("that is no denial" in note for note in found.notes)

    @pytest.mark.parametrize("name", [*NO_DENIAL, "withdrawn-duplicate"])
    def it_is_written_to_no_file(self, name: str) -> None:
        with pytest.raises(InputError, match="no denial is written"):
            api.confirm_denial(
                wording(name),
                accept=["all"],
                values=[("date", "2026-10-14")],
                request="r1",
                by="B",
                on="2026-10-20",
            )

    def but_it_is_for_a_person_to_say_the_last_word(self) -> None:
        file = api.confirm_denial(
            wording("plain-approval"),
            values=[("kind", "partial"), ("date", "2026-09-03")],
            request="r1",
            by="B",
            on="2026-10-20",
        )
        assert file.denial.kind == "partial"

    @pytest.mark.parametrize(
        "text",
        [
            "We have decided not to reverse our original denial. The request remains denied.",
            "The FDA has approved this device. Your request is denied.",
            "On appeal we uphold our original decision. The first 20 sessions were approved in May.",
            "The reviewer did not overturn the denial. TMS is not approved.",
            "Dear Provider:\nAn alternative was approved. TMS is not medically necessary and is denied.",
        ],
    )
    def but_it_takes_a_refusal_beside_words_of_approval_for_one(self, text: str) -> None:
        assert read(text).value("kind") in ("adverse", "partial")

    @pytest.mark.parametrize(
        "text", ["We reversed our denial in part.", "We are partially overturning the decision."]
    )
    def it_takes_a_reversal_in_part_for_a_partial_approval(self, text: str) -> None:
        assert read(text).value("kind") == "partial"


class DescribeReasons:
    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("county-adverse-determination", "Also, the person asked for is 17 years old"),
            ("military-initial-denial", "Major depressive disorder with psychotic features is documented"),
            ("lettered-reasons", "a metal cochlear implant is recorded in the problem list"),
            ("fund-excludes-experimental", "The Plan excludes coverage for any treatment"),
            ("plan-counsel-enumerated", "only two of the four required medication trials lasted six weeks"),
            ("status-by-code", "Functional cortical mapping is not a covered part of TMS"),
            ("appeal-upheld-below", "Pharmacy claims show that venlafaxine was filled once"),
            ("investigational-booklet", "Blue Shield of Fabrication Medical Policy 2.01.50 states that"),
            ("medicaid-will-not-pay", "TMS is not a benefit of Texas Medicaid"),
        ],
    )
    def it_loses_none_of_several(self, name: str, words: str) -> None:
        (sure,) = [sure for quote, sure in reasons(wording(name)) if quote.startswith(words)]
        assert sure != "possible"

    def it_splits_reasons_that_one_sentence_counts(self) -> None:
        found = read("Denied. The plan determined that (i) the illness is mild; and (ii) no scale was sent.")
        assert [quote for quote, _ in reasons(found)] == ["the illness is mild", "no scale was sent."]

    @pytest.mark.parametrize(
        "line",
        ["Mail: Plan Appeals, PO Box 1, Reno, NV 89500", "P2P: call 800-555-0100 within 5 days",
         "To keep a service you must ask by May 1, 2026.", "You are getting this notice because we denied it."],
    )  # fmt: skip
    def but_it_takes_no_route_and_no_right_for_one(self, line: str) -> None:
        found = read(f"We denied the request because:\n- The scale is not recent.\n{line}")
        assert [quote for quote, _ in reasons(found)] == ["The scale is not recent."]


class DescribeWindows:
    def it_keeps_the_hearing_and_the_external_review_out_of_the_appeals_window(self) -> None:
        found = wording("medicaid-plan-appeal")
        assert [one.value for one in found.of("window_days")] == ["60"]
        assert [one.value["step"] for one in found.of("windows")] == ["appeal", "fair_hearing"]

    def it_lets_no_window_run_from_this_notice_that_runs_from_a_later_one(self) -> None:
        hearing = wording("county-adverse-determination").of("windows")[-1].value
        assert (hearing["step"], hearing["runs_from"]) == ("fair_hearing", "unknown")

    def it_counts_a_window_from_the_letter_that_it_names(self) -> None:
        (window,) = [one.value for one in wording("after-conversation-stands").of("windows")]
        assert (window["step"], window["by"]) == ("appeal", "2027-03-29")
        assert "days" not in window
        assert not wording("after-conversation-stands").of("window_days")

    @pytest.mark.parametrize(
        ("words", "days", "start"),
        [
            (
                "You have a hundred and eighty days from the date you got this letter to appeal.",
                "180",
                "receipt",
            ),
            (
                "You may appeal this adverse determination in writing within 30 days of the date of this notice.",
                "30",
                "notice",
            ),
            (
                "The participant may ask the Board to review the denial. The request must be received not later than one "
                "hundred and eighty (180) days following the date the participant receives this letter.",
                "180",
                "receipt",
            ),
            ("You may ask for a review within 180 days after you receive this statement.", "180", "receipt"),
        ],
    )
    def it_reads_other_words_for_the_same(self, words: str, days: str, start: str) -> None:
        (window,) = [one.value for one in read(words).of("windows")]
        assert (window["step"], window["days"], window["runs_from"]) == ("appeal", days, start)

    def it_takes_an_appeal_after_a_pend_for_possible_only(self) -> None:
        (window,) = wording("pend-for-records").of("windows")
        assert window.sure == "possible"
        file = api.confirm_denial(
            wording("pend-for-records"), accept=["all"], request="r1", by="B", on="2026-09-01"
        )
        assert not file.denial.windows


class DescribeUnits:
    @pytest.mark.parametrize(
        ("text", "field", "units"),
        [
            ("We did not approve: 90868 (36 sessions).", "denied", 36),
            ("Denied: CPT 90868 rTMS, 36 visits.", "denied", 36),
            ("We will approve 6 more sessions of 90868, for a total of 26.", "approved", 6),
            ("90868   20 units  APPROVED", "approved", 20),
            ("90868   16 units  NOT APPROVED", "denied", 16),
        ],
    )
    def it_never_turns_a_refusal_into_a_grant(self, text: str, field: str, units: int) -> None:
        found = read(text)
        assert [(one.field, one.value["units"]) for one in found.found if one.field in ("denied", "approved")]\
            == [(field, str(units))]  # fmt: skip

    def it_reads_each_codes_own_status(self) -> None:
        found = wording("status-by-code")
        assert [one.value["code"] for one in found.of("approved")] == ["90867", "90868"]
        assert [one.value["code"] for one in found.of("denied")] == ["90869"]

    def but_it_says_nothing_where_one_sentence_grants_one_code_and_refuses_another(self) -> None:
        found = read("90867 x 1 approved and 90868 x 36 denied are shown above.")
        assert not {"approved", "denied"} & set(found.fields)


class DescribeNumbersAndDates:
    def it_says_that_a_date_in_numbers_is_read_month_first(self) -> None:
        assert any("read month first" in note for note in read("Date: 09-03-26\nWe denied it.").notes)

    @pytest.mark.parametrize("words", ["09-13-26", "September 3, 2026", "2026-09-03", "09-09-26"])
    def but_it_says_nothing_where_there_is_one_way_to_read_it(self, words: str) -> None:
        assert not any("month first" in note for note in read(f"Date: {words}\nWe denied it.").notes)

    def it_takes_the_original_denials_date_for_no_date_of_this_notice(self) -> None:
        text = "Date of original denial: August 28, 2026\nDate: October 14, 2026\nWe uphold our denial."
        assert [one.value for one in read(text).of("date")] == ["2026-10-14"]

    def it_keeps_two_claim_lines_that_are_alike(self) -> None:
        line = "90868 $250.00 CO-50 N115"
        found = read(f"Remittance notice\n{line}\n{line}")
        assert len(found.of("lines")) == 2

    def it_reads_no_redetermination_in_a_predetermination(self) -> None:
        assert read("Your request for predetermination is denied.").value("plan_type") is None


class DescribeColumns:
    TEXT = (WORDINGS / "two-columns.txt").read_text("utf-8")

    def it_reads_one_column_after_the_other_and_says_so(self) -> None:
        found = wording("two-columns")
        assert (
            "You are taking part in active substance use and this makes TMS less safe.",
            "stated",
        ) in reasons(found)
        assert any("two columns" in note for note in found.notes)

    def it_loses_no_letter(self) -> None:
        ordered, columns = in_reading_order(self.TEXT)
        assert columns
        assert Counter(ordered.split()) == Counter(self.TEXT.split())

    @pytest.mark.parametrize(
        "path",
        [one for one in sorted(WORDINGS.glob("*.txt")) if one.stem != "two-columns"],
        ids=lambda one: one.stem,
    )
    def but_it_leaves_labels_tables_and_addresses_as_they_are(self, path: Path) -> None:
        text = path.read_text("utf-8")
        assert in_reading_order(text) == (text, False)


def _pdf(path: Path, boxes: list[tuple[float, float, list[str]]], *, backwards: bool = False) -> Path:
    """A PDF with text boxes; backwards: drawn from the last line to the first, as some systems do."""
    document = pymupdf.open()  # type: ignore[no-untyped-call]
    page = document.new_page()
    drawn = [(x, y + 12 * place, line) for x, y, lines in boxes for place, line in enumerate(lines) if line]
    for x, y, line in reversed(drawn) if backwards else drawn:
        page.insert_text((x, y), line, fontsize=9, fontname="helv")
    document.save(path)  # type: ignore[no-untyped-call]
    document.close()  # type: ignore[no-untyped-call]
    return path


LEFT = [
    "Invented Health Plan", "", "September 3, 2026", "", "Reference No: 26-MB-00917", "",
    "We are not able to authorize the TMS", "treatment your doctor asked for. We", "made this decision because:",
    "- You are taking part in active", "  substance use and this makes TMS", "  less safe.",
    "- The request did not give a motor", "  threshold plan or the device.",
]  # fmt: skip
RIGHT = [
    "Your appeal rights", "", "You may ask for an appeal within", "60 calendar days from the date of",
    "this letter. You can write to us or", "send a fax to our appeals unit at", "1-888-555-0167.", "",
    "Your doctor can ask for a", "peer-to-peer call at", "1-800-555-0168 within five (5)", "business days.",
]  # fmt: skip
WANTED_REASONS = [
    "You are taking part in active substance use and this makes TMS less safe.",
    "The request did not give a motor threshold plan or the device.",
]


class DescribeOddPdfs:
    @pytest.mark.parametrize("backwards", [False, True])
    def it_reads_two_columns(self, tmp_path: Path, backwards: bool) -> None:
        found = api.read_denial(
            _pdf(tmp_path / "a.pdf", [(40, 60, LEFT), (320, 60, RIGHT)], backwards=backwards)
        )
        assert [quote for quote, _ in reasons(found)] == WANTED_REASONS
        assert found.value("date") == "2026-09-03"
        assert found.value("window_days") == "60"

    def it_reads_labels_on_the_left_and_values_on_the_right(self, tmp_path: Path) -> None:
        labels = ["Notice date:", "Case number:", "Decision:", "Denial reason:"]
        values = [
            "September 3, 2026", "26-MB-00917", "Denied - 90868, 36 sessions", "No scale within 30 days was sent.",
        ]  # fmt: skip
        boxes = [(40.0, 60.0, ["Invented Health Plan"]), (40.0, 100.0, labels), (200.0, 100.0, values)]
        found = api.read_denial(_pdf(tmp_path / "b.pdf", boxes))
        assert (found.value("date"), found.value("reference")) == ("2026-09-03", "26-MB-00917")
        assert [quote for quote, _ in reasons(found)] == ["No scale within 30 days was sent."]

    def it_reads_a_letter_drawn_from_its_foot_to_its_head(self, tmp_path: Path) -> None:
        lines = (WORDINGS / "lettered-reasons.txt").read_text("utf-8").splitlines()
        found = api.read_denial(_pdf(tmp_path / "c.pdf", [(40, 40, lines)], backwards=True))
        assert found.value("date") == "2026-09-03"
        assert any(quote.startswith("a metal cochlear implant") for quote, _ in reasons(found))


class DescribeWhatDecidesNothing:
    """A letter that acknowledges an appeal tells the earlier denial again; a letter of intent announces one."""

    @pytest.mark.parametrize("name", ["appeal-received", "review-request-received"])
    def it_takes_an_acknowledgement_for_no_denial(self, name: str) -> None:
        found = wording(name)
        assert found.value("kind") == "unknown"
        assert not {"reasons", "denied", "windows"} & set(found.fields)
        with pytest.raises(InputError, match="seems to decide nothing"):
            api.confirm_denial(found, accept=["all"], request="r1", by="B", on="2026-10-20")

    @pytest.mark.parametrize(
        "words", ["We uphold our decision.", "We denied your appeal.", "The service remains denied."]
    )
    def but_it_takes_the_decision_of_an_appeal_for_one(self, words: str) -> None:
        text = f"We received your appeal on May 1, 2026. {words} We will answer questions about our decision."
        assert read(text).value("kind") == "adverse"

    def it_takes_an_announced_denial_for_pended(self) -> None:
        found = wording("intent-to-deny")
        assert [(one.value, one.sure) for one in found.of("kind")] == [
            ("pended", "likely"),
            ("adverse", "possible"),
        ]
        assert any("does not make one yet" in note for note in found.notes)

    def but_it_takes_a_made_denial_that_looks_back_for_a_denial(self) -> None:
        text = (
            "Before the final determination is made on a new request you may call.\nYour request was denied."
        )
        assert read(text).value("kind") == "adverse"


class DescribeFewerThanAsked:
    @pytest.mark.parametrize(
        ("words", "kind"),
        [
            ("We certified 9 of the 10 sessions.", "partial"),
            ("We certified 10 of the 10 sessions.", "unknown"),
            ("Your request for 36 sessions has been approved for 30 sessions.", "partial"),
            ("Your request for 36 sessions has been approved for 36 sessions.", "unknown"),
        ],
    )
    def it_is_a_partial_approval(self, words: str, kind: str) -> None:
        assert read(f"This has been approved. {words}").value("kind") == kind

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("We denied 1 unit of 90867, 35 units of 90868 and 3 units of 90869.", ["1", "35", "3"]),
            ("Denied: 1 unit CPT 90867, 35 units CPT 90868", ["1", "35"]),
            ("We denied 90867 x 1, 90868 x 35, 90869 x 3.", ["1", "35", "3"]),
            ("Denied: 90867 x 1 unit CPT 90868 x 35 units CPT 90869 x 3", ["1", "35", "3"]),
        ],
    )  # fmt: skip
    def it_gives_each_of_several_codes_its_own_number(self, text: str, wanted: list[str]) -> None:
        assert [one.value["units"] for one in read(text).of("denied")] == wanted

    def it_takes_a_code_refused_beside_granted_ones_for_a_partial_approval(self) -> None:
        assert wording("one-code-denied").value("kind") == "partial"


class DescribeDatesAsPeopleWriteThem:
    @pytest.mark.parametrize("words", ["14.09.2026", "14/09/2026", "14-Sep-2026", "14-Sept-2026"])
    def it_reads_a_day_that_can_only_stand_first(self, words: str) -> None:
        assert read(f"Date: {words}\nWe denied it.").value("date") == "2026-09-14"

    @pytest.mark.parametrize(
        ("printed", "day"),
        [
            ("0ctober 5, 2O26", "2026-10-05"),
            ("Ju1y 1, 2O26", "2026-07-01"),
            ("Decernber 5, 2026", "2026-12-05"),
        ],
    )
    def it_puts_a_misread_date_right_and_only_as_a_guess(self, printed: str, day: str) -> None:
        found = read(f"Pretend Plan\nDa te: {printed}\nWe denied it.")
        assert [(one.value, one.sure) for one in found.of("date")] == [(day, "possible")]
        assert any("scan misread" in note for note in found.notes)

    def but_it_reads_no_date_from_a_number_that_is_none(self) -> None:
        assert read("Pretend Plan\nFile: 1O/2O/l2345\nWe denied it.").value("date") is None

    @pytest.mark.parametrize(
        ("notice", "wanted"),
        [
            ("December 3, 2026", "2026-12-04"),
            ("December 4, 2026", "2026-12-04"),
            ("December 5, 2026", "2027-12-04"),
        ],
    )
    def it_takes_a_day_without_a_year_for_the_first_after_the_notice(self, notice: str, wanted: str) -> None:
        found = read(f"{notice}\nWe denied it. Your appeal must be received by December 4.")
        assert [(one.value, one.sure) for one in found.of("respond_by")] == [(wanted, "possible")]

    def but_it_proposes_none_where_the_notice_has_no_date(self) -> None:
        assert read("We denied it. Your appeal must be received by December 4.").value("respond_by") is None

    @pytest.mark.parametrize(
        "words",
        ["5:00 p.m. ET on May 20, 2026", "5 pm Eastern Time May 20, 2026", "close of business on May 20, 2026",
         "noon on Wednesday, May 20, 2026", "May 20, 2026"],
    )  # fmt: skip
    def it_reads_a_day_behind_an_hour(self, words: str) -> None:
        found = read(f"Your request is pended. Please send the records by {words}.")
        assert found.value("respond_by") == "2026-05-20"


class DescribeWindowsThatMisled:
    @pytest.mark.parametrize(
        "words", ["(until October 14, 2026)", "(by October 14, 2026)", "and no later than October 14, 2026"]
    )
    def it_counts_no_window_from_its_own_last_day(self, words: str) -> None:
        found = read(
            f"Date: September 14, 2026\nWe denied it. You may appeal within 30 days of this letter {words}."
        )
        assert [one.value.get("by") for one in found.of("windows")] == [None]
        assert found.value("window_days") == "30"

    def it_takes_no_time_to_sue_for_a_time_to_appeal(self) -> None:
        found = read("We deny the appeal. You may bring a civil action within one year of this decision.")
        assert not found.of("windows")

    def it_lets_no_window_run_from_the_receipt_of_another_letter(self) -> None:
        (window,) = wording("medicare-records-review").of("windows")
        assert (window.value["days"], window.value["runs_from"]) == ("120", "unknown")

    def it_gives_a_window_to_the_last_of_two_alternatives(self) -> None:
        (window,) = read("We denied it. You may resubmit it or file an appeal within 180 days.").of("windows")
        assert window.value["step"] == "appeal"

    def it_takes_the_motor_thresholds_redetermination_for_no_medicare_appeal(self) -> None:
        found = read("We denied it. MT redetermination within 10 days is not covered.")
        assert found.value("plan_type") is None
        assert not found.of("windows")


APPROVALS = [
    "The request meets medical necessity criteria. Failure to obtain authorization may result in claim denial.",
    "This letter replaces our letter of July 20, 2026, in which we did not approve it. The request is approved.",
    "The appeal has been decided in your favor. The denial, which said that it was not necessary, is overturned in full.",
    "Authorization approved. Care that is not authorized may be denied.",
]


class DescribeApprovalsThatSpeakOfDenials:
    @pytest.mark.parametrize("words", APPROVALS)
    def it_takes_none_for_a_denial(self, words: str) -> None:
        found = read(f"Pretend Plan\nAugust 3, 2026\nCPT 90868 x 36\n{words}")
        assert found.value("kind") == "unknown"
        assert "denied" not in found.fields
        with pytest.raises(InputError, match="no denial is written"):
            api.confirm_denial(found, accept=["all"], request="r1", by="B", on="2026-10-20")

    @pytest.mark.parametrize(
        "words",
        [
            "We do not agree that the request meets medical necessity criteria. It is denied.",
            "The appeal was not decided in your favor. The denial is upheld.",
            "This replaces our letter of July 20, 2026. The request is denied.",
        ],
    )
    def but_it_takes_a_denial_for_one(self, words: str) -> None:
        assert read(words).value("kind") == "adverse"

    def it_proposes_no_refused_units_where_nothing_is_refused(self) -> None:
        found = read("Pretend Plan\nYour authorization for TMS was amended: 6 sessions of 90868 were added.")
        assert "denied" not in found.fields
