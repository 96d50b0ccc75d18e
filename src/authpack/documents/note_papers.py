"""The values of the papers beside the sessions: consent, plan and order, weekly review, early stop."""

from __future__ import annotations

import datetime
from typing import Any, get_args

from authpack.criteria.scores import instrument_id, instrument_name
from authpack.documents import letter_history, note_words, wording
from authpack.documents.note_common import clinician, number, plain_number, said, suicidality, word
from authpack.documents.note_matter import NoteMatter
from authpack.documents.trace import Traced, listed
from authpack.domain.clinical import Score
from authpack.domain.course import Consent, ConsentTopic, EarlyStop, Outcome, ProgressReview, TreatmentPlan
from authpack.ledger.course_of import Visit
from authpack.ledger.outcomes import baselines, change_of
from authpack.reference.scales import scale_by_name

Values = dict[str, Any]


def consent_values(matter: NoteMatter) -> Values:
    """The talk before the first session, topic by topic; a topic without an answer is refused before."""
    one, path = matter.record, matter.path
    assert isinstance(one, Consent)
    answered = {row.topic: (place, row) for place, row in enumerate(one.items)}
    rows = []
    for topic in get_args(ConsentTopic):
        place, row = answered[topic]
        where = f"{path}/items/{place}"
        rows.append({
            "topic": matter.of.t.literal(note_words.TOPICS[topic]),
            "answer": word(matter, f"{where}/discussed", row.discussed, note_words.YES_NO),
            "note": matter.of.c(f"{where}/note", row.note),
        })  # fmt: skip
    return {
        "topics": rows,
        "clinician": clinician(matter, f"{path}/clinician", one.clinician),
        "capacity": word(matter, f"{path}/capacity", one.capacity, note_words.YES_NO),
        "given": word(matter, f"{path}/given", one.given, note_words.YES_NO),
        "note": said(matter, f"{path}/note", one.note),
        "request": matter.of.asked(),
        "guardian": matter.of.patient()["guardian"],
    }


def plan_values(matter: NoteMatter) -> Values:
    """The plan and order: what the request asks for, and what the plan adds."""
    one, path = matter.record, matter.path
    assert isinstance(one, TreatmentPlan)
    request, base = matter.request, f"/requests/{matter.request.id}"
    return {
        "request": matter.of.asked(),
        "diagnoses": [row for row in matter.of.diagnoses() if row["primary"]] or matter.of.diagnoses(),
        "orderer": matter.of.clinician(matter.case.clinician(one.clinician)),
        "method": word(matter, f"{path}/method", one.method, note_words.METHODS),
        "parameters": _parameters(matter),
        "authorizations": _authorizations(matter, one),
        "intensity": number(
            matter, f"{path}/intensity_percent", one.intensity_percent, "% of motor threshold"
        ),
        "intensity_max": number(matter, f"{path}/intensity_max", one.intensity_max, "% of motor threshold"),
        "ramp": matter.of.c(f"{path}/ramp", one.ramp),
        "scale": matter.of.c(f"{base}/schedule/scale", request.schedule.scale),
        "stop_rules": [
            matter.of.t.statement(f"{path}/stop_rules/{at}", rule) for at, rule in enumerate(one.stop_rules)
        ],
        "medicines": said(matter, f"{path}/medicines", one.medicines),
        "current": letter_history.current_medicines(matter.of),
        "psychotherapy": said(matter, f"{path}/psychotherapy", one.psychotherapy),
        "safety_plan": said(matter, f"{path}/safety_plan", one.safety_plan),
        "outcomes": [
            outcome_words(matter, f"{path}/outcomes/{at}", row) for at, row in enumerate(one.outcomes)
        ],
        "expected": said(matter, f"{path}/expected", one.expected),
        "note": said(matter, f"{path}/note", one.note),
        "supervisor": clinician(matter, f"{base}/supervision/clinician", request.supervision.clinician),
        "supervision": matter.of.supervision(),
    }


_CELLS = (
    ("freq_hz", "{} Hz"),
    ("on_s", "trains of {} s"),
    ("trains", "{} trains"),
    ("pulses_per_train", "{} pulses in a train"),
    ("stated_pulses", "{} pulses in a session"),
)


def _parameters(matter: NoteMatter) -> list[Traced]:
    """Frequency, trains and gap of the protocol, each only where its cell of the reference was read in a source."""
    from authpack.reference.protocols import all_protocols

    row = next((row for row in all_protocols() if row.id == matter.request.protocol), None)
    if row is None or row.continuous or row.components:
        return []
    path = f"reference:protocols/{row.id}"
    found = []
    for name, words in _CELLS:
        cell = getattr(row, name)
        if cell is not None and cell.usable and cell.number is not None:
            found.append(matter.of.t.reference(f"{path}/{name}", words.format(f"{cell.number:,f}")))
    if row.burst is not None and all(cell.usable for cell in row.burst):
        pulses, hz, rate = (plain_number(cell.number) for cell in row.burst if cell.number is not None)
        text = f"bursts of {pulses} pulses at {hz} Hz, {rate} bursts per second"
        found.insert(0, matter.of.t.reference(f"{path}/burst", text))
    low, high = row.off_s, row.off_s_max
    if low is not None and low.usable and low.number is not None:
        longer = high is not None and high.usable and high.number not in (None, low.number)
        upto = f" to {plain_number(high.number)}" if longer and high and high.number is not None else ""
        text = f"gaps of {plain_number(low.number)}{upto} s"
        found.append(matter.of.t.reference(f"{path}/off_s", text))
    return found


def _authorizations(matter: NoteMatter, one: TreatmentPlan) -> list[Values]:
    """The authorizations of the request that were given by the time the plan was written."""
    day = (one.written or one.date).last
    return [
        {
            "number": matter.of.t.case(f"/authorizations/{row.id}/number", row.number),
            "until": matter.of.date(f"/authorizations/{row.id}/valid_to", row.valid_to),
        }
        for row in matter.case.authorizations
        if row.request == one.request and row.decided is not None and row.decided.last <= day
    ]


def outcome_words(matter: NoteMatter, path: str, one: Outcome) -> Values:
    """What the plan calls response and remission on a scale."""
    response = one.response_percent
    return {
        "instrument": matter.of.t.case(f"{path}/instrument", instrument_name(one.instrument)),
        "response": number(matter, f"{path}/response_percent", response, "% or more below the baseline"),
        "remission": number(matter, f"{path}/remission_at_most", one.remission_at_most, " or less"),
    }


def review_values(matter: NoteMatter) -> Values:
    """One look at the course: sessions of the period, scores, tolerance, assessment, plan."""
    one, path = matter.record, matter.path
    assert isinstance(one, ProgressReview)
    within = _within(matter, one)
    scores = [score for score in matter.case.scores.items if score.id in one.scores]
    return {
        "clinician": clinician(matter, f"{path}/clinician", one.clinician),
        "period": _period(matter, one),
        "given": _given(matter, within, "sessions of the period"),
        "so_far": _given(matter, _until(matter, one.date.last), "sessions so far"),
        "events": _events(matter, within),
        "baseline_scores": _baselines(matter, scores),
        "scores": [
            score_row(matter, row) for row in sorted(scores, key=lambda row: (row.date.first, row.id))
        ],
        "changes": _changes(matter, scores),
        "suicidality": suicidality(matter, one.suicidality),
        "tolerance": said(matter, f"{path}/tolerance", one.tolerance),
        "medicine_changes": said(matter, f"{path}/medicine_changes", one.medicine_changes),
        "assessment": said(matter, f"{path}/assessment", one.assessment),
        "plan": said(matter, f"{path}/plan", one.plan),
    }


def _within(matter: NoteMatter, one: ProgressReview) -> tuple[Visit, ...]:
    if one.period_start is None or one.period_end is None:
        return ()
    first, last = one.period_start.first, one.period_end.last
    return tuple(row for row in matter.course.visits if first <= row.day <= last)


def _until(matter: NoteMatter, day: datetime.date) -> tuple[Visit, ...]:
    """The sessions given by a day."""
    return tuple(row for row in matter.course.visits if row.day <= day)


def _period(matter: NoteMatter, one: ProgressReview) -> Traced | None:
    if one.period_start is None or one.period_end is None:
        return None
    paths = [f"{matter.path}/period_start", f"{matter.path}/period_end"]
    return matter.of.t.case(
        paths, f"{wording.us_date(one.period_start)} to {wording.us_date(one.period_end)}"
    )


def _given(matter: NoteMatter, visits: tuple[Visit, ...], rule: str) -> Traced:
    inputs = [row.path for row in visits] or ["/sessions"]
    return matter.of.t.computed(
        f"count of the {rule}", inputs=inputs, text=wording.plural(len(visits), "session")
    )


def _events(matter: NoteMatter, visits: tuple[Visit, ...]) -> list[str]:
    """Each kind of event of the period with how often it was recorded."""
    counted: dict[str, list[str]] = {}
    for visit in visits:
        for place, one in enumerate(visit.session.adverse_events.items):
            counted.setdefault(one.event, []).append(f"{visit.path}/adverse_events/{place}")
    return [
        f"{matter.of.t.case(paths, note_words.EVENTS[name])} "
        f"({matter.of.t.computed('count', inputs=paths, text=wording.plural(len(paths), 'time'))})"
        for name, paths in counted.items()
    ]


def score_row(matter: NoteMatter, one: Score) -> Values:
    """One score with its date and range."""
    return matter.of.score(one)


def _baselines(matter: NoteMatter, scores: list[Score]) -> list[Values]:
    """The baseline of each scale that was looked at, where it is not among the scores themselves."""
    keys, named = {instrument_id(one.instrument) for one in scores}, {one.id for one in scores}
    first = baselines(matter.course).items()
    return [score_row(matter, one) for key, one in first if key in keys and one.id not in named]


def _changes(matter: NoteMatter, scores: list[Score]) -> list[Values]:
    """Each instrument's change from its baseline, exact, rounded down for display."""
    first = baselines(matter.course)
    rows = []
    for one in scores:
        scale = scale_by_name(one.instrument)
        base = first.get(scale.id if scale else one.instrument.strip().lower())
        if base is None or base.id == one.id:
            continue
        change = change_of(base, one)
        rows.append({
            "instrument": matter.of.t.case(f"/scores/{one.id}/instrument", instrument_name(one.instrument)),
            "baseline": matter.of.t.case([f"/scores/{base.id}/total"], str(base.total)),
            "baseline_date": matter.of.date(f"/scores/{base.id}/date", base.date),
            "now": matter.of.t.case([f"/scores/{one.id}/total"], str(one.total)),
            "change": change_words(matter, change.shown, (base.id, one.id)),
        })  # fmt: skip
    return rows


def change_words(matter: NoteMatter, shown: str, scores: tuple[str, str]) -> Traced:
    """The percentage in words: lower, higher or unchanged."""
    inputs = [f"/scores/{one}/total" for one in scores]
    rule = "100 x (baseline - end) / baseline, rounded down to one decimal"
    if shown == "undefined":
        text = "not defined (baseline zero)"
    elif shown.startswith("-"):
        text = f"{shown[1:]}% higher"
    else:
        text = "unchanged" if shown == "0" else f"{shown}% lower"
    return matter.of.t.computed(rule, inputs=inputs, text=text)


def early_stop_values(matter: NoteMatter) -> Values:
    """A session or course that was stopped before its end."""
    one, path = matter.record, matter.path
    assert isinstance(one, EarlyStop)
    visit = next((row for row in matter.course.visits if row.session.id == one.session), None)
    return {
        "scope": one.scope,
        "reason": word(matter, f"{path}/reason", one.reason, note_words.STOPS),
        "time": matter.of.c(f"{path}/time", one.time),
        "session_number": number(matter, f"/sessions/{one.session}/number", visit.session.number)
        if visit
        else None,
        "session_day": matter.of.date(f"/sessions/{one.session}/date", visit.session.date) if visit else None,
        "delivered": _delivered(matter, visit),
        "given": _given(matter, _until(matter, one.date.last), "sessions so far"),
        "detail": said(matter, f"{path}/detail", one.detail),
        "action": said(matter, f"{path}/action", one.action),
        "physician": clinician(matter, f"{path}/physician", one.physician),
        "told_at": matter.of.c(f"{path}/told_at", one.told_at),
        "condition": said(matter, f"{path}/condition", one.condition),
        "decision": word(matter, f"{path}/decision", one.decision, note_words.DECISIONS),
        "decided_by": clinician(matter, f"{path}/decided_by", one.decided_by),
        "decided_on": matter.of.date(f"{path}/decided_on", one.decided_on),
        "decision_text": said(matter, f"{path}/decision_text", one.decision_text),
        "suicidality": suicidality(matter, one.suicidality),
        "plan": said(matter, f"{path}/plan", one.plan),
    }


def _delivered(matter: NoteMatter, visit: Visit | None) -> Traced | None:
    """Trains and pulses of the session that was stopped."""
    if visit is None or not visit.session.blocks:
        return None
    said_ = []
    for block in visit.session.blocks:
        if block.trains is None or block.pulses is None:
            return None
        planned = f" of {block.trains_planned}" if block.trains_planned else ""
        said_.append(f"{block.trains}{planned} trains, {plain_number(block.pulses)} pulses")
    return matter.of.t.case(f"{visit.path}/blocks", listed(said_))
