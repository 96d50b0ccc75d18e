"""Parts of the record that a request does not have yet: their models are loaded when a record first holds one.

Courses, sessions and denials make up half of the record's models, and a cold ``authpack check`` of a first request
needs none of them. What is accepted, the faults and their places, what is written out and the JSON schema are those
of the model itself (tests/unit/domain/test_later.py).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

if TYPE_CHECKING:
    from authpack.domain.base import Record


class Later:
    """Stands in an annotation for a model of a module that is not loaded yet."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self.__name__ = name

    @property
    def model(self) -> type[Record]:
        """The model; loads its module."""
        found: type[Record] = getattr(import_module(self._module), self.__name__)
        return found

    @property
    def model_fields(self) -> dict[str, Any]:
        """The model's fields, for what reads annotations."""
        return self.model.model_fields

    def _validated(self, value: Any) -> Record:
        return self.model.model_validate(value)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        # Named like a model, so that its JSON schema stands under $defs.
        name = f"{self._module}.{self.__name__}:{id(self)}"
        return core_schema.no_info_plain_validator_function(self._validated, ref=name)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        self.model.model_rebuild()
        found: Any = self.model.__pydantic_core_schema__
        if found["type"] == "definitions":
            # Under the name above only, not under its own as well.
            inner = {key: value for key, value in found["schema"].items() if key != "ref"}
            found = {**found, "schema": inner}
        return handler(found)


def later(module: str, *names: str) -> tuple[Any, ...]:
    """Stand-ins for models of one module."""
    return tuple(Later(module, name) for name in names)
