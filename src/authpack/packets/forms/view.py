"""The record as expressions of a mapping see it: every scalar traced, every silence noticed.

``record.patient.given_name`` is a traced text; a fact that is not recorded (absent, ``unknown``, not assessed) is a
``Silence``. An expression may ask ``is defined``; whatever else it does with a silence leaves the field empty and
names the fact, so that a silent record never turns into yes, no or a blank that looks like an answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

import jinja2

from authpack.documents.trace import START, Tracer, clean
from authpack.documents.wording import NOT_RECORDED, short_date
from authpack.domain.base import OpenList, Record
from authpack.domain.dates import PartialDate

SILENT: Final = frozenset({"unknown", "not_assessed"})
"""Words of the record that say nothing."""
_STATEMENTS: Final = frozenset({"text", "rationale", "detail", "note", "why_not_higher", "declined_reason"})
"""Fields in a clinician's own words."""


class Silence(jinja2.Undefined):
    """A fact that is not recorded. Whatever is made of it, the expression's result is discarded."""

    __slots__ = ("_note", "_path")

    def __init__(self, path: str, note: Callable[[str], None]) -> None:
        super().__init__(name="silence")
        self._path, self._note = path, note

    def _touched(self, *_arguments: Any) -> Any:
        self._note(self._path)
        return False

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = _touched
    __hash__ = object.__hash__

    def __getattr__(self, name: str) -> Silence:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _key: object) -> Silence:  # type: ignore[override]
        return self

    def __call__(self, *_arguments: object) -> Silence:  # type: ignore[override]
        """Silent, whatever is asked of it."""
        return self

    def __str__(self) -> str:
        self._note(self._path)
        return ""

    __html__ = __str__

    def __len__(self) -> int:
        self._note(self._path)
        return 0

    def __iter__(self) -> Iterator[Any]:
        self._note(self._path)
        return iter(())

    def _joined(self, *_arguments: Any) -> Any:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _joined


class View:
    """A part of the record, its fields as attributes, without its methods."""

    def __init__(self, part: Record, path: str, world: World) -> None:
        self._part, self._path, self._world = part, path, world

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        fields = type(self._part).model_fields
        field = name if name in fields else f"{name}_" if f"{name}_" in fields else None
        if field is None:
            raise AttributeError(name)
        # A tuple that may be None states by being empty; one that is empty by default says nothing.
        stated = fields[field].default is None
        return self._world.seen(getattr(self._part, field), f"{self._path}/{name}", name, stated)


class Listed:
    """A list of the record. Empty and not stated to be complete, it is silent."""

    def __init__(self, items: tuple[Any, ...], path: str, complete: bool, world: World) -> None:
        self._items, self._path, self._complete, self._world = items, path, complete, world

    def _all(self) -> list[Any]:
        if not self._items and not self._complete:
            self._world.note(self._path)
        return [
            self._world.seen(one, f"{self._path}/{getattr(one, 'id', place)}", "")
            for place, one in enumerate(self._items)
        ]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __getitem__(self, place: int) -> Any:
        found = self._all()
        if isinstance(place, int) and -len(found) <= place < len(found):
            return found[place]
        return self._world.silence(f"{self._path}/{place}")

    def __contains__(self, item: object) -> bool:
        return any(one == item for one in self._all())


class World:
    """Makes views, and keeps the silences that the running expression met."""

    def __init__(self, tracer: Tracer) -> None:
        self.tracer = tracer
        self.silences: list[str] = []

    def note(self, path: str) -> None:
        """Remember that a silent fact was used."""
        if path not in self.silences:
            self.silences.append(path)

    def silence(self, path: str) -> Silence:
        """The silent fact at a path."""
        return Silence(path, self.note)

    def seen(self, value: Any, path: str, name: str, stated: bool = False) -> Any:
        """A value of the record as an expression may use it."""
        if value is None or (isinstance(value, str) and value in SILENT):
            return self.silence(path)
        if isinstance(value, OpenList):
            return Listed(value.items, path, value.is_complete, self)
        if isinstance(value, tuple):
            return Listed(value, path, stated, self)
        if isinstance(value, Record):
            return View(value, path, self)
        return self._scalar(value, path, name)

    def _scalar(self, value: Any, path: str, name: str) -> Any:
        text = _said(value)
        if not clean(text):
            return self.silence(path)
        return self.tracer.statement(path, text) if name in _STATEMENTS else self.tracer.case(path, text)

    def opened(self, values: Any, path: str) -> Any:
        """The values that letters print, for a form: what is not recorded is a silence, and yes-or-no values are
        left out (in a letter a false one may mean that nothing is recorded; ``record`` has the fact itself)."""
        if isinstance(values, Mapping):
            return {
                key: self.opened(value, f"{path}.{key}".strip("."))
                for key, value in values.items()
                if not isinstance(value, bool)
            }
        if isinstance(values, list | tuple):
            return [self.opened(one, f"{path}[{place}]") for place, one in enumerate(values)]
        if values is None or (
            isinstance(values, str) and values in (NOT_RECORDED, f"response {NOT_RECORDED}", "")
        ):
            return self.silence(path)
        return self._worded(values)

    def _worded(self, value: Any) -> Any:
        """The program's own words get their trace here; anything with a digit must bring its own."""
        plain = type(value) is str and START not in value and not any(char.isdigit() for char in value)
        return self.tracer.literal(value) if plain and clean(value) else value


def _said(value: Any) -> str:
    if isinstance(value, PartialDate):
        return short_date(value)
    if isinstance(value, datetime.date):
        return f"{value:%m/%d/%Y}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
