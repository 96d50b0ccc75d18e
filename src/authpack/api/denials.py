"""Denials: read what a payer sent, confirm it, put it into a case, and say by when and how it is answered.

    found = api.read_denial(Path("letter.pdf"))            # proposals; nothing is accepted
    clocks = api.denial_deadlines(case, case.denials[0])

Readers propose; ``confirm_denial`` takes only what a person accepted or typed. No clock is read and nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from authpack.domain.case import Case
from authpack.domain.problems import Problem
from authpack.errors import InputError

# Readers and tables are imported where they are used: judging a case must not pay for them.
if TYPE_CHECKING:
    from authpack.denials.classify import Classification
    from authpack.denials.deadlines import Deadlines
    from authpack.denials.routes import Route
    from authpack.domain.denials import Denial, DenialFile
    from authpack.intake.claim_response import Answer
    from authpack.intake.denial_proposals import Proposals
    from authpack.intake.remittance import Remittance

__all__ = [
    "case_with_denial", "check_denial", "classify_denial", "confirm_denial", "denial_calendar", "denial_data",
    "denial_deadlines", "denial_routes", "load_denial", "read_claim_response", "read_denial", "read_remittance",
]  # fmt: skip


def read_denial(path: Path, *, pages: tuple[int, int] | None = None) -> Proposals:
    """What a notice (.pdf, .txt) seems to say, field by field with its words and page; nothing is accepted.

    pages: first and last page to read, from 1 (default: all). Raises InputError, MissingPartError.
    """
    from authpack.intake.denial_pdf import read_notice_file
    from authpack.intake.denial_proposals import Proposals
    from authpack.intake.denial_text import read_notice

    found = read_notice_file(path, pages=pages)
    made = read_notice(found.pages, source=found.name, sha256=found.sha256)
    notes = list(made.notes)
    if found.ocr:
        notes.insert(
            0, "The text was recognized from pictures (OCR): compare every word and number with the paper."
        )
    if found.without_text:
        named = ", ".join(map(str, found.without_text))
        notes.insert(0, f"No text on page(s) {named}: perhaps pictures. Look at them by eye.")
    return Proposals(made.found, tuple(notes), made.source, made.sha256, made.pages)


def read_remittance(path: Path) -> Remittance:
    """The claims of an X12 835 and the denials in it, unconfirmed. InputError, MissingPartError."""
    from authpack.intake.remittance import read_835

    return read_835(path)


def read_claim_response(path: Path) -> tuple[Answer, ...]:
    """The answers in a FHIR file, unconfirmed. InputError."""
    from authpack.intake.claim_response import read_response

    return read_response(path)


def confirm_denial(
    proposals: Proposals | Mapping[str, Any],
    *,
    accept: Iterable[str] = (),
    values: Iterable[tuple[str, str]] = (),
    request: str,
    by: str,
    on: str,
    identifier: str = "n1",
) -> DenialFile:
    """The denial that a person confirms: accepted candidates (``FIELD``, ``FIELD=N``, ``all``) and typed values over them.

    proposals: of a notice, or the plain data of a remittance or FHIR answer, which is taken whole. values: pairs of
    field and text. request: the id of what was answered. by, on: who confirmed it, and the day (YYYY-MM-DD).
    identifier: the denial's id in the case. InputError with every fault.
    """
    from authpack.intake.denial_confirm import accepted, confirmed, decided, typed
    from authpack.intake.denial_proposals import Proposals

    if isinstance(proposals, Proposals):
        made = accepted(proposals, accept)
        decided(proposals, typed(made, values))
        source, sha256 = proposals.source, proposals.sha256
    else:
        made, source, sha256 = dict(proposals), "", ""
    return confirmed(
        typed(made, values),
        identifier=identifier,
        request=request,
        by=by,
        on=on,
        source=source,
        sha256=sha256,
    )


def load_denial(path: Path) -> DenialFile:
    """One denial file (``authpack.denial/1``). InputError with every fault, its file, line and field."""
    from pydantic import ValidationError

    from authpack.domain.denials import DenialFile
    from authpack.textio import load_path, validation_faults

    loaded = load_path(path)
    try:
        return DenialFile.model_validate(loaded.data)
    except ValidationError as error:
        raise InputError(
            f"The denial file {loaded.name} cannot be used.",
            faults=validation_faults(error, loaded, model=DenialFile),
            why="A deadline counted from a misread notice may be missed.",
            do="Mend the fields named above; `authpack denial new` writes a commented file with every field.",
        ) from None


def _plain(denial: Denial) -> dict[str, Any]:
    return denial.model_dump(mode="json", exclude_unset=True)


def denial_data(file: DenialFile) -> dict[str, Any]:
    """A denial file as plain data, as far as it was filled in."""
    return {"schema": file.schema_, "denial": _plain(file.denial)}


def case_with_denial(case: Mapping[str, Any], file: DenialFile) -> dict[str, Any]:
    """A case's plain data with one more denial at the end; nothing else changes. InputError when it does not fit."""
    held = list(case.get("denials") or [])
    if any(isinstance(one, dict) and one.get("id") == file.denial.id for one in held):
        raise InputError(
            f"The case already holds a denial '{file.denial.id}'.", do="Give the new one another id: --id n2."
        )
    requests = [one.get("id") for one in case.get("requests") or [] if isinstance(one, dict)]
    if file.denial.request not in requests:
        raise InputError(
            f"The case holds no request '{file.denial.request}' (it has: {', '.join(map(str, requests)) or 'none'}).",
            do="Name the request that was answered: --request.",
        )
    return {**case, "denials": [*held, _plain(file.denial)]}


def check_denial(case: Case | None, denial: Denial) -> tuple[Problem, ...]:
    """Contradictions of one denial, alone or against a case (which then counts as holding it)."""
    from authpack.denials.problems import denial_problems, problems_alone

    if case is None:
        return problems_alone(denial)
    others = tuple(one for one in case.denials if one.id != denial.id)
    held = case.model_copy(update={"denials": (*others, denial)})
    place = f"/denials/{denial.id}"
    return tuple(
        one
        for one in denial_problems(held)
        if any(path == place or path.startswith(f"{place}/") for path in one.paths)
    )


def classify_denial(denial: Denial, case: Case | None = None) -> Classification:
    """What happened, what kind of answer it takes, and what a person must settle first."""
    from authpack.denials.classify import classify

    return classify(denial, case)


def denial_deadlines(case: Case, denial: Denial) -> Deadlines:
    """Every deadline of a denial, how it was computed and what it assumes. None is computed from today's date."""
    from authpack.denials.deadlines import deadlines

    return deadlines(case, denial)


def denial_calendar(case: Case, denial: Denial) -> bytes:
    """The deadlines as an ICS calendar, without a word about the patient. MissingPartError without icalendar."""
    from authpack.documents.deadline_calendar import calendar_of

    return calendar_of(case.id, denial.id, denial_deadlines(case, denial))


def denial_routes(case: Case, denial: Denial) -> tuple[Route, ...]:
    """To whom the answer goes: the notice's own address first."""
    from authpack.denials.routes import routes

    return routes(case, denial)
