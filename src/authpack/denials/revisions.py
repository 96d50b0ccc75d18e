"""Which text governs an appeal, and how it differs from the one in force at the denial and the one the payer cited.

SEMANTICS 3: an appeal is judged by the revision that governed the denied request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from authpack.criteria.finding import Determination
from authpack.criteria.policy import Policy
from authpack.criteria.policy_diff import Difference, differences
from authpack.denials.matching import cites_head
from authpack.domain.denials import Denial

# Differences that may bear on an answer; wording and the head are shown by `policies diff`.
_KINDS = ("threshold", "route", "added", "removed")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """Another revision beside the governing one. ``found``: what differs on the criteria of the stated reasons."""

    role: str
    policy: Policy
    found: tuple[Difference, ...]

    @property
    def path(self) -> str:
        """The revision, for a trace."""
        return f"policy:{self.policy.id}@{self.policy.head.effective_from}"


@dataclass(frozen=True, slots=True)
class Texts:
    """The governing revision, the others that matter, and what a person must settle."""

    governing: Policy
    compared: tuple[Compared, ...]
    doubts: tuple[str, ...]


def texts(
    denial: Denial,
    determination: Determination,
    revisions: tuple[Policy, ...],
    criteria: frozenset[str],
    entry: str,
) -> Texts:
    """What differs, on the named criteria of one phase and indication (``entry``: "initial mdd").

    revisions: every revision at hand of the governing policy.
    """
    governing = determination.policy
    then = _in_force(revisions, denial.date.first)
    cited, doubts = _cited(denial, determination, revisions)
    others: dict[str, tuple[list[str], Policy]] = {}
    for role, other in (("in force on the date of the denial", then), ("named in the notice", cited)):
        if other is not None and other.sha256 != governing.sha256:
            others.setdefault(other.sha256, ([], other))[0].append(role)
    compared = tuple(
        Compared(
            " and ".join(roles),
            other,
            tuple(one for one in differences(governing, other) if _bears(one, criteria, entry)),
        )
        for roles, other in others.values()
    )
    return Texts(governing, compared, doubts)


def _in_force(revisions: tuple[Policy, ...], day: date) -> Policy | None:
    held = [one for one in revisions if one.in_force(day) and one.effective_from is not None]
    return held[-1] if held else None


def _bears(one: Difference, criteria: frozenset[str], entry: str) -> bool:
    """Whether a difference lies on, above or below one of the criteria, in the phase that was asked for."""
    if one.kind not in _KINDS or (one.where and entry not in one.where):
        return False
    return any(
        one.id == name or one.id.startswith(name + ".") or name.startswith(one.id + ".") for name in criteria
    )


def _cited(
    denial: Denial, determination: Determination, revisions: tuple[Policy, ...]
) -> tuple[Policy | None, tuple[str, ...]]:
    """The revision that the notice names, as far as its words tell."""
    head = determination.policy.head
    if denial.policy_cited is None:
        return None, ("The notice names no criteria: ask for them.",)
    if not any(cites_head(denial.policy_cited, one.head) for one in (*revisions, determination.policy)):
        return None, (
            f"The notice names '{denial.policy_cited}'; the record leads to {head.number}. Settle which text applies.",
        )
    named = [one for one in revisions if _names(denial.policy_cited.lower(), one)]
    if len(named) == 1:
        return named[0], ()
    if len(revisions) == 1:
        return revisions[0], ()
    return None, (
        f"The notice does not tell which revision of {head.number} it applied: ask for the text itself.",
    )


def _names(cited: str, policy: Policy) -> bool:
    """Whether the words name this revision: its own label, or the day or month on which it begins."""
    label = policy.head.revision.lower()
    if re.search(rf"(?<![\w.]){re.escape(label)}(?![\w]|\.\d)", cited):
        return True
    day = policy.effective_from
    if day is None:
        return False
    month = _MONTHS[day.month - 1]
    said = (
        day.isoformat(),
        f"{day:%m/%d/%Y}",
        f"{day.month}/{day.day}/{day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month} {day.year}",
        f"{day:%m/%Y}",
    )
    return any(re.search(rf"(?<!\d){re.escape(one)}(?!\d)", cited) for one in said)
