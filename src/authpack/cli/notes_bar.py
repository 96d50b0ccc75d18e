"""A bar on stderr while notes are written; nothing at all when stderr is no terminal."""

from __future__ import annotations

import sys
from types import TracebackType

CELLS = 30


class Bar:
    """``with Bar("notes") as bar``: tell it the total with ``begin``, then each ``step``."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.total = 0
        self.done = 0
        self._shown = False
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def begin(self, total: int) -> None:
        """How many steps there will be."""
        self.total = total
        self._draw()

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        self._draw()

    def _draw(self) -> None:
        if not self._terminal or self.total < 2:
            return
        self._shown = True
        filled = CELLS * self.done // self.total
        sys.stderr.write(
            f"\r[{'#' * filled}{'.' * (CELLS - filled)}] {self.done} of {self.total} {self.what}"
        )
        sys.stderr.flush()
