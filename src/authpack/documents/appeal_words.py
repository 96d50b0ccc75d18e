"""How an appeal names facts, steps and earlier letters: each with its trace."""

from __future__ import annotations

from typing import Any

from authpack.criteria.scores import instrument_name
from authpack.denials.history import DECISIONS, LEVELS, LEVELS_DECIDED, OUTCOMES, DatedFact, Event
from authpack.documents import wording
from authpack.documents.letter_facts import LetterFacts
from authpack.domain.clinical import Score

Values = dict[str, Any]

LISTS = {
    "diagnoses": "the diagnoses",
    "episodes": "the course of the illness",
    "symptoms": "the symptoms as charted",
    "function": "function as charted",
    "scores": "the rating scales",
    "trials": "the medication trials",
    "current_medicines": "the current medicines",
    "psychotherapy": "the psychotherapy",
    "prior_tms": "earlier TMS",
    "ect": "the history of ECT",
    "screen": "the safety screen",
    "judgements": "a clinician's recorded judgment",
    "attestations": "the clinician's attestations",
    "risk_benefit": "the weighing of risks",
    "attachments": "the documents enclosed",
    "mental_status": "the mental status examination",
    "requests": "the treatment plan",
    "facility": "the facility",
    "clinicians": "the clinicians' qualifications",
    "paragraphs": "the clinician's own paragraph",
}


def new_fact(of: LetterFacts, fact: DatedFact) -> Values:
    """A fact with its day, as the list of what is new prints it."""
    ended = fact.path.endswith("/stop")
    return {
        "date": of.date(fact.path, fact.date),
        "words": capital(_end(of, fact) if ended else named(of, fact.path)),
    }


def _end(of: LetterFacts, fact: DatedFact) -> str:
    return f"end of: {named(of, fact.path.removesuffix('/stop'))}"


def named(of: LetterFacts, path: str) -> str:
    """What stands at a path of the record, in a few words; a path to nothing known is named by its list."""
    parts = path.strip("/").split("/")
    name, identifier = parts[0], parts[1] if len(parts) > 1 else ""
    say = _SAY.get(name)
    found = say(of, identifier) if say and identifier else None
    return found or LISTS.get(name, "the record")


def _score(of: LetterFacts, identifier: str) -> str | None:
    one: Score | None = next((row for row in of.case.scores.items if row.id == identifier), None)
    if one is None:
        return None
    text = f"{instrument_name(one.instrument)} total {one.total}"
    return str(of.t.case([f"/scores/{one.id}", f"/scores/{one.id}/total"], text))


def _trial(of: LetterFacts, identifier: str) -> str | None:
    one = of.facts.trial_by_id.get(identifier)
    if one is None:
        return None
    row = of.trial(one)
    return f"{row['drug']} ({row['dates']})"


def _therapy(of: LetterFacts, identifier: str) -> str | None:
    one = next((row for row in of.case.psychotherapy.items if row.id == identifier), None)
    if one is None:
        return None
    row = of.therapy(one)
    return f"{row['type']} ({row['dates']})"


def _statement(name: str) -> Any:
    def say(of: LetterFacts, identifier: str) -> str | None:
        one = next((row for row in getattr(of.case, name) if row.id == identifier), None)
        text = of.t.statement(f"/{name}/{identifier}/text", wording.unstopped(one.text)) if one else None
        return f"{name}, as charted: {text}" if text else None

    return say


def _attachment(of: LetterFacts, identifier: str) -> str | None:
    one = next((row for row in of.case.attachments if row.id == identifier), None)
    return str(of.t.case(f"/attachments/{identifier}/title", one.title)) if one else None


def _judgement(of: LetterFacts, identifier: str) -> str | None:
    one = next((row for row in of.case.judgements if row.id == identifier), None)
    if one is None:
        return None
    person = of.case.clinician(one.clinician)
    name = of.t.case(f"/judgements/{identifier}/clinician", person.name if person else one.clinician)
    return f"judgment of {name}"


def _attestation(of: LetterFacts, identifier: str) -> str | None:
    one = next((row for row in of.case.attestations if row.id == identifier), None)
    person = of.case.clinician(one.clinician) if one else None
    if one is None or person is None:
        return None
    name = of.t.case(f"/attestations/{identifier}/clinician", person.name)
    return f"{_ACTS[one.act]} by {name}"


_ACTS = {
    "examined_in_person": "examination in person",
    "examined_by_video": "examination by video",
    "reviewed_record": "review of the record",
    "supervises": "supervision confirmed",
    "ordered": "order",
}
_SAY: dict[str, Any] = {
    "scores": _score,
    "trials": _trial,
    "psychotherapy": _therapy,
    "symptoms": _statement("symptoms"),
    "function": _statement("function"),
    "attachments": _attachment,
    "judgements": _judgement,
    "attestations": _attestation,
}


def step(of: LetterFacts, event: Event) -> Values:
    """One step of the procedure, as the timeline prints it."""
    return {"date": of.date(event.path, event.date), "words": _step(of, event), "new": False}


def _step(of: LetterFacts, event: Event) -> str:
    if event.kind == "request":
        return f"Request for authorization, {of.asked()['phase']}"
    if event.kind == "denial":
        one = next(row for row in of.case.denials if row.id == event.id)
        reference = of.c(f"/denials/{one.id}/reference", one.reference)
        named_ = f" (reference {reference})" if reference else ""
        return f"{capital(DECISIONS[one.kind])}, {LEVELS_DECIDED[one.level]}{named_}"
    if event.kind in ("appeal", "decision"):
        row = next(row for row in of.case.appeals if row.id == event.id)
        urgent = "expedited " if row.urgency == "expedited" else ""
        said = "sent" if event.kind == "appeal" else OUTCOMES[row.outcome]
        return capital(f"{urgent}{LEVELS[row.level]}: {said}")
    return _OTHER[event.kind]


_OTHER = {"peer_to_peer": "Peer-to-peer conversation", "authorization": "Authorization given"}


def capital(text: str) -> str:
    """The first letter as a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def said(of: LetterFacts, paths: tuple[str, ...], path: str) -> list[str]:
    """What an earlier appeal relied on, each thing once; ``path``: the appeal's own place in the record."""
    found: dict[str, None] = {}
    for one in paths:
        words = named(of, one)
        found[words if words not in LISTS.values() else str(of.t.case([path, one], words))] = None
    return list(found)
