"""Which page is where: sections in order, parts of at most so many bytes, packet page numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from authpack.errors import DocumentRefused, Fault

COVER, CONTENTS = "cover", "contents"
PER_PAGE: Final = 900
"""Bytes that stamp, label and page add to each page, roughly."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages that belong together.

    ``key``: ``letter``, ``crosswalk``, ``treatment``, ``exhibit:x1``, ``notice:x1``, ``form:0``; ``group``: sections of
    one group stay in one part; ``size``: bytes, roughly; ``name``: how messages call it.
    """

    key: str
    name: str
    pages: int
    size: int
    group: str


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF of the packet. ``first``: the packet page that its cover is."""

    number: int
    first: int
    cover: int
    contents: int
    sections: tuple[Section, ...]

    @property
    def pages(self) -> int:
        """All its pages, cover and contents included."""
        return self.cover + self.contents + sum(one.pages for one in self.sections)

    @property
    def last(self) -> int:
        """The packet page that its last page is."""
        return self.first + self.pages - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """All parts."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """Pages of all parts."""
        return sum(part.pages for part in self.parts)

    def place(self, key: str) -> tuple[int, Part]:
        """The packet page on which a section starts, and its part."""
        for part in self.parts:
            at = part.first + part.cover + part.contents
            for section in part.sections:
                if section.key == key:
                    return at, part
                at += section.pages
        raise KeyError(key)


def lay_out(heaps: Sequence[Sequence[Section]], counts: Mapping[str, int]) -> Layout:
    """Packet page numbers for sections already divided into parts; ``counts``: pages of ``cover:1``, ``contents:1`` ...."""
    parts: list[Part] = []
    first = 1
    for number, heap in enumerate(heaps, 1):
        part = Part(
            number,
            first,
            counts.get(f"{COVER}:{number}", 1),
            counts.get(f"{CONTENTS}:{number}", 1),
            tuple(heap),
        )
        parts.append(part)
        first += part.pages
    return Layout(tuple(parts))


def divide(sections: Sequence[Section], limit: int | None, front: int) -> list[list[Section]]:
    """The sections in parts of at most ``limit`` bytes, cut only between groups; ``front``: bytes of a cover and contents.

    DocumentRefused names every group that is too large by itself: nothing is dropped to make it fit.
    """
    if limit is None:
        return [list(sections)]
    groups: dict[str, list[Section]] = {}
    for one in sections:
        groups.setdefault(one.group, []).append(one)
    room = limit - front
    sizes = {name: sum(one.size + one.pages * PER_PAGE for one in heap) for name, heap in groups.items()}
    _refuse_too_large({name: heap for name, heap in groups.items() if sizes[name] > room}, sizes, limit)
    heaps: list[list[Section]] = [[]]
    filled = 0
    for name, heap in groups.items():
        if heaps[-1] and filled + sizes[name] > room:
            heaps.append([])
            filled = 0
        heaps[-1] += heap
        filled += sizes[name]
    return heaps


def _refuse_too_large(groups: Mapping[str, Sequence[Section]], sizes: Mapping[str, int], limit: int) -> None:
    if not groups:
        return
    raise DocumentRefused(
        f"A part may have {_megabytes(limit)} MB, and some documents are larger by themselves; nothing was written.",
        faults=tuple(
            Fault(
                heap[-1].name,
                f"it has {_megabytes(sizes[name])} MB on {sum(one.pages for one in heap)} page(s).",
            )
            for name, heap in groups.items()
        ),
        why="A packet is divided only between documents, and no page is ever left out to make it fit.",
        do=(
            "Let pictures be made smaller with --recompress, name only the pages that count with on_pages, record the "
            "document as two attachments, or ask the payer for a larger --max-mb."
        ),
    )


def _megabytes(size: int) -> str:
    """Two digits at least, so that a limit and what exceeds it never read the same."""
    return f"{size / 1e6:.3g}" if size < 10_000_000 else f"{size / 1e6:.1f}"
