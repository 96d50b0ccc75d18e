"""What a mapping's expression may do with the record: facts are traced, and silence is never an answer."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from authpack import api
from authpack.documents.matter import Matter
from authpack.errors import ContentError
from authpack.packets.forms.expressions import NO, YES, Runner
from authpack.packets.forms.values import FormValues, values_of
from tests.functional.letters.support import record


def values(data: dict[str, Any] | None = None, *, judged: bool = False) -> FormValues:
    case = api.load_case(json.dumps(data or record("01-clean-approval")))
    determination = api.check(case) if judged else None
    return values_of(Matter(case, case.requests[0], determination, datetime.date(2026, 10, 1)))


def runner(found: FormValues) -> Runner:
    return Runner(found.context, found.tracer, found.world.silences)


def text(source: str, data: dict[str, Any] | None = None) -> str:
    return runner(values(data)).text(source, "field", {}).text


def silent(source: str, data: dict[str, Any]) -> tuple[str, ...]:
    return runner(values(data)).text(source, "field", {}).silent


def without(*path: str) -> dict[str, Any]:
    data = record("01-clean-approval")
    here: Any = data
    for step in path[:-1]:
        here = here[int(step)] if isinstance(here, list) else here[step]
    del here[path[-1]]
    return data


class DescribeTheRecord:
    @pytest.mark.parametrize(
        ("source", "wanted"),
        [
            ("{{ record.patient.family_name }}", "Fictorian"),
            ("{{ record.patient.birth_date }}", "11/23/1988"),
            ("{{ record.insurance.member_id }}", "WA-EXAMPLE-21"),
            ("{{ record.orderer.npi }}", "2000002495"),
            ("{{ record.diagnosis.code }}", "F33.2"),
            ("{{ record.request.schedule.sessions_per_week }}", "5"),
            ("{{ latest_score('PHQ-9').total }}", "22"),
            ("{{ latest_score('phq9').date }}", "09/28/2026"),
            ("{{ units_of('90868') }}", "29"),
            (
                "{{ in_words(record.diagnosis) }}",
                "Major depressive disorder, recurrent severe without psychotic features",
            ),
            ("{{ count(record.trials) }}", "3"),
            ("{{ count(record.prior_tms) }}", "0"),
            ("{{ attested('ordered') }}", "September 28, 2026"),
            (
                "{% for one in record.trials %}{{ one.drug }} {% endfor %}",
                "fluoxetine mirtazapine desvenlafaxine ",
            ),
            ("{{ record.trials[2].max_dose }}", "100 mg/day"),
        ],
    )
    def it_gives_facts(self, source: str, wanted: str) -> None:
        assert text(source) == wanted

    def it_words_a_diagnosis_by_the_code_table_where_the_chart_does_not(self) -> None:
        bare = record("01-clean-approval")
        bare["diagnoses"]["items"] = [{"id": "d1", "code": "F33.1", "primary": "yes", "date": "2026-09-01"}]
        assert (
            text("{{ in_words(record.diagnosis) }}", bare) == "Major depressive disorder, recurrent, moderate"
        )
        bare["diagnoses"]["items"][0]["code"] = "F98.8"
        assert silent("{{ in_words(record.diagnosis) }}", bare) == ("/diagnoses/d1/display",)
        bare["diagnoses"]["items"] = []
        assert silent("{{ in_words(record.diagnosis) }}", bare) == ("/diagnoses",)

    def it_traces_them(self) -> None:
        found = values()
        outcome = runner(found).text("{{ record.trials[0].max_dose }}", "field", {})
        (span,) = [one for one in outcome.spans if one.trace]
        assert found.tracer.get(span.trace or "").paths == ("/trials/t1/max_dose",)

    def it_traces_what_a_condition_read(self) -> None:
        found = values()
        said, outcome = runner(found).holds("record.patient.sex == 'female'", "field", {})
        assert said == YES
        assert {found.tracer.get(name).paths for name in outcome.read} == {("/patient/sex",)}

    def it_gives_a_clinician_s_words_as_a_statement(self) -> None:
        found = values()
        outcome = runner(found).text("{{ record.request.rationale }}", "field", {})
        assert {str(found.tracer.get(name).kind) for name in outcome.read} == {"statement"}


class DescribeSilence:
    @pytest.mark.parametrize(
        ("source", "path"),
        [
            ("{{ record.patient.address.city }}", "/patient/address"),
            ("{{ record.patient.address.city | upper }}", "/patient/address"),
            ("x{{ record.patient.address.city }}", "/patient/address"),
            ("{{ record.patient.address.city ~ 'x' }}", "/patient/address"),
            (
                "{% if record.patient.address.city == 'Spokane' %}yes{% else %}no{% endif %}",
                "/patient/address",
            ),
            ("{% if record.patient.address %}yes{% else %}no{% endif %}", "/patient/address"),
            ("{% if not record.patient.address %}no{% endif %}", "/patient/address"),
            ("{% for one in record.patient.address.street %}{{ one }}{% endfor %}", "/patient/address"),
        ],
    )
    def it_takes_the_answer_away_and_names_the_fact(self, source: str, path: str) -> None:
        assert silent(source, without("patient", "address")) == (path,)

    def it_may_be_asked_for(self) -> None:
        source = "{% if record.patient.address is defined %}known{% else %}unknown{% endif %}"
        assert text(source, without("patient", "address")) == "unknown"
        assert (
            text("{{ record.patient.address.city | default('on file') }}", without("patient", "address"))
            == "on file"
        )

    @pytest.mark.parametrize(("field", "word"), [("sex", "unknown"), ("sex", None)])
    def it_hears_unknown_as_silence(self, field: str, word: str | None) -> None:
        data = record("01-clean-approval")
        data["patient"][field] = word
        if word is None:
            del data["patient"][field]
        assert silent("{{ record.patient.sex }}", data) == ("/patient/sex",)

    def it_hears_an_item_not_assessed_as_silence(self) -> None:
        said, outcome = runner(values(without("screen", "pregnancy"))).holds(
            "record.screen.pregnancy.status == 'absent'", "field", {}
        )
        assert (said, outcome.silent) == ("", ("/screen/pregnancy/status",))

    def it_hears_an_empty_list_as_none_only_when_it_is_stated_complete(self) -> None:
        assert text("{{ count(record.prior_tms) }}") == "0"
        data = record("01-clean-approval")
        data["prior_tms"] = {"items": []}
        assert silent("{{ count(record.prior_tms) }}", data) == ("/prior_tms",)

    def it_has_no_yes_or_no_of_the_letters_whose_false_may_be_silence(self) -> None:
        with pytest.raises(ContentError, match="not defined"):
            text("{% if coverage.out_of_network %}out{% endif %}")


class DescribeConditions:
    @pytest.mark.parametrize(
        ("condition", "wanted"),
        [("record.patient.sex == 'female'", YES), ("record.patient.sex == 'male'", NO)],
    )
    def it_is_yes_or_no(self, condition: str, wanted: str) -> None:
        assert runner(values()).holds(condition, "field", {})[0] == wanted

    @pytest.mark.parametrize("units", [28, 29, 30])
    def it_compares_numbers(self, units: int) -> None:
        # The request asks for 29.
        said, _ = runner(values()).holds(f"number(units_of('90868')) >= {units}", "field", {})
        assert said == (YES if units <= 29 else NO)

    @pytest.mark.parametrize("condition", ["record.patient.sex", "'yes'", "1", "none", "record.trials"])
    def but_a_text_or_number_is_no_condition(self, condition: str) -> None:
        with pytest.raises(ContentError):
            runner(values()).holds(condition, "field", {})


class DescribeTheJudgement:
    def it_is_read_and_marks_the_form_as_judged(self) -> None:
        found = values(judged=True)
        assert runner(found).text("{{ judgement.overall }}", "field", {}).text == "met"
        assert found.judged
        assert not found.draft

    def it_is_silent_without_a_policy(self) -> None:
        assert runner(values()).text("{{ judgement.overall }}", "field", {}).silent

    def it_makes_the_form_a_draft_while_something_that_decides_is_open(self) -> None:
        found = values(record("03-two-ssris"), judged=True)
        assert not found.draft, "nothing was read"
        runner(found).text("{{ judgement.overall }}", "field", {})
        assert found.draft


class DescribeTheSandbox:
    @pytest.mark.parametrize(
        "source",
        [
            "{{ record._part }}",
            "{{ record.__class__ }}",
            "{{ record.patient._world.tracer }}",
            "{{ ''.__class__.__mro__ }}",
            "{{ record.patient.given_name.upper() }}",
            "{{ record.nothing_like_this }}",
            "{% include 'letters/authorization.md.j2' %}",
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        ],
    )
    def it_refuses_what_is_no_fact(self, source: str) -> None:
        with pytest.raises(ContentError) as caught:
            text(source)
        assert "Fictorian" not in str(caught.value)
