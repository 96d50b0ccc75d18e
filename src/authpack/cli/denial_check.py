"""``authpack denial check``: one denial file, by itself or against its case."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import output

OPEN = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = "Exit codes: 0 nothing found, 4 problems or open points, 2 the file cannot be used."
    parser.add_argument("denial", metavar="DENIAL", type=Path, help="a denial file (.yaml, .json)")
    parser.add_argument("case", metavar="CASE", type=Path, nargs="?", help="the case it belongs to")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Problems of the denial and what its classification leaves open."""
    from authpack import api
    from authpack.cli import denial_show_words

    denial = api.load_denial(arguments.denial).denial
    case = api.load_case(arguments.case) if arguments.case else None
    problems = api.check_denial(case, denial)
    found = api.classify_denial(denial, case)
    opened = [*found.open]
    if not denial.confirmed_by or not denial.confirmed_on:
        opened.append("Nobody has confirmed it: record confirmed_by and confirmed_on.")
    if arguments.format == "json":
        output.emit(denial_show_words.check_json(denial.id, problems, opened, found))
    else:
        output.emit(denial_show_words.check_text(denial.id, problems, opened, found, output.width()))
    return OPEN if problems or opened else 0
