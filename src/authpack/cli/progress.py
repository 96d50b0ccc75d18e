"""One line on stderr for work that takes longer than a second."""

from __future__ import annotations

import sys
import time

FIRST = 1.0
EVERY_ON_TERMINAL = 0.2
EVERY_IN_LOG = 5.0


class Progress:
    """Counts steps; says nothing during the first second. On a terminal the line is rewritten in place."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.done = 0
        self._start = time.monotonic()
        self._next = self._start + FIRST
        self._terminal = sys.stderr.isatty()
        self._shown = False

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        now = time.monotonic()
        if now >= self._next:
            self._next = now + (EVERY_ON_TERMINAL if self._terminal else EVERY_IN_LOG)
            self._say(f"{self.done:,} {self.what}, {self.done / (now - self._start):,.0f} a second")

    def clear(self) -> None:
        """Make room for another message."""
        if self._shown and self._terminal:
            sys.stderr.write("\r\x1b[K")

    def finish(self, remark: str = "") -> None:
        """The last line, when any was shown or there is something to remark."""
        self.clear()
        if self._shown or remark:
            text = f"{self.done:,} {self.what}" + (f"; {remark}" if remark else "")
            sys.stderr.write(f"{text}\n")

    def _say(self, text: str) -> None:
        self._shown = True
        sys.stderr.write(f"\r\x1b[K{text}" if self._terminal else f"{text}\n")
        sys.stderr.flush()
