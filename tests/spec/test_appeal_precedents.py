"""Published outcomes: nothing without a number of cases and a source, no rate on too few, nothing that circulates without data."""

from __future__ import annotations

import copy
import math
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from authpack.denials.precedents import Precedents, precedents, sentence
from authpack.denials.rights import all_rights

ROOT = Path(__file__).parents[2]
FILE = ROOT / "src" / "authpack" / "denials" / "data" / "precedents.yaml"
ROWS = [(body, group) for body in precedents().sets for group in body.groups]


def data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    loaded["date"] = str(loaded["date"])
    return copy.deepcopy(loaded)


def group(loaded: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in loaded["sets"][0]["groups"] if one["id"] == name)
    return found


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson), in percent."""
    z, p = 1.959964, k / n
    middle, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return 100 * (middle - spread) / (1 + z * z / n), 100 * (middle + spread) / (1 + z * z / n)


@pytest.mark.parametrize(("body", "one"), ROWS, ids=[one.id for _, one in ROWS])
def it_states_n_and_years_with_every_row(body: Any, one: Any) -> None:
    said = sentence(body, one)
    assert f"{one.overturned} of {one.n} denials overturned" in said
    assert f"{body.first_year}-{body.last_year}" in said
    assert body.source
    assert body.grade == "read"


@pytest.mark.parametrize(("body", "one"), ROWS, ids=[one.id for _, one in ROWS])
def it_gives_rates_that_follow_from_the_numbers(body: Any, one: Any) -> None:
    if one.share is None:
        return
    low, high = wilson(one.overturned, one.n)
    assert abs(float(one.share) - 100 * one.overturned / one.n) < 0.051
    assert abs(float(one.interval[0]) - low) < 0.15
    assert abs(float(one.interval[1]) - high) < 0.15


def it_prints_no_rate_on_too_few() -> None:
    few = [(body, one) for body, one in ROWS if one.n < precedents().least_for_a_rate]
    assert few
    for body, one in few:
        assert "%" not in sentence(body, one)
        assert "too few to state a rate" in sentence(body, one)


@pytest.mark.parametrize(("n", "fails"), [(29, True), (30, False), (31, False)])
def it_refuses_a_rate_below_the_least_number(n: int, fails: bool) -> None:
    # 14 of 31 is 45.2 %; with 29 cases no rate may stand, with 30 it must be the right one.
    loaded = data()
    row = group(loaded, "severity_not_stated")
    row.update(n=n, share=round(100 * 14 / n, 1), interval=[20.0, 80.0])
    if fails:
        with pytest.raises(ValidationError, match="too few"):
            Precedents.model_validate(loaded)
    else:
        assert Precedents.model_validate(loaded)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"share": 60.0}, "does not follow"), ({"overturned": 200}, "more cases"), ({"interval": None}, "belong together"),
        ({"share": None, "interval": None}, "no rate"),
    ],
)  # fmt: skip
def it_refuses_a_row_whose_numbers_do_not_agree(change: dict[str, Any], said: str) -> None:
    loaded = data()
    group(loaded, "all").update(change)
    with pytest.raises(ValidationError, match=said):
        Precedents.model_validate(loaded)


@pytest.mark.parametrize("missing", ["source", "n", "first_year"])
def it_refuses_a_set_without_source_or_number(missing: str) -> None:
    loaded = data()
    del loaded["sets"][0][missing]
    with pytest.raises(ValidationError):
        Precedents.model_validate(loaded)


def it_holds_none_of_the_percentages_that_circulate_without_data() -> None:
    circulating = re.compile(
        r"30\s*[-–]\s*50\s*%|60\s*[-–]\s*70\s*%|50\s*[-–]\s*60\s*%|82\s*%|8 in 10|eight in ten"
    )
    places = [ROOT / "templates" / "appeals", ROOT / "templates" / "partials", FILE.parent]
    for path in (one for place in places for one in place.rglob("*") if one.is_file()):
        assert not circulating.search(path.read_text(encoding="utf-8")), path


# -- rights ------------------------------------------------------------------------------------------------------


def it_prints_a_law_only_of_a_row_that_was_read() -> None:
    for row in all_rights():
        assert row.source
        if row.grade != "read":
            assert row.printed_law is None


def it_names_no_law_of_the_parts_that_are_not_enforced() -> None:
    for row in all_rights():
        for words in ("meaningful benefit", "material difference", "fiduciary", "2024"):
            assert words not in f"{row.ask} {row.law or ''}"


def it_asks_in_plain_words_without_a_threat_or_a_claim_of_wrong() -> None:
    from authpack.documents.appeal_tone import _WORDS

    for row in all_rights():
        assert not _WORDS.search(row.ask)
