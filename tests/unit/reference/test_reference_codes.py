"""Codes: every row, and what a diagnosis code says by itself."""

from __future__ import annotations

import pytest

from authpack.reference import codes
from authpack.reference.codes import depression_severity_from_icd, icd10_display, icd10_exclusion, icd10_row


def it_holds_every_row() -> None:
    counts = {name: len(codes.code_list(name)) for name in codes.LISTS}
    assert counts == {
        "places_of_service": 8,
        "modifiers": 11,
        "carc": 45,
        "carc_groups": 5,
        "rarc": 29,
        "review_actions": 8,
        "review_reasons": 20,
        "rejections": 16,
        "rejection_followups": 2,
        "certification_types": 9,
        "attachment_types": 8,
        "lcds_seen": 6,
    }
    assert (len(codes.all_icd()), len(codes.all_cpt())) == (52, 20)
    assert len(codes.code_warnings()) == 2
    assert len(codes.notes()) == 9


@pytest.mark.parametrize(
    ("code", "course", "severity", "psychotic"),
    [
        ("F32.0", "single", "mild", None),
        ("F32.1", "single", "moderate", None),
        ("F32.2", "single", "severe", False),
        ("F32.3", "single", "severe", True),
        ("F33.0", "recurrent", "mild", None),
        ("F33.1", "recurrent", "moderate", None),
        ("F33.2", "recurrent", "severe", False),
        ("F33.3", "recurrent", "severe", True),
        ("f332", "recurrent", "severe", False),
        ("F32.9", "single", None, None),
        ("F33.9", "recurrent", None, None),
    ],
)
def it_reads_severity_from_the_code(
    code: str, course: str, severity: str | None, psychotic: bool | None
) -> None:
    found = depression_severity_from_icd(code)
    assert found.is_mdd
    assert (found.course, found.severity, found.psychotic_features) == (course, severity, psychotic)
    assert found.remission is None


@pytest.mark.parametrize(
    ("code", "remission"),
    [
        ("F32.4", "partial"),
        ("F32.5", "full"),
        ("F33.40", "unspecified"),
        ("F33.41", "partial"),
        ("F33.42", "full"),
    ],
)
def it_reads_remission_from_the_code(code: str, remission: str) -> None:
    found = depression_severity_from_icd(code)
    assert (found.is_mdd, found.severity, found.remission) == (True, None, remission)


@pytest.mark.parametrize("code", ["F32.A", "F32.81", "F32.89", "F33.8", "F34.1", "F31.81", "F42.2"])
def but_it_takes_no_other_code_for_mdd(code: str) -> None:
    found = depression_severity_from_icd(code)
    assert (found.is_mdd, found.severity) == (False, None)


def it_displays_a_code_only_by_its_own_row() -> None:
    assert icd10_display("F33.2") == "Major depressive disorder, recurrent, severe without psychotic features"
    assert icd10_display("f332") == icd10_display("F33.2")
    assert icd10_display("F33.3").endswith("with psychotic symptoms")
    assert icd10_display("F31.81") == ""  # held as a range only
    assert icd10_display("Z99.9") == ""


@pytest.mark.parametrize(
    ("code", "flag"),
    [
        ("F31.81", "bipolar"),
        ("F25.0", "psychotic"),
        ("F10.20", "substance"),
        ("G40.909", "epilepsy"),
        ("R56.9", "convulsions"),
        ("I63.9", "stroke"),
        ("G93.1", "stroke"),
        ("S06.0X0A", "intracranial"),
        ("F03.90", "dementia"),
        ("O99.340", "pregnancy"),
        ("Z33.1", "pregnancy"),
    ],
)
def it_flags_exclusions(code: str, flag: str) -> None:
    row = icd10_exclusion(code)
    assert row is not None
    assert flag in row.display


@pytest.mark.parametrize("code", ["F33.2", "F42.2", "F30.9", "F04", "G41.0", "R56.1", "I70.0", "S07.0"])
def but_it_flags_no_other_code(code: str) -> None:
    assert icd10_exclusion(code) is None


def it_groups_diagnoses_by_what_payers_usually_do() -> None:
    def group(code: str) -> str | None:
        row = icd10_row(code)
        return row.group if row else None

    assert group("F33.2") == "covered_usually"
    assert group("F33.1") == "covered_sometimes"
    assert group("F32.A") == "usually_rejected"
    assert group("Z91.148") == "supporting"
    assert group("J45.909") is None
    assert {row.grade for row in codes.all_icd()} == {"own"}


def it_keeps_the_tms_code_rules() -> None:
    retest, first = codes.cpt("90869"), codes.cpt("90867")
    assert retest is not None
    assert first is not None
    assert "90868" in retest.not_same_day_with
    assert "never add 90868" in retest.replaces
    assert first.units == "1 per day"
    assert {row.code for row in codes.all_cpt() if row.kind == "tms"} == {"90867", "90868", "90869"}
    assert not codes.typical_units()["90868"].usable


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("carc", "197", "absent"),
        ("carc", "27", "after cover ended"),
        ("carc", "B15", "qualifying service"),
        ("rarc", "N708", "orders"),
        ("review_actions", "A3", "not certified"),
        ("review_reasons", "0F", "not medically necessary"),
        ("rejections", "75", "not found"),
        ("places_of_service", "11", "office"),
        ("modifiers", "XP", "distinct"),
        ("modifiers", "q6", "locum"),
    ],
)
def it_looks_a_code_up(name: str, code: str, words: str) -> None:
    row = codes.look_up(name, code)
    assert row is not None
    assert words in row.display


def it_finds_a_code_inside_a_range_or_not_at_all() -> None:
    visit = codes.cpt("99213")
    assert visit is not None
    assert "-25" in visit.display
    assert codes.cpt("99201") is None
    assert codes.look_up("carc", "999") is None


def it_carries_the_marks() -> None:
    def grade(name: str, code: str) -> str:
        row = codes.look_up(name, code)
        assert row is not None
        return row.grade

    assert grade("carc", "204") == "own"
    assert grade("carc", "50") == "secondary"
    assert grade("rarc", "N115") == "secondary"
    assert grade("rarc", "N54") == "partial"
    assert grade("rarc", "M62") == "unverified"
    assert grade("rejections", "72") == "unverified"
    assert grade("rejections", "71") == "unverified"
    assert grade("rejections", "79") == "secondary"
