"""``authpack route``: the policy that judges, why, and what would settle a doubt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.functional.cli.runner import CLEAN, run

CASE = """\
schema: authpack.case/1
id: invented-route
invented: yes
patient: {{given_name: Marlowe, family_name: Testperson, birth_date: 1981-06-14}}
{more}
coverage:
  - {{id: cov1, {coverage}}}
requests:
  - {{id: r1, date: 2026-07-20, phase: initial, indication: mdd}}
"""
VIRGINIA = "facility: {address: {street: 1 Invented Way, city: Arlington, state: VA, zip: '00000'}}"


def written(folder: Path, coverage: str, more: str = "") -> Path:
    path = folder / "case.yaml"
    path.write_text(CASE.format(coverage=coverage, more=more), encoding="utf-8")
    return path


def it_names_the_policy_and_why(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = run(capsys, "route", written(tmp_path, "payer: UHC, line_of_business: commercial, state: TX"))
    assert done.code == 0
    assert done.out.startswith("optum-uhc-behavioral-tms, revision of 2025; prior authorization")
    assert "routes psychiatric uses" in " ".join(done.out.split())
    assert "read in the payer's or agency's own words" in " ".join(done.out.split())


def it_shows_both_policies_and_the_field_that_settles_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = written(tmp_path, "payer: Medicare, line_of_business: medicare, state: VA", VIRGINIA)
    done = run(capsys, "route", case)
    assert done.code == 4
    assert done.out.startswith("SEVERAL POLICIES FIT")
    for part in ("medicare-novitas-l34998", "medicare-palmetto-l34869", "(facility.address.county)"):
        assert part in done.out
    assert run(capsys, "check", case).code == 2


def it_says_that_it_knows_no_such_payer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = written(tmp_path, "payer: Invented Mutual of Nowhere, line_of_business: commercial")
    done = run(capsys, "route", case)
    assert (done.code, done.out.split("\n")[0]) == (4, "NO POLICY AT HAND CAN BE CHOSEN")
    assert "Invented Mutual" not in done.out + run(capsys, "check", case).err


def it_gives_every_step_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "route", CLEAN, "--format", "json")
    data = json.loads(done.out)
    assert (data["schema"], data["state"], data["explicit"]) == ("authpack.route/1", "found", True)
    assert data["steps"][0]["rule"] == "explicit"
    assert data["steps"][0]["reads"] == ["coverage.policy"]


def it_shows_the_laws_of_the_state(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = written(tmp_path, "payer: Aetna, line_of_business: commercial, state: CA, funding: fully_insured")
    assert "STATE LAWS (THEY CHANGE NO CRITERION)" in run(capsys, "route", case).out
    assert "SB 855" in run(capsys, "check", case).out


def it_warns_when_the_named_policy_is_another_payers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = written(tmp_path, "payer: UHC, line_of_business: commercial, state: TX, policy: aetna-cpb-0469")
    assert "WARNING" in run(capsys, "route", case).out
    assert "lead to optum-uhc-behavioral-tms" in " ".join(run(capsys, "check", case).out.split())


def it_routes_to_a_practices_own_policy(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = Path("payer_criteria/pacificsource/tms-commercial/undated.yaml")
    text = source.read_text("utf-8")
    text = text.replace("id: pacificsource-tms-commercial", "id: own-payer-tms", 1)
    text = text.replace("name: PacificSource\n", "name: Invented Mutual of Nowhere\n", 1)
    place = tmp_path / "own" / "mutual" / "tms" / "undated.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    case = written(tmp_path, "payer: Invented Mutual of Nowhere, line_of_business: commercial, state: OR")
    done = run(capsys, "route", case, "--policies", tmp_path / "own")
    assert (done.code, done.out.split(",")[0]) == (0, "own-payer-tms")
