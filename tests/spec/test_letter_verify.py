"""What ``letter verify`` finds in an edited letter: every value at its place, with its anchor or without."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.verify.support import (
    anchored,
    edited,
    found,
    replaced,
    short,
    swapped,
    verify,
    without_anchors,
    written,
)

DATA, TRACE = written()
BARE = without_anchors(DATA)
NO_DIFFERENCE: list[Any] = []
BOTH = pytest.mark.parametrize("data", [DATA, BARE], ids=["anchors", "no anchors"])


def para(text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def before_trials(data: bytes, xml: str) -> bytes:
    """Something put right before the second heading."""
    mark = '<w:p><w:pPr><w:pStyle w:val="Heading2"/>'
    return edited(data, lambda text: text.replace(mark, xml + mark, 1))


class DescribeAnUntouchedLetter:
    @BOTH
    def it_finds_nothing(self, data: bytes) -> None:
        assert found(data, TRACE) == NO_DIFFERENCE

    def it_counts_the_values_and_says_which_were_compared_by_their_text(self) -> None:
        assert (verify(DATA, TRACE).checked, verify(DATA, TRACE).aligned) == (20, 0)
        report = verify(BARE, TRACE)
        assert (report.checked, report.aligned) == (20, 20)
        assert any("20 of 20 values have lost their anchor" in notice for notice in report.notices)

    @BOTH
    def it_finds_nothing_when_only_words_of_the_template_change(self, data: bytes) -> None:
        assert (
            found(replaced(data, ("The PHQ-9 total fell from ", "Her PHQ-9 score declined from ")), TRACE)
            == []
        )

    @BOTH
    def it_finds_nothing_when_a_paragraph_moves_as_a_whole(self, data: bytes) -> None:
        sentence = "Request for authorization</w:t></w:r></w:p>"
        moved = edited(
            data,
            lambda text: text.replace(sentence, sentence + para("With kind regards to the reviewer."), 1),
        )
        assert found(moved, TRACE) == NO_DIFFERENCE


class DescribeAChangedValue:
    @BOTH
    @pytest.mark.parametrize(
        ("old", "new", "what"),
        [
            ("200 mg/day", "250 mg/day", "number"),
            (">21<", ">27<", "number"),
            ("March 3, 2026", "March 8, 2026", "date"),
            ("02/01/2025 to 05/15/2025", "01/01/2025 to 05/15/2025", "date"),
            ("bupropion", "lithium", "drug"),
            ("F33.2", "F33.3", "code"),
            ("90868", "90869", "code"),
            ("partial response", "no real response", "words"),
            ("Aurelio Exemplarov, MD", "Aurelio Exemplarov, PhD", "words"),
        ],
    )
    def it_is_reported_with_what_was_expected_and_found(
        self, data: bytes, old: str, new: str, what: str
    ) -> None:
        differences = verify(replaced(data, (old, new)), TRACE).differences
        assert len(differences) == 1
        [one] = differences
        assert (one.kind, one.what, one.expected) == ("changed", what, old.strip("<>"))
        assert one.found
        assert one.found in new

    def it_is_named_by_its_place_and_its_path_in_the_record(self) -> None:
        [one] = verify(replaced(DATA, ("450 mg/day", "300 mg/day")), TRACE).differences
        assert one.place == 'table 1, row 3, column 3, under "Medication trials"'
        assert one.paths == ("/trials/t2/max_dose",)

    def it_is_seen_when_a_word_is_put_into_it(self) -> None:
        assert found(replaced(DATA, ("partial response", "no partial response")), TRACE) == [
            ("changed", "words", "partial response", "no partial response")
        ]

    def it_is_seen_on_every_page(self) -> None:
        part = "word/header2.xml"
        data = replaced(DATA, ("WA-EXAMPLE-21", "WA-EXAMPLE-12"), part=part)
        assert found(data, TRACE) == [("changed", "number", "WA-EXAMPLE-21", "WA-EXAMPLE-12")]

    def but_a_stop_drawn_into_its_anchor_changes_nothing(self) -> None:
        assert found(replaced(DATA, ("200 mg/day", "200 mg/day,")), TRACE) == NO_DIFFERENCE

    @BOTH
    def but_quotes_and_hyphens_that_the_word_processor_sets_change_nothing(self, data: bytes) -> None:
        curly = edited(data, lambda text: text.replace("WA-EXAMPLE-21", "WA\u2011EXAMPLE\u201121"))
        assert found(curly, TRACE) == []

    def but_a_value_split_into_runs_is_the_same(self) -> None:
        split = "200 m</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>g/day"
        assert found(replaced(DATA, ("200 mg/day", split)), TRACE) == NO_DIFFERENCE


class DescribeTwoSwappedValues:
    @BOTH
    def it_finds_two_doses_typed_over(self, data: bytes) -> None:
        assert found(swapped(data, "200 mg/day", "450 mg/day"), TRACE) == [
            ("changed", "number", "200 mg/day", "450 mg/day"),
            ("changed", "number", "450 mg/day", "200 mg/day"),
        ]

    def it_finds_two_doses_that_were_cut_and_pasted_with_their_anchors(self) -> None:
        data = swapped(DATA, anchored(DATA, "200 mg/day"), anchored(DATA, "450 mg/day"))
        assert found(data, TRACE) == [
            ("moved", "number", "200 mg/day", "200 mg/day"),
            ("moved", "number", "450 mg/day", "450 mg/day"),
        ]

    def it_finds_two_values_of_one_sentence(self) -> None:
        data = swapped(DATA, anchored(DATA, "21"), anchored(DATA, "19"))
        kinds = [(kind, expected) for kind, _, expected, _ in found(data, TRACE)]
        assert ("moved", "21") in kinds
        assert all(kind == "moved" for kind, _ in kinds)

    def but_without_anchors_it_still_finds_that_sentence(self) -> None:
        assert found(
            replaced(BARE, (">21<", ">\N{SNOWMAN}<"), (">19<", ">21<"), ("\N{SNOWMAN}", "19")), TRACE
        )

    def it_finds_values_of_one_row_that_changed_columns(self) -> None:
        data = swapped(DATA, anchored(DATA, "200 mg/day"), anchored(DATA, "no response"))
        assert [one[:3] for one in found(data, TRACE)] == [
            ("moved", "number", "200 mg/day"),
            ("moved", "words", "no response"),
        ]


class DescribeAMissingValue:
    @BOTH
    def it_finds_an_emptied_place(self, data: bytes) -> None:
        assert found(replaced(data, (">200 mg/day<", "><")), TRACE) == [
            ("missing", "number", "200 mg/day", "")
        ]

    @BOTH
    def it_finds_every_value_of_a_deleted_row(self, data: bytes) -> None:
        import re

        gone = edited(data, lambda text: re.sub(r"<w:tr>(?:(?!</w:tr>).)*450 mg/day.*?</w:tr>", "", text))
        assert [one[0] for one in found(gone, TRACE)] == ["missing"] * 4

    @BOTH
    @pytest.mark.parametrize(
        "look", ["<w:strike/>", '<w:dstrike w:val="true"/>', '<w:color w:val="ffffff"/>']
    )
    def it_finds_a_value_that_is_struck_through_or_white(self, data: bytes, look: str) -> None:
        report = verify(
            replaced(data, ('<w:t xml:space="preserve">F33.2<', f"<w:rPr>{look}</w:rPr><w:t>F33.2<")), TRACE
        )
        assert [short(one) for one in report.differences] == [("missing", "code", "F33.2", "")]
        assert "struck through or white (1 place(s))" in " ".join(report.notices)

    @pytest.mark.parametrize("look", ['<w:strike w:val="0"/>', '<w:color w:val="1F4E79"/>'])
    @BOTH
    def but_not_one_that_is_only_colored(self, data: bytes, look: str) -> None:
        shown = replaced(data, ('<w:t xml:space="preserve">F33.2<', f"<w:rPr>{look}</w:rPr><w:t>F33.2<"))
        assert found(shown, TRACE) == []

    @BOTH
    def it_finds_a_value_that_is_hidden_from_print(self, data: bytes) -> None:
        hidden = replaced(data, ('<w:t xml:space="preserve">F33.2<', "<w:rPr><w:vanish/></w:rPr><w:t>F33.2<"))
        report = verify(hidden, TRACE)
        assert [short(one) for one in report.differences] == [("missing", "code", "F33.2", "")]
        assert any("Text that is hidden" in notice for notice in report.notices)


class DescribeAMovedValue:
    def it_finds_a_value_in_another_paragraph_with_the_place_it_left(self) -> None:
        value = anchored(DATA, "F33.2")
        data = before_trials(
            replaced(DATA, (value, "")), para("Not to be confused with ").replace("</w:p>", f"{value}</w:p>")
        )
        [one] = verify(data, TRACE).differences
        assert (one.kind, one.what, one.expected) == ("moved", "code", "F33.2")
        assert one.note == 'it stood in paragraph 9, under "Medication trials"'


class DescribeAnAddedValue:
    @BOTH
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("She missed 3 doses.", [("added", "number", "", "3")]),
            ("She took lithium.", [("added", "drug", "", "lithium")]),
            ("She took Sertraline later.", [("added", "drug", "", "Sertraline")]),
            ("It began on June 5, 2024.", [("added", "date", "", "June 5, 2024")]),
            ("It began in April.", [("added", "date", "", "April")]),
            ("It began on 06/05/2024.", [("added", "date", "", "06/05/2024")]),
            ("She has F32.1 now.", [("added", "code", "", "F32.1")]),
            ("Two courses failed.", [("added", "number", "", "Two")]),
            ("She may return to work.", []),
        ],
    )
    def it_is_reported_in_a_new_paragraph(self, data: bytes, words: str, expected: list[Any]) -> None:
        assert found(before_trials(data, para(words)), TRACE) == expected

    @BOTH
    def it_is_reported_inside_a_sentence_of_the_letter(self, data: bytes) -> None:
        changed = replaced(data, ("The PHQ-9 total fell", "After 14 weeks the PHQ-9 total fell"))
        assert found(changed, TRACE) == [("added", "number", "", "14")]

    def it_is_reported_in_a_text_box_a_content_control_and_a_field(self) -> None:
        box = (
            "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
            + para("13 units")
            + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        )
        control = "<w:sdt><w:sdtContent>" + para("17 units") + "</w:sdtContent></w:sdt>"
        field = '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>11/20/2026</w:t></w:r></w:fldSimple></w:p>'
        said = [one[3] for one in found(before_trials(DATA, box + control + field), TRACE)]
        assert said == ["13", "17", "11/20/2026"]

    def it_says_when_the_record_has_the_same_words_elsewhere(self) -> None:
        [one] = verify(
            before_trials(DATA, para("It was 450 mg/day, or 19 points.").replace("450 mg/day, or ", "")),
            TRACE,
        ).differences
        assert one.note == "the record has the same words at /scores/s2/total"

    def but_the_templates_own_number_may_stay(self) -> None:
        assert found(DATA, TRACE) == NO_DIFFERENCE  # "PHQ-9" is a word of the template

    def but_page_numbers_are_the_word_processors(self) -> None:
        pages = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        assert found(before_trials(DATA, f"<w:p>{pages}</w:p>"), TRACE) == NO_DIFFERENCE
