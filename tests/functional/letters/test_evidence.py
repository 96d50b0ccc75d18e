"""What a letter cites: verified rows only, for this illness, protocol, age and argument, and nothing they are barred from."""

from __future__ import annotations

from typing import Any

import pytest

from authpack.reference.evidence import FAMILIES, all_evidence, arguments, evidence, select
from tests.functional.letters.support import WRITTEN, letter, record, text_of, write

CLEAN, THETA, ADOLESCENT, ACCELERATED, REPEAT, RUNNING, NETWORK = (
    "01-clean-approval", "04-intolerance-route", "06-adolescent", "11-accelerated-theta-burst", "13-retreatment-commercial",
    "10-continuation", "12-network-exception",
)  # fmt: skip


def cited(made: Any) -> set[str]:
    return {
        path.split("/")[1]
        for one in made.trace["values"]
        for path in one["paths"]
        if path.startswith("reference:evidence/")
    }


def with_request(name: str, **changes: Any) -> dict[str, Any]:
    data = record(name)
    next(one for one in data["requests"] if one.get("state", "open") == "open").update(changes)
    return data


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (CLEAN, {"oreardon2007", "stard2006"}),
        (ADOLESCENT, set()),
        (ACCELERATED, {"kratter2026"}),
        (REPEAT, {"dunner2014", "mantovani2012"}),
        (RUNNING, set()),
        ("09-ocd", set()),
        (NETWORK, {"levkovitz2015", "stard2006"}),
        ("14-ocd-deep-tms", {"carmi2019", "roth2021"}),
    ],
)
def it_cites_for_each_request_what_speaks_for_it(name: str, expected: set[str]) -> None:
    assert cited(letter(name)) == expected


def it_cites_the_theta_burst_trial_for_theta_burst_only() -> None:
    assert "blumberger2018" in cited(letter(THETA))
    for name in WRITTEN:
        if name != THETA:
            assert "blumberger2018" not in cited(letter(name)), name


@pytest.mark.parametrize(
    ("born", "expected"), [("1960-06-01", True), ("1961-06-01", True), ("1959-01-01", False)]
)
def it_keeps_a_trial_to_the_ages_that_it_was_of(born: str, expected: bool) -> None:
    # The theta burst trial took patients of 18 to 65; the request is of 2026.
    data = record(THETA)
    data["patient"]["birth_date"] = born
    request = next(one for one in data["requests"] if one.get("state", "open") == "open")
    age = int(request["date"][:4]) - int(born[:4]) - (request["date"][5:] < born[5:])
    assert (age <= 65) == expected
    assert ("blumberger2018" in cited(write(data))) == expected


# -- adolescents --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "protocol", ["hf_left_standard", "hf_left_dash", "itbs_600", "lf_right_1hz", "dtms_h1_mdd"]
)
def it_cites_nothing_for_an_adolescent_under_any_protocol(protocol: str) -> None:
    modality = {"itbs_600": "itbs", "dtms_h1_mdd": "deep_tms"}.get(protocol, "rtms")
    made = write(with_request(ADOLESCENT, protocol=protocol, modality=modality, coil="coil"))
    assert made.kind == "adolescent_letter"
    assert cited(made) == set()
    assert not any(
        name in text_of(made) for name in ("Croarkin", "Blumberger", "Leggett", "Carpenter", "Rush AJ")
    )


@pytest.mark.parametrize("family", FAMILIES)
def it_offers_no_adult_row_and_no_negative_trial_for_an_adolescent_whatever_is_argued(family: str) -> None:
    assert select("mdd", family, "adolescent", arguments()) == ()
    assert select("mdd", family, "adolescent", arguments(), ages=(16, 16)) == ()


@pytest.mark.parametrize("group", ["adult", "adolescent"])
@pytest.mark.parametrize("family", FAMILIES)
def it_never_offers_the_negative_sham_trial_as_support(family: str, group: Any) -> None:
    assert "croarkin2021" not in {one.id for one in select("mdd", family, group, arguments())}
    assert evidence("croarkin2021").statement == ""


# -- what a row may not be used for ----------------------------------------------------------------------------


def it_says_of_each_row_what_it_may_not_be_used_for() -> None:
    for one in all_evidence():
        assert one.not_for, one.id
        assert set(one.never_for) <= set(arguments()), one.id


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("argument", arguments())
def it_chooses_no_row_for_an_argument_that_it_is_barred_from(family: str, argument: str) -> None:
    for indication in ("mdd", "ocd"):
        for one in select(indication, family, "adult", (argument,)):
            assert argument not in one.never_for


@pytest.mark.parametrize(
    "family", ["hf_left_standard", "hf_left_dash", "lf_right_1hz", "itbs_600", "dtms_h1_mdd"]
)
def it_never_puts_the_accelerated_trials_beside_a_course_given_once_a_day(family: str) -> None:
    assert not {"kratter2026", "cole2020", "cole2022"} & {
        one.id for one in select("mdd", family, "adult", arguments())
    }


@pytest.mark.parametrize("name", WRITTEN)
def it_prints_no_figure_that_is_often_misquoted(name: str) -> None:
    # The intensity of the accelerated protocol is no result.
    text = text_of(letter(name)).replace("90% of the depth-corrected", "")
    # STAR*D's cumulative rate, the headlines of the accelerated trials, a registry's highest rates.
    assert not any(figure in text for figure in ("67%", "78.6%", "90%", "83%", "79%"))
    if "62.5%" in text:
        assert "Of 120 patients who had responded or remitted" in text


def it_prints_no_row_that_lacks_a_mark() -> None:
    short = [one.id for one in all_evidence() if not one.printable]
    assert {"george2010", "cole2020", "cole2022", "janicak2010", "kelly2017", "canmat2023"} <= set(short)
    for family in FAMILIES:
        for indication in ("mdd", "ocd"):
            chosen = select(indication, family, "adult", arguments())
            assert not {one.id for one in chosen} & set(short)


@pytest.mark.parametrize(("failed", "expected"), [(1, False), (2, True), (3, True)])
def it_argues_against_one_more_drug_only_after_two_that_failed(failed: int, expected: bool) -> None:
    data = record(CLEAN)
    data["trials"]["items"] = data["trials"]["items"][:failed]
    assert ("stard2006" in cited(write(data))) == expected


def it_has_no_evidence_for_more_sessions_of_a_running_course() -> None:
    assert "Evidence for this treatment" not in text_of(letter(RUNNING))
