"""What a reviewer asks of beside the trials: medicines taken now, comorbidity, admissions, an earlier course's scores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from authpack.criteria.icd import belongs
from authpack.criteria.scores import instrument_id
from authpack.documents import wording
from authpack.documents.letter_treatment import generic_name
from authpack.documents.trace import Traced
from authpack.domain.clinical import Event, Score

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

Values = dict[str, Any]

PSYCHOTROPIC = frozenset(
    {"antidepressant", "antipsychotic", "opioid", "benzodiazepine", "glutamatergic", "stimulant"}
)
_FOR_THE_MIND = re.compile(
    r"sleep|insomnia|anxi|depress|mood|agitat|attention|adhd|psychos|seizure|epilep", re.IGNORECASE
)
"""Purposes for which a medicine is printed whatever its group."""


def current_medicines(of: LetterFacts) -> list[Traced]:
    """Medicines taken now that act on the brain or are taken for it; the others stay out (minimum necessary)."""
    said = []
    for one in of.case.current_medicines.items:
        if one.group not in PSYCHOTROPIC and not _FOR_THE_MIND.search(one.purpose or ""):
            continue
        dose = f" {wording.dose(one.dose)}" if one.dose else ""
        path = f"/current_medicines/{one.id}"
        said.append(of.t.case([path, f"{path}/drug", f"{path}/dose"], f"{generic_name(one.drug)}{dose}"))
    return said


def history(of: LetterFacts) -> Values:
    """What else a reviewer asks of: comorbid psychiatric disorders, admissions, suicide attempts; and what is complete.

    none: what complete lists do not hold; a list that nobody called complete says nothing of what is not in it.
    """
    case = of.case
    disorders = [one for one in case.comorbidities.items if one.code is None or one.code.startswith("F")]
    none = []
    medicines = case.current_medicines
    if (
        medicines.is_complete
        and not any(one.group == "unknown" for one in medicines.items)
        and not current_medicines(of)
    ):
        none.append(of.t.case("/current_medicines", "current psychotropic medicine"))
    further = [one for one in case.diagnoses.items if not belongs(one.code, of.request.indication)]
    if case.comorbidities.is_complete and not disorders and not further:
        none.append(of.t.case("/comorbidities", "comorbid psychiatric disorder"))
    if case.admissions.is_complete and not case.admissions.items:
        none.append(of.t.case("/admissions", "admission"))
    if case.suicide_attempts.is_complete and not case.suicide_attempts.items:
        none.append(of.t.case("/suicide_attempts", "suicide attempt"))
    return {
        "none": none,
        "comorbidities": [
            of.t.case(
                [f"/comorbidities/{one.id}", f"/comorbidities/{one.id}/state"],
                f"{wording.mid_sentence(one.condition)}{' (past)' if one.state == 'past' else ''}",
            )
            for one in disorders
        ],
        "admissions": [_event(of, f"/admissions/{one.id}", one) for one in case.admissions.items],
        "suicide_attempts": [
            _event(of, f"/suicide_attempts/{one.id}", one) for one in case.suicide_attempts.items
        ],
    }


def _event(of: LetterFacts, path: str, one: Event) -> Traced:
    when = wording.us_date(one.date) if one.date else f"date {wording.NOT_RECORDED}"
    detail = f" ({wording.mid_sentence(wording.unstopped(one.detail))})" if one.detail else ""
    return of.t.case([path, f"{path}/date", f"{path}/detail"], f"{when}{detail}")


def is_of_first_course(of: LetterFacts, one: Score) -> bool:
    """Whether a score shows what an earlier course did, and for how long, in a request to repeat it.

    From the last score before that course on, on the scales that it is measured by.
    """
    if of.request.phase != "retreatment" or one.date.first > of.facts.day:
        return False
    return any(
        instrument_id(one.instrument) == instrument_id(baseline.instrument)
        and baseline.date.first <= one.date.first
        for baseline in _baselines(of)
    )


def _baselines(of: LetterFacts) -> list[Score]:
    """The scores that earlier courses for the illness start from."""
    from authpack.criteria.conditions.prior_tms import course_changes

    measures = "ocd" if of.request.indication == "ocd" else "depression"
    paths = {
        path
        for course in of.facts.prior_tms
        if course.indication == of.request.indication
        for change in course_changes(of.facts, course, (), measures)
        for path in change.evidence
    }
    return [one for one in of.case.scores.items if f"/scores/{one.id}" in paths]
