"""The safety screen: every item present, absent or not assessed; silence is never "absent"."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from authpack.domain.base import Finding, Id, Line, OpenList, Record, Text, YesNo
from authpack.domain.dates import PartialDate


class Implant(Record):
    """One implanted or fixed metal item or device."""

    id: Id
    item: Line
    kind: Literal["device", "metal", "dental", "other", "unknown"] = "unknown"
    """device: a powered or functioning implant; metal: clips, coils, staples, stents, plates, fragments."""
    location: Line | None = None
    in_or_near_head: YesNo = "unknown"
    electronic: YesNo = "unknown"
    magnetic_sensitive: YesNo = "unknown"
    conductive: YesNo = "unknown"
    removable: YesNo = "unknown"
    distance_cm: Annotated[Decimal, Field(ge=0, le=250)] | None = None
    """Centimetres from the TMS coil."""
    distance_how: Line | None = None
    dental_amalgam: YesNo = "unknown"
    """Dental amalgam filling: exempt where the policy says so."""
    date: PartialDate | None = None


class Seizure(Record):
    """One seizure or one seizure disorder."""

    id: Id
    date: PartialDate | None = None
    age_years: Annotated[int, Field(ge=0, le=120)] | None = None
    cause: Literal[
        "ect", "tms", "febrile", "withdrawal", "drug", "epilepsy", "head_injury", "unknown", "other"
    ] = "unknown"
    in_infancy: YesNo = "unknown"
    treated: YesNo = "unknown"
    """Treated afterwards for seizures."""
    recurred: YesNo = "unknown"
    detail: Text | None = None


class Neurological(Record):
    """Each neurological item, and an ``other`` that must be answered where a text says "including"."""

    epilepsy: Finding = Finding.model_construct()
    cerebrovascular_disease: Finding = Finding.model_construct()
    dementia: Finding = Finding.model_construct()
    raised_intracranial_pressure: Finding = Finding.model_construct()
    head_trauma: Finding = Finding.model_construct()
    """History of repetitive or severe head trauma."""
    cns_tumor: Finding = Finding.model_construct()
    """Primary or secondary tumour of the central nervous system."""
    other: Finding = Finding.model_construct()


class EpisodeFinding(Finding):
    """A finding that belongs to an episode."""

    episode: Id | None = None
    from_date: PartialDate | None = None
    to_date: PartialDate | None = None


class SuicidalIdeation(EpisodeFinding):
    """Thoughts of suicide; whether they are active, and with intent."""

    active: YesNo = "unknown"
    intent: YesNo = "unknown"


class SubstanceUse(Finding):
    """Substance use with the last use."""

    ever: YesNo = "unknown"
    """no: the record says that there never was any. An "absent" speaks of the day of the screen only."""
    remission_since: PartialDate | None = None
    """First day of the remission of a substance use disorder."""
    remission_substantiated: YesNo = "unknown"
    """Shown by more than the patient's word (tests, treatment records)."""

    substances: tuple[Line, ...] = ()
    last_use: PartialDate | None = None
    disorder: YesNo = "unknown"


class SafetyScreen(Record):
    """Contraindication screen for TMS."""

    date: PartialDate | None = None
    clinician: Id | None = None
    implants: OpenList[Implant] = OpenList[Implant].model_construct()
    seizures: OpenList[Seizure] = OpenList[Seizure].model_construct()
    seizure_disorder: Finding = Finding.model_construct()
    increased_seizure_risk: Finding = Finding.model_construct()
    neurological: Neurological = Neurological.model_construct()
    psychotic_symptoms: EpisodeFinding = EpisodeFinding.model_construct()
    """Acute or chronic psychotic symptoms."""
    psychotic_disorder: EpisodeFinding = EpisodeFinding.model_construct()
    """Schizophrenia, schizophreniform, schizoaffective or another psychotic disorder."""
    suicidal_ideation: SuicidalIdeation = SuicidalIdeation.model_construct()
    acute_suicidal_risk: EpisodeFinding = EpisodeFinding.model_construct()
    catatonia: EpisodeFinding = EpisodeFinding.model_construct()
    life_threatening_inanition: EpisodeFinding = EpisodeFinding.model_construct()
    mania: EpisodeFinding = EpisodeFinding.model_construct()
    substance_use: SubstanceUse = SubstanceUse.model_construct()
    pregnancy: Finding = Finding.model_construct()
    breastfeeding: Finding = Finding.model_construct()
    ketamine_or_esketamine: Finding = Finding.model_construct()
    """Taken now or planned together with TMS."""
    seizure_threshold_medicines: Finding = Finding.model_construct()
    severe_cardiovascular_disease: Finding = Finding.model_construct()
    severe_dementia: Finding = Finding.model_construct()
    bipolar_disorder: Finding = Finding.model_construct()
    """A bipolar disorder of the patient, now or earlier in life."""
    ferromagnetic_tattoo: Finding = Finding.model_construct()
    """Tattoo with ferromagnetic ink on the head or neck."""


class EarlierScreen(SafetyScreen):
    """A screen of an earlier time, kept because a repeat course asks what was so before the first one."""

    id: Id
    date: PartialDate


ScreenItem = Literal[
    "seizures", "seizure_disorder", "increased_seizure_risk", "neurological", "psychosis", "implants",
    "suicidal_ideation", "acute_suicidal_risk", "catatonia", "life_threatening_inanition", "mania", "substance_use",
    "pregnancy", "ketamine_or_esketamine", "seizure_threshold_medicines", "breastfeeding",
    "severe_cardiovascular_disease", "severe_dementia", "ferromagnetic_tattoo",
]  # fmt: skip


class RiskBenefit(Record):
    """A clinician's weighing of one present safety item."""

    id: Id
    item: ScreenItem
    detail_path: Line | None = None
    conclusion: Literal["proceed", "do_not_proceed"]
    mitigation: Text
    """Why the benefit outweighs the risk, what clears it, what is done about it."""
    clinician: Id
    date: PartialDate
