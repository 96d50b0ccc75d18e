"""Filling a form: values and what is seen, in fields and flattened."""

from __future__ import annotations

import io
from typing import Any, ClassVar

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

from authpack.errors import ContentError, DocumentRefused
from authpack.packets.forms.fill import fill_form
from tests.functional.forms.support import (
    FormMaker,
    done,
    field_values,
    filled,
    ink,
    mapping,
    needs_poppler,
    pictures,
    pymupdf,
    style,
    texts,
    values,
)
from tests.functional.letters.support import record

BOX = (20.0, 340.0, 220.0, 360.0)
SEEN = (20.0, 40.0, 200.0, 20.0)
NAME = "{{ record.patient.family_name }}"


def one_text(**options: Any) -> bytes:
    maker = FormMaker()
    maker.text("name", options.pop("box", BOX), **options)
    return maker.bytes()


def root(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def page_text(pdf: bytes, page: int = 0) -> str:
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:
        return " ".join(opened[page].get_text().split())


class DescribeText:
    def it_stores_the_value_and_draws_it_itself(self) -> None:
        made = filled(one_text(), {"field": "name", "value": NAME})
        assert field_values(made.pdf)["name"] == "Fictorian"
        form = root(made.pdf)["/AcroForm"]
        assert "/NeedAppearances" not in form
        for name, picture in pictures(made.pdf, 0).items():
            assert ink(picture, SEEN) > 0.02, name

    def it_prints_in_place_of_fields_when_flattened(self) -> None:
        made = filled(one_text(), {"field": "name", "value": NAME}, flatten=True)
        assert field_values(made.pdf) == {}
        assert set(texts(made.pdf, 0, SEEN).values()) == {"Fictorian"}

    def it_gives_the_same_bytes_each_run(self) -> None:
        entry = {"field": "name", "value": NAME}
        assert filled(one_text(), entry).pdf == filled(one_text(), entry).pdf

    @pytest.mark.parametrize("name", ["Nguyễn Thị Ánh", "Łukasz Żółć", "Ștefan Țîrlea", "O’Brien–Smith"])
    def it_draws_names_that_the_form_s_own_font_lacks(self, name: str) -> None:
        data = record("01-clean-approval")
        data["patient"]["family_name"] = name
        made = filled(one_text(), {"field": "name", "value": NAME}, data=data, flatten=True)
        assert set(texts(made.pdf, 0, SEEN).values()) == {"".join(name.split())}
        assert (
            field_values(filled(one_text(), {"field": "name", "value": NAME}, data=data).pdf)["name"] == name
        )

    @pytest.mark.parametrize("name", ["王小明", "Jo 😀"])
    def but_it_refuses_a_character_that_no_font_draws_and_names_field_and_font(self, name: str) -> None:
        data = record("01-clean-approval")
        data["patient"]["family_name"] = name
        with pytest.raises(DocumentRefused) as caught:
            filled(one_text(), {"field": "name", "value": NAME}, data=data)
        assert "Noto" in str(caught.value)
        assert [fault.where for fault in caught.value.faults] == ["name"]
        assert name not in str(caught.value)

    def it_leaves_a_silent_fact_empty_and_says_which(self) -> None:
        data = record("01-clean-approval")
        del data["patient"]["address"]
        made = filled(one_text(), {"field": "name", "value": "{{ record.patient.address.city }}"}, data=data)
        assert field_values(made.pdf)["name"] is None
        (line,) = made.report.open
        assert line.done == "missing"
        assert "/patient/address" in line.why

    def it_traces_every_value_to_the_record(self) -> None:
        made = filled(
            one_text(), {"field": "name", "value": "{{ record.patient.birth_date }}", "format": "date DD"}
        )
        (field,) = made.trace["fields"]
        assert (field["text"], field["formats"]) == ("23", ["date DD"])
        (value,) = [one for one in made.trace["values"] if one["id"] in field["values"]]
        assert value["paths"] == ["/patient/birth_date"]

    def but_it_refuses_a_number_of_unknown_origin(self) -> None:
        with pytest.raises(DocumentRefused, match="no origin"):
            filled(one_text(), {"field": "name", "value": "approved for 36 sessions"})

    def it_accepts_a_fixed_wording_that_the_mapping_lists(self) -> None:
        made = filled(one_text(), {"field": "name", "value": "TMS 2026"}, more={"literals": ["2026"]})
        assert field_values(made.pdf)["name"] == "TMS 2026"

    def it_keeps_the_patient_out_of_the_file_s_description(self) -> None:
        made = filled(one_text(), {"field": "name", "value": NAME})
        about: Any = PdfReader(io.BytesIO(made.pdf)).metadata
        assert dict(about) == {"/Title": "Test form", "/Producer": "authpack"}
        assert b"Fictorian" not in root(made.pdf)["/Metadata"].get_data()


class DescribeTextThatDoesNotFit:
    """The box is 200 points wide; Liberation Sans draws 'n' 0.556 em wide, and 2 points stay free on each side."""

    def fits(self, letters: int, **options: Any) -> Any:
        data = record("01-clean-approval")
        data["patient"]["family_name"] = "n" * letters
        return filled(one_text(size=10, **options), {"field": "name", "value": NAME}, data=data)

    def it_keeps_the_form_s_size_while_it_fits(self) -> None:
        # 35 x 5.56 = 194.6 <= 196
        assert done(self.fits(35)) == {"name": "filled"}

    def it_shrinks_when_it_is_a_letter_too_long(self) -> None:
        # 36 x 5.56 = 200.2 > 196: 9.75 pt gives 195.2
        made = self.fits(36)
        assert done(made) == {"name": "shrunk"}
        assert made.report.lines[0].size == 9.75

    def it_shrinks_to_the_stated_smallest_size(self) -> None:
        # 50 x 3.89 = 194.6 at 7 pt
        made = self.fits(50)
        assert done(made) == {"name": "shrunk"}
        assert made.report.lines[0].size == 7.0

    def it_goes_to_the_addendum_whole_when_that_is_too_long(self) -> None:
        # 51 x 3.89 = 198.5 > 196
        made = self.fits(51)
        assert done(made) == {"name": "addendum"}
        assert field_values(made.pdf)["name"] == "See addendum, item 1"
        assert "n" * 51 in page_text(made.pdf, 1).replace(" ", "")
        assert made.report.addendum_pages == 1
        assert page_text(made.pdf, 1).startswith("Addendum to: Test form")

    def it_goes_to_the_addendum_when_the_field_takes_fewer_characters(self) -> None:
        assert done(self.fits(8, MaxLen=NumberObject(8))) == {"name": "filled"}
        made = self.fits(9, MaxLen=NumberObject(8))
        assert done(made) == {"name": "addendum"}
        assert field_values(made.pdf)["name"] == "Add. 1"
        assert done(self.fits(9, MaxLen=NumberObject(5))) == {"name": "too_small"}

    def it_says_so_when_even_a_reference_finds_no_room(self) -> None:
        made = filled(one_text(box=(20, 350, 32, 356)), {"field": "name", "value": NAME})
        (line,) = made.report.lines
        assert (line.done, line.item) == ("too_small", 1)
        assert "Fictorian" in page_text(made.pdf, 1)
        assert field_values(made.pdf)["name"] is None

    def it_wraps_in_a_field_of_several_lines(self) -> None:
        form = one_text(box=(20, 300, 120, 360), flags=1 << 12, size=9)
        made = filled(form, {"field": "name", "value": "{{ request.rationale }}"}, flatten=True)
        assert done(made)["name"] in ("filled", "shrunk")
        said = set(texts(made.pdf, 0, (20, 40, 100, 60)).values())
        assert len(said) == 1
        assert said.pop().endswith("unchangedoverthirteenmonths.")

    def it_prints_the_identity_on_the_addendum(self) -> None:
        text = page_text(self.fits(51).pdf, 1)
        assert "Date of birth: November 23, 1988" in text
        assert "WA-EXAMPLE-21" in text


class DescribeCombs:
    def form(self, cells: int) -> bytes:
        maker = FormMaker()
        maker.text("npi", BOX, flags=1 << 24, MaxLen=NumberObject(cells))
        return maker.bytes()

    def it_puts_one_character_in_each_cell(self) -> None:
        made = filled(
            self.form(10),
            {"field": "npi", "value": "{{ record.orderer.npi }}", "format": "npi"},
            flatten=True,
        )
        with pymupdf.open(stream=made.pdf, filetype="pdf") as opened:
            chars = [
                ((one["bbox"][0] + one["bbox"][2]) / 2, one["c"])
                for block in opened[0].get_text("rawdict", clip=pymupdf.Rect(20, 40, 220, 60))["blocks"]
                for line in block["lines"]
                for span in line["spans"]
                for one in span["chars"]
                if one["c"].strip()
            ]
        assert "".join(char for _, char in sorted(chars)) == "2000002495"
        # Ten cells of 20 points: the middles stand at 30, 50, ...
        assert [round(x) for x, _ in sorted(chars)] == [30 + 20 * place for place in range(10)]

    @pytest.mark.parametrize(("cells", "state"), [(11, "filled"), (10, "filled"), (9, "too_small")])
    def it_never_drops_a_character(self, cells: int, state: str) -> None:
        made = filled(self.form(cells), {"field": "npi", "value": "{{ record.orderer.npi }}"})
        assert done(made) == {"npi": state}


class DescribeButtons:
    def form(self) -> bytes:
        maker = FormMaker()
        maker.check("box", (20, 340, 34, 354))
        maker.radio("sex", ["0", "1"], [(20, 300, 34, 314), (60, 300, 74, 314)], opt=["Female", "Male"])
        return maker.bytes()

    FEMALE: ClassVar[dict[str, str]] = {
        "Female": "record.patient.sex == 'female'",
        "Male": "record.patient.sex == 'male'",
    }

    @needs_poppler
    @pytest.mark.parametrize("flatten", [False, True])
    def it_ticks_the_right_box_in_every_viewer_without_the_form_s_font(self, flatten: bool) -> None:
        entries = (
            {"field": "box", "tick": "record.request.urgency == 'standard'"},
            {"field": "sex", "choose": self.FEMALE},
        )
        made = filled(self.form(), *entries, flatten=flatten)
        for name, picture in pictures(made.pdf, 0, 4.0).items():
            assert ink(picture, (20, 46, 14, 14), 4.0) > 0.1, name
            assert ink(picture, (20, 86, 14, 14), 4.0) > 0.1, name
            assert ink(picture, (60, 86, 14, 14), 4.0) == 0, name
        if not flatten:
            assert field_values(made.pdf) == {"box": "/Yes", "sex": "/0"}

    @needs_poppler
    @pytest.mark.parametrize("look", [b"", b"q 1 w 0 0 14 14 re n Q", b"q 0.5 G 0 0 14 14 re S Q"])
    def it_draws_the_mark_where_the_form_s_own_look_has_none(self, look: bytes) -> None:
        # No ink, a path that is never drawn, and the same as the empty box.
        maker = FormMaker()
        widget = maker.check("box", (20, 340, 34, 354))
        normal: Any = widget["/AP"]["/N"]  # type: ignore[index]
        normal["/Yes"].set_data(look)
        off = StreamObject()
        off.set_data(b"q 0.5 G  0 0 14 14 re S Q")
        off.update(
            {NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): normal["/Yes"]["/BBox"]}
        )
        normal[NameObject("/Off")] = maker.writer._add_object(off)
        made = filled(maker.bytes(), {"field": "box", "tick": "record.request.urgency == 'standard'"})
        for name, picture in pictures(made.pdf, 0, 4.0).items():
            assert ink(picture, (20, 46, 14, 14), 4.0) > 0.1, name

    def it_leaves_a_box_empty_when_the_condition_is_false(self) -> None:
        made = filled(self.form(), {"field": "box", "tick": "record.request.urgency == 'expedited'"})
        assert field_values(made.pdf)["box"] == "/Off"
        assert done(made)["box"] == "filled"

    def but_it_ticks_neither_yes_nor_no_when_the_record_is_silent(self) -> None:
        data = record("01-clean-approval")
        del data["patient"]["sex"]
        made = filled(self.form(), {"field": "sex", "choose": self.FEMALE}, data=data)
        assert done(made)["sex"] == "missing"
        assert field_values(made.pdf)["sex"] in (None, "/Off")

    def it_reports_a_choice_of_which_none_holds(self) -> None:
        data = record("01-clean-approval")
        data["patient"]["sex"] = "other"
        made = filled(self.form(), {"field": "sex", "choose": self.FEMALE}, data=data)
        assert done(made)["sex"] == "unanswered"

    def but_it_refuses_a_condition_that_gives_a_text(self) -> None:
        # 'no' is a text, and a text counts as true in most languages.
        with pytest.raises(ContentError, match="not yes or no"):
            filled(self.form(), {"field": "box", "tick": "record.orderer.board_certified"})


class DescribeChoices:
    def form(self, flags: int) -> bytes:
        maker = FormMaker()
        maker.choice(
            "place", (20, 300, 220, 360), [("11", "Office"), ("22", "Hospital"), ("99", "Other")], flags
        )
        return maker.bytes()

    def it_takes_the_export_value_and_shows_its_words(self) -> None:
        entry = {"field": "place", "value": "{{ record.request.place_of_service }}"}
        assert field_values(filled(self.form(1 << 17), entry).pdf)["place"] == "11"
        flat = filled(self.form(1 << 17), entry, flatten=True)
        assert set(texts(flat.pdf, 0, (20, 40, 200, 60)).values()) == {"Office"}

    def it_marks_the_line_of_an_open_list(self) -> None:
        entry = {"field": "place", "choose": {"22": "false", "11": "record.request.place_of_service == '11'"}}
        made = filled(self.form(0), entry)
        assert field_values(made.pdf)["place"] == "11"
        assert root(made.pdf)["/AcroForm"]["/Fields"][0].get_object()["/I"] == [0]

    def but_it_refuses_a_value_that_the_form_does_not_list(self) -> None:
        made = filled(self.form(1 << 17), {"field": "place", "value": NAME})
        assert done(made) == {"place": "unwritable"}
        with pytest.raises(ContentError, match="does not allow 12"):
            filled(self.form(1 << 17), {"field": "place", "choose": {"12": "true"}})


class DescribeWhatTheFormHeld:
    def it_empties_what_may_be_another_patient_s_and_reports_it(self) -> None:
        maker = FormMaker()
        maker.text("name", BOX, V=TextStringObject("Somebody Else"))
        maker.text("state", (20, 300, 220, 320), V=TextStringObject("FL"), DV=TextStringObject("FL"))
        maker.text("new", (20, 260, 220, 280))
        made = filled(maker.bytes(), {"field": "new", "value": NAME}, flatten=True)
        assert done(made) == {"name": "cleared", "state": "kept", "new": "filled"}
        assert "Somebody" not in page_text(made.pdf)
        assert "FL Fictorian" in page_text(made.pdf)

    def it_empties_a_field_whose_new_value_is_missing(self) -> None:
        data = record("01-clean-approval")
        del data["patient"]["address"]
        form = one_text(V=TextStringObject("Springfield"))
        made = filled(
            form, {"field": "name", "value": "{{ record.patient.address.city }}"}, data=data, flatten=True
        )
        assert "Springfield" not in page_text(made.pdf)

    def it_keeps_what_the_mapping_says_to_keep(self) -> None:
        maker = FormMaker()
        maker.text("plan", BOX, V=TextStringObject("Example Plan"))
        maker.text("new", (20, 260, 220, 280))
        made = filled(maker.bytes(), {"field": "new", "value": NAME}, more={"keep": ["plan"]}, flatten=True)
        assert set(texts(made.pdf, 0, SEEN).values()) == {"ExamplePlan"}

    def it_reports_required_fields_that_stay_empty(self) -> None:
        maker = FormMaker()
        maker.text("name", BOX)
        maker.text("must", (20, 300, 220, 320), flags=1 << 1)
        made = filled(maker.bytes(), {"field": "name", "value": NAME})
        assert [one.name for one in made.report.required_empty] == ["must"]
        with pytest.raises(DocumentRefused, match="still open"):
            filled(maker.bytes(), {"field": "name", "value": NAME}, strict=True)

    def it_leaves_a_signature_for_a_person(self) -> None:
        maker = FormMaker()
        maker.text("name", BOX)
        maker.widget("sign", "/Sig", (20, 200, 220, 240))
        made = filled(maker.bytes(), {"field": "name", "value": NAME})
        assert done(made)["sign"] == "signature"
        with pytest.raises(ContentError, match="signature"):
            filled(maker.bytes(), {"field": "sign", "value": NAME})

    def but_it_refuses_a_form_that_somebody_has_signed(self) -> None:
        maker = FormMaker()
        maker.text("name", BOX)
        maker.widget(
            "sign", "/Sig", (20, 200, 220, 240), V=DictionaryObject({NameObject("/Type"): NameObject("/Sig")})
        )
        with pytest.raises(DocumentRefused, match="signed"):
            filled(maker.bytes(), {"field": "name", "value": NAME})


class DescribePlaces:
    @needs_poppler
    @pytest.mark.parametrize("rotation", [0, 90, 180, 270])
    def it_prints_upright_at_the_place_as_the_page_is_seen(self, rotation: int) -> None:
        form = FormMaker(size=(400, 300), rotation=rotation)
        at = {"page": 1, "x": 50, "y": 80, "width": 120, "height": 20, "size": 12}
        made = filled(form.bytes(), {"field": "stamp", "at": at, "value": NAME})
        seen = {name: ink(picture, (50, 80, 60, 20)) for name, picture in pictures(made.pdf, 0).items()}
        assert all(0.05 < share < 0.4 for share in seen.values()), seen
        beside = {name: ink(picture, (180, 80, 60, 20)) for name, picture in pictures(made.pdf, 0).items()}
        assert set(beside.values()) == {0.0}

    def it_ticks_and_combs_at_a_place(self) -> None:
        form = FormMaker().bytes()
        box = {"page": 1, "x": 20, "y": 20, "width": 14, "height": 14}
        comb = {"page": 1, "x": 20, "y": 60, "width": 200, "height": 20, "comb": 10}
        made = filled(
            form,
            {"field": "a", "at": box, "tick": "record.request.phase == 'initial'"},
            {"field": "b", "at": comb, "value": "{{ record.orderer.npi }}"},
        )
        assert set(texts(made.pdf, 0, (18, 18, 18, 18)).values()) == {"X"}
        assert set(texts(made.pdf, 0, (20, 58, 200, 24)).values()) == {"2000002495"}

    def it_sends_what_does_not_fit_to_the_addendum(self) -> None:
        at = {"page": 1, "x": 50, "y": 80, "width": 90, "height": 12, "size": 9}
        made = filled(FormMaker().bytes(), {"field": "why", "at": at, "value": "{{ request.rationale }}"})
        assert done(made) == {"why": "addendum"}
        assert "addendum" in next(iter(texts(made.pdf, 0, (50, 78, 100, 18)).values())).lower()

    def but_it_refuses_a_place_outside_the_page(self) -> None:
        at = {"page": 1, "x": 350, "y": 80, "width": 120, "height": 20}
        with pytest.raises(ContentError, match="outside the page"):
            filled(FormMaker().bytes(), {"field": "why", "at": at, "value": NAME})


class DescribeRows:
    def form(self, rows: int) -> bytes:
        maker = FormMaker()
        for number in range(1, rows + 1):
            top = 380 - 30 * number
            maker.text(f"drug_{number}", (20, top, 140, top + 20))
            maker.text(f"dose_{number}", (150, top, 380, top + 20))
        return maker.bytes()

    def rows(self, count: int) -> dict[str, Any]:
        entries = [
            {"field": "drug_{n}", "label": "Drug", "value": "{{ trial.drug }}"},
            {"field": "dose_{n}", "label": "Dose", "value": "{{ trial.dose }}"},
        ]
        return {
            "rows": [
                {"each": "trials", "as": "trial", "count": count, "heading": "Trials", "entries": entries}
            ]
        }

    def it_fills_one_row_for_each_item_and_leaves_the_rest(self) -> None:
        made = filled(self.form(4), more=self.rows(4))
        found = field_values(made.pdf)
        assert [found[f"drug_{n}"] for n in (1, 2, 3, 4)] == [
            "fluoxetine",
            "mirtazapine",
            "desvenlafaxine",
            None,
        ]
        assert done(made)["drug_4"] == "unused"
        assert not made.report.open

    def it_fills_the_last_row_when_the_items_just_fit(self) -> None:
        made = filled(self.form(3), more=self.rows(3))
        assert field_values(made.pdf)["drug_3"] == "desvenlafaxine"
        assert not made.addendum

    def it_refers_to_the_addendum_in_the_last_row_when_one_item_is_too_many(self) -> None:
        made = filled(self.form(2), more=self.rows(2))
        found = field_values(made.pdf)
        assert (found["drug_1"], found["drug_2"], found["dose_2"]) == (
            "fluoxetine",
            "See addendum, item 1",
            None,
        )
        text = page_text(made.pdf, 1)
        assert "Trials, entries 2 to 3" in text
        assert "mirtazapine" in text
        assert "100 mg/day" in text

    def it_says_when_the_record_holds_no_list(self) -> None:
        data = record("01-clean-approval")
        data["trials"] = {}
        made = filled(self.form(2), more=self.rows(2), data=data)
        assert any("Trials" in note for note in made.report.extra)


class DescribeMarks:
    def it_says_on_every_page_that_an_example_is_invented(self) -> None:
        assert "invented" in page_text(filled(one_text(), {"field": "name", "value": NAME}).pdf)

    def it_says_nothing_on_a_real_case(self) -> None:
        data = record("01-clean-approval")
        del data["invented"]
        assert "invented" not in page_text(
            filled(one_text(), {"field": "name", "value": NAME}, data=data).pdf
        )

    def it_says_draft_on_every_page_when_it_prints_a_judgement_that_is_open(self) -> None:
        entries = (
            {"field": "name", "value": "{{ judgement.overall }}: " + "{{ trials_tried | listed }} " * 3},
        )
        made = fill_form(
            one_text(), mapping(*entries), values(record("03-two-ssris"), judged=True), style=style()
        )
        assert made.report.draft
        assert all("DRAFT - NOT FOR SUBMISSION" in page_text(made.pdf, page) for page in (0, 1))

    def but_not_when_it_prints_facts_alone(self) -> None:
        entry = {"field": "name", "value": NAME}
        made = fill_form(
            one_text(), mapping(entry), values(record("03-two-ssris"), judged=True), style=style()
        )
        assert not made.report.draft
        assert "DRAFT" not in page_text(made.pdf)


class DescribeTurnedBoxes:
    @pytest.mark.parametrize("flatten", [False, True])
    @pytest.mark.parametrize("turn", [0, 90, 180, 270])
    def it_draws_upright_in_a_box_turned_with_its_page(self, turn: int, flatten: bool) -> None:
        maker = FormMaker(rotation=turn)
        box = maker.text("name", (150, 150, 250, 250))
        box[NameObject("/MK")] = DictionaryObject({NameObject("/R"): NumberObject(turn)})
        made = filled(maker.bytes(), {"field": "name", "value": NAME}, flatten=flatten)
        with pymupdf.open(stream=made.pdf, filetype="pdf") as opened:
            page = opened[0]
            page.set_rotation(turn)
            pixels = page.get_pixmap(clip=pymupdf.Rect(150, 150, 250, 250))
            words = [one for one in page.get_text("dict")["blocks"] if "lines" in one]
        assert min(pixels.samples) < 100, "ink"
        assert bool(words) or not flatten
        for block in words:
            for line in block["lines"]:
                if "Fictorian" in "".join(span["text"] for span in line["spans"]):
                    across = pymupdf.Point(line["dir"]) * pymupdf.Matrix(1, 1).prerotate(turn)
                    assert (round(across.x), round(across.y)) == (1, 0)
