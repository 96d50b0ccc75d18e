"""Figures as SVG (drawn by typst in the PDF, by Word in the DOCX) and as PNG for readers that draw no SVG."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Final

from pydantic_core import to_json

from authpack.documents.blocks import Figure, Label, Picture, Shape, plain
from authpack.documents.writers.style import Style
from authpack.documents.writers.typesetter import TypesetError, typeset
from authpack.errors import DocumentRefused

PNG_DPI: Final = 192
"""Of the PNG beside an SVG in a DOCX: near a fax's 200 dpi, and twice the 96 of a screen."""
_SOURCE = Path(__file__).with_name("picture.typ")


def scale_of(figure: Figure, style: Style) -> float:
    """1, or less when the figure is wider than the line."""
    return min(1.0, style.text_width / figure.width)


def svg_of(figure: Figure, style: Style) -> str:
    """The figure as SVG text, in the style's sans family; its size is that of the figure, in points."""
    families = escape(", ".join((style.sans, *style.fonts.added_families)))
    width, height = _number(figure.width), _number(figure.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}pt" '
        f'height="{height}pt"><g stroke="#000" fill="none" stroke-linecap="butt">'
        f"{''.join(map(_shape, figure.shapes))}</g>"
        f'<g fill="#000" font-family="{families}">{"".join(map(_label, figure.labels))}</g></svg>'
    )


def png_of(svg: str, width: float, height: float, style: Style) -> bytes:
    """An SVG as PNG, ``width`` x ``height`` points; DocumentRefused when it cannot be drawn."""
    drawn = to_json({"svg": svg, "width": width, "height": height})
    try:
        return typeset(_SOURCE, style.font_folders, drawn, "png", ppi=PNG_DPI)
    except TypesetError:
        raise DocumentRefused(
            "A picture of this document could not be drawn.",
            why="The DOCX would show an empty frame in its place.",
            do="Report the template and the kind of picture that were used.",
        ) from None


def picture_svg(picture: Picture) -> str:
    """An image of the practice as SVG text: the typesetter is handed text only, so pixels are wrapped."""
    if picture.kind == "svg":
        return picture.data.decode("utf-8")
    width, height = _number(picture.width), _number(picture.height)
    kind = "png" if picture.kind == "png" else "jpeg"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/{kind};base64,{b64encode(picture.data).decode()}"/></svg>'
    )


def picture_png(picture: Picture, style: Style) -> bytes:
    """An image of the practice as PNG."""
    return png_of(picture_svg(picture), picture.width, picture.height, style)


def _shape(shape: Shape) -> str:
    look = "" if shape.fill == "none" else f' fill="{"#000" if shape.fill == "black" else "#fff"}"'
    look += f' stroke-width="{_number(shape.stroke)}"' if shape.stroke else ' stroke="none"'
    if shape.dash:
        look += f' stroke-dasharray="{" ".join(map(_number, shape.dash))}"'
    if shape.radius is not None:
        ((x, y),) = shape.points
        return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(shape.radius)}"{look}/>'
    path = "L".join(f"{_number(x)} {_number(y)}" for x, y in shape.points)
    return f'<path d="M{path}{"Z" if shape.closed else ""}"{look}/>'


def _label(label: Label) -> str:
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    weight = ' font-weight="bold"' if label.bold else ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}"{anchor}{weight}>'
        f"{escape(plain(label.spans), quote=False)}</text>"
    )


def _number(value: float) -> str:
    """Two decimals at most (a hundredth of a point), the same text everywhere."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
