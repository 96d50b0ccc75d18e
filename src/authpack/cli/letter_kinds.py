"""``authpack letter kinds``: what letters there are, and who reads each."""

from __future__ import annotations

import argparse

from authpack.cli import output
from authpack.cli.tables import fitted


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print the kinds, one a line."""
    from authpack.documents.letter_kinds import KINDS

    width = max(map(len, KINDS))
    lines = [f"  {one.name:{width}}  {one.says} (reader: {one.reader})" for one in KINDS.values()]
    output.emit(fitted(["Kinds of letters, for `authpack letter CASE --kind NAME -o DIR`:", *lines]))
    return 0
