"""From a path or a text to checked data that knows its lines."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from authpack.textio.lines import LineIndex, Place, json_marks, yaml_marks
from authpack.textio.refusal import MAX_BYTES, refuse
from authpack.textio.strict_json import read_json
from authpack.textio.strict_yaml import YamlReader


@dataclass(frozen=True)
class LoadedText:
    """One file's content. ``data``: plain dicts, lists and text; ``text``: the source it came from."""

    name: str
    data: dict[str, Any] = field(repr=False)
    text: str = field(repr=False)
    format: Literal["yaml", "json"] = "yaml"

    def line_of(self, path: Place) -> int | None:
        """The line (from 1) on which the value at ``path`` stands, or its nearest parent that exists.

        Read again from the text on the first call: only a refusal needs lines. None when the text
        no longer reads.
        """
        for length in range(len(path), -1, -1):
            if (line := self._lines.get(path[:length])) is not None:
                return line
        return None

    @cached_property
    def _lines(self) -> dict[Place, int]:
        if self.format == "yaml":
            return LineIndex(yaml_marks(self.text), str).lines
        return LineIndex(json_marks(self.text), json.loads).lines


def load_path(path: Path, name: str | None = None) -> LoadedText:
    """Read a ``.yaml``, ``.yml`` or ``.json`` file in UTF-8 (a byte-order mark is accepted).

    name: how messages call the file; its own name when not given. Raises InputError.
    """
    name = name or path.name
    load = {".yaml": load_yaml, ".yml": load_yaml, ".json": load_json}.get(path.suffix.lower())
    if load is None:
        refuse(name, "is neither .yaml, .yml nor .json.", "Save it as YAML or JSON.")
    return load(decoded(file_bytes(path, name), name), name)


def load_yaml(text: str, name: str) -> LoadedText:
    """Read strict YAML; every scalar is text, an empty one, ``~`` or ``null`` is None. Raises InputError."""
    text = _checked(text, name)
    return LoadedText(name, YamlReader(text, name).read(), text, "yaml")


def load_json(text: str, name: str) -> LoadedText:
    """Read strict JSON: no double keys, no NaN; decimals come as ``Decimal``. Raises InputError."""
    text = _checked(text, name)
    return LoadedText(name, read_json(text, name), text, "json")


def file_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file, one more than the limit at most; InputError (calling it ``name``) when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        refuse(name, "does not exist.", "Check the name and the folder.")
    except IsADirectoryError:
        refuse(name, "is a folder, not a file.", "Name the file itself.")
    except (OSError, ValueError):
        refuse(name, "cannot be opened.", "Check that you may read it.")


def decoded(content: bytes, name: str) -> str:
    """The text of a file's bytes; InputError when there are too many, or they are not UTF-8."""
    if len(content) > MAX_BYTES:
        refuse(name, f"is larger than {MAX_BYTES // 1_000_000} MB.", "Check that it is the right file.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        refuse(name, "is not UTF-8 text.", "Save the file with the encoding UTF-8.", line)


def _checked(text: str, name: str) -> str:
    text = text.removeprefix("\ufeff")
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        refuse(name, "holds half a character (a lone surrogate).", "Type the text again.", line)
    if size > MAX_BYTES:
        refuse(name, f"is larger than {MAX_BYTES // 1_000_000} MB.", "Check that it is the right file.")
    if not text.strip():
        refuse(name, "is empty.", "Fill it in, or name the right file.")
    return text
