"""The written list of contradictions (SEMANTICS 9), and the alternative records they leave open.

Each check yields a :class:`Contradiction`: the problem in words, and for record conflicts the
versions of the record under which the case is then judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from authpack.criteria.contradiction import Contradiction, changed, removed
from authpack.criteria.icd import display, severity_left_open, severity_of
from authpack.criteria.problems_references import orders, references, stated_twice
from authpack.criteria.problems_screen import screen
from authpack.criteria.problems_trials import trials
from authpack.criteria.scores import over_range, same_instrument
from authpack.domain.base import Finding as Screened
from authpack.domain.case import Case
from authpack.domain.clinical import Diagnosis, Episode, Score
from authpack.domain.problems import Problem
from authpack.domain.screen import EpisodeFinding
from authpack.reference.scales import scale_by_name


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Every contradiction found, in the order of the record."""
    found: tuple[Contradiction, ...] | None = case.derived.get("contradictions")
    if found is None:
        found = case.derived["contradictions"] = tuple(one for check in _CHECKS for one in check(case))
    return found


def problems(case: Case) -> tuple[Problem, ...]:
    """The problems of the record, to be mended by a person."""
    return tuple(one.problem for one in contradictions(case))


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
    return changed(case, "diagnoses", one.id, code=code, severity=severity)


def _features(case: Case, one: Diagnosis, path: str) -> Iterator[Contradiction]:
    coded = one.code in ("F32.3", "F33.3")
    plain = f"{one.code[:4]}2"
    if (coded and one.psychotic_features == "no") or (
        one.code in ("F32.2", "F33.2") and one.psychotic_features == "yes"
    ):
        text = f"{one.code} and the recorded psychotic features contradict each other"
        with_psychosis = changed(case, "diagnoses", one.id, code=f"{one.code[:4]}3", psychotic_features="yes")
        without = changed(case, "diagnoses", one.id, code=plain, psychotic_features="no")
        yield Contradiction(
            Problem("features_against_code", (f"{path}/code", f"{path}/psychotic_features"), text, True),
            (with_psychosis, without),
        )
    symptoms = case.screen.psychotic_symptoms
    if (coded or one.psychotic_features == "yes") and symptoms.status == "absent":
        text = f"{one.code} is with psychotic features, the screen records psychotic symptoms as absent"
        present = _screened(case, EpisodeFinding(status="present", date=symptoms.date))
        without = changed(
            case, "diagnoses", one.id, code=plain if coded else one.code, psychotic_features="no"
        )
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
        versions = (case, changed(case, "diagnoses", one.id, code=said)) if said else ()
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
    for one in current:
        if one.end is not None:
            text = "the current episode has an end; an episode that lasts has none"
            yield Contradiction(Problem("current_but_ended", (f"/episodes/{one.id}/end",), text))
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


# -- scores, therapy, prior TMS --------------------------------------------------------------------


def _scores(case: Case) -> Iterator[Contradiction]:
    rows = case.scores.items
    for place, one in enumerate(rows):
        path = f"/scores/{one.id}"
        if over_range(one):
            text = f"the total lies outside the range of {one.instrument}"
            yield Contradiction(Problem("score_out_of_range", (f"{path}/total",), text))
        for other in rows[place + 1 :]:
            alike = (
                one.date.first == other.date.first  # of many pairs nearly all end here
                and one.date == other.date
                and one.date.exact
                and same_instrument(one.instrument, other.instrument)
            )
            if alike and one.total != other.total:
                text = f"two totals of {one.instrument} stand on one day; which came last is not known"
                yield Contradiction(Problem("two_scores_of_one_day", (path, f"/scores/{other.id}"), text))
        if one.items and not _item_sum_ok(one):
            text = f"the items of {one.instrument} do not add up to its total"
            versions = (case, changed(case, "scores", one.id, total=sum(one.items)))
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
                changed(case, "psychotherapy", therapy.id, start=None),
                changed(case, "psychotherapy", therapy.id, stop=None),
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
                (case, removed(case, "prior_tms", course.id)),
            )


def _course_facts(case: Case) -> Iterator[Contradiction]:
    """A relapse recorded beside "no relapse"; a stated percentage beside scores that give another."""
    for course in case.prior_tms.items:
        path = f"/prior_tms/{course.id}"
        if course.relapse is not None and course.relapsed == "no":
            versions = (
                changed(case, "prior_tms", course.id, relapsed="unknown"),
                changed(case, "prior_tms", course.id, relapse=None),
            )
            text = "a relapse is recorded beside the statement that there was none"
            yield Contradiction(
                Problem("relapse_against_statement", (f"{path}/relapse", f"{path}/relapsed"), text, True),
                versions,
            )


def _kept(case: Case) -> Iterator[Contradiction]:
    """An improvement recorded as held beyond the day of the relapse."""
    for course in case.prior_tms.items:
        kept, relapse = course.maintained_until, course.relapse
        if kept is None or relapse is None or relapse.date.last >= kept.first:
            continue
        if course.last_session is not None and relapse.date.last < course.last_session.first:
            continue  # no relapse of this course: the leaf says so
        path = f"/prior_tms/{course.id}"
        versions = (
            changed(case, "prior_tms", course.id, maintained_until=None),
            changed(case, "prior_tms", course.id, relapse=None, relapsed="yes"),
        )
        text = "the improvement after a TMS course is recorded as held beyond the day of the relapse"
        yield Contradiction(
            Problem("kept_after_relapse", (f"{path}/maintained_until", f"{path}/relapse"), text, True),
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


def _judgements(case: Case) -> Iterator[Contradiction]:
    """Two judgements of one phrase that differ, neither later than the other: none of them is used."""
    for place, one in enumerate(case.judgements):
        for other in case.judgements[place + 1 :]:
            same = (one.policy, one.criterion, one.subject) == (other.policy, other.criterion, other.subject)
            dated = one.date.last < other.date.first or other.date.last < one.date.first
            if (
                same
                and not dated
                and one.revision[:12] == other.revision[:12]
                and one.conclusion != other.conclusion
            ):
                paths = (f"/judgements/{one.id}", f"/judgements/{other.id}")
                text = "two judgements of one criterion differ, and neither is the later one"
                yield Contradiction(Problem("judgements_disagree", paths, text))


_CHECKS = (
    _specifiers,
    _displays,
    screen,
    _episodes,
    trials,
    _scores,
    _courses,
    _course_facts,
    _kept,
    _units,
    _case_name,
    _unknown_names,
    _judgements,
    references,
    orders,
    stated_twice,
)
