"""From a template to a document that may be printed: fill, read Markdown, read back. Start here.

>>> document = compose(library, "letters/prior_auth.md.j2", context, tracer, drugs=names, draft=True)
>>> write_pdf(document, style), write_docx(document, style)
"""

from __future__ import annotations

from collections.abc import Mapping

from authpack.documents.blocks import Document
from authpack.documents.markdown import to_document
from authpack.documents.readback import find_loose, refuse_loose
from authpack.documents.template import Library
from authpack.documents.trace import Tracer
from authpack.errors import ContentError


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
    line); DocumentRefused when a required fact is missing or a printed value has no origin.
    """
    rendered = library.render(name, context, tracer)
    try:
        document = to_document(rendered, draft=draft, metadata=metadata)
    except ContentError as error:
        raise ContentError(f"{name}: {error.what}", why=error.why, do=error.do) from error
    refuse_loose(find_loose(document, drugs=drugs, literals=rendered.front.literals))
    return document
