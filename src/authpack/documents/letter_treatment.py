"""Treatment so far in a letter: medication trials, psychotherapy, earlier TMS, ECT, current medicines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpack.criteria.scores import instrument_name
from authpack.criteria.trial_facts import TrialFacts
from authpack.documents import wording
from authpack.documents.trace import Traced
from authpack.domain.clinical import (
    MedicationTrial,
    Psychotherapy,
    SideEffect,
    TherapyScore,
    TmsCourse,
)
from authpack.reference.drugs import class_name, find

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

Values = dict[str, Any]


def trial(of: LetterFacts, one: TrialFacts) -> Values:
    """Columns of the trials table, and the notes that stand under it."""
    path, taken = one.path, one.trial
    top = one.top_dose
    span = one.days_at(top.parts[0]) if top else None
    weeks = of.t.computed(
        "weeks at the top dose, rounded down",
        inputs=[f"{path}/steps", f"{path}/start", f"{path}/stop"],
        text=wording.weeks(span) if span else wording.NOT_RECORDED,
    )
    return {
        "id": taken.id,
        "drug": of.drug(one, f"{path}/drug"),
        "class": drug_class(of, one) or wording.NOT_RECORDED,
        "dates": of.t.case(
            [f"{path}/state", f"{path}/start", f"{path}/stop", f"{path}/ongoing_on"], _dates(taken)
        ),
        "dose": of.t.case([f"{path}/max_dose", f"{path}/steps"], wording.dose(top)),
        "weeks": weeks,
        "response": _response(of, one),
        "stopped": _stopped(of, taken, path),
        "outcome": _outcome(of, taken, path),
        "notes": _notes(of, one),
        "at_limit": of.t.case(f"{path}/max_tolerated", "maximum tolerated dose")
        if taken.max_tolerated == "yes"
        else None,
        "source": of.source_of(path),
        "partners": [
            of.drug(of.facts.trial_by_id[name], f"{path}/partners")
            for name in taken.partners
            if name in of.facts.trial_by_id
        ],
        "unknown_role": taken.role == "unknown",
        "started": taken.state != "never_started",
        "ongoing": of.t.case(f"{path}/state", "still taken") if taken.state == "ongoing" else None,
        "earlier_episode": _earlier_episode(of, one),
    }


def generic_name(written: str) -> str:
    """Generic in lower case with the formulation that the chart names ("bupropion XL"); an unknown drug as written."""
    match = find(written)
    if match.drug is None:
        return written
    name, form = match.drug.plain_name, match.formulation or ""
    named = form.lower() in written.lower() and form.lower() not in name.lower()
    return f"{name} {form}" if named else name


def _earlier_episode(of: LetterFacts, one: TrialFacts) -> Traced | None:
    """That a trial belongs to an earlier episode than the current one, where the record says so."""
    current, own = of.facts.episode, one.trial.episode
    if current is None or own is None or own == current.id:
        return None
    years = _years(one.trial)
    if not years:
        return of.t.case(f"{one.path}/episode", "in an earlier episode")
    return of.t.computed(
        "years of the trial",
        inputs=[f"{one.path}/episode", f"{one.path}/start", f"{one.path}/stop"],
        text=f"in an earlier episode, {years}",
    )


def _years(taken: MedicationTrial) -> str:
    """The years from start to stop: "2004" or "2004 to 2005"; nothing where neither is recorded."""
    found = [one.first.year for one in (taken.start, taken.stop) if one is not None]
    return " to ".join(str(year) for year in dict.fromkeys(found))


def drug_class(of: LetterFacts, one: TrialFacts, *, short: bool = False) -> Traced | None:
    """The drug's class as this policy sets it, else its usual one; None for a drug that the reference does not know.

    Traced: the name of a class may hold the name of a drug ("lithium augmentation"). short: without what is in
    parentheses.
    """
    if one.drug is None:
        return None
    name = class_name(of.classes.get(one.drug.id, one.drug.classes[0]))
    return of.t.reference(
        f"reference:drugs/{one.drug.id}/classes", name.partition(" (")[0] if short else name
    )


def _dates(taken: MedicationTrial) -> str:
    if taken.state == "never_started":
        return "never started"
    text = wording.period(taken.start, taken.stop, ongoing=taken.state == "ongoing")
    if taken.state == "ongoing" and taken.ongoing_on is not None:
        text += f" on {wording.short_date(taken.ongoing_on)}"
    return text


def _response(of: LetterFacts, one: TrialFacts) -> Traced:
    path, taken = one.path, one.trial
    baseline = of.facts.score_by_id.get(taken.baseline_score or "")
    end = of.facts.score_by_id.get(taken.end_score or "")
    change = of.facts.improvement(baseline, end)
    text = "response not recorded" if taken.response == "unknown" else wording.RESPONSES[taken.response]
    paths = [f"{path}/response"]
    if change is not None:
        text += f" ({change.instrument} from {change.baseline} to {change.end})"
        paths += change.evidence
    elif taken.response_percent is not None:
        text += f" ({taken.response_percent.normalize():f}% recorded)"
        paths.append(f"{path}/response_percent")
    return of.t.case(paths, text)


def _stopped(of: LetterFacts, taken: MedicationTrial, path: str) -> Traced:
    if taken.state == "ongoing":
        return of.t.case(f"{path}/state", "still taken")
    if taken.state == "never_started":
        why = (
            f"contraindicated: {wording.unstopped(taken.contraindication)}"
            if taken.contraindication
            else "not taken"
        )
        return of.t.case([f"{path}/state", f"{path}/contraindication"], why)
    known = taken.stop_reason != "unknown"
    text = f"stopped: {wording.STOP_REASONS[taken.stop_reason]}" if known else "stopped, reason not recorded"
    effects = [effect.name for effect in taken.side_effects]
    if effects:
        text += f" ({', '.join(effects)})"
    return of.t.case([f"{path}/stop_reason", f"{path}/side_effects"], text)


def _outcome(of: LetterFacts, taken: MedicationTrial, path: str) -> Traced:
    """Response and stop in two or three words."""
    said = [] if taken.response == "unknown" else [wording.RESPONSES[taken.response]]
    if taken.state == "ongoing":
        said.append("still taken")
    elif taken.stop_reason != "unknown" and not (
        taken.stop_reason == "inadequate" and taken.response == "none"
    ):
        said.append(wording.STOP_REASONS[taken.stop_reason])
    return of.t.case(
        [f"{path}/response", f"{path}/stop_reason", f"{path}/state"],
        ", ".join(said) or f"response {wording.NOT_RECORDED}",
    )


def _tolerated(of: LetterFacts, one: TrialFacts) -> Traced | None:
    """That the top dose was the maximum tolerated one, and why, where the record says so."""
    taken = one.trial
    if taken.max_tolerated != "yes":
        return None
    why = f" ({wording.unstopped(taken.why_not_higher)})" if taken.why_not_higher else ""
    return of.t.case(
        [f"{one.path}/max_tolerated", f"{one.path}/why_not_higher"], f"maximum tolerated dose{why}"
    )


def _notes(of: LetterFacts, one: TrialFacts) -> list[Traced]:
    """What has no column: dose limit, each side effect in full, adherence."""
    taken, path = one.trial, one.path
    said = [note for note in [_tolerated(of, one)] if note]
    said += [
        of.t.case(f"{path}/side_effects/{place}", _side_effect(effect))
        for place, effect in enumerate(taken.side_effects)
    ]
    if taken.adherence_percent is not None:
        said.append(
            of.t.case(f"{path}/adherence_percent", f"adherence {taken.adherence_percent.normalize():f}%")
        )
    return said


def _side_effect(effect: SideEffect) -> str:
    text = effect.name
    if effect.severity != "unknown":
        text += f", {effect.severity}"
    if effect.onset is not None:
        text += f", from {wording.us_date(effect.onset)}"
    if effect.dose_at_onset is not None:
        text += f" at {wording.dose(effect.dose_at_onset)}"
    if effect.action:
        text += f" (action: {wording.unstopped(effect.action)})"
    if effect.expected_to_resolve != "unknown":
        text += (
            ", expected to resolve"
            if effect.expected_to_resolve == "yes"
            else ", not expected to resolve while the drug is taken"
        )
    return text


def other_use(of: LetterFacts, one: TrialFacts) -> Values:
    """A drug given for something else than the illness in question."""
    return {
        "drug": of.drug(one, f"{one.path}/drug"),
        "dose": of.t.case([f"{one.path}/max_dose", f"{one.path}/steps"], wording.dose(one.top_dose))
        if one.top_dose
        else None,
        "use": of.c(f"{one.path}/other_use", one.trial.other_use),
    }


def therapy(of: LetterFacts, one: Psychotherapy) -> Values:
    """One course of psychotherapy, with the scores at both ends where they are recorded."""
    path = f"/psychotherapy/{one.id}"
    scores = None
    if one.baseline and one.end:
        scores = of.t.case(
            [f"{path}/baseline", f"{path}/end"], f"{_score(one.baseline)} to {_score(one.end)}"
        )
    ongoing = one.state == "ongoing"
    dates = wording.period(one.start, one.stop, ongoing=ongoing)
    if ongoing and one.ongoing_on is not None:
        dates += f" on {wording.short_date(one.ongoing_on)}"
    return {
        "type": of.t.case(
            [f"{path}/type", f"{path}/type_text"], one.type_text or wording.THERAPIES[one.type]
        ),
        "dates": of.t.case([f"{path}/state", f"{path}/start", f"{path}/stop", f"{path}/ongoing_on"], dates),
        "sessions": of.c(f"{path}/sessions", one.sessions),
        "counted": of.t.case(f"{path}/sessions", wording.plural(one.sessions, "session"))
        if one.sessions is not None
        else None,
        "frequency": of.c(f"{path}/frequency", one.frequency),
        "clinician": of.c(f"{path}/clinician", one.clinician),
        "scores": scores,
        "outcome": of.t.case(
            f"{path}/outcome",
            wording.RESPONSES[one.outcome] if one.outcome != "unknown" else f"outcome {wording.NOT_RECORDED}",
        ),
        "outcome_key": one.outcome,
        "source": of.source_of(path),
        "in_words": _span_in_words(of, one, path),
        "change": _change_in_therapy(of, one, path),
        "when": of.t.case(
            [f"{path}/state", f"{path}/start", f"{path}/stop"],
            wording.period_in_words(one.start, one.stop, ongoing=ongoing),
        ),
    }


def _change_in_therapy(of: LetterFacts, one: Psychotherapy, path: str) -> Traced | None:
    """The scores at both ends without their dates; None where one is missing or the instruments differ."""
    if one.baseline is None or one.end is None:
        return None
    name = instrument_name(one.baseline.instrument)
    if name != instrument_name(one.end.instrument):
        return None
    return of.t.case(
        [f"{path}/baseline", f"{path}/end"], f"{name} from {one.baseline.total} to {one.end.total}"
    )


def _span_in_words(of: LetterFacts, one: Psychotherapy, path: str) -> Traced | None:
    """The dates of a therapy inside a sentence: "since February 6, 2026", "October 2025 to March 2026"."""
    if one.start is None:
        return None
    if one.state == "ongoing":
        return of.t.case([f"{path}/state", f"{path}/start"], f"since {wording.us_date(one.start)}")
    if one.stop is None:
        return of.t.case(f"{path}/start", f"from {wording.us_date(one.start)}")
    words = wording.period_in_words(one.start, one.stop)
    return of.t.case([f"{path}/start", f"{path}/stop"], words)


def _score(one: TherapyScore) -> str:
    return f"{instrument_name(one.instrument)} total {one.total} ({wording.short_date(one.date)})"


_TMS_RESPONSES = {"none": "no response", "partial": "partial response"}


def tms(of: LetterFacts, one: TmsCourse) -> Values:
    """One earlier course of TMS, with the change on each scale that has a start and an end."""
    path = f"/prior_tms/{one.id}"
    relapse = one.relapse
    return {
        "dates": of.t.case(
            [f"{path}/first_session", f"{path}/last_session"],
            wording.period(one.first_session, one.last_session),
        ),
        "when": of.t.case(
            [f"{path}/first_session", f"{path}/last_session"],
            wording.period_in_words(one.first_session, one.last_session),
        ),
        "sessions": of.t.case(f"{path}/sessions", wording.plural(one.sessions, "session"))
        if one.sessions is not None
        else None,
        "device": of.c(f"{path}/device", one.device),
        "response": of.t.case(f"{path}/response", _tms_response(one)),
        "changes": _changes(of, one),
        "kept": of.date(f"{path}/maintained_until", one.maintained_until),
        "relapse": of.date(f"{path}/relapse/date", relapse.date) if relapse else None,
        "relapse_detail": of.t.statement(f"{path}/relapse/detail", relapse.detail)
        if relapse and relapse.detail
        else None,
    }


def _tms_response(one: TmsCourse) -> str:
    return (
        "response not recorded"
        if one.response == "unknown"
        else _TMS_RESPONSES.get(one.response, one.response)
    )


def _changes(of: LetterFacts, one: TmsCourse) -> list[Traced]:
    from authpack.criteria.conditions.prior_tms import course_changes

    measures = "ocd" if one.indication == "ocd" else "depression"
    return [
        of.t.computed(
            "100 x (baseline - end) / baseline, rounded down",
            inputs=list(change.evidence),
            text=f"{change.instrument} from {change.baseline} to {change.end} ({wording.change(change.shown)})"
            if change.baseline is not None
            else f"{change.shown}% improvement recorded ({change.instrument})",
        )
        for change in course_changes(of.facts, one, (), measures)
    ]


_ECT = {
    "none": "no earlier ECT",
    "responded": "earlier ECT with response",
    "no_response": "earlier ECT without response",
    "not_tolerated": "earlier ECT that was not tolerated",
}


def ect(of: LetterFacts) -> list[Traced]:
    """What is so now, what was before, and why ECT is not given; the reasons in the clinician's words."""
    one, said = of.case.ect, []
    if one.currently_receiving != "unknown":
        said.append(
            of.t.case(
                "/ect/currently_receiving",
                "receiving ECT now" if one.currently_receiving == "yes" else "not receiving ECT now",
            )
        )
    if one.candidate != "unknown":
        said.append(
            of.t.case(
                "/ect/candidate",
                "a candidate for ECT" if one.candidate == "yes" else "not a candidate for ECT",
            )
        )
    if one.prior != "unknown":
        said.append(of.t.case("/ect/prior", _ECT[one.prior]))
    if one.declined == "yes":
        said.append(
            of.t.case(
                ["/ect/declined", "/ect/declined_reason"], f"ECT declined{_quoted(one.declined_reason)}"
            )
        )
    if one.contraindicated == "yes":
        said.append(
            of.t.case(
                ["/ect/contraindicated", "/ect/contraindication"],
                f"ECT contraindicated{_quoted(one.contraindication)}",
            )
        )
    return said


def _quoted(reason: str | None) -> str:
    return f' ("{wording.unstopped(reason)}")' if reason else ""
