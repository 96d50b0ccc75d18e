"""The facts beside further criteria in the crosswalk: what the record says, each traced, and no verdict."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.criteria.conditions import KINDS
from authpack.criteria.facts import Facts
from authpack.criteria.finding import Finding
from authpack.documents.letter_crosswalk_facts import BY_KIND
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letter_further import FURTHER
from authpack.documents.trace import Tracer
from tests.builders import (
    AS_OF,
    case,
    complete,
    course,
    day,
    diagnosis,
    episode,
    for_some,
    judge,
    leaf,
    score,
    therapy,
)

PEOPLE = [
    {
        "id": "c1",
        "name": "Quentin Musterarzt",
        "role": "psychiatrist",
        "tms_certified": "yes",
        "tms_privileges": "yes",
    }
]
RECORD: dict[str, Any] = {
    "request": {
        "phase": "continuation", "course_start": "2026-01-05", "rendered_by": "c1", "place_of_service": "11",
        "protocol": "itbs_600", "guidance": "none", "psychotropic_change_planned": "no", "psychiatrist_access_limited": "yes",
        "supervision": {"clinician": "c1", "within_scope": "yes"},
        "schedule": {"scale": "PHQ-9", "scale_every_days": 14, "scale_at_start": "yes", "scale_at_end": "yes"},
    },
    "clinicians": PEOPLE,
    "diagnoses": diagnosis(),
    "comorbidities": complete(),
    "episodes": episode(),
    "scores": complete(
        score("s1", "PHQ-9", 6, "2024-04-20"), score("s2", "PHQ-9", 22, "2026-01-02"), score("s3", "PHQ-9", 11, "2026-01-30")
    ),
    "psychotherapy": complete(therapy(type="cbt", outcome="none", clinician="T. Invented", evidence_based_for=["mdd"])),
    "prior_tms": complete(course()),
    "screen": {"substance_use": {"ever": "yes", "last_use": "2020-05", "disorder": "yes", "remission_since": "2021-01-01"}},
}  # fmt: skip
RULES: dict[str, tuple[dict[str, Any], str]] = {
    "diagnosis_code": ({"codes": ["F33.2"]}, "F33.2"),
    "other_diagnosis": ({"groups": ["bipolar"]}, "no such diagnosis"),
    "score": ({"any_of": [{"instruments": ["phq9"], "at_least": 10}]}, "PHQ-9 11"),
    "score_recorded": ({"measures": "depression"}, "PHQ-9 11"),
    "serial_scores": ({"every_days": 14, "same_instrument": "yes"}, "every 14 days"),
    "course_improvement": ({"at_least": 25}, "January 5, 2026"),
    "substance_free": ({"days": 90}, "last substance use"),
    "substance_remission": ({"months": 3}, "in remission since"),
    "psychotropics_stable": ({}, "no change"),
    "psychiatrist_access_limited": ({}, "access to a psychiatrist"),
    "supervisor_scope": ({}, "scope of practice"),
    "guidance": ({"is": ["none"]}, "no guidance"),
    "therapies": ({"at_least": 1}, "cognitive behavioral therapy"),
    "therapy_type": ({"is": ["cbt"]}, "cognitive behavioral therapy"),
    "therapy_episode": ({"is": "current"}, "cognitive behavioral therapy"),
    "therapy_response": ({"counts": ["none"]}, "no response"),
    "therapy_documented": ({}, "T. Invented"),
    "tms_interval": ({"days": 90}, "last session April 12, 2024"),
    "tms_worsening": ({"at_least": 50, "instruments": ["phq9"]}, "PHQ-9 6"),
    "tms_severity_after": ({"is": ["mild"]}, "PHQ-9 6"),
    "tms_certification": ({"who": "renderer"}, "certified in TMS"),
    "tms_privileges": ({"who": "renderer"}, "privileged for TMS"),
    "rendered_by": ({"roles": ["psychiatrist"]}, "treatment given by"),
    "setting": ({"is": ["office"]}, "11 (office)"),
    "protocol": ({"is": ["itbs_600"]}, "iTBS"),
}


def _finding(kind: str, rule: dict[str, Any], record: Any) -> Finding:
    of = KINDS[kind].of_subject
    root = judge(leaf(kind, rule) if of is None else for_some(of, leaf(kind, rule)), record).root
    return root if of is None else root.children[0]


@pytest.mark.parametrize("kind", sorted(FURTHER))
def it_states_the_fact_that_the_criterion_read(kind: str) -> None:
    record, (rule, words) = case(**RECORD), RULES[kind]
    finding = _finding(kind, rule, record)
    assert finding.status == ("not_met" if kind == "other_diagnosis" else "met")
    request = record.request("r1")
    assert request is not None
    of = LetterFacts(
        record, request, Facts(record, request, day(AS_OF)), Tracer(), adverse=frozenset(), classes={}
    )
    said = "; ".join(str.__str__(fact) for fact in FURTHER[kind](of, finding))
    assert words in said, said
    assert "met" not in said.split()


def it_has_facts_for_every_kind_that_reads_the_record() -> None:
    answered_elsewhere = {"payer_review", "not_stated", "external"}
    assert set(KINDS) - set(BY_KIND) <= answered_elsewhere
