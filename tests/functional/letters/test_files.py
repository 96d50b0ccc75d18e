"""The two files of a letter say the same, are the same each time, and carry DRAFT on every page or none."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from authpack import api
from authpack.documents.blocks import Figure
from authpack.documents.letter_rules import open_findings
from tests.builders import fixed, policy
from tests.functional.documents.samples import body_words, docx_words
from tests.functional.letters.support import (
    EXAMPLES,
    ROOT,
    WRITTEN,
    extra_characters,
    letter,
    pages_of,
    record,
    text_of,
    write,
)

DRAFTS = {
    "03-two-ssris", "04-intolerance-route", "05-retreatment",
    "06-adolescent", "07-medicare-claim-review", "08-safety-flag", "12-network-exception", "14-ocd-deep-tms",
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def it_has_the_same_words_in_docx_and_pdf(name: str) -> None:
    made = letter(name)
    assert docx_words(made.docx) == body_words(made.document)
    assert extra_characters(made) == {}


@pytest.mark.parametrize("name", WRITTEN)
def it_marks_every_page_as_draft_or_none(name: str) -> None:
    made = letter(name)
    marked = ["DRAFT - NOT FOR SUBMISSION" in page for page in pages_of(made)]
    assert made.draft == (name in DRAFTS)
    assert set(marked) == {made.draft}
    with zipfile.ZipFile(io.BytesIO(made.docx)) as archive:
        heads = [archive.read(one).decode() for one in archive.namelist() if one.startswith("word/header")]
    assert heads
    assert {"DRAFT" in head for head in heads} == {made.draft}


UNREAD = {"10-continuation", "11-accelerated-theta-burst", "13-retreatment-commercial"}
"""No draft, but part of the payer's criteria was not read: the memo says so."""


@pytest.mark.parametrize("name", WRITTEN)
def it_keeps_the_gap_memo_apart(name: str) -> None:
    made = letter(name)
    if made.draft or name in UNREAD:
        assert "gaps.md" in made.beside
    assert "Gap memo" not in text_of(made)
    for line in (made.beside.get("gaps.md") or "").splitlines():
        if line.startswith("  - Ask: "):
            assert line.removeprefix("  - Ask: ") not in text_of(made)


_HASH = """
import hashlib, sys
from pathlib import Path
from typing import Any
from authpack import api
case = api.load_case(Path(sys.argv[1]))
for name, data in sorted(api.letter(case, api.check(case), allow_gaps=True).files().items()):
    print(name, hashlib.sha256(data).hexdigest())
"""


@pytest.mark.parametrize("name", ["05-retreatment"])
def it_is_the_same_to_the_byte_in_any_process(name: str, tmp_path: Path) -> None:
    path = next(one for one in EXAMPLES if one.stem == name)
    outputs = set()
    for seed, zone, folder in (("1", "UTC", ROOT), ("2", "Asia/Tokyo", tmp_path)):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", _HASH, str(path)],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    expected = {f"{one} {hashlib.sha256(data).hexdigest()}" for one, data in letter(name).files().items()}
    assert set(outputs.pop().splitlines()) == expected


@pytest.mark.parametrize("name", WRITTEN)
def it_names_files_without_patient_data(name: str) -> None:
    data, files = record(name), letter(name).files()
    patient = data["patient"]
    for said in (
        patient["given_name"],
        patient["family_name"],
        patient["birth_date"],
        data["coverage"][0]["member_id"],
    ):
        assert not any(said.casefold() in one.casefold() for one in files)
    suffixes = {".docx", ".pdf", ".trace.json"} | ({".gaps.md"} if letter(name).beside else set())
    assert {one.removeprefix(letter(name).stem) for one in files} == suffixes


def it_keeps_patient_data_out_of_the_files_properties() -> None:
    made = letter("01-clean-approval")
    with zipfile.ZipFile(io.BytesIO(made.docx)) as archive:
        properties = archive.read("docProps/core.xml").decode()
    assert "Fictorian" not in properties
    assert "Fictorian" not in dict(made.document.metadata).values()
    assert "Fictorian" not in made.document.title


def it_says_that_an_invented_case_is_invented() -> None:
    said = "This is an example. The patient, the clinicians, and the practice are invented."
    assert said in text_of(letter("01-clean-approval"))
    data = record("01-clean-approval")
    data["invented"] = "no"
    assert said not in text_of(write(data))


@pytest.mark.parametrize("name", WRITTEN)
def it_leaves_the_signature_to_the_clinician(name: str) -> None:
    made = letter(name)
    text = text_of(made)
    assert "Signature" in text
    assert not any(word in text.lower() for word in ("electronically signed", "signed by", "/s/"))
    with zipfile.ZipFile(io.BytesIO(made.docx)) as archive:
        pictures = [one for one in archive.namelist() if one.startswith("word/media")]
    charts = [one for one in made.document.blocks if isinstance(one, Figure)]
    assert len(pictures) == 2 * len(charts)  # each chart as SVG and as PNG, and no picture of a signature


@pytest.mark.parametrize("name", WRITTEN)
def it_has_the_request_on_the_first_page(name: str) -> None:
    first, data = " ".join(pages_of(letter(name))[0].split()), record(name)
    request = next(one for one in data["requests"] if one.get("state", "open") == "open")
    assert data["patient"]["family_name"] in first
    assert data["coverage"][0]["member_id"] in first
    assert all(line["code"] in first for line in request["codes"])
    # A draft does not claim what its own open criteria leave in doubt.
    assert ("medically necessary for" in first) == (not letter(name).draft)


# -- the payer's own acts (decision 0004) --------------------------------------------------------------


def _judged(name: str) -> dict[str, Any]:
    """The example with a clinician's judgment for every answer that awaits one."""
    data = record(name)
    found = api.check(api.load_case(json.dumps(data)))
    data["judgements"] = [
        {
            "id": f"j{place}", "policy": found.policy.id, "revision": found.policy.sha256,
            "criterion": one.id, "conclusion": "met", "rationale": "As guidelines ask.", "clinician": "c1",
            "date": data["requests"][-1]["date"], **({"subject": one.subject} if one.subject else {}),
        }
        for place, one in enumerate(open_findings(found))
        if one.status == "needs_review"
    ]  # fmt: skip
    return data


def it_is_no_draft_once_every_judgment_is_recorded() -> None:
    made = write(_judged("06-adolescent"), allow_gaps=False)
    assert not made.draft
    assert "Open criteria" not in made.beside.get("gaps.md", "")
    assert not any("DRAFT" in page for page in pages_of(made))
    assert "in the judgment of" in text_of(made)


def but_it_stays_a_draft_while_two_readings_of_the_text_differ() -> None:
    made = write(_judged("04-intolerance-route"))
    assert made.draft
    assert "initial.method.modality" in (made.beside.get("gaps.md") or "")


def it_prints_the_whole_crosswalk_beside_the_payers_own_review() -> None:
    text = text_of(write(_judged("06-adolescent"), allow_gaps=False))
    assert "I ask for that review." in text
    assert "escitalopram 20 mg/day (maximum tolerated dose, 12 weeks at that dose, no response)" in text


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("external", "judged by the plan's licensed criteria"),
        ("text_not_seen", "please send the full text of the criteria that apply to this request."),
    ],
)
def it_says_what_the_payer_alone_holds_and_is_no_draft(status: str, said: str) -> None:
    case = api.load_case(json.dumps(record("01-clean-approval")))
    found = api.check(case, policy=policy(fixed(status)))
    made = api.letter(case, found)
    assert not made.draft
    assert said in text_of(made)
