"""``authpack letter sign``: a clinician signs one finished letter, by the hash of what it says."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output
from authpack.cli.tables import fitted


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Run by, or at the word of, the clinician who has read the letter. It writes LETTER.signing.json; write the "
        "letter again with --signing and that file, and the image that style.yaml names stands on the line. A letter "
        "whose words have changed since is refused. Exit codes: 0 written, 2 bad input, 5 a draft, 6 output."
    )
    parser.add_argument("trace", metavar="TRACE.json", type=Path, help="the trace written with the letter")
    parser.add_argument("--case", metavar="CASE", type=Path, required=True, help="the letter's case file")
    parser.add_argument(
        "--clinician", metavar="ID", required=True, help="who signs: an id under clinicians in the case file"
    )
    parser.add_argument(
        "--date", metavar="DATE", type=options.day, required=True, help="the day of signing, YYYY-MM-DD"
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, help="the folder for the file (default: the trace's)"
    )
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the signing file and say what to do with it."""
    from authpack import api

    signing = api.sign_letter(
        arguments.trace,
        api.load_case(arguments.case),
        clinician=arguments.clinician,
        date=arguments.date,
    )
    folder = arguments.output or arguments.trace.parent
    path = folder / f"{arguments.trace.name.removesuffix('.json').removesuffix('.trace')}.signing.json"
    output.write_file(path, signing.text(), force=arguments.force)
    output.emit(
        fitted(
            [
                f"Signed as {signing.sha256[:12]}. Wrote:",
                path,
                "Write the letter again with --signing and this file.",
            ]
        )
    )
    return 0
