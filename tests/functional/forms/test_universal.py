"""The universal TMS request form: accessible, the same bytes each time, and filled from every example."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pymupdf
import pytest
from pypdf import PdfReader

from authpack import api
from authpack.packets.forms.fill import FilledForm
from authpack.packets.forms.reading import read_form
from tests.functional.forms.support import field_values, ink, needs_poppler, pictures
from tests.functional.letters.support import EXAMPLES

FORM, MAPPING = api.universal_form()


def root() -> Any:
    return PdfReader(io.BytesIO(FORM.read_bytes())).trailer["/Root"]


def elements(node: Any) -> list[Any]:
    node = node.get_object()
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    below = [
        one.get_object() for one in (kids if isinstance(kids, list) else [kids]) if not isinstance(one, int)
    ]
    return [node, *(found for one in below if "/S" in one for found in elements(one))]


class DescribeAccess:
    def it_has_two_pages_a_title_and_a_language(self) -> None:
        info = read_form(FORM.read_bytes())
        assert len(info.sheets) == 2
        assert root()["/Lang"] == "en-US"
        assert b"pdfuaid:part>1" in root()["/Metadata"].get_data()

    def it_names_every_field_for_a_screen_reader(self) -> None:
        info = read_form(FORM.read_bytes())
        assert len(info.fields) > 120
        assert not [one.name for one in info.fields if not one.tooltip]

    def it_has_every_box_in_the_structure_tree_in_reading_order_of_the_tabs(self) -> None:
        tree = elements(root()["/StructTreeRoot"]["/K"][0])
        forms = [one for one in tree if one["/S"] == "/Form"]
        pages: list[Any] = list(PdfReader(io.BytesIO(FORM.read_bytes())).pages)
        boxes = [box for page in pages for box in page["/Annots"]]
        assert len(forms) == len(boxes)
        assert [one["/K"]["/Obj"].get_object()["/TU"] for one in forms] == [
            one.get_object()["/TU"] for one in boxes
        ]
        assert {str(page["/Tabs"]) for page in pages} == {"/S"}

    def it_has_headings_that_skip_no_level(self) -> None:
        names = [one["/S"] for one in elements(root()["/StructTreeRoot"]["/K"][0])]
        assert names.count("/H1") == 1
        assert names.count("/H2") >= 12
        assert "/H3" not in names


NEVER_SAID = {"None", "undefined", "nan", "unknown", "not_assessed", "True", "False"}


def said(pdf: bytes) -> set[str]:
    """Words of the fields (which show what they hold: test_samples.py) and of the pages, the addendum among them."""
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:  # type: ignore[no-untyped-call]
        words = {word[4] for page in opened for word in page.get_text("words")}
    held = " ".join(value for value in field_values(pdf).values() if isinstance(value, str))
    return {word.strip(".,;") for word in words | set(held.split())}


@cache
def first(*, flatten: bool = False) -> FilledForm:
    """The form filled from the first example."""
    return api.fill_form(
        api.load_case(EXAMPLES[0]), FORM.read_bytes(), api.load_form_mapping(MAPPING), flatten=flatten
    )


class DescribeFilling:
    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def it_is_filled_from_every_example_without_an_untraced_value(self, path: Any) -> None:
        case = api.load_case(path)
        mapping = api.load_form_mapping(MAPPING)
        for request in case.requests:
            made = api.fill_form(case, FORM.read_bytes(), mapping, request=request.id)
            stored = field_values(made.pdf)
            assert stored["patient_last_name"] == case.patient.family_name
            assert all(one["values"] or not one["text"] for one in made.trace["fields"])
            assert not [one for one in made.report.lines if one.done in ("unwritable", "left")]
            assert not said(made.pdf) & NEVER_SAID

    @needs_poppler
    def it_shows_the_same_in_three_viewers(self) -> None:
        made = first()
        info = read_form(FORM.read_bytes())
        filled = {one.name for one in made.report.lines if one.done in ("filled", "shrunk", "addendum")}
        drawn = {page: pictures(made.pdf, page - 1) for page in (1, 2)}
        for one in info.fields:
            for box in one.widgets:
                shares = {name: ink(picture, box.box) for name, picture in drawn[box.page].items()}
                assert max(shares.values()) - min(shares.values()) < 0.06, (one.name, shares)
                if one.name in filled and one.kind == "text":
                    assert min(shares.values()) > 0.004, (one.name, shares)

    def it_stays_accessible_when_it_is_filled_and_not_flattened(self) -> None:
        made = first()
        filled: Any = PdfReader(io.BytesIO(made.pdf)).trailer["/Root"]
        assert b"pdfuaid:part>1" in filled["/Metadata"].get_data()
        assert [one["/S"] for one in elements(filled["/StructTreeRoot"]["/K"][0])].count("/Form") > 120

    def but_it_claims_no_accessibility_when_flattened(self) -> None:
        made = first(flatten=True)
        filled: Any = PdfReader(io.BytesIO(made.pdf)).trailer["/Root"]
        assert b"pdfuaid:part" not in filled["/Metadata"].get_data()
