"""The child's work: files in, clean pages and facts about each page out, as JSON and PDF bytes."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from authpack.errors import AuthpackError, InputError
from authpack.packets.reading.asked import Asked, Clean, Place
from authpack.packets.reading.kinds import FileKind, kind_of, misnamed
from authpack.packets.reading.look import look_at, pdfium
from authpack.packets.sandbox import Work

_NAMES: dict[FileKind, str] = {
    "pdf": "a PDF",
    "jpeg": "a JPEG picture",
    "png": "a PNG picture",
    "tiff": "a TIFF picture",
    "heic": "a HEIC photograph",
    "docx": "a Word document",
    "text": "plain text",
}


def normalize(work: Work) -> Work:
    """Several files, each by itself: a refusal of one does not touch the others.

    ``work.data`` holds what is asked of each (fields of ``Asked``), ``work.files`` their bytes. The answer's data
    has for each either ``refused`` (what, why, do, faults) or ``facts``; its files are the PDFs, in order, empty
    for a refused one.
    """
    results: list[dict[str, Any]] = []
    files: list[bytes] = []
    for asked, content in zip(work.data, work.files, strict=True):
        place = Place()
        try:
            facts, pdf = clean_pages(content, _asked(asked), place)
            results.append({"facts": facts})
            files.append(pdf)
        except AuthpackError as error:
            results.append({"refused": refusal(error)})
            files.append(b"")
        except MemoryError:
            raise
        except Exception as error:
            results.append({"refused": refusal(_broken(error, place))})
            files.append(b"")
    return Work(results, tuple(files))


def refusal(error: AuthpackError) -> dict[str, Any]:
    """A refusal as JSON."""
    return {
        "kind": type(error).__name__,
        "what": error.what,
        "why": error.why,
        "do": error.do,
        "faults": [fault.what for fault in error.faults],
    }


def _broken(error: Exception, place: Place) -> InputError:
    where = f" at page {place.page}" if place.page else ""
    return InputError(
        f"The file breaks its reader{where} ({type(error).__name__}).",
        do="Open it in a viewer, print it to a new PDF, look at every page, and use that.",
    )


def _asked(data: dict[str, Any]) -> Asked:
    pages = data.get("pages")
    return Asked(
        **{
            **data,
            "pages": tuple(pages) if pages is not None else None,
            "folders": tuple(data.get("folders", ())),
        }
    )


def clean_pages(content: bytes, asked: Asked, place: Place) -> tuple[dict[str, Any], bytes]:
    """Facts and the PDF of one file. Raises what its reader raises."""
    kind = kind_of(content)
    clean = _READERS[kind](content, asked, place)
    if misnamed(kind, asked.suffix):
        clean.notes.append(f"is {_NAMES[kind]}, although its name ends in '{asked.suffix or 'nothing'}'")
    pdf = _saved(clean.pdf)
    facts = {
        "kind": kind,
        "total": clean.total,
        "numbers": clean.pages,
        "notes": clean.notes,
        "warnings": clean.warnings,
        "pages": _looked(pdf, clean.pages, place),
    }
    return facts, pdf


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    # The file is only passed on: an id made from its content would cost a pass over all of it.
    pdf.save(buffer, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return buffer.getvalue()


def _looked(content: bytes, numbers: list[int], place: Place) -> list[dict[str, Any]]:
    document = pdfium().PdfDocument(content)
    found = []
    for index in range(len(document)):
        place.at(numbers[index])
        page = document[index]
        found.append(look_at(page).data())
        page.close()
    if len(found) != len(numbers):
        raise InputError("The file's pages cannot be drawn.", do="Obtain it again.")
    return found


def _pdf(content: bytes, asked: Asked, place: Place) -> Clean:
    from authpack.packets.reading.pdfs import clean_pdf

    return clean_pdf(content, asked, place)


def _picture(content: bytes, asked: Asked, place: Place) -> Clean:
    from authpack.packets.reading.pictures import clean_picture

    return clean_picture(content, asked, place)


def _heic(content: bytes, asked: Asked, place: Place) -> Clean:
    from authpack.packets.reading.pictures import with_heic

    with_heic()
    return _picture(content, asked, place)


def _text(content: bytes, asked: Asked, place: Place) -> Clean:
    from authpack.packets.reading.texts import clean_text

    return clean_text(content, asked, place)


def _docx(content: bytes, asked: Asked, place: Place) -> Clean:
    from authpack.packets.reading.words import clean_docx

    return clean_docx(content, asked, place)


_READERS = {
    "pdf": _pdf,
    "jpeg": _picture,
    "png": _picture,
    "tiff": _picture,
    "heic": _heic,
    "text": _text,
    "docx": _docx,
}
