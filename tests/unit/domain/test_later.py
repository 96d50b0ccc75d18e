"""Models that are loaded when a record first holds one: nothing but the time of loading differs."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from authpack import content
from authpack.domain.case import Case
from authpack.domain.denials import Denial
from authpack.domain.later import Later
from tests.builders import case, case_data

DENIAL: dict[str, Any] = {
    "id": "d1",
    "request": "r1",
    "date": "2026-02-20",
    "denied": [{"code": "90867", "units": 1}],
}
LOADED_BY_A_CHECK = """
import sys
from pathlib import Path
from authpack import api
case = api.load_case(Path(sys.argv[1]))
api.explain(api.check(case), case)
print(*(name for name in sys.modules if name.startswith("authpack.domain.")))
"""


class Eager(BaseModel):
    """The same list with the model itself."""

    denials: tuple[Denial, ...] = ()


def faults(model: type[BaseModel], data: dict[str, Any]) -> list[tuple[Any, ...]]:
    with pytest.raises(ValidationError) as found:
        model.model_validate(data)
    return [(one["type"], one["loc"], one["msg"]) for one in found.value.errors(include_url=False)]


def it_makes_the_model_itself() -> None:
    made = case(denials=[DENIAL]).denials[0]
    assert type(made) is Denial
    assert made == Denial.model_validate(DENIAL)


def it_takes_a_model_that_is_made_already() -> None:
    made = Denial.model_validate(DENIAL)
    assert case(denials=[made]).denials == (made,)


@pytest.mark.parametrize(
    "denials",
    [
        [{**DENIAL, "dated": "2026-02-20"}],
        [{**DENIAL, "kind": "refused"}],
        [DENIAL, {"id": "d2", "denied": [{"code": "x"}]}],
        ["refused"],
        [None],
        [[]],
        {"id": "d1"},
        None,
    ],
)
def it_names_the_same_faults_at_the_same_places(denials: Any) -> None:
    assert faults(Case, case_data(denials=denials)) == faults(Eager, {"denials": denials})


@pytest.mark.parametrize("ways", [{}, {"mode": "json"}, {"mode": "json", "exclude_defaults": True}])
def it_is_written_out_as_the_model(ways: dict[str, Any]) -> None:
    eager = Eager.model_validate({"denials": [DENIAL]})
    assert case(denials=[DENIAL]).model_dump(**ways)["denials"] == eager.model_dump(**ways)["denials"]


def it_stands_under_its_own_name_in_the_json_schema() -> None:
    made, eager = Case.model_json_schema(), Eager.model_json_schema()
    assert made["properties"]["denials"]["items"] == {"$ref": "#/$defs/Denial"}
    assert made["$defs"]["Denial"] == eager["$defs"]["Denial"]


def it_shows_the_fields_of_the_model() -> None:
    assert Later("authpack.domain.denials", "Denial").model_fields == Denial.model_fields


def it_leaves_courses_sessions_and_denials_unloaded_for_a_first_request() -> None:
    example = content.examples_root() / "01-clean-approval.yaml"
    done = subprocess.run(
        [sys.executable, "-c", LOADED_BY_A_CHECK, str(example)], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "authpack.domain.clinical" in loaded
    assert not loaded & {"authpack.domain.course", "authpack.domain.sessions", "authpack.domain.denials"}
