"""What was done at each visit of a course, and what was seen."""

from __future__ import annotations

from authpack.domain.base import Id, Record, Text
from authpack.domain.dates import PartialDate
from authpack.domain.identifiers import ProcedureCode


class Session(Record):
    """One TMS session that took place."""

    id: Id
    date: PartialDate
    code: ProcedureCode
    authorization: Id | None = None
    note: Text | None = None
