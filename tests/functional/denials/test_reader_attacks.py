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
