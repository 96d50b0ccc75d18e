"""What is worked out of a record is kept with it; nobody can tell but by the clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from authpack import api
from authpack.criteria.facts import MOST_KEPT, Facts
from authpack.criteria.outcome import Outcome
from authpack.criteria.policy import Node, Policy
from authpack.criteria.view import View
from tests.builders import case, complete, course, judge, judgement, leaf, policy, readings, trial

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
LIBRARY = api.catalog().policies
SOFT = {"at_least": 1, "response": {"counts": ["none"], "review": ["partial"]}}


def told(patient: api.Case, asked: Policy) -> str:
    """The whole determination of each request, worded."""
    found = [api.check(patient, policy=asked, request=one.id) for one in patient.requests]
    return json.dumps([api.explain(one, patient) for one in found])


def leaves(node: Node) -> Iterator[Node]:
    if node.condition is not None:
        yield node
    for child in (*node.children, *([node.guard] if node.guard else [])):
        yield from leaves(child)


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> api.Case:
    path: Path = request.param
    return api.load_case(path)


def it_answers_the_same_whichever_policy_asked_before(example: api.Case) -> None:
    alone = [told(example.model_copy(), asked) for asked in LIBRARY]
    forward = [told(example, asked) for asked in LIBRARY]
    backward = [told(example, asked) for asked in reversed(LIBRARY)]
    assert forward == alone
    assert backward[::-1] == alone


def it_answers_the_same_in_several_threads() -> None:
    patient = api.load_case(EXAMPLES[0])
    alone = [told(patient.model_copy(), asked) for asked in LIBRARY]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda asked: told(patient, asked), LIBRARY)) == alone


def it_keeps_only_answers_in_which_the_criterion_has_no_part(example: api.Case) -> None:
    """Leaves that ask the same, wherever they stand, say the same as long as they read the facts alone."""
    kept: dict[tuple[str, str], Outcome] = {}
    for request in example.requests:
        facts = Facts(example, request, api.day_of(example, request=request.id, as_of=request.date.last))  # type: ignore[union-attr]
        for asked in LIBRARY:
            for entry in asked.entries:
                for node in leaves(entry.node) if entry.node is not None else ():
                    condition = node.condition
                    assert condition is not None
                    if condition.of_subject is not None or node.kind == "initial_criteria":
                        continue
                    view = View(asked, facts, {})
                    view.beyond = False
                    answer = condition.judge(view, node)
                    if not view.beyond:
                        assert kept.setdefault((request.id, condition.asks), answer) == answer
    assert kept


class DescribeAnotherRecord:
    def it_is_judged_anew(self) -> None:
        asked = policy(leaf("trials", SOFT))
        before = case(trials=complete())
        assert judge(asked, before).overall == "not_met"
        more = case(trials=complete(trial("t1", "sertraline"))).trials
        assert judge(asked, before.model_copy(update={"trials": more})).overall == "met"
        assert judge(asked, before).overall == "not_met"

    def it_is_the_same_record_to_whoever_compares_or_writes_it(self) -> None:
        judged, fresh = case(), case()
        judge(policy(leaf("target", {"is": ["left_dlpfc"]})), judged)
        assert judged.derived
        assert (judged == fresh, hash(judged) == hash(fresh)) == (True, True)
        assert judged.model_dump(mode="json") == fresh.model_dump(mode="json")
        assert judged.model_copy().derived == judged.model_copy(deep=True).derived == {}

    def it_keeps_a_bounded_number_of_days(self) -> None:
        patient = case()
        request, day = patient.requests[0], date(2026, 2, 2)
        for number in range(3 * MOST_KEPT):
            Facts(patient, request, day - timedelta(days=number))
        assert 1 < len(patient.derived["facts"]) <= MOST_KEPT
        assert Facts(patient, request, day).kept is Facts(patient, request, day).kept

    def it_is_not_what_another_request_of_the_same_id_asks(self) -> None:
        patient = case({"target": "left_dlpfc"})
        asked = policy(leaf("target", {"is": ["left_dlpfc"]}))
        assert judge(asked, patient).overall == "met"
        other = patient.requests[0].model_copy(update={"target": "right_dlpfc"})
        day = other.date.first  # type: ignore[union-attr]
        assert Facts(patient, other, day).kept is not Facts(patient, patient.requests[0], day).kept


class DescribeAJudgement:
    def it_counts_for_its_policy_alone(self) -> None:
        one = policy(leaf("trials", SOFT))
        other = policy(leaf("trials", SOFT), id="other-policy")
        answer = judgement(one, "trials.response", subject="t1")
        patient = case(trials=complete(trial("t1", "sertraline", response="partial")), judgements=[answer])
        for _ in range(2):
            assert judge(other, patient).overall == "needs_review"
            assert judge(one, patient).overall == "met"

    def it_is_asked_for_under_the_name_of_each_criterion(self) -> None:
        """Two criteria with the same words share an answer, not the judgement that would settle it."""
        first, second = leaf("trials", SOFT, id="first"), leaf("trials", SOFT, id="second")
        patient = case(trials=complete(trial("t1", "sertraline", response="partial")))
        found = judge(policy({"id": "both", "says": "both", "all_of": [first, second]}), patient)
        keys = [child.repairs[0][0].key for child in found.root.children]
        assert keys == ["judge:first.response:t1", "judge:second.response:t1"]

    def it_may_be_of_a_reading_that_others_share(self) -> None:
        asked = policy(
            readings(leaf("trials", SOFT, id="one"), leaf("trials", SOFT | {"at_least": 2}, id="two"))
        )
        patient = case(trials=complete(trial("t1", "sertraline", response="partial")))
        assert judge(asked, patient).overall == judge(asked, patient.model_copy()).overall == "needs_review"


def it_looks_back_at_the_latest_of_several_screens() -> None:
    taken = [
        {"id": "s1", "date": "2023-05-01"},
        {"id": "s2", "date": "2024-02-01"},
        {"id": "s3", "date": "2025-01-01"},
    ]
    patient = case(earlier_screens=taken, prior_tms=complete(course()))
    then = Facts(patient, patient.requests[0], date(2024, 3, 4), date(2026, 2, 2))
    assert getattr(then.screen, "id", None) == "s2"


@pytest.mark.parametrize(
    ("taken", "read"), [("2024-03-03", "s0"), ("2024-03-04", "s0"), ("2024-03-05", None), ("2024-03", None)]
)
def it_looks_back_at_a_screen_taken_by_that_day(taken: str, read: str | None) -> None:
    patient = case(earlier_screens=[{"id": "s0", "date": taken}], prior_tms=complete(course()))
    request = patient.requests[0]
    then = Facts(patient, request, date(2024, 3, 4), request.date.first)  # type: ignore[union-attr]
    assert getattr(then.screen, "id", None) == read


def it_looks_back_with_the_facts_of_that_day() -> None:
    """The same question of today and of the time before an earlier course is answered from two sets of facts."""
    patient = case(
        {"phase": "retreatment"},
        trials=complete(
            trial("t1", "sertraline"), trial("t2", "fluoxetine", start="2023-01-02", stop="2023-04-03")
        ),
        prior_tms=complete(course()),
    )
    request = patient.requests[0]
    today = request.date.first  # type: ignore[union-attr]
    earlier: Any = patient.prior_tms.items[0].first_session
    now, then = Facts(patient, request, today), Facts(patient, request, earlier.first, today)
    assert ([one.trial.id for one in now.trials], [one.trial.id for one in then.trials]) == (
        ["t1", "t2"],
        ["t2"],
    )
    assert now.kept is not then.kept
