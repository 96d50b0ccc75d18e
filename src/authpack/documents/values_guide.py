"""Every value that a template may name, with its meaning: read from ``values/*.yaml``, checked against what is built.

A path says where a value stands: ``patient.name``, ``trials[].dose`` (of each row), ``charts.timeline``. ``text`` is
printed with its trace; ``words`` are printed without one, so may hold no number, drug or code; a ``flag`` is tested
with ``if``; a ``record`` has fields, a ``list`` is looped over; a ``picture`` goes into ``::: figure``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from authpack import textio
from authpack.documents.families import document_kinds
from authpack.errors import ContentError

ValueKind: TypeAlias = Literal["text", "words", "flag", "number", "record", "list", "picture", "any"]
FOLDER: Final = Path(__file__).parent / "values"
_Path = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(?:\[\])*(?:\.[a-z][a-z0-9_]*(?:\[\])*)*$")
]
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]


class Entry(BaseModel):
    """One documented value. ``same_as``: its fields are those of that path; ``absent``: the record may not hold it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: _Path
    is_: ValueKind = Field(alias="is")
    says: _Words
    absent: Literal["yes", "no"] = "no"
    same_as: _Path | None = None


class Group(BaseModel):
    """Values of some kinds of documents; ``of`` names kinds, or a whole family (letters, notes, appeals)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: tuple[str, ...] = Field(min_length=1)
    values: tuple[Entry, ...] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    schema_: Literal["authpack.values/1"] = Field(alias="schema")
    groups: tuple[Group, ...] = Field(min_length=1)


@dataclass(slots=True)
class Shape:
    """What a value is, for the checker: its kind, fields or item, and its entry in the guide."""

    kind: ValueKind = "any"
    says: str = ""
    absent: bool = False
    fields: dict[str, Shape] = field(default_factory=dict)
    item: Shape | None = None


ANY: Final = Shape()


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """All groups of all files, in order; ContentError for a fault in one."""
    return tuple(
        group
        for path in sorted(FOLDER.glob("*.yaml"))
        for group in textio.validated(textio.load_path(path), _File, "The guide to template values").groups
    )


def families_of(kind: str) -> set[str]:
    """The kind's own name and its family's."""
    return {kind} | {one.family for one in document_kinds() if one.name == kind}


@lru_cache(maxsize=128)
def entries(kind: str) -> tuple[Entry, ...]:
    """The values of one kind, with those that ``same_as`` repeats written out; empty when it is not documented."""
    names = families_of(kind)
    own = [one for group in groups() if names & set(group.of) for one in group.values]
    by_path: dict[str, Entry] = {}
    for one in own:
        by_path[one.path] = one
    for one in own:
        if one.same_as:
            by_path |= {made.path: made for made in _repeated(one, own) if made.path not in by_path}
    return tuple(by_path[path] for path in sorted(by_path))


def _repeated(one: Entry, own: list[Entry]) -> Iterator[Entry]:
    source = f"{one.same_as}"
    below = (f"{source}.", f"{source}[]")
    found = [two for two in own if two.path.startswith(below)]
    if not any(two.path == below[1] or two.path.startswith(below[0]) for two in found):
        # At most a field is added here to what other documents have there.
        found = []
    found = found or [two for group in groups() for two in group.values if two.path.startswith(below)]
    if not found:
        raise ContentError(f"The guide to template values: {one.path} repeats {source}, which has no fields.")
    for two in found:
        yield two.model_copy(update={"path": one.path + two.path[len(source) :], "same_as": None})


def shape_of(kind: str) -> Shape | None:
    """All values of a kind as one record; None when its values are not documented."""
    found = entries(kind)
    if not found:
        return None
    root = Shape("record")
    for one in found:
        here = root
        for step in _steps(one.path):
            if step == "[]":
                here.item = here.item or Shape()
                here = here.item
            else:
                here = here.fields.setdefault(step, Shape())
        here.kind, here.says, here.absent = one.is_, one.says, one.absent == "yes"
    return root


def _steps(path: str) -> Iterator[str]:
    for part in path.split("."):
        name, _, _ = part.partition("[")
        yield name
        yield from ["[]"] * part.count("[]")


def nearest(name: str, known: Iterator[str] | list[str]) -> str:
    """A suggestion for a misspelled name, or nothing."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
