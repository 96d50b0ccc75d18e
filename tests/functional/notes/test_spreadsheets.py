"""A log as spreadsheets and exports save it: the same sessions, or a row that says why it cannot be read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from authpack import api
from authpack.errors import InputError
from authpack.intake.session_csv import read_csv
from authpack.intake.session_log import read_yaml
from authpack.intake.session_rows import SessionLog
from authpack.textio import load_yaml
from tests.functional.notes.support import LOG, LOG_YAML, changed

Rows = list[dict[str, str]]


def rows() -> Rows:
    """The example log."""
    return list(csv.DictReader(io.StringIO(LOG.read_text(encoding="utf-8"))))


def text_of(data: Rows, separator: str = ",") -> str:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(data[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(data)
    return made.getvalue()


def read(data: Rows, separator: str = ",") -> SessionLog:
    return read_csv(text_of(data, separator))


def everywhere(change: Callable[[str, str], str]) -> Rows:
    """The example with every cell (column, text) changed."""
    return [{name: change(name, cell) for name, cell in row.items()} for row in rows()]


def slashed(text: str, year: int = 4) -> str:
    y, m, d = text.split("-")
    return f"{int(m)}/{int(d)}/{y[-year:]}"


def half_day(text: str) -> str:
    hour, minute = text.split(":")
    return f"{(int(hour) - 1) % 12 + 1}:{minute}:00 {'PM' if int(hour) >= 12 else 'AM'}"


DATES = frozenset({"date", "written", "threshold.date", "previous_threshold.date", "departures.1.date"})
CLOCKS = frozenset({"start", "end", "written_time", "interruptions.1.at", "rescreen.call.at", "suicidality.assessed",
                    "adverse_events.1.at", "adverse_events.1.resolved_at", "adverse_events.1.told_at"})  # fmt: skip
UNITS = {"threshold.percent": "%", "blocks.1.on_s": " s", "blocks.1.off_s": " sec", "blocks.1.frequency_hz": "Hz",
         "blocks.1.minutes": " min", "rescreen.sleep_hours": " h", "placement.drift_mm": " mm", "mood": "/10",
         "pain": " / 10"}  # fmt: skip
HABITS: dict[str, Callable[[str, str], str]] = {
    "dates as the spreadsheet shows them": lambda name, cell: slashed(cell) if name in DATES and cell else cell,
    "years of two digits": lambda name, cell: slashed(cell, 2) if name in DATES and cell else cell,
    "dates with a time of midnight": lambda name, cell: f"{cell} 00:00:00" if name in DATES and cell else cell,
    "times of half a day": lambda name, cell: half_day(cell) if name in CLOCKS and cell else cell,
    "times with seconds": lambda name, cell: f"{cell}:37" if name in CLOCKS and cell else cell,
    "TRUE and FALSE": lambda _, cell: {"yes": "TRUE", "no": "FALSE"}.get(cell, cell),
    "Y and N": lambda _, cell: {"yes": "Y", "no": "N"}.get(cell, cell),
    "words with capitals and spaces": lambda name, cell: (
        cell.replace("_", " ").title() if name.endswith((".target", ".location", ".event")) else cell
    ),
    "units beside the numbers": lambda name, cell: cell + UNITS[name] if name in UNITS and cell else cell,
    "commas in thousands": lambda name, cell: f"{int(cell):,}" if name == "blocks.1.pulses" and cell else cell,
    "codes as numbers": lambda name, cell: f"{cell}.0" if name == "code" else cell,
    "diagnoses without the dot": lambda name, cell: cell.replace(".", "").lower() if name == "diagnosis" else cell,
}  # fmt: skip


class DescribeTheSameSessions:
    @pytest.mark.parametrize("habit", HABITS)
    def it_reads_them_from(self, habit: str) -> None:
        data = everywhere(HABITS[habit])
        assert data != rows()
        found = read(data)
        assert found.bad == ()
        assert found.sessions == read(rows()).sessions

    def it_reads_them_below_a_header_in_capitals(self) -> None:
        data = [{name.upper(): cell for name, cell in row.items()} for row in rows()]
        assert read(data).sessions == read(rows()).sessions

    def it_passes_over_what_a_spreadsheet_writes_for_itself(self) -> None:
        text = text_of(rows(), ";")
        assert read_csv(f"sep=;\r\n{text}").sessions == read(rows()).sessions

    def it_passes_over_a_header_that_stands_there_again(self) -> None:
        text = text_of(rows())
        head = text.splitlines()[0]
        assert read_csv(f"{text}{head}\r\n").bad == ()

    def it_tells_noon_from_midnight(self) -> None:
        data = rows()
        data[0] |= {"start": "12:05 PM", "end": "1:10 p.m.", "written_time": "1:15 pm"}
        data[4] |= {"start": "12:05 am", "end": "12:40 AM", "written_time": "1:00 AM"}
        first, second = read([data[0], data[4]]).sessions
        assert (first.start, first.end) == ("12:05", "13:10")
        assert (second.start, second.end) == ("0:05", "0:40")


class DescribeWhatHasTwoMeanings:
    def faults(self, data: Rows, separator: str = ",") -> list[str]:
        return [str(fault) for row in read(data, separator).bad for fault in row.faults]

    def it_refuses_slashed_dates_where_one_can_only_be_day_first(self) -> None:
        data = everywhere(HABITS["dates as the spreadsheet shows them"])
        data[3]["date"] = "15/10/2026"
        assert len(read(data).bad) == len(data)
        assert "whose day and month cannot be told apart" in self.faults(data)[0]

    def it_refuses_them_beside_semicolons(self) -> None:
        data = everywhere(HABITS["dates as the spreadsheet shows them"])
        assert "separates its cells with semicolons" in self.faults(data, ";")[0]

    def it_takes_no_comma_for_thousands_beside_semicolons(self) -> None:
        data = everywhere(HABITS["commas in thousands"])
        assert "must be a whole number" in self.faults(data, ";")[0]

    def it_refuses_a_bare_time_in_a_log_of_half_days(self) -> None:
        data = rows()
        early = [row for row in data if int(row["start"].split(":")[0]) < 12 > int(row["end"].split(":")[0])]
        early[1]["start"] = half_day(early[1]["start"])
        assert any("without AM or PM" in one for one in self.faults(early))

    def but_not_when_other_times_show_that_it_counts_to_24(self) -> None:
        data = rows()
        data[1]["start"], data[2]["written_time"] = half_day(data[1]["start"]), "17:05"
        assert self.faults(data) == []

    @pytest.mark.parametrize("cell", ["#REF!", "#N/A", "########", "#DIV/0!"])
    def it_refuses_an_error_of_the_spreadsheet_also_in_words(self, cell: str) -> None:
        data = rows()
        data[4]["mood_text"] = cell
        [fault] = self.faults(data)
        assert "log.csv:6, column" in fault
        assert "(mood_text): holds an error of the spreadsheet." in fault

    @pytest.mark.parametrize(
        ("column", "cell"),
        [("blocks.1.minutes", "18:45"), ("blocks.1.on_s", "4 min"), ("number", "#14"), ("start", "0910"),
         ("start", "13:10 PM"), ("date", "2/30/2026"), ("date", "10/12"), ("hearing_protection", "worn"),
         ("threshold.percent", "0.48 MSO"), ("mood", "3/5"), ("blocks.1.pulses", "3.0e3")],
    )  # fmt: skip
    def it_does_not_guess(self, column: str, cell: str) -> None:
        data = rows()
        data[5][column] = cell
        [bad] = read(data).bad
        assert bad.line == 7
        assert all(cell not in str(fault) for fault in bad.faults)


class DescribeTheHeader:
    def it_says_on_which_line_it_stands(self) -> None:
        with pytest.raises(InputError, match=r"The header of log\.csv stands on line 3\."):
            read_csv(f"Export of the week,,\r\n,,\r\n{text_of(rows())}")


class DescribeWhoseLogItIs:
    """A log that names the case or the record number is compared with the case; one that names neither cannot be."""

    def checked(self, data: Rows) -> api.Case:
        case = api.load_case(json.dumps(changed(("sessions", []))))
        api.check_notes(case, log=read(data))
        return case

    @pytest.mark.parametrize(
        ("column", "mine"), [("mrn", "P-EXAMPLE-15"), ("case", "example-15"), ("MRN", "P-EXAMPLE-15")]
    )
    def it_accepts_the_patients_own(self, column: str, mine: str) -> None:
        data = read([{**row, column: mine} for row in rows()])
        assert [one.id for one in data.sessions] == [row["id"] for row in rows()]
        assert self.checked([{**row, column: mine} for row in rows()]).id == "example-15"

    @pytest.mark.parametrize(("column", "other"), [("mrn", "P-OTHER-99"), ("case", "example-14")])
    def it_refuses_a_log_with_one_row_of_another(self, column: str, other: str) -> None:
        mine = {"mrn": "P-EXAMPLE-15", "case": "example-15"}[column]
        data = [{**row, column: other if row["id"] == "s07" else mine} for row in rows()]
        with pytest.raises(InputError, match="another patient") as caught:
            self.checked(data)
        assert "log.csv:8, column" in str(caught.value)
        assert other not in str(caught.value)

    def it_reads_it_of_a_yaml_log_too(self) -> None:
        text = LOG_YAML.read_text(encoding="utf-8").replace("sessions:", "mrn: P-OTHER-99\nsessions:", 1)
        case = api.load_case(json.dumps(changed(("sessions", []))))
        with pytest.raises(InputError, match="another patient"):
            api.check_notes(case, log=read_yaml(load_yaml(text, "log.yaml")))
