"""What was done at each visit of a course, and what was seen. A field that is left out is unknown, never "no"."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from authpack.domain.base import Id, Line, OpenList, Record, Text, YesNo
from authpack.domain.dates import PartialDate
from authpack.domain.identifiers import Icd10, ProcedureCode
from authpack.domain.signing import Clock, Departure, Suicidality, Written

Scale10 = Annotated[Decimal, Field(ge=0, le=10)]
PercentOutput = Annotated[Decimal, Field(gt=0, le=100)]
Seconds = Annotated[Decimal, Field(ge=0, le=7200)]
Minutes = Annotated[Decimal, Field(ge=0, le=600)]
Target = Literal["left_dlpfc", "right_dlpfc", "bilateral_dlpfc", "medial_pfc_acc", "other", "unknown"]
TargetMethod = Literal["rule_5_5_cm", "beam_f3", "neuronavigation", "cap_or_laser", "other", "unknown"]
RedeterminationReason = Literal[
    "medication_change", "gap_over_one_week", "no_response", "intolerance", "visible_movement", "coil_change",
    "side_change", "sleep_or_substance_change", "other",
]  # fmt: skip
AdverseEventName = Literal[
    "scalp_discomfort", "headache", "facial_twitch", "toothache", "jaw_ache", "neck_pain", "lightheadedness", "syncope",
    "hearing_change", "nausea", "fatigue", "insomnia", "emotional_change", "mania", "suicidal_ideation", "worsening",
    "seizure", "skin_or_coil_heat", "provocation_anxiety", "neurological_sign", "other",
]  # fmt: skip


class Equipment(Record):
    """The device that was used."""

    device: Line | None = None
    serial: Line | None = None
    coil: Line | None = None
    software: Line | None = None


class Placement(Record):
    """How the coil was placed over the target."""

    method: TargetMethod = "unknown"
    coordinates: Line | None = None
    """Of the coil position, as the device or the navigation shows them."""
    angle_degrees: Annotated[Decimal, Field(ge=-180, le=180)] | None = None
    drift_mm: Annotated[Decimal, Field(ge=0, le=100)] | None = None
    """Largest movement of the coil from its position, millimeters."""


class Threshold(Record):
    """One determination of the motor threshold."""

    percent: PercentOutput
    """Percent of maximum stimulator output."""
    date: PartialDate | None = None
    limb: Literal["hand", "leg", "other", "unknown"] = "unknown"
    muscle: Line | None = None
    method: Literal["visual", "emg", "pest", "other", "unknown"] = "unknown"
    criterion: Line | None = None
    """When it counts as reached: 5 of 10 pulses."""
    by: Id | None = None
    """Who determined or confirmed it."""
    conditions: Text | None = None
    """Medicines and sleep on that day."""


class Block(Record):
    """Stimulation of one target. A sequential protocol has two blocks."""

    target: Target = "unknown"
    intensity_percent: Annotated[Decimal, Field(gt=0, le=300)] | None = None
    """Percent of the motor threshold."""
    output_percent: PercentOutput | None = None
    """Percent of maximum stimulator output."""
    frequency_hz: Annotated[Decimal, Field(gt=0, le=200)] | None = None
    """Theta burst: of the pulses inside a burst."""
    pulses_per_burst: Annotated[int, Field(ge=2, le=10)] | None = None
    """Theta burst only."""
    bursts_per_s: Annotated[Decimal, Field(gt=0, le=20)] | None = None
    """Theta burst only: bursts in a second, onset to onset."""
    on_s: Seconds | None = None
    """Seconds of stimulation in one train."""
    off_s: Seconds | None = None
    """Seconds from the end of one train to the start of the next."""
    trains_planned: Annotated[int, Field(ge=1, le=1000)] | None = None
    trains: Annotated[int, Field(ge=0, le=1000)] | None = None
    """Trains delivered."""
    pulses_per_train: Annotated[int, Field(ge=1, le=10000)] | None = None
    pulses: Annotated[int, Field(ge=0, le=20000)] | None = None
    """Pulses delivered."""
    minutes: Minutes | None = None
    """Length of the stimulation as the device logged it, pauses included."""


class Interruption(Record):
    """One pause of the stimulation."""

    at: Clock | None = None
    minutes: Minutes | None = None
    reason: Line


class PhysicianCall(Record):
    """A question put to a physician before or during the session, and the answer."""

    clinician: Id
    at: Clock | None = None
    text: Text


class Rescreen(Record):
    """What was asked about the time since the last session. Unknown means not asked."""

    sleep_hours: Annotated[Decimal, Field(ge=0, le=24)] | None = None
    """Sleep in the last night."""
    sleep_quality: Line | None = None
    alcohol_or_drugs: YesNo = "unknown"
    """In the last 24 hours."""
    substances: Line | None = None
    medication_change: YesNo = "unknown"
    medications: Text | None = None
    """What was started, stopped or changed."""
    missed_doses: YesNo = "unknown"
    """Missed or changed doses of a benzodiazepine, antiepileptic, stimulant or bupropion."""
    missed: Text | None = None
    new_implant: YesNo = "unknown"
    new_injury: YesNo = "unknown"
    new_pregnancy: YesNo = "unknown"
    call: PhysicianCall | None = None


class AdverseEvent(Record):
    """One adverse event during or after a session."""

    event: AdverseEventName
    detail: Text | None = None
    at: Clock | None = None
    """When it began."""
    after_session: YesNo = "unknown"
    """yes: it began after the session had ended; without that, ``at`` lies within the session."""
    severity: Scale10 | None = None
    action: Text | None = None
    resolved: Literal["yes", "no", "unknown"] = "unknown"
    resolved_at: Clock | None = None
    physician_told: YesNo = "unknown"
    physician: Id | None = None
    told_at: Clock | None = None


class Operator(Record):
    """Who ran the device."""

    name: Line | None = None
    credentials: Line | None = None
    life_support_training: YesNo = "unknown"
    seizure_training: YesNo = "unknown"


class Supervisor(Record):
    """Who supervised the session, from where."""

    clinician: Id | None = None
    location: Literal["in_suite", "in_building", "off_site", "unknown"] = "unknown"
    availability: Literal["direct", "general", "unknown"] = "unknown"
    """direct: in the suite and immediately available."""


class Mapping(Record):
    """What the first session adds: where the motor hotspot and the target were found."""

    symptoms: Text | None = None
    """Indication and symptoms on the day."""
    handedness: Literal["right", "left", "both", "unknown"] = "unknown"
    hair: Line | None = None
    measurements: Line | None = None
    """Of the head or cap: nasion to inion, tragus to tragus, Beam values."""
    hotspot: Line | None = None
    """Where the motor response was strongest."""


class Session(Written):
    """One TMS session that took place. Every value belongs to this session alone."""

    id: Id
    date: PartialDate
    code: ProcedureCode
    request: Id | None = None
    """The request whose course it belongs to; that of the authorization when omitted."""
    authorization: Id | None = None
    number: Annotated[int, Field(ge=1, le=200)] | None = None
    """Place in the course, from 1."""
    start: Clock | None = None
    end: Clock | None = None
    diagnosis: Icd10 | None = None
    protocol: Line | None = None
    """A reference protocol id, or the protocol's name."""
    equipment: Equipment = Equipment.model_construct()
    placement: Placement = Placement.model_construct()
    threshold: Threshold | None = None
    """The motor threshold that this session used."""
    previous_threshold: Threshold | None = None
    """The one before, at a redetermination."""
    redetermination_reason: RedeterminationReason | None = None
    redetermination_detail: Text | None = None
    mapping: Mapping = Mapping.model_construct()
    blocks: tuple[Block, ...] = ()
    """What was delivered, target by target."""
    stopped_early: YesNo = "unknown"
    interruptions: OpenList[Interruption] = OpenList[Interruption].model_construct()
    ramp_reason: Line | None = None
    """Why the intensity lies below the protocol's (the first sessions)."""
    hearing_protection: YesNo = "unknown"
    metal_removed: YesNo = "unknown"
    """Jewelry and metal taken off; none near the coil."""
    rescreen: Rescreen = Rescreen.model_construct()
    mood: Scale10 | None = None
    mood_text: Text | None = None
    """Mood and side effects in the patient's or operator's words."""
    suicidality: Suicidality = Suicidality.model_construct()
    provocation: Text | None = None
    """Obsessive-compulsive disorder: the symptom provocation before the session."""
    provocation_distress: Scale10 | None = None
    adverse_events: OpenList[AdverseEvent] = OpenList[AdverseEvent].model_construct()
    """A complete list without items states that there were none."""
    pain: Scale10 | None = None
    """At the site."""
    operator: Operator = Operator.model_construct()
    supervisor: Supervisor = Supervisor.model_construct()
    condition_at_end: Text | None = None
    plan: Text | None = None
    """Next session and changes."""
    departures: tuple[Departure, ...] = ()
    note: Text | None = None
