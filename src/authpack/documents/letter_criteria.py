"""A policy's criteria as a payer may read them: the payer's own demands, without our notes on how its text was read.

Our encoding says beside a criterion what we could not see ("no cut-off was seen"), and holds criteria that stand
for a part of the text that was never read. Both are for the practice: a payer could hold them against the patient.
They go to the gap memo; the letter says once that part of the criteria was not available, and asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from authpack.criteria.finding import Determination, Finding
from authpack.criteria.policy import Head
from authpack.documents import wording

UNREAD_HEADING = "## Parts of the criteria that were not read"
"""Heading of the gap memo's list."""

_UNREAD = frozenset({"text_not_seen", "revision_not_held"})
UNDECIDED = frozenset({"not_documented", "needs_review", "external", "text_not_seen"})
_READING = re.compile(
    r"""
    \b(?:was|were|is|are)\ (?:not|un)\ ?(?:seen|read|readable|restated|named|shown|found|printed|visible|checked)\b
    | \b(?:was|were|is|are)\ not\ in\ the\ (?:notice|summary)\b
    | \bno\ [\w-]+(?:\ of\ [\w-]+(?:\ or\ [\w-]+)?)?\ (?:is|was|were)\ (?:named|given|seen|read|shown|stated|printed)\b
    | \bthe\ (?:text|policy|summary|notice|sentence)(?:\ seen)?\ (?:gives|names|has|states|shows|adds)\ (?:no|neither|ECT)\b
    | \bno\ sentence\ of\b | \bthe\ notice\ of\ \d{4}\b | \bcut\ off\b | \bundated\b | \bcannot\ be\ told\b
    | \bin\ the\ text\ seen\b | \bclinics?\ restated?\b | \bthird\ party's\ summary\b | \bunclear\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""How our notes speak of the text itself rather than of the patient."""
_TAIL = re.compile(
    r"""
    ,\ (?: by\ rules\ that\ were\ not\ seen | (?:as\ far\ )?as\ the\ \w+\ (?:tells|lists\ them|was\ seen)
        | as\ far\ as\ (?:it|the\ [\w\ ]+?)\ (?:was\ seen|tells) | (?:and\ )?no\ [\w-]+\ (?:is|was)\ (?:given|seen|named)
        | or\ (?:one\ of\ the|a)\ (?:second\ )?routes?\ that
            \ (?:was|were|the\ \w+\ does)\ (?:not\ )?(?:seen|cut\ off|restate)
        | and\ a\ guideline\ that\ was\ not\ seen )$
 | :\ forbidden\ in\ one\ summary.*$
    | \ \((?:seen|restated|old|the\ text\ still)\ [^)]*\)$
    | ,\ (?:as\ summarized|by\ the\ clinics'\ restatement|as\ an\ appeal\ decision\ restates\ one\ criterion)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Ends of a clause that are such notes."""

_NO_NUMBER = re.compile(r"\b(?:not known|none|not found|not seen)\b", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^)]*\b(?:not seen|used by|cites|earlier|older|restatement)\b[^)]*\)")
_PAYERS_VERSION = re.compile(r"v\d+|(?=[A-Z0-9.-]*\d)(?=[A-Z0-9.-]*[A-Z])[A-Z0-9.-]{4,}")


def asked_words(says: str) -> str:
    """What the payer asks in a criterion, without our notes on the text; empty when there is nothing else."""
    clauses = (_TAIL.sub("", clause) for clause in wording.requirement(says).split("; "))
    kept = (clause for clause in clauses if clause and not _READING.search(clause))
    return "; ".join(kept)


def was_read(finding: Finding) -> bool:
    """Whether a criterion stands for a part of the policy that was read."""
    return finding.status != "text_not_seen" and finding.reason not in _UNREAD


class Unread(NamedTuple):
    """A part of the policy that was not read: where it stands, what we noted, whether the answer hangs on it."""

    section: str
    says: str
    decisive: bool


def unread(determination: Determination) -> list[Unread]:
    """Every such part that bears on the request, each once, in the policy's order."""
    found: dict[tuple[str, str], Unread] = {}
    for finding in relied_leaves(determination.root):
        if not was_read(finding):
            node = finding.node
            key = (node.section, node.says)
            known = found.get(key)
            decisive = finding.decisive or (known is not None and known.decisive)
            found[key] = Unread(node.section or finding.id, wording.unstopped(node.says), decisive)
    return list(found.values())


def relied_leaves(finding: Finding) -> Iterator[Finding]:
    """Every leaf that bears on the request: of alternatives only those that it relies on."""
    if finding.advisory or finding.status == "not_applicable":
        return
    if not finding.children:
        yield finding
    for child in relied_on(finding):
        yield from relied_leaves(child)


def relied_on(finding: Finding) -> tuple[Finding, ...]:
    """Of alternatives those that hold, or while none does those still open; of everything else all."""
    if finding.node.kind not in ("any_of", "at_least") or finding.status == "not_met":
        return finding.children
    wanted = (
        {"met"}
        if finding.status == "met"
        else UNDECIDED | ({"met"} if finding.node.kind == "at_least" else set())
    )
    return tuple(child for child in finding.children if child.status in wanted)


def policy_name(head: Head) -> str:
    """Number, title where it says more, and the payer's own number of the version; none of our remarks on the copy."""
    number, title = _REMARK.sub("", head.number), _REMARK.sub("", head.title)
    number = "" if _NO_NUMBER.search(number) else number
    parts = [number] if title.casefold() in number.casefold() else [number, title]
    name = ", ".join(part for part in parts if part) or title
    own = _PAYERS_VERSION.fullmatch(head.revision) and head.revision not in name
    return wording.dates_in_words(f"{name} ({head.revision})" if own else name)
