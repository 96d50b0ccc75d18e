"""The illness and what was done about it: diagnoses, episodes, trials, scores, therapy, TMS, ECT."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from authpack.domain.base import Count, Id, Line, Record, Text, YesNo
from authpack.domain.dates import PartialDate
from authpack.domain.dose import Dose
from authpack.domain.identifiers import Icd10

Percent = Annotated[Decimal, Field(ge=-1000, le=100)]
Weeks = Annotated[Decimal, Field(ge=0, le=2000)]
Indication = Literal["mdd", "ocd", "bipolar", "ptsd", "gad", "smoking", "schizophrenia", "migraine", "other"]
Response = Literal["none", "partial", "full", "lost", "unknown"]


class Diagnosis(Record):
    """A diagnosis in the chart, with the DSM specifiers as the clinician recorded them."""

    id: Id
    code: Icd10
    display: Line | None = None
    """The code's wording as the chart has it; compared with the code."""
    date: PartialDate | None = None
    primary: YesNo = "unknown"
    confirmed: YesNo = "unknown"
    """Confirmed by the diagnosing clinician's evaluation (not a rule-out, not historical)."""
    confirmed_by: Id | None = None
    severity: Literal["mild", "moderate", "severe", "partial_remission", "full_remission", "unknown"] = (
        "unknown"
    )
    course: Literal["single", "recurrent", "unknown"] = "unknown"
    psychotic_features: YesNo = "unknown"


class Episode(Record):
    """One episode of the illness."""

    id: Id
    indication: Indication = "mdd"
    onset: PartialDate | None = None
    end: PartialDate | None = None
    current: Literal["yes", "no"] = "no"
    severity: Literal["mild", "moderate", "severe", "unknown"] = "unknown"


class Comorbidity(Record):
    """Another condition."""

    id: Id
    condition: Line
    code: Icd10 | None = None
    state: Literal["current", "past", "unknown"] = "unknown"
    date: PartialDate | None = None


class Observation(Record):
    """A symptom or a loss of function, in a clinician's words, with its date."""

    id: Id
    text: Text
    date: PartialDate
    clinician: Id | None = None


class Event(Record):
    """An admission or an attempt."""

    id: Id
    date: PartialDate | None = None
    detail: Text | None = None


class SideEffect(Record):
    """An adverse effect of one drug."""

    name: Line
    onset: PartialDate | None = None
    dose_at_onset: Dose | None = None
    severity: Literal["mild", "moderate", "severe", "unknown"] = "unknown"
    action: Line | None = None
    expected_to_resolve: YesNo = "unknown"


class DoseStep(Record):
    """One dose over one period. An open ``stop`` lasts to the next step or the trial's end."""

    dose: Dose
    start: PartialDate
    stop: PartialDate | None = None


class MedicationTrial(Record):
    """One drug, or one augmentation of it, over one period (SEMANTICS 2)."""

    id: Id
    drug: Line
    """As the chart writes it; resolved to the drug, never to a dose."""
    role: Literal["antidepressant", "augmentation", "other_use", "unknown"] = "unknown"
    """other_use: for sleep, pain, smoking: not a trial."""
    other_use: Line | None = None
    partners: tuple[Id, ...] = ()
    """The trials an augmentation augments."""
    episode: Id | None = None
    state: Literal["ongoing", "stopped", "never_started"]
    start: PartialDate | None = None
    stop: PartialDate | None = None
    ongoing_on: PartialDate | None = None
    """Last day on which the drug was confirmed as still taken."""
    steps: tuple[DoseStep, ...] = ()
    max_dose: Dose | None = None
    weeks_at_max: Weeks | None = None
    """Weeks at ``max_dose`` as stated in the chart."""
    weeks_total: Weeks | None = None
    max_tolerated: YesNo = "unknown"
    max_tolerated_by: Line | None = None
    why_not_higher: Line | None = None
    adherence_percent: Annotated[Decimal, Field(ge=0, le=100)] | None = None
    response: Response = "unknown"
    response_percent: Percent | None = None
    """Improvement stated without scores; a fact with its source."""
    response_instrument: Line | None = None
    response_date: PartialDate | None = None
    baseline_score: Id | None = None
    end_score: Id | None = None
    stop_reason: Literal[
        "inadequate", "intolerance", "lost_response", "interaction", "pregnancy", "cost", "choice",
        "nonadherence", "completed", "other", "unknown",
    ] = "unknown"  # fmt: skip
    side_effects: tuple[SideEffect, ...] = ()
    contraindicated: YesNo = "unknown"
    """The drug could not be given at all; only for ``never_started``."""
    contraindication: Line | None = None
    contraindicated_by: Literal[
        "interaction", "medical_condition", "allergy", "pregnancy", "other", "unknown"
    ] = "unknown"
    """interaction: with a medicine the patient needs."""
    prescriber: Line | None = None
    note: Text | None = None


class CurrentMedicine(Record):
    """A medicine taken now, for any reason."""

    id: Id
    drug: Line
    purpose: Line | None = None
    group: Literal[
        "antidepressant",
        "antipsychotic",
        "opioid",
        "benzodiazepine",
        "glutamatergic",
        "stimulant",
        "other",
        "unknown",
    ] = "unknown"
    dose: Dose | None = None
    since: PartialDate | None = None
    confirmed: PartialDate | None = None


class Score(Record):
    """One rating on one day. The instrument's version matters: HAM-D17 is not HAM-D24."""

    id: Id
    instrument: Line
    total: Annotated[int, Field(ge=0, le=1000)]
    date: PartialDate
    items: tuple[Annotated[int, Field(ge=0, le=10)], ...] = ()
    rater: Line | None = None
    episode: Id | None = None


class TherapyScore(Record):
    """A score at the beginning or end of a psychotherapy."""

    instrument: Line
    total: Annotated[int, Field(ge=0, le=1000)]
    date: PartialDate


class Psychotherapy(Record):
    """One course of psychotherapy."""

    id: Id
    type: Literal[
        "cbt", "interpersonal", "behavioral_activation", "act", "dbt", "mindfulness_based_cognitive", "psychodynamic",
        "problem_solving", "erp", "cbasp", "supportive", "other", "unknown",
    ] = "unknown"  # fmt: skip
    type_text: Line | None = None
    evidence_based_for: tuple[Indication, ...] = ()
    """Indications for which the record states that this therapy is evidence-based."""
    evidence_based: YesNo = "unknown"
    episode: Id | None = None
    state: Literal["ongoing", "stopped", "never_started"]
    start: PartialDate | None = None
    stop: PartialDate | None = None
    ongoing_on: PartialDate | None = None
    sessions: Count | None = None
    frequency: Line | None = None
    clinician: Line | None = None
    baseline: TherapyScore | None = None
    end: TherapyScore | None = None
    outcome: Response = "unknown"
    outcome_date: PartialDate | None = None
    note: Text | None = None


class Relapse(Record):
    """Return of symptoms after a response."""

    date: PartialDate
    detail: Text | None = None


class PriorApproval(Record):
    """A payer's recorded approval of an earlier course."""

    payer: Line
    date: PartialDate
    policy: Line | None = None
    reference: Line | None = None


class TmsCourse(Record):
    """A TMS course given before this request."""

    id: Id
    indication: Indication
    operator: Line | None = None
    device: Line | None = None
    protocol: Line | None = None
    first_session: PartialDate | None = None
    last_session: PartialDate | None = None
    sessions: Count | None = None
    episode: Id | None = None
    response: Literal["none", "partial", "response", "remission", "unknown"] = "unknown"
    response_percent: Percent | None = None
    """Improvement stated without scores; a fact with its source."""
    response_instrument: Line | None = None
    maintained_until: PartialDate | None = None
    """Last day on which the improvement is recorded as still held."""
    relapse: Relapse | None = None
    relapsed: YesNo = "unknown"
    approval: PriorApproval | None = None
    note: Text | None = None


class Ect(Record):
    """Electroconvulsive therapy: what is so now and what was before."""

    candidate: YesNo = "unknown"
    candidate_date: PartialDate | None = None
    currently_receiving: YesNo = "unknown"
    current_date: PartialDate | None = None
    prior: Literal["none", "responded", "no_response", "not_tolerated", "unknown"] = "unknown"
    prior_date: PartialDate | None = None
    declined: YesNo = "unknown"
    declined_reason: Text | None = None
    contraindicated: YesNo = "unknown"
    contraindication: Text | None = None
