"""What the codes on a remittance or an electronic answer mean, in our own words, and which path each asks for.

Meanings come from the reference (``reference/data/codes.yaml``); the paths from ``data/code_paths.yaml``. The lists of X12
themselves are not held. A code that no row names is unknown, and goes to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from authpack.denials.tables import Grade, Known, Row, grade_words, read_table
from authpack.domain.denials import Adjustment, ReviewCode
from authpack.reference import codes as reference

Path = Literal[
    "correct", "prove", "check", "clinical", "benefit", "other_payer", "information", "upheld", "settled", "person",
]  # fmt: skip
PATH_WORDS: dict[str, str] = {
    "correct": "correct the claim and send it again; this is no appeal",
    "prove": "prove a fact",
    "check": "check the authorization first, then correct, ask for one afterwards, or dispute",
    "clinical": "answer clinically, with the chart",
    "benefit": "read the plan's own benefit text before answering",
    "other_payer": "settle which payer comes first",
    "information": "send the document that was asked for",
    "upheld": "an earlier decision was upheld: take the next level",
    "settled": "no denial by itself",
    "person": "read by a person: the code is not in our table",
}
_DO: dict[str, str] = {
    "correct": "Compare the line with the chart and the order, mend what is wrong, and send a corrected claim. Change a "
    "diagnosis only to one that the chart, dated on or before the service, holds.",
    "check": "Look for the authorization: is its number on the claim, do code, units, dates and rendering clinician match? "
    "Then send a corrected claim; without one ask for an authorization afterwards where the payer grants it; dispute last.",
    "clinical": "Answer by the payer's own criteria with dated facts of the chart.",
    "benefit": "Obtain the benefit document or exclusion that is meant before answering.",
    "other_payer": "Settle the order of coverages with the patient and both payers, then bill again.",
    "information": "Send what was asked for, with proof of the day it went.",
    "upheld": "Take the next level of appeal with its own deadline.",
    "settled": "Nothing to contest by itself.",
    "person": "Look the code up in the payer's own list, and enter by hand what it asks for.",
}


class _CodePath(Known):
    codes: tuple[str, ...]
    path: Path
    meaning: str = ""
    do: str = ""


class _Group(Known):
    code: str
    contests: Literal["provider", "member", "unknown"]
    says: str


class _Paths(Row):
    date: str
    sources: dict[str, str]
    carc: tuple[_CodePath, ...]
    rarc: tuple[_CodePath, ...]
    groups: tuple[_Group, ...]


@lru_cache(maxsize=1)
def _table() -> _Paths:
    return read_table("code_paths.yaml", _Paths)


@dataclass(frozen=True, slots=True)
class CodeReading:
    """One code: what it means and what it asks for.

    list: carc, rarc, action, reason, rejection, followup. known: whether the reference or our table names it.
    supply: what usually answers it; empty when nothing is held. grade: of the path, the weaker of path and meaning.
    """

    list: str
    code: str
    meaning: str
    path: Path
    do: str
    supply: str
    source: str
    grade: Grade
    known: bool


_REFERENCE_GRADES: dict[str, Grade] = {
    "verified": "read",
    "partial": "second_hand",
    "secondary": "second_hand",
    "own": "own",
    "unverified": "own",
}
_NO_MEANING = "meaning not held here; look it up at the standard's publisher (X12) or in the payer's own list"


def read_carc(code: str) -> CodeReading:
    """A claim adjustment reason code (CARC)."""
    return _read("carc", code, _table().carc)


def read_rarc(code: str) -> CodeReading:
    """A remittance remark code (RARC); one that changes no path reads as ``settled``."""
    return _read("rarc", code, _table().rarc, otherwise="settled")


def _read(name: str, code: str, rows: tuple[_CodePath, ...], otherwise: Path = "person") -> CodeReading:
    bare = code.strip().upper().lstrip("0") or "0"
    held = reference.look_up(name, bare)
    row = next((one for one in rows if bare in one.codes), None)
    path: Path = row.path if row else otherwise
    grades: list[Grade] = [row.grade] if row else []
    grades += [_REFERENCE_GRADES[held.grade]] if held else []
    sources = [_table().sources.get(row.source, row.source)] if row else []
    sources += [held.source] if held else []
    return CodeReading(
        list=name,
        code=bare,
        meaning=held.display if held else (row.meaning if row and row.meaning else _NO_MEANING),
        path=path,
        do=row.do if row and row.do else _DO[path],
        supply=held.supply if held else "",
        source="; ".join(dict.fromkeys(sources)),
        grade=max(grades, key=_WEAKNESS.index, default="own"),
        known=held is not None or row is not None,
    )


_WEAKNESS: list[Grade] = ["read", "second_hand", "common", "own"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may contest an amount, by its group code. party: provider, member or unknown."""

    group: str
    party: Literal["provider", "member", "unknown"]
    says: str
    grade: Grade
    source: str


def standing_of(group: str | None) -> Standing:
    """Who bears the amount and may contest it; an unknown or absent group says so."""
    row = next((one for one in _table().groups if one.code == group), None)
    if row is None:
        says = (
            f"The group code {group} is not in our table: ask the payer who bears the amount."
            if group
            else "No group code is given: who bears the amount, and so who may contest it, is not known."
        )
        return Standing(group or "", "unknown", says, "own", "")
    says = f"{row.says} [{grade_words(row.grade)}]"
    return Standing(row.code, row.contests, says, row.grade, _table().sources.get(row.source, row.source))


def read_adjustment(one: Adjustment) -> tuple[CodeReading, ...]:
    """The reason code of an adjustment, then its remark codes."""
    return (read_carc(one.carc), *(read_rarc(code) for code in one.rarcs))


_REVIEW_LISTS = {
    "action": "review_actions",
    "reason": "review_reasons",
    "rejection": "rejections",
    "followup": "rejection_followups",
}


def read_review_code(one: ReviewCode) -> CodeReading:
    """A code of an electronic answer (X12 278, FHIR PAS), with its meaning; its path is told by the classification."""
    held = reference.look_up(_REVIEW_LISTS[one.list], one.code)
    return CodeReading(
        list=one.list,
        code=one.code,
        meaning=held.display if held else _NO_MEANING,
        path="settled" if held else "person",
        do="" if held else _DO["person"],
        supply=held.supply if held else "",
        source=held.source if held else "",
        grade=_REFERENCE_GRADES[held.grade] if held else "own",
        known=held is not None,
    )
