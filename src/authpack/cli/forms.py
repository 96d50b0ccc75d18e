"""``authpack forms``: read a payer's PDF form, start a mapping for it, fill it from a case."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the actions."""
    parser.epilog = (
        "Needs authpack[packet]. The universal TMS request form: `authpack forms universal -o DIR`."
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions")
    _inspect(
        actions.add_parser(
            "inspect",
            help="the fields with types, allowed values and pages, and a numbered picture of each page",
            epilog="Exit codes: 0 read, 2 not a form that can be read, 5 a dynamic XFA form.",
        )
    )
    _map(
        actions.add_parser(
            "map",
            help="start a mapping by the form's labels; what is uncertain is commented out",
            epilog="Exit codes: 0 written, 2 not a form that can be read, 6 output.",
        )
    )
    _fill(
        actions.add_parser(
            "fill",
            help="fill the form from a case by its mapping, with report and trace",
            epilog="Exit codes: 0 written, 4 written and something is still open, 2 bad input, 5 refused (nothing is "
            "written), 6 output, 7 the mapping.",
        )
    )
    universal = actions.add_parser("universal", help="copy the universal TMS request form and its mapping")
    universal.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="the folder for the files"
    )
    options.add_force(universal)
    universal.set_defaults(run=_run_universal)


def _form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="FORM.pdf", type=Path, help="the blank form as the payer gives it")
    password = parser.add_mutually_exclusive_group()
    password.add_argument(
        "--password-file", metavar="FILE", type=Path, help="a file that holds the form's password"
    )
    password.add_argument(
        "--ask-password", action="store_true", help="ask for the form's password at the terminal"
    )


def _inspect(parser: argparse.ArgumentParser) -> None:
    _form(parser)
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, help="the folder for the pictures")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    options.add_force(parser)
    parser.set_defaults(run=_run_inspect)


def _map(parser: argparse.ArgumentParser) -> None:
    _form(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE.yaml", type=Path, help="the mapping (default: stdout)"
    )
    parser.add_argument(
        "--title", metavar="TEXT", help="what the addendum calls the form (default: the PDF's title)"
    )
    options.add_force(parser)
    parser.set_defaults(run=_run_map)


def _fill(parser: argparse.ArgumentParser) -> None:
    _form(parser)
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument(
        "--mapping", metavar="FILE.yaml", type=Path, required=True, help="which fact goes where"
    )
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, required=True, help="the filled form")
    parser.add_argument(
        "--flatten", action="store_true", help="print in place of fields: nobody can change it by chance"
    )
    parser.add_argument("--strict", action="store_true", help="write nothing while a field is still open")
    parser.add_argument(
        "--date",
        metavar="DATE",
        type=options.day,
        help="the day that the form bears (default: the request date)",
    )
    parser.add_argument(
        "--fonts",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="a folder of fonts for further scripts",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="of the report; default: text"
    )
    options.add_choice(parser)
    options.add_templates(parser)
    options.add_force(parser)
    parser.set_defaults(run=_run_fill)


def _run_inspect(arguments: argparse.Namespace) -> int:
    from authpack.cli.forms_run import inspect

    return inspect(arguments)


def _run_map(arguments: argparse.Namespace) -> int:
    from authpack.cli.forms_run import start_map

    return start_map(arguments)


def _run_fill(arguments: argparse.Namespace) -> int:
    from authpack.cli.forms_run import fill

    return fill(arguments)


def _run_universal(arguments: argparse.Namespace) -> int:
    from authpack import api

    files: dict[str, str | bytes] = {path.name: path.read_bytes() for path in api.universal_form()}
    output.write_files(arguments.output, files, force=arguments.force)
    output.emit("\n".join(["Wrote:", *(f"  {arguments.output / name}" for name in files)]))
    return 0
