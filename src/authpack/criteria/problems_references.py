"""Contradictions of names and order: ids that lead nowhere, ends before beginnings, one person or fact stated twice."""

from __future__ import annotations

from collections.abc import Iterator

from authpack.criteria.contradiction import Contradiction
from authpack.criteria.scores import over_range, same_instrument
from authpack.domain.case import Case
from authpack.domain.clinical import Score
from authpack.domain.dates import PartialDate
from authpack.domain.problems import Problem
from authpack.domain.screen import EpisodeFinding


def references(case: Case) -> Iterator[Contradiction]:
    """Ids of episodes, coverages and scores that the record does not hold."""
    episodes = {one.id for one in case.episodes.items}
    coverages = {one.id for one in case.coverage}
    scores = {one.id for one in case.scores.items}
    for kind in ("trials", "scores", "psychotherapy", "prior_tms"):
        for row in getattr(case, kind).items:
            if row.episode is not None and row.episode not in episodes:
                yield _unknown("episode", f"/{kind}/{row.id}/episode")
    for name in ("psychotic_symptoms", "psychotic_disorder", "suicidal_ideation", "mania", "catatonia"):
        found: EpisodeFinding = getattr(case.screen, name)
        if found.episode is not None and found.episode not in episodes:
            yield _unknown("episode", f"/screen/{name}/episode")
    for request in case.requests:
        if request.episode is not None and request.episode not in episodes:
            yield _unknown("episode", f"/requests/{request.id}/episode")
        if request.coverage is not None and request.coverage not in coverages:
            yield _unknown("coverage", f"/requests/{request.id}/coverage")
    for trial in case.trials.items:
        if trial.baseline_score is not None and trial.baseline_score not in scores:
            yield _unknown("score", f"/trials/{trial.id}/baseline_score")
        if trial.end_score is not None and trial.end_score not in scores:
            yield _unknown("score", f"/trials/{trial.id}/end_score")


def _unknown(what: str, path: str) -> Contradiction:
    text = f"names {'an' if what == 'episode' else 'a'} {what} that the record does not list"
    return Contradiction(Problem(f"unknown_{what}", (path,), text))


def orders(case: Case) -> Iterator[Contradiction]:
    """What ends before it begins, beside trials, therapies and TMS courses, which are judged in both versions."""
    spans = [
        (f"/coverage/{one.id}", "a coverage", one.effective_from, one.effective_to) for one in case.coverage
    ]
    spans += [(f"/requests/{one.id}", "a planned course", one.start, one.end) for one in case.requests]
    spans += [
        (f"/authorizations/{one.id}", "an authorization", one.valid_from, one.valid_to)
        for one in case.authorizations
    ]
    for path, what, start, end in spans:
        if _reversed(start, end):
            yield Contradiction(Problem("end_before_start", (path,), f"{what} ends before it begins"))
    for therapy in case.psychotherapy.items:
        before, after = therapy.baseline, therapy.end
        for name, one in (("baseline", before), ("end", after)):
            if one is not None and over_range(one):
                path, text = (
                    f"/psychotherapy/{therapy.id}/{name}",
                    f"the total lies outside the range of {one.instrument}",
                )
                yield Contradiction(Problem("score_out_of_range", (path,), text))
        if before and after and _reversed(before.date, after.date):
            path = f"/psychotherapy/{therapy.id}"
            text = "the score at the end of a psychotherapy is older than the one at its beginning"
            yield Contradiction(Problem("scores_reversed", (f"{path}/baseline", f"{path}/end"), text))
    by_id = {one.id: one for one in case.scores.items}
    for trial in case.trials.items:
        pair = by_id.get(trial.baseline_score or ""), by_id.get(trial.end_score or "")
        yield from _trial_scores(f"/trials/{trial.id}", *pair)


def _trial_scores(path: str, before: Score | None, after: Score | None) -> Iterator[Contradiction]:
    if before is None or after is None:
        return
    paths = (f"{path}/baseline_score", f"{path}/end_score")
    if not same_instrument(before.instrument, after.instrument):
        text = "the two scores of a trial are of different instruments, and cannot be compared"
        yield Contradiction(Problem("scores_of_two_instruments", paths, text))
    elif _reversed(before.date, after.date):
        text = "the score at the end of a trial is older than the one at its beginning"
        yield Contradiction(Problem("scores_reversed", paths, text))


def _reversed(start: PartialDate | None, end: PartialDate | None) -> bool:
    return start is not None and end is not None and end.last < start.first


def stated_twice(case: Case) -> Iterator[Contradiction]:
    """Facts of which only one can be true: one primary diagnosis, a life that began before the request."""
    primary = [f"/diagnoses/{one.id}" for one in case.diagnoses.items if one.primary == "yes"]
    if len(primary) > 1:
        text = "more than one diagnosis is marked as the primary one"
        yield Contradiction(Problem("several_primary_diagnoses", tuple(primary), text))
    born = case.patient.birth_date
    for request in case.requests:
        if request.date is not None and request.date.last < born.first:
            paths = ("/patient/birth_date", f"/requests/{request.id}/date")
            yield Contradiction(Problem("before_birth", paths, "the request is older than the patient"))
    for trial in case.trials.items:
        path = f"/trials/{trial.id}"
        if trial.start is not None and trial.start.last < born.first:
            text = "a trial began before the patient was born"
            yield Contradiction(Problem("before_birth", ("/patient/birth_date", f"{path}/start"), text))
        if trial.contraindicated == "yes" and trial.state != "never_started":
            text = "a drug that is recorded as contraindicated was taken"
            yield Contradiction(
                Problem("contraindicated_but_taken", (f"{path}/contraindicated", f"{path}/state"), text)
            )
    use = case.screen.substance_use
    if use.ever == "no" and (use.last_use is not None or use.status == "present" or use.disorder == "yes"):
        text = "substance use is recorded beside the statement that there never was any"
        some = use.model_copy(update={"ever": "unknown"})
        none = use.model_copy(update={"last_use": None, "disorder": "no", "status": "absent"})
        versions = tuple(
            case.model_copy(update={"screen": case.screen.model_copy(update={"substance_use": one})})
            for one in (some, none)
        )
        problem = Problem("use_against_never", ("/screen/substance_use",), text, True)
        yield Contradiction(problem, versions)
