"""Exhibits: the files of the attachments, read in child processes, as clean pages with what is known of each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final

from authpack.domain.requests import Attachment
from authpack.errors import AuthpackError, Fault, InputError, MissingPartError
from authpack.packets.sandbox import Leash, Work, in_child

MOST_BYTES: Final = 300_000_000
"""Size of one file that is still read."""
SECONDS: Final = 150.0
"""For a child process with several files; a file that brings it down gets as long once more by itself."""
CHILDREN: Final = 2
# By name: only the children need the libraries that it imports.
_NORMALIZE: Final = "authpack.packets.reading.normalize:normalize"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it will be sent. ``number``: in the exhibit, from 1; ``of_file``: in the file, from 1.

    ``seen``: its text; ``beside``: labels that say whose it is, with what stands beside them; ``beyond``: all of its
    text, when some lies outside of what is seen.
    """

    number: int
    of_file: int
    width: float
    height: float
    seen: str = field(repr=False)
    beside: str = field(repr=False)
    beyond: str = field(repr=False)
    digest: str
    ground: tuple[float, float] | None
    align: str
    blank: bool

    @property
    def text(self) -> str:
        """All that says whose page it is."""
        return f"{self.seen}\n{self.beside}" if self.beside else self.seen


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be read. ``content`` its bytes; ``pages`` of the file, None for all."""

    id: str
    title: str
    suffix: str
    content: bytes = field(repr=False)
    pages: tuple[int, ...] | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Read:
    """A file as clean pages. ``total``: pages of the whole file; ``notes``, ``warnings``: what was done to it."""

    id: str
    title: str
    sha256: str
    kind: str
    total: int
    pages: tuple[Page, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    pdf: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes that it adds to a packet, roughly."""
        return len(self.pdf)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An attachment with its letter, as it goes into the packet."""

    letter: str
    attachment: Attachment
    read: Read

    @property
    def name(self) -> str:
        """As printed: Exhibit A."""
        return f"Exhibit {self.letter}"

    @property
    def place(self) -> str:
        """As messages call it: Exhibit A (x1)."""
        return f"{self.name} ({self.attachment.id})"

    def page_of_file(self, number: int) -> Page | None:
        """The page of the exhibit that was that page of the file."""
        return next((page for page in self.read.pages if page.of_file == number), None)


# -- finding the files -------------------------------------------------------------------------------


def load(folder: Path, attachment: Attachment) -> bytes | Fault:
    """The bytes of an attachment's file, or what is wrong; the fault names the attachment, not the file."""
    where = f"/attachments/{attachment.id}/file"
    if attachment.file is None:
        return Fault(where, "no file is recorded.", f"Record it, or give --leave-out {attachment.id}.")
    if leads_out(attachment.file):
        return Fault(where, "it leads out of the folder of exhibits.", "Name a file inside it.")
    path = folder / attachment.file
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return Fault(where, f"the file is larger than {MOST_BYTES // 1_000_000} MB.", "Divide it.")
        return path.read_bytes()
    except FileNotFoundError:
        return Fault(
            where, f"there is no such file in {folder}.", "Correct it, or name the folder with --exhibits."
        )
    except OSError as error:
        return Fault(where, f"the file cannot be read ({error.strerror}).", "Check its rights.")


def leads_out(name: str) -> bool:
    """Whether a file's name, as a record gives it, leaves the folder it is looked for in."""
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return (
        posix.is_absolute()
        or windows.is_absolute()
        or bool(windows.drive)
        or ".." in (*posix.parts, *windows.parts)
    )


# -- reading them ------------------------------------------------------------------------------------


class Reading:
    """The files being read in two child processes, while this one does something else.

    One child that dies is no reason to give up the other files: each of its files is read again by itself, and only
    the one that brings its process down is refused.
    """

    def __init__(
        self, wanted: Sequence[Wanted], *, folders: Sequence[Path], recompress: bool = False
    ) -> None:
        self._wanted = wanted
        self._shares = _shares(wanted)
        self._leash = Leash()
        self._pool = ThreadPoolExecutor(max(len(self._shares), 1))
        self._heaps = [
            self._pool.submit(answers, share, folders, recompress, self._leash) for share in self._shares
        ]

    def result(self) -> list[Read]:
        """All files as clean pages; InputError with one list of all that cannot be read."""
        found = {
            one.id: answer
            for share, heap in zip(self._shares, self._heaps, strict=True)
            for one, answer in zip(share, heap.result(), strict=True)
        }
        self._pool.shutdown()
        each = [found[one.id] for one in self._wanted]
        _refuse([answer for answer in each if isinstance(answer, AuthpackError)], self._wanted, found)
        return [answer for answer in each if isinstance(answer, Read)]

    def stop(self) -> None:
        """End the children: nobody waits for them any more."""
        self._leash.end()
        self._pool.shutdown()


def read_all(wanted: Sequence[Wanted], *, folders: Sequence[Path], recompress: bool = False) -> list[Read]:
    """All files as clean pages; InputError with one list of all that cannot be read."""
    return Reading(wanted, folders=folders, recompress=recompress).result()


def _shares(wanted: Sequence[Wanted]) -> list[list[Wanted]]:
    """The files in as many heaps as there are children, by size; the same heaps every time."""
    heaps: list[list[Wanted]] = [[] for _ in range(min(CHILDREN, os.cpu_count() or 1, len(wanted)))]
    sizes = [0] * len(heaps)
    for one in sorted(wanted, key=lambda each: (-len(each.content), each.id)):
        least = sizes.index(min(sizes))
        heaps[least].append(one)
        sizes[least] += len(one.content) + 50_000
    return heaps


def answers(
    share: Sequence[Wanted], folders: Sequence[Path], recompress: bool, leash: Leash | None = None
) -> list[Read | AuthpackError]:
    """What became of each file, read in one child process, or each in its own when that one dies."""
    try:
        return _together(share, folders, recompress, leash)
    except InputError as error:
        if len(share) == 1 or (leash is not None and leash.let_go):
            return [error] * len(share)
        return [answer for one in share for answer in answers([one], folders, recompress, leash)]


def _together(
    share: Sequence[Wanted], folders: Sequence[Path], recompress: bool, leash: Leash | None
) -> list[Read | AuthpackError]:
    asked = [
        {
            "suffix": one.suffix,
            "title": one.title,
            "pages": one.pages,
            "password": one.password,
            "recompress": recompress,
            "folders": [str(folder) for folder in folders],
        }
        for one in share
    ]
    what = "The file" if len(share) == 1 else "A file"
    work = Work(asked, tuple(one.content for one in share))
    done = in_child(_NORMALIZE, work, what=what, seconds=SECONDS, leash=leash)
    return [_answer(one, result, pdf) for one, result, pdf in zip(share, done.data, done.files, strict=True)]


def _answer(one: Wanted, result: dict[str, Any], pdf: bytes) -> Read | AuthpackError:
    refused = result.get("refused")
    if refused is not None:
        error = MissingPartError if refused["kind"] == "MissingPartError" else InputError
        faults = tuple(Fault("", what) for what in refused["faults"])
        return error(refused["what"], why=refused["why"], do=refused["do"], faults=faults)
    facts = result["facts"]
    pages = tuple(
        Page(
            index,
            of_file,
            look["width"],
            look["height"],
            look["text"],
            look["beside"],
            look["beyond"],
            look["digest"],
            tuple(look["ground"]) if look["ground"] else None,
            look["align"],
            look["blank"],
        )
        for index, (of_file, look) in enumerate(zip(facts["numbers"], facts["pages"], strict=True), 1)
    )
    return Read(
        one.id,
        one.title,
        hashlib.sha256(one.content).hexdigest(),
        facts["kind"],
        facts["total"],
        pages,
        tuple(facts["notes"]),
        tuple(facts["warnings"]),
        pdf,
    )


def _refuse(
    errors: list[AuthpackError], wanted: Sequence[Wanted], found: Mapping[str, Read | AuthpackError]
) -> None:
    if not errors:
        return
    missing = next((error for error in errors if isinstance(error, MissingPartError)), None)
    if missing is not None:
        raise missing
    raise InputError(
        f"{len(errors)} of {len(wanted)} files cannot become pages of the packet; nothing was written.",
        faults=tuple(
            Fault(_called(one), _with_faults(answer), answer.do)
            for one in wanted
            if isinstance(answer := found[one.id], AuthpackError)
        ),
        why="A packet without them would lack what its contents promise.",
        do="Mend each as said, or leave it out with --leave-out ID.",
    )


def _called(one: Wanted) -> str:
    """An attachment by its id, a form by its number."""
    kind, _, number = one.id.partition(":")
    return f"Form {int(number) + 1}" if kind == "form" and number.isdigit() else one.id


def _with_faults(answer: AuthpackError) -> str:
    faults = ", ".join(fault.what for fault in answer.faults)
    return f"{answer.what.removesuffix('.')}: {faults}." if faults else answer.what


# -- duplicates --------------------------------------------------------------------------------------


def duplicates(exhibits: Iterable[Exhibit]) -> list[list[tuple[Exhibit, Page]]]:
    """Pages that look the same to the last point, in groups, in the order of the packet; blank pages left out."""
    groups: dict[str, list[tuple[Exhibit, Page]]] = {}
    for exhibit in exhibits:
        for page in exhibit.read.pages:
            if not page.blank:
                groups.setdefault(page.digest, []).append((exhibit, page))
    return [group for group in groups.values() if len(group) > 1]


def relettered(exhibits: Sequence[Exhibit], names: Sequence[str]) -> list[Exhibit]:
    """The exhibits with new letters, in order."""
    return [replace(one, letter=name) for one, name in zip(exhibits, names, strict=True)]
