"""What was asked, answered and said before, in order; and what is new since."""

from __future__ import annotations

import datetime

import pytest

from authpack import api
from authpack.denials.history import (
    DatedFact,
    Said,
    dated_facts,
    earlier_appeals,
    events,
    new_facts,
    said_before,
)
from authpack.domain.dates import PartialDate
from tests.functional.appeals.support import HISTORY, case_of, record

DAY = datetime.date(2026, 11, 9)


def fact(day: str, path: str = "/scores/s1") -> DatedFact:
    return DatedFact(path, PartialDate.parse(day), "score")


def said(day: str | None, *paths: str) -> Said:
    return Said("/requests/r1", PartialDate.parse(day) if day else None, paths)


@pytest.mark.parametrize(
    ("day", "covered"), [("2026-05-17", True), ("2026-05-18", True), ("2026-05-19", False)]
)
def it_counts_everything_up_to_the_day_as_said(day: str, covered: bool) -> None:
    assert said("2026-05-18").covers(fact(day)) is covered


def it_counts_only_the_named_paths_where_there_are_any() -> None:
    assert said("2026-05-18", "/scores").covers(fact("2026-05-01"))
    assert said("2026-05-18", "/scores/s1/total").covers(fact("2026-05-01"))
    assert not said("2026-05-18", "/trials").covers(fact("2026-05-01"))
    assert not said("2026-05-18", "/scores/s10").covers(fact("2026-05-01"))


def but_a_named_path_does_not_carry_what_came_later() -> None:
    assert not said("2026-05-18", "/scores").covers(fact("2026-05-19"))


@pytest.mark.parametrize(
    ("day", "covered"), [("2026-04", True), ("2026-05", True), ("2026-06", False), ("2026", True)]
)
def it_does_not_call_new_what_an_imprecise_date_leaves_open(day: str, covered: bool) -> None:
    assert said("2026-05-18").covers(fact(day)) is covered


def it_tells_the_story_in_order_with_undated_steps_last() -> None:
    found = events(case_of(record(HISTORY)))
    assert [(one.kind, one.id) for one in found] == [
        ("request", "r1"),
        ("denial", "n1"),
        ("appeal", "ap1"),
        ("denial", "n2"),
        ("decision", "ap1"),
        ("appeal", "ap2"),
        ("appeal", "ap3"),
    ]
    assert found[-1].date is None


def it_keeps_the_appeals_sent_before_and_not_the_one_being_written() -> None:
    case = case_of(record(HISTORY))
    denial = api.denial_of_case(case, "n2")
    writing = next(one for one in case.appeals if one.id == "ap2")
    assert [one.id for one in earlier_appeals(case, denial, DAY, writing=writing)] == ["ap1"]
    assert earlier_appeals(case, denial, datetime.date(2026, 10, 19), writing=None) == ()


def it_leaves_out_what_a_withdrawn_appeal_said() -> None:
    data = record(HISTORY)
    data["appeals"][0]["outcome"] = "withdrawn"
    case = case_of(data)
    assert earlier_appeals(case, api.denial_of_case(case, "n2"), DAY, writing=None) == ()


def it_calls_new_only_what_neither_request_nor_appeal_carried() -> None:
    case = case_of(record(HISTORY))
    denial = api.denial_of_case(case, "n2")
    request = api.request_of(case, "r1")
    earlier = earlier_appeals(case, denial, DAY, writing=None)
    found = new_facts(case, said_before(request, earlier), DAY)
    assert [one.path for one in found] == ["/attachments/x6", "/attachments/x5", "/scores/s11"]


def it_knows_the_day_of_every_dated_fact_of_the_record() -> None:
    paths = {one.path for one in dated_facts(case_of(record(HISTORY)))}
    assert {
        "/trials/t1",
        "/trials/t1/stop",
        "/psychotherapy/p1",
        "/screen",
        "/mental_status",
        "/attestations/a1",
    } <= paths


def it_refuses_a_history_of_a_request_that_is_not_there() -> None:
    with pytest.raises(api_error(), match="r9"):
        api.appeal_history(case_of(record(HISTORY)), "r9")


def api_error() -> type[Exception]:
    from authpack.errors import RequestChoiceError

    return RequestChoiceError
