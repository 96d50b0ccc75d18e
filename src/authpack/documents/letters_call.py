"""The sheet for a peer-to-peer call: the notice, the criteria and what answers each, and a timeline on one page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from authpack.criteria.conditions.continuation import course_start
from authpack.criteria.finding import Determination, Finding
from authpack.documents import letter_course, letter_story, wording
from authpack.documents.letter_criteria import unread
from authpack.documents.letter_crosswalk import crosswalk
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.matter import Matter
from authpack.documents.trace import Traced, listed
from authpack.domain.clinical import Psychotherapy
from authpack.domain.dates import PartialDate

if TYPE_CHECKING:  # models that a letter need not build: only names of types here
    from authpack.domain.denials import Denial


Values = dict[str, Any]
MOST_EVENTS: Final = 14
"""Rows of the timeline; more do not fit one page beside the six lines."""
MOST_IN_FULL: Final = 4
"""Trials said with dose and weeks in the sheet's line on medication; of more only the names, for the page is one."""
MOST_CRITERIA: Final = 4
"""Criteria said one by one; the others share a line."""


def brief(of: LetterFacts, matter: Matter) -> Values:
    """The call, the criteria with what answers each, and a timeline; everything else the letters' common values hold."""
    phase, judged = matter.request.phase, matter.determination
    course = letter_course.running_course(of, matter) if phase == "continuation" else None
    whole = phase == "retreatment" and not letter_course.retreatment_faults(matter)
    tried = sum(one.trial.role != "other_use" for one in of.facts.trials)
    return {
        "call": _call(of),
        "medication": letter_story.medication(of, names_only=tried > MOST_IN_FULL),
        "criteria": criteria(of, judged) if judged else [],
        "not_available": _not_available(of, judged) if judged else [],
        "timeline": timeline(of, course),
        "course": course,
        "first_course": letter_course.first_course(of) if whole else None,
    }


# -- the notice -------------------------------------------------------------------------------------------


def _notices(of: LetterFacts) -> list[Denial]:
    """The notices on this request, oldest first; one that came after the request is what the call is about."""
    return sorted(
        (one for one in of.case.denials if one.request == of.request.id),
        key=lambda one: (one.date.last, one.id),
    )


def _call(of: LetterFacts) -> Values | None:
    """What the latest notice says of the conversation; None without one."""
    notices = _notices(of)
    if not notices:
        return None
    one = notices[-1]
    path, talk = f"/denials/{one.id}", one.peer_to_peer
    return {
        "date": of.date(f"{path}/date", one.date),
        "reference": of.c(f"{path}/reference", one.reference),
        "phone": of.c(f"{path}/peer_to_peer/phone", talk.phone) if talk else None,
        "by": of.date(f"{path}/peer_to_peer/by", talk.by) if talk else None,
        "reasons": [of.t.case(f"{path}/reasons/{row.id}/quote", row.quote) for row in one.reasons],
    }


# -- the criteria -----------------------------------------------------------------------------------------

_SAID: Final = {
    "met": "met",
    "not_met": "not met in the record",
    "not_documented": "open, the record is silent",
    "needs_review": "left to judgment, and none is recorded",
    "external": "judged by the plan's licensed criteria",
}
_BY_REASON: Final = {
    "payer_review": "for the plan's own review",
    "policy_silent": "the policy's text does not address this",
    "policy_silent_age": "the policy's text does not address this age",
}
_UNSETTLED: Final = ("not_met", "not_documented", "needs_review", "external")
_WEIGHT: Final = (
    ("trials", "course_improvement", "tms_response", "tms_improvement", "tms_kept", "tms_relapse"),
    ("therapy_evidence_based", "therapy_weeks", "therapy_no_improvement", "judged"),
    ("diagnosis", "severity", "severity_by_scale"),
)
"""Kinds of criteria by how often a call is about them; the others come after them, what was ruled out comes last."""
_EXCLUDED: Final = len(_WEIGHT) + 2


def criteria(of: LetterFacts, determination: Determination) -> list[Values]:
    """Each criterion that a call may turn on, in the policy's words, and what answers it: what is unsettled first."""
    by_id = {finding.id: finding for finding, _ in determination.findings()}
    rows = []
    for place, row in enumerate(crosswalk(of, determination)):
        found = [by_id[name] for name in sorted(row["ids"])]
        exclusion = row["prefix"].startswith("To be ruled out")
        state, leaf = _worst([one for one in found if not one.children] or found, turned=exclusion)
        rows.append((_rank(state, leaf, exclusion), place, state, leaf, row))
    rows.sort(key=lambda one: one[:2])
    alone = [one for one in rows if one[0] < _EXCLUDED][:MOST_CRITERIA]
    said = [
        {
            "words": row["requirements"][0].capitalize(),
            "section": row["section"],
            "answer": _answer(of, state, leaf),
        }
        for _, _, state, leaf, row in alone
    ]
    rest = sorted(rows[len(alone) :], key=lambda one: one[1])
    for answer, settled in (("also unsettled", False), ("met, or ruled out", True)):
        labels = dict.fromkeys(
            label
            for _, _, state, _, row in rest
            if (state not in _UNSETTLED) == settled
            for label in row["sections"]
        )
        if labels:
            source = f"policy:{determination.policy.id}"
            sections = "; ".join(f"{of.t.policy(source, label)}" for label in labels)
            said.append({"words": None, "section": sections, "answer": answer})
    return said


def _worst(leaves: list[Finding], *, turned: bool) -> tuple[str, Finding]:
    """The least settled answer of a row; under an exclusion "met" means that it is present."""
    other = {"met": "not_met", "not_met": "met"} if turned else {}
    states = [(other.get(leaf.status, leaf.status), leaf) for leaf in leaves]
    order = (*_UNSETTLED, "met")
    return min(states, key=lambda one: (order.index(one[0]) if one[0] in order else len(order), one[1].id))


def _rank(state: str, leaf: Finding, exclusion: bool) -> int:
    if state in _UNSETTLED:
        return 0
    if exclusion:
        return _EXCLUDED
    return 1 + next((place for place, kinds in enumerate(_WEIGHT) if leaf.node.kind in kinds), len(_WEIGHT))


def _answer(of: LetterFacts, state: str, leaf: Finding) -> str:
    """ "met by three: fluoxetine, mirtazapine, and desvenlafaxine"."""
    if leaf.reason in _BY_REASON:
        return _BY_REASON[leaf.reason]
    said = _SAID.get(state, state.replace("_", " "))
    judge = leaf.values.get("clinician") if leaf.reason == "clinician_judgement" else None
    if judge:
        paths = [path for path in leaf.evidence if path.startswith("/judgements/")]
        return f"{said} in the judgment of {of.t.case(paths, judge)}"
    drugs = [
        of.t.case(f"/trials/{line.trial}/drug", of.facts.trial_by_id[line.trial].name)
        for line in leaf.lines
        if line.status == "met" and line.trial in of.facts.trial_by_id
    ]
    if leaf.node.kind != "trials" or not drugs:
        return said
    inputs = [drug.trace.paths[0] for drug in drugs]
    count = of.t.computed("trials that the criterion counts", inputs=inputs, text=wording.number(len(drugs)))
    return f"{said} by {count}: {listed(drugs)}" if state == "met" else f"{said} ({count}: {listed(drugs)})"


def _not_available(of: LetterFacts, determination: Determination) -> list[Traced]:
    """Sections of the policy on which the answer hangs and whose text was not available."""
    source = f"policy:{determination.policy.id}"
    sections = dict.fromkeys(one.section for one in unread(determination) if one.decisive)
    return [of.t.policy(source, name) for name in sections]


# -- the timeline -----------------------------------------------------------------------------------------

Event = tuple[date, Traced | None, str]
_STARTS: Final = {
    "continuation": "requested start of the further sessions",
    "retreatment": "requested start of the repeat course",
}


def timeline(of: LetterFacts, course: Values | None = None) -> list[Values]:
    """Dated events in order, every date in figures: episode, treatments, scores, earlier TMS, notice, requested start."""
    rows = [*_treatments(of), *_earlier_tms(of), *_running(of, course), *_scores(of, course)]
    rows += [
        (one.date.first, _short(of, f"/denials/{one.id}/date", one.date), "notice of denial")
        for one in _notices(of)
        if one.kind == "adverse"
    ]
    if of.request.start is not None:
        start = _short(of, f"{of.base}/start", of.request.start)
        rows.append((of.request.start.first, start, _STARTS.get(of.request.phase, "requested start of TMS")))
    rows.sort(key=lambda row: row[0])
    onset = _illness(of)
    kept = sorted([*onset, *rows[-(MOST_EVENTS - len(onset)) :]], key=lambda row: row[0])
    return [{"when": when, "what": what} for _, when, what in kept]


def _short(of: LetterFacts, path: str, value: PartialDate) -> Traced:
    return of.t.case(path, wording.short_date(value))


def _illness(of: LetterFacts) -> list[Event]:
    one = of.facts.episode
    if one is None or one.onset is None:
        return []
    when = _short(of, f"/episodes/{one.id}/onset", one.onset)
    return [(one.onset.first, when, "onset of the current episode")]


def _treatments(of: LetterFacts) -> list[Event]:
    """Trials with dose, weeks at it and whether it was the most that was tolerated; courses of psychotherapy."""
    events: list[Event] = []
    for one in of.facts.trials:
        if one.trial.role == "other_use" or one.trial.start is None:
            continue
        row = of.trial(one)
        added = "augmentation with " if one.trial.role == "augmentation" else ""
        dose = row["dose"] + (f" ({row['at_limit']})" if row["at_limit"] else "")
        weeks = f" for {row['weeks']} weeks" if row["weeks"] != wording.NOT_RECORDED else ""
        text = f"{added}{row['drug']}, {dose}{weeks}: {row['outcome']}"
        events.append((one.trial.start.first, row["dates"], text))
    for course in of.facts.psychotherapy:
        if course.start is not None:
            row = of.therapy(course)
            counted = f", {row['counted']}" if row["counted"] else ""
            events.append(
                (course.start.first, _period(of, course), f"{row['type']}{counted}: {row['outcome']}")
            )
    return events


def _period(of: LetterFacts, one: Psychotherapy) -> Traced:
    """When a therapy was given, in figures, from the dates that the letter prints too."""
    path, ongoing = f"/psychotherapy/{one.id}", one.state == "ongoing"
    fields = ("state", "start") if ongoing else ("start", "stop")
    text = wording.period(one.start, None if ongoing else one.stop, ongoing=ongoing)
    return of.t.case([f"{path}/{name}" for name in fields], text)


def _earlier_tms(of: LetterFacts) -> list[Event]:
    """Earlier courses with their response, until when it held, and the relapse."""
    events: list[Event] = []
    for one in of.facts.prior_tms:
        path = f"/prior_tms/{one.id}"
        if one.first_session is not None:
            row = of.tms(one)
            changes = f"; {', '.join(map(str, row['changes']))}" if row["changes"] else ""
            counted = f", {row['sessions']}" if row["sessions"] else ""
            text = f"earlier TMS{counted}: {row['response']}{changes}"
            events.append((one.first_session.first, row["dates"], text))
        if one.maintained_until is not None:
            when = _short(of, f"{path}/maintained_until", one.maintained_until)
            events.append((one.maintained_until.first, when, "improvement held until then"))
        if one.relapse is not None:
            when = _short(of, f"{path}/relapse/date", one.relapse.date)
            events.append((one.relapse.date.first, when, "relapse after that course"))
    return events


def _running(of: LetterFacts, course: Values | None) -> list[Event]:
    """The first session of the running course."""
    start, where = course_start(of.facts)
    if course is None or start is None:
        return []
    return [
        (start.first, _short(of, where, start), f"first session of this course; {course['given']} so far")
    ]


def _scores(of: LetterFacts, course: Values | None) -> list[Event]:
    """The latest score of each instrument, and of a running course the one before it; those of one day in one row."""
    latest = {row["key"]: row for row in of.scores()}
    first = [trend["first"] for trend in course["trends"]] if course else []
    by_day: dict[str, dict[str, Values]] = {}
    for row in (*first, *latest.values()):
        by_day.setdefault(row["day"], {})[row["key"]] = row
    return [
        (
            date.fromisoformat(day),
            next(iter(rows.values()))["short_date"],
            ", ".join(f"{row['instrument']} total {row['total']}" for row in rows.values()),
        )
        for day, rows in by_day.items()
    ]
