"""``authpack letter``: one letter, of the kind that the request asks for or a named one, as DOCX and PDF with its trace."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.criteria.finding import Determination
    from authpack.documents.finished import Finished
    from authpack.domain.case import Case

VERBS = {
    "kinds": ("letter_kinds", "list the kinds of letters"),
    "sign": ("letter_sign", "record that a clinician has read and signed a letter"),
    "verify": ("letter_verify", "compare an edited DOCX with the record it was written from"),
}
"""Words that may follow ``letter``: the module of each, and what it does."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    verbs = "; ".join(f"`authpack letter {name}`: {says}" for name, (_, says) in VERBS.items())
    parser.epilog = (
        f"Further: {verbs}. Exit codes: 0 written, 2 bad input or no single policy, 5 refused (nothing is "
        "written), 6 output, 7 content."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument(
        "--kind", metavar="NAME", help="the kind of letter (default: what the request asks for)"
    )
    parser.add_argument(
        "--date", metavar="DATE", type=options.day, help="the letter's date (default: the request date)"
    )
    parser.add_argument(
        "--about",
        metavar="NAME=VALUE",
        type=options.pair,
        action="append",
        default=[],
        help="a further choice that the kind asks for (may be repeated)",
    )
    options.add_choice(parser)
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="the folder for the files"
    )
    parser.add_argument("--allow-gaps", action="store_true", help="write a DRAFT although criteria are open")
    parser.add_argument(
        "--signing",
        metavar="FILE",
        type=Path,
        help="the clinician's signing of this letter (authpack letter sign)",
    )
    options.add_templates(parser)
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Judge, write the letter's files, and name them."""
    output.check_place(arguments.output, {}, force=arguments.force)
    from authpack import api

    case = api.load_case(arguments.case)
    letter = api.letter(
        case,
        _judged(case, arguments),
        kind=arguments.kind,
        request=arguments.request,
        date=arguments.date,
        about=dict(arguments.about),
        allow_gaps=arguments.allow_gaps,
        templates=arguments.templates,
        signing=api.read_signing(arguments.signing) if arguments.signing else None,
    )
    output.write_files(arguments.output, letter.files(), force=arguments.force)
    output.emit(written(letter, arguments.output))
    return 0


def _judged(case: Case, arguments: argparse.Namespace) -> Determination | None:
    """The determination; a kind that needs none is written without one when no policy can be told."""
    from authpack.documents.letter_kinds import kind_named
    from authpack.errors import PolicyChoiceError

    try:
        return options.judged(case, arguments)
    except PolicyChoiceError:
        if arguments.policy or not arguments.kind or kind_named(arguments.kind).judged:
            raise
        return None


def written(letter: Finished, folder: Path, beside: Sequence[str] = ()) -> str:
    """What was written where (``beside``: further files written with it), and whether it may go out."""
    from authpack.cli.tables import fitted
    from authpack.documents.letter_criteria import UNREAD_HEADING

    state = (
        "a DRAFT: something that decides is open; see the gap memo"
        if letter.draft
        else "ready to read and sign"
    )
    if not letter.draft and UNREAD_HEADING in letter.beside.get("gaps.md", ""):
        state += ", but part of the payer's criteria was not read: see the gap memo first"
    name = letter.kind.replace("_", " ").replace("tms", "TMS").replace("ocd", "OCD")
    lines: list[str | Path] = [f"The {name} is {state}. Wrote:"]
    lines += [folder / file for file in (*beside, *letter.names())]
    if "gaps.md" in letter.beside:
        lines.append("The gap memo is for the practice only; do not send it.")
    return fitted(lines)
