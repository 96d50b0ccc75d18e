"""What the practice should heed before a letter goes out; it stands in the gap memo and never in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from authpack.criteria.finding import Determination
from authpack.documents.banned import in_statements, load_banned
from authpack.documents.blocks import Document
from authpack.documents.matter import Matter
from authpack.documents.trace import Tracer
from authpack.reference.devices import cleared_for

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
        r"inanition|not eating|stopped eating|refus\w+ (?:food|to eat)|dehydrat",
    ),
    ("mania", ("mania", "bipolar_disorder"), r"\bmani[ac]|hypomani"),
    ("substance use", ("substance_use",), r"alcohol|relapsed on|overdos|intoxicat"),
)
"""What a statement of urgency may speak of: in words, the items of the safety screen, and how it is told."""


def warnings(matter: Matter, document: Document, tracer: Tracer, folders: Sequence[Path]) -> tuple[str, ...]:
    """Every warning for this letter, in sentences without a patient's values."""
    return (
        *_urgency(matter),
        *_maintenance(matter),
        *_daily_units(matter),
        *_clearance(matter),
        *_wording(document, tracer, folders),
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
    """A device whose clearance for this patient the reference cannot show, or only as an adjunct."""
    request, indication = matter.request, matter.request.indication
    if not request.device or indication not in ("mdd", "ocd") or request.date is None:
        return
    from authpack.domain.dates import age_on

    answer = cleared_for(
        request.device, indication, age_on(matter.case.patient.birth_date, request.date.first)[0]
    )
    if answer.status != "yes":
        yield (
            "No clearance of this device for this illness and age could be shown from the reference. Confirm it from the "
            "maker's 510(k) letter before relying on it."
        )
    elif answer.adjunct_only and not _runs_beside(matter):
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
