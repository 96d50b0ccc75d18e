"""Checks of one day of service as a claim sees it: which codes may stand together, and how often."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from authpack.ledger.course_of import DAY_CODES, TARGET_CODE, Course, Visit
from authpack.ledger.note_problem import LEGIBLE, Basis, NoteProblem, refusal, warning
from authpack.ledger.note_signing import SIGNERS, codes_of, unsigned
from authpack.reference.codes import cpt

ACCELERATED_PROTOCOL = "saint_snt"
SESSION_RTMS = frozenset({"90867", "90868", "90869"})
_SAINT = Basis(
    "openpayer.com pages of 0889T to 0892T: fcMRI-guided accelerated theta burst has codes of its own, one a treatment day",
    "secondary",
)


def claim_day(course: Course, day: datetime.date) -> Iterator[NoteProblem]:
    """Every clash of the codes of one day."""
    visits = course.on(day)
    yield from _pairs(visits)
    yield from _several(visits)
    for visit in visits:
        yield from _accelerated(visit)


def billable(course: Course, day: datetime.date) -> Iterator[NoteProblem]:
    """What keeps the notes of a day from being billed although they may be written: a signature is missing."""
    for visit in course.on(day):
        code = codes_of(course, visit.session)[0] if visit.session.signatures else ""
        open_roles = unsigned(visit.session, SIGNERS["session"], code)
        if open_roles:
            text = f"the note is not signed yet ({', '.join(open_roles)})"
            yield refusal("unsigned", f"{visit.path}/signatures", text, LEGIBLE, level="claim_day")


def _pairs(visits: tuple[Visit, ...]) -> Iterator[NoteProblem]:
    """90867 and 90869 hold the delivery of that day: no other session code stands beside them."""
    codes = {visit.session.code for visit in visits} & SESSION_RTMS
    if len(codes) < 2:
        return
    for visit in visits:
        beside = codes - {visit.session.code}
        if visit.session.code in SESSION_RTMS and beside:
            row = cpt("90869" if "90869" in codes else "90867")
            basis = Basis(row.source, row.grade) if row else LEGIBLE
            text = (
                "another session code of the same day stands beside this one; it already holds the delivery"
            )
            yield refusal(
                "codes_clash",
                f"{visit.path}/code",
                text,
                basis,
                level="claim_day",
                detail=f"beside {', '.join(sorted(beside))}",
            )


def _several(visits: tuple[Visit, ...]) -> Iterator[NoteProblem]:
    later = [visit for visit in visits if visit.session.code == "90868"]
    for visit in later[1:]:
        row = cpt("90868")
        basis = Basis(row.source, row.grade) if row else LEGIBLE
        text = "most payers pay one such session a day"
        yield warning("several_in_a_day", f"{visit.path}/code", text, basis, level="claim_day")


def _accelerated(visit: Visit) -> Iterator[NoteProblem]:
    """The accelerated fcMRI-guided protocol is coded by the day, and its codes are for nothing else."""
    named = visit.session.protocol or visit.request.protocol
    if named == ACCELERATED_PROTOCOL and visit.session.code in SESSION_RTMS:
        text = "this protocol has codes by the day (0889T to 0892T), not by the session"
        yield refusal("accelerated_code", f"{visit.path}/code", text, _SAINT, level="claim_day")
    if named not in (None, ACCELERATED_PROTOCOL) and visit.session.code in DAY_CODES | {TARGET_CODE}:
        text = "this code belongs to fcMRI-guided accelerated theta burst only, and the protocol is another"
        yield refusal("accelerated_code", f"{visit.path}/code", text, _SAINT, level="claim_day")
