"""``authpack check``: judge a case by the policy that governs it, or many records from JSON lines."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.cli.answer import Data

EXIT_CODES = {"met": 0, "not_met": 3}
ANY_OTHER_ANSWER = 4
LINES = (".jsonl", ".ndjson")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Exit codes: 0 met, 3 not met, 4 any other answer, 2 bad input or no single policy, 6 output, "
        "7 content. "
        "FILE.jsonl holds one record per line and gives one determination per line."
    )
    parser.add_argument(
        "case", metavar="CASE", type=Path, help="a case file (.yaml, .json), or records as .jsonl"
    )
    options.add_choice(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), help="default: text; JSON lines for .jsonl"
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file instead")
    options.add_force(parser)
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=options.count,
        help="processes that judge .jsonl; default: one per processor",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Judge, print, and return the exit code of the answer."""
    if arguments.case.suffix.lower() in LINES:
        from authpack.cli.check_lines import run_lines

        return run_lines(arguments)
    if arguments.output is not None:
        output.check_place(arguments.output.parent, {arguments.output.name: ""}, force=arguments.force)
    from authpack import api

    case = api.load_case(arguments.case)
    data = api.explain(options.judged(case, arguments), case)
    if arguments.output is None:
        output.emit(drawn(data, arguments.format, output.width(), colour=output.colour()))
    else:
        text = drawn(data, arguments.format, output.FILE_WIDTH)
        output.write_file(arguments.output, text, force=arguments.force)
    return exit_code(data)


def exit_code(data: Data) -> int:
    """0 met, 3 not met, 4 anything else."""
    return EXIT_CODES.get(data["overall"], ANY_OTHER_ANSWER)


def drawn(data: Data, form: str | None, width: int, *, colour: bool = False) -> str:
    """The determination in one of the three formats."""
    if form == "json":
        import json

        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        from authpack.cli.answer_markdown import as_markdown

        return as_markdown(data)
    from authpack.cli.answer_text import as_text

    return as_text(data, width, colour=colour)
