"""Safety items: ``present`` (for none_of) and ``weigh`` (the risk against the benefit).

An item is ruled out only by an explicit "absent" or a complete empty list; exempt items are ruled
out, an unknown exemption or distance is not documented (SEMANTICS 1, 2).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, Repair, met, not_met, silent
from authpack.criteria.truth import MET, NEEDS_REVIEW, NOT_DOCUMENTED, NOT_MET, Status, any_of, swap
from authpack.criteria.view import View
from authpack.domain.base import Finding
from authpack.domain.screen import EpisodeFinding, Implant, RiskBenefit, ScreenItem, Seizure

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Condition_ = Literal[
    "epilepsy", "cerebrovascular_disease", "dementia", "raised_intracranial_pressure", "head_trauma", "cns_tumor", "other"
]  # fmt: skip
Exemption = Literal["ect_induced", "isolated_febrile_infancy"]

ITEM_NAMES: dict[str, str] = {
    "seizures": "a seizure disorder or a history of seizures",
    "seizure_disorder": "a seizure disorder",
    "increased_seizure_risk": "an increased seizure risk",
    "neurological": "a neurological condition",
    "psychosis": "psychotic symptoms or a psychotic disorder",
    "implants": "an implant or metal",
    "suicidal_ideation": "suicidal ideation",
    "acute_suicidal_risk": "an acute suicidal risk",
    "catatonia": "catatonia",
    "life_threatening_inanition": "life-threatening inanition",
    "mania": "mania",
    "substance_use": "substance use",
    "pregnancy": "pregnancy",
    "ketamine_or_esketamine": "ketamine or esketamine",
    "seizure_threshold_medicines": "medicines that lower the seizure threshold",
    "breastfeeding": "breastfeeding",
    "severe_cardiovascular_disease": "severe cardiovascular disease",
    "severe_dementia": "severe dementia",
    "ferromagnetic_tattoo": "a tattoo with ferromagnetic ink on the head or neck",
}
# Conditions that, absent today, were absent before: they do not come and go (used when looking back).
_LASTING = frozenset({"seizure_disorder", "neurological"})


class _Item(Condition):
    """Which safety item, and how this text words it."""

    item: ScreenItem
    scope: Literal["current_episode", "any"] = "any"
    what: Literal[
        "device", "device_or_metal", "device_in_head", "device_or_metal_in_head", "electronic_device"
    ] = "device_or_metal"
    distance: Literal["up_to", "under"] = "up_to"
    """under: only an implant strictly nearer than within_cm is meant."""
    ideation: Literal["any", "active", "active_with_intent"] = "any"
    within_cm: Annotated[Decimal, Field(gt=0, le=100)] | None = None
    metal_within_cm: Literal["yes", "no"] = "yes"
    dental_amalgam_exempt: Literal["yes", "no"] = "no"
    active_disorder: Literal["yes", "no"] = "no"
    exempt: tuple[Exemption, ...] = ()
    conditions: tuple[Condition_, ...] = ()

    @model_validator(mode="after")
    def _options_fit(self) -> _Item:
        if (self.item == "neurological") != bool(self.conditions):
            raise ValueError("'conditions' belongs to item neurological, and neurological needs it")
        if self.ideation != "any" and self.item != "suicidal_ideation":
            raise ValueError("'ideation' belongs to item suicidal_ideation")
        return self

    def presence(self, facts: Facts) -> Outcome:
        """Met when the item is present, not_met when it is ruled out, not documented otherwise."""
        return _PRESENCE.get(self.item, _plain)(self, facts)


def _plain(item: _Item, facts: Facts) -> Outcome:
    finding: Finding = getattr(facts.screen, item.item)
    return _of_finding(
        finding,
        f"{facts.screen_path}/{item.item}",
        ITEM_NAMES[item.item],
        facts,
        lasting=item.item in _LASTING,
    )


def _substance_use(item: _Item, facts: Facts) -> Outcome:
    """Any use; or, where the text means a disorder, only an active one: use alone does not answer it."""
    answer = _plain(item, facts)
    if item.active_disorder == "no" or answer.status != MET:
        return answer
    use, path = facts.screen.substance_use, f"{facts.screen_path}/substance_use/disorder"
    name = "an active substance use disorder"
    if use.disorder == "unknown":
        return silent(
            "not_assessed", path, f"assess and record with its date: {name}", kind="assessment", what=name
        )
    in_remission = use.remission_since is not None and facts.visible(use.remission_since)
    if use.disorder == "no" or in_remission:
        return not_met("absent", path, what=name)
    return met("present", path, what=name)


def _of_finding(finding: Finding, path: str, name: str, facts: Facts, *, lasting: bool) -> Outcome:
    seen = facts.visible(finding.date or facts.screen.date) or (lasting and finding.status == "absent")
    if finding.status == "not_assessed" or not seen:
        return silent(
            "not_assessed", path, f"assess and record with its date: {name}", kind="assessment", what=name
        )
    if finding.status == "present":
        return met("present", path, what=name)
    return not_met("absent", path, what=name)


def _join(answers: list[Outcome], name: str) -> Outcome:
    """Present when any part is; ruled out only when every part is."""
    status = any_of(answer.status for answer in answers)
    deciding = [answer for answer in answers if answer.status == status]
    evidence = tuple(path for answer in deciding for path in answer.evidence)
    missing = tuple(path for answer in deciding for path in answer.missing)
    repairs = tuple(
        repair for answer in deciding for alternative in answer.repairs[:1] for repair in alternative
    )
    values = {"what": deciding[0].values.get("what", name)} if len(deciding) == 1 else {"what": name}
    return Outcome(
        status,
        deciding[0].reason,
        {**deciding[0].values, **values},
        evidence,
        missing,
        repairs=(repairs,) if repairs else (),
    )


def _ideation(item: _Item, facts: Facts) -> Outcome:
    """Suicidal ideation; where the text says active, or with intent, each of these is a fact of its own."""
    answer, finding = _plain(item, facts), facts.screen.suicidal_ideation
    asked = {"any": (), "active": ("active",), "active_with_intent": ("active", "intent")}[item.ideation]
    if answer.status != MET or not asked:
        return answer
    path, name = f"{facts.screen_path}/suicidal_ideation", item.ideation.replace("_", " ")
    values = {part: getattr(finding, part) for part in asked}
    if "no" in values.values():
        return not_met("ideation_not_meant", path, what=f"suicidal ideation that is {name}")
    unsaid = next((part for part, value in values.items() if value == "unknown"), None)
    if unsaid is None:
        return met("present", path, what=f"suicidal ideation that is {name}")
    return silent(
        "ideation_silent",
        f"{path}/{unsaid}",
        f"assess and record whether the suicidal ideation is {name}",
        path,
        kind="assessment",
        what=name,
    )


def _severe_dementia(item: _Item, facts: Facts) -> Outcome:
    """Severe dementia; where there is no dementia there is no severe one."""
    answer, dementia = _plain(item, facts), facts.screen.neurological.dementia
    if answer.status != NOT_DOCUMENTED or dementia.status != "absent":
        return answer
    return not_met("absent", f"{facts.screen_path}/neurological/dementia", what=ITEM_NAMES["severe_dementia"])


def _neurological(item: _Item, facts: Facts) -> Outcome:
    screen = facts.screen.neurological
    answers = [
        _of_finding(
            getattr(screen, name),
            f"{facts.screen_path}/neurological/{name}",
            _NEURO[name],
            facts,
            lasting=True,
        )
        for name in item.conditions
    ]
    return _join(answers, ITEM_NAMES["neurological"])


_NEURO = {
    "epilepsy": "epilepsy",
    "cerebrovascular_disease": "cerebrovascular disease",
    "dementia": "dementia",
    "raised_intracranial_pressure": "raised intracranial pressure",
    "head_trauma": "a history of repetitive or severe head trauma",
    "cns_tumor": "a tumor of the central nervous system",
    "other": "any other neurological condition",
}


def _psychosis(item: _Item, facts: Facts) -> Outcome:
    screen = facts.screen
    parts = [
        ("psychotic_symptoms", screen.psychotic_symptoms, "psychotic symptoms"),
        ("psychotic_disorder", screen.psychotic_disorder, "a psychotic disorder"),
    ]
    answers = [
        _in_scope(finding, f"{facts.screen_path}/{name}", shown, item, facts)
        for name, finding, shown in parts
    ]
    coded = [
        one for one in facts.diagnoses if one.code in ("F32.3", "F33.3") or one.psychotic_features == "yes"
    ]
    if coded:
        answers.append(
            met("present", f"/diagnoses/{coded[0].id}", what="psychotic features by the diagnosis")
        )
    return _join(answers, ITEM_NAMES["psychosis"])


def _in_scope(finding: EpisodeFinding, path: str, name: str, item: _Item, facts: Facts) -> Outcome:
    answer = _of_finding(finding, path, name, facts, lasting=False)
    episode = facts.episode
    if item.scope == "any" or answer.status == NOT_DOCUMENTED:
        return answer
    if answer.status == NOT_MET:
        return _absent_earlier(finding, path, name, facts) or answer
    if finding.episode is not None and episode is not None:
        return answer if finding.episode == episode.id else not_met("present_other_episode", path, what=name)
    if (
        finding.to_date is not None
        and episode is not None
        and episode.onset is not None
        and finding.to_date.last < episode.onset.first
    ):
        return not_met("present_other_episode", path, what=name)
    if finding.episode is None and not _dated_inside(finding, facts):
        return silent(
            "present_episode_silent",
            f"{path}/episode",
            f"record in which episode it was present: {name}",
            path,
            what=name,
        )
    return answer


def _dated_inside(finding: EpisodeFinding, facts: Facts) -> bool:
    """Whether a date places a present finding in the episode: assessed, or still lasting, since its onset."""
    onset = facts.episode.onset if facts.episode else None
    dates = [one for one in (finding.date, finding.to_date) if one is not None]
    return onset is not None and any(one.first >= onset.last for one in dates)


def _absent_earlier(finding: EpisodeFinding, path: str, name: str, facts: Facts) -> Outcome | None:
    """An "absent" of an earlier episode says nothing of this one."""
    episode = facts.episode
    of_other = finding.episode is not None and episode is not None and finding.episode != episode.id
    onset = episode.onset if episode else None
    before = (
        finding.episode is None
        and finding.date is not None
        and onset is not None
        and finding.date.last < onset.first
    )
    if not of_other and not before:
        return None
    return silent(
        "not_assessed",
        path,
        f"assess in the current episode and record with its date: {name}",
        path,
        kind="assessment",
        what=name,
    )


def _seizures(item: _Item, facts: Facts) -> Outcome:
    screen = facts.screen
    answers = [
        _of_finding(
            screen.seizure_disorder,
            f"{facts.screen_path}/seizure_disorder",
            ITEM_NAMES["seizure_disorder"],
            facts,
            lasting=True,
        )
    ]
    answers += [
        _seizure(one, item, facts)
        for one in screen.seizures.items
        if one.date is None or facts.visible(one.date)
    ]
    if not screen.seizures.is_complete:
        answers.append(
            silent(
                "not_assessed",
                f"{facts.screen_path}/seizures",
                "take the seizure history and record that the list is complete",
                kind="assessment",
                what="a history of seizures",
            )
        )
    elif len(answers) == 1:
        answers.append(not_met("absent", f"{facts.screen_path}/seizures", what="a history of seizures"))
    return _join(answers, ITEM_NAMES["seizures"])


def _seizure(one: Seizure, item: _Item, facts: Facts) -> Outcome:
    path = f"{facts.screen_path}/seizures/{one.id}"
    if "ect_induced" in item.exempt and one.cause == "ect":
        return not_met("seizure_exempt", path, what="a seizure induced by ECT")
    if "isolated_febrile_infancy" in item.exempt and one.cause == "febrile":
        infant = (
            one.in_infancy
            if one.in_infancy != "unknown" or one.age_years is None
            else "yes"
            if one.age_years < 1
            else "unknown"
        )
        answers = (
            infant,
            "no" if one.treated == "yes" else "yes" if one.treated == "no" else "unknown",
            "no" if one.recurred == "yes" else "yes" if one.recurred == "no" else "unknown",
        )
        if "no" in answers:
            return met("present", path, what="a seizure that is not exempt")
        if "unknown" in answers:
            return silent(
                "exemption_unknown",
                path,
                "record whether the febrile seizure was in infancy, isolated, and without later treatment or recurrence",
                path,
                what="a febrile seizure",
            )
        return not_met("seizure_exempt", path, what="an isolated febrile seizure in infancy")
    if item.exempt and one.cause == "unknown":
        return silent(
            "exemption_unknown",
            f"{path}/cause",
            "record the cause of the seizure",
            path,
            what="a seizure of unrecorded cause",
        )
    return met("present", path, what="a seizure")


def _implants(item: _Item, facts: Facts) -> Outcome:
    found = facts.screen.implants
    answers = [
        _implant(one, item, facts) for one in found.items if one.date is None or facts.visible(one.date)
    ]
    if not found.is_complete:
        answers.append(
            silent(
                "not_assessed",
                f"{facts.screen_path}/implants",
                "screen for implants and metal and record that the list is complete",
                kind="assessment",
                what="an implant or metal",
            )
        )
    elif not answers:
        answers.append(not_met("absent", f"{facts.screen_path}/implants", what="an implant or metal"))
    return _join(answers, ITEM_NAMES["implants"])


def _implant(one: Implant, item: _Item, facts: Facts) -> Outcome:
    path = f"{facts.screen_path}/implants/{one.id}"
    if one.kind == "dental" or one.dental_amalgam == "yes":
        if item.dental_amalgam_exempt == "yes" and one.dental_amalgam == "yes":
            return not_met("amalgam_exempt", path, what="dental amalgam")
        if item.dental_amalgam_exempt == "yes" and one.dental_amalgam == "unknown":
            return silent(
                "exemption_unknown",
                f"{path}/dental_amalgam",
                "record whether the dental item is an amalgam filling",
                path,
                what="a dental item",
            )
    if item.what == "device_in_head":
        return _in_head(one, path)
    if item.what == "electronic_device":
        return _electronic(one, path)
    if item.what == "device_or_metal_in_head" and one.in_or_near_head != "yes":
        if one.in_or_near_head == "no":
            return not_met("implant_not_meant", path, what="the implant")
        return silent(
            "implant_place_unknown",
            f"{path}/in_or_near_head",
            "record whether the implant lies in or around the head",
            path,
            what="the implant",
        )
    device = _is_device(one)
    metal = _is_metal(one)
    if item.what == "device":
        return (
            _near(one, item, path, "a magnetic-sensitive device")
            if device == "yes"
            else _ruled_out_or_unsaid(device, path, "magnetic_sensitive")
        )
    if device == "no" and metal == "no":
        return not_met("implant_not_meant", path, what="the implant")
    if device == "yes" or item.metal_within_cm == "yes":
        distance = _near(one, item, path, "an implanted device or metal")
        if distance.status == NOT_MET or (device == "yes" or metal == "yes"):
            # A metallic device that lies beyond the distance is still metal where the distance does not bind metal.
            if distance.status == NOT_MET and item.metal_within_cm == "no" and device == "unknown":
                return silent(
                    "implant_kind_unknown",
                    f"{path}/kind",
                    "record what the implant is made of and whether it is magnetic-sensitive",
                    path,
                    what="the implant",
                )
            return distance
    if metal == "yes":
        return met("present", path, what="implanted metal")
    return silent(
        "implant_kind_unknown",
        f"{path}/kind",
        "record what the implant is made of and whether it is magnetic-sensitive",
        path,
        what="the implant",
    )


def _is_device(one: Implant) -> str:
    if one.kind == "device":
        return one.magnetic_sensitive
    return "no" if one.kind in ("metal", "dental") and one.electronic != "yes" else "unknown"


def _is_metal(one: Implant) -> str:
    if one.kind in ("metal", "dental"):
        return "yes"
    return (
        "no"
        if one.conductive == "no" and one.magnetic_sensitive == "no"
        else "unknown"
        if one.kind != "device"
        else "no"
    )


def _ruled_out_or_unsaid(device: str, path: str, field: str) -> Outcome:
    if device == "no":
        return not_met("implant_not_meant", path, what="the implant")
    return silent(
        "implant_kind_unknown",
        f"{path}/{field}",
        "record whether the implant is magnetic-sensitive",
        path,
        what="the implant",
    )


def _electronic(one: Implant, path: str) -> Outcome:
    """A powered stimulator or pump, wherever it lies."""
    if one.electronic == "yes":
        return met("present", path, what="an implanted electronic device")
    if one.electronic == "no":
        return not_met("implant_not_meant", path, what="the implant")
    return silent(
        "implant_kind_unknown",
        f"{path}/electronic",
        "record whether the implant is electronic",
        path,
        what="the implant",
    )


def _in_head(one: Implant, path: str) -> Outcome:
    device = (
        "yes"
        if one.kind == "device"
        else "no"
        if one.kind in ("metal", "dental") and one.electronic != "yes"
        else "unknown"
    )
    if one.in_or_near_head == "no" or device == "no":
        return not_met("implant_not_meant", path, what="the implant")
    if one.in_or_near_head == "yes" and device == "yes":
        return met("present", path, what="an implanted device in or around the head")
    return silent(
        "implant_place_unknown",
        f"{path}/in_or_near_head",
        "record what the implant is and whether it lies in or around the head",
        path,
        what="the implant",
    )


def _near(one: Implant, item: _Item, path: str, name: str) -> Outcome:
    if item.within_cm is None:
        return met("present", path, what=name)
    limit = f"{item.within_cm.normalize():f}"
    if one.distance_cm is None:
        return silent(
            "distance_unknown",
            f"{path}/distance_cm",
            "measure and record the distance from the coil in centimeters",
            path,
            kind="assessment",
            what=name,
            limit=limit,
        )
    values = {"what": name, "limit": limit, "distance": f"{one.distance_cm.normalize():f}"}
    if one.distance_cm < item.within_cm or (item.distance == "up_to" and one.distance_cm == item.within_cm):
        return met("present_within", f"{path}/distance_cm", **values)
    return not_met("beyond_distance", f"{path}/distance_cm", **values)


_PRESENCE: dict[str, Callable[[_Item, Facts], Outcome]] = {
    "neurological": _neurological,
    "psychosis": _psychosis,
    "substance_use": _substance_use,
    "seizures": _seizures,
    "implants": _implants,
    "suicidal_ideation": _ideation,
    "severe_dementia": _severe_dementia,
}


@leaf("present")
class Present(_Item):
    """The item is present. Stands under none_of: present rules the patient out."""

    def judge(self, view: View, node: Node) -> Outcome:
        return self.presence(view.facts)


@leaf("weigh")
class Weigh(_Item):
    """ "Weigh the risk": absent met, present for review until weighed, not assessed not documented."""

    def judge(self, view: View, node: Node) -> Outcome:
        answer = self.presence(view.facts)
        status: Status = swap(answer.status)
        if answer.status != MET:
            return Outcome(
                status,
                answer.reason,
                answer.values,
                answer.evidence,
                answer.missing,
                repairs=answer.repairs if status == NOT_DOCUMENTED else (),
            )
        row = self._weighed(view)
        if row is not None:
            name = view.clinician_name(row.clinician)
            result: Status = MET if row.conclusion == "proceed" else NOT_MET
            reason = "risk_weighed" if result == MET else "risk_weighed_against"
            return Outcome(
                result,
                reason,
                {**answer.values, "clinician": name},
                (*answer.evidence, f"/risk_benefit/{row.id}"),
            )
        repair = Repair(
            f"risk:{self.item}",
            "judgement",
            f"obtain a clinician's recorded weighing of risk and benefit ({ITEM_NAMES[self.item]})",
        )
        return Outcome(NEEDS_REVIEW, "risk_to_weigh", answer.values, answer.evidence, repairs=((repair,),))

    def _weighed(self, view: View) -> RiskBenefit | None:
        known = {person.id for person in view.facts.case.clinicians}
        rows = [
            one
            for one in view.facts.case.risk_benefit
            if one.item == self.item and one.clinician in known and view.facts.visible(one.date)
        ]
        against = [one for one in rows if one.conclusion == "do_not_proceed"]
        standing = against or rows
        return standing[-1] if standing else None
