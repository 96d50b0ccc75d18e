"""``authpack policies``: the policies at hand, and the tools that keep them true."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from authpack.cli import options

ACTIONS = {
    "list": "every revision at hand",
    "show": "one revision's criteria with ids, sections, citations and questions",
    "lint": "load every policy file and report all that is wrong",
    "test": "judge the cases beside each revision",
}
MORE = {
    "diff": "what differs between two revisions, in words, and which open cases answer otherwise",
    "coverage": "which words of the policy language the policies use",
    "stale": "revisions that nobody has compared with their text for some time",
    "new": "write a policy file to fill in",
    "verify": "record that a named person compared a revision with the payer's document",
    "import-text": "show the text of a payer's PDF beside the encoded criteria",
}
"""Actions with a file of their own (``policies_<name>.py``)."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the actions."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions")
    made = {}
    for name, summary in ACTIONS.items():
        made[name] = actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        options.add_policies(made[name])
    for name in ("list", "show"):
        made[name].add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    made["show"].add_argument("id", metavar="ID", help="a policy id")
    made["show"].add_argument(
        "--policy-date",
        metavar="DATE",
        type=options.day,
        help="the day that picks the revision (default: the newest)",
    )
    made["lint"].add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="policy files or folders (default: all at hand)"
    )
    made["test"].add_argument("ids", metavar="ID", nargs="*", help="policy ids (default: all at hand)")
    made["list"].set_defaults(run=_list)
    made["show"].set_defaults(run=_show)
    made["lint"].set_defaults(run=_lint)
    made["test"].set_defaults(run=_test)
    for name, summary in MORE.items():
        one = actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        options.add_policies(one)
        module: Any = import_module(f"authpack.cli.policies_{name.replace('-', '_')}")
        module.configure(one)


def _list(arguments: argparse.Namespace) -> int:
    from authpack.cli.policies_show import run_list

    return run_list(arguments)


def _show(arguments: argparse.Namespace) -> int:
    from authpack.cli.policies_show import run_show

    return run_show(arguments)


def _lint(arguments: argparse.Namespace) -> int:
    from authpack.cli.policies_lint import run_lint

    return run_lint(arguments)


def _test(arguments: argparse.Namespace) -> int:
    from authpack.cli.policies_test import run_test

    return run_test(arguments)
