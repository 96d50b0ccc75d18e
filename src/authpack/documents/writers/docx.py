"""DOCX written as XML text: real headings, lists and tables, a bookmark per traced value, stable bytes.

Written without python-docx (which the tests use to read the result back): a letter takes a few
milliseconds instead of fifty, nothing is imported, and no part of a foreign template is carried along.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import count
from typing import Final

from authpack.documents.blocks import (
    DRAFT_NOTICE,
    LINE_BREAK,
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    SignatureBlock,
    Span,
    Spans,
    Table,
    plain,
)
from authpack.documents.writers import docx_parts as parts
from authpack.documents.writers.docx_pictures import Pictures
from authpack.documents.writers.layout import column_widths, in_order, label_width, row_may_split
from authpack.documents.writers.style import Style
from authpack.errors import DocumentRefused

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A fixed moment: a file's date would tell when a patient was seen, and change the bytes.
_MOMENT: Final = "2000-01-01T00:00:00Z"
_ZIP_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_STYLES: Final = {"body": "Normal", "lines": "Lines", "quote": "Quote"}


def write_docx(document: Document, style: Style) -> bytes:
    """The document as DOCX bytes: equal input gives equal bytes, on any machine and in any time zone.

    The package is stored uncompressed: compressors differ between machines. DocumentRefused when a
    character has no glyph in the letter's fonts (as for the PDF) or cannot stand in XML.
    """
    style.fonts.require([document.title, *(plain(spans) for _, spans in document.texts())])
    return _zipped(_package(document, style))


def _package(document: Document, style: Style) -> Iterator[tuple[str, str | bytes]]:
    body = _Body(document, style)
    main = body.main()
    yield "[Content_Types].xml", parts.content_types(body.pictures.kinds())
    yield "_rels/.rels", parts.package_relations()
    yield "docProps/core.xml", _core(document)
    yield "word/_rels/document.xml.rels", parts.document_relations(body.pictures.relations())
    yield "word/document.xml", main
    yield "word/fontTable.xml", parts.font_table(style)
    yield "word/footer1.xml", body.footer()
    yield "word/footer2.xml", body.footer()
    yield "word/header1.xml", body.page_header(first=True)
    yield "word/header2.xml", body.page_header(first=False)
    yield from body.pictures.files()
    yield "word/numbering.xml", parts.numbering(body.starts)
    yield "word/settings.xml", parts.settings(escape(document.lang))
    yield "word/styles.xml", parts.styles(style, escape(document.lang))


def _zipped(package: Iterator[tuple[str, str | bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in package:
            if isinstance(content, str) and _ILLEGAL.search(content):
                raise DocumentRefused(
                    "A control character stands in the document.",
                    why="Word could not open the file.",
                    do="Clean the text with documents.trace.clean before it goes into a block.",
                )
            info = zipfile.ZipInfo(name, _ZIP_MOMENT)
            info.create_system = 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, content if isinstance(content, bytes) else content.encode("utf-8"))
    return buffer.getvalue()


def _core(document: Document) -> str:
    known = dict(document.metadata)
    extra = "".join(
        f"<{tag}>{escape(known[key])}</{tag}>"
        for key, tag in (("subject", "dc:subject"), ("keywords", "cp:keywords"))
        if key in known
    )
    return (
        f"{parts.DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title>{extra}<dc:language>{escape(document.lang)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:modified></cp:coreProperties>'
    )


def _rule(style: Style, space: int = 1) -> str:
    """A thin line under a paragraph, ``space`` points below its text."""
    color = style.rule[1:].upper()
    return f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="{space}" w:color="{color}"/></w:pBdr>'


def _twips(points: float) -> int:
    return round(points * 20)


def _paragraph(style: str, content: str, properties: str = "") -> str:
    """One paragraph; ``properties`` stand in the order of the schema, after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


class _Body:
    """Writes the parts that hold the document's text; counts bookmarks and lists on the way."""

    def __init__(self, document: Document, style: Style) -> None:
        self._document = document
        self._style = style
        self._ids = count(1)
        self._printed: Counter[str] = Counter()
        self.starts: list[tuple[int, int]] = []
        self.pictures = Pictures(style)

    def main(self) -> str:
        """``word/document.xml``."""
        width, height = (_twips(side) for side in self._style.page)
        margin = _twips(72 * self._style.margin_in)
        edges = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
        size = f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        return (
            f"{parts.DECLARATION}<w:document {parts.NAMESPACES}><w:body>{''.join(self._letterhead())}"
            f"{''.join(self._blocks())}<w:sectPr>{parts.SECTION_PARTS}"
            f'{size}<w:pgMar {edges} w:header="576" w:footer="576" w:gutter="0"/>'
            "<w:titlePg/></w:sectPr></w:body></w:document>"
        )

    def page_header(self, *, first: bool) -> str:
        """``word/header1.xml`` (first page) and ``header2.xml``: the draft notice and the running line."""
        content = ""
        if self._document.draft:
            mark = parts.WATERMARK.replace("{n}", "49" if first else "50")
            content += _paragraph("DraftNotice", f"{mark}{self._run(DRAFT_NOTICE)}")
        if not first and self._document.running:
            content += _paragraph("Header", self.spans(self._document.running), _rule(self._style))
        return f"{parts.DECLARATION}<w:hdr {parts.NAMESPACES}>{content or _paragraph('Header', '')}</w:hdr>"

    def footer(self) -> str:
        """``word/footer1.xml``: the footer's words, page x of y at the right."""
        pages = (
            f'{self._run("Page ")}<w:fldSimple w:instr=" PAGE ">{self._run("1")}</w:fldSimple>'
            f'{self._run(" of ")}<w:fldSimple w:instr=" NUMPAGES ">{self._run("1")}</w:fldSimple>'
        )
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{_twips(self._style.text_width)}"/></w:tabs>'
        line = _paragraph("Footer", f"{self.spans(self._document.footer)}<w:r><w:tab/></w:r>{pages}", tabs)
        return f"{parts.DECLARATION}<w:ftr {parts.NAMESPACES}>{line}</w:ftr>"

    def spans(self, spans: Spans, *, bold: bool = False, whole: bool = False) -> str:
        """Runs of text; a traced one stands in a bookmark named after its trace. whole: no line ends at a hyphen."""
        return "".join(self._span(span, bold, whole) for span in spans)

    def _span(self, span: Span, bold: bool, whole: bool) -> str:
        if span.text == LINE_BREAK:
            return "<w:r><w:br/></w:r>"
        run = self._run(span.text, bold=bold or span.bold, italic=span.italic, whole=whole)
        if span.trace is None:
            return run
        number = next(self._ids)
        self._printed[span.trace] += 1
        times = self._printed[span.trace]
        name = escape(span.trace if times == 1 else f"{span.trace}_{times}")
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{run}<w:bookmarkEnd w:id="{number}"/>'

    def _run(self, text: str, *, bold: bool = False, italic: bool = False, whole: bool = False) -> str:
        family = self._style.fonts.family_for(text)
        fonts = ""
        if family is not None:
            name = escape(family)
            fonts = f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
        look = f"{fonts}{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        begin = '<w:t xml:space="preserve">'
        said = escape(text, quote=False)
        if whole:
            said = said.replace("-", f"</w:t><w:noBreakHyphen/>{begin}")
        return f"<w:r>{properties}{begin}{said}</w:t></w:r>"

    def _letterhead(self) -> Iterator[str]:
        lines, logo = self._document.header, self._style.logo
        rule = f'{_rule(self._style, 6)}<w:spacing w:after="320"/>'
        if not lines:
            return
        if logo is not None and self._style.letterhead != "center":
            yield self._logo_beside(logo, "".join(self._head_lines("")))
            yield _paragraph("Gap", "", rule)
            return
        if logo is not None:
            yield _paragraph("LetterheadName", self.pictures.picture(logo))
        yield from self._head_lines(rule)

    def _head_lines(self, rule: str) -> Iterator[str]:
        lines = self._document.header
        for index, line in enumerate(lines):
            last = rule if index == len(lines) - 1 else ""
            yield _paragraph("Letterhead" if index else "LetterheadName", self.spans(line), last)

    def _logo_beside(self, logo: Picture, words: str) -> str:
        """The lines on their side, the logo on the other: a table without lines."""
        narrow = _twips(logo.width + 14)
        rest = _twips(self._style.text_width) - narrow
        words_right = self._style.letterhead == "right"
        edge = f'<w:jc w:val="{"left" if words_right else "right"}"/>'
        image = _paragraph("TableText", self.pictures.picture(logo), edge)
        cells = [(rest, words), (narrow, image)]
        drawn = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
            for width, content in (reversed(cells) if words_right else cells)
        )
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in ((narrow, rest) if words_right else (rest, narrow)))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{rest + narrow}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{drawn}</w:tr></w:tbl>"
        )

    def _blocks(self) -> Iterator[str]:
        new_page = False
        gap = ""
        for block, sticky, goes_on in in_order(self._document.blocks):
            # The gap after a list stands only where the list really ends.
            if not goes_on:
                yield gap
            gap = ""
            if isinstance(block, PageBreak):
                new_page = True
                continue
            start = ""
            if new_page and not isinstance(block, Heading | Paragraph):
                yield _paragraph("Gap", "", "<w:pageBreakBefore/>")
            elif new_page:
                start = "<w:pageBreakBefore/>"
            new_page = False
            keep = "<w:keepNext/>" if sticky else ""
            yield from self._block(block, keep + start)
            if isinstance(block, BulletList | NumberedList):
                gap = _paragraph("Gap", "", f'{keep}<w:spacing w:line="80" w:lineRule="exact"/>')
        yield gap

    def _block(self, block: Block, start: str) -> Iterator[str]:
        match block:
            case Heading():
                yield _paragraph(f"Heading{block.level}", self.spans(block.spans), start)
            case Paragraph():
                yield _paragraph(_STYLES[block.style], self.spans(block.spans), start)
            case BulletList() | NumberedList():
                yield from self._list(block, 0, start)
            case Table():
                yield from self._table(block)
            case KeyValues():
                yield from self._key_values(block)
            case Figure():
                yield from self._figure(block)
            case SignatureBlock():
                yield from self._signature(block, start)
            case Rule():
                yield _paragraph("Gap", "", f'{_rule(self._style)}<w:spacing w:after="200"/>')
            case PageBreak():
                return

    def _figure(self, figure: Figure) -> Iterator[str]:
        if figure.caption:
            yield _paragraph("Caption", self.spans(figure.caption))
        keep = "<w:keepNext/>" if figure.table else ""
        yield _paragraph("Normal", self.pictures.figure(figure), keep)
        if figure.table is not None:
            yield from self._table(figure.table)

    def _list(self, block: BulletList | NumberedList, level: int, keep: str) -> Iterator[str]:
        number = parts.BULLETS
        if isinstance(block, NumberedList):
            self.starts.append((level, block.start))
            number = parts.BULLETS + len(self.starts)
        marker = f'{keep}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        # A second list of the same level further down keeps its own number; nesting raises the level only.
        continued = f'{keep}<w:ind w:left="{parts.list_indent(level)}"/>'
        for item in block.items:
            mark = marker
            for inner in item:
                if isinstance(inner, Paragraph):
                    yield _paragraph("ListParagraph", self.spans(inner.spans), mark)
                    mark = continued
                elif isinstance(inner, BulletList | NumberedList):
                    yield from self._list(inner, min(level + 1, 8), keep)

    def _table(self, table: Table) -> Iterator[str]:
        points = column_widths(table, self._style)
        widths = [_twips(width) for width in points]
        title = ""
        if table.caption:
            title = f'<w:tblCaption w:val="{escape(plain(table.caption))}"/>'
            yield _paragraph("Caption", self.spans(table.caption))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = [self._row(table, tuple(column.header for column in table.columns), widths, header=True)]
        for place, row in enumerate(table.rows):
            split = row_may_split(points, row, self._style)
            # A first row alone under its header, or a last one under a repeated header, is hard to read.
            together = place in (0, len(table.rows) - 2) and len(table.rows) > 2
            rows.append(self._row(table, row, widths, split=split, keep=together))
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="LetterTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
            'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"{title}</w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )
        yield _paragraph("Gap", "")

    def _row(
        self,
        table: Table,
        cells: tuple[Spans, ...],
        widths: list[int],
        *,
        header: bool = False,
        split: bool = False,
        keep: bool = False,
    ) -> str:
        # No shading: a fax turns grey into dots behind the words.
        edge = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
        look = f'{edge}<w:vAlign w:val="bottom"/>' if header else ""
        kept = "<w:keepNext/>" if header or keep else ""
        drawn = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>'
            + _paragraph(
                "TableText",
                self.spans(cell, bold=header, whole=column.kind == "name"),
                f'{kept}<w:jc w:val="{column.align}"/>',
            )
            + "</w:tc>"
            for cell, column, width in zip(cells, table.columns, widths, strict=True)
        )
        rules = ("" if split else "<w:cantSplit/>") + ("<w:tblHeader/>" if header else "")
        return f"<w:tr>{f'<w:trPr>{rules}</w:trPr>' if rules else ''}{drawn}</w:tr>"

    def _key_values(self, block: KeyValues) -> Iterator[str]:
        width = _twips(label_width(block, self._style))
        layout = f'<w:tabs><w:tab w:val="left" w:pos="{width}"/></w:tabs>'
        indent = f'<w:ind w:left="{width}" w:hanging="{width}"/>'
        for index, (label, value) in enumerate(block.entries):
            last = '<w:spacing w:after="200"/>' if index == len(block.entries) - 1 else ""
            content = f"{self.spans(label, bold=True)}<w:r><w:tab/></w:r>{self.spans(value)}"
            yield _paragraph("KeyValue", content, f"{layout}{last}{indent}")

    def _signature(self, block: SignatureBlock, start: str) -> Iterator[str]:
        after = 120 if block.image else 520
        yield _paragraph(
            "Signature", self.spans(block.closing), f'<w:spacing w:before="240" w:after="{after}"/>'
        )
        lines = (
            '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4608"/>'
            '<w:tab w:val="left" w:pos="5184"/><w:tab w:val="left" w:leader="underscore" w:pos="7344"/>'
            "</w:tabs>"
        )
        if block.image is not None:
            image, date = self.pictures.picture(block.image), self.spans(block.date)
            stop = '<w:tabs><w:tab w:val="left" w:pos="5184"/></w:tabs>'
            yield _paragraph("Signature", f"{image}<w:r><w:tab/></w:r>{date}", stop)
        yield _paragraph("Signature", "<w:r><w:tab/></w:r>" * 3, lines)
        label = f"{self._run('Signature')}<w:r><w:tab/></w:r>{self._run('Date')}"
        yield _paragraph("SignatureLabel", label, '<w:tabs><w:tab w:val="left" w:pos="5184"/></w:tabs>')
        for index, line in enumerate(block.lines):
            last = index == len(block.lines) - 1
            loose = "" if start else '<w:keepNext w:val="0"/>'
            keep = f'{loose}<w:spacing w:after="200"/>' if last else ""
            yield _paragraph("Signature", self.spans(line, bold=index == 0), keep)
