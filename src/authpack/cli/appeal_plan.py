"""``authpack appeal plan``: for each stated reason what answers it, and which way is wise. Text, Markdown, JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from authpack.cli import output
from authpack.cli.appeal import denial_named

if TYPE_CHECKING:
    from authpack.denials.answers import Answer, Point
    from authpack.denials.strategy import Plan

VERDICTS = {
    "answerable": "ANSWERABLE NOW",
    "with": "ANSWERABLE WITH MORE",
    "not_answerable": "NOT ANSWERABLE from this record",
    "for_a_person": "FOR A PERSON: not matched",
}
STATES = {
    "answered": "the record answers it",
    "other_route": "answered by another route of the same section",
    "open": "open",
    "contradicted": "the record says otherwise",
    "payers_own": "the plan's own text or review; ask for it",
}
MATCHES = {
    "confirmed": "match confirmed",
    "proposed": "match PROPOSED, confirm it",
    "answered": "answered in a clinician's own words",
    "assigned": "a person is to answer it",
    "general": "names no criterion",
    "unmatched": "matches no criterion",
}
FIRST = {"yes": "wise first", "no": "not first", "not_known": "not known"}


def run_plan(arguments: argparse.Namespace) -> int:
    """Print the plan; 0 when every reason is answerable now, else 4."""
    from authpack import api

    found = api.appeal_plan(
        api.load_case(arguments.case),
        denial_named(arguments),
        day=arguments.date,
        policy=arguments.policy,
        policies=arguments.policies,
    )
    if arguments.format == "json":
        output.emit(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    elif arguments.format == "markdown":
        output.emit("\n".join(_markdown(found)))
    else:
        output.emit("\n".join(_text(found)))
    return 0 if found.ready else 4


Section = tuple[str, list[str]]


def sections(found: Plan) -> Iterator[Section]:
    """Every part of the plan as a title and its lines, the same for text and Markdown."""
    yield "What it is", list(_kind(found))
    yield "Deadline and route", list(_deadline(found))
    for place, one in enumerate(found.of.strongest_first, 1):
        yield f"{place}. {VERDICTS[one.verdict]}: reason {one.match.reason.id}", list(_reason(one))
    yield "To obtain and enclose", [f"{one.text} ({one.kind})" for one in found.enclosures]
    yield "New since the request", [f"{one.date}: {one.what} ({one.path})" for one in found.of.fresh]
    yield (
        f"Peer-to-peer: {FIRST[found.conversation.first]}",
        [*found.conversation.why, *found.conversation.heed],
    )
    yield "Instead of an appeal: what would make the request approvable", list(_instead(found))
    yield "Which text applies", list(_texts(found))
    yield "What the notice does not say", list(found.lacks)
    yield "Rights to confirm before they are asked", list(found.of.asking.to_confirm)
    yield "Warnings", list(found.warnings)
    yield "So far", [f"{one.date or 'no date'}: {one.text} ({one.id})" for one in found.story]


def _kind(found: Plan) -> Iterator[str]:
    from authpack.denials.classify import DOCUMENT_WORDS, KIND_WORDS

    what = found.of.clocks.classification
    yield f"{KIND_WORDS[what.kind]}. It takes {DOCUMENT_WORDS[what.document]}."
    yield from what.steps
    yield from what.warnings
    yield from (f"To settle first: {one}" for one in what.open)


def _deadline(found: Plan) -> Iterator[str]:
    from authpack.denials.routes import routes

    clocks = found.of.clocks
    for one in clocks.clocks:
        unsure = " (confirm before relying)" if one.confirm else ""
        yield f"{one.title}: {one.last or 'no date known'}{unsure}. {one.how}"
    yield from clocks.conflicts
    yield from clocks.notes
    for way in routes(found.of.case, found.of.denial):
        yield f"Route, {way.how}: {way.says}."


def _reason(one: Answer) -> Iterator[str]:
    yield f'Stated: "{one.match.reason.quote}"'
    yield f"{MATCHES[one.match.state]}. {' '.join(one.match.because)}"
    for name in one.match.unknown:
        yield f"{name}: the governing revision has no such criterion."
    for point in one.points:
        yield from _point(point)
    if one.match.reason.answer is not None:
        yield "A clinician's own answer is recorded and will be printed unchanged."
    if one.match.open_:
        yield "Match it (criteria, confirmed_by), let a clinician answer it (answer), or name who will (assigned_to)."


def _point(point: Point) -> Iterator[str]:
    node = point.criterion.finding.node
    label = f"{node.section}, " if node.section else ""
    yield f"{label}{point.criterion.id}: {STATES[point.state]}; {point.why}."
    if point.state == "other_route":
        yield f"  It rests on {point.answers_at.id}."
    for place, alternative in enumerate(point.repairs):
        word = "or: " if place else "with: "
        yield f"  {word}{'; '.join(one.text for one in alternative)}"
    if point.state == "contradicted" and not point.repairs:
        yield "  Nothing is proposed against a recorded clinical fact; do not argue around it."
    if point.weak:
        yield "  Its facts have no source, or only the patient's report: obtain the document."
    for fact in point.fresh:
        yield f"  New since the request: {fact.what}, {fact.date} ({fact.path})."


def _instead(found: Plan) -> Iterator[str]:
    if found.of.denial.kind == "claim":
        return
    if found.of.determination.overall == "met":
        yield (
            "The record as it stands meets the criteria: a new request with what is new may be quicker; it does not stop "
            "the appeal's clock."
        )
    for place, one in enumerate(found.instead, 1):
        yield f"Resubmit with {place}: {'; '.join(repair.text for repair in one)}."
    for name in found.blocked_by:
        yield f"In the way, and nothing is proposed against it: {name}."


def _texts(found: Plan) -> Iterator[str]:
    texts = found.of.texts
    head = texts.governing.head
    yield f"Governing the denied request: {texts.governing.id}, {head.revision} (from {head.effective_from})."
    for other in texts.compared:
        count = len(other.found)
        role = f"{other.role[0].upper()}{other.role[1:]}"
        yield f"{role}: {other.policy.head.revision}; {count or 'no'} difference(s) on these criteria."
        yield from (f"  {row.id}: {row.text}" for row in other.found)
    yield from texts.doubts


def _text(found: Plan) -> list[str]:
    from authpack.cli.tables import indented, wrap

    width, colour = output.width(), output.colour()
    lines = wrap(_title(found), width)
    for title, rows in sections(found):
        if not rows:
            continue
        lines += ["", output.painted(title, "bold", colour)]
        for row in rows:
            deeper = row.startswith("  ")
            lines += indented(row.strip(), width, "      " if deeper else "  ", None if deeper else "-")
    return lines


def _title(found: Plan) -> str:
    of = found.of
    return (
        f"Denial {of.denial.id} of {of.denial.date}, request {of.request.id}: {len(of.answers)} stated reason(s), "
        f"facts as of {of.day.isoformat()}. Nothing here is a promise."
    )


def _markdown(found: Plan) -> list[str]:
    lines = [f"# Plan: denial {found.of.denial.id}", "", _title(found)]
    for title, rows in sections(found):
        if rows:
            lines += ["", f"## {title}", ""]
            lines += [f"  - {row.strip()}" if row.startswith("  ") else f"- {row}" for row in rows]
    return lines


def as_data(found: Plan) -> dict[str, Any]:
    """The plan as plain data (``authpack.appeal-plan/1``)."""
    of = found.of
    last = of.clocks.answer_by
    return {
        "schema": "authpack.appeal-plan/1",
        "case": of.case.id,
        "denial": of.denial.id,
        "request": of.request.id,
        "day": of.day.isoformat(),
        "policy": {"id": of.texts.governing.id, "revision": of.texts.governing.head.revision},
        "overall": of.determination.overall,
        "document": of.clocks.classification.document,
        "answer_by": last.last.isoformat() if last and last.last else None,
        "answer_by_confirm": last.confirm if last else None,
        "reasons": [_reason_data(one) for one in of.strongest_first],
        "to_obtain": [one._asdict() for one in found.enclosures],
        "new": [{"path": one.path, "date": str(one.date), "what": one.what} for one in of.fresh],
        "peer_to_peer": {
            "first": found.conversation.first,
            "why": list(found.conversation.why),
            "heed": list(found.conversation.heed),
        },
        "resubmit_with": [[repair._asdict() for repair in one] for one in found.instead],
        "blocked_by": list(found.blocked_by),
        "differences": [
            {"role": one.role, "revision": one.policy.head.revision, "found": [row.text for row in one.found]}
            for one in of.texts.compared
        ],
        "doubts": list(of.texts.doubts),
        "notice_lacks": list(found.lacks),
        "to_confirm": list(of.asking.to_confirm),
        "warnings": list(found.warnings),
    }


def _reason_data(one: Answer) -> dict[str, Any]:
    return {
        "id": one.match.reason.id,
        "quote": one.match.reason.quote,
        "match": one.match.state,
        "criteria": list(one.match.criteria),
        "because": list(one.match.because),
        "verdict": one.verdict,
        "points": [
            {
                "criterion": point.criterion.id,
                "section": point.criterion.finding.node.section,
                "state": point.state,
                "answered_at": point.answers_at.id,
                "why": point.why,
                "with": [[repair.text for repair in alternative] for alternative in point.repairs],
                "weak": point.weak,
                "new": [fact.path for fact in point.fresh],
            }
            for point in one.points
        ],
    }
