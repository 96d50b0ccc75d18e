"""A stated reason -> the criteria of the policy that it is about: proposed by rule, decided by a person.

Three things are looked at, in this order: what a person confirmed (``DenialReason.criteria`` with
``confirmed_by``), the section that the payer names beside the reason, and the reason's own words. A reason
that leads nowhere stays in the list and says so; nothing is dropped, and nothing is guessed silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from authpack.criteria.families import family_of
from authpack.criteria.finding import Determination, Finding
from authpack.criteria.policy import Head
from authpack.denials.topics import Topic, topics
from authpack.domain.denials import Denial, DenialReason

State = Literal["confirmed", "proposed", "answered", "assigned", "general", "unmatched"]
"""confirmed: by a person; proposed: by rule; answered: a clinician's own words answer it; assigned: a person will;
general: it names no criterion; unmatched: no criterion speaks of it."""


@dataclass(frozen=True, slots=True)
class Match:
    """What one stated reason is about. ``criteria``: ids in the policy's order; ``because``: one sentence each."""

    reason: DenialReason
    state: State
    criteria: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Confirmed ids that this revision does not hold."""

    @property
    def open_(self) -> bool:
        """Whether a person has yet to say what it is about, or to answer it."""
        return self.state in ("general", "unmatched") or bool(self.unknown)


@dataclass(frozen=True, slots=True)
class Placed:
    """A criterion that is asked of this request, where it stands, and whether it must be ruled out."""

    finding: Finding
    parent: Placed | None
    inverted: bool
    family: str

    @property
    def id(self) -> str:
        """The criterion's id in the policy (a course over two revisions puts the day in front)."""
        return self.finding.id.rpartition(">")[2]


def placed(determination: Determination, phase: str) -> tuple[Placed, ...]:
    """Every criterion that is asked, in the policy's order: advisory and not applicable ones left out."""
    return tuple(_walk(determination.root, None, False, phase))


def _walk(finding: Finding, parent: Placed | None, inverted: bool, phase: str) -> Iterator[Placed]:
    if finding.advisory or finding.status == "not_applicable":
        return
    here = Placed(finding, parent, inverted, family_of(finding, phase))
    yield here
    inside = inverted != (finding.node.kind == "none_of")
    for child in finding.children:
        yield from _walk(child, here, inside, phase)


def match_reasons(denial: Denial, determination: Determination, phase: str) -> tuple[Match, ...]:
    """One match for each stated reason, in the notice's order."""
    asked = placed(determination, phase)
    cites_ours = cites_this_policy(denial, determination)
    return tuple(_match(reason, asked, cites_ours=cites_ours) for reason in denial.reasons)


def _match(reason: DenialReason, asked: tuple[Placed, ...], *, cites_ours: bool) -> Match:
    if reason.criteria and reason.confirmed_by:
        return _confirmed(reason, asked)
    proposed = _proposed(reason, asked, cites_ours=cites_ours)
    if proposed.criteria:
        return proposed
    if reason.answer is not None:
        return Match(reason, "answered", (), ("A clinician's own words answer it.", *proposed.because))
    if reason.assigned_to is not None:
        return Match(reason, "assigned", (), ("A person is to answer it.", *proposed.because))
    return proposed


def _confirmed(reason: DenialReason, asked: tuple[Placed, ...]) -> Match:
    known = [one.id for one in asked]
    wanted = tuple(name for name in dict.fromkeys(known) if name in reason.criteria)
    unknown = tuple(name for name in reason.criteria if name not in known)
    return Match(reason, "confirmed", wanted, (f"Confirmed by {reason.confirmed_by}.",), unknown)


def _proposed(reason: DenialReason, asked: tuple[Placed, ...], *, cites_ours: bool) -> Match:
    cited = _by_section(reason.cites, asked) if reason.cites and cites_ours else ()
    if cited:
        ids = tuple(one.id for one in cited)
        return Match(reason, "proposed", ids, (f"The payer names '{reason.cites}' beside it.",))
    return _by_words(reason, asked)


# -- the section that the payer names ----------------------------------------------------------------

_LABELS = re.compile(r"\b(section|item|criterion|criteria|paragraph|part|no|number|policy|step)\b\.?")


def _label(text: str) -> tuple[str, ...]:
    """The pieces of a section's label: "Item 2, b" and "criterion 2(b)" are both 2, b."""
    plain = _LABELS.sub(" ", text.lower())
    return tuple(re.findall(r"\d+|[a-z]+", re.sub(r"(\d)([a-z])\b", r"\1 \2", plain)))


def _by_section(cites: str, asked: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The outermost criteria that bear the cited label, else those whose label it begins."""
    wanted = _label(cites)
    if not wanted:
        return ()
    same = [one for one in asked if _label(one.finding.node.section) == wanted]
    below = [one for one in asked if _label(one.finding.node.section)[: len(wanted)] == wanted]
    return tuple(outermost(same or below))


def outermost(found: Iterable[Placed]) -> list[Placed]:
    """Without those that stand below another of the list."""
    rows = list(found)
    ids = {id(one) for one in rows}
    return [one for one in rows if not any(id(above) in ids for above in ancestors(one))]


def ancestors(one: Placed) -> Iterator[Placed]:
    """The groups that hold a criterion, the nearest first."""
    above = one.parent
    while above is not None:
        yield above
        above = above.parent


# -- the words of the reason -------------------------------------------------------------------------


def _by_words(reason: DenialReason, asked: tuple[Placed, ...]) -> Match:
    words = " ".join(reason.quote.lower().split())
    found: dict[str, None] = {}
    because: list[str] = []
    table = topics()
    for topic in table.topics:
        said = topic.found_in(words)
        if said is None:
            continue
        ids = [one.id for one in _of_topic(topic, words, asked)]
        found |= dict.fromkeys(ids)
        where = "" if ids else "; no criterion of this policy speaks of it"
        because.append(f"It says '{said}' ({topic.says}){where}.")
    if found:
        order = tuple(dict.fromkeys(one.id for one in asked if one.id in found))
        return Match(reason, "proposed", order, tuple(because))
    if not because and (said := table.general.found_in(words)):
        return Match(reason, "general", (), (f"It says '{said}' and names no criterion.",))
    return Match(
        reason, "unmatched", (), tuple(because) or ("Its words name nothing that a criterion asks.",)
    )


def _of_topic(topic: Topic, words: str, asked: tuple[Placed, ...]) -> list[Placed]:
    """The criteria of a topic that share most words with the reason, each group named once."""
    leaves = [one for one in asked if not one.finding.children and one.family in topic.families]
    shared = {id(one): len(_stems(one.finding.node.says) & _stems(words)) for one in leaves}
    ruled_out = [one for one in leaves if one.inverted and shared[id(one)]]
    if topic.narrow == "yes" and ruled_out:
        # A reason on safety speaks of what must be ruled out; the same word may stand in a criterion to be met.
        leaves = ruled_out
    best = max((shared[id(one)] for one in leaves), default=0)
    if best == 0 and topic.narrow == "yes":
        return []
    chosen = [one for one in leaves if best == 0 or shared[id(one)] >= max(1, best - 1)]
    return _lifted(chosen, leaves)


def _lifted(chosen: list[Placed], leaves: list[Placed]) -> list[Placed]:
    """A group that holds only chosen leaves stands for them; readings and courses always stand for their leaves."""
    picked = {id(one) for one in chosen}
    lifted: list[Placed] = []
    for one in chosen:
        top = one
        for above in ancestors(one):
            inside = [leaf for leaf in leaves if above in list(ancestors(leaf))]
            whole = len(inside) > 1 and _only(above, inside) and all(id(leaf) in picked for leaf in inside)
            if above.parent is None or not (whole or above.finding.node.kind in ("readings", "for_some")):
                break
            top = above
        lifted.append(top)
    return outermost(list({id(one): one for one in lifted}.values()))


def _only(group: Placed, inside: list[Placed]) -> bool:
    """Whether these leaves are all that the group asks."""
    return sum(1 for one, _ in group.finding.walk() if not one.children and not one.advisory) == len(inside)


_ENDINGS = re.compile(r"(ations?|ings?|ments?|ities|ity|ies|ive|ed|es|al|s|e)$")
_SAME = {"psychotic": "psychosis", "seizures": "seizure", "epileptic": "epilepsy", "pregnancy": "pregnant"}
"""Words that name one thing in two forms."""
_COMMON = frozenset(
    {
        "patient", "member", "treatment", "medical", "record", "clinical", "information", "criteria", "submitted",
        "request", "policy", "been", "were", "with", "that", "this", "there", "from", "have", "must", "shall", "does",
        "their", "which", "such", "more", "least", "major", "depress", "provide", "document", "show", "coverag", "benefit",
        "health", "plan", "therap", "trial", "transcrani", "magnet", "stimul",
    }
)  # fmt: skip


def _stems(text: str) -> set[str]:
    words = [_SAME.get(word, word) for word in re.findall(r"[a-z]{4,}", text.lower())]
    return {stem for word in words if (stem := _ENDINGS.sub("", word)) not in _COMMON and word not in _COMMON}


# -- the policy that the payer cites -----------------------------------------------------------------


def cites_this_policy(denial: Denial, determination: Determination) -> bool:
    """Whether the notice's criteria are this policy's, as far as it tells; a notice that names none may be."""
    cited = denial.policy_cited
    return cited is None or cites_head(cited, determination.policy.head)


def cites_head(cited: str, head: Head) -> bool:
    """Whether words name a revision's policy: its number, or its whole title; never a licensed criteria set."""
    words = set(re.findall(r"[a-z0-9]+", cited.lower()))
    ours = set(re.findall(r"[a-z0-9]+", f"{head.number} {head.title}".lower()))
    if words & _LICENSED and not ours & _LICENSED:
        return False
    title = set(re.findall(r"[a-z]{5,}", head.title.lower()))
    number = set(re.findall(r"[a-z]{3,}", head.number.lower()))
    by_name = (len(number) > 1 and number <= words) or (title and title <= words)
    return bool(_numbered(head.number) & words) or bool(by_name)


_LICENSED = frozenset({"interqual", "mcg", "milliman", "locus", "calocus", "casii"})
"""Criteria sets that a payer licenses: they bear the same titles as policies, and other numbers."""


def _numbered(text: str) -> set[str]:
    return {part for part in re.findall(r"[a-z0-9]+", text.lower()) if any(c.isdigit() for c in part)}
