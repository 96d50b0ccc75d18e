"""Every kind of document written from the shipped, invented examples: what templates are given, and what becomes of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from authpack import content
from authpack.api.appeals import appeal
from authpack.api.judging import check, day_of_request, load_case
from authpack.criteria.finding import Determination
from authpack.documents.families import template_of
from authpack.domain.case import Case
from authpack.domain.requests import Request
from authpack.errors import AuthpackError, MissingPartError

LEVELS = ("level_1", "level_2", "external", "dispute")


@dataclass(frozen=True, slots=True)
class Sample:
    """One attempt to write one kind of document from one example.

    ``context``: the values that the template was given, None when the record was refused before; ``filled``: the
    template was filled without an error; ``error``: what stopped it, if anything did.
    """

    kind: str
    example: str
    template: str = ""
    context: Mapping[str, Any] | None = None
    filled: bool = False
    error: AuthpackError | None = None


def samples(folders: Sequence[Path], kinds: frozenset[str] | None = None) -> Iterator[Sample]:
    """Each kind (all, or those named) from each example, as far as the example's record allows it."""
    for name, case in _examples():
        written = (_letters, _appeals, _notes, _packets)
        for kind, write in (one for family in written for one in family(case, folders)):
            if kinds is None or kind in kinds:
                yield _sample(kind, name, write)


def _sample(kind: str, example: str, write: Callable[[], object]) -> Sample:
    from authpack.documents.engine import watched

    error: AuthpackError | None = None
    with watched() as found:
        try:
            error = getattr(write(), "fault", None)
        except MissingPartError:
            raise  # no fault of the template, and the same for every example
        except AuthpackError as refusal:
            error = refusal
    if not found:
        return Sample(kind, example, error=error)
    # A kind may write another document beside its own, to compare with.
    own = next((one for one in found if one.name == template_of(kind)), found[-1])
    return Sample(kind, example, own.name, own.context, own.filled, error)


@lru_cache(maxsize=1)
def _examples() -> tuple[tuple[str, Case], ...]:
    return tuple((path.stem, load_case(path)) for path in sorted(content.examples_root().glob("*.yaml")))


@lru_cache(maxsize=32)
def _judged(place: int, request: str) -> Determination | None:
    case = _examples()[place][1]
    try:
        return check(case, request=request)
    except AuthpackError:
        return None


Writer = tuple[str, Callable[[], object]]


def _letters(case: Case, folders: Sequence[Path]) -> Iterator[Writer]:
    from authpack.documents.letter_kinds import KINDS
    from authpack.documents.letters import compose_letter
    from authpack.documents.matter import Matter

    place = next(n for n, (_, one) in enumerate(_examples()) if one is case)
    for request in case.requests:
        judged = _judged(place, request.id)
        day = _day(request, judged)
        if day is None:
            continue
        for kind in KINDS:
            for about in _choices(kind, case):
                matter = Matter(case, request, judged, day, about)
                yield kind, _later(compose_letter, matter, kind, allow_gaps=True, folders=folders)


def _packets(case: Case, folders: Sequence[Path]) -> Iterator[Writer]:
    from authpack.documents.packet_kinds import KINDS
    from authpack.packets.sample import compose_front

    place = next(n for n, (_, one) in enumerate(_examples()) if one is case)
    for request in case.requests if case.attachments else ():
        judged = _judged(place, request.id)
        day = _day(request, judged)
        if judged is not None and day is not None:
            noticed = any(one.sensitivity == "part2" for one in case.attachments)
            for kind in KINDS if noticed else [one for one in KINDS if one != "packet_notice"]:
                yield kind, _later(compose_front, case, request, judged, date=day, folders=folders)


def _choices(kind: str, case: Case) -> Sequence[Mapping[str, str]]:
    """What a writer would choose by ``--about``, for the kinds that ask for it."""
    match kind:
        case "records_request_prescriber":
            return [{"trial": one.id} for one in case.trials.items]
        case "records_request_therapist":
            return [{"therapy": one.id} for one in case.psychotherapy.items]
        case "records_request_pharmacy":
            return ({"pharmacy": "Invented Pharmacy"},)
        case "advance_notice_data":
            return ({"cost": "9000 for the course"},)
        case "patient_letter":
            return [{"news": news} for news in ("sent", "approved", "denied", "more_information")]
    return ({},)


def _later(function: Callable[..., object], *args: Any, **kwargs: Any) -> Callable[[], object]:
    return lambda: function(*args, **kwargs)


def _day(request: Request, judged: Determination | None) -> datetime.date | None:
    try:
        return day_of_request(request, None)
    except AuthpackError:
        return judged.as_of if judged else None


def _appeals(case: Case, folders: Sequence[Path]) -> Iterator[Writer]:
    from authpack.documents.appeal_kinds import kind_of

    for denial in case.denials:
        for level in LEVELS:
            name = kind_of(level).name
            yield name, _later(appeal, case, denial.id, level=level, allow_gaps=True, templates=folders)


def _notes(case: Case, folders: Sequence[Path]) -> Iterator[Writer]:
    from authpack.documents.note_kinds import KINDS
    from authpack.documents.notes import Notes

    if not (case.sessions or case.plans):
        return
    every = Notes(case)
    for kind in KINDS.values():
        for record in every.records(kind):
            yield kind.name, _later(every.write, kind, record, list(folders))
