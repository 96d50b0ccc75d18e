"""FHIR answers: approved, pended, refused, modified, rejected; what is broken or cannot be placed is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from authpack import api
from authpack.errors import InputError
from authpack.intake.claim_response import Answer, parse_response
from tests.functional.cli.runner import run
from tests.functional.denials.samples import CASE, action, answer, public_samples


def read(text: str) -> Answer:
    (one,) = parse_response(text, "x.json")
    return one


def denial(found: Answer) -> dict[str, Any]:
    assert found.denial is not None
    return found.denial


class DescribeStates:
    @pytest.mark.parametrize(
        ("codes", "state"),
        [
            (("A1", "A1"), "approved"), (("A3", "A3"), "adverse"), (("A1", "A3"), "partial"), (("A2", "A1"), "partial"),
            (("A6", "A1"), "partial"), (("A4", "A4"), "pended"), (("A4", "A1"), "pended"), (("A3", "A4"), "adverse"),
            (("NA", "A1"), "approved"), (("CT", "CT"), "unknown"), (("C", "C"), "unknown"), (("Z9", "Z9"), "unknown"),
        ],
    )  # fmt: skip
    def it_follows_the_action_codes(self, codes: tuple[str, str], state: str) -> None:
        assert read(answer(*map(action, codes))).state == state

    def it_takes_errors_for_a_request_that_was_never_judged(self) -> None:
        error = [{"code": {"coding": [{"system": "https://codesystem.x12.org/005010/901", "code": "72"}]}}]
        found = read(answer(outcome="error", error=error))
        assert found.state == "rejected"
        assert denial(found)["review_codes"] == [{"list": "rejection", "code": "72"}]

    def but_it_shows_errors_beside_a_decision(self) -> None:
        found = read(answer(action("A3"), error=[{"code": {"coding": [{"code": "33"}]}}]))
        assert found.state == "adverse"
        assert any("decisions and errors" in note for note in found.notes)

    def it_takes_an_operation_outcome_for_a_rejection(self) -> None:
        text = json.dumps(
            {"resourceType": "OperationOutcome", "issue": [{"details": {"text": "Member not found."}}]}
        )
        found = read(text)
        assert found.state == "rejected"
        assert denial(found)["reasons"] == [{"quote": "Member not found."}]


class DescribeWhatItCarriesOver:
    def it_takes_units_refused_and_granted_from_answer_and_request(self) -> None:
        found = denial(read(answer(action("A1", number="AUTH1"), action("A3", "0F"))))
        assert found["approved"] == [{"code": "90867", "units": "1"}]
        assert found["denied"] == [{"code": "90868", "units": "36"}]
        assert found["reference"] == "AUTH1"
        assert found["date"] == "2026-03-02"
        assert found["payer"] == "Invented Mutual"
        assert {"list": "reason", "code": "0F", "item": "2"} in found["review_codes"]

    def it_keeps_the_payers_words(self) -> None:
        found = denial(
            read(answer(action("A3"), processNote=[{"text": "Criteria not met."}], disposition="Denied."))
        )
        assert [one["quote"] for one in found["reasons"]] == ["Criteria not met."]

    def but_it_takes_a_bare_denied_for_no_reason(self) -> None:
        assert "reasons" not in denial(read(answer(action("A3"), disposition="Denied.")))
        found = denial(read(answer(action("A3"), disposition="Not medically necessary")))
        assert [one["quote"] for one in found["reasons"]] == ["Not medically necessary"]

    @pytest.mark.parametrize(("units", "state"), [(35, "partial"), (36, "approved"), (37, "approved")])
    def it_takes_fewer_units_than_asked_for_a_partial_approval_whatever_the_code(
        self, units: int, state: str
    ) -> None:
        # 36 were asked for, and the item is coded A1 (granted in total).
        bundle = json.loads(answer(action("A1"), action("A1")))
        url = "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-itemAuthorizedDetail"
        code = {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": "90868"}]}
        bundle["entry"][0]["resource"]["item"][1]["extension"] = [
            {
                "url": url,
                "extension": [
                    {"url": "productOrServiceCode", "valueCodeableConcept": code},
                    {"url": "quantity", "valueQuantity": {"value": units}},
                ],
            }
        ]
        found = read(json.dumps(bundle))
        assert found.state == state
        if state == "partial":
            assert {"code": "90868", "units": "1"} in denial(found)["denied"]
            assert any("35 of 36 units" in note for note in found.notes)

    def it_takes_the_day_for_documents_from_the_task_beside_a_pend(self) -> None:
        bundle = json.loads(answer(action("A4")))
        task = {"resourceType": "Task", "id": "t", "restriction": {"period": {"end": "2026-04-15T00:00:00Z"}}}
        bundle["entry"].append({"fullUrl": "http://x.example/Task/t", "resource": task})
        assert denial(read(json.dumps(bundle)))["respond_by"] == "2026-04-15"

    def it_says_what_it_cannot_place(self) -> None:
        bundle = json.loads(answer(action("A3")))
        bundle["entry"] = bundle["entry"][:1]
        bundle["entry"][0]["resource"].pop("created")
        found = read(json.dumps(bundle))
        assert "date" not in denial(found)
        text = " ".join(found.notes)
        assert "lacks created" in text
        assert "gives no date" in text
        assert "not in the file" in text


class DescribeBrokenFiles:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[]",
            '{"a": 1, "a": 2}',
            '{"resourceType": "Claim"}',
            '{"resourceType": "Bundle"}',
            '{"resourceType": "Bundle", "entry": [1, null]}',
            "null",
            "7",
        ],
    )
    def it_refuses_what_holds_no_answer(self, text: str) -> None:
        with pytest.raises(InputError):
            parse_response(text, "x.json")

    @pytest.mark.parametrize(
        "damage", ["item", "adjudication", "identifier", "insurer", "outcome", "request"]
    )
    @pytest.mark.parametrize("value", [None, 7, "x", [], {}, [None], [[1]]])
    def but_it_survives_fields_of_the_wrong_kind(self, damage: str, value: Any) -> None:
        bundle = json.loads(answer(action("A3")))
        response = bundle["entry"][0]["resource"]
        if damage == "adjudication":
            response["item"][0]["adjudication"] = value
        else:
            response[damage] = value
        for one in parse_response(json.dumps(bundle), "x.json"):
            assert one.state in ("adverse", "unknown", "pended", "rejected")


class DescribePublicSamples:
    @pytest.mark.parametrize(
        ("folder", "name", "state"),
        [
            ("pas_2.2.1", "Bundle-ReferralAuthorizationResponseBundleExample", "approved"),
            ("pas_2.2.1", "Bundle-ReferralPendingAuthorizationResponseBundleExample", "pended"),
            ("pas_2.2.1", "Bundle-RejectionResponseBundleExample", "adverse"),
            ("pas_2.2.1", "Bundle-ErrorResponseBundleExample", "rejected"),
            ("pas_2.2.1", "ClaimResponse-ErrorResponseExample", "rejected"),
            ("pas_2.2.1", "OperationOutcome-InvalidRequestResponse", "rejected"),
            ("pas_2.2.1", "Parameters-PASClaimInquiryOperationResponseExample", "approved"),
            ("inferno_pas_2.2.1", "run_approval_json_response", "approved"),
            ("inferno_pas_2.2.1", "run_denial_json_response", "partial"),
            ("inferno_pas_2.2.1", "run_modification_json_response", "partial"),
            ("inferno_pas_2.2.1", "run_pended_json_response", "pended"),
            ("inferno_pas_2.2.1", "run_processing_error_response", "rejected"),
            ("inferno_pas_2.2.1", "fixture_valid_pa_response_bundle_denial", "adverse"),
            ("inferno_pas_2.2.1", "fixture_invalid_first_entry_response_bundle", "approved"),
            ("inferno_pas_2.2.1", "must_support_pended_json_response", "pended"),
        ],
    )
    def it_reads_each_as_what_it_is(self, folder: str, name: str, state: str) -> None:
        found = api.read_claim_response(public_samples("fhir") / folder / f"{name}.json")
        assert found[0].state == state

    def it_survives_every_file(self) -> None:
        for path in sorted(public_samples("fhir").rglob("*.json")):
            try:
                api.read_claim_response(path)
            except InputError as error:
                assert "holds no ClaimResponse" in error.render()


class DescribeTheCommand:
    def it_shows_and_writes_once_confirmed(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path, target = tmp_path / "x.json", tmp_path / "n.yaml"
        path.write_text(answer(action("A1"), action("A3", "0F")), "utf-8")
        done = run(capsys, "denial", "response", path)
        assert done.code == 4
        assert "not medically necessary" in " ".join(done.out.split())
        words = ("--confirmed-by", "B. Biller", "--confirmed-on", "2026-11-20", "--case", CASE, "-o", target)
        assert run(capsys, "denial", "response", path, *words).code == 0
        assert api.load_denial(target).denial.kind == "partial"

    def it_ends_well_on_an_approval(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_text(answer(action("A1")), "utf-8")
        done = run(capsys, "denial", "response", path)
        assert done.code == 0
        assert "no denial" in done.out
