"""Reads the words of an edited DOCX with their anchors, wherever they stand; refuses tracked changes and comments.

Read are the body, tables, text boxes, content controls, headers, footers and notes. Not read are numbers that
the word processor itself sets (page numbers, list numbers), text that is hidden, struck through or white (nobody
reads it as said, so a value in it is missing) and pictures. Curly quotes are read as straight ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from authpack.documents.verify_package import Package
from authpack.errors import Fault, InputError

STRAIGHT: Final = str.maketrans("\u2018\u2019\u201c\u201d\u2011", "''\"\"-")
"""Signs that a word processor sets by itself, and what stands for them in the record: one for one."""
MAX_UNITS: Final = 20_000
MAX_CHARACTERS: Final = 5_000_000

_WORD: Final = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
_MATH: Final = frozenset(
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    )
)
_ANCHOR = re.compile(r"t\d+(?:_\d+)?\Z")
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")

_CHANGES: Final = {
    "ins": "inserted text", "del": "deleted text", "moveFrom": "moved text", "moveTo": "moved text",
    "moveFromRangeStart": "moved text", "moveToRangeStart": "moved text",
    "rPrChange": "changed formatting", "pPrChange": "changed formatting", "sectPrChange": "changed formatting",
    "numberingChange": "changed numbering",
    "tblPrChange": "changed table", "tblGridChange": "changed table", "tblPrExChange": "changed table",
    "trPrChange": "changed table", "tcPrChange": "changed table",
    "cellIns": "inserted cell", "cellDel": "deleted cell", "cellMerge": "merged cell",
    "customXmlInsRangeStart": "inserted text", "customXmlDelRangeStart": "deleted text",
    "customXmlMoveFromRangeStart": "moved text", "customXmlMoveToRangeStart": "moved text",
    "comment": "comment", "commentReference": "comment", "commentRangeStart": "comment",
}  # fmt: skip
"""Elements of a tracked change or a comment, and what each is called."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the anchors (``t5``, ``t5_2``: the value t5, printed a second time) that enclose it."""

    text: str
    anchors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """The words inside one anchor: the value's trace, the cell, and where in the cell's text they stand."""

    trace: str
    cell: int
    text: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph (one cell) or a row of a table; ``part``: body, header, footer, footnotes, endnotes."""

    part: str
    place: str
    heading: str
    cells: tuple[tuple[Piece, ...], ...]
    style: str = ""

    @property
    def text(self) -> str:
        """The words of all cells, white space folded."""
        return " ".join(" ".join("".join(one.text for one in cell) for cell in self.cells).split())

    def where(self, column: int | None = None) -> str:
        """The place in words, with the heading above it; ``column`` counts from 0."""
        at = self.place if column is None or len(self.cells) == 1 else f"{self.place}, column {column + 1}"
        return f'{at}, under "{self.heading}"' if self.heading else at

    def held(self) -> tuple[Held, ...]:
        """What the anchors enclose, in reading order."""
        found: dict[tuple[str, int], Held] = {}
        for number, cell in enumerate(self.cells):
            at = 0
            for piece in cell:
                for name in sorted(piece.anchors):
                    begun = found.get((name, number))
                    start, text = (begun.start, begun.text) if begun else (at, "")
                    found[name, number] = Held(
                        name.partition("_")[0], number, text + piece.text, start, at + len(piece.text)
                    )
                at += len(piece.text)
        return tuple(sorted(found.values(), key=lambda one: (one.cell, one.start)))


@dataclass(frozen=True, slots=True)
class Edited:
    """The words of an edited letter.

    ``pictures``: sha256 and ending of each; ``shown``: how many stand on its pages; ``unread``: what else is in it.
    """

    units: tuple[Unit, ...]
    notices: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    shown: int = 0
    unread: tuple[str, ...] = ()


def read_docx(path: Path) -> Edited:
    """Read the file; InputError when it cannot be read whole, or holds tracked changes or comments."""
    units: list[Unit] = []
    changes: Counter[tuple[str, str]] = Counter()
    authors: dict[tuple[str, str], set[str]] = {}
    pictures = hidden = 0
    with Package(path) as package:
        parts = package.parts()
        media = package.pictures()
        for name, part in parts.text:
            reader = _Reader(part, path.name)
            package.walk(name, reader.start, reader.end, reader.text)
            units += reader.units
            pictures, hidden = pictures + reader.pictures, hidden + reader.hidden
            for kind, place, author in reader.changes:
                changes[kind, place] += 1
                authors.setdefault((kind, place), set()).add(author)
    _refuse_changes(path.name, changes, authors)
    notices = (
        [f"Text that is hidden, struck through or white ({hidden} place(s)) was not read."] if hidden else []
    )
    return Edited(tuple(units), tuple(notices), media, pictures, parts.unread)


def _refuse_changes(
    name: str, changes: Counter[tuple[str, str]], authors: dict[tuple[str, str], set[str]]
) -> None:
    if not changes:
        return
    shown = list(changes.items())[:40]
    faults = [
        Fault(place, f"{kind} ({count}, by {_people(authors[kind, place])}).")
        for (kind, place), count in shown
    ]
    if len(changes) > len(shown):
        faults.append(Fault("", f"and in {len(changes) - len(shown)} further places."))
    raise InputError(
        f"{name} holds tracked changes or comments.",
        faults=tuple(faults),
        why="What the payer would read is not settled: some programs print deleted text, some leave out inserted text.",
        do="Accept or reject every change, delete the comments, and try once more.",
    )


def _people(names: set[str]) -> str:
    count = len(names - {""}) or 1
    return "one author" if count == 1 else f"{count} authors"


@dataclass(slots=True)
class _Field:
    """A field under way: its instruction, and whether its result is being read."""

    instruction: str = ""
    result: bool = False


@dataclass(slots=True)
class _Paragraph:
    pieces: list[Piece] = field(default_factory=list)
    style: str = ""


class _Reader:
    """Follows the elements of one part (see ``Package.walk``)."""

    def __init__(self, part: str, file: str) -> None:
        self.units: list[Unit] = []
        self.changes: list[tuple[str, str, str]] = []
        self.pictures = self.hidden = 0
        self._part, self._file = part, file
        self._stack: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        # What holds the paragraphs: a row's cells, or None for the page or a text box.
        self._holders: list[list[list[Piece]] | None] = [None]
        self._rows: list[tuple[int, int]] = []
        self._tables = self._count = self._characters = 0
        self._open: dict[str, str] = {}
        self._fields: list[_Field] = []
        self._skipping = 0
        self._vanished = False
        self._heading = ""
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "tbl": self._table, "tr": self._row, "tc": self._cell, "p": self._paragraph, "pStyle": self._style,
            "bookmarkStart": self._bookmark, "bookmarkEnd": self._bookmark_end, "fldSimple": self._simple_field,
            "fldChar": self._field, "vanish": self._vanish, "strike": self._vanish, "dstrike": self._vanish,
            "color": self._color, "sym": self._symbol, "r": self._run,
            "txbxContent": self._box, "altChunk": self._alternative_file, "drawing": self._picture,
            "pict": self._picture, "object": self._picture,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "tbl": self._table_end, "tr": self._row_end, "p": self._paragraph_end, "r": self._run_end,
            "txbxContent": self._box_end, "fldSimple": self._field_end,
        }  # fmt: skip

    def start(self, name: str, found: dict[str, str]) -> None:
        """An element opens."""
        space, _, local = name.rpartition(" ")
        self._stack.append(local if space in _WORD or (local == "t" and space in _MATH) else f"?{local}")
        # The fallback of a text box repeats its words for old programs.
        if self._skipping or local == "Fallback":
            self._skipping += 1
            return
        if space not in _WORD:
            return
        values = {key.rpartition(" ")[2]: value for key, value in found.items()}
        if local in _CHANGES:
            self.changes.append((_CHANGES[local], self._here(), values.get("author", "")))
        elif local in {"tab", "br", "cr"} and self._stack[-2:-1] == ["r"]:
            self._say(" ")
        elif local == "noBreakHyphen":
            self._say("-")
        elif handler := self._starts.get(local):
            handler(values)

    def end(self, _name: str) -> None:
        """An element closes."""
        local = self._stack.pop()
        if self._skipping:
            self._skipping -= 1
        elif handler := self._ends.get(local):
            handler()

    def text(self, text: str) -> None:
        """Characters."""
        if self._skipping or not self._stack:
            return
        if self._stack[-1] == "t":
            self._say(text)
        elif self._stack[-1] == "instrText" and self._fields:
            self._fields[-1].instruction += text

    def _say(self, text: str) -> None:
        if any(one.result and _PAGE.match(one.instruction) for one in self._fields):
            return
        if self._vanished:
            self.hidden += 1
            return
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise InputError(
                f"{self._file} holds far more text than a letter.", do="Check that it is the letter."
            )
        if self._paragraphs:
            anchors = frozenset(name for name in self._open.values() if _ANCHOR.match(name))
            self._paragraphs[-1].pieces.append(Piece(text.translate(STRAIGHT), anchors))

    # -- elements -----------------------------------------------------------------------------

    def _table(self, _: dict[str, str]) -> None:
        self._tables += 1
        self._rows.append((self._tables, 0))

    def _table_end(self) -> None:
        self._rows.pop()

    def _row(self, _: dict[str, str]) -> None:
        number, row = self._rows[-1] if self._rows else (0, 0)
        self._rows[-1:] = [(number, row + 1)]
        self._holders.append([])

    def _cell(self, _: dict[str, str]) -> None:
        if (cells := self._holders[-1]) is not None:
            cells.append([])

    def _row_end(self) -> None:
        place, cells = self._here(), self._holders.pop()
        self._emit(tuple(tuple(cell) for cell in cells or ()), place)

    def _box(self, _: dict[str, str]) -> None:
        self._holders.append(None)

    def _box_end(self) -> None:
        self._holders.pop()

    def _paragraph(self, _: dict[str, str]) -> None:
        if self._holders[-1] is None:
            self._count += 1
        self._paragraphs.append(_Paragraph())

    def _style(self, found: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = found.get("val", "")

    def _paragraph_end(self) -> None:
        done = self._paragraphs.pop()
        cells = self._holders[-1]
        if cells is None:
            self._emit((tuple(done.pieces),), self._here(), done.style)
        elif cells:
            cells[-1] += [Piece(" "), *done.pieces] if cells[-1] else done.pieces

    def _run(self, _: dict[str, str]) -> None:
        self._vanished = False

    def _run_end(self) -> None:
        self._vanished = False

    def _vanish(self, found: dict[str, str]) -> None:
        # In the properties of a paragraph's mark it hides no words.
        if "pPr" not in self._stack[-4:]:
            self._vanished = self._vanished or found.get("val", "true") not in {"0", "false", "off"}

    def _color(self, found: dict[str, str]) -> None:
        if found.get("val", "").upper() == "FFFFFF":
            self._vanish({})

    def _symbol(self, found: dict[str, str]) -> None:
        try:
            code = int(found.get("char", ""), 16)
        except ValueError:
            return
        self._say(chr(code & 0xFF) if 0xF000 <= code <= 0xF0FF else chr(code))

    def _picture(self, _: dict[str, str]) -> None:
        self.pictures += 1

    def _alternative_file(self, _: dict[str, str]) -> None:
        raise InputError(
            f"{self._file} holds another document inside it.",
            why="Its words would be printed, and cannot be compared with the record.",
            do="Open it in the word processor, save it again as .docx, and try once more.",
        )

    def _bookmark(self, found: dict[str, str]) -> None:
        self._open[found.get("id", "")] = found.get("name", "")

    def _bookmark_end(self, found: dict[str, str]) -> None:
        self._open.pop(found.get("id", ""), None)

    def _simple_field(self, found: dict[str, str]) -> None:
        self._fields.append(_Field(found.get("instr", ""), result=True))

    def _field(self, found: dict[str, str]) -> None:
        match found.get("fldCharType"):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].result = True
            case "end":
                self._field_end()

    def _field_end(self) -> None:
        if self._fields:
            self._fields.pop()

    # -- places -------------------------------------------------------------------------------

    def _here(self) -> str:
        if self._part != "body":
            return {"header": "page header", "footer": "page footer", "comments": "comments"}.get(
                self._part, self._part
            )
        if len(self._holders) > 1 and self._holders[-1] is not None and self._rows:
            table, row = self._rows[-1]
            return f"table {table}, row {row}"
        return f"paragraph {self._count}"

    def _emit(self, cells: tuple[tuple[Piece, ...], ...], place: str, style: str = "") -> None:
        unit = Unit(self._part, place, self._heading, cells, style)
        if not unit.text:
            return
        if style.lower().startswith("heading"):
            self._heading = unit.text
        self.units.append(unit)
        if len(self.units) > MAX_UNITS:
            raise InputError(
                f"{self._file} holds far more text than a letter.", do="Check that it is the letter."
            )
