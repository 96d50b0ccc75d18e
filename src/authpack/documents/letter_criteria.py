"""A policy's criteria as a payer may read them: the payer's own demands, without our notes on how its text was read.

Our encoding says beside a criterion what we could not see ("no cut-off was seen"), and holds criteria that stand
for a part of the text that was never read. Both are for the practice: a payer could hold them against the patient.
They go to the gap memo; the letter says once that part of the criteria was not available, and asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from authpack.criteria.finding import Determination, Finding
from authpack.criteria.policy import Head
from authpack.documents import wording

UNREAD_HEADING = "## Parts of the criteria that were not read"
"""Heading of the gap memo's list."""

_UNREAD = frozenset({"text_not_seen", "revision_not_held"})
_READING = re.compile(
    r"""
    \b(?:was|were|is|are)\ (?:not|un|too\ short\ to\ be)\ ?
        (?:seen|read|readable|restated|named|shown|found|printed|visible|checked|in\ the\ (?:notice|summary))\b
    | \bno\ [\w-]+(?:\ of\ [\w-]+(?:\ or\ [\w-]+)?)?\ (?:is|was|were)\ (?:named|given|seen|read|shown|stated|printed)\b
    | \b(?:the\ (?:text|policy|summary|notice|sentence)\ (?:gives|names|has|states|shows)\ (?:no|neither|nothing)\b.*)
    | \bno\ sentence\ of\b | \bcut\ off\b | \bundated\b | \b(?:as\ far\ as|what)\ .*\bseen\b
    | \bclinics?\ restate | \bby\ rules\ that\ were\b | \bthird\ party's\ summary\b | \bunclear\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""How our notes speak of the text itself rather than of the patient."""

_NO_NUMBER = re.compile(r"\b(?:not known|none|not found|not seen|number not)\b", re.IGNORECASE)
_PAYERS_VERSION = re.compile(r"v\d+|(?=[A-Z0-9.-]*\d)(?=[A-Z0-9.-]*[A-Z])[A-Z0-9.-]{4,}")


def asked_words(says: str) -> str:
    """What the payer asks in a criterion, without our notes on the text; empty when there is nothing else."""
    parts = [part for part in wording.requirement(says).split("; ") if not _READING.search(part)]
    if parts:
        return "; ".join(parts)
    first, comma, rest = wording.requirement(says).partition(", ")
    return first if comma and _READING.search(rest) and not _READING.search(first) else ""


def was_read(finding: Finding) -> bool:
    """Whether a criterion stands for text that we have read and that asks something."""
    return not (
        finding.status == "text_not_seen"
        or finding.reason in _UNREAD
        or not asked_words(finding.node.says)
    )


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of the policy that was not read: where it stands, what we noted, whether the answer hangs on it."""

    section: str
    says: str
    decisive: bool


def unread(determination: Determination) -> list[Unread]:
    """Every such part that bears on the request, each once, in the policy's order."""
    found: dict[tuple[str, str], Unread] = {}
    for finding in _leaves(determination.root):
        if finding.status == "text_not_seen" or finding.reason in _UNREAD:
            node = finding.node
            key = (node.section, node.says)
            known = found.get(key)
            decisive = finding.decisive or (known is not None and known.decisive)
            found[key] = Unread(node.section or finding.id, wording.unstopped(node.says), decisive)
    return list(found.values())


def _leaves(finding: Finding) -> Iterator[Finding]:
    if finding.advisory or finding.status == "not_applicable":
        return
    if not finding.children:
        yield finding
    for child in finding.children:
        yield from _leaves(child)


def policy_name(head: Head) -> str:
    """Number, title where it says more, and the payer's own number of the version; none of our remarks on the copy."""
    number = re.sub(r"\s*\((?:[^)]*\b(?:not|used by|cites|earlier|older)\b[^)]*)\)", "", head.number)
    number = "" if _NO_NUMBER.search(number) else number
    title = "" if head.title.casefold() in number.casefold() else head.title
    version = f" ({head.revision})" if _PAYERS_VERSION.fullmatch(head.revision) else ""
    return (", ".join(part for part in (number, title) if part) or head.title) + version
