"""Peer-to-peer: whether to talk first, from what is known of this payer; else "not known: ask"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from authpack.denials.routes import PeerRule, peer_rules

if TYPE_CHECKING:
    from authpack.denials.strategy import Situation


@dataclass(frozen=True, slots=True)
class Conversation:
    """Whether a peer-to-peer comes first, why, and what to heed in it."""

    first: Literal["yes", "no", "not_known"]
    why: tuple[str, ...]
    heed: tuple[str, ...]
    known: tuple[PeerRule, ...]


_ALWAYS = (
    "Write down the reviewer's name, specialty, the time, and the reasons given.",
    "Bring no new facts unless they are also filed as an appeal.",
)


def conversation(of: Situation) -> Conversation:
    """From the payer's published habits in force on the notice's day, and from what the notice offers."""
    known = peer_rules(f"{_payer(of)} {of.denial.payer or ''}", of.denial.date.first)
    heed = _heed(of, known)
    spoken = of.denial.peer_to_peer
    if spoken is not None and spoken.held is not None:
        return Conversation(
            "no", (f"A conversation was held on {spoken.held}; write the appeal.",), heed, known
        )
    if of.denial.level not in ("initial", "unknown") or of.denial.kind not in ("adverse", "partial"):
        return Conversation(
            "no", ("This decision is not a first decision on a request: answer it in writing.",), heed, known
        )
    if any(one.new_facts_cost_a_level == "yes" for one in known):
        return _where_new_facts_cost(of, heed, known)
    offered = (
        ("The notice offers one; its date is below.",)
        if spoken is not None and spoken.offered == "yes"
        else ()
    )
    why = (
        *offered,
        "How this payer treats a conversation (its window, whether it may change the decision, whether new facts count) "
        "is not known: ask before agreeing to one.",
    )
    return Conversation("not_known", why, heed, known)


def _payer(of: Situation) -> str:
    coverage = of.case.coverage_of(of.request)
    return coverage.payer if coverage else ""


def _where_new_facts_cost(of: Situation, heed: tuple[str, ...], known: tuple[PeerRule, ...]) -> Conversation:
    needs_new = [
        one.match.reason.id
        for one in of.answers
        if one.verdict != "answerable" or any(point.fresh for point in one.points)
    ]
    says = tuple(f"{one.says[0].upper()}{one.says[1:]} ({one.source})." for one in known)
    if needs_new:
        return Conversation(
            "no",
            (
                *says,
                f"The answer to {', '.join(needs_new)} needs something that the request did not carry: said in a call, it "
                "would cost an appeal level. Write the appeal.",
            ),
            heed,
            known,
        )
    return Conversation(
        "yes",
        (*says, "Every reason is answered from what the request carried: a conversation can settle it."),
        heed,
        known,
    )


def _heed(of: Situation, known: tuple[PeerRule, ...]) -> tuple[str, ...]:
    spoken = of.denial.peer_to_peer
    said = []
    if spoken is not None and spoken.by is not None:
        said.append(f"The notice states that it must be asked for by {spoken.by}.")
    if spoken is not None and spoken.phone:
        said.append("The notice gives a telephone number for it (denial.peer_to_peer.phone).")
    if any(one.new_facts_cost_a_level == "yes" for one in known):
        said.append("WARNING: at this payer new facts in a call count as the first appeal.")
    return (*said, *_ALWAYS)
