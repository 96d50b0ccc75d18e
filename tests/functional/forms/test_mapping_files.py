"""Mapping files: strict, with the line of every fault; and the start of one from a form's labels."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.errors import ContentError
from authpack.packets.forms.mapping import load_mapping
from authpack.packets.forms.model import FormField, FormInfo, Sheet, Widget
from authpack.packets.forms.reading import read_form
from authpack.packets.forms.suggest import starter, suggestions
from tests.functional.forms.support import FormMaker, filled

HEAD = "schema: authpack.form_mapping/1\nform: {title: Test}\n"


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_mapping(HEAD + text, "m.yaml")
    return [str(one) for one in caught.value.faults]


class DescribeFaults:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "entries:\n  - {field: a, valeu: x}",
                "m.yaml:4: entries.0.valeu: not a known field; did you mean value?",
            ),
            (
                "entries:\n  - {field: a}",
                "m.yaml:4: entries.0: needs exactly one of value, tick, choose, blank.",
            ),
            ("entries:\n  - {field: a, value: x, tick: y}", "m.yaml:4: entries.0: needs exactly one of"),
            (
                "entries:\n  - {field: a, value: x, format: datum}",
                "m.yaml:4: entries.0: has a format that is not known",
            ),
            ('entries:\n  - {field: a, value: "{{ x"}', "m.yaml:4: entries.0.value: "),
            (
                'entries:\n  - {field: b, value: ok}\n  - {field: a, tick: "x =="}',
                "m.yaml:5: entries.1.tick: ",
            ),
            ("entries: []", "fills nothing"),
            ("smallest: 3.9\nentries:\n  - {field: a, value: x}", "m.yaml:3: smallest: must be 4"),
            (
                "rows:\n  - {each: trials, as: t, count: 2, heading: T, entries: [{field: a, value: x}]}",
                "needs {n}",
            ),
        ],
    )
    def it_names_file_line_and_field(self, text: str, said: str) -> None:
        assert any(said in one for one in faults(text)), faults(text)

    def it_lists_all_of_them(self) -> None:
        assert len(faults("entries:\n  - {field: a, valeu: x}\n  - {field: b, tikc: y}")) >= 2

    def it_accepts_the_smallest_print_and_nothing_below(self) -> None:
        entries = "entries:\n  - {field: a, value: x}"
        assert load_mapping(f"{HEAD}smallest: 4\n{entries}").smallest == 4
        assert any("smallest" in one for one in faults(f"smallest: 3.9\n{entries}"))


class DescribeFit:
    def form(self) -> bytes:
        maker = FormMaker()
        maker.text("patient_name", (20, 340, 220, 360))
        maker.check("box", (20, 300, 34, 314))
        return maker.bytes()

    @pytest.mark.parametrize(
        ("entry", "said"),
        [
            ({"field": "patient_nam", "value": "x"}, "Did you mean patient_name?"),
            ({"field": "box", "value": "x"}, "is ticked, not written"),
            ({"field": "box", "tick": "true", "on": "No"}, "not ticked by that value"),
            ({"field": "patient_name", "choose": {"a": "true"}}, "does not allow a"),
        ],
    )
    def it_refuses_what_the_form_does_not_have(self, entry: dict[str, Any], said: str) -> None:
        with pytest.raises(ContentError, match="does not fit the form") as caught:
            filled(self.form(), entry)
        assert any(said in str(one) for one in caught.value.faults)

    def it_refuses_a_field_filled_twice(self) -> None:
        entry = {"field": "patient_name", "value": "x"}
        with pytest.raises(ContentError) as caught:
            filled(self.form(), entry, entry)
        assert "filled twice" in str(caught.value)

    def it_refuses_another_edition_of_the_form(self) -> None:
        form = self.form()
        right = {"form": {"title": "T", "sha256": read_form(form).sha256}}
        wrong = {"form": {"title": "T", "sha256": "0" * 64}}
        filled(form, {"field": "patient_name", "value": "x"}, more=right)
        with pytest.raises(ContentError, match="another edition"):
            filled(form, {"field": "patient_name", "value": "x"}, more=wrong)


def field(label: str, name: str = "f1", **more: Any) -> FormField:
    box = Widget(1, (10, 10, 100, 15), (100, 15))
    return FormField(1, name, more.pop("kind", "text"), (box,), tooltip=label, **more)


def info(*fields: FormField) -> FormInfo:
    return FormInfo((Sheet(612, 792),), fields, sha256="0" * 64)


def found(label: str, name: str = "f1", **more: Any) -> tuple[str, str] | None:
    one = next(iter(suggestions(info(field(label, name, **more)))), None)
    return (one.says, one.confidence) if one else None


class DescribeTheStartOfAMapping:
    @pytest.mark.parametrize(
        ("label", "says"),
        [
            ("Date of Birth", "date of birth"),
            ("DOB:", "date of birth"),
            ("Member ID #", "member ID"),
            ("Patient's Last Name", "patient's last name"),
            ("Member Name", "patient's name"),
            ("Requesting Provider NPI", "ordering clinician's NPI"),
            ("Billing NPI", "billing NPI"),
            ("ICD-10 Diagnosis Code", "ICD-10 code"),
            ("Tax ID Number", "tax ID"),
        ],
    )
    def it_recognizes_a_plain_label(self, label: str, says: str) -> None:
        assert found(label) == (says, "sure")

    @pytest.mark.parametrize(
        "label",
        [
            "Mother's Last Name",
            "Pharmacy Phone",
            "Referring Provider NPI",
            "Employer name",
            "Emergency contact name",
        ],
    )
    def but_not_what_asks_of_somebody_else(self, label: str) -> None:
        assert found(label) is None

    @pytest.mark.parametrize(
        "label", ["Provider date of birth", "Last name shown on the former card", "City of the facility"]
    )
    def it_is_not_sure_of_a_label_that_says_more(self, label: str) -> None:
        suggestion = found(label)
        assert suggestion is None or suggestion[1] != "sure"

    def it_is_not_sure_by_the_name_of_the_field_alone(self) -> None:
        assert found("", name="form1[0].DOB[0]") == ("date of birth", "unsure")

    def it_is_not_sure_when_two_fields_ask_the_same(self) -> None:
        two = info(field("Last Name", "a"), field("Last Name", "b"))
        assert {one.confidence for one in suggestions(two)} == {"unsure"}

    def it_writes_active_lines_only_for_what_is_sure(self) -> None:
        text = starter(info(field("Date of Birth", "dob"), field("City of the facility", "city")), "T")
        active = [line for line in text.splitlines() if line.startswith("  - ")]
        assert len(active) == 1
        assert "dob" in active[0]
        assert [one.field for one in load_mapping(text).entries] == ["dob"]

    def it_gives_the_same_text_each_time(self) -> None:
        form = info(field("Date of Birth", "dob"), field("Sex", "sex", kind="radio"))
        assert starter(form, "T") == starter(form, "T")

    def it_cannot_be_tricked_by_a_label_with_line_ends_or_quotes(self) -> None:
        text = starter(info(field("Date of Birth", 'a"\n- {field: evil')), "T")
        assert [one.field for one in load_mapping(text).entries] == ['a"\n- {field: evil']
