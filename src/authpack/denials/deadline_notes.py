"""What stands beside deadlines: weekends and holidays, contradictions, and what is not known."""

from __future__ import annotations

from dataclasses import replace

from authpack.denials.calendar_days import closed_on
from authpack.denials.classify import Classification
from authpack.denials.deadline_rules import ANSWERS, STEP_WORDS, Clock, table
from authpack.denials.plans import PLAN_WORDS, PlanReading
from authpack.domain.denials import Denial
from authpack.domain.people import Coverage

FEW = 2
"""Most kinds of plan of which each is spoken of by itself."""


def with_days(clock: Clock) -> Clock:
    """The clock with a word on a weekend or federal holiday; its dates stay."""
    says = []
    for name, day in (("safe", clock.safe), ("legal", clock.legal)):
        closed = closed_on(day) if day and (name == "safe" or day != clock.safe) else ""
        if closed:
            says.append(
                f"The {name} date is {closed}. It is not moved: whether a later day would count is for the payer to "
                "say; send it before."
            )
    return replace(clock, says=(*clock.says, *says)) if says else clock


def conflicts(clocks: list[Clock]) -> list[str]:
    """Where the notice and a rule, or two statements of the notice, give different days for one step."""
    found = []
    stated = [one for one in clocks if one.stated]
    for one in stated:
        for rule in clocks:
            if (
                rule.stated
                or rule.step != one.step
                or rule.last is None
                or one.last is None
                or one.last in (rule.safe, rule.legal)
            ):
                continue
            if {one.party, rule.party} == {"member", "provider"}:
                continue
            earlier = "earlier" if one.last < rule.last else "later"
            found.append(
                f"The notice gives {one.last} for the {STEP_WORDS[one.step]}, the rule {rule.id} gives {rule.last}: "
                f"the notice is {earlier}. Work to the earlier day, and ask the payer in writing which one it holds to."
            )
    for place, one in enumerate(stated):
        for other in stated[place + 1 :]:
            same = one.step == other.step and one.step in ANSWERS and one.party == other.party
            if same and one.last and other.last and one.last != other.last:
                found.append(
                    f"The notice itself gives {min(one.last, other.last)} and {max(one.last, other.last)} for the "
                    f"{STEP_WORDS[one.step]}: work to the earlier day, and ask."
                )
    return list(dict.fromkeys(found))


def notes(
    denial: Denial, plan: PlanReading, coverage: Coverage | None, found: Classification, clocks: list[Clock]
) -> list[str]:
    """What is not known, not settled, or in circulation and wrong; one sentence each."""
    notes = []
    if not found.clock:
        notes.append("No appeal clock runs: " + found.why[0])
        return notes + (
            []
            if clocks
            else ["The notice states no date by which to answer, or none is recorded: ask for it today."]
        )
    if not plan.settled:
        named = "; ".join(PLAN_WORDS[one] for one in plan.types)
        notes.append(
            f"The kind of plan is not settled. It may be: {named}. The earliest safe date of all of them is used. {plan.ask}"
        )
    own = [one for one in plan.types if one in table().own_process]
    if len(plan.types) <= FEW:
        notes += [table().own_process[one] for one in own]
    elif own:
        notes.append(
            f"No window is held for: {'; '.join(PLAN_WORDS[one] for one in own)}. There the letter alone tells."
        )
    if not any(one.last for one in clocks if one.step in ANSWERS):
        notes.append(
            "No window is held for this answer and none is recorded from the notice: take it from the letter, today."
        )
    if denial.level == "unknown":
        notes.append(
            "The level of the decision is not known: windows after every level are shown, and the earliest is used."
        )
    if denial.kind == "claim":
        notes.append(
            "The member's appeal and the practice's own dispute are separate clocks; the group codes tell which is yours."
        )
        by_practice = {one.standing.party for one in found.lines if one.action != "nothing"} == {"provider"}
        if by_practice and any(one.party == "member" and one.last for one in clocks):
            notes.append(
                "By the group codes these amounts are the practice's to contest: the member's date is shown for the member; "
                "the practice's own limit stands in its contract and may be earlier. Look it up today."
            )
    if not any(one.step == "peer_to_peer" for one in clocks) and denial.kind in ("adverse", "partial"):
        notes.append("Peer-to-peer has no window in law: only the letter or the payer's line tells it.")
    if any(one.decision for one in clocks) and denial.urgency == "expedited":
        notes.append(
            "The decision was an expedited one; the window to appeal is the same, "
            "the decision on an urgent appeal is faster."
        )
    payer = f"{coverage.payer if coverage else ''} {denial.payer or ''}".lower()
    notes += [
        f"{one.says} ({one.source}; confirm before relying)"
        for one in table().warnings
        if set(one.plan_types) & set(plan.types)
        and (one.payer.lower() in payer if one.payer else plan.settled)
    ]
    return notes
