"""What ``authpack notes`` says of a log that is not right: which row, which column, what was found, what to do."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from authpack.errors import InputError
from authpack.intake.session_csv import read_csv
from authpack.intake.session_log import read_log, read_yaml
from authpack.textio import load_yaml
from tests.functional.cli.runner import run
from tests.functional.notes.support import CASE, LOG, LOG_YAML, changed
from tests.functional.notes.test_batch import Rows, bare, log, notes, rows

Capture = pytest.CaptureFixture[str]


def with_row(place: int, **cells: str) -> Rows:
    """The example log with cells of one row changed; a double underscore stands for the dot of a column."""
    data = rows()
    for name, value in cells.items():
        data[place][name.replace("__", ".")] = value
    return data


def said(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


class DescribeARefusal:
    def it_names_line_and_column_the_numbers_and_what_to_do(self, capsys: Capture, tmp_path: Path) -> None:
        done = notes(capsys, tmp_path, with_row(4, blocks__1__output_percent="62"))
        assert done.code == 5
        text = said(done.out)
        assert re.search(
            r"s05, log\.csv:6, column A[A-Z] \(blocks\.1\.output_percent\): 57\.6 computed, 62 recorded", text
        )
        assert "mend what is wrong" in text

    def it_says_that_a_column_is_missing_once(self, capsys: Capture, tmp_path: Path) -> None:
        data = [{name: cell for name, cell in row.items() if name != "operator.name"} for row in rows()]
        text = said(notes(capsys, tmp_path, data).out)
        assert text.count("the operator is not recorded") == 1
        assert "log.csv:2; there is no column operator.name" in text
        assert "and for s04, s05" in text

    def it_repeats_no_name_date_or_words_of_the_patient(self, capsys: Capture, tmp_path: Path) -> None:
        data = with_row(
            4,
            mood_text="Perpetua Notareal wept",
            date="2026-11-30",
            written="2026-11-30",
            operator__name="Perpetua",
        )
        done = notes(capsys, tmp_path, data)
        assert not re.search(
            "Perpetua|Notareal|wept|2026-11-30", done.out.replace(str(tmp_path), "") + done.err
        )

    def it_counts_in_english(self, capsys: Capture, tmp_path: Path) -> None:
        words = (
            "notes",
            "check",
            bare(tmp_path),
            "--log",
            log(tmp_path, with_row(4, blocks__1__pulses="2999")),
        )
        assert "36 sessions, 7 papers; 1 refusal, 0 warnings; 43 notes not signed" in said(
            run(capsys, *words).out
        )

    def it_lists_the_papers_that_are_not_signed(self, capsys: Capture) -> None:
        done = run(capsys, "notes", "check", CASE)
        assert "PAPERS not signed by everyone consents/k1, plans/o1, reviews/v1" in said(done.out)

    def it_gives_place_and_advice_in_json(self, capsys: Capture, tmp_path: Path) -> None:
        file = log(tmp_path, with_row(4, blocks__1__pulses="2999"))
        done = run(capsys, "notes", "check", bare(tmp_path), "--log", file, "--format", "json")
        (problem,) = json.loads(done.out)["refusals"]
        assert problem["where"].startswith("log.csv:6, column")
        assert problem["do"]

    def it_tells_what_the_course_lacks(self, capsys: Capture, tmp_path: Path) -> None:
        made = tmp_path / "case.json"
        made.write_text(json.dumps(changed(("plans", []))), encoding="utf-8")
        done = run(capsys, "notes", made, "-o", tmp_path / "out")
        assert done.code == 4
        assert "no treatment plan and order of this course is recorded (no_plan)" in said(done.out)


class DescribeIdsThatStandTwice:
    def it_reads_the_same_row_once(self, capsys: Capture, tmp_path: Path) -> None:
        data = rows()
        done = notes(capsys, tmp_path, [*data, data[4]])
        assert done.out.startswith("36 of 37 notes written")
        assert "this id stands on line 6 too, with the same values. Take the row out." in said(done.out)

    def but_it_reads_neither_of_two_that_differ(self, capsys: Capture, tmp_path: Path) -> None:
        data = rows()
        done = notes(capsys, tmp_path, [*data, {**data[4], "mood_text": "Something else."}])
        assert done.code == 2
        assert done.out.startswith("35 of 37 notes written")
        text = said(done.out)
        assert "log.csv:6, column D (id): this id stands on line 38 too, with other values" in text
        assert "log.csv:38, column D (id): this id stands on line 6 too, with other values" in text
        assert not list((tmp_path / "out").glob("*-s05-*"))

    def it_does_the_same_in_yaml(self) -> None:
        text = LOG_YAML.read_text(encoding="utf-8").replace("id: s02,", "id: s01,", 1)
        found = read_yaml(load_yaml(text, "log.yaml"))
        assert [one.id for one in found.sessions] == ["s03"]
        assert [row.id for row in found.bad] == ["s01", "s01"]


class DescribeAnUnreadRow:
    def it_is_named_by_those_that_would_have_been_compared_with_it(
        self, capsys: Capture, tmp_path: Path
    ) -> None:
        done = notes(capsys, tmp_path, with_row(15, start="9 am"))
        assert done.code == 2
        assert done.out.startswith("35 of 36 notes written")
        text = said(done.out)
        assert "REFUSED" not in text
        assert "not judged: a row of the log could not be read (not_judged)" in text
        assert "not read: log.csv:17" in text

    def it_leaves_the_count_of_units_out_of_the_others(self, capsys: Capture, tmp_path: Path) -> None:
        from tests.functional.documents.samples import docx_text

        notes(capsys, tmp_path, with_row(15, start="9 am"))
        text = docx_text((tmp_path / "out" / "example-15-s12-session-note.docx").read_bytes())
        assert "EXAMPLE-A-1500" in text
        assert "left" not in text.split("Diagnosis")[0]


class DescribeTheFile:
    @pytest.mark.parametrize("separator", [";", "\t"])
    def it_reads_what_spreadsheets_write_instead_of_commas(self, separator: str) -> None:
        made = io.StringIO(newline="")
        writer = csv.DictWriter(made, list(rows()[0]), delimiter=separator, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows())
        assert read_csv(made.getvalue()).sessions == read_log(LOG).sessions

    def it_reads_unicode_text(self, tmp_path: Path) -> None:
        (tmp_path / "log.csv").write_text(LOG.read_text(encoding="utf-8"), encoding="utf-16")
        assert read_log(tmp_path / "log.csv").sessions == read_log(LOG).sessions

    @pytest.mark.parametrize(("content", "words"), [
        (b"PK\x03\x04rest", "a spreadsheet workbook"), (b"id,date\x00\x01\x02", "not a text file"),
    ])  # fmt: skip
    def it_says_what_another_file_is(self, content: bytes, words: str, tmp_path: Path) -> None:
        (tmp_path / "log.csv").write_bytes(content)
        with pytest.raises(InputError, match=words):
            read_log(tmp_path / "log.csv")

    def it_names_an_unknown_column_by_its_heading(self) -> None:
        with pytest.raises(InputError, match=r"column D \(Pulses delivered\): not a known column"):
            read_csv("id,date,code,Pulses delivered\n")

    def but_it_repeats_nothing_of_a_first_line_that_is_no_header(self) -> None:
        with pytest.raises(InputError) as caught:
            read_csv("Perpetua,Notareal,90868\n")
        assert "Perpetua" not in caught.value.render()

    @pytest.mark.parametrize(("header", "missing"), [
        ("id,date,code,threshold.date", "threshold.percent"), ("id,date,code,adverse_events.2.at", "adverse_events.2.event"),
        ("id,date,code,rescreen.call.at", "rescreen.call.clinician"), ("id,date,code,interruptions.1.at", "interruptions.1.reason"),
    ])  # fmt: skip
    def it_says_once_that_a_group_lacks_a_column(self, header: str, missing: str) -> None:
        with pytest.raises(InputError, match=f"the header has no column {re.escape(missing)}"):
            read_csv(f"{header}\n")


class DescribeAFault:
    @pytest.mark.parametrize(("column", "value", "words"), [
        ("date", "Oct 16", "is not a date of service. Write 2026-10-16."),
        ("threshold.date", "Oct 16", "is not a date. Write 2026-10-16."),
        ("code", "9086X", "must be a code of five digits (90867)"),
        ("id", "Perpetua Notareal", "must be an id: letters, digits"),
        ("departures.1.what", "Device!", "must be the code of a finding"),
    ])  # fmt: skip
    def it_is_told_without_patterns(self, column: str, value: str, words: str) -> None:
        data = rows()
        row = {**data[7], column: value}
        made = io.StringIO(newline="")
        writer = csv.DictWriter(made, list(row))
        writer.writeheader()
        writer.writerow(row)
        faults = [str(fault) for one in read_csv(made.getvalue()).bad for fault in one.faults]
        assert any(words in fault for fault in faults)
        assert not any("^" in fault or "is not a date: " in fault for fault in faults)

    def it_is_told_once_with_the_lines_of_all_its_rows(self, capsys: Capture, tmp_path: Path) -> None:
        data = [{**row, "date": "Oct 16"} for row in rows()]
        words = ("notes", "check", bare(tmp_path), "--log", log(tmp_path, data))
        text = said(run(capsys, *words).out)
        assert text.count("is not a date of service") == 3
        assert "The same on lines 5, 6, 7" in text

    def it_names_the_fields_in_which_log_and_case_differ(self, capsys: Capture, tmp_path: Path) -> None:
        done = run(
            capsys, "notes", CASE, "--log", log(tmp_path, with_row(4, pain="9")), "-o", tmp_path / "out"
        )
        assert done.code == 2
        assert "log.csv:6, column D (id): s05: differs in pain." in said(done.err)


class DescribeOneRecord:
    def it_finds_the_kind_of_a_paper_by_its_id(self, capsys: Capture, tmp_path: Path) -> None:
        assert run(capsys, "notes", CASE, "--item", "v2", "-o", tmp_path).code == 0
        assert [path.name for path in tmp_path.glob("*.pdf")] == ["example-15-v2-progress-review.pdf"]

    def it_asks_for_the_kind_when_two_papers_have_that_id(self, capsys: Capture, tmp_path: Path) -> None:
        made = tmp_path / "case.json"
        data = changed()
        data["plans"][0]["id"] = "k1"
        made.write_text(json.dumps(data), encoding="utf-8")
        done = run(capsys, "notes", made, "--item", "k1", "-o", tmp_path / "out")
        assert done.code == 2
        assert "--kind treatment_plan or consent_checklist" in said(done.err)

    def it_uses_the_right_article(self, capsys: Capture, tmp_path: Path) -> None:
        done = run(capsys, "notes", CASE, "--session", "s05", "--kind", "adverse_event_note", "-o", tmp_path)
        assert "an adverse event note could be written of" in done.err

    def it_does_not_call_a_signed_note_unsigned(self, capsys: Capture, tmp_path: Path) -> None:
        from authpack import api
        from authpack.ledger.course_of import courses
        from authpack.ledger.note_content import record_code

        data = changed()
        case = api.load_case(json.dumps(data))
        code = record_code(courses(case)[0], "progress_review", case.reviews[0])
        data["reviews"][0]["signatures"] = [
            {"role": "clinician", "clinician": "c1", "date": "2026-10-26", "time": "15:00", "record": code}
        ]
        made = tmp_path / "case.json"
        made.write_text(json.dumps(data), encoding="utf-8")
        signed = run(capsys, "notes", made, "--item", "v1", "-o", tmp_path / "one")
        assert (signed.code, "unsigned" in signed.out) == (0, False)
        both = run(capsys, "notes", made, "--kind", "progress_review", "-o", tmp_path / "all")
        assert "2 notes stay unsigned" in said(both.out)
