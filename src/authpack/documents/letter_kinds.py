"""The kinds of letters: for each its template, the facts it needs, and the values it adds.

A kind is one row of ``KINDS``. Kinds of one purpose share a module (``letters_*.py``) that holds their
required facts and values; the words stand in the template.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from authpack.documents import (
    letter_rules,
    letters_brief,
    letters_call,
    letters_claims,
    letters_patient,
    letters_payer,
    letters_records,
    letters_values,
)
from authpack.documents.blocks import Document
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.matter import Matter
from authpack.errors import DocumentRefused, Fault, InputError

Reader = Literal["payer", "clinician", "patient", "record"]
Values = Callable[[LetterFacts, Matter], dict[str, Any]]


def _no_values(_of: LetterFacts, _matter: Matter) -> dict[str, Any]:
    return {}


def _no_stem(_matter: Matter) -> tuple[str, ...]:
    return ()


def _request_facts(matter: Matter) -> tuple[Fault, ...]:
    return letter_rules.missing_facts(matter.case, matter.request)


class LetterKind(NamedTuple):
    """One kind of letter.

    ``judged``: it speaks of the payer's criteria, so it needs a determination and is a DRAFT while one that
    decides is open; ``whole``: it argues the case to a payer, so it may leave out nothing adverse
    (SEMANTICS 8); ``missing``: every fact without which it is refused, in one list; ``values``: what the
    template may name beside the common values; ``stem_of``: further parts of the file name;
    ``within_request``: it may hold no fact of the patient that the request letter does not hold;
    ``check``: a last look at the composed document, which may refuse it.
    """

    name: str
    says: str
    template: str
    reader: Reader
    judged: bool = True
    whole: bool = True
    missing: Callable[[Matter], tuple[Fault, ...]] = _request_facts
    values: Callable[[LetterFacts, Matter], dict[str, Any]] = _no_values
    stem_of: Callable[[Matter], tuple[str, ...]] = _no_stem
    within_request: bool = False
    check: Callable[[Document], None] | None = None


def _to_payer(name: str, says: str, template: str, values: Values = _no_values) -> LetterKind:
    """A letter that requests something of a payer; its refusals stand in ``letters_payer``."""
    return LetterKind(
        name, says, f"letters/{template}.md.j2", "payer", missing=letters_payer.MISSING[name], values=values
    )


# Requests to a payer, and what goes with them.
_PAYER = (
    _to_payer("authorization_letter", "request for authorization of a first course", "authorization"),
    _to_payer("theta_burst_letter", "request for a first course of theta burst stimulation", "theta_burst"),
    _to_payer("deep_tms_letter", "request for a first course of deep TMS", "deep_tms"),
    _to_payer(
        "accelerated_letter",
        "request for an accelerated course (several sessions a day), where the policy does not rule it out",
        "accelerated",
        letters_values.accelerated,
    ),
    _to_payer(
        "adolescent_letter",
        "request for a first course for a minor, with the guardian's consent",
        "adolescent",
        letters_values.adolescent,
    ),
    _to_payer(
        "ocd_letter",
        "request for a first course for obsessive-compulsive disorder",
        "ocd",
        letters_values.label,
    ),
    _to_payer(
        "continuation_letter",
        "request for more sessions of the running course",
        "continuation",
        letters_values.continuation,
    ),
    _to_payer(
        "retreatment_letter",
        "request for a repeat course after a response and a relapse",
        "retreatment",
        letters_values.retreatment,
    ),
    _to_payer("expedited_request", "request for expedited review of a request", "expedited"),
    _to_payer(
        "network_exception",
        "request for a network exception or a single case agreement",
        "network_exception",
        letters_brief.exception,
    ),
    LetterKind(
        "chart_statement",
        "chart statement of medical necessity, where claims are judged and nothing is requested",
        "letters/chart_statement.md.j2",
        "record",
        missing=letters_payer.statement_facts,
        values=letters_values.statement,
    ),
    LetterKind(
        "peer_to_peer_brief",
        "one page for a peer-to-peer call: six lines and a timeline, nothing that the request did not say",
        "letters/peer_to_peer.md.j2",
        "clinician",
        whole=False,
        values=letters_call.brief,
        within_request=True,
    ),
    LetterKind(
        "clinician_attestation",
        "what one clinician attests of himself or herself, by the day (--about clinician=ID)",
        "letters/attestation.md.j2",
        "payer",
        judged=False,
        whole=False,
        missing=letters_brief.attestation_faults,
        values=letters_brief.attestation,
        stem_of=letters_brief.attestation_stem,
    ),
)


def _plain(
    name: str,
    says: str,
    template: str,
    reader: Reader,
    missing: Callable[[Matter], tuple[Fault, ...]],
    values: Values,
) -> LetterKind:
    """A letter that argues no criteria: it needs no determination and is never a DRAFT."""
    return LetterKind(
        name,
        says,
        f"letters/{template}.md.j2",
        reader,
        judged=False,
        whole=False,
        missing=missing,
        values=values,
        stem_of=letters_records.records_stem,
    )


# Everything around a request: records, authorizations, claims, the patient.
_ADMINISTRATIVE = (
    _plain(
        "records_request_prescriber",
        "request to an earlier prescriber for what the record lacks, with a release form (--about trial=ID)",
        "records_prescriber",
        "clinician",
        letters_records.prescriber_faults,
        letters_records.prescriber,
    ),
    _plain(
        "records_request_therapist",
        "request to a therapist for what the record lacks, with a release form (--about therapy=ID)",
        "records_therapist",
        "clinician",
        letters_records.therapist_faults,
        letters_records.therapist,
    ),
    _plain(
        "records_request_pharmacy",
        "request to a pharmacy for the fill history, with a release form (--about pharmacy=NAME)",
        "records_pharmacy",
        "clinician",
        letters_records.pharmacy_faults,
        letters_records.pharmacy,
    ),
    _plain(
        "representative_form",
        "form by which the member names a representative (--about representative=ID)",
        "representative",
        "payer",
        letters_patient.representative_faults,
        letters_patient.representative,
    ),
    _plain(
        "retro_authorization",
        "request for authorization of sessions already given",
        "retro_authorization",
        "payer",
        letters_claims.retro_faults,
        letters_claims.retro,
    ),
    _plain(
        "authorization_correction",
        "request to correct an authorization that differs from what was asked (--about authorization=ID)",
        "authorization_correction",
        "payer",
        letters_claims.correction_faults,
        letters_claims.correction,
    ),
    _plain(
        "medicare_records_answer",
        "answer to a Medicare contractor's request for records (--about notice=ID)",
        "medicare_records",
        "payer",
        letters_claims.medicare_faults,
        letters_claims.medicare,
    ),
    _plain(
        "advance_notice_data",
        "data for an advance beneficiary notice, original Medicare (--about cost=AMOUNT)",
        "advance_notice_data",
        "record",
        letters_claims.notice_faults,
        letters_claims.notice_data,
    ),
    _plain(
        "patient_letter",
        "plain letter to the patient (--about news=sent, approved, denied or more_information)",
        "patient",
        "patient",
        letters_patient.patient_faults,
        letters_patient.patient_letter,
    )._replace(check=letters_patient.easy_to_read),
)

KINDS: dict[str, LetterKind] = {one.name: one for one in (*_PAYER, *_ADMINISTRATIVE)}


def kind_named(name: str) -> LetterKind:
    """The kind of that name; InputError with the nearest names otherwise."""
    found = KINDS.get(name)
    if found is None:
        near = difflib.get_close_matches(name, KINDS, n=3)
        raise InputError(
            f"There is no kind of letter '{name}'.",
            do=f"Did you mean {' or '.join(near)}?" if near else f"Choose one of {', '.join(KINDS)}.",
        )
    return found


def default_kind(matter: Matter) -> LetterKind:
    """The kind that a request asks for by itself.

    By the payer's way of review first (where claims are judged and the practice is in the network, a statement
    for the chart), then by phase, modality, illness and age. DocumentRefused for maintenance, which no letter asks for.
    """
    judged = matter.determination
    claims = judged is not None and judged.policy.head.review_mode == "claim_review"
    if claims and not letters_payer.is_out_of_network(matter):
        return KINDS["chart_statement"]
    own = letters_payer.own_kind(matter)
    if own is None:
        raise DocumentRefused(
            "No letter asks for maintenance treatment.",
            why="Payers do not cover it as such, and a letter that calls it something else misstates the request.",
            do="Ask for a repeat course (phase: retreatment) once a relapse is recorded, or for more sessions of a "
            "running course (phase: continuation).",
        )
    return KINDS[own]
