"""Protocol, guidance, setting; who gives and supervises the treatment."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.errors import ContentError
from tests.builders import case, judge, judgement, leaf, policy, status

PEOPLE = [{"id": "c1", "name": "A", "role": "psychiatrist"}, {"id": "c2", "name": "B", "role": "pmhnp"}]
ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("protocol", {"is": ["saint_snt"]}, {"protocol": "saint_snt"}, "met"),
    ("protocol", {"is": ["saint_snt"]}, {"protocol": "itbs_600"}, "not_met"),
    ("protocol", {"is": ["saint_snt"]}, {"protocol": "our own"}, "needs_review"),
    ("protocol", {"is": ["saint_snt"]}, {}, "not_documented"),
    ("guidance", {"is": ["none"]}, {"guidance": "none"}, "met"),
    ("guidance", {"is": ["none"]}, {"guidance": "mri"}, "not_met"),
    ("guidance", {"is": ["mri", "fmri"]}, {"guidance": "fmri"}, "met"),
    ("guidance", {"is": ["none"]}, {}, "not_documented"),
    ("setting", {"is": ["office", "outpatient"]}, {"place_of_service": "11"}, "met"),
    ("setting", {"is": ["office", "outpatient"]}, {"place_of_service": "22"}, "met"),
    ("setting", {"is": ["office", "outpatient"]}, {"place_of_service": "21"}, "not_met"),
    ("setting", {"is": ["office", "outpatient"]}, {"place_of_service": "99"}, "needs_review"),
    ("setting", {"is": ["office", "outpatient"]}, {}, "not_documented"),
    ("rendered_by", {"roles": ["psychiatrist"]}, {"rendered_by": "c1"}, "met"),
    ("rendered_by", {"roles": ["psychiatrist"]}, {"rendered_by": "c2"}, "not_met"),
    ("rendered_by", {"roles": ["psychiatrist"]}, {}, "not_documented"),  # who orders need not be who treats
    ("supervision", {"on_site": "yes"}, {"supervision": {"clinician": "c1", "on_site": "yes"}}, "met"),
    ("supervision", {"on_site": "yes"}, {"supervision": {"clinician": "c1", "on_site": "no"}}, "not_met"),
    ("supervision", {"on_site": "yes"}, {"supervision": {"clinician": "c1"}}, "not_documented"),
    ("supervisor_scope", {}, {"supervision": {"within_scope": "yes"}}, "met"),
    ("supervisor_scope", {}, {"supervision": {"within_scope": "no"}}, "not_met"),
    ("supervisor_scope", {}, {}, "not_documented"),
    ("psychiatrist_access_limited", {}, {"psychiatrist_access_limited": "yes"}, "met"),
    ("psychiatrist_access_limited", {}, {"psychiatrist_access_limited": "no"}, "not_met"),
    ("psychiatrist_access_limited", {}, {}, "not_documented"),
]


@pytest.mark.parametrize(("kind", "rule", "request_", "expected"), ROWS)
def it_answers_from_the_request(
    kind: str, rule: dict[str, Any], request_: dict[str, Any], expected: str
) -> None:
    assert status(kind, rule, case(request_, clinicians=PEOPLE)) == expected


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("tms_certification", "tms_certified"), ("tms_privileges", "tms_privileges"), ("tms_training", "tms_training"),
        ("tms_experience", "tms_experience"),
    ],
)  # fmt: skip
def it_asks_of_the_treating_clinician(kind: str, field: str) -> None:
    for value, expected in (("yes", "met"), ("no", "not_met"), ("unknown", "not_documented")):
        people = [{**PEOPLE[0], field: value}]
        assert status(kind, {"who": "renderer"}, case({"rendered_by": "c1"}, clinicians=people)) == expected
    assert (
        status(kind, {"who": "renderer"}, case(clinicians=[{**PEOPLE[0], field: "yes"}])) == "not_documented"
    )


def it_refuses_a_protocol_that_the_reference_table_does_not_hold() -> None:
    with pytest.raises(ContentError):
        policy(leaf("protocol", {"is": ["saint"]}))


def it_takes_a_judgement_on_a_protocol_in_other_words() -> None:
    made = policy(leaf("protocol", {"is": ["hf_left_standard"]}))
    record = case({"protocol": "our own"}, judgements=[judgement(made, "protocol")])
    assert judge(made, record).overall == "met"
