"""What a letter says, and what it never says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from authpack.documents.blocks import KeyValues, Table, plain
from authpack.documents.trace import Kind
from authpack.reference.drugs import drug
from tests.functional.letters.support import NAMES, WITHOUT_LETTER, WRITTEN, letter, record, text_of, write

CLEAN = "01-clean-approval"
STATEMENTS = [name for name in WRITTEN if letter(name).kind == "chart_statement"]
REQUESTS = [name for name in WRITTEN if letter(name).kind != "chart_statement"]


def our_words(name: str) -> str:
    """The letter less the record's, the policy's and the references' own words."""
    made = letter(name)
    kinds = {one["id"]: one["kind"] for one in made.trace["values"]}
    theirs = {Kind.CASE, Kind.STATEMENT, Kind.POLICY, Kind.REFERENCE}
    parts = [
        span.text
        for _, spans in made.document.texts()
        for span in spans
        if kinds.get(span.trace or "") not in theirs
    ]
    return " ".join(parts)


def ours_and_facts(name: str) -> str:
    """The letter less free text of clinicians and the policy's words: what the program words."""
    made = letter(name)
    kinds = {one["id"]: one["kind"] for one in made.trace["values"]}
    theirs = {Kind.STATEMENT, Kind.POLICY}
    parts = [
        span.text
        for _, spans in made.document.texts()
        for span in spans
        if kinds.get(span.trace or "") not in theirs
    ]
    return " ".join(parts)


# -- no verdicts, plain American English -------------------------------------------------------------


@pytest.mark.parametrize("name", WRITTEN)
def it_prints_no_verdict(name: str) -> None:
    found = re.findall(
        r"\b(?:not met|unmet|met|fails?|does not count|counts|insufficient|inadequate(?! response)|"
        r"needs[ _]review|not[ _]documented|denied|denial|noncomplian\w*|nonadheren\w*)\b",
        ours_and_facts(name),
        re.IGNORECASE,
    )
    assert found == []


@pytest.mark.parametrize("name", WRITTEN)
def it_speaks_american_english(name: str) -> None:
    british = (
        r"\b(?!supervis|advis|exercis|promis|precis|rais)\w*(?:judgement|isation|ised\b|ising\b|behaviour|tumour|centre\b|"
        r"programme|labelled|favour|colour|anaesth|oedema|paediatric|licence\b|whilst|authoris)\w*"
    )
    assert re.findall(british, our_words(name), re.IGNORECASE) == []


@pytest.mark.parametrize("name", WRITTEN)
def it_never_says_approved_by_the_fda_or_without_side_effects(name: str) -> None:
    text = our_words(name).lower()  # a policy may say "FDA-approved"; we do not
    assert "fda-approved" not in text
    assert "fda approved" not in text
    assert "no side effects" not in text


@pytest.mark.parametrize("name", WRITTEN)
def it_has_no_blank_and_no_leftover_of_a_template(name: str) -> None:
    wrong = r"\bNone\b|undefined|\{\{|\{%|(?<!\.)\.\.(?!\.)|,,|; ;|\( ?\)|:\s*\.|\s,|\b(\w{4,}) \1\b"
    runs = [plain(spans) for _, spans in letter(name).document.texts()]
    assert [run for run in runs if re.search(wrong, run)] == []


@pytest.mark.parametrize("name", WRITTEN)
def it_has_articles_and_plurals_right(name: str) -> None:
    text = text_of(letter(name))
    assert re.findall(r"\b1 (?:sessions|units|weeks)\b(?! in consecutive)", text) == []
    assert re.findall(r"\b(?:[02-9]|\d\d+) (?:session|unit|week)\b", text) == []
    assert re.findall(r"\ba (?:8|11|18)\d?-year-old|\ban (?!8|11|18)\d+-year-old", text) == []
    assert re.findall(r"\d %", text) == []


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("2008-10-01", "an 18-year-old"),
        ("2008-09-30", "an 18-year-old"),
        ("1946-01-01", "an 80-year-old"),
        ("1988-11-23", "a 37-year-old"),
    ],
)
def it_chooses_the_article_by_the_age(born: str, said: str) -> None:
    data = record(CLEAN)
    data["patient"]["birth_date"] = born
    assert f"{said} patient" in text_of(write(data))


# -- the two kinds of document -----------------------------------------------------------------------


def it_writes_chart_statements_for_claim_review_and_letters_otherwise() -> None:
    assert set(STATEMENTS) == {
        "03-two-ssris", "05-retreatment", "07-medicare-claim-review", "08-safety-flag", "09-ocd",
    }  # fmt: skip
    assert set(NAMES) == set(STATEMENTS) | set(REQUESTS) | WITHOUT_LETTER
    assert {letter(name).kind for name in REQUESTS} == {
        "authorization_letter", "theta_burst_letter", "adolescent_letter", "continuation_letter", "accelerated_letter",
        "deep_tms_letter", "retreatment_letter", "ocd_letter",
    }  # fmt: skip


@pytest.mark.parametrize("name", STATEMENTS)
def it_requests_nothing_in_a_chart_statement(name: str) -> None:
    text = text_of(letter(name))
    assert "It requests nothing" in text
    rest = our_words(name).replace("It requests nothing", "").lower()
    assert (
        re.findall(r"request|authoriz|reviewer|peer-to-peer|sincerely|dear|please|approve|enclos", rest) == []
    )


@pytest.mark.parametrize("name", REQUESTS)
def it_asks_in_one_sentence_and_gives_a_number_to_call(name: str) -> None:
    text = text_of(letter(name))
    assert "I request authorization of" in text
    assert "standard review" in text
    assert re.search(r"peer-to-peer conversation before a decision \(telephone \d{3}-555-\d{4}\)", text)


def it_marks_an_expedited_request_with_the_clinicians_reason() -> None:
    data = record(CLEAN)
    data["requests"][0] |= {
        "urgency": "expedited",
        "urgency_statement": {"clinician": "c1", "date": "2026-09-28", "text": "Loses a kilogram a week."},
    }
    text = text_of(write(data))
    assert "expedited review" in text
    assert "standard review" not in text
    assert "Loses a kilogram a week." in text


# -- who says "I" ------------------------------------------------------------------------------------

SAID = {
    "examined_in_person": "I examined the patient in person",
    "reviewed_record": "I reviewed the medical record",
    "ordered": "I ordered this treatment",
    "supervises": "I will supervise the treatment",
}


@pytest.mark.parametrize("act", SAID)
def it_says_i_only_from_a_dated_attestation(act: str) -> None:
    data = record(CLEAN)
    assert SAID[act] in text_of(write(data))
    data["attestations"] = [one for one in data["attestations"] if one["act"] != act]
    assert SAID[act] not in text_of(write(data))


@pytest.mark.parametrize("act", SAID)
def but_it_never_says_i_for_another_clinician(act: str) -> None:
    data = record(CLEAN)
    data["clinicians"].append(
        {"id": "c2", "name": "Other Beispiel", "credentials": "MD", "role": "psychiatrist"}
    )
    for one in data["attestations"]:
        if one["act"] == act:
            one["clinician"] = "c2"
    assert SAID[act] not in text_of(write(data))


def it_leaves_out_attestations_of_another_request_or_a_later_day() -> None:
    data = record(CLEAN)
    data["attestations"][0]["date"] = "2026-10-02"
    data["requests"].append({**data["requests"][0], "id": "r9", "state": "decided"})
    data["attestations"][1]["request"] = "r9"
    text = text_of(write(data))
    assert SAID["examined_in_person"] not in text
    assert SAID["reviewed_record"] not in text


# -- treatment ---------------------------------------------------------------------------------------


def _table(data: dict[str, Any], first: str) -> list[list[str]]:
    for block in write(data).document.blocks:
        if isinstance(block, Table) and plain(block.columns[0].header) == first:
            return [[plain(cell) for cell in row] for row in block.rows]
    raise AssertionError(f"no table {first}")


def it_tables_each_trial_with_dates_dose_weeks_outcome_and_source() -> None:
    assert _table(record(CLEAN), "Medication")[0] == [
        "fluoxetine", "SSRI", "09/08/2025 to 12/29/2025", "60 mg/day", "10",
        "no response (PHQ-9 from 20 to 20); stopped: inadequate response",
    ]  # fmt: skip
    assert "Source of the trials: Pharmacy fill history, pages 1-3." in text_of(letter(CLEAN))


def but_it_gives_each_trial_its_source_where_they_differ() -> None:
    data = record(CLEAN)
    data["sources"].insert(
        0, {"paths": ["/trials/t1"], "document": "Old chart", "page": "7", "kind": "record"}
    )
    table = _table(data, "Medication")
    assert [row[6] for row in table] == ["Old chart, page 7", *["Pharmacy fill history, pages 1-3"] * 2]


def it_shows_side_effects_in_full() -> None:
    text = text_of(letter("04-intolerance-route"))
    assert "stopped: not tolerated (hyponatremia)" in text
    assert (
        "Citalopram: hyponatremia, severe, from October 17, 2025 at 20 mg/day "
        "(action: sodium 124 mmol/L; drug stopped, sodium normal two weeks later), not expected to resolve while the drug is taken."
    ) in text


def it_says_which_dose_was_the_maximum_tolerated_one_and_why() -> None:
    said = (
        "Fluoxetine: maximum tolerated dose (restless and sleepless on attempts to go beyond this dose); "
        "adherence 98%."
    )
    assert said in text_of(letter(CLEAN))


def it_never_presents_a_drug_that_was_not_started_as_taken() -> None:
    data = record(CLEAN)
    data["trials"]["items"].append(
        {"id": "t9", "drug": "phenelzine", "role": "antidepressant", "state": "never_started",
         "contraindicated": "yes", "contraindication": "pheochromocytoma."}
    )  # fmt: skip
    row = _table(data, "Medication")[3]
    assert row[2] == "never started"
    assert "contraindicated: pheochromocytoma" in row[5]
    assert "Phenelzine was never started (contraindicated: pheochromocytoma)." in text_of(write(data))


def it_keeps_other_uses_out_of_the_trials() -> None:
    text = text_of(letter("03-two-ssris"))
    assert "trazodone" not in " ".join(row[0] for row in _table(record("03-two-ssris"), "Medication"))
    assert re.search(r"Given for other purposes: trazodone, 50 mg/day, for \w+", text)


def it_marks_a_drug_whose_use_is_not_recorded() -> None:
    data = record(CLEAN)
    data["trials"]["items"][0]["role"] = "unknown"
    assert _table(data, "Medication")[0][0] == "fluoxetine (use not recorded)"


def it_names_the_partner_of_an_augmentation() -> None:
    text = text_of(letter("06-adolescent"))
    assert (
        "Augmentation of mirtazapine with aripiprazole at 5 mg/day for 11 weeks brought no response." in text
    )
    assert "aripiprazole (added to mirtazapine)" in text


@pytest.mark.parametrize("name", WRITTEN)
def it_prints_no_unverified_label_minimum(name: str) -> None:
    text = " ".join(plain(spans) for _, spans in letter(name).document.texts())
    assert not re.search(r"label(?:ed|led)? minimum|minimum dose of \d", text)
    for one in record(name)["trials"].get("items", []):
        row = (
            drug(one["drug"].split()[0])
            if one["drug"] in ("sertraline", "citalopram", "mirtazapine")
            else None
        )
        lowest = row.label_min_mg_day if row else None
        doses = " ".join(
            str(value) for value in (one.get("max_dose"), *(step["dose"] for step in one.get("steps", [])))
        )
        if lowest is not None and f"{lowest.value} mg" not in doses:
            assert f"{one['drug']} {lowest.value} mg" not in text


# -- evidence ----------------------------------------------------------------------------------------


def it_cites_no_adult_trial_for_an_adolescent() -> None:
    text = text_of(letter("06-adolescent"))
    assert "Evidence for this treatment" not in text
    assert not any(name in text for name in ("Croarkin", "O'Reardon", "Blumberger", "Rush AJ", "Leggett"))


@pytest.mark.parametrize("name", WRITTEN)
def it_never_cites_the_negative_adolescent_trial(name: str) -> None:
    assert "Croarkin" not in text_of(letter(name))


@pytest.mark.parametrize("name", WRITTEN)
def it_prints_only_evidence_whose_result_and_citation_were_read(name: str) -> None:
    from authpack.reference.evidence import all_evidence

    printable = {row.id for row in all_evidence() if row.statement}
    cited = {
        path.split("/")[1]
        for one in letter(name).trace["values"]
        for path in one["paths"]
        if path.startswith("reference:evidence/")
    }
    assert cited <= printable


def it_cites_ocd_evidence_for_ocd_alone() -> None:
    text = text_of(letter("09-ocd"))
    assert "STAR*D" not in text
    assert "THREE-D" not in text


# -- minors, look back, enclosures -------------------------------------------------------------------


def it_names_the_guardian_who_consents_for_a_minor() -> None:
    text = text_of(letter("06-adolescent"))
    assert text.count("consented") == 1
    assert "Absalom Testerly, his father, consented on October 8, 2026." in text
    assert "subscriber Absalom Testerly" in text
    assert "the plan's medical director reviews the request (A, 2). I ask for that review." in text
    assert "for the plan's own review" not in text


def it_puts_the_first_courses_result_on_the_first_page_of_a_repeat_course() -> None:
    from tests.functional.letters.support import pages_of

    for name in ("05-retreatment", "13-retreatment-commercial"):
        first = " ".join(pages_of(letter(name))[0].split())
        assert "the PHQ-9 went from 22 to 6 (an improvement of 72.7%)" in first
        assert "held until February 11, 2026, 27 months after the last session" in first
        assert "The relapse began on May 20, 2026." in first


def it_says_as_of_when_a_look_back_states_its_facts() -> None:
    rows = _table(record("05-retreatment"), "Section")
    back = [row for row in rows if row[1].startswith("As of September 11, 2023:")]
    trials = next(row for row in back if "psychopharmacologic agents" in row[1])
    assert "paroxetine 40 mg/day" in trials[2]
    assert "nortriptyline 100 mg/day" in trials[2]
    assert "duloxetine" not in trials[2]
    assert not any("rTMS" in row[1] and "left" in row[1].lower() for row in back)


@pytest.mark.parametrize("sensitivity", ["psychotherapy_notes", "part2", "state_restricted", "unknown"])
def it_never_lists_a_sensitive_enclosure_without_consent(sensitivity: str) -> None:
    data = record(CLEAN)
    data["attachments"][0] |= {"title": "Delicate document", "sensitivity": sensitivity}
    assert "Delicate document" not in text_of(write(data))
    data["attachments"][0]["consent"] = "yes"
    assert ("Delicate document" in text_of(write(data))) == (sensitivity != "unknown")


def it_lists_the_other_enclosures() -> None:
    text = text_of(letter(CLEAN))
    assert (
        "Enclosures: Psychiatric evaluation (September 14, 2026); Pharmacy fill history (September 21, 2026); "
        in text
    )


def it_gives_the_payers_block_its_lines() -> None:
    data = record(CLEAN)
    data["coverage"][0] |= {
        "payer_unit": "Utilization Management",
        "payer_fax": "206-555-0100",
        "network": "out",
    }
    text = text_of(write(data))
    assert "Washington Health Technology Assessment program Utilization Management Fax 206-555-0100" in text
    assert "; out of network" in text


def it_repeats_no_code_and_no_label_in_the_re_block() -> None:
    block = next(one for one in letter(CLEAN).document.blocks if isinstance(one, KeyValues))
    values = [plain(value) for _, value in block.entries]
    assert len(values) == len(set(values))
