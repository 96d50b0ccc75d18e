"""Psychotherapy by type, episode, recorded outcome, documentation, and number."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import about_course, case, complete, episode, incomplete, status, therapy

Rows = list[tuple[str, dict[str, Any], dict[str, Any], str]]
ROWS: Rows = [
    ("therapy_type", {"is": ["cbt", "erp"]}, {"type": "erp"}, "met"),
    ("therapy_type", {"is": ["cbt", "erp"]}, {"type": "supportive"}, "not_met"),
    ("therapy_type", {"is": ["cbt", "erp"]}, {}, "not_documented"),
    ("therapy_response", {"counts": ["none"], "review": ["partial"]}, {"outcome": "none"}, "met"),
    ("therapy_response", {"counts": ["none"], "review": ["partial"]}, {"outcome": "partial"}, "needs_review"),
    ("therapy_response", {"counts": ["none"], "review": ["partial"]}, {"outcome": "full"}, "not_met"),
    ("therapy_response", {"counts": ["none"], "review": ["partial"]}, {}, "not_documented"),
    ("therapy_documented", {}, {"clinician": "T. Invented"}, "met"),
    ("therapy_documented", {}, {}, "not_documented"),
    ("therapy_documented", {}, {"clinician": "T. Invented", "start": None}, "not_documented"),
    ("therapy_episode", {"is": "current"}, {}, "met"),  # inside by its dates
    ("therapy_episode", {"is": "current"}, {"episode": "e0"}, "not_met"),
    ("therapy_episode", {"is": "current"}, {"start": "2024-09-01", "stop": "2025-01-09"}, "not_met"),
    ("therapy_episode", {"is": "current"}, {"start": "2025-01-10"}, "met"),
    ("therapy_episode", {"is": "current"}, {"start": "2024-12-01"}, "needs_review"),
    ("therapy_episode", {"is": "current"}, {"start": "2025-01"}, "not_documented"),
    ("therapy_episode", {"is": "current"}, {"start": None, "stop": None}, "not_documented"),
]


@pytest.mark.parametrize(("kind", "rule", "fields", "expected"), ROWS)
def it_answers_of_one_course(kind: str, rule: dict[str, Any], fields: dict[str, Any], expected: str) -> None:
    record = case(episodes=episode(), psychotherapy=complete(therapy(**fields)))
    assert about_course(kind, rule, record, "psychotherapy") == expected


TWO = {"at_least": 2, "distinct_types": "yes", "evidence_based_for": "mdd"}
CBT = therapy("p1", type="cbt", evidence_based_for=["mdd"])
IPT = therapy("p2", type="interpersonal", evidence_based_for=["mdd"])


@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        (complete(CBT, IPT), "met"),
        (complete(CBT), "not_met"),
        (incomplete(CBT), "not_documented"),
        (complete(CBT, {**IPT, "type": "cbt"}), "not_met"),
        (complete(CBT, {**IPT, "type": "unknown"}), "not_documented"),
        (complete(CBT, {**IPT, "evidence_based_for": []}), "not_documented"),
        (complete(CBT, {**IPT, "evidence_based_for": [], "evidence_based": "no"}), "not_met"),
        ({}, "not_documented"),
    ],
)
def it_counts_therapies_of_different_types(courses: Any, expected: str) -> None:
    assert status("therapies", TWO, case(psychotherapy=courses)) == expected


def it_counts_those_of_the_episode_where_the_text_does() -> None:
    early = {**IPT, "start": "2024-01-02", "stop": "2024-04-01"}
    record = case(episodes=episode(), psychotherapy=complete(CBT, early))
    assert status("therapies", {**TWO, "scope": "current_episode"}, record) == "not_met"
    assert status("therapies", TWO, record) == "met"
