"""A signature image stands only under the words that the clinician signed (SEMANTICS 8)."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from authpack import api
from authpack.cli import main as cli
from authpack.documents.blocks import Document, Heading, Paragraph, SignatureBlock, Span
from authpack.documents.finished import Finished
from authpack.documents.signing import document_hash
from authpack.errors import DocumentRefused, InputError
from tests.functional.documents.samples import docx_part, pdf_pages, say
from tests.functional.documents.test_figures import structure
from tests.functional.documents.test_style_file import SQUARE, folder_with
from tests.functional.letters.support import record

NPI = "2000002495"
DAY = datetime.date(2026, 10, 2)
SIGNATURES = f'signatures:\n  - {{npi: "{NPI}", file: sig.svg}}\n'


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder_with(tmp_path, SIGNATURES, sig_svg=SQUARE)
    return tmp_path


def letter(data: dict[str, Any], templates: Path, signing: Any = None, **choices: Any) -> Finished:
    case = api.load_case(json.dumps(data))
    return api.letter(case, api.check(case), templates=(templates,), signing=signing, **choices)


def signing_of(made: Finished, data: dict[str, Any], folder: Path, clinician: str = "c1") -> Any:
    trace = folder / "letter.trace.json"
    trace.write_bytes(made.files()[f"{made.stem}.trace.json"])
    return api.sign_letter(trace, api.load_case(json.dumps(data)), clinician=clinician, date=DAY)


def images(made: Finished) -> list[str]:
    return [
        node["/Alt"]
        for node in structure(made.pdf)
        if node.get("/S") == "/Figure" and node["/Alt"] == "Signature"
    ]


class DescribeASignedLetter:
    def it_shows_image_and_date_in_both_formats(self, templates: Path) -> None:
        data = record("01-clean-approval")
        made = letter(data, templates)
        signed = letter(data, templates, signing_of(made, data, templates))
        assert images(made) == []
        assert images(signed) == ["Signature"]
        assert "October 2, 2026" in "".join(pdf_pages(signed.pdf))
        main = docx_part(signed.docx, "word/document.xml")
        assert 'descr="Signature"' in main
        assert "October 2, 2026" in main

    def it_traces_the_date_to_the_act(self, templates: Path) -> None:
        data = record("01-clean-approval")
        signed = letter(data, templates, signing_of(letter(data, templates), data, templates))
        (row,) = [one for one in signed.trace["values"] if one["paths"] == ["signing:date"]]
        assert (row["kind"], row["text"]) == ("statement", "October 2, 2026")

    def but_it_is_blank_without_that_act(self, templates: Path) -> None:
        assert images(letter(record("01-clean-approval"), templates)) == []

    def but_it_is_refused_when_a_word_has_changed_since(self, templates: Path) -> None:
        data = record("01-clean-approval")
        signing = signing_of(letter(data, templates), data, templates)
        data["trials"]["items"][0]["max_dose"] = "40 mg/day"
        data["trials"]["items"][0]["steps"].pop()
        with pytest.raises(DocumentRefused) as caught:
            letter(data, templates, signing)
        assert "its words have changed since" in str(caught.value) or "not met" in str(caught.value)

    def but_it_is_refused_on_another_day(self, templates: Path) -> None:
        data = record("01-clean-approval")
        signing = signing_of(letter(data, templates), data, templates)
        with pytest.raises(DocumentRefused, match="its words have changed since"):
            letter(data, templates, signing, date=datetime.date(2026, 10, 3))

    def but_it_is_refused_when_the_style_names_no_image(self, templates: Path) -> None:
        data = record("01-clean-approval")
        signing = signing_of(letter(data, templates), data, templates)
        folder_with(templates)
        other = templates / "other"
        folder_with(other)
        with pytest.raises(DocumentRefused, match="no signature image for the NPI"):
            letter(data, other, signing)

    def but_it_is_refused_for_someone_who_is_not_named_under_the_letter(self, templates: Path) -> None:
        data = record("01-clean-approval")
        data["clinicians"].append(
            {"id": "c9", "name": "Somebody Invento", "role": "psychiatrist", "npi": NPI}
        )
        signing = signing_of(letter(data, templates), data, templates, clinician="c9")
        with pytest.raises(DocumentRefused, match="no signature block with the name"):
            letter(data, templates, signing)


class DescribeTheAct:
    def it_is_refused_for_a_draft(self, templates: Path) -> None:
        data = record("03-two-ssris")
        made = letter(data, templates, allow_gaps=True)
        assert made.draft
        with pytest.raises(DocumentRefused, match="draft"):
            signing_of(made, data, templates)

    def it_is_refused_for_the_trace_of_another_case(self, templates: Path) -> None:
        made = letter(record("01-clean-approval"), templates)
        with pytest.raises(InputError, match="does not belong"):
            signing_of(made, record("06-adolescent"), templates)

    @pytest.mark.parametrize("clinician", ["c77", "Aurelio"])
    def it_is_refused_for_a_clinician_whom_the_case_does_not_hold(
        self, templates: Path, clinician: str
    ) -> None:
        data = record("01-clean-approval")
        with pytest.raises(InputError, match="no clinician of that id"):
            signing_of(letter(data, templates), data, templates, clinician=clinician)

    def it_is_a_file_that_the_command_writes_and_reads(
        self, templates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        example = Path(__file__).parents[3] / "examples" / "01-clean-approval.yaml"
        out = tmp_path / "out"
        shared = [str(example), "-o", str(out), "--templates", str(templates), "--force"]
        assert cli.main(["letter", *shared]) == 0
        (trace,) = out.glob("*.trace.json")
        assert (
            cli.main(
                [
                    "letter",
                    "sign",
                    str(trace),
                    "--case",
                    str(example),
                    "--clinician",
                    "c1",
                    "--date",
                    "2026-10-02",
                ]
            )
            == 0
        )
        (signing,) = out.glob("*.signing.json")
        assert cli.main(["letter", *shared, "--signing", str(signing)]) == 0
        (pdf,) = out.glob("*.pdf")
        assert "October 2, 2026" in "".join(pdf_pages(pdf.read_bytes()))
        signing.write_text(re.sub(r'"sha256": "[0-9a-f]{8}', '"sha256": "00000000', signing.read_text()))
        assert cli.main(["letter", *shared, "--signing", str(signing)]) == 5
        signing.write_text("{}")
        assert cli.main(["letter", *shared, "--signing", str(signing)]) == 7
        capsys.readouterr()


class DescribeTheHash:
    BASE = Document(
        "T",
        (
            Heading(1, say("Request")),
            Paragraph((Span("60 mg", trace="t1"),)),
            SignatureBlock((say("A. B."),)),
        ),
    )

    def it_is_of_the_words_not_of_the_names_of_traces(self) -> None:
        renamed = Document(
            "T",
            (
                Heading(1, say("Request")),
                Paragraph((Span("60 mg", trace="t9"),)),
                SignatureBlock((say("A. B."),)),
            ),
        )
        assert document_hash(renamed) == document_hash(self.BASE)

    @pytest.mark.parametrize(
        "block",
        [
            Paragraph((Span("40 mg", trace="t1"),)),
            Paragraph((Span("60 mg", bold=True),)),
            Heading(2, (Span("60 mg"),)),
        ],
    )
    def but_it_changes_with_every_word_and_its_place(self, block: Any) -> None:
        other = Document("T", (self.BASE.blocks[0], block, self.BASE.blocks[2]))
        assert document_hash(other) != document_hash(self.BASE)
        turned = Document("T", (self.BASE.blocks[1], self.BASE.blocks[0], self.BASE.blocks[2]))
        assert document_hash(turned) != document_hash(self.BASE)


class DescribeASignedAppeal:
    def it_shows_the_image_of_the_clinician_who_signed_this_very_appeal(self, tmp_path: Path) -> None:
        from tests.functional.appeals import support as appeals

        data = appeals.record()
        npi = next(one["npi"] for one in data["clinicians"] if one["id"] == "c1")
        folder_with(tmp_path, f'signatures:\n  - {{npi: "{npi}", file: sig.svg}}\n', sig_svg=SQUARE)
        made = appeals.write(data, templates=(tmp_path,))
        assert images(made) == []
        signing = signing_of(made, data, tmp_path)
        signed = appeals.write(data, templates=(tmp_path,), signing=signing)
        assert images(signed) == ["Signature"]
        assert "October 2, 2026" in "".join(pdf_pages(signed.pdf))
        appeals.reason(data, "w1")["quote"] = "Other words than those that were signed."
        with pytest.raises(DocumentRefused):
            appeals.write(data, templates=(tmp_path,), signing=signing)
