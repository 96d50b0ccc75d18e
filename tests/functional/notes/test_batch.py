"""``authpack notes``: a whole course from a log, bad rows and refused notes beside the good ones, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from authpack import api
from authpack.errors import InputError
from authpack.intake.session_csv import columns, generic, read_csv
from authpack.intake.session_log import read_log, read_yaml
from authpack.intake.session_rows import letter
from authpack.textio import load_yaml
from tests.functional.cli.runner import Done, run
from tests.functional.documents.samples import docx_text
from tests.functional.notes.support import CASE, LOG, LOG_YAML, ROOT, changed

Rows = list[dict[str, str]]


def rows() -> Rows:
    """The example log."""
    return list(csv.DictReader(io.StringIO(LOG.read_text(encoding="utf-8"))))


def log(folder: Path, data: Rows) -> Path:
    """A log file of these rows."""
    made = folder / "log.csv"
    with made.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(data[0]))
        writer.writeheader()
        writer.writerows(data)
    return made


def bare(folder: Path) -> Path:
    """The example without its sessions: all of them come from the log."""
    made = folder / "case.json"
    made.write_text(json.dumps(changed(("sessions", []))), encoding="utf-8")
    return made


def notes(capsys: pytest.CaptureFixture[str], folder: Path, data: Rows) -> Done:
    """``authpack notes`` on these rows."""
    return run(capsys, "notes", bare(folder), "--log", log(folder, data), "-o", folder / "out")


class DescribeAWholeCourse:
    def it_writes_36_notes_in_both_formats_with_their_traces(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        done = notes(capsys, tmp_path, rows())
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("36 of 36 notes written")
        names = [path.name for path in (tmp_path / "out").iterdir()]
        for ending in (".docx", ".pdf", ".trace.json"):
            assert len([name for name in names if name.endswith(ending)]) == 36

    def it_writes_from_the_case_what_it_writes_from_the_log(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        notes(capsys, tmp_path, rows())
        run(capsys, "notes", CASE, "-o", tmp_path / "case")
        for path in sorted((tmp_path / "case").iterdir()):
            assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name

    def it_takes_a_row_that_the_case_holds_already_for_the_same_session(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        assert run(capsys, "notes", CASE, "--log", LOG, "-o", tmp_path / "out").code == 0

    def but_it_refuses_one_that_the_case_holds_otherwise(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        data = rows()
        data[4]["pain"] = "9"
        done = run(capsys, "notes", CASE, "--log", log(tmp_path, data), "-o", tmp_path / "out")
        assert done.code == 2
        assert "s05" in done.err
        assert not (tmp_path / "out").exists()

    def it_reads_yaml_like_csv(self) -> None:
        assert read_log(LOG_YAML).sessions == read_log(LOG).sessions[:3]

    def it_holds_36_different_texts_without_a_warning(self, capsys: pytest.CaptureFixture[str]) -> None:
        done = run(capsys, "notes", "check", CASE, "--format", "json")
        data = json.loads(done.out)
        assert (done.code, data["refusals"], data["warnings"], len(data["unsigned"])) == (0, [], [], 43)


class DescribeNothingCarriedDown:
    @pytest.mark.parametrize("column", [
        "start", "end", "operator.name", "supervisor.clinician", "blocks.1.pulses", "blocks.1.output_percent", "mood_text",
        "threshold.percent", "adverse_events", "hearing_protection", "rescreen.sleep_hours", "condition_at_end", "written",
    ])  # fmt: skip
    def it_refuses_the_row_with_an_empty_required_cell_or_leaves_it_unknown(
        self, column: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        data = rows()[:12]
        was = data[11][column]
        data[11][column] = ""
        done = notes(capsys, tmp_path, data)
        made = tmp_path / "out" / "example-15-s12-session-note.docx"
        if column == "mood_text":
            text = docx_text(made.read_bytes())
            assert was not in text
            assert data[10][column] not in text
        elif column == "threshold.percent":
            assert done.code == 2  # a threshold without its percent is no threshold: the row cannot be read
            assert "log.csv:13" in done.out
            assert not made.exists()
        else:
            assert done.code == 5
            assert "REFUSED, not written: s12" in done.out
            assert not made.exists()
        assert (tmp_path / "out" / "example-15-s11-session-note.docx").exists()

    def it_prints_each_rows_own_values(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        data = rows()
        notes(capsys, tmp_path, data)
        for row in data:
            (path,) = (tmp_path / "out").glob(f"example-15-{row['id']}-*.docx")
            text = " ".join(docx_text(path.read_bytes()).split())
            for column in ("start", "end", "mood_text", "condition_at_end", "plan", "operator.name"):
                assert " ".join(row[column].split()) in text, (row["id"], column)


class DescribeBadRows:
    def it_names_line_and_column_and_writes_the_others(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        data = rows()
        data[2]["date"] = "14 Oct"
        data[6]["blocks.1.pulses"] = "three thousand"
        data[9]["start"] = "25:00"
        done = notes(capsys, tmp_path, data)
        assert done.code == 2
        assert done.out.startswith("33 of 36 notes written")
        said = " ".join(done.out.split())
        columns_ = list(data[0])
        for line, column in ((4, "date"), (8, "blocks.1.pulses"), (11, "start")):
            assert f"log.csv:{line}, column {letter(columns_.index(column))} ({column})" in said
        assert len(list((tmp_path / "out").glob("*.pdf"))) == 33

    def it_repeats_no_value_of_a_bad_row(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        data = rows()[:6]
        data[2]["date"], data[3]["pain"], data[4]["code"] = "14 Oct Perpetua", "Notareal", "9086X-Perpetua"
        done = notes(capsys, tmp_path, data)
        assert not re.search("Perpetua|Notareal", done.out.replace("perpetua", "") + done.err)

    def it_names_an_id_that_stands_twice(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        data = rows()
        data[5]["id"] = "s05"
        done = notes(capsys, tmp_path, data)
        assert done.code == 2
        assert "this id stands on line 6 too" in " ".join(done.out.split())

    def it_counts_lines_inside_quoted_cells(self) -> None:
        found = read_csv('id,date,code,plan\na,2026-01-02,90868,"one\ntwo"\nb,2026-13-02,90868,x\n')
        assert [row.line for row in found.bad] == [4]

    def it_names_a_value_under_no_column(self) -> None:
        (row,) = read_csv("id,date,code\na,2026-01-02,90868,extra\n").bad
        assert str(row.faults[0]).startswith("log.csv:2, column D")

    def it_refuses_none_beside_an_entry(self) -> None:
        (row,) = read_csv(
            "id,date,code,adverse_events,adverse_events.1.event\na,2026-01-02,90868,none,headache\n"
        ).bad
        assert "beside an entry" in str(row.faults[0])

    def it_refuses_a_second_entry_without_a_first(self) -> None:
        head = "id,date,code,blocks.1.pulses,blocks.2.pulses"
        (row,) = read_csv(f"{head}\na,2026-01-02,90868,,600\n").bad
        assert "numbered 1, 2, 3" in str(row.faults[0])

    def it_reads_a_blank_line_as_nothing(self) -> None:
        assert len(read_csv("id,date,code\n\na,2026-01-02,90868\n,,\n").sessions) == 1


class DescribeAHeader:
    @pytest.mark.parametrize(("header", "words"), [
        ("id,date,code,strat", "did you mean start"),
        ("id,date,code,blocks.1.pulse", "did you mean blocks.1.pulses"),
        ("id,date", "the column code is missing"),
        ("id,date,code,start,start", "stands there twice"),
        ("id,date,code,signatures.1.role", "signed one by one"),
    ])  # fmt: skip
    def it_refuses_the_file_for(self, header: str, words: str) -> None:
        with pytest.raises(InputError, match=words):
            read_csv(f"{header}\n")

    def it_refuses_unpaired_quotation_marks_with_the_line(self) -> None:
        with pytest.raises(InputError, match=r"log\.csv:2"):
            read_csv('id,date,code\n"a,2026-01-02,90868\n')

    def it_refuses_another_kind_of_file(self, tmp_path: Path) -> None:
        (tmp_path / "log.xlsx").write_bytes(b"PK")
        with pytest.raises(InputError, match=r"neither a \.csv nor"):
            read_log(tmp_path / "log.xlsx")

    def it_refuses_a_file_that_is_not_utf_8(self, tmp_path: Path) -> None:
        (tmp_path / "log.csv").write_bytes(
            "id,date,code,plan\na,2026-01-02,90868,caf\xe9\n".encode("latin-1")
        )
        with pytest.raises(InputError, match="UTF-8"):
            read_log(tmp_path / "log.csv")

    def it_refuses_a_yaml_log_that_signs(self) -> None:
        text = LOG_YAML.read_text(encoding="utf-8").replace("id: s01,", "id: s01, signatures: [],", 1)
        (row,) = read_yaml(load_yaml(text, "log.yaml")).bad
        assert (row.id, row.line) == ("s01", 5)
        assert "signed one by one" in str(row.faults[0])

    def it_lists_every_column_of_the_example(self) -> None:
        assert {generic(one) for one in rows()[0]} <= set(columns())
        assert not any(one.startswith("signatures") for one in columns())


class DescribeExitCodes:
    def it_is_4_when_notes_were_written_with_warnings(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        data = rows()[:12]
        data[11]["rescreen.sleep_hours"] = "3"
        done = notes(capsys, tmp_path, data)
        assert done.code == 4
        assert "WARNINGS (1)" in done.out
        assert "[own]" in done.out
        assert len(list((tmp_path / "out").glob("*.pdf"))) == 12

    def it_is_5_when_one_note_was_refused_and_the_others_are_written(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        data = rows()[:12]
        data[11]["blocks.1.pulses"] = "2999"
        done = notes(capsys, tmp_path, data)
        assert done.code == 5
        assert "pulses_do_not_multiply" in done.out
        assert len(list((tmp_path / "out").glob("*.pdf"))) == 11

    def it_is_6_when_files_are_there_already(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        notes(capsys, tmp_path, rows()[:2])
        assert notes(capsys, tmp_path, rows()[:2]).code == 6

    @pytest.mark.parametrize(("column", "value", "code"), [
        ("pain", "2", 0), ("rescreen.sleep_hours", "3", 4), ("blocks.1.pulses", "2999", 5), ("start", "25:00", 2),
    ])  # fmt: skip
    def it_is_the_same_for_check(
        self, column: str, value: str, code: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        data = rows()
        data[11][column] = value
        done = run(capsys, "notes", "check", bare(tmp_path), "--log", log(tmp_path, data))
        assert done.code == code
        assert not (tmp_path / "out").exists()

    def it_gives_the_summary_as_json(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        data = rows()[:12]
        data[10]["start"], data[11]["blocks.1.pulses"] = "25:00", "2999"
        done = run(
            capsys,
            "notes",
            bare(tmp_path),
            "--log",
            log(tmp_path, data),
            "-o",
            tmp_path / "out",
            "--format",
            "json",
        )
        made = json.loads(done.out)
        assert len(made["written"]) == 10
        assert made["refused"][0]["problems"][0]["severity"] == "refusal"
        assert made["bad_rows"][0]["line"] == 12


class DescribeSingleNotes:
    def it_writes_one_session(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        done = run(capsys, "notes", CASE, "--session", "s12", "--kind", "session_note", "-o", tmp_path)
        assert done.code == 0
        assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".json", ".pdf"]

    def it_writes_one_paper(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        assert (
            run(capsys, "notes", CASE, "--kind", "progress_review", "--item", "v2", "-o", tmp_path).code == 0
        )
        assert len(list(tmp_path.glob("*.pdf"))) == 1

    def it_refuses_an_unknown_kind_with_the_nearest(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        done = run(capsys, "notes", CASE, "--kind", "sesion_note", "-o", tmp_path)
        assert done.code == 2
        assert "session_note" in done.err

    def it_refuses_an_id_that_is_not_there(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        assert (
            run(capsys, "notes", CASE, "--kind", "progress_review", "--item", "v9", "-o", tmp_path).code == 2
        )

    def it_lists_kinds_and_columns(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "course_summary" in run(capsys, "notes", "kinds").out
        header = run(capsys, "notes", "columns", "--csv").out.strip()
        assert header.startswith("id,date,code,")
        assert read_csv(header + "\n").sessions == ()

    def it_uses_the_sessions_of_a_log_in_a_summary(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        words = ("notes", bare(tmp_path), "--log", LOG, "--kind", "course_summary", "-o", tmp_path / "out")
        assert run(capsys, *words).code == 0
        (path,) = (tmp_path / "out").glob("*.docx")
        assert "36 sessions, October 12, 2026 to December 15, 2026" in docx_text(path.read_bytes())


class DescribeTheBar:
    def it_says_nothing_when_stderr_is_no_terminal(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        assert notes(capsys, tmp_path, rows()[:3]).err == ""

    def but_it_draws_on_a_terminal_and_leaves_no_trace(self, tmp_path: Path) -> None:
        pty = pytest.importorskip("pty", reason="pseudo-terminals are a Unix thing")
        leader, follower = pty.openpty()
        words = [sys.executable, "-m", "authpack", "notes", str(CASE), "-o", str(tmp_path / "out")]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=follower, env=environment) as child:
            os.close(follower)
            shown = b""
            while True:
                try:
                    part = os.read(leader, 4096)
                except OSError:
                    break
                if not part:
                    break
                shown += part
        os.close(leader)
        assert child.returncode == 0
        text = shown.decode()
        assert "0 of 36 notes" in text
        assert "36 of 36 notes" in text
        assert text.endswith("\r\x1b[K")


def it_checks_through_the_library_too() -> None:
    case = api.load_case(CASE)
    assert api.check_notes(case, api.session_log(LOG).sessions).refusals == ()
