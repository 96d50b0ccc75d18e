"""A daily dose: amount x strength x times a day, never a strength alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError

from authpack.domain.dose import Dose


@pytest.mark.parametrize(
    ("text", "parts", "unit", "shown"),
    [
        ("150 mg/day", ["150"], "mg/day", "150 mg/day"),
        ("150mg/day", ["150"], "mg/day", "150 mg/day"),
        ("75 mg x 2/day", ["150"], "mg/day", "150 mg/day"),
        ("2 x 75 mg x 1/day", ["150"], "mg/day", "150 mg/day"),
        ("2 x 75 mg x 2/day", ["300"], "mg/day", "300 mg/day"),
        ("37.5 mg/day", ["37.5"], "mg/day", "37.5 mg/day"),
        ("25 mcg/day", ["25"], "mcg/day", "25 mcg/day"),
        ("6 mg/24 h", ["6"], "mg/24 h", "6 mg/24 h"),
        ("6 MG / 24h", ["6"], "mg/24 h", "6 mg/24 h"),
        ("84 mg/session", ["84"], "mg/session", "84 mg/session"),
        ("6/25 mg/day", ["6", "25"], "mg/day", "6/25 mg/day"),
        ("45/105 mg x 2/day", ["90", "210"], "mg/day", "90/210 mg/day"),
        ("1000 mg/day", ["1000"], "mg/day", "1000 mg/day"),
    ],
)
def it_multiplies_amount_strength_and_frequency(text: str, parts: list[str], unit: str, shown: str) -> None:
    dose = Dose.parse(text)
    assert dose.parts == tuple(map(Decimal, parts))
    assert (dose.unit, str(dose)) == (unit, shown)


@pytest.mark.parametrize(
    "text",
    [
        "150",
        "150 mg",
        "150 mg tablet",
        "150/day",
        "150 g/day",
        "mg/day",
        "-5 mg/day",
        "0 mg/day",
        "0.0 mg x 2/day",
        "150 mg/week",
        "1,000 mg/day",
        "100-150 mg/day",
        "150 mg/day at night",
        "１５０ mg/day",
        "",
    ],
)
def but_it_refuses_a_dose_without_unit_or_frequency(text: str) -> None:
    with pytest.raises(ValueError):
        Dose.parse(text)


@pytest.mark.parametrize(
    ("text", "milligrams"),
    [
        ("150 mg/day", Decimal(150)),
        ("25 mcg/day", Decimal("0.025")),
        ("6 mg/24 h", None),
        ("84 mg/session", None),
        ("45/105 mg/day", None),
    ],
)
def it_gives_milligrams_a_day_only_of_one_ingredient(text: str, milligrams: Decimal | None) -> None:
    assert Dose.parse(text).mg_day == milligrams


class Model(BaseModel):
    dose: Dose


def it_is_read_and_written_by_models_as_the_chart_wrote_it() -> None:
    made = Model.model_validate({"dose": " 75 mg x 2/day "})
    assert made.model_dump(mode="json") == {"dose": "75 mg x 2/day"}
    assert Model(dose=made.dose) == made


@pytest.mark.parametrize("value", [150, None, "150 mg", ["150 mg/day"]])
def but_models_refuse_anything_else_and_say_how_to_write_it(value: object) -> None:
    with pytest.raises(ValidationError, match="150 mg/day"):
        Model.model_validate({"dose": value})
