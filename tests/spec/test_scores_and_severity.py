"""Scores, percentages and severity (SEMANTICS 5): exact comparison, instruments never substitute."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from authpack.criteria.facts import Facts
from tests.builders import (
    about_course,
    case,
    complete,
    course,
    diagnosis,
    episode,
    judge,
    judged,
    judgement,
    leaf,
    policy,
    score,
    status,
    therapy,
)

# -- percentages of a prior TMS course -------------------------------------------------------------


def improved(baseline: int, end: int, **rule: Any) -> str:
    scores = complete(score("s1", "MADRS", baseline, "2024-03-04"), score("s2", "MADRS", end, "2024-04-12"))
    return about_course("tms_improvement", rule, case(prior_tms=complete(course()), scores=scores))


@pytest.mark.parametrize(
    ("end", "at_least", "over"),
    [(21, "not_met", "not_met"), (20, "met", "not_met"), (19, "met", "met")],
)
def it_compares_50_percent_of_40_points_exactly(end: int, at_least: str, over: str) -> None:
    assert improved(40, end, at_least=50) == at_least
    assert improved(40, end, over=50) == over


@pytest.mark.parametrize(
    ("baseline", "end", "percent", "expected"),
    [
        (3, 2, "33.33", "met"),  # a third is more than 33.33 %
        (3, 2, "33.34", "not_met"),
        (37, 19, "48.64", "met"),
        (37, 19, "48.65", "not_met"),  # 48.648... is never rounded up
    ],
)
def it_never_rounds_before_it_compares(baseline: int, end: int, percent: str, expected: str) -> None:
    assert improved(baseline, end, at_least=percent) == expected


@pytest.mark.parametrize(
    ("percent", "at_least", "over"),
    [("49.99", "not_met", "not_met"), ("50", "met", "not_met"), ("50.01", "met", "met")],
)
def it_takes_a_stated_percentage_where_there_are_no_scores(percent: str, at_least: str, over: str) -> None:
    stated = course(response_percent=percent, response_instrument="MADRS")
    record = case(prior_tms=complete(stated))
    assert about_course("tms_improvement", {"at_least": 50}, record) == at_least
    assert about_course("tms_improvement", {"over": 50}, record) == over


@pytest.mark.parametrize(("percent", "expected"), [("51.66", "met"), ("51.67", "not_met")])
def it_compares_over_a_percentage_as_exactly(percent: str, expected: str) -> None:
    assert improved(60, 29, over=percent) == expected  # 51.666... %


@pytest.mark.parametrize(
    ("baseline", "end", "shown"), [(37, 19, "48.6"), (60, 0, "100"), (40, 19, "52.5"), (30, 40, "-33.3")]
)
def it_shows_a_percentage_rounded_down(baseline: int, end: int, shown: str) -> None:
    scores = complete(score("s1", "MADRS", baseline, "2024-03-04"), score("s2", "MADRS", end, "2024-04-12"))
    tree = {"of": "prior_tms", "which": "any", "all_of": [leaf("tms_improvement", {"at_least": 50})]}
    record = case(prior_tms=complete(course()), scores=scores)
    found = judge({**leaf("for_some", tree)}, record).root.children[0]
    assert found.values["shown"] == f"MADRS {shown} %"


def it_leaves_a_baseline_of_nothing_to_review() -> None:
    assert improved(0, 0, at_least=50) == "needs_review"


def it_leaves_scales_that_disagree_across_the_threshold_to_review() -> None:
    scores = complete(
        score("s1", "MADRS", 40, "2024-03-04"),
        score("s2", "MADRS", 15, "2024-04-12"),
        score("s3", "PHQ-9", 20, "2024-03-04"),
        score("s4", "PHQ-9", 15, "2024-04-12"),
    )
    record = case(prior_tms=complete(course()), scores=scores)
    assert about_course("tms_improvement", {"at_least": 50}, record) == "needs_review"
    assert about_course("tms_improvement", {"at_least": 20}, record) == "met"
    assert about_course("tms_improvement", {"at_least": 70}, record) == "not_met"
    assert about_course("tms_improvement", {"at_least": 50, "instruments": ["madrs"]}, record) == "met"


@pytest.mark.parametrize(
    ("first", "second"), [("HAM-D17", "HAM-D24"), ("PHQ-9", "PHQ-A"), ("MADRS", "PHQ-9")]
)
def it_never_substitutes_one_version_of_an_instrument_for_another(first: str, second: str) -> None:
    scores = complete(score("s1", first, 20, "2024-03-04"), score("s2", second, 5, "2024-04-12"))
    record = case(prior_tms=complete(course()), scores=scores)
    assert about_course("tms_improvement", {"at_least": 50}, record) == "not_documented"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2024-03-04", "2024-04-12", "met"),
        ("2024-03-05", "2024-04-12", "not_documented"),  # after session 1
        ("2024-03-04", "2024-04-11", "not_documented"),  # before the last session
        ("2024-03-04", "2024-04-25", "met"),
        ("2024-03-04", "2024-04-26", "met"),  # 14 days after
        ("2024-03-04", "2024-04-27", "not_documented"),
    ],
)
def it_takes_the_last_score_before_the_course_and_the_first_within_14_days_after(
    before: str, after: str, expected: str
) -> None:
    scores = complete(score("s1", "MADRS", 40, before), score("s2", "MADRS", 10, after))
    record = case(prior_tms=complete(course()), scores=scores)
    assert about_course("tms_improvement", {"at_least": 50}, record) == expected


def it_takes_the_last_of_the_earlier_and_the_first_of_the_later_scores() -> None:
    scores = complete(
        score("s1", "MADRS", 40, "2024-01-04"),
        score("s2", "MADRS", 30, "2024-03-01"),
        score("s3", "MADRS", 16, "2024-04-13"),
        score("s4", "MADRS", 5, "2024-04-20"),
    )
    record = case(prior_tms=complete(course()), scores=scores)
    assert about_course("tms_improvement", {"at_least": 46}, record) == "met"  # 14 of 30: 46.6 %
    assert about_course("tms_improvement", {"at_least": 47}, record) == "not_met"


def it_does_not_choose_a_baseline_that_an_imprecise_first_session_leaves_open() -> None:
    """Either score may be the last before session 1: 40 -> 15 is 62 %, 20 -> 15 is 25 %."""
    scores = complete(
        score("s1", "MADRS", 40, "2024-03-01"),
        score("s2", "MADRS", 20, "2024-03-10"),
        score("s3", "MADRS", 15, "2024-04-12"),
    )
    record = case(prior_tms=complete(course(first_session="2024-03")), scores=scores)
    assert about_course("tms_improvement", {"at_least": 50}, record) in ("not_documented", "needs_review")


def it_takes_no_score_outside_the_range_of_its_scale() -> None:
    scores = complete(score("s1", "PHQ-9", 40, "2024-03-04"), score("s2", "PHQ-9", 5, "2024-04-12"))
    record = case(prior_tms=complete(course()), scores=scores)
    assert about_course("tms_improvement", {"at_least": 50}, record) == "not_documented"


# -- psychotherapy: no significant improvement, without a number -----------------------------------


@pytest.mark.parametrize(("end", "expected"), [(22, "met"), (21, "met"), (20, "needs_review")])
def it_finds_no_significant_improvement_only_where_there_is_none(end: int, expected: str) -> None:
    rated = therapy(
        baseline={"instrument": "PHQ-9", "total": 21, "date": "2025-03-03"},
        end={"instrument": "PHQ-9", "total": end, "date": "2025-04-28"},
    )
    record = case(psychotherapy=complete(rated))
    assert (
        about_course("therapy_no_improvement", {"measures": "depression"}, record, "psychotherapy")
        == expected
    )


@pytest.mark.parametrize(
    "scores",
    [
        {},
        {"baseline": {"instrument": "PHQ-9", "total": 21, "date": "2025-03-03"}},
        {
            "baseline": {"instrument": "PHQ-9", "total": 21, "date": "2025-03-03"},
            "end": {"instrument": "PHQ-A", "total": 21, "date": "2025-04-28"},
        },
        {
            "baseline": {"instrument": "Y-BOCS", "total": 30, "date": "2025-03-03"},
            "end": {"instrument": "Y-BOCS", "total": 30, "date": "2025-04-28"},
        },
    ],
    ids=["none", "no end", "another version", "not depression"],
)
def it_asks_for_scores_of_one_instrument(scores: dict[str, Any]) -> None:
    record = case(psychotherapy=complete(therapy(outcome="none", **scores)))
    answer = about_course("therapy_no_improvement", {"measures": "depression"}, record, "psychotherapy")
    assert answer == "not_documented"


# -- severity by code ------------------------------------------------------------------------------

SEVERE = {"is": ["severe"]}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("F32.0", "not_met"),
        ("F32.1", "not_met"),
        ("F32.2", "met"),
        ("F32.3", "met"),
        ("F33.0", "not_met"),
        ("F33.1", "not_met"),
        ("F33.2", "met"),
        ("F33.3", "met"),
        ("F32.9", "not_documented"),
        ("F33.9", "not_documented"),
        ("F33.41", "not_met"),
        ("F32.A", "not_met"),  # depression, unspecified: not MDD, and the list is complete
    ],
)
def it_reads_severity_from_the_code(code: str, expected: str) -> None:
    assert status("severity", SEVERE, case(diagnoses=diagnosis(code))) == expected


def it_leaves_severity_open_under_an_unspecified_code_whatever_the_specifier() -> None:
    assert (
        status("severity", SEVERE, case(diagnoses=diagnosis("F33.9", severity="severe"))) == "not_documented"
    )


@pytest.mark.parametrize(
    ("code", "confirmed", "expected"),
    [
        ("F33.2", "yes", "met"),
        ("F33.9", "yes", "met"),
        ("F33.2", "unknown", "not_documented"),
        ("F33.2", "no", "not_met"),
        ("F32.A", "yes", "not_met"),
        ("F32.89", "yes", "not_met"),
        ("F42.2", "yes", "not_met"),
    ],
)
def it_wants_a_confirmed_diagnosis_of_mdd(code: str, confirmed: str, expected: str) -> None:
    record = case(diagnoses=diagnosis(code, confirmed=confirmed))
    assert status("diagnosis", {"indication": "mdd"}, record) == expected


@pytest.mark.parametrize(
    ("code", "expected"), [("F42.2", "met"), ("F42.9", "met"), ("F42.3", "not_met"), ("F42.4", "not_met")]
)
def it_tells_ocd_from_hoarding_and_excoriation(code: str, expected: str) -> None:
    assert status("diagnosis", {"indication": "ocd"}, case(diagnoses=diagnosis(code))) == expected


@pytest.mark.parametrize(
    ("code", "features", "expected"),
    [
        ("F33.2", "unknown", "met"),
        ("F33.2", "no", "met"),
        ("F33.3", "unknown", "not_met"),
        ("F33.3", "yes", "not_met"),
        ("F33.9", "unknown", "not_documented"),
        ("F33.9", "no", "met"),
        ("F33.9", "yes", "not_met"),
    ],
)
def it_rules_psychotic_features_out_only_by_code_or_record(code: str, features: str, expected: str) -> None:
    record = case(diagnoses=diagnosis(code, psychotic_features=features))
    assert status("without_psychotic_features", {}, record) == expected


# -- severity by scale -----------------------------------------------------------------------------


def by_scale(code: str, *scores: dict[str, Any]) -> str:
    record = case(diagnoses=diagnosis(code), scores=complete(*scores), episodes=episode())
    return status("severity_by_scale", {"is": "severe"}, record)


@pytest.mark.parametrize(
    ("code", "instrument", "total", "expected"),
    [
        ("F33.2", "PHQ-9", 19, "needs_review"),  # moderately severe against severe
        ("F33.2", "PHQ-9", 20, "met"),
        ("F33.2", "PHQ-9", 21, "met"),
        ("F33.1", "PHQ-9", 20, "needs_review"),
        ("F33.1", "PHQ-9", 12, "not_met"),  # specifier and band agree that it is moderate
        ("F33.9", "PHQ-9", 20, "not_documented"),
        ("F33.2", "HAM-D17", 19, "needs_review"),  # rival bands: severe or moderate
        ("F33.2", "HAM-D17", 24, "met"),  # severe by every author
    ],
)
def it_wants_specifier_and_band_to_agree(code: str, instrument: str, total: int, expected: str) -> None:
    assert by_scale(code, score("s1", instrument, total, "2026-01-12")) == expected


def it_takes_the_latest_score_of_an_instrument_up_to_the_day() -> None:
    early, late = score("s1", "PHQ-9", 12, "2026-01-01"), score("s2", "PHQ-9", 23, "2026-02-02")
    assert by_scale("F33.2", late, early) == "met"
    assert by_scale("F33.2", early, {**late, "date": "2026-02-03"}) == "needs_review"


def it_takes_no_score_of_an_earlier_episode() -> None:
    assert by_scale("F33.2", score("s1", "PHQ-9", 23, "2024-12-31")) == "not_documented"


def it_leaves_scales_that_disagree_to_review() -> None:
    two = (score("s1", "PHQ-9", 23, "2026-01-12"), score("s2", "MADRS", 20, "2026-01-12"))
    assert by_scale("F33.2", *two) == "needs_review"


def it_lets_a_judgement_settle_a_disagreement_between_specifier_and_scale() -> None:
    made = policy(leaf("severity_by_scale", {"is": "severe"}))
    facts: dict[str, Any] = {
        "diagnoses": diagnosis("F33.2"),
        "scores": complete(score("s1", "PHQ-9", 12, "2026-01-12")),
        "episodes": episode(),
    }
    assert judge(made, case(**facts)).overall == "needs_review"
    for conclusion in ("met", "not_met"):
        answered = case(**facts, judgements=[judgement(made, "severity_by_scale", conclusion)])
        assert judge(made, answered).overall == conclusion


def it_says_severity_needs_review_where_two_diagnoses_differ() -> None:
    two = complete(
        {"id": "d1", "code": "F33.2", "confirmed": "yes"}, {"id": "d2", "code": "F33.1", "confirmed": "yes"}
    )
    found = judged("severity", SEVERE, case(diagnoses=two))
    assert (found.status, found.reason) == ("needs_review", "severity_several")


def it_has_no_use_for_a_total_that_cannot_be_right() -> None:
    patient = case(
        scores=complete(score("s1", "PHQ-9", 30, "2026-01-05"), score("s2", "PHQ-9", 20, "2026-01-12"))
    )
    facts = Facts(patient, patient.requests[0], date(2026, 2, 2))
    assert (set(facts.score_by_id), [one.id for one in facts.scores]) == ({"s2"}, ["s2"])
    assert not facts.scores_all_known
