"""The values that only a first session's note has: what was found before, and the mapping itself."""

from __future__ import annotations

from typing import Any

from authpack.documents import letter_safety, note_words
from authpack.documents.note_common import said, word
from authpack.documents.note_matter import NoteMatter
from authpack.documents.trace import Traced
from authpack.domain.sessions import Session
from authpack.ledger.note_before import consent_on

Values = dict[str, Any]


def mapping(matter: NoteMatter, one: Session) -> Values:
    """Symptoms, consent and screen with their results, head, hotspot."""
    path, found = f"{matter.path}/mapping", one.mapping
    return {
        "symptoms": said(matter, f"{path}/symptoms", found.symptoms),
        "handedness": word(matter, f"{path}/handedness", found.handedness, note_words.HANDED),
        "hair": matter.of.c(f"{path}/hair", found.hair),
        "measurements": matter.of.c(f"{path}/measurements", found.measurements),
        "hotspot": matter.of.c(f"{path}/hotspot", found.hotspot),
        **_consent(matter, one),
        **_screen(matter),
    }


def _consent(matter: NoteMatter, one: Session) -> Values:
    """The last consent paper up to the day, and its result; without one, the day that the request states."""
    request = matter.request
    paper = consent_on(matter.case, request, one.date.last)
    if paper is None:
        day = matter.of.date(f"/requests/{request.id}/consent_date", request.consent_date)
        return {"consent": day, "consent_given": None, "capacity": None, "guardian": None}
    path, guardian = f"/consents/{paper.id}", matter.case.patient.guardian
    return {
        "consent": matter.of.date(f"{path}/date", paper.date),
        "consent_given": word(matter, f"{path}/given", paper.given, note_words.YES_NO),
        "capacity": word(matter, f"{path}/capacity", paper.capacity, note_words.YES_NO),
        "guardian": matter.of.t.case("/patient/guardian", f"{guardian.name}, {guardian.relation}")
        if guardian
        else None,
    }


def _screen(matter: NoteMatter) -> Values:
    """The safety screen: its day, every present item with detail and weighing, and what it did not find."""
    found = letter_safety.safety_rows(matter.of)
    return {
        "screen": found["date"],
        "screen_present": [_present(row) for row in found["present"]],
        "screen_absent": found["in_short"],
    }


def _present(row: Values) -> Values:
    detail: Traced | None = row["detail"]
    return {"item": row["item"], "detail": detail, "weighed": row["weighed"]}
