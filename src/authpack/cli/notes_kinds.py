"""``authpack notes kinds``: the kinds of notes that can be written."""

from __future__ import annotations

import argparse

from authpack.cli import output
from authpack.cli.tables import fitted


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print the kinds, one a line."""
    from authpack.documents.note_kinds import KINDS

    width = max(map(len, KINDS))
    lines = [f"  {one.name:{width}}  {one.says} (from {one.of})" for one in KINDS.values()]
    output.emit(fitted(["Kinds of notes, for `authpack notes CASE --kind NAME -o DIR`:", *lines]))
    return 0
