"""``authpack notes columns``: what a session log may hold."""

from __future__ import annotations

import argparse

from authpack.cli import output


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = "N is the number of an entry, from 1. docs/notes.md says what each column means."
    parser.add_argument(
        "--csv",
        action="store_true",
        help="one header line to paste into a spreadsheet (entry 1 of each list)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the columns, one a line or as a CSV header."""
    from authpack.intake.session_csv import columns

    names = columns()
    if arguments.csv:
        names = tuple(name.replace(".N.", ".1.") for name in names)
    output.emit(",".join(names) if arguments.csv else "\n".join(names))
    return 0
