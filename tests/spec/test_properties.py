"""What holds for every record (SEMANTICS 7), searched for counterexamples.

(a) possible worlds: an answer that is met or not_met stays so however the silent fields turn out;
(b) one silent field filled without a conflict never changes such an answer;
(c) an added independent trial that counts never worsens a count;
(d) same input, same output, in any order and any process.

A record is drawn field by field from ``FIELDS``: each is silent or has one of its values. A value that would
contradict what is already recorded is left out, so that only conflict-free records are compared.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from authpack.criteria.determine import determine
from authpack.criteria.finding import Determination, Finding
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import Policy
from authpack.criteria.problems import problems
from authpack.criteria.truth import Status
from authpack.domain.case import Case
from authpack.textio import load_path
from tests.builders import (
    Data,
    case,
    case_data,
    complete,
    course,
    day,
    diagnosis,
    for_some,
    group,
    intolerance,
    judge,
    leaf,
    policy,
    score,
    status,
    therapy,
    trial,
)

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "payer_criteria"
BOUNDED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    # No shrinking: records are large, and the message names the leaf and what changed.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
SILENT = "(silent)"


@cache
def shipped() -> tuple[Policy, ...]:
    return tuple(load_policy(path) for path in sorted(CONTENT.glob("*/*/*.yaml")))


# -- records, field by field -----------------------------------------------------------------------

YES_NO = ("yes", "no")
SCREENED = ({"status": "absent", "date": "2026-01-28"}, {"status": "present", "date": "2026-01-28"})
IN_EPISODE = ({"status": "absent", "date": "2026-01-28", "episode": "e1"}, SCREENED[1] | {"episode": "e1"})
OF_AN_EPISODE = (
    "psychotic_symptoms",
    "psychotic_disorder",
    "acute_suicidal_risk",
    "catatonia",
    "life_threatening_inanition",
    "mania",
)
NEUROLOGICAL = (
    "epilepsy",
    "cerebrovascular_disease",
    "dementia",
    "raised_intracranial_pressure",
    "head_trauma",
    "cns_tumor",
    "other",
)
EFFECTS = ({"name": "nausea", "expected_to_resolve": "no"}, {"name": "tremor", "expected_to_resolve": "yes"})
DATED = {
    "t1": (("2025-02-01", "2025-02-20", "2025-02"), ("2025-03-29", "2025-03-15", "2025-03")),
    "t2": (("2025-05-01", "2025-05-10", "2025-05"), ("2025-07-02", "2025-06-20", "2025-06")),
    "t3": (("2023-10-01", "2023-10"), ("2024-01-15", "2023-11-02", "2023-11")),
    "t4": (("2025-02-10", "2025-02"), ("2025-03-25", "2025-03")),
}


def _trial_fields(name: str, episode: str) -> list[tuple[str, tuple[Any, ...]]]:
    starts, stops = DATED[name]
    base = f"trials/items/{name}"
    # "inadequate" is itself recorded evidence of the response; only "full" contradicts it.
    responses = ("none", "full") if name == "t1" else ("none", "partial", "full", "lost")
    reasons = ("intolerance", "inadequate") if name == "t1" else ("intolerance", "choice", "lost_response")
    return [
        (f"{base}/role", ("antidepressant", "augmentation", "other_use")),
        (f"{base}/start", starts),
        (f"{base}/stop", stops),
        (f"{base}/episode", (episode,)),
        (f"{base}/response", responses),
        (f"{base}/stop_reason", reasons),
        (f"{base}/max_dose", ("25 mg/day", "200 mg/day", "450 mg/day")),
        (f"{base}/weeks_at_max", ("2", "4")),
        (f"{base}/max_tolerated", YES_NO),
        (f"{base}/side_effects/0/expected_to_resolve", YES_NO),
    ]


FIELDS: list[tuple[str, tuple[Any, ...]]] = [
    *_trial_fields("t1", "e1"),
    *_trial_fields("t2", "e1"),
    *_trial_fields("t3", "e0"),
    *_trial_fields("t4", "e1"),
    ("trials/complete", ("yes",)),
    ("diagnoses/items/d1/confirmed", YES_NO),
    ("diagnoses/items/d1/severity", ("severe", "moderate")),
    ("diagnoses/items/d1/psychotic_features", YES_NO),
    ("diagnoses/complete", ("yes",)),
    ("episodes/items/e1/onset", ("2025-01-10",)),
    ("episodes/items/e0/end", ("2024-11-02", "2025-01-02")),
    *[
        (f"requests/r1/{name}", YES_NO)
        for name in ("protocol_evidence_based", "used_within_label", "within_order_scope")
    ],
    ("requests/r1/target", ("left_dlpfc", "other")),
    ("requests/r1/modality", ("rtms", "itbs", "deep_tms", "accelerated")),
    ("requests/r1/device", ("NeuroStar", "K083538", "Unheard-of 3000")),
    ("requests/r1/ordered_by", ("c1", "c2")),
    ("requests/r1/codes", ([{"code": "90867", "units": 1}], [{"code": "90868", "units": 90}])),
    ("requests/r1/supervision/clinician", ("c1", "c2")),
    *[(f"requests/r1/supervision/{name}", YES_NO) for name in ("direct", "in_area", "immediately_available")],
    ("requests/r1/schedule/acute_sessions", (30, 60)),
    ("requests/r1/schedule/weeks", (6, 12)),
    ("requests/r1/schedule/sessions_per_week", (5, 10)),
    ("requests/r1/schedule/taper", ([], [3, 2, 1], [9, 9, 9])),
    *[
        (f"clinicians/{one}/{name}", YES_NO)
        for one in ("c1", "c2")
        for name in ("tms_training", "tms_experience")
    ],
    ("facility/trained_attendant", YES_NO),
    ("facility/resuscitation_equipment", YES_NO),
    ("facility/emergency_response_minutes", ("4", "9")),
    ("facility/last_drill", ("2025-09-15", "2023-01-01", "2025-02")),
    ("facility/emergency_agreements_reviewed", ("2025-09-15", "2023-01-01")),
    ("ect/currently_receiving", YES_NO),
    ("ect/candidate", YES_NO),
    *[
        (f"screen/{name}", SCREENED)
        for name in ("seizure_disorder", "increased_seizure_risk", "pregnancy", "ketamine_or_esketamine")
    ],
    *[(f"screen/{name}", IN_EPISODE) for name in OF_AN_EPISODE],
    ("screen/substance_use", SCREENED),
    *[(f"screen/neurological/{name}", SCREENED) for name in NEUROLOGICAL],
    ("screen/implants/complete", ("yes",)),
    ("screen/implants/items/i1/kind", ("device", "metal")),
    ("screen/implants/items/i1/magnetic_sensitive", YES_NO),
    ("screen/implants/items/i1/conductive", YES_NO),
    ("screen/implants/items/i1/in_or_near_head", YES_NO),
    ("screen/implants/items/i1/distance_cm", ("30", "31")),
    ("screen/implants/items/i2/dental_amalgam", YES_NO),
    ("screen/implants/items/i2/distance_cm", ("5",)),
    ("screen/seizures/complete", ("yes",)),
    ("screen/seizures/items/z1/cause", ("ect", "febrile", "withdrawal")),
    ("screen/seizures/items/z1/in_infancy", YES_NO),
    ("screen/seizures/items/z1/treated", YES_NO),
    ("screen/seizures/items/z1/recurred", YES_NO),
    ("psychotherapy/complete", ("yes",)),
    ("psychotherapy/items/p1/start", ("2025-03-03", "2025-03")),
    ("psychotherapy/items/p1/stop", ("2025-04-28", "2025-04-07", "2025-04")),
    ("psychotherapy/items/p1/evidence_based_for", (["mdd"],)),
    ("psychotherapy/items/p1/evidence_based", ("yes",)),
    ("psychotherapy/items/p1/end", ({"instrument": "PHQ-9", "total": 22, "date": "2025-04-28"},)),
    ("prior_tms/complete", ("yes",)),
    ("prior_tms/items/x1/first_session", ("2024-03-04", "2024-03")),
    ("prior_tms/items/x1/last_session", ("2024-04-12", "2024-04")),
    ("prior_tms/items/x1/response", ("none", "partial", "response", "remission")),
    ("prior_tms/items/x1/episode", ("e0",)),
    ("prior_tms/items/x1/maintained_until", ("2024-06-30", "2024-04-20", "2024-05")),
    ("prior_tms/items/x1/relapse", ({"date": "2025-01-10"},)),
    ("current_medicines/complete", ("yes",)),
    ("current_medicines/items/m1/group", ("opioid", "other")),
]
CONFLICTING = (
    "trials/",
    "diagnoses/",
    "episodes/",
    "psychotherapy/",
    "prior_tms/",
    "screen/psychotic",
    "screen/seizure_disorder",
    "screen/neurological/epilepsy",
    "screen/ketamine",
)


def skeleton(phase: str) -> Data:
    """The record with every field of FIELDS silent."""
    data = case_data(
        {"phase": phase, "ordered_by": None, "supervision": {}, "schedule": {}},
        diagnoses={"items": [{"id": "d1", "code": "F33.2", "date": "2025-01-24"}]},
        episodes={"items": [{"id": "e1", "current": "yes"}, {"id": "e0", "onset": "2023-09-01"}]},
        trials={"items": [_bare(name, drug) for name, drug in _DRUGS]},
        scores=complete(
            score("s1", "PHQ-9", 22, "2026-01-12"),
            score("s2", "MADRS", 40, "2024-03-01"),
            score("s3", "MADRS", 18, "2024-04-15"),
        ),
        psychotherapy={"items": [therapy(start=None, stop=None, baseline=_BASELINE)]},
        prior_tms={"items": [course(first_session=None, last_session=None)]},
        current_medicines={"items": [{"id": "m1", "drug": "an unreadable name"}]},
        screen={
            "implants": {
                "items": [{"id": "i1", "item": "something"}, {"id": "i2", "item": "dental", "kind": "dental"}]
            },
            "seizures": {"items": [{"id": "z1"}]},
            "neurological": {},
        },
        facility={},
        ect={},
    )
    data["clinicians"].append({"id": "c2", "name": "Lorna Beispiel", "role": "pmhnp"})
    return data


_DRUGS = (("t1", "sertraline"), ("t2", "venlafaxine"), ("t3", "vilazodone"), ("t4", "bupropion"))
_BASELINE = {"instrument": "PHQ-9", "total": 21, "date": "2025-03-03"}


# A trial that an open list did not hold.
EXTRA: tuple[Data | None, ...] = (
    None,
    trial("t8", "nortriptyline", start="2025-08-01", stop="2025-11-01", episode="e1", max_dose="75 mg/day"),
    intolerance("t8", "duloxetine", "insomnia", start="2023-10-01", stop="2023-11-01", episode="e0"),
    trial("t8", "sertraline", start="2025-08-01", stop="2025-11-01", response="full"),
)


def _bare(name: str, drug: str) -> Data:
    effects = [{"name": EFFECTS[int(name[1]) % 2]["name"]}]
    partners = {"t4": ["t1"], "t2": ["t1"]}.get(name, [])
    return trial(
        name, drug, role=None, start=None, stop=None, response=None, side_effects=effects, partners=partners
    )


def put(data: Data, path: str, value: Any) -> None:
    """Write one field; list items by id or place."""
    *parents, last = path.split("/")
    place: Any = data
    for part in parents:
        if isinstance(place, list):
            place = place[int(part)] if part.isdigit() else next(one for one in place if one["id"] == part)
        else:
            place = place.setdefault(part, {})
    place[last] = value


def codes(data: Data) -> set[str]:
    return {f"{one.code} {one.paths}" for one in problems(Case.model_validate(data))}


def filled(data: Data, path: str, value: Any) -> Data | None:
    """The record with one more field; None when the record would then contradict itself."""
    changed = copy.deepcopy(data)
    put(changed, path, copy.deepcopy(value))
    if path.startswith(CONFLICTING) and codes(changed) - codes(data):
        return None
    return changed


def choices(*, silent: bool) -> st.SearchStrategy[list[Any]]:
    """One value for every field, silent about every fourth where that is allowed."""

    def pick(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
        given_ = st.sampled_from(values)
        return (
            st.integers(0, 3).flatmap(lambda turn: given_ if turn else st.just(SILENT)) if silent else given_
        )

    return st.tuples(*(pick(values) for _path, values in FIELDS)).map(list)


def build(phase: str, chosen: list[Any], data: Data | None = None) -> tuple[Data, list[int]]:
    """A record with the chosen fields, and the places of those that are still silent."""
    data = data or skeleton(phase)
    open_: list[int] = []
    for place, ((path, _values), value) in enumerate(zip(FIELDS, chosen, strict=True)):
        made = None if value == SILENT else filled(data, path, value)
        if made is None:
            open_.append(place)
        else:
            data = made
    return data, open_


def complete_with(
    data: Data, open_: list[int], world: list[Any], day_of_month: int, extra: Data | None
) -> Data:
    """One world: silent fields filled, months made days, a trial more where the list was open."""
    if extra and data["trials"].get("complete") != "yes":
        data = copy.deepcopy(data)
        data["trials"]["items"].append(extra)
    for place in open_:
        data = filled(data, FIELDS[place][0], world[place]) or data
    for path, _values in FIELDS:
        made = get(data, path)
        if isinstance(made, str) and re.fullmatch(r"\d{4}-\d{2}", made):
            data = filled(data, path, f"{made}-{day_of_month:02}") or data
    return data


def get(data: Data, path: str) -> Any:
    """One field, None when it is silent."""
    place: Any = data
    for part in path.split("/"):
        if isinstance(place, list):
            place = place[int(part)] if part.isdigit() else next(one for one in place if one["id"] == part)
        else:
            place = (place or {}).get(part)
    return place


# -- what is judged --------------------------------------------------------------------------------


@cache
def synthetic() -> Policy:
    """Leaves that the shipped policies do not have, or not in this form."""
    none: Data = {"response": {"counts": ["none"]}}
    rules: list[tuple[str, Any]] = [
        ("trials", {"at_least": 2, **none}),
        ("trials", {"at_least": 1, **none, "adequate": {"weeks": 6}}),
        ("trials", {"at_least": 1, **none, "adequate": {"weeks": 4, "dose": "label_minimum"}}),
        ("trials", {"at_least": 1, **none, "adequate": {"weeks": 3, "dose": "max_tolerated"}}),
        ("trials", {"at_least": 2, **none, "distinct_classes": 2, "scope": "current_episode"}),
        ("trials", {"at_least": 3, "distinct_classes": 3, "roles": ["antidepressant", "augmentation"]}),
        ("trials", {"at_least": 2, "intolerance": {"distinct_side_effects": "yes"}}),
        ("trials", {"at_least": 1, "intolerance": {"not_expected_to_resolve": "yes"}}),
        ("trials", {"at_least": 2, "separate": "yes", **none}),
        (
            "trials",
            {
                "at_least": 2,
                "of_which": [{"at_least": 1, "roles": ["augmentation"]}],
                "roles": ["antidepressant", "augmentation"],
            },
        ),
        (
            "present",
            {"item": "implants", "what": "device_or_metal", "within_cm": 30, "dental_amalgam_exempt": "yes"},
        ),
        (
            "present",
            {"item": "implants", "what": "device_or_metal", "within_cm": 30, "metal_within_cm": "no"},
        ),
        ("present", {"item": "implants", "what": "device", "within_cm": 30}),
        ("present", {"item": "implants", "what": "device_in_head"}),
        ("present", {"item": "seizures", "exempt": ["ect_induced", "isolated_febrile_infancy"]}),
        ("present", {"item": "psychosis", "scope": "current_episode"}),
        ("weigh", {"item": "mania"}),
        ("course_limit", {"max_sessions": 36, "max_weeks": 9, "max_sessions_per_week": 5}),
        ("course_limit", {"max_sessions": 36, "taper_counts": "no", "taper": [3, 2, 1]}),
        ("unit_limit", {"codes": {"90868": 36}}),
        ("supervision", {"by": "orderer", "direct": "yes", "in_area": "yes"}),
        ("taking", {"groups": ["opioid"]}),
        ("facility", {"drill_within_months": 12}),
        ("severity_by_scale", {"is": "severe"}),
    ]
    leaves = [leaf(kind, parameters, f"n{place}") for place, (kind, parameters) in enumerate(rules)]
    some = [
        for_some("prior_tms", leaf("tms_kept", {"weeks": 6}, "kept"), leaf("tms_relapse", {}, "relapse")),
        {
            **for_some(
                "psychotherapy",
                leaf("therapy_weeks", {"at_least": 8}, "weeks"),
                leaf("therapy_no_improvement", {"measures": "depression"}, "same"),
            ),
            "id": "therapy",
        },
    ]
    return policy(group("all_of", [*leaves, *some], "root"))


def judge_all(data: Data) -> list[Determination]:
    record = Case.model_validate(data)
    request = record.requests[0]
    assert request.date is not None
    return [determine(record, request, one, as_of=request.date.first) for one in (synthetic(), *shipped())]


DECIDED = ("met", "not_met")


def leaves(found: Determination) -> dict[str, Finding]:
    return {one.id: one for one, _ in found.findings() if one.node.is_leaf and not one.children}


def kept(before: Finding, after: Finding | None) -> bool:
    """Whether a decided answer stands; a leaf on another course is another answer; NA counts as met."""
    if before.status not in DECIDED or after is None or before.subject != after.subject:
        return True
    same: dict[Status, tuple[Status, ...]] = {"met": ("met", "not_applicable"), "not_met": ("not_met",)}
    return after.status in same[before.status]


def said(before: Finding, after: Finding | None, name: str) -> str:
    became = after and (after.status, after.reason)
    return f"{name} {before.id}: {before.status} ({before.reason}) became {became}"


@pytest.mark.parametrize("phase", ["initial", "retreatment"])
@BOUNDED
@given(
    chosen=choices(silent=True),
    world=choices(silent=False),
    day_of_month=st.integers(1, 28),
    extra=st.sampled_from(EXTRA),
)
def it_holds_in_every_possible_world(
    phase: str, chosen: list[Any], world: list[Any], day_of_month: int, extra: Data | None
) -> None:
    data, open_ = build(phase, chosen)
    complete_record = complete_with(data, open_, world, day_of_month, extra)
    for before, after in zip(judge_all(data), judge_all(complete_record), strict=True):
        known = leaves(after)
        for name, one in leaves(before).items():
            assert kept(one, known.get(name)), said(one, known.get(name), before.policy.id)
        assert kept(before.root, after.root), said(before.root, after.root, before.policy.id)


@pytest.mark.parametrize("phase", ["initial", "retreatment"])
@BOUNDED
@given(chosen=choices(silent=True), world=choices(silent=False), pick=st.integers(0, 1000))
def it_never_changes_a_decided_answer_by_filling_one_silent_field(
    phase: str, chosen: list[Any], world: list[Any], pick: int
) -> None:
    data, open_ = build(phase, chosen)
    if not open_:
        return
    place = open_[pick % len(open_)]
    more = filled(data, FIELDS[place][0], world[place])
    if more is None:
        return
    for before, after in zip(judge_all(data), judge_all(more), strict=True):
        known = {one.id: one for one, _ in after.findings()}
        for one, _parent in before.findings():
            assert kept(one, known.get(one.id)), (
                f"{FIELDS[place][0]}: {said(one, known.get(one.id), before.policy.id)}"
            )


def it_decides_enough_to_be_worth_searching() -> None:
    """The generator reaches every status on many leaves: the two properties above are not vacuous."""
    seen: dict[str, set[str]] = {}
    for pick in range(3):
        chosen = [values[pick % len(values)] for _path, values in FIELDS]
        data, _open = build("initial", chosen)
        for name, one in leaves(judge_all(data)[0]).items():
            seen.setdefault(name, set()).add(one.status)
    decided = [name for name, statuses in seen.items() if statuses & set(DECIDED)]
    assert len(decided) >= 15


# -- (c) an added trial ----------------------------------------------------------------------------

POOL = [
    "sertraline",
    "citalopram",
    "fluoxetine",
    "venlafaxine",
    "duloxetine",
    "bupropion",
    "mirtazapine",
    "vilazodone",
    "vortioxetine",
    "trazodone",
    "nortriptyline",
    "phenelzine",
]
LEVEL = {"not_met": 0, "not_documented": 1, "needs_review": 1, "met": 2}
WORDS = ("nausea", "tremor", "insomnia", "felt like a stranger")


@st.composite
def trial_lists(draw: st.DrawFn) -> list[Data]:
    drugs = draw(st.lists(st.sampled_from([*POOL, "an unreadable name"]), min_size=1, max_size=5))
    made = []
    for place, drug in enumerate(drugs):
        start = draw(st.sampled_from(["2025-01-10", "2025-02-15", "2025-04-01", "2025-04", None]))
        record = trial(f"t{place}", drug, start=start, stop="2025-06-01")
        record["response"] = draw(st.sampled_from(["none", "partial", "full", "unknown"]))
        record["stop_reason"] = draw(st.sampled_from(["intolerance", "inadequate", "unknown"]))
        record["side_effects"] = [
            {"name": name} for name in draw(st.lists(st.sampled_from(WORDS), max_size=2))
        ]
        made.append(record)
    return made


def count_rules() -> st.SearchStrategy[Data]:
    kinds: list[Data] = [
        {"response": {"counts": ["none"]}},
        {"response": {"counts": ["none"], "review": ["partial"]}},
        {"intolerance": {}},
        {"intolerance": {"distinct_side_effects": "yes"}},
    ]
    return st.builds(
        lambda kind, least, classes, by, apart: {
            **kind,
            "at_least": least,
            "distinct_by": by,
            "separate": apart,
            **({"distinct_classes": classes} if classes else {}),
        },
        st.sampled_from(kinds),
        st.integers(1, 4),
        st.sampled_from([None, 2, 3]),
        st.sampled_from(["drug", "none"]),
        st.sampled_from(["yes", "no"]),
    )


@settings(BOUNDED, max_examples=250)
@given(trials=trial_lists(), rule=count_rules(), whole=st.booleans(), pick=st.integers(0, 11))
def it_never_worsens_a_count_by_an_added_independent_trial(
    trials: list[Data], rule: Data, whole: bool, pick: int
) -> None:
    free = [drug for drug in POOL if drug not in {one["drug"] for one in trials}]
    added = intolerance(
        "added", free[pick % len(free)], "weight gain", response="none", start="2019-01-01", stop="2019-06-01"
    )
    before, after = (
        status("trials", rule, case(trials={"items": some, "complete": "yes" if whole else "no"}))
        for some in (trials, [*trials, added])
    )
    assert LEVEL[after] >= LEVEL[before], (before, after)


# -- (d) the same answer always --------------------------------------------------------------------


@settings(BOUNDED, max_examples=150)
@given(trials=trial_lists(), rule=count_rules(), order=st.randoms(use_true_random=False))
def it_does_not_depend_on_the_order_of_the_record(trials: list[Data], rule: Data, order: Any) -> None:
    turned = list(trials)
    order.shuffle(turned)
    first, second = (status("trials", rule, case(trials=complete(*some))) for some in (trials, turned))
    assert first == second


def patients() -> list[Case]:
    return [
        Case.model_validate(load_path(path).data) for path in sorted((CONTENT / "patients").glob("*.yaml"))
    ]


def digest() -> str:
    """One line over every finding of every shipped policy on every base patient."""
    seen: list[Any] = []
    for record in patients():
        for request in record.requests:
            for one in shipped():
                found = determine(
                    record, request, one, as_of=request.date.first if request.date else day("2026-02-02")
                )
                seen.append([found.overall, found.overall_known_text, list(found.notes)])
                seen += [
                    [
                        row.id,
                        row.status,
                        row.reason,
                        row.evidence,
                        row.missing,
                        row.repairs,
                        row.lines,
                        str(row.values),
                    ]
                    for row, _ in found.findings()
                ]
    return hashlib.sha256(json.dumps(seen, default=str).encode()).hexdigest()


def it_says_the_same_of_the_same_record_twice() -> None:
    assert digest() == digest()


def it_says_the_same_in_another_process_with_another_hash_seed_and_time_zone() -> None:
    program = "from tests.spec.test_properties import digest; print(digest())"
    said_by: set[str] = {digest()}
    for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Los_Angeles")):
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        said_by.add(done.stdout.strip())
    assert len(said_by) == 1


def it_reads_a_policy_the_same_from_any_order_of_its_keys() -> None:
    one = judge(synthetic(), case(diagnoses=diagnosis()))
    again = judge(synthetic(), case(diagnoses=diagnosis()))
    assert [row.status for row, _ in one.findings()] == [row.status for row, _ in again.findings()]
