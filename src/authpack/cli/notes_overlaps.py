"""``authpack notes overlaps``: one operator or device in two patients' sessions at a time."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from authpack.cli import output
from authpack.cli.tables import fitted

CLEAN, BAD_ROWS, FOUND = 0, 2, 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Give the cases or session logs of several patients, as many as treat in one place. Sessions are named by file and "
        "id. Exit codes: 0 none, 2 bad input or bad rows, 4 overlaps."
    )
    parser.add_argument(
        "files", metavar="FILE", type=Path, nargs="+", help="case files and session logs (.yaml, .json, .csv)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the pairs."""
    from authpack import api
    from authpack.cli.notes_words import count_of
    from authpack.ledger.overlaps import BASIS

    found = api.overlapping_sessions(arguments.files)
    if arguments.format == "json":
        output.emit(json.dumps(found.as_dict(), indent=2))
    else:
        lines = [
            f"{count_of(found.compared, 'session')} compared: {count_of(len(found.overlaps), 'overlap')}."
        ]
        lines += [
            f"- {one.one.name} and {one.other.name}: the same {' and '.join(one.shared)} for "
            f"{count_of(one.minutes, 'minute')} of both."
            for one in found.overlaps
        ]
        lines += [
            f"Not compared (day, time, or operator and device not recorded): {one.name}"
            for one in found.left_out
        ]
        lines += [f"BAD ROW, not read: {where}" for where in found.unread]
        lines += [f"Basis: {BASIS.source} [{BASIS.grade}]."] if found.overlaps else []
        output.emit(fitted(lines))
    if found.unread:
        return BAD_ROWS
    return FOUND if found.overlaps else CLEAN
