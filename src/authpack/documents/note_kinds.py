"""The kinds of notes: one row each. The words stand in the template, the checks in ``ledger``."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from authpack.documents.note_course import course_values
from authpack.documents.note_matter import NoteMatter
from authpack.documents.note_papers import consent_values, early_stop_values, plan_values, review_values
from authpack.documents.note_session import session_values
from authpack.errors import InputError
from authpack.ledger.course_of import FIRST_CODES, LATER_CODES, REDETERMINATION_CODES


@dataclass(frozen=True, slots=True)
class NoteKind:
    """One kind of note.

    of: the list of the case that it is written from; codes: for a session, the procedure codes that ask for it by
    themselves (empty: only by name); values: what the template may name beside the common values.
    """

    name: str
    says: str
    template: str
    of: str
    values: Callable[[NoteMatter], dict[str, Any]]
    codes: frozenset[str] = frozenset()


KINDS: dict[str, NoteKind] = {
    one.name: one
    for one in (
        NoteKind("treatment_plan", "treatment plan and order, before the first session", "notes/treatment_plan.md.j2",
                 "plans", plan_values),
        NoteKind("consent_checklist", "consent talk, topic by topic", "notes/consent_checklist.md.j2",
                 "consents", consent_values),
        NoteKind("mapping_note", "first session, with mapping and motor threshold", "notes/mapping_note.md.j2",
                 "sessions", session_values, codes=FIRST_CODES),
        NoteKind("session_note", "a later session", "notes/session_note.md.j2",
                 "sessions", session_values, codes=LATER_CODES),
        NoteKind("redetermination_note", "a later session with a new motor threshold", "notes/redetermination_note.md.j2",
                 "sessions", session_values, codes=REDETERMINATION_CODES),
        NoteKind("progress_review", "the weekly look at the course", "notes/progress_review.md.j2",
                 "reviews", review_values),
        NoteKind("adverse_event_note", "the adverse events of one session", "notes/adverse_event_note.md.j2",
                 "sessions", session_values),
        NoteKind("early_stop_note", "a session or course stopped before its end", "notes/early_stop_note.md.j2",
                 "early_stops", early_stop_values),
        NoteKind("course_summary", "the end of a course, with response and remission by scale", "notes/course_summary.md.j2",
                 "course_ends", course_values),
    )
}  # fmt: skip


def kind_named(name: str) -> NoteKind:
    """The kind of that name; InputError with the nearest names otherwise."""
    found = KINDS.get(name)
    if found is None:
        near = difflib.get_close_matches(name, KINDS, n=3)
        raise InputError(
            f"There is no kind of note '{name}'.",
            do=f"Did you mean {' or '.join(near)}?" if near else f"Choose one of {', '.join(KINDS)}.",
        )
    return found


def kind_of_code(code: str) -> NoteKind | None:
    """The kind that a session of this procedure code asks for."""
    return next((one for one in KINDS.values() if code in one.codes), None)
