"""The values an appeal may print beside those of every letter: notice, level, history, requests to the plan, enclosures."""

from __future__ import annotations

import re
from typing import Any

from authpack.criteria.policy import Policy
from authpack.denials.history import LEVELS, LEVELS_DECIDED, OUTCOMES, Event, events
from authpack.denials.precedents import Group, Outcomes, citable, sentence
from authpack.denials.revisions import Compared
from authpack.denials.routes import Route, routes, standing_on
from authpack.documents import appeal_reasons, wording
from authpack.documents.appeal_lines import clinical_lines
from authpack.documents.appeal_matter import AppealMatter
from authpack.documents.appeal_words import new_fact, said, step
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import Traced
from authpack.domain.denials import Appeal, Denial
from authpack.domain.requests import Request

Values = dict[str, Any]


def common(of: LetterFacts, matter: AppealMatter) -> Values:
    """What every kind prints: the notice, the addressee, the level, who files it."""
    return {
        "denial": notice(of, matter),
        "to": addressee(of, matter),
        "level": matter.level,
        "level_words": LEVELS[matter.level],
        "expedited": matter.expedited,
        "jeopardy": _jeopardy(of, matter) if matter.expedited else None,
        "standing": _standing(of, matter) if matter.on_behalf == "member" else None,
        "quotes": appeal_reasons.quotes(of, matter),
        "enclosures": _enclosures(of, matter),
        "notice_enclosed": of.date(f"/denials/{matter.denial.id}/date", matter.denial.date),
        "earlier": [earlier(of, one) for one in matter.of.earlier] if matter.of else [],
    }


def clinical(of: LetterFacts, matter: AppealMatter) -> Values:
    """What an appeal of a clinical decision prints, at any level."""
    situation = matter.judged
    request_date = situation.request.date
    sections, rows = appeal_reasons.reasons(of, matter), timeline(of, matter)
    return {
        **common(of, matter),
        **_untold(of, sections),
        "claim_lines": clinical_lines(of, matter),
        "reasons": sections,
        "all_answered": not any(one["to_follow"] or one["against"] or one["assigned"] for one in sections),
        "evidence_given": any(one["evidence"] for one in sections),
        "crosswalk": appeal_reasons.crosswalk_rows(of, matter, sections),
        "since": of.date(f"/requests/{matter.request.id}/date", request_date),
        "differences": differences(of, matter),
        "timeline": rows,
        "has_new": any(one["new"] for one in rows),
        "rights": [
            {
                "ask": of.t.reference(one.path, one.ask),
                "law": of.t.reference(one.path, one.law) if one.law else None,
            }
            for one in situation.asking.asked
            if not (one.internal_only and matter.level == "external")
        ],
        "precedents": precedents(of, matter),
    }


def _untold(of: LetterFacts, sections: list[Values]) -> Values:
    """The trials for their table, without the notes that the answer to a reason has given in full."""
    told = {one["id"] for section in sections for one in section["notes"]}
    rows = {
        "trials": of.trials_of("antidepressant", "unknown"),
        "augmentations": of.trials_of("augmentation"),
    }
    return {
        name: [{**row, "notes": [] if row["id"] in told else row["notes"]} for row in held]
        for name, held in rows.items()
    }


def _enclosures(of: LetterFacts, matter: AppealMatter) -> list[Values]:
    """The documents enclosed; the member's authorization is named by itself where it is used."""
    held = standing_on(matter.case, matter.day) if matter.on_behalf == "member" else ()
    paper = f"/attachments/{held[0].attachment}/title" if held and held[0].attachment else ""
    return [one for one in of.enclosures() if paper not in one["title"].trace.paths]


def notice(of: LetterFacts, matter: AppealMatter) -> Values:
    """The notice that is answered."""
    one, path = matter.denial, f"/denials/{matter.denial.id}"
    return {
        "date": of.date(f"{path}/date", one.date),
        "reference": of.c(f"{path}/reference", one.reference),
        "claim_number": of.c(f"{path}/claim_number", one.claim_number),
        "payer": of.c(f"{path}/payer", one.payer),
        "policy_cited": of.c(f"{path}/policy_cited", one.policy_cited),
        "kind": one.kind,
        "decided": LEVELS_DECIDED[one.level],
        "level": one.level,
        "partial": one.kind == "partial",
        "service": one.service,
        "approved": _codes(of, f"{path}/approved", one.approved),
        "denied": _codes(of, f"{path}/denied", one.denied),
    }


def _codes(of: LetterFacts, path: str, lines: Any) -> list[Traced]:
    return [
        of.t.case(
            [f"{path}/{place}/code", f"{path}/{place}/units"],
            f"{one.code}, {wording.plural(one.units, 'unit')}",
        )
        for place, one in enumerate(lines)
    ]


def addressee(of: LetterFacts, matter: AppealMatter) -> Values:
    """Where it goes: as the appeal's own entry says, else to the notice's address, else to the coverage's.

    An external review goes to the notice's address only where that names an external reviewer, an appeal only where not.
    """
    if matter.writing is not None and matter.writing.send_to:
        first, *rest = (
            of.t.case(f"/appeals/{matter.writing.id}/send_to", one) for one in matter.writing.send_to
        )
        return {"name": first, "lines": rest, "fax": None, "portal": None}
    # The notice names one address: the plan's own, or that of the external reviewer. Each decides its own level only.
    fits = addressed_outside(matter.denial) == (matter.level == "external")
    other = matter.denial if fits else without_route(matter.denial)
    found = {one.how: one for one in reversed(routes(matter.case, other)) if one.basis != "table"}
    path = f"/denials/{matter.denial.id}"
    coverage = matter.case.coverage_of(matter.request)
    fallback = coverage.payer if coverage else None
    if matter.level == "external" and not fits:
        found = {}
    return {
        "name": of.c(f"{path}/payer", matter.denial.payer)
        or of.c(f"/coverage/{coverage.id}/payer" if coverage else path, fallback),
        "lines": _where(of, found.get("mail"), f"{path}/send_to", skip=matter.denial.payer or fallback),
        "fax": _one(of, found.get("fax"), f"{path}/send_fax"),
        "portal": _one(of, found.get("portal"), f"{path}/send_portal"),
    }


_OUTSIDE = re.compile(
    r"external (?:review|appeal)|independent (?:external |medical )?review|review (?:organization|entity)|commissioner"
    r"|department of (?:insurance|managed health care|financial|banking)|division of (?:insurance|financial)"
    r"|maximus|federal services",
    re.IGNORECASE,
)
"""Names of those who decide an external review. A Medicare contractor ("Qualified Independent Contractor") is not among
them: to it goes the second appeal."""


def addressed_outside(denial: Denial) -> bool:
    """Whether the notice's own addressee is one who decides external reviews, and not the plan."""
    return any(_OUTSIDE.search(one) for one in denial.send_to)


def without_route(denial: Denial) -> Denial:
    """The denial without the ways to answer that its notice names."""
    nothing = {"send_to": (), "send_address": None, "send_fax": None, "send_portal": None, "send_phone": None}
    return denial.model_copy(update=nothing)


def _where(of: LetterFacts, route: Route | None, path: str, skip: str | None) -> list[Traced]:
    return [of.t.case(path, one) for one in route.where if one != skip] if route else []


def _one(of: LetterFacts, route: Route | None, path: str) -> Traced | None:
    return of.t.case(path, route.where[0]) if route else None


def _jeopardy(of: LetterFacts, matter: AppealMatter) -> Values | None:
    held = matter.jeopardy
    if held is None:
        return None
    path, words = held
    person = of.case.clinician(words.clinician)
    return {
        "text": of.t.statement(f"{path}/text", words.text),
        "by": of.t.case(f"{path}/clinician", person.name if person else words.clinician),
        "date": of.date(f"{path}/date", words.date),
    }


def _standing(of: LetterFacts, matter: AppealMatter) -> Values | None:
    held = standing_on(matter.case, matter.day)
    if not held:
        return None
    one, path = held[0], f"/standings/{held[0].id}"
    return {
        "person": of.c(f"{path}/person", one.person),
        "relation": of.c(f"{path}/relation", one.relation),
        "signed": of.date(f"{path}/signed", one.signed),
    }


def earlier(of: LetterFacts, one: Appeal) -> Values:
    """An appeal already sent: what it was, when, what it relied on, and what came of it."""
    path = f"/appeals/{one.id}"
    return {
        "words": ("expedited " if one.urgency == "expedited" else "") + LEVELS[one.level],
        "date": of.date(f"{path}/sent", one.sent),
        "said": said(of, one.said, f"{path}/said"),
        "outcome": OUTCOMES.get(one.outcome),
        "decided": of.date(f"{path}/decided", one.decided),
    }


def _steps(matter: AppealMatter) -> list[Event]:
    """The steps of this request up to the letter's day; what is only planned is none."""
    found = [
        one
        for one in events(matter.case, matter.request.id)
        if one.date is not None and one.date.first <= matter.day and one.kind != "authorization"
    ]
    notices = {one.date for one in found if one.kind == "denial"}
    # A decision on an appeal that came as a notice is one step, not two.
    return [one for one in found if one.kind != "decision" or one.date not in notices]


def timeline(of: LetterFacts, matter: AppealMatter) -> list[Values]:
    """The steps of the request, and between them what is new since it, oldest first."""
    papers = {
        f"/attachments/{one.id}"
        for one in matter.case.attachments
        if one.proves and all(path.startswith(("/standings", "/denials", "/appeals")) for path in one.proves)
    }
    fresh = [
        one
        for one in matter.judged.fresh
        if appeal_reasons.printable(of, one) and _told(one.path) and one.path not in papers
    ]
    rows = [(one.date.first, 0, step(of, one)) for one in _steps(matter) if one.date is not None]
    rows += [(one.date.first, 1, {**new_fact(of, one), "new": True}) for one in fresh]
    return [row for *_, row in sorted(rows, key=lambda one: one[:2])]


def _told(path: str) -> bool:
    """Whether a new fact belongs into a list for the payer: the papers of this very appeal do not."""
    return not path.startswith(("/attestations/", "/paragraphs/"))


def differences(of: LetterFacts, matter: AppealMatter) -> list[Values]:
    """Each other revision that matters, with both texts' words on the criteria where they differ."""
    made = []
    for one in matter.judged.texts.compared:
        head = one.policy.head
        made.append(
            {
                "role": one.role,
                "name": of.t.policy(one.path, f"{head.number} ({head.revision})"),
                "differs": bool(one.found),
                "rows": _both_texts(of, matter, one),
            }
        )
    return made


def _both_texts(of: LetterFacts, matter: AppealMatter, one: Compared) -> list[Values]:
    """The words of both; what one text lacks is said only where that text was read whole."""
    request, governing = matter.request, matter.judged.texts.governing
    rows = []
    for name in dict.fromkeys(row.id for row in one.found):
        ours, theirs = governing.nodes.get(name), one.policy.nodes.get(name)
        if (ours is None and not _whole(governing, request)) or (
            theirs is None and not _whole(one.policy, request)
        ):
            continue
        if ours and theirs and ours.says == theirs.says:
            continue
        source, other = f"policy:{governing.id}#{name}", f"{one.path}#{name}"
        node = ours or theirs
        rows.append(
            {
                "section": of.t.policy(source if ours else other, (node.section or name) if node else name),
                "ours": of.t.policy(source, wording.requirement(ours.says)) if ours else None,
                "theirs": of.t.policy(other, wording.requirement(theirs.says)) if theirs else None,
            }
        )
    return rows


def _whole(policy: Policy, request: Request) -> bool:
    entry = policy.entry(request.phase, request.indication)
    return entry is not None and entry.completeness == "whole"


def precedents(of: LetterFacts, matter: AppealMatter) -> list[Traced]:
    """Published outcomes of the groups that this denial belongs to; an external review only, and only when asked for."""
    if matter.level != "external" or not matter.cite:
        return []
    return [
        of.t.reference(f"precedents:{body.id}/{group.id}", sentence(body, group))
        for body, group in citable_groups(matter)
    ]


def citable_groups(matter: AppealMatter) -> list[tuple[Outcomes, Group]]:
    """Published counts of the plan's state that this denial belongs to."""
    coverage = matter.case.coverage_of(matter.request)
    return list(citable(matter.case, matter.denial, coverage.state if coverage else None))
