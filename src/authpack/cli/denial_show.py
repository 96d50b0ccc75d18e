"""``authpack denial show``: what happened, by when and to whom to answer, and with what."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Exit codes: 0 shown, 4 shown with open points or a deadline that has passed, 2 bad input."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    add_denial(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def add_denial(parser: argparse.ArgumentParser) -> None:
    """Which denial, and the day from which days are counted."""
    parser.add_argument("--denial", metavar="ID", help="the denial; needed when the case holds several")
    parser.add_argument("--as-of", metavar="DATE", type=options.day, help="count the days left from this day")


def run(arguments: argparse.Namespace) -> int:
    """Classification, deadlines in short, route and open points of one denial."""
    from authpack import api
    from authpack.cli import denial_show_words

    case = api.load_case(arguments.case)
    denial = api.denial_of_case(case, arguments.denial)
    found = api.denial_deadlines(case, denial)
    routes = api.denial_routes(case, denial)
    problems = api.check_denial(case, denial)
    if arguments.format == "json":
        output.emit(denial_show_words.show_json(denial, found, routes, problems, arguments.as_of))
    else:
        output.emit(
            denial_show_words.show_text(
                denial, found, routes, problems, arguments.as_of, output.width(), output.colour()
            )
        )
    return (
        4 if problems or found.classification.open or denial_show_words.passed(found, arguments.as_of) else 0
    )
