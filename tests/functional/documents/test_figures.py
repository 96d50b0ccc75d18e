"""A figure in both files: seen, said in words, traced, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from authpack.documents.blocks import (
    Column,
    Document,
    Figure,
    Heading,
    Label,
    Paragraph,
    Shape,
    Span,
    Table,
)
from authpack.documents.engine import compose
from authpack.documents.template import Library
from authpack.documents.trace import Tracer
from authpack.documents.writers.docx import write_docx
from authpack.documents.writers.pdf import write_pdf
from authpack.errors import ContentError, DocumentRefused
from tests.functional.documents.samples import (
    STYLES,
    body_words,
    docx_part,
    docx_words,
    pdf_pages,
    pdf_words,
    say,
    style,
)

ALT = "Line chart: 21 on May 4, then 9 & falling"
PICTURE = Figure(
    width=300,
    height=100,
    shapes=(
        Shape(((10, 90), (290, 90))),
        Shape(((20, 30), (150, 70)), dash=(4, 2), stroke=1.1),
        Shape(((20, 30),), fill="black", radius=3),
        Shape(((145, 65), (155, 65), (155, 75)), closed=True, fill="white"),
    ),
    labels=(
        Label((Span("21", trace="t1"),), 20, 25, "middle"),
        Label((Span("desvenlafaxine <&> Nguyễn"),), 290, 60, "end", bold=True),
    ),
    alt=say(ALT, "t2"),
    caption=say("Scores over time"),
    table=Table((Column(say("Date")), Column(say("Total"))), ((say("May 4", "t3"), say("21", "t1")),)),
)


def document(figure: Figure = PICTURE) -> Document:
    return Document(
        "Title", (Heading(1, say("Request")), Paragraph(say("Before:")), figure, Paragraph(say("After")))
    )


def _hashes() -> str:
    files = (write_pdf(document(), style()), write_docx(document(), style()))
    return " ".join(hashlib.sha256(data).hexdigest() for data in files)


_CHILD = "from tests.functional.documents.test_figures import _hashes; print(_hashes())"


def structure(pdf: bytes) -> Iterator[dict[str, Any]]:
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield node
            waiting += [node["/K"]] if "/K" in node else []


class DescribeAFigure:
    def it_is_tagged_in_the_pdf_with_its_alternative_text(self) -> None:
        tags = [node for node in structure(write_pdf(document(), style())) if node.get("/S") == "/Figure"]
        assert [node["/Alt"] for node in tags] == [ALT]

    def it_stands_in_the_docx_as_png_and_svg_with_its_alternative_text(self) -> None:
        data = write_docx(document(), style())
        main = docx_part(data, "word/document.xml")
        assert 'descr="Line chart: 21 on May 4, then 9 &amp; falling"' in main
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.read("word/media/image1.png").startswith(b"\x89PNG")
            assert archive.read("word/media/image2.svg").startswith(b"<svg")
        relations = docx_part(data, "word/_rels/document.xml.rels")
        shown = re.findall(r'r:embed="([^"]+)"', main)
        assert len(shown) == 2
        assert all(f'Id="{name}"' in relations for name in shown)
        types = docx_part(data, "[Content_Types].xml")
        assert 'Extension="png"' in types
        assert 'Extension="svg"' in types

    def it_says_the_same_words_in_both_files(self) -> None:
        words = body_words(document())
        assert words["desvenlafaxine"] == 1
        assert words["21"] == 2, "once in the picture, once in its table"
        assert docx_words(write_docx(document(), style())) == words
        assert pdf_words(write_pdf(document(), style()), document()) == words

    def it_is_the_same_bytes_in_every_process_and_time_zone(self) -> None:
        root = STYLES.parents[1]
        path = os.pathsep.join((str(root / "src"), str(root)))
        seen = {_hashes()}
        for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Los_Angeles")):
            environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path}
            run = subprocess.run(
                [sys.executable, "-c", _CHILD], env=environment, capture_output=True, text=True, check=True
            )
            seen.add(run.stdout.strip())
        assert len(seen) == 1

    def it_is_black_and_white_only(self) -> None:
        svg = docx_part(write_docx(document(), style()), "word/media/image2.svg")
        assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"#000", "#fff", "none"}

    def it_is_made_smaller_when_it_is_wider_than_the_line(self) -> None:
        line = style().text_width
        wide = replace(PICTURE, width=2 * line, labels=())
        extent = re.search(
            r'<wp:extent cx="(\d+)" cy="(\d+)"',
            docx_part(write_docx(document(wide), style()), "word/document.xml"),
        )
        assert extent is not None
        assert int(extent[1]) / 12700 == pytest.approx(line)
        assert int(extent[2]) / 12700 == pytest.approx(50)

    def it_keeps_the_words_that_announce_it_on_its_page(self) -> None:
        filler = tuple(Paragraph(say("filler")) for _ in range(29))
        tall = replace(PICTURE, height=300, table=None)
        text = pypdf.PdfReader(
            io.BytesIO(write_pdf(Document("T", (*filler, Paragraph(say("Before:")), tall)), style()))
        )
        pages = [page.extract_text() for page in text.pages]
        assert "Before:" in next(page for page in pages if "desvenlafaxine" in page)

    def it_adds_nothing_to_a_document_without_figures(self) -> None:
        plain_document = Document("T", (Paragraph(say("words")),))
        with zipfile.ZipFile(io.BytesIO(write_docx(plain_document, style()))) as archive:
            assert not [name for name in archive.namelist() if "media" in name]


def _around_a_figure(lines: int, height: float = 100) -> list[list[str]]:
    """What stands on each page, from top to bottom, where so many lines come before a figure of that height."""
    document = Document(
        "Title",
        (
            Heading(1, say("Title")),
            *(Paragraph(say("line")) for _ in range(lines)),
            Heading(2, say("Heading")),
            Paragraph(say("Its words.")),
            replace(PICTURE, height=height, caption=say("Chart"), table=None),
            *(Paragraph(say("After.")) for _ in range(6)),
        ),
    )
    pages = pdf_pages(write_pdf(document, style()))
    return [re.findall(r"Heading|Its words|Chart|After", page) for page in pages]


class DescribeWhereAFigureStands:
    @pytest.mark.parametrize("lines", [0, 10, 24])
    def it_stands_where_the_text_names_it(self, lines: int) -> None:
        assert _around_a_figure(lines)[0][:4] == ["Heading", "Its words", "Chart", "After"]

    def but_where_the_page_has_no_room_the_text_goes_on_and_the_figure_opens_the_next(self) -> None:
        first, second = _around_a_figure(36)
        assert first[:3] == ["Heading", "Its words", "After"]
        assert second[0] == "Chart"

    def but_it_stays_with_a_heading_that_stands_right_before_it(self) -> None:
        filler = tuple(Paragraph(say("line")) for _ in range(38))
        chart = replace(PICTURE, caption=say("Chart"), table=None)
        heading, last = Heading(2, say("Heading")), Paragraph(say("After"))
        document = Document("Title", (Heading(1, say("Title")), *filler, heading, chart, last))
        pages = pdf_pages(write_pdf(document, style()))
        assert re.findall(r"Heading|Chart|After", pages[1]) == ["Heading", "Chart", "After"]

    @pytest.mark.parametrize("height", range(100, 126, 2))
    def it_leaves_no_gap_at_whatever_height_the_page_ends(self, height: int) -> None:
        assert _around_a_figure(34, height)[0][2:3] in (["Chart"], ["After"])

    @pytest.mark.parametrize("lines", range(20, 40))
    def it_never_stands_above_the_heading_that_it_belongs_to(self, lines: int) -> None:
        seen = [line for page in _around_a_figure(lines) for line in page]
        assert seen.index("Heading") < seen.index("Chart")


class DescribeWhatAFigureMayHold:
    @pytest.mark.parametrize("stroke", [0.0, 0.75, 0.76])
    def it_takes_no_line_or_one_that_survives_a_fax(self, stroke: float) -> None:
        assert Shape(((0, 0), (1, 1)), stroke=stroke).stroke == stroke

    def but_it_refuses_a_thinner_one(self) -> None:
        with pytest.raises(ValueError, match=r"0\.75"):
            Shape(((0, 0), (1, 1)), stroke=0.74)

    def it_takes_text_of_eight_points_but_none_smaller(self) -> None:
        assert Label(say("a"), 0, 0, size=8).size == 8
        with pytest.raises(ValueError, match="8"):
            Label(say("a"), 0, 0, size=7.9)

    def it_refuses_to_be_without_alternative_text(self) -> None:
        with pytest.raises(ValueError, match="alternative text"):
            replace(PICTURE, alt=say(" "))


def made(
    folder: Path, text: str, figures: dict[str, Figure | None], tracer: Tracer | None = None
) -> Document:
    (folder / "x.md.j2").write_text(f"---\ntitle: Letter\n---\n# Request\n\n{text}\n", encoding="utf-8")
    return compose(
        Library([folder]),
        "x.md.j2",
        {"charts": figures},
        tracer or Tracer(),
        drugs=frozenset({"sertraline"}),
        draft=False,
    )


class DescribeTheDirective:
    def it_places_a_figure_with_its_own_caption_and_no_table(self, tmp_path: Path) -> None:
        wordless = replace(PICTURE, labels=(), alt=say("words"))
        figure = made(tmp_path, "before\n\n::: figure source=trend\n\nafter", {"trend": wordless}).blocks[2]
        assert isinstance(figure, Figure)
        assert figure.caption == say("Scores over time")
        assert figure.table is None

    def it_takes_another_caption_and_the_data(self, tmp_path: Path) -> None:
        wordless = replace(PICTURE, labels=(), alt=say("words"))
        figure = made(
            tmp_path, '::: figure source=trend caption="How it went" data=yes', {"trend": wordless}
        ).blocks[1]
        assert isinstance(figure, Figure)
        assert figure.caption == say("How it went")
        assert figure.table is not None

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("::: figure source=trent", r"no source 'trent'"),
            ("::: figure", "names no source"),
            ("::: figure source=nothing", "nothing to draw"),
            ("::: figure source=trend data=maybe", "yes or no"),
            ("::: figure source=trend size=2", "no size"),
        ],
    )
    def but_it_refuses_what_it_does_not_know(self, tmp_path: Path, line: str, words: str) -> None:
        with pytest.raises(ContentError, match=words) as caught:
            made(tmp_path, line, {"trend": PICTURE, "nothing": None})
        assert "x.md.j2" in str(caught.value)

    def it_can_be_left_out_where_there_is_nothing_to_draw(self, tmp_path: Path) -> None:
        text = "{% if charts.trend %}\n::: figure source=trend\n{% endif %}"
        assert len(made(tmp_path, text, {"trend": None}).blocks) == 1


class DescribeReadingBack:
    @pytest.mark.parametrize("words", ["21", "sertraline", "F33.2"])
    @pytest.mark.parametrize("where", ["picture", "alternative text", "caption", "data"])
    def it_refuses_an_untraced_value_anywhere_in_a_figure(
        self, tmp_path: Path, words: str, where: str
    ) -> None:
        clean = replace(PICTURE, labels=(), alt=say("words"), table=None)
        loose = {
            "picture": replace(clean, labels=(Label(say(words), 0, 9),)),
            "alternative text": replace(clean, alt=say(words)),
            "caption": replace(clean, caption=say(words)),
            "data": replace(clean, table=Table((Column(say("Total")),), ((say(words),),))),
        }[where]
        line = "::: figure source=trend data=yes"
        with pytest.raises(DocumentRefused, match=f"block 2, {where}"):
            made(tmp_path, line, {"trend": loose})

    def it_takes_a_traced_one(self, tmp_path: Path) -> None:
        tracer = Tracer()
        total = tracer.case("/scores/s1/total", "21")
        traced = replace(
            PICTURE,
            labels=(Label(say("21", total.trace.id), 0, 9),),
            alt=say("21", total.trace.id),
            table=None,
        )
        assert made(tmp_path, "::: figure source=trend", {"trend": traced}, tracer).trace_ids() == ("t1",)
