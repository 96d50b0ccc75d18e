"""The papers of a course beside its sessions: consent, plan and order, weekly review, early stop, end."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from authpack.domain.base import Count, Id, Line, Record, Text, YesNo
from authpack.domain.dates import PartialDate
from authpack.domain.sessions import TargetMethod
from authpack.domain.signing import Clock, Suicidality, Written

ConsentTopic = Literal[
    "procedure", "indication_and_clearance", "expected_benefit", "alternatives", "common_side_effects", "seizure_risk",
    "hearing_protection", "metal_and_devices", "report_changes", "mood_worsening", "right_to_stop", "cost",
    "questions_answered",
]  # fmt: skip
StopReason = Literal[
    "seizure_or_suspected", "syncope", "severe_headache", "neurological_sign", "device_malfunction",
    "suicidal_intent", "new_implant", "pregnancy", "mania", "psychosis", "intolerance", "no_response",
    "patient_choice", "coverage_ended", "other",
]  # fmt: skip


class ConsentItem(Record):
    """One topic of the consent talk."""

    topic: ConsentTopic
    discussed: YesNo = "unknown"
    note: Line | None = None


class Consent(Written):
    """The consent talk before the first session, topic by topic."""

    id: Id
    request: Id
    date: PartialDate
    clinician: Id | None = None
    """Who talked with the patient."""
    items: tuple[ConsentItem, ...] = ()
    capacity: YesNo = "unknown"
    """The clinician found the patient able to decide."""
    given: YesNo = "unknown"
    note: Text | None = None


class Outcome(Record):
    """What the plan calls response and remission on one scale."""

    instrument: Line
    response_percent: Annotated[Decimal, Field(gt=0, le=100)] | None = None
    """Improvement from baseline, percent, at or above which it is a response."""
    remission_at_most: Count | None = None
    """Total at or below which it is remission."""


class TreatmentPlan(Written):
    """The plan and order before the first session; device, protocol, schedule and units stand in the request."""

    id: Id
    request: Id
    date: PartialDate
    clinician: Id | None = None
    """Who orders."""
    method: TargetMethod = "unknown"
    intensity_percent: Annotated[Decimal, Field(gt=0, le=300)] | None = None
    intensity_max: Annotated[Decimal, Field(gt=0, le=300)] | None = None
    """The highest intensity that the order allows, percent of the motor threshold."""
    ramp: Line | None = None
    stop_rules: tuple[Line, ...] = ()
    medicines: Text | None = None
    """What is taken beside TMS and stays unchanged."""
    psychotherapy: Text | None = None
    safety_plan: Text | None = None
    outcomes: tuple[Outcome, ...] = ()
    expected: Text | None = None
    note: Text | None = None


class ProgressReview(Written):
    """The psychiatrist's look at the course, usually each week."""

    id: Id
    request: Id
    date: PartialDate
    clinician: Id | None = None
    period_start: PartialDate | None = None
    period_end: PartialDate | None = None
    scores: tuple[Id, ...] = ()
    """The scores looked at."""
    suicidality: Suicidality = Suicidality.model_construct()
    tolerance: Text | None = None
    medicine_changes: Text | None = None
    assessment: Text | None = None
    plan: Text | None = None


class EarlyStop(Written):
    """A session or a whole course that was stopped before its end."""

    id: Id
    request: Id
    scope: Literal["session", "course"]
    session: Id | None = None
    """The session that was stopped, or the last one of a course that was."""
    date: PartialDate
    time: Clock | None = None
    reason: StopReason
    detail: Text | None = None
    action: Text | None = None
    physician: Id | None = None
    told_at: Clock | None = None
    condition: Text | None = None
    """How the patient left."""
    decision: Literal["do_not_restart", "restart_allowed", "undecided", "unknown"] = "unknown"
    decided_by: Id | None = None
    decided_on: PartialDate | None = None
    decision_text: Text | None = None
    suicidality: Suicidality = Suicidality.model_construct()
    plan: Text | None = None


class Cancellation(Record):
    """One planned session that did not take place."""

    date: PartialDate
    reason: Line


class CourseEnd(Written):
    """The end of a course, whatever its reason."""

    id: Id
    request: Id
    date: PartialDate
    clinician: Id | None = None
    completed: YesNo = "unknown"
    reason: Text | None = None
    """Why it ended when it was not completed."""
    cancellations: tuple[Cancellation, ...] = ()
    baseline_scores: tuple[Id, ...] = ()
    """Scores of the baseline; without them the last of each scale on or before the first session."""
    end_scores: tuple[Id, ...] = ()
    """Scores of the end; without them the first of each scale within 14 days after the last session."""
    medicines: Text | None = None
    suicidality: Suicidality = Suicidality.model_construct()
    relapse_plan: Text | None = None
    next_steps: Text | None = None
    recipients: tuple[Line, ...] = ()
    """Who receives the summary."""
