"""A stated reason -> the criteria it is about: what a person confirmed, what the payer cites, what the words say."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authpack import api
from authpack.criteria.finding import Determination
from authpack.denials.matching import Match, match_reasons, placed
from authpack.denials.topics import topics
from authpack.domain.denials import Denial

ROOT = Path(__file__).parents[2]
MASSACHUSETTS = "04-intolerance-route"
PACIFIC = "06-adolescent"


@cache
def judged(name: str) -> Determination:
    return api.check(api.load_case(ROOT / "examples" / f"{name}.yaml"))


def matched(
    quote: str, *, example: str = MASSACHUSETTS, policy_cited: str | None = None, **reason: Any
) -> Match:
    denial = Denial.model_validate(
        {
            "id": "n1",
            "request": "r1",
            "date": "2026-06-03",
            "policy_cited": policy_cited,
            "reasons": [{"id": "w1", "quote": quote, **reason}],
        }
    )
    return match_reasons(denial, judged(example), "initial")[0]


# -- the words of usual denials --------------------------------------------------------------------------

USUAL = [
    (
        "There is no trial of an evidence-based psychotherapy of adequate frequency and duration.",
        ("initial.therapy",),
    ),
    ("Cognitive behavioral therapy was not attempted in this episode.", ("initial.therapy",)),
    (
        "The records do not show severe depression on a standardized rating scale.",
        ("initial.dx.severe", "initial.dx.scale"),
    ),
    (
        "A history of seizures is a contraindication to this treatment.",
        ("initial.contraindications.seizure",),
    ),
    ("The number of sessions requested exceeds the policy limit.", ("initial.course",)),
    ("Member is under 18 years of age.", ("initial.age",)),
    (
        "Four adequate antidepressant trials are not documented.",
        ("initial.treatment.failure", "initial.treatment.intolerance"),
    ),
    ("Theta burst stimulation is considered experimental and investigational.", ("initial.method",)),
]


@pytest.mark.parametrize(("quote", "criteria"), USUAL)
def it_proposes_criteria_from_the_words(quote: str, criteria: tuple[str, ...]) -> None:
    found = matched(quote)
    assert (found.state, found.criteria) == ("proposed", criteria)
    assert found.because


def it_says_why_with_the_payers_own_word() -> None:
    assert matched("Psychotherapy was not adequate.").because == ("It says 'psychotherapy' (psychotherapy).",)


def it_takes_narrow_topics_only_where_a_criterion_shares_a_word() -> None:
    # Massachusetts 297 names no supervisor; PacificSource does (A, 1).
    said = "The request does not show who supervises the treatment."
    assert matched(said).state == "unmatched"
    assert "initial.clinician.supervision" in matched(said, example=PACIFIC).criteria


def it_leaves_a_reason_that_names_no_criterion_to_a_person() -> None:
    found = matched("The service is not medically necessary.")
    assert (found.state, found.criteria, found.open_) == ("general", (), True)


def it_leaves_a_reason_that_speaks_of_nothing_asked_to_a_person() -> None:
    found = matched("Your form arrived without page two.")
    assert (found.state, found.open_) == ("unmatched", True)


def but_it_never_drops_one() -> None:
    quotes = [
        "Psychotherapy was not adequate.",
        "Your form arrived without page two.",
        "Not medically necessary.",
    ]
    denial = Denial.model_validate(
        {
            "id": "n1",
            "request": "r1",
            "date": "2026-06-03",
            "reasons": [{"id": f"w{place}", "quote": quote} for place, quote in enumerate(quotes)],
        }
    )
    found = match_reasons(denial, judged(MASSACHUSETTS), "initial")
    assert [one.reason.quote for one in found] == quotes


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=200).filter(lambda text: text.strip() and text.isprintable()))
def it_matches_any_text_without_failing_and_only_with_criteria_that_exist(quote: str) -> None:
    try:
        found = matched(quote)
    except ValueError:
        return  # a text that the record itself refuses (hidden characters)
    known = {one.id for one in placed(judged(MASSACHUSETTS), "initial")}
    assert set(found.criteria) <= known
    assert found.open_ or found.criteria


# -- the section that the payer names ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cites", "criteria"),
    [
        ("Item 3", ("initial.therapy",)), ("criterion 3", ("initial.therapy",)), ("Section 2(b)", ("initial.treatment.intolerance",)),
        ("2b", ("initial.treatment.intolerance",)), ("Item 2, a", ("initial.treatment.failure",)), ("Item 2", ("initial.treatment",)),
    ],
)  # fmt: skip
def it_takes_the_section_that_the_payer_names(cites: str, criteria: tuple[str, ...]) -> None:
    found = matched("Information is insufficient.", cites=cites)
    assert found.criteria == criteria
    assert found.because == (f"The payer names '{cites}' beside it.",)


def but_it_does_not_trust_the_numbers_of_another_text() -> None:
    found = matched(
        "Information is insufficient.", cites="Item 3", policy_cited="InterQual 2025 Behavioral Health"
    )
    assert found.criteria == ()


def it_falls_back_on_the_words_where_the_section_is_not_in_this_text() -> None:
    assert matched("No psychotherapy.", cites="Item 99").criteria == ("initial.therapy",)


# -- a person -------------------------------------------------------------------------------------------


def it_lets_a_confirmed_match_win_over_words_and_section() -> None:
    found = matched("No psychotherapy.", cites="Item 3", criteria=["initial.age"], confirmed_by="A. Biller")
    assert (found.state, found.criteria, found.because) == (
        "confirmed",
        ("initial.age",),
        ("Confirmed by A. Biller.",),
    )


def but_it_takes_unconfirmed_criteria_for_nothing() -> None:
    assert matched("No psychotherapy.", criteria=["initial.age"]).criteria == ("initial.therapy",)


def it_names_a_confirmed_criterion_that_the_revision_does_not_hold() -> None:
    found = matched("No psychotherapy.", criteria=["initial.therapy", "no.such"], confirmed_by="A. Biller")
    assert (found.criteria, found.unknown, found.open_) == (("initial.therapy",), ("no.such",), True)


def it_counts_a_clinicians_answer_where_nothing_matches() -> None:
    answer = {"clinician": "c1", "date": "2026-06-10", "text": "I supervise."}
    found = matched("The request does not show who supervises.", answer=answer)
    assert (found.state, found.open_) == ("answered", False)


# -- the table ----------------------------------------------------------------------------------------------


def it_has_patterns_that_all_find_something() -> None:
    for topic in topics().topics:
        assert topic.families
        assert len(set(topic.patterns)) == len(topic.patterns)
