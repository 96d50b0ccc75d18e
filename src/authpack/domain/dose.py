"""A daily dose with its unit: mg/day = amount x strength x times a day (SEMANTICS 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

_NUMBER = r"[0-9]{1,5}(?:\.[0-9]{1,3})?"
_DOSE = re.compile(
    rf"(?:(?P<amount>{_NUMBER})\s*x\s*)?(?P<strength>{_NUMBER}(?:/{_NUMBER})?)\s*(?P<unit>mg|mcg)"
    rf"(?:\s*x\s*(?P<times>{_NUMBER}))?\s*/\s*(?P<per>day|24\s*h|session)",
    re.IGNORECASE,
)
HOW = "write it as '150 mg/day', '75 mg x 2/day', '2 x 75 mg x 1/day', '25 mcg/day', '6 mg/24 h' or '84 mg/session'"


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose per day (or per session). ``parts``: the amount of each ingredient in ``unit``.

    A combination product has two parts ('90/210 mg/day'). unit: mg/day, mcg/day, mg/24 h, mg/session...
    """

    text: str
    parts: tuple[Decimal, ...]
    unit: str

    @classmethod
    def parse(cls, text: str) -> Dose:
        """Read a dose with its unit; ValueError when the unit or the 'per day' is missing."""
        return _parse(text)

    @property
    def mg_day(self) -> Decimal | None:
        """Milligrams per day of a single-ingredient product; None for other units and combinations."""
        if len(self.parts) != 1:
            return None
        return {"mg/day": self.parts[0], "mcg/day": self.parts[0] / 1000}.get(self.unit)

    def __str__(self) -> str:
        return "/".join(f"{part.normalize():f}" for part in self.parts) + f" {self.unit}"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda dose: dose.text, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "description": f"A dose with its unit: {HOW}."}


@lru_cache(maxsize=8192)
def _parse(text: str) -> Dose:
    match = _DOSE.fullmatch(text.strip())
    if match is None:
        raise ValueError("no unit, or no 'per day'")
    factor = Decimal(match["amount"] or 1) * Decimal(match["times"] or 1)
    parts = tuple(Decimal(part) * factor for part in match["strength"].split("/"))
    per = "24 h" if match["per"].lower().startswith("24") else match["per"].lower()
    if any(part <= 0 for part in parts):
        raise ValueError("a dose is more than nothing")
    return Dose(text.strip(), parts, f"{match['unit'].lower()}/{per}")


def _validate(value: Any) -> Dose:
    if isinstance(value, Dose):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("dose", f"is a dose without a unit; {HOW}")
    try:
        return _parse(value)
    except ValueError as error:
        raise PydanticCustomError(
            "dose", "is not a dose ({reason}); " + HOW, {"reason": str(error)}
        ) from None
