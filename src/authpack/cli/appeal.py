"""``authpack appeal``: what answers a denial, the answer itself, and what was said before."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options

LEVELS = ("level_1", "level_2", "external", "dispute")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the actions."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions")
    _plan(
        actions.add_parser(
            "plan",
            help="for each stated reason: answerable now, with which document, or not; and which way is wise",
            epilog="Exit codes: 0 every reason is answerable now, 4 something is open, 2 bad input.",
        )
    )
    _write(
        actions.add_parser(
            "write",
            help="the appeal, external review or claim dispute as DOCX and PDF with its trace and memo",
            epilog="Exit codes: 0 written, 2 bad input, 5 refused (nothing is written), 6 output, 7 content.",
        )
    )
    history = actions.add_parser("history", help="requests, denials, appeals and outcomes in order")
    _case(history)
    history.add_argument("--request", metavar="ID", help="one request alone")
    history.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="default: text"
    )
    history.set_defaults(run=_run_history)
    outcomes = actions.add_parser(
        "precedents", help="published external-review outcomes that may be stated, with n and years"
    )
    outcomes.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    outcomes.set_defaults(run=_run_precedents)


def _case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")


def _denial(parser: argparse.ArgumentParser) -> None:
    _case(parser)
    parser.add_argument(
        "id", metavar="DENIAL", nargs="?", help="the denial; needed when the case holds several"
    )
    parser.add_argument("--denial", metavar="ID", help="the same, as an option")
    parser.add_argument(
        "--date",
        metavar="DATE",
        type=options.day,
        help="the day of the facts, and of the letter (default: the latest day the record holds of this matter)",
    )
    parser.add_argument(
        "--policy", metavar="ID", help="the policy; without it the one that the coverage leads to"
    )
    options.add_policies(parser)


def _plan(parser: argparse.ArgumentParser) -> None:
    _denial(parser)
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="default: text"
    )
    parser.set_defaults(run=_run_plan)


def _write(parser: argparse.ArgumentParser) -> None:
    _denial(parser)
    parser.add_argument("--level", choices=LEVELS, default="level_1", help="default: level_1")
    parser.add_argument(
        "--expedited",
        action="store_true",
        default=None,
        help="needs a clinician's dated statement of jeopardy",
    )
    parser.add_argument(
        "--on-behalf",
        choices=("provider", "member"),
        help="in whose name; the member's needs a recorded standing (default: as the case's appeal says, else provider)",
    )
    parser.add_argument(
        "--cite-outcomes",
        action="store_true",
        help="an external review may cite published outcomes of its state, where this denial belongs to their groups",
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="the folder for the files"
    )
    parser.add_argument("--allow-gaps", action="store_true", help="write a DRAFT although something is open")
    parser.add_argument(
        "--signing",
        metavar="FILE",
        type=Path,
        help="the clinician's signing of this appeal (authpack letter sign)",
    )
    options.add_templates(parser)
    options.add_force(parser)
    parser.set_defaults(run=_run_write)


def _run_plan(arguments: argparse.Namespace) -> int:
    from authpack.cli.appeal_plan import run_plan

    return run_plan(arguments)


def _run_write(arguments: argparse.Namespace) -> int:
    from authpack.cli.appeal_write import run_write

    return run_write(arguments)


def _run_history(arguments: argparse.Namespace) -> int:
    from authpack.cli.appeal_history import run_history

    return run_history(arguments)


def _run_precedents(arguments: argparse.Namespace) -> int:
    from authpack.cli.appeal_history import run_precedents

    return run_precedents(arguments)


def denial_named(arguments: argparse.Namespace) -> str | None:
    """The denial, given as a word or as an option; InputError when the two differ."""
    word, option = arguments.id, arguments.denial
    if word and option and word != option:
        from authpack.errors import InputError

        raise InputError("Two denials are named.", do="Give one of them.")
    named: str | None = word or option
    return named
