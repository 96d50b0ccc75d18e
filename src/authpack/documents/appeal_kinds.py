"""The kinds of appeal: for each its template, its level and the values it adds. One row each."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from authpack.documents import appeal_values
from authpack.documents.appeal_dispute import dispute
from authpack.documents.appeal_matter import AppealMatter, Level
from authpack.documents.letter_facts import LetterFacts
from authpack.errors import InputError


@dataclass(frozen=True, slots=True)
class AppealKind:
    """One kind. ``judged``: it answers the payer's criteria and needs a determination."""

    name: str
    says: str
    template: str
    level: Level
    values: Callable[[LetterFacts, AppealMatter], dict[str, Any]]
    judged: bool = True


KINDS: dict[str, AppealKind] = {
    one.name: one
    for one in (
        AppealKind(
            "appeal_level_1",
            "first appeal of a denial, standard or expedited",
            "appeals/clinical.md.j2",
            "level_1",
            appeal_values.clinical,
        ),
        AppealKind(
            "appeal_level_2",
            "second appeal: names the first, what it relied on, and what is new",
            "appeals/clinical.md.j2",
            "level_2",
            appeal_values.clinical,
        ),
        AppealKind(
            "external_review",
            "request for external review, with the internal history",
            "appeals/external_review.md.j2",
            "external",
            appeal_values.clinical,
        ),
        AppealKind(
            "claim_dispute",
            "dispute of a claim that was not paid: codes, units, dates, amounts",
            "appeals/claim_dispute.md.j2",
            "dispute",
            dispute,
            judged=False,
        ),
    )
}


def kind_of(level: str) -> AppealKind:
    """The kind of a level; InputError with the known levels otherwise."""
    found = next((one for one in KINDS.values() if one.level == level), None)
    if found is None:
        known = [one.level for one in KINDS.values()]
        near = difflib.get_close_matches(level, known, n=1)
        raise InputError(
            f"There is no level '{level}' of appeal.",
            do=f"Did you mean {near[0]}?" if near else f"Choose one of {', '.join(known)}.",
        )
    return found
