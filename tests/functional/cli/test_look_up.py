"""``authpack drugs`` and ``schema``."""

from __future__ import annotations

import json

import pytest

from tests.functional.cli.runner import ROOT, run


def it_resolves_a_name_as_a_clinic_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "drugs", "Wellbutrin", "XL", "150", "mg")
    assert done.code == 0
    flat = " ".join(done.out.split())
    for part in (
        "(bupropion)",
        "Formulation XL",
        "candidates",
        "Label minimum",
        "source:",
        "never taken for a daily dose",
    ):
        assert part in flat


def it_suggests_names_for_a_misspelling(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "drugs", "setraline")
    assert done.code == 2
    assert "Did you mean: sertraline" in done.out


@pytest.mark.parametrize("name", ["sertraline and bupropion", "aspirin", "%"])
def it_names_no_drug_when_in_doubt(capsys: pytest.CaptureFixture[str], name: str) -> None:
    done = run(capsys, "drugs", name)
    assert done.code == 2
    assert done.out.startswith("No single drug")


def it_prints_something_for_every_drug(capsys: pytest.CaptureFixture[str]) -> None:
    from authpack.reference.drugs import all_drugs, find

    for drug in all_drugs():
        name = drug.generic.split(" (")[0]
        assert (run(capsys, "drugs", name).code == 0) is (find(name).drug is not None)


@pytest.mark.parametrize("name", ["case", "policy", "determination"])
def it_prints_the_schemas_as_they_are_shipped(capsys: pytest.CaptureFixture[str], name: str) -> None:
    out = run(capsys, "schema", name).out
    assert out == (ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8")
    assert json.loads(out)["$id"] == f"authpack.{name}/1"
