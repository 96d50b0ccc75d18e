"""Opens an edited DOCX with bounded memory: which parts hold text, and nothing that could run or explode."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final
from xml.parsers import expat

from authpack.documents.printed import MEDIA
from authpack.errors import InputError

MAX_FILE: Final = 32 * 1024 * 1024
"""Bytes of the file on disk; a letter with a logo has some hundred thousand."""
MAX_XML: Final = 48 * 1024 * 1024
"""Bytes of XML and pictures read from it, unpacked, in all."""
MAX_ENTRIES: Final = 4000
MAX_DIRECTORY: Final = 2 * 1024 * 1024
MAX_ELEMENTS: Final = 300_000
"""Elements in all; a letter of ten pages has some ten thousand."""
MAX_DEPTH: Final = 400
"""Elements inside one another."""
_CHUNK: Final = 65536

_TEXT_PARTS: Final = {
    "main+xml": "body",
    "header+xml": "header",
    "footer+xml": "footer",
    "footnotes+xml": "footnotes",
    "endnotes+xml": "endnotes",
    "comments+xml": "comments",
}
_NOT_READ: Final = {
    "chart+xml": "a chart",
    "diagramData+xml": "a diagram",
    "oleObject": "an embedded file",
    "package": "an embedded file",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """``text``: (part's name, what it is) in the order of reading; ``unread``: what is in the file and is not read."""

    text: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]


class Package:
    """An open DOCX. Use as a context manager; InputError for everything that is no readable, harmless letter."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left = MAX_XML
        self._elements = 0
        try:
            self._file: IO[bytes] = path.open("rb")
        except OSError as error:
            raise InputError(f"{path} cannot be read ({error.strerror}).", do="Check the name.") from None
        try:
            _refuse_other_files(self._file, path)
            self._archive = zipfile.ZipFile(self._file)
            self._check_entries()
        except InputError:
            self._file.close()
            raise
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
            self._file.close()
            raise self._damaged() from None

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()
        self._file.close()

    def parts(self) -> Parts:
        """The parts that hold text: the body first, then headers, footers, notes and comments."""
        types: dict[str, str] = {}
        self.walk("[Content_Types].xml", lambda name, found: _content_type(name, found, types), None, None)
        if any("macroEnabled" in kind or "vbaProject" in kind for kind in types.values()):
            raise InputError(
                f"{self._path.name} holds macros.",
                why="A program inside a letter can change it, and has no business there.",
                do="Save it as a plain Word document (.docx).",
            )
        names = set(self._archive.namelist())
        order = list(_TEXT_PARTS.values())
        text = [
            (part, said)
            for part, kind in types.items()
            for ending, said in _TEXT_PARTS.items()
            if kind.endswith("." + ending) and part in names and "glossary" not in kind + part
        ]
        if not any(said == "body" for _, said in text):
            raise InputError(
                f"{self._path.name} is not a Word document.", do="Give the edited letter as .docx."
            )
        unread = {
            said for kind in types.values() for ending, said in _NOT_READ.items() if kind.endswith(ending)
        }
        return Parts(
            tuple(sorted(text, key=lambda one: (order.index(one[1]), one[0]))), tuple(sorted(unread))
        )

    def pictures(self) -> tuple[str, ...]:
        """Each picture of the text as sha256 and ending; a thumbnail that a word processor adds is none of them."""
        found = []
        for name in self._archive.namelist():
            if name.lower().startswith(MEDIA) and not name.endswith("/"):
                digest = hashlib.sha256()
                try:
                    for chunk in self._chunks(name):
                        digest.update(chunk)
                except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
                    raise self._damaged() from None
                found.append(f"{digest.hexdigest()}.{name.rpartition('.')[2].lower()}")
        return tuple(found)

    def walk(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None,
        text: Callable[[str], None] | None,
    ) -> None:
        """Read one part as a stream. Names come as "namespace local"."""
        parser = expat.ParserCreate(namespace_separator=" ")
        depth = 0

        def opened(name: str, found: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if depth > MAX_DEPTH:
                raise self._damaged()
            if self._elements > MAX_ELEMENTS:
                raise self._too_large()
            start(name, found)

        def closed(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(name)

        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.StartDoctypeDeclHandler = self._doctype
        parser.buffer_text = True
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            for chunk in self._chunks(part):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, RuntimeError,
                NotImplementedError):  # fmt: skip
            raise self._damaged() from None

    def _doctype(self, *_: Any) -> None:
        raise self._damaged("it declares entities, which no word processor writes")

    def _chunks(self, part: str) -> Iterator[bytes]:
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise self._too_large()
                yield chunk

    def _check_entries(self) -> None:
        entries = self._archive.infolist()
        names = [one.filename for one in entries]
        if len(set(names)) < len(names):
            raise self._damaged("two parts have the same name")
        if any(one.flag_bits & 1 for one in entries):
            raise self._locked()
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise InputError(
                f"{self._path.name} holds macros.",
                why="A program inside a letter can change it, and has no business there.",
                do="Save it as a plain Word document (.docx).",
            )

    def _damaged(self, how: str = "") -> InputError:
        return InputError(
            f"{self._path.name} is not a readable Word document{f': {how}' if how else ''}.",
            why="Nothing can be said of a letter that cannot be read whole.",
            do="Open it in the word processor, save it again as .docx, and try once more.",
        )

    def _too_large(self) -> InputError:
        return InputError(
            f"{self._path.name} unpacks to far more than a letter holds.",
            why="Such a file can exhaust the machine.",
            do="Check that it is the letter.",
        )

    def _locked(self) -> InputError:
        return InputError(
            f"{self._path.name} is locked with a password.", do="Save it without one, and try once more."
        )


def _content_type(name: str, found: dict[str, str], types: dict[str, str]) -> None:
    if name.endswith(" Override") and "PartName" in found:
        types[found["PartName"].lstrip("/")] = found.get("ContentType", "")
    elif name.endswith(" Default"):
        types[f"*.{found.get('Extension', '')}"] = found.get("ContentType", "")


_OTHER = {
    b"\xd0\xcf\x11\xe0": "is locked with a password, or an old .doc file",
    b"%PDF": "is a PDF",
    b"{\\rt": "is a rich-text file",
}


def _refuse_other_files(file: IO[bytes], path: Path) -> None:
    """InputError for what is no zip package, or one whose directory alone would fill the memory."""
    head = file.read(4)
    size = file.seek(0, 2)
    for mark, said in _OTHER.items():
        if head == mark:
            raise InputError(
                f"{path.name} {said}, not a Word document (.docx).",
                do="Save it as .docx, without a password.",
            )
    if size > MAX_FILE:
        raise InputError(
            f"{path.name} is larger than {MAX_FILE // 1024 // 1024} MB.", do="Check that it is the letter."
        )
    file.seek(max(0, size - 65557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + 22:
        entries, directory = struct.unpack_from("<HI", tail, at + 10)
        if entries > MAX_ENTRIES or directory > MAX_DIRECTORY:
            raise InputError(
                f"{path.name} holds more than {MAX_ENTRIES} parts.", do="Check that it is the letter."
            )
    file.seek(0)
