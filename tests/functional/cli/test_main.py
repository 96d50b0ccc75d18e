"""The frame of the command line: help, exit codes of the frame, faults, pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from authpack import __version__
from authpack.cli import check
from authpack.cli.main import COMMANDS, main
from tests.functional.cli.runner import CLEAN, ROOT, child, run

HEAVY = ("pydantic", "jinja2", "docx", "typst", "yaml", "markdown_it", "authpack.api", "authpack.domain")


@pytest.mark.parametrize(
    "words", [["--help"], *([name, "--help"] for name in COMMANDS), ["policies", "lint", "--help"]]
)
def it_shows_help_without_importing_anything_heavy(words: list[str]) -> None:
    probe = (
        "import sys; from authpack.cli.main import main; code = main(sys.argv[1:]); "
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]; "
        "assert not loaded, loaded; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *words],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "usage: authpack" in done.stdout


def it_names_every_command_in_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "--help")
    assert all(f"\n    {name} " in done.out for name in COMMANDS)


def it_prints_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version").out == f"authpack {__version__}\n"


@pytest.mark.parametrize(
    "words", [[], ["chek"], ["check"], ["check", "x", "--as-of", "2024-02-30"], ["schema", "letter"]]
)
def it_refuses_a_wrong_command_line_with_exit_code_2(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    done = run(capsys, *words)
    assert done.code == 2
    assert "usage: authpack" in done.err


def it_owns_up_to_a_fault_in_one_line_without_patient_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("ZZSENTINEL was born in 1970")

    monkeypatch.setattr(check, "drawn", broken)
    done = run(capsys, "check", CLEAN)
    assert done.code == 1
    assert "this is a fault of authpack (RuntimeError at test_main.py:" in done.err
    assert done.err.count("\n") == 1
    assert "ZZSENTINEL" not in done.out + done.err


def it_shows_the_traceback_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("a fault")

    monkeypatch.setattr(check, "drawn", broken)
    monkeypatch.setenv("AUTHPACK_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["check", str(CLEAN)])


def it_ends_with_130_when_interrupted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "drawn", interrupted)
    done = run(capsys, "check", CLEAN)
    assert (done.code, done.err) == (130, "authpack: stopped.\n")


def it_stops_quietly_when_the_reader_of_a_pipe_goes_away() -> None:
    command = [sys.executable, "-m", "authpack", "schema", "case"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        complaint = process.stderr.read()
        assert (process.wait(), complaint) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def it_says_so_when_the_output_place_is_full() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "authpack", "schema", "case"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
            check=False,
        )
    assert done.returncode == 6
    assert b"cannot be written" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="closes its output as a shell does")
@pytest.mark.parametrize(("closed", "said"), [(">&-", b"The output is closed"), (">&- 2>&-", b"")])
def it_says_so_when_the_output_is_closed(closed: str, said: bytes) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m authpack schema case {closed}'],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert done.returncode == 6
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


def it_ends_with_the_code_of_its_command_and_all_its_words() -> None:
    # The process leaves without the interpreter's own end (`cli.main.program`): nothing may stay in a buffer.
    done = child("schema", "case")
    assert done.returncode == 0
    assert json.loads(done.stdout)["$id"] == "authpack.case/1"
    refused = child("check", "missing.yaml")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"What to do" in refused.stderr or b"does not exist" in refused.stderr


def it_prints_on_a_terminal_that_knows_only_ascii() -> None:
    done = child("policies", "show", "washington-hta-htcc-tms", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    done.stdout.decode("ascii")


def it_leaves_the_garbage_collector_as_it_found_it(capsys: pytest.CaptureFixture[str]) -> None:
    import gc

    run(capsys, "--version")
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("words", "usage", "meant"),
    [
        (("chekc", "x.yaml"), "usage: authpack [-h]", "did you mean check?"),
        (("check", "x.yaml", "--polcy", "y"), "usage: authpack check", "did you mean --policy?"),
        (("check", "x.yaml", "--polcy=y"), "usage: authpack check", "did you mean --policy?"),
        (("case", "chek", "x.yaml"), "usage: authpack case", "did you mean check?"),
        (
            ("case", "check", "x.yaml", "--frmat", "json"),
            "usage: authpack case check",
            "did you mean --format?",
        ),
        (("denial", "raed", "x.pdf"), "usage: authpack denial", "did you mean read?"),
        (
            ("appeal", "write", "x", "--level", "level1", "-o", "o"),
            "usage: authpack appeal write",
            "level_1?",
        ),
        (("schema", "cases"), "usage: authpack schema", "did you mean case?"),
    ],
)
def it_answers_a_misspelt_word_with_that_commands_usage_and_the_nearest_right_one(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], usage: str, meant: str
) -> None:
    done = run(capsys, *words)
    assert (done.code, done.out) == (2, "")
    assert usage in done.err
    assert done.err.strip().endswith(meant)


@pytest.mark.parametrize("words", [("xyzzy",), ("check", "a.yaml", "b.yaml"), ("check", "a.yaml", "--zzz")])
def but_it_suggests_nothing_where_nothing_is_near(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    done = run(capsys, *words)
    assert done.code == 2
    assert "did you mean" not in done.err


@pytest.mark.parametrize("force", [(), ("--force",)])
def it_says_that_a_folder_stands_where_a_file_is_to_be_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, force: tuple[str, ...]
) -> None:
    done = run(capsys, "new", "-o", tmp_path, *force)
    assert done.code == 6
    assert "is a folder, where a file is to be written" in done.err
    assert "--force" not in done.err


def it_refuses_a_place_below_a_file_before_any_work(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("x", "utf-8")
    done = run(capsys, "letter", "no-such-case.yaml", "-o", tmp_path / "taken" / "sub" / "deeper")
    assert done.code == 6
    assert "taken is a file, not a folder" in done.err


class DescribePlugInsOfPydantic:
    """The command line switches them off, and does without what would look for them; nobody else is touched."""

    def it_does_not_look_for_them(self) -> None:
        assert ran(LOOKED_FOR) == ["False", "()"]

    def it_hands_whoever_asks_for_more_to_the_library_itself(self) -> None:
        assert ran(ASKED) == ["pydantic", "True"]

    def it_leaves_them_as_they_are_where_authpack_is_imported(self) -> None:
        assert ran(IMPORTED) == ["False"]


LOOKED_FOR = """
import sys
from authpack.cli.main import main
assert main(["drugs", "sertraline"]) == 0
from pydantic.plugin._loader import get_plugins
print("importlib.metadata" in sys.modules, get_plugins())
"""
ASKED = """
import sys
from authpack.cli.main import main
assert main(["drugs", "sertraline"]) == 0
from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP
print(PYDANTIC_ENTRY_POINT_GROUP, "importlib.metadata" in sys.modules)
"""
IMPORTED = """
import sys
from authpack import api
api.catalog(only="aetna-cpb-0469")
print(type(sys.modules.get("pydantic.plugin._loader")).__name__ == "_NoPlugins")
"""


def ran(code: str) -> list[str]:
    """The words of the last line that a process of its own prints."""
    environment = {key: value for key, value in os.environ.items() if key != "PYDANTIC_DISABLE_PLUGINS"}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120, env=environment
    )
    return told.stdout.splitlines()[-1].split()
