"""When an appeal may be written: right kind, right level, somebody who may file it, every stated reason answered."""

from __future__ import annotations

from authpack.denials.classify import DOCUMENT_WORDS, KIND_WORDS
from authpack.denials.routes import Check, filing_checks
from authpack.denials.strategy import lacks
from authpack.documents import letter_rules
from authpack.documents.appeal_matter import AppealMatter
from authpack.domain.denials import Denial
from authpack.errors import DocumentRefused, Fault

Faults = tuple[Fault, ...]


def refuse(matter: AppealMatter, *, allow_gaps: bool) -> None:
    """DocumentRefused with one complete list; what is wrong in kind is told alone, with what to do instead."""
    refuse_kind(matter)
    never = (
        *unconfirmed(matter.denial),
        *level_faults(matter),
        *_stops(matter),
        *_unmatched(matter),
        *missing_facts(matter),
    )
    gaps = () if allow_gaps else open_points(matter)
    if never or gaps:
        raise DocumentRefused(
            "The appeal was not written.",
            faults=never + gaps,
            why="An appeal that answers past a stated reason, or that nobody may file, loses the level it uses up.",
            do="Complete the record; `authpack appeal plan` lists what answers each reason."
            + (" --allow-gaps writes a DRAFT for what is only open." if gaps and not never else ""),
        )


def refuse_kind(matter: AppealMatter) -> None:
    """A rejected or pended request gets no appeal; a claim that is to be corrected gets no dispute."""
    found = matter.classification
    wanted = "claim_dispute" if matter.level == "dispute" else "clinical_appeal"
    documents: set[str] = {*(one.document for one in found.lines), found.document}
    if found.kind in ("adverse", "partial") and wanted == "clinical_appeal":
        return
    if found.kind == "claim" and wanted in documents:
        return
    raise DocumentRefused(
        f"This answer of the payer takes {DOCUMENT_WORDS[found.document]}: {KIND_WORDS[found.kind]}.",
        faults=tuple(Fault("", one) for one in (*found.steps, *found.warnings, *found.open)),
        why="The wrong document is sent back unread, and the time for the right one runs.",
        do=_instead(matter, documents),
    )


def _instead(matter: AppealMatter, documents: set[str]) -> str:
    if matter.level == "dispute" and "clinical_appeal" in documents:
        return "Write the clinical appeal: `authpack appeal write CASE --denial ID --level level_1`."
    if matter.level != "dispute" and "claim_dispute" in documents:
        return "Write the claim dispute: `authpack appeal write CASE --denial ID --level dispute`."
    return "Do what is named above; no appeal is written for it."


def unconfirmed(denial: Denial) -> Faults:
    """A denial that nobody read and confirmed is a proposal of the reader."""
    path = f"/denials/{denial.id}"
    found = []
    if denial.confirmed_by is None:
        found.append(Fault(f"{path}/confirmed_by", "nobody has read the notice and confirmed its fields"))
    if not denial.date.exact:
        found.append(Fault(f"{path}/date", "the exact day of the notice is not recorded"))
    return tuple(found)


_NEXT = {"level_1": "level_2 or external", "level_2": "external"}


def level_faults(matter: AppealMatter) -> Faults:
    """The level asked for against the level that the notice decided, and against what was sent before."""
    decided, path = matter.denial.level, f"/denials/{matter.denial.id}/level"
    if matter.level == "dispute":
        return ()
    if decided == "external":
        return (Fault(path, "an external reviewer has decided; ask what remains before writing"),)
    if matter.level == "level_1" and decided in _NEXT:
        return (
            Fault(path, f"the notice is already a decision on an appeal; the next level is {_NEXT[decided]}"),
        )
    if matter.level == "level_2" and decided == "level_2":
        return (Fault(path, "the notice is a decision on the second appeal; the next level is external"),)
    if matter.level == "level_2" and not (matter.of and matter.of.earlier):
        return (
            Fault(
                "/appeals", "no first appeal is recorded as sent; a second names it, its day and what it said"
            ),
        )
    return ()


def filing(matter: AppealMatter) -> tuple[Check, ...]:
    """What must be in hand before it goes: standing and the statement of jeopardy."""
    held = matter.jeopardy
    return filing_checks(
        matter.case,
        matter.denial,
        on_behalf=matter.on_behalf,
        urgency="expedited" if matter.expedited else "standard",
        day=matter.day,
        jeopardy=held[1] if held else None,
        determination=matter.of.determination if matter.of else None,
    )


def _stops(matter: AppealMatter) -> Faults:
    return tuple(
        Fault(", ".join(one.paths), f"{one.says} {one.do}".strip())
        for one in filing(matter)
        if one.level == "stop"
    )


def _unmatched(matter: AppealMatter) -> Faults:
    """Reasons that a person must match or answer: a letter never leaves one out."""
    if matter.of is None:
        return ()
    base = f"/denials/{matter.denial.id}/reasons"
    found = []
    for one in matter.of.answers:
        match, path = one.match, f"{base}/{one.match.reason.id}"
        if match.unknown:
            names = ", ".join(match.unknown)
            found.append(Fault(f"{path}/criteria", f"the governing revision has no criterion {names}"))
        elif match.open_ and match.reason.answer is None and match.reason.assigned_to is None:
            what = (
                "names no single criterion"
                if match.state == "general"
                else "matches no criterion of the policy"
            )
            found.append(
                Fault(
                    path,
                    f"this stated reason {what}.",
                    "Match it (criteria, confirmed_by), let a clinician answer it (answer), or name who will (assigned_to).",
                )
            )
    return tuple(found)


def missing_facts(matter: AppealMatter) -> Faults:
    """Everything without which no appeal can be written."""
    found = (
        list(letter_rules.missing_facts(matter.case, matter.request)) if matter.of else list(_sender(matter))
    )
    path = f"/denials/{matter.denial.id}"
    if not matter.denial.reasons and matter.level != "dispute":
        found.append(
            Fault(f"{path}/reasons", "no stated reason is recorded; an appeal answers the notice's own words")
        )
    if matter.day < matter.denial.date.first:
        found.append(Fault("--date", "the appeal would be dated before the notice it answers"))
    return tuple(found)


def _sender(matter: AppealMatter) -> Faults:
    """A claim dispute needs no plan of treatment: sender, member, orderer."""
    needless = ("/codes", "/device", "/protocol", "/target", "/acute_sessions", "/sessions_per_week")
    return tuple(
        one
        for one in letter_rules.missing_facts(matter.case, matter.request)
        if not one.where.endswith(needless)
    )


def open_points(matter: AppealMatter) -> Faults:
    """What keeps it a draft: matches that nobody confirmed, answers yet to come, and criteria that are open."""
    if matter.of is None:
        return ()
    base = f"/denials/{matter.denial.id}/reasons"
    found = []
    asked = matter.request.date
    if asked is not None and matter.denial.date.last < asked.first:
        found.append(
            Fault(
                f"/denials/{matter.denial.id}/date",
                "the denial is dated before the request it answers; compare both dates, and the request that is named",
            )
        )
    for one in matter.of.answers:
        path = f"{base}/{one.match.reason.id}"
        if one.match.state == "proposed" and one.match.reason.answer is None:
            ids = ", ".join(one.match.criteria)
            found.append(
                Fault(path, f"the match with {ids} is only proposed; confirm it (criteria, confirmed_by)")
            )
        if one.match.reason.assigned_to is not None and one.match.reason.answer is None:
            found.append(Fault(path, "somebody is to answer this reason, and has not"))
    gaps = (
        Fault(one.id, f"{one.status.replace('_', ' ')}: {one.node.ask or one.node.says}")
        for one in letter_rules.open_findings(matter.of.determination)
    )
    return (*found, *gaps)


def is_draft(matter: AppealMatter) -> bool:
    """Whether DRAFT stands on every page."""
    return matter.of is not None and (
        bool(open_points(matter)) or letter_rules.is_draft(matter.of.determination)
    )


def notice_lacks(matter: AppealMatter) -> tuple[str, ...]:
    """What the notice should say and does not, for the memo."""
    return lacks(matter.denial)
