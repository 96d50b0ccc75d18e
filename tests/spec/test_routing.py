"""Which policy judges a request: every rule of routing, its doubtful cases, and the payer nobody knows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from authpack import api, content
from authpack.criteria.conditions import KINDS
from authpack.criteria.families import FAMILIES, OF_KIND
from authpack.criteria.route import Route
from authpack.criteria.routing_tables import tables
from authpack.criteria.shelf import Shelf, read_shelf, shelf_of
from authpack.criteria.state_overlays import laws_for, overlays
from authpack.domain.people import Coverage
from authpack.errors import PolicyChoiceError
from tests.builders import case

DAY = "2026-07-20"


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    return read_shelf(content.policy_roots())


def record(coverage: dict[str, Any], place: dict[str, str] | None = None, **request: Any) -> api.Case:
    fields: dict[str, Any] = {"coverage": [{"id": "cov1", **coverage}]}
    if place is not None:
        fields["facility"] = {
            "address": {"street": "1 Invented Way", "city": "Springfield", "zip": "00000", **place}
        }
    return case(request={"date": DAY, **request}, **fields)


def route(coverage: dict[str, Any], place: dict[str, str] | None = None, **request: Any) -> Route:
    return api.route(record(coverage, place, **request), shelf=shelf())


def fields(found: Route) -> set[str]:
    return {one.field for one in found.questions}


def rules(found: Route) -> list[str]:
    return [one.rule for one in found.steps]


def commercial(payer: str, **more: str) -> dict[str, Any]:
    return {"payer": payer, "line_of_business": "commercial", "state": "TX", **more}


MEDICARE = {"payer": "Medicare", "line_of_business": "medicare"}


class DescribeNames:
    @pytest.mark.parametrize("name", ["Aetna", "AETNA  INC.", "aetna life insurance company"])
    def it_finds_a_payer_by_any_of_its_names(self, name: str) -> None:
        found = route(commercial(name))
        assert (found.state, found.policy, found.review_mode) == ("found", "aetna-cpb-0469", "prior_auth")
        assert found.revision == "2026-02-27"

    @pytest.mark.parametrize(
        ("day", "revision"),
        [("2026-02-26", "2026-01-01"), ("2026-02-27", "2026-02-27"), ("2026-02-28", "2026-02-27")],
    )
    def it_takes_the_revision_of_the_day(self, day: str, revision: str) -> None:
        assert route(commercial("Aetna"), date=day).revision == revision

    def it_says_that_no_revision_is_held_for_the_day(self) -> None:
        found = route(commercial("Aetna"), date="2020-03-01")
        assert found.policy == "aetna-cpb-0469"
        assert not found.in_force
        assert "not_in_force" in rules(found)

    def it_knows_no_unknown_payer(self) -> None:
        found = route(commercial("Invented Mutual of Nowhere"))
        assert (found.state, found.policy, found.candidates) == ("unknown", None, ())
        assert fields(found) == {"coverage.policy"}

    def but_it_shows_names_that_are_like_it_without_taking_them(self) -> None:
        found = route(commercial("Aetna Choice POS II"))
        assert found.state == "unknown"
        assert [one.policy for one in found.candidates] == ["aetna-cpb-0469"]

    def it_says_that_a_payer_is_known_whose_rule_is_not_held(self) -> None:
        found = route(commercial("Kaiser Permanente"))
        assert (found.state, rules(found)) == ("unknown", ["not_encoded"])
        assert "not held" in found.reason

    def it_leaves_out_policies_for_another_line_or_state(self) -> None:
        assert (
            route({"payer": "Aetna", "line_of_business": "medicaid_managed", "state": "TX"}).state
            == "unknown"
        )
        assert route(commercial("Florida Blue", state="GA")).state == "unknown"
        assert route(commercial("Florida Blue", state="FL")).policy == "florida-blue-01-93875-18"

    def it_asks_for_the_line_when_policies_differ_by_it(self) -> None:
        found = route({"payer": "Louisiana Medicaid", "state": "LA"})
        assert found.state == "ambiguous"
        assert {one.policy for one in found.candidates} == {
            "louisiana-medicaid-tms-ffs",
            "louisiana-medicaid-tms-mco",
        }
        assert fields(found) == {"coverage.line_of_business"}

    @pytest.mark.parametrize(
        ("indication", "policy"), [("mdd", "centene-cp-bh-200"), ("ocd", "centene-cp-bh-201")]
    )
    def it_tells_policies_apart_by_the_indication(self, indication: str, policy: str) -> None:
        found = route(commercial("Ambetter"), indication=indication)
        assert found.policy == policy
        assert "indication" in rules(found)

    def but_it_shows_both_when_neither_speaks_of_it(self) -> None:
        assert route(commercial("Ambetter"), indication="bipolar").state == "ambiguous"

    def it_needs_a_coverage(self) -> None:
        found = api.route(case(request={"date": DAY}), shelf=shelf())
        assert (found.state, fields(found)) == ("unknown", {"coverage"})


class DescribeCarveOuts:
    @pytest.mark.parametrize("name", ["UHC", "UnitedHealthcare", "UHC medical policy"])
    def it_sends_psychiatric_uses_of_unitedhealthcare_to_optum(self, name: str) -> None:
        found = route(commercial(name))
        assert found.policy == "optum-uhc-behavioral-tms"
        assert "Optum" in found.reason

    def it_sends_physical_uses_to_the_medical_policy(self) -> None:
        assert route(commercial("UHC"), indication="migraine").policy == "unitedhealthcare-2025t0536s"

    @pytest.mark.parametrize("name", ["UHC", "UHC medical policy"])
    def but_it_shows_both_for_a_use_that_is_not_named(self, name: str) -> None:
        found = route(commercial(name), indication="other")
        assert found.state == "ambiguous"
        assert fields(found) == {"requests.indication"}

    def it_says_that_evernorth_judges_for_cigna(self) -> None:
        assert "cigna-evernorth" in rules(route(commercial("Cigna", network="in")))

    def it_asks_for_the_region_of_tricare(self) -> None:
        found = route({"payer": "TRICARE", "line_of_business": "tricare"})
        assert {one.policy for one in found.candidates} == {"tricare-tms", "tricare-west-tms"}
        assert "coverage.payer" in fields(found)

    @pytest.mark.parametrize(
        ("payer", "day", "policy"),
        [
            ("TRICARE East", DAY, "tricare-tms"),
            ("TriWest", DAY, "tricare-west-tms"),
            ("TRICARE", "2025-11-11", "tricare-tms"),
        ],
    )
    def but_it_does_not_when_the_region_is_named_or_the_rule_was_one(
        self, payer: str, day: str, policy: str
    ) -> None:
        assert route({"payer": payer, "line_of_business": "tricare"}, date=day).policy == policy


class DescribeOriginalMedicare:
    @pytest.mark.parametrize(
        ("state", "policy"),
        [
            ("CA", "medicare-noridian-l37086"),
            ("AZ", "medicare-noridian-l37086"),
            ("IA", "medicare-wps-l34641"),
            ("MI", "medicare-wps-l34641"),
            ("MN", "medicare-ngs-l33398"),
            ("MA", "medicare-ngs-l33398"),
            ("TX", "medicare-novitas-l34998"),
            ("PA", "medicare-novitas-l34998"),
            ("TN", "medicare-palmetto-l34869"),
            ("NC", "medicare-palmetto-l34869"),
            ("OH", "medicare-cgs-l36469"),
            ("FL", "medicare-first-coast-l34522"),
        ],
    )
    def it_goes_by_the_state_of_the_place_of_service(self, state: str, policy: str) -> None:
        found = route({**MEDICARE, "state": "NY"}, {"state": state})
        assert (found.policy, found.review_mode, found.by_service_date) == (policy, "claim_review", True)

    def it_marks_what_is_background_knowledge(self) -> None:
        step = next(one for one in route(MEDICARE, {"state": "OH"}).steps if one.rule == "jurisdiction")
        assert step.grade == "own"
        assert step.reads == ("facility.address.state",)

    def it_says_that_nothing_is_asked_in_advance_but_the_claim_is_judged(self) -> None:
        assert "no prior authorization" in route(MEDICARE, {"state": "OH"}).reason

    @pytest.mark.parametrize(
        ("day", "warned"), [("2026-01-04", False), ("2026-01-05", True), ("2026-01-06", True)]
    )
    def it_warns_of_the_pilot_of_prior_authorization(self, day: str, warned: bool) -> None:
        assert ("caution" in rules(route(MEDICARE, {"state": "OH"}, date=day))) is warned

    @pytest.mark.parametrize(
        ("address", "policy"),
        [
            ({"county": "Fairfax"}, "medicare-novitas-l34998"),
            ({"county": "Fairfax County"}, "medicare-novitas-l34998"),
            ({"county": "Arlington County"}, "medicare-novitas-l34998"),
            ({"county": "City of Alexandria"}, "medicare-novitas-l34998"),
            ({"county": "Falls Church City"}, "medicare-novitas-l34998"),
            ({"city": "Alexandria"}, "medicare-novitas-l34998"),
            ({"county": "Loudoun"}, "medicare-palmetto-l34869"),
            ({"county": "Richmond City"}, "medicare-palmetto-l34869"),
        ],
    )
    def it_parts_virginia_by_county(self, address: dict[str, str], policy: str) -> None:
        assert route(MEDICARE, {"state": "VA", **address}).policy == policy

    def but_it_shows_both_when_the_county_is_not_recorded(self) -> None:
        found = route(MEDICARE, {"state": "VA", "city": "Arlington"})
        assert [one.policy for one in found.candidates] == [
            "medicare-novitas-l34998",
            "medicare-palmetto-l34869",
        ]
        assert fields(found) == {"facility.address.county"}

    def it_takes_the_named_contractor_where_the_place_leaves_two(self) -> None:
        found = route({**MEDICARE, "payer": "Medicare (Palmetto GBA)"}, {"state": "VA"})
        assert found.policy == "medicare-palmetto-l34869"

    def but_it_shows_both_when_contractor_and_place_contradict(self) -> None:
        found = route({**MEDICARE, "payer": "Medicare (CGS)"}, {"state": "FL"})
        assert {one.policy for one in found.candidates} == {
            "medicare-cgs-l36469",
            "medicare-first-coast-l34522",
        }

    def it_takes_the_named_contractor_when_no_place_is_recorded(self) -> None:
        assert route({**MEDICARE, "payer": "Palmetto GBA"}).policy == "medicare-palmetto-l34869"

    def but_it_asks_for_the_state_when_nothing_is_recorded(self) -> None:
        found = route(MEDICARE)
        assert (found.state, fields(found)) == ("unknown", {"facility.address.state"})

    @pytest.mark.parametrize(
        ("day", "renamed"), [("2026-08-08", False), ("2026-08-09", True), ("2026-08-10", True)]
    )
    def it_names_the_contractor_of_the_day(self, day: str, renamed: bool) -> None:
        found = route(MEDICARE, {"state": "NY"}, date=day)
        assert found.policy == "medicare-ngs-l33398"
        assert found.revision == ("2026-08-09" if renamed else "2023-04-01")
        assert ("Wellpoint Federal" in found.reason) is renamed

    def it_knows_the_new_name_as_a_contractor(self) -> None:
        assert (
            route({**MEDICARE, "payer": "Wellpoint Federal"}, date="2026-09-01").policy
            == "medicare-ngs-l33398"
        )

    @pytest.mark.parametrize(
        ("day", "policy"),
        [
            ("2025-08-13", "medicare-noridian-l37088"),
            ("2025-08-14", "medicare-noridian-l37086"),
            ("2025-08-15", "medicare-noridian-l37086"),
        ],
    )
    def it_says_that_the_merger_of_noridians_texts_is_inferred(self, day: str, policy: str) -> None:
        found = route(MEDICARE, {"state": "AZ"}, date=day)
        assert found.policy == policy
        assert ("inferred" in found.reason) is (policy == "medicare-noridian-l37086")

    def it_goes_by_the_first_date_of_service(self) -> None:
        assert (
            route(MEDICARE, {"state": "NY"}, date="2026-08-01", start="2026-08-10").revision == "2026-08-09"
        )

    def it_does_not_route_railroad_medicare_by_state(self) -> None:
        assert route({**MEDICARE, "payer": "Railroad Medicare"}, {"state": "OH"}).state == "unknown"

    def it_knows_no_jurisdiction_of_a_place_it_does_not_hold(self) -> None:
        assert route(MEDICARE, {"state": "ZZ"}).state == "unknown"


class DescribeMedicareAdvantage:
    PLAN: dict[str, Any] = {"payer": "BCBSMA", "line_of_business": "medicare_advantage", "state": "MA"}  # noqa: RUF012

    def it_puts_the_determination_before_the_plans_own_text(self) -> None:
        found = route(self.PLAN, {"state": "MA"})
        assert (found.policy, found.review_mode) == ("medicare-ngs-l33398", "organization_determination")
        assert [one.policy for one in found.after] == ["bcbs-massachusetts-297"]

    def it_goes_by_the_place_of_service_not_the_plans_state(self) -> None:
        assert route(self.PLAN, {"state": "FL"}).policy == "medicare-first-coast-l34522"

    def it_needs_no_policy_of_the_plans_own(self) -> None:
        found = route({**self.PLAN, "payer": "Invented Senior Plan"}, {"state": "OH"})
        assert (found.policy, found.after) == ("medicare-cgs-l36469", ())

    def but_it_shows_the_split_state_here_too(self) -> None:
        assert route(self.PLAN, {"state": "VA"}).state == "ambiguous"

    def it_is_judged_as_an_organization_determination(self) -> None:
        result = api.check(record(self.PLAN, {"state": "MA"}), library=api.catalog())
        assert result.policy.id == "medicare-ngs-l33398"
        assert result.policy.head.review_mode == "organization_determination"


class DescribePriorAuthorizationByNetwork:
    @pytest.mark.parametrize(
        ("network", "start", "mode"),
        [
            ("in", "2026-03-05", "prior_auth"),
            ("in", "2026-03-06", "claim_review"),
            ("in", "2026-03-07", "claim_review"),
            ("out", "2026-03-06", "prior_auth"),
        ],
    )
    def it_depends_on_network_and_date_of_service(self, network: str, start: str, mode: str) -> None:
        found = route(commercial("Cigna", network=network), date="2026-03-04", start=start)
        assert (found.policy, found.review_mode) == ("cigna-evernorth-en0383", mode)

    def it_says_that_the_claim_is_still_judged(self) -> None:
        found = route(commercial("Cigna", network="in"))
        assert "judged by the same criteria" in found.reason
        assert not fields(found)

    def but_it_asks_for_the_network_when_it_is_not_recorded(self) -> None:
        assert "coverage.network" in fields(route(commercial("Cigna")))


class DescribeBlueCard:
    def it_goes_to_the_home_plan_that_is_recorded_as_the_plan(self) -> None:
        found = route(commercial("BlueCard", plan="BCBS Alabama"))
        assert found.policy == "bcbs-alabama-mp-170"
        assert "home_plan" in rules(found)

    def it_goes_to_the_plan_on_the_card(self) -> None:
        found = route(commercial("BCBSMA", product="BlueCard PPO"))
        assert found.policy == "bcbs-massachusetts-297"

    @pytest.mark.parametrize("payer", ["Blue Cross Blue Shield", "BCBS", "BlueCard"])
    def but_it_says_so_when_the_home_plan_is_not_recorded(self, payer: str) -> None:
        found = route(commercial(payer))
        assert (found.state, fields(found)) == ("unknown", {"coverage.plan"})


class DescribePrograms:
    def it_takes_the_states_text_where_the_plan_has_none(self) -> None:
        found = route(
            {"payer": "Invented Health Plan", "line_of_business": "medicaid_managed", "state": "NY"}
        )
        assert found.policy == "nys-medicaid-tms"
        assert "carries out the state's benefit" in found.reason

    def but_the_plans_own_text_comes_first(self) -> None:
        assert (
            route({"payer": "Healthfirst", "line_of_business": "medicaid_managed", "state": "NY"}).policy
            == "healthfirst-tms"
        )

    def it_asks_for_the_state_of_medicaid(self) -> None:
        found = route({"payer": "Invented Health Plan", "line_of_business": "medicaid_managed"})
        assert "coverage.state" in fields(found)

    def it_says_that_a_benefit_is_excluded(self) -> None:
        found = route({"payer": "Health First Colorado", "line_of_business": "medicaid", "state": "CO"})
        assert (found.policy, found.review_mode) == ("colorado-medicaid-tms", "excluded")
        assert "excluded" in rules(found)

    def it_says_that_licensed_criteria_decide(self) -> None:
        assert "external" in rules(route(commercial("Point32Health", state="MA")))


class DescribeThePolicyNamedInTheRecord:
    def it_wins(self) -> None:
        found = route(commercial("Aetna", policy="aetna-cpb-0469"))
        assert (found.explicit, found.policy, found.warnings) == (True, "aetna-cpb-0469", ())

    def but_it_is_told_when_the_other_fields_lead_elsewhere(self) -> None:
        found = route(commercial("Cigna", policy="aetna-cpb-0469", network="in"))
        assert found.policy == "aetna-cpb-0469"
        assert "lead to cigna-evernorth-en0383" in found.warnings[0]
        result = api.check(record(commercial("Cigna", policy="aetna-cpb-0469", network="in")), shelf=shelf())
        assert any("lead to cigna-evernorth-en0383" in note for note in result.notes)

    def it_is_silent_about_a_payer_that_is_not_known(self) -> None:
        assert route(commercial("Invented Mutual", policy="aetna-cpb-0469")).warnings == ()

    def it_is_not_found_under_an_unknown_id(self) -> None:
        assert route(commercial("Aetna", policy="no-such-policy")).state == "unknown"


class DescribeCheck:
    def it_says_why_the_policy_was_chosen(self) -> None:
        result = api.check(record(commercial("Aetna")), shelf=shelf())
        assert any("chosen from the coverage" in note for note in result.notes)

    def it_refuses_an_ambiguous_coverage_with_its_candidates(self) -> None:
        with pytest.raises(PolicyChoiceError) as refused:
            api.check(record(MEDICARE, {"state": "VA"}), shelf=shelf())
        assert {one.where for one in refused.value.faults} == {
            "medicare-novitas-l34998",
            "medicare-palmetto-l34869",
        }
        assert "facility.address.county" in refused.value.render()
        assert refused.value.exit_code == 2

    def it_refuses_an_unknown_payer(self) -> None:
        with pytest.raises(PolicyChoiceError, match="No policy at hand"):
            api.check(record(commercial("Invented Mutual")), shelf=shelf())


class DescribeStateLaws:
    def laws(self, day: str = DAY, **fields: str) -> dict[str, tuple[str, ...]]:
        found = laws_for(
            Coverage.model_validate({"id": "c", "payer": "P", **fields}), date.fromisoformat(day)
        )
        return {one.overlay.id: one.open_fields for one in found}

    def it_speaks_to_insured_commercial_business(self) -> None:
        assert self.laws(state="CA", line_of_business="commercial", funding="fully_insured") == {
            "ca-sb-855": ()
        }

    @pytest.mark.parametrize("funding", ["self_funded", "governmental"])
    def but_not_to_a_self_funded_plan(self, funding: str) -> None:
        assert self.laws(state="CA", line_of_business="commercial", funding=funding) == {}

    def it_says_which_field_is_open(self) -> None:
        assert self.laws(state="CA", line_of_business="commercial") == {"ca-sb-855": ("coverage.funding",)}
        assert self.laws(state="CA") == {"ca-sb-855": ("coverage.line_of_business", "coverage.funding")}

    @pytest.mark.parametrize(
        ("day", "speaks"), [("2024-03-31", False), ("2024-04-01", True), ("2024-04-02", True)]
    )
    def it_is_silent_before_its_first_day(self, day: str, speaks: bool) -> None:
        assert (
            bool(self.laws(day, state="CA", line_of_business="commercial", funding="fully_insured")) is speaks
        )

    @pytest.mark.parametrize(
        ("day", "speaks"), [("2021-08-24", False), ("2021-08-25", True), ("2021-08-26", True)]
    )
    def it_is_silent_before_the_day_it_may_be_named(self, day: str, speaks: bool) -> None:
        assert bool(self.laws(day, state="IL", line_of_business="medicaid_managed")) is speaks

    def it_looks_at_funding_in_commercial_business_alone(self) -> None:
        assert self.laws(state="IL", line_of_business="medicaid_managed", funding="governmental") == {
            "il-hb-2595": ()
        }

    @pytest.mark.parametrize("line", ["medicare", "medicare_advantage", "tricare", "va"])
    def it_is_silent_for_federal_programs(self, line: str) -> None:
        assert self.laws(state="NY", line_of_business=line) == {}

    def it_names_the_external_appeal_of_new_york(self) -> None:
        assert self.laws(state="NY", line_of_business="commercial", funding="self_funded") == {
            "ny-external-appeal": ()
        }

    def it_shows_no_bill_that_may_not_be_law(self) -> None:
        assert self.laws(state="NC", line_of_business="commercial", funding="fully_insured") == {}
        assert {one.id for one in overlays() if one.status != "in_force" and one.printed == "yes"} == set()

    def it_changes_no_criterion(self) -> None:
        insured = {"state": "CA", "funding": "fully_insured"}
        without = api.check(record(commercial("Aetna")), shelf=shelf())
        with_law = api.check(record(commercial("Aetna", **insured)), shelf=shelf())
        assert any("State law (CA)" in note for note in with_law.notes)
        assert [(one.id, one.status) for one, _ in without.findings()] == [
            (one.id, one.status) for one, _ in with_law.findings()
        ]


class DescribeTheTables:
    def it_names_policies_that_are_held(self) -> None:
        assert tables().named_policies <= set(shelf().policies)

    def it_gives_each_state_one_jurisdiction(self) -> None:
        states = [state for one in tables().medicare.jurisdictions for state in one.states]
        assert len(states) == len(set(states)) == 56
        assert all(one.grade and one.source for one in tables().medicare.jurisdictions)

    def it_reads_the_same_heads_as_the_loader(self) -> None:
        loaded = shelf_of(api.catalog())
        assert shelf().policies == loaded.policies
        for policy in loaded.policies:
            assert shelf().revisions(policy) == loaded.revisions(policy)

    def it_gives_every_leaf_kind_a_family(self) -> None:
        assert set(OF_KIND) == set(KINDS)
        assert set(OF_KIND.values()) | {"augmentation"} == set(FAMILIES)
