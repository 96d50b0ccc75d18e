"""What a letter is written about: one request of one case, what was judged of it, and what the writer is told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from authpack.criteria.finding import Determination
from authpack.domain.case import Case
from authpack.domain.requests import Request


@dataclass(frozen=True, slots=True)
class Matter:
    """The input of every kind of letter.

    ``determination`` is None only for kinds that do not need one; ``date``: the day that the letter bears
    (the program reads no clock; the request date unless told); ``about``: further choices by name, such as
    ``trial: t2`` for a request to a prior prescriber.
    """

    case: Case
    request: Request
    determination: Determination | None
    date: datetime.date
    about: Mapping[str, str] = field(default_factory=dict)
