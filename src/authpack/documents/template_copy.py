"""The shipped templates translated once: a generated copy, used only for a template whose text is unchanged.

Parsing and translating a letter's templates takes a sixth of a first letter. ``templates.compiled.jsonl`` holds a line
for each: its name, the sha256 of its text, the Jinja version that translated it, what it refers to and names, and the
Python that Jinja's sandbox wrote. A template that was edited, is the practice's own, or met another Jinja is
translated anew: the copy can make nothing different, only faster.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import jinja2

NAME = "templates.compiled.jsonl"
_START = '{"file":"'


class Copy(NamedTuple):
    """One template as it was translated.

    uses: every template it names; extends: those whose frame it fills; undeclared: the values it takes from outside.
    """

    uses: tuple[str, ...]
    extends: tuple[str, ...]
    undeclared: frozenset[str]
    code: str


class Copies:
    """The lines of the file; a line is parsed only when its template is asked for."""

    def __init__(self, text: str) -> None:
        rows = (line for line in text.split("\n") if line.startswith(_START))
        self._lines = {line[len(_START) : line.index('"', len(_START))]: line for line in rows}
        self._read: dict[str, tuple[str, Copy]] = {}

    def find(self, name: str, source: str) -> Copy | None:
        """What the template with this text became; None when it is not here, was edited, or the copy cannot be read."""
        known = self._read.get(name)
        if known is not None and known[0] == source:
            return known[1]
        line = self._lines.get(name)
        if line is None or fingerprint(source) not in line[:400]:
            return None
        try:
            row = json.loads(line)
            if row["jinja"] != jinja2.__version__:
                return None
            copy = Copy(
                tuple(row["uses"]), tuple(row["extends"]), frozenset(row["undeclared"]), str(row["code"])
            )
        except (ValueError, KeyError, TypeError):
            return None
        self._read[name] = (source, copy)
        return copy


def fingerprint(source: str) -> str:
    """The sha256 of a template's text."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=4)
def read_copies(folder: Path) -> Copies:
    """The copy in a folder of templates; an absent one is empty."""
    try:
        return Copies((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Copies("")


def written(rows: Iterable[tuple[str, str, Copy]]) -> str:
    """The file's text: for each template its name, text and copy, by name."""
    lines = [
        json.dumps(
            {
                "file": name,
                "source": fingerprint(source),
                "jinja": jinja2.__version__,
                "uses": copy.uses,
                "extends": copy.extends,
                "undeclared": sorted(copy.undeclared),
                "code": copy.code,
            },
            separators=(",", ":"),
        )
        for name, source, copy in sorted(rows, key=lambda row: row[0])
    ]
    return "\n".join(lines) + "\n"
