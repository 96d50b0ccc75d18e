"""The generated JSON Schemas accept what the program accepts, as strict text and as editors read YAML."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError
from tools.build_schemas import (
    case_schema,
    comparison_schema,
    denial_schema,
    determination_schema,
    manifest_schema,
    overlay_schema,
    policy_schema,
    registry_schema,
    route_schema,
    trace_schema,
)

from authpack.cli.new import TEMPLATE
from authpack.criteria.overlay import Overlay
from authpack.textio import load_path
from tests.functional.cli.runner import CLEAN, EXAMPLES, ROOT, run

CASES = [
    *sorted(EXAMPLES.glob("*.yaml")),
    *sorted((ROOT / "payer_criteria" / "patients").glob("*.yaml")),
    TEMPLATE,
]
POLICIES = sorted(path for path in (ROOT / "payer_criteria").glob("*/*/*.yaml"))


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 core, as editors read it: numbers are numbers, yes and 2026-01-05 are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith((":bool", ":timestamp"))]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


CASE, POLICY = validator("case"), validator("policy")


def complaints(check: Draft202012Validator, data: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in check.iter_errors(data)]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("case", case_schema),
        ("policy", policy_schema),
        ("determination", determination_schema),
        ("route", route_schema),
        ("comparison", comparison_schema),
        ("manifest", manifest_schema),
        ("denial", denial_schema),
        ("overlay", overlay_schema),
        ("registry", registry_schema),
        ("trace", trace_schema),
    ],
)
def it_is_what_the_models_give(name: str, made: Any) -> None:
    stored = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    assert stored == json.loads(json.dumps(made()))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def it_accepts_every_case_as_text_and_as_an_editor_reads_it(path: Path) -> None:
    assert complaints(CASE, load_path(path).data) == []
    assert complaints(CASE, yaml.load(path.read_text("utf-8"), EditorLoader)) == []


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: "/".join(path.parts[-3:]))
def it_accepts_every_policy_as_text_and_as_an_editor_reads_it(path: Path) -> None:
    assert complaints(POLICY, load_path(path).data) == []
    assert complaints(POLICY, yaml.load(path.read_text("utf-8"), EditorLoader)) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("patient", "sex"), "f"),
        (("patient", "surname"), "x"),
        (("patient", "birth_date"), "23.11.1988"),
        (("facility", "emergency_response_minutes"), "four"),
        (("facility", "emergency_response_minutes"), -1),
        (("trials",), []),
        (("schema",), "authpack.case/2"),
    ],
)
def but_it_refuses_what_the_record_may_not_hold(place: tuple[str, ...], value: Any) -> None:
    data = copy.deepcopy(load_path(CLEAN).data)
    inner = data
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert complaints(CASE, data)


def but_it_refuses_a_policy_with_a_typo_in_a_key() -> None:
    data = copy.deepcopy(load_path(next(path for path in POLICIES if "washington" in str(path))).data)
    tree = data["criteria"][0]["tree"]
    tree["alloff"] = tree.pop("all_of")
    assert complaints(POLICY, data)


def it_accepts_a_denial_file_as_authpack_writes_it() -> None:
    from authpack import api

    found = api.read_denial(ROOT / "examples" / "denials" / "01-optum-adverse.txt")
    file = api.confirm_denial(found, accept=["all"], request="r1", by="B", on="2026-03-09")
    check = validator("denial")
    assert complaints(check, api.denial_data(file)) == []
    assert complaints(check, {**api.denial_data(file), "schema": "authpack.case/1"})


def it_describes_fields_by_their_docstrings() -> None:
    schema = case_schema()
    trial = schema["$defs"]["MedicationTrial"]["properties"]
    assert trial["weeks_at_max"]["description"] == "Weeks at ``max_dose`` as stated in the chart."
    assert policy_schema()["$defs"]["leaf.trials"]["properties"]["review_roles"]["description"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def it_describes_what_route_prints(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    request = ["--request", "r1"]
    done = run(capsys, "route", path, *request, "--format", "json")
    if done.code != 2:
        assert complaints(validator("route"), json.loads(done.out)) == []


@pytest.mark.parametrize("name", ["01-clean-approval", "09-ocd", "10-continuation"])
def it_describes_what_compare_prints(capsys: pytest.CaptureFixture[str], name: str) -> None:
    done = run(capsys, "compare", EXAMPLES / f"{name}.yaml", "--format", "json")
    assert complaints(validator("comparison"), json.loads(done.out)) == []


REGISTRY = load_path(ROOT / "payer_criteria" / "registry.yaml").data


def it_accepts_the_registry() -> None:
    assert complaints(validator("registry"), REGISTRY) == []


def but_it_refuses_a_payer_without_the_reason_why_no_rule_is_held() -> None:
    rows = [{**row, "reason": None} for row in REGISTRY["not_encoded"]]
    assert complaints(validator("registry"), {**REGISTRY, "not_encoded": rows})


OVERLAY = {
    "schema": "authpack.policy-overlay/1",
    "policy": "washington-hta-htcc-tms",
    "revision": "2023-06-29",
    "base": "0" * 64,
    "effective_from": "2026-10-01",
    "reason": "The payer's letter of that day.",
    "by": "A. Biller",
    "set": {"initial.medication": {"at_least": "3"}},
}


@pytest.mark.parametrize("day", ["2026-10-01", "unknown"])
def it_accepts_an_overlay_as_the_program_does(day: str) -> None:
    overlay = {**OVERLAY, "effective_from": day}
    assert complaints(validator("overlay"), overlay) == []
    assert Overlay.model_validate(overlay)


@pytest.mark.parametrize(
    "wrong", [{"effective_from": "2026-10"}, {"base": "0" * 63}, {"set": {}}, {"because": "x"}]
)
def but_it_refuses_an_overlay_that_the_program_refuses(wrong: dict[str, Any]) -> None:
    assert complaints(validator("overlay"), {**OVERLAY, **wrong})
    with pytest.raises(ValidationError):
        Overlay.model_validate({**OVERLAY, **wrong})


def _traces() -> Iterator[dict[str, Any]]:
    """Of a letter, a draft without a policy date, an appeal, notes, a packet and a filled form."""
    from authpack import api

    clean = api.load_case(CLEAN)
    judged = api.check(clean)
    silent = api.load_case(EXAMPLES / "08-safety-flag.yaml")
    packed = api.load_case(EXAMPLES / "18-packet.yaml")
    form, mapping = api.universal_form()
    yield api.letter(clean, judged).trace
    yield api.letter(clean, judged, kind="patient_letter", about={"news": "sent"}).trace
    yield api.letter(silent, api.check(silent), allow_gaps=True).trace
    yield api.appeal(api.load_case(EXAMPLES / "16-denied.yaml")).trace
    notes = api.course_notes(api.load_case(EXAMPLES / "15-course-with-sessions.yaml"), record="s01")
    yield from (one.note.trace for one in notes if one.note)
    yield api.packet(packed, api.check(packed), api.Order(folder=EXAMPLES)).trace
    yield api.fill_form(clean, api.form_bytes(form), api.load_form_mapping(mapping), judged).trace


def it_describes_every_kind_of_trace() -> None:
    check, found = validator("trace"), [json.loads(json.dumps(one)) for one in _traces()]
    assert len({one["document"] for one in found}) == 7
    assert [complaints(check, one) for one in found] == [[]] * len(found)


@pytest.mark.parametrize(
    "wrong",
    [{"values": [{"id": "t1", "kind": "guess", "text": "x", "paths": []}]}, {"draft": "no"}, {"note": ""}],
)
def but_it_refuses_a_trace_that_says_something_else(wrong: dict[str, Any]) -> None:
    assert complaints(validator("trace"), {**next(_traces()), **wrong})
