"""The crosswalk: each criterion that decides, in the payer's own order and labels, beside the facts of the record.

It states facts. It prints no verdict ("met", "counts"): those stay in the internal check (SEMANTICS 8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from authpack.criteria.facts import instrument_name
from authpack.criteria.finding import Determination, Finding
from authpack.documents import wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import Traced, listed
from authpack.domain.clinical import Diagnosis

Fact = str | Traced


def crosswalk(of: LetterFacts, determination: Determination) -> list[dict[str, Any]]:
    """Rows: section, requirement (the policy's words, paraphrased), facts."""
    policy = determination.policy.id
    rows = []
    seen: set[tuple[str, str]] = set()
    for shown, leaf in _rows(determination.root):
        key = (shown.node.section, shown.node.says)
        if key in seen:
            continue
        seen.add(key)
        facts = _facts(of, leaf)
        source = f"policy:{policy}#{shown.id}"
        rows.append(
            {
                "section": of.t.policy(source, shown.node.section or shown.node.cite.partition(",")[2].strip() or "Criteria"),
                "requirement": of.t.policy(source, shown.node.says),
                "facts": _joined(facts),
            }
        )
    return rows


def _joined(facts: list[Fact]) -> str:
    text: str = f"{facts[0]}"
    for fact in facts[1:]:
        text = f"{text}; {fact}"
    return text


def _rows(finding: Finding) -> Iterator[tuple[Finding, Finding]]:
    """Decisive leaves, each with the finding whose words it stands under (readings share one sentence)."""
    if not finding.decisive or finding.advisory:
        return
    if not finding.children:
        yield finding, finding
        return
    if finding.node.kind == "readings" and all(not child.children for child in finding.children):
        yield finding, finding.children[0]
        return
    for child in finding.children:
        yield from _rows(child)


def _facts(of: LetterFacts, leaf: Finding) -> list[Fact]:
    if leaf.reason == "clinician_judgement":
        return _judgement(of, leaf)
    if leaf.reason in ("payer_review",):
        return ["for the plan's own review"]
    if leaf.reason in ("policy_silent", "policy_silent_age"):
        return ["the policy's text does not address this; submitted for individual consideration"]
    if leaf.reason in ("text_not_seen", "revision_not_held"):
        return ["the policy's text was not available to us for this point"]
    if leaf.status == "external":
        return ["judged by the plan's licensed criteria"]
    found = _BY_KIND.get(leaf.node.kind, _plain)(of, leaf)
    return [fact for fact in found if fact] or [wording.NOT_RECORDED]


def _judgement(of: LetterFacts, leaf: Finding) -> list[Fact]:
    rows = [one for one in of.case.judgements if f"/judgements/{one.id}" in leaf.evidence]
    said: list[Fact] = []
    for one in rows:
        person = of.case.clinician(one.clinician)
        name = of.t.case(f"/judgements/{one.id}/clinician", person.name if person else one.clinician)
        date = of.date(f"/judgements/{one.id}/date", one.date)
        said.append(f"in the judgement of {name} ({date}): {of.t.statement(f'/judgements/{one.id}/rationale', one.rationale)}")
    return said or [wording.NOT_RECORDED]


def _diagnosis(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.diagnoses.items:
        if any(path.startswith(f"/diagnoses/{one.id}") for path in leaf.evidence):
            row = of.diagnosis(one)
            when = f", recorded {row['date']}" if row["date"] else ""
            said.append(f"{row['code']} {row['words']}{_confirmed(one)}{when}")
    return said


def _confirmed(one: Diagnosis) -> str:
    return ", confirmed" if one.confirmed == "yes" else ""


def _scores(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.scores.items:
        if f"/scores/{one.id}" in leaf.evidence:
            said.append(of.t.case(f"/scores/{one.id}", f"{instrument_name(one.instrument)} {one.total} ({wording.short_date(one.date)})"))
    return said + _diagnosis(of, leaf)


def _age(of: LetterFacts, leaf: Finding) -> list[Fact]:
    age = of.patient()["age"]
    return [f"age {age}"] if age else []


def _trials(of: LetterFacts, leaf: Finding) -> list[Fact]:
    wanted = {"met"} if leaf.status == "met" else {"met", "needs_review", "not_documented"}
    said: list[Fact] = []
    for line in leaf.lines:
        trial = of.facts.trial_by_id.get(line.trial)
        if line.status not in wanted or trial is None:
            continue
        row = of.trial(trial)
        weeks = f", {row['weeks']} weeks at that dose" if row["weeks"] != wording.NOT_RECORDED else ""
        said.append(f"{row['drug']} {row['dose']}, {row['dates']}{weeks}, {row['response']}, {row['stopped']}")
    return said


def _therapy(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.facts.psychotherapy:
        if one.id != leaf.subject:
            continue
        row = of.therapy(one)
        said.append(f"{row['type']}, {row['dates']}, {row['sessions']} sessions")
        said.append(row["scores"])
    return said


def _prior_tms(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.facts.prior_tms:
        if leaf.subject not in (None, one.id):
            continue
        row = of.tms(one)
        said.append(f"TMS course {row['dates']}, response recorded: {row['response']}")
        said += row["changes"]
        if row["relapse"]:
            said.append(f"relapse {row['relapse']}")
    return said


def _ordered(of: LetterFacts, leaf: Finding) -> list[Fact]:
    one = of.clinician(of.case.clinician(of.request.ordered_by))
    return [f"ordered by {one['name']}, {one['role']}"] if one else []


def _attested(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.attestations:
        if f"/attestations/{one.id}" in leaf.evidence:
            what = {"examined_in_person": "examined in person", "examined_by_video": "examined by video", "reviewed_record": "record reviewed"}
            said.append(f"{what.get(one.act, one.act)} {of.date(f'/attestations/{one.id}', one.date)}")
    return said


def _supervised(of: LetterFacts, leaf: Finding) -> list[Fact]:
    one = of.clinician(of.case.clinician(of.request.supervision.clinician))
    return [f"supervised by {one['name']}", *of.supervision()] if one else []


def _person(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.case.clinicians:
        if any(path.startswith(f"/clinicians/{one.id}/") for path in leaf.evidence) and leaf.status == "met":
            what = "experience in administering TMS" if leaf.node.kind == "tms_experience" else "trained in TMS"
            said.append(f"{of.t.case(f'/clinicians/{one.id}/name', one.name)}: {of.t.case(leaf.evidence[0], what)}")
    return said


def _safety(of: LetterFacts, leaf: Finding) -> list[Fact]:
    screen = of.safety()
    if leaf.status == "not_documented":
        return [wording.NOT_RECORDED]
    paths = set(leaf.evidence)
    said: list[Fact] = []
    for row in screen["present"]:
        if set(row["item"].trace.paths) & paths or any(path.startswith(one) for one in row["item"].trace.paths for path in paths):
            detail = f" ({row['detail']})" if row["detail"] else ""
            said.append(f"{row['item']}{detail}")
            said += [f"weighed by {one['clinician']} on {one['date']}: {one['text']}" for one in row["weighed"]]
    if not said:
        when = f" on {screen['date']}" if screen["date"] else ""
        names = [name for name in screen["absent"] if set(name.trace.paths) & paths]
        said.append(f"screened{when}; absent: {listed(names)}" if names else f"screened{when}")
    return said


def _device(of: LetterFacts, leaf: Finding) -> list[Fact]:
    from authpack.reference.devices import cleared_for

    asked = of.asked()
    said: list[Fact] = [asked["device"]]
    indication = of.request.indication
    if indication in ("mdd", "ocd"):
        answer = cleared_for(of.request.device or "", indication, of.age())
        numbers = [row.submission for row in answer.rows if row.submission is not None and row.submission.usable]
        if answer.status == "yes" and numbers:
            said.append(of.t.reference(f"reference:devices/{answer.rows[0].id}", f"FDA-cleared, {answer.rows[0].pathway} {numbers[0].value}"))
    return said


def _label(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said = of.t.case(f"{of.base}/used_within_label", "used within the labeled indication, as the ordering clinician states")
    return [of.asked()["device"], said] if of.request.used_within_label == "yes" else []


def _protocol(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return [of.asked()["protocol"]]


def _target(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return [of.asked()["target"]]


def _modality(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return [of.asked()["modality"], of.asked()["protocol"]]


def _course(of: LetterFacts, leaf: Finding) -> list[Fact]:
    asked = of.asked()
    said: list[Fact] = [asked["acute"]]
    if asked["per_week"]:
        weeks = f" for {asked['weeks']}" if asked["weeks"] else ""
        said.append(f"{asked['per_week']} per week{weeks}")
    if asked["taper"]:
        said.append(f"taper of {asked['taper']}")
    elif of.request.schedule.taper is not None:
        said.append(of.t.case(f"{of.base}/schedule/taper", "no taper"))
    return said


def _units(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return [f"{row['code']}, {row['units']}" for row in of.asked()["codes"]]


def _ect(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return [*of.ect()]


def _facility(of: LetterFacts, leaf: Finding) -> list[Fact]:
    place = of.case.facility
    kind = leaf.evidence[0].rsplit("/", 1)[-1] if leaf.evidence else ""
    if kind == "emergency_response_minutes" and place.emergency_response_minutes is not None:
        return [of.t.case(f"/facility/{kind}", f"emergency response in {place.emergency_response_minutes.normalize():f} minutes")]
    value = getattr(place, kind, None) if kind else None
    if value is None or value == "unknown":
        return []
    shown = wording.us_date(value) if hasattr(value, "precision") else str(value)
    return [of.t.case(f"/facility/{kind}", f"{kind.replace('_', ' ')}: {shown}")]


def _approval(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return [
        of.t.case(f"/prior_tms/{one.id}/approval", f"the earlier course was approved by a payer on {wording.us_date(one.approval.date)}")
        for one in of.facts.prior_tms
        if one.approval is not None and f"/prior_tms/{one.id}/approval" in leaf.evidence
    ]


def _plain(of: LetterFacts, leaf: Finding) -> list[Fact]:
    return []


_BY_KIND: dict[str, Callable[[LetterFacts, Finding], list[Any]]] = {
    "diagnosis": _diagnosis,
    "severity": _diagnosis,
    "without_psychotic_features": _diagnosis,
    "severity_by_scale": _scores,
    "age": _age,
    "trials": _trials,
    "therapy_evidence_based": _therapy,
    "therapy_weeks": _therapy,
    "therapy_no_improvement": _therapy,
    "judged": _plain,
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
    "taking": _plain,
}
