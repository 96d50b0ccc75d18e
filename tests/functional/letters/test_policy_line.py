"""The encoding of the criteria is for the practice: it stands in the trace file, and no payer reads it."""

from __future__ import annotations

from pathlib import Path

from authpack import api
from authpack.documents.finished import Finished

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "01-clean-approval.yaml"


def text_of(letter: Finished) -> str:
    return " ".join("".join(span.text for span in spans) for _, spans in letter.document.texts())


def it_keeps_encoding_and_hash_of_the_revision_in_the_trace_alone() -> None:
    case = api.load_case(EXAMPLE)
    result = api.check(case)
    letter = api.letter(case, result)
    assert result.policy.sha256 in f"{letter.trace}"
    assert result.policy.sha256[:12] not in text_of(letter)
    assert "encoding" not in text_of(letter)
