"""How a letter speaks: sentences, articles, pronouns, drug names, outcomes, numbers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from authpack.documents import wording
from authpack.documents.banned import load_banned
from authpack.documents.trace import Kind
from tests.functional.letters.support import ROOT, WRITTEN, letter, record, text_of, write

CLEAN = "01-clean-approval"
KINDS = [None, "peer_to_peer_brief", "clinician_attestation"]


def ours(name: str, kind: str | None) -> str:
    made = letter(name, kind)
    theirs = {
        one["id"]
        for one in made.trace["values"]
        if one["kind"] in (Kind.STATEMENT, Kind.POLICY, Kind.REFERENCE)
    }
    return " ".join(
        "".join(span.text if span.trace not in theirs else " " for span in spans)
        for _, spans in made.document.texts()
    )


def first_trial(**changes: str) -> str:
    """The sentence of the first page about one trial of citalopram that the others say nothing of."""
    data = record(CLEAN)
    one = data["trials"]["items"][0]
    one |= {"drug": "citalopram", **changes}
    for name in ("baseline_score", "end_score", "response_instrument", "max_tolerated", "why_not_higher"):
        one.pop(name, None)
    data["trials"]["items"] = [one]
    text = text_of(write(data))
    first = text.index('household."') + len('household."')
    return text[first : text.index("Cognitive behavioral therapy (")].strip()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", WRITTEN)
def it_uses_no_word_of_the_banned_list_itself(name: str, kind: str | None) -> None:
    found = load_banned([ROOT / "templates"]).find(ours(name, kind))
    assert [one.text for one in found] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", WRITTEN)
def it_ends_its_sentences_and_begins_them_with_a_capital(name: str, kind: str | None) -> None:
    made = letter(name, kind)
    for place, spans in made.document.texts():
        text = "".join(span.text for span in spans).strip()
        assert "  " not in text, place
        assert not re.search(r"\s[,.;:)]|[(]\s|\.\.|,\.|;\.|\(\)", text), (place, text)


@pytest.mark.parametrize("name", WRITTEN)
def it_writes_generic_names_in_lower_case_inside_sentences(name: str) -> None:
    runs = ["".join(span.text for span in spans) for _, spans in letter(name).document.texts()]
    for one in record(name)["trials"].get("items", []):
        generic = one["drug"].split()[0]
        if generic.islower():
            assert [run for run in runs if re.search(rf"[a-z,] {generic.capitalize()}\b", run)] == []


def it_names_the_brand_once_in_parentheses_on_its_first_mention() -> None:
    data = record(CLEAN)
    data["trials"]["items"][0]["drug"] = "Prozac 20 mg cap"
    text = text_of(write(data))
    assert text.count("Prozac") == 1
    assert "the SSRI fluoxetine (Prozac) at 60 mg/day for 10 weeks" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"response": "none"}, "The patient did not respond to the SSRI citalopram at 60 mg/day for 10 weeks."),
        ({"response": "partial"}, "The patient responded only in part to the SSRI citalopram at 60 mg/day for 10 weeks."),
        ({"response": "full", "stop_reason": "completed"},
         "The patient responded fully to the SSRI citalopram at 60 mg/day for 10 weeks."),
        ({"response": "lost"},
         "The patient responded to the SSRI citalopram at 60 mg/day for 10 weeks and later lost the response."),
        ({"response": "unknown"}, "The response to the SSRI citalopram at 60 mg/day for 10 weeks was inadequate."),
        ({"response": "unknown", "stop_reason": "cost"},
         "The response to the SSRI citalopram at 60 mg/day for 10 weeks is not recorded."),
        ({"response": "unknown", "stop_reason": "intolerance"},
         "The patient did not tolerate the SSRI citalopram at 60 mg/day."),
        ({"response": "none", "stop_reason": "intolerance"},
         "The patient did not respond to and did not tolerate the SSRI citalopram at 60 mg/day."),
    ],
)  # fmt: skip
def it_says_what_came_of_a_trial_and_no_more_than_is_recorded(changes: dict[str, str], said: str) -> None:
    assert first_trial(**changes) == said


@pytest.mark.parametrize(
    ("pronoun", "said"),
    [
        ("she", "She did not respond to"),
        ("he", "He did not respond to"),
        ("they", "Odalys Fictorian did not respond to"),
        (None, "The patient did not respond to"),
    ],
)
def it_uses_the_pronoun_that_the_patient_states_or_none(pronoun: str | None, said: str) -> None:
    data: dict[str, Any] = record(CLEAN)
    del data["patient"]["pronoun"]
    if pronoun:
        data["patient"]["pronoun"] = pronoun
    text = text_of(write(data))
    assert f"Three antidepressant trials are recorded. {said}" in text
    ours_alone = text.replace("her children's company", "").replace("her husband", "").replace("Weller", "")
    wrong = {"she", "he", "they"} - {pronoun or ""}
    assert not re.search(rf"\b(?:{'|'.join(sorted(wrong))})\b", ours_alone, re.IGNORECASE)


def it_lists_drugs_with_commas_and_or() -> None:
    text = text_of(letter(CLEAN))
    assert (
        "fluoxetine at 60 mg/day for 10 weeks, the NaSSA mirtazapine at 45 mg/day for 10 weeks, or the SNRI"
        in text
    )


def it_puts_scores_of_one_day_into_one_sentence() -> None:
    text = text_of(letter(CLEAN))
    assert "On September 28, 2026, the PHQ-9 total was 22 of 27 and the MADRS total 37 of 60." in text


def it_says_what_the_screen_ruled_out_and_nothing_that_it_did_not_assess() -> None:
    said = (
        "The safety screen of September 28, 2026 found no history of seizures, implanted device or metal, neurological "
        "disorder, psychosis, mania, suicidal ideation, or substance use."
    )
    assert said in text_of(letter(CLEAN))
    some = record(CLEAN)
    some["screen"] = {
        "date": "2026-09-28",
        "mania": {"status": "absent"},
        "psychotic_symptoms": {"status": "absent"},
        "neurological": {"epilepsy": {"status": "absent"}},
    }
    assert "found no epilepsy, psychotic symptoms, or mania." in text_of(write(some))
    silent = record(CLEAN)
    silent["screen"] = {"date": "2026-09-28"}
    assert "No safety screen is recorded." in text_of(write(silent))


def it_does_not_deny_what_an_incomplete_list_does_not_hold() -> None:
    data = record(CLEAN)
    data["psychotherapy"] = {"items": []}
    data["prior_tms"] = {"items": []}
    text = text_of(write(data))
    assert "No course of psychotherapy is recorded." in text
    assert "no earlier course of TMS" not in text
    data["psychotherapy"] = {"items": [], "complete": "yes", "stated_by": "c1", "date": "2026-09-28"}
    assert "No course of psychotherapy was given." in text_of(write(data))


@pytest.mark.parametrize(("count", "said"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (1200, "1,200")])
def it_writes_numbers_below_ten_in_words(count: int, said: str) -> None:
    assert wording.number(count) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Major depressive disorder", "major depressive disorder"),
        ("MDD, severe", "MDD, severe"),
        ("PHQ-9 of 20", "PHQ-9 of 20"),
        ("A trial", "a trial"),
        ("iTBS", "iTBS"),
    ],
)
def it_lowers_the_first_letter_inside_a_sentence_but_no_abbreviation(text: str, said: str) -> None:
    assert wording.mid_sentence(text) == said


def it_prints_a_clinicians_banned_word_and_names_its_place_in_the_memo() -> None:
    data = record(CLEAN)
    data["requests"][0]["rationale"] = "Clearly a devastating illness."
    made = write(data)
    assert "Clearly a devastating illness." in text_of(made)
    memo = made.beside["gaps.md"]
    assert "/requests/r1/rationale hold 'clearly'" in memo
    assert "'devastating'" in memo
    assert "illness" not in memo
