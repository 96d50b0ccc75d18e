"""What proves what, in which order, under which letter; when an attachment may go out; how parts are divided."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authpack.domain.requests import Attachment
from authpack.errors import DocumentRefused
from authpack.packets.cited import citation, covers, letters, page_numbers, pages_wanted, proofs, runs
from authpack.packets.layout import Section, divide, lay_out
from authpack.packets.reading.look import stamp_scale
from authpack.packets.reading.sheets import sheet_for, visible
from authpack.packets.sensitivity import needs_notice, stops

DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("size", "scale"),
    [
        ((612, 792), 1.0),
        ((595, 842), 1.0),
        ((1008, 612), 1.0),  # Legal, the largest that is printed as it is
        ((792, 1224), 1.55),
        ((1191, 842), 1.50),
    ],
)
def it_makes_the_stamp_larger_on_a_page_that_will_be_printed_smaller(
    size: tuple[float, float], scale: float
) -> None:
    assert stamp_scale(*size) == pytest.approx(scale, abs=0.005)


def attachment(name: str = "x1", **more: object) -> Attachment:
    return Attachment.model_validate({"id": name, "title": "A document", **more})


def pages(text: str, *paths: str) -> dict[str, object]:
    return {"pages": text, "proves": list(paths)}


class DescribeLetters:
    def it_goes_on_with_two_letters_after_z(self) -> None:
        assert letters(28)[:2] == ["A", "B"]
        assert letters(28)[25:] == ["Z", "AA", "AB"]

    def it_never_repeats_one(self) -> None:
        assert len(set(letters(800))) == 800


class DescribeProofs:
    def it_counts_what_stands_at_or_above_a_path_and_no_neighbor(self) -> None:
        assert covers("/trials/t1", "/trials/t1")
        assert covers("/trials/t1", "/trials/t1/stop")
        assert covers("/trials", "/trials/t1/stop")
        assert not covers("/trials/t1", "/trials/t10")
        assert not covers("/trials/t1/stop", "/trials/t1")

    def it_prefers_the_page_to_the_whole_document(self) -> None:
        one = attachment(proves=["/trials"], on_pages=[pages("2", "/trials/t1")])
        found = citation(["/trials/t1/stop"], proofs([one]))
        assert [proof.page for proof in found.proofs] == [2]

    def it_lists_what_nothing_documents(self) -> None:
        found = citation(["/trials/t1", "/screen"], proofs([attachment(proves=["/trials"])]))
        assert found.missing == ("/screen",)

    def it_takes_what_shows_a_part_when_nothing_covers_the_whole(self) -> None:
        found = citation(["/screen"], proofs([attachment(on_pages=[pages("3", "/screen/implants")])]))
        assert [proof.page for proof in found.proofs] == [3]
        assert found.missing == ()

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [("2", (2,)), ("2-4", (2, 3, 4)), (" 1, 4 - 5 ,4", (1, 4, 5)), ("5-3", (3, 4, 5))],
    )
    def it_reads_pages(self, text: str, numbers: tuple[int, ...]) -> None:
        assert page_numbers(text) == numbers

    def it_takes_only_named_pages_unless_the_whole_is_named_or_wanted(self) -> None:
        some = attachment(on_pages=[pages("2", "/a"), pages("4-5", "/b")])
        assert pages_wanted(some, all_pages=False) == (2, 4, 5)
        assert pages_wanted(some, all_pages=True) is None
        assert pages_wanted(attachment(proves=["/a"], on_pages=[pages("2", "/b")]), all_pages=False) is None

    @given(st.lists(st.integers(1, 60), unique=True).map(sorted))
    def it_writes_stretches_that_hold_exactly_the_pages(self, numbers: list[int]) -> None:
        found = [page for first, last in runs(numbers) for page in range(first, last + 1)]
        assert found == numbers


class DescribeSensitivity:
    @pytest.mark.parametrize("kind", ["psychotherapy_notes", "part2", "state_restricted"])
    def it_needs_a_dated_consent_of_the_day_or_before(self, kind: str) -> None:
        assert stops(attachment(sensitivity=kind), DAY)
        assert stops(attachment(sensitivity=kind, consent="no", consent_date="2026-09-30"), DAY)
        assert stops(attachment(sensitivity=kind, consent="yes"), DAY)
        assert stops(attachment(sensitivity=kind, consent="yes", consent_date="2026-09-30"), DAY) is None
        assert stops(attachment(sensitivity=kind, consent="yes", consent_date="2026-10-01"), DAY) is None
        assert stops(attachment(sensitivity=kind, consent="yes", consent_date="2026-10-02"), DAY)

    def it_stops_at_what_nobody_answered(self) -> None:
        assert stops(attachment(), DAY)
        assert stops(attachment(consent="yes", consent_date="2026-01-01"), DAY)

    def it_lets_plain_records_go(self) -> None:
        assert stops(attachment(sensitivity="none"), DAY) is None

    def it_sends_the_notice_with_substance_use_records_alone(self) -> None:
        assert needs_notice(attachment(sensitivity="part2"))
        assert not needs_notice(attachment(sensitivity="psychotherapy_notes"))


def section(key: str, size: int, group: str = "", count: int = 1) -> Section:
    return Section(key, key, count, size - 900 * count, group or key)


class DescribeParts:
    def it_cuts_only_between_documents(self) -> None:
        # A limit of 10,000 with 1,000 for cover and contents leaves 9,000 a part.
        heaps = divide(
            [section("letter", 3000), section("a", 5999), section("b", 3001), section("c", 6000)],
            10_000,
            1000,
        )
        assert [[one.key for one in heap] for heap in heaps] == [["letter", "a"], ["b"], ["c"]]

    @pytest.mark.parametrize(("size", "parts"), [(5999, 1), (6000, 1), (6001, 2)])
    def it_fills_a_part_to_the_limit(self, size: int, parts: int) -> None:
        assert len(divide([section("letter", 3000), section("a", size)], 10_000, 1000)) == parts

    def it_keeps_a_notice_with_its_document(self) -> None:
        heaps = divide(
            [section("letter", 7000), section("n", 1000, "x"), section("x", 5000, "x")], 10_000, 1000
        )
        assert [[one.key for one in heap] for heap in heaps] == [["letter"], ["n", "x"]]

    def but_it_refuses_a_document_that_is_too_large_by_itself_and_names_it(self) -> None:
        with pytest.raises(DocumentRefused) as refused:
            divide([section("letter", 100), section("a", 9001)], 10_000, 1000)
        assert refused.value.faults[0].where == "a"
        assert "--recompress" in refused.value.do

    @given(st.lists(st.integers(900, 8000), min_size=1, max_size=30))
    def it_drops_nothing_and_changes_no_order(self, sizes: list[int]) -> None:
        sections = [section(str(number), size) for number, size in enumerate(sizes)]
        heaps = divide(sections, 10_000, 1000)
        assert [one for heap in heaps for one in heap] == sections
        assert all(sum(one.size + 900 for one in heap) <= 9000 for heap in heaps)

    def it_counts_packet_pages_over_all_parts_with_their_covers(self) -> None:
        layout = lay_out(
            [[section("letter", 4000, count=4)], [section("a", 4000, count=2)]], {"contents:1": 2}
        )
        # Part 1: cover 1, contents 2 and 3, letter 4 to 7; part 2: cover 8, contents 9, exhibit 10 and 11.
        assert layout.place("letter")[0] == 4
        assert layout.place("a")[0] == 10
        assert layout.total == 11


class DescribeSheets:
    @pytest.mark.parametrize(
        ("rotate", "size", "corner"),
        [
            (0, (612, 792), (0, 0)),
            (90, (792, 612), (0, 612)),
            (180, (612, 792), (612, 792)),
            (270, (792, 612), (792, 0)),
        ],
    )
    def it_turns_a_page_upright(
        self, rotate: int, size: tuple[float, float], corner: tuple[float, float]
    ) -> None:
        sheet = sheet_for((10, 20, 622, 812), rotate, 1)
        a, b, c, d, e, f = sheet.matrix
        assert (sheet.width, sheet.height) == size
        # Where the lower left corner of the visible box comes to lie.
        assert (10 * a + 20 * c + e, 10 * b + 20 * d + f) == corner

    @pytest.mark.parametrize(("side", "kept"), [(269.9, False), (270.0, True), (270.1, True)])
    def it_puts_a_page_that_is_too_narrow_for_the_stamp_on_a_sheet(self, side: float, kept: bool) -> None:
        assert (not sheet_for((0, 0, side, 400), 0, 1).change) == kept

    @pytest.mark.parametrize(("long", "kept"), [(1727.0, True), (1728.0, True), (1729.0, False)])
    def it_makes_a_page_of_more_than_two_feet_smaller(self, long: float, kept: bool) -> None:
        assert (not sheet_for((0, 0, 700, long), 0, 1).change) == kept

    def it_counts_user_units(self) -> None:
        assert (sheet_for((0, 0, 306, 396), 0, 2).width, sheet_for((0, 0, 306, 396), 0, 2).height) == (
            612,
            792,
        )

    def it_shows_the_crop_box_inside_the_media_box(self) -> None:
        assert visible((0, 0, 612, 792), (100, 100, 900, 700)) == (100, 100, 612, 700)
        assert visible((0, 0, 612, 792), (700, 800, 900, 900)) == (0, 0, 612, 792)
        assert visible(None, None) == (0, 0, 612, 792)

    @given(
        st.tuples(*(st.floats(-2000, 20000, allow_nan=False) for _ in range(4))),
        st.sampled_from([0, 90, 180, 270]),
        st.floats(0.01, 50),
    )
    def it_always_lands_inside_a_sheet_of_a_sensible_size(
        self, corners: tuple[float, ...], rotate: int, unit: float
    ) -> None:
        left, right = sorted((corners[0], corners[2]))
        bottom, top = sorted((corners[1], corners[3]))
        box = (left, bottom, max(right, left + 1), max(top, bottom + 1))
        sheet = sheet_for(box, rotate, unit)
        a, b, c, d, e, f = sheet.matrix
        for x in (box[0], box[2]):
            for y in (box[1], box[3]):
                assert -0.5 <= x * a + y * c + e <= sheet.width + 0.5
                assert -0.5 <= x * b + y * d + f <= sheet.height + 0.5
        assert min(sheet.width, sheet.height) >= 270
        assert max(sheet.width, sheet.height) <= 1728
