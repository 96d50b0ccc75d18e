"""What a leaf asks, in words a clinician reads: one phrase per parameter, so that revisions can be compared.

The policy pages, ``policies diff`` and ``policies coverage`` share these words. A parameter without words of
its own is named as the policy language names it: nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from authpack.criteria.policy import Node
from authpack.reference.scales import all_scales

NOT_ASKED = "not asked"

_KINDS: dict[str, str] = {
    "ect": "electroconvulsive therapy",
    "trials": "medication trials",
    "present": "safety item",
    "weigh": "risk to weigh",
    "judged": "a clinician's judgement",
    "payer_review": "the payer's own review",
    "not_stated": "text not seen",
    "not_covered": "not covered",
    "text_not_seen": "text not seen",
    "external": "licensed criteria",
    "initial_criteria": "the criteria for a first course",
    "tms_indication": "indication of the earlier TMS course",
    "tms_episode": "episode of the earlier TMS course",
    "tms_response": "response to the earlier TMS course",
    "tms_improvement": "improvement in the earlier TMS course",
    "tms_relapse": "relapse after the earlier TMS course",
    "tms_kept": "how long the response was kept",
    "tms_experience": "experience with TMS",
    "tms_training": "training in TMS",
    "device_cleared": "clearance of the device",
    "order_scope": "state scope of practice",
    "reviewed_record": "review of the record",
    "examined": "examination",
    "severity_by_scale": "severity shown by a rating scale",
    "all_of": "all of",
    "any_of": "one of",
    "none_of": "none of",
    "at_least": "at least so many of",
    "readings": "several readings of the text",
    "for_some": "one recorded course with all of",
}

_VALUES: dict[str, str] = {
    "mdd": "major depression",
    "ocd": "obsessive-compulsive disorder",
    "bipolar": "bipolar depression",
    "ptsd": "post-traumatic stress disorder",
    "gad": "generalized anxiety disorder",
    "label_minimum": "at or above the label's minimum",
    "max_tolerated": "at the maximum tolerated dose",
    "max_tolerated_label": "at the maximum tolerated dose, not below the label's minimum",
    "current_episode": "in the current episode",
    "any_time": "at any time",
    "antidepressant": "antidepressant",
    "face_to_face": "face to face",
    "pmhnp": "psychiatric nurse practitioner",
    "left_dlpfc": "left dorsolateral prefrontal cortex",
    "right_dlpfc": "right dorsolateral prefrontal cortex",
    "bilateral_dlpfc": "both dorsolateral prefrontal cortices",
    "medial_pfc_acc": "medial prefrontal and anterior cingulate cortex",
    "rtms": "rTMS",
    "itbs": "intermittent theta burst",
    "deep_tms": "deep TMS",
    "none": "no response",
    "partial": "partial response",
    "full": "full response",
    "lost": "response lost",
    "renderer": "the clinician who delivers",
    "persistent_depressive": "persistent depressive disorder",
    "fmri": "functional MRI",
    "mri": "MRI",
    "eeg": "EEG",
    "saint_snt": "SAINT / SNT",
    "orderer": "the clinician who orders",
    "anyone": "any clinician",
    "prior_course": "the time before the earlier course",
    "now": "now",
    "supervisor": "the clinician who supervises",
    "any": "at any time or in any way",
    "device": "a magnetic-sensitive device",
    "device_or_metal": "a device or other metal",
    "device_in_head": "a device in or around the head",
}

# (kind or "*", parameter) -> sentence with {v}; the first that fits is used.
_PHRASES: dict[tuple[str, str], str] = {
    ("trials", "at_least"): "at least {v} trial(s)",
    ("trials", "distinct_classes"): "from at least {v} different classes",
    ("trials", "classes_among"): "classes are counted among: {v}",
    ("trials", "distinct_by"): "trials are told apart by: {v}",
    ("trials", "scope"): "{v}",
    ("trials", "roles"): "counted as: {v}",
    ("trials", "review_roles"): "whether this counts is left to judgement: {v}",
    ("trials", "response.counts"): "outcomes that count: {v}",
    ("trials", "response.review"): "outcomes left to judgement: {v}",
    ("trials", "response.less_than_percent"): "measured improvement below {v} %",
    ("trials", "intolerance.distinct_side_effects"): "not tolerated, for distinct side effects: {v}",
    ("trials", "intolerance.not_expected_to_resolve"): "side effects not expected to resolve: {v}",
    ("trials", "adequate.dose"): "dose {v}",
    ("trials", "adequate.weeks"): "for at least {v} week(s)",
    ("trials", "adequate.more_than_weeks"): "for more than {v} week(s)",
    ("trials", "adequate.weeks_or_judged"): "a shorter time where a clinician judges it enough: {v}",
    ("trials", "adequate.adherence_percent"): "taken at least {v} % of the time",
    ("trials", "adequate_for"): "adequacy is asked of: {v}",
    ("trials", "contraindicated.reasons"): "could not be given because of: {v}",
    ("trials", "within_months"): "within {v} month(s) before the request",
    ("trials", "adequate.judged"): "adequate {v}, left to a clinician's judgement",
    ("trials", "separate"): "trials must not overlap in time: {v}",
    (
        "trials",
        "augments_other_class",
    ): "an augmenting antidepressant is of another class than its partner: {v}",
    ("age", "min"): "{v} years or older",
    ("age", "max"): "at most {v} years old",
    ("age", "below"): "a younger patient: {v}",
    ("severity", "is"): "severity: {v}",
    ("tms_response", "counts"): "outcomes that count: {v}",
    ("tms_response", "review"): "outcomes left to judgement: {v}",
    ("therapy_no_improvement", "measures"): "by scales that measure {v}",
    ("severity_by_scale", "is"): "specifier and scale agree on: {v}",
    ("therapy_weeks", "at_least"): "at least {v} week(s) of psychotherapy",
    ("tms_improvement", "over"): "more than {v} % improvement",
    ("tms_improvement", "at_least"): "at least {v} % improvement",
    ("tms_episode", "months_since"): "at least {v} month(s) since that episode ended",
    ("tms_kept", "weeks"): "response kept for at least {v} week(s)",
    ("tms_kept", "months"): "response kept for at least {v} month(s)",
    ("tms_kept", "from"): "counted from: {v}",
    ("course_limit", "max_sessions"): "at most {v} session(s)",
    ("course_limit", "max_weeks"): "at most {v} week(s)",
    ("course_limit", "max_sessions_per_week"): "at most {v} sessions a week",
    ("course_limit", "taper"): "taper of {v} sessions a week",
    ("course_limit", "taper_counts"): "the taper counts toward the limits: {v}",
    ("facility", "max_response_minutes"): "emergency response within {v} minute(s)",
    ("facility", "agreements_reviewed_within_months"): "agreements reviewed within {v} month(s)",
    ("facility", "drill_within_months"): "drill within {v} month(s)",
    ("course_limit", "max_total_sessions"): "at most {v} session(s) in all",
    ("course_limit", "max_acute_sessions"): "at most {v} session(s) before the taper",
    ("course_limit", "max_taper_sessions"): "at most {v} taper session(s)",
    ("course_limit", "max_taper_weeks"): "at most {v} week(s) of taper",
    ("course_limit", "max_sessions_per_day"): "at most {v} session(s) a day",
    ("substance_free", "days"): "for at least {v} day(s)",
    ("substance_free", "months"): "for at least {v} month(s)",
    ("therapies", "at_least"): "at least {v} therapy course(s)",
    ("therapies", "evidence_based_for"): "evidence-based for {v}",
    ("therapy_response", "counts"): "outcomes that count: {v}",
    ("therapy_response", "review"): "outcomes left to judgement: {v}",
    ("score_recorded", "measures"): "a score on a scale that measures {v}",
    ("tms_interval", "days"): "at least {v} day(s)",
    ("tms_interval", "weeks"): "at least {v} week(s)",
    ("tms_interval", "months"): "at least {v} month(s)",
    ("tms_interval", "from"): "since: {v}",
    ("tms_interval", "to"): "up to: {v}",
    ("tms_interval", "soft"): "the text says 'typically': {v}",
    ("tms_worsening", "over"): "worse by more than {v} % of the best score",
    ("tms_worsening", "at_least"): "worse by at least {v} % of the best score",
    ("tms_severity_after", "is"): "severity after the course: {v}",
    ("serial_scores", "every_days"): "at least every {v} day(s)",
    ("score", "persistent"): "in every score of the window: {v}",
    ("*", "window_days"): "within {v} day(s)",
    ("*", "window_months"): "within {v} month(s)",
    ("*", "anchor"): "before: {v}",
    ("*", "instruments"): "on: {v}",
    ("*", "within_cm"): "within {v} cm of the coil",
    ("*", "metal_within_cm"): "the distance binds other metal too: {v}",
    ("*", "dental_amalgam_exempt"): "dental amalgam exempt: {v}",
    ("*", "active_disorder"): "only an active disorder: {v}",
    ("*", "exempt"): "exempt: {v}",
    ("*", "scope"): "{v}",
    ("*", "indication"): "for {v}",
    ("*", "roles"): "by: {v}",
    ("*", "criteria"): "criteria: {v}",
}

_WAYS = {"response": "failed", "intolerance": "not tolerated", "contraindicated": "could not be given"}
# Defaults that decide so much that they are told even where the file leaves them out.
_ALWAYS = frozenset({("trials", "scope"), ("tms_kept", "from")})
# Parameters whose value only says "nothing special": shown when they change, not otherwise.
_QUIET: dict[tuple[str, str], object] = {
    ("trials", "classes_among"): "antidepressants",
    ("trials", "distinct_by"): "drug",
    ("trials", "separate"): "no",
    ("trials", "augments_other_class"): "no",
    ("trials", "mix"): "no",
    ("trials", "adequate_for"): "all",
    ("trials", "adequate.weeks_or_judged"): "no",
    ("tms_interval", "soft"): "no",
    ("present", "distance"): "up_to",
    ("weigh", "distance"): "up_to",
    ("present", "ideation"): "any",
    ("weigh", "ideation"): "any",
    ("trials", "intolerance.distinct_side_effects"): "no",
    ("trials", "intolerance.not_expected_to_resolve"): "no",
    ("age", "below"): "not_met",
    ("severity", "indication"): "mdd",
    ("severity_by_scale", "measures"): "depression",
    ("tms_episode", "is"): "previous",
    ("supervision", "by"): "anyone",
    ("course_limit", "taper_counts"): "yes",
    ("initial_criteria", "phase"): "initial",
    ("present", "active_disorder"): "no",
    ("weigh", "active_disorder"): "no",
    ("present", "dental_amalgam_exempt"): "no",
    ("weigh", "dental_amalgam_exempt"): "no",
}
_IMPLANTS = ("what", "within_cm", "distance", "metal_within_cm", "dental_amalgam_exempt")


def kind_words(kind: str) -> str:
    """The kind of a node in words."""
    return _KINDS.get(kind, kind.replace("_", " "))


def parameters(node: Node, *, given: bool = False) -> dict[str, Any]:
    """The leaf's parameters by dotted name; empty ones and those of other items left out.

    given: only those that the file writes, without defaults.
    """
    if node.condition is None:
        return {}
    flat: dict[str, Any] = {}
    data = node.condition.model_dump(mode="json", exclude_none=True, exclude_unset=given)
    _flatten(data, "", flat)
    if node.kind == "trials":
        # Rules without parameters of their own ("intolerance: {}") would leave no trace.
        ways = [words for key, words in _WAYS.items() if key in data]
        flat = {"at_least": flat.pop("at_least"), "outcome": ways, **flat}
        flat.pop("mix", None)
    if node.kind in ("present", "weigh"):
        item = flat.get("item")
        unused: tuple[str, ...] = () if item == "implants" else _IMPLANTS
        unused += () if item == "psychosis" else ("scope",)
        unused += ("metal_within_cm", "distance") if "within_cm" not in flat else ()
        unused += () if item == "suicidal_ideation" else ("ideation",)
        flat = {name: value for name, value in flat.items() if name not in unused}
    return flat


def _flatten(data: Mapping[str, Any], prefix: str, into: dict[str, Any]) -> None:
    for key, value in data.items():
        name = f"{prefix}{key.rstrip('_')}"
        if isinstance(value, Mapping):
            _flatten(value, f"{name}.", into)
        elif value != []:
            into[name] = value


def phrase(kind: str, name: str, value: Any) -> str:
    """One parameter in words."""
    if (kind, name) == ("trials", "outcome"):
        return " or ".join(value) or "made, whatever came of them"
    if name == "of_which":
        return "of these, " + "; ".join(_of_which(one) for one in value)
    if kind == "score" and name == "any_of":
        return " or ".join(_cut_off(one) for one in value)
    if kind == "unit_limit" and name.startswith("codes."):
        return f"at most {value} unit{'' if str(value) == '1' else 's'} of {name.removeprefix('codes.')}"
    if kind == "tms_severity_after" and name == "is":
        value = ["in remission" if one == "none" else one for one in value]
    template = _PHRASES.get((kind, name)) or _PHRASES.get(("*", name))
    if template is None:
        template = (
            "{v}" if name in ("item", "is", "how", "who", "what", "judges") else f"{_named(name)}: {{v}}"
        )
    return template.replace("(s)", "" if str(value) == "1" else "s").format(v=value_words(value))


def _of_which(row: Mapping[str, Any]) -> str:
    flat: dict[str, Any] = {}
    _flatten({key: value for key, value in row.items() if value is not None and key != "at_least"}, "", flat)
    inner = [phrase("trials", name, value) for name, value in flat.items() if value != "no"]
    return f"at least {row['at_least']} " + ", ".join(inner)


def _cut_off(row: Mapping[str, Any]) -> str:
    scales = value_words(row["instruments"])
    if "between" in row:
        low, high = (value_words(one) for one in row["between"])
        return f"{scales} from {low} to {high}"
    word, number = ("more than", row["over"]) if "over" in row else ("at least", row.get("at_least", ""))
    return f"{scales} {word} {value_words(number)}"


def _named(name: str) -> str:
    return name.replace("_", " ").replace(".", ", ")


def value_words(value: Any) -> str:
    """A value in words; a list joins them."""
    if isinstance(value, list | tuple):
        return ", ".join(value_words(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {value_words(one)}" for key, one in value.items())
    text = str(value)
    if text.replace(".", "", 1).isdigit() and "." in text:
        text = text.rstrip("0").rstrip(".")
    return _VALUES.get(text) or _scales().get(text) or text.replace("_", " ")


@cache
def _scales() -> Mapping[str, str]:
    """Names of the rating scales by id."""
    return {one.id: one.name for one in all_scales()}


def phrases(node: Node) -> list[str]:
    """What the leaf asks, parameter by parameter, without defaults that say nothing special."""
    given = parameters(node, given=True)
    return [
        phrase(node.kind, name, value)
        for name, value in parameters(node).items()
        if (name in (*given, "outcome") or (node.kind, name) in _ALWAYS)
        and _QUIET.get((node.kind, name)) != value
    ]


def compared(old: Node, new: Node) -> list[str]:
    """How a leaf's thresholds changed, one sentence per parameter; both are of one kind."""
    before, after = parameters(old), parameters(new)
    names = [*before, *(name for name in after if name not in before)]
    return [
        f"{_side(old.kind, name, before)} -> {_side(new.kind, name, after)}"
        for name in names
        if before.get(name) != after.get(name)
    ]


def _side(kind: str, name: str, values: Mapping[str, Any]) -> str:
    if name in values:
        return phrase(kind, name, values[name])
    return f"{NOT_ASKED} ({_named(name)})"
