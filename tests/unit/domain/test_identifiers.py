"""Identifiers that can be checked."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from authpack.domain.identifiers import Icd10, Npi, PlaceOfService, ProcedureCode, Tin, npi_check_digit_ok


def accepts(kind: Any, value: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


def it_checks_the_tenth_digit_of_an_npi() -> None:
    """1234567893 is the example of the CMS rule (Luhn with prefix 80840)."""
    assert npi_check_digit_ok("1234567893")
    assert [digit for digit in "0123456789" if npi_check_digit_ok(f"123456789{digit}")] == ["3"]


@pytest.mark.parametrize("place", range(9))
def it_finds_one_wrong_digit_anywhere(place: int) -> None:
    good = "1234567893"
    for digit in "0123456789":
        if digit != good[place]:
            assert not accepts(Npi, good[:place] + digit + good[place + 1 :])


def it_finds_two_neighbours_exchanged() -> None:
    assert not accepts(Npi, "1234568793")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Npi, ["1234567893", "2000001018"], ["123456789", "12345678931", "123456789X", "１234567893", ""]),
        (Tin, ["00-1234567", "001234567"], ["00-123456", "0-01234567", "00 1234567", "００-1234567", ""]),
        (
            Icd10,
            ["F33.2", "F33.41", "F32.A", "Z91.19", "F42", "S06.0X0A"],
            ["f33.2", "F332", "F3", "33.2", "F33.", "F33.2 ", "U07.1", "F３3.2", ""],
        ),
        (ProcedureCode, ["90867", "0889T", "G0295"], ["9086", "908677", "0889t", "90867 ", "９0867", ""]),
        (PlaceOfService, ["11", "02"], ["1", "111", "AA", "１１", ""]),
    ],
)
def it_knows_the_form_of_each_code(kind: Any, good: list[str], bad: list[str]) -> None:
    assert [value for value in good if not accepts(kind, value)] == []
    assert [value for value in bad if accepts(kind, value)] == []


def it_does_not_repeat_a_wrong_identifier_in_the_message() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Npi).validate_python("1234567890")
    assert "1234567890" not in caught.value.errors()[0]["msg"]
