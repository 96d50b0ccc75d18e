"""Output fits the width it is given, whole words where they fit, and always ends."""

from __future__ import annotations

import pytest

from authpack.cli.tables import Column, table, wrap
from tests.functional.cli.runner import CLEAN, EXAMPLES, child, run

COMMANDS = [
    ("policies", "list"),
    ("policies", "coverage"),
    ("policies", "show", "medicare-cgs-l36469"),
    ("policies", "stale", "--as-of", "2026-11-22"),
    ("drugs", "Wellbutrin XL"),
    ("route", str(EXAMPLES / "07-medicare-claim-review.yaml")),
    ("check", str(CLEAN)),
    ("check", str(EXAMPLES / "03-two-ssris.yaml")),
    ("case", "check", str(EXAMPLES / "02-good-patient-poor-documentation.yaml")),
]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def it_keeps_within_the_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = run(capsys, *words)
    assert done.code in (0, 3, 4)
    assert done.out
    assert [line for line in done.out.splitlines() if len(line) > width] == []


def it_ends_where_a_column_has_no_room_at_all() -> None:
    assert wrap("abc", 0) == ["a", "b", "c"]
    assert wrap("abc de", -5) == ["a", "b", "c", "d", "e"]
    assert table([Column("A", 3), Column("B", -7)], [(("x", "yes"), "plain")], colour=False)


def it_writes_no_escape_codes_into_a_pipe() -> None:
    assert b"\x1b" not in child("check", CLEAN).stdout
