"""Opening a stranger's PDF form: what is refused, what is mended, what is noted. Used inside the child."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable
from typing import Any, Final, TypeVar

from authpack.errors import DocumentRefused, InputError
from authpack.packets.forms import raw

Result = TypeVar("Result")
MOST_BYTES: Final = 50_000_000
MOST_PAGES: Final = 100
LARGEST_SIDE: Final = 14_400.0
"""200 inches: the largest page that PDF 1.7 allows."""
_PRINT = (
    "Open it in a viewer, print it to a new PDF, and place the text by coordinates ('at:' in the mapping)."
)


def work_on(content: bytes, password: str | None, use: Callable[[Any, list[str]], Result]) -> Result:
    """What ``use`` makes of a pypdf reader of the form and the notes for its user.

    A file that breaks the reader, at whatever place, is repaired once and worked on again. InputError or
    DocumentRefused for what cannot be worked with: not a PDF, cut off, locked, no pages, too many, too large.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    _refuse_no_pdf(content)
    try:
        return use(*_opened(content, password, []))
    except (InputError, DocumentRefused, MemoryError):
        raise
    except Exception:
        mended = _mended(content, password)
    note = "The file was damaged and has been repaired; compare the result with the original."
    try:
        return use(*_opened(mended, None, [note]))
    except (InputError, DocumentRefused, MemoryError):
        raise
    except Exception as error:
        raise InputError(
            f"The form is damaged, and repairing it did not help ({type(error).__name__}).",
            do="Obtain the file again, or open it in a viewer and print it to a new PDF.",
        ) from None


def _refuse_no_pdf(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise InputError(
            f"The form is larger than {MOST_BYTES // 1_000_000} MB.", do="Check that it is the right file."
        )
    if b"%PDF" not in content[:1024]:
        raise InputError(
            "The form is not a PDF (its first bytes say so).",
            do="Give the payer's PDF itself; save a Word document or picture as PDF first.",
        )


def _opened(content: bytes, password: str | None, notes: list[str]) -> tuple[Any, list[str]]:
    reader = _unlocked(content, password, notes)
    _check_pages(reader)
    _note_structure(reader, notes)
    return reader, notes


def _unlocked(content: bytes, password: str | None, notes: list[str]) -> Any:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        if not reader.decrypt(password or ""):
            raise InputError(
                "The form is locked by a password."
                if not password
                else "The form's password is not the one given.",
                do="Give it with --password-file, or save a copy without a password.",
            )
        notes.append("The form is protected against changes; the filled copy is not.")
    # Reads the page tree: a broken one shows here and not half way through.
    for page in reader.pages:
        raw.got(page, "/Annots")
    return reader


def _mended(content: bytes, password: str | None) -> bytes:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content), password=password or "") as pdf:
            made = io.BytesIO()
            pdf.save(made, deterministic_id=True)
            return made.getvalue()
    except pikepdf.PdfError:
        raise InputError(
            "The form is damaged or cut off, and could not be repaired.", do="Obtain the file again."
        ) from None


def _check_pages(reader: Any) -> None:
    count = len(reader.pages)
    if count == 0:
        raise InputError("The form has no pages.", do="Obtain the file again.")
    if count > MOST_PAGES:
        raise InputError(
            f"The form has {count} pages; at most {MOST_PAGES} are filled.",
            do="Take out the pages that are the form, and fill those.",
        )
    for place, page in enumerate(reader.pages, 1):
        left, bottom, right, top = seen_area(page)
        if not (1 <= right - left <= LARGEST_SIDE and 1 <= top - bottom <= LARGEST_SIDE):
            raise InputError(f"Page {place} of the form has no size that can be printed.", do=_PRINT)


def seen_area(page: Any) -> tuple[float, float, float, float]:
    """The part of the page that is seen: its crop box inside its media box; US Letter when it states neither."""
    media = raw.rect(raw.inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = raw.rect(raw.inherited(page, "/CropBox")) or media
    area = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return area if area[2] > area[0] and area[3] > area[1] else media


def rotation(page: Any) -> int:
    """How far the page is turned clockwise when seen: 0, 90, 180 or 270."""
    turned = raw.whole(raw.inherited(page, "/Rotate")) % 360
    return turned if turned % 90 == 0 else 0


def _note_structure(reader: Any, notes: list[str]) -> None:
    root = raw.resolved(reader.trailer.raw_get("/Root"))
    form = raw.got(root, "/AcroForm")
    xfa = raw.got(form, "/XFA")
    if raw.got(root, "/NeedsRendering") or (xfa is not None and _is_dynamic(xfa, reader)):
        raise DocumentRefused(
            "This is a dynamic XFA form: its pages are made by Adobe's own program while it is open.",
            why="Other viewers, fax servers and payers' portals show only 'Please wait'.",
            do=f"Ask the payer for a plain fillable PDF (AcroForm). Or: {_PRINT}",
        )
    if xfa is not None:
        notes.append(
            "XFA: the form holds a second description of its fields, which is dropped when it is filled."
        )
    if _has_scripts(root):
        notes.append(
            "Scripts: the form runs JavaScript; it is never run, and is removed when the form is filled."
        )
    if raw.got(root, "/Perms") is not None:
        notes.append(
            "The publisher's certification or usage rights end when the form is filled; they are removed."
        )
    if raw.got(root, "/StructTreeRoot") is not None:
        notes.append("Tagged for screen readers.")


def _has_scripts(root: Any) -> bool:
    names = raw.got(root, "/Names")
    return (
        raw.got(names, "/JavaScript") is not None
        or raw.got(root, "/AA") is not None
        or raw.text(raw.got(raw.got(root, "/OpenAction"), "/S")) == "/JavaScript"
    )


def _is_dynamic(xfa: Any, reader: Any) -> bool:
    if not any(True for _ in raw.widgets(reader.pages)):
        return True
    packets = raw.items(xfa) if isinstance(xfa, list) else [xfa]
    data = [one.get_data() for one in packets if hasattr(one, "get_data")]
    return any(b"dynamicRender>required" in b"".join(part.split()) for part in data)


def fingerprint(content: bytes) -> str:
    """sha256 of the file as the practice holds it."""
    return hashlib.sha256(content).hexdigest()
