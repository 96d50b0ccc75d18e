"""When a letter is not written: one complete list, and nothing adverse left out."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from authpack import api
from authpack.errors import AuthpackError, DocumentRefused
from tests.functional.letters.support import ROOT, record, text_of, write

Data = dict[str, Any]
CLEAN = "01-clean-approval"
FLAGGED = "08-safety-flag"


def _without(*path: str | int) -> Callable[[Data], None]:
    def edit(data: Data) -> None:
        here: Any = data
        for part in path[:-1]:
            here = here[part]
        del here[path[-1]]

    return edit


REQUIRED: dict[str, Callable[[Data], None]] = {
    "/practice/phone": _without("practice", "phone"),
    "/practice/address": _without("practice", "address"),
    "/coverage/cov1/member_id": _without("coverage", 0, "member_id"),
    "/clinicians/c1/npi": _without("clinicians", 0, "npi"),
    "/clinicians/c1/credentials": _without("clinicians", 0, "credentials"),
    "/requests/r1/codes": _without("requests", 0, "codes"),
    "/requests/r1/device": _without("requests", 0, "device"),
    "/requests/r1/protocol": _without("requests", 0, "protocol"),
    "/requests/r1/target": _without("requests", 0, "target"),
    "/requests/r1/schedule/acute_sessions": _without("requests", 0, "schedule", "acute_sessions"),
    "/requests/r1/schedule/sessions_per_week": _without("requests", 0, "schedule", "sessions_per_week"),
}


def _refusal(data: Data, *, allow_gaps: bool = True) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        write(data, allow_gaps=allow_gaps)
    return caught.value


@pytest.mark.parametrize("path", REQUIRED)
def it_refuses_a_letter_without_a_required_fact(path: str) -> None:
    data = record(CLEAN)
    REQUIRED[path](data)
    assert [fault.where for fault in _refusal(data).faults] == [path]


def it_names_all_missing_facts_in_one_list() -> None:
    data = record(CLEAN)
    for edit in REQUIRED.values():
        edit(data)
    error = _refusal(data)
    assert {fault.where for fault in error.faults} == set(REQUIRED)
    assert error.exit_code == 5


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        (_without("practice"), "/practice"),
        (_without("requests", 0, "ordered_by"), "/requests/r1/ordered_by"),
        (_without("diagnoses"), "/diagnoses"),
    ],
)
def it_refuses_without_practice_orderer_or_diagnosis(edit: Callable[[Data], None], path: str) -> None:
    data = record(CLEAN)
    edit(data)
    assert path in {fault.where for fault in _refusal(data).faults}


def it_names_missing_facts_and_open_criteria_together() -> None:
    data = record("04-intolerance-route")
    del data["practice"]["phone"]
    found = {fault.where for fault in _refusal(data, allow_gaps=False).faults}
    assert {"/practice/phone", "initial.therapy.adequate"} <= found


@pytest.mark.parametrize("name", ["03-two-ssris", "04-intolerance-route", "08-safety-flag"])
def it_refuses_open_criteria_unless_gaps_are_allowed(name: str) -> None:
    assert _refusal(record(name), allow_gaps=False).faults
    assert write(record(name), allow_gaps=True).draft


def but_it_writes_a_complete_record_without_being_asked_for_gaps() -> None:
    made = write(record(CLEAN), allow_gaps=False)
    assert not made.draft
    assert made.beside.get("gaps.md") is None


def it_refuses_a_benefit_that_the_policy_excludes() -> None:
    case = api.load_case(json.dumps(record(CLEAN)))
    found = api.check(case)
    head = found.policy.head.model_copy(update={"review_mode": "excluded"})
    with pytest.raises(DocumentRefused, match="excluded"):
        api.letter(case, found._replace(policy=found.policy._replace(head=head)))


# -- nothing adverse is left out -------------------------------------------------------------------


def _templates_without(folder: Path, *calls: str) -> Path:
    """The shipped templates in a practice's own folder, some sections removed."""
    shutil.copytree(ROOT / "templates" / "letters", folder / "letters")
    shutil.copytree(ROOT / "templates" / "partials", folder / "partials")
    for path in (folder / "letters" / "chart_statement.md.j2", folder / "partials" / "request.md.j2"):
        text = path.read_text(encoding="utf-8")
        for call in calls:
            text, found = re.subn(rf"\{{\{{ part\.{call}\(.*?\) \}}\}}", "", text)
            assert found == 1
        path.write_text(text, encoding="utf-8")
    return folder


SAFETY = "safety_section"
CROSSWALK = "crosswalk_section"
FIRST_PAGE = "why"


def it_refuses_a_template_that_hides_present_safety_items(tmp_path: Path) -> None:
    folder = _templates_without(tmp_path, SAFETY, CROSSWALK, FIRST_PAGE)
    with pytest.raises(DocumentRefused) as caught:
        write(record(FLAGGED), templates=(folder,))
    places = {fault.where for fault in caught.value.faults}
    assert {"/screen/increased_seizure_risk", "/screen/seizure_threshold_medicines"} <= places
    assert any(place.startswith("/screen/implants/") for place in places)


def it_refuses_the_hiding_of_a_present_item_that_no_criterion_reads(tmp_path: Path) -> None:
    data = record(CLEAN)
    data["screen"]["mania"] = {"status": "present", "date": "2026-09-28", "detail": "Hypomanic days in June."}
    folder = _templates_without(tmp_path, SAFETY, FIRST_PAGE)
    with pytest.raises(DocumentRefused) as caught:
        write(data, templates=(folder,))
    assert [fault.where for fault in caught.value.faults] == ["/screen/mania"]
    assert "Hypomanic" not in str(caught.value)
    assert "Mania (September 28, 2026): Hypomanic days in June." in text_of(write(data))


def but_it_accepts_such_a_template_where_nothing_is_present(tmp_path: Path) -> None:
    assert write(record(CLEAN), templates=(_templates_without(tmp_path, SAFETY, FIRST_PAGE),)).docx


def it_prints_every_detail_of_a_present_item() -> None:
    data = record(CLEAN)
    data["screen"]["substance_use"] = {
        "status": "present", "date": "2026-09-01", "substances": ["alcohol", "cannabis"],
        "last_use": "2026-08-15", "disorder": "yes",
    }  # fmt: skip
    data["screen"]["seizures"]["items"] = [
        {
            "id": "z1",
            "date": "2001-05",
            "cause": "withdrawal",
            "treated": "no",
            "recurred": "no",
            "detail": "One seizure.",
        }
    ]
    data["screen"]["implants"]["items"] = [
        {
            "id": "i1",
            "item": "cochlear implant",
            "kind": "device",
            "location": "left",
            "distance_cm": "6",
            "removable": "no",
        }
    ]
    text = text_of(write(data))
    for said in (
        "Substance use (September 1, 2026): alcohol, cannabis; last use August 15, 2026; substance use dis",
        "Seizure in withdrawal (May 2001): not treated afterwards; did not recur; one seizure.",
        "Cochlear implant: location: left; 6 cm from the coil; not removable.",
    ):
        assert said in text
    assert "history of seizures" not in text


def it_prints_who_weighed_a_risk_and_with_which_conclusion() -> None:
    data = record(FLAGGED)
    assert "Hildegard Gedacht, August 10, 2026, to proceed: Dose unchanged" in text_of(write(data))
    data["risk_benefit"][0]["conclusion"] = "do_not_proceed"
    assert "Hildegard Gedacht, August 10, 2026, not to proceed: Dose unchanged" in text_of(write(data))


def it_gives_an_item_assessed_on_another_day_its_own_date() -> None:
    data = record(CLEAN)
    data["screen"]["mania"]["date"] = "2024-03-02"
    assert "mania (March 2, 2024)" in text_of(write(data))


def it_prints_conflicting_diagnoses_and_specifiers() -> None:
    data = record(CLEAN)
    data["diagnoses"]["items"][0]["psychotic_features"] = "yes"
    data["diagnoses"]["items"].append({"id": "d2", "code": "F33.1", "date": "2026-09-01", "confirmed": "yes"})
    text = text_of(write(data))
    assert "with psychotic features" in text
    assert "F33.1" in text


def it_prints_every_score_of_the_episode() -> None:
    data = record(CLEAN)
    data["scores"]["items"].append(
        {
            "id": "s11",
            "instrument": "PHQ-9",
            "total": "4",
            "date": "2026-09-29",
            "episode": "e2",
            "rater": "self",
        }
    )
    text = text_of(write(data))
    assert "22 (09/28/2026), 4 (09/29/2026)" in text.replace("\u00a0", " ")
    assert "On September 29, 2026, the PHQ-9 total was 4 of 27." in text


def it_refuses_to_hide_a_score_that_contradicts_the_severity(tmp_path: Path) -> None:
    # A PHQ-9 of 4 beside "severe": the scale criterion of BCBS Massachusetts finds the disagreement.
    data = record("04-intolerance-route")
    rows = data["scores"]["items"]
    rows[:] = [{"id": "s9", "instrument": "PHQ-9", "total": "4", "date": "2026-05-12", "episode": "e2"}]
    folder = _templates_without(tmp_path, CROSSWALK, FIRST_PAGE)
    partial = folder / "partials" / "letter.md.j2"
    text = partial.read_text(encoding="utf-8")
    partial.write_text(text.replace("{% for row in scores %}", "{% for row in [] %}"), encoding="utf-8")
    frame = folder / "partials" / "request.md.j2"
    text = frame.read_text(encoding="utf-8")
    frame.write_text(text.replace("{{ figures.timeline(charts) }}", ""), encoding="utf-8")
    with pytest.raises(DocumentRefused) as caught:
        write(data, templates=(folder,))
    assert "/scores/s9" in {fault.where for fault in caught.value.faults}


# -- the patient's words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "{{ 7*7 }}", "{% raw %}", "#panic(1)", "*bold* | a_b_c <b>x</b> & \\ $x^2$", "[a](http://b)",
        "1. one", "- item", "# heading", "::: keys", "`code`",
    ],
)  # fmt: skip
def it_prints_template_and_markup_characters_as_they_stand(said: str) -> None:
    data = record(CLEAN)
    data["symptoms"][0]["text"] = said
    data["practice"]["name"] = said
    text = text_of(write(data))
    assert f'September 14, 2026: "{said}"' in text
    assert "49" not in text.split("September 14, 2026:")[1][:20]


def it_folds_line_ends_inside_a_clinicians_words() -> None:
    data = record(CLEAN)
    data["symptoms"][0]["text"] = "First line.\n\n# Second | line"
    assert "First line. # Second | line" in text_of(write(data))


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\ue000", "\u0007"])
def it_refuses_hidden_characters_when_the_record_is_loaded(hidden: str) -> None:
    data = record(CLEAN)
    data["patient"]["family_name"] = f"Fic{hidden}torian"
    with pytest.raises(AuthpackError) as caught:
        write(data)
    assert caught.value.exit_code == 2
    assert "torian" not in str(caught.value)


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Ánh Tuyết", "Łukasz", "Núñez", "Ødegård", "D'Angelo-Smythe", "Šťastný"]
)
def it_prints_names_with_diacritics_in_both_files(name: str) -> None:
    from tests.functional.letters.support import pages_of

    data = record(CLEAN)
    data["patient"]["family_name"] = name
    made = write(data)
    assert name in text_of(made)
    assert f"Odalys {name}" in " ".join(pages_of(made)[0].split())


def it_refuses_a_script_without_a_font_and_names_the_font() -> None:
    data = record(CLEAN)
    data["patient"]["family_name"] = "王小明"
    error = _refusal(data)
    assert "Noto" in str(error)
    assert "王" not in str(error)
