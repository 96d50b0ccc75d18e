"""Lines of a claim as a letter prints them: codes, amounts, the authorization that covers them, the recorded session."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from authpack.denials.classify import LineClass
from authpack.denials.codes import CodeReading
from authpack.documents import wording
from authpack.documents.appeal_matter import AppealMatter
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import Traced
from authpack.domain.dates import PartialDate
from authpack.domain.denials import ClaimLine
from authpack.domain.requests import Authorization
from authpack.domain.sessions import Session

Values = dict[str, Any]


def classes(matter: AppealMatter, place: int) -> list[LineClass]:
    """How each adjustment of a line reads; those of the whole claim count for every line."""
    return [one for one in matter.classification.lines if one.line in (place, None)]


def authorizations(matter: AppealMatter, line: ClaimLine) -> list[Authorization]:
    """The approvals of this request that name the code and span the day of service."""
    return [
        one
        for one in matter.case.authorizations
        if one.request == matter.request.id
        and (not one.codes or any(row.code == line.code for row in one.codes))
        and _spans(one, line.date)
    ]


def _spans(one: Authorization, day: PartialDate | None) -> bool:
    if day is None:
        return True
    begins = one.valid_from is None or one.valid_from.first <= day.first
    return begins and (one.valid_to is None or day.last <= one.valid_to.last)


def line_values(of: LetterFacts, matter: AppealMatter, place: int, line: ClaimLine) -> Values:
    """One line: code, date, units, amounts, reason codes, and what the record holds of it."""
    path = f"/denials/{matter.denial.id}/lines/{place}"
    return {
        "number": of.t.program(str(place + 1)),
        "code": of.t.case(f"{path}/code", line.code),
        "meaning": wording.PROCEDURES.get(line.code),
        "date": of.date(f"{path}/date", line.date),
        "units": of.c(f"{path}/units", line.units),
        "charged": _money(of, f"{path}/charged", line.charged),
        "paid": _money(of, f"{path}/paid", line.paid),
        "codes": [_code(of, path, one) for one in classes(matter, place) if one.action != "nothing"],
        "authorizations": [_authorization(of, one, line) for one in authorizations(matter, line)],
        "sessions": [_session(of, one) for one in _sessions(matter, line)],
    }


def _money(of: LetterFacts, path: str, value: Decimal | None) -> Traced | None:
    return None if value is None else of.t.case(path, f"${value:,.2f}")


def _code(of: LetterFacts, path: str, one: LineClass) -> Values:
    where = path if one.line is not None else path.rpartition("/lines")[0]
    group = f"{one.adjustment.group}-" if one.adjustment.group else ""
    reason, *remarks = one.readings
    return {
        "code": of.t.case(f"{where}/adjustments", f"{group}{one.adjustment.carc}"),
        "meaning": _meaning(of, f"codes:carc/{reason.code}", reason),
        "amount": _money(of, f"{where}/adjustments", one.adjustment.amount),
        "remarks": [
            {
                "code": of.t.case(f"{where}/adjustments", remark.code),
                "meaning": _meaning(of, f"codes:rarc/{remark.code}", remark),
            }
            for remark in remarks
        ],
    }


def _meaning(of: LetterFacts, path: str, one: CodeReading) -> Traced | None:
    """A code's meaning in our words, where it was read at its source; the payer knows its own codes."""
    return of.t.reference(path, one.meaning) if one.known and one.grade in _PRINTED else None


_PRINTED = ("read",)


def _authorization(of: LetterFacts, one: Authorization, line: ClaimLine) -> Values:
    path = f"/authorizations/{one.id}"
    units = next((row.units for row in one.codes if row.code == line.code), None)
    return {
        "number": of.c(f"{path}/number", one.number),
        "decided": of.date(f"{path}/decided", one.decided),
        "from": of.date(f"{path}/valid_from", one.valid_from),
        "to": of.date(f"{path}/valid_to", one.valid_to),
        "units": of.t.case(f"{path}/codes", wording.plural(units, "unit")) if units else None,
        "delivered": _delivered(of, one, line),
    }


def _delivered(of: LetterFacts, one: Authorization, line: ClaimLine) -> Traced | None:
    """How many recorded sessions of this code fell under the approval, up to the day of the line."""
    if line.date is None or not of.case.sessions:
        return None
    counted = [
        row
        for row in of.case.sessions
        if row.code == line.code and row.date.last <= line.date.last and _spans(one, row.date)
    ]
    if not counted:
        return None
    return of.t.computed(
        "recorded sessions of the code inside the approval, up to the day of service",
        inputs=[f"/sessions/{row.id}" for row in counted],
        text=str(len(counted)),
    )


def _sessions(matter: AppealMatter, line: ClaimLine) -> list[Session]:
    if line.date is None:
        return []
    return [one for one in matter.case.sessions if one.date == line.date and one.code == line.code]


def _session(of: LetterFacts, one: Session) -> Values:
    path = f"/sessions/{one.id}"
    signed = [row for row in one.signatures if row.role == "clinician"]
    return {
        "date": of.date(f"{path}/date", one.date),
        "number": of.c(f"{path}/number", one.number),
        "signed": of.date(f"{path}/signatures", signed[-1].date) if signed else None,
    }


def clinical_lines(of: LetterFacts, matter: AppealMatter) -> list[Values]:
    """The lines of a claim that were refused on the merits, and so are appealed clinically; empty for a request."""
    if matter.denial.kind != "claim":
        return []
    return [
        _short(line_values(of, matter, place, line))
        for place, line in enumerate(matter.denial.lines)
        if any(one.document == "clinical_appeal" for one in classes(matter, place))
    ]


def _short(row: Values) -> Values:
    """What a clinical appeal prints of a line: enough to find it, and the approval that it had."""
    return {
        **{name: row[name] for name in ("code", "date", "charged", "paid")},
        "codes": [{"code": one["code"]} for one in row["codes"]],
        "authorizations": [
            {"number": one["number"], "decided": one["decided"]}
            for one in row["authorizations"]
            if one["number"]
        ],
    }
