"""The claim dispute: lines, codes, units, dates, amounts, what the remittance says, and what the record shows of each.

It is about the claim and not about the illness: no criteria, no scores, no history goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from authpack.documents import appeal_values
from authpack.documents.appeal_lines import authorizations, classes, line_values
from authpack.documents.appeal_matter import AppealMatter
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import Traced
from authpack.domain.denials import ClaimLine
from authpack.domain.requests import Attachment
from authpack.errors import Fault

Values = dict[str, Any]


def dispute(of: LetterFacts, matter: AppealMatter) -> Values:
    """The values of the dispute."""
    rows = [line_values(of, matter, place, line) for place, line in disputed(matter)]
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
        if any(one.document == "claim_dispute" for one in classes(matter, place)):
            yield place, line


def left_out(matter: AppealMatter) -> tuple[str, ...]:
    """The lines that need another document, and which one, for the memo."""
    taken = {place for place, _ in disputed(matter)}
    return tuple(
        f"line {(one.line or 0) + 1} ({one.code}), {one.adjustment.carc}: {one.readings[0].do}"
        for one in matter.classification.lines
        if one.line not in taken and one.action != "nothing"
    )


def unproven(matter: AppealMatter) -> tuple[Fault, ...]:
    """Lines for which the record holds nothing to dispute with: said, never argued around."""
    found = []
    for place, line in disputed(matter):
        path = f"/denials/{matter.denial.id}/lines/{place}"
        paths = {one.readings[0].path for one in classes(matter, place) if one.document == "claim_dispute"}
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
            for one in classes(matter, place)
            if one.readings[0].path in ("prove", "benefit") and not _proofs(matter, one.adjustment.carc)
        ]
    return tuple(found)


_BY_NOTES = frozenset({"18", "112", "B12"})
"""Codes that a session's own note answers: a duplicate, not furnished, not documented."""


def _proofs(matter: AppealMatter, carc: str) -> list[Attachment]:
    wanted = (f"/denials/{matter.denial.id}", *(("/sessions",) if carc in _BY_NOTES else ()))
    return [one for one in papers(matter) if any(path.startswith(wanted) for path in one.proves)]


def papers(matter: AppealMatter) -> list[Attachment]:
    """Documents that prove something of this claim: nothing else of the chart goes with a dispute."""
    wanted = (f"/denials/{matter.denial.id}", "/authorizations", "/sessions")
    return [
        one
        for one in matter.case.attachments
        if any(path.startswith(wanted) for path in one.proves)
        and (one.sensitivity == "none" or (one.sensitivity != "unknown" and one.consent == "yes"))
    ]


def _total(of: LetterFacts, matter: AppealMatter) -> Traced | None:
    """What was charged and not paid on the disputed lines, less agreed cuts (45, 23 ...); None when an amount is silent."""
    rows = list(disputed(matter))
    amounts = [_in_dispute(matter, place, line) for place, line in rows]
    if not rows or any(one is None for one in amounts):
        return None
    base = f"/denials/{matter.denial.id}/lines"
    return of.t.computed(
        "charged less paid and less agreed cuts, disputed lines",
        inputs=[f"{base}/{place}/{name}" for place, _ in rows for name in ("charged", "paid")],
        text=f"${sum((one for one in amounts if one is not None), Decimal(0)):,.2f}",
    )


def _in_dispute(matter: AppealMatter, place: int, line: ClaimLine) -> Decimal | None:
    """One line's amount: the part above the agreed rate, or paid by another payer, is nobody's to dispute."""
    agreed = [
        one.adjustment.amount
        for one in classes(matter, place)
        if one.action == "nothing" and one.line == place
    ]
    if line.charged is None or line.paid is None or any(one is None for one in agreed):
        return None
    return line.charged - line.paid - sum((one for one in agreed if one is not None), Decimal(0))
