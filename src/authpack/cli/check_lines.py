"""``authpack check FILE.jsonl``: one record per line in, one determination per line out, in flat memory."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from authpack.cli import output
from authpack.cli.lines_work import Asked, Line, answers
from authpack.cli.progress import Progress
from authpack.errors import InputError, OutputError
from authpack.textio import MAX_BYTES

BAD_LINES = 2


def run_lines(arguments: argparse.Namespace) -> int:
    """Judge every line; bad ones are named on stderr with their number, and the rest is finished."""
    if arguments.format not in (None, "json"):
        raise InputError(
            "JSON lines are answered in JSON lines only.", do="Leave --format out, or check one case file."
        )
    asked = Asked(
        tuple(arguments.policies), arguments.policy, arguments.request, arguments.as_of, arguments.policy_date
    )
    with _lines(arguments.case) as lines, _sink(arguments) as out:
        return _judge_all(lines, out, asked, arguments.jobs or os.cpu_count() or 1)


def _judge_all(lines: Iterator[Line], out: IO[str], asked: Asked, processes: int) -> int:
    progress, bad = Progress("records judged"), 0
    for answer in answers(lines, asked, processes):
        if answer.text is None:
            bad += 1
            progress.clear()
            print(f"line {answer.number}: {answer.error}", file=sys.stderr)
        else:
            _write(out, answer.text)
        progress.step()
    progress.finish(f"{bad} could not be judged" if bad else "")
    return BAD_LINES if bad else 0


@contextlib.contextmanager
def _lines(path: Path) -> Iterator[Iterator[Line]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(
            f"{path} cannot be opened ({error.strerror}).", do="Check the name and that you may read it."
        ) from None
    with file:
        yield _numbered(file)


def _numbered(file: IO[bytes]) -> Iterator[Line]:
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
