"""Strict reading of the compiled reference rows: every field is asked for, a field left over is an error.

The program reads ``data/compiled/<family>.json`` (made from ``data/<family>.yaml`` by
``tools/build_reference.py``): a cold command has no time for YAML.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from authpack.errors import ContentError
from authpack.reference.graded import GRADES, UNITS, Grade, Graded

DATA = Path(__file__).parent / "data"
_ABSENT: Final = object()


def load(family: str) -> Row:
    """The whole compiled file of one family ("drugs", "scales", ...) as a Row."""
    path = DATA / "compiled" / f"{family}.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise ContentError(
            f"The reference file {path.name} cannot be read.",
            why="Drugs, scales, devices, protocols, codes and evidence come from these files.",
            do="Run `python tools/build_reference.py`, or reinstall authpack.",
        ) from fault
    sources = raw.pop("sources", {})
    return Row(f"{family}.yaml", raw, sources)


class Row:
    """A mapping read once, field by field; ``done`` refuses what nobody asked for."""

    __slots__ = ("_fields", "_sources", "where")

    def __init__(self, where: str, fields: dict[str, Any], sources: Mapping[str, str]) -> None:
        self.where = where
        self._fields = dict(fields)
        self._sources = sources

    def text(self, name: str, default: str | None = None) -> str:
        """A text field; without a default it must be there."""
        value = self._fields.pop(name, default)
        if not isinstance(value, str):
            raise self.fault(name, "is missing" if value is None else "is not a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when the row has none."""
        value = self._fields.pop(name, _ABSENT)
        if value is _ABSENT:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(name, "is not a list of texts")
        return tuple(value)

    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A text from a closed vocabulary."""
        value = self.text(name, default)
        if value not in allowed:
            raise self.fault(name, f"is {value!r}, not one of {', '.join(allowed)}")
        return value

    def some_of(self, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts from a closed vocabulary."""
        values = self.texts(name)
        strangers = [value for value in values if value not in allowed]
        if strangers:
            raise self.fault(name, f"has {', '.join(strangers)}, not in the vocabulary")
        return values

    def flag(self, name: str, default: str | None = None) -> bool:
        """A field that says ``true`` or ``false``."""
        return self.one_of(name, ("true", "false"), default) == "true"

    def whole(self, name: str) -> int:
        """A whole number; must be there."""
        return self._as_int(name, self.text(name))

    def whole_or_none(self, name: str) -> int | None:
        """A whole number, or None when the row has none."""
        value = self.text(name, "")
        return self._as_int(name, value) if value else None

    def mapping(self, name: str) -> dict[str, str]:
        """A mapping text -> text; empty when the row has none."""
        value = self._fields.pop(name, _ABSENT)
        if value is _ABSENT:
            return {}
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise self.fault(name, "is not a table of texts")
        return cast("dict[str, str]", value)

    def graded(self, name: str) -> Graded | None:
        """A graded value, or None when the row has none."""
        value = self._fields.pop(name, None)
        return None if value is None else self._graded(name, value)

    def graded_must(self, name: str) -> Graded:
        """A graded value that must be there."""
        return self._graded(name, self._take(name))

    def graded_by(self, name: str) -> dict[str, Graded]:
        """A table of graded values (per formulation, per setting)."""
        value = self._fields.pop(name, _ABSENT)
        if value is _ABSENT:
            return {}
        return {key: self._graded(f"{name}.{key}", item) for key, item in value.items()}

    def row(self, name: str) -> Row:
        """A nested row; empty when absent."""
        return Row(f"{self.where}: {name}", self._take(name, {}), self._sources)

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a list, each placed by its id (or its position)."""
        for index, item in enumerate(self._take(name, [])):
            yield Row(f"{self.where}: {name}.{item.get('id', index)}", item, self._sources)

    def items(self, name: str) -> Iterator[tuple[str, Row]]:
        """The rows of a table, with their keys."""
        for key, item in self._take(name, {}).items():
            yield key, Row(f"{self.where}: {name}.{key}", item, self._sources)

    def names(self) -> tuple[str, ...]:
        """The fields not yet read, for a table whose keys are free."""
        return tuple(self._fields)

    def source(self, name: str = "source") -> str:
        """A source: a key of the file's table of sources, given as its words, or the words themselves."""
        value = self.text(name)
        return self._sources.get(value, value)

    def done(self) -> None:
        """Refuse fields that were not asked for: a typo must not pass in silence."""
        if self._fields:
            raise self.fault(", ".join(sorted(self._fields)), "is not a known field")

    def fault(self, name: str, what: str) -> ContentError:
        """The error for one field of this row."""
        return ContentError(
            f"{self.where}: {name} {what}.",
            why="A reference row that is read wrongly could misstate a dose, a score or a device.",
            do="Mend the row under src/authpack/reference/data and run `python tools/build_reference.py`.",
        )

    def _take(self, name: str, *default: Any) -> Any:
        if name in self._fields:
            return self._fields.pop(name)
        if not default:
            raise self.fault(name, "is missing")
        return default[0]

    def _as_int(self, name: str, value: str) -> int:
        try:
            return int(value)
        except ValueError:
            raise self.fault(name, "is not a whole number") from None

    def _graded(self, name: str, cell: Any) -> Graded:
        try:
            value, unit, source, date, grade, note = cell
            if grade not in GRADES:
                raise ValueError(grade)
            return Graded(UNITS[unit](value), unit, self._sources[source], date, cast("Grade", grade), note)
        except (ValueError, TypeError, KeyError, ArithmeticError):
            raise self.fault(name, "is not a value with unit, source, date and grade") from None
