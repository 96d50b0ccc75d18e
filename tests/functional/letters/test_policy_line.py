"""The line that names the criteria: from when they are in force. Their encoding is for the practice, in the trace file alone."""

from __future__ import annotations

from pathlib import Path

from authpack import api
from authpack.documents.finished import Finished

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
EXAMPLE = EXAMPLES / "01-clean-approval.yaml"
UNDATED, DENIED = EXAMPLES / "18-packet.yaml", EXAMPLES / "16-denied.yaml"
NAME = "Blue Cross Blue Shield of Massachusetts, 297, Transcranial Magnetic Stimulation"


def text_of(letter: Finished) -> str:
    return " ".join("".join(span.text for span in spans) for _, spans in letter.document.texts())


def it_keeps_encoding_and_hash_of_the_revision_in_the_trace_alone() -> None:
    case = api.load_case(EXAMPLE)
    result = api.check(case)
    letter = api.letter(case, result)
    assert result.policy.sha256 in f"{letter.trace}"
    assert result.policy.sha256[:12] not in text_of(letter)
    assert "encoding" not in text_of(letter)


def it_says_from_when_the_criteria_are_in_force() -> None:
    case = api.load_case(EXAMPLE)
    text = text_of(api.letter(case, api.check(case)))
    assert ", effective " in text
    assert "assumed in force" not in text


def it_says_that_criteria_of_an_unknown_date_are_assumed_in_force() -> None:
    case = api.load_case(UNDATED)
    made = api.letter(case, api.check(case))
    assert f"{NAME}, assumed in force" in text_of(made)
    assert "Ask the payer for the text in force" in made.beside["gaps.md"]


def it_does_so_in_an_appeal() -> None:
    text = text_of(api.appeal(api.load_case(DENIED), "n1"))
    assert f"{NAME}, assumed in force" in text
    assert (
        "the criteria answered here are those of that day: 297, Transcranial Magnetic Stimulation, assumed in force."
        in text
    )
