"""Leaf kinds of the policy language. A kind's module is imported when a policy first uses it (cold starts)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from authpack.criteria.conditions.base import REGISTERED, Condition

__all__ = ["KINDS", "Condition"]

# Which module makes which kinds known; a content test holds it against the modules.
MODULES: dict[str, tuple[str, ...]] = {
    "codes": (
        "diagnosis_code",
        "other_diagnosis",
    ),
    "continuation": ("course_improvement",),
    "courses": (
        "therapy_evidence_based",
        "therapy_weeks",
        "therapy_no_improvement",
    ),
    "prior_tms": (
        "tms_indication",
        "tms_episode",
        "tms_response",
        "tms_improvement",
        "tms_relapse",
        "tms_kept",
    ),
    "diagnosis": (
        "diagnosis",
        "severity",
        "severity_by_scale",
        "without_psychotic_features",
        "age",
    ),
    "initial": ("initial_criteria",),
    "plan": (
        "protocol",
        "guidance",
        "setting",
    ),
    "provider": (
        "ordered_by",
        "examined",
        "reviewed_record",
        "order_scope",
        "tms_experience",
        "tms_training",
        "tms_certification",
        "tms_privileges",
        "rendered_by",
        "supervisor_scope",
        "psychiatrist_access_limited",
        "supervision",
        "facility",
    ),
    "repeat": (
        "tms_interval",
        "tms_worsening",
        "tms_severity_after",
    ),
    "scoring": (
        "score",
        "score_recorded",
        "serial_scores",
    ),
    "screen": (
        "present",
        "weigh",
    ),
    "standing": (
        "judged",
        "payer_review",
        "not_stated",
        "external",
        "ect",
    ),
    "substance": (
        "substance_free",
        "substance_remission",
        "psychotropics_stable",
    ),
    "therapy": (
        "therapy_type",
        "therapy_episode",
        "therapy_response",
        "therapy_documented",
        "therapies",
    ),
    "treatment": (
        "device_cleared",
        "used_within_label",
        "protocol_evidence_based",
        "target",
        "modality",
        "course_limit",
        "unit_limit",
        "taking",
    ),
    "trials": ("trials",),
}
_HOME = {kind: module for module, kinds in MODULES.items() for kind in kinds}


class _Kinds(Mapping[str, type[Condition]]):
    """Kind -> condition class, by name; looking one up imports its module."""

    def __getitem__(self, kind: str) -> type[Condition]:
        if kind not in REGISTERED:
            import_module(f"{__name__}.{_HOME[kind]}")
        return REGISTERED[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(_HOME)

    def __len__(self) -> int:
        return len(_HOME)

    def __contains__(self, kind: object) -> bool:
        return kind in _HOME


KINDS: Mapping[str, type[Condition]] = _Kinds()
