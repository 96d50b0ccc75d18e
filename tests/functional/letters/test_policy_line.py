"""The letter names the very encoding of the criteria it was written under, and says when that is the practice's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from authpack import api
from authpack.documents.finished import Finished

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "01-clean-approval.yaml"


def text_of(letter: Finished) -> str:
    return " ".join("".join(span.text for span in spans) for _, spans in letter.document.texts())


def it_prints_encoding_and_hash_of_the_revision() -> None:
    case = api.load_case(EXAMPLE)
    result = api.check(case)
    said = text_of(api.letter(case, result))
    assert f"encoding {result.policy.head.encoding}, {result.policy.sha256[:12]}" in said
    assert "the practice's own copy" not in said


def it_says_that_the_criteria_are_the_practices_own_copy() -> None:
    case = api.load_case(EXAMPLE)
    result = api.check(case)
    own = replace(result, policy=replace(result.policy, local=True))
    assert "the practice's own copy" in text_of(api.letter(case, own))
