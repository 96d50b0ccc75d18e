"""``authpack case``: one record by itself, whatever the payer."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the two actions."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions")
    check = actions.add_parser(
        "check",
        help="contradictions of the record, and the facts that many policies ask for and it does not hold",
        epilog="Exit codes: 0 nothing found, 4 problems or open questions, 2 the file cannot be used.",
    )
    check.add_argument("case", metavar="FILE", type=Path, help="a case file (.yaml, .json)")
    check.add_argument(
        "--request", metavar="ID", help="the request whose questions are asked; needed when several are open"
    )
    check.add_argument(
        "--as-of", metavar="DATE", type=options.day, help="the day of the facts (default: the request date)"
    )
    options.add_policies(check)
    check.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    check.set_defaults(run=_check)
    migrate = actions.add_parser(
        "migrate", help="write the file in the present schema; the old one stays as it is"
    )
    migrate.add_argument("case", metavar="FILE", type=Path, help="a case file of any version")
    migrate.add_argument(
        "-o", "--output", metavar="NEW", type=Path, required=True, help="the new file (.yaml, .json)"
    )
    options.add_force(migrate)
    migrate.set_defaults(run=_migrate)


def _check(arguments: argparse.Namespace) -> int:
    from authpack.cli.case_check import run_check

    return run_check(arguments)


def _migrate(arguments: argparse.Namespace) -> int:
    from authpack.cli.case_migrate import run_migrate

    return run_migrate(arguments)
