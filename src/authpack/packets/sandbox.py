"""Work on a stranger's file in a child process with limits of time and memory (for exhibits and forms alike).

What comes back is JSON and byte strings, never pickled objects: a child that a hostile file took over can hand
back a wrong document, but no code.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Final

from authpack.errors import AuthpackError, DocumentRefused, InputError, MissingPartError, OutputError

SECONDS: Final = 60.0
"""Wall-clock limit of one piece of work, unless its caller names another."""
MEGABYTES: Final = 1_500
"""Address space of the child, unless its caller names another. Not enforced on Windows."""

_LENGTH = struct.Struct(">Q")
_REFUSALS = {one.__name__: one for one in (DocumentRefused, InputError, MissingPartError, OutputError)}


@dataclass(frozen=True, slots=True)
class Work:
    """What goes to a child and what comes back: ``data`` is JSON, ``files`` are byte strings."""

    data: Any = None
    files: tuple[bytes, ...] = field(default=(), repr=False)


class Leash:
    """Holds child processes, so that another thread can end them all when their work is no longer wanted."""

    def __init__(self) -> None:
        self._held: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self.let_go = False
        """Nothing more is wanted: every child was ended, and none may start."""

    def hold(self, process: subprocess.Popen[bytes]) -> None:
        """Keep hold of a child; one that comes too late is ended."""
        with self._lock:
            self._held.add(process)
            if self.let_go:
                process.kill()

    def release(self, process: subprocess.Popen[bytes]) -> None:
        """Forget a child that has ended."""
        with self._lock:
            self._held.discard(process)

    def end(self) -> None:
        """End every child."""
        with self._lock:
            self.let_go = True
            for process in self._held:
                process.kill()


def in_child(
    function: Callable[[Work], Work] | str,
    work: Work,
    *,
    what: str,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    leash: Leash | None = None,
) -> Work:
    """Run a function of a module (not a nested one), or the one named "module:function", in a child process.

    ``what`` names the file in messages. Refusals of the child arrive as they are; InputError when it needs more
    time or memory than allowed, crashes, or meets a file that breaks its reader.
    """
    target = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
    # Through a file: a pipe that is read only at its end would let a child fill this process's memory.
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryDirectory() as folder:
        place = os.path.join(folder, "place")  # noqa: PTH118
        try:
            code = run_child(
                [target, str(megabytes), str(int(seconds) + 1)],
                _packed(work),
                answer,
                place,
                seconds,
                leash or Leash(),
            )
        except subprocess.TimeoutExpired:
            raise _too_much(what + _told(place), f"more than {seconds:.0f} seconds") from None
        answer.seek(0)
        return _answer(answer.read(), code, what + _told(place), megabytes)


def run_child(
    words: list[str], given: bytes, answer: IO[bytes], place: str, seconds: float, leash: Leash
) -> int:
    """Start the child, hand it its work, wait; its exit code. TimeoutExpired when it takes too long."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *words],
        stdin=subprocess.PIPE,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env={**_environment(), PLACE: place},
    )
    leash.hold(process)
    try:
        process.communicate(given, timeout=seconds)
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        leash.release(process)
    return process.returncode


PLACE: Final = "AUTHPACK_PLACE"
"""Names, in the child's environment, the file to which the child writes the page that it works on (``tell``)."""


def tell(page: int) -> None:
    """Say in the child which page is worked on next, so that the message can name it when the child dies."""
    path = os.environ.get(PLACE)
    if path:
        with contextlib.suppress(OSError), open(path, "wb", buffering=0) as file:  # noqa: PTH123
            file.write(b"%d" % page)


def _told(path: str) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return f" (at page {int(file.read(9))})"
    except (OSError, ValueError):
        return ""


def _answer(content: bytes, code: int, what: str, megabytes: int) -> Work:
    try:
        answer = _unpacked(content)
    except (ValueError, struct.error):
        raise InputError(
            f"{what} made its reader stop (code {code}).",
            why="A file that does this is damaged, or made to do harm.",
            do="Open it in a viewer, print it to a new PDF, and use that.",
        ) from None
    refusal = answer.data.get("refused") if isinstance(answer.data, dict) else None
    if refusal is None:
        return Work(answer.data["done"], answer.files)
    if refusal["kind"] == "MemoryError":
        raise _too_much(what, f"more than {megabytes} MB of memory")
    if refusal["kind"] in _REFUSALS:
        raise _REFUSALS[refusal["kind"]](refusal["what"], why=refusal["why"], do=refusal["do"])
    raise InputError(
        f"{what} cannot be read: it breaks the reader ({refusal['kind']}).",
        do="Open it in a viewer, print it to a new PDF, and use that.",
    )


def _too_much(what: str, amount: str) -> InputError:
    return InputError(
        f"{what} needs {amount}.",
        why="It is damaged, or made to use up the machine.",
        do="Open it in a viewer, print it to a new PDF, and use that.",
    )


def _environment() -> dict[str, str]:
    """The child sees this program's own modules first, and nothing that changes its output."""
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    paths = [here, *(path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}


_PROGRAM = "from authpack.packets.sandbox import child; child()"


def child() -> None:
    """The child's side: limits first, then the work on stdin, then the answer on stdout."""
    target, megabytes, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    _limit(megabytes, seconds)
    stdout = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not mix with the answer.
    os.dup2(2, 1)
    try:
        module, _, name = target.partition(":")
        __import__(module)
        work = _unpacked(sys.stdin.buffer.read())
        done: Work = getattr(sys.modules[module], name)(work)
        answer = Work({"done": done.data}, done.files)
    except AuthpackError as error:
        answer = _refused(type(error).__name__, error.what, error.why, error.do)
    except BaseException as error:
        answer = _refused(type(error).__name__)
    stdout.write(_packed(answer))
    stdout.flush()
    # No clean-up of a reader that a broken file may have left in any state.
    os._exit(0)


def _refused(kind: str, what: str = "", why: str = "", do: str = "") -> Work:
    return Work({"refused": {"kind": kind, "what": what, "why": why, "do": do}})


def _limit(megabytes: int, seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        amount = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (amount, amount))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _packed(work: Work) -> bytes:
    parts: Sequence[bytes] = (json.dumps(work.data).encode(), *work.files)
    return b"".join(piece for part in parts for piece in (_LENGTH.pack(len(part)), part))


def _unpacked(content: bytes) -> Work:
    parts, at = [], 0
    while at < len(content):
        (length,) = _LENGTH.unpack_from(content, at)
        at += _LENGTH.size
        if at + length > len(content):
            raise ValueError("cut off")
        parts.append(content[at : at + length])
        at += length
    return Work(json.loads(parts[0]) if parts else _nothing(), tuple(parts[1:]))


def _nothing() -> Any:
    raise ValueError("empty")
