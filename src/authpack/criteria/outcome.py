"""What judging one leaf yields: a status, a coded reason, what was read, what is missing, what would mend it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from authpack.criteria.truth import (
    EXTERNAL,
    MET,
    NEEDS_REVIEW,
    NOT_DOCUMENTED,
    NOT_MET,
    TEXT_NOT_SEEN,
    Status,
)

RepairKind = Literal["record", "document", "judgement", "assessment", "care"]
# The worst kind of a change orders it: finding a note is easier than giving six weeks of treatment.
KIND_ORDER: dict[RepairKind, int] = {"record": 0, "document": 1, "judgement": 2, "assessment": 3, "care": 4}


class Repair(NamedTuple):
    """One thing that somebody can do so that an answer may change (SEMANTICS 6).

    ``key`` identifies it: two leaves that need the same new trial name the same key. It never names
    a clinical value to reach.
    """

    key: str
    kind: RepairKind
    text: str


Alternative = tuple[Repair, ...]


class TrialLine(NamedTuple):
    """Why one trial counts, does not count, or cannot be judged in one trial leaf."""

    trial: str
    drug: str
    status: Status
    reason: str
    values: dict[str, Any]
    classes: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """The answer of one leaf. Not frozen, for speed alone (one per leaf): nobody alters it."""

    status: Status
    reason: str
    values: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    lines: tuple[TrialLine, ...] = ()
    repairs: tuple[Alternative, ...] = ()
    children: tuple[Any, ...] = ()
    mend: Callable[[], tuple[Alternative, ...]] | None = None
    """Works out the repairs when somebody asks for them, where that takes time."""


def met(reason: str, *evidence: str, **values: Any) -> Outcome:
    """A met leaf."""
    return Outcome(MET, reason, values, evidence)


def not_met(reason: str, *evidence: str, **values: Any) -> Outcome:
    """A leaf that the record contradicts; nothing is proposed against a recorded clinical fact."""
    return Outcome(NOT_MET, reason, values, evidence)


def silent(
    reason: str, path: str, text: str, *evidence: str, kind: RepairKind = "record", **values: Any
) -> Outcome:
    """The record does not say. ``text`` says, neutrally, what to find or record at ``path``."""
    return Outcome(NOT_DOCUMENTED, reason, values, evidence, (path,), (), (), ((Repair(path, kind, text),),))


def review(reason: str, *evidence: str, repairs: tuple[Alternative, ...] = (), **values: Any) -> Outcome:
    """The text leaves it to a person."""
    return Outcome(NEEDS_REVIEW, reason, values, evidence, repairs=repairs)


def external(reason: str, **values: Any) -> Outcome:
    """Judged by licensed criteria that we may not hold."""
    return Outcome(EXTERNAL, reason, values)


def not_seen(reason: str, **values: Any) -> Outcome:
    """A part of the policy that we have not read."""
    return Outcome(
        TEXT_NOT_SEEN,
        reason,
        values,
        repairs=((Repair(f"text:{reason}", "document", "obtain the payer's current policy text"),),),
    )
