"""A simple Word document as pages; one that holds more than words and plain tables is sent back to be printed.

Only what this module knows is carried: every element that it does not know is named, and refuses the document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from authpack.documents.blocks import (
    LINE_BREAK,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Rule,
    Span,
    Spans,
    Table,
)
from authpack.errors import DocumentRefused, Fault, InputError
from authpack.packets.reading.asked import Asked, Clean, Place
from authpack.packets.reading.pdfs import clean_pdf

MOST_BYTES: Final = 60_000_000
"""Unpacked size that a Word document may have."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONVERTED = "Converted from a Word document. The words are unchanged; the layout may differ."
# Parts of a .docx whose presence means that something stands beside the text.
_PARTS: Final = {
    "word/comments.xml": "comments",
    "word/footnotes.xml": "footnotes",
    "word/endnotes.xml": "endnotes",
    "word/vbaProject.bin": "a macro",
}
_CANNOT: Final = {
    "ins": "tracked changes",
    "del": "tracked changes",
    "moveFrom": "tracked changes",
    "moveTo": "tracked changes",
    "rPrChange": "tracked changes",
    "pPrChange": "tracked changes",
    "commentRangeStart": "comments",
    "commentReference": "comments",
    "drawing": "pictures or drawings",
    "pict": "pictures or drawings",
    "object": "embedded objects",
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "sdt": "form controls",
    "fldSimple": "fields",
    "fldChar": "fields",
    "oMath": "formulas",
    "oMathPara": "formulas",
    "numPr": "numbered or bulleted lists",
    "vanish": "hidden text",
    "gridSpan": "tables with joined cells",
    "vMerge": "tables with joined cells",
    "altChunk": "another document inside",
    "txbxContent": "text boxes",
    "sym": "signs of a symbol font",
}
_SILENT = frozenset(
    {
        "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "sectPr", "pPr", "rPr", "tblPr", "tblGrid",
        "trPr", "tcPr", "permStart", "permEnd", "softHyphen",
    }
)  # fmt: skip


def clean_docx(content: bytes, asked: Asked, place: Place) -> Clean:
    """The pages of a Word document. InputError lists what keeps it from being converted here."""
    from authpack.documents.finished import style_of
    from authpack.documents.writers.pdf import write_pdf

    body, beside, parts, styles = _parts(content)
    reader = _Reader(_of_styles(styles))
    reader.cannot.update(dict.fromkeys(parts))
    blocks = list(reader.blocks(body))
    margin = [text for root in beside for text in reader.lines(root)]
    if reader.cannot:
        raise _refused(reader.cannot)
    head: list[Block] = [Paragraph((Span(_CONVERTED, italic=True),))]
    head += [Paragraph((Span("Head or foot of each page: " + text),)) for text in dict.fromkeys(margin)]
    document = Document(title=asked.title or "Exhibit", blocks=(*head, Rule(), *blocks))
    try:
        made = write_pdf(document, style_of([Path(folder) for folder in asked.folders]))
    except DocumentRefused as error:
        raise InputError(error.what, why=error.why, do="Print the document to a PDF, and use that.") from None
    clean = clean_pdf(made, Asked(pages=asked.pages), place)
    clean.notes.append("was converted from a Word document")
    return clean


def _refused(cannot: dict[str, None]) -> InputError:
    return InputError(
        "The Word document holds what is not converted here.",
        faults=tuple(Fault("", f"it has {name}") for name in cannot),
        why="Converting it in part would send something else than what was written.",
        do="Open it in Word, settle changes and comments, print it to a PDF, look at every page, and use that.",
    )


def _parts(content: bytes) -> tuple[Any, list[Any], list[str], Any]:
    """The document's body, its heads and feet, names of what else it holds, and its styles (None without)."""
    etree = _etree()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise InputError(f"The Word document unpacks to more than {MOST_BYTES // 1_000_000} MB.")
            names = archive.namelist()
            root = etree.fromstring(archive.read("word/document.xml"), parser)
            margins = sorted(
                name
                for name in names
                if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
            )
            beside = [etree.fromstring(archive.read(name), parser) for name in margins]
            styles = (
                etree.fromstring(archive.read("word/styles.xml"), parser)
                if "word/styles.xml" in names
                else None
            )
            found = [_PARTS[name] for name in names if name in _PARTS and _says(archive, name, parser)]
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
    ):
        raise InputError(
            "The Word document is damaged, cut off or protected by a password.",
            do="Open it in Word, print it to a PDF, and use that.",
        ) from None
    body = root.find(f"{_W}body")
    if body is None:
        raise InputError("The Word document has no text.", do="Check that it is the right file.")
    return body, beside, found, styles


def _of_styles(root: Any) -> dict[str, frozenset[str]]:
    """Style -> what it does to its paragraphs that is not carried: numbers and bullets, hiding. A style inherits it."""
    if root is None:
        return {}
    own: dict[str, frozenset[str]] = {}
    above: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        base = style.find(f"{_W}basedOn")
        above[name] = base.get(f"{_W}val", "") if base is not None else ""
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        numbered = style.find(f"{_W}pPr/{_W}numPr") is not None and (
            number is None or number.get(f"{_W}val") != "0"
        )
        hidden = _on(style.find(f"{_W}rPr/{_W}vanish"))
        own[name] = frozenset(_CANNOT[key] for key, does in (("numPr", numbered), ("vanish", hidden)) if does)
    return {name: _inherited(name, own, above) for name in own}


def _inherited(name: str, own: dict[str, frozenset[str]], above: dict[str, str]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        found |= own.get(name, frozenset())
        name = above.get(name, "")
    return found


def _etree() -> Any:
    """lxml, which ships no types."""
    return import_module("lxml.etree")


def _says(archive: zipfile.ZipFile, name: str, parser: Any) -> bool:
    """Whether a part holds anything: Word writes empty footnotes into every document."""
    etree = _etree()
    if not name.endswith(".xml"):
        return True
    root = etree.fromstring(archive.read(name), parser)
    return any((node.text or "").strip() for node in root.iter(f"{_W}t"))


@dataclass(slots=True)
class _Reader:
    """Walks the elements it knows and notes the others. ``styles``: what each does that is not carried."""

    styles: dict[str, frozenset[str]] = field(default_factory=dict)
    cannot: dict[str, None] = field(default_factory=dict)

    def blocks(self, body: Any) -> Iterator[Block]:
        level = 0
        for node in body:
            name = _name(node)
            if name == "p":
                block = self.paragraph(node, level)
                level = block.level if isinstance(block, Heading) else level
                if block is not None:
                    yield block
            elif name == "tbl":
                yield from self.table(node)
            else:
                self.other(node)

    def other(self, node: Any) -> None:
        name = _name(node)
        if name in _CANNOT:
            self.cannot[_CANNOT[name]] = None
        elif name not in _SILENT:
            self.cannot[f"an element that is not known here ({name})"] = None
        for inner in node.iter():
            inner_name = _name(inner)
            if inner_name in _CANNOT:
                self.cannot[_CANNOT[inner_name]] = None
            if inner_name == "cols" and inner.get(f"{_W}num", "1") != "1":
                self.cannot["text in columns"] = None

    def paragraph(self, node: Any, level: int) -> Block | None:
        spans = tuple(self.spans(node))
        if not any(span.text.strip() for span in spans):
            return None
        style = node.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        self.styled(name)
        wanted = _heading(name)
        if wanted:
            return Heading(min(wanted, level + 1, 3), spans)
        return Paragraph(spans)

    def styled(self, name: str) -> None:
        self.cannot.update(dict.fromkeys(sorted(self.styles.get(name, ()))))

    def spans(self, node: Any) -> Iterator[Span]:
        for child in node:
            name = _name(child)
            if name == "r":
                yield from self.run(child)
            elif name in ("hyperlink", "smartTag"):
                yield from self.spans(child)
            else:
                self.other(child)

    def run(self, node: Any) -> Iterator[Span]:
        bold = _on(node.find(f"{_W}rPr/{_W}b"))
        italic = _on(node.find(f"{_W}rPr/{_W}i"))
        style = node.find(f"{_W}rPr/{_W}rStyle")
        self.styled(style.get(f"{_W}val", "") if style is not None else "")
        for child in node:
            name = _name(child)
            if name == "t":
                yield Span(child.text or "", bold=bold, italic=italic)
            elif name == "tab":
                yield Span("    ")
            elif name in ("br", "cr"):
                yield Span(LINE_BREAK)
            elif name == "noBreakHyphen":
                yield Span("-", bold=bold, italic=italic)
            else:
                self.other(child)

    def table(self, node: Any) -> Iterator[Block]:
        rows = [
            [self.cell(cell) for cell in row if _name(cell) == "tc"] for row in node if _name(row) == "tr"
        ]
        for child in node:
            if _name(child) != "tr":
                self.other(child)
            for inner in child if _name(child) == "tr" else ():
                if _name(inner) != "tc":
                    self.other(inner)
        if not rows or len({len(row) for row in rows}) != 1 or not rows[0]:
            self.cannot["tables with joined cells"] = None
            return
        head, *body = rows
        yield Table(tuple(Column(cell) for cell in head), tuple(tuple(row) for row in body))

    def cell(self, node: Any) -> Spans:
        spans: list[Span] = []
        for child in node:
            if _name(child) == "p":
                style = child.find(f"{_W}pPr/{_W}pStyle")
                self.styled(style.get(f"{_W}val", "") if style is not None else "")
                inside = list(self.spans(child))
                spans += [Span(LINE_BREAK), *inside] if spans and inside else inside
            elif _name(child) == "tbl":
                self.cannot["tables inside tables"] = None
            else:
                self.other(child)
        return tuple(spans)

    def lines(self, root: Any) -> Iterator[str]:
        """The text of a head or foot, a paragraph a line; page numbers are fields, and are left out."""
        for node in root.iter(f"{_W}p"):
            text = "".join(one.text or "" for one in node.iter(f"{_W}t")).strip()
            if text and not all(c.isdigit() or c.isspace() for c in text):
                yield text
        if any(_name(node) in ("drawing", "pict", "object") for node in root.iter()):
            self.cannot["pictures in the head or foot of the page"] = None


def _name(node: Any) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else "comment"


def _on(node: Any) -> bool:
    return node is not None and node.get(f"{_W}val", "true") not in ("0", "false", "off")


def _heading(style: str) -> int:
    lowered = style.casefold()
    if lowered == "title":
        return 1
    number = lowered.removeprefix("heading").strip()
    return int(number) if lowered.startswith("heading") and number.isdigit() and int(number) > 0 else 0
