"""The kinds of letters: for each its template, the facts it needs, and the values it adds.

A kind is one row of ``KINDS``. Kinds of one purpose share a module (``letters_*.py``) that holds their
required facts and values; the words stand in the template.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from authpack.documents import letter_rules
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.matter import Matter
from authpack.errors import Fault, InputError

Reader = Literal["payer", "clinician", "patient", "record"]


def _no_values(_of: LetterFacts, _matter: Matter) -> dict[str, Any]:
    return {}


def _no_stem(_matter: Matter) -> tuple[str, ...]:
    return ()


def _request_facts(matter: Matter) -> tuple[Fault, ...]:
    return letter_rules.missing_facts(matter.case, matter.request)


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    ``judged``: it speaks of the payer's criteria, so it needs a determination and is a DRAFT while one that
    decides is open; ``whole``: it argues the case to a payer, so it may leave out nothing adverse
    (SEMANTICS 8); ``missing``: every fact without which it is refused, in one list; ``values``: what the
    template may name beside the common values; ``stem_of``: further parts of the file name.
    """

    name: str
    says: str
    template: str
    reader: Reader
    judged: bool = True
    whole: bool = True
    missing: Callable[[Matter], tuple[Fault, ...]] = _request_facts
    values: Callable[[LetterFacts, Matter], dict[str, Any]] = _no_values
    stem_of: Callable[[Matter], tuple[str, ...]] = _no_stem


KINDS: dict[str, LetterKind] = {
    one.name: one
    for one in (
        LetterKind(
            "authorization_letter",
            "request for authorization of a first course",
            "letters/authorization.md.j2",
            "payer",
        ),
        LetterKind(
            "chart_statement",
            "chart statement of medical necessity, where claims are judged and nothing is requested",
            "letters/chart_statement.md.j2",
            "record",
        ),
    )
}


def kind_named(name: str) -> LetterKind:
    """The kind of that name; InputError with the nearest names otherwise."""
    found = KINDS.get(name)
    if found is None:
        near = difflib.get_close_matches(name, KINDS, n=3)
        raise InputError(
            f"There is no kind of letter '{name}'.",
            do=f"Did you mean {' or '.join(near)}?" if near else f"Choose one of {', '.join(KINDS)}.",
        )
    return found


def default_kind(matter: Matter) -> LetterKind:
    """The kind that a request asks for by itself: by the payer's way of review, then the phase."""
    judged = matter.determination
    if judged is not None and judged.policy.head.review_mode == "claim_review":
        return KINDS["chart_statement"]
    return KINDS["authorization_letter"]
