"""``authpack denial remit``: the TMS lines of an 835, and the denials in them."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import output
from authpack.cli.denial_read import OPEN, add_confirmation, write


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Only TMS lines count. Exit codes: 0 nothing denied, or written; 4 denials shown and nothing written; 2 bad input, "
        "6 output, 8 a part is not installed."
    )
    parser.add_argument(
        "file", metavar="FILE.835", type=Path, help="an X12 835, as the clearinghouse gives it"
    )
    parser.add_argument("--claim", metavar="N", type=int, help="which of the listed denials to write, from 1")
    add_confirmation(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, show by claim line, and write the chosen denial once it is confirmed."""
    from authpack import api
    from authpack.cli import denial_words

    found = api.read_remittance(arguments.file)
    if arguments.confirmed_by or arguments.output or arguments.set:
        return write(chosen(list(found.denials), arguments.claim, "--claim"), arguments, [], arguments.set)
    if arguments.format == "json":
        output.emit(denial_words.remittance_json(found))
    else:
        output.emit(denial_words.remittance_text(found, output.width(), colour=output.colour()))
    return OPEN if found.denials else 0


def chosen(denials: list[dict[str, object]], number: int | None, option: str) -> dict[str, object]:
    """The denial meant, among several; InputError when it is not told or there is none."""
    from authpack.errors import InputError

    if not denials:
        raise InputError("There is no denial to write.")
    if number is None and len(denials) > 1:
        raise InputError(f"There are {len(denials)} denials.", do=f"Give {option} N with one of them.")
    if number is not None and not 1 <= number <= len(denials):
        raise InputError(f"There is no denial {number}.", do=f"Give {option} with 1 to {len(denials)}.")
    return denials[(number or 1) - 1]
