"""The values that a document was given: each path (``trials[].dose``), what it is, and an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from authpack.documents.blocks import Figure
from authpack.documents.charts import Charts
from authpack.documents.trace import MARKED, Traced

NOTHING = "nothing"


def kind_of_value(value: Any) -> str:
    """record, list, text (traced), words (untraced), flag, number, picture or nothing."""
    match value:
        case None | "":
            return NOTHING
        case Charts() | Figure():
            return "picture"
        case Traced():
            return "text"
        case str():
            return "text" if MARKED.search(value) else "words"
        case bool():
            return "flag"
        case int() | float():
            return "number"
        case Mapping():
            return "record"
        case list() | tuple():
            return "list"
    return type(value).__name__


def seen(context: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(path, kind, example) of everything in a context, row by row; the example of a row's value is its text."""
    for name, value in context.items():
        yield from _below(name, value)


def _below(path: str, value: Any) -> Iterator[tuple[str, str, str]]:
    kind = kind_of_value(value)
    yield path, kind, _example(value, kind)
    if kind == "record":
        for name, inner in value.items():
            yield from _below(f"{path}.{name}", inner)
    elif isinstance(value, Charts):
        for name in value:
            yield f"{path}.{name}", "picture" if value[name] else NOTHING, ""
    elif kind == "list":
        for inner in value:
            yield from _below(f"{path}[]", inner)


def _example(value: Any, kind: str) -> str:
    if kind == "flag":
        return "yes" if value else "no"
    if kind in {"text", "words", "number"}:
        text = value.plain if isinstance(value, Traced) else str(value)
        return MARKED.sub(r"\2", text)
    return ""
