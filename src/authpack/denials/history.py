"""What was asked, answered and said before, in order: the chain of one request, and what is new since.

A fact is new when no earlier request or appeal of the chain carried it: by the paths that it recorded as
sent (``Request.said``, ``Appeal.said``), else by its date. A fact without a date counts as said before, so
that nothing is called new by a silence of the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from authpack.domain.case import Case
from authpack.domain.dates import PartialDate
from authpack.domain.denials import Appeal, Denial
from authpack.domain.requests import Request

EventKind = Literal["request", "denial", "peer_to_peer", "appeal", "decision", "authorization"]


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a request's story. ``path``: where the record holds it; ``date`` None: not recorded."""

    kind: EventKind
    date: PartialDate | None
    path: str
    id: str
    request: str
    text: str


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact of the record with its own day; ``what``: its kind in a word or two."""

    path: str
    date: PartialDate
    what: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one earlier request or appeal carried: named paths, or everything up to its day."""

    path: str
    date: PartialDate | None
    paths: tuple[str, ...]

    def covers(self, fact: DatedFact) -> bool:
        """Whether it carried the fact; where a date's precision does not tell, it did. Never one of a later day."""
        if self.date is not None and fact.date.first > self.date.last:
            return False
        return not self.paths or any(_touch(one.rstrip("/"), fact.path) for one in self.paths)


def _touch(one: str, other: str) -> bool:
    return one == other or other.startswith(one + "/") or one.startswith(other + "/")


# -- the story -------------------------------------------------------------------------------------


def events(case: Case, request: str | None = None) -> tuple[Event, ...]:
    """Requests, denials, conversations, appeals, decisions and approvals, oldest first; undated ones last."""
    found = [one for one in _events(case) if request in (None, one.request)]
    return tuple(sorted(found, key=_when))


def _when(event: Event) -> tuple[date, int]:
    day = event.date.first if event.date else date.max
    return day, _ORDER.index(event.kind)


_ORDER: tuple[EventKind, ...] = ("request", "denial", "peer_to_peer", "appeal", "decision", "authorization")


def _events(case: Case) -> Iterator[Event]:
    for request in case.requests:
        text = f"request for {request.phase} treatment ({request.indication.upper()})"
        yield Event("request", request.date, f"/requests/{request.id}/date", request.id, request.id, text)
    for denial in case.denials:
        yield from _of_denial(denial)
    for appeal in case.appeals:
        yield from _of_appeal(appeal, denial_of(case, appeal))
    for one in case.authorizations:
        path = f"/authorizations/{one.id}/decided"
        yield Event("authorization", one.decided, path, one.id, one.request, "authorization given")


def _of_denial(denial: Denial) -> Iterator[Event]:
    base = f"/denials/{denial.id}"
    reasons = len(denial.reasons)
    text = f"{DECISIONS[denial.kind]}, {LEVELS_DECIDED[denial.level]}, {reasons} stated reason{'s' * (reasons != 1)}"
    yield Event("denial", denial.date, f"{base}/date", denial.id, denial.request, text)
    spoken = denial.peer_to_peer
    if spoken is not None and spoken.held is not None:
        path = f"{base}/peer_to_peer/held"
        yield Event(
            "peer_to_peer", spoken.held, path, denial.id, denial.request, "peer-to-peer conversation held"
        )


def _of_appeal(appeal: Appeal, denial: Denial | None) -> Iterator[Event]:
    base, request = f"/appeals/{appeal.id}", denial.request if denial else ""
    urgent = "expedited " if appeal.urgency == "expedited" else ""
    state = "sent" if appeal.sent else "planned" if appeal.outcome == "planned" else "sent (day not recorded)"
    yield Event(
        "appeal", appeal.sent, f"{base}/sent", appeal.id, request, f"{urgent}{LEVELS[appeal.level]} {state}"
    )
    if appeal.outcome in OUTCOMES:
        text = f"{LEVELS[appeal.level]}: {OUTCOMES[appeal.outcome]}"
        yield Event("decision", appeal.decided, f"{base}/decided", appeal.id, request, text)


DECISIONS = {
    "rejected": "request rejected before review",
    "pended": "request pended",
    "adverse": "request denied",
    "partial": "request approved in part",
    "claim": "claim denied",
    "unknown": "answer of unknown kind",
}
LEVELS_DECIDED = {
    "initial": "first decision",
    "level_1": "decision on the first appeal",
    "level_2": "decision on the second appeal",
    "external": "external decision",
    "unknown": "level not recorded",
}
LEVELS = {
    "level_1": "first-level appeal",
    "level_2": "second-level appeal",
    "external": "external review",
    "dispute": "claim dispute",
}
OUTCOMES = {
    "upheld": "denial upheld",
    "overturned": "denial overturned",
    "partial": "denial overturned in part",
    "withdrawn": "withdrawn",
}


def denial_of(case: Case, appeal: Appeal) -> Denial | None:
    """The denial that an appeal answers, if the record holds it."""
    return next((one for one in case.denials if one.id == appeal.denial), None)


# -- one chain -------------------------------------------------------------------------------------


def earlier_denials(case: Case, denial: Denial) -> tuple[Denial, ...]:
    """The other denials of the same request dated before this one, oldest first."""
    found = [
        one
        for one in case.denials
        if one.request == denial.request and one.id != denial.id and one.date.first < denial.date.first
    ]
    return tuple(sorted(found, key=lambda one: one.date.first))


def earlier_appeals(case: Case, denial: Denial, day: date, *, writing: Appeal | None) -> tuple[Appeal, ...]:
    """Appeals of the same request sent by a day, oldest first; without the one that is being written."""
    found = [
        one
        for one in case.appeals
        if one.sent is not None
        and one.sent.first <= day
        and (writing is None or one.id != writing.id)
        and one.outcome not in ("planned", "withdrawn")
        and (answered := denial_of(case, one)) is not None
        and answered.request == denial.request
    ]
    return tuple(sorted(found, key=lambda one: one.sent.first if one.sent else date.max))


def said_before(request: Request, appeals: tuple[Appeal, ...]) -> tuple[Said, ...]:
    """What the request and each earlier appeal carried, oldest first."""
    return (
        Said(f"/requests/{request.id}", request.date, request.said),
        *(Said(f"/appeals/{one.id}", one.sent, one.said) for one in appeals),
    )


def new_facts(case: Case, said: tuple[Said, ...], day: date) -> tuple[DatedFact, ...]:
    """Dated facts up to a day that nothing said before carried, oldest first."""
    found = [
        fact
        for fact in dated_facts(case)
        if fact.date.first <= day and not any(one.covers(fact) for one in said)
    ]
    return tuple(sorted(found, key=lambda fact: (fact.date.first, fact.path)))


def is_new(path: str, fresh: tuple[DatedFact, ...]) -> DatedFact | None:
    """The new fact that a path belongs to, or None."""
    return next((fact for fact in fresh if path == fact.path or path.startswith(fact.path + "/")), None)


def dated_facts(case: Case) -> Iterator[DatedFact]:
    """Every fact of the record that bears the day on which it was found, done or written."""
    for path, day, what in _dated(case):
        if day is not None:
            yield DatedFact(path, day, what)


def _dated(case: Case) -> Iterator[tuple[str, PartialDate | None, str]]:
    for name, items in _lists(case):
        for one in items:
            yield f"/{name}/{one.id}", one.date, WHAT[name]  # type: ignore[attr-defined]
    courses = [("trials", one.id, one.start, one.stop) for one in case.trials.items]
    courses += [("psychotherapy", one.id, one.start, one.stop) for one in case.psychotherapy.items]
    for name, identifier, start, stop in courses:
        yield f"/{name}/{identifier}", start, WHAT[name]
        yield f"/{name}/{identifier}/stop", stop, f"end of a {WHAT[name]}"
    if case.mental_status is not None:
        yield "/mental_status", case.mental_status.date, "mental status examination"
    yield "/screen", case.screen.date, "safety screen"
    for place, words in enumerate(case.paragraphs):
        yield f"/paragraphs/{place}", words.date, "clinician's paragraph"


def _lists(case: Case) -> Iterator[tuple[str, tuple[object, ...]]]:
    yield "diagnoses", case.diagnoses.items
    yield "symptoms", case.symptoms
    yield "function", case.function
    yield "scores", case.scores.items
    yield "attestations", case.attestations
    yield "judgements", case.judgements
    yield "risk_benefit", case.risk_benefit
    yield "attachments", case.attachments


WHAT = {
    "diagnoses": "diagnosis",
    "symptoms": "symptoms as charted",
    "function": "function as charted",
    "scores": "score",
    "attestations": "attestation",
    "judgements": "clinician's judgment",
    "risk_benefit": "weighing of a risk",
    "attachments": "document",
    "trials": "medication trial",
    "psychotherapy": "course of psychotherapy",
}


def latest_day(case: Case, denial: Denial, said: tuple[Said, ...]) -> date:
    """The latest day that the record holds of this matter: the notice, its arrival, its reading, a new fact.

    What a letter bears when nobody names another day (the program reads no clock).
    """
    notice = [one.last for one in (denial.date, denial.received, denial.confirmed_on) if one is not None]
    fresh = [fact.date.first for fact in new_facts(case, said, date.max)]
    answers = [one.answer.date.last for one in denial.reasons if one.answer is not None]
    return max(notice + fresh + answers)
