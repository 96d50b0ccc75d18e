"""What a payer answered and what the practice did about it: denials, appeals, and who may appeal."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from authpack.domain.base import Count, Id, Line, Record, Text, YesNo
from authpack.domain.dates import PartialDate
from authpack.domain.identifiers import ProcedureCode
from authpack.domain.people import Address
from authpack.domain.requests import CodeLine, Statement

Money = Annotated[Decimal, Field(ge=-10_000_000, le=10_000_000, decimal_places=2)]
Level = Literal["initial", "level_1", "level_2", "external", "unknown"]
Step = Literal[
    "appeal", "external_review", "fair_hearing", "provider_dispute", "resubmission", "information",
    "peer_to_peer", "continuation", "expedited_appeal", "other",
]  # fmt: skip
PlanType = Literal[
    "erisa", "aca", "insured", "governmental", "medicare_advantage", "original_medicare", "medicaid_managed",
    "medicaid_ffs", "tricare", "fehb", "va",
]  # fmt: skip
"""Whose rules of appeal apply. erisa: a private employer's self-funded plan; aca: bought by the person, on or off a
marketplace; insured: an employer's plan that an insurer carries; governmental: a public employer's self-funded plan."""


class DenialReason(Record):
    """One stated reason."""

    id: Id
    quote: Text
    """The payer's words, exactly."""
    page: Count | None = None
    """Page of the notice, from 1."""
    cites: Line | None = None
    """The criterion or section the payer names beside this reason."""
    criteria: tuple[Line, ...] = ()
    """Ids of our policy's criteria that this reason is about, as a person confirmed them."""
    confirmed_by: Line | None = None
    """Who confirmed the match; without it the match is only proposed."""
    answer: Statement | None = None
    """A clinician's own dated answer to this reason; the appeal prints it unchanged."""
    assigned_to: Line | None = None
    """Who will answer a reason that no criterion matches; the appeal stays a draft until the answer is there."""


class Adjustment(Record):
    """Why one claim line was paid less: X12 835 group and reason codes. Meanings are not held here."""

    group: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """CO, PR, OA, PI or CR: who bears the amount."""
    carc: Annotated[str, Field(pattern=r"^[A-Z]{0,2}\d{1,4}$")]
    """A code that our table does not name is kept as it is written; X12 gives the element five characters."""
    rarcs: tuple[Annotated[str, Field(pattern=r"^[A-Z]{1,2}\d{1,4}$")], ...] = ()
    amount: Money | None = None
    """US dollars taken off."""
    units: Count | None = None


class ClaimLine(Record):
    """One denied or reduced line of a claim."""

    code: ProcedureCode
    date: PartialDate | None = None
    """Date of service."""
    units: Count | None = None
    charged: Money | None = None
    paid: Money | None = None
    adjustments: tuple[Adjustment, ...] = ()


class Reviewer(Record):
    """Who decided for the payer, as the notice says."""

    name: Line | None = None
    credentials: Line | None = None
    specialty: Line | None = None


class StatedWindow(Record):
    """One time limit that the notice states, in its own words."""

    step: Step
    """What must be done within it."""
    party: Literal["member", "provider", "unknown"] = "unknown"
    days: Annotated[int, Field(ge=1, le=1000)] | None = None
    months: Annotated[int, Field(ge=1, le=36)] | None = None
    business: YesNo = "unknown"
    """Business days; weekends do not count."""
    by: PartialDate | None = None
    """The last day itself, where the notice gives a date instead of a length."""
    runs_from: Literal["notice", "receipt", "unknown"] = "unknown"
    quote: Text
    page: Count | None = None


class ReviewCode(Record):
    """A code of an electronic answer (X12 278, FHIR PAS). Meanings are not held here."""

    list: Literal["action", "reason", "rejection", "followup"]
    """action: 306 (A1 ... A6); reason: 886; rejection: 901 (AAA03); followup: 889."""
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]{1,3}$")]
    item: Count | None = None
    """Line of the request, from 1."""
    where: Line | None = None
    """What the payer says is wrong: an element or a path."""


class PeerToPeer(Record):
    """What the notice says of a peer-to-peer conversation, and what came of it."""

    offered: YesNo = "unknown"
    by: PartialDate | None = None
    within: Line | None = None
    """The time limit in the notice's words, where it gives no date."""
    phone: Line | None = None
    held: PartialDate | None = None
    outcome: Text | None = None


class Denial(Record):
    """A payer's answer that is not a plain approval, as a person confirmed it."""

    id: Id
    request: Id
    kind: Literal["rejected", "pended", "adverse", "partial", "claim", "unknown"] = "unknown"
    """rejected: never reviewed (fix and resend); pended: more is asked; adverse: refused; partial: fewer units,
    other codes or dates; claim: a delivered service was not paid."""
    service: Literal["pre_service", "concurrent", "post_service", "unknown"] = "unknown"
    date: PartialDate
    """Date printed on the notice."""
    received: PartialDate | None = None
    level: Level = "initial"
    """Whose decision this is: the first one, or one on an appeal."""
    urgency: Literal["standard", "expedited", "unknown"] = "unknown"
    payer: Line | None = None
    """Who signs the notice, where it is another than the coverage names (a review company)."""
    reference: Line | None = None
    """The payer's case, authorization or reference number."""
    claim_number: Line | None = None
    reasons: tuple[DenialReason, ...] = ()
    policy_cited: Line | None = None
    """The criteria that the notice names: document, number, version."""
    reviewer: Reviewer | None = None
    denied: tuple[CodeLine, ...] = ()
    approved: tuple[CodeLine, ...] = ()
    """What was granted, for a partial approval."""
    lines: tuple[ClaimLine, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    """Reason codes given for the whole claim or notice, not for one line."""
    review_codes: tuple[ReviewCode, ...] = ()
    respond_by: PartialDate | None = None
    """The deadline that the notice states."""
    window_days: Annotated[int, Field(ge=1, le=1000)] | None = None
    """The window in days that the notice states for the next step."""
    windows: tuple[StatedWindow, ...] = ()
    """Every time limit that the notice states: appeal, external review, dispute, peer-to-peer."""
    plan_type: PlanType | None = None
    """The kind of plan, as a person read it from the notice."""
    send_to: tuple[Line, ...] = ()
    """Name and lines of the address that the notice gives for appeals."""
    send_address: Address | None = None
    send_fax: Line | None = None
    send_phone: Line | None = None
    """For an appeal by telephone."""
    send_portal: Line | None = None
    peer_to_peer: PeerToPeer | None = None
    continues: YesNo = "unknown"
    """Whether the treatment goes on while the appeal is decided."""
    source: Line | None = None
    """File name of the notice."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    confirmed_by: Line | None = None
    """Who read the notice and confirmed these fields."""
    confirmed_on: PartialDate | None = None


class Appeal(Record):
    """One appeal or dispute, planned, sent or decided."""

    id: Id
    denial: Id
    kind: Literal["clinical", "claim_dispute", "external_review"] = "clinical"
    level: Literal["level_1", "level_2", "external", "dispute"] = "level_1"
    urgency: Literal["standard", "expedited"] = "standard"
    jeopardy: Statement | None = None
    """For an urgent one: a clinician's dated words why waiting would seriously jeopardize the patient."""
    on_behalf: Literal["member", "provider"] = "provider"
    """In whose name. A member's appeal needs a recorded standing."""
    sent: PartialDate | None = None
    by: Line | None = None
    route: Line | None = None
    """How it went: fax, portal, certified mail, with the confirmation number."""
    send_to: tuple[Line, ...] = ()
    """To whom this one goes, line by line: name, unit, street, city. Without it the notice's own address is used, but for an
    external review: the plan's appeals unit does not decide that one."""
    said: tuple[Line, ...] = ()
    """Paths of the record that it relied on, so that the next letter knows what was said before."""
    outcome: Literal["planned", "pending", "upheld", "overturned", "partial", "withdrawn"] = "planned"
    decided: PartialDate | None = None
    note: Text | None = None


class Standing(Record):
    """Who may act for the member, on what paper."""

    id: Id
    person: Line
    relation: Line
    """Treating clinician, parent, attorney, ..."""
    signed: PartialDate
    expires: PartialDate | None = None
    scope: Text | None = None
    attachment: Id | None = None
    """The signed form among the attachments."""


class DenialFile(Record):
    """One confirmed denial by itself: what ``authpack denial read`` writes and ``denial add`` puts into a case."""

    schema_: Literal["authpack.denial/1"] = Field(alias="schema")
    denial: Denial
