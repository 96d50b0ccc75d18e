"""Plan and write the answer to a denial: strategy, appeal, external review, claim dispute, and what was said before."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from authpack import content
from authpack.api.judging import catalog, check, day_of_request, request_of, route, shelf
from authpack.criteria.catalog import Catalog
from authpack.criteria.finding import Determination
from authpack.criteria.shelf import Shelf
from authpack.domain.case import Case
from authpack.domain.requests import Request
from authpack.errors import InputError

if TYPE_CHECKING:
    # The tables of the denials family are read only by those who ask for them.
    from authpack.denials.history import Event
    from authpack.denials.precedents import Precedents
    from authpack.denials.strategy import Plan, Situation
    from authpack.documents.finished import Finished
    from authpack.documents.signing import Signing
    from authpack.domain.denials import Appeal, Denial

__all__ = ["appeal", "appeal_history", "appeal_plan", "denial_of_case", "published_outcomes"]


def denial_of_case(case: Case, denial: str | None = None) -> Denial:
    """The denial meant: the named one, else the only one; InputError otherwise."""
    if denial is not None:
        found = next((one for one in case.denials if one.id == denial), None)
        if found is None:
            names = ", ".join(one.id for one in case.denials) or "none"
            raise InputError(f"The case has no denial '{denial}' (it has: {names}).", do="Give one of them.")
        return found
    if len(case.denials) == 1:
        return case.denials[0]
    names = ", ".join(one.id for one in case.denials) or "none"
    raise InputError(
        f"The case holds {len(case.denials)} denials ({names}).",
        do="Give --denial with one of them."
        if case.denials
        else "Record the denial first: `authpack denial`.",
    )


def appeal_plan(
    case: Case,
    denial: str | None = None,
    *,
    day: datetime.date | None = None,
    policy: str | None = None,
    policies: Iterable[Path] = (),
) -> Plan:
    """The strategy before any letter: what answers each stated reason, and which way is wise.

    day: facts up to it are known (default: the latest day that the record holds of this matter). policy: the
    governing policy, where the coverage does not lead to it. Raises InputError, PolicyChoiceError.
    """
    from authpack.denials.strategy import plan

    found = denial_of_case(case, denial)
    request = request_of(case, found.request)
    return plan(_situation(case, request, found, day, None, policy, tuple(policies)))


def appeal(
    case: Case,
    denial: str | None = None,
    *,
    level: str = "level_1",
    expedited: bool | None = None,
    on_behalf: Literal["member", "provider"] | None = None,
    date: datetime.date | None = None,
    policy: str | None = None,
    policies: Iterable[Path] = (),
    allow_gaps: bool = False,
    cite_outcomes: bool = False,
    templates: Iterable[Path] = (),
    signing: Signing | None = None,
) -> Finished:
    """One appeal, external review or claim dispute with trace and memo; nothing is written to disk.

    level: level_1, level_2, external, dispute. expedited, on_behalf: as the case's own appeal of this denial
    and level says, when not given. date: the day that it bears (default: the latest day that the record holds of
    this matter). cite_outcomes: an external review may cite published outcomes of its state. signing: a clinician's act
    (``sign_letter``), refused unless this very appeal was signed. DocumentRefused lists everything that stands
    against writing it; InputError for no such denial or level, PolicyChoiceError where no single policy governs.
    """
    from authpack.denials.classify import classify
    from authpack.documents.appeal_kinds import kind_of
    from authpack.documents.appeal_matter import AppealMatter
    from authpack.documents.appeal_rules import refuse_kind
    from authpack.documents.appeals import build_appeal

    kind = kind_of(level)
    found = denial_of_case(case, denial)
    request = request_of(case, found.request)
    held = _recorded(case, found, level)
    urgent = held.urgency == "expedited" if held and expedited is None else bool(expedited)
    whose = on_behalf or (held.on_behalf if held else "provider")
    matter = AppealMatter(
        case,
        request,
        found,
        classify(found, case),
        kind.level,
        date or _latest(case, request, found, held),
        expedited=urgent,
        on_behalf=whose,
        writing=held,
        cite=cite_outcomes,
    )
    refuse_kind(matter)
    if kind.judged:
        judged = _situation(case, request, found, matter.day, held, policy, tuple(policies))
        matter = replace(matter, of=judged)
    return build_appeal(
        matter,
        allow_gaps=allow_gaps,
        folders=[root.path for root in content.template_roots(templates)],
        signing=signing,
    )


def appeal_history(case: Case, request: str | None = None) -> tuple[Event, ...]:
    """Requests, denials, conversations, appeals, decisions and approvals by date, undated ones last.

    request: of this one alone. Raises RequestChoiceError when the case has none of that id.
    """
    from authpack.denials.history import events

    if request is not None:
        request_of(case, request)
    return events(case, request)


def published_outcomes() -> Precedents:
    """The published external-review outcomes that may be stated as facts, with n and years."""
    from authpack.denials.precedents import precedents

    return precedents()


def _recorded(case: Case, denial: Denial, level: str) -> Appeal | None:
    """The case's own appeal of this denial and level: the one still planned first."""
    held = [one for one in case.appeals if one.denial == denial.id and one.level == level]
    return next((one for one in held if one.outcome == "planned"), held[-1] if held else None)


def _latest(case: Case, request: Request, denial: Denial, writing: Appeal | None) -> datetime.date:
    from authpack.denials.history import earlier_appeals, latest_day, said_before

    if writing is not None and writing.sent is not None and writing.sent.exact:
        return writing.sent.first
    earlier = earlier_appeals(case, denial, datetime.date.max, writing=writing)
    return latest_day(case, denial, said_before(request, earlier))


def _situation(
    case: Case,
    request: Request,
    denial: Denial,
    day: datetime.date | None,
    writing: Appeal | None,
    policy: str | None,
    policies: tuple[Path, ...],
) -> Situation:
    from authpack.denials.strategy import situation

    day = day or _latest(case, request, denial, writing)
    judged, library = _judged(case, request, day, policy, policies)
    revisions = library.revisions.get(judged.policy.id, (judged.policy,))
    return situation(case, request, denial, judged, revisions, day=day, writing=writing)


def _judged(
    case: Case, request: Request, day: datetime.date, policy: str | None, policies: tuple[Path, ...]
) -> tuple[Determination, Catalog]:
    """The facts of the day under the revision that governed the denied request (SEMANTICS 3).

    A policy that judges claims goes by the dates of service, where they are recorded.
    """
    governing = day_of_request(request, None)
    day = max(day, governing)
    heads = shelf(policies)
    library = _library(case, request, policy, governing, heads, policies)
    found = check(
        case,
        policy=policy,
        request=request.id,
        as_of=day,
        policy_date=governing,
        library=library,
        shelf=heads,
    )
    if found.policy.head.review_mode == "claim_review" and request.start is not None:
        found = check(case, policy=policy, request=request.id, as_of=day, library=library, shelf=heads)
    return found, library


def _library(
    case: Case,
    request: Request,
    policy: str | None,
    day: datetime.date,
    heads: Shelf,
    policies: tuple[Path, ...],
) -> Catalog:
    """Every revision of the policy in question; all policies only when none can be told."""
    named = policy
    if named is None:
        coverage = case.coverage_of(request)
        named = coverage.policy if coverage else None
    if named is None:
        named = route(case, request=request.id, policy_date=day, shelf=heads).policy
    found = catalog(policies, only=named) if named else Catalog({}, {})
    return found if found.revisions or named is None else catalog(policies)
