"""Names as clinics write them resolve; misspellings and two drugs in one text do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authpack.reference.drug_names import index, words
from authpack.reference.drugs import all_drugs, find
from authpack.reference.vocabulary import drug_pattern, drug_words

SPELLINGS = [
    ("Wellbutrin XL", "bupropion", "XL"),
    ("WellbutrinXL 300", "bupropion", "XL"),
    ("WELLBUTRIN-SR 150MG", "bupropion", "SR"),
    ("bupropion", "bupropion", None),
    ("bupropion HCl ER (XL) 150 mg 24hr", "bupropion", "XL"),
    ("12 HR bupropion hydrochloride 150 MG Extended Release Oral Tablet", "bupropion", "SR"),
    ("24 HR bupropion hydrochloride 300 MG Extended Release Oral Tablet", "bupropion", "XL"),
    ("Aplenzin 348 mg", "bupropion", "HBr"),
    ("bupropion HBr", "bupropion", "HBr"),
    ("Forfivo XL 450 mg", "bupropion", "XL"),
    ("escitalopram 10mg tab", "escitalopram", None),
    ("escitalopram oxalate 20 mg tablet daily", "escitalopram", None),
    ("Lexapro", "escitalopram", None),
    ("LEXAPRO (escitalopram)", "escitalopram", None),
    ("citalopram hydrobromide", "citalopram", None),
    ("Celexa 40 mg PO qd", "citalopram", None),
    ("EFFEXOR-XR 75 MG ER capsule", "venlafaxine", "XR"),
    ("Effexor XR", "venlafaxine", "XR"),
    ("venlafaxine ER 150 mg", "venlafaxine", "ER"),
    ("venlafaxine immediate release 37.5 mg BID", "venlafaxine", "IR"),
    ("sertraline HCl", "sertraline", None),
    ("zoloft 50", "sertraline", None),
    ("Emsam patch", "selegiline-transdermal", "patch"),
    ("selegiline 6 mg/24 h transdermal patch", "selegiline-transdermal", "patch"),
    ("Auvelity", "dextromethorphan-bupropion", "ER"),
    ("dextromethorphan-bupropion 45-105 mg", "dextromethorphan-bupropion", None),
    ("dextromethorphan HBr and bupropion HCl", "dextromethorphan-bupropion", None),
    ("Symbyax", "olanzapine-fluoxetine", None),
    ("olanzapine/fluoxetine 6-25 mg", "olanzapine-fluoxetine", None),
    ("T3", "liothyronine", None),
    ("liothyronine (T3)", "liothyronine", None),
    ("Cytomel 25 mcg", "liothyronine", None),
    ("T4", "levothyroxine", None),
    ("Prozac weekly", "fluoxetine", "weekly"),
    ("Prozac 20mg caps", "fluoxetine", None),
    ("fluvoxamine maleate", "fluvoxamine", None),
    ("Luvox CR", "fluvoxamine", "CR"),
    ("paroxetine CR 25", "paroxetine", "CR"),
    ("Paxil-CR", "paroxetine", "CR"),
    ("Pexeva", "paroxetine", None),
    ("paroxetine mesylate", "paroxetine", None),
    ("Viibryd", "vilazodone", None),
    ("Trintellix", "vortioxetine", None),
    ("Brintellix", "vortioxetine", None),
    ("Pristiq", "desvenlafaxine", "ER"),
    ("desvenlafaxine succinate ER 50 mg", "desvenlafaxine", "ER"),
    ("Cymbalta", "duloxetine", None),
    ("duloxetine delayed-release capsule 60 mg", "duloxetine", "DR"),
    ("Fetzima", "levomilnacipran", "ER"),
    ("Remeron SolTab 15 mg", "mirtazapine", "ODT"),
    ("mirtazapine orally disintegrating tablet", "mirtazapine", "ODT"),
    ("trazodone 150 mg qhs", "trazodone", None),
    ("Elavil", "amitriptyline", None),
    ("nortriptyline (Pamelor)", "nortriptyline", None),
    ("imipramine pamoate", "imipramine", "pamoate"),
    ("Tofranil-PM", "imipramine", "pamoate"),
    ("doxepin 10 mg/mL", "doxepin", None),
    ("Nardil 15 mg TID", "phenelzine", None),
    ("Spravato 84 mg nasal spray", "esketamine", "nasal"),
    ("ketamine infusion", "ketamine", None),
    ("Exxua", "gepirone", "ER"),
    ("Zurzuvae", "zuranolone", None),
    ("Abilify 5 mg", "aripiprazole", None),
    ("Seroquel XR 150", "quetiapine", "XR"),
    ("quetiapine fumarate", "quetiapine", None),
    ("lithium carbonate 300 mg cap", "lithium", None),
    ("Depakote ER", "valproate", "ER"),
    ("divalproex sodium DR 500 mg", "valproate", "DR"),
    ("mixed amphetamine salts", "amphetamine-salts", None),
    ("Adderall XR 20 mg", "amphetamine-salts", "XR"),
    ("L-methylfolate 15 mg", "l-methylfolate", None),
    ("buspirone", "buspirone", None),
    ("fluoxetine (Prozac) 20 mg x 8 weeks", "fluoxetine", None),
]


@pytest.mark.parametrize(("text", "drug_id", "formulation"), SPELLINGS)
def it_resolves_what_a_clinic_writes(text: str, drug_id: str, formulation: str | None) -> None:
    match = find(text)
    assert match.drug is not None, match
    assert (match.drug.id, match.formulation) == (drug_id, formulation)
    assert match.suggestions == ()


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("buproprion", "bupropion"),
        ("Wellbutrine", "Wellbutrin"),
        ("lexapr0", "Lexapro"),
        ("Zolft", "Zoloft"),
        ("venlafaxne ER", "venlafaxine"),
        ("escitalopran 10 mg", "escitalopram"),
        ("Prosac", "Prozac"),
        ("lamotragine", "lamotrigine"),
        ("trazadone", "trazodone"),
        ("cymbalata", "Cymbalta"),
        ("aripiprizole", "aripiprazole"),
    ],
)
def but_it_only_suggests_for_a_misspelling(text: str, suggestion: str) -> None:
    match = find(text)
    assert match.drug is None
    assert suggestion in match.suggestions
    assert match.reason


@pytest.mark.parametrize(
    "text",
    [
        "Lexapro and Zoloft",
        "sertraline, bupropion",
        "Prozac/Abilify",
        "olanzapine + fluoxetine",
        "olanzapine, fluoxetine",
    ],
)
def but_it_refuses_two_drugs_in_one_text(text: str) -> None:
    match = find(text)
    assert match.drug is None
    assert "More than one drug" in match.reason


@pytest.mark.parametrize(
    "text", ["perphenazine-amitriptyline", "no sertraline", "allergic to Prozac", "citalopram and buproprion"]
)
def but_it_refuses_a_name_beside_unknown_words(text: str) -> None:
    match = find(text)
    assert match.drug is None
    assert match.suggestions


@pytest.mark.parametrize(
    "text", ["", "  ", "10 mg", "Xanax", "unknown antidepressant", "selegiline 5 mg capsule"]
)
def but_it_finds_nothing_where_no_known_drug_is_named(text: str) -> None:
    assert find(text).drug is None
    assert find(text).reason


def it_reads_a_strength_but_never_a_dose() -> None:
    match = find("escitalopram 10 mg tab")
    assert match.strength_text == "10 mg"
    assert not hasattr(match, "dose_mg_day")


@pytest.mark.parametrize("text", ["Zyban 150 mg", "Silenor", "Brisdelle"])
def it_warns_of_a_product_that_is_no_depression_trial(text: str) -> None:
    match = find(text)
    assert match.drug is not None
    assert match.reason


def it_resolves_every_generic_and_brand_of_every_row() -> None:
    for one in all_drugs():
        for name in (one.generic, *one.brands, *one.also_written):
            assert find(name).drug == one, name


def it_never_lets_two_rows_share_a_name() -> None:
    for one in all_drugs():
        for name in (*one.brands, *one.also_written):
            assert index()[words(name)].drug == one, name


def it_lists_drug_words_for_the_read_back() -> None:
    assert {"escitalopram", "lexapro", "dextromethorphan", "lithium", "emsam"} <= drug_words()
    assert not {"weekly", "patch", "salts", "and", "sodium"} & drug_words()
    assert drug_pattern().findall("On Lexapro, then SERTRALINE.") == ["Lexapro", "SERTRALINE"]


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def it_reads_any_text_without_failing(text: str) -> None:
    match = find(text)
    assert match.drug is not None or match.reason


@given(
    st.sampled_from(SPELLINGS),
    st.sampled_from([str.upper, str.lower, str.title, "  {} ".format, "{}.".format]),
)
@settings(max_examples=100, deadline=None)
def it_does_not_mind_case_space_or_a_full_stop(spelling: tuple[str, str, str | None], change: object) -> None:
    assert callable(change)
    match = find(change(spelling[0]))
    assert match.drug is not None
    assert match.drug.id == spelling[1]
