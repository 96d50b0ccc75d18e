"""Binds a packet: page numbers that agree with the pages they make, parts of the size allowed, and the PDFs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from authpack.documents.blocks import Document
from authpack.documents.finished import Finished, style_of
from authpack.documents.writers.pdf import write_pdf
from authpack.documents.writers.style import Style
from authpack.errors import DocumentRefused
from authpack.packets import sensitivity
from authpack.packets.assemble import PageFacts, Piece, assemble
from authpack.packets.exhibits import Exhibit, Read
from authpack.packets.front import Front, Matter
from authpack.packets.layout import CONTENTS, COVER, Layout, Section, divide, lay_out
from authpack.packets.manifest import digest
from authpack.packets.order import Form
from authpack.packets.reading.look import look_at, pdfium
from authpack.packets.stamps import prepare

ROUNDS: Final = 8
"""How often page numbers are set anew until they agree with the pages that they make."""
_SPARE: Final = 40_000
"""Bytes of fonts, bookmarks and tables that no section accounts for."""
_BOOKMARKS: Final = {
    COVER: "Cover sheet",
    CONTENTS: "Contents",
    "crosswalk": "Criteria, and where each is shown",
    "treatment": "Medication trials and scores",
}

__all__ = ["Binder", "Bound", "prepare"]

Set: TypeAlias = tuple[bytes, int]
"""A PDF of our own, and how many pages it has."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The parts in order, where everything is in them, and what wrote the front matter."""

    pdfs: tuple[bytes, ...]
    layout: Layout
    front: Front


@dataclass(slots=True)
class Binder:
    """Binds one packet. ``forms``: what was asked for, ``read``: its pages, one for each; ``title``: of the files."""

    matter: Matter
    letter: Finished
    forms: Sequence[Form]
    read: Sequence[Read]
    title: str
    max_bytes: int | None
    copy: Read | None = None
    """The letter as it was signed, in place of the one that was built."""
    style: Style = field(init=False)
    _made: dict[Document, Set] = field(default_factory=dict)
    _seen: dict[bytes, tuple[PageFacts, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.style = style_of(self.matter.folders)

    def bind(self) -> Bound:
        """All parts, none larger than allowed: what was estimated is measured, and divided anew if need be.

        DocumentRefused names a document that is too large for any part.
        """
        limit = self.max_bytes
        for _ in range(ROUNDS):
            sets, layout, front = self._settled(limit)
            pdfs = tuple(self._part(number, sets, layout) for number in range(len(layout.parts)))
            largest = max(len(pdf) for pdf in pdfs)
            if self.max_bytes is None or limit is None or largest <= self.max_bytes:
                return Bound(pdfs, layout, front)
            limit = int(limit * min(self.max_bytes / largest, 0.97))
        raise DocumentRefused(
            "The packet cannot be divided into parts of that size; nothing was written.",
            do="Give a larger --max-mb.",
        )

    # -- laying out ----------------------------------------------------------------------------------

    def _settled(self, limit: int | None) -> tuple[dict[str, Set], Layout, Front]:
        """Front matter and page numbers that agree with each other."""
        sets: dict[str, Set] = {}
        counts: dict[str, int] = {}
        for _ in range(ROUNDS):
            around = sum(len(sets.get(f"{name}:1", (b"",))[0]) for name in (COVER, CONTENTS))
            heaps = divide(self._sections(sets), limit, (around or 60_000) + _SPARE)
            layout = lay_out(heaps, counts)
            front = Front(self.matter, layout)
            sets = {key: self._typeset(document) for key, document in front.compose().items()}
            now = {key: pages for key, (_, pages) in sets.items()}
            if now == counts:
                return sets, layout, front
            counts = now
        raise DocumentRefused(
            "The page numbers of the contents do not settle.",
            do="Shorten the longest title of an attachment a little.",
        )

    def _sections(self, sets: Mapping[str, Set]) -> list[Section]:
        def own(key: str, name: str, group: str) -> Section:
            pdf, pages = sets.get(key, (b"", 1))
            return Section(key, name, pages, len(pdf), group)

        letter = self._letter()
        found = [
            Section("letter", "the letter", len(letter.pages), len(letter.pdf), "front"),
            own("crosswalk", "the crosswalk", "front"),
            own("treatment", "the tables", "front"),
        ]
        for one in self.matter.exhibits:
            name, key = f"{one.name} ({one.attachment.id})", f"exhibit:{one.attachment.id}"
            if sensitivity.needs_notice(one.attachment):
                found.append(own(f"notice:{one.attachment.id}", name, key))
            found.append(Section(key, name, len(one.read.pages), one.read.size, key))
        for index, form in enumerate(self.read):
            found.append(
                Section(f"form:{index}", f"form {index + 1}", len(form.pages), form.size, f"form:{index}")
            )
        return found

    def _typeset(self, document: Document) -> Set:
        if document not in self._made:
            pdf = write_pdf(document, self.style)
            opened = pdfium().PdfDocument(pdf)
            self._made[document] = (pdf, len(opened))
            opened.close()
        return self._made[document]

    def _looked(self, pdf: bytes) -> tuple[PageFacts, ...]:
        """Size and blank ground of the pages of a PDF of our own."""
        if pdf not in self._seen:
            document = pdfium().PdfDocument(pdf)
            looked = [look_at(page) for page in document]
            document.close()
            self._seen[pdf] = tuple(PageFacts(one.width, one.height, one.ground, one.align) for one in looked)
        return self._seen[pdf]

    # -- joining -------------------------------------------------------------------------------------

    def _part(self, index: int, sets: Mapping[str, Set], layout: Layout) -> bytes:
        part, count = layout.parts[index], len(layout.parts)
        keys = [f"{COVER}:{part.number}", f"{CONTENTS}:{part.number}", *(one.key for one in part.sections)]
        title = self.title if count == 1 else f"{self.title}, part {part.number} of {count}"
        pieces = [self._piece(key, sets) for key in keys]
        return assemble(pieces, first=part.first, total=layout.total, title=title, style=self.style)

    def _piece(self, key: str, sets: Mapping[str, Set]) -> Piece:
        kind, _, name = key.partition(":")
        if kind == "exhibit":
            return self._exhibit(self._exhibit_of(name))
        if kind == "form":
            return self._form(int(name))
        if kind == "letter":
            return self._letter()
        pdf = sets[key][0]
        facts = self._looked(pdf)
        if kind == "notice":
            words = self._exhibit_of(name).name
            return Piece(
                pdf, digest(pdf), facts, f"{words}: notice", f"{words}, notice", under="Exhibits", tagged=True
            )
        return Piece(pdf, digest(pdf), facts, _BOOKMARKS[kind], "", tagged=True)

    def _letter(self) -> Piece:
        title, said = self.letter.document.title, "Letter, page {page} of {pages}"
        if self.copy is not None:
            return Piece(self.copy.pdf, self.copy.sha256, _facts(self.copy), title, said)
        pdf = self.letter.pdf
        return Piece(pdf, digest(pdf), self._looked(pdf), title, said, tagged=True)

    def _exhibit_of(self, name: str) -> Exhibit:
        return next(one for one in self.matter.exhibits if one.attachment.id == name)

    def _exhibit(self, one: Exhibit) -> Piece:
        return Piece(
            one.read.pdf,
            one.read.sha256,
            _facts(one.read),
            f"{one.name}: {one.attachment.title}",
            f"{one.name}, page {{page}} of {{pages}}",
            under="Exhibits",
            label=f"{one.letter}-",
        )

    def _form(self, index: int) -> Piece:
        read, number = self.read[index], index + 1
        return Piece(
            read.pdf,
            read.sha256,
            _facts(read),
            self.forms[index].title,
            f"Form {number}, page {{page}} of {{pages}}",
            under="Forms",
            label=f"Form {number}-",
        )


def _facts(read: Read) -> tuple[PageFacts, ...]:
    return tuple(
        PageFacts(page.width, page.height, page.ground, page.align, bool(page.seen.strip()))
        for page in read.pages
    )
