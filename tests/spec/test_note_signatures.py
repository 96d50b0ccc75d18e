"""What a signature on a note covers: everything in the record that this kind of note prints, and nothing of another note."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from authpack import api
from authpack.documents.note_common import common
from authpack.documents.note_kinds import KINDS
from authpack.documents.notes import Notes
from authpack.documents.trace import Tracer
from authpack.domain.case import Case
from authpack.errors import AuthpackError
from authpack.ledger.course_of import courses
from authpack.ledger.note_content import PAPER_KINDS, kinds_of, record_code
from tests.functional.notes.support import Change, Data, changed, checked, severity, text_of, written

RECORDS = {
    "treatment_plan": "o1", "consent_checklist": "k1", "mapping_note": "s01", "session_note": "s22",
    "redetermination_note": "s16", "progress_review": "v1", "adverse_event_note": "s09", "early_stop_note": "b1",
    "course_summary": "f1",
}  # fmt: skip
KEPT = ("s01", "s09", "s16", "s22")


def small() -> Data:
    """The example with five sessions, so that many changes of it can be tried."""
    data = changed(("risk_benefit", [{"id": "w1", "item": "implants", "conclusion": "proceed", "mitigation": "Far away.",
                                      "clinician": "c2", "date": "2026-09-30"}]))  # fmt: skip
    data["scores"]["items"] = data["scores"]["items"][8:]
    data["sessions"] = [one for one in data["sessions"] if one["id"] in KEPT]
    data["screen"]["implants"]["items"] = [
        {"id": "i1", "item": "clip", "kind": "metal", "location": "abdomen", "distance_cm": "60"}
    ]
    data["sessions"][1]["suicidality"] = {"item_9": "1", "c_ssrs": "1", "behavior": "no", "clinician": "c1",
                                          "assessed": "9:35", "assessment": "Passive.", "disposition": "Goes on."}  # fmt: skip
    data["trials"]["items"], data["psychotherapy"]["items"] = [], []
    data["sources"] = data["attachments"] = data["symptoms"] = data["function"] = []
    return data


def codes_and_words(case: Case) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Kind -> the record code of its note, and every value that its template is given, as printed."""
    notes, found_ = Notes(case), {}
    for kind in KINDS.values():
        record = next((one for one in notes.records(kind) if one.id == RECORDS[kind.name]), None)
        if record is None:
            continue
        tracer = Tracer()
        matter = notes._matter(record, f"/{kind.of}/{record.id}", tracer)
        code = str(common(matter, kind.name)["record_code"].plain)
        kind.values(matter)
        found_[kind.name] = code, tuple(one.text for one in tracer.traces if one.text != code)
    return found_


def leaves(value: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every single value of the record."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*steps, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*steps, place))
    else:
        yield steps


def others(value: str) -> Iterator[str]:
    """Values that may stand instead of one: the next number, another day, the other answer, other words."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield f"{value[:8]}{int(value[8:]) % 28 + 1:02}"
    elif re.fullmatch(r"\d+", value):
        yield str(int(value) + 1)
        yield str(max(int(value) - 1, 0))
    elif re.fullmatch(r"\d+:\d\d", value):
        yield f"{value[:-2]}{(int(value[-2:]) + 1) % 60:02}"
    elif value in ("yes", "no"):
        yield "no" if value == "yes" else "yes"
    yield f"{value} changed"
    yield from ("other", "unknown")


def with_other(data: Data, steps: tuple[Any, ...]) -> Case | None:
    """The record with one value changed, if any other value can stand there."""
    made = copy.deepcopy(data)
    here: Any = made
    for step in steps[:-1]:
        here = here[step]
    before = here[steps[-1]]
    for value in others(str(before)):
        here[steps[-1]] = value
        try:
            return api.load_case(json.dumps(made))
        except AuthpackError:
            continue
    return None


ONLY = {
    1: ("adverse_events", "suicidality"),
    2: ("threshold", "previous_threshold", "redetermination_reason", "redetermination_detail"),
}
"""Of the second and third session: what only they have."""
TOPS = sorted(set(small()) - {"schema", "id"})


@pytest.mark.parametrize("top", TOPS)
def it_breaks_with_every_change_of_what_the_note_prints(top: str) -> None:
    data = small()
    before = codes_and_words(api.load_case(json.dumps(data)))
    uncovered = []
    for steps in leaves(data[top], (top,)):
        if top == "sessions" and steps[2] not in ONLY.get(steps[1], (steps[2],)):
            continue
        if steps[-1] in ("id", "session") or (case := with_other(data, steps)) is None:
            continue
        try:
            after = codes_and_words(case)
        except (AssertionError, KeyError, AuthpackError):
            continue  # the changed record has no such note any more
        uncovered += [
            (kind, steps)
            for kind, (code, words) in after.items()
            if words != before[kind][1] and code == before[kind][0]
        ]
    assert uncovered == []


def _code(kind: str, record: str, *changes: Change) -> str:
    """The record code of one note of the changed example."""
    case = api.load_case(json.dumps(changed(*changes)))
    papers: tuple[Any, ...] = (
        *case.sessions,
        *case.consents,
        *case.plans,
        *case.reviews,
        *case.early_stops,
        *case.course_ends,
    )
    return record_code(courses(case)[0], kind, next(one for one in papers if one.id == record))


def _signed(path: str, code: str, **person: str) -> Change:
    row = {"role": "clinician", "clinician": "c1", "date": "2026-12-17", "record": code, **person}
    return (f"{path}/signatures", [{name: value for name, value in row.items() if value}])


class DescribeTheRecordCode:
    @pytest.mark.parametrize(("kind", "record", "path", "change"), [
        ("course_summary", "f1", "course_ends/f1", ("scores/items/s15/total", "14")),
        ("course_summary", "f1", "course_ends/f1", ("sessions/s22/blocks/0/trains", "57")),
        ("progress_review", "v1", "reviews/v1", ("scores/items/s12/total", "6")),
        ("treatment_plan", "o1", "plans/o1", ("requests/r1/device", "MagPro R30")),
        ("treatment_plan", "o1", "plans/o1", ("requests/r1/codes", [{"code": "90868", "units": "44"}])),
        ("mapping_note", "s01", "sessions/s01", ("consents/k1/date", "2026-10-11")),
        ("mapping_note", "s01", "sessions/s01", ("screen/seizure_disorder/status", "present")),
        ("session_note", "s12", "sessions/s12", ("authorizations/z1/number", "OTHER")),
        ("session_note", "s12", "sessions/s12", ("practice/phone", "509-555-0199")),
        ("early_stop_note", "b1", "early_stops/b1", ("sessions/s22/blocks/0/pulses", "2319")),
    ])  # fmt: skip
    def it_breaks_a_signature_when_what_is_printed_is_changed(
        self, kind: str, record: str, path: str, change: Change
    ) -> None:
        signed = _signed(path, _code(kind, record))
        assert severity("changed_after_signing", signed) is None
        assert severity("changed_after_signing", signed, change) == "refusal"

    def but_it_holds_when_something_else_is_changed(self) -> None:
        signed = _signed("sessions/s12", _code("session_note", "s12"))
        assert severity("changed_after_signing", signed, ("sessions/s13/pain", "4")) is None

    def it_is_another_one_for_each_kind_of_note_of_one_session(self) -> None:
        assert _code("session_note", "s03") != _code("adverse_event_note", "s03")

    def it_signs_the_adverse_event_note_and_not_the_session_note(self) -> None:
        rows = _signed("sessions/s03", _code("adverse_event_note", "s03"))
        assert severity("changed_after_signing", rows) is None
        assert "Signed by Aurelio" in text_of(written("s03", rows, kind="adverse_event_note"))
        assert "Signed by Aurelio" not in text_of(written("s03", rows, kind="session_note"))
        assert "/sessions/s03" in checked(rows).unsigned

    def it_knows_the_kinds_that_the_templates_have(self) -> None:
        case = api.load_case(json.dumps(changed()))
        known = {kind for one in case.sessions for kind in kinds_of(one)} | set(PAPER_KINDS.values())
        assert known == set(KINDS)


class DescribeTheSigner:
    @pytest.mark.parametrize(("name", "answer"), [
        ("Casimir Placeholder", None), ("casimir  placeholder", None), ("Imogen Nullham", "refusal"), ("Somebody Else", "refusal"),
    ])  # fmt: skip
    def it_refuses_an_operator_who_did_not_run_the_session(self, name: str, answer: str | None) -> None:
        row = _signed("sessions/s12", _code("session_note", "s12"), role="operator", clinician="", name=name)
        assert severity("signer_unknown", row) == answer

    def it_refuses_a_patient_or_guardian_of_another_name(self) -> None:
        code = _code("consent_checklist", "k1")
        for role, name, answer in (
            ("patient", "Perpetua Notareal", None), ("patient", "Somebody Else", "refusal"), ("guardian", "A Brother", "refusal"),
        ):  # fmt: skip
            row = _signed("consents/k1", code, role=role, clinician="", name=name)
            assert severity("signer_unknown", row) == answer

    def it_warns_of_another_clinician_than_the_one_named(self) -> None:
        code = _code("session_note", "s12")
        assert severity("signer_other", _signed("sessions/s12", code, clinician="c2")) is None
        assert severity("signer_other", _signed("sessions/s12", code)) == "warning"
