"""Drug rows: all there, every number marked as the research marked it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from authpack.errors import InputError
from authpack.reference import drugs
from authpack.reference.drugs import Drug
from authpack.reference.graded import Graded

READ_LABEL_CELLS = {("amitriptyline", "min"), ("amitriptyline", "max"), ("amoxapine", "max")}


def graded_of(one: Drug) -> list[Graded]:
    cells = [getattr(one, name) for name in Drug._fields]
    tables = [cell.values() for cell in cells if hasattr(cell, "values")]
    flat = [*cells, *(item for table in tables for item in table)]
    return [cell for cell in flat if isinstance(cell, Graded)]


def it_holds_every_row() -> None:
    roles = [one.role for one in drugs.all_drugs()]
    assert (len(roles), roles.count("antidepressant"), roles.count("augmentation")) == (62, 38, 24)


def it_gives_every_number_a_source_a_date_and_a_grade() -> None:
    for one in drugs.all_drugs():
        for cell in graded_of(one):
            assert cell.source, one.id
            assert cell.date == "2026-11", one.id


def it_marks_label_minima_as_own_knowledge_except_the_one_that_was_read() -> None:
    for one in drugs.all_drugs():
        for cell in (one.label_min_mg_day, one.label_min_text, *one.label_min_by_formulation.values()):
            expected = "verified" if (one.id, "min") in READ_LABEL_CELLS else "own"
            assert cell is None or cell.grade == expected, one.id


def it_marks_label_maxima_as_read_only_where_the_cms_table_was() -> None:
    read = {
        one.id
        for one in drugs.all_drugs()
        for cell in (one.label_max_mg_day, *one.label_max_by_formulation.values())
        if cell and cell.usable
    }
    assert read == {"amitriptyline", "amoxapine"}


def it_marks_instrument_doses_as_unverified() -> None:
    for one in drugs.all_drugs():
        for cell in (one.atrq_min, one.athf_long_min, *one.atrq_min_by_formulation.values()):
            assert cell is None or (cell.grade == "unverified" and not cell.usable), one.id


@pytest.mark.parametrize(
    ("drug_id", "milligrams"),
    [
        *(("sertraline", 50), ("escitalopram", 10), ("venlafaxine", 75), ("bupropion", 300)),
        *(("amitriptyline", 75), ("trazodone", 150), ("citalopram", 20), ("selegiline-transdermal", 6)),
        ("duloxetine", 40),
    ],
)
def it_gives_the_label_minimum_in_mg_a_day(drug_id: str, milligrams: int) -> None:
    cell = drugs.drug(drug_id).label_min_mg_day
    assert cell is not None
    assert cell.value == Decimal(milligrams)


@pytest.mark.parametrize(
    "drug_id",
    ["esketamine", "dextromethorphan-bupropion", "olanzapine-fluoxetine", "lithium", "liothyronine"],
)
def but_it_keeps_what_is_no_number_a_day_as_text(drug_id: str) -> None:
    one = drugs.drug(drug_id)
    assert one.label_min_mg_day is None
    assert one.label_min_text is not None
    assert one.label_min_text.number is None


def it_gives_a_formulation_its_own_dose() -> None:
    paroxetine, bupropion = drugs.drug("paroxetine"), drugs.drug("bupropion")
    assert str(paroxetine.label_min_for("CR")) == "25 mg/day"
    assert str(paroxetine.label_min_for(None)) == "20 mg/day"
    assert str(bupropion.label_min_for("HBr")) == "348 mg/day"
    assert str(bupropion.label_max_for("SR")) == "400 mg/day"


def it_takes_the_highest_maximum_when_the_formulation_is_unknown() -> None:
    assert str(drugs.drug("venlafaxine").label_max_for(None)) == "375 mg/day"
    assert str(drugs.drug("bupropion").label_max_for(None)) == "522 mg/day"
    assert drugs.drug("desvenlafaxine").label_max_for(None) is None


def it_keeps_a_payer_sheets_differing_maximum_apart() -> None:
    sheet = drugs.drug("paroxetine").payer_sheet_max
    assert sheet is not None
    assert (sheet.value, sheet.grade) == (Decimal(60), "verified")


@pytest.mark.parametrize(
    ("drug_id", "expected"),
    [
        ("sertraline", ("ssri",)),
        ("venlafaxine", ("snri",)),
        ("vilazodone", ("sms", "ssri")),
        ("vortioxetine", ("sms", "ssri", "atypical")),
        ("bupropion", ("ndri", "atypical")),
        ("mirtazapine", ("nassa", "atypical", "tetracyclic")),
        ("maprotiline", ("tca", "tetracyclic")),
        ("dextromethorphan-bupropion", ("nmda", "atypical")),
        ("olanzapine-fluoxetine", ("ssri",)),
        ("gepirone", ("atypical", "azapirone")),
    ],
)
def it_names_the_candidate_classes(drug_id: str, expected: tuple[str, ...]) -> None:
    assert drugs.drug(drug_id).classes == expected


def it_says_why_a_drug_has_several_candidate_classes() -> None:
    assert all(one.class_note for one in drugs.all_drugs() if len(one.classes) > 1)


def it_counts_no_augmentation_agent_as_an_antidepressant_class() -> None:
    for one in drugs.all_drugs():
        assert {drugs.classes()[name].kind for name in one.classes} == {one.role}, one.id


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("ketamine", {"esketamine", "ketamine"}),
        ("glutamatergic", {"esketamine", "ketamine", "dextromethorphan-bupropion"}),
        ("stimulant", {"methylphenidate", "lisdexamfetamine", "amphetamine-salts"}),
        ("lithium", {"lithium"}),
        ("thyroid", {"liothyronine", "levothyroxine"}),
        ("wakefulness", {"modafinil", "armodafinil"}),
        ("bipolar_question", {"lurasidone", "lamotrigine", "valproate"}),
    ],
)
def it_groups_drugs_for_safety_questions(group: str, members: set[str]) -> None:
    assert {one.id for one in drugs.all_drugs() if group in one.groups} == members


def it_names_what_lowers_the_seizure_threshold() -> None:
    found = {one.id for one in drugs.all_drugs() if "lowers_seizure_threshold" in one.groups}
    assert found == {
        *("bupropion", "dextromethorphan-bupropion", "clomipramine", "maprotiline"),
        *("methylphenidate", "lisdexamfetamine", "amphetamine-salts"),
    }


def it_refuses_an_unknown_id_and_an_unknown_class() -> None:
    with pytest.raises(InputError):
        drugs.drug("Lexapro")
    with pytest.raises(InputError):
        drugs.class_name("triptan")
    assert drugs.class_name("ssri") == "SSRI"
