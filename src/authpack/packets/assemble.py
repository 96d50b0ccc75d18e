"""Joins the pages of one part into one PDF: pages, tags, stamps, links, bookmarks, page labels."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

import pikepdf

from authpack import __version__
from authpack.documents.writers.style import Style
from authpack.packets.front import LINK
from authpack.packets.stamps import Stamper
from authpack.packets.structure import append_pages, append_tagged

LARGE: Final = 5_000_000
"""Bytes; a part with more is saved without compressing its small parts."""
PRODUCER: Final = f"authpack {__version__}"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Size of a page in points, where the stamp may stand on it, and whether it holds text (of a stranger's page)."""

    width: float
    height: float
    ground: tuple[float, float] | None
    align: str
    text: bool = True

    @property
    def tag(self) -> str:
        """How a stranger's page is tagged."""
        return "P" if self.text else "Figure"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of pages to be joined.

    ``digest``: sha256 of the file that it was made from; ``bookmark``: its name;
    ``under``: the bookmark that holds it, if any; ``stamp``: what the stamp says before the
    packet page, with the page for {page} and the count for {pages}; ``label``: prefix of its page labels, None for
    packet page numbers; ``tagged``: one of our own, whose tags and headings come along.
    """

    pdf: bytes = field(repr=False)
    digest: str
    pages: Sequence[PageFacts]
    bookmark: str
    stamp: str
    under: str | None = None
    label: str | None = None
    tagged: bool = False


def assemble(pieces: Sequence[Piece], *, first: int, total: int, title: str, style: Style) -> bytes:
    """One PDF of these pieces, the first of them tagged; ``first``: the packet page of its first page."""
    base = pikepdf.open(io.BytesIO(pieces[0].pdf))
    sources: list[pikepdf.Pdf] = []
    starts = []
    headings = [_headings(base)]
    for number, piece in enumerate(pieces[1:], 1):
        starts.append(len(base.pages))
        if piece.tagged:
            with pikepdf.open(io.BytesIO(piece.pdf)) as source:
                headings.append(_headings(source))
            append_tagged(base, piece.pdf, f"{number}.")
        else:
            headings.append([])
            source = pikepdf.open(io.BytesIO(piece.pdf))
            sources.append(source)
            base.pages.extend(source.pages)
            append_pages(base, _spoken(piece), piece.bookmark, starts[-1])
    starts = [0, *starts]
    _stamp(base, pieces, starts, first, total, style)
    _lead_links(base, first)
    _bookmark(base, pieces, starts, headings)
    _label(base, pieces, starts, first)
    _describe(base, title)
    buffer = io.BytesIO()
    # Pages are compressed already. Compressing the rest (stamps, tables of objects) saves a tenth of a megabyte and takes
    # half as long again as all of the joining: not worth it in a large file.
    base.save(
        buffer,
        static_id=True,
        compress_streams=sum(len(piece.pdf) for piece in pieces) < LARGE,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    for source in sources:
        source.close()
    base.close()
    _set_id(buffer, pieces, f"{title} {first} {total}")
    return buffer.getvalue()


def _spoken(piece: Piece) -> list[tuple[str, str]]:
    """The tag of each page of a stranger's file, and what a screen reader says of a page that holds no text."""
    said = [
        piece.stamp.format(page=number, pages=len(piece.pages)) for number in range(1, len(piece.pages) + 1)
    ]
    return [
        (facts.tag, "" if facts.text else f"{words}: a picture of a page, without text")
        for facts, words in zip(piece.pages, said, strict=True)
    ]


# What qpdf writes when it is told to make up no id of its own.
_STATIC_ID: Final = b"<31415926535897932384626433832795>"


# The trailer stands at the end; with a compressed table of objects, before that table.
_TAIL: Final = 200_000


def _set_id(buffer: io.BytesIO, pieces: Sequence[Piece], words: str) -> None:
    """The file's id from what it was made of: qpdf's own way reads all of the result once more, and doubles the time."""
    made = hashlib.sha256(
        "\n".join([words, PRODUCER, *(piece.digest for piece in pieces)]).encode()
    ).hexdigest()[:32]
    with buffer.getbuffer() as content:
        start = max(0, len(content) - _TAIL)
        tail = bytes(content[start:])
        at = tail.rfind(_STATIC_ID)
        while at >= 0:
            content[start + at : start + at + len(_STATIC_ID)] = f"<{made}>".encode()
            # The id stands twice, side by side.
            at = tail.rfind(_STATIC_ID, max(0, at - 40), at)


def _stamp(
    base: pikepdf.Pdf, pieces: Sequence[Piece], starts: Sequence[int], first: int, total: int, style: Style
) -> None:
    stamper = Stamper(base, style)
    pages = list(base.pages)
    for piece, start in zip(pieces, starts, strict=True):
        for number, facts in enumerate(piece.pages, 1):
            said = piece.stamp.format(page=number, pages=len(piece.pages))
            text = f"{said} - packet page {first + start + number - 1} of {total}" if said else ""
            text = text or f"Packet page {first + start + number - 1} of {total}"
            stamper.stamp(
                pages[start + number - 1],
                text,
                facts.ground,
                facts.align,
                size=(facts.width, facts.height),
                tag=None if piece.tagged else facts.tag,
            )


def _lead_links(base: pikepdf.Pdf, first: int) -> None:
    """Links of the front matter lead to the page itself."""
    pages = list(base.pages)
    for page in pages:
        for annotation in page.obj.get("/Annots", []):
            uri = str(annotation.A.get("/URI", "")) if "/A" in annotation else ""
            if uri.startswith(LINK):
                number = int(uri.removeprefix(LINK))
                del annotation["/A"]
                annotation.Dest = pikepdf.Array([pages[number - first].obj, pikepdf.Name.Fit])
                annotation.Contents = pikepdf.String(f"Packet page {number}")


def _headings(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The headings of one of our own PDFs below its title: words and page index."""
    places = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    found: list[tuple[str, int]] = []

    def walk(items: Iterable[Any], depth: int) -> None:
        for item in items:
            target = item.destination
            if depth > 0 and isinstance(target, pikepdf.Array) and target[0].objgen in places:
                found.append((str(item.title), places[target[0].objgen]))
            walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        walk(list(outline.root), 0)
    return found


def _bookmark(
    base: pikepdf.Pdf,
    pieces: Sequence[Piece],
    starts: Sequence[int],
    headings: Sequence[list[tuple[str, int]]],
) -> None:
    if "/Outlines" in base.Root:
        del base.Root["/Outlines"]
    with base.open_outline() as outline:
        parents: dict[str, pikepdf.OutlineItem] = {}
        for piece, start, found in zip(pieces, starts, headings, strict=True):
            item = pikepdf.OutlineItem(piece.bookmark, start, page_location=pikepdf.PageLocation.Fit)
            if piece.under is None:
                outline.root.append(item)
            else:
                parent = parents.get(piece.under)
                if parent is None:
                    parent = pikepdf.OutlineItem(piece.under, start, page_location=pikepdf.PageLocation.Fit)
                    parents[piece.under] = parent
                    outline.root.append(parent)
                parent.children.append(item)
            item.children += [
                pikepdf.OutlineItem(words, start + at, page_location=pikepdf.PageLocation.Fit)
                for words, at in found
            ]
            item.is_closed = True


def _label(base: pikepdf.Pdf, pieces: Sequence[Piece], starts: Sequence[int], first: int) -> None:
    """Page labels: packet page numbers, and A-1, A-2 ... in exhibits."""
    numbers: list[Any] = []
    for piece, start in zip(pieces, starts, strict=True):
        entry = pikepdf.Dictionary(S=pikepdf.Name.D, St=1 if piece.label else first + start)
        if piece.label:
            entry.P = pikepdf.String(piece.label)
        numbers += [start, entry]
    base.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))


def _describe(base: pikepdf.Pdf, title: str) -> None:
    """Title and producer only; the claims of PDF/UA and PDF/A are taken back, since scans meet neither."""
    for key in ("/Info",):
        if key in base.trailer:
            del base.trailer[key]
    base.docinfo["/Title"] = pikepdf.String(title)
    base.docinfo["/Producer"] = pikepdf.String(PRODUCER)
    if "/OutputIntents" in base.Root:
        del base.Root["/OutputIntents"]
    base.Root.Metadata = pikepdf.Stream(
        base, _XMP.format(title=escape(title), producer=escape(PRODUCER)).encode()
    )
    base.Root.Metadata.Type, base.Root.Metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    base.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    base.Root.PageMode = pikepdf.Name.UseOutlines


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""
