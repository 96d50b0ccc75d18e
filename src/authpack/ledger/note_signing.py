"""When a note was written, what a signature signs, and who has still to sign."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Literal

from authpack.domain.case import Case
from authpack.domain.dates import PartialDate
from authpack.domain.signing import Signature, Written
from authpack.ledger.course_of import minutes_of
from authpack.ledger.note_problem import COMPLETE, LEGIBLE, NoteProblem, refusal, warning

SIGNERS: dict[str, tuple[str, ...]] = {
    "session": ("operator", "clinician"),
    "paper": ("clinician",),
    "consent": ("patient", "clinician"),
}
"""Who signs a note of each family; a guardian signs for a patient."""
Family = Literal["session", "paper", "consent"]


def record_code(case: Case, request: str, record: Written) -> str:
    """What a signature signs: a short hash of the record of this note and of whom it is about."""
    data: dict[str, Any] = record.model_dump(mode="json", exclude={"signatures"}, exclude_defaults=True)
    person = case.patient
    about = [case.id, request, person.given_name, person.family_name, str(person.birth_date)]
    text = json.dumps([about, data], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def holds(signature: Signature, code: str) -> bool:
    """Whether the signature is for the record as it stands."""
    return signature.record[: len(code)] == code


def unsigned(record: Written, family: Family, code: str) -> tuple[str, ...]:
    """The roles that have still to sign."""
    given = {one.role for one in record.signatures if holds(one, code)}
    given |= {"patient"} if "guardian" in given else set()
    return tuple(role for role in SIGNERS[family] if role not in given)


def late_by_days(record: Written, day: PartialDate) -> int | None:
    """Days from the service to the note; None when either day is not known exactly."""
    if record.written is None or not record.written.exact or not day.exact:
        return None
    return (record.written.first - day.first).days


def signing(
    path: str, record: Written, day: PartialDate, end: str | None, case: Case, code: str
) -> Iterator[NoteProblem]:
    """Contradictions of the dates and signatures of one note."""
    late = late_by_days(record, day)
    if late is not None and late < 0:
        yield refusal(
            "written_before_service", f"{path}/written", "the note was written before the day of service"
        )
    if late == 0 and _earlier(record.written_time, end):
        text = "the note was written before the session ended"
        yield refusal("written_before_end", f"{path}/written_time", text)
    if late is not None and late > 0 and record.late_reason is None:
        text = "the note is a late entry and no reason is recorded (late_reason)"
        yield warning("late_without_reason", f"{path}/written", text, LEGIBLE)
    for place, one in enumerate(record.signatures):
        closing = end if one.date == day else None
        yield from _signature(f"{path}/signatures/{place}", one, record, closing, case, code)


def _earlier(one: str | None, other: str | None) -> bool:
    mine, theirs = minutes_of(one), minutes_of(other)
    return mine is not None and theirs is not None and mine < theirs


def _signature(
    path: str, one: Signature, record: Written, end: str | None, case: Case, code: str
) -> Iterator[NoteProblem]:
    if one.clinician is None and one.name is None:
        yield refusal("signer_unknown", path, "a signature names nobody", COMPLETE)
    if one.clinician is not None and case.clinician(one.clinician) is None:
        yield refusal("clinician_unknown", f"{path}/clinician", "the clinician named is not in the record")
    if one.role == "clinician" and one.clinician is None:
        text = (
            "a clinician's signature names no clinician of the record, so role and credentials are not known"
        )
        yield refusal("signer_role", f"{path}/role", text, LEGIBLE)
    if not holds(one, code):
        text = "the record was changed after it was signed, or the signature is for another note"
        yield refusal("changed_after_signing", f"{path}/record", text)
    if record.written is not None and one.date.last < record.written.first:
        yield refusal("signed_before_written", f"{path}/date", "the signature is older than the note")
    same_day = record.written is not None and one.date == record.written
    if _earlier(one.time, end) or (same_day and _earlier(one.time, record.written_time)):
        yield refusal(
            "signed_before_written",
            f"{path}/time",
            "the signature is older than the note or the session's end",
        )
