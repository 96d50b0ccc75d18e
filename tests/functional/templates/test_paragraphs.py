"""A clinician's own paragraphs: where each stands, in which documents, and that none is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from authpack import api
from authpack.documents.blocks import Heading, Paragraph, SignatureBlock, plain
from authpack.documents.finished import Finished
from authpack.errors import InputError
from tests.functional.letters.support import record, text_of, write

WORDS = "She cares for an aging father."


def paragraph(**more: Any) -> dict[str, Any]:
    return {"clinician": "c1", "date": "2026-09-28", "text": WORDS, **more}


def with_paragraphs(*held: dict[str, Any], kind: str | None = None, **choices: str) -> Finished:
    data = record("01-clean-approval")
    data["paragraphs"] = list(held)
    case = api.load_case(json.dumps(data))
    return api.letter(case, api.check(case), kind=kind, allow_gaps=True, about=choices)


def heading_above(made: Finished, words: str) -> str:
    """The heading under which a paragraph stands; its own end must be the end of that text."""
    above, found = "", ""
    for block in made.document.blocks:
        if isinstance(block, Heading):
            above = plain(block.spans)
        if isinstance(block, Paragraph) and plain(block.spans) == words:
            found = above
    return found


@pytest.mark.parametrize("place", ["Medication trials", "medication TRIALS", "Medication"])
def it_stands_at_the_end_of_the_text_under_its_heading(place: str) -> None:
    made = with_paragraphs(paragraph(place=place))
    assert heading_above(made, WORDS) == "Medication trials"
    blocks = made.document.blocks
    at = next(n for n, one in enumerate(blocks) if isinstance(one, Paragraph) and plain(one.spans) == WORDS)
    assert isinstance(blocks[at + 1], Heading)


def it_stands_where_the_template_prints_paragraphs_when_it_names_no_place() -> None:
    made = with_paragraphs(paragraph())
    assert text_of(made).count(WORDS) == 1


def it_stands_before_the_signature_when_the_document_has_no_such_heading() -> None:
    blocks = with_paragraphs(paragraph(place="A heading of another letter")).document.blocks
    at = next(n for n, one in enumerate(blocks) if isinstance(one, SignatureBlock))
    assert any(isinstance(one, Paragraph) and plain(one.spans) == WORDS for one in blocks[at - 1 : at])


def it_keeps_two_paragraphs_of_one_text_apart() -> None:
    made = with_paragraphs(paragraph(place="Medication trials", text="First words.\n\nFurther words."))
    assert heading_above(made, "First words.") == heading_above(made, "Further words.") == "Medication trials"
    assert {one["paths"][0] for one in made.trace["values"] if "words." in one["text"]} == {
        "/paragraphs/0/text"
    }


def it_stands_only_in_the_kinds_that_it_names() -> None:
    named = paragraph(kinds=["expedited_request"], place="Medication trials")
    assert WORDS not in text_of(with_paragraphs(named))


def it_never_goes_into_a_letter_to_the_patient_unless_it_names_that_letter() -> None:
    data = record("01-clean-approval")
    data["patient"]["address"] = data["practice"]["address"]
    for held, times in (
        (paragraph(), 0),
        (paragraph(place="Your request"), 0),
        (paragraph(kinds=["patient_letter"]), 1),
    ):
        data["paragraphs"] = [held]
        case = api.load_case(json.dumps(data))
        made = api.letter(case, api.check(case), kind="patient_letter")
        assert text_of(made).count(WORDS) == times


def it_refuses_a_kind_that_is_not_because_it_would_never_be_printed() -> None:
    with pytest.raises(
        InputError, match=r"/paragraphs/0/kinds: is no kind of document. Did you mean authorization_letter\?"
    ):
        with_paragraphs(paragraph(kinds=["authorisation_letter"]))


def it_goes_into_a_practices_own_template_without_a_word_in_it(tmp_path: Path) -> None:
    data = record("01-clean-approval")
    data["paragraphs"] = [paragraph(place="Ordering", kinds=["authorization_letter"])]
    (tmp_path / "letters").mkdir()
    shipped = Path(__file__).parents[3] / "templates/letters/authorization.md.j2"
    own = (
        shipped.read_text()
        + "{% block provider %}\n## Ordering clinician\n\n{{ orderer.name }}\n{% endblock %}\n"
    )
    (tmp_path / "letters/authorization.md.j2").write_text(own)
    made = write(data, templates=(tmp_path,))
    assert heading_above(made, WORDS) == "Ordering clinician"


def it_reads_the_old_form_without_place_and_kinds() -> None:
    case = api.load_case(json.dumps({**record("01-clean-approval"), "paragraphs": [paragraph()]}))
    assert (case.paragraphs[0].place, case.paragraphs[0].kinds) == (None, ())
