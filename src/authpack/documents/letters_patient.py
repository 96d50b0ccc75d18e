"""Letters to the patient (or a minor's guardian), and the form by which a member names a representative.

A letter to the patient says no diagnosis and no trial unless it is asked to, goes to the confidential address, promises
nothing, and says that it is not the plan's notice. It must measure Flesch-Kincaid grade 8 or lower.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

from authpack.documents import letter_people, reading_grade
from authpack.documents.blocks import Document
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letters_records import sender_faults
from authpack.documents.matter import Matter
from authpack.domain.dates import age_on
from authpack.domain.requests import Authorization
from authpack.errors import ContentError, Fault

if TYPE_CHECKING:  # models that a letter need not build: only names of types here
    from authpack.domain.denials import Denial


Values = dict[str, Any]
Faults = tuple[Fault, ...]
HARDEST_GRADE = 8.0
NEWS = ("sent", "approved", "denied", "more_information")


# -- the letter to the patient -------------------------------------------------------------------------


def _news(matter: Matter) -> str:
    return matter.about.get("news", "sent")


def _denial(matter: Matter) -> Denial | None:
    kinds = {"denied": ("adverse", "partial", "claim"), "more_information": ("pended",)}.get(
        _news(matter), ()
    )
    rows = [
        one
        for one in matter.case.denials
        if one.request == matter.request.id and one.kind in kinds and one.date.first <= matter.date
    ]
    return max(rows, key=lambda one: (one.date.last, one.id), default=None)


def _approval(matter: Matter) -> Authorization | None:
    """The authorization that was decided last; one without a day counts before the others."""
    rows = [one for one in matter.case.authorizations if one.request == matter.request.id]
    return max(rows, key=lambda one: one.decided.last if one.decided else datetime.date.min, default=None)


def _partly(matter: Matter) -> bool:
    """Whether the plan agreed to a part only: by its notice, or because it authorized fewer units than were asked."""
    if _news(matter) != "approved":
        denial = _denial(matter)
        return denial is not None and denial.kind == "partial"
    rows = [one for one in matter.case.authorizations if one.request == matter.request.id]
    given = Counter[str]()
    for line in (line for one in rows for line in one.codes):
        given[line.code] += line.units
    fewer = any(given[line.code] < line.units for line in matter.request.codes)
    return fewer and bool(given)


def is_minor(matter: Matter) -> bool:
    """Whether the patient is under 18 on the letter's day, by every reading of the birth date."""
    return age_on(matter.case.patient.birth_date, matter.date)[1] < 18


def _to_guardian(matter: Matter) -> bool:
    """A minor's guardian reads the letter, unless it was decided that the patient does."""
    return is_minor(matter) and matter.about.get("to") != "patient"


def patient_faults(matter: Matter) -> Faults:
    """What a letter to the patient needs, and what it must not be written without a decision."""
    patient, found = matter.case.patient, list(sender_faults(matter))
    if _news(matter) not in NEWS:
        found.append(Fault("--about news", f"is none of {', '.join(NEWS)}"))
    if matter.about.get("detail", "no") not in ("yes", "no"):
        found.append(Fault("--about detail", "is neither yes nor no"))
    if matter.about.get("to") not in (None, "patient", "guardian"):
        found.append(Fault("--about to", "is neither patient nor guardian"))
    if patient.confidential_address is None and patient.address is None:
        found.append(Fault("/patient/address", "the address to write to is not recorded"))
    if matter.case.coverage_of(matter.request) is None:
        found.append(Fault("/coverage", "the health plan is not recorded"))
    found += [*_guardian_faults(matter), *_news_faults(matter)]
    return tuple(found)


def _guardian_faults(matter: Matter) -> Faults:
    """Who may read a minor's letter is decided by a person where the record points both ways."""
    if not is_minor(matter):
        return ()
    patient = matter.case.patient
    if patient.confidential_address is not None and "to" not in matter.about:
        text = "a confidential address is recorded for a minor: who may read this letter is for a person to decide"
        return (Fault("/patient/confidential_address", text, "Give --about to=patient or to=guardian."),)
    if _to_guardian(matter) and patient.guardian is None:
        return (Fault("/patient/guardian", "the guardian of a minor is not recorded"),)
    return ()


def _news_faults(matter: Matter) -> Faults:
    path = f"/requests/{matter.request.id}"
    if _news(matter) == "sent" and not (matter.request.date and matter.request.date.exact):
        return (Fault(f"{path}/date", "the exact day on which the request was sent is not recorded"),)
    approval = _approval(matter)
    if _news(matter) == "approved" and approval is None:
        text = f"no authorization of the request {matter.request.id} is recorded"
        return (Fault("/authorizations", text, "Name another request with --request."),)
    if _news(matter) == "approved" and approval and approval.decided and approval.decided.first > matter.date:
        text = "the plan decided after the day of this letter"
        return (Fault(f"/authorizations/{approval.id}/decided", text, "Give the letter a later --date."),)
    if _news(matter) in ("denied", "more_information") and _denial(matter) is None:
        text = "no such notice of the plan for this request, dated on or before the day of this letter, is recorded"
        return (
            Fault("/denials", text, "Give the letter a later --date, if the notice came after the request."),
        )
    return ()


def patient_letter(of: LetterFacts, matter: Matter) -> Values:
    """Who reads it, at which address, and the news."""
    patient, person = of.case.patient, letter_people.patient(of)
    guardian = person["guardian"] if _to_guardian(matter) else None
    name = "confidential_address" if _uses_confidential(matter) else "address"
    denial, approval = _denial(matter), _approval(matter)
    return {
        "reader": guardian["name"] if guardian else person["name"],
        "reader_lines": letter_people.address(of, f"/patient/{name}", getattr(patient, name)),
        "guardian": guardian,
        "given_name": of.t.case("/patient/given_name", patient.given_name),
        "news": _news(matter),
        "detail": matter.about.get("detail") == "yes",
        "notice_date": of.date(f"/denials/{denial.id}/date", denial.date) if denial else None,
        "partly": _partly(matter),
        "answer_by": of.date(f"/denials/{denial.id}/respond_by", denial.respond_by) if denial else None,
        "approved_from": of.date(f"/authorizations/{approval.id}/valid_from", approval.valid_from)
        if approval
        else None,
        "approved_to": of.date(f"/authorizations/{approval.id}/valid_to", approval.valid_to)
        if approval
        else None,
    }


def _uses_confidential(matter: Matter) -> bool:
    """The confidential address is the patient's; a guardian is written to at the plain one."""
    return matter.case.patient.confidential_address is not None and not _to_guardian(matter)


def easy_to_read(document: Document) -> None:
    """ContentError when the filled letter measures above grade 8."""
    measured = reading_grade.grade(reading_grade.sentences_of(document))
    if measured > HARDEST_GRADE:
        raise ContentError(
            f"The letter to the patient reads at grade {measured:.1f}; at most {HARDEST_GRADE:.0f} is allowed.",
            why="A letter that the patient cannot follow helps nobody.",
            do="Use shorter sentences and words in the template, and in the paragraphs added to it.",
        )


# -- the representative --------------------------------------------------------------------------------


def representative_faults(matter: Matter) -> Faults:
    """The member, the plan, and who is to be named."""
    coverage, found = matter.case.coverage_of(matter.request), list(sender_faults(matter))
    payer = f"/coverage/{coverage.id}" if coverage else "/coverage"
    if coverage is None:
        found.append(Fault("/coverage", "the coverage that the request goes to is not recorded"))
    elif not coverage.member_id:
        found.append(Fault(f"{payer}/member_id", "the member number is not recorded"))
    if matter.case.clinician(_representative(matter)) is None:
        text = "who is to act for the member (--about representative=ID, or who orders) is not among the clinicians"
        found.append(Fault("/clinicians", text))
    if is_minor(matter) and matter.case.patient.guardian is None:
        found.append(Fault("/patient/guardian", "the guardian who signs for a minor is not recorded"))
    return tuple(found)


def _representative(matter: Matter) -> str | None:
    return matter.about.get("representative") or matter.request.ordered_by


def representative(of: LetterFacts, matter: Matter) -> Values:
    """Who is named, and who signs."""
    person = letter_people.patient(of)
    guardian = person["guardian"] if is_minor(matter) else None
    return {
        "representative": letter_people.clinician(of, matter.case.clinician(_representative(matter))),
        "signer": guardian["name"] if guardian else person["name"],
        "signer_relation": guardian["relation"] if guardian else None,
    }
