"""A size limit: divided between documents with a cover on each part, or with smaller pictures, never with a page less."""

from __future__ import annotations

import io
import itertools
import random
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from authpack.errors import DocumentRefused
from authpack.packets.order import Form, Packet
from tests.functional.packets import support
from tests.functional.packets.support import NAMED, attachment, packet_of, paper, record

NAMES = ("x1", "x2", "x3", "x4")
PATHS = ("/diagnoses", "/scores", "/trials", "/screen")


def noisy(seed: int, pages: int = 3) -> bytes:
    """A PDF of pictures that hardly compress: about 250 KB a page, with a line that names the patient."""
    chance = random.Random(seed)
    pdf = pikepdf.new()
    with pikepdf.open(io.BytesIO(paper(NAMED))) as source:
        for _ in range(pages):
            pdf.pages.append(source.pages[0])
            page = pdf.pages[-1]
            image = pikepdf.Stream(
                pdf, chance.randbytes(500 * 500), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=500, Height=500,
                ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
            )  # fmt: skip
            page.obj.Resources = pikepdf.Dictionary(
                {**dict(page.obj.Resources), "/XObject": pikepdf.Dictionary(I=image)}
            )
            page.contents_add(b"q 300 0 0 300 100 200 cm /I Do Q")
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    folder = tmp_path_factory.mktemp("files")
    for number, name in enumerate(NAMES):
        (folder / f"{name}.pdf").write_bytes(noisy(number))
    attachments = [attachment(name, f"{name}.pdf", path) for name, path in zip(NAMES, PATHS, strict=True)]
    return record() | {"attachments": attachments}, folder


@pytest.fixture(scope="module")
def divided(data: tuple[dict[str, Any], Path]) -> Packet:
    return packet_of(*data, max_bytes=1_750_000)


def it_divides_between_documents_and_keeps_every_part_under_the_limit(divided: Packet) -> None:
    assert len(divided.pdfs) == 3
    assert all(len(pdf) <= 1_750_000 for pdf in divided.pdfs)
    names = [name for name in divided.files() if name.endswith(".pdf")]
    assert names == [f"example-18-r1-packet-part-{number}-of-3.pdf" for number in (1, 2, 3)]


def it_loses_no_page(divided: Packet, data: tuple[dict[str, Any], Path]) -> None:
    pages = [text for pdf in divided.pdfs for text in support.texts(pdf)]
    assert len(pages) == divided.manifest.total_pages
    for number, text in enumerate(pages, 1):
        assert re.search(rf"[Pp]acket page {number} of {len(pages)}", text)
    for letter in "ABCD":
        assert (
            sum(
                f"Exhibit {letter}, page" in text.replace("\n", " ").split("packet page")[0]
                or f"Exhibit {letter}, page" in text
                for text in pages
            )
            >= 3
        )


def it_puts_a_cover_that_counts_on_each_part(divided: Packet) -> None:
    for number, pdf in enumerate(divided.pdfs, 1):
        pages = support.texts(pdf)
        cover = " ".join(pages[0].split())
        assert f"part {number} of 3" in cover
        assert f"{len(pages)} in this part" in cover


def it_links_only_to_pages_of_the_same_file_and_says_in_which_part_the_others_are(divided: Packet) -> None:
    for pdf in divided.pdfs:
        count = len(support.texts(pdf))
        assert all(1 <= link.to <= count for link in support.links(pdf))
    crosswalk = "\n".join(support.texts(divided.pdfs[0]))
    assert "(part 2)" in " ".join(crosswalk.split())


def it_gives_each_part_its_range_in_the_manifest(divided: Packet) -> None:
    ranges = [(one.first_page, one.last_page) for one in divided.manifest.outputs if one.role == "packet"]
    assert ranges[0][0] == 1
    assert ranges[-1][1] == divided.manifest.total_pages
    assert all(
        first == before + 1 for (_, before), (first, _) in itertools.pairwise(ranges) if before and first
    )


def it_makes_pictures_smaller_when_that_is_allowed(data: tuple[dict[str, Any], Path]) -> None:
    made = packet_of(*data, max_bytes=1_750_000, recompress=True)
    assert len(made.pdfs) < 3
    assert any("recompressed" in one.text for one in made.manifest.remarks)
    assert sum(len(one.pages) for one in made.manifest.exhibits) == 12


def but_it_leaves_them_alone_when_the_packet_fits(data: tuple[dict[str, Any], Path]) -> None:
    made = packet_of(*data, max_bytes=50_000_000, recompress=True)
    assert len(made.pdfs) == 1
    assert not any("recompressed" in one.text for one in made.manifest.remarks)


def but_it_refuses_a_document_that_is_larger_than_the_limit_and_names_it(
    data: tuple[dict[str, Any], Path],
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        packet_of(*data, max_bytes=800_000)
    assert [fault.where for fault in refused.value.faults] == [
        f"Exhibit {a} ({x})" for a, x in zip("ABCD", NAMES, strict=True)
    ]
    for choice in ("--recompress", "on_pages", "--max-mb"):
        assert choice in refused.value.do


def it_encloses_forms_after_the_exhibits(data: tuple[dict[str, Any], Path]) -> None:
    made = packet_of(*data, forms=(Form("Payer's request form", paper("Form|Patient: Marisol Inventada")),))
    assert made.manifest.sections[-1][0] == "form:0"
    last = support.texts(made.pdfs[0])[-1]
    assert "Form 1, page 1 of 1" in last
    with support.pymupdf.open(stream=made.pdfs[0], filetype="pdf") as opened:
        assert [2, "Payer's request form", made.manifest.total_pages] in [
            entry[:3] for entry in opened.get_toc()
        ]


def it_has_no_page_of_the_wrong_size_or_turn(tmp_path: Path) -> None:
    """A wide page, a turned one and a cropped one come out upright, each with its stamp in reading direction."""
    from tests.functional.packets import hostile

    files = {
        "x1": hostile.sized([0, 0, 792, 612]),
        "x2": hostile.sized([0, 0, 612, 792], Rotate=90),
        "x3": hostile.sized([0, 0, 612, 1008], CropBox=pikepdf.Array([36, 36, 576, 972])),
    }
    for name, content in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    attachments = [attachment(name, f"{name}.pdf", path) for name, path in zip(files, PATHS, strict=False)]
    made = packet_of(record() | {"attachments": attachments}, tmp_path)
    opened = support.pdfium.PdfDocument(made.pdfs[0])
    sizes = [opened[one.first_page - 1].get_size() for one in made.manifest.exhibits]
    assert sizes == [(792, 612), (792, 612), (540, 936)]
    for one in made.manifest.exhibits:
        page = opened[one.first_page - 1]
        found = page.get_textpage().search(f"Exhibit {one.letter}, page 1")
        assert found.get_next() is not None


def it_writes_the_stamp_below_a_page_that_is_full(tmp_path: Path) -> None:
    scan = Image.new("L", (612, 792), 90)
    buffer = io.BytesIO()
    pdf = pikepdf.new()
    scan.save(buffer, "JPEG")
    page = pdf.add_blank_page(page_size=(612, 792))
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(
            I=pikepdf.Stream(
                pdf, buffer.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=612, Height=792,
                ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )
        )
    )  # fmt: skip
    page.obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /I Do Q")
    pdf.save(tmp_path / "a.pdf")
    made = packet_of(record() | {"attachments": [attachment("x1", "a.pdf", "/trials")]}, tmp_path)
    drawn = support.picture(made.pdfs[0], made.manifest.exhibits[0].first_page)
    assert drawn.getpixel((20, 780)) > 250  # a white strip at the foot
    assert drawn.getpixel((306, 400)) < 120  # the page itself, a little smaller
