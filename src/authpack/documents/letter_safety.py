"""The safety screen in a letter: every present item with detail and weighing, then what was ruled out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpack.documents import wording
from authpack.documents.trace import Traced
from authpack.domain.base import Finding
from authpack.domain.screen import (
    EpisodeFinding,
    Implant,
    SafetyScreen,
    Seizure,
    SubstanceUse,
    SuicidalIdeation,
)

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
    "breastfeeding": "breastfeeding",
    "severe_cardiovascular_disease": "severe cardiovascular disease",
    "severe_dementia": "severe dementia",
    "bipolar_disorder": "bipolar disorder",
    "ferromagnetic_tattoo": "tattoo with ferromagnetic ink on the head or neck",
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
    screen, root = of.facts.screen, of.facts.screen_path
    listed = [(f"{root}/{name}", words, getattr(screen, name), name) for name, words in ITEMS.items()]
    listed += [
        (f"{root}/neurological/{name}", words, getattr(screen.neurological, name), "neurological")
        for name, words in NEUROLOGICAL.items()
    ]
    present = [
        _present(of, path, words, finding, item)
        for path, words, finding, item in listed
        if finding.status == "present"
    ]
    present += [_implant(of, f"{root}/implants/{one.id}", one) for one in screen.implants.items]
    present += [_seizure(of, f"{root}/seizures/{one.id}", one) for one in screen.seizures.items]
    asked = [row for row in listed if row[3] not in _OF_WOMEN or of.case.patient.sex != "male"]
    absent = [
        of.t.case([path, f"{path}/detail"], f"{words}{_beside(finding, screen)}")
        for path, words, finding, _ in asked
        if finding.status == "absent"
    ]
    return {
        "present": present,
        "absent": absent + _empty_lists(of, screen, root),
        "in_short": _in_short(of, screen, root),
        "only_amalgam": _only_amalgam(of, screen, root),
        "date": of.date(f"{root}/date", screen.date),
    }


_OF_WOMEN = frozenset({"pregnancy", "breastfeeding"})
"""Not said of a man."""

# What page 1 says that the screen did not find: all of the items together; with one silent, those that are absent.
_SHORT = (
    ("psychosis", ("psychotic_symptoms", "psychotic_disorder")),
    ("mania", ("mania",)),
    ("suicidal ideation", ("suicidal_ideation", "acute_suicidal_risk")),
    ("substance use", ("substance_use",)),
)


def _in_short(of: LetterFacts, screen: SafetyScreen, root: str) -> list[Traced]:
    """What the screen of that day found absent, in a few words; only what is recorded as absent."""

    def gone(finding: Finding) -> bool:
        return finding.status == "absent" and not _other_day(finding, screen)

    said: list[Traced] = []
    history = screen.seizures.is_complete and not screen.seizures.items
    if history:
        said.append(of.t.case(f"{root}/seizures", "history of seizures"))
    elif gone(screen.seizure_disorder):
        said.append(of.t.case(f"{root}/seizure_disorder", ITEMS["seizure_disorder"]))
    if screen.implants.is_complete and not screen.implants.items:
        said.append(of.t.case(f"{root}/implants", "implanted device or metal"))
    absent = [name for name in NEUROLOGICAL if gone(getattr(screen.neurological, name))]
    if len(absent) == len(NEUROLOGICAL):
        paths = [f"{root}/neurological/{name}" for name in absent]
        said.append(of.t.case(paths, "neurological disorder"))
    else:
        said += [of.t.case(f"{root}/neurological/{name}", NEUROLOGICAL[name]) for name in absent]
    for words, names in _SHORT:
        found = [name for name in names if gone(getattr(screen, name))]
        if len(found) == len(names):
            said.append(of.t.case([f"{root}/{name}" for name in names], words))
        else:
            said += [of.t.case(f"{root}/{name}", ITEMS[name]) for name in found]
    return said


def _only_amalgam(of: LetterFacts, screen: SafetyScreen, root: str) -> Traced | None:
    """That the complete list of implants holds dental amalgam alone."""
    held = screen.implants
    if not held.is_complete or not held.items or any(one.dental_amalgam != "yes" for one in held.items):
        return None
    return of.t.case(f"{root}/implants", "no implanted device or metal other than dental amalgam")


def _other_day(finding: Finding, screen: SafetyScreen) -> str:
    """An item assessed on another day than the rest of the screen carries its own date."""
    if finding.date is None or finding.date == screen.date:
        return ""
    return f" ({wording.us_date(finding.date)})"


def _beside(finding: Finding, screen: SafetyScreen) -> str:
    """What is noted beside an item that is absent: its own day, and the clinician's words, which may weigh against."""
    said = [wording.us_date(finding.date)] if _other_day(finding, screen) and finding.date else []
    said += [wording.unstopped(finding.detail)] if finding.detail else []
    return f" ({'; '.join(said)})" if said else ""


def _empty_lists(of: LetterFacts, screen: SafetyScreen, root: str) -> list[Traced]:
    said = []
    if screen.implants.is_complete and not screen.implants.items:
        said.append(of.t.case(f"{root}/implants", "implanted devices or metal"))
    if screen.seizures.is_complete and not screen.seizures.items:
        said.append(of.t.case(f"{root}/seizures", "history of seizures"))
    return said


def _present(of: LetterFacts, path: str, words: str, finding: Finding, item: str) -> dict[str, Any]:
    kind = _ideation(finding) if isinstance(finding, SuicidalIdeation) else []
    said = [*kind, *([wording.unstopped(finding.detail)] if finding.detail else [])]
    if isinstance(finding, EpisodeFinding):
        said += _when(of, finding)
    if isinstance(finding, SubstanceUse):
        said += _substances(finding)
    telling = kind or _remission(finding)
    qualified = f"{words} ({', '.join(telling)})" if telling else words
    return {
        "item": of.t.case(path, words),
        "detail": of.t.case([path, f"{path}/detail"], "; ".join(said)) if said else None,
        "short": of.t.case(path, qualified),
        "date": of.date(f"{path}/date", finding.date),
        "weighed": _weighed(of, path, _WEIGHED_AS.get(item, (item,))),
    }


def _ideation(finding: SuicidalIdeation) -> list[str]:
    """What sets thoughts of suicide apart: a criterion may exclude the active kind alone."""
    said = []
    if finding.active != "unknown":
        said.append("active" if finding.active == "yes" else "not active")
    if finding.intent != "unknown":
        said.append("with intent" if finding.intent == "yes" else "without intent")
    return said


def _when(of: LetterFacts, finding: EpisodeFinding) -> list[str]:
    """The time that is recorded; and that it was in another episode than the one to be treated."""
    if finding.from_date or finding.to_date:
        return [wording.period(finding.from_date, finding.to_date)]
    other = next((one for one in of.case.episodes.items if one.id == finding.episode), None)
    if other is None or other.id == of.request.episode or other.current == "yes" or other.onset is None:
        return []
    return [f"in the episode that began {wording.us_date(other.onset)}"]


def _remission(finding: Finding) -> list[str]:
    since = finding.remission_since if isinstance(finding, SubstanceUse) else None
    return [f"in remission since {wording.us_date(since)}"] if since else []


def _substances(finding: SubstanceUse) -> list[str]:
    said = [", ".join(finding.substances)] if finding.substances else []
    if finding.last_use is not None:
        said.append(f"last use {wording.us_date(finding.last_use)}")
    if finding.disorder != "unknown":
        said.append("substance use disorder" if finding.disorder == "yes" else "no substance use disorder")
    said += _remission(finding)
    if finding.remission_substantiated != "unknown":
        shown = "substantiated" if finding.remission_substantiated == "yes" else "not substantiated"
        said.append(f"remission {shown}")
    return said


# A weighing names the item as the policies do, which may be wider than the line of the screen.
_WEIGHED_AS = {
    "psychotic_symptoms": ("psychosis",),
    "psychotic_disorder": ("psychosis",),
    "seizure_disorder": ("seizures", "seizure_disorder"),
}


def _weighed(of: LetterFacts, weighed: str, items: tuple[str, ...]) -> list[dict[str, Any]]:
    """The weighings of what stands at that path: those of its kind, unless they name another entry of such a list."""
    rows = []
    for one in of.case.risk_benefit:
        person = of.case.clinician(one.clinician)
        if one.item not in items or person is None or _of_another(one.detail_path, weighed):
            continue
        path = f"/risk_benefit/{one.id}"
        rows.append(
            {
                "text": of.t.statement([path, f"{path}/mitigation"], one.mitigation),
                "clinician": of.t.case(f"{path}/clinician", person.name),
                "date": of.date(f"{path}/date", one.date),
                "conclusion": of.t.case(
                    f"{path}/conclusion", "to proceed" if one.conclusion == "proceed" else "not to proceed"
                ),
            }
        )
    return rows


_LISTS = ("/implants/", "/seizures/", "/neurological/")


def _of_another(named: str | None, weighed: str) -> bool:
    """Whether a weighing names one implant, seizure, or disorder, and another than this: it says nothing of this one."""
    path = f"{(named or '').rstrip('/')}/"
    return any(one in path for one in _LISTS) and not f"{weighed}/".startswith(path)


_IMPLANT_FACTS = {
    "electronic": ("electronic", "not electronic"),
    "magnetic_sensitive": ("magnetic-sensitive", "not magnetic-sensitive"),
    "conductive": ("conductive", "not conductive"),
    "removable": ("removable", "not removable"),
    "in_or_near_head": ("in or near the head", "not in or near the head"),
    "dental_amalgam": ("dental amalgam", "not dental amalgam"),
}


def _implant(of: LetterFacts, path: str, one: Implant) -> dict[str, Any]:
    amalgam = one.dental_amalgam == "yes"
    said = [f"location: {one.location}"] if one.location else []
    if one.distance_cm is not None:
        how = f" ({one.distance_how})" if one.distance_how else ""
        said.append(f"{one.distance_cm.normalize():f} cm from the coil{how}")
    elif not amalgam:
        said.append(f"distance from the coil {wording.NOT_RECORDED}")
    for name, (yes, no) in _IMPLANT_FACTS.items():
        value = getattr(one, name)
        if value != "unknown" and not (amalgam and name in _OF_DEVICES):
            said.append(yes if value == "yes" else no)
    where = f" ({one.location})" if one.location else ""
    return {
        "item": of.t.case([path, f"{path}/item"], one.item),
        "detail": of.t.case([path, f"{path}/distance_cm", f"{path}/location"], "; ".join(said))
        if said
        else None,
        "short": of.t.case([path, f"{path}/item", f"{path}/location"], f"{one.item}{where}"),
        "date": of.date(f"{path}/date", one.date),
        "weighed": _weighed(of, path, ("implants",)),
    }


_OF_DEVICES = frozenset({"electronic", "magnetic_sensitive", "conductive", "removable", "in_or_near_head"})
"""What nobody asks of a filling."""
_SEIZURES = {
    "ect": "seizure induced by ECT",
    "tms": "seizure induced by TMS",
    "febrile": "febrile seizure",
    "epilepsy": "epileptic seizure",
    "withdrawal": "seizure in withdrawal",
    "drug": "seizure caused by a drug",
    "head_injury": "seizure after a head injury",
}


def _seizure(of: LetterFacts, path: str, one: Seizure) -> dict[str, Any]:
    infancy = one.in_infancy == "yes"
    name = _SEIZURES.get(one.cause, "seizure") + (" in infancy" if infancy else "")
    after = _after_seizure(one)
    said = [f"cause {wording.NOT_RECORDED}"] if one.cause == "unknown" else []
    if one.age_years is not None and not infancy:
        said.append(f"at age {one.age_years}" if one.age_years else "in the first year of life")
    said += after
    if one.detail:
        said.append(wording.mid_sentence(wording.unstopped(one.detail)))
    when = [wording.us_date(one.date)] if one.date else []
    brief = "; ".join([*when, ", ".join(after)] if after else when)
    return {
        "item": of.t.case(path, name),
        "detail": of.t.case(path, "; ".join(said)) if said else None,
        "short": of.t.case(path, f"one {name} ({brief})" if brief else f"one {name}"),
        "date": of.date(f"{path}/date", one.date),
        "weighed": _weighed(of, path, ("seizures",)),
    }


def _after_seizure(one: Seizure) -> list[str]:
    said = []
    if one.treated != "unknown":
        said.append("treated afterwards" if one.treated == "yes" else "not treated afterwards")
    if one.recurred != "unknown":
        said.append("recurred" if one.recurred == "yes" else "did not recur")
    return said
