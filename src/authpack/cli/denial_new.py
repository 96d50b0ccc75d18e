"""``authpack denial new``: a commented denial file to fill in by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output

TEMPLATE = Path(__file__).with_name("new_denial.yaml")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="write to a file instead of the terminal"
    )
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the file."""
    text = TEMPLATE.read_text(encoding="utf-8")
    if arguments.output is None:
        output.emit(text)
    else:
        output.write_file(arguments.output, text, force=arguments.force)
        output.emit(
            f"Wrote {arguments.output}. Fill it in, then run: authpack denial check {arguments.output}"
        )
    return 0
