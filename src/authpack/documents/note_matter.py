"""What a note is written about: one session or paper of a case, with the course around it."""

from __future__ import annotations

from dataclasses import dataclass

from authpack.documents.letter_facts import LetterFacts
from authpack.domain.case import Case
from authpack.domain.dates import PartialDate
from authpack.domain.requests import Request
from authpack.domain.sessions import Session
from authpack.domain.signing import Written
from authpack.ledger.course_of import Course, Visit
from authpack.ledger.note_content import Paper


@dataclass(frozen=True)
class NoteMatter:
    """The input of every note.

    record: the session or the paper; visit: the session in its course, None for a paper; of: builds the values that
    letters and notes share (patient, practice, clinicians).
    """

    case: Case
    request: Request
    course: Course
    of: LetterFacts
    record: Session | Paper
    visit: Visit | None
    path: str

    @property
    def day(self) -> PartialDate:
        """The day it is about."""
        return self.record.date

    @property
    def written(self) -> Written:
        """The record as something that is written and signed."""
        return self.record
