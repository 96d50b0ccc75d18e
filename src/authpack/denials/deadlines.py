"""By when a denial must be answered: the legal date, the safe date (notice date + window), and the notice's own date.

Nothing is shifted for a weekend or a holiday, and the member's appeal and the provider's dispute are separate clocks.
Peer-to-peer comes from the notice alone. No clock is read: ``as_of`` is an argument.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from authpack.denials.calendar_days import plus_business_days
from authpack.denials.classify import Classification, classify
from authpack.denials.deadline_notes import conflicts, notes, with_days
from authpack.denials.deadline_rules import ANSWERS, STEP_WORDS, Clock, Party, Rule, rules, table
from authpack.denials.plans import PLAN_WORDS, PlanReading, plan_of
from authpack.domain.case import Case
from authpack.domain.dates import PartialDate, add_months
from authpack.domain.denials import Denial, PlanType, StatedWindow, Step
from authpack.domain.people import Coverage


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All clocks of one denial, the earliest day to answer by, and what does not agree."""

    plan: PlanReading
    classification: Classification
    clocks: tuple[Clock, ...]
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def answer_by(self) -> Clock | None:
        """The clock of the earliest day by which the denial must be answered."""
        dated = [one for one in self.clocks if one.step in ANSWERS and one.last]
        return min(dated, key=_day, default=None)

    @property
    def own_limit_unknown(self) -> bool:
        """Whether the amounts are the practice's to contest and no dated limit of the practice's own is held.

        The member's appeal, which is dated, is then somebody else's clock; the practice's may be shorter.
        """
        mine = {one.standing.party for one in self.classification.lines if one.action != "nothing"}
        if self.classification.kind != "claim" or mine != {"provider"}:
            return False
        if self.classification.document == "clinical_appeal" or self.plan.types == ("original_medicare",):
            # In original Medicare a provider asks for the redetermination itself, in the same window.
            return False
        return not any(one.last for one in self.clocks if one.party == "provider" and one.step in ANSWERS)

    @property
    def beside(self) -> tuple[Clock, ...]:
        """Clocks that are no answer: peer-to-peer, continuation."""
        return tuple(one for one in self.clocks if one.step not in ANSWERS)


def _day(clock: Clock) -> date:
    return clock.last or date.max


def days_left(clock: Clock, as_of: date) -> int | None:
    """Days from ``as_of`` to the day to work to; negative when it has passed."""
    return (clock.last - as_of).days if clock.last else None


def deadlines(case: Case, denial: Denial) -> Deadlines:
    """Every clock of a denial. Nothing is raised for a doubt: each is said beside the date it touches."""
    request = case.request(denial.request)
    coverage = case.coverage_of(request) if request else None
    plan = plan_of(coverage, denial)
    found = classify(denial, case)
    clocks = _stated(denial)
    if found.clock:
        clocks += [
            clock for rule in _rules_for(denial, plan, coverage) for clock in [_clock(rule, denial, plan)]
        ]
        clocks += _of_contract(denial, found, clocks)
    clocks = [with_days(one) for one in sorted(clocks, key=lambda one: (_day(one), one.id))]
    opposed = (*plan.conflicts, *conflicts(clocks))
    return Deadlines(plan, found, tuple(clocks), opposed, tuple(notes(denial, plan, coverage, found, clocks)))


# -- from the tables -------------------------------------------------------------------------------


def _rules_for(denial: Denial, plan: PlanReading, coverage: Coverage | None) -> list[Rule]:
    levels = ("initial", "level_1", "level_2") if denial.level == "unknown" else (denial.level,)
    state = coverage.state if coverage else None
    return [
        rule
        for rule in rules()
        if set(rule.plan_types) & set(plan.types)
        and set(rule.after) & set(levels)
        and (not rule.states or state in rule.states)
        and rule.holds_for(denial.date.first, denial.date.last)
    ]


def _clock(rule: Rule, denial: Denial, plan: PlanReading) -> Clock:
    types = tuple(one for one in plan.types if one in rule.plan_types)
    legal, safe, how, assumes = _dates(rule.days, rule.months, rule.runs_from, denial)
    if rule.nothing_to_file:
        return _nothing_to_file(rule, denial, types)
    if len(plan.types) > 1:
        assumes += (f"the plan is {' or '.join(PLAN_WORDS[one] for one in types)}",)
    if rule.from_ == "unknown":
        assumes += ("the first day of this rule was not read; it is assumed in force",)
    if rule.assumes:
        assumes += (rule.assumes,)
    return Clock(
        id=rule.id,
        step=rule.step,
        party=rule.party,
        title=_title(rule.step, rule.party, denial),
        legal=legal,
        safe=safe,
        how=how,
        assumes=assumes,
        grade=rule.grade,
        source=table().sources.get(rule.source, rule.source),
        confirm=rule.confirm,
        decision=rule.decision,
        plan_types=types,
    )


def _nothing_to_file(rule: Rule, denial: Denial, types: tuple[PlanType, ...]) -> Clock:
    return Clock(
        id=rule.id,
        step=rule.step,
        party=rule.party,
        title=_title(rule.step, rule.party, denial),
        legal=None,
        safe=None,
        how=f"Nothing to file: {rule.nothing_to_file}.",
        grade=rule.grade,
        source=table().sources.get(rule.source, rule.source),
        confirm=rule.confirm,
        plan_types=types,
    )


_NEXT = {"initial": "level 1", "level_1": "level 2", "level_2": "after level 2", "unknown": "level not known"}


def _title(step: str, party: str, denial: Denial) -> str:
    name = STEP_WORDS[step]
    if step == "appeal":
        name = f"internal appeal, {_NEXT.get(denial.level, denial.level)}"
    whose = {"member": ", in the member's name", "provider": ", in the practice's own name"}.get(party, "")
    return f"{name[0].upper()}{name[1:]}{whose}"


def _plus(start: date, days: int | None, months: int | None) -> date:
    return add_months(start, months) if months else start + timedelta(days=days or 0)


def _words(days: int | None, months: int | None) -> str:
    return f"{months} calendar month{'s' * (months != 1)}" if months else f"{days} day{'s' * (days != 1)}"


def _dates(
    days: int | None, months: int | None, runs_from: str, denial: Denial
) -> tuple[date | None, date, str, tuple[str, ...]]:
    """Legal date, safe date, how both were computed, and what that assumes."""
    window = _words(days, months)
    notice, received = denial.date, denial.received
    safe = _plus(notice.first, days, months)
    imprecise = "" if notice.exact else " (only its month or year is known: its first day is taken)"
    how = f"Safe date: the notice's date {notice}{imprecise} + {window} = {safe}."
    if runs_from == "notice":
        legal = safe if notice.exact else None
        return legal, safe, f"{how} The window runs from the notice's date.", ()
    if runs_from == "unknown":
        return None, safe, f"{how} What the window runs from was not read; no legal date is given.", ()
    if received is None or not received.exact:
        said = "is not recorded" if received is None else "is not known to the day"
        text = f"{how} The window runs from receipt, and the day of receipt {said}: the legal date is not earlier than that."
        return None, safe, text, ("the notice was not received before its own date",)
    legal = _plus(received.first, days, months)
    return (
        legal,
        safe,
        f"{how} Legal date: received {received} + {window} = {legal}.",
        ("the recorded day of receipt can be shown",),
    )


# -- from the notice -------------------------------------------------------------------------------


def _stated(denial: Denial) -> list[Clock]:
    """Every clock that the notice itself starts."""
    main = _main_step(denial)
    found = [_window(denial, place, one) for place, one in enumerate(denial.windows, 1)]
    if denial.window_days and all(
        one.step != main or one.days != denial.window_days for one in denial.windows
    ):
        bare = StatedWindow.model_construct(step=main, days=denial.window_days, quote="")
        found.append(_window(denial, 0, bare))
    if denial.respond_by is not None:
        found.append(_on_day(denial, "stated_date", main, "unknown", denial.respond_by))
    if denial.peer_to_peer is not None and denial.peer_to_peer.by is not None:
        found.append(
            _on_day(denial, "stated_peer_to_peer", "peer_to_peer", "provider", denial.peer_to_peer.by)
        )
    return found


def _main_step(denial: Denial) -> Step:
    by_kind: dict[str, Step] = {"pended": "information", "rejected": "resubmission"}
    return by_kind.get(denial.kind, "appeal")


def _on_day(denial: Denial, identifier: str, step: Step, party: Party, by: PartialDate) -> Clock:
    exact = "" if by.exact else " Only its month or year is known: its first day is taken."
    return Clock(
        id=identifier,
        step=step,
        party=party,
        title=f"{_title(step, party, denial)}: the date that the notice states",
        legal=by.first if by.exact else None,
        safe=by.first,
        how=f"The notice states this date.{exact}",
        grade="notice",
        confirm=False,
        stated=True,
    )


def _window(denial: Denial, place: int, one: StatedWindow) -> Clock:
    """The clock of a stated window; one that runs from a later decision has no date yet."""
    if one.by is not None:
        made = _on_day(denial, f"stated_{place}_{one.step}", one.step, one.party, one.by)
        return replace(made, quote=one.quote, page=one.page)
    legal: date | None
    safe: date | None
    legal, safe, how, assumes = _dates(one.days, one.months, one.runs_from, denial)
    if _later(one.step, denial):
        legal, safe, assumes = None, None, ()
        how = f"{_words(one.days, one.months)} from a later decision, which is not made yet: no date can be told."
    if one.business == "yes" and one.days and safe:
        start = denial.received if one.runs_from == "receipt" else denial.date
        legal = plus_business_days(start.first, one.days) if start is not None and start.exact else None
        how = f"{how} The notice means business days; the safe date counts calendar days, which is earlier."
    if one.runs_from == "unknown" and legal is None:
        how = how.replace("was not read", "is not said in the notice")
    return Clock(
        id=f"stated_{place}_{one.step}",
        step=one.step,
        party=one.party,
        title=f"{_title(one.step, one.party, denial)}: the window that the notice states",
        legal=legal,
        safe=safe,
        how=how,
        assumes=assumes,
        grade="notice",
        confirm=False,
        stated=True,
        quote=one.quote,
        page=one.page,
    )


def _later(step: Step, denial: Denial) -> bool:
    """A first decision that tells of external review or a hearing speaks of the time after the plan's own appeal."""
    return step in ("external_review", "fair_hearing") and denial.level == "initial"


def _of_contract(denial: Denial, found: Classification, clocks: list[Clock]) -> list[Clock]:
    """Clocks that no law sets: they are named without a date, so that nobody forgets to look them up."""
    held = {one.step for one in clocks}
    named: list[tuple[Step, str]] = []
    if denial.kind == "claim":
        named = [
            (
                "provider_dispute",
                "The time limit for a provider's dispute stands in the contract or the provider manual.",
            )
        ]
        if any(one.document == "corrected_claim" for one in found.lines):
            named.append(
                (
                    "resubmission",
                    "The time limit for a corrected claim stands in the contract or the provider manual.",
                )
            )
    return [
        Clock(
            id=f"contract_{step}",
            step=step,
            party="provider",
            title=_title(step, "provider", denial),
            legal=None,
            safe=None,
            how=f"{how} The program holds none.",
            grade="contract",
        )
        for step, how in named
        if step not in held
    ]
