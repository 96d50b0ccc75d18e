"""What is asked of the payer, what clinicians judge, and what happened since."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from authpack.domain.base import Count, Id, Line, Record, Text, YesNo
from authpack.domain.clinical import Indication
from authpack.domain.dates import PartialDate
from authpack.domain.identifiers import PlaceOfService, ProcedureCode

Phase = Literal["initial", "continuation", "retreatment", "maintenance"]
Units = Annotated[int, Field(ge=1, le=1000)]


class CodeLine(Record):
    """One procedure code and how many units are requested."""

    code: ProcedureCode
    units: Units


class Schedule(Record):
    """The planned course."""

    sessions_per_week: Annotated[int, Field(ge=1, le=100)] | None = None
    sessions_per_day: Annotated[int, Field(ge=1, le=20)] | None = None
    weeks: Annotated[int, Field(ge=1, le=104)] | None = None
    """Weeks of the acute course, taper not counted."""
    acute_sessions: Count | None = None
    taper: tuple[Annotated[int, Field(ge=0, le=10)], ...] | None = None
    """Sessions in each taper week: [3, 2, 1]. An empty list states that there is none."""
    scale_every: Line | None = None
    """How often the rating scale is repeated."""
    scale: Line | None = None
    """The one instrument by which the course is followed."""
    scale_every_days: Annotated[int, Field(ge=1, le=365)] | None = None
    """Longest interval between two ratings: 7 for weekly, 14 for every second week."""
    scale_at_start: YesNo = "unknown"
    scale_at_end: YesNo = "unknown"


class Supervision(Record):
    """How treatment is supervised."""

    clinician: Id | None = None
    direct: YesNo = "unknown"
    in_area: YesNo = "unknown"
    immediately_available: YesNo = "unknown"
    on_site: YesNo = "unknown"
    """The supervisor is in the building during treatment."""
    within_scope: YesNo = "unknown"
    """State law lets this clinician supervise TMS (asked only where a policy leaves it to scope of practice)."""


class Statement(Record):
    """A clinician's dated words."""

    clinician: Id
    date: PartialDate
    text: Text


class Request(Record):
    """One request to one payer."""

    id: Id
    state: Literal["open", "decided", "withdrawn"] = "open"
    coverage: Id | None = None
    """Which coverage it goes to; the primary one when omitted."""
    date: PartialDate | None = None
    """The request date: the default for judging and for choosing the revision."""
    phase: Phase
    indication: Indication
    episode: Id | None = None
    codes: tuple[CodeLine, ...] = ()
    modality: Literal["rtms", "itbs", "deep_tms", "accelerated", "unknown"] = "unknown"
    device: Line | None = None
    coil: Line | None = None
    protocol: Line | None = None
    """A reference protocol id (hf_left_standard, itbs_600, ...) or the protocol's name."""
    protocol_evidence_based: YesNo = "unknown"
    used_within_label: YesNo = "unknown"
    """The ordering clinician's statement that device, protocol and patient lie within the clearance."""
    target: Literal["left_dlpfc", "right_dlpfc", "bilateral_dlpfc", "medial_pfc_acc", "other", "unknown"] = (
        "unknown"
    )
    schedule: Schedule = Schedule.model_construct()
    start: PartialDate | None = None
    end: PartialDate | None = None
    place_of_service: PlaceOfService | None = None
    urgency: Literal["standard", "expedited"] = "standard"
    urgency_statement: Statement | None = None
    consent_date: PartialDate | None = None
    ordered_by: Id | None = None
    order_date: PartialDate | None = None
    rendered_by: Id | None = None
    """Who renders the service on the claim; omitted means not recorded."""
    within_order_scope: YesNo = "unknown"
    """State law lets the ordering practitioner order this (asked only where a policy leaves it to scope of practice)."""
    supervision: Supervision = Supervision.model_construct()
    psychiatrist_access_limited: YesNo = "unknown"
    """Access to a psychiatrist is limited here (asked only where a policy then accepts another clinician)."""
    guidance: Literal["none", "neuronavigation", "mri", "fmri", "eeg", "other", "unknown"] = "unknown"
    """How the coil is placed beyond the manufacturer's method. none: by that method alone."""
    psychotropic_change_planned: YesNo = "unknown"
    """Whether a change of psychotropic medicines is planned during the course."""
    course_start: PartialDate | None = None
    """First session of the course now running, for a continuation."""
    sessions_given: Count | None = None
    """Sessions of the running course given before this request, as stated."""
    rationale: Text | None = None
    note: Text | None = None


class Judgement(Record):
    """A clinician's recorded answer where the policy's text leaves the answer to judgement."""

    id: Id
    policy: Id
    revision: Annotated[str, Field(pattern=r"^[0-9a-f]{12,64}$")]
    """sha256 of the policy revision judged (at least its first 12 characters)."""
    criterion: Line
    """The id of the criterion, as ``authpack check`` prints it."""
    subject: Id | None = None
    """One trial or therapy among several, when the criterion is asked of each."""
    conclusion: Literal["met", "not_met"]
    rationale: Text
    clinician: Id
    date: PartialDate
    evidence: tuple[Line, ...] = ()


class Attachment(Record):
    """A document that can serve as an exhibit."""

    id: Id
    title: Line
    file: Line | None = None
    date: PartialDate | None = None
    pages: Count | None = None
    proves: tuple[Line, ...] = ()
    """Paths of the record that it documents."""
    sensitivity: Literal["psychotherapy_notes", "part2", "state_restricted", "none", "unknown"] = "unknown"
    consent: YesNo = "unknown"
    consent_date: PartialDate | None = None


class Authorization(Record):
    """A payer's approval."""

    id: Id
    request: Id
    number: Line
    decided: PartialDate | None = None
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    codes: tuple[CodeLine, ...] = ()


class Source(Record):
    """Where facts of the record come from."""

    paths: tuple[Line, ...]
    """Path prefixes: /trials/t1 covers everything below it."""
    document: Line
    page: Line | None = None
    date: PartialDate | None = None
    by: Line | None = None
    kind: Literal["record", "pharmacy", "patient_report", "clinician_statement"]
