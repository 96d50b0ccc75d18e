"""``authpack.form_mapping/1``: which fact of the case goes into which field of a form, and how it is written.

A mapping is a YAML file of the practice (see docs/forms.md). It is read strictly: unknown keys, double keys and
expressions that do not parse are refused with file and line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from authpack.packets.forms.formats import check_format
from authpack.textio import LoadedText, load_path, load_yaml, validated

SCHEMA = "authpack.form_mapping/1"
SMALLEST_PT = 4.0
"""No mapping may ask for smaller print: a fax would not carry it."""
DEFAULT_SMALLEST_PT = 7.0
MOST_ROWS = 60

Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Size = Annotated[float, Field(ge=SMALLEST_PT, le=72)]
Length = Annotated[float, Field(ge=0, le=14400)]


class Strict(BaseModel):
    """Closed and frozen; silent about values in its errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Spot(Strict):
    """Where to print on a page that has no field there: points from the top left corner of the seen page."""

    page: Annotated[int, Field(ge=1, le=100)]
    x: Length
    y: Length
    """The top of the box."""
    width: Annotated[float, Field(gt=0, le=14400)]
    height: Annotated[float, Field(gt=0, le=14400)]
    size: Size = 10.0
    """Font size in points, before it shrinks."""
    align: Literal["left", "center", "right"] = "left"
    comb: Annotated[int, Field(ge=2, le=100)] | None = None
    """One character in each of so many equal cells."""


class Entry(Strict):
    """One field of the form, and what goes into it: exactly one of value, tick, choose, blank."""

    field: Name
    """The field's full name as ``forms inspect`` prints it; with ``at`` a name of your own."""
    label: Annotated[str, StringConstraints(max_length=200)] = ""
    """What the report and the addendum call it, when the form's own label does not say it."""
    at: Spot | None = None
    value: Expression | None = None
    """Text with {{ expressions }}."""
    tick: Expression | None = None
    """A condition: true ticks the box, false leaves it empty, a silent record leaves it empty and says so."""
    choose: dict[str, Expression] | None = None
    """Export value -> condition. Exactly one may hold, except in a list that allows several."""
    blank: str | None = None
    """Why the field is left empty on purpose (a signature, office use): it is then not reported as forgotten."""
    optional: Literal["yes", "no"] = "no"
    """yes: the field may stay empty (a guardian, a department); an empty one is then nothing to see to."""
    format: tuple[str, ...] = ()
    """Ways of writing, applied one after the other."""
    smallest: Size | None = None
    """Smallest font size for this field, in points."""
    on: str | None = None
    """The value that ticks a checkbox with several boxes."""

    @model_validator(mode="before")
    @classmethod
    def _one_format_is_a_list(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("format"), str):
            return {**data, "format": [data["format"]]}
        return data

    @model_validator(mode="after")
    def _one_content(self) -> Entry:
        given = [one for one in (self.value, self.tick, self.choose, self.blank) if one is not None]
        if len(given) != 1:
            raise PydanticCustomError("one_content", "needs exactly one of value, tick, choose, blank")
        for one in self.format:
            if fault := check_format(one):
                raise PydanticCustomError(
                    "format", "has a format that is not known: {fault}", {"fault": fault}
                )
        if self.at is not None and self.choose is not None:
            raise PydanticCustomError("spot", "cannot choose at a place: give each box its own tick")
        return self


class Rows(Strict):
    """A list of the case spread over numbered rows of the form; what has no row goes to the addendum."""

    each: Expression
    """An expression that gives a list: ``trials``."""
    as_: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")] = Field(alias="as")
    """What the entries call one item."""
    first: Annotated[int, Field(ge=0, le=1000)] = 1
    """The number of the first row, put in place of {n} in field names."""
    count: Annotated[int, Field(ge=1, le=MOST_ROWS)]
    """How many rows the form has."""
    heading: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """What the addendum calls the list."""
    step: Length | None = None
    """With ``at``: how far below each other the rows stand, in points."""
    entries: tuple[Entry, ...]

    @model_validator(mode="after")
    def _rows_are_numbered(self) -> Rows:
        for one in self.entries:
            if "{n}" not in one.field:
                raise PydanticCustomError("rows", "needs {n} in every field name of a row")
            if (one.at is not None) != (self.step is not None):
                raise PydanticCustomError("rows", "needs step, and at in every entry, or neither")
        return self


class Made(Strict):
    """Which form the mapping was made for."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """Printed on the addendum."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Of the blank form; another file is then refused."""
    source: str | None = None
    """Where the form comes from, for the practice."""


class FormMapping(Strict):
    """The whole mapping."""

    schema_: Literal["authpack.form_mapping/1"] = Field(alias="schema")
    form: Made
    smallest: Size = DEFAULT_SMALLEST_PT
    """Text shrinks to this font size, in points, and then goes to the addendum."""
    literals: tuple[str, ...] = ()
    """Fixed wordings of this file that hold digits, drug names or codes."""
    keep: tuple[Name, ...] = ()
    """Fields whose content in the blank form is kept."""
    entries: tuple[Entry, ...] = ()
    rows: tuple[Rows, ...] = ()

    @model_validator(mode="after")
    def _something_is_filled(self) -> FormMapping:
        if not self.entries and not self.rows:
            raise PydanticCustomError("empty", "fills nothing: add entries or rows")
        return self


def load_mapping(source: Path | str, name: str = "mapping") -> FormMapping:
    """A mapping from a file, or from YAML text; ContentError lists every fault with its line."""
    loaded = load_path(source) if isinstance(source, Path) else load_yaml(source, name)
    return mapping_of(loaded)


def mapping_of(loaded: LoadedText) -> FormMapping:
    """A mapping from what was read, with its expressions checked."""
    from authpack.packets.forms.expressions import check_expressions

    found = validated(
        loaded, FormMapping, "The form mapping", do="Mend these lines; docs/forms.md has every key."
    )
    check_expressions(found, loaded)
    return found
