"""The shipped templates translated once: a generated copy, used only for a template whose text is unchanged.

Parsing and translating a letter's templates takes a sixth of a first letter. ``templates.compiled.jsonl`` holds a line
for each: its name, the sha256 of its text, the Jinja version that translated it, what it refers to and names. The
Python that Jinja's sandbox wrote stands in the folder ``translated``, a file for each template, so that Python keeps
its bytecode as it does for any module. A template that was edited, is the practice's own, or met another Jinja is
translated anew: the copy can make nothing different, only faster.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import jinja2

NAME = "templates.compiled.jsonl"
FOLDER = "translated"
_START = '{"file":"'


class Copy(NamedTuple):
    """What was learned of one template when it was translated.

    uses: every template it names; extends: those whose frame it fills; undeclared: the values it takes from outside.
    """

    uses: tuple[str, ...]
    extends: tuple[str, ...]
    undeclared: frozenset[str]


class Copies:
    """The lines of the file; a line is parsed only when its template is asked for.

    folder: that of the templates, with their Python; without one there is none.
    """

    def __init__(self, text: str, folder: Path | None = None) -> None:
        rows = (line for line in text.split("\n") if line.startswith(_START))
        self._lines = {line[len(_START) : line.index('"', len(_START))]: line for line in rows}
        self._folder = folder
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
            copy = Copy(tuple(row["uses"]), tuple(row["extends"]), frozenset(row["undeclared"]))
        except (ValueError, KeyError, TypeError):
            return None
        self._read[name] = (source, copy)
        return copy

    def code(self, name: str, source: str) -> CodeType | None:
        """The template with this text as Python; None as for ``find``, or when the Python was made from another text."""
        if self._folder is None or self.find(name, source) is None:
            return None
        try:
            code = SourceFileLoader(name, str(self._folder / file_of(name))).get_code(name)
        except (OSError, ImportError, SyntaxError, ValueError, EOFError):
            return None
        if code is None or _origin(source) not in code.co_consts:
            return None
        # Jinja tells a fault's place by the name that the code says it was translated from.
        return code.replace(co_filename=name)


def fingerprint(source: str) -> str:
    """The sha256 of a template's text."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def _origin(source: str) -> tuple[str, str]:
    return (fingerprint(source), jinja2.__version__)


def python_of(code: str, source: str) -> str:
    """The text of a template's file of Python: what Jinja wrote, and from which text by which Jinja.

    The row and the file can be torn apart (a merge, half an update): neither is used with another's.
    """
    return f"{code}\norigin = {_origin(source)!r}\n"


def file_of(name: str) -> str:
    """Where a template's Python stands in the folder of templates (``letters/a.md.j2``: translated/letters.a.py)."""
    return f"{FOLDER}/{name.removesuffix('.j2').removesuffix('.md').replace('/', '.')}.py"


@lru_cache(maxsize=4)
def read_copies(folder: Path) -> Copies:
    """The copy in a folder of templates; an absent one is empty."""
    try:
        return Copies((folder / NAME).read_text(encoding="utf-8"), folder)
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
            },
            separators=(",", ":"),
        )
        for name, source, copy in sorted(rows, key=lambda row: row[0])
    ]
    return "\n".join(lines) + "\n"
