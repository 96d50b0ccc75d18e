"""Judging the lines of a file of records: what one process does with a few of them, and several processes in order."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from pydantic_core import to_json

from authpack import api
from authpack.errors import AuthpackError, InputError
from authpack.textio import MAX_BYTES

Line = tuple[int, bytes | None]
"""A line's number and its bytes; None for one too long to be a record."""
AT_ONCE: Final = 32
"""Lines handed over together: enough that the handing over costs little, few enough that memory stays flat."""
WAITING: Final = 3
"""Bundles per process that are read ahead; more would only lie in memory."""


class Asked(NamedTuple):
    """What is asked of every line; plain values, so that another process can be told."""

    policies: tuple[Path, ...]
    policy: str | None
    request: str | None
    as_of: date | None
    policy_date: date | None


class Answer(NamedTuple):
    """The determination of a line as one line of JSON, or why there is none."""

    number: int
    text: str | None
    error: str | None


class Judge:
    """Policies loaded once, and lines judged by them."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        library = api.catalog(asked.policies, only=asked.policy)
        if asked.policy is not None and not library.revisions:
            library = api.catalog(asked.policies)
        self.library, self.shelf = library, api.shelf_of(library)
        if asked.policy is not None and asked.policy not in library.revisions:
            library.governing(asked.policy, asked.as_of or date.max)  # raises, with the nearest ids

    def answer(self, line: Line) -> Answer:
        """The answer to one line; what is wrong with it is an answer too."""
        number, data = line
        try:
            return Answer(number, self._text(number, data), None)
        except AuthpackError as error:
            return Answer(number, None, error.render())

    def _text(self, number: int, data: bytes | None) -> str:
        case, asked = _case(number, data), self.asked
        result = api.check(
            case,
            policy=asked.policy,
            request=asked.request,
            as_of=asked.as_of,
            policy_date=asked.policy_date,
            library=self.library,
            shelf=self.shelf,
        )
        # Written by the library that wrote the models: the same text as json.dumps, in a third of its time.
        return to_json(api.explain(result, case)).decode() + "\n"


def answers(lines: Iterable[Line], asked: Asked, processes: int) -> Iterator[Answer]:
    """An answer for each line, in the order of the lines. One bundle of lines or one process: judged right here."""
    judge, waiting = Judge(asked), iter(lines)
    # Long work: cycles must be collected, and all that is loaded by now stays.
    gc.freeze()
    gc.enable()
    first = list(islice(waiting, AT_ONCE))
    yield from map(judge.answer, first)
    if processes < 2 or len(first) < AT_ONCE:
        yield from map(judge.answer, waiting)
    else:
        yield from _spread(waiting, asked, processes)


def _spread(lines: Iterator[Line], asked: Asked, processes: int) -> Iterator[Answer]:
    # "spawn" everywhere: a copy of a running process may hold its locks.
    with ProcessPoolExecutor(processes, get_context("spawn"), _start, (asked,)) as pool:
        running: deque[Future[list[Answer]]] = deque()
        try:
            while bundle := list(islice(lines, AT_ONCE)):
                running.append(pool.submit(_work, bundle))
                if len(running) >= processes * WAITING:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


_judges: list[Judge] = []
"""The judge of a process that serves others: made once, when it starts."""


def _start(asked: Asked) -> None:
    _judges[:] = [Judge(asked)]
    gc.freeze()


def _work(bundle: list[Line]) -> list[Answer]:
    return [_judges[0].answer(line) for line in bundle]


def _case(number: int, data: bytes | None) -> api.Case:
    if data is None:
        raise InputError(
            f"The line is longer than {MAX_BYTES // 1_000_000} MB.", do="Check that it is one record."
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(
            "The line is not UTF-8 text.", do="Write the file with the encoding UTF-8."
        ) from None
    if not text.lstrip().startswith("{"):
        raise InputError("The line is not a JSON object.", do="Write one case as one JSON object per line.")
    return api.load_line(data, number)
