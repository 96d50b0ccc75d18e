"""What asking for a safety item shares: its names and options, one screened finding, parts joined."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from authpack.criteria.conditions.base import Condition
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, silent
from authpack.criteria.truth import any_of
from authpack.domain.base import Finding
from authpack.domain.screen import ScreenItem

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


class SafetyItem(Condition):
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
    def _options_fit(self) -> SafetyItem:
        if (self.item == "neurological") != bool(self.conditions):
            raise ValueError("'conditions' belongs to item neurological, and neurological needs it")
        if self.ideation != "any" and self.item != "suicidal_ideation":
            raise ValueError("'ideation' belongs to item suicidal_ideation")
        return self


def plain(item: SafetyItem, facts: Facts) -> Outcome:
    """Met when the screened finding is present, not_met when absent, not documented otherwise."""
    finding: Finding = getattr(facts.screen, item.item)
    return of_finding(
        finding,
        f"{facts.screen_path}/{item.item}",
        ITEM_NAMES[item.item],
        facts,
        lasting=item.item in _LASTING,
    )


def of_finding(finding: Finding, path: str, name: str, facts: Facts, *, lasting: bool) -> Outcome:
    """One finding as seen on the day; a lasting one that is absent was absent before, too."""
    seen = facts.visible(finding.date or facts.screen.date) or (lasting and finding.status == "absent")
    if finding.status == "not_assessed" or not seen:
        return silent(
            "not_assessed", path, f"assess and record with its date: {name}", kind="assessment", what=name
        )
    if finding.status == "present":
        return met("present", path, what=name)
    return not_met("absent", path, what=name)


def joined(answers: list[Outcome], name: str) -> Outcome:
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
