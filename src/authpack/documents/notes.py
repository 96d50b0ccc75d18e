"""Notes of every kind (``note_kinds``): checked, filled, read back, written as DOCX and PDF with their trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from authpack.criteria.facts import Facts
from authpack.documents.engine import compose
from authpack.documents.finished import Finished, finish, library, trace_data
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.note_common import common
from authpack.documents.note_kinds import KINDS, NoteKind, kind_named, kind_of_code
from authpack.documents.note_matter import NoteMatter
from authpack.documents.trace import Tracer
from authpack.domain.case import Case
from authpack.domain.sessions import Session
from authpack.errors import AuthpackError, DocumentRefused, InputError
from authpack.ledger.course_of import Course, Unread, Visit, courses, head_of, visit_of
from authpack.ledger.note_checks import Checked, check_notes
from authpack.ledger.note_content import Paper
from authpack.ledger.note_problem import NoteProblem, NoteRefusal, NoteWarning
from authpack.reference.vocabulary import drug_words

_METADATA = (("subject", "Transcranial magnetic stimulation"), ("keywords", "TMS, treatment note"))


@dataclass(frozen=True, slots=True)
class NoteResult:
    """What became of one note: the document, or why it was refused; and what to look at.

    record: id of the session or paper; path: its place in the record; signed: by everybody who signs this kind.
    """

    record: str
    path: str
    kind: str
    note: Finished | None
    refusals: tuple[NoteProblem, ...]
    warnings: tuple[NoteProblem, ...]
    fault: AuthpackError | None = None
    signed: bool = False


class Notes:
    """The notes of one case: everything that they share is worked out once.

    added: sessions of a log, beside those of the case; unread: rows of it that could not be read.
    """

    def __init__(self, case: Case, added: Iterable[Session] = (), unread: Iterable[Unread] = ()) -> None:
        self.case = case
        self.added, unread = tuple(added), tuple(unread)
        self.checked: Checked = check_notes(case, self.added, unread)
        found = courses(case, self.added, unread)
        self._courses: dict[str, Course] = {one.requests[0].id: one for one in found}

    def records(self, kind: NoteKind) -> tuple[Session | Paper, ...]:
        """What notes of a kind can be written of, in the order of the record."""
        if kind.of == "sessions":
            return (*self.case.sessions, *self.added)
        found: tuple[Paper, ...] = getattr(self.case, kind.of)
        return found

    def write(
        self,
        kind: NoteKind,
        record: Session | Paper,
        folders: Sequence[Path],
        font_folders: tuple[Path, ...] = (),
    ) -> NoteResult:
        """One note, or why it is not written; faults of a template are raised."""
        path = f"/{kind.of}/{record.id}"
        found = self._problems(record, path)
        refusals: tuple[NoteProblem, ...] = tuple(one for one in found if isinstance(one, NoteRefusal))
        refusals += _not_of_kind(kind, record, path)
        warnings = tuple(one for one in found if isinstance(one, NoteWarning))
        if refusals:
            return NoteResult(record.id, path, kind.name, None, refusals, warnings)
        try:
            made, signed = self._made(kind, record, path, folders, font_folders)
        except DocumentRefused as error:
            return NoteResult(record.id, path, kind.name, None, (), warnings, error)
        return NoteResult(record.id, path, kind.name, made, (), warnings, None, signed)

    def _problems(self, record: Session | Paper, path: str) -> tuple[NoteProblem, ...]:
        if isinstance(record, Session):
            return self.checked.sessions[record.id]
        return self.checked.papers[path]

    def _made(
        self,
        kind: NoteKind,
        record: Session | Paper,
        path: str,
        folders: Sequence[Path],
        font_folders: tuple[Path, ...],
    ) -> tuple[Finished, bool]:
        tracer = Tracer()
        matter = self._matter(record, path, tracer)
        shared = common(matter, kind.name)
        document = compose(
            library(tuple(folders)),
            kind.template,
            {**shared, **kind.values(matter)},
            tracer,
            drugs=drug_words(),
            draft=False,
            metadata=_METADATA,
        )
        made = finish(
            kind.name,
            "-".join((self.case.id, record.id, kind.name.replace("_", "-"))),
            document,
            partial(
                trace_data,
                document,
                tracer,
                kind=kind.name,
                case=self.case.id,
                request=matter.request.id,
                about={"record": record.id},
            ),
            folders,
            font_folders=font_folders,
        )
        return made, bool(shared["signing"]["complete"])

    def _matter(self, record: Session | Paper, path: str, tracer: Tracer) -> NoteMatter:
        visit: Visit | None = visit_of(self.case, record) if isinstance(record, Session) else None
        named = visit.request if visit else self.case.request(getattr(record, "request", "") or "")
        assert named is not None  # otherwise the checks have refused it
        facts = Facts(self.case, named, record.date.last)
        of = LetterFacts(self.case, named, facts, tracer, adverse=frozenset(), classes={})
        course = self._courses[head_of(self.case, named).id]
        return NoteMatter(self.case, named, course, of, record, visit, path)


def _not_of_kind(kind: NoteKind, record: Session | Paper, path: str) -> tuple[NoteProblem, ...]:
    """A kind asked for by name must fit the session: its code, or its adverse events."""
    from authpack.ledger.note_problem import COMPLETE, refusal

    if not isinstance(record, Session):
        return ()
    if kind.codes and record.code not in kind.codes:
        text = "this kind of note does not belong to the session's procedure code"
        return (refusal("kind_of_code", f"{path}/code", text, COMPLETE),)
    if not kind.codes and not record.adverse_events.items:
        text = "the session records no adverse event to write a note of"
        return (refusal("no_adverse_event", f"{path}/adverse_events", text, COMPLETE),)
    return ()


def plan_of_work(
    notes: Notes,
    *,
    kind: str | None = None,
    record: str | None = None,
    logged: frozenset[str] = frozenset(),
) -> list[tuple[NoteKind, Session | Paper]]:
    """Which notes are asked for: of one kind, or what each session's code asks for.

    record: only this session or paper; logged: without a record, only these sessions (papers are all meant). Raises
    InputError when there is nothing of that kind, or no record of that id.
    """
    named = kind_named(kind) if kind else None
    found = list(_asked(notes, named))
    if record is not None:
        found = [pair for pair in found if pair[1].id == record]
        found += _papers_named(notes, record) if named is None and not found else []
    elif logged and (named is None or named.of == "sessions"):
        found = [pair for pair in found if pair[1].id in logged]
    if not found:
        what = named.name.replace("_", " ") if named else "note"
        article = "an" if what[0] in "aeiou" else "a"
        under = " under that id" if record else ""
        raise InputError(
            f"The record holds nothing that {article} {what} could be written of{under}.",
            do="Name an id with --session or --item, or record the entry.",
        )
    return found


def _papers_named(notes: Notes, record: str) -> list[tuple[NoteKind, Session | Paper]]:
    """The papers of an id when no kind was named; InputError when several lists hold it."""
    papers = [
        (kind, one)
        for kind in KINDS.values()
        if kind.of != "sessions"
        for one in notes.records(kind)
        if one.id == record
    ]
    if len(papers) > 1:
        kinds = " or ".join(kind.name for kind, _ in papers)
        raise InputError("Several papers have that id.", do=f"Say which with --kind {kinds}.")
    return papers


def _asked(notes: Notes, kind: NoteKind | None) -> Iterator[tuple[NoteKind, Session | Paper]]:
    if kind is not None and kind.of != "sessions":
        yield from ((kind, record) for record in notes.records(kind))
        return
    for session in (*notes.case.sessions, *notes.added):
        mine = kind_of_code(session.code) or kind_named("session_note")
        if kind is None or mine.name == kind.name:
            yield mine, session
        elif not kind.codes and session.adverse_events.items:
            yield kind, session
