"""``authpack notes overlaps``: several patients' sessions side by side."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from authpack import api
from authpack.errors import InputError
from tests.functional.cli.runner import run
from tests.functional.notes.support import CASE, LOG, changed

# s02 of the example: October 13, 9:10 to 9:42, Casimir Placeholder, serial INVENTED-0417.
MINE = {"id": "x1", "date": "2026-10-13", "code": "90868"}


def other(folder: Path, **cells: str) -> Path:
    """A log of another patient with one session."""
    row = {**MINE, **{name.replace("__", "."): text for name, text in cells.items()}}
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(row))
    writer.writeheader()
    writer.writerow(row)
    path = folder / "other.csv"
    path.write_text(made.getvalue(), encoding="utf-8")
    return path


def shared(folder: Path, **cells: str) -> list[tuple[str, tuple[str, ...], int]]:
    found = api.overlapping_sessions([LOG, other(folder, **cells)])
    return [(one.one.session.id, one.shared, one.minutes) for one in found.overlaps]


class DescribeOverlaps:
    # At 9:42 the session of the example ends.
    @pytest.mark.parametrize(("start", "minutes"), [("9:41", 1), ("9:42", 0), ("9:43", 0)])
    def it_begins_with_the_first_common_minute(self, tmp_path: Path, start: str, minutes: int) -> None:
        found = shared(tmp_path, start=start, end="10:10", operator__name="Casimir Placeholder")
        assert found == ([("s02", ("operator",), minutes)] if minutes else [])

    def it_is_one_of_the_device_too(self, tmp_path: Path) -> None:
        found = shared(
            tmp_path, start="9:00", end="9:30", operator__name="Other", equipment__serial="invented-0417"
        )
        assert found == [("s02", ("device",), 20)]

    def it_is_none_of_another_operator_with_another_device(self, tmp_path: Path) -> None:
        assert (
            shared(tmp_path, start="9:00", end="9:30", operator__name="Other", equipment__serial="0418") == []
        )

    def it_is_none_on_another_day(self, tmp_path: Path) -> None:
        path = other(tmp_path, start="9:10", end="9:42", operator__name="Casimir Placeholder")
        path.write_text(path.read_text().replace("2026-10-13", "2027-10-13"))
        assert api.overlapping_sessions([LOG, path]).overlaps == ()

    def it_says_which_sessions_could_not_be_compared(self, tmp_path: Path) -> None:
        found = api.overlapping_sessions(
            [LOG, other(tmp_path, start="9:10", operator__name="Casimir Placeholder")]
        )
        assert [one.name for one in found.left_out] == ["other.csv: x1"]
        assert found.compared == 36

    def it_reads_cases_as_well_as_logs(self, tmp_path: Path) -> None:
        second = tmp_path / "second.json"
        second.write_text(json.dumps(changed(("id", "example-99"))))
        found = api.overlapping_sessions([CASE, second])
        assert len(found.overlaps) == 36
        assert {one.shared for one in found.overlaps} == {("operator", "device")}


class DescribeTheCommand:
    def it_names_files_and_ids_and_nothing_of_patients_or_staff(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = other(tmp_path, start="9:00", end="9:30", operator__name="Casimir Placeholder")
        done = run(capsys, "notes", "overlaps", LOG, path)
        assert done.code == 4
        said = " ".join(done.out.split())
        assert "session-log.csv: s02 and other.csv: x1: the same operator for 20 minutes of both." in said
        assert "Casimir" not in said
        assert "confirm before relying on it" in said

    def it_ends_with_0_when_there_is_none(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = other(tmp_path, start="12:00", end="12:30", operator__name="Casimir Placeholder")
        done = run(capsys, "notes", "overlaps", LOG, path, "--format", "json")
        assert (done.code, json.loads(done.out)["overlaps"]) == (0, [])

    def it_ends_with_2_when_a_row_was_not_read(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        done = run(capsys, "notes", "overlaps", LOG, other(tmp_path, start="noon", end="12:30"))
        assert done.code == 2
        assert "BAD ROW, not read: other.csv:2" in done.out

    def it_wants_two_files(self) -> None:
        with pytest.raises(InputError, match="Two files"):
            api.overlapping_sessions([LOG, LOG])
