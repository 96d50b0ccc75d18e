"""``authpack letter verify`` of an appeal: the edited DOCX against its trace, and against the present record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from authpack import api
from tests.functional.appeals.support import CLAIM, DENIED, HISTORY, case_of, record, write

KINDS = [
    (DENIED, "n1", "level_1"),
    (HISTORY, "n2", "level_2"),
    (HISTORY, "n2", "external"),
    (CLAIM, "n1", "dispute"),
]


def laid_out(folder: Path, name: str, denial: str, level: str) -> tuple[Path, Path]:
    made = write(record(name), denial, level=level, allow_gaps=True)
    edited, trace = folder / "appeal.docx", folder / "appeal.trace.json"
    edited.write_bytes(made.docx)
    trace.write_text(json.dumps(made.trace), encoding="utf-8")
    return edited, trace


@pytest.mark.parametrize(("name", "denial", "level"), KINDS)
class DescribeEveryKind:
    def it_finds_nothing_in_an_appeal_that_nobody_touched(
        self, tmp_path: Path, name: str, denial: str, level: str
    ) -> None:
        found = api.verify_letter(*laid_out(tmp_path, name, denial, level), case=case_of(record(name)))
        assert found.report.checked > 10
        assert found.clean, (found.report.differences, found.stale)

    def but_it_says_what_the_record_says_otherwise_now(
        self, tmp_path: Path, name: str, denial: str, level: str
    ) -> None:
        files, data = laid_out(tmp_path, name, denial, level), record(name)
        next(one for one in data["denials"] if one["id"] == denial)["reference"] = "INVENTED-OTHER-99"
        found = api.verify_letter(*files, case=case_of(data))
        assert any("INVENTED-OTHER-99" in one.expected for one in found.stale or ())


def it_finds_a_number_that_was_changed_by_hand(tmp_path: Path) -> None:
    edited, trace = laid_out(tmp_path, *KINDS[0])
    document = Document(str(edited))
    [paragraph] = [one for one in document.paragraphs if one.text.startswith("citalopram 20 mg/day")]
    for run in paragraph.runs:
        run.text = run.text.replace("20 mg", "40 mg")
    document.save(str(edited))
    found = api.verify_letter(edited, trace, case=case_of(record()))
    assert any("40" in one.found for one in found.report.differences)
