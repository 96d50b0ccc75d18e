"""The reader of notices: every field of the invented letters, with its exact words; nothing accepted."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authpack import api
from authpack.intake.denial_proposals import LISTS, Proposals
from authpack.intake.denial_text import read_notice
from authpack.intake.notice_columns import in_reading_order
from authpack.intake.notice_text import pages_of_text
from tests.functional.denials.expected import EXPECTED
from tests.functional.denials.expected_further import LATER
from tests.functional.denials.expected_notices import NOTICES
from tests.functional.denials.expected_wordings import FURTHER
from tests.functional.denials.samples import LETTERS, as_pdf

WORDINGS = sorted((Path(__file__).parent / "wordings").glob("*.txt"))
"""Further notices, in the wording of other payers and with other habits of layout; invented too."""
WANTED = {**EXPECTED, **FURTHER, **NOTICES, **LATER}


def found_in(proposals: Proposals) -> dict[str, list[Any]]:
    """Every candidate in the short form of ``expected.py``."""
    return {
        field: [_short(field, one.value, one.page, one.sure) for one in proposals.of(field)]
        for field in proposals.fields
    }


def _short(field: str, value: Any, page: int, sure: str) -> Any:
    if field == "reasons":
        return (value["quote"], page, sure, *([value["cites"]] if "cites" in value else []))
    if field == "windows":
        length = (
            f"{value['days']}d"
            if "days" in value
            else f"{value['months']}m"
            if "months" in value
            else value["by"]
        )
        return " ".join([value["step"], value["party"], length, value.get("runs_from", "-")]) + (
            " business" if value.get("business") else ""
        )
    if field in ("denied", "approved"):
        return f"{value['code']}:{value['units']} {sure}"
    if field == "send_address":
        return f"{value['street']}, {value['city']}, {value['state']} {value['zip']}"
    return tuple(value) if isinstance(value, list) and field not in LISTS else value


@pytest.mark.parametrize("path", [*LETTERS, *WORDINGS], ids=lambda path: path.stem)
class DescribeEveryLetter:
    def it_finds_every_field(self, path: Path) -> None:
        assert found_in(api.read_denial(path)) == WANTED[path.name]

    def it_quotes_words_that_stand_on_the_page_it_names(self, path: Path) -> None:
        ordered = [in_reading_order(text)[0] for text in pages_of_text(path.read_text("utf-8"))]
        pages = [" ".join(text.split()) for text in ordered]
        for one in api.read_denial(path).found:
            if one.page:
                quote = re.sub(r"[•\s]+", " ", one.quote).strip()
                held = " ".join(pages[one.page - 1 : one.page + 1]).replace("• ", "")
                squeezed = re.sub(r"[\s,]+", "", held)
                assert re.sub(r"[\s,]+", "", quote) in squeezed, (one.field, one.rule)

    def it_reads_the_same_from_a_pdf(self, path: Path, tmp_path: Path) -> None:
        text = path.read_text("utf-8").replace("•", "-")
        pdf = as_pdf("", tmp_path / "notice.pdf", pages=pages_of_text(text))
        found, wanted = found_in(api.read_denial(pdf)), WANTED[path.name]
        for field in (
            "kind",
            "date",
            "level",
            "reference",
            "window_days",
            "windows",
            "respond_by",
            "send_fax",
        ):
            assert found.get(field) == wanted.get(field), field
        assert [one[0] for one in found.get("reasons", [])] == [one[0] for one in wanted.get("reasons", [])]

    def it_says_the_same_twice(self, path: Path) -> None:
        assert api.read_denial(path) == api.read_denial(path)


class DescribeWhatIsAmbiguous:
    def it_shows_both_dates_both_numbers_and_both_windows(self) -> None:
        found = api.read_denial(next(one for one in LETTERS if one.name.startswith("13")))
        for field in ("date", "reference", "window_days"):
            assert found.ambiguous(field), field
            assert len(found.of(field)) == 2

    def but_it_takes_a_reason_beside_another_for_no_rival(self) -> None:
        found = api.read_denial(LETTERS[0])
        assert len(found.of("reasons")) == 4
        assert not found.ambiguous("reasons")


def read(text: str) -> Proposals:
    return read_notice(pages_of_text(text))


class DescribeKinds:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("We have denied your request for 90868.", "adverse"),
            ("Your request was not approved.", "adverse"),
            ("Your request was partially approved.", "partial"),
            (
                "We approved 20 units of 90868, but the remaining 16 units of 90868 are not approved.",
                "partial",
            ),
            ("Your request is pended. We need more information.", "pended"),
            ("The request could not be processed because the member ID is missing.", "rejected"),
            ("EXPLANATION OF BENEFITS\nThe claim was denied.", "claim"),
            ("We uphold our denial.", "adverse"),
        ],
    )
    def it_tells_what_was_decided(self, text: str, kind: str) -> None:
        assert read(text).value("kind") == kind

    @pytest.mark.parametrize(
        "text",
        [
            "If we do not receive it, your request may be denied.",
            "Your request has been approved.",
            "You can appeal when we deny a request.",
            "This is about your membership card.",
        ],
    )
    def but_it_takes_what_may_happen_for_no_decision(self, text: str) -> None:
        assert read(text).value("kind") not in ("adverse", "partial", "claim")


class DescribeDates:
    @pytest.mark.parametrize(
        "words",
        ["March 2, 2026", "Mar. 2, 2026", "2 March 2026", "03/02/2026", "3/2/26", "03-02-2026", "2026-03-02"],
    )
    def it_reads_a_date_as_letters_write_it(self, words: str) -> None:
        assert read(f"Date of Notice: {words}\nWe denied it.").value("date") == "2026-03-02"

    def but_it_takes_no_birth_request_or_service_date_for_the_notice(self) -> None:
        text = (
            "Date of birth: 01/02/1980\nRequest received: 03/01/2026\nService date: 03/09/2026\nWe denied it."
        )
        assert read(text).of("date") == ()

    def but_it_reads_no_day_that_does_not_exist(self) -> None:
        assert read("Date: 02/30/2026\nWe denied it.").of("date") == ()


class DescribeWindows:
    @pytest.mark.parametrize(
        ("words", "days", "start"),
        [
            ("You may appeal within 180 days of receiving this notice.", "180", "receipt"),
            (
                "An appeal must be filed within one hundred eighty (180) calendar days after receipt of this letter.",
                "180",
                "receipt",
            ),
            (
                "You must ask for an appeal within sixty (60) days from the date of this notice.",
                "60",
                "notice",
            ),
            ("You have 65 calendar days from the date of this notice to file an appeal.", "65", "notice"),
            ("Appeals must be received no later than 90 days after the date on this letter.", "90", "notice"),
        ],
    )
    def it_reads_a_window_and_where_it_begins(self, words: str, days: str, start: str) -> None:
        (window,) = [one.value for one in read(words).of("windows")]
        assert (window["step"], window["days"], window["runs_from"]) == ("appeal", days, start)

    @pytest.mark.parametrize(
        "words",
        [
            "We will decide your appeal within 30 days.",
            "The plan must give you a decision within 72 hours after we get your appeal.",
            "Your appeal needs a rating scale from the last 30 days.",
        ],
    )
    def but_it_leaves_out_what_the_payer_sets_for_itself(self, words: str) -> None:
        assert read(words).of("windows") == ()

    def it_keeps_appeal_dispute_external_review_and_peer_to_peer_apart(self) -> None:
        text = (
            "You may appeal within 180 days of receiving this notice.\n\n"
            "A provider dispute must be submitted within 60 days of this notice.\n\n"
            "You may ask for an external review within 4 months of receiving our final decision.\n\n"
            "Your provider may request a peer-to-peer review within 7 business days of this notice."
        )
        steps = [one.value["step"] for one in read(text).of("windows")]
        assert steps == ["appeal", "provider_dispute", "external_review", "peer_to_peer"]


class DescribeTheReadersLimits:
    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=2000))
    def it_never_fails_on_any_text_and_names_a_page_of_it(self, text: str) -> None:
        pages = pages_of_text(text)
        assert all(0 <= (one.page or 0) <= len(pages) for one in read_notice(pages).found)

    @pytest.mark.parametrize(
        "piece",
        ["a ", "because ", "within 180 days of ", "90868 x ", "Reason: ", "(((", "1 Main St, ", "Dr. A. B. "],
    )
    def it_takes_bounded_time_on_a_hostile_page(self, piece: str) -> None:
        start = time.perf_counter()
        read_notice([piece * (20_000 // len(piece))])
        assert time.perf_counter() - start < 20
