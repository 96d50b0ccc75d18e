"""Leaves on who orders, examines, supervises, and where: only what is recorded or attested counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import (
    ROLE_NAMES,
    all_asked,
    clinician_says,
    request_path,
    to_judge,
)
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.criteria.view import View
from authpack.domain.base import YesNo
from authpack.domain.dates import add_months, on_or_before
from authpack.domain.people import Attestation, Clinician, Role

if TYPE_CHECKING:
    from authpack.criteria.policy import Node


def orderer(view: View) -> Clinician | None:
    """The clinician who orders."""
    return view.facts.case.clinician(view.facts.request.ordered_by)


def supervisor(view: View) -> Clinician | None:
    """The clinician who supervises."""
    return view.facts.case.clinician(view.facts.request.supervision.clinician)


def renderer(view: View) -> Clinician | None:
    """The clinician who gives the treatment, where the record names one."""
    return view.facts.case.clinician(view.facts.request.rendered_by)


def no_renderer(view: View) -> Outcome:
    """Nobody is recorded as giving the treatment."""
    return silent(
        "renderer_silent", f"{request_path(view)}/rendered_by", "record which clinician gives the treatment"
    )


def _no_orderer(view: View) -> Outcome:
    return silent("orderer_silent", f"{request_path(view)}/ordered_by", "record who orders the treatment")


@leaf("ordered_by")
class OrderedBy(Condition):
    """The ordering clinician has one of these roles."""

    roles: tuple[Role, ...]

    def judge(self, view: View, node: Node) -> Outcome:
        person = orderer(view)
        if person is None:
            return _no_orderer(view)
        path = f"/clinicians/{person.id}/role"
        role = ROLE_NAMES[person.role]
        if person.role in self.roles:
            return met("ordered_by", path, f"{request_path(view)}/ordered_by", role=role)
        return not_met(
            "ordered_by_other", path, role=role, wanted=" or ".join(ROLE_NAMES[one] for one in self.roles)
        )


def _attested(view: View, person: Clinician, acts: tuple[str, ...]) -> list[Attestation]:
    request = view.facts.request
    return [
        one
        for one in view.facts.case.attestations
        if one.clinician == person.id
        and one.act in acts
        and one.request in (None, request.id)
        and on_or_before(one.date, view.facts.present) is True
    ]


@leaf("examined")
class Examined(Condition):
    """The ordering clinician attests an examination; by video it is for review where the text says face to face."""

    how: Literal["face_to_face", "any"]

    def judge(self, view: View, node: Node) -> Outcome:
        person = orderer(view)
        if person is None:
            return _no_orderer(view)
        in_person = _attested(view, person, ("examined_in_person",))
        by_video = _attested(view, person, ("examined_by_video",))
        if in_person:
            return met(
                "examined_in_person", f"/attestations/{in_person[-1].id}", date=str(in_person[-1].date)
            )
        if by_video and self.how == "any":
            return met("examined_by_video", f"/attestations/{by_video[-1].id}", date=str(by_video[-1].date))
        if by_video:
            row = view.judgement(node.id)
            if row is not None:
                return clinician_says(view, row.conclusion, row.id, row.clinician)
            return review(
                "examined_by_video_only",
                f"/attestations/{by_video[-1].id}",
                repairs=to_judge(view, node),
                date=str(by_video[-1].date),
            )
        return silent(
            "examination_silent",
            "/attestations",
            "obtain the ordering clinician's dated attestation of the examination",
            kind="document",
        )


@leaf("reviewed_record")
class ReviewedRecord(Condition):
    """The ordering clinician attests to have reviewed the record."""

    def judge(self, view: View, node: Node) -> Outcome:
        person = orderer(view)
        if person is None:
            return _no_orderer(view)
        found = _attested(view, person, ("reviewed_record",))
        if found:
            return met("record_reviewed", f"/attestations/{found[-1].id}", date=str(found[-1].date))
        return silent(
            "record_review_silent",
            "/attestations",
            "obtain the ordering clinician's dated attestation of the record review",
            kind="document",
        )


def _yes_no(value: YesNo, path: str, what: str) -> Outcome:
    if value == "yes":
        return met("stated", path, what=what)
    if value == "no":
        return not_met("stated_not", path, what=what)
    return silent("fact_silent", path, f"record: {what}?", what=what)


@leaf("order_scope")
class OrderScope(Condition):
    """State scope of practice lets the ordering practitioner order TMS, as recorded."""

    def judge(self, view: View, node: Node) -> Outcome:
        value = view.facts.request.within_order_scope
        return _yes_no(
            value,
            f"{request_path(view)}/within_order_scope",
            "the order lies within the practitioner's state scope of practice",
        )


class _OfPerson(Condition):
    who: Literal["orderer", "supervisor", "renderer"]

    def _person(self, view: View) -> Clinician | None:
        return {"orderer": orderer, "supervisor": supervisor, "renderer": renderer}[self.who](view)

    def _nobody(self, view: View) -> Outcome:
        if self.who == "orderer":
            return _no_orderer(view)
        if self.who == "renderer":
            return no_renderer(view)
        return silent(
            "supervisor_silent",
            f"{request_path(view)}/supervision/clinician",
            "record who supervises the treatment",
        )


@leaf("tms_experience")
class TmsExperience(_OfPerson):
    """Experience in administering TMS, as recorded of the orderer or the supervisor."""

    def judge(self, view: View, node: Node) -> Outcome:
        person = self._person(view)
        if person is None:
            return self._nobody(view)
        return _yes_no(
            person.tms_experience,
            f"/clinicians/{person.id}/tms_experience",
            f"the {_SHOWN[self.who]} has experience in administering TMS",
        )


@leaf("tms_training")
class TmsTraining(_OfPerson):
    """TMS training, as recorded of the orderer or the supervisor."""

    def judge(self, view: View, node: Node) -> Outcome:
        person = self._person(view)
        if person is None:
            return self._nobody(view)
        return _yes_no(
            person.tms_training,
            f"/clinicians/{person.id}/tms_training",
            f"the {_SHOWN[self.who]} is trained in TMS",
        )


_SHOWN = {
    "orderer": "ordering clinician",
    "supervisor": "supervising clinician",
    "renderer": "treating clinician",
}


@leaf("tms_certification")
class TmsCertification(_OfPerson):
    """Certification in TMS, as recorded of the orderer, the supervisor or the treating clinician."""

    def judge(self, view: View, node: Node) -> Outcome:
        person = self._person(view)
        if person is None:
            return self._nobody(view)
        return _yes_no(
            person.tms_certified,
            f"/clinicians/{person.id}/tms_certified",
            f"the {_SHOWN[self.who]} is certified in TMS",
        )


@leaf("tms_privileges")
class TmsPrivileges(_OfPerson):
    """The payer's privileging for TMS, as recorded of the orderer, the supervisor or the treating clinician."""

    def judge(self, view: View, node: Node) -> Outcome:
        person = self._person(view)
        if person is None:
            return self._nobody(view)
        return _yes_no(
            person.tms_privileges,
            f"/clinicians/{person.id}/tms_privileges",
            f"the {_SHOWN[self.who]} is privileged for TMS by this payer",
        )


@leaf("rendered_by")
class RenderedBy(Condition):
    """The clinician who gives the treatment has one of these roles."""

    roles: tuple[Role, ...]

    def judge(self, view: View, node: Node) -> Outcome:
        person = renderer(view)
        if person is None:
            return no_renderer(view)
        paths = (f"/clinicians/{person.id}/role", f"{request_path(view)}/rendered_by")
        role = ROLE_NAMES[person.role]
        if person.role in self.roles:
            return met("rendered_by", *paths, role=role)
        return not_met(
            "rendered_by_other", *paths, role=role, wanted=" or ".join(ROLE_NAMES[one] for one in self.roles)
        )


@leaf("supervisor_scope")
class SupervisorScope(Condition):
    """State scope of practice lets this supervisor supervise TMS, as recorded."""

    def judge(self, view: View, node: Node) -> Outcome:
        value, path = (
            view.facts.request.supervision.within_scope,
            f"{request_path(view)}/supervision/within_scope",
        )
        return _yes_no(value, path, "state scope of practice lets this clinician supervise TMS")


@leaf("psychiatrist_access_limited")
class PsychiatristAccessLimited(Condition):
    """The record states that access to a psychiatrist is limited here."""

    def judge(self, view: View, node: Node) -> Outcome:
        value, path = (
            view.facts.request.psychiatrist_access_limited,
            f"{request_path(view)}/psychiatrist_access_limited",
        )
        return _yes_no(value, path, "access to a psychiatrist is limited here")


@leaf("supervision")
class SupervisionAs(Condition):
    """How the treatment is supervised, and by whom; "by this physician" excludes another supervisor."""

    by: Literal["orderer", "anyone"] = "anyone"
    roles: tuple[Role, ...] = ()
    direct: Literal["yes"] | None = None
    in_area: Literal["yes"] | None = None
    immediately_available: Literal["yes"] | None = None
    on_site: Literal["yes"] | None = None

    def judge(self, view: View, node: Node) -> Outcome:
        plan, base = view.facts.request.supervision, f"{request_path(view)}/supervision"
        person = supervisor(view)
        open_ones: list[Outcome] = []
        if person is None:
            open_ones.append(
                silent("supervisor_silent", f"{base}/clinician", "record who supervises the treatment")
            )
        if self.by == "orderer" and orderer(view) is None:
            open_ones.append(_no_orderer(view))
        elif person is not None and self.by == "orderer" and person.id != view.facts.request.ordered_by:
            return not_met("supervised_by_other", f"{base}/clinician", f"{request_path(view)}/ordered_by")
        if person is not None and self.roles and person.role not in self.roles:
            return not_met("supervisor_role", f"/clinicians/{person.id}/role", role=ROLE_NAMES[person.role])
        asked = [
            ("direct", self.direct, plan.direct, "treatment is given under direct supervision"),
            ("in_area", self.in_area, plan.in_area, "the supervisor is present in the area during treatment"),
            (
                "immediately_available",
                self.immediately_available,
                plan.immediately_available,
                "the supervisor is immediately available",
            ),
            ("on_site", self.on_site, plan.on_site, "the supervisor is in the building during treatment"),
        ]
        answers = [_yes_no(value, f"{base}/{name}", what) for name, wanted, value, what in asked if wanted]
        denied = next((one for one in answers if one.status == "not_met"), None)
        if denied is not None:
            return denied
        open_ones += [one for one in answers if one.status == "not_documented"]
        if open_ones:
            return all_asked(open_ones)
        return met("supervised", f"{base}/clinician", *(path for one in answers for path in one.evidence))


_FACILITY = {
    "trained_attendant": "an attendant trained in life support, seizures and the equipment is always present",
    "resuscitation_equipment": "resuscitation equipment (suction, oxygen) is at hand",
}


@leaf("facility")
class FacilityHas(Condition):
    """One fact about the place of treatment."""

    item: Literal["trained_attendant", "resuscitation_equipment"] | None = None
    max_response_minutes: Annotated[int, Field(ge=1, le=60)] | None = None
    agreements_reviewed_within_months: Annotated[int, Field(ge=1, le=60)] | None = None
    drill_within_months: Annotated[int, Field(ge=1, le=60)] | None = None

    def judge(self, view: View, node: Node) -> Outcome:
        facility = view.facts.case.facility
        if self.item is not None:
            return _yes_no(getattr(facility, self.item), f"/facility/{self.item}", _FACILITY[self.item])
        if self.max_response_minutes is not None:
            return self._minutes(view)
        if self.agreements_reviewed_within_months is not None:
            return self._recent(view, "emergency_agreements_reviewed", self.agreements_reviewed_within_months)
        return self._recent(view, "last_drill", self.drill_within_months or 0)

    def _minutes(self, view: View) -> Outcome:
        value, path = (
            view.facts.case.facility.emergency_response_minutes,
            "/facility/emergency_response_minutes",
        )
        if value is None:
            return silent(
                "minutes_silent",
                path,
                "record how many minutes the emergency response takes",
                limit=self.max_response_minutes,
            )
        answer = met if value <= (self.max_response_minutes or 0) else not_met
        reason = "minutes_inside" if value <= (self.max_response_minutes or 0) else "minutes_over"
        return answer(reason, path, minutes=f"{value.normalize():f}", limit=self.max_response_minutes)

    def _recent(self, view: View, name: str, months: int) -> Outcome:
        value, path = getattr(view.facts.case.facility, name), f"/facility/{name}"
        what = name.replace("_", " ")
        if value is None or value.first > view.facts.present:
            return silent("recent_silent", path, f"record the date: {what}", what=what, months=months)
        if add_months(value.first, months) >= view.facts.present:
            return met("recent", path, what=what, date=str(value), months=months)
        if add_months(value.last, months) < view.facts.present:
            return not_met("not_recent", path, what=what, date=str(value), months=months)
        return silent("recent_silent", path, f"record the exact date: {what}", path, what=what, months=months)
