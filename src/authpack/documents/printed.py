"""What a document prints, unit by unit, as ``trace.json`` keeps it for comparing an edited copy with it.

A unit is a paragraph, or a row of a table with its cells. Text inside a figure is left out: a word processor
holds it as a picture.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from authpack.documents.blocks import ALTERNATIVE, IN_PICTURE, LINE_BREAK, Document, Figure, Spans

PICTURE: Final = r"^[0-9a-f]{64}\.[a-z]{3,5}$"
MEDIA: Final = "word/media/"
TraceId = Annotated[str, Field(pattern=r"^t\d+$")]


class TracedValue(BaseModel):
    """One printed value of a trace; further fields are kept."""

    model_config = ConfigDict(hide_input_in_errors=True)

    id: TraceId
    kind: str
    text: str
    paths: list[str]


class PrintedUnit(BaseModel):
    """One paragraph or row: cells of ``[text, trace id or null]`` pairs."""

    model_config = ConfigDict(hide_input_in_errors=True)

    place: str
    cells: list[list[tuple[str, TraceId | None]]]


class TraceFile(BaseModel):
    """What ``letter verify`` reads of a ``trace.json``."""

    model_config = ConfigDict(hide_input_in_errors=True)

    document: str
    case: str
    values: list[TracedValue]
    printed: list[PrintedUnit]
    pictures: list[Annotated[str, Field(pattern=PICTURE)]] | None = None
    """sha256 and ending of each picture in the DOCX; None in a trace of an older version."""


_ROW = re.compile(r".*, (?:row \d+|header row)\Z")
_PAIR = re.compile(r"(.*), (?:label|value) (\d+)\Z")


def pictures_in(docx: bytes) -> list[str]:
    """The pictures of a DOCX that we wrote, each as sha256 and ending, for comparing an edited copy."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = sorted(name for name in package.namelist() if name.startswith(MEDIA))
        return [
            f"{hashlib.sha256(package.read(name)).hexdigest()}.{name.rpartition('.')[2]}" for name in names
        ]


def printed_units(document: Document) -> list[dict[str, Any]]:
    """``place``, and ``cells`` of ``[text, trace id or null]`` pairs, in reading order."""
    return [
        _unit(key, [spans for _, spans in inside])
        for (key, _), inside in groupby(_shown(document), _together)
    ]


def _shown(document: Document) -> Iterator[tuple[tuple[str, int], Spans]]:
    """Every text outside the figures with its place; a number keeps paragraphs of one list item apart."""
    drawn = tuple(
        f"block {number}, {part}"
        for number, block in enumerate(document.blocks, 1)
        if isinstance(block, Figure)
        for part in (ALTERNATIVE, IN_PICTURE)
    )
    for number, (place, spans) in enumerate(document.texts()):
        if _ROW.match(place):
            yield (place, 0), spans
        elif spans and not place.startswith(drawn or ("\n",)):
            pair = _PAIR.match(place)
            yield ((f"{pair[1]}, line {pair[2]}", 0) if pair else (place, number)), spans


def _together(entry: tuple[tuple[str, int], Spans]) -> tuple[str, int]:
    """Cells of a row, and a label with its value, are one unit."""
    return entry[0]


def _unit(place: str, texts: list[Spans]) -> dict[str, Any]:
    if _ROW.match(place):
        return {"place": place, "cells": [_pairs(spans) for spans in texts]}
    spaced = [pair for spans in texts for pair in (*_pairs(spans), [" ", None])]
    return {"place": place, "cells": [spaced[:-1]]}


def _pairs(spans: Spans) -> list[list[str | None]]:
    return [[" " if one.text == LINE_BREAK else one.text, one.trace] for one in spans]
