"""Pictures in a DOCX: their files in the package, and the XML that shows them in a line of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

from authpack.documents.blocks import Figure, Picture, plain
from authpack.documents.writers.figures import picture_png, png_of, scale_of, svg_of
from authpack.documents.writers.style import Style

_EMU: Final = 12_700  # in a point
_FIRST_RELATION: Final = 100  # above those of the fixed parts
_OFFICE: Final = "http://schemas.openxmlformats.org"
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


@dataclass(slots=True)
class Pictures:
    """The pictures of one document, in the order of the text."""

    style: Style
    _files: list[tuple[str, bytes]] = field(default_factory=list)
    _shown: int = 0

    def figure(self, figure: Figure) -> str:
        """A run that shows a figure: as SVG where the reader draws it (Word since 2016), else as PNG."""
        svg, scale = svg_of(figure, self.style), scale_of(figure, self.style)
        png = png_of(svg, figure.width, figure.height, self.style)
        relation = self._add("png", png)
        vector = self._add("svg", svg.encode())
        size = figure.width * scale, figure.height * scale
        return self._run(relation, vector, *size, plain(figure.alt), "Figure")

    def picture(self, picture: Picture) -> str:
        """A run that shows an image of the practice; an SVG as PNG."""
        vector = picture.kind == "svg"
        data = picture_png(picture, self.style) if vector else picture.data
        relation = self._add("png" if vector else picture.kind, data)
        return self._run(relation, None, picture.width, picture.height, picture.alt, "Image")

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of the package, by name."""
        yield from self._files

    def kinds(self) -> list[str]:
        """The endings of the files, each once."""
        return sorted({name.rpartition(".")[2] for name, _ in self._files})

    def relations(self) -> Iterator[tuple[str, str]]:
        """Relation id and target of each file."""
        for place, (name, _) in enumerate(self._files):
            yield f"rId{_FIRST_RELATION + place}", name.removeprefix("word/")

    def _add(self, kind: str, data: bytes) -> str:
        self._files.append((f"word/media/image{len(self._files) + 1}.{kind}", data))
        return f"rId{_FIRST_RELATION + len(self._files) - 1}"

    def _run(
        self, relation: str, vector: str | None, width: float, height: float, alt: str, name: str
    ) -> str:
        self._shown += 1
        cx, cy = round(width * _EMU), round(height * _EMU)
        said = f'id="{self._shown}" name="{name} {self._shown}" descr="{escape(alt)}"'
        better = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{vector}"/></a:ext></a:extLst>'
            if vector
            else ""
        )
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" distT="0" '
            f'distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr {said}/>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_OFFICE}/drawingml/2006/main" '
            'noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_OFFICE}/drawingml/2006/main">'
            f'<a:graphicData uri="{_OFFICE}/drawingml/2006/picture">'
            f'<pic:pic xmlns:pic="{_OFFICE}/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr {said}/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}">{better}</a:blip>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
