"""Leaves on what is requested: device, protocol, target, course limits, units, current medicines."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.continuation import sessions_given
from authpack.criteria.conditions.shared import all_asked, request_path
from authpack.criteria.outcome import Outcome, met, not_met, silent
from authpack.criteria.truth import NOT_DOCUMENTED
from authpack.criteria.view import View
from authpack.domain.dates import age_on
from authpack.domain.identifiers import ProcedureCode
from authpack.domain.requests import Schedule
from authpack.reference.devices import cleared_for
from authpack.reference.drugs import find

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Target = Literal["left_dlpfc", "right_dlpfc", "bilateral_dlpfc", "medial_pfc_acc", "other"]
Modality = Literal["rtms", "itbs", "deep_tms", "accelerated"]
Group = Literal["antidepressant", "antipsychotic", "opioid", "benzodiazepine", "glutamatergic", "stimulant"]
TARGET_NAMES = {
    "left_dlpfc": "left dorsolateral prefrontal cortex",
    "right_dlpfc": "right dorsolateral prefrontal cortex",
    "bilateral_dlpfc": "both dorsolateral prefrontal cortices",
    "medial_pfc_acc": "medial prefrontal and anterior cingulate cortex",
    "other": "another target",
}


@leaf("device_cleared")
class DeviceCleared(Condition):
    """The device's clearance, given by that day, covers the indication and the patient's age (reference table)."""

    indication: Literal["mdd", "ocd"]

    def judge(self, view: View, node: "Node") -> Outcome:
        device, path = view.facts.request.device, f"{request_path(view)}/device"
        indication = self.indication.upper()
        if device is None:
            return silent("device_silent", path, "record the device", indication=indication)
        today = view.facts.present
        ages = age_on(view.facts.case.patient.birth_date, today)
        answers = [cleared_for(device, self.indication, age, today) for age in sorted(set(ages))]
        statuses = {answer.status for answer in answers}
        assumes = tuple(dict.fromkeys(row for answer in answers for row in answer.assumes))
        if statuses == {"yes"}:
            return Outcome("met", "device_cleared", {"indication": indication}, (path,), assumes=assumes)
        if statuses == {"no"}:
            return Outcome(
                "not_met", "device_not_cleared", {"indication": indication}, (path,), assumes=assumes
            )
        unknown = silent(
            "clearance_unknown",
            path,
            "find the device's clearance (510(k) or De Novo number) for this indication and age",
            path,
            kind="document",
            indication=indication,
        )
        return Outcome(
            NOT_DOCUMENTED,
            unknown.reason,
            unknown.values,
            unknown.evidence,
            unknown.missing,
            assumes,
            repairs=unknown.repairs,
        )


class _Stated(Condition):
    def _answer(self, view: View, name: str, what: str) -> Outcome:
        value, path = getattr(view.facts.request, name), f"{request_path(view)}/{name}"
        if value == "yes":
            return met("stated", path, what=what)
        if value == "no":
            return not_met("stated_not", path, what=what)
        return silent("fact_silent", path, f"record: {what}?", what=what)


@leaf("used_within_label")
class UsedWithinLabel(_Stated):
    """The ordering clinician states that device, protocol and patient lie within the clearance."""

    def judge(self, view: View, node: "Node") -> Outcome:
        return self._answer(
            view, "used_within_label", "device and protocol are used within the labeled indication"
        )


@leaf("protocol_evidence_based")
class ProtocolEvidenceBased(_Stated):
    """The ordering clinician states that the protocol is evidence-based for the indication."""

    def judge(self, view: View, node: "Node") -> Outcome:
        return self._answer(
            view, "protocol_evidence_based", "the protocol is evidence-based for this indication"
        )


@leaf("target")
class TargetIs(Condition):
    """The planned stimulation target."""

    is_: tuple[Target, ...]

    def judge(self, view: View, node: "Node") -> Outcome:
        value, path = view.facts.request.target, f"{request_path(view)}/target"
        if value == "unknown":
            return silent("target_silent", path, "record the stimulation target")
        shown = TARGET_NAMES[value]
        return (
            met("target", path, target=shown)
            if value in self.is_
            else not_met("target_other", path, target=shown)
        )


@leaf("modality")
class ModalityIs(Condition):
    """The planned modality."""

    is_: tuple[Modality, ...]

    def judge(self, view: View, node: "Node") -> Outcome:
        value, path = view.facts.request.modality, f"{request_path(view)}/modality"
        if value == "unknown":
            return silent("modality_silent", path, "record the modality")
        shown = value.replace("_", " ")
        return (
            met("modality", path, modality=shown)
            if value in self.is_
            else not_met("modality_other", path, modality=shown)
        )


@leaf("course_limit")
class CourseLimit(Condition):
    """The requested course lies inside what the text covers."""

    max_sessions: Annotated[int, Field(ge=1, le=200)] | None = None
    max_weeks: Annotated[int, Field(ge=1, le=104)] | None = None
    max_sessions_per_week: Annotated[int, Field(ge=1, le=50)] | None = None
    taper: tuple[Annotated[int, Field(ge=0, le=10)], ...] | None = None
    taper_counts: Literal["yes", "no"] = "yes"
    max_acute_sessions: Annotated[int, Field(ge=1, le=200)] | None = None
    max_taper_sessions: Annotated[int, Field(ge=0, le=100)] | None = None
    max_taper_weeks: Annotated[int, Field(ge=0, le=52)] | None = None
    max_sessions_per_day: Annotated[int, Field(ge=1, le=20)] | None = None
    max_total_sessions: Annotated[int, Field(ge=1, le=300)] | None = None
    """Sessions already given in the running course, acute and taper together."""

    @model_validator(mode="after")
    def _limits_something(self) -> "CourseLimit":
        if not (self.model_fields_set - {"taper_counts"}):
            raise ValueError("needs at least one limit")
        return self

    def judge(self, view: View, node: "Node") -> Outcome:
        plan, base = view.facts.request.schedule, f"{request_path(view)}/schedule"
        checks: list[Outcome] = []
        if self.max_sessions_per_week is not None:
            checks.append(
                _inside(
                    plan.sessions_per_week,
                    self.max_sessions_per_week,
                    f"{base}/sessions_per_week",
                    "sessions a week",
                )
            )
        if self.max_sessions is not None:
            checks.append(
                self._with_taper(
                    plan.acute_sessions,
                    sum(plan.taper or ()),
                    plan.taper,
                    self.max_sessions,
                    f"{base}/acute_sessions",
                    base,
                    "sessions",
                )
            )
        if self.max_weeks is not None:
            checks.append(
                self._with_taper(
                    plan.weeks,
                    len(plan.taper or ()),
                    plan.taper,
                    self.max_weeks,
                    f"{base}/weeks",
                    base,
                    "weeks",
                )
            )
        if self.taper is not None:
            checks.append(self._taper(plan.taper, f"{base}/taper"))
        checks += self._parts(plan, base)
        if self.max_total_sessions is not None:
            checks.append(_total(view, self.max_total_sessions, base))
        over = next((one for one in checks if one.status == "not_met"), None)
        unsaid = [one for one in checks if one.status == NOT_DOCUMENTED]
        if over is not None or unsaid:
            return over or all_asked(unsaid)
        if len(checks) == 1:
            return checks[0]
        return met("course_inside", *(path for one in checks for path in one.evidence))

    def _with_taper(
        self,
        value: int | None,
        extra: int,
        taper: tuple[int, ...] | None,
        limit: int,
        path: str,
        base: str,
        what: str,
    ) -> Outcome:
        alone = _inside(value, limit, path, what)
        if self.taper_counts == "no" or (alone.status == "not_met" and taper is None):
            return alone
        if taper is None:
            no_taper = silent(
                "taper_silent",
                f"{base}/taper",
                "record the taper, or that there is none",
                path,
                what=what,
                limit=limit,
            )
            return no_taper if value is not None else all_asked([alone, no_taper])
        if value is None:
            return alone
        return _inside(value + extra, limit, path, f"{what} with the taper" if extra else what)

    def _parts(self, plan: Schedule, base: str) -> list[Outcome]:
        """Limits on one part of the course alone."""
        taper = plan.taper
        parts = (
            (self.max_sessions_per_day, plan.sessions_per_day, "sessions_per_day", "sessions a day"),
            (self.max_acute_sessions, plan.acute_sessions, "acute_sessions", "acute sessions"),
            (self.max_taper_sessions, None if taper is None else sum(taper), "taper", "taper sessions"),
            (self.max_taper_weeks, None if taper is None else len(taper), "taper", "taper weeks"),
        )
        return [
            _inside(value, limit, f"{base}/{name}", what)
            for limit, value, name, what in parts
            if limit is not None
        ]

    def _taper(self, taper: tuple[int, ...] | None, path: str) -> Outcome:
        assert self.taper is not None
        wanted = ", ".join(map(str, self.taper))
        if taper is None:
            return silent(
                "taper_silent",
                path,
                "record the taper, or that there is none",
                what="sessions",
                limit=sum(self.taper),
            )
        fits = len(taper) <= len(self.taper) and all(
            one <= most for one, most in zip(taper, self.taper, strict=False)
        )
        shown = ", ".join(map(str, taper)) or "none"
        return (
            met("taper_inside", path, shown=shown, wanted=wanted)
            if fits
            else not_met("taper_over", path, shown=shown, wanted=wanted)
        )


def _total(view: View, limit: int, base: str) -> Outcome:
    """Sessions given and planned, taper included; what was given must be known exactly to stay inside."""
    plan, (given, exact) = view.facts.request.schedule, sessions_given(view.facts)
    path, what = f"{base}/acute_sessions", "sessions in the whole course"
    if plan.acute_sessions is None or plan.taper is None:
        most = given + (plan.acute_sessions or 0) + sum(plan.taper or ())
        if most > limit:
            return _inside(most, limit, path, what)
        part = "taper" if plan.acute_sessions is not None else "acute_sessions"
        return silent(
            "plan_silent",
            f"{base}/{part}",
            "record the planned sessions and the taper, or that there is none",
            what=what,
            limit=limit,
        )
    total = given + plan.acute_sessions + sum(plan.taper)
    if total > limit or exact:
        return _inside(total, limit, path, what)
    return silent(
        "given_silent",
        f"{request_path(view)}/sessions_given",
        "record how many sessions of this course were given",
        "/sessions",
        limit=limit,
    )


def _inside(value: int | None, limit: int, path: str, what: str) -> Outcome:
    if value is None:
        return silent("plan_silent", path, f"record the planned number of {what}", what=what, limit=limit)
    return (
        met("plan_inside", path, value=value, what=what, limit=limit)
        if value <= limit
        else not_met("plan_over", path, value=value, what=what, limit=limit)
    )


@leaf("unit_limit")
class UnitLimit(Condition):
    """Requested units per procedure code stay within the text's numbers."""

    codes: dict[ProcedureCode, Annotated[int, Field(ge=0, le=1000)]]

    def judge(self, view: View, node: "Node") -> Outcome:
        path = f"{request_path(view)}/codes"
        lines = view.facts.request.codes
        if not lines:
            return silent("codes_silent", path, "record the procedure codes and units requested")
        units: dict[str, int] = {}
        for line in lines:
            units[line.code] = units.get(line.code, 0) + line.units
        over = [
            f"{code} x {count} (limit {self.codes[code]})"
            for code, count in units.items()
            if code in self.codes and count > self.codes[code]
        ]
        if over:
            return not_met("units_over", path, over=", ".join(over))
        return met(
            "units_inside", path, limits=", ".join(f"{code} x {most}" for code, most in self.codes.items())
        )


@leaf("taking")
class Taking(Condition):
    """A current medicine belongs to one of the groups; an ongoing trial is a current medicine too."""

    groups: tuple[Group | Literal["any"], ...]
    """``any``: every medicine, whatever its group."""

    def judge(self, view: View, node: "Node") -> Outcome:
        case = view.facts.case
        taken = [
            (f"/current_medicines/{one.id}", "group", one.drug, one.group)
            for one in case.current_medicines.items
        ]
        taken += [
            (f"/trials/{one.id}", "drug", one.drug, "unknown")
            for one in case.trials.items
            if one.state == "ongoing"
        ]
        unclear: str | None = None
        for path, tells, drug, stated in taken:
            groups = _groups_of(drug, stated)
            if "any" in self.groups or groups & set(self.groups):
                return met("taking", path, groups=self._said())
            if not groups:
                unclear = unclear or f"{path}/{tells}"
        if unclear is None and case.current_medicines.is_complete:
            return not_met("not_taking", "/current_medicines", groups=self._said())
        return silent(
            "taking_silent",
            unclear or "/current_medicines",
            "record all current medicines and what kind each is",
            groups=self._said(),
        )

    def _said(self) -> str:
        return "any medicine" if "any" in self.groups else " or ".join(self.groups)


def _groups_of(drug: str, stated: str) -> set[str]:
    """Groups from the record first, then from the reference table; empty: not known."""
    found = find(drug).drug
    groups = set(found.groups) | {found.role} if found else set()
    if "ketamine" in groups:
        groups.add("glutamatergic")
    return groups | ({stated} if stated != "unknown" else set())
