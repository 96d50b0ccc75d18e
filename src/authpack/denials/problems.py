"""Contradictions among requests, denials, appeals and standings: reported, never settled (SEMANTICS 1)."""

from __future__ import annotations

from collections.abc import Iterator

from authpack.domain.case import Case
from authpack.domain.dates import PartialDate, is_before
from authpack.domain.denials import Denial
from authpack.domain.problems import Problem


def denial_problems(case: Case) -> tuple[Problem, ...]:
    """Every contradiction of what payers answered and what was done about it, in the order of the record."""
    if not (case.denials or case.appeals or case.standings):
        return ()
    return (
        *(one for denial in case.denials for one in _of_denial(case, denial)),
        *_twice(case),
        *_appeals(case),
        *_standings(case),
    )


def problems_alone(denial: Denial) -> tuple[Problem, ...]:
    """Contradictions inside one denial, whatever the case."""
    return tuple(_own(denial))


def _before(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and other is not None and is_before(one, other) is True


def _of_denial(case: Case, one: Denial) -> Iterator[Problem]:
    path = f"/denials/{one.id}"
    request = case.request(one.request)
    if request is None:
        text = "a denial names a request that the record does not list"
        yield Problem("denial_without_request", (f"{path}/request",), text)
    elif _before(one.date, request.date):
        text = "a denial is dated before the request that it answers"
        yield Problem("denial_before_request", (f"{path}/date", f"/requests/{request.id}/date"), text)
    yield from _own(one)
    if request is not None:
        yield from _more_than_asked(case, one, path)


def _own(one: Denial) -> Iterator[Problem]:
    path = f"/denials/{one.id}"
    if _before(one.received, one.date):
        yield Problem(
            "received_before_notice",
            (f"{path}/received", f"{path}/date"),
            "a notice was received before its date",
        )
    if _before(one.respond_by, one.date):
        text = "the stated deadline of a denial lies before the notice itself"
        yield Problem("deadline_before_notice", (f"{path}/respond_by", f"{path}/date"), text)
    if any(_before(one.date, line.date) for line in one.lines):
        text = "a claim was refused before its date of service"
        yield Problem("denial_before_service", (f"{path}/lines", f"{path}/date"), text)
    if one.kind in ("rejected", "pended") and one.approved:
        text = f"a notice recorded as {one.kind} also grants units"
        yield Problem("grant_without_decision", (f"{path}/kind", f"{path}/approved"), text)


def _more_than_asked(case: Case, one: Denial, path: str) -> Iterator[Problem]:
    request = case.request(one.request)
    asked: dict[str, int] = {}
    for line in request.codes if request else ():
        asked[line.code] = asked.get(line.code, 0) + line.units
    granted: dict[str, int] = {}
    for line in one.approved:
        granted[line.code] = granted.get(line.code, 0) + line.units
    if asked and any(units > asked[code] for code, units in granted.items() if code in asked):
        text = "a partial approval grants more units of a code than were asked"
        yield Problem("granted_more_than_asked", (f"{path}/approved", f"/requests/{one.request}/codes"), text)


def _twice(case: Case) -> Iterator[Problem]:
    """Two denials with one number: one may be a copy, or one number may be misread. An appeal's answer keeps the number."""
    seen: dict[tuple[str, str, str], Denial] = {}
    for one in case.denials:
        for kind, number in (("reference", one.reference), ("claim_number", one.claim_number)):
            if number is None:
                continue
            key = (kind, number.replace(" ", "").upper(), one.level)
            other = seen.setdefault(key, one)
            if other is not one:
                paths = (f"/denials/{other.id}/{kind}", f"/denials/{one.id}/{kind}")
                text = "two denials of the same level have one number: a copy, or a number misread"
                yield Problem("denial_number_twice", paths, text)


def _appeals(case: Case) -> Iterator[Problem]:
    denials = {one.id: one for one in case.denials}
    for one in case.appeals:
        path = f"/appeals/{one.id}"
        denial = denials.get(one.denial)
        if denial is None:
            text = "an appeal names a denial that the record does not list"
            yield Problem("appeal_without_denial", (f"{path}/denial",), text)
        elif _before(one.sent, denial.date):
            text = "an appeal was sent before the denial that it answers"
            yield Problem("appeal_before_denial", (f"{path}/sent", f"/denials/{denial.id}/date"), text)
        if _before(one.decided, one.sent):
            yield Problem(
                "decided_before_sent",
                (f"{path}/decided", f"{path}/sent"),
                "an appeal was decided before it was sent",
            )


def _standings(case: Case) -> Iterator[Problem]:
    papers = {one.id for one in case.attachments}
    for one in case.standings:
        path = f"/standings/{one.id}"
        if _before(one.expires, one.signed):
            yield Problem(
                "standing_expires_first",
                (f"{path}/expires", f"{path}/signed"),
                "a standing expires before it is signed",
            )
        if one.attachment is not None and one.attachment not in papers:
            text = "a standing names an attachment that the record does not list"
            yield Problem("unknown_attachment", (f"{path}/attachment",), text)
