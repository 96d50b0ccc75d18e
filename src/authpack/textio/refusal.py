"""The limits of a file, and the one way to refuse it."""

from __future__ import annotations

import re
from typing import Never

from authpack.errors import Fault, InputError

MAX_BYTES = 10_000_000
"""Largest file read, in bytes: a case is about 30 KB, a policy about 20 KB."""
MAX_DEPTH = 40
"""Deepest nesting of lists and mappings."""
MAX_NODES = 500_000
"""Most values in one file."""
MAX_FAULTS = 50
"""Faults listed in one refusal; the rest shows after these are mended."""

_NAMEABLE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,59}")


def key_words(key: object) -> str:
    """The key as a message may show it: names of fields yes, anything that could be a sentence no."""
    return str(key) if _NAMEABLE.fullmatch(str(key)) else "(key)"


def refuse(name: str, what: str, do: str, line: int | None = None) -> Never:
    """Refuse a file for one fault. Raises InputError."""
    refuse_all(name, [Fault(f"{name}:{line}" if line else name, what, do)])


def refuse_all(name: str, faults: list[Fault]) -> Never:
    """Refuse a file with every fault found so far. Raises InputError."""
    raise InputError(f"{name} cannot be read.", faults=tuple(faults[:MAX_FAULTS]))
