"""A payer's refusal, as the practice holds it."""

from __future__ import annotations

from authpack.domain.base import Id, Line, Record, Text
from authpack.domain.dates import PartialDate


class Denial(Record):
    """A payer's refusal, as far as it is recorded in the case."""

    id: Id
    request: Id
    date: PartialDate
    reference: Line | None = None
    reasons: tuple[Text, ...] = ()
    """The stated reasons, word for word."""
