"""The crosswalk: each criterion relied on, in the payer's order and labels, beside the record's facts.

It states facts. It prints no verdict ("met", "counts"): those stay in the internal check (SEMANTICS 8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from authpack.criteria.facts import instrument_name
from authpack.criteria.finding import Determination, Finding
from authpack.documents import wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letter_further import FURTHER, PATIENT_KINDS
from authpack.documents.trace import MARKED, Traced, listed, marked_id
from authpack.domain.dates import PartialDate

Fact = str | Traced
UNDECIDED = frozenset({"not_documented", "needs_review", "external", "text_not_seen"})
# What a look back to the first course asks about the patient; the rest is asked of today's request.
_OF_THE_PATIENT = frozenset(
    {
        "diagnosis", "severity", "without_psychotic_features", "severity_by_scale", "trials",
        "present", "weigh", "taking", "ect",
        "therapy_evidence_based", "therapy_weeks", "therapy_no_improvement", *PATIENT_KINDS,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: the finding whose words it stands under, the leaf that read the record, and how."""

    shown: Finding
    leaf: Finding
    of: LetterFacts
    exclusion: bool

    @property
    def looks_back(self) -> bool:
        """Whether the facts are those of the time before an earlier course."""
        about_patient = self.leaf.node.kind in _OF_THE_PATIENT or self.leaf.subject is not None
        return self.of.facts.looks_back and about_patient

    @property
    def prefix(self) -> str:
        """What keeps the name of an exclusion from reading like a finding."""
        if self.leaf.node.kind == "weigh":
            return "To be weighed if present:"
        return "To be ruled out:" if self.exclusion else ""


def crosswalk(of: LetterFacts, determination: Determination) -> list[dict[str, Any]]:
    """Rows: section, requirements (the policy's words, paraphrased), facts, and the facts' documents.

    Neighboring criteria of one section that the same facts answer share a row.
    """
    rows: list[dict[str, Any]] = []
    seen: set[tuple[str, str, bool]] = set()
    for row in _rows(determination.root, of, exclusion=False):
        node = row.shown.node
        key = (node.section, node.says, row.looks_back)
        if key in seen:
            continue
        seen.add(key)
        made = _row(of, row, f"policy:{determination.policy.id}#{row.shown.id}")
        if rows and rows[-1]["alike"] == made["alike"]:
            rows[-1]["requirements"] += made["requirements"]
        else:
            rows.append(made)
    return rows


def _row(of: LetterFacts, row: Row, source: str) -> dict[str, Any]:
    facts = [f"{fact}" for fact in _facts(row.of, row.leaf)]
    section = _section(row.shown)
    return {
        "section": of.t.policy(source, section),
        "prefix": row.prefix,
        "as_of": of.first_session_before(row.of.facts.day) if row.looks_back else None,
        "requirements": [of.t.policy(source, wording.requirement(row.shown.node.says)).capitalize()],
        "facts": "; ".join(facts),
        "sources": _sources(of, facts),
        "alike": (section, row.prefix, row.looks_back, tuple(MARKED.sub(r"\2", fact) for fact in facts)),
    }


def _section(shown: Finding) -> str:
    """The payer's own label; "head" is ours, for words that stand before the numbered items."""
    label = shown.node.section or shown.node.cite.partition(",")[2].strip()
    return label.removesuffix("head").rstrip(" ,") or "Criteria"


def _sources(of: LetterFacts, facts: list[str]) -> list[Traced]:
    """The documents behind the facts that are printed, each once."""
    found: dict[str, Traced] = {}
    for digits, _ in MARKED.findall("".join(facts)):
        trace = of.t.get(marked_id(digits))
        for path in (*trace.paths, *(one for one in trace.inputs if not one.startswith("/requests/"))):
            source = of.source_of(path)
            if source is not None:
                found.setdefault(source.plain, source)
    return list(found.values())


def _rows(finding: Finding, of: LetterFacts, *, exclusion: bool) -> Iterator[Row]:
    """Every criterion asked of this request, and of alternatives those that the request relies on."""
    if finding.advisory or finding.status == "not_applicable":
        return
    same_sentence = finding.node.kind == "readings" and all(not child.children for child in finding.children)
    if not finding.children or same_sentence:
        yield Row(finding, finding.children[0] if finding.children else finding, of, exclusion)
        return
    if finding.node.kind == "initial_criteria" and "day" in finding.values:
        of = of.as_of(date.fromisoformat(finding.values["day"]))
    for child in _relied_on(finding):
        yield from _rows(child, of, exclusion=finding.node.kind == "none_of")


def _relied_on(finding: Finding) -> tuple[Finding, ...]:
    """Of alternatives those that hold, or while none does those still open; of everything else all."""
    if finding.node.kind not in ("any_of", "at_least") or finding.status == "not_met":
        return finding.children
    wanted = (
        {"met"}
        if finding.status == "met"
        else UNDECIDED | ({"met"} if finding.node.kind == "at_least" else set())
    )
    return tuple(child for child in finding.children if child.status in wanted)


_SAID_BY_REASON = {
    "payer_review": "for the plan's own review",
    "policy_silent": "the policy's text does not address this",
    "policy_silent_age": "the policy's text does not address this age",
    "text_not_seen": "the policy's text was not available to us for this point",
    "revision_not_held": "the policy's text was not available to us for this point",
}


def _facts(of: LetterFacts, leaf: Finding) -> list[Fact]:
    if leaf.reason in _SAID_BY_REASON:
        return [_SAID_BY_REASON[leaf.reason]]
    if leaf.status == "external":
        return ["judged by the plan's licensed criteria"]
    if leaf.reason in ("no_course", "no_course_so_far"):
        return [f"no {leaf.values['what']} is recorded"]
    found = [*_BY_KIND.get(leaf.node.kind, _plain)(of, leaf), *_judgment(of, leaf)]
    return [fact for fact in found if fact] or [wording.NOT_RECORDED]


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
            when = f", recorded {row['date']}" if row["date"] else ""
            confirmed = ", confirmed" if row["confirmed"] else ""
            specifiers = f" ({row['specifiers']})" if row["specifiers"] else ""
            said.append(f"{row['code']} {row['words']}{specifiers}{confirmed}{when}")
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
    return [f"age {age}"] if age else []


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
        added = f" added to {listed(row['partners'])}" if row["partners"] else ""
        tolerated = f", {row['at_limit']}" if row["at_limit"] else ""
        weeks = f", {row['weeks']} weeks at that dose" if row["weeks"] != wording.NOT_RECORDED else ""
        said.append(
            f"{row['drug']} {row['dose']}{added}{tolerated}, {row['dates']}{weeks}, "
            f"{row['response']}, {row['stopped']}"
        )
    return said


def _therapy(of: LetterFacts, leaf: Finding) -> list[Fact]:
    said: list[Fact] = []
    for one in of.facts.psychotherapy:
        if one.id != leaf.subject:
            continue
        row = of.therapy(one)
        said.append(
            ", ".join(f"{row[name]}" for name in ("type", "dates", "counted", "frequency") if row[name])
        )
        said += [row["scores"]] if row["scores"] else [row["outcome"]]
    return said


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
    when = f" {screen['date']}" if screen["date"] else ""
    names = [name for name in screen["absent"] if set(name.trace.paths) & read]
    return [f"screened{when}, absent: {listed(names)}" if names else f"screened{when}", *_diagnosis(of, leaf)]


def _taking(of: LetterFacts, leaf: Finding) -> list[Fact]:
    """The medicines that the criterion asks of, or that the complete list holds none."""
    said: list[Fact] = []
    for one in of.case.current_medicines.items:
        path = f"/current_medicines/{one.id}"
        if path in leaf.evidence:
            dose = f" {wording.dose(one.dose)}" if one.dose else ""
            said.append(of.t.case([path, f"{path}/drug", f"{path}/dose"], f"{one.drug}{dose}"))
    if not said and leaf.reason == "not_taking":
        said.append(of.t.case("/current_medicines", "no such medicine in the list of current medicines"))
    return said


def _device(of: LetterFacts, _leaf: Finding) -> list[Fact]:
    from authpack.reference.devices import cleared_for

    asked = of.asked()
    said: list[Fact] = [asked["device"]]
    indication = of.request.indication
    if indication in ("mdd", "ocd"):
        answer = cleared_for(of.request.device or "", indication, of.age())
        numbers = [
            row.submission for row in answer.rows if row.submission is not None and row.submission.usable
        ]
        if answer.status == "yes" and numbers:
            said.append(
                of.t.reference(
                    f"reference:devices/{answer.rows[0].id}",
                    f"FDA-cleared, {answer.rows[0].pathway} {numbers[0].value}",
                )
            )
    return said


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
    return [of.asked()["modality"], of.asked()["protocol"]]


def _course(of: LetterFacts, _leaf: Finding) -> list[Fact]:
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
