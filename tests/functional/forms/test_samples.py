"""The public sample forms, filled with long values and marks above letters: the same in three viewers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from authpack.packets.forms.answers import refuse_misfit
from authpack.packets.forms.fill import FilledForm, fill_form
from authpack.packets.forms.mapping import load_mapping
from authpack.packets.forms.model import FormField, FormInfo
from authpack.packets.forms.picture import form_pictures
from authpack.packets.forms.reading import read_form
from authpack.packets.forms.suggest import starter
from authpack.packets.forms.values import FormValues
from tests.functional.forms.support import (
    field_values,
    ink,
    mapping,
    needs_poppler,
    needs_samples,
    pictures,
    sample_forms,
    style,
    texts,
    values,
)
from tests.functional.letters.support import record

pytestmark = [needs_samples, needs_poppler]
SHORT = "{{ record.patient.family_name }}"
LONG = "{{ record.patient.family_name }}: {{ request.rationale }} {{ trials_tried | listed }}"
NAME = "Nguyễn Łukasz"
SHOWN = ("filled", "shrunk", "addendum")
FIELDS = {
    "CleanSlateSinglePage_acroform": 29, "cfa_field_dropdown": 1, "cfa_field_listbox": 1, "cfa_field_signature": 1,
    "cfa_field_text": 2, "pdfcpu_english_form": 24, "pypdf_FormTestFromOo": 11, "pypdf_form": 1,
    "pypdf_form_acrobatReader": 1, "pypdf_form_evince": 1, "pypdf_libreoffice-form": 8, "pypdf_pdflatex-forms": 3,
    "ssa_ss-5_acroform": 61,
}  # fmt: skip
"""How many fields each form has, counted once by hand in a viewer's list."""


def every(info: FormInfo, value: str) -> Iterator[dict[str, Any]]:
    """An entry for every field that can be filled."""
    for one in info.fields:
        if one.kind in ("signature", "button") or one.password:
            continue
        if one.comb:
            formats = ["digits", f"take 1-{one.max_length}"]
            yield {"field": one.name, "value": "{{ record.practice.phone }}", "format": formats}
        elif one.kind == "text":
            yield {"field": one.name, "value": value}
        elif one.kind == "checkbox" and len(one.states) == 1:
            yield {"field": one.name, "tick": "true"}
        elif value_of := drawable(one):
            yield {"field": one.name, "choose": {value_of: "true"}}


def drawable(one: FormField) -> str | None:
    """The last allowed value in the Latin alphabet."""
    allowed = one.states or tuple(choice.export for choice in one.choices)
    return next((value for value in reversed(allowed) if value and ord(max(value)) < 0x250), None)


@cache
def values_with_marks() -> FormValues:
    data = record("01-clean-approval")
    data["patient"]["family_name"] = NAME
    return values(data)


@cache
def read(path: Path) -> FormInfo:
    return read_form(path.read_bytes())


@cache
def made(path: Path, value: str, flatten: bool) -> FilledForm:
    info = read(path)
    entries = list(every(info, value)) or [{"field": info.fields[0].name, "blank": "for a person"}]
    return fill_form(
        path.read_bytes(), mapping(*entries), values_with_marks(), style=style(), flatten=flatten
    )


def forms() -> Any:
    return pytest.mark.parametrize("path", sample_forms(), ids=lambda path: path.stem)


class DescribeReading:
    @forms()
    def it_finds_every_field_with_a_picture_and_a_start_of_a_mapping(self, path: Path) -> None:
        content, info = path.read_bytes(), read(path)
        assert len(info.fields) == FIELDS[path.stem]
        assert len(form_pictures(content, info)) == len(info.sheets)
        text = starter(info, "Sample")
        if "entries: []" not in text:
            refuse_misfit(load_mapping(text), info)


class DescribeFilling:
    @pytest.mark.parametrize("value", [SHORT, LONG], ids=["short", "long"])
    @forms()
    def it_shows_the_same_ink_in_every_box_in_three_viewers(self, path: Path, value: str) -> None:
        for flatten in (False, True):
            info, form = read(path), made(path, value, flatten)
            state = {one.name: one.done for one in form.report.lines}
            drawn = {
                page: pictures(form.pdf, page - 1)
                for page in sorted({page for one in info.fields for page in one.pages})
            }
            for one in info.fields:
                if state.get(one.name) not in SHOWN:
                    continue
                chosen = [box for box in one.widgets if box.state in (None, drawable(one))]
                for box in chosen:
                    shares = {name: ink(picture, box.box) for name, picture in drawn[box.page].items()}
                    assert min(shares.values()) > 0.004, (one.name, shares)
                    assert max(shares.values()) - min(shares.values()) < 0.06, (one.name, shares)

    @forms()
    def it_says_the_same_text_in_three_readers_when_flattened(self, path: Path) -> None:
        info, form = read(path), made(path, SHORT, True)
        state = {one.name: one.done for one in form.report.lines}
        for one in info.fields:
            if one.kind != "text" or state.get(one.name) not in ("filled", "shrunk"):
                continue
            wanted = "5095550121"[: one.max_length] if one.comb else "NguyễnŁukasz"
            for box in one.widgets:
                found = texts(form.pdf, box.page - 1, box.box)
                assert all(wanted in text for text in found.values()), (one.name, found)

    @forms()
    def it_stores_what_it_shows_when_not_flattened(self, path: Path) -> None:
        form = made(path, SHORT, False)
        stored = field_values(form.pdf)
        for one in form.trace["fields"]:
            line = next(line for line in form.report.lines if line.name == one["field"])
            if line.done in ("filled", "shrunk") and one["text"] in (NAME, "509"):
                assert stored[one["field"]] == one["text"]

    @forms()
    def it_loses_no_text_whatever_its_length(self, path: Path) -> None:
        """Every text is in its box, or whole in the addendum."""
        form = made(path, LONG, True)
        for one in form.report.lines:
            assert one.done not in ("missing", "unwritable"), one
            if one.done in ("addendum", "too_small"):
                assert one.item is not None
