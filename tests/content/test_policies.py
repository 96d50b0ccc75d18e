"""The shipped policies: complete, mapped sentence by sentence, with cases that pass and generated mutations on top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from authpack.content import Root, shipped
from authpack.criteria.cases import (
    CaseFile,
    PolicyCase,
    case_faults,
    cases_path,
    judge_case,
    load_cases,
    run_cases,
)
from authpack.criteria.catalog import load_catalog, policy_files
from authpack.criteria.conditions import KINDS
from authpack.criteria.finding import Determination, Finding
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import Node
from authpack.criteria.truth import Status

CRITERIA = shipped("payer_criteria")
FILES = [path for path, _ in policy_files((Root(CRITERIA, local=False),))]
PATIENTS = CRITERIA / "patients"
POLICIES = {path: load_policy(path) for path in FILES}
IDS = [str(path.relative_to(CRITERIA)) for path in FILES]
FULL_TEXTS = {
    "medicare-novitas-l34998": "v33",
    "medicare-first-coast-l34522": "v29",
    "medicare-palmetto-l34869": "v42",
    "medicare-cgs-l36469": "v24",
    "medicare-noridian-l37086": "v27",
    "medicare-ngs-l33398": "v40",
    "medicare-wps-l34641": "v27",
}


def cases_of(path: Path) -> CaseFile:
    return load_cases(cases_path(path))


def it_holds_every_text_that_was_read_in_full() -> None:
    ids = {policy.id for policy in POLICIES.values()}
    others = {
        "highmark-health-options-de-mp-1147",
        "pacificsource-tms-commercial",
        "bcbs-massachusetts-297",
        "washington-hta-htcc-tms",
    }
    assert ids >= set(FULL_TEXTS) | others
    for policy in POLICIES.values():
        if policy.head.status == "full":
            assert policy.head.revision.startswith(FULL_TEXTS.get(policy.id, ""))


@pytest.mark.parametrize("path", FILES, ids=IDS)
def it_maps_every_sentence_to_a_node_or_gives_a_reason(path: Path) -> None:
    policy = POLICIES[path]
    assert policy.text_map
    for row in policy.text_map:
        assert bool(row.nodes) != bool(row.not_encoded)
        assert len(row.not_encoded) > 10 or row.nodes


def leaves(node: Node) -> Iterator[Node]:
    if node.condition is not None:
        yield node
    for child in node.children:
        yield from leaves(child)


@pytest.mark.parametrize("path", FILES, ids=IDS)
def it_cites_every_leaf_and_asks_a_question_for_it(path: Path) -> None:
    policy = POLICIES[path]
    sources = {source.id for source in policy.head.sources}
    for entry in policy.entries:
        for leaf in leaves(entry.node) if entry.node else ():
            source, _, place = leaf.cite.partition(",")
            assert source in sources and place.strip()
            assert leaf.ask or leaf.kind in ("payer_review", "not_stated", "external")


@pytest.mark.parametrize("path", FILES, ids=IDS)
def it_has_cases_and_they_come_out_as_their_writer_expects(path: Path) -> None:
    file = cases_of(path)
    assert file.policy == POLICIES[path].id
    assert case_faults(cases_path(path), set(POLICIES[path].nodes), path.name) == ()
    failed = [
        f"{one.name}: {'; '.join(one.differences)}"
        for one in run_cases(POLICIES[path], file, PATIENTS)
        if not one.passed
    ]
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("path", FILES, ids=IDS)
def it_tests_a_silent_record_and_every_status_that_can_arise(path: Path) -> None:
    cases = cases_of(path).cases
    expected = {status for case in cases for name, status in case.expect.items() if name == "overall"}
    assert expected
    if POLICIES[path].head.status == "full":
        assert any(case.base == "silent-mdd" for case in cases)
        assert {"met", "not_met", "not_documented", "needs_review"} <= expected


@pytest.mark.parametrize("path", FILES, ids=IDS)
def it_never_says_plainly_met_of_a_text_that_is_known_in_part(path: Path) -> None:
    """A partly known or externally judged policy answers "met as far as the known text goes" at best."""
    policy = POLICIES[path]
    if all(entry.completeness == "whole" for entry in policy.entries) and policy.head.status == "full":
        return
    bases: dict[str, dict[str, Any]] = {}
    for case in cases_of(path).cases:
        result = judge_case(policy, case, bases, PATIENTS)
        entry = policy.entry(*_asked(case, bases))
        if entry is not None and entry.completeness == "part":
            assert result.overall != "met", case.name


def _asked(case: PolicyCase, bases: dict[str, dict[str, Any]]) -> tuple[str, str]:
    requests = bases[case.base]["requests"]
    request = next((one for one in requests if one["id"] == case.request), requests[0])
    name = request["id"]
    changed = {
        key.rsplit("/", 1)[-1]: value
        for key, value in case.set.items()
        if key.startswith(f"/requests/{name}/")
    }
    return changed.get("phase", request["phase"]), changed.get("indication", request["indication"])


def it_uses_every_leaf_kind_somewhere() -> None:
    used = {node.kind for policy in POLICIES.values() for node in policy.nodes.values()}
    # not_stated and external arrive with partly known policies; guards likewise.
    assert set(KINDS) - used <= {"not_stated", "external"}


# -- generated mutations ---------------------------------------------------------------------------

SILENCE: dict[str, Any] = {
    "role": "unknown", "response": "unknown", "stop_reason": "unknown", "max_tolerated": "unknown", "severity": "unknown",
    "confirmed": "unknown", "psychotic_features": "unknown", "evidence_based": "unknown", "tms_experience": "unknown",
    "tms_training": "unknown", "candidate": "unknown", "currently_receiving": "unknown", "target": "unknown",
    "modality": "unknown", "used_within_label": "unknown", "protocol_evidence_based": "unknown", "direct": "unknown",
    "in_area": "unknown", "immediately_available": "unknown", "trained_attendant": "unknown",
    "resuscitation_equipment": "unknown", "within_order_scope": "unknown", "relapsed": "unknown",
}  # fmt: skip
REMOVABLE = {
    "device", "ordered_by", "last_drill", "emergency_agreements_reviewed", "emergency_response_minutes",
    "evidence_based_for", "baseline", "end", "max_dose", "start", "stop", "steps", "codes", "relapse",
    "maintained_until", "clinician",
}  # fmt: skip


def met_cases(path: Path) -> list[PolicyCase]:
    """Cases that are met, or met as far as the known text goes."""
    wanted = ("overall", "overall_known_text")
    return [case for case in cases_of(path).cases if any(case.expect.get(name) == "met" for name in wanted)][
        :6
    ]


def silenced(case: PolicyCase, path: str) -> PolicyCase | None:
    """The same case with one fact gone silent; None where the path is not a single fact."""
    name = path.rsplit("/", 1)[-1]
    if path.startswith("/screen/") and name not in ("implants", "seizures"):
        return case.model_copy(update={"set": {**case.set, path: {"status": "not_assessed"}}})
    if path in ("/screen/implants", "/screen/seizures"):
        return case.model_copy(update={"set": {**case.set, f"{path}/complete": "no"}})
    if path.startswith("/attestations/"):
        return case.model_copy(update={"remove": (*case.remove, path)})
    if name in SILENCE:
        return case.model_copy(update={"set": {**case.set, path: SILENCE[name]}})
    if name in REMOVABLE:
        return case.model_copy(update={"remove": (*case.remove, path)})
    return None


def single_facts(result: Determination) -> list[str]:
    """Facts that the answer rests on; where part of the text is unseen, those of every criterion that is met."""
    unseen = result.overall == "text_not_seen"
    return sorted(
        {
            path
            for finding, _ in result.findings()
            if not finding.children and (finding.decisive or (unseen and finding.status == "met"))
            for path in finding.evidence
        }
    )


@pytest.mark.parametrize("path", FILES, ids=IDS)
def it_never_answers_not_met_because_one_fact_went_silent(path: Path) -> None:
    """Single-fact mutations of met cases: the answer stays met (another route) or becomes open, never not_met."""
    policy, tried = POLICIES[path], 0
    bases: dict[str, dict[str, Any]] = {}
    for case in met_cases(path):
        before = judge_case(policy, case, bases, PATIENTS)
        for fact in single_facts(before):
            mutant = silenced(case, fact)
            if mutant is None:
                continue
            try:
                after = judge_case(policy, mutant, bases, PATIENTS)
            except Exception as error:
                if "leads nowhere" in str(error) or type(error).__name__ == "ValidationError":
                    continue
                raise
            tried += 1
            assert after.overall_known_text != "not_met", (case.name, fact)
    assert tried > 10 or policy.head.status != "full"


STATUSES: tuple[Status, ...] = (
    "met",
    "not_met",
    "not_documented",
    "needs_review",
    "external",
    "text_not_seen",
)


def fold_again(finding: Finding, changed: str, status: str) -> str:
    """An oracle written from SEMANTICS 1, apart from the product's tables."""
    if finding.id == changed and not finding.children:
        return status
    if not finding.children:
        return finding.status
    parts = [fold_again(child, changed, status) for child in finding.children if not child.advisory]
    parts = [part for part in parts if part != "not_applicable"]
    body = fold_parts(finding, parts)
    return body if finding.guard is None else under_guard(finding.guard.status, body)


def under_guard(guard: str, body: str) -> str:
    if guard == "met":
        return body
    if guard in ("not_met", "not_applicable"):
        return "not_applicable"
    if body == "met":
        return "met"
    undecided = [one for one in (guard, body) if one not in ("met", "not_met", "not_applicable")]
    return next(
        one for one in ("not_documented", "needs_review", "external", "text_not_seen") if one in undecided
    )


def fold_parts(finding: Finding, parts: list[str]) -> str:
    kind = finding.node.kind
    if kind == "at_least":
        undecided = [part for part in parts if part not in ("met", "not_met")]
        if parts.count("met") >= finding.node.n:
            return "met"
        if parts.count("met") + len(undecided) < finding.node.n:
            return "not_met"
        return next(
            one for one in ("not_documented", "needs_review", "external", "text_not_seen") if one in undecided
        )
    if kind == "none_of":
        parts = [{"met": "not_met", "not_met": "met"}.get(part, part) for part in parts]
    if kind == "any_of":
        for wanted in ("met", "not_documented", "needs_review", "external", "text_not_seen", "not_met"):
            if wanted in parts:
                return wanted
    if kind == "readings":
        if len(set(parts)) == 1:
            return parts[0]
        return "not_documented" if "not_documented" in parts else "needs_review"
    for wanted in ("not_met", "not_documented", "needs_review", "external", "text_not_seen", "met"):
        if wanted in parts:
            return wanted
    return "not_applicable"


@pytest.mark.parametrize("path", FILES, ids=IDS)
def it_folds_every_single_leaf_mutation_as_the_tables_say(path: Path) -> None:
    from authpack.criteria.judge import refold

    policy = POLICIES[path]
    bases: dict[str, dict[str, Any]] = {}
    case = (met_cases(path) or list(cases_of(path).cases))[0]
    leaf_ids = [one.id for one, _ in judge_case(policy, case, bases, PATIENTS).findings() if not one.children]
    for name in leaf_ids:
        for status in STATUSES:
            result = judge_case(policy, case, bases, PATIENTS)
            expected = fold_again(result.root, name, status)
            for finding, _ in result.findings():
                if finding.id == name and not finding.children:
                    finding.status = status
            for finding, _ in result.findings():
                if finding.reason in ("no_course", "no_course_so_far") and finding.children:
                    finding.reason = "for_some"
            assert refold(result.root).status == expected, (name, status)


def it_loads_every_revision_once_into_the_catalog() -> None:
    catalog = load_catalog((Root(CRITERIA, local=False),))
    assert len(catalog.policies) == len(FILES)


def it_knows_the_module_of_every_leaf_kind() -> None:
    """The table for late imports against what the modules themselves register."""
    from importlib import import_module
    from pkgutil import iter_modules

    from authpack.criteria import conditions
    from authpack.criteria.conditions.base import REGISTERED

    for module in iter_modules(conditions.__path__):
        import_module(f"{conditions.__name__}.{module.name}")
    assert set(REGISTERED) == set(KINDS)
    for kind, cls in REGISTERED.items():
        assert cls.__module__.rsplit(".", 1)[-1] == next(
            name for name, kinds in conditions.MODULES.items() if kind in kinds
        )
