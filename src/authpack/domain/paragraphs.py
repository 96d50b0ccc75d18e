"""A clinician's own paragraph, kept in the record so that it stands in every document written again."""

from authpack.domain.base import Line
from authpack.domain.requests import Statement


class Paragraph(Statement):
    """A clinician's dated words that documents print unchanged; a blank line parts two paragraphs."""

    place: Line | None = None
    """The heading under which it stands ("Medication trials", or how it begins); where the template prints
    clinicians' paragraphs when omitted."""
    kinds: tuple[Line, ...] = ()
    """The kinds of documents that print it (authorization_letter, ...); when omitted, every kind whose template
    prints clinicians' paragraphs."""
