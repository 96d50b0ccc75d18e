"""Facts beside further criteria in the crosswalk: codes, planned measuring, substances, course so far, people, place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from authpack.criteria.conditions.continuation import course_start
from authpack.criteria.finding import Finding
from authpack.criteria.scores import instrument_name
from authpack.documents import wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import Traced
from authpack.domain.clinical import Psychotherapy

Fact = str | Traced


def _scores(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """The scores that the criterion read, oldest first."""
    found = [one for one in of.case.scores.items if f"/scores/{one.id}" in leaf.evidence]
    return [
        of.t.case(
            f"/scores/{one.id}",
            f"{instrument_name(one.instrument)} {one.total} ({wording.short_date(one.date)})",
        )
        for one in sorted(found, key=lambda one: (one.date.last, one.id))
    ]


def _running(of: LetterFacts, leaf: Finding) -> list[Fact]:
    start, path = course_start(of.facts)
    scores = _scores(of, leaf)
    return [f"first session {of.date(path, start)}", *scores] if start is not None and scores else scores


def _diagnoses(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.diagnoses.items:
        if any(path.startswith(f"/diagnoses/{one.id}") for path in leaf.evidence):
            row = of.diagnosis(one)
            said.append(f"{row['code']} {row['words']}{', confirmed' if row['confirmed'] else ''}")
    return said


def _other_diagnosis(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """A recorded diagnosis that the text excludes, or on what it is ruled out."""
    said = _diagnoses(of, leaf)
    for one in of.case.comorbidities.items:
        if f"/comorbidities/{one.id}" in leaf.evidence:
            said.append(of.t.case(f"/comorbidities/{one.id}", one.condition))
    for name in ("bipolar_disorder", "psychotic_disorder"):
        path = f"{of.facts.screen_path}/{name}"
        if path in leaf.evidence:
            finding = getattr(of.facts.screen, name)
            said.append(of.t.case(path, f"{name.replace('_', ' ')}: {finding.status}"))
    if "/diagnoses" in leaf.evidence and of.case.diagnoses.is_complete:
        said.append(
            of.t.case(
                ["/diagnoses", "/comorbidities"],
                "no such diagnosis in the complete lists of diagnoses and conditions",
            )
        )
    return said


def _measuring(of: LetterFacts, leaf: Finding) -> list[Fact]:
    plan, base = of.request.schedule, f"{of.base}/schedule"
    said: list[Fact] = []
    if plan.scale is not None:
        said.append(of.t.case(f"{base}/scale", f"followed with the {instrument_name(plan.scale)}"))
    if plan.scale_every_days is not None:
        said.append(of.t.case(f"{base}/scale_every_days", f"a rating every {plan.scale_every_days} days"))
    for name, words in (("scale_at_start", "a rating at the start"), ("scale_at_end", "a rating at the end")):
        if getattr(plan, name) == "yes":
            said.append(of.t.case(f"{base}/{name}", words))
    return said


def _substances(of: LetterFacts, leaf: Finding) -> list[Fact]:
    use, path = of.facts.screen.substance_use, f"{of.facts.screen_path}/substance_use"
    said: list[Fact] = []
    if use.status != "not_assessed":
        day = use.date or of.facts.screen.date
        when = f" at the screen of {wording.us_date(day)}" if day else " when screened"
        word = "substance use" if use.status == "present" else "no substance use"
        said.append(of.t.case([path, f"{path}/status", f"{path}/date"], f"{word}{when}"))
    if use.last_use is not None:
        said.append(of.t.case(f"{path}/last_use", f"last substance use {wording.us_date(use.last_use)}"))
    if use.ever == "no":
        said.append(of.t.case(f"{path}/ever", "no substance use at any time"))
    if use.disorder != "unknown":
        said.append(
            of.t.case(
                f"{path}/disorder",
                "substance use disorder" if use.disorder == "yes" else "no substance use disorder",
            )
        )
    if use.remission_since is not None:
        proof = ", substantiated" if use.remission_substantiated == "yes" else ""
        said.append(
            of.t.case(
                [f"{path}/remission_since", f"{path}/remission_substantiated"],
                f"in remission since {wording.us_date(use.remission_since)}{proof}",
            )
        )
    return said


def _therapies(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.facts.psychotherapy:
        if leaf.subject == one.id or f"/psychotherapy/{one.id}" in leaf.evidence:
            said.append(therapy_in_short(of, one))
            if leaf.node.kind == "therapy_documented" and one.clinician:
                said.append(of.t.case(f"/psychotherapy/{one.id}/clinician", f"therapist {one.clinician}"))
    return said


def therapy_in_short(of: LetterFacts, one: Psychotherapy) -> str:
    """A course of psychotherapy in a cell; its therapist and the days of its scores stand in the section on it."""
    row = of.therapy(one)
    facts = [row[name] for name in ("dates", "counted", "frequency", "change") if row[name]]
    if one.outcome != "unknown":
        facts.append(row["outcome"])
    elif not row["change"]:
        facts.append(f"outcome {wording.NOT_RECORDED}")
    return f"{row['type']}, {', '.join(map(str, facts))}"


def _course_end(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.facts.prior_tms:
        if one.id != leaf.subject:
            continue
        path = f"/prior_tms/{one.id}"
        if one.last_session is not None:
            said.append(
                of.t.case(f"{path}/last_session", f"last session {wording.us_date(one.last_session)}")
            )
        if one.maintained_until is not None:
            said.append(
                of.t.case(
                    f"{path}/maintained_until",
                    f"improvement held until {wording.us_date(one.maintained_until)}",
                )
            )
        if one.relapse is not None:
            said.append(of.t.case(f"{path}/relapse", f"relapse {wording.us_date(one.relapse.date)}"))
    return said


_STATED = {
    "psychotropic_change_planned": {
        "no": "no change of psychotropic medicines is planned",
        "yes": "a change of psychotropic medicines is planned",
    },
    "psychiatrist_access_limited": {"yes": "access to a psychiatrist is limited"},
    "supervision/within_scope": {"yes": "supervision lies within the state scope of practice"},
    "guidance": {
        "none": "no guidance beyond the manufacturer's method", "neuronavigation": "neuronavigation", "mri": "MRI guidance",
        "fmri": "functional MRI guidance", "eeg": "EEG guidance", "other": "guidance of another kind",
    },
}  # fmt: skip


def _stated(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """One plain fact of the request, in words."""
    for name, words in _STATED.items():
        if f"{of.base}/{name}" in leaf.evidence:
            value: Any = of.request
            for part in name.split("/"):
                value = getattr(value, part)
            return [of.t.case(f"{of.base}/{name}", words[value])] if value in words else []
    return []


def _person(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """The clinician that the criterion asks about, by name and role, and what is recorded of him or her."""
    words = {"tms_certification": "certified in TMS", "tms_privileges": "privileged for TMS by the plan"}
    said: list[Fact] = []
    for one in of.case.clinicians:
        path = next((path for path in leaf.evidence if path.startswith(f"/clinicians/{one.id}/")), None)
        row = of.clinician(one)
        if path is None or row is None:
            continue
        if leaf.node.kind == "rendered_by":
            said.append(f"treatment given by {row['name']}, {row['role']}")
        elif leaf.status == "met":
            said.append(f"{row['name']}: {of.t.case(path, words[leaf.node.kind])}")
    return said


def _setting(of: LetterFacts, leaf: Finding) -> list[Fact]:
    place = of.place()
    return [f"place of service {place}"] if place else []


def _protocol(of: LetterFacts, leaf: Finding) -> list[Fact]:
    name = of.protocol()
    return [name] if name else []


FURTHER: dict[str, Callable[[LetterFacts, Finding], list[Any]]] = {
    "diagnosis_code": _diagnoses,
    "other_diagnosis": _other_diagnosis,
    "score": _scores,
    "score_recorded": _scores,
    "serial_scores": _measuring,
    "course_improvement": _running,
    "substance_free": _substances,
    "substance_remission": _substances,
    "psychotropics_stable": _stated,
    "psychiatrist_access_limited": _stated,
    "supervisor_scope": _stated,
    "guidance": _stated,
    "therapy_type": _therapies,
    "therapy_episode": _therapies,
    "therapy_response": _therapies,
    "therapy_documented": _therapies,
    "therapies": _therapies,
    "tms_interval": _course_end,
    "tms_worsening": _scores,
    "tms_severity_after": _scores,
    "tms_certification": _person,
    "tms_privileges": _person,
    "rendered_by": _person,
    "setting": _setting,
    "protocol": _protocol,
}
PATIENT_KINDS = frozenset(
    {
        "diagnosis_code", "other_diagnosis", "score", "score_recorded", "substance_free", "substance_remission",
        "therapy_type", "therapy_episode", "therapy_response", "therapy_documented", "therapies",
    }
)  # fmt: skip
"""Kinds that ask about the patient, so that a look back prints them as of that time."""
