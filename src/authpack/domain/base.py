"""The base model, the small value types, and the open list every history is kept in."""

# The modules of the record do without postponed annotations ("from __future__ import annotations"): pydantic
# would evaluate each as a text when a command starts, and there are a thousand.
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from authpack.domain.dates import PartialDate

# Control characters, bidirectional overrides and private-use characters are refused, not stripped:
# they break documents, hide text, or fake the program's own marks, and none belongs in a chart.
_SAFE = (
    r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u202A-\u202E\u2060-\u2069"
    r"\uE000-\uF8FF\uFEFF\uFFFE\uFFFF]*$"
)
_SAFE_LINE = r"^[^\u0000-\u001F\u007F-\u009F\u200B\u2028\u2029\u202A-\u202E\u2060-\u2069\uE000-\uF8FF\uFEFF\uFFFE\uFFFF]*$"


class Chars:
    """What a text may hold, as pydantic's ``StringConstraints`` say it.

    Those are taken apart and put together again for each of the four hundred fields that use them; this is handed over
    as it is.
    """

    def __init__(
        self,
        pattern: str,
        *,
        strip_whitespace: bool | None = None,
        min_length: int | None = None,
        max_length: int | None = None,
    ) -> None:
        self._schema = core_schema.str_schema(
            pattern=pattern, strip_whitespace=strip_whitespace, min_length=min_length, max_length=max_length
        )

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self._schema.copy()


Id = Annotated[str, Chars(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$")]
Line = Annotated[str, Chars(_SAFE_LINE, strip_whitespace=True, min_length=1, max_length=300)]
Text = Annotated[str, Chars(_SAFE, strip_whitespace=True, min_length=1, max_length=20000)]
StateCode = Annotated[str, Chars(r"^[A-Z]{2}$")]
YesNo = Literal["yes", "no", "unknown"]
Count = Annotated[int, Field(ge=0, le=10000)]


class Record(BaseModel):
    """Base of every part of the record: frozen, closed, and silent about values in its errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


Item = TypeVar("Item", bound=Record)


class OpenList(Record, Generic[Item]):
    """A history that may be incomplete (SEMANTICS 2).

    What is not in ``items`` is unknown, unless someone has stated that the list is complete.
    """

    items: tuple[Item, ...] = ()
    """What is known."""
    complete: Literal["yes", "no"] = "no"
    """yes: someone states that nothing is missing. Omitted means no."""
    stated_by: Line | None = None
    """Who states that the list is complete."""
    date: PartialDate | None = None
    """When that was stated."""

    @property
    def is_complete(self) -> bool:
        """Whether the list was stated to be complete."""
        return self.complete == "yes"


class Finding(Record):
    """One item of a screen: present, absent, or not assessed (the default, never a "no")."""

    status: Literal["present", "absent", "not_assessed"] = "not_assessed"
    date: PartialDate | None = None
    """When it was assessed."""
    detail: Text | None = None
    """A clinician's words about it."""
