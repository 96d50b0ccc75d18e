"""The values of the end-of-course summary: what was authorized, given, billed; scores; response and remission by scale."""

from __future__ import annotations

from collections import Counter
from typing import Any

from authpack.criteria.facts import Facts
from authpack.documents import letter_history, note_words, wording
from authpack.documents.charts import Charts
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.note_common import clinician, number, plain_number, said, suicidality, word
from authpack.documents.note_course_events import happenings
from authpack.documents.note_matter import NoteMatter
from authpack.documents.note_papers import change_words, score_row
from authpack.documents.trace import Traced
from authpack.domain.base import OpenList
from authpack.domain.clinical import Score
from authpack.domain.course import CourseEnd
from authpack.ledger.course_of import FIRST_CODES, REDETERMINATION_CODES, Visit, units_used
from authpack.ledger.outcomes import Rule, ScaleOutcome, left_out, outcomes, stated_rules, trend

Values = dict[str, Any]


def course_values(matter: NoteMatter) -> Values:
    """Everything the summary may name beside the common values."""
    one, path, course = matter.record, matter.path, matter.course
    assert isinstance(one, CourseEnd)
    return {
        "request": matter.of.asked(),
        "diagnoses": matter.of.diagnoses(),
        "clinician": clinician(matter, f"{path}/clinician", one.clinician),
        "completed": word(matter, f"{path}/completed", one.completed, note_words.YES_NO),
        "reason": said(matter, f"{path}/reason", one.reason),
        "authorizations": _authorizations(matter),
        "given": matter.of.t.computed(
            "count of the sessions", inputs=["/sessions"], text=wording.plural(len(course.visits), "session")
        ),
        "first": _day(matter, course.visits[:1]),
        "last": _day(matter, course.visits[-1:]),
        "codes": _codes(matter),
        "cancellations": [
            {
                "date": matter.of.date(f"{path}/cancellations/{at}/date", row.date),
                "reason": matter.of.t.statement(f"{path}/cancellations/{at}/reason", row.reason),
            }
            for at, row in enumerate(one.cancellations)
        ],
        "thresholds": [_threshold(matter, row) for row in course.visits if _determines(row)],
        "scores": [score_row(matter, row) for row in trend(course)],
        "charts": Charts(_scores_of_course(matter)),
        "results": [_result(matter, row) for row in outcomes(course, one, stated_rules(course))],
        "left_out": [matter.of.t.program(name) for name in left_out(course, one)],
        "events": _events(matter),
        **happenings(matter),
        "suicidality": suicidality(matter, one.suicidality),
        "medicines": said(matter, f"{path}/medicines", one.medicines),
        "current": letter_history.current_medicines(matter.of),
        "relapse_plan": said(matter, f"{path}/relapse_plan", one.relapse_plan),
        "next_steps": said(matter, f"{path}/next_steps", one.next_steps),
        "recipients": [
            matter.of.t.case(f"{path}/recipients/{at}", row) for at, row in enumerate(one.recipients)
        ],
    }


def _scores_of_course(matter: NoteMatter) -> LetterFacts:
    """The record with the scores of this course only, for its chart."""
    scores = OpenList[Score](items=tuple(trend(matter.course)))
    case = matter.case.model_copy(update={"scores": scores})
    facts = Facts(case, matter.request, matter.day.last)
    return LetterFacts(case, matter.request, facts, matter.of.t, adverse=frozenset(), classes={})


def _day(matter: NoteMatter, visits: tuple[Visit, ...]) -> Traced | None:
    return matter.of.date(f"{visits[0].path}/date", visits[0].session.date) if visits else None


def _determines(visit: Visit) -> bool:
    return visit.session.code in FIRST_CODES | REDETERMINATION_CODES and visit.session.threshold is not None


def _authorizations(matter: NoteMatter) -> list[Values]:
    """Each authorization of the course: number, dates, and per code the units authorized and used."""
    used = units_used(matter.course.visits)
    rows = []
    ids = {one.id for one in matter.course.requests}
    for one in matter.case.authorizations:
        if one.request not in ids:
            continue
        path = f"/authorizations/{one.id}"
        for at, line in enumerate(one.codes):
            rows.append({
                "number": matter.of.c(f"{path}/number", one.number),
                "code": matter.of.c(f"{path}/codes/{at}/code", line.code),
                "units": number(matter, f"{path}/codes/{at}/units", line.units),
                "used": matter.of.t.computed(
                    "sessions under this authorization with this code", inputs=["/sessions", path],
                    text=str(used[(one.id, line.code)]),
                ),
                "left": matter.of.t.computed(
                    "units authorized less sessions given", inputs=["/sessions", path],
                    text=str(max(line.units - used[(one.id, line.code)], 0)),
                ),
                "meaning": wording.PROCEDURES.get(line.code, ""),
                "until": matter.of.date(f"{path}/valid_to", one.valid_to),
            })  # fmt: skip
    return rows


def _codes(matter: NoteMatter) -> list[Values]:
    """Sessions by code that no authorization of the record covers (claim review, or a gap)."""
    counted = Counter(row.session.code for row in matter.course.visits if row.authorization is None)
    return [
        {
            "code": matter.of.t.case("/sessions", code),
            "count": matter.of.t.computed(
                "count of the sessions with this code", inputs=["/sessions"], text=str(count)
            ),
            "meaning": wording.PROCEDURES.get(code, ""),
        }
        for code, count in sorted(counted.items())
    ]


def _threshold(matter: NoteMatter, visit: Visit) -> Values:
    one, path = visit.session.threshold, f"{visit.path}/threshold"
    assert one is not None
    return {
        "date": matter.of.date(f"{path}/date", one.date),
        "percent": number(matter, f"{path}/percent", one.percent, "%"),
        "method": word(matter, f"{path}/method", one.method, note_words.READINGS),
        "session": number(matter, f"{visit.path}/number", visit.session.number),
        "by": clinician(matter, f"{path}/by", one.by),
        "reason": word(
            matter,
            f"{visit.path}/redetermination_reason",
            visit.session.redetermination_reason,
            note_words.REASONS,
        )
        if visit.session.redetermination_reason
        else None,
    }


def _result(matter: NoteMatter, one: ScaleOutcome) -> Values:
    """One scale: totals, change, and the answers that a printable cut-off gives."""
    return {
        "instrument": matter.of.t.case(f"/scores/{one.baseline.id}/instrument", one.instrument),
        "baseline": matter.of.t.case([f"/scores/{one.baseline.id}/total"], str(one.baseline.total)),
        "baseline_date": matter.of.date(f"/scores/{one.baseline.id}/date", one.baseline.date),
        "end": matter.of.t.case([f"/scores/{one.end.id}/total"], str(one.end.total)),
        "end_date": matter.of.date(f"/scores/{one.end.id}/date", one.end.date),
        "change": change_words(matter, one.change.shown, (one.baseline.id, one.end.id)),
        "response": _answer(matter, one, "response", one.response, one.response_rule),
        "remission": _answer(matter, one, "remission", one.remission, one.remission_rule),
    }


def _answer(
    matter: NoteMatter, one: ScaleOutcome, name: str, answer: str, rule: Rule | None
) -> Traced | None:
    """ "yes (50% or more)": the exact comparison and the cut-off; None when no printable cut-off answers."""
    if rule is None:
        return None
    inputs = [f"/scores/{one.baseline.id}/total", f"/scores/{one.end.id}/total", rule.path]
    cut = (
        f"{plain_number(rule.value)}% or more"
        if name == "response"
        else f"total {plain_number(rule.value)} or less"
    )
    return matter.of.t.computed(f"{name}, compared exactly", inputs=inputs, text=f"{answer} ({cut})")


def _events(matter: NoteMatter) -> list[Values]:
    """Every kind of adverse event: sessions with it, the highest severity, whether all resolved."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for visit in matter.course.visits:
        for place, one in enumerate(visit.session.adverse_events.items):
            found.setdefault(one.event, []).append((f"{visit.path}/adverse_events/{place}", one))
    rows = []
    for name, entries in found.items():
        paths = [path for path, _ in entries]
        worst = max((one.severity for _, one in entries if one.severity is not None), default=None)
        open_ = [path for path, one in entries if one.resolved != "yes"]
        rows.append({
            "event": matter.of.t.case(paths, note_words.EVENTS[name]),
            "count": matter.of.t.computed("count of the entries", inputs=paths, text=str(len(entries))),
            "worst": matter.of.t.computed(
                "highest severity", inputs=[f"{path}/severity" for path in paths], text=f"{plain_number(worst)} of 10"
            )
            if worst is not None
            else None,
            "resolved": matter.of.t.computed(
                "all entries resolved", inputs=paths, text="all resolved" if not open_ else "not all recorded as resolved"
            ),
        })  # fmt: skip
    return rows
