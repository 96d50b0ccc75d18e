"""By when: legal date, safe date, the notice's own date; nothing shifted, nothing guessed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authpack.denials.calendar_days import closed_on, federal_holidays, plus_business_days
from authpack.denials.deadline_rules import rules
from authpack.denials.deadlines import Deadlines, days_left, deadlines
from authpack.denials.plans import plan_of
from authpack.domain.denials import Denial
from authpack.domain.people import Coverage
from tests.builders import case

day = datetime.date.fromisoformat


def denial(**fields: Any) -> Denial:
    return Denial.model_validate(
        {"id": "n1", "request": "r1", "date": "2026-03-02", "kind": "adverse", **fields}
    )


def coverage(**fields: Any) -> dict[str, Any]:
    return {"id": "cov", "payer": "Invented", "line_of_business": "commercial", **fields}


ERISA = coverage(funding="self_funded")
MA = coverage(line_of_business="medicare_advantage")


def clocks(covered: dict[str, Any], **fields: Any) -> Deadlines:
    return deadlines(case(coverage=[covered]), denial(**fields))


def clock(found: Deadlines, identifier: str) -> Any:
    return next(one for one in found.clocks if one.id == identifier)


class DescribePlanTypes:
    @pytest.mark.parametrize(
        ("fields", "types"),
        [
            ({"funding": "self_funded"}, ("erisa",)),
            ({"funding": "fully_insured"}, ("insured",)),
            ({"funding": "fully_insured", "product": "Marketplace silver PPO"}, ("aca",)),
            ({"funding": "governmental"}, ("governmental",)),
            ({}, ("erisa", "aca", "insured", "governmental")),
            ({"line_of_business": "medicare"}, ("original_medicare",)),
            ({"line_of_business": "medicare_advantage"}, ("medicare_advantage",)),
            ({"line_of_business": "medicaid_managed"}, ("medicaid_managed",)),
            ({"line_of_business": "medicaid"}, ("medicaid_ffs",)),
            ({"line_of_business": "tricare"}, ("tricare",)),
            ({"line_of_business": "va"}, ("va",)),
            ({"plan": "FEHB Blue Basic"}, ("fehb",)),
        ],
    )
    def it_follows_the_coverage_and_says_why(self, fields: dict[str, Any], types: tuple[str, ...]) -> None:
        found = plan_of(Coverage.model_validate(coverage(**fields)), denial())
        assert found.types == types
        assert found.why

    def it_lists_every_kind_when_nothing_is_known(self) -> None:
        found = plan_of(None, denial())
        assert len(found.types) == 11
        assert found.ask

    def it_narrows_by_what_a_person_read_in_the_notice(self) -> None:
        found = plan_of(Coverage.model_validate(coverage()), denial(plan_type="insured"))
        assert (found.types, found.conflicts) == (("insured",), ())

    def but_it_names_a_contradiction_and_keeps_both(self) -> None:
        found = plan_of(Coverage.model_validate(ERISA), denial(plan_type="medicare_advantage"))
        assert found.types == ("erisa", "medicare_advantage")
        assert found.conflicts


class DescribeLegalAndSafeDate:
    def it_runs_erisa_from_receipt_and_works_to_the_notice_date(self) -> None:
        one = clock(clocks(ERISA, received="2026-03-06"), "erisa_aca_level_1")
        # 2026-03-02 + 180 days = 2026-08-29; 2026-03-06 + 180 days = 2026-09-02
        assert (one.safe, one.legal) == (day("2026-08-29"), day("2026-09-02"))
        assert "+ 180 days" in one.how

    def but_it_gives_no_legal_date_when_receipt_is_not_recorded(self) -> None:
        one = clock(clocks(ERISA), "erisa_aca_level_1")
        assert (one.safe, one.legal) == (day("2026-08-29"), None)
        assert "not recorded" in one.how
        assert one.assumes

    def it_runs_medicare_advantage_from_the_notice(self) -> None:
        # 2026-03-02 + 65 days = 2026-05-06
        one = clock(clocks(MA), "ma_level_1")
        assert (one.safe, one.legal, one.confirm) == (day("2026-05-06"), day("2026-05-06"), False)

    @pytest.mark.parametrize(
        ("notice", "rule", "last"),
        [
            ("2024-12-31", "ma_level_1_before_2025", "2025-03-01"),
            ("2025-01-01", "ma_level_1", "2025-03-07"),
            ("2025-01-02", "ma_level_1", "2025-03-08"),
        ],
    )
    def it_takes_the_rule_of_the_notices_date(self, notice: str, rule: str, last: str) -> None:
        found = clocks(MA, date=notice)
        assert [one.id for one in found.clocks] == [rule]
        assert found.clocks[0].safe == day(last)

    def it_shows_both_rules_when_the_date_is_not_precise(self) -> None:
        found = clocks(MA, date="2025")
        assert {one.id for one in found.clocks} == {"ma_level_1"}
        both = clocks(MA, date="2024", received="2025-01-05")
        assert [one.id for one in both.clocks] == ["ma_level_1_before_2025"]
        assert both.clocks[0].legal is None

    @pytest.mark.parametrize(
        ("covered", "level", "rule", "safe"),
        [
            (coverage(line_of_business="medicare"), "initial", "medicare_redetermination", "2026-06-30"),
            (coverage(line_of_business="medicare"), "level_1", "medicare_reconsideration", "2026-08-29"),
            (coverage(line_of_business="medicaid_managed"), "initial", "medicaid_level_1", "2026-05-01"),
            (coverage(line_of_business="medicaid_managed"), "level_1", "medicaid_fair_hearing", "2026-06-30"),
            (coverage(funding="governmental"), "initial", "governmental_level_1", "2026-08-29"),
            (coverage(funding="self_funded"), "level_1", "external_review", "2026-07-02"),
            (coverage(funding="self_funded"), "level_2", "external_review", "2026-07-02"),
        ],
    )
    def it_holds_a_row_for_plan_and_level(
        self, covered: dict[str, Any], level: str, rule: str, safe: str
    ) -> None:
        one = clock(clocks(covered, level=level), rule)
        assert one.safe == day(safe)
        assert one.confirm
        assert one.source

    def it_counts_months_as_calendar_months(self) -> None:
        one = clock(clocks(ERISA, level="level_1", date="2026-10-31"), "external_review")
        assert one.safe == day("2027-02-28")

    def it_adds_the_states_own_external_review(self) -> None:
        found = clocks(coverage(funding="fully_insured", state="NY"), level="level_1")
        assert {one.id for one in found.clocks} >= {
            "external_review",
            "ny_external_member",
            "ny_external_provider",
        }
        other = clocks(coverage(funding="fully_insured", state="OR"), level="level_1")
        assert not any(one.id.startswith("ny_") for one in other.clocks)

    def it_says_that_medicare_advantage_sends_an_upheld_denial_on_itself(self) -> None:
        one = clock(clocks(MA, level="level_1"), "ma_level_2")
        assert one.last is None
        assert "Nothing to file" in one.how

    @pytest.mark.parametrize("line", ["tricare", "va", "medicaid"])
    def it_says_that_it_holds_no_window_for_own_processes(self, line: str) -> None:
        found = clocks(coverage(line_of_business=line))
        assert found.answer_by is None
        assert any("letter" in one for one in found.notes)

    def it_takes_the_earliest_of_the_candidates_when_the_plan_is_not_known(self) -> None:
        found = deadlines(case(), denial())
        assert found.answer_by is not None
        assert found.answer_by.id == "medicaid_level_1"
        assert any("not settled" in one for one in found.notes)


class DescribeTheNoticesOwnDate:
    def it_stands_beside_the_rule_and_a_conflict_is_named(self) -> None:
        found = clocks(ERISA, respond_by="2026-05-01")
        assert found.answer_by is not None
        assert found.answer_by.id == "stated_date"
        assert any(
            "2026-05-01" in one and "2026-08-29" in one and "earlier" in one for one in found.conflicts
        )

    def but_an_equal_date_is_no_conflict(self) -> None:
        assert clocks(ERISA, respond_by="2026-08-29").conflicts == ()
        assert clocks(ERISA, window_days=180).conflicts == ()
        assert clocks(ERISA, received="2026-03-06", respond_by="2026-09-02").conflicts == ()

    def it_names_two_statements_of_one_notice_that_differ(self) -> None:
        windows = [
            {"step": "appeal", "days": 180, "runs_from": "notice", "quote": "a"},
            {"step": "appeal", "days": 60, "runs_from": "notice", "quote": "b"},
        ]
        found = clocks(ERISA, windows=windows)
        assert any("itself" in one for one in found.conflicts)
        assert found.answer_by is not None
        assert found.answer_by.last == day("2026-05-01")

    def it_keeps_the_providers_dispute_a_clock_of_its_own(self) -> None:
        windows = [
            {"step": "provider_dispute", "party": "provider", "days": 60, "runs_from": "notice", "quote": "a"}
        ]
        found = clocks(ERISA, windows=windows)
        assert found.conflicts == ()
        assert {one.party for one in found.clocks} == {"member", "provider"}

    def it_takes_peer_to_peer_from_the_notice_alone_and_never_as_the_answer(self) -> None:
        assert any("no window in law" in one for one in clocks(ERISA).notes)
        found = clocks(ERISA, peer_to_peer={"offered": "yes", "by": "2026-03-10"})
        assert [one.safe for one in found.beside] == [day("2026-03-10")]
        assert found.answer_by is not None
        assert found.answer_by.step == "appeal"

    def it_counts_business_days_for_the_legal_date_and_calendar_days_for_the_safe_one(self) -> None:
        windows = [
            {"step": "peer_to_peer", "days": 7, "business": "yes", "runs_from": "notice", "quote": "a"}
        ]
        one = clocks(ERISA, date="2026-06-30", windows=windows).beside[0]
        # From Tuesday 2026-06-30: July 1, 2, 6, 7, 8, 9, 10 (July 3 is the observed holiday, 4 and 5 a weekend).
        assert (one.safe, one.legal) == (day("2026-07-07"), day("2026-07-10"))

    def it_dates_no_external_review_from_a_first_decision(self) -> None:
        windows = [{"step": "external_review", "months": 4, "runs_from": "receipt", "quote": "a"}]
        one = clock(clocks(ERISA, windows=windows), "stated_1_external_review")
        assert one.last is None
        assert "later decision" in one.how


class DescribeNoClock:
    @pytest.mark.parametrize("kind", ["rejected", "pended"])
    def it_starts_none_on_a_rejection_or_pend(self, kind: str) -> None:
        found = clocks(ERISA, kind=kind)
        assert found.clocks == ()
        assert found.notes[0].startswith("No appeal clock runs")

    def it_shows_the_day_of_a_pend(self) -> None:
        found = clocks(ERISA, kind="pended", respond_by="2026-03-20")
        assert found.answer_by is not None
        assert (found.answer_by.step, found.answer_by.last) == ("information", day("2026-03-20"))

    def it_names_the_contracts_clocks_of_a_claim_without_inventing_dates(self) -> None:
        lines = [{"code": "90868", "adjustments": [{"group": "CO", "carc": "16"}]}]
        found = clocks(ERISA, kind="claim", lines=lines)
        undated = {one.step for one in found.clocks if one.last is None}
        assert undated == {"provider_dispute", "resubmission"}


class DescribeWeekendsAndHolidays:
    def it_says_so_and_does_not_shift(self) -> None:
        one = clock(clocks(ERISA), "erisa_aca_level_1")
        assert one.safe == day("2026-08-29")
        assert any("a Saturday" in text and "not moved" in text for text in one.says)

    @pytest.mark.parametrize(
        ("date", "words"),
        [
            ("2026-07-04", "Independence Day"), ("2026-07-03", "Independence Day (observed)"), ("2026-11-26", "Thanksgiving Day"),
            ("2026-05-25", "Memorial Day"), ("2026-09-07", "Labor Day"), ("2026-01-19", "Martin Luther King Jr. Day"),
            ("2021-12-31", "New Year's Day (observed)"), ("2026-03-07", "a Saturday"), ("2026-03-08", "a Sunday"), ("2026-03-09", ""),
        ],
    )  # fmt: skip
    def it_knows_them(self, date: str, words: str) -> None:
        assert closed_on(day(date)).removeprefix("a federal holiday, ") == words

    @given(st.integers(1990, 2150))
    def it_finds_at_least_eleven_holidays_in_every_year(self, year: int) -> None:
        found = federal_holidays(year)
        assert len(found) >= 11
        assert all(one.year == year for one in found)

    @given(st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31)), st.integers(1, 60))
    def it_ends_business_days_on_an_open_day(self, start: datetime.date, days: int) -> None:
        end = plus_business_days(start, days)
        assert not closed_on(end)
        assert (end - start).days >= days


class DescribeTheTable:
    def it_gives_every_row_a_source_a_grade_and_one_length(self) -> None:
        seen = set()
        for rule in rules():
            assert rule.source
            assert bool(rule.days) + bool(rule.months) + bool(rule.nothing_to_file) == 1, rule.id
            assert rule.id not in seen
            seen.add(rule.id)

    def it_counts_days_from_the_day_given_and_from_no_clock(self) -> None:
        found = clocks(ERISA)
        assert found.answer_by is not None
        assert days_left(found.answer_by, day("2026-08-28")) == 1
        assert days_left(found.answer_by, day("2026-08-29")) == 0
        assert days_left(found.answer_by, day("2026-08-30")) == -1

    @given(st.dates(datetime.date(2025, 1, 1), datetime.date(2030, 12, 31)), st.integers(0, 30))
    def it_never_puts_the_safe_date_after_the_legal_one(self, notice: datetime.date, later: int) -> None:
        received = (notice + datetime.timedelta(days=later)).isoformat()
        for covered in (ERISA, MA, coverage(line_of_business="medicaid_managed")):
            for one in clocks(covered, date=notice.isoformat(), received=received).clocks:
                assert one.legal is None or (one.safe is not None and one.safe <= one.legal)


class DescribeWhoseClaimItIs:
    LINES = ({"code": "90868", "date": "2026-02-02", "adjustments": [{"group": "CO", "carc": "197"}]},)

    @pytest.mark.parametrize(
        ("group", "covered", "unknown"),
        [("CO", ERISA, True), ("PR", ERISA, False), ("CO", coverage(line_of_business="medicare"), False)],
        ids=["practice", "patient", "original_medicare"],
    )
    def it_knows_when_the_dated_clock_is_not_the_practices(
        self, group: str, covered: dict[str, Any], unknown: bool
    ) -> None:
        line = {**self.LINES[0], "adjustments": [{"group": group, "carc": "197"}]}
        assert clocks(covered, kind="claim", lines=[line]).own_limit_unknown == unknown

    def but_it_is_known_where_the_notice_states_the_practices_own_limit(self) -> None:
        window = {
            "step": "provider_dispute",
            "party": "provider",
            "days": 90,
            "runs_from": "notice",
            "quote": "90 days",
        }
        found = clocks(ERISA, kind="claim", lines=list(self.LINES), windows=[window])
        assert not found.own_limit_unknown
        assert found.answer_by.last == day("2026-05-31")  # type: ignore[union-attr]
