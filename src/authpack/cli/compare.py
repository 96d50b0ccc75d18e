"""``authpack compare``: one patient against many policies."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from datetime import date

    from authpack.criteria.catalog import Catalog
    from authpack.criteria.policy import Policy
    from authpack.criteria.shelf import Shelf


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = "Exit codes: 0 compared, 2 bad input or an unknown policy, 6 output, 7 content."
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument(
        "--payers",
        metavar="ID",
        nargs="+",
        default=[],
        help="policy ids or payers' names, apart by spaces or commas; without them every policy with a revision in force",
    )
    parser.add_argument("--request", metavar="ID", help="the request; needed when several are open")
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=options.day,
        help="the day of the facts and of the revisions (default: the request date)",
    )
    options.add_policies(parser)
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file instead")
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Judge under every policy asked for, and print the matrix."""
    if arguments.output is not None:
        output.check_place(arguments.output.parent, {arguments.output.name: ""}, force=arguments.force)
    from authpack import api

    case = api.load_case(arguments.case)
    library = api.catalog(arguments.policies)
    day = api.day_of(case, request=arguments.request, as_of=arguments.as_of)
    policies, left_out = _chosen(library, arguments.payers, day)
    found = api.matrix(case, policies, request=arguments.request, as_of=arguments.as_of)
    text = _drawn(found, left_out, arguments)
    if arguments.output is None:
        output.emit(text)
    else:
        output.write_file(arguments.output, text, force=arguments.force)
    return 0


def _chosen(library: Catalog, names: list[str], day: date) -> tuple[list[Policy], list[str]]:
    """The revisions to compare, and the ids left out because none of their revisions governs the day."""
    from authpack import api

    if names:
        shelf = api.shelf_of(library)
        asked = [part for name in names for part in _parts(library, shelf, name)]
        wanted = dict.fromkeys(policy for name in asked for policy in _ids(library, shelf, name))
        return [library.governing(one, day) for one in wanted], []
    held = {name: library.governing(name, day) for name in library.revisions}
    left_out = sorted(name for name, policy in held.items() if not policy.in_force(day))
    return [policy for name, policy in sorted(held.items()) if name not in left_out], left_out


def _parts(library: Catalog, shelf: Shelf, name: str) -> list[str]:
    """``a,b`` is read as two names, unless a payer is called so."""
    if name in library.revisions or shelf.named(name):
        return [name]
    return [part.strip() for part in name.split(",") if part.strip()] or [name]


def _ids(library: Catalog, shelf: Shelf, name: str) -> list[str]:
    """A policy id, or every policy of a payer of that name."""
    if name in library.revisions:
        return [name]
    # An unknown name raises with the nearest ids.
    return sorted(shelf.named(name)) or [library.newest(name).id]


def _drawn(found: object, left_out: list[str], arguments: argparse.Namespace) -> str:
    from authpack.cli import compare_text
    from authpack.criteria.comparison import Matrix, as_data

    assert isinstance(found, Matrix)
    if arguments.format == "json":
        import json

        return json.dumps({**as_data(found), "left_out": left_out}, ensure_ascii=False, indent=2) + "\n"
    if arguments.format == "markdown":
        return compare_text.as_markdown(found, left_out)
    to_file = arguments.output is not None
    width = output.FILE_WIDTH if to_file else output.width()
    return compare_text.as_text(found, left_out, width, colour=not to_file and output.colour())
