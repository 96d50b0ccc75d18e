"""The written list of contradictions (SEMANTICS 9), and the alternative records they leave open.

Each check yields a :class:`Contradiction`: the problem in words, and for record conflicts the
versions of the record under which the case is then judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from authpack.criteria.facts import certainly_apart, over_range
from authpack.criteria.icd import display, severity_left_open, severity_of
from authpack.domain.base import Finding as Screened
from authpack.domain.case import Case
from authpack.domain.clinical import Diagnosis, Episode, MedicationTrial, Score
from authpack.domain.dates import days_between, is_before
from authpack.domain.problems import Problem
from authpack.domain.screen import EpisodeFinding
from authpack.reference.drugs import find
from authpack.reference.scales import scale_by_name


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A problem, and the records it may stand for (empty: it changes no answer)."""

    problem: Problem
    versions: tuple[Case, ...] = ()


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Every contradiction found, in the order of the record."""
    return tuple(one for check in _CHECKS for one in check(case))


def problems(case: Case) -> tuple[Problem, ...]:
    """The problems of the record, to be mended by a person."""
    return tuple(one.problem for one in contradictions(case))


def _with(case: Case, name: str, item_id: str, **changes: Any) -> Case:
    """The case with one list item changed."""
    current = getattr(case, name)
    items = tuple(item.model_copy(update=changes) if item.id == item_id else item for item in current.items)
    return case.model_copy(update={name: current.model_copy(update={"items": items})})


def _without(case: Case, name: str, item_id: str) -> Case:
    current = getattr(case, name)
    items = tuple(item for item in current.items if item.id != item_id)
    return case.model_copy(update={name: current.model_copy(update={"items": items})})


# -- diagnoses -------------------------------------------------------------------------------------


def _specifiers(case: Case) -> Iterator[Contradiction]:
    """A diagnosis' severity or features against its code."""
    for one in case.diagnoses.items:
        severity = severity_of(one.code)
        path = f"/diagnoses/{one.id}"
        if one.severity != "unknown" and severity is not None and one.severity != severity:
            meant, said = severity.replace("_", " "), one.severity.replace("_", " ")
            text = f"{one.code} means {meant}, the recorded specifier is {said}"
            versions = tuple(_recode(case, one, value) for value in (severity, one.severity))
            yield Contradiction(
                Problem("specifier_against_code", (f"{path}/code", f"{path}/severity"), text, True), versions
            )
        if one.severity != "unknown" and severity_left_open(one.code):
            said = one.severity.replace("_", " ")
            text = (
                f"{one.code} leaves the severity unspecified while the specifier is {said}; "
                "the code on the request must match the chart"
            )
            yield Contradiction(Problem("code_unspecified", (f"{path}/code", f"{path}/severity"), text))
        yield from _features(case, one, path)


_BY_SEVERITY = {"mild": "0", "moderate": "1", "severe": "2"}


def _recode(case: Case, one: Diagnosis, severity: str) -> Case:
    """The record in which that severity is the true one."""
    digit = _BY_SEVERITY.get(severity)
    code = (
        f"{one.code[:4]}{digit}"
        if digit
        else {"partial_remission": "F33.41", "full_remission": "F33.42"}.get(severity, one.code)
    )
    if severity == "severe" and one.code.endswith(".3"):
        code = one.code
    return _with(case, "diagnoses", one.id, code=code, severity=severity)


def _features(case: Case, one: Diagnosis, path: str) -> Iterator[Contradiction]:
    coded = one.code in ("F32.3", "F33.3")
    plain = f"{one.code[:4]}2"
    if (coded and one.psychotic_features == "no") or (
        one.code in ("F32.2", "F33.2") and one.psychotic_features == "yes"
    ):
        text = f"{one.code} and the recorded psychotic features contradict each other"
        with_psychosis = _with(case, "diagnoses", one.id, code=f"{one.code[:4]}3", psychotic_features="yes")
        without = _with(case, "diagnoses", one.id, code=plain, psychotic_features="no")
        yield Contradiction(
            Problem("features_against_code", (f"{path}/code", f"{path}/psychotic_features"), text, True),
            (with_psychosis, without),
        )
    symptoms = case.screen.psychotic_symptoms
    if (coded or one.psychotic_features == "yes") and symptoms.status == "absent":
        text = f"{one.code} is with psychotic features, the screen records psychotic symptoms as absent"
        present = _screened(case, EpisodeFinding(status="present", date=symptoms.date))
        without = _with(case, "diagnoses", one.id, code=plain if coded else one.code, psychotic_features="no")
        yield Contradiction(
            Problem("psychosis_against_screen", (f"{path}/code", "/screen/psychotic_symptoms"), text, True),
            (present, without),
        )


def _screened(case: Case, finding: Screened) -> Case:
    return case.model_copy(update={"screen": case.screen.model_copy(update={"psychotic_symptoms": finding})})


def _displays(case: Case) -> Iterator[Contradiction]:
    """A code against the words that stand beside it ("without psychotic features" beside F33.3)."""
    for one in case.diagnoses.items:
        known = display(one.code)
        if one.display is None or known is None or _agree(one.display, known):
            continue
        path = f"/diagnoses/{one.id}"
        text = f"the wording beside {one.code} does not fit the code ({known})"
        said = _code_said(one)
        versions = (case, _with(case, "diagnoses", one.id, code=said)) if said else ()
        yield Contradiction(
            Problem("code_against_display", (f"{path}/code", f"{path}/display"), text, bool(said)), versions
        )


_SAYS = (
    ("mild", "mild"),
    ("moderate", "moderate"),
    ("severe", "severe"),
    ("single", "single"),
    ("recurrent", "recurrent"),
    ("obsessive", "obsessi"),
    ("remission", "remission"),
)


def _features_said(text: str) -> str | None:
    lowered = text.lower()
    if "psychotic" not in lowered:
        return None
    without = any(
        word in lowered for word in ("without psychotic", "w/o psychotic", "no psychotic", "nonpsychotic")
    )
    return "without" if without else "with"


def _agree(display: str, known: str) -> bool:
    said, meant = display.lower(), known.lower()
    for word, root in _SAYS:
        if root in said and root not in meant and word not in ("obsessive",):
            return False
    features, wanted = _features_said(display), _features_said(known)
    return features is None or wanted is None or features == wanted


def _code_said(one: Diagnosis) -> str | None:
    """The depression code that the words beside the code describe, when they describe one wholly."""
    said = (one.display or "").lower()
    stem = "F33" if "recurrent" in said else "F32" if "single" in said else one.code[:3]
    if "severe" in said:
        return f"{stem}.3" if _features_said(said) == "with" else f"{stem}.2"
    return f"{stem}.1" if "moderate" in said else f"{stem}.0" if "mild" in said else None


# -- episodes --------------------------------------------------------------------------------------


def _episodes(case: Case) -> Iterator[Contradiction]:
    items = case.episodes.items
    current = [one for one in items if one.current == "yes"]
    if len(current) > 1:
        paths = tuple(f"/episodes/{one.id}" for one in current)
        yield Contradiction(
            Problem("several_current_episodes", paths, "more than one episode is marked as current")
        )
    for place, one in enumerate(items):
        if one.onset and one.end and one.end.last < one.onset.first:
            yield Contradiction(
                Problem("end_before_start", (f"/episodes/{one.id}",), "the episode ends before it begins")
            )
        for other in items[place + 1 :]:
            if one.indication == other.indication and _overlap(one, other):
                paths = (f"/episodes/{one.id}", f"/episodes/{other.id}")
                yield Contradiction(
                    Problem("episodes_overlap", paths, "two episodes of the same illness overlap")
                )


def _overlap(one: Episode, other: Episode) -> bool:
    if one.onset is None or other.onset is None:
        return False
    first, second = (one, other) if one.onset.first <= other.onset.first else (other, one)
    assert second.onset is not None
    return first.end is None or second.onset.last < first.end.first


# -- trials ----------------------------------------------------------------------------------------


def _trials(case: Case) -> Iterator[Contradiction]:
    for one in case.trials.items:
        yield from _trial_dates(case, one)
        yield from _stated_weeks(case, one)
        yield from _trial_state(case, one)
        yield from _steps(one)
        yield from _partners(case, one)


def _trial_dates(case: Case, one: MedicationTrial) -> Iterator[Contradiction]:
    if one.start and one.stop and one.stop.last < one.start.first:
        path = f"/trials/{one.id}"
        text = f"the trial of {_drug(one)} stops before it starts"
        versions = (_with(case, "trials", one.id, start=None), _with(case, "trials", one.id, stop=None))
        yield Contradiction(
            Problem("end_before_start", (f"{path}/start", f"{path}/stop"), text, True), versions
        )


def _drug(one: MedicationTrial) -> str:
    drug = find(one.drug).drug
    return drug.plain_name if drug else "a drug"


def _stated_weeks(case: Case, one: MedicationTrial) -> Iterator[Contradiction]:
    """Stated weeks against the dates: whole weeks rounded down are no contradiction, more than the dates hold is."""
    if one.start is None or one.stop is None:
        return
    span = days_between(one.start, one.stop)
    if span is None or span.high is None:
        return
    path = f"/trials/{one.id}"
    if one.weeks_total is not None and not _fits(one.weeks_total, span.low, span.high):
        text = f"the weeks stated for {_drug(one)} contradict its dates"
        versions = (
            _with(case, "trials", one.id, weeks_total=None),
            _with(case, "trials", one.id, start=None, stop=None, steps=()),
        )
        yield Contradiction(
            Problem("weeks_against_dates", (f"{path}/weeks_total", f"{path}/start"), text, True), versions
        )
    if one.weeks_at_max is not None and one.weeks_at_max * 7 > span.high:
        text = f"the weeks stated at the highest dose of {_drug(one)} exceed the time it was taken"
        versions = (
            _with(case, "trials", one.id, weeks_at_max=None),
            _with(case, "trials", one.id, start=None, stop=None, steps=()),
        )
        yield Contradiction(
            Problem("weeks_against_dates", (f"{path}/weeks_at_max", f"{path}/start"), text, True), versions
        )


def _fits(weeks: Decimal, low: int, high: int) -> bool:
    days = weeks * 7
    return low - 7 < days <= high


def _trial_state(case: Case, one: MedicationTrial) -> Iterator[Contradiction]:
    path = f"/trials/{one.id}"
    if one.state == "never_started" and (one.steps or one.start or one.response not in ("unknown",)):
        yield Contradiction(
            Problem(
                "never_started_but_taken",
                (f"{path}/state",),
                f"{_drug(one)} was never started, yet dates, doses or a response are recorded",
            )
        )
    if one.state == "ongoing" and one.stop is not None:
        versions = (_with(case, "trials", one.id, stop=None), _with(case, "trials", one.id, state="stopped"))
        yield Contradiction(
            Problem(
                "ongoing_but_stopped",
                (f"{path}/state", f"{path}/stop"),
                f"{_drug(one)} is ongoing and has a stop date",
                True,
            ),
            versions,
        )
    if one.response == "full" and one.stop_reason == "inadequate":
        versions = (
            _with(case, "trials", one.id, stop_reason="unknown"),
            _with(case, "trials", one.id, response="unknown"),
        )
        yield Contradiction(
            Problem(
                "response_against_stop",
                (f"{path}/response", f"{path}/stop_reason"),
                f"{_drug(one)}: full response, yet stopped as inadequate",
                True,
            ),
            versions,
        )


def _steps(one: MedicationTrial) -> Iterator[Contradiction]:
    path = f"/trials/{one.id}/steps"
    steps = sorted(one.steps, key=lambda step: step.start.first)
    for step, following in pairwise(steps):
        if step.stop is not None and is_before(following.start, step.stop):
            yield Contradiction(Problem("steps_overlap", (path,), f"two dose steps of {_drug(one)} overlap"))
    for step in steps:
        if step.stop is not None and step.stop.last < step.start.first:
            yield Contradiction(
                Problem("end_before_start", (path,), f"a dose step of {_drug(one)} ends before it begins")
            )
        if (one.start and step.start.last < one.start.first) or (
            one.stop and step.start.first > one.stop.last
        ):
            yield Contradiction(
                Problem(
                    "steps_outside_trial",
                    (path,),
                    f"a dose step of {_drug(one)} lies outside the trial's dates",
                )
            )
    doses = {step.dose.unit for step in steps} | ({one.max_dose.unit} if one.max_dose else set())
    if len(doses) > 1:
        yield Contradiction(
            Problem("dose_units_differ", (path,), f"the doses of {_drug(one)} have different units")
        )
    elif one.max_dose and steps and max(step.dose.parts for step in steps) > one.max_dose.parts:
        yield Contradiction(
            Problem(
                "step_above_maximum",
                (path, f"/trials/{one.id}/max_dose"),
                f"a dose step of {_drug(one)} is above its recorded highest dose",
            )
        )


def _partners(case: Case, one: MedicationTrial) -> Iterator[Contradiction]:
    """An augmentation whose dates are certainly disjoint from its partner's does not augment it."""
    by_id = {trial.id: trial for trial in case.trials.items}
    for name in one.partners:
        partner, path = by_id.get(name), f"/trials/{one.id}/partners"
        if partner is None:
            yield Contradiction(
                Problem(
                    "unknown_partner", (path,), f"{_drug(one)} names a partner trial that is not recorded"
                )
            )
        elif certainly_apart(one, partner):
            yield Contradiction(
                Problem(
                    "partner_apart",
                    (path,),
                    f"{_drug(one)} and the drug it augments were never taken at the same time",
                )
            )


# -- scores, therapy, prior TMS --------------------------------------------------------------------


def _scores(case: Case) -> Iterator[Contradiction]:
    for one in case.scores.items:
        path = f"/scores/{one.id}"
        if over_range(one):
            text = f"the total lies outside the range of {one.instrument}"
            yield Contradiction(Problem("score_out_of_range", (f"{path}/total",), text))
        if one.items and not _item_sum_ok(one):
            text = f"the items of {one.instrument} do not add up to its total"
            versions = (case, _with(case, "scores", one.id, total=sum(one.items)))
            yield Contradiction(Problem("item_sum", (f"{path}/items", f"{path}/total"), text, True), versions)


# Instruments whose total is not the plain sum of their items.
_NOT_A_SUM = frozenset({"qids_sr16", "ids_sr30", "hamd21", "whodas2"})


def _item_sum_ok(score: Score) -> bool:
    scale = scale_by_name(score.instrument)
    return (scale is not None and scale.id in _NOT_A_SUM) or sum(score.items) == score.total


def _courses(case: Case) -> Iterator[Contradiction]:
    for therapy in case.psychotherapy.items:
        if therapy.start and therapy.stop and therapy.stop.last < therapy.start.first:
            versions = (
                _with(case, "psychotherapy", therapy.id, start=None),
                _with(case, "psychotherapy", therapy.id, stop=None),
            )
            yield Contradiction(
                Problem(
                    "end_before_start",
                    (f"/psychotherapy/{therapy.id}",),
                    "a psychotherapy ends before it begins",
                    True,
                ),
                versions,
            )
    for course in case.prior_tms.items:
        if (
            course.first_session
            and course.last_session
            and course.last_session.last < course.first_session.first
        ):
            text = "a TMS course ends before it begins"
            yield Contradiction(
                Problem("end_before_start", (f"/prior_tms/{course.id}",), text, True),
                (case, _without(case, "prior_tms", course.id)),
            )


def _course_facts(case: Case) -> Iterator[Contradiction]:
    """A relapse recorded beside "no relapse"; a stated percentage beside scores that give another."""
    for course in case.prior_tms.items:
        path = f"/prior_tms/{course.id}"
        if course.relapse is not None and course.relapsed == "no":
            versions = (
                _with(case, "prior_tms", course.id, relapsed="unknown"),
                _with(case, "prior_tms", course.id, relapse=None),
            )
            text = "a relapse is recorded beside the statement that there was none"
            yield Contradiction(
                Problem("relapse_against_statement", (f"{path}/relapse", f"{path}/relapsed"), text, True),
                versions,
            )


_SESSION_CODES = frozenset({"90867", "90868", "90869"})


def _units(case: Case) -> Iterator[Contradiction]:
    """Units of the per-session codes against the planned sessions (each code stands for one session)."""
    for request in case.requests:
        units = sum(line.units for line in request.codes if line.code in _SESSION_CODES)
        acute, taper = request.schedule.acute_sessions, request.schedule.taper
        if not units or acute is None or taper is None or units == acute + sum(taper):
            continue
        path = f"/requests/{request.id}"
        text = f"{units} units of session codes are requested for {acute + sum(taper)} planned sessions"
        yield Contradiction(Problem("units_against_sessions", (f"{path}/codes", f"{path}/schedule"), text))


def _case_name(case: Case) -> Iterator[Contradiction]:
    """The case's number names files: it must not hold the patient's name."""
    if case.patient.family_name.casefold() in case.id.casefold():
        yield Contradiction(
            Problem(
                "name_in_case_id",
                ("/id",),
                "the case number holds the patient's family name; it would stand in file names",
            )
        )


def _unknown_names(case: Case) -> Iterator[Contradiction]:
    """References to people and requests that the record does not hold."""
    people = {one.id for one in case.clinicians}
    for request in case.requests:
        for name, value in (
            ("ordered_by", request.ordered_by),
            ("supervision/clinician", request.supervision.clinician),
        ):
            if value is not None and value not in people:
                path = f"/requests/{request.id}/{name}"
                yield Contradiction(
                    Problem("unknown_clinician", (path,), "names a clinician that the record does not list")
                )
    rows = [(f"/attestations/{one.id}", one.clinician) for one in case.attestations]
    rows += [(f"/judgements/{one.id}", one.clinician) for one in case.judgements]
    rows += [(f"/risk_benefit/{one.id}", one.clinician) for one in case.risk_benefit]
    for path, clinician in rows:
        if clinician not in people:
            yield Contradiction(
                Problem("unknown_clinician", (path,), "names a clinician that the record does not list")
            )


_CHECKS = (
    _specifiers,
    _displays,
    _episodes,
    _trials,
    _scores,
    _courses,
    _course_facts,
    _units,
    _case_name,
    _unknown_names,
)
