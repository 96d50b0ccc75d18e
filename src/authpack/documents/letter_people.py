"""People and payer in a letter: practice, patient, guardian, coverage, clinicians."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpack.documents import wording
from authpack.documents.trace import Traced
from authpack.domain.dates import age_on
from authpack.domain.people import Address, Clinician

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

Values = dict[str, Any]


def address(of: LetterFacts, path: str, value: Address | None) -> list[Traced]:
    """Street line and city line."""
    if value is None:
        return []
    city = f"{value.city}, {value.state} {value.zip}"
    return [
        of.t.case(f"{path}/street", value.street),
        of.t.case([f"{path}/city", f"{path}/state", f"{path}/zip"], city),
    ]


def practice(of: LetterFacts) -> Values:
    """The practice as its letterhead and the Re: block print it."""
    one = of.case.practice
    if one is None:
        return {
            "name": None,
            "lines": [],
            "phone": None,
            "fax": None,
            "tin": None,
            "npi": None,
            "contact": None,
        }
    return {
        "name": of.c("/practice/name", one.name),
        "lines": address(of, "/practice/address", one.address),
        "phone": of.c("/practice/phone", one.phone),
        "fax": of.c("/practice/fax", one.fax),
        "tin": of.c("/practice/tin", one.tin),
        "npi": of.c("/practice/billing_npi", one.billing_npi),
        "contact": of.c("/practice/contact", one.contact),
    }


def patient(of: LetterFacts) -> Values:
    """The patient, with the age on the request date."""
    one = of.case.patient
    low, high = age_on(one.birth_date, of.facts.present)
    age = of.t.computed(
        "completed years on the request date",
        inputs=["/patient/birth_date", f"{of.base}/date"],
        text=str(low),
    )
    return {
        "name": of.t.case(
            ["/patient/given_name", "/patient/family_name"], f"{one.given_name} {one.family_name}"
        ),
        "family_name": of.t.case("/patient/family_name", one.family_name),
        "birth_date": of.date("/patient/birth_date", one.birth_date),
        "age": age if low == high else None,
        "age_article": wording.article(str(low)),
        "is_minor": high < 18,
        "guardian": guardian(of),
        "assent": of.date("/patient/assent_date", one.assent_date),
        **pronouns(of),
    }


_PRONOUNS = {
    "she": ("She", "her", "has"),
    "he": ("He", "his", "has"),
    "they": ("They", "their", "have"),
}


def pronouns(of: LetterFacts) -> Values:
    """subject, possessive and the verb that fits, as the patient states them; without a statement no pronoun."""
    said = of.case.patient.pronoun
    if said is None:
        return {"subject": "The patient", "possessive": "the patient's", "has": "has"}
    subject, possessive, has = _PRONOUNS[said]
    path = "/patient/pronoun"
    return {"subject": of.t.case(path, subject), "possessive": of.t.case(path, possessive), "has": has}


def guardian(of: LetterFacts) -> Values | None:
    """Who consents for a minor."""
    one = of.case.patient.guardian
    if one is None:
        return None
    return {
        "name": of.c("/patient/guardian/name", one.name),
        "relation": of.c("/patient/guardian/relation", one.relation),
        "consent_date": of.date("/patient/guardian/consent_date", one.consent_date),
    }


def coverage(of: LetterFacts) -> Values:
    """The coverage that the request goes to."""
    one = of.case.coverage_of(of.request)
    if one is None:
        return {"payer": None, "lines": []}
    path = f"/coverage/{one.id}"
    return {
        "payer": of.c(f"{path}/payer", one.payer),
        "unit": of.c(f"{path}/payer_unit", one.payer_unit),
        "lines": address(of, f"{path}/payer_address", one.payer_address),
        "fax": of.c(f"{path}/payer_fax", one.payer_fax),
        "plan": of.c(f"{path}/plan", one.plan),
        "member_id": of.c(f"{path}/member_id", one.member_id),
        "group": of.c(f"{path}/group_number", one.group_number),
        "subscriber": None
        if one.subscriber in (None, "self")
        else of.c(f"{path}/subscriber", one.subscriber),
        "out_of_network": one.network == "out",
    }


def clinician(of: LetterFacts, one: Clinician | None) -> Values | None:
    """One clinician; None when the record does not hold the person."""
    if one is None:
        return None
    path = f"/clinicians/{one.id}"
    name = f"{one.name}, {one.credentials}" if one.credentials else one.name
    license_text = (
        f"{one.license_state} {one.license_number}" if one.license_state and one.license_number else None
    )
    return {
        "name": of.t.case([f"{path}/name", f"{path}/credentials"], name),
        "plain_name": one.name,
        "role": of.t.case(f"{path}/role", _ROLES[one.role]),
        "title": of.t.case(f"{path}/role", _ROLES[one.role]).capitalize(),
        "npi": of.c(f"{path}/npi", one.npi),
        "license": of.t.case([f"{path}/license_state", f"{path}/license_number"], license_text)
        if license_text
        else None,
        "phone": of.c(f"{path}/phone", one.phone),
        "training": of.c(f"{path}/tms_training_detail", one.tms_training_detail),
        "trained": one.tms_training == "yes",
        "experienced": one.tms_experience == "yes",
        "board_certified": one.board_certified == "yes",
    }


def supervisor(of: LetterFacts) -> Values | None:
    """Who supervises; apart: role and qualification, said only of another person than the one who orders and signs."""
    named = of.case.clinician(of.request.supervision.clinician)
    one = clinician(of, named)
    if one is None or named is None:
        return None
    if named.id == of.request.ordered_by:
        return {**one, "apart": []}
    path = f"/clinicians/{named.id}"
    said = {
        "board_certified": "board certified",
        "tms_training": "trained in TMS",
        "tms_experience": "experienced in administering TMS",
    }
    facts = [
        of.t.case(f"{path}/{name}", text) for name, text in said.items() if getattr(named, name) == "yes"
    ]
    return {**one, "apart": [one["role"], *facts]}


_ROLES = {
    "psychiatrist": "psychiatrist",
    "physician": "physician",
    "pmhnp": "psychiatric mental health nurse practitioner",
    "nurse_practitioner": "nurse practitioner",
    "physician_assistant": "physician assistant",
}
