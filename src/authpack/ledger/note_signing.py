"""When a note was written, what a signature signs, and who has still to sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from authpack.domain.case import Case
from authpack.domain.course import Consent
from authpack.domain.dates import PartialDate, age_on
from authpack.domain.sessions import Session
from authpack.domain.signing import Signature, Written
from authpack.ledger.course_of import Course, minutes_of
from authpack.ledger.note_content import Paper, kinds_of, record_code
from authpack.ledger.note_problem import COMPLETE, LEGIBLE, OWN_JUDGEMENT, NoteProblem, refusal, warning

SIGNERS: dict[str, tuple[str, ...]] = {
    "session": ("operator", "clinician"),
    "paper": ("clinician",),
    "consent": ("patient", "clinician"),
}
"""Who signs a note of each family; a guardian may sign for a patient."""
MAJORITY: Final = 18
"""Years, in most states; where a state lets a younger patient consent, the record names no guardian."""
Family = Literal["session", "paper", "consent"]


def family_of(record: Session | Paper) -> Family:
    """Which people sign notes of this record."""
    if isinstance(record, Session):
        return "session"
    return "consent" if isinstance(record, Consent) else "paper"


def codes_of(course: Course, record: Session | Paper) -> tuple[str, ...]:
    """The record code of each note of a record, the one that its procedure code asks for first."""
    return tuple(record_code(course, kind, record) for kind in kinds_of(record))


def holds(signature: Signature, code: str) -> bool:
    """Whether the signature is for the note as the record stands."""
    return bool(code) and signature.record[: len(code)] == code


def signers_of(record: Session | Paper, case: Case) -> tuple[str, ...]:
    """Who signs the notes of a record: a consent is the guardian's where the patient is a minor or unable to decide."""
    if isinstance(record, Consent) and _guarded(record, case):
        return ("guardian", "clinician")
    return SIGNERS[family_of(record)]


def _guarded(record: Consent, case: Case) -> bool:
    return case.patient.guardian is not None and (record.capacity == "no" or is_minor(record, case))


def is_minor(record: Consent, case: Case) -> bool:
    """Whether the patient was under age on the day of the consent, or may have been."""
    return age_on(case.patient.birth_date, record.date.first)[0] < MAJORITY


def unsigned(record: Written, signers: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Those of the signers who have still to sign the note of that code."""
    given = {one.role for one in record.signatures if holds(one, code)}
    given |= {"patient"} if "guardian" in given else set()
    return tuple(role for role in signers if role not in given)


def late_by_days(record: Written, day: PartialDate) -> int | None:
    """Days from the service to the note; None when either day is not known exactly."""
    if record.written is None or not record.written.exact or not day.exact:
        return None
    return (record.written.first - day.first).days


def signing(path: str, record: Session | Paper, course: Course | None, case: Case) -> Iterator[NoteProblem]:
    """Contradictions of the dates and signatures of one record's notes."""
    end = record.end if isinstance(record, Session) else None
    late = late_by_days(record, record.date)
    if late is not None and late < 0:
        text = "the note was written before the day of service"
        yield refusal("written_before_service", f"{path}/written", text)
    if late == 0 and _earlier(record.written_time, end):
        text = "the note was written before the session ended"
        yield refusal("written_before_end", f"{path}/written_time", text)
    if late is not None and late > 0 and record.late_reason is None:
        text = "the note is a late entry and no reason is recorded (late_reason)"
        yield warning("late_without_reason", f"{path}/written", text, LEGIBLE)
    codes = codes_of(course, record) if course is not None and record.signatures else ()
    for place, one in enumerate(record.signatures):
        where = f"{path}/signatures/{place}"
        yield from _signer(where, one, record, case)
        if not any(holds(one, code) for code in codes):
            text = (
                "what the note prints was changed after it was signed, or the signature is for another note"
            )
            yield refusal("changed_after_signing", f"{where}/record", text)
        yield from _signed_when(where, one, record, end if one.date == record.date else None)


def _earlier(one: str | None, other: str | None) -> bool:
    mine, theirs = minutes_of(one), minutes_of(other)
    return mine is not None and theirs is not None and mine < theirs


def _signer(path: str, one: Signature, record: Session | Paper, case: Case) -> Iterator[NoteProblem]:
    """Whether the signer is somebody, and the person whose signature the note waits for."""
    if one.clinician is None and one.name is None:
        yield refusal("signer_unknown", path, "a signature names nobody", COMPLETE)
    if one.clinician is not None and case.clinician(one.clinician) is None:
        text = "the clinician named is not in the record"
        yield refusal("clinician_unknown", f"{path}/clinician", text)
    if one.role == "clinician" and one.clinician is None:
        text = (
            "a clinician's signature names no clinician of the record, so role and credentials are not known"
        )
        yield refusal("signer_role", f"{path}/role", text, LEGIBLE)
    given, expected = _name_of(one, case), _expected(one, record, case)
    if given is not None and expected is not None and _folded(given) != _folded(expected):
        text = f"the {one.role} who signed is not the {one.role} of this record"
        yield refusal("signer_unknown", f"{path}/name", text)
    if one.role == "clinician" and one.clinician and one.clinician not in _responsible(record):
        text = "another clinician signed than the one whom the note names"
        yield warning("signer_other", f"{path}/clinician", text, OWN_JUDGEMENT)


def _name_of(one: Signature, case: Case) -> str | None:
    person = case.clinician(one.clinician)
    return person.name if person else one.name


def _expected(one: Signature, record: Session | Paper, case: Case) -> str | None:
    """Whose signature belongs in that role; None where the record names nobody for it."""
    if one.role == "operator":
        return record.operator.name if isinstance(record, Session) else ""
    person = case.patient
    if one.role == "patient":
        return f"{person.given_name} {person.family_name}"
    if one.role == "guardian":
        return person.guardian.name if person.guardian else ""
    return None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _responsible(record: Session | Paper) -> tuple[str | None, ...]:
    if isinstance(record, Session):
        return (record.supervisor.clinician, record.threshold.by if record.threshold else None)
    return (
        getattr(record, "clinician", None),
        getattr(record, "decided_by", None),
        getattr(record, "physician", None),
    )


def _signed_when(path: str, one: Signature, record: Written, end: str | None) -> Iterator[NoteProblem]:
    if record.written is not None and one.date.last < record.written.first:
        yield refusal("signed_before_written", f"{path}/date", "the signature is older than the note")
    same_day = record.written is not None and one.date == record.written
    if _earlier(one.time, end) or (same_day and _earlier(one.time, record.written_time)):
        text = "the signature is older than the note or the session's end"
        yield refusal("signed_before_written", f"{path}/time", text)
