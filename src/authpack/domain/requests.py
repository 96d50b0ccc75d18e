"""What is asked of the payer, what clinicians judge, and what happened since."""

from decimal import Decimal
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


class ProviderAsked(Record):
    """One provider of the plan's network that was asked for this treatment."""

    id: Id
    name: Line
    date: PartialDate | None = None
    """When that provider was asked."""
    offers: YesNo = "unknown"
    """Whether what is requested is offered there (the modality, the age group)."""
    accepting: YesNo = "unknown"
    """Whether new patients are accepted."""
    earliest: PartialDate | None = None
    """First appointment that was offered."""
    distance_miles: Annotated[Decimal, Field(ge=0, le=5000)] | None = None
    """Miles from the patient's home, one way."""
    note: Line | None = None


class NetworkException(Record):
    """Why treatment outside the network is asked for, and on what terms."""

    asks: Literal["in_network_benefit", "single_case_agreement", "unknown"] = "unknown"
    asked: tuple[ProviderAsked, ...] = ()
    none_in_network: YesNo = "unknown"
    """yes: the plan, or its directory, shows no provider of this treatment at all."""
    none_stated_by: Line | None = None
    """Who or what shows that (the plan's directory, a member services call with its reference number)."""
    none_date: PartialDate | None = None
    treated_since: PartialDate | None = None
    """Since when this practice has treated the patient, where continuity of care is a reason."""
    statement: Statement | None = None


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
    network_exception: NetworkException | None = None
    """For treatment outside the plan's network."""
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
    said: tuple[Line, ...] = ()
    """Paths of the record that went to the payer with it; without any, everything dated up to its date counts as sent."""
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


PageRange = Annotated[
    str, Field(pattern=r"^\s*\d{1,5}(\s*-\s*\d{1,5})?(\s*,\s*\d{1,5}(\s*-\s*\d{1,5})?)*\s*$")
]


class PagesThatProve(Record):
    """Some pages of an attachment, and the facts that stand on them."""

    pages: PageRange
    """Pages of the file, counted from 1: "2", "2-3", "1, 4-5"."""
    proves: tuple[Line, ...] = Field(min_length=1)
    """Paths of the record that these pages document."""


class Attachment(Record):
    """A document that can serve as an exhibit."""

    id: Id
    title: Line
    file: Line | None = None
    """The file, in the folder of exhibits (the case file's own folder unless another is named)."""
    date: PartialDate | None = None
    """Date of service of what it records, or the document's own date."""
    pages: Count | None = None
    """How many pages it has; a file with another number is reported."""
    proves: tuple[Line, ...] = ()
    """Paths of the record that it documents as a whole: a packet then takes every page of it."""
    on_pages: tuple[PagesThatProve, ...] = ()
    """What single pages document: a packet then takes only these pages."""
    sensitivity: Literal["psychotherapy_notes", "part2", "state_restricted", "none", "unknown"] = "unknown"
    consent: YesNo = "unknown"
    """The patient's written consent to this disclosure (for psychotherapy notes: the separate authorization)."""
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
