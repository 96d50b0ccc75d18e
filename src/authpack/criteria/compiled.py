"""The policy files read once: a generated copy as JSON, used only for a file whose bytes are unchanged.

YAML is the source and takes two thirds of the time of loading everything. ``policies.compiled.jsonl`` holds a
line for each revision file: its name, the sha256 of its bytes, the canonical sha256 of its content, and the
content. A file that was edited, or has no line, is read as YAML: the copy can make nothing different, only faster.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from jiter import from_json

NAME = "policies.compiled.jsonl"
_START = b'{"file":"'


class Found(NamedTuple):
    """The content of one file, and the sha256 of its canonical form."""

    data: dict[str, Any]
    canonical: str


class Compiled:
    """The lines of one folder; a line is parsed only when its file is asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _lines(self) -> dict[str, tuple[int, int]]:
        """Where the line of each file begins and ends; nothing is copied until a line is asked for."""
        found: dict[str, tuple[int, int]] = {}
        content, start = self._content, 0
        while start < len(content):
            end = content.find(b"\n", start)
            end = len(content) if end < 0 else end
            if content.startswith(_START, start):
                name = start + len(_START)
                found[content[name : content.index(b'"', name)].decode()] = start, end
            start = end + 1
        return found

    def find(self, file: str, source: bytes) -> Found | None:
        """What the file with these bytes holds; None when it is not here, was edited since, or cannot be read."""
        place = self._lines.get(file)
        if place is None:
            return None
        line = self._content[slice(*place)]
        if hashlib.sha256(source).hexdigest().encode() not in line[:400]:
            return None
        try:
            row = from_json(line, cache_mode="keys")
            return Found(row["data"], row["canonical"])
        except (ValueError, KeyError, TypeError):
            return None


def read_compiled(folder: Path) -> Compiled:
    """The copy in a folder of policies; an absent one is empty."""
    try:
        return Compiled((folder / NAME).read_bytes())
    except OSError:
        return Compiled(b"")


def written(rows: Iterable[tuple[str, bytes, str, dict[str, Any]]]) -> str:
    """The file's text: for each revision its name, bytes, canonical sha256 and content, by name."""
    lines = [
        json.dumps(
            {
                "file": file,
                "source": hashlib.sha256(source).hexdigest(),
                "canonical": canonical,
                "data": data,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for file, source, canonical, data in sorted(rows, key=lambda row: row[0])
    ]
    return "\n".join(lines) + "\n"
