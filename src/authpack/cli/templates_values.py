"""``authpack templates values``: what a template may name, with meaning, type and an invented example."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from authpack.cli import output
from authpack.cli.tables import fitted

if TYPE_CHECKING:
    from authpack.documents.values_guide import Entry

_SHOWN = 60


def run(arguments: argparse.Namespace) -> int:
    """Print the values of a kind, or the kinds."""
    from authpack.api.templates import values

    if arguments.kind is None:
        output.emit(fitted(_kinds()))
        return 0
    found = values(arguments.kind)
    if arguments.format == "json":
        data = [{**_entry(one), "example": example} for one, example in found]
        output.emit(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        output.emit(fitted(_text(arguments.kind, found)))
    return 0


def _kinds() -> list[str]:
    from authpack.documents.families import document_kinds

    found = document_kinds()
    width = max(len(one.name) for one in found)
    return [
        "Kinds of documents, for `authpack templates values KIND`:",
        *(f"  {one.name:{width}}  {one.family}: {one.says}" for one in found),
    ]


def _entry(one: Entry) -> dict[str, object]:
    return {"path": one.path, "is": one.is_, "says": one.says, "may_be_absent": one.absent == "yes"}


def _text(kind: str, found: tuple[tuple[Entry, str], ...]) -> list[str]:
    lines = [
        f"Values of {kind}. text: printed with its trace; words: printed, may hold no number or drug; flag: for `if`; "
        "record: has fields; list: loop over it (its rows are written []); picture: for ::: figure.",
        "The examples are of invented patients.",
        "",
    ]
    for one, example in found:
        absent = ", may be absent" if one.absent == "yes" else ""
        lines.append(f"{one.path}  ({one.is_}{absent})")
        lines.append(f"    {one.says}")
        if example:
            shown = example if len(example) <= _SHOWN else f"{example[: _SHOWN - 1]}…"
            lines.append(f"    e.g. {shown}")
    return lines if found else [*lines, "The values of this kind are not documented."]
