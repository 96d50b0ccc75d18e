"""Before the letter: what is answerable now, what with which document, what not; and which way is wise.

Everything is read from the denial, the stored determination and the dated tables; nothing is promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from authpack.criteria.change import changes
from authpack.criteria.finding import Determination
from authpack.criteria.outcome import Repair
from authpack.criteria.policy import Policy
from authpack.denials.answers import Answer, answer_reasons
from authpack.denials.conversation import Conversation, conversation
from authpack.denials.deadlines import Deadlines, deadlines
from authpack.denials.history import (
    DatedFact,
    Event,
    earlier_appeals,
    events,
    new_facts,
    said_before,
)
from authpack.denials.matching import match_reasons
from authpack.denials.revisions import Texts, texts
from authpack.denials.rights import Asking, rights_for
from authpack.denials.routes import Check, filing_checks
from authpack.domain.case import Case
from authpack.domain.denials import Appeal, Denial
from authpack.domain.requests import Request


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the plan and the letter read of one denial, worked out once.

    day: facts up to it are known; answers: in the notice's order; fresh: facts that nothing said before carried;
    earlier: appeals already sent for this request; writing: the appeal that is being prepared, if recorded.
    """

    case: Case
    request: Request
    denial: Denial
    determination: Determination
    day: date
    answers: tuple[Answer, ...]
    fresh: tuple[DatedFact, ...]
    earlier: tuple[Appeal, ...]
    texts: Texts
    clocks: Deadlines
    asking: Asking
    writing: Appeal | None = None

    @property
    def strongest_first(self) -> tuple[Answer, ...]:
        """The answers, the strongest first; equals in the notice's order."""
        return tuple(sorted(self.answers, key=lambda one: one.rank))


def situation(
    case: Case,
    request: Request,
    denial: Denial,
    determination: Determination,
    revisions: tuple[Policy, ...],
    *,
    day: date,
    writing: Appeal | None = None,
) -> Situation:
    """Match and answer every reason. ``revisions``: all that are at hand of the governing policy."""
    earlier = earlier_appeals(case, denial, day, writing=writing)
    fresh = new_facts(case, said_before(request, earlier), day)
    matches = match_reasons(denial, determination, request.phase)
    answers = answer_reasons(matches, determination, case, request.phase, fresh)
    named = frozenset(point.answers_at.id for one in answers for point in one.points) | frozenset(
        point.criterion.id for one in answers for point in one.points
    )
    clocks = deadlines(case, denial)
    general = any(one.match.state == "general" for one in answers)
    return Situation(
        case,
        request,
        denial,
        determination,
        day,
        answers,
        fresh,
        earlier,
        texts(denial, determination, revisions, named, f"{request.phase} {request.indication}"),
        clocks,
        rights_for(denial, case.coverage_of(request), clocks.plan.types, day, general_reason=general),
        writing,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about one denial before anything is written."""

    of: Situation
    conversation: Conversation
    instead: tuple[tuple[Repair, ...], ...]
    """The smallest sets of repairs that would let the request meet the criteria; empty when it meets them now."""
    blocked_by: tuple[str, ...]
    enclosures: tuple[Repair, ...]
    """What to obtain for the reasons that are open, each once."""
    lacks: tuple[str, ...]
    """What the notice should say and does not."""
    warnings: tuple[str, ...]
    story: tuple[Event, ...]

    @property
    def ready(self) -> bool:
        """Whether an appeal is what it takes, and every stated reason is answerable now."""
        answers = self.of.answers
        takes = self.of.clocks.classification.document in ("clinical_appeal", "external_review")
        return takes and bool(answers) and all(one.verdict == "answerable" for one in answers)


def plan(of: Situation) -> Plan:
    """The strategy for one denial."""
    found = changes(of.determination)
    return Plan(
        of,
        conversation(of),
        tuple(one.repairs for one in found.sets),
        found.blocked_by,
        enclosures_to_obtain(of.answers),
        lacks(of.denial),
        tuple(warnings(of)),
        events(of.case, of.request.id),
    )


def enclosures_to_obtain(answers: Iterable[Answer]) -> tuple[Repair, ...]:
    """What would close the open reasons: of alternatives the easiest, each thing once."""
    found: dict[str, Repair] = {}
    for one in answers:
        for point in one.points:
            for repair in point.repairs[0] if point.repairs else ():
                found.setdefault(repair.key, repair)
    return tuple(found.values())


def lacks(denial: Denial) -> tuple[str, ...]:
    """What a notice should hold (appeal rules, section 7) and this one, as recorded, does not."""
    reviewer = denial.reviewer
    if denial.kind == "claim" and not denial.reasons:
        # A remittance speaks in codes: criteria and reviewer belong to a decision on the merits.
        return () if denial.reference or denial.claim_number else ("a claim or reference number",)
    wanted = (
        (denial.policy_cited, "the criteria that were applied"),
        (
            reviewer and (reviewer.credentials or reviewer.specialty),
            "the reviewer's credentials or specialty",
        ),
        (denial.reasons, "a reason"),
        (denial.respond_by or denial.window_days or denial.windows, "the time limit for an appeal"),
        (denial.reference or denial.claim_number, "a reference number"),
        (
            denial.send_to or denial.send_address or denial.send_fax or denial.send_portal,
            "where an appeal goes",
        ),
    )
    return tuple(words for held, words in wanted if not held)


def checks(of: Situation) -> tuple[Check, ...]:
    """What stops or endangers the appeal that is being prepared, where the record holds one."""
    if of.writing is None:
        return ()
    return filing_checks(
        of.case,
        of.denial,
        on_behalf=of.writing.on_behalf,
        urgency=of.writing.urgency,
        day=of.day,
        jeopardy=of.writing.jeopardy,
        determination=of.determination,
    )


def warnings(of: Situation) -> Iterable[str]:
    """What can go wrong with an appeal of this denial."""
    last = of.clocks.answer_by
    if last is not None and last.last is not None and of.day > last.last:
        yield (
            f"The day to answer by ({last.title}: {last.last}) lies before {of.day}. The appeal is not refused for that: "
            "say in it why it is late, with proof, and ask for the late filing to be accepted."
        )
    if of.denial.date.last < (of.request.date.first if of.request.date else date.min):
        yield "The denial is dated before the request it answers: check both dates."
    for one in of.denial.reasons:
        if one.criteria and not one.confirmed_by:
            yield (
                f"Reason {one.id} lists criteria, but nobody confirmed the match (confirmed_by): it is only proposed."
            )
    weak = [one.match.reason.id for one in of.answers if any(point.weak for point in one.points)]
    if weak:
        yield (
            f"The answers to {', '.join(weak)} rest on facts without a source, or on the patient's report alone: obtain the "
            "document first."
        )
    if of.determination.policy.head.review_mode == "claim_review" and of.denial.kind != "claim":
        yield (
            "This policy judges claims after treatment; there is no prior authorization to appeal under it. "
            "Check the notice."
        )
    for check in checks(of):
        yield f"{check.says} {check.do}".strip()
