"""Leaves on diagnosis codes: a list of accepted codes, and diagnoses that rule a patient out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.diagnosis import chosen
from authpack.criteria.facts import Facts
from authpack.criteria.icd import belongs, severity_left_open
from authpack.criteria.outcome import Outcome, met, not_met, silent
from authpack.criteria.truth import any_of
from authpack.criteria.view import View
from authpack.domain.base import Finding, Line
from authpack.domain.clinical import Comorbidity, Diagnosis

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Group = Literal[
    "bipolar", "schizophrenia", "schizoaffective", "schizophrenia_spectrum", "psychotic_depression"
]
GROUP_NAMES: dict[str, str] = {
    "bipolar": "a bipolar disorder",
    "schizophrenia": "schizophrenia",
    "schizoaffective": "schizoaffective disorder",
    "schizophrenia_spectrum": "a disorder of the schizophrenia spectrum",
    "psychotic_depression": "depression with psychotic features",
}
_PSYCHOSIS_WORDS = ("schizo", "psycho", "delusion")
# Words of a condition without a code that may mean the group; a vague wording must be coded before it rules anything out.
_WORDS: dict[str, tuple[str, ...]] = {
    "bipolar": ("bipolar", "mood", "affective", "mania", "manic"),
    "psychotic_depression": ("psycho", "delusion"),
    "schizoaffective": _PSYCHOSIS_WORDS,
    "schizophrenia": _PSYCHOSIS_WORDS,
    "schizophrenia_spectrum": _PSYCHOSIS_WORDS,
}
_PSYCHOTIC = ("schizophrenia", "schizoaffective", "schizophrenia_spectrum")


@leaf("diagnosis_code")
class DiagnosisCode(Condition):
    """A confirmed diagnosis carries one of the codes that the text accepts (a category stands for all below it)."""

    codes: tuple[Line, ...] = Field(min_length=1)

    def judge(self, view: View, node: Node) -> Outcome:
        facts, wanted = view.facts, " or ".join(self.codes)
        listed = [one for one in facts.diagnoses if one.code.startswith(self.codes)]
        for one in sorted(listed, key=lambda one: one.confirmed != "yes"):
            path = f"/diagnoses/{one.id}"
            if one.confirmed == "yes":
                return met("code_listed", path, code=one.code)
            if one.confirmed == "unknown":
                text = "record whether the diagnosis was confirmed by the clinician's evaluation"
                return silent("confirmation_silent", f"{path}/confirmed", text, path, code=one.code)
        rivals = [one for one in chosen(facts, facts.request.indication) if one not in listed]
        if rivals:
            return self._other(rivals[0], wanted)
        if facts.case.diagnoses.is_complete and not facts.looks_back:
            return not_met("code_absent", "/diagnoses", wanted=wanted)
        return silent(
            "code_silent", "/diagnoses", "find or record the dated diagnosis with its code", wanted=wanted
        )

    @staticmethod
    def _other(one: Diagnosis, wanted: str) -> Outcome:
        path = f"/diagnoses/{one.id}"
        if severity_left_open(one.code):
            text = "ask the diagnosing clinician which severity the dated chart supports; the code leaves it unspecified"
            return silent("severity_silent", f"{path}/code", text, path, code=one.code)
        return not_met("code_not_listed", path, code=one.code, wanted=wanted)


@leaf("other_diagnosis")
class OtherDiagnosis(Condition):
    """Another diagnosis that the text excludes is recorded. Stands under none_of."""

    groups: tuple[Group, ...] = Field(min_length=1)

    def judge(self, view: View, node: Node) -> Outcome:
        answers = [self._group(group, view.facts) for group in self.groups]
        status = any_of(answer.status for answer in answers)
        return next(answer for answer in answers if answer.status == status)

    def _group(self, group: Group, facts: Facts) -> Outcome:
        """One group: a recorded code, else the screen's word, else what complete lists leave out."""
        what = GROUP_NAMES[group]
        unsettled: list[Outcome] = []
        for path, confirmed in _coded(group, facts):
            if confirmed == "yes":
                return met("other_diagnosis", path, what=what)
            unsettled.append(
                silent(
                    "other_unconfirmed",
                    path,
                    f"record whether it was confirmed or ruled out: {what}",
                    path,
                    what=what,
                )
            )
        screened = _screened(group, facts, what)
        if screened is not None and screened.status == "met":
            return screened
        unsettled += [
            silent(
                "other_uncoded",
                f"/comorbidities/{one.id}/code",
                f"record the code of this condition, or rule it out: {what}",
                f"/comorbidities/{one.id}",
                what=what,
            )
            for one in _uncoded(group, facts)
        ]
        if unsettled:
            return unsettled[0]
        if screened is not None:
            return screened
        case = facts.case
        if case.diagnoses.is_complete and case.comorbidities.is_complete and not facts.looks_back:
            return not_met("other_ruled_out", "/diagnoses", "/comorbidities", what=what)
        return silent(
            "other_silent",
            "/diagnoses",
            f"record whether the patient has, or ever had, {what}, or state that the lists of diagnoses are complete",
            what=what,
        )


def _coded(group: Group, facts: Facts) -> list[tuple[str, str]]:
    """Paths of diagnoses and conditions whose code lies in the group, with whether they stand; refuted ones left out."""
    found = [
        (f"/diagnoses/{one.id}", one.confirmed)
        for one in facts.diagnoses
        if belongs(one.code, group) and one.confirmed != "no"
    ]
    found += [
        (f"/comorbidities/{one.id}", "yes")
        for one in facts.case.comorbidities.items
        if one.code is not None and belongs(one.code, group) and _seen(one, facts)
    ]
    return sorted(found, key=lambda pair: pair[1] != "yes")


def _uncoded(group: Group, facts: Facts) -> list[Comorbidity]:
    """Conditions without a code whose words may mean the group."""
    return [
        one
        for one in facts.case.comorbidities.items
        if one.code is None
        and _seen(one, facts)
        and any(word in one.condition.lower() for word in _WORDS[group])
    ]


def _seen(one: Comorbidity, facts: Facts) -> bool:
    return one.date is None or facts.visible(one.date)


def _screened(group: Group, facts: Facts, what: str) -> Outcome | None:
    """What the safety screen says of the group; None when it says nothing."""
    name = "bipolar_disorder" if group == "bipolar" else "psychotic_disorder" if group in _PSYCHOTIC else None
    if name is None:
        return None
    finding: Finding = getattr(facts.screen, name)
    path = f"{facts.screen_path}/{name}"
    if finding.status == "not_assessed" or not facts.visible(finding.date or facts.screen.date):
        return None
    if finding.status == "absent":
        return not_met("other_ruled_out", path, what=what)
    if group in ("bipolar", "schizophrenia_spectrum"):
        return met("other_diagnosis", path, what=what)
    return silent(
        "other_unnamed",
        path,
        f"record which psychotic disorder it is; the text asks about {what}",
        path,
        what=what,
    )
