"""What the summary of a course names one by one: positive answers, stops, changes of medicines and coil, the taper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from authpack.documents import note_words, wording
from authpack.documents.note_common import clinician, said
from authpack.documents.note_matter import NoteMatter
from authpack.documents.trace import Traced
from authpack.domain.course import EarlyStop
from authpack.domain.dates import PartialDate
from authpack.domain.signing import Suicidality
from authpack.ledger.course_of import Visit
from authpack.ledger.course_safety import item_9
from authpack.ledger.outcomes import trend

Values = dict[str, Any]


def happenings(matter: NoteMatter) -> Values:
    """Everything of the course that a reader of the summary must not have to look for in 36 notes."""
    return {
        "positive": sorted(_positive(matter), key=lambda row: row.pop("order")),
        "stops": [*_stopped(matter), *_course_stops(matter)],
        "medicine_changes": sorted(_medicines(matter), key=lambda row: row.pop("order")),
        "exchanges": list(_exchanges(matter)),
        "taper_given": _taper(matter),
        "unresolved": list(_unresolved(matter)),
    }


def _answers(one: Suicidality) -> str:
    said_ = [f"item 9 of the PHQ-9: {one.item_9}"] if one.item_9 is not None else []
    said_ += [f"C-SSRS ideation level {one.c_ssrs}"] if one.c_ssrs is not None else []
    said_ += ["suicidal behavior"] if one.behavior == "yes" else []
    return "; ".join(said_)


def _positive(matter: NoteMatter) -> Iterator[Values]:
    """Each positive answer about suicide, where it was given, and who assessed the patient."""
    ids = {one.id for one in matter.course.requests}
    for visit in matter.course.visits:
        path, one = visit.path, visit.session.suicidality
        ideation = [f"{path}/adverse_events/{place}" for place, row in enumerate(visit.session.adverse_events.items)
                    if row.event == "suicidal_ideation"]  # fmt: skip
        if one.positive or ideation:
            words = _answers(one) if one.positive else "suicidal ideation as an adverse event"
            yield _positive_row(matter, path, visit.session.date, "session", words, one)
    for paper in matter.case.reviews:
        if paper.request in ids and paper.suicidality.positive:
            path = f"/reviews/{paper.id}"
            yield _positive_row(
                matter, path, paper.date, "review", _answers(paper.suicidality), paper.suicidality
            )
    told = {one.session.date for one in matter.course.visits if one.session.suicidality.item_9}
    for score in trend(matter.course):
        if item_9(score) and score.date not in told:
            path, words = f"/scores/{score.id}", f"item 9 of the PHQ-9: {item_9(score)}"
            yield _positive_row(matter, path, score.date, "questionnaire", words, Suicidality())


def _positive_row(
    matter: NoteMatter, path: str, day: PartialDate, where: str, words: str, one: Suicidality
) -> Values:
    below = f"{path}/suicidality"
    return {
        "order": (day.first, where),
        "date": matter.of.date(f"{path}/date", day),
        "where": where,
        "answer": matter.of.t.case(path if where == "questionnaire" else below, words),
        "clinician": clinician(matter, f"{below}/clinician", one.clinician),
        "disposition": said(matter, f"{below}/disposition", one.disposition),
    }


def _stopped(matter: NoteMatter) -> Iterator[Values]:
    """Sessions that were stopped before their end, or delivered less than planned."""
    papers = {one.session: one for one in matter.case.early_stops if one.scope == "session"}
    for visit in matter.course.visits:
        one = visit.session
        short = any(
            row.trains is not None and row.trains_planned and row.trains < row.trains_planned
            for row in one.blocks
        )
        if one.stopped_early != "yes" and not short and one.id not in papers:
            continue
        trains = [
            f"{row.trains} of {row.trains_planned} trains" for row in one.blocks if row.trains is not None
        ]
        yield {
            "what": matter.of.t.case(f"{visit.path}/number", f"session {one.number}"),
            "date": matter.of.date(f"{visit.path}/date", one.date),
            "delivered": matter.of.t.case(f"{visit.path}/blocks", ", ".join(trains)) if trains else None,
            **_reason(matter, papers.get(one.id), visit),
        }  # fmt: skip


def _reason(matter: NoteMatter, paper: EarlyStop | None, visit: Visit | None) -> Values:
    if paper is not None:
        path = f"/early_stops/{paper.id}"
        return {
            "reason": matter.of.c(f"{path}/reason", note_words.STOPS[paper.reason]),
            "decision": matter.of.c(f"{path}/decision", note_words.DECISIONS.get(paper.decision)),
        }
    pauses = visit.session.interruptions.items if visit else ()
    path = f"{visit.path}/interruptions/0" if visit else ""
    return {
        "reason": matter.of.t.statement(f"{path}/reason", pauses[0].reason) if pauses else None,
        "decision": None,
    }


def _course_stops(matter: NoteMatter) -> Iterator[Values]:
    ids = {one.id for one in matter.course.requests}
    for paper in matter.case.early_stops:
        if paper.scope == "course" and paper.request in ids:
            yield {
                "what": matter.of.t.case(f"/early_stops/{paper.id}/scope", "the course"),
                "date": matter.of.date(f"/early_stops/{paper.id}/date", paper.date),
                "delivered": None,
                **_reason(matter, paper, None),
            }


def _medicines(matter: NoteMatter) -> Iterator[Values]:
    """Changes of medicines and missed doses, as they were recorded at the sessions."""
    for visit in matter.course.visits:
        screen = visit.session.rescreen
        for flag, field, words in (
            ("medication_change", "medications", "medicine changed"),
            ("missed_doses", "missed", "doses missed or changed"),
        ):
            if getattr(screen, flag) != "yes":
                continue
            path, text = f"{visit.path}/rescreen/{field}", getattr(screen, field)
            yield {
                "order": (visit.day, field),
                "date": matter.of.date(f"{visit.path}/date", visit.session.date),
                "text": said(matter, path, text) or matter.of.t.case(f"{visit.path}/rescreen/{flag}", words),
            }


def _exchanges(matter: NoteMatter) -> Iterator[Values]:
    """Each change of coil or device from one session to the next."""
    for one, other in pairwise(matter.course.visits):
        for field, name in (("coil", "coil"), ("serial", "device, serial")):
            before, now = getattr(one.session.equipment, field), getattr(other.session.equipment, field)
            if before and now and before != now:
                paths = [f"{row.path}/equipment/{field}" for row in (one, other)]
                yield {
                    "date": matter.of.date(f"{other.path}/date", other.session.date),
                    "session": matter.of.t.case(f"{other.path}/number", f"session {other.session.number}"),
                    "text": matter.of.t.case(paths, f"{name} {now} instead of {before}"),
                }


def _taper(matter: NoteMatter) -> Traced | None:
    """Sessions beyond the acute part, with their dates."""
    request = matter.course.requests[0]
    acute = request.schedule.acute_sessions
    after = matter.course.visits[acute:] if acute and request.schedule.taper else ()
    if not after:
        return None
    days = wording.period_in_words(after[0].session.date, after[-1].session.date)
    return matter.of.t.computed(
        "sessions after the acute part",
        inputs=["/sessions", f"/requests/{request.id}/schedule/acute_sessions"],
        text=f"{wording.plural(len(after), 'session')}, {days}",
    )


def _unresolved(matter: NoteMatter) -> Iterator[Values]:
    """Adverse events that the record does not call resolved."""
    for visit in matter.course.visits:
        for place, one in enumerate(visit.session.adverse_events.items):
            if one.resolved == "yes":
                continue
            path = f"{visit.path}/adverse_events/{place}"
            yield {
                "event": matter.of.t.case(f"{path}/event", note_words.EVENTS[one.event]),
                "date": matter.of.date(f"{visit.path}/date", visit.session.date),
                "action": said(matter, f"{path}/action", one.action),
            }
