"""One patient's record for requests to payers: ``authpack.case/1``."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from authpack.domain.base import Id, OpenList, Record
from authpack.domain.clinical import (
    Comorbidity,
    CurrentMedicine,
    Diagnosis,
    Ect,
    Episode,
    Event,
    MedicationTrial,
    Observation,
    Psychotherapy,
    Score,
    TmsCourse,
)
from authpack.domain.later import later
from authpack.domain.paragraphs import Paragraph
from authpack.domain.people import Attestation, Clinician, Coverage, Facility, Patient, Practice
from authpack.domain.requests import (
    Attachment,
    Authorization,
    Judgement,
    Request,
    Source,
    Statement,
)
from authpack.domain.screen import EarlierScreen, RiskBenefit, SafetyScreen

if TYPE_CHECKING:
    from authpack.domain.course import Consent, CourseEnd, EarlyStop, ProgressReview, TreatmentPlan
    from authpack.domain.denials import Appeal, Denial, Standing
    from authpack.domain.sessions import Session
else:
    _COURSE = "authpack.domain.course"
    Consent, CourseEnd, EarlyStop = later(_COURSE, "Consent", "CourseEnd", "EarlyStop")
    ProgressReview, TreatmentPlan = later(_COURSE, "ProgressReview", "TreatmentPlan")
    Appeal, Denial, Standing = later("authpack.domain.denials", "Appeal", "Denial", "Standing")
    (Session,) = later("authpack.domain.sessions", "Session")

SCHEMA = "authpack.case/1"


class Case(Record):
    """One patient, with everything a payer may ask about. Omitted means not recorded, never "no"."""

    schema_: Literal["authpack.case/1"] = Field(alias="schema")
    id: Id
    """The practice's own case number; no name, no date of birth (it appears in file names)."""
    invented: Literal["yes", "no"] = "no"
    """yes for examples: every document then says that the patient is invented."""
    patient: Patient
    practice: Practice | None = None
    clinicians: tuple[Clinician, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    facility: Facility = Facility.model_construct()
    coverage: tuple[Coverage, ...] = ()
    diagnoses: OpenList[Diagnosis] = OpenList[Diagnosis].model_construct()
    episodes: OpenList[Episode] = OpenList[Episode].model_construct()
    comorbidities: OpenList[Comorbidity] = OpenList[Comorbidity].model_construct()
    symptoms: tuple[Observation, ...] = ()
    function: tuple[Observation, ...] = ()
    mental_status: Statement | None = None
    admissions: OpenList[Event] = OpenList[Event].model_construct()
    suicide_attempts: OpenList[Event] = OpenList[Event].model_construct()
    trials: OpenList[MedicationTrial] = OpenList[MedicationTrial].model_construct()
    current_medicines: OpenList[CurrentMedicine] = OpenList[CurrentMedicine].model_construct()
    scores: OpenList[Score] = OpenList[Score].model_construct()
    psychotherapy: OpenList[Psychotherapy] = OpenList[Psychotherapy].model_construct()
    prior_tms: OpenList[TmsCourse] = OpenList[TmsCourse].model_construct()
    ect: Ect = Ect.model_construct()
    screen: SafetyScreen = SafetyScreen.model_construct()
    earlier_screens: tuple[EarlierScreen, ...] = ()
    """Screens of earlier times; a look back to a prior course reads the latest one before it."""
    risk_benefit: tuple[RiskBenefit, ...] = ()
    requests: tuple[Request, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    denials: tuple[Denial, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    standings: tuple[Standing, ...] = ()
    """Who may act for the member, on what signed paper."""
    authorizations: tuple[Authorization, ...] = ()
    consents: tuple[Consent, ...] = ()
    plans: tuple[TreatmentPlan, ...] = ()
    sessions: tuple[Session, ...] = ()
    reviews: tuple[ProgressReview, ...] = ()
    early_stops: tuple[EarlyStop, ...] = ()
    course_ends: tuple[CourseEnd, ...] = ()
    sources: tuple[Source, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    """Clinician-written paragraphs that documents print unchanged."""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Case":
        for name, items in self._lists():
            if len(items) > 1 and len({item.id for item in items}) < len(items):
                raise PydanticCustomError(
                    "duplicate_id", "two entries of '{name}' have the same id", {"name": name}
                )
        return self

    def _lists(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        for name in _ID_LISTS:
            value = getattr(self, name)
            yield name, value if type(value) is tuple else value.items
        yield "screen.implants", self.screen.implants.items
        yield "screen.seizures", self.screen.seizures.items

    @cached_property
    def derived(self) -> dict[str, Any]:
        """What has been worked out of this record, kept with it because it never changes (decision 0011).

        No part of the record: not compared, not written, not carried into a copy.
        """
        return {}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The record with other values; what was worked out of this one does not hold of that one."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("derived", None)
        return copied

    def clinician(self, identifier: str | None) -> Clinician | None:
        """The clinician with this id, if there is one."""
        return next((person for person in self.clinicians if person.id == identifier), None)

    def request(self, identifier: str) -> Request | None:
        """The request with this id, if there is one."""
        return next((request for request in self.requests if request.id == identifier), None)

    def coverage_of(self, request: Request) -> Coverage | None:
        """The coverage a request goes to: the named one, else the primary one, else the only one."""
        if request.coverage:
            return next((coverage for coverage in self.coverage if coverage.id == request.coverage), None)
        return next((coverage for coverage in self.coverage if coverage.order == "primary"), None)


_ID_LISTS = (
    "clinicians", "attestations", "coverage", "diagnoses", "episodes", "comorbidities", "symptoms", "function",
    "admissions", "suicide_attempts", "trials", "current_medicines", "scores", "psychotherapy", "prior_tms",
    "earlier_screens", "risk_benefit", "requests", "judgements", "attachments", "denials", "appeals", "standings",
    "authorizations", "consents", "plans", "sessions", "reviews", "early_stops", "course_ends",
)  # fmt: skip
