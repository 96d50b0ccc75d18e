"""The values of a session's people: operator, supervisor, and a clinician's reasons for departures."""

from __future__ import annotations

from typing import Any

from authpack.documents import note_words
from authpack.documents.note_common import clinician, operator_words, said, word
from authpack.documents.note_matter import NoteMatter
from authpack.domain.sessions import Session

Values = dict[str, Any]
_TRAINED = {"life_support_training": "basic life support", "seizure_training": "seizure management"}


def operator(matter: NoteMatter, one: Session) -> Values:
    """Who ran the device, in what the person is trained, and in what the record says that the person is not."""
    path, found = f"{matter.path}/operator", one.operator

    def trained(answer: str) -> list[Any]:
        return [
            matter.of.t.case(f"{path}/{name}", text)
            for name, text in _TRAINED.items()
            if getattr(found, name) == answer
        ]

    return {
        "name": matter.of.c(f"{path}/name", found.name),
        "credentials": matter.of.c(f"{path}/credentials", found.credentials),
        "in_full": operator_words(matter, one),
        "training": trained("yes"),
        "untrained": trained("no"),
        "training_silent": trained("unknown"),
    }


def supervisor(matter: NoteMatter, one: Session) -> Values:
    """Who supervised, from where, how available."""
    path, found = f"{matter.path}/supervisor", one.supervisor
    person = matter.case.clinician(found.clinician)
    return {
        "name": clinician(matter, f"{path}/clinician", found.clinician),
        "npi": matter.of.c(f"/clinicians/{person.id}/npi", person.npi) if person else None,
        "location": word(matter, f"{path}/location", found.location, note_words.LOCATIONS),
        "availability": word(matter, f"{path}/availability", found.availability, note_words.AVAILABILITY),
    }


def departures(matter: NoteMatter, one: Session) -> list[Values]:
    """Each departure with the clinician's reason."""
    rows = []
    for place, row in enumerate(one.departures):
        path = f"{matter.path}/departures/{place}"
        rows.append({
            "what": matter.of.c(f"{path}/what", note_words.DEPARTURES.get(row.what)),
            "clinician": clinician(matter, f"{path}/clinician", row.clinician),
            "date": matter.of.date(f"{path}/date", row.date),
            "text": said(matter, f"{path}/text", row.text),
        })  # fmt: skip
    return rows
