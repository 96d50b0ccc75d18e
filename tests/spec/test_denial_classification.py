"""First decide what happened: rejection, pend, refusal, partial approval, claim to correct, prove, check or appeal."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.denials.classify import Classification, classify
from authpack.denials.codes import read_carc, read_rarc, standing_of
from authpack.domain.denials import Denial
from authpack.reference.codes import code_list
from tests.builders import case


def denial(**fields: Any) -> Denial:
    return Denial.model_validate({"id": "n1", "request": "r1", "date": "2026-03-02", **fields})


def claim(carc: str, group: str | None = "CO", *rarcs: str) -> Classification:
    adjustment = {"group": group, "carc": carc, "rarcs": list(rarcs)}
    return classify(denial(kind="claim", lines=[{"code": "90868", "adjustments": [adjustment]}]))


class DescribeRequests:
    def it_starts_no_appeal_clock_on_a_rejection(self) -> None:
        found = classify(denial(kind="rejected"))
        assert (found.action, found.document, found.clock) == ("fix_and_resend", "resubmission", False)
        assert any("do not appeal" in one for one in found.warnings)

    def it_takes_error_codes_alone_for_a_rejection(self) -> None:
        codes = [{"list": "rejection", "code": "72"}]
        assert classify(denial(review_codes=codes)).kind == "rejected"

    def but_it_does_not_resend_what_may_not_be_sent_again(self) -> None:
        codes = [{"list": "rejection", "code": "72"}, {"list": "followup", "code": "N"}]
        assert classify(denial(review_codes=codes)).action == "person"

    def it_answers_a_pend_by_its_date_and_asks_for_it(self) -> None:
        found = classify(denial(kind="pended"))
        assert (found.action, found.document, found.clock) == ("answer_request", "response", False)
        assert found.open
        assert not classify(denial(kind="pended", respond_by="2026-03-20")).open

    def it_appeals_a_refusal(self) -> None:
        found = classify(denial(kind="adverse", reasons=[{"id": "w1", "quote": "x"}]))
        assert (found.action, found.document, found.clock, found.open) == (
            "appeal",
            "clinical_appeal",
            True,
            (),
        )

    def it_asks_for_the_reasons_of_a_refusal(self) -> None:
        assert any("reasons" in one for one in classify(denial(kind="adverse")).open)

    def it_says_what_a_partial_approval_cut_where_both_numbers_are_recorded(self) -> None:
        asked = case(request={"codes": [{"code": "90868", "units": 36}]})
        found = classify(denial(kind="partial", approved=[{"code": "90868", "units": 20}]), asked)
        assert "90868: 36 asked, 20 granted, 16 refused." in found.steps
        assert not any("granted," in one for one in classify(denial(kind="partial"), asked).steps)

    def it_takes_the_next_level_after_an_appeal_and_stops_after_external_review(self) -> None:
        assert classify(denial(kind="adverse", level="level_1")).action == "next_level"
        ended = classify(denial(kind="adverse", level="external"))
        assert (ended.action, ended.clock) == ("nothing", False)

    def it_leaves_an_untold_kind_to_a_person(self) -> None:
        found = classify(denial())
        assert (found.action, found.clock) == ("person", True)
        assert found.open


class DescribeClaims:
    @pytest.mark.parametrize(
        ("carc", "action", "document"),
        [
            ("4", "correct_claim", "corrected_claim"), ("11", "correct_claim", "corrected_claim"),
            ("16", "correct_claim", "corrected_claim"), ("146", "correct_claim", "corrected_claim"),
            ("29", "prove", "claim_dispute"), ("18", "prove", "claim_dispute"),
            ("197", "check_and_dispute", "claim_dispute"), ("198", "check_and_dispute", "claim_dispute"),
            ("50", "appeal", "clinical_appeal"), ("55", "appeal", "clinical_appeal"), ("56", "appeal", "clinical_appeal"),
            ("151", "appeal", "clinical_appeal"), ("272", "appeal", "clinical_appeal"), ("273", "appeal", "clinical_appeal"),
            ("45", "nothing", "none"), ("987", "person", "none"),
        ],
    )  # fmt: skip
    def it_follows_the_reason_code(self, carc: str, action: str, document: str) -> None:
        found = claim(carc)
        assert (found.action, found.document) == (action, document)

    def it_sends_an_unknown_code_to_a_person_and_says_so(self) -> None:
        assert any("CARC 987 is not in our table" in one for one in claim("987").open)

    def it_never_appeals_what_n704_says_may_not_be(self) -> None:
        found = claim("50", "CO", "N704")
        assert (found.action, found.document) == ("correct_claim", "corrected_claim")
        assert any("N704" in one for one in found.warnings)

    def it_lets_a_remark_say_what_a_general_code_leaves_open(self) -> None:
        assert claim("16", "CO", "N706").action == "send_information"
        assert claim("96", "CO", "N115").action == "appeal"
        assert claim("50", "CO", "N706").action == "appeal"

    def it_never_proposes_a_diagnosis(self) -> None:
        found = claim("11")
        assert any("proposes no diagnosis" in one for one in found.warnings)
        assert "F3" not in " ".join((*found.steps, *found.warnings, *found.why))

    def it_tells_claim_dispute_and_clinical_appeal_apart_when_lines_differ(self) -> None:
        lines = [
            {"code": "90867", "adjustments": [{"group": "CO", "carc": "197"}]},
            {"code": "90868", "adjustments": [{"group": "CO", "carc": "50"}]},
        ]
        found = classify(denial(kind="claim", lines=lines))
        assert {one.document for one in found.lines} == {"claim_dispute", "clinical_appeal"}
        assert any("separate documents" in one for one in found.warnings)

    @pytest.mark.parametrize(
        ("group", "party"),
        [
            ("CO", "provider"),
            ("PI", "provider"),
            ("PR", "member"),
            ("OA", "unknown"),
            (None, "unknown"),
            ("XX", "unknown"),
        ],
    )
    def it_tells_by_the_group_code_who_may_contest(self, group: str | None, party: str) -> None:
        assert claim("50", group).lines[0].standing.party == party
        assert standing_of(group).says

    def it_asks_for_codes_when_a_claim_has_none(self) -> None:
        found = classify(denial(kind="claim"))
        assert found.action == "person"
        assert found.open


class DescribeTheTable:
    def it_knows_a_path_for_every_reason_code_whose_meaning_it_holds(self) -> None:
        for row in code_list("carc"):
            for code in row.code.split("/"):
                assert read_carc(code).path != "person", code

    def it_holds_a_meaning_for_every_code_it_has_a_path_for(self) -> None:
        from authpack.denials.codes import _table

        for table, read in ((_table().carc, read_carc), (_table().rarc, read_rarc)):
            for row in table:
                for code in row.codes:
                    assert not read(code).meaning.startswith("meaning not held"), code

    @pytest.mark.parametrize("code", ["133", "222"])
    def but_it_invents_no_meaning_that_it_does_not_hold(self, code: str) -> None:
        assert read_carc(code).meaning.startswith(
            "meaning not held here; look it up at the standard's publisher"
        )
        assert claim(code).action == "person"

    def it_shows_no_remark_of_those_who_wrote_the_table(self) -> None:
        for name in ("carc", "rarc", "review_actions", "review_reasons", "rejections"):
            for row in code_list(name):
                said = f"{row.display} {row.supply}"
                assert not any(word in said for word in ("OpenEMR", "unverified", "is wrong", "and warn")), (
                    row.code
                )

    def it_grades_every_reading(self) -> None:
        assert read_carc("50").grade == "second_hand"
        assert read_carc("45").grade == "own"
        assert read_carc("987").grade == "own"
