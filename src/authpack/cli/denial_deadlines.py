"""``authpack denial deadlines``: every clock of a denial, how it was computed and what it assumes."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output
from authpack.cli.denial_show import add_denial


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Exit codes: 0 shown, 4 a date has passed, is missing or conflicts, 2 bad input, 6 output."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    add_denial(parser)
    parser.add_argument("--ics", metavar="FILE", type=Path, help="also write a calendar file")
    options.add_force(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the clocks; write the calendar where it is asked for."""
    from authpack import api
    from authpack.cli import denial_show_words

    case = api.load_case(arguments.case)
    denial = api.denial_of_case(case, arguments.denial)
    found = api.denial_deadlines(case, denial)
    if arguments.ics is not None:
        output.write_file(arguments.ics, api.denial_calendar(case, denial), force=arguments.force)
    if arguments.format == "json":
        output.emit(denial_show_words.deadlines_json(denial, found, arguments.as_of))
    else:
        output.emit(
            denial_show_words.deadlines_text(denial, found, arguments.as_of, output.width(), output.colour())
        )
        if arguments.ics is not None:
            output.emit(f"Wrote {arguments.ics}.")
    undated = found.classification.clock and found.answer_by is None
    return 4 if found.conflicts or undated or denial_show_words.passed(found, arguments.as_of) else 0
