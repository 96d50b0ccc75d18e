"""What the practice should heed before a letter goes out; it stands in the gap memo and never in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from authpack.criteria.conditions.continuation import course_start, running_sessions
from authpack.criteria.finding import Determination
from authpack.documents import letter_course
from authpack.documents.banned import in_statements, load_banned
from authpack.documents.blocks import Document
from authpack.documents.letter_request import readable_clearance
from authpack.documents.matter import Matter
from authpack.documents.trace import Tracer
from authpack.reference.devices import cleared_for
from authpack.reference.drugs import find

_URGENT_WORDS = (
    (
        "suicidality",
        ("suicidal_ideation", "acute_suicidal_risk"),
        r"suicid|self-harm|kill (?:him|her|them)sel|end (?:his|her|their) life",
    ),
    (
        "psychosis",
        ("psychotic_symptoms", "psychotic_disorder"),
        r"psychot|psychosis|delusion|hallucinat|hearing voices",
    ),
    ("catatonia", ("catatonia",), r"cataton|\bmut(?:e|ism)\b"),
    (
        "inanition",
        ("life_threatening_inanition",),
        r"inanition|(?:not|no longer|never|stopped|barely|hardly|scarcely) (?:\w+ )?(?:eat|drink)|refus\w+ "
        r"(?:food|fluids|to eat|to drink)|dehydrat|weight loss|loss of weight|"
        r"(?:los[et]s?|losing|lost) [\w\s-]{0,25}(?:kilo|kg\b|pound|lbs?\b|weight)",
    ),
    ("mania", ("mania", "bipolar_disorder"), r"\bmani[ac]|hypomani"),
    ("substance use", ("substance_use",), r"alcohol|relapsed on|overdos|intoxicat"),
)
"""What a statement of urgency may speak of: in words, the items of the safety screen, and how it is told."""


_WITH_THE_REQUEST = frozenset({"network_exception", "expedited_request"})
"""Kinds that say "the request goes with this letter" and are refused by a payer without it."""


def warnings(
    matter: Matter, document: Document, tracer: Tracer, folders: Sequence[Path], kind: str = ""
) -> tuple[str, ...]:
    """Every warning for this letter, in sentences without a patient's values."""
    return (
        *(
            [
                "This letter says that the clinical request goes with it: write that letter too, and send both together."
            ]
            if kind in _WITH_THE_REQUEST
            else []
        ),
        *_discretion(matter, kind),
        *_urgency(matter),
        *_standard_of_urgency(matter),
        *_maintenance(matter),
        *_daily_units(matter),
        *_clearance(matter),
        *_effective(matter),
        *_threshold_medicines(matter),
        *_resolved_effects(matter),
        *_course(matter),
        *_wording(document, tracer, folders),
    )


def _discretion(matter: Matter, kind: str) -> Iterator[str]:
    """A confidential address is of no use when the envelope tells who writes."""
    if kind == "patient_letter" and matter.case.patient.confidential_address is not None:
        yield (
            "The patient asks for a confidential address. The letterhead names the practice: use an envelope without its "
            "name, and see that a window shows the name and address of the reader alone."
        )


def _urgency(matter: Matter) -> Iterator[str]:
    """What makes a request urgent may be what the policy excludes, or what the screen says is absent."""
    said = matter.request.urgency_statement
    if matter.request.urgency != "expedited" or said is None:
        return
    path = f"/requests/{matter.request.id}/urgency_statement"
    for what, items, words in _URGENT_WORDS:
        if not re.search(words, said.text, re.IGNORECASE):
            continue
        if any(getattr(matter.case.screen, item).status == "absent" for item in items):
            yield (
                f"The statement of urgency ({path}) seems to speak of {what}, and the safety screen says it was absent. "
                "A reviewer reads both: settle which is so before the request goes out."
            )
        sections = _asks_of(matter.determination, items) if matter.determination else []
        if sections:
            yield (
                f"The statement of urgency ({path}) seems to speak of {what}, which this policy rules out or weighs "
                f"({'; '.join(sections)}). The reason for haste may be read as the reason to deny."
            )


def _standard_of_urgency(matter: Matter) -> Iterator[str]:
    """What federal and most state rules ask of an expedited request is the clinician's to say; we never say it."""
    said = matter.request.urgency_statement
    if (
        matter.request.urgency != "expedited"
        or said is None
        or re.search(r"jeopardi[sz]", said.text, re.IGNORECASE)
    ):
        return
    yield (
        f"The statement of urgency (/requests/{matter.request.id}/urgency_statement) does not say whether the standard time "
        "could seriously jeopardize life, health, or the ability to regain maximum function, which plans ask of a request "
        "for expedited review. If the clinician holds that it could, the statement should say so."
    )


def _effective(matter: Matter) -> Iterator[str]:
    """A copy of the criteria without a date: the letter says that it is assumed in force."""
    judged = matter.determination
    if judged is not None and isinstance(judged.policy.head.effective_from, str):
        yield (
            "It is not known from when these criteria are in force; the letter names them as assumed in "
            "force. Ask the payer for the text in force."
        )


# Drugs named in the research on TMS safety as raising the risk of a seizure, by the ids and classes of the drug table.
_RISK_DRUGS = frozenset({"bupropion", "clomipramine", "maprotiline"})
_RISK_CLASSES = frozenset({"tca", "stimulant_augmentation"})
_RISK_WORDS = re.compile(
    r"\b(?:bupropion|clomipramine|clozapine|clozaril|maprotiline|tramadol)\b", re.IGNORECASE
)


def _threshold_medicines(matter: Matter) -> Iterator[str]:
    """The screen says that no medicine lowers the seizure threshold, and one that does is taken."""
    case = matter.case
    if case.screen.seizure_threshold_medicines.status != "absent":
        return
    held = [
        (f"/current_medicines/{one.id}", one.group == "stimulant" or _raises_risk(one.drug))
        for one in case.current_medicines.items
    ]
    held += [
        (f"/trials/{one.id}", _raises_risk(one.drug)) for one in case.trials.items if one.state == "ongoing"
    ]
    for path, raises in held:
        if raises:
            yield (
                f"The safety screen says that no medicine lowers the seizure threshold, and the medicine at {path} may "
                "raise the risk of a seizure. Settle which is so, and weigh the risk, before the request goes out."
            )


def _raises_risk(drug: str) -> bool:
    found = find(drug).drug
    known = found is not None and (found.id in _RISK_DRUGS or bool(_RISK_CLASSES & {*found.classes}))
    return known or _RISK_WORDS.search(drug) is not None


def _resolved_effects(matter: Matter) -> Iterator[str]:
    """A side effect that was not expected to resolve, beside words that tell that it did."""
    for trial in matter.case.trials.items:
        for place, effect in enumerate(trial.side_effects):
            told = re.search(
                r"\bnormal|resolved|recovered|subsided|cleared|\bgone\b|went away", effect.action or ""
            )
            if effect.expected_to_resolve == "no" and told:
                yield (
                    f"The side effect at /trials/{trial.id}/side_effects/{place} is recorded as not expected to resolve, "
                    "and what was done seems to tell that it resolved. The letter says: not expected to resolve while the "
                    "drug is taken. Confirm that this is what is meant."
                )


def _course(matter: Matter) -> Iterator[str]:
    """What a reviewer of a running or repeated course looks for and does not find."""
    facts = letter_course.facts_of(matter)
    if matter.request.phase == "continuation":
        start, _ = course_start(facts)
        days = [one.date for one in matter.case.symptoms]
        days += [matter.case.mental_status.date] if matter.case.mental_status else []
        if start is not None and not any(day.first >= start.first for day in days):
            yield (
                "Symptoms and mental status are recorded only from before this course. The letter heads them so; a reviewer "
                "expects how the patient is now."
            )
        if not running_sessions(facts):
            yield (
                "No session of the course is recorded one by one, so the letter says nothing of tolerability and attendance."
            )
        if letter_course.unused(facts, matter) is None:
            yield (
                "How many authorized sessions are left cannot be told for certain, so the letter names no total for the "
                "course."
            )
    if matter.request.phase == "retreatment":
        course = letter_course.earlier_course(facts)
        if course is not None and course.maintained_until and not letter_course.held_scores(facts, course):
            yield (
                "No score lies between the end of the earlier course and the day to which the improvement held. A reviewer "
                "asks for the number that shows it."
            )


def _asks_of(determination: Determination, items: tuple[str, ...]) -> list[str]:
    """Sections of the policy whose safety criteria read one of these items of the screen."""
    ends = tuple(f"/{item}" for item in items)
    inside = tuple(f"/{item}/" for item in items)
    found = [
        finding.node.section or finding.id
        for finding, _ in determination.findings()
        if finding.node.kind in ("present", "weigh")
        and any(
            path.endswith(ends) or any(part in path for part in inside)
            for path in (*finding.evidence, *finding.missing)
        )
    ]
    return list(dict.fromkeys(found))


def _maintenance(matter: Matter) -> Iterator[str]:
    """No kind of letter asks for maintenance; a clinician's reason may still speak of it."""
    if matter.request.rationale and re.search(r"\bmaintenance\b", matter.request.rationale, re.IGNORECASE):
        yield (
            f"The reason (/requests/{matter.request.id}/rationale) speaks of maintenance, which payers do not cover. "
            "It is printed as written; the letter itself asks for no maintenance."
        )


def _daily_units(matter: Matter) -> Iterator[str]:
    """Several sessions a day beside codes that are billed by the session."""
    per_day = matter.request.schedule.sessions_per_day or 1
    if per_day > 1 and any(line.code == "90868" for line in matter.request.codes):
        yield (
            "Several sessions a day are requested under 90868. Many payers pay one unit a day: ask which codes this "
            "plan wants for an accelerated course."
        )


def _clearance(matter: Matter) -> Iterator[str]:
    """A device whose clearance for this patient the reference cannot show by its number, or only as an adjunct."""
    request, indication = matter.request, matter.request.indication
    if indication not in ("mdd", "ocd"):
        yield (
            "The letter names no clearance and cites no study for this illness: the reference holds none that a letter may "
            "use. Take the device's label and the evidence from their sources, and say whether the use is within the label."
        )
        return
    if not request.device or request.date is None:
        return
    from authpack.domain.dates import age_on

    answer = cleared_for(
        request.device, indication, age_on(matter.case.patient.birth_date, request.date.first)[0]
    )
    if answer.status != "yes" or readable_clearance(answer, request.modality) is None:
        yield (
            "No clearance of this device for this illness, age, and kind of course could be shown with its number from the "
            "reference, so the letter names none. Take the number from the maker's 510(k) or De Novo letter, and enclose it."
        )
    if answer.status == "yes" and answer.adjunct_only and not _runs_beside(matter):
        yield (
            "The device is cleared as an adjunct to other treatment here, and no running antidepressant or psychotherapy "
            "is recorded. Record what TMS is added to."
        )


def _runs_beside(matter: Matter) -> bool:
    case = matter.case
    medicines = any(one.group in ("antidepressant", "antipsychotic") for one in case.current_medicines.items)
    drugs = any(one.state == "ongoing" for one in case.trials.items)
    therapies = any(one.state == "ongoing" for one in case.psychotherapy.items)
    return medicines or drugs or therapies


def _wording(document: Document, tracer: Tracer, folders: Sequence[Path]) -> Iterator[str]:
    """Words in a clinician's statements that letters avoid; they are printed as they stand."""
    for one in in_statements(document, tracer, load_banned(folders)):
        yield f"The clinician's words at {one.path} hold '{one.word}' ({one.why}). They are printed as written."
