"""What an ICD-10-CM code says about indication and severity, for the leaves."""

from __future__ import annotations

from functools import lru_cache

from authpack.reference.codes import depression_severity_from_icd, icd10_display

_NOT_OCD = ("F42.3", "F42.4")
"""Hoarding and excoriation stand under F42 and are not OCD."""


@lru_cache(maxsize=512)
def indication_of(code: str) -> str | None:
    """mdd, ocd, or None: F32.A and F32.8x are not MDD."""
    if depression_severity_from_icd(code).is_mdd:
        return "mdd"
    return "ocd" if code.startswith("F42") and not code.startswith(_NOT_OCD) else None


_GROUPS = {
    "bipolar": ("F31",),
    "persistent_depressive": ("F34.1",),
    "schizophrenia": ("F20",),
    "schizoaffective": ("F25",),
    "schizophrenia_spectrum": ("F20", "F21", "F22", "F23", "F24", "F25", "F28", "F29"),
    "psychotic_depression": ("F32.3", "F33.3"),
}


@lru_cache(maxsize=512)
def belongs(code: str, group: str) -> bool:
    """Whether a code is of an indication (mdd, ocd, bipolar ...) or of another group of diagnoses."""
    return (
        indication_of(code) == group
        if group in ("mdd", "ocd")
        else code.startswith(_GROUPS.get(group, ("-",)))
    )


@lru_cache(maxsize=512)
def severity_of(code: str) -> str | None:
    """mild, moderate, severe, partial_remission, full_remission, or None where the code leaves it open."""
    row = depression_severity_from_icd(code)
    if row.severity is not None:
        return row.severity
    return f"{row.remission}_remission" if row.remission in ("partial", "full") else None


def severity_left_open(code: str) -> bool:
    """Whether the code is an MDD code that leaves the severity unspecified (F32.9, F33.9)."""
    return depression_severity_from_icd(code).is_mdd and severity_of(code) is None


def display(code: str) -> str | None:
    """The code's wording, when the reference holds it."""
    return icd10_display(code) or None
