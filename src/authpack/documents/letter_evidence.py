"""Which published evidence a letter cites: verified rows only, chosen by illness, protocol, age and argument."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from authpack.documents.letter_facts import LetterFacts
from authpack.domain.dates import age_on
from authpack.reference.evidence import FAMILIES, AgeGroup, Evidence, select

if TYPE_CHECKING:
    from authpack.domain.requests import Request

Values = dict[str, Any]
ADULT_AT = 18
MOST_EVIDENCE = 2

_BY_PROTOCOL = {
    "itbs_600": ("theta_burst",),
    "dtms_h1_mdd": ("deep_tms",),
    "saint_snt": ("accelerated",),
    "hf_twice_daily": ("accelerated",),
}
_BY_PHASE = {("mdd", "retreatment"): ("retreatment", "durability"), ("ocd", "retreatment"): ("ocd",)}
TRIALS_FOR_DIMINISHING_RETURNS = 2
"""From so many trials without adequate response on, what further drug trials bring is an argument."""


def arguments(of: LetterFacts, request: Request) -> tuple[str, ...]:
    """What the letter argues: for a first course the protocol, and little from one more drug; for a repeat, the repeat.

    A continuation cites nothing: no verified row speaks for more sessions of a running course.
    """
    if request.phase != "initial":
        return _BY_PHASE.get((request.indication, request.phase), ())
    if request.indication == "ocd":
        return ("ocd",)
    failed = sum(
        one.trial.role == "antidepressant"
        and (one.response in ("none", "partial", "lost") or one.stop_reason == "inadequate")
        for one in of.facts.trials
    )
    more = failed >= TRIALS_FOR_DIMINISHING_RETURNS and request.modality != "accelerated"
    against = ("against_more_medication_trials",) if more else ()
    own = _BY_PROTOCOL.get(request.protocol or "")
    return (*own, *against) if own else ("efficacy", *against, "real_world")


def chosen(of: LetterFacts, request: Request) -> tuple[Evidence, ...]:
    """The rows that may stand in this letter, one an argument before a second; none where none was verified for it."""
    if request.protocol not in FAMILIES or request.indication not in ("mdd", "ocd"):
        return ()
    youngest, oldest = age_on(of.case.patient.birth_date, of.facts.present)
    group: AgeGroup = "adult" if youngest >= ADULT_AT else "adolescent"
    by_argument = [
        [
            row
            for row in select(
                request.indication, request.protocol, group, (argument,), ages=(youngest, oldest)
            )
            if row.statement
        ]
        for argument in arguments(of, request)
    ]
    # The strongest row of each argument before the second of any: a letter argues several things once.
    turns = zip_longest(*by_argument)
    return tuple(dict.fromkeys(row for turn in turns for row in turn if row is not None))[:MOST_EVIDENCE]


def evidence(of: LetterFacts, request: Request) -> list[Values]:
    """Verified rows that speak for this illness, protocol, age and argument; none when none does."""
    return [
        {
            "statement": of.t.reference(f"reference:evidence/{row.id}/results", row.statement),
            "cite": of.t.reference(f"reference:evidence/{row.id}/cite", str(row.cite.value)),
            "ids": of.t.reference(f"reference:evidence/{row.id}/ids", "; ".join(row.print_ids()))
            if row.print_ids()
            else None,
        }
        for row in chosen(of, request)
    ]
