"""Requests for missing records: to an earlier prescriber, a therapist, a pharmacy, each with a release form to sign.

They are built from the gaps of the record. They tell as little as is needed to find the chart: the patient, the
medicine or therapy, the time; no diagnosis, no payer, nothing of other treatment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from authpack.criteria.trial_facts import TrialFacts
from authpack.documents import letter_people, wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.matter import Matter
from authpack.documents.trace import Traced
from authpack.domain.clinical import MedicationTrial, Psychotherapy
from authpack.domain.dates import PartialDate
from authpack.errors import Fault

Values = dict[str, Any]
Faults = tuple[Fault, ...]

# What is asked for a fact that the record lacks, in the order in which a chart is read.
TRIAL_QUESTIONS: dict[str, str] = {
    "drug": "which medicine it was, with its formulation",
    "role": "what it was prescribed for",
    "partners": "which antidepressant it was added to",
    "start": "the day it was started",
    "stop": "the day it was stopped",
    "steps": "each daily dose, with the dates on which the dose changed",
    "max_dose": "the highest daily dose",
    "weeks_at_max": "how long the highest dose was taken",
    "max_tolerated": "whether that was the highest dose tolerated, and what stood against a higher one",
    "adherence_percent": "how regularly it was taken",
    "response": "the response, with any rating scale scores before and after",
    "stop_reason": "why it was stopped",
    "side_effects": "side effects, with their dates and what was done",
}
THERAPY_QUESTIONS: dict[str, str] = {
    "type": "the type of therapy",
    "evidence_based": "the method or manual that was followed",
    "start": "the first session",
    "stop": "the last session",
    "sessions": "the number of sessions",
    "frequency": "how often sessions were held",
    "baseline": "a rating scale score at the start, with its date",
    "end": "a rating scale score at the end, with its date",
    "outcome": "the outcome, and why the therapy ended",
}
# A path that a criterion misses -> the question that asks for it, where the names differ.
_ALIKE = {
    "weeks": "steps",
    "state": "stop",
    "ongoing_on": "stop",
    "response_percent": "response",
    "baseline_score": "response",
    "end_score": "response",
    "outcome_date": "outcome",
    "clinician": "type",
}
_BLANK = (None, (), "unknown")


def trial_gaps(matter: Matter, trial: MedicationTrial) -> tuple[str, ...]:
    """The questions about one trial: what the criteria miss of it and what the record leaves blank."""
    blank = [name for name in ("start", "response", "stop_reason") if getattr(trial, name) in _BLANK]
    blank += ["start"] if trial.start is not None and not trial.start.exact else []
    blank += ["stop"] if trial.state == "stopped" and (trial.stop is None or not trial.stop.exact) else []
    blank += ["steps"] if not trial.steps and trial.weeks_at_max is None else []
    blank += ["max_dose"] if not trial.steps and trial.max_dose is None else []
    return _questions(matter, f"/trials/{trial.id}/", TRIAL_QUESTIONS, blank)


def therapy_gaps(matter: Matter, therapy: Psychotherapy) -> tuple[str, ...]:
    """The questions about one course of therapy."""
    names = ("type", "start", "sessions", "frequency", "baseline", "end", "outcome")
    blank = [name for name in names if getattr(therapy, name) in _BLANK]
    blank += ["stop"] if therapy.state == "stopped" and therapy.stop is None else []
    return _questions(matter, f"/psychotherapy/{therapy.id}/", THERAPY_QUESTIONS, blank)


def _questions(
    matter: Matter, prefix: str, questions: dict[str, str], blank: Iterable[str]
) -> tuple[str, ...]:
    missed = (path.removeprefix(prefix).split("/")[0] for path in _missing(matter) if path.startswith(prefix))
    wanted = {_ALIKE.get(name, name) for name in (*missed, *blank)}
    return tuple(text for name, text in questions.items() if name in wanted)


def _missing(matter: Matter) -> Iterator[str]:
    if matter.determination is not None:
        for finding, _ in matter.determination.findings():
            yield from finding.missing


# -- the earlier prescriber ----------------------------------------------------------------------------


def _asked_trials(matter: Matter) -> list[MedicationTrial]:
    """The trial named by ``--about trial=ID``, and further trials of the same prescriber that have gaps."""
    named = next((one for one in matter.case.trials.items if one.id == matter.about.get("trial")), None)
    if named is None:
        return []
    return [
        one
        for one in matter.case.trials.items
        if one is named or (one.prescriber and one.prescriber == named.prescriber and trial_gaps(matter, one))
    ]


def prescriber_faults(matter: Matter) -> Faults:
    """Everything without which no prescriber can be asked."""
    rows = _asked_trials(matter)
    if not rows:
        text = _not_chosen(matter.about.get("trial"), "trial", matter.case.trials.items)
        return (*sender_faults(matter), Fault("--about trial=ID", text))
    first = rows[0]
    found = list(sender_faults(matter))
    if not first.prescriber:
        found.append(Fault(f"/trials/{first.id}/prescriber", "who prescribed it is not recorded"))
    elif first.prescriber == matter.request.ordered_by:
        text = "the clinician who would sign this letter prescribed it: look in the practice's own chart"
        found.append(Fault(f"/trials/{first.id}/prescriber", text))
    if not trial_gaps(matter, first):
        found.append(
            Fault(f"/trials/{first.id}", "nothing of this trial is missing, so there is nothing to ask")
        )
    return tuple(found)


def _named(matter: Matter, who: str | None) -> str | None:
    """The name of a person whom the record may name by the id of one of its clinicians."""
    person = matter.case.clinician(who)
    if person is None:
        return who
    return f"{person.name}, {person.credentials}" if person.credentials else person.name


def prescriber(of: LetterFacts, matter: Matter) -> Values:
    """The prescriber, and for each medicine what is asked."""
    rows = _asked_trials(matter)
    path = f"/trials/{rows[0].id}/prescriber"
    known = {one.trial.id: one for one in of.facts.trials}
    return {
        "recipient": of.c(path, _named(matter, rows[0].prescriber)),
        "items": [_trial(of, matter, known[one.id]) for one in rows if one.id in known],
        **_release(of),
    }


def _trial(of: LetterFacts, matter: Matter, one: TrialFacts) -> Values:
    return {
        "name": of.t.case(f"{one.path}/drug", one.name),
        "when": _when(of, one.path, one.trial.start, one.trial.stop),
        "questions": list(trial_gaps(matter, one.trial)),
    }


def _when(of: LetterFacts, path: str, start: PartialDate | None, stop: PartialDate | None) -> Traced | None:
    """The time as far as it is known: a period, or one end of it."""
    if start is not None and stop is not None:
        return of.t.case([f"{path}/start", f"{path}/stop"], wording.period(start, stop))
    if start is not None:
        return of.t.case(f"{path}/start", f"from {wording.us_date(start)}")
    return of.t.case(f"{path}/stop", f"until {wording.us_date(stop)}") if stop is not None else None


def _not_chosen(named: str | None, what: str, rows: Sequence[MedicationTrial | Psychotherapy]) -> str:
    ids = ", ".join(one.id for one in rows) or "none"
    said = f"names no {what} of the record" if named else f"which {what} is asked about is not said"
    return f"{said} (it has: {ids})"


# -- the therapist -------------------------------------------------------------------------------------


def _asked_therapy(matter: Matter) -> Psychotherapy | None:
    wanted = matter.about.get("therapy")
    return next((one for one in matter.case.psychotherapy.items if one.id == wanted), None)


def therapist_faults(matter: Matter) -> Faults:
    """Everything without which no therapist can be asked."""
    one, found = _asked_therapy(matter), list(sender_faults(matter))
    if one is None:
        text = _not_chosen(matter.about.get("therapy"), "course of therapy", matter.case.psychotherapy.items)
        found.append(Fault("--about therapy=ID", text))
        return tuple(found)
    if not one.clinician:
        found.append(Fault(f"/psychotherapy/{one.id}/clinician", "the therapist's name is not recorded"))
    if not therapy_gaps(matter, one):
        found.append(Fault(f"/psychotherapy/{one.id}", "nothing of this therapy is missing"))
    return tuple(found)


def therapist(of: LetterFacts, matter: Matter) -> Values:
    """The therapist, and what is asked of the course."""
    one = _asked_therapy(matter)
    assert one is not None
    path = f"/psychotherapy/{one.id}"
    return {
        "recipient": of.c(f"{path}/clinician", _named(matter, one.clinician)),
        "when": _when(of, path, one.start, one.stop),
        "questions": list(therapy_gaps(matter, one)),
        **_release(of),
    }


# -- the pharmacy --------------------------------------------------------------------------------------


def _open_trials(matter: Matter) -> list[MedicationTrial]:
    return [one for one in matter.case.trials.items if trial_gaps(matter, one)]


def pharmacy_faults(matter: Matter) -> Faults:
    """Everything without which no pharmacy can be asked."""
    found = list(sender_faults(matter))
    if not matter.about.get("pharmacy"):
        found.append(Fault("--about pharmacy=NAME", "which pharmacy is asked is not said"))
    if not _open_trials(matter):
        found.append(Fault("/trials", "no trial lacks a fact that a fill history could show"))
    return tuple(found)


def pharmacy(of: LetterFacts, matter: Matter) -> Values:
    """The pharmacy, and the time over which fills are asked for. No medicine is named: all fills are asked for."""
    starts = [
        (one.start.first, f"/trials/{one.id}/start", one.start) for one in _open_trials(matter) if one.start
    ]
    since = min(starts, key=lambda row: row[0], default=None)
    return {
        "recipient": of.t.statement("--about pharmacy", matter.about["pharmacy"]),
        "since": of.date(since[1], since[2]) if since else None,
        **_release(of),
    }


# -- shared --------------------------------------------------------------------------------------------


def sender_faults(matter: Matter) -> Faults:
    """What every letter of the practice needs: who sends it, and of whom it speaks."""
    practice, patient = matter.case.practice, matter.case.patient
    wanted = [
        ("/practice", practice, "the practice (name, address, telephone)"),
        ("/practice/phone", practice and practice.phone, "the practice's telephone"),
        ("/practice/address", practice and practice.address, "the practice's address"),
        ("/patient/birth_date", patient.birth_date.exact, "the patient's exact date of birth"),
    ]
    return tuple(Fault(path, f"{what} is not recorded") for path, value, what in wanted if not value)


def _release(of: LetterFacts) -> Values:
    """Who signs the release: the patient, or a minor's guardian."""
    patient = letter_people.patient(of)
    signer = patient["guardian"] if patient["is_minor"] and patient["guardian"] else None
    return {
        "signer": signer["name"] if signer else patient["name"],
        "signer_relation": signer["relation"] if signer else None,
    }


def records_stem(matter: Matter) -> tuple[str, ...]:
    """The trial or therapy that is asked about (an id of the record, no name)."""
    return tuple(matter.about[name] for name in ("trial", "therapy") if matter.about.get(name))
