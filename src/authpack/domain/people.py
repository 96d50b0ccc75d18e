"""Who treats, where, and who pays: practice, clinicians, facility, attestations, patient, coverage."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from authpack.domain.base import Id, Line, Record, StateCode, Text, YesNo
from authpack.domain.dates import PartialDate
from authpack.domain.identifiers import Npi, Tin

Role = Literal["psychiatrist", "physician", "pmhnp", "nurse_practitioner", "physician_assistant"]
LineOfBusiness = Literal[
    "commercial", "medicare", "medicare_advantage", "medicaid", "medicaid_managed", "tricare", "va",
    "workers_compensation", "other", "unknown",
]  # fmt: skip


class Address(Record):
    """A US postal address."""

    street: Line
    city: Line
    state: StateCode
    zip: Line
    county: Line | None = None


class Practice(Record):
    """The billing practice."""

    name: Line
    address: Address | None = None
    phone: Line | None = None
    fax: Line | None = None
    email: Line | None = None
    tin: Tin | None = None
    billing_npi: Npi | None = None
    contact: Line | None = None
    """Who answers the payer's questions."""


class Clinician(Record):
    """A person who orders, supervises, delivers or attests."""

    id: Id
    name: Line
    credentials: Line | None = None
    """As printed after the name: MD, DO, PMHNP-BC."""
    role: Role
    """psychiatrist = MD or DO in psychiatry; physician = any other MD or DO."""
    npi: Npi | None = None
    taxonomy: Line | None = None
    license_state: StateCode | None = None
    license_number: Line | None = None
    phone: Line | None = None
    tms_training: YesNo = "unknown"
    tms_training_detail: Line | None = None
    tms_experience: YesNo = "unknown"
    """Experience in administering TMS."""
    tms_privileges: YesNo = "unknown"
    """Privileged or credentialed for TMS by the payer asked, at this place."""
    tms_certified: YesNo = "unknown"
    board_certified: YesNo = "unknown"


class Attestation(Record):
    """What one clinician states of himself or herself, with the day. Nothing else lets a letter say it.

    date: the day of the statement, not of the examination that it speaks of.
    """

    id: Id
    clinician: Id
    act: Literal["examined_in_person", "examined_by_video", "reviewed_record", "supervises", "ordered"]
    date: PartialDate
    request: Id | None = None


class Facility(Record):
    """Facts about the place of treatment."""

    name: Line | None = None
    address: Address | None = None
    trained_attendant: YesNo = "unknown"
    """An attendant trained in basic cardiac life support, seizure management and the equipment, always present."""
    resuscitation_equipment: YesNo = "unknown"
    """Suction and oxygen at hand."""
    emergency_response_minutes: Annotated[Decimal, Field(ge=0, le=600)] | None = None
    emergency_agreements_reviewed: PartialDate | None = None
    """Last yearly review of the relationships with the emergency service."""
    last_drill: PartialDate | None = None


class Guardian(Record):
    """Who consents for a minor."""

    name: Line
    relation: Line
    consent_date: PartialDate | None = None


class Patient(Record):
    """The person treated."""

    given_name: Line
    family_name: Line
    mrn: Line | None = None
    """The practice's own number of the patient (medical record number), printed on notes."""
    birth_date: PartialDate
    sex: Literal["female", "male", "other", "unknown"] = "unknown"
    pronoun: Literal["she", "he", "they"] | None = None
    """As the patient states it; without it, letters avoid pronouns."""
    address: Address | None = None
    confidential_address: Address | None = None
    guardian: Guardian | None = None
    assent_date: PartialDate | None = None
    """The day on which a minor agreed to the treatment, beside the guardian's consent."""


class Coverage(Record):
    """One insurance. The first in the case's list is primary."""

    id: Id
    order: Literal["primary", "secondary", "tertiary"] = "primary"
    payer: Line
    """As printed on the card."""
    payer_id: Line | None = None
    """Electronic payer id."""
    policy: Id | None = None
    """The authpack policy id that governs, when the practice knows it."""
    plan: Line | None = None
    line_of_business: LineOfBusiness = "unknown"
    product: Line | None = None
    """HMO, PPO, indemnity, ..."""
    funding: Literal["fully_insured", "self_funded", "governmental", "unknown"] = "unknown"
    state: StateCode | None = None
    """State that regulates the plan, or of the place of service for Medicare."""
    subscriber: Line | None = None
    member_id: Line | None = None
    group_number: Line | None = None
    network: Literal["in", "out", "unknown"] = "unknown"
    effective_from: PartialDate | None = None
    effective_to: PartialDate | None = None
    payer_address: Address | None = None
    payer_unit: Line | None = None
    payer_phone: Line | None = None
    payer_fax: Line | None = None
    note: Text | None = None
