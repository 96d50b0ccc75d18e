"""Identifiers that can be checked: NPI (Luhn over 80840 + NPI), TIN, ICD-10-CM and CPT form."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

_ICD10CM = re.compile(r"[A-TV-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?")


def npi_check_digit_ok(npi: str) -> bool:
    """Whether the tenth digit is the Luhn check digit of the first nine (prefix 80840, CMS rule)."""
    digits = [int(digit) for digit in "80840" + npi]
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _npi(value: str) -> str:
    if not npi_check_digit_ok(value):
        raise PydanticCustomError(
            "npi", "is not a valid NPI: its check digit is wrong; compare it with NPPES"
        )
    return value


def _icd10(value: str) -> str:
    if not _ICD10CM.fullmatch(value):
        raise PydanticCustomError(
            "icd10cm", "is not of ICD-10-CM form (a letter, two characters, a dot: F33.2)"
        )
    return value


Npi = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$"), AfterValidator(_npi)]
Tin = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-?[0-9]{7}$")]
Icd10 = Annotated[str, AfterValidator(_icd10)]
ProcedureCode = Annotated[str, StringConstraints(pattern=r"^([0-9]{5}|[0-9]{4}T|[A-Z][0-9]{4})$")]
PlaceOfService = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
