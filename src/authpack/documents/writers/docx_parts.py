"""The parts of a DOCX package that hold no text of the document: styles, numbering, settings, relations.

Written by hand rather than taken from a Word file: every style is ours and reviewable, and a new letter
starts from nothing that carries an author's name, a theme or a date.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from authpack.documents.writers.style import Style

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Relation id, kind, part, content type; the ids of header and footer parts are used by the section.
_PARTS: Final = (
    ("rId1", "styles", "styles.xml", f"{_WORD_TYPE}.styles+xml"),
    ("rId2", "numbering", "numbering.xml", f"{_WORD_TYPE}.numbering+xml"),
    ("rId3", "settings", "settings.xml", f"{_WORD_TYPE}.settings+xml"),
    ("rId4", "fontTable", "fontTable.xml", f"{_WORD_TYPE}.fontTable+xml"),
    ("rId5", "header", "header1.xml", f"{_WORD_TYPE}.header+xml"),
    ("rId6", "header", "header2.xml", f"{_WORD_TYPE}.header+xml"),
    ("rId7", "footer", "footer1.xml", f"{_WORD_TYPE}.footer+xml"),
    ("rId8", "footer", "footer2.xml", f"{_WORD_TYPE}.footer+xml"),
)
SECTION_PARTS: Final = (
    '<w:headerReference w:type="first" r:id="rId5"/><w:headerReference w:type="default" r:id="rId6"/>'
    '<w:footerReference w:type="first" r:id="rId7"/><w:footerReference w:type="default" r:id="rId8"/>'
)

WATERMARK: Final = (
    '<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" '
    'o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="DraftMark{n}" o:spid="_x0000_s20{n}" type="#_x0000_t136" alt="DRAFT" '
    'style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:140pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
    'fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;Liberation Sans&quot;;font-size:1pt" string="DRAFT"/>'
    "</v:shape></w:pict></w:r>"
)
"""DRAFT across a page, in the header; ``{n}`` makes its ids unique."""

BULLETS: Final = 1
"""The numbering instance of every bulleted list; numbered lists get the following ones."""


_IMAGE_TYPES: Final = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}


def content_types(pictures: Iterable[str] = ()) -> str:
    """``[Content_Types].xml``; ``pictures``: the endings of the image files in the package."""
    images = "".join(f'<Default Extension="{kind}" ContentType="{_IMAGE_TYPES[kind]}"/>' for kind in pictures)
    overrides = "".join(
        f'<Override PartName="/word/{part}" ContentType="{kind}"/>' for _, _, part, kind in _PARTS
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{images}'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def package_relations() -> str:
    """``_rels/.rels``."""
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )


def document_relations(pictures: Iterable[tuple[str, str]] = ()) -> str:
    """``word/_rels/document.xml.rels``; ``pictures``: relation id and target of each image."""
    fixed = ((key, kind, part) for key, kind, part, _ in _PARTS)
    images = ((key, "image", part) for key, part in pictures)
    entries = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{part}"/>'
        for key, kind, part in (*fixed, *images)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def settings(lang: str) -> str:
    """``word/settings.xml``: current Word layout, no hyphenation."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:autoHyphenation w:val="false"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{lang}"/></w:settings>'
    )


def font_table(style: Style) -> str:
    """``word/fontTable.xml``: what Word takes where our families are not installed (same metrics)."""
    twins = {"Liberation Serif": "Times New Roman", "Liberation Sans": "Arial"}
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{twins[name]}"/><w:family w:val="{family}"/></w:font>'
        for name, family in ((style.serif, "roman"), (style.sans, "swiss"))
        if name in twins
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def numbering(starts: list[tuple[int, int]]) -> str:
    """``word/numbering.xml``: one bullet list for all, an instance (level, start) per numbered list."""
    instances = "".join(
        f'<w:num w:numId="{BULLETS + 1 + index}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="{level}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for index, (level, start) in enumerate(starts)
    )
    lists = _abstract_list(0, bullets=True) + _abstract_list(1, bullets=False)
    return (
        f"{DECLARATION}<w:numbering {NAMESPACES}>{lists}"
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>{instances}</w:numbering>'
    )


def _abstract_list(number: int, *, bullets: bool) -> str:
    levels = "".join(_level(level, bullets=bullets) for level in range(9))
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'


def _level(level: int, *, bullets: bool) -> str:
    form, text = ("bullet", "•") if bullets else ("decimal", f"%{level + 1}.")
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{list_indent(level)}" w:hanging="280"/></w:pPr>'
        "</w:lvl>"
    )


def list_indent(level: int) -> int:
    """Where the text of a list item stands, twentieths of a point."""
    return 440 + 300 * level


def styles(style: Style, lang: str) -> str:
    """``word/styles.xml``."""
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_font(style.serif)}"
        f'{_size(style.body_pt)}<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
        + _paragraph_style("Normal", "Normal", spacing=(0, 150, 250), default=True)
        + "".join(_heading(style, level) for level in (1, 2, 3))
        + _paragraph_style("Lines", "Address Lines", spacing=(0, 150, 245))
        + _paragraph_style("Quote", "Quote", spacing=(60, 150, 250), indent=(432, 432), text="<w:i/>")
        + _paragraph_style("ListParagraph", "List Paragraph", spacing=(0, 40, 250))
        + _paragraph_style("KeyValue", "Key Value", spacing=(0, 20, 240))
        + _paragraph_style(
            "LetterheadName", "Letterhead Name", spacing=(0, 40, 240), align=style.letterhead,
            text=f"{_font(style.sans)}<w:b/>{_color(style)}{_size(style.letterhead_pt)}",
        )
        + _paragraph_style(
            "Letterhead", "Letterhead", spacing=(0, 20, 240), align=style.letterhead, text=_size(style.small_pt)
        )
        + _paragraph_style("Header", "header", spacing=(0, 0, 240), text=_size(style.small_pt))
        + _paragraph_style("Footer", "footer", spacing=(0, 0, 240), text=_size(style.small_pt))
        + _paragraph_style(
            "DraftNotice", "Draft Notice", spacing=(0, 40, 240), align="center",
            text=f'{_font(style.sans)}<w:b/><w:spacing w:val="20"/>{_size(9)}',
        )
        + _paragraph_style(
            "Caption", "caption", spacing=(120, 80, 240), keep=True,
            text=f"{_font(style.sans)}<w:b/>{_size(style.table_pt)}",
        )
        + _paragraph_style(
            "TableText", "Table Text", spacing=(0, 0, 240), text=f"{_font(style.sans)}{_size(style.table_pt)}"
        )
        + _paragraph_style("Gap", "Gap", exact=160)
        + _paragraph_style("Signature", "Signature", spacing=(0, 0, 240), keep=True)
        + _paragraph_style(
            "SignatureLabel", "Signature Label", spacing=(0, 100, 240), keep=True, text=_size(style.small_pt)
        )
        + _table_style(style.rule)
        + "</w:styles>"
    )  # fmt: skip


def _font(family: str) -> str:
    return f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:eastAsia="{family}" w:cs="{family}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _color(style: Style) -> str:
    """The accent; black is the default and needs no word."""
    return "" if style.accent == "#000000" else f'<w:color w:val="{style.accent[1:].upper()}"/>'


def _heading(style: Style, level: int) -> str:
    italic = "<w:i/>" if level == 3 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{260 - 30 * level}" w:after="100"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f"<w:rPr>{_font(style.sans)}<w:b/>{italic}{_color(style)}{_size(style.heading_pt[level - 1])}</w:rPr></w:style>"
    )


def _paragraph_style(
    key: str,
    name: str,
    *,
    spacing: tuple[int, int, int] | None = None,
    exact: int | None = None,
    indent: tuple[int, int] | None = None,
    align: str = "left",
    keep: bool = False,
    default: bool = False,
    text: str = "",
) -> str:
    """One style; spacing is before, after (twentieths of a point) and line height (240 = single)."""
    if spacing is not None:
        before, after, line = spacing
        space = f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'
    else:
        space = f'<w:spacing w:before="0" w:after="0" w:line="{exact}" w:lineRule="exact"/>'
    layout = (
        ("<w:keepNext/><w:keepLines/>" if keep else "")
        + "<w:widowControl/>"
        + space
        + (f'<w:ind w:left="{indent[0]}" w:right="{indent[1]}"/>' if indent else "")
        + ("" if align == "left" else f'<w:jc w:val="{align}"/>')
    )
    flag, based = (' w:default="1"', "") if default else ("", '<w:basedOn w:val="Normal"/>')
    return (
        f'<w:style w:type="paragraph"{flag} w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{text}</w:rPr></w:style>"
    )


def _table_style(color: str) -> str:
    thick, thin = (
        f'w:val="single" w:sz="{size}" w:space="0" w:color="{color[1:].upper()}"' for size in (8, 4)
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="LetterTable"><w:name w:val="Letter Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:top {thick}/><w:bottom {thick}/><w:insideH {thin}/></w:tblBorders>"
        '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
