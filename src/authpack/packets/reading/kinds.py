"""What a file is, told by its first bytes and not by its name."""

from __future__ import annotations

from typing import Final, Literal

from authpack.errors import InputError

FileKind = Literal["pdf", "jpeg", "png", "tiff", "heic", "docx", "text"]

_SUFFIXES: Final[dict[str, frozenset[str]]] = {
    "pdf": frozenset({".pdf"}),
    "jpeg": frozenset({".jpg", ".jpeg"}),
    "png": frozenset({".png"}),
    "tiff": frozenset({".tif", ".tiff"}),
    "heic": frozenset({".heic", ".heif"}),
    "docx": frozenset({".docx"}),
    "text": frozenset({".txt", ".text", ".md", ".csv", ".log"}),
}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
# First bytes of what is not read here, and how to call it.
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "an older Microsoft Office file (.doc, .xls)"),
    (b"{\\rtf", "an RTF file"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"RIFF", "a WebP picture, or a sound or film"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
# A header of other matter before %PDF is allowed by every viewer, within the first kilobyte.
_HEADER_WITHIN = 1024


def kind_of(content: bytes) -> FileKind:
    """The kind of a file; InputError, saying what it is, for one that cannot become an exhibit."""
    head = content[:_HEADER_WITHIN]
    if not content.strip(b"\x00 \t\r\n"):
        raise InputError("The file is empty.", do="Obtain it again.")
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"):
        return "tiff"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "heic"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(content)
    _refuse_others(head)
    return "text"


def _zipped(content: bytes) -> FileKind:
    if b"word/document.xml" in content:
        return "docx"
    raise _convert("a compressed file, a spreadsheet or a presentation")


def _refuse_others(head: bytes) -> None:
    for start, name in _OTHERS:
        if head.startswith(start):
            raise _convert(name)
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if lowered.startswith((b"<!doctype", b"<html", b"<?xml", b"<clinicaldocument")):
        raise _convert("a web page or an XML document")


def _convert(name: str) -> InputError:
    return InputError(
        f"The file is {name}, which is not read here.",
        why="A payer sees pages; how such a file looks depends on the program that opens it.",
        do="Open it, print it to a PDF, look at every page, and name the PDF in the record.",
    )


def misnamed(kind: FileKind, suffix: str) -> bool:
    """Whether a file's ending says something else than its content."""
    return suffix.lower() not in _SUFFIXES[kind]
