"""What is asked of one file, what was found in it, and the place where the work stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from authpack.packets.sandbox import tell


@dataclass(frozen=True, slots=True)
class Asked:
    """``pages``: which pages, from 1; None for all. ``suffix``: the ending of the file's name, with its dot.

    ``title``: of a converted document; ``recompress``: pictures may be made smaller; ``folders``: of templates, for the look
    of converted documents.
    """

    suffix: str = ""
    title: str = ""
    pages: tuple[int, ...] | None = None
    password: str | None = field(default=None, repr=False)
    recompress: bool = False
    folders: tuple[str, ...] = ()


@dataclass(slots=True)
class Clean:
    """A file as clean pages: ``pdf`` is the open pikepdf document that is to be sent.

    ``pages``: for each page its number in the file; ``total``: pages of the file; ``notes``: what was removed,
    repaired or changed, in words without any text of the file.
    """

    pdf: Any
    pages: list[int]
    total: int
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class Place:
    """Where the work stands, kept for the message when it stops there."""

    page = 0

    def at(self, page: int) -> None:
        """The number of the page (of the file, from 1) that is worked on next."""
        self.page = page
        tell(page)
