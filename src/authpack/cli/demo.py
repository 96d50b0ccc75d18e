"""``authpack demo``: the main job on an invented example - judge it, and write the letter."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output

EXAMPLE = "01-clean-approval.yaml"
FOLDER = Path("authpack-demo")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        default=FOLDER,
        help=f"the folder for the files (default: ./{FOLDER})",
    )
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check the example, write check.txt, check.json and the letter's files, print the check."""
    names = {"check.txt": "", "check.json": ""}
    output.check_place(arguments.output, names, force=arguments.force)
    from authpack import api, content
    from authpack.cli.check import drawn
    from authpack.cli.letter import written
    from authpack.cli.tables import fitted

    case = api.load_case(content.examples_root() / EXAMPLE)
    determination = api.check(case)
    data = api.explain(determination, case)
    letter = api.letter(case, determination)
    documents = letter.files()
    files: dict[str, str | bytes] = {
        "check.txt": drawn(data, "text", output.FILE_WIDTH),
        "check.json": drawn(data, "json", 0),
        **documents,
    }
    output.write_files(arguments.output, files, force=arguments.force)
    said = f"The example {EXAMPLE} (an invented patient), judged by the policy that its coverage names:"
    output.emit(fitted([said]))
    output.emit(drawn(data, "text", output.width(), colour=output.colour()) + "\n")
    output.emit(written(letter, arguments.output, ("check.txt", "check.json")))
    return 0
