"""Write a letter of any kind."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from authpack import content
from authpack.api.judging import day_of_request, request_of
from authpack.criteria.finding import Determination
from authpack.domain.case import Case
from authpack.domain.requests import Request

if TYPE_CHECKING:
    from authpack.documents.finished import Finished
    from authpack.documents.signing import Signing

__all__ = ["letter"]


def letter(
    case: Case,
    determination: Determination | None = None,
    *,
    kind: str | None = None,
    request: str | None = None,
    date: datetime.date | None = None,
    about: Mapping[str, str] | None = None,
    allow_gaps: bool = False,
    templates: Iterable[Path] = (),
    signing: Signing | None = None,
) -> Finished:
    """One letter with its trace and, while a criterion is open, the gap memo; nothing is written to disk.

    kind: a name of ``documents.letter_kinds.KINDS`` (default: what the request and the payer's way of review
    ask for). request: needed only without a determination. date: the day that the letter bears (default: the
    request date). about: further choices that a kind names in its refusals. signing: a clinician's act (see
    ``sign_letter``), refused unless this very letter was signed. DocumentRefused lists every
    required fact that is missing; InputError for an unknown kind. about, by kind: `authpack letter kinds`.
    """
    from authpack.documents.letters import build_letter
    from authpack.documents.matter import Matter

    asked = request_of(case, determination.request if determination else request)
    day = date or _day_of_letter(asked, determination)
    return build_letter(
        Matter(case, asked, determination, day, dict(about or {})),
        kind,
        allow_gaps=allow_gaps,
        folders=[root.path for root in content.template_roots(templates)],
        signing=signing,
    )


def _day_of_letter(request: Request, determination: Determination | None) -> datetime.date:
    if request.date is not None and request.date.exact:
        return request.date.first
    return determination.as_of if determination else day_of_request(request, None)
