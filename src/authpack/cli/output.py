"""Where output goes: the terminal with its width and colours; files that are whole or not there at all."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from authpack.errors import Fault, OutputError

FILE_WIDTH = 100
"""Width of text in files and pipes, in characters: the same everywhere, so that the bytes are."""
NARROWEST = 40
PART = 16_384

_CODES = {"good": "32", "bad": "31", "open": "33", "dim": "2", "bold": "1", "plain": "0"}


def width() -> int:
    """Characters per line: COLUMNS, else the terminal's, else 100 (shutil's rule, without its import)."""
    try:
        wanted = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        wanted = 0
    if wanted <= 0:
        try:
            wanted = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError, AttributeError):
            wanted = FILE_WIDTH
    return max(NARROWEST, wanted or FILE_WIDTH)


def colour() -> bool:
    """Whether stdout is a terminal that takes colours (NO_COLOR unset, TERM not dumb)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(text: str, tone: str, on: bool) -> str:
    """Text in a tone (good, bad, open, dim, bold) when colours are on."""
    return f"\x1b[{_CODES[tone]}m{text}\x1b[0m" if on and tone != "plain" else text


def emit(text: str) -> None:
    """Write to stdout and flush; OutputError when that place is full or closed (a broken pipe stays one)."""
    emit_part(text if text.endswith("\n") else text + "\n", flush=True)


def emit_part(text: str, *, flush: bool = False) -> None:
    """Write a part of what goes to stdout, as ``emit``."""
    try:
        # In parts: an unbuffered stdout reports a reader that went away only on the next write.
        for start in range(0, len(text), PART):
            sys.stdout.write(text[start : start + PART])
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"The output cannot be written ({error.strerror}).", do="Free some space, or give -o FILE."
        ) from None


def write_file(path: Path, content: str | bytes, *, force: bool) -> None:
    """One whole file, or none: see ``write_files``."""
    write_files(path.parent, {path.name: content}, force=force)


def write_files(folder: Path, files: Mapping[str, str | bytes], *, force: bool) -> None:
    """Write files into a folder, all of them or none.

    Without ``force`` an existing file is never overwritten. Each is written beside its place and then
    moved over it. Raises OutputError.
    """
    check_place(folder, files, force=force)
    parts: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            part = folder / f".{name}.{os.getpid()}.part"
            parts[part] = folder / name
            _write(part, content.encode() if isinstance(content, str) else content)
        for part, target in parts.items():
            part.replace(target)
    except OSError as error:
        raise _unwritable(folder, error) from None
    finally:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def check_place(folder: Path, names: Mapping[str, object], *, force: bool) -> None:
    """OutputError when a folder is a file, a file a folder, or one would be overwritten; asked before any long work."""
    standing = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    if standing.exists() and not standing.is_dir():
        raise OutputError(f"{standing} is a file, not a folder.", do="Name another folder with -o.")
    folders = [name for name in names if (folder / name).is_dir()]
    if folders:
        raise OutputError(
            f"{folder / folders[0]} is a folder, where a file is to be written; nothing was written.",
            do="Name the file itself, or another place.",
        )
    taken = [name for name in names if (folder / name).exists()]
    if taken and not force:
        raise OutputError(
            "Files would be overwritten; nothing was written.",
            faults=tuple(Fault(str(folder / name), "exists.") for name in taken),
            why="They may hold your own changes.",
            do="Give --force, or another place with -o.",
        )


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{folder} cannot be written ({error.strerror or type(error).__name__}); nothing was written.",
        do="Check the folder's rights and free space, or name another with -o.",
    )
