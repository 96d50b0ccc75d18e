"""Leaves on the plan of treatment beyond its size: protocol, guidance of the coil, place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, field_validator

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import clinician_says, request_path, to_judge
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.criteria.view import View
from authpack.domain.base import Line
from authpack.reference.protocols import all_protocols

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Guidance = Literal["none", "neuronavigation", "mri", "fmri", "eeg", "other"]
Setting = Literal["office", "outpatient", "inpatient", "home"]
# CMS place-of-service code set: codes whose meaning is one of the four settings without doubt.
SETTINGS: dict[str, Setting] = {
    "11": "office", "12": "home", "19": "outpatient", "21": "inpatient", "22": "outpatient", "49": "outpatient",
    "50": "outpatient", "51": "inpatient", "52": "outpatient", "53": "outpatient", "71": "outpatient", "72": "outpatient",
}  # fmt: skip


@leaf("protocol")
class ProtocolIs(Condition):
    """The requested protocol is one of these of the reference table."""

    is_: tuple[Line, ...] = Field(min_length=1)

    @field_validator("is_")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        known = {one.id for one in all_protocols()}
        for name in value:
            if name not in known:
                raise ValueError(
                    f"'{name}' is no protocol of the reference table ({', '.join(sorted(known))})"
                )
        return value

    def judge(self, view: View, node: Node) -> Outcome:
        written, path = view.facts.request.protocol, f"{request_path(view)}/protocol"
        if written is None:
            return silent("protocol_silent", path, "record the protocol")
        names = {one.id: one.id for one in all_protocols()} | {
            one.name.casefold(): one.id for one in all_protocols()
        }
        found = names.get(written) or names.get(written.casefold())
        if found is not None:
            return met("protocol", path) if found in self.is_ else not_met("protocol_other", path)
        row = view.judgement(node.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review("protocol_to_judge", path, repairs=to_judge(view, node))


@leaf("guidance")
class GuidanceIs(Condition):
    """How the coil is placed beyond the manufacturer's own method."""

    is_: tuple[Guidance, ...] = Field(min_length=1)

    def judge(self, view: View, node: Node) -> Outcome:
        value, path = view.facts.request.guidance, f"{request_path(view)}/guidance"
        if value == "unknown":
            return silent(
                "guidance_silent",
                path,
                "record how the coil is placed (by the manufacturer's method alone, or with what guidance)",
            )
        shown = _GUIDANCE[value]
        return (
            met("guidance", path, guidance=shown)
            if value in self.is_
            else not_met("guidance", path, guidance=shown)
        )


_GUIDANCE = {
    "none": "none beyond the manufacturer's method",
    "neuronavigation": "neuronavigation",
    "mri": "MRI",
    "fmri": "functional MRI",
    "eeg": "EEG",
    "other": "of another kind",
}


@leaf("setting")
class SettingIs(Condition):
    """The place of treatment, by the claim's place-of-service code."""

    is_: tuple[Setting, ...] = Field(min_length=1)

    def judge(self, view: View, node: Node) -> Outcome:
        code, path = view.facts.request.place_of_service, f"{request_path(view)}/place_of_service"
        if code is None:
            return silent("place_silent", path, "record the place-of-service code")
        kind = SETTINGS.get(code)
        if kind is not None:
            answer, reason = (met, "place") if kind in self.is_ else (not_met, "place_other")
            return answer(reason, path, code=code, setting=kind)
        row = view.judgement(node.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review("place_to_judge", path, repairs=to_judge(view, node), code=code)
