"""From a template to a document that may be printed: fill, read Markdown, read back. Start here.

>>> document = compose(library, "letters/prior_auth.md.j2", context, tracer, drugs=names, draft=True)
>>> write_pdf(document, style), write_docx(document, style)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from authpack.documents.banned import load_banned, refuse_in_templates
from authpack.documents.blocks import Document
from authpack.documents.markdown import to_document
from authpack.documents.paragraphs import ClinicianParagraphs, with_placed
from authpack.documents.readback import find_loose, refuse_loose
from authpack.documents.template import Library
from authpack.documents.trace import Tracer
from authpack.errors import ContentError


@dataclass(slots=True)
class Composition:
    """One document under way: its template, the values given to it, and whether the template was filled."""

    name: str
    context: Mapping[str, object]
    filled: bool = False


_WATCHED: ContextVar[list[Composition] | None] = ContextVar("watched", default=None)


@contextmanager
def watched() -> Iterator[list[Composition]]:
    """Every document composed inside the block, for checking templates and their documented values."""
    found: list[Composition] = []
    token = _WATCHED.set(found)
    try:
        yield found
    finally:
        _WATCHED.reset(token)


def compose(
    library: Library,
    name: str,
    context: Mapping[str, object],
    tracer: Tracer,
    *,
    drugs: frozenset[str],
    draft: bool,
    metadata: tuple[tuple[str, str], ...] = (),
) -> Document:
    """Fill a template and check the result.

    ``drugs``: lower-case words that count as drug names. ``metadata``: ``subject`` and ``keywords`` (split
    by ", ") of the file; no patient in them. Errors: ContentError for a fault of the template (file and
    line) or a banned word in it; DocumentRefused when a required fact is missing or a printed value has no origin.
    """
    watching = _WATCHED.get()
    seen = Composition(name, context)
    if watching is not None:
        watching.append(seen)
    rendered = library.render(name, context, tracer)
    seen.filled = True
    _check_wording(library, name)
    try:
        charts = context.get("charts")
        figures = charts if isinstance(charts, Mapping) else {}
        document = to_document(rendered, draft=draft, metadata=metadata, figures=figures)
    except ContentError as error:
        raise ContentError(f"{_place(library, name)}: {error.what}", why=error.why, do=error.do) from error
    held = context.get("paragraphs")
    if isinstance(held, ClinicianParagraphs) and held.all:
        document = with_placed(document, held, taken=library.names(name, "paragraphs"))
    refuse_loose(find_loose(document, drugs=drugs, literals=rendered.front.literals))
    return document


def _place(library: Library, name: str) -> str:
    """The template, with file and line of a directive that does not exist, when that is the fault."""
    from authpack.documents.template_check import directive_faults

    fault = next(directive_faults(library.sources(name)), None)
    return fault.where if fault else name


@lru_cache(maxsize=128)
def _check_wording(library: Library, name: str) -> None:
    """ContentError when the template's own wording, or that of what it uses, holds a word that letters avoid."""
    refuse_in_templates(library.sources(name), load_banned(library.folders))
