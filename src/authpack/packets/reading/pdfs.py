"""A PDF as clean pages: each becomes one drawing on a new page, and nothing else of the file comes along.

A page of the result holds its content, its fonts and its pictures. Scripts, actions, attached files, links, form
fields (as fields), comments' texts, layers, tags and metadata stay behind: only what a page shows is sent.
"""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from authpack.errors import InputError
from authpack.packets.reading import pictures
from authpack.packets.reading.asked import Asked, Clean, Place
from authpack.packets.reading.fields import dictionary, flatten, items
from authpack.packets.reading.look import pdfium
from authpack.packets.reading.sheets import box_of, sheet_for, visible

_PRINT_AGAIN = "Open it in a viewer, print it to a new PDF, look at every page, and use that."
_ACTIONS: Final = {
    "/JavaScript": "JavaScript",
    "/Launch": "an action that starts a program",
    "/SubmitForm": "an action that sends data",
    "/ImportData": "an action that reads data",
    "/GoToR": "a link into another file",
    "/GoToE": "a link into an attached file",
    "/URI": "a link to the internet",
    "/Rendition": "sound or film",
    "/Movie": "sound or film",
    "/Sound": "sound or film",
    "/RichMediaExecute": "sound or film",
}
_ANNOTATIONS: Final = {
    "/FileAttachment": "an attached file",
    "/RichMedia": "sound or film",
    "/Movie": "sound or film",
    "/Screen": "sound or film",
    "/Sound": "sound or film",
    "/3D": "a three-dimensional model",
}
# Keys of drawings, fonts and pictures that lead out of the page, or hold other people's data.
_DROPPED_ANYWHERE: Final = ("/Metadata", "/PieceInfo", "/AF")
_DROPPED: Final = (
    *_DROPPED_ANYWHERE, "/StructParent", "/StructParents", "/LastModified", "/OPI", "/Ref", "/Alternates", "/OC",
)  # fmt: skip
# What no page needs; a damaged page may still name it among its fonts or pictures, even the file's own root.
_NEVER_DRAWN: Final = frozenset(
    {"/Catalog", "/Annot", "/Action", "/EmbeddedFile", "/Filespec", "/Outlines", "/StructTreeRoot", "/Sig"}
)
_DEEPEST = 60
_MOST_DRAWINGS = 500
"""Drawings inside one page's drawing that are looked through."""
SCAN_DPI: Final = 200
"""Dots per inch of a page that is sent as a picture because it cannot be taken over as it is."""


def clean_pdf(content: bytes, asked: Asked, place: Place) -> Clean:
    """The asked pages of a PDF. InputError: password needed, no pages, pages not there, cannot be read."""
    source, notes = _opened(content, asked)
    try:
        found = _hazards(source, place)
        notes += [
            f"removed: {name}{f' ({count} times)' if count > 1 else ''}" for name, count in found.items()
        ]
        total = len(source.pages)
        numbers = _chosen(asked, total)
        if _is_dynamic_xfa(source):
            raise InputError(
                "The file is a dynamic XFA form: its pages are made by Adobe's viewer alone.",
                why="Every other program shows a page that says 'Please wait'.",
                do="Open it in Adobe Reader, print it to a PDF, and use that.",
            )
        if _has_hidden_layers(source):
            notes.append("has layers that can be switched off: its pages are sent as pictures")
            return _as_pictures(content, asked, numbers, total, notes, place)
        damaged = bool(source.get_warnings())
        try:
            flatten(source, notes)
            clean = _taken_over(source, numbers, place, excerpt=len(numbers) < total)
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
            notes.append("is damaged where its pages are described: its pages are sent as pictures")
            return _as_pictures(content, asked, numbers, total, notes, place)
        clean.total, clean.notes = total, notes + clean.notes
        if damaged or any(_is_damage(str(one)) for one in source.get_warnings()):
            clean.warnings.append("is damaged and was repaired: compare its pages with the original")
        if asked.recompress:
            clean.notes += pictures.recompressed(clean.pdf)
        return clean
    except RecursionError:
        raise InputError("The file's parts contain each other without end.", do=_PRINT_AGAIN) from None


# -- opening ---------------------------------------------------------------------------------------


def _opened(content: bytes, asked: Asked) -> tuple[pikepdf.Pdf, list[str]]:
    notes: list[str] = []
    try:
        pdf = pikepdf.open(io.BytesIO(content), password=asked.password or "", suppress_warnings=True)
        count = len(pdf.pages)
    except pikepdf.PasswordError:
        raise _locked(asked) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        pdf, count = _rebuilt(content, asked), -1
        notes.append("is damaged; it was rebuilt from what a second reader found: compare its pages")
        count = len(pdf.pages)
    if count == 0:
        raise InputError("The file has no pages.", do="Obtain it again.")
    if pdf.is_encrypted:
        notes.append("was encrypted; its pages are sent without encryption")
    return pdf, notes


def _is_damage(warning: str) -> bool:
    """qpdf also warns of fields whose look it cannot make (boxes, lists): the file is whole, and they are drawn here."""
    return "appearance" not in warning.casefold()


def _locked(asked: Asked) -> InputError:
    if asked.password is None:
        return InputError(
            "The file is encrypted, and no password was given.",
            do="Give --password EXHIBIT=FILE (a file that holds the password alone), or save a copy without one.",
        )
    return InputError(
        "The file is encrypted, and the password given does not open it.", do="Check the password."
    )


def _rebuilt(content: bytes, asked: Asked) -> pikepdf.Pdf:
    """Through PDFium, which opens some files that qpdf cannot."""
    library = pdfium()
    unreadable = InputError(
        "The file is not a PDF that can be read; it may be cut off or damaged.",
        do="Obtain it again, or open it in a viewer and print it to a new PDF.",
    )
    try:
        source = library.PdfDocument(content, password=asked.password)
        copy = library.PdfDocument.new()
        copy.import_pages(source)
        buffer = io.BytesIO()
        copy.save(buffer)
        return pikepdf.open(io.BytesIO(buffer.getvalue()), suppress_warnings=True)
    except library.PdfiumError as error:
        if "assword" in str(error):
            raise _locked(asked) from None
        raise unreadable from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        raise unreadable from None


def _chosen(asked: Asked, total: int) -> list[int]:
    numbers = list(asked.pages) if asked.pages is not None else list(range(1, total + 1))
    beyond = [number for number in numbers if not 1 <= number <= total]
    if beyond:
        raise InputError(
            f"The record names page {beyond[0]}, and the file has {total} page{'s' if total > 1 else ''}.",
            do="Correct on_pages in the record, or name the complete file.",
        )
    return numbers


# -- what is left behind -----------------------------------------------------------------------------


def _hazards(pdf: pikepdf.Pdf, place: Place) -> Counter[str]:
    """What the file would do beside showing pages, counted in words."""
    found: Counter[str] = Counter()
    root = pdf.Root
    names = dictionary(root.get("/Names"))
    if "/JavaScript" in names:
        found["JavaScript"] += 1
    if "/EmbeddedFiles" in names or "/AF" in root:
        found["attached files"] += 1
    if "/Collection" in root:
        raise InputError(
            "The file is a portfolio: its documents lie inside as attached files, and its page is only a cover.",
            do="Open it in Adobe Reader, save each document as a PDF of its own, and record each as an attachment.",
        )
    for key in ("/OpenAction", "/AA"):
        if isinstance(root.get(key), pikepdf.Dictionary):
            found["an action on opening"] += 1
            _count_actions(root[key], found)
    form = dictionary(root.get("/AcroForm"))
    if "/XFA" in form:
        found["XFA form data"] += 1
    for number, page in enumerate(pdf.pages, 1):
        place.at(number)
        _count_actions(page.obj.get("/AA"), found)
        for annotation in items(page.obj.get("/Annots")):
            _refuse_mark(annotation, number)
            _count_annotation(annotation, found)
    return found


def _refuse_mark(annotation: Any, page: int) -> None:
    if dictionary(annotation).get("/Subtype") == pikepdf.Name.Redact:
        raise InputError(
            f"Page {page} has a mark for redaction that was never applied.",
            why="Somebody meant to take words out, and they are all still there.",
            do="Apply the redaction in the program that made the mark, or remove the mark, and save the file.",
        )


def _count_annotation(annotation: Any, found: Counter[str]) -> None:
    entry = dictionary(annotation)
    subtype = str(entry.get("/Subtype", ""))
    if subtype in _ANNOTATIONS:
        found[_ANNOTATIONS[subtype]] += 1
    elif subtype == "/Text" and entry.get("/Contents"):
        found["a comment whose text is not on the page"] += 1
    for key in ("/A", "/AA"):
        _count_actions(entry.get(key), found)


def _count_actions(value: Any, found: Counter[str], depth: int = 0) -> None:
    """Actions in a dictionary, in those it names (AA) and in those that follow (Next)."""
    entry = dictionary(value)
    if not entry or depth > _DEEPEST:
        return
    kind = str(entry.get("/S", ""))
    if kind in _ACTIONS:
        found[_ACTIONS[kind]] += 1
    if kind:
        following = entry.get("/Next")
        for one in [following] if isinstance(following, pikepdf.Dictionary) else items(following):
            _count_actions(one, found, depth + 1)
    else:
        for key in list(entry.keys())[:40]:
            _count_actions(entry.get(key), found, depth + 1)


def _is_dynamic_xfa(pdf: pikepdf.Pdf) -> bool:
    form = dictionary(pdf.Root.get("/AcroForm"))
    if "/XFA" not in form:
        return False
    return bool(pdf.Root.get("/NeedsRendering", False)) or not items(form.get("/Fields"))


def _has_hidden_layers(pdf: pikepdf.Pdf) -> bool:
    layers = dictionary(pdf.Root.get("/OCProperties"))
    default = dictionary(layers.get("/D"))
    return bool(items(default.get("/OFF"))) or str(default.get("/BaseState", "/ON")) == "/OFF"


# -- taking the pages over -----------------------------------------------------------------------------


def _taken_over(source: pikepdf.Pdf, numbers: list[int], place: Place, *, excerpt: bool) -> Clean:
    out = pikepdf.new()
    clean = Clean(out, numbers, 0)
    for number in numbers:
        place.at(number)
        page = source.pages[number - 1]
        if excerpt:
            # A file may list all its pictures for every page: those of other pages must not come along.
            page.remove_unreferenced_resources()
        change = _take(page, out)
        if change:
            clean.notes.append(f"page {number} {change}")
    _scrub(out)
    return clean


def _take(page: pikepdf.Page, out: pikepdf.Pdf) -> str:
    obj = page.obj
    box = visible(box_of(_inherited(obj, "/MediaBox")), box_of(_inherited(obj, "/CropBox")))
    sheet = sheet_for(box, _rotation(obj), _number(obj.get("/UserUnit"), 1.0))
    # The drawing is clipped to its trim box, which is not what viewers show.
    obj.TrimBox = pikepdf.Array([round(one, 4) for one in box])
    drawing = out.copy_foreign(page.as_form_xobject(handle_transformations=False))
    _unmark(drawing, set())
    new = out.add_blank_page(page_size=(sheet.width, sheet.height))
    new.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawing))
    numbers = " ".join(f"{one:.5f}".rstrip("0").rstrip(".") for one in sheet.matrix)
    new.obj.Contents = out.make_stream(f"q {numbers} cm /X Do Q".encode())
    return sheet.change


def _unmark(drawing: Any, seen: set[tuple[int, int]]) -> None:
    """Take the numbers of the file's own tags out of a drawing and those inside it: their tree stays behind.

    A reader of tags would take them for numbers of the packet's tree, and find no text. A name of the same length that
    means nothing stands in their place.
    """
    if drawing.objgen in seen or len(seen) > _MOST_DRAWINGS:
        return
    seen.add(drawing.objgen)
    with contextlib.suppress(pikepdf.PdfError):
        content = drawing.read_bytes()
        if b"/MCID" in content:
            drawing.write(content.replace(b"/MCID", b"/XCID"))
    resources = dictionary(drawing.get("/Resources"))
    for properties in dictionary(resources.get("/Properties")).values():
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            del properties["/MCID"]
    for inner in dictionary(resources.get("/XObject")).values():
        if isinstance(inner, pikepdf.Stream) and inner.get("/Subtype") == pikepdf.Name.Form:
            _unmark(inner, seen)


def _inherited(obj: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in obj:
            return obj[key]
        parent = obj.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            return None
        obj = parent
    return None


def _rotation(obj: Any) -> int:
    turned = int(_number(_inherited(obj, "/Rotate"), 0.0))
    return turned % 360 if turned % 90 == 0 else 0


def _number(value: Any, default: float) -> float:
    try:
        return default if value is None else float(value)
    except (TypeError, ValueError, ArithmeticError):
        return default


def _scrub(pdf: pikepdf.Pdf) -> None:
    """Remove from every drawing, font and picture what leads out of the page or holds other people's data."""
    root = pdf.Root.objgen
    for obj in pdf.objects:
        if not isinstance(obj, pikepdf.Dictionary | pikepdf.Stream) or obj.get("/Type") == pikepdf.Name.Page:
            continue
        if obj.objgen == root:
            continue
        if str(obj.get("/Type", "")) in _NEVER_DRAWN or str(obj.get("/S", "")) in _ACTIONS:
            _empty(obj)
            continue
        subtype = str(obj.get("/Subtype", ""))
        if subtype == "/Image":
            _refuse_huge(obj)
        drawn = subtype in ("/Form", "/Image")
        for key in _DROPPED if drawn else _DROPPED_ANYWHERE:
            if key in obj:
                del obj[key]


def _refuse_huge(image: Any) -> None:
    points = _number(image.get("/Width"), 0) * _number(image.get("/Height"), 0)
    if points > pictures.MOST_PIXELS * 2:
        raise InputError(
            f"A picture in the file has {points / 1e6:,.0f} million points.",
            why="It would use up the memory of whoever opens the packet.",
            do=_PRINT_AGAIN,
        )


def _empty(obj: Any) -> None:
    if isinstance(obj, pikepdf.Stream):
        obj.write(b"")
    for key in list(obj.keys()):
        if key not in ("/Length", "/Filter", "/DecodeParms"):
            del obj[key]


# -- pages as pictures -----------------------------------------------------------------------------


def _as_pictures(
    content: bytes, asked: Asked, numbers: list[int], total: int, notes: list[str], place: Place
) -> Clean:
    """Every page drawn by PDFium and sent as a picture, when it cannot be taken over safely."""
    library = pdfium()
    out = pikepdf.new()
    try:
        document = library.PdfDocument(content, password=asked.password)
        for number, picture in _drawn(document, numbers, place):
            pictures.add_page(out, picture, dpi=SCAN_DPI, whole_page=True)
            del number
    except library.PdfiumError:
        raise InputError(
            f"Page {place.page} of the file cannot be drawn.",
            do="Obtain the file again, or " + _PRINT_AGAIN.lower(),
        ) from None
    return Clean(out, numbers, total, notes)


def _drawn(document: Any, numbers: list[int], place: Place) -> Iterator[tuple[int, Any]]:
    for number in numbers:
        place.at(number)
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(SCAN_DPI / 72, 3400 / max(width, height, 1))
        yield number, page.render(scale=scale).to_pil()
        page.close()
