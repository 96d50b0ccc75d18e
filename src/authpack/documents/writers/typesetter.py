"""The typesetter (typst): one compiler for each source and set of fonts, shared by threads.

Making a compiler scans the fonts, so it is kept for the process; its lock lets threads share it. It works outside
Python's own lock: two compilers set two documents at the same time.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

DOCUMENT = "document.json"
"""The name under which a ``.typ`` file reads the document."""


class TypesetError(Exception):
    """The typesetter could not do it. Its own message may quote the patient's text, so it is not kept."""


def typeset(source: Path, fonts: tuple[Path, ...], document: bytes, kind: str, **options: Any) -> bytes:
    """One compilation of a fixed ``.typ`` file; the document reaches it as a file of JSON, never as source.

    kind: ``pdf`` or ``png``; the other options are the typesetter's own. TypesetError when it cannot be set.
    """
    import typst

    try:
        compiler, lock = _compiler(source, fonts)
        # Files, not inputs: with other inputs typst forgets all that it has laid out before.
        files = {"main.typ": source, DOCUMENT: document}
        with lock:
            made = compiler.compile(files, format=kind, **options)
    except typst.TypstError:
        raise TypesetError from None
    if not isinstance(made, bytes):
        raise TypesetError
    return made


@lru_cache(maxsize=16)
def _compiler(_source: Path, fonts: tuple[Path, ...]) -> tuple[Any, Lock]:
    import typst

    own = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in fonts]
    )
    return typst.Compiler(font_paths=own, ignore_system_fonts=True), Lock()
