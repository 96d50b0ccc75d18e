"""Values that every note prints: who, when, written when, signed by whom."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from authpack.documents import letter_people, note_words, wording
from authpack.documents.note_matter import NoteMatter
from authpack.documents.trace import Traced
from authpack.domain.sessions import Session
from authpack.domain.signing import Signature, Suicidality
from authpack.ledger.note_content import record_code
from authpack.ledger.note_signing import holds, late_by_days, signers_of, unsigned

Values = dict[str, Any]


def common(matter: NoteMatter, kind: str) -> Values:
    """What each template of a note may name. kind: the name of the kind of note, which its record code holds too."""
    case, of = matter.case, matter.of
    code = record_code(matter.course, kind, matter.record)
    return {
        "practice": letter_people.practice(of),
        "patient": {
            "name": of.t.case(
                ["/patient/given_name", "/patient/family_name"],
                f"{case.patient.given_name} {case.patient.family_name}",
            ),
            "birth_date": of.date("/patient/birth_date", case.patient.birth_date),
            "mrn": of.c("/patient/mrn", case.patient.mrn),
        },
        "case_id": of.t.case("/id", case.id),
        "day": of.date(f"{matter.path}/date", matter.day),
        "record_code": of.t.program(code),
        "created": _created(matter),
        "signing": signing(matter, code),
        "invented": case.invented == "yes",
    }


def _created(matter: NoteMatter) -> Values:
    """When the note was created, and whether that is a late entry."""
    record, of, path = matter.written, matter.of, matter.path
    late = late_by_days(record, matter.day)
    return {
        "date": of.date(f"{path}/written", record.written),
        "time": of.c(f"{path}/written_time", record.written_time),
        "late": of.t.computed(
            "days from the service to the note",
            inputs=[f"{path}/written", f"{path}/date"],
            text=wording.plural(late, "day"),
        )
        if late
        else None,
        "reason": of.t.statement(f"{path}/late_reason", record.late_reason) if record.late_reason else None,
    }


def signing(matter: NoteMatter, code: str) -> Values:
    """Who has signed, and a line for everybody who has not."""
    open_roles = unsigned(matter.written, signers_of(matter.record, matter.case), code)
    signed = [
        signature(matter, place, one)
        for place, one in enumerate(matter.written.signatures)
        if holds(one, code)
    ]
    return {
        "signed": signed,
        "open": [{"role": note_words.ROLES[role], "name": _expected(matter, role)} for role in open_roles],
        "complete": not open_roles,
    }


def signature(matter: NoteMatter, place: int, one: Signature) -> Values:
    """One recorded signature."""
    of, path = matter.of, f"{matter.path}/signatures/{place}"
    person = matter.case.clinician(one.clinician)
    name = clinician(matter, f"{path}/clinician", one.clinician) if person else of.c(f"{path}/name", one.name)
    return {
        "name": name,
        "role": note_words.ROLES[one.role].lower(),
        "date": of.date(f"{path}/date", one.date),
        "time": of.c(f"{path}/time", one.time),
    }


def _expected(matter: NoteMatter, role: str) -> Traced | None:
    """Whose signature a line waits for, where the record names the person."""
    record = matter.record
    if role == "operator":
        return operator_words(matter, record) if isinstance(record, Session) else None
    guardian = matter.case.patient.guardian
    if role == "guardian" and guardian is not None:
        return matter.of.t.case("/patient/guardian/name", guardian.name)
    if role == "patient":
        one = matter.case.patient
        paths = ["/patient/given_name", "/patient/family_name"]
        return matter.of.t.case(paths, f"{one.given_name} {one.family_name}")
    supervisor = getattr(record, "supervisor", None)
    for path, named in (
        (f"{matter.path}/clinician", getattr(record, "clinician", None)),
        (f"{matter.path}/decided_by", getattr(record, "decided_by", None)),
        (f"{matter.path}/supervisor/clinician", supervisor.clinician if supervisor else None),
    ):
        if named is not None:
            return clinician(matter, path, named)
    return None


def operator_words(matter: NoteMatter, one: Session) -> Traced | None:
    """The operator by name and credentials."""
    path, found = f"{matter.path}/operator", one.operator
    if found.name is None:
        return None
    text = f"{found.name}, {found.credentials}" if found.credentials else found.name
    return matter.of.t.case([f"{path}/name", f"{path}/credentials"], text)


def clinician(matter: NoteMatter, path: str, identifier: str | None) -> Traced | None:
    """A clinician by name and credentials; the id where the case does not hold the person."""
    person = matter.case.clinician(identifier)
    if person is None:
        return matter.of.c(path, identifier)
    name = f"{person.name}, {person.credentials}" if person.credentials else person.name
    return matter.of.t.case([path, f"/clinicians/{person.id}"], name)


def said(matter: NoteMatter, path: str, text: str | None) -> Traced | None:
    """Somebody's own words."""
    return matter.of.t.statement(path, text) if text else None


def word(matter: NoteMatter, path: str, value: str, table: Mapping[str, str]) -> Traced | None:
    """A closed word in English; None for unknown."""
    return matter.of.c(path, table.get(value))


def number(matter: NoteMatter, path: str, value: Decimal | int | None, unit: str = "") -> Traced | None:
    """A number with its unit, as recorded."""
    return None if value is None else matter.of.t.case(path, f"{plain_number(value)}{unit}")


def plain_number(value: Decimal | int) -> str:
    """Without an exponent or trailing zeros: 37.50 is 37.5, 120 is 120."""
    text = f"{value:f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def suicidality(matter: NoteMatter, one: Suicidality) -> Values | None:
    """What was asked about suicide, and what followed; None when nothing was asked."""
    if not one.asked:
        return None
    path = f"{matter.path}/suicidality"
    return {
        "item_9": number(matter, f"{path}/item_9", one.item_9),
        "c_ssrs": number(matter, f"{path}/c_ssrs", one.c_ssrs),
        "behavior": word(matter, f"{path}/behavior", one.behavior, note_words.YES_NO),
        "positive": one.positive,
        "clinician": clinician(matter, f"{path}/clinician", one.clinician),
        "assessed": matter.of.c(f"{path}/assessed", one.assessed),
        "assessment": said(matter, f"{path}/assessment", one.assessment),
        "disposition": said(matter, f"{path}/disposition", one.disposition),
    }
