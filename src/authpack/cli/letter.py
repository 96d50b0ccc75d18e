"""``authpack letter``: the authorization letter or the chart statement, as DOCX and PDF with its trace."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.documents.letters import Letter

NAMES = {
    "authorization_letter": "authorization letter",
    "chart_statement": "chart statement of medical necessity",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Exit codes: 0 written, 2 bad input or no single policy, 5 refused (nothing is written), "
        "6 output, 7 content."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    options.add_choice(parser)
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="the folder for the files"
    )
    parser.add_argument(
        "--allow-gaps", action="store_true", help="write a DRAFT although required facts are missing"
    )
    parser.add_argument(
        "--templates",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="a folder of your own templates",
    )
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Judge, write the letter's files, and name them."""
    output.check_place(arguments.output, {}, force=arguments.force)
    from authpack import api

    case = api.load_case(arguments.case)
    letter = api.letter(
        case, options.judged(case, arguments), allow_gaps=arguments.allow_gaps, templates=arguments.templates
    )
    files = letter_files(letter)
    output.write_files(arguments.output, files, force=arguments.force)
    output.emit(written(letter, arguments.output, files))
    return 0


def letter_files(letter: Letter) -> dict[str, str | bytes]:
    """File names and contents of one letter."""
    files: dict[str, str | bytes] = {
        f"{letter.stem}.docx": letter.docx,
        f"{letter.stem}.pdf": letter.pdf,
        f"{letter.stem}.trace.json": json.dumps(letter.trace, ensure_ascii=False, indent=1) + "\n",
    }
    if letter.gap_memo is not None:
        files[f"{letter.stem}.gaps.md"] = letter.gap_memo
    return files


def written(letter: Letter, folder: Path, files: dict[str, str | bytes]) -> str:
    """What was written where, and whether it may go out."""
    state = (
        "a DRAFT: something that decides is open; see the gap memo"
        if letter.draft
        else "ready to read and sign"
    )
    lines = [f"The {NAMES[letter.kind]} is {state}. Wrote:", *(f"  {folder / name}" for name in files)]
    if letter.gap_memo is not None:
        lines.append("The gap memo is for the practice only; do not send it.")
    return "\n".join(lines)
