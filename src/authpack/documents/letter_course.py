"""The running course and the earlier one: what a continuation or a retreatment letter needs of them, and its values."""

from __future__ import annotations

from typing import Any

from authpack.criteria.conditions.continuation import changes_so_far, course_start, sessions_given
from authpack.criteria.conditions.prior_tms import course_changes
from authpack.criteria.facts import Facts, Improvement, instrument_id
from authpack.documents import letter_treatment, wording
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.matter import Matter
from authpack.documents.trace import Traced
from authpack.domain.clinical import TmsCourse
from authpack.domain.dates import PartialDate, add_months
from authpack.errors import Fault

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
        (f"{base}/sessions_given", given and exact, "how many sessions of the running course were given"),
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
    given = _given(of)
    more = of.request.schedule.acute_sessions or 0
    taper = sum(of.request.schedule.taper or ())
    return {
        "start": of.date(where, start),
        "start_word": "on" if start and start.exact else "in",
        "given": given,
        "more": of.t.computed(
            "sessions asked for: acute sessions plus taper",
            inputs=[f"{of.base}/schedule/acute_sessions", f"{of.base}/schedule/taper"],
            text=wording.plural(more + taper, "more session"),
        ),
        "authorized": [_authorized(of, place) for place in authorizations(matter)],
        "of_units": _units(of, matter),
        "trends": [_trend(of, start, change) for change in changes_so_far(of.facts, start)] if start else [],
        "in_all": of.t.computed(
            "sessions given plus sessions requested",
            inputs=[f"{of.base}/sessions_given", f"{of.base}/schedule"],
            text=wording.plural(sessions_given(of.facts)[0] + more + taper, "session"),
        ),
    }


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
        "since": [{"total": row["plain_total"], "date": row["short_date"]} for row in rows[1:]],
        "first": rows[0],
        "last": rows[-1],
        "change": _percent(of, change),
    }


def _percent(of: LetterFacts, change: Improvement) -> Traced:
    """The change in words: an improvement or a worsening in percent of the baseline, rounded down."""
    shown = change.shown
    if shown == "undefined":
        text = "no percentage, the first total being zero"
    elif shown.startswith("-"):
        text = f"a worsening of {shown[1:]}%"
    else:
        text = f"an improvement of {shown}%"
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
    }


def _result(of: LetterFacts, change: Improvement) -> str:
    """The PHQ-9 went from 22 to 6, an improvement of 72.7%."""
    percent = _percent(of, change)
    if change.baseline is None:
        return f"{percent} is recorded without scores ({change.instrument})"
    from_to = of.t.computed(
        "last score before and first after the course",
        inputs=list(change.evidence),
        text=f"{change.instrument} went from {change.baseline} to {change.end}",
    )
    return f"the {from_to}, {percent}"


def _months(
    of: LetterFacts, paths: list[str], start: PartialDate | None, stop: PartialDate | None
) -> Traced | None:
    """Whole calendar months between two exact days, rounded down; None where a day is not known."""
    if start is None or stop is None or not start.exact or not stop.exact or stop.first < start.first:
        return None
    months = (stop.first.year - start.first.year) * 12 + stop.first.month - start.first.month
    months -= add_months(start.first, months) > stop.first
    return of.t.computed("whole calendar months", inputs=paths, text=wording.plural(months, "month"))
