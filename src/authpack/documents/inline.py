"""Inline Markdown to spans: emphasis, line breaks, and the traces that marked texts carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from authpack.documents.blocks import LINE_BREAK, Span, Spans
from authpack.documents.template_sandbox import UNESCAPE
from authpack.documents.trace import END, SEP, START, marked_id
from authpack.errors import ContentError

_SPACES = re.compile(r"[ \t\n]+")
_MARKS = re.compile(f"{START}([\ue010-\ue019]+){SEP}|({END})")


def to_spans(tokens: Sequence[Token]) -> Spans:
    """Spans of markdown-it's inline tokens; ContentError for an element a letter does not have."""
    builder = _SpanBuilder()
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                builder.text(token.content)
            case "softbreak":
                builder.text(" ")
            case "hardbreak":
                builder.line_break()
            case "strong_open" | "strong_close":
                builder.bold = token.type == "strong_open"
            case "em_open" | "em_close":
                builder.italic = token.type == "em_open"
            case _:
                raise ContentError(f"The template uses Markdown that a letter does not have ({token.type}).")
    return builder.finish()


@dataclass(slots=True)
class _SpanBuilder:
    """Turns text with marks into spans; folds spaces across spans."""

    bold: bool = False
    italic: bool = False
    _trace: str | None = None
    _spans: list[Span] = field(default_factory=list)
    _open: bool = False  # whether a space would be a second one, or stand at a line's start

    def text(self, content: str) -> None:
        at = 0
        for mark in _MARKS.finditer(content):
            if at < mark.start():
                self._append(content[at : mark.start()])
            self._trace = marked_id(mark.group(1)) if mark.group(1) else None
            at = mark.end()
        if at < len(content):
            self._append(content[at:])

    def line_break(self) -> None:
        self._trim()
        self._spans.append(Span(LINE_BREAK))
        self._open = False

    def finish(self) -> Spans:
        self._trim()
        return tuple(self._spans)

    def _append(self, raw: str) -> None:
        text = _SPACES.sub(" ", raw if raw.isascii() else raw.translate(UNESCAPE))
        if not self._open:
            text = text.lstrip(" ")
        if not text:
            return
        self._open = not text.endswith(" ")
        last = self._spans[-1] if self._spans else None
        if (
            last
            and self._trace is None
            and last.trace is None
            and (last.bold, last.italic, last.link) == (self.bold, self.italic, None)
            and last.text != LINE_BREAK
        ):
            self._spans[-1] = last._replace(text=last.text + text)
        else:
            self._spans.append(Span(text, self.bold, self.italic, self._trace))

    def _trim(self) -> None:
        while self._spans and self._spans[-1].text != LINE_BREAK:
            last = self._spans[-1]
            text = last.text.rstrip(" ")
            if text == last.text:
                return
            if text:
                self._spans[-1] = last._replace(text=text)
                return
            self._spans.pop()
