"""The record's facts beside a criterion of the crosswalk, by kind of leaf; letter_further.py has further kinds.

It states facts. It prints no verdict ("met", "counts"): those stay in the internal check (SEMANTICS 8).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from authpack.criteria.finding import Finding
from authpack.criteria.scores import instrument_name
from authpack.documents import wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letter_further import FURTHER, therapy_in_short
from authpack.documents.letter_treatment import generic_name
from authpack.documents.trace import MARKED, Traced, listed
from authpack.domain.dates import PartialDate

Fact = str | Traced


_SAID_BY_REASON = {
    "payer_review": "for the plan's own review",
    "policy_silent": "the policy's text does not address this",
    "policy_silent_age": "the policy's text does not address this age",
}


def facts_beside(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """What the record says of what a leaf asks: never empty, never a verdict."""
    if leaf.reason in _SAID_BY_REASON:
        return [_SAID_BY_REASON[leaf.reason]]
    if leaf.status == "external":
        return ["judged by the plan's licensed criteria"]
    if leaf.reason in ("no_course", "no_course_so_far"):
        return _recorded_courses(of, leaf) or [f"no {leaf.values['what']} is recorded"]
    found = [*BY_KIND.get(leaf.node.kind, _plain)(of, leaf), *_judgment(of, leaf)]
    return [fact for fact in found if fact] or [wording.NOT_RECORDED]


def _recorded_courses(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """The courses that are recorded although none of them is one the criterion asks for."""
    if leaf.values["what"] == "psychotherapy":
        return [therapy_in_short(of, one) for one in of.facts.psychotherapy]
    said: list[Fact] = []
    for one in of.facts.prior_tms:
        row = of.tms(one)
        illness = of.t.case(
            f"/prior_tms/{one.id}/indication", wording.INDICATIONS.get(one.indication, one.indication)
        )
        said += [f"TMS course {row['dates']} for {illness}, {row['response']}", *row["changes"]]
    return said


def _judgment(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """A clinician's recorded judgment that the finding rests on, with its reason."""
    said: list[Fact] = []
    for one in of.case.judgements:
        path = f"/judgements/{one.id}"
        if path not in leaf.evidence:
            continue
        person = of.case.clinician(one.clinician)
        name = of.t.case(f"{path}/clinician", person.name if person else one.clinician)
        words = of.t.statement(f"{path}/rationale", wording.unstopped(one.rationale))
        said.append(f"in the judgment of {name} ({of.date(f'{path}/date', one.date)}): {words}")
    return said


def _judged(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """The course that the judgment is about; without one and unjudged, that no judgment is recorded."""
    about = [*_therapy(of, leaf), *_subject_tms(of, leaf)] if leaf.subject else []
    if about or leaf.reason == "clinician_judgement":
        return about
    return ["no clinician's judgment is recorded"]


def _subject_tms(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return _prior_tms(of, leaf) if any(one.id == leaf.subject for one in of.facts.prior_tms) else []


def _diagnosis(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.diagnoses.items:
        if any(path.startswith(f"/diagnoses/{one.id}") for path in leaf.evidence):
            row = of.diagnosis(one)
            confirmed = ", confirmed" if row["confirmed"] else ""
            specifiers = f" ({row['specifiers']})" if row["specifiers"] else ""
            said.append(f"{row['code']}{specifiers}{confirmed}")
    return said


def _scores(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.scores.items:
        if f"/scores/{one.id}" in leaf.evidence:
            said.append(
                of.t.case(
                    f"/scores/{one.id}",
                    f"{instrument_name(one.instrument)} total {one.total} ({wording.short_date(one.date)})",
                )
            )
    return said + _diagnosis(of, leaf)


def _age(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    age = of.patient()["age"]
    return [f"{age} years old"] if age else []


def _trials(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """The trials that the answer rests on, and in an open answer those that may still carry it."""
    unwanted = {"met": {"not_met", "not_documented", "needs_review"}, "not_met": set()}.get(
        leaf.status, {"not_met"}
    )
    said: list[Fact] = []
    for line in leaf.lines:
        trial = of.facts.trial_by_id.get(line.trial)
        if line.status in unwanted or trial is None or trial.trial.role == "other_use":
            continue
        row = of.trial(trial)
        if not row["started"]:
            said.append(f"{row['drug']}, {row['stopped']}")
            continue
        said.append(_in_short(row))
    return said


def _in_short(row: dict[str, Any]) -> str:
    """A trial in a few words; its dates, stop and side effects stand in the table of trials."""
    added = f" added to {listed(row['partners'])}" if row["partners"] else ""
    weeks = f"{row['weeks']} weeks at that dose" if row["weeks"] != wording.NOT_RECORDED else None
    facts = [fact for fact in (row["at_limit"], weeks, row["outcome"]) if fact]
    return f"{row['drug']} {row['dose']}{added} ({', '.join(map(str, facts))})"


def _therapy(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """The course that the criterion asks of, in full, so that criteria of one course share a row of the table."""
    return [therapy_in_short(of, one) for one in of.facts.psychotherapy if one.id == leaf.subject]


def _prior_tms(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.facts.prior_tms:
        if leaf.subject not in (None, one.id):
            continue
        row = of.tms(one)
        said.append(f"TMS course {row['dates']}, {row['response']}")
        said += row["changes"]
        if row["kept"]:
            said.append(f"improvement held until {row['kept']}")
        if row["relapse"]:
            said.append(f"relapse {row['relapse']}")
    return said


def _ordered(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    one = of.clinician(of.case.clinician(of.request.ordered_by))
    ordered = of.asked()["order_date"]
    when = f", {ordered}" if ordered else ""
    return [f"ordered by {one['name']}, {one['role']}{when}"] if one else []


_ACTS = {
    "examined_in_person": "examined in person",
    "examined_by_video": "examined by video",
    "reviewed_record": "record reviewed",
}


def _attested(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.attestations:
        person, path = of.case.clinician(one.clinician), f"/attestations/{one.id}"
        if path in leaf.evidence and person is not None:
            name = of.t.case(f"{path}/clinician", person.name)
            said.append(f"{_ACTS.get(one.act, one.act)} by {name}, {of.date(f'{path}/date', one.date)}")
    return said


def _supervised(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    one = of.clinician(of.case.clinician(of.request.supervision.clinician))
    return [f"supervised by {one['name']}, {one['role']}", *of.supervision()] if one else []


def _person(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.clinicians:
        if any(path.startswith(f"/clinicians/{one.id}/") for path in leaf.evidence) and leaf.status == "met":
            what = (
                "experience in administering TMS" if leaf.node.kind == "tms_experience" else "trained in TMS"
            )
            said.append(
                f"{of.t.case(f'/clinicians/{one.id}/name', one.name)}: {of.t.case(leaf.evidence[0], what)}"
            )
    return said


def _safety(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """What is present with its detail and weighing; otherwise what the screen found absent."""
    screen = of.safety()
    read = {*leaf.evidence, *leaf.missing}
    said: list[Fact] = []
    if screen["only_amalgam"] and any("/implants" in path for path in read):
        said.append(screen["only_amalgam"])
    for row in screen["present"]:
        if any(path == one or path.startswith(f"{one}/") for one in row["item"].trace.paths for path in read):
            detail = f" ({row['detail']})" if row["detail"] else ""
            said.append(f"{row['item']}{detail}")
            said += [
                f"weighed by {one['clinician']}, {one['date']}, {one['conclusion']}: {one['text']}"
                for one in row["weighed"]
            ]
    if said or leaf.status == "not_documented":
        return said + _diagnosis(of, leaf)
    return [screened(of, _absent_names(of, leaf)), *_diagnosis(of, leaf)]


def screened(of: LetterFacts, names: list[Traced]) -> str:
    """That the screen found these absent, with its date."""
    date = of.safety()["date"]
    when = f" {date}" if date else ""
    later = of.facts.screen.date is not None and of.facts.screen.date.first > of.facts.day
    if of.facts.looks_back and later:
        # What a later screen found absent from a life is evidence of the earlier day, and not a screen of that day.
        return f"no screen of that time is recorded; {_found_absent(of, names, when)}"
    return _found_absent(of, names, when)


def _found_absent(of: LetterFacts, names: list[Traced], when: str) -> str:
    if len(names) > MOST_NAMES:
        paths = [path for name in names for path in name.trace.paths]
        return f"screened{when}, {of.t.case(paths, 'each of these absent, as listed under Safety screen')}"
    return f"screened{when}, absent: {listed(names)}" if names else f"screened{when}"


MOST_NAMES = 4
"""Items of the screen that a cell names; more are named by the criterion and listed in the letter's own section."""


def _absent_names(of: LetterFacts, leaf: Finding) -> list[Traced]:
    read = {*leaf.evidence, *leaf.missing}
    return [name for name in of.safety()["absent"] if set(name.trace.paths) & read]


def only_absent(of: LetterFacts, leaf: Finding) -> list[Traced]:
    """The items of a safety criterion when the screen's "absent" is all there is to say of it; else none."""
    if leaf.node.kind not in ("present", "weigh"):
        return []
    names = _absent_names(of, leaf)
    said = [MARKED.sub(r"\2", f"{fact}") for fact in facts_beside(of, leaf)]
    return names if names and said == [MARKED.sub(r"\2", screened(of, names))] else []


def _taking(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """The medicines that the criterion asks of, or that the complete list holds none."""
    said: list[Fact] = []
    for one in of.case.current_medicines.items:
        path = f"/current_medicines/{one.id}"
        if path in leaf.evidence:
            dose = f" {wording.dose(one.dose)}" if one.dose else ""
            said.append(of.t.case([path, f"{path}/drug", f"{path}/dose"], f"{generic_name(one.drug)}{dose}"))
    if not said and leaf.reason == "not_taking":
        said.append(of.t.case("/current_medicines", "no such medicine in the list of current medicines"))
    return said


def _device(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    """The device's clearance, whose source is the clearance: an order for a device proves none."""
    cleared, device = of.asked()["clearance"], of.request.device
    if cleared:
        return [cleared["said"]]
    # Named, without a claim and without a document that would look like its proof.
    return (
        [of.t.computed("the device requested", inputs=[f"{of.base}/device"], text=device)] if device else []
    )


def _label(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    said = of.t.case(
        f"{of.base}/used_within_label", "used within the labeled indication, as the ordering clinician states"
    )
    return [of.asked()["device"], said] if of.request.used_within_label == "yes" else []


def _protocol(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    return [of.asked()["protocol"]]


def _target(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    return [of.asked()["target"]]


def _modality(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    return [of.asked()["modality"], of.asked()["protocol_name"]]


def _course(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    asked, per_day = of.asked(), of.request.schedule.sessions_per_day or 1
    said: list[Fact] = [asked["acute"]]
    if per_day > 1:
        said.append(of.t.case(f"{of.base}/schedule/sessions_per_day", f"{per_day} a day"))
    elif asked["per_week"]:
        weeks = f" for {asked['weeks']}" if asked["weeks"] else ""
        said.append(f"{asked['per_week']} per week{weeks}")
    if asked["taper"]:
        said.append(f"taper of {asked['taper']}")
    elif of.request.schedule.taper is not None:
        said.append(of.t.case(f"{of.base}/schedule/taper", "no taper"))
    return said


def _units(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    return [f"{row['code']}, {row['units']}" for row in of.asked()["codes"]]


def _ect(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return [fact for fact in of.ect() if set(fact.trace.paths) & set(leaf.evidence)]


_FACILITY = {
    "trained_attendant": ("a trained attendant is always present", "no trained attendant"),
    "resuscitation_equipment": ("resuscitation equipment is at hand", "no resuscitation equipment"),
}
_FACILITY_DATES = {
    "emergency_agreements_reviewed": "emergency arrangements reviewed",
    "last_drill": "last emergency drill",
}


def _facility(of: LetterFacts, leaf: Finding) -> list[Fact]:
    place = of.case.facility
    kind = leaf.evidence[0].rsplit("/", 1)[-1] if leaf.evidence else ""
    path = f"/facility/{kind}"
    if kind == "emergency_response_minutes" and place.emergency_response_minutes is not None:
        return [
            of.t.case(path, f"emergency response in {place.emergency_response_minutes.normalize():f} minutes")
        ]
    value = getattr(place, kind, None) if kind else None
    if kind in _FACILITY and value in ("yes", "no"):
        return [of.t.case(path, _FACILITY[kind][value == "no"])]
    if kind in _FACILITY_DATES and isinstance(value, PartialDate):
        return [of.t.case(path, f"{_FACILITY_DATES[kind]} {wording.us_date(value)}")]
    return []


def _approval(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return [
        of.t.case(
            f"/prior_tms/{one.id}/approval",
            f"the earlier course was approved by {one.approval.payer}, {wording.us_date(one.approval.date)}",
        )
        for one in of.facts.prior_tms
        if one.approval is not None and f"/prior_tms/{one.id}/approval" in leaf.evidence
    ]


def _plain(_of: LetterFacts, _leaf: Finding) -> list[Fact]:
    return []


BY_KIND: dict[str, Callable[[LetterFacts, Finding], list[Any]]] = {
    "diagnosis": _diagnosis,
    "severity": _diagnosis,
    "without_psychotic_features": _diagnosis,
    "severity_by_scale": _scores,
    "age": _age,
    "trials": _trials,
    "therapy_evidence_based": _therapy,
    "therapy_weeks": _therapy,
    "therapy_no_improvement": _therapy,
    "judged": _judged,
    "tms_indication": _prior_tms,
    "tms_episode": _prior_tms,
    "tms_response": _prior_tms,
    "tms_improvement": _prior_tms,
    "tms_relapse": _prior_tms,
    "tms_kept": _prior_tms,
    "initial_criteria": _approval,
    "ordered_by": _ordered,
    "order_scope": _ordered,
    "examined": _attested,
    "reviewed_record": _attested,
    "supervision": _supervised,
    "tms_experience": _person,
    "tms_training": _person,
    "present": _safety,
    "weigh": _safety,
    "device_cleared": _device,
    "used_within_label": _label,
    "protocol_evidence_based": _protocol,
    "target": _target,
    "modality": _modality,
    "course_limit": _course,
    "unit_limit": _units,
    "ect": _ect,
    "facility": _facility,
    "taking": _taking,
    **FURTHER,
}
