"""``authpack check FILE.jsonl``: one record per line in, one determination per line out, in flat memory."""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from authpack import api
from authpack.cli import output
from authpack.cli.progress import Progress
from authpack.errors import AuthpackError, InputError, OutputError
from authpack.textio import MAX_BYTES

BAD_LINES = 2


def run_lines(arguments: argparse.Namespace) -> int:
    """Judge every line; bad ones are named on stderr with their number, and the rest is finished."""
    if arguments.format not in (None, "json"):
        raise InputError(
            "JSON lines are answered in JSON lines only.", do="Leave --format out, or check one case file."
        )
    # Long work: cycles must be collected, and all that is loaded by now stays.
    gc.freeze()
    gc.enable()
    library = api.catalog(arguments.policies, only=arguments.policy)
    if arguments.policy is not None and not library.revisions:
        library = api.catalog(arguments.policies)
    with _lines(arguments.case) as lines, _sink(arguments) as out:
        return _judge_all(lines, out, library, arguments)


def _judge_all(
    lines: Iterator[tuple[int, bytes | None]],
    out: IO[str],
    library: api.Catalog,
    arguments: argparse.Namespace,
) -> int:
    progress, bad = Progress("records judged"), 0
    shelf = api.shelf_of(library)
    if arguments.policy is not None and arguments.policy not in library.revisions:
        library.governing(arguments.policy, arguments.as_of)  # raises, with the nearest ids
    for number, line in lines:
        try:
            _write(out, _answer(number, line, library, shelf, arguments))
        except OutputError:
            raise
        except AuthpackError as error:
            bad += 1
            progress.clear()
            print(f"line {number}: {error.render()}", file=sys.stderr)
        progress.step()
    progress.finish(f"{bad} could not be judged" if bad else "")
    return BAD_LINES if bad else 0


def _answer(
    number: int, line: bytes | None, library: api.Catalog, shelf: api.Shelf, arguments: argparse.Namespace
) -> str:
    if line is None:
        raise InputError(
            f"The line is longer than {MAX_BYTES // 1_000_000} MB.", do="Check that it is one record."
        )
    case = _case(number, line)
    result = api.check(
        case,
        policy=arguments.policy,
        request=arguments.request,
        as_of=arguments.as_of,
        policy_date=arguments.policy_date,
        library=library,
        shelf=shelf,
    )
    return json.dumps(api.explain(result, case), ensure_ascii=False, separators=(",", ":")) + "\n"


def _case(number: int, line: bytes) -> api.Case:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(
            "The line is not UTF-8 text.", do="Write the file with the encoding UTF-8."
        ) from None
    if not text.lstrip().startswith("{"):
        raise InputError("The line is not a JSON object.", do="Write one case as one JSON object per line.")
    return api.load_case(text, name=f"line {number}")


@contextlib.contextmanager
def _lines(path: Path) -> Iterator[Iterator[tuple[int, bytes | None]]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(
            f"{path} cannot be opened ({error.strerror}).", do="Check the name and that you may read it."
        ) from None
    with file:
        yield _numbered(file)


def _numbered(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers, blank ones left out; None for one too long to be a record."""
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_BYTES)
            yield number, None
        elif line.strip():
            yield number, line


@contextlib.contextmanager
def _sink(arguments: argparse.Namespace) -> Iterator[IO[str]]:
    """Stdout, or a file that appears under its name only when it is complete."""
    target: Path | None = arguments.output
    if target is None:
        yield sys.stdout
        return
    output.check_place(target.parent, {target.name: ""}, force=arguments.force)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            yield file
        part.replace(target)
    except OSError as error:
        raise OutputError(
            f"{target} cannot be written ({error.strerror}); nothing was written.",
            do="Name another place with -o.",
        ) from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _write(out: IO[str], text: str) -> None:
    if out is sys.stdout:
        output.emit_part(text)
    else:
        out.write(text)
