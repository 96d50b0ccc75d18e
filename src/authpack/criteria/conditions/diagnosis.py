"""Leaves on the diagnosis: which illness, how severe, with what features, at what age."""

from typing import TYPE_CHECKING, Literal

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import ROLE_NAMES, clinician_says, to_judge
from authpack.criteria.facts import Facts
from authpack.criteria.icd import belongs, severity_of
from authpack.criteria.outcome import Outcome, Repair, met, not_met, review, silent
from authpack.criteria.scores import instrument_id, perhaps_latest
from authpack.criteria.truth import NOT_DOCUMENTED
from authpack.criteria.view import View
from authpack.domain.base import Line
from authpack.domain.clinical import Diagnosis, Score
from authpack.domain.dates import age_on
from authpack.domain.people import Role
from authpack.reference.scales import band, scale_by_name

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Severity = Literal["mild", "moderate", "severe"]


def chosen(facts: Facts, indication: str) -> tuple[Diagnosis, ...]:
    """The diagnosis of that indication that stands: the primary one, else the latest; several if they tie."""
    found = [one for one in facts.diagnoses if belongs(one.code, indication)]
    primary = [one for one in found if one.primary == "yes"] or found
    dated = [one for one in primary if one.date is not None]
    if not dated or len(dated) < len(primary):
        return tuple(primary)
    latest = max(one.date.last for one in dated if one.date)
    return tuple(one for one in dated if one.date and one.date.last == latest)


def _none_recorded(facts: Facts, indication: str) -> Outcome:
    if facts.case.diagnoses.is_complete and not facts.looks_back:
        return not_met("diagnosis_absent", "/diagnoses", indication=indication.upper())
    return silent(
        "diagnosis_silent",
        "/diagnoses",
        f"find or record the dated diagnosis; met if the record shows confirmed {indication.upper()}",
        indication=indication.upper(),
    )


@leaf("diagnosis")
class DiagnosisIs(Condition):
    """A confirmed diagnosis of the indication stands in the record (F32.A is not MDD)."""

    indication: Literal["mdd", "ocd", "bipolar", "persistent_depressive"]
    primary: Literal["yes"] | None = None
    confirmed_by: tuple[Role, ...] = ()
    """Roles of which the confirming clinician must have one; empty: anyone's confirmation."""

    def judge(self, view: View, node: "Node") -> Outcome:
        found = chosen(view.facts, self.indication)
        if not found:
            return _none_recorded(view.facts, self.indication)
        best = next((one for one in found if one.confirmed == "yes"), found[0])
        path = f"/diagnoses/{best.id}"
        if best.confirmed == "yes":
            further = self._primary(best, path) or self._confirmer(view, best, path)
            if further is not None:
                return further
            return met("diagnosis_confirmed", path, code=best.code)
        if best.confirmed == "no":
            return not_met("diagnosis_unconfirmed", path, code=best.code)
        return silent(
            "confirmation_silent",
            f"{path}/confirmed",
            "record whether the diagnosis was confirmed by the clinician's evaluation",
            path,
            code=best.code,
        )

    def _primary(self, one: Diagnosis, path: str) -> Outcome | None:
        """What stands against the diagnosis being the primary one, where the text asks for that."""
        if self.primary is None or one.primary == "yes":
            return None
        if one.primary == "no":
            return not_met("diagnosis_secondary", f"{path}/primary", code=one.code)
        return silent(
            "primary_silent",
            f"{path}/primary",
            "record whether this is the primary diagnosis",
            path,
            code=one.code,
        )

    def _confirmer(self, view: View, one: Diagnosis, path: str) -> Outcome | None:
        """What stands against the confirmation, where the text says by whom."""
        if not self.confirmed_by:
            return None
        person = view.facts.case.clinician(one.confirmed_by)
        if person is None:
            return silent(
                "confirmer_silent",
                f"{path}/confirmed_by",
                "record which clinician confirmed the diagnosis",
                path,
                code=one.code,
            )
        if person.role in self.confirmed_by:
            return None
        return not_met(
            "confirmed_by_other",
            f"{path}/confirmed_by",
            f"/clinicians/{person.id}/role",
            code=one.code,
            role=ROLE_NAMES[person.role],
        )


@leaf("severity")
class SeverityIs(Condition):
    """The diagnosis carries one of these severities, by its code and specifier."""

    is_: tuple[Severity, ...]
    indication: Literal["mdd"] = "mdd"

    def judge(self, view: View, node: "Node") -> Outcome:
        found = chosen(view.facts, self.indication)
        if not found:
            return _none_recorded(view.facts, self.indication)
        severities = {severity_of(one.code) for one in found}
        paths = tuple(f"/diagnoses/{one.id}" for one in found)
        if len(severities) > 1:
            row = view.judgement(node.id)
            if row is not None:
                return clinician_says(view, row.conclusion, row.id, row.clinician)
            return review("severity_several", *paths, repairs=to_judge(view, node))
        severity = severities.pop()
        code = found[0].code
        if severity is None:
            return silent(
                "severity_silent",
                f"{paths[0]}/code",
                "ask the diagnosing clinician which severity the dated chart supports; the code leaves it unspecified",
                *paths,
                code=code,
            )
        if severity in self.is_:
            return met("severity_is", *paths, code=code, severity=severity)
        return not_met("severity_is_not", *paths, code=code, severity=severity, wanted=" or ".join(self.is_))


def latest_scores(facts: Facts, measures: str) -> list[Score]:
    """The latest score of each instrument that measures this, in the episode, on or before the day.

    Several of one instrument where the dates leave open which is the latest.
    """
    onset = facts.episode.onset if facts.episode else None
    found: dict[str, list[Score]] = {}
    for score in facts.scores:
        scale = scale_by_name(score.instrument)
        if scale is None or scale.measures != measures:
            continue
        if score.episode and facts.episode and score.episode != facts.episode.id:
            continue
        if not score.episode and onset is not None and score.date.last < onset.first:
            continue
        found.setdefault(instrument_id(score.instrument), []).append(score)
    return [one for scores in found.values() for one in perhaps_latest(scores)]


SEVERE_BANDS = frozenset({"severe", "very_severe", "extreme"})
MODERATE_BANDS = SEVERE_BANDS | {"moderate", "moderately_severe"}


@leaf("severity_by_scale")
class SeverityByScale(Condition):
    """ "Documented by standardized rating scales" without a number: specifier and bands agree (SEMANTICS 5, 9)."""

    is_: Literal["severe", "moderate_or_severe"]
    measures: Literal["depression"] = "depression"
    instruments: tuple[Line, ...] = ()
    """Scales to look at; empty: any that measures depression."""

    def judge(self, view: View, node: "Node") -> Outcome:
        named = {instrument_id(name) for name in self.instruments}
        scores = [
            one
            for one in latest_scores(view.facts, self.measures)
            if not named or instrument_id(one.instrument) in named
        ]
        found = chosen(view.facts, "mdd")
        if not scores:
            return silent(
                "scale_silent",
                "/scores",
                "find or record a dated standardized depression score in this episode",
                kind="assessment",
            )
        paths = tuple(f"/scores/{score.id}" for score in scores)
        if not found:
            return _none_recorded(view.facts, "mdd")
        specifier = severity_of(found[0].code)
        if specifier is None:
            return silent(
                "severity_silent",
                f"/diagnoses/{found[0].id}/code",
                "ask the diagnosing clinician which severity the dated chart supports; the code leaves it unspecified",
                *paths,
                code=found[0].code,
            )
        wanted = SEVERE_BANDS if self.is_ == "severe" else MODERATE_BANDS
        bands = {_in_bands(score, wanted) for score in scores}
        paths = (*paths, f"/diagnoses/{found[0].id}")
        holds = specifier in self.is_.split("_or_")
        if bands == {holds}:
            answer, reason = (met, "scale_agrees") if holds else (not_met, "severity_is_not")
            return answer(
                reason, *paths, code=found[0].code, severity=specifier, wanted=self.is_.replace("_", " ")
            )
        row = view.judgement(node.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        reason = "scale_rival_bands" if None in bands or len(bands) > 1 else "scale_disagrees"
        return review(reason, *paths, repairs=to_judge(view, node), severity=specifier)


def _in_bands(score: Score, wanted: frozenset[str]) -> bool | None:
    """True/False when every published band set agrees, None when rival authors differ."""
    scale = scale_by_name(score.instrument)
    answers = {name in wanted for name in band(scale, score.total).values()} if scale else set()
    return answers.pop() if len(answers) == 1 else None


@leaf("without_psychotic_features")
class WithoutPsychoticFeatures(Condition):
    """The diagnosis carries no psychotic features (F33.3 and F32.3 are *with*)."""

    def judge(self, view: View, node: "Node") -> Outcome:
        found = chosen(view.facts, "mdd")
        if not found:
            return _none_recorded(view.facts, "mdd")
        one = found[0]
        path = f"/diagnoses/{one.id}"
        if one.code.endswith(".3") or one.psychotic_features == "yes":
            return not_met("psychotic_features", path, code=one.code)
        if one.psychotic_features == "no" or one.code in ("F32.2", "F33.2"):
            return met("no_psychotic_features", path, code=one.code)
        return silent(
            "features_silent",
            f"{path}/psychotic_features",
            "record whether the episode has psychotic features",
            path,
        )


@leaf("age")
class Age(Condition):
    """Age in completed years on the request date."""

    min: int | None = None
    max: int | None = None
    below: Literal["not_met", "silent"] = "not_met"

    def judge(self, view: View, node: "Node") -> Outcome:
        low, high = age_on(view.facts.case.patient.birth_date, view.facts.present)
        path = "/patient/birth_date"
        shown = str(low) if low == high else f"{low} or {high}"
        if self._outside(low) and self._outside(high) and (low < (self.min or 0)) == (high < (self.min or 0)):
            if self.below == "silent" and self.min is not None and high < self.min:
                return review("policy_silent_age", path, age=shown, min=self.min)
            return not_met("age_outside", path, age=shown, wanted=self._wanted())
        if self._outside(low) or self._outside(high):
            return Outcome(
                NOT_DOCUMENTED,
                "age_imprecise",
                {"age": shown, "wanted": self._wanted()},
                (path,),
                (path,),
                repairs=((Repair(path, "record", "record the full date of birth"),),),
            )
        return met("age_inside", path, age=shown, wanted=self._wanted())

    def _outside(self, age: int) -> bool:
        return (self.min is not None and age < self.min) or (self.max is not None and age > self.max)

    def _wanted(self) -> str:
        if self.min is not None and self.max is not None:
            return f"{self.min} to {self.max}"
        return f"{self.min} or older" if self.min is not None else f"{self.max} or younger"
