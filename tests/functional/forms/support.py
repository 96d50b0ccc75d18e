"""Forms drawn for the tests, three independent renderers, and the invented case that fills them."""

from __future__ import annotations

import datetime
import html
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from authpack import api, content
from authpack.documents.finished import style_of
from authpack.documents.matter import Matter
from authpack.packets.forms.fill import FilledForm, fill_form
from authpack.packets.forms.mapping import FormMapping
from authpack.packets.forms.values import FormValues, values_of
from tests.functional.letters.support import record

pypdfium2: Any = import_module("pypdfium2")  # it ships no types
pymupdf: Any = import_module("pymupdf")

ROOT = Path(__file__).parents[3]
SAMPLES = Path(os.environ["AUTHPACK_SAMPLES"]) / "pdf_forms" if os.environ.get("AUTHPACK_SAMPLES") else None
needs_samples = pytest.mark.skipif(
    SAMPLES is None or not SAMPLES.is_dir(),
    reason="set AUTHPACK_SAMPLES to the folder of public sample forms",
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="install poppler-utils (pdftoppm)"
)
Rect = tuple[float, float, float, float]


def sample_forms() -> list[Path]:
    return sorted(SAMPLES.glob("*.pdf")) if SAMPLES is not None and SAMPLES.is_dir() else []


# -- forms -----------------------------------------------------------------------------------------


def _numbers(values: Iterable[float]) -> ArrayObject:
    return ArrayObject([FloatObject(one) for one in values])


class FormMaker:
    """Draws a small form. Boxes are left, bottom, right, top in points."""

    def __init__(self, pages: int = 1, size: tuple[float, float] = (400, 400), rotation: int = 0) -> None:
        self.writer = PdfWriter()
        for _ in range(pages):
            page = self.writer.add_blank_page(*size)
            if rotation:
                page[NameObject("/Rotate")] = NumberObject(rotation)
        self.fields = ArrayObject()
        self.root = self.writer.root_object
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/Helv"): self.writer._add_object(font)})
        self.form: Any = DictionaryObject(
            {
                NameObject("/Fields"): self.fields,
                NameObject("/DA"): TextStringObject("/Helv 0 Tf 0 g"),
                NameObject("/DR"): DictionaryObject({NameObject("/Font"): fonts}),
                NameObject("/NeedAppearances"): import_module("pypdf.generic").BooleanObject(True),
            }
        )
        self.root[NameObject("/AcroForm")] = self.writer._add_object(self.form)

    def widget(
        self, name: str | None, kind: str | None, box: Rect, page: int = 0, **extra: Any
    ) -> DictionaryObject:
        made = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/Rect"): _numbers(box),
                NameObject("/F"): NumberObject(4),
                NameObject("/MK"): DictionaryObject({NameObject("/BC"): _numbers([0.5])}),
            }
        )
        if name is not None:
            made[NameObject("/T")] = TextStringObject(name)
        if kind is not None:
            made[NameObject("/FT")] = NameObject(kind)
        for key, value in extra.items():
            made[NameObject(f"/{key}")] = value
        reference = self.writer._add_object(made)
        annotations: Any = self.writer.pages[page].setdefault(NameObject("/Annots"), ArrayObject())
        annotations.append(reference)
        if name is not None:
            self.fields.append(reference)
        return made

    def text(
        self, name: str, box: Rect, *, page: int = 0, flags: int = 0, size: float = 0, **extra: Any
    ) -> DictionaryObject:
        extra.setdefault("DA", TextStringObject(f"/Helv {size} Tf 0 g"))
        return self.widget(name, "/Tx", box, page, Ff=NumberObject(flags), **extra)

    def check(self, name: str, box: Rect, state: str = "Yes", page: int = 0) -> DictionaryObject:
        """A checkbox whose tick needs a font that the file does not embed."""
        tick = StreamObject()
        tick.set_data(b"q BT /ZaDb 12 Tf 1 1 Td (4) Tj ET Q")
        tick[NameObject("/Subtype")] = NameObject("/Form")
        tick[NameObject("/BBox")] = _numbers([0, 0, box[2] - box[0], box[3] - box[1]])
        looks = DictionaryObject({NameObject(f"/{state}"): self.writer._add_object(tick)})
        return self.widget(
            name, "/Btn", box, page, AP=DictionaryObject({NameObject("/N"): looks}), AS=NameObject("/Off")
        )

    def radio(
        self, name: str, states: Sequence[str], boxes: Sequence[Rect], opt: Sequence[str] = ()
    ) -> DictionaryObject:
        group = DictionaryObject(
            {
                NameObject("/T"): TextStringObject(name),
                NameObject("/FT"): NameObject("/Btn"),
                NameObject("/Ff"): NumberObject(1 << 15),
                NameObject("/Kids"): ArrayObject(),
            }
        )
        if opt:
            group[NameObject("/Opt")] = ArrayObject([TextStringObject(one) for one in opt])
        holder = self.writer._add_object(group)
        for state, box in zip(states, boxes, strict=True):
            empty = StreamObject()
            empty.set_data(b"")
            empty[NameObject("/Subtype")] = NameObject("/Form")
            looks = DictionaryObject({NameObject(f"/{state}"): self.writer._add_object(empty)})
            one = self.widget(
                None,
                None,
                box,
                AP=DictionaryObject({NameObject("/N"): looks}),
                AS=NameObject("/Off"),
                Parent=holder,
            )
            kids: Any = group["/Kids"]
            kids.append(one.indirect_reference)
        self.fields.append(holder)
        return group

    def choice(
        self, name: str, box: Rect, options: Sequence[tuple[str, str]], flags: int
    ) -> DictionaryObject:
        listed = ArrayObject([ArrayObject([TextStringObject(a), TextStringObject(b)]) for a, b in options])
        return self.widget(
            name, "/Ch", box, Opt=listed, Ff=NumberObject(flags), DA=TextStringObject("/Helv 10 Tf 0 g")
        )

    def print(self, text: str, x: float, y: float, page: int = 0) -> None:
        """Words on the page, in a standard font."""
        target = self.writer.pages[page]
        made = StreamObject()
        made.set_data(f"BT /F1 9 Tf {x} {y} Td ({text}) Tj ET".encode("latin-1"))
        reference = self.writer._add_object(made)
        font = self.form["/DR"]["/Font"]["/Helv"].indirect_reference
        target[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        old = target.raw_get("/Contents") if "/Contents" in target else ArrayObject()
        target[NameObject("/Contents")] = ArrayObject([*(old if isinstance(old, list) else [old]), reference])

    def bytes(self, **options: Any) -> bytes:
        if password := options.get("password"):
            self.writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
        elif options.get("owner"):
            self.writer.encrypt(user_password="", owner_password="owner", algorithm="AES-256")
        made = io.BytesIO()
        self.writer.write(made)
        return made.getvalue()


# -- filling ---------------------------------------------------------------------------------------


def mapping(*entries: dict[str, Any], **more: Any) -> FormMapping:
    data = {
        "schema": "authpack.form_mapping/1",
        "form": {"title": "Test form"},
        "entries": list(entries),
        **more,
    }
    return FormMapping.model_validate(data)


@cache
def _case(text: str) -> Any:
    return api.load_case(text)


def values(data: dict[str, Any] | None = None, *, judged: bool = False) -> FormValues:
    """The values of the first example, or of an edited copy."""
    case = _case(json.dumps(data or record("01-clean-approval")))
    determination = api.check(case) if judged else None
    return values_of(Matter(case, case.requests[0], determination, datetime.date(2026, 10, 1)))


@cache
def style(fonts: tuple[Path, ...] = ()) -> Any:
    return style_of([root.path for root in content.template_roots()], fonts)


def filled(
    form: bytes, *entries: dict[str, Any], data: dict[str, Any] | None = None, **options: Any
) -> FilledForm:
    more = options.pop("more", {})
    return fill_form(form, mapping(*entries, **more), values(data), style=style(), **options)


def done(form: FilledForm) -> dict[str, str]:
    return {one.name: one.done for one in form.report.lines}


# -- reading back ----------------------------------------------------------------------------------


def field_values(pdf: bytes) -> dict[str, Any]:
    """Field name -> /V, read by pypdf."""
    found = {}
    for name, one in (PdfReader(io.BytesIO(pdf)).get_fields() or {}).items():
        value = one.get("/V")
        found[name] = (
            [str(each) for each in value]
            if isinstance(value, list)
            else None
            if value is None
            else str(value)
        )
    return found


def pictures(pdf: bytes, page: int, scale: float = 2.0) -> dict[str, Image.Image]:
    """One page in grey by PDFium, MuPDF and, where it is installed, Poppler."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    found = {"pdfium": document[page].render(scale=scale, may_draw_forms=True).to_pil().convert("L")}
    document.close()
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:
        pixels = opened[page].get_pixmap(matrix=pymupdf.Matrix(scale, scale))
        found["mupdf"] = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples).convert("L")
    if shutil.which("pdftoppm"):
        found["poppler"] = _poppler(pdf, page, scale)
    return found


def _poppler(pdf: bytes, page: int, scale: float) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.pdf"
        source.write_bytes(pdf)
        number = str(page + 1)
        words = [
            "pdftoppm",
            "-r",
            str(72 * scale),
            "-f",
            number,
            "-l",
            number,
            "-cropbox",
            "-png",
            str(source),
            f"{folder}/out",
        ]
        subprocess.run(words, check=True, capture_output=True)
        return Image.open(next(Path(folder).glob("out*.png"))).convert("L").copy()


def ink(picture: Image.Image, box: Rect, scale: float = 2.0) -> float:
    """Share of dark pixels inside a box (left, top, width, height in points), its edge left out."""
    left, top, width, height = box
    inset = min(1.5, width / 6, height / 6)
    area = (left + inset, top + inset, left + width - inset, top + height - inset)
    part = picture.crop(tuple(round(one * scale) for one in area))  # type: ignore[arg-type]
    dark = sum(part.histogram()[:128])
    return dark / max(part.width * part.height, 1)


def texts(pdf: bytes, page: int, box: Rect) -> dict[str, str]:
    """The text inside a box of a flattened page, by three readers, without white space."""
    left, top, width, height = box
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    media, crop = sheet.get_mediabox(), sheet.get_cropbox()
    x, y = left + max(media[0], crop[0]), min(media[3], crop[3]) - top
    found = {"pdfium": sheet.get_textpage().get_text_bounded(x, y - height, x + width, y)}
    document.close()
    with pymupdf.open(stream=pdf, filetype="pdf") as opened:
        found["mupdf"] = opened[page].get_text(clip=pymupdf.Rect(left, top, left + width, top + height))
    if shutil.which("pdftotext"):
        inside = sorted(
            (round(y / 5), x, word)
            for x, y, word in _poppler_words(pdf, page)
            if left <= x <= left + width and top <= y <= top + height
        )
        found["poppler"] = "".join(word for _, _, word in inside)
    return {name: "".join(text.split()) for name, text in found.items()}


_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@lru_cache(maxsize=64)
def _poppler_words(pdf: bytes, page: int) -> tuple[tuple[float, float, str], ...]:
    """Each word with its middle, as Poppler reads the page: one run for all boxes."""
    number = ["-f", str(page + 1), "-l", str(page + 1)]
    run = subprocess.run(
        ["pdftotext", "-bbox", "-cropbox", *number, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return tuple(
        ((float(left) + float(right)) / 2, (float(top) + float(bottom)) / 2, html.unescape(word))
        for left, top, right, bottom, word in _WORD.findall(run.stdout.decode())
    )
