"""What must be in hand before an answer goes, and the contradictions of the record around denials."""

from __future__ import annotations

import datetime
from typing import Any, Literal

import pytest

from authpack import api
from authpack.denials.problems import denial_problems
from authpack.denials.routes import Check, filing_checks, peer_rules, routes
from authpack.domain.denials import Denial
from authpack.domain.requests import Statement
from tests.builders import case

TODAY = datetime.date(2026, 4, 1)


def denial(**fields: Any) -> Denial:
    return Denial.model_validate(
        {"id": "n1", "request": "r1", "date": "2026-03-02", "kind": "adverse", **fields}
    )


def checks(
    *,
    on_behalf: Literal["member", "provider"] = "member",
    urgency: Literal["standard", "expedited"] = "standard",
    jeopardy: Statement | None = None,
    determination: Any = None,
    **record: Any,
) -> list[Check]:
    return list(
        filing_checks(
            case(**record),
            denial(),
            on_behalf=on_behalf,
            urgency=urgency,
            day=TODAY,
            jeopardy=jeopardy,
            determination=determination,
        )
    )


def standing(**fields: Any) -> dict[str, Any]:
    return {
        "id": "st1",
        "person": "Dr. X",
        "relation": "treating clinician",
        "signed": "2026-03-10",
        **fields,
    }


class DescribeStanding:
    def it_stops_an_appeal_in_the_members_name_without_one(self) -> None:
        assert [(one.level, one.code) for one in checks()] == [("stop", "no_standing")]

    @pytest.mark.parametrize(
        ("signed", "expires", "level"),
        [
            ("2026-03-31", None, "warn"), ("2026-04-01", None, "warn"), ("2026-04-02", None, "stop"),
            ("2026-03-10", "2026-03-31", "stop"), ("2026-03-10", "2026-04-01", "warn"), ("2026-03-10", "2026-04-02", "warn"),
            ("2026", None, "stop"), ("2026-03-10", "2026", "stop"),
        ],
    )  # fmt: skip
    def it_must_hold_on_that_day(self, signed: str, expires: str | None, level: str) -> None:
        given = standing(signed=signed, **({"expires": expires} if expires else {}))
        assert checks(standings=[given])[0].level == level

    def it_warns_when_the_paper_is_not_attached(self) -> None:
        assert checks(standings=[standing()])[0].code == "standing_without_paper"
        paper = [{"id": "x1", "title": "Form"}]
        assert checks(standings=[standing(attachment="x1")], attachments=paper)[0].level == "note"

    def but_the_practice_needs_none_for_its_own_dispute(self) -> None:
        assert checks(on_behalf="provider") == []


def statement(text: str, date: str = "2026-03-20", clinician: str = "c1") -> Statement:
    return Statement.model_validate({"clinician": clinician, "date": date, "text": text})


def urgent(found: Statement | None, **more: Any) -> list[Check]:
    return checks(on_behalf="provider", urgency="expedited", jeopardy=found, **more)


class DescribeUrgency:
    def it_stops_without_a_clinicians_dated_statement(self) -> None:
        assert [one.code for one in urgent(None)] == ["no_jeopardy"]

    @pytest.mark.parametrize(
        ("date", "stops"), [("2026-03-31", False), ("2026-04-01", False), ("2026-04-02", True)]
    )
    def it_wants_it_dated_on_or_before_the_appeal(self, date: str, stops: bool) -> None:
        assert any(one.level == "stop" for one in urgent(statement("He lost his work.", date))) is stops

    def it_stops_at_a_clinician_whom_the_record_does_not_list(self) -> None:
        assert urgent(statement("x", clinician="c9"))[0].code == "jeopardy_unknown_clinician"

    def it_warns_that_the_words_may_speak_of_an_exclusion(self) -> None:
        (one,) = urgent(statement("She has active suicidal ideation with a plan."))
        assert (one.level, one.code) == ("warn", "jeopardy_may_exclude")

    def it_names_the_criterion_of_the_judged_policy(self) -> None:
        judged = api.check(
            case(request={"phase": "initial", "indication": "mdd"}), policy="medicare-noridian-l37086"
        )
        found = urgent(statement("Her hallucinations return without treatment."), determination=judged)
        assert [(one.level, one.code) for one in found] == [("warn", "jeopardy_is_exclusion")]
        assert "psychotic" in found[0].says

    def but_it_does_not_warn_of_what_that_policy_does_not_exclude(self) -> None:
        judged = api.check(
            case(request={"phase": "initial", "indication": "mdd"}), policy="medicare-noridian-l37086"
        )
        assert urgent(statement("She is pregnant and cannot wait."), determination=judged) == []

    def but_it_is_silent_on_other_words(self) -> None:
        assert urgent(statement("She cannot leave her bed, eats only when fed, and lost her work.")) == []


class DescribeRoutes:
    def it_takes_the_notices_address_before_any_other(self) -> None:
        found = routes(
            case(coverage=[{"id": "cov", "payer": "Invented", "payer_fax": "555-0100"}]),
            denial(send_fax="555-0199", send_to=["Appeals"]),
        )
        assert [(one.how, one.where, one.confirm) for one in found] == [
            ("mail", ("Appeals",), False),
            ("fax", ("555-0199",), False),
        ]

    def it_marks_the_coverages_address_as_one_to_confirm(self) -> None:
        found = routes(case(coverage=[{"id": "cov", "payer": "Invented", "payer_fax": "555-0100"}]), denial())
        assert [(one.how, one.basis, one.confirm) for one in found] == [("fax", "coverage", True)]

    @pytest.mark.parametrize(
        ("payer", "name"),
        [("Cigna Healthcare", "Evernorth"), ("UnitedHealthcare", "Optum"), ("Anthem Blue Cross", "Carelon")],
    )
    def it_names_the_company_that_often_decides(self, payer: str, name: str) -> None:
        found = routes(case(coverage=[{"id": "cov", "payer": payer}]), denial())
        assert any(name in one.where[0] and one.confirm for one in found)

    @pytest.mark.parametrize(
        ("date", "count"), [("2024-10-08", 0), ("2024-10-09", 1), ("2025-06-01", 1), ("2025-06-02", 2)]
    )
    def it_holds_peer_to_peer_facts_by_payer_and_date(self, date: str, count: int) -> None:
        assert len(peer_rules("Priority Health", datetime.date.fromisoformat(date))) == count
        assert peer_rules("Aetna", datetime.date(2026, 1, 1)) == ()


class DescribeContradictions:
    @pytest.mark.parametrize(
        ("record", "code"),
        [
            ({"denials": [{"date": "2026-02-01"}]}, "denial_before_request"),
            ({"denials": [{"request": "r9"}]}, "denial_without_request"),
            ({"denials": [{"received": "2026-03-01"}]}, "received_before_notice"),
            ({"denials": [{"respond_by": "2026-03-01"}]}, "deadline_before_notice"),
            ({"denials": [{"lines": [{"code": "90868", "date": "2026-03-03"}]}]}, "denial_before_service"),
            (
                {"denials": [{"kind": "pended", "approved": [{"code": "90868", "units": 1}]}]},
                "grant_without_decision",
            ),
            ({"denials": [{"reference": "A 1"}, {"id": "n2", "reference": "a1"}]}, "denial_number_twice"),
            (
                {"denials": [{"claim_number": "A1"}, {"id": "n2", "claim_number": "A1"}]},
                "denial_number_twice",
            ),
            ({"appeals": [{"id": "a1", "denial": "n9"}]}, "appeal_without_denial"),
            (
                {"denials": [{}], "appeals": [{"id": "a1", "denial": "n1", "sent": "2026-03-01"}]},
                "appeal_before_denial",
            ),
            (
                {
                    "denials": [{}],
                    "appeals": [{"id": "a1", "denial": "n1", "sent": "2026-03-05", "decided": "2026-03-04"}],
                },
                "decided_before_sent",
            ),
            ({"standings": [standing(expires="2026-03-09")]}, "standing_expires_first"),
            ({"standings": [standing(attachment="x9")]}, "unknown_attachment"),
        ],
    )
    def it_reports_them(self, record: dict[str, Any], code: str) -> None:
        base = {"id": "n1", "request": "r1", "date": "2026-03-02", "kind": "adverse"}
        record = {**record, "denials": [{**base, **one} for one in record.get("denials", [])]}
        assert [one.code for one in denial_problems(case(**record))] == [code]
        assert code in [one.code for one in api.problems(case(**record))]

    def it_finds_more_granted_than_asked(self) -> None:
        found = case(
            request={"codes": [{"code": "90868", "units": 20}]},
            denials=[
                {
                    "id": "n1",
                    "request": "r1",
                    "date": "2026-03-02",
                    "kind": "partial",
                    "approved": [{"code": "90868", "units": 21}],
                }
            ],
        )
        assert [one.code for one in denial_problems(found)] == ["granted_more_than_asked"]

    @pytest.mark.parametrize(
        "record",
        [
            {"denials": [{"date": "2026-02"}]},
            {"denials": [{"date": "2026-02-02"}]},
            {"denials": [{"reference": "A1"}, {"id": "n2", "reference": "A1", "level": "level_1"}]},
        ],
    )
    def but_it_is_silent_where_dates_do_not_tell_or_an_appeal_keeps_the_number(
        self, record: dict[str, Any]
    ) -> None:
        base = {"id": "n1", "request": "r1", "date": "2026-03-02", "kind": "adverse"}
        assert denial_problems(case(denials=[{**base, **one} for one in record["denials"]])) == ()
