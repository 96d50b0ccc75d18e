r"""Markdown to blocks: CommonMark paragraphs, headings, emphasis, lists, quotes and tables, plus directives.

A directive is a fence of three colons. It stays readable to someone who only edits wording::

    ::: letterhead              lines at the top of page 1; the first is set larger
    Riverside TMS, LLC
    12 Example Street, Springfield
    :::

    ::: running                 one line at the top of the following pages
    Re: Jane Example, member ID 000
    :::

    ::: footer                  one line at the bottom left of each page (page x of y is set at the right)
    Confidential
    :::

    ::: lines                   an address: every line on its own
    Example Health Plan
    Utilization management
    :::

    ::: keys                    the Re: block: label | value
    Re: | Prior authorization
    Patient: | Jane Example
    :::

    ::: table widths=3,1,2 names=1 caption="Antidepressant trials"
    | Medication | Dose | Dates |
    |------------|-----:|-------|
    | ...        | ...  | ...   |
    :::

    ::: signature closing="Sincerely,"
    Alex Example, MD
    :::

    ::: figure source=score_trend caption="Scores in this episode" data=yes

    ::: pagebreak

A figure's ``source`` is a name in the values under ``charts`` (test it with ``if charts.score_trend``: it is not
there when the record has nothing to draw); ``data=yes`` prints its data as a table under it. ``widths`` are
relative (left out: they follow from the text); ``names`` lists the columns, from 1, that never break a word. A
plain table needs no directive. ``> text`` quotes a policy; ``---`` alone is a rule; a backslash at a line's end
breaks it; ``&nbsp;`` is a no-break space. HTML, links, images, code and headings below level 3 do not exist here:
HTML and brackets print as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from authpack.documents.blocks import (
    LINE_BREAK,
    Align,
    Block,
    BulletList,
    Column,
    Document,
    Figure,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Rule,
    SignatureBlock,
    Span,
    Spans,
    Table,
)
from authpack.documents.inline import to_spans
from authpack.documents.template import Rendered
from authpack.errors import ContentError

_PARSER: Final = (
    MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    .enable("table")
    .disable(
        ["html_block", "html_inline", "link", "image", "autolink", "reference", "code", "fence", "backticks"]
    )
)
_MARKUP = re.compile(r"[\n\r\0\\*_&`<>\[\]!~]")
"""What can mean something within a line; a record's own text never holds one of them (``template_sandbox``)."""


def _parse_inline(state: StateCore) -> None:
    """markdown-it's own rule, but for a text in which nothing can be markup: that stands as it is."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _MARKUP.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = _words(token.content)


def _words(text: str) -> list[Token]:
    return [Token("text", "", 0, content=text)] if text else []


_PARSER.core.ruler.at("inline", _parse_inline)
_OPEN = re.compile(r":::\s*([a-z]+)((?:\s+[a-z]+=(?:\"[^\"]*\"|[^\s\"]+))*)\s*\Z")
_ATTRIBUTE = re.compile(r"([a-z]+)=(?:\"([^\"]*)\"|([^\s\"]+))")
_ATTRIBUTES: Final = {
    "table": {"widths", "names", "caption"},
    "signature": {"closing"},
    "figure": {"source", "caption", "data"},
}
_ALONE: Final = ("pagebreak", "figure")
"""Directives of one line, without a closing fence."""
Figures = Mapping[str, Figure | None]


def to_document(
    rendered: Rendered,
    *,
    draft: bool,
    metadata: tuple[tuple[str, str], ...] = (),
    figures: Figures = MappingProxyType({}),
) -> Document:
    """The document of a filled template; ContentError for a directive or structure that is not known.

    figures: what ``::: figure`` may name; None for one that the record has nothing for.
    """
    if not rendered.front.title:
        raise ContentError(
            "The template has no title in its front matter.", do="Add 'title: ...' at its top."
        )
    parts = _Parts(figures)
    for directive, lines in _segments(rendered.markdown):
        parts.add(directive, lines)
    _check_headings(parts.blocks)
    return Document(
        title=rendered.front.title,
        lang=rendered.front.lang,
        blocks=tuple(parts.blocks),
        header=parts.header,
        running=parts.running,
        footer=parts.footer,
        draft=draft,
        metadata=metadata,
    )


def parse_blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of Markdown without directives."""
    tokens = _PARSER.parse(markdown)
    return tuple(_Reader(tokens).until(None))


def parse_spans(markdown: str) -> Spans:
    """One run of inline Markdown (a label, a line of an address)."""
    text = markdown.strip()
    if not _MARKUP.search(text):
        return to_spans(_words(text))
    return to_spans(_PARSER.parseInline(text)[0].children or [])


class _Directive(NamedTuple):
    name: str
    attributes: dict[str, str]


def _segments(markdown: str) -> Iterator[tuple[_Directive | None, list[str]]]:
    """The text cut at directives. A record's text holds no line end and no colon here, so cannot make one."""
    current: _Directive | None = None
    lines: list[str] = []
    for line in markdown.split("\n"):
        if not line.startswith(":::"):
            lines.append(line)
            continue
        yield current, lines
        closes = line.strip() == ":::"
        if closes == (current is None):
            raise ContentError(
                f"A directive is {'closed' if closes else 'opened'} where none may be: {_shown(line)}"
            )
        current, lines = (None if closes else _directive(line)), []
        if current is not None and current.name in _ALONE:
            yield current, []
            current = None
    if current is not None:
        raise ContentError(f"The directive '::: {current.name}' is never closed with ':::'.")
    yield None, lines


def _shown(line: str) -> str:
    # A directive's attributes may hold values of the record: only its name is shown.
    return " ".join(re.findall(r"[:a-z]+", line)[:2])


def _directive(line: str) -> _Directive:
    match = _OPEN.match(line)
    if match is None:
        raise ContentError(
            f"The directive '{_shown(line)}' cannot be read.", do='Write ::: name key=value key="text"'
        )
    name, rest = match.groups()
    if name not in _Parts.KINDS:
        raise ContentError(f"'::: {name}' is not a directive.", do=f"There are: {', '.join(_Parts.KINDS)}.")
    found = {key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(rest)}
    if unknown := sorted(found.keys() - _ATTRIBUTES.get(name, set())):
        raise ContentError(f"'::: {name}' has no {', '.join(unknown)}.")
    return _Directive(name, found)


@dataclass(slots=True)
class _Parts:
    """The document as it is gathered, directive by directive."""

    KINDS = ("letterhead", "running", "footer", "lines", "keys", "table", "figure", "signature", "pagebreak")

    figures: Figures
    blocks: list[Block] = field(default_factory=list)
    header: tuple[Spans, ...] = ()
    running: Spans = ()
    footer: Spans = ()

    def add(self, directive: _Directive | None, lines: list[str]) -> None:
        texts = [line for line in lines if line.strip()]
        match directive.name if directive else "":
            case "letterhead":
                self.header = _lines(texts)
            case "running":
                self.running = parse_spans(" ".join(texts))
            case "footer":
                self.footer = parse_spans(" ".join(texts))
            case "lines":
                self.blocks += _address(texts)
            case "keys":
                self.blocks.append(KeyValues(tuple(_key_value(text) for text in texts)))
            case "table":
                assert directive is not None
                self.blocks.append(_directed_table(directive, lines))
            case "figure":
                assert directive is not None
                self.blocks.append(_directed_figure(directive, self.figures))
            case "signature":
                assert directive is not None
                closing = parse_spans(directive.attributes.get("closing", ""))
                self.blocks.append(SignatureBlock(_lines(texts), closing))
            case "pagebreak":
                self.blocks.append(PageBreak())
            case _:
                self.blocks += parse_blocks("\n".join(lines))


DIRECTIVES: Final = _Parts.KINDS
"""The names that may follow ``:::``."""


def _lines(texts: Sequence[str]) -> tuple[Spans, ...]:
    return tuple(spans for text in texts if (spans := parse_spans(text)))


def _address(texts: Sequence[str]) -> list[Block]:
    spans: list[Span] = []
    for line in _lines(texts):
        spans += [Span(LINE_BREAK), *line] if spans else line
    return [Paragraph(tuple(spans), "lines")] if spans else []


def _key_value(text: str) -> tuple[Spans, Spans]:
    label, bar, value = text.partition("|")
    if not bar:
        raise ContentError("A line of '::: keys' has no '|' between label and value.")
    return parse_spans(label), parse_spans(value)


def _directed_figure(directive: _Directive, figures: Figures) -> Figure:
    source, data = directive.attributes.get("source", ""), directive.attributes.get("data", "no")
    if source not in figures:
        raise ContentError(
            f"'::: figure' has no source {source!r}."
            if source.isidentifier()
            else "'::: figure' names no source.",
            do=f"There are: {', '.join(figures) or 'none in this document'}.",
        )
    figure = figures[source]
    if figure is None:
        raise ContentError(
            f"'::: figure source={source}' has nothing to draw in this record.",
            do=f"Write it inside {{% if charts.{source} %}} ... {{% endif %}}.",
        )
    if data not in ("yes", "no"):
        raise ContentError("'::: figure data' is yes or no.")
    caption = parse_spans(directive.attributes.get("caption", "")) or figure.caption
    return replace(figure, caption=caption, table=figure.table if data == "yes" else None)


def _directed_table(directive: _Directive, lines: list[str]) -> Table:
    blocks = parse_blocks("\n".join(lines))
    if len(blocks) != 1 or not isinstance(blocks[0], Table):
        raise ContentError(
            "'::: table' must hold one table (| a | b | with a |---|---| line) and nothing else."
        )
    table = blocks[0]
    widths = _numbers(directive, "widths")
    names = {int(number) for number in _numbers(directive, "names")}
    if widths and len(widths) != len(table.columns):
        raise ContentError(f"'::: table widths' has {len(widths)} numbers for {len(table.columns)} columns.")
    columns = tuple(
        column._replace(weight=widths[i] if widths else None, kind="name" if i + 1 in names else "text")
        for i, column in enumerate(table.columns)
    )
    return table._replace(columns=columns, caption=parse_spans(directive.attributes.get("caption", "")))


def _numbers(directive: _Directive, key: str) -> list[float]:
    try:
        numbers = [float(text) for text in directive.attributes.get(key, "").split(",") if text]
    except ValueError:
        numbers = [0.0]
    if any(not 0 < number < 1000 for number in numbers):
        raise ContentError(f"'::: table {key}' is not a list of positive numbers (3,1,2).")
    return numbers


class _Reader:
    """Walks markdown-it's flat list of tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def until(self, closing: str | None) -> Iterator[Block]:
        """The blocks up to the closing token (consumed)."""
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == closing:
                return
            handler: Callable[[Token], Block | None] = getattr(self, f"_{token.type}", self._unknown)
            block = handler(token)
            if block is not None:
                yield block

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _inline(self) -> Spans:
        """The text of the element just opened; its closing token is consumed."""
        spans = to_spans(self._next().children or [])
        self._at += 1
        return spans

    def _unknown(self, token: Token) -> Block:
        raise ContentError(f"The template uses Markdown that a letter does not have ({token.type}).")

    def _heading_open(self, token: Token) -> Block | None:
        level = int(token.tag[1:])
        if level > 3:
            raise ContentError(f"A heading of level {level}: a letter has levels 1 to 3.")
        spans = self._inline()
        return Heading(level, spans) if spans else None

    def _paragraph_open(self, _: Token) -> Block | None:
        spans = self._inline()
        return Paragraph(spans) if spans else None

    def _hr(self, _: Token) -> Block:
        return Rule()

    def _bullet_list_open(self, _: Token) -> Block:
        return BulletList(tuple(self._items("bullet_list_close")))

    def _ordered_list_open(self, token: Token) -> Block:
        start = int(token.attrGet("start") or 1)
        return NumberedList(tuple(self._items("ordered_list_close")), start)

    def _items(self, closing: str) -> Iterator[tuple[Block, ...]]:
        while self._next().type != closing:
            blocks = tuple(self.until("list_item_close"))
            if any(not isinstance(block, Paragraph | BulletList | NumberedList) for block in blocks):
                raise ContentError("A list item holds something else than paragraphs and lists.")
            if blocks:
                yield blocks

    def _blockquote_open(self, _: Token) -> Block | None:
        inner = list(self.until("blockquote_close"))
        spans: list[Span] = []
        for block in inner:
            if not isinstance(block, Paragraph):
                raise ContentError("A quotation holds something else than paragraphs.")
            spans += [Span(LINE_BREAK), *block.spans] if spans else block.spans
        return Paragraph(tuple(spans), "quote") if spans else None

    def _table_open(self, _: Token) -> Block:
        rows: list[list[tuple[Spans, Align]]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append((self._inline(), _align(token)))
        head, *body = rows
        columns = tuple(Column(spans, align=align) for spans, align in head)
        return Table(columns, tuple(tuple(spans for spans, _ in row) for row in body))


def _align(token: Token) -> Align:
    style: Any = token.attrGet("style") or ""
    aligns: tuple[Literal["right", "center"], ...] = ("right", "center")
    return next((align for align in aligns if str(style).endswith(align)), "left")


def _check_headings(blocks: Sequence[Block]) -> None:
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                raise ContentError(
                    f"A heading of level {block.level} follows one of level {level}.",
                    why="Screen readers (PDF/UA) need headings without gaps, beginning with level 1.",
                )
            level = block.level
