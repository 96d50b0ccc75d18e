"""Code sets a TMS request meets: ICD-10-CM, CPT, place of service, modifiers, denial and X12 278 codes.

Descriptors are our own words (CPT and the X12 lists are copyrighted). Nothing here decides coverage: a
payer's policy names its own codes; ``group`` says what payers usually do with a diagnosis.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple, cast

from authpack.reference.graded import GRADES, Grade, Graded
from authpack.reference.rows import Row, load

IcdGroup = Literal[
    "covered_usually", "covered_sometimes", "usually_rejected", "exclusion_flags", "supporting"
]
ICD_GROUPS: Final = (
    "covered_usually",
    "covered_sometimes",
    "usually_rejected",
    "exclusion_flags",
    "supporting",
)
CPT_KINDS: Final = ("tms", "tms_category_iii", "adjacent")
#: The plain code lists (beside CPT and ICD-10-CM), by the name of their table.
LISTS: Final = (
    "places_of_service",
    "modifiers",
    "carc",
    "carc_groups",
    "rarc",
    "review_actions",
    "review_reasons",
    "rejections",
    "rejection_followups",
    "certification_types",
    "attachment_types",
    "lcds_seen",
)


class Code(NamedTuple):
    """One row of a code list. code may name several ("N707/N708"); supply: what answers that denial."""

    code: str
    display: str
    supply: str
    remark: str
    source: str
    date: str
    grade: Grade


class IcdCode(NamedTuple):
    """One ICD-10-CM row; ``codes`` may be a code, a range ("F20-F29") or alternatives ("Z95.0 / Z95.810")."""

    codes: str
    group: IcdGroup
    display: str
    remark: str
    source: str
    date: str
    grade: Grade

    @property
    def is_single(self) -> bool:
        """Whether the row is one code (so that ``display`` is that code's own)."""
        return re.fullmatch(r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?", self.codes) is not None


class CptCode(NamedTuple):
    """One CPT or HCPCS row in our own words, with the billing rules that were found."""

    code: str
    kind: str
    display: str
    units: str
    frequency: str
    billed_on: str
    replaces: str
    not_same_day_with: tuple[str, ...]
    not_same_day_status: str
    source: str
    date: str
    grade: Grade
    confidence: str


class CodeWarning(NamedTuple):
    """A wrong claim about codes that is in circulation, and what is true."""

    claim: str
    truth: str
    source: str
    confidence: str


class DepressionCode(NamedTuple):
    """What an ICD-10-CM code says about a depression by itself.

    is_mdd: the code is of F32/F33 and names major depressive disorder; severity, psychotic_features and
    remission are None where the code does not state them (F32.9, F33.9, remission codes).
    """

    code: str
    is_mdd: bool
    course: Literal["single", "recurrent"] | None
    severity: Literal["mild", "moderate", "severe"] | None
    psychotic_features: bool | None
    remission: Literal["partial", "full", "unspecified"] | None


class _Tables(NamedTuple):
    notes: tuple[str, ...]
    cpt: tuple[CptCode, ...]
    typical_units: Mapping[str, Graded]
    warnings: tuple[CodeWarning, ...]
    icd: tuple[IcdCode, ...]
    lists: Mapping[str, tuple[Code, ...]]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    file = load("codes")
    date = file.text("date")
    made = _Tables(
        notes=file.texts("notes"),
        cpt=tuple(_cpt(row, date) for row in file.rows("cpt")),
        typical_units=file.graded_by("typical_units"),
        warnings=tuple(map(_warning, file.rows("warnings"))),
        icd=tuple(_icd(row, date) for row in file.rows("icd10cm")),
        lists={name: tuple(_code(row, date) for row in file.rows(name)) for name in LISTS},
    )
    file.done()
    return made


def _grade(row: Row) -> Grade:
    return cast("Grade", row.one_of("grade", tuple(GRADES)))


def _code(row: Row, date: str) -> Code:
    made = Code(
        code=row.text("code"),
        display=row.text("display"),
        supply=row.text("supply", ""),
        remark=row.text("remark", ""),
        source=row.source(),
        date=date,
        grade=_grade(row),
    )
    row.done()
    return made


def _icd(row: Row, date: str) -> IcdCode:
    made = IcdCode(
        codes=row.text("codes"),
        group=cast("IcdGroup", row.one_of("group", ICD_GROUPS)),
        display=row.text("display"),
        remark=row.text("remark", ""),
        source=row.source(),
        date=date,
        grade=_grade(row),
    )
    row.done()
    return made


def _cpt(row: Row, date: str) -> CptCode:
    made = CptCode(
        code=row.text("code"),
        kind=row.one_of("kind", CPT_KINDS),
        display=row.text("display"),
        units=row.text("units", ""),
        frequency=row.text("frequency", ""),
        billed_on=row.text("billed_on", ""),
        replaces=row.text("replaces", ""),
        not_same_day_with=row.texts("not_same_day_with"),
        not_same_day_status=row.text("not_same_day_status", ""),
        source=row.source(),
        date=date,
        grade=_grade(row),
        confidence=row.one_of("confidence", ("high", "medium", "low")),
    )
    row.done()
    return made


def _warning(row: Row) -> CodeWarning:
    made = CodeWarning(row.text("claim"), row.text("truth"), row.source(), row.text("confidence"))
    row.done()
    return made


def notes() -> tuple[str, ...]:
    """What holds across the code sets (a 278 rejection is not a denial, Category III codes are per day)."""
    return _tables().notes


def code_warnings() -> tuple[CodeWarning, ...]:
    """Wrong claims about codes that are in circulation."""
    return _tables().warnings


def typical_units() -> Mapping[str, Graded]:
    """Units commonly requested per course, by CPT code, and in total."""
    return _tables().typical_units


def all_icd() -> tuple[IcdCode, ...]:
    """Every ICD-10-CM row."""
    return _tables().icd


def all_cpt() -> tuple[CptCode, ...]:
    """Every CPT or HCPCS row."""
    return _tables().cpt


def code_list(name: str) -> tuple[Code, ...]:
    """One plain list by its name (``LISTS``)."""
    return _tables().lists[name]


def cpt(code: str) -> CptCode | None:
    """The row of a CPT or HCPCS code, also inside a range ("99213" in 99202-99215); None when not held."""
    return next((row for row in all_cpt() if _names_code(row.code, code.strip().upper())), None)


def look_up(name: str, code: str) -> Code | None:
    """The row of a code in one of ``LISTS`` ("carc", "197"); None when it is not held."""
    return next((row for row in code_list(name) if _names_code(row.code, code.strip().upper())), None)


def _names_code(cell: str, code: str) -> bool:
    for part in re.split(r"\s*/\s*", cell.removesuffix(" etc")):
        low, _, high = part.partition("-")
        if part == code or (high and len(code) == len(low) and low <= code <= high):
            return True
    return False


def _dotted(code: str) -> str:
    """The code with its dot, upper case ("f332" -> "F33.2")."""
    bare = code.strip().upper().replace(".", "")
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


@lru_cache(maxsize=256)
def icd10_row(code: str) -> IcdCode | None:
    """The row that covers a code: its own row before a range; None when no row does."""
    dotted = _dotted(code)
    covering = [row for row in all_icd() if _covers(row.codes, dotted)]
    return min(covering, key=lambda row: not row.is_single, default=None)


def _covers(cell: str, code: str) -> bool:
    for part in re.split(r"\s*/\s*", cell):
        if re.fullmatch(r"[A-Z]\d[0-9A-Z]-[A-Z]\d[0-9A-Z]", part):
            low, high = part.split("-")
            if low <= code[:3] <= high:
                return True
        elif part[-1] in "x-":
            if code.startswith(part.rstrip("x-").rstrip(".")):
                return True
        elif code == part:
            return True
    return False


def icd10_display(code: str) -> str:
    """The wording of one ICD-10-CM code; empty when the reference has no row for just that code."""
    row = icd10_row(code)
    return row.display if row and row.is_single else ""


def icd10_exclusion(code: str) -> IcdCode | None:
    """The exclusion a diagnosis raises under most policies (bipolar, epilepsy); None when none is held."""
    dotted = _dotted(code)
    return next(
        (row for row in all_icd() if row.group == "exclusion_flags" and _covers(row.codes, dotted)), None
    )


_SEVERITY: Final[Mapping[str, Literal["mild", "moderate", "severe"]]] = {
    "0": "mild",
    "1": "moderate",
    "2": "severe",
    "3": "severe",
}
_REMISSION: Final[Mapping[str, Literal["partial", "full", "unspecified"]]] = {
    "F32.4": "partial",
    "F32.5": "full",
    "F33.40": "unspecified",
    "F33.41": "partial",
    "F33.42": "full",
}
_NOT_MDD: Final = ("F32.8", "F32.A", "F33.8")


def depression_severity_from_icd(code: str) -> DepressionCode:
    """What the code itself states: F33.2 severe, F33.3 severe with psychotic features, F32.9 no severity.

    F32.A (depression, unspecified) is not MDD; nor are F32.8x and F33.8. Codes outside F32/F33 are not MDD.
    """
    dotted = _dotted(code)
    if dotted[:3] not in ("F32", "F33") or dotted.startswith(_NOT_MDD):
        return DepressionCode(dotted, False, None, None, None, None)
    digit = dotted[4:5]
    severity = _SEVERITY.get(digit)
    return DepressionCode(
        code=dotted,
        is_mdd=True,
        course="single" if dotted.startswith("F32") else "recurrent",
        severity=severity,
        psychotic_features=digit == "3" if severity == "severe" else None,
        remission=_REMISSION.get(dotted),
    )
