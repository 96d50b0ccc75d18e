"""Output fits the width it is given, whole words where they fit, and always ends."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

import pytest

from authpack.cli.main import COMMANDS
from authpack.cli.tables import Column, fitted, table, wrap
from tests.functional.cli.runner import CLEAN, EXAMPLES, child, run

OUTPUTS = [
    ("policies", "list"),
    ("policies", "coverage"),
    ("policies", "show", "medicare-cgs-l36469"),
    ("policies", "stale", "--as-of", "2026-11-22"),
    ("drugs", "Wellbutrin XL"),
    ("route", str(EXAMPLES / "07-medicare-claim-review.yaml")),
    ("check", str(CLEAN)),
    ("check", str(EXAMPLES / "03-two-ssris.yaml")),
    ("case", "check", str(EXAMPLES / "02-good-patient-poor-documentation.yaml")),
    ("letter", "kinds"),
    ("notes", "kinds"),
    ("notes", "check", str(EXAMPLES / "15-course-with-sessions.yaml")),
    ("templates", "list"),
    ("templates", "values"),
    ("appeal", "history", str(EXAMPLES / "17-appeal-history.yaml")),
    ("appeal", "precedents"),
    ("denial", "deadlines", str(EXAMPLES / "16-denied.yaml")),
]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("words", OUTPUTS, ids=" ".join)
def it_keeps_within_the_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = run(capsys, *words)
    assert done.code in (0, 3, 4)
    assert done.out
    assert [line for line in done.out.splitlines() if len(line) > width] == []


def _verbs(name: str) -> list[str]:
    """The words that may follow a command: those with a module of their own, and argparse's own actions."""
    one = argparse.ArgumentParser()
    module = import_module(f"authpack.cli.{name}")
    module.configure(one)
    found = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
    return [*getattr(module, "VERBS", {}), *(verb for action in found for verb in action.choices)]


HELPS = [(), *((name,) for name in COMMANDS), *((name, verb) for name in COMMANDS for verb in _verbs(name))]


@pytest.mark.parametrize("words", HELPS, ids=lambda words: " ".join(words) or "authpack")
def it_keeps_every_help_within_a_terminal_of_80(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(capsys, *words, "--help")
    assert done.code == 0
    assert f"usage: {' '.join(('authpack', *words))}" in done.out
    assert [line for line in done.out.splitlines() if len(line) > 80] == []


def it_hangs_the_further_lines_of_a_message_under_its_text() -> None:
    assert fitted(["- one two three four five six seven eight"], 30) == (
        "- one two three four five six\n  seven eight"
    )
    assert (
        fitted(["  name  what it is and who reads it"], 32) == "  name  what it is and who reads\n        it"
    )


def but_it_indents_by_four_where_the_head_leaves_no_room() -> None:
    assert fitted(["  a_name_of_thirty_characters_hm  what it is for"], 40) == (
        "  a_name_of_thirty_characters_hm\n      what it is for"
    )


@pytest.mark.parametrize(("width", "lines"), [(8, 1), (7, 1), (6, 2)])
def it_breaks_a_line_only_when_it_is_longer(width: int, lines: int) -> None:
    assert len(fitted(["abc def"], width).splitlines()) == lines


def it_never_cuts_a_path_which_somebody_copies() -> None:
    path = Path("a folder/with a long name/example-01-r1-authorization-letter.docx")
    assert fitted(["Wrote:", path], 20) == f"Wrote:\n  {path}"
    assert fitted(["--signing out/example-01-r1.signing.json now"], 20).splitlines()[1].strip() == (
        "out/example-01-r1.signing.json"
    )


def it_ends_where_a_column_has_no_room_at_all() -> None:
    assert wrap("abc", 0) == ["a", "b", "c"]
    assert wrap("abc de", -5) == ["a", "b", "c", "d", "e"]
    assert table([Column("A", 3), Column("B", -7)], [(("x", "yes"), "plain")], colour=False)


def it_writes_no_escape_codes_into_a_pipe() -> None:
    assert b"\x1b" not in child("check", CLEAN).stdout
