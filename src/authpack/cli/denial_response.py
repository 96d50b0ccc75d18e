"""``authpack denial response``: what a FHIR ClaimResponse decided."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import output
from authpack.cli.denial_read import OPEN, add_confirmation, write
from authpack.cli.denial_remit import chosen


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = "Exit codes: 0 approved, or written; 4 another answer shown and nothing written; 2 bad input, 6 output."
    parser.add_argument("file", metavar="FILE.json", type=Path, help="a ClaimResponse, or the bundle with it")
    parser.add_argument("--answer", metavar="N", type=int, help="which of several answers to write, from 1")
    add_confirmation(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, show, and write the chosen answer once it is confirmed."""
    from authpack import api
    from authpack.cli import denial_words

    found = api.read_claim_response(arguments.file)
    denials = [one.denial for one in found if one.denial is not None]
    if arguments.confirmed_by or arguments.output or arguments.set:
        return write(chosen(denials, arguments.answer, "--answer"), arguments, [], arguments.set)
    if arguments.format == "json":
        output.emit(denial_words.answers_json(found))
    else:
        output.emit(denial_words.answers_text(found, output.width(), colour=output.colour()))
    return OPEN if denials else 0
