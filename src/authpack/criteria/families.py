"""Families of criteria: which family each leaf kind belongs to, for comparing policies. One table, in one place."""

from __future__ import annotations

from typing import Literal

from authpack.criteria.finding import Finding

Family = Literal[
    "diagnosis", "severity", "age", "trials", "augmentation", "psychotherapy", "other_routes",
    "safety", "device", "provider", "quantities", "retreatment", "other",
]  # fmt: skip

FAMILIES: dict[Family, tuple[str, str]] = {
    "diagnosis": ("Dia", "diagnosis"),
    "severity": ("Sev", "severity and scales"),
    "age": ("Age", "age"),
    "trials": ("Tri", "medication trials"),
    "augmentation": ("Aug", "augmentation"),
    "psychotherapy": ("Psy", "psychotherapy"),
    "other_routes": ("Alt", "other routes (earlier TMS, ECT)"),
    "safety": ("Saf", "safety and exclusions"),
    "device": ("Dev", "device and protocol"),
    "provider": ("Pro", "provider and setting"),
    "quantities": ("Qty", "sessions, units, monitoring"),
    "retreatment": ("Ret", "earlier course"),
    "other": ("Oth", "text not seen, licensed, left to judgement or to the payer"),
}
"""Family -> its short name for narrow tables, and its name in words; in the order of the columns."""

OF_KIND: dict[str, Family] = {
    **dict.fromkeys(("diagnosis", "diagnosis_code", "other_diagnosis", "without_psychotic_features"), "diagnosis"),
    **dict.fromkeys(("severity", "severity_by_scale", "score", "score_recorded"), "severity"),
    "age": "age",
    "trials": "trials",
    **dict.fromkeys(
        ("therapies", "therapy_documented", "therapy_episode", "therapy_evidence_based", "therapy_no_improvement",
         "therapy_response", "therapy_type", "therapy_weeks"),
        "psychotherapy",
    ),
    "ect": "other_routes",
    **dict.fromkeys(
        ("present", "weigh", "substance_free", "substance_remission", "psychotropics_stable", "taking"), "safety"
    ),
    **dict.fromkeys(
        ("device_cleared", "guidance", "modality", "protocol", "protocol_evidence_based", "target", "used_within_label"),
        "device",
    ),
    **dict.fromkeys(
        ("examined", "facility", "order_scope", "ordered_by", "psychiatrist_access_limited", "rendered_by",
         "reviewed_record", "setting", "supervision", "supervisor_scope", "tms_certification", "tms_experience",
         "tms_privileges", "tms_training"),
        "provider",
    ),
    **dict.fromkeys(("course_limit", "unit_limit", "serial_scores"), "quantities"),
    **dict.fromkeys(
        ("course_improvement", "initial_criteria", "tms_episode", "tms_improvement", "tms_indication", "tms_interval",
         "tms_kept", "tms_relapse", "tms_response", "tms_severity_after", "tms_worsening"),
        "retreatment",
    ),
    **dict.fromkeys(("external", "judged", "not_stated", "payer_review"), "other"),
}  # fmt: skip


def family_of(finding: Finding, phase: str) -> Family:
    """The family of a finding: by its first leaf's kind, the roles of counted trials, and the phase asked for.

    An earlier course that stands in for trials in a first request is another route, not a retreatment rule.
    """
    leaf = finding
    while leaf.children:
        leaf = leaf.children[0]
    family = OF_KIND.get(leaf.node.kind, "other")
    if family == "trials" and "antidepressant" not in getattr(
        leaf.node.condition, "roles", ("antidepressant",)
    ):
        return "augmentation"
    if family == "retreatment" and phase == "initial":
        return "other_routes"
    return family
