"""The safety screen for a letter: every present item with its detail and weighing, then what was ruled out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpack.documents import wording
from authpack.documents.trace import Traced
from authpack.domain.base import Finding
from authpack.domain.screen import Implant, Seizure

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

ITEMS = {
    "seizure_disorder": "seizure disorder",
    "increased_seizure_risk": "increased seizure risk",
    "psychotic_symptoms": "psychotic symptoms",
    "psychotic_disorder": "psychotic disorder",
    "suicidal_ideation": "suicidal ideation",
    "acute_suicidal_risk": "acute suicidal risk",
    "catatonia": "catatonia",
    "life_threatening_inanition": "life-threatening inanition",
    "mania": "mania",
    "substance_use": "substance use",
    "pregnancy": "pregnancy",
    "ketamine_or_esketamine": "concurrent ketamine or esketamine",
    "seizure_threshold_medicines": "medicines that lower the seizure threshold",
}
NEUROLOGICAL = {
    "epilepsy": "epilepsy",
    "cerebrovascular_disease": "cerebrovascular disease",
    "dementia": "dementia",
    "raised_intracranial_pressure": "raised intracranial pressure",
    "head_trauma": "repetitive or severe head trauma",
    "cns_tumor": "tumor of the central nervous system",
    "other": "other neurological condition",
}


def safety_rows(of: LetterFacts) -> dict[str, Any]:
    """present: rows with item, detail and weighing; absent: names ruled out; date of the screen."""
    screen = of.case.screen
    present: list[dict[str, Any]] = []
    absent: list[Traced] = []
    listed = [(f"/screen/{name}", words, getattr(screen, name), name) for name, words in ITEMS.items()]
    listed += [
        (f"/screen/neurological/{name}", words, getattr(screen.neurological, name), "neurological")
        for name, words in NEUROLOGICAL.items()
    ]
    for path, words, finding, item in listed:
        if finding.status == "present":
            present.append(_present(of, path, words, finding, item))
        elif finding.status == "absent":
            absent.append(of.t.case(path, words))
    present += [_implant(of, one) for one in screen.implants.items]
    present += [_seizure(of, one) for one in screen.seizures.items]
    absent += _empty_lists(of)
    return {"present": present, "absent": absent, "date": of.date("/screen/date", screen.date)}


def _empty_lists(of: LetterFacts) -> list[Traced]:
    screen = of.case.screen
    said = []
    if screen.implants.is_complete and not screen.implants.items:
        said.append(of.t.case("/screen/implants", "implanted devices or metal"))
    if screen.seizures.is_complete and not screen.seizures.items:
        said.append(of.t.case("/screen/seizures", "history of seizures"))
    return said


def _present(of: LetterFacts, path: str, words: str, finding: Finding, item: str) -> dict[str, Any]:
    return {
        "item": of.t.case(path, words),
        "detail": of.t.statement(f"{path}/detail", finding.detail) if finding.detail else None,
        "date": of.date(f"{path}/date", finding.date),
        "weighed": _weighed(of, {"psychotic_symptoms": "psychosis", "psychotic_disorder": "psychosis", "seizure_disorder": "seizures"}.get(item, item)),
    }


def _weighed(of: LetterFacts, item: str) -> list[dict[str, Any]]:
    rows = []
    for one in of.case.risk_benefit:
        if one.item != item:
            continue
        person = of.case.clinician(one.clinician)
        rows.append(
            {
                "text": of.t.statement(f"/risk_benefit/{one.id}", one.mitigation),
                "clinician": of.t.case(f"/risk_benefit/{one.id}/clinician", person.name) if person else None,
                "date": of.date(f"/risk_benefit/{one.id}/date", one.date),
                "proceed": one.conclusion == "proceed",
            }
        )
    return rows


def _implant(of: LetterFacts, one: Implant) -> dict[str, Any]:
    path = f"/screen/implants/{one.id}"
    said = [f"location: {one.location}"] if one.location else []
    if one.distance_cm is not None:
        how = f" ({one.distance_how})" if one.distance_how else ""
        said.append(f"{one.distance_cm.normalize():f} cm from the coil{how}")
    else:
        said.append(f"distance from the coil {wording.NOT_RECORDED}")
    if one.magnetic_sensitive != "unknown":
        said.append("magnetic-sensitive" if one.magnetic_sensitive == "yes" else "not magnetic-sensitive")
    return {
        "item": of.t.case([path, f"{path}/item"], one.item),
        "detail": of.t.case([path, f"{path}/distance_cm", f"{path}/location"], "; ".join(said)),
        "date": of.date(f"{path}/date", one.date),
        "weighed": _weighed(of, "implants"),
    }


def _seizure(of: LetterFacts, one: Seizure) -> dict[str, Any]:
    path = f"/screen/seizures/{one.id}"
    cause = {"ect": "induced by ECT", "tms": "induced by TMS", "febrile": "febrile", "unknown": f"cause {wording.NOT_RECORDED}"}.get(
        one.cause, one.cause.replace("_", " ")
    )
    said = [cause]
    if one.age_years is not None:
        said.append(f"at age {one.age_years}")
    if one.treated != "unknown":
        said.append("treated afterwards" if one.treated == "yes" else "not treated afterwards")
    if one.recurred != "unknown":
        said.append("recurred" if one.recurred == "yes" else "did not recur")
    if one.detail:
        said.append(one.detail)
    return {
        "item": of.t.case(path, "seizure"),
        "detail": of.t.case(path, "; ".join(said)),
        "date": of.date(f"{path}/date", one.date),
        "weighed": _weighed(of, "seizures"),
    }
