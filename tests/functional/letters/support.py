"""Letters of the examples, edited records, and an independent reader of record paths."""

from __future__ import annotations

import copy
import datetime
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from authpack import api
from authpack.documents.blocks import Table
from authpack.documents.finished import Finished
from tests.functional.documents.samples import body_words, docx_text, header_words, pdf_pages, pdf_words

ROOT = Path(__file__).parents[3]
LAST_OF_LETTERS = "14"
"""Examples up to this number are of requests; the later ones of appeals, packets and notes have tests of their own."""
EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.yaml") if path.name[:2] <= LAST_OF_LETTERS)
NAMES = [path.stem for path in EXAMPLES]
WITHOUT_LETTER = {"02-good-patient-poor-documentation"}
"""No protocol is recorded: its letter is refused."""
WRITTEN = [name for name in NAMES if name not in WITHOUT_LETTER]


@cache
def _text(name: str) -> str:
    return (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")


def record(name: str) -> dict[str, Any]:
    """The example as plain data with every scalar as text, to be edited."""
    loaded: dict[str, Any] = yaml.load(_text(name), Loader=yaml.BaseLoader)
    return copy.deepcopy(loaded)


def write(
    data: dict[str, Any],
    *,
    kind: str | None = None,
    about: dict[str, str] | None = None,
    date: datetime.date | None = None,
    allow_gaps: bool = True,
    templates: tuple[Path, ...] = (),
) -> Finished:
    """The letter of a record given as plain data: the request's own kind, or a named one."""
    case = api.load_case(json.dumps(data))
    return api.letter(
        case, api.check(case), kind=kind, about=about, date=date, allow_gaps=allow_gaps, templates=templates
    )


@cache
def letter(name: str, kind: str | None = None) -> Finished:
    """The letter of an example, gaps allowed."""
    return write(record(name), kind=kind)


def text_of(made: Finished) -> str:
    """All words of the DOCX body, white space folded."""
    return " ".join(docx_text(made.docx).split())


def pages_of(made: Finished) -> list[str]:
    """The PDF's text, page by page."""
    return pdf_pages(made.pdf)


def item(data: dict[str, Any], path: str) -> Any:
    """The record's own value at a path such as ``/trials/t1/start``; KeyError when it is not there.

    Independent of the program: lists are searched by ``id`` or by place, open lists through ``items``.
    """
    here: Any = data
    for part in path.strip("/").split("/"):
        if isinstance(here, dict) and part not in here and "items" in here:
            here = here["items"]
        here = _in_list(here, part) if isinstance(here, list) else here[part]
    return here


def _in_list(rows: list[Any], part: str) -> Any:
    for row in rows:
        if isinstance(row, dict) and row.get("id") == part:
            return row
    return rows[int(part)] if part.isdigit() else _missing(part)


def _missing(part: str) -> Any:
    raise KeyError(part)


def scalars(value: Any) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner)
    else:
        yield str(value)


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def said_dates(text: str) -> set[str]:
    """The ways a date of the record may be printed."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if match is None:
        return set()
    year, month, day = match.groups()
    if month is None:
        return {year}
    name = MONTHS[int(month) - 1]
    if day is None:
        return {f"{name} {year}", f"{month}/{year}"}
    return {f"{name} {int(day)}, {year}", f"{month}/{day}/{year}"}


def extra_characters(made: Finished) -> Counter[str]:
    """Characters of the PDF beyond the letter's, less DRAFT marks and header rows repeated on a new page.

    Characters, not words: a line may end inside "mg/day". Empty when both say the same.
    """
    found = Counter("".join(pdf_words(made.pdf, made.document).elements()).replace("\u200b", ""))
    found.subtract(Counter("".join(body_words(made.document).elements())))
    if made.draft:
        for _ in pages_of(made):
            found.subtract(Counter("DRAFTDRAFT-NOTFORSUBMISSION"))
    heads = [
        Counter("".join(header_words(block))) for block in made.document.blocks if isinstance(block, Table)
    ]
    for repeats in itertools.product(range(4), repeat=len(heads)):
        rest = Counter(found)
        for head, times in zip(heads, repeats, strict=True):
            rest.subtract(Counter({char: times * count for char, count in head.items()}))
        if not any(rest.values()):
            return Counter()
    return found
