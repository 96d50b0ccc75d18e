"""The running course and the earlier one: what a continuation or a retreatment letter needs of them, and its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpack.criteria.conditions.continuation import (
    changes_so_far,
    course_start,
    running_sessions,
    sessions_given,
)
from authpack.criteria.conditions.prior_tms import course_changes
from authpack.criteria.facts import Facts
from authpack.criteria.scores import Improvement, instrument_id, instrument_name
from authpack.documents import letter_story, letter_treatment, wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.matter import Matter
from authpack.documents.trace import Traced
from authpack.domain.clinical import Score, TmsCourse
from authpack.domain.dates import PartialDate, add_months
from authpack.errors import Fault
from authpack.ledger.course_of import SESSION_CODES

if TYPE_CHECKING:  # models that a letter need not build: only names of types here
    from authpack.domain.sessions import AdverseEvent

Values = dict[str, Any]
Faults = tuple[Fault, ...]


def facts_of(matter: Matter) -> Facts:
    """The record as of the day it was judged for."""
    as_of = matter.determination.as_of if matter.determination else matter.date
    return Facts(matter.case, matter.request, as_of)


# -- what the letters are refused without -----------------------------------------------------------------


def continuation_faults(matter: Matter) -> Faults:
    """Continuation: the running course, what was authorized, a score on either side of its start, and the reason."""
    base, facts = f"/requests/{matter.request.id}", facts_of(matter)
    start, _ = course_start(facts)
    given, exact = sessions_given(facts)
    wanted = [
        (f"{base}/course_start", start, "the first session of the running course"),
        (
            f"{base}/sessions_given",
            given and exact,
            "how many sessions of the running course were given in all (those recorded one by one may not be all)"
            if given
            else "how many sessions of the running course were given",
        ),
        (
            "/authorizations",
            authorizations(matter),
            "what was authorized for the running course, with its units",
        ),
        (
            "/scores",
            start and changes_so_far(facts, start),
            "a score before the first session and a later one on the same scale",
        ),
        (f"{base}/rationale", matter.request.rationale, "the clinician's reason for more sessions"),
    ]
    return tuple(Fault(path, f"{what} is not recorded") for path, value, what in wanted if not value)


def authorizations(matter: Matter) -> list[int]:
    """Places of the authorizations of the running course: not of this request, and not ended before its start."""
    facts = facts_of(matter)
    start, _ = course_start(facts)
    phases = {one.id: one for one in matter.case.requests}
    found = []
    for place, one in enumerate(matter.case.authorizations):
        asked = phases.get(one.request)
        ended = start is not None and one.valid_to is not None and one.valid_to.last < start.first
        same = asked is not None and asked.indication == matter.request.indication
        if same and not ended and one.codes and one.request != matter.request.id:
            found.append(place)
    return found


def earlier_course(facts: Facts) -> TmsCourse | None:
    """The latest earlier course for the illness in question."""
    courses = [one for one in facts.prior_tms if one.indication == facts.request.indication]
    return max(
        courses, key=lambda one: (str(one.last_session or one.first_session or ""), one.id), default=None
    )


def retreatment_faults(matter: Matter) -> Faults:
    """Retreatment: the first course, its result in scores, how long it held, and the relapse."""
    facts = facts_of(matter)
    course = earlier_course(facts)
    if course is None:
        return (Fault("/prior_tms", "an earlier course of TMS for this illness is not recorded"),)
    path = f"/prior_tms/{course.id}"
    measures = "ocd" if course.indication == "ocd" else "depression"
    wanted = [
        (f"{path}/first_session", course.first_session, "the first session of the earlier course"),
        (f"{path}/last_session", course.last_session, "the last session of the earlier course"),
        (f"{path}/sessions", course.sessions, "how many sessions the earlier course had"),
        (f"{path}/device", course.device, "the device of the earlier course"),
        (
            "/scores",
            course_changes(facts, course, (), measures),
            "a score before and one after the earlier course, on one scale",
        ),
        (f"{path}/maintained_until", course.maintained_until, "how long the improvement held"),
        (f"{path}/relapse", course.relapse, "when the illness came back"),
    ]
    return tuple(Fault(where, f"{what} is not recorded") for where, value, what in wanted if not value)


# -- values of the running course -------------------------------------------------------------------------


def running_course(of: LetterFacts, matter: Matter) -> Values:
    """What was given of what was authorized, the trend of each score, and what is asked on top."""
    start, where = course_start(of.facts)
    more = _more(of)
    return {
        "start": of.date(where, start),
        "start_word": "on" if start and start.exact else "in",
        "given": _given(of),
        "given_verb": "has" if sessions_given(of.facts)[0] == 1 else "have",
        "more": of.t.computed(
            "sessions asked for: acute sessions plus taper",
            inputs=[f"{of.base}/schedule/acute_sessions", f"{of.base}/schedule/taper"],
            text=wording.plural(more, "more session"),
        ),
        "asked": of.t.computed(
            "sessions asked for: acute sessions plus taper",
            inputs=[f"{of.base}/schedule/acute_sessions", f"{of.base}/schedule/taper"],
            text=str(more),
        ),
        "authorized": [_authorized(of, place) for place in authorizations(matter)],
        "of_units": _units(of, matter),
        "left": _left(of, matter),
        "trends": [_trend(of, start, change) for change in changes_so_far(of.facts, start)] if start else [],
        "in_all": _in_all(of, matter),
        "tolerated": _tolerated(of),
    }


def _more(of: LetterFacts) -> int:
    return (of.request.schedule.acute_sessions or 0) + sum(of.request.schedule.taper or ())


def unused(facts: Facts, matter: Matter) -> int | None:
    """Authorized sessions of the running course that were not given; None unless that is certain.

    Certain only where each authorized unit is one session (SESSION_CODES) and the number given is exact.
    """
    given, exact = sessions_given(facts)
    lines = [line for place in authorizations(matter) for line in matter.case.authorizations[place].codes]
    if not exact or not lines or any(line.code not in SESSION_CODES for line in lines):
        return None
    return max(0, sum(line.units for line in lines) - given)


def _total(of: LetterFacts, matter: Matter) -> int | None:
    """Sessions of the course with what is left of the authorization and what is asked; None unless it can be told.

    What is left counts in only if it can still be given before the requested sessions: the request begins on a
    known later day, with a day for each session in between, and no authorization ended before.
    """
    left = unused(of.facts, matter)
    if left is None:
        return None
    if left:
        start = of.request.start
        per_day = of.request.schedule.sessions_per_day or 1
        ends = [of.case.authorizations[place].valid_to for place in authorizations(matter)]
        if start is None or not start.exact:
            return None
        room = ((start.first - of.facts.day).days - 1) * per_day
        if room < left or any(end is not None and end.first <= of.facts.day for end in ends):
            return None
    return sessions_given(of.facts)[0] + left + _more(of)


def _in_all(of: LetterFacts, matter: Matter) -> Traced | None:
    """The whole course, where it can be told."""
    total = _total(of, matter)
    if total is None:
        return None
    return of.t.computed(
        "sessions given, authorized sessions that are left, and sessions requested, added up",
        inputs=[f"{of.base}/sessions_given", "/authorizations", f"{of.base}/schedule"],
        text=wording.plural(total, "session"),
    )


def _left(of: LetterFacts, matter: Matter) -> Traced | None:
    """How many authorized sessions are left, where the whole course can be told and some are."""
    left = unused(of.facts, matter)
    if not left or _total(of, matter) is None:
        return None
    return of.t.computed(
        "authorized units less sessions given",
        inputs=["/authorizations", f"{of.base}/sessions_given"],
        text=str(left),
    )


def _tolerated(of: LetterFacts) -> Traced | None:
    """Adverse events of the recorded sessions of the course; None unless every one of them says what there was."""
    held = running_sessions(of.facts)
    if not held or not all(one.adverse_events.is_complete or one.adverse_events.items for one in held):
        return None
    paths = [f"/sessions/{one.id}/adverse_events" for one in held]
    found: dict[str, int] = {}
    for one in held:
        for name in dict.fromkeys(_event_name(event) for event in one.adverse_events.items):
            found[name] = found.get(name, 0) + 1
    sessions = wording.plural(len(held), "recorded session")
    if not found:
        text = f"no adverse event in {sessions}"
    else:
        text = f"in {sessions}: " + ", ".join(f"{name} in {count}" for name, count in sorted(found.items()))
    return of.t.computed("adverse events of the recorded sessions, counted", inputs=paths, text=text)


def _event_name(event: AdverseEvent) -> str:
    return event.event.replace("_", " ")


def _given(of: LetterFacts) -> Traced:
    """How many sessions of the course were given: as stated, or counted from the sessions recorded."""
    number, _ = sessions_given(of.facts)
    text = wording.plural(number, "session")
    if of.request.sessions_given == number:
        return of.t.case(f"{of.base}/sessions_given", text)
    return of.t.computed("sessions of the running course counted", inputs=["/sessions"], text=text)


def _authorized(of: LetterFacts, place: int) -> Values:
    """One authorization of the running course."""
    one = of.case.authorizations[place]
    path = f"/authorizations/{one.id}"
    codes = [
        of.t.case(f"{path}/codes/{line}", f"{row.code}, {wording.plural(row.units, 'unit')}")
        for line, row in enumerate(one.codes)
    ]
    return {
        "number": of.t.case(f"{path}/number", one.number),
        "codes": "; ".join(map(str, codes)),
        "from": of.date(f"{path}/valid_from", one.valid_from),
        "to": of.date(f"{path}/valid_to", one.valid_to),
    }


def _units(of: LetterFacts, matter: Matter) -> Traced:
    """Units authorized in all for the running course."""
    found = [of.case.authorizations[place] for place in authorizations(matter)]
    total = sum(line.units for one in found for line in one.codes)
    return of.t.computed(
        "units of the authorizations added up",
        inputs=[f"/authorizations/{one.id}/codes" for one in found],
        text=wording.plural(total, "authorized unit"),
    )


def _trend(of: LetterFacts, start: PartialDate, change: Improvement) -> Values:
    """All totals of one scale since the last one before the course, and the change in percent."""
    points = [
        one
        for one in of.facts.scores
        if instrument_id(one.instrument) == instrument_id(change.instrument)
        and (f"/scores/{one.id}" in change.evidence or one.date.first > start.last)
    ]
    rows = [of.score(one) for one in points]
    return {
        "instrument": rows[0]["instrument"],
        "most": rows[0]["most"],
        "since": [{"total": row["plain_total"], "date": row["date"]} for row in rows[1:]],
        "first": rows[0],
        "last": rows[-1],
        "change": _percent(of, change),
    }


def _percent(of: LetterFacts, change: Improvement) -> Traced:
    """The change in words: an improvement or a worsening in percent of the baseline, rounded down."""
    shown = change.shown
    if shown == "undefined":
        text = "no percentage, the first total being zero"
    elif not shown.strip("-0."):
        text = "no change"
    elif shown.startswith("-"):
        text = f"a worsening of {wording.percent(shown[1:])}"
    else:
        text = f"an improvement of {wording.percent(shown)}"
    return of.t.computed(
        "100 x (baseline - latest) / baseline, rounded down", inputs=list(change.evidence), text=text
    )


# -- values of the earlier course --------------------------------------------------------------------------


def first_course(of: LetterFacts) -> Values:
    """The earlier course in sentences' parts: dates, device, sessions, change, how long it held, relapse, interval."""
    one = earlier_course(of.facts)
    if one is None:
        return {}
    path = f"/prior_tms/{one.id}"
    measures = "ocd" if one.indication == "ocd" else "depression"
    return {
        **letter_treatment.tms(of, one),
        "from": of.date(f"{path}/first_session", one.first_session),
        "to": of.date(f"{path}/last_session", one.last_session),
        "operator": of.c(f"{path}/operator", one.operator),
        "results": [_result(of, change) for change in course_changes(of.facts, one, (), measures)],
        "held_months": _months(
            of, [f"{path}/last_session", f"{path}/maintained_until"], one.last_session, one.maintained_until
        ),
        "interval": _months(
            of, [f"{path}/last_session", f"{of.base}/date"], one.last_session, of.request.date
        ),
        "relapse_word": "on" if one.relapse and one.relapse.date.exact else "in",
        "held_scores": _held(of, one),
        "others": [
            f"Another course of TMS ({letter_story.tms_facts(of.tms(other))}) is recorded."
            for other in of.facts.prior_tms
            if other.id != one.id
        ],
    }


def held_scores(facts: Facts, course: TmsCourse) -> list[Score]:
    """The latest score of each scale after the course and by the day to which the improvement held."""
    end, until = course.last_session, course.maintained_until
    if end is None or until is None:
        return []
    measures = "ocd" if course.indication == "ocd" else "depression"
    measured = course_changes(facts, course, (), measures)
    scales = {instrument_id(change.instrument) for change in measured}
    known = {path for change in measured for path in change.evidence}
    latest: dict[str, Score] = {}
    for one in facts.scores:
        inside = end.last < one.date.first and one.date.last <= until.last
        if inside and instrument_id(one.instrument) in scales and f"/scores/{one.id}" not in known:
            latest[instrument_id(one.instrument)] = one
    return list(latest.values())


def _held(of: LetterFacts, course: TmsCourse) -> list[Traced]:
    return [
        of.t.case(
            [f"/scores/{one.id}", f"/scores/{one.id}/total", f"/scores/{one.id}/date"],
            f"{instrument_name(one.instrument)} total was {one.total} on {wording.us_date(one.date)}"
            if one.date.exact
            else f"{instrument_name(one.instrument)} total was {one.total} in {wording.us_date(one.date)}",
        )
        for one in held_scores(of.facts, course)
    ]


def _result(of: LetterFacts, change: Improvement) -> str:
    """The PHQ-9 went from 22 to 6 (an improvement of 72.7%)."""
    percent = _percent(of, change)
    if change.baseline is None:
        return f"{percent} is recorded without scores ({change.instrument})"
    from_to = of.t.computed(
        "last score before and first after the course",
        inputs=list(change.evidence),
        text=f"{change.instrument} went from {change.baseline} to {change.end}",
    )
    return f"the {from_to} ({percent})"


def _months(
    of: LetterFacts, paths: list[str], start: PartialDate | None, stop: PartialDate | None
) -> Traced | None:
    """Whole calendar months between two exact days, rounded down; None where a day is not known."""
    if start is None or stop is None or not start.exact or not stop.exact or stop.first < start.first:
        return None
    months = (stop.first.year - start.first.year) * 12 + stop.first.month - start.first.month
    months -= add_months(start.first, months) > stop.first
    return of.t.computed("whole calendar months", inputs=paths, text=wording.plural(months, "month"))
