"""``authpack schema``: print one of the JSON Schemas that come with authpack."""

from __future__ import annotations

import argparse

from authpack.cli import output

NAMES = (
    "case", "policy", "determination", "route", "comparison", "manifest", "trace", "form_mapping", "denial",
    "overlay", "registry",
)  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.add_argument("name", metavar="NAME", choices=NAMES, help=f"one of: {', '.join(NAMES)}")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the file as it is shipped."""
    from authpack import content
    from authpack.errors import ContentError

    path = content.schemas_root() / f"{arguments.name}.schema.json"
    try:
        output.emit(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContentError(f"The schema file {path.name} is missing.", do="Install authpack again.") from None
    return 0
