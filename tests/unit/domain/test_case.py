"""The record: closed fields, unique ids, frozen, silent about values, no hidden characters."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from authpack.domain.base import OpenList
from authpack.domain.case import Case
from authpack.domain.clinical import MedicationTrial
from tests.builders import (
    Data,
    case,
    case_data,
    complete,
    course,
    diagnosis,
    incomplete,
    score,
    therapy,
    trial,
)


def refused(data: Data) -> str:
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(data)
    return str(caught.value)


FIRST_TRIAL = ("trials", "items", 0)


def faulty(data: Data) -> set[tuple[int | str, ...]]:
    """The fields that are refused: a refusal for another field's sake would prove nothing."""
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(data)
    return {error["loc"] for error in caught.value.errors()}


def it_reads_a_silent_record() -> None:
    made = case()
    assert made.trials.items == ()
    assert not made.trials.is_complete
    assert made.screen.mania.status == "not_assessed"
    assert made.ect.candidate == "unknown"


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data.update(diagnosis="F33.2"),
        lambda data: data["patient"].update(age=44),
        lambda data: data["requests"][0].update(taget="left_dlpfc"),
        lambda data: data["clinicians"][0].update(NPI="1234567893"),
        lambda data: data.update(trials={"items": [], "completed": "yes"}),
        lambda data: data.update(trials=complete({**trial("t1", "sertraline"), "dosage": "50 mg"})),
        lambda data: data.update(screen={"epilepsy": {"status": "absent"}}),
    ],
)
def it_refuses_fields_that_it_does_not_know(edit: Any) -> None:
    data = copy.deepcopy(case_data())
    edit(data)
    assert "Extra inputs are not permitted" in refused(data)


@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("trials", trial("x", "sertraline")),
        ("scores", score("x", "PHQ-9", 20, "2026-01-01")),
        ("psychotherapy", therapy("x")),
        ("prior_tms", course("x")),
        ("diagnoses", {"id": "x", "code": "F33.2"}),
        ("episodes", {"id": "x"}),
        ("comorbidities", {"id": "x", "condition": "asthma"}),
        ("current_medicines", {"id": "x", "drug": "loratadine"}),
        ("admissions", {"id": "x"}),
        ("suicide_attempts", {"id": "x"}),
    ],
)
def it_wants_unique_ids_in_each_list(field: str, item: Data) -> None:
    assert "the same id" in refused(case_data(**{field: complete(item, dict(item))}))
    Case.model_validate(case_data(**{field: complete(item, {**item, "id": "y"})}))


@pytest.mark.parametrize("name", ["implants", "seizures"])
def it_wants_unique_ids_in_the_screen_too(name: str) -> None:
    item = {"id": "x", **({"item": "clip"} if name == "implants" else {})}
    assert "the same id" in refused(case_data(screen={name: complete(item, dict(item))}))


def it_lets_two_lists_use_the_same_id() -> None:
    made = Case.model_validate(
        case_data(trials=complete(trial("x", "sertraline")), psychotherapy=complete(therapy("x")))
    )
    assert made.trials.items[0].id == made.psychotherapy.items[0].id == "x"


@pytest.mark.parametrize("identifier", ["", " ", "a b", "-a", "a/b", "ä", "a" * 61, "../x", "a\n"])
def it_wants_ids_that_can_stand_in_paths_and_file_names(identifier: str) -> None:
    assert faulty({**case_data(), "id": identifier}) == {("id",)}


HIDDEN = {
    "null": "\x00",
    "bell": "\x07",
    "escape": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "zero-width space": "\u200b",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "private use": "\ue000",
    "byte-order mark": "\ufeff",
}


@pytest.mark.parametrize("name", HIDDEN)
def it_refuses_control_and_hidden_characters(name: str) -> None:
    bad = f"sertra{HIDDEN[name]}line"
    assert faulty(case_data(trials=complete(trial("t1", bad)))) == {(*FIRST_TRIAL, "drug")}
    noted = case_data(trials=complete(trial("t1", "sertraline", note=bad)))
    assert faulty(noted) == {(*FIRST_TRIAL, "note")}


def it_refuses_a_line_break_in_a_line_but_not_in_a_text() -> None:
    refused(case_data(trials=complete(trial("t1", "sertra\nline"))))
    made = case(trials=complete(trial("t1", "sertraline", note="one\n\ttwo")))
    assert made.trials.items[0].note == "one\n\ttwo"


@pytest.mark.parametrize("text", ["", "   ", "x" * 301])
def it_refuses_an_empty_or_endless_line(text: str) -> None:
    assert faulty(case_data(trials=complete(trial("t1", text)))) == {(*FIRST_TRIAL, "drug")}


def it_never_repeats_a_patients_value_in_a_refusal() -> None:
    data = case_data(
        patient={"given_name": "Zebulon", "family_name": "Secretname", "birth_date": "1981-31-12"}
    )
    message = refused(data)
    assert "birth_date" in message
    for value in ("Zebulon", "Secretname", "1981"):
        assert value not in message


def it_is_frozen() -> None:
    made = case(diagnoses=diagnosis())
    with pytest.raises(ValidationError):
        made.id = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        made.diagnoses.items[0].code = "F33.1"  # type: ignore[misc]


@pytest.mark.parametrize("schema", ["authpack.case/2", "authpack.case/0", "", None])
def it_reads_this_schema_only(schema: str | None) -> None:
    assert faulty({**case_data(), "schema": schema}) == {("schema",)}


def it_takes_completeness_only_as_stated() -> None:
    assert OpenList[MedicationTrial].model_validate(complete()).is_complete
    assert not OpenList[MedicationTrial].model_validate(incomplete()).is_complete
    refused(case_data(trials={"items": [], "complete": "unknown"}))


@pytest.mark.parametrize(
    ("state", "response", "stop_reason"),
    [("ongoing", "partial", "unknown"), ("stopped", "lost", "cost"), ("never_started", "unknown", "other")],
)
def it_keeps_state_response_and_stop_reason_apart(state: str, response: str, stop_reason: str) -> None:
    made = case(
        trials=complete(trial("t1", "sertraline", state=state, response=response, stop_reason=stop_reason))
    )
    one = made.trials.items[0]
    assert (one.state, one.response, one.stop_reason) == (state, response, stop_reason)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "paused"},
        {"response": "some"},
        {"stop_reason": "tired of it"},
        {"max_dose": "50 mg"},
        {"weeks_total": "-1"},
        {"adherence_percent": "101"},
        {"start": "last spring"},
    ],
)
def it_refuses_values_outside_the_closed_words(fields: Data) -> None:
    data = case_data(trials=complete(trial("t1", "sertraline", **fields)))
    assert faulty(data) == {(*FIRST_TRIAL, name) for name in fields}


# -- looking things up -----------------------------------------------------------------------------


def it_finds_people_and_requests_by_id() -> None:
    made = case()
    found = made.clinician("c1")
    assert found is not None
    assert found.role == "psychiatrist"
    assert made.clinician("c9") is None
    assert made.clinician(None) is None
    assert made.request("r1") is made.requests[0]
    assert made.request("r9") is None


def it_takes_the_named_coverage_else_the_primary_one() -> None:
    covers = [{"id": "b", "order": "secondary", "payer": "B"}, {"id": "a", "order": "primary", "payer": "A"}]

    def chosen(record: Case) -> str | None:
        found = record.coverage_of(record.requests[0])
        return found.id if found else None

    assert chosen(case(coverage=covers)) == "a"
    assert chosen(case({"coverage": "b"}, coverage=covers)) == "b"
    assert chosen(case({"coverage": "z"}, coverage=covers)) is None
    assert chosen(case()) is None
