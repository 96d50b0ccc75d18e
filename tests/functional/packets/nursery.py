"""Children for tests without the price of starting an interpreter for each: one process that has loaded the readers forks them.

Each piece of work still runs in a process of its own, under the product's own limits (``sandbox.child`` sets them), and
dies alone. What differs from the product is only that the libraries are loaded already. Tests of the limits themselves
take the product's way (fixture ``own_interpreter``).
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from authpack.packets import sandbox

MODULES = (
    "authpack.packets.reading.normalize",
    "authpack.packets.reading.pdfs",
    "authpack.packets.forms.reading",
    "authpack.packets.forms.writing",
    "authpack.packets.forms.picture",
    "pypdfium2",
    "pypdf",
    "pikepdf",
)
_PAUSE = 0.002


class Nursery:
    """The process that forks, and ``run_child`` in the shape of the product's."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.address = str(Path(self._folder.name) / "socket")
        program = f"from tests.functional.packets.nursery import serve; serve({self.address!r})"
        root = Path(__file__).resolve().parents[3]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        environment["PYTHONPATH"] = os.pathsep.join([str(root / "src"), str(root)])
        self._process = subprocess.Popen([sys.executable, "-c", program], env=environment, cwd=root)
        while not Path(self.address).exists():
            if self._process.poll() is not None:
                raise RuntimeError("the process that forks children did not start")
            time.sleep(0.01)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()

    def run_child(
        self, words: list[str], given: bytes, answer: IO[bytes], place: str, seconds: float, leash: object
    ) -> int:
        """Hand the work to a forked child; its exit code. TimeoutExpired when it takes too long."""
        with tempfile.TemporaryFile() as work, socket.socket(socket.AF_UNIX) as line:
            work.write(given)
            work.seek(0)
            line.connect(self.address)
            asked = json.dumps([words, place]).encode()
            socket.send_fds(line, [asked], [work.fileno(), answer.fileno()])
            line.settimeout(seconds)
            try:
                return int(line.recv(32))
            except TimeoutError:
                # Closing the line ends the child.
                raise subprocess.TimeoutExpired(words, seconds) from None


def serve(address: str) -> None:
    """The forking process: one connection, one child."""
    for name in MODULES:
        __import__(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    parent = os.getppid()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen(16)
        door.settimeout(1.0)
        while os.getppid() == parent:
            with contextlib.suppress(TimeoutError):
                line, _ = door.accept()
                if os.fork() == 0:
                    _keep(line)
                    os._exit(0)
                line.close()


def _keep(line: socket.socket) -> None:
    """In a process of its own: start the worker, wait for it or for the other end to hang up."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    line.setblocking(True)
    asked, files, _, _ = socket.recv_fds(line, 65_536, 2)
    words, place = json.loads(asked)
    worker = os.fork()
    if worker == 0:
        _work(words, place, files[0], files[1])
    while True:
        done, status = os.waitpid(worker, os.WNOHANG)
        if done:
            line.sendall(str(os.waitstatus_to_exitcode(status)).encode())
            return
        if select.select([line], [], [], _PAUSE)[0]:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            return


def _work(words: list[str], place: str, given: int, answer: int) -> None:
    os.dup2(given, 0)
    os.dup2(answer, 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.environ[sandbox.PLACE] = place
    sys.argv = ["-c", *words]
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sandbox.child()
