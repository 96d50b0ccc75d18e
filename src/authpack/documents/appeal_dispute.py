"""The claim dispute: lines, codes, units, dates, amounts, what the remittance says, and what the record shows of each.

It is about the claim and not about the illness: no criteria, no scores, no history goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from authpack.denials.classify import LineClass
from authpack.documents import appeal_values, wording
from authpack.documents.appeal_matter import AppealMatter
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import Traced
from authpack.domain.dates import PartialDate
from authpack.domain.denials import ClaimLine
from authpack.domain.requests import Attachment, Authorization
from authpack.domain.sessions import Session
from authpack.errors import Fault

Values = dict[str, Any]


def dispute(of: LetterFacts, matter: AppealMatter) -> Values:
    """The values of the dispute."""
    rows = [_line(of, matter, place, line) for place, line in disputed(matter)]
    return {
        **appeal_values.common(of, matter),
        "lines": rows,
        "total": _total(of, matter),
        "papers": [
            {
                "title": of.t.case(f"/attachments/{one.id}/title", one.title),
                "date": of.date(f"/attachments/{one.id}/date", one.date),
            }
            for one in papers(matter)
        ],
    }


def disputed(matter: AppealMatter) -> Iterator[tuple[int, ClaimLine]]:
    """The lines that a dispute may contest; corrected claims and clinical appeals are other documents."""
    for place, line in enumerate(matter.denial.lines):
        if any(one.document == "claim_dispute" for one in _classes(matter, place)):
            yield place, line


def left_out(matter: AppealMatter) -> tuple[str, ...]:
    """The lines that need another document, and which one, for the memo."""
    taken = {place for place, _ in disputed(matter)}
    return tuple(
        f"line {(one.line or 0) + 1} ({one.code}), {one.adjustment.carc}: {one.readings[0].do}"
        for one in matter.classification.lines
        if one.line not in taken and one.action != "nothing"
    )


def _classes(matter: AppealMatter, place: int) -> list[LineClass]:
    """How each adjustment of a line reads; those of the whole claim count for every line."""
    return [one for one in matter.classification.lines if one.line in (place, None)]


def unproven(matter: AppealMatter) -> tuple[Fault, ...]:
    """Lines for which the record holds nothing to dispute with: said, never argued around."""
    found = []
    for place, line in disputed(matter):
        path = f"/denials/{matter.denial.id}/lines/{place}"
        paths = {one.readings[0].path for one in _classes(matter, place) if one.document == "claim_dispute"}
        if "check" in paths and not authorizations(matter, line):
            found.append(
                Fault(
                    path,
                    "no recorded authorization covers this code and date.",
                    "Look for it; without one ask for an authorization afterwards where the payer grants it.",
                )
            )
        found += [
            Fault(
                path,
                f"no attachment proves it. {one.readings[0].do}",
                f"Record the document with proves: [/denials/{matter.denial.id}].",
            )
            for one in _classes(matter, place)
            if one.readings[0].path in ("prove", "benefit") and not _proofs(matter, one.adjustment.carc)
        ]
    return tuple(found)


_BY_NOTES = frozenset({"18", "112", "B12"})
"""Codes that a session's own note answers: a duplicate, not furnished, not documented."""


def _proofs(matter: AppealMatter, carc: str) -> list[Attachment]:
    wanted = (f"/denials/{matter.denial.id}", *(("/sessions",) if carc in _BY_NOTES else ()))
    return [one for one in papers(matter) if any(path.startswith(wanted) for path in one.proves)]


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


def papers(matter: AppealMatter) -> list[Attachment]:
    """Documents that prove something of this claim: nothing else of the chart goes with a dispute."""
    wanted = (f"/denials/{matter.denial.id}", "/authorizations", "/sessions")
    return [
        one
        for one in matter.case.attachments
        if any(path.startswith(wanted) for path in one.proves)
        and (one.sensitivity == "none" or (one.sensitivity != "unknown" and one.consent == "yes"))
    ]


def _line(of: LetterFacts, matter: AppealMatter, place: int, line: ClaimLine) -> Values:
    path = f"/denials/{matter.denial.id}/lines/{place}"
    return {
        "number": of.t.program(str(place + 1)),
        "code": of.t.case(f"{path}/code", line.code),
        "meaning": wording.PROCEDURES.get(line.code),
        "date": of.date(f"{path}/date", line.date),
        "units": of.c(f"{path}/units", line.units),
        "charged": _money(of, f"{path}/charged", line.charged),
        "paid": _money(of, f"{path}/paid", line.paid),
        "codes": [_code(of, path, one) for one in _classes(matter, place) if one.action != "nothing"],
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
        "meaning": of.t.reference(f"codes:carc/{reason.code}", reason.meaning),
        "amount": _money(of, f"{where}/adjustments", one.adjustment.amount),
        "remarks": [
            {
                "code": of.t.case(f"{where}/adjustments", remark.code),
                "meaning": of.t.reference(f"codes:rarc/{remark.code}", remark.meaning),
            }
            for remark in remarks
        ],
    }


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


def _total(of: LetterFacts, matter: AppealMatter) -> Traced | None:
    """The sum of what was charged and not paid on the disputed lines; None when an amount is silent."""
    rows = list(disputed(matter))
    amounts = [
        line.charged - line.paid for _, line in rows if line.charged is not None and line.paid is not None
    ]
    if not rows or len(amounts) < len(rows):
        return None
    base = f"/denials/{matter.denial.id}/lines"
    return of.t.computed(
        "charged less paid, disputed lines",
        inputs=[f"{base}/{place}/{name}" for place, _ in rows for name in ("charged", "paid")],
        text=f"${sum(amounts, Decimal(0)):,.2f}",
    )
