"""``authpack policies verify``: record that a named person compared a revision with the payer's document."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.content import Root


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = "The record goes into your own folder of policies (--policies, or AUTHPACK_POLICIES)."
    parser.add_argument("id", metavar="ID", help="the policy, or ID@DATE for the revision in force then")
    parser.add_argument("--by", metavar="NAME", required=True, help="who compared")
    parser.add_argument("--document", metavar="PDF", type=Path, required=True, help="the payer's file")
    parser.add_argument("--pages", metavar="1-4", required=True, help="the pages that were compared")
    parser.add_argument("--date", metavar="DATE", type=options.day, required=True, help="when")
    parser.add_argument("--note", metavar="TEXT", default="", help="what the comparison showed")
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the record; the document is read for its hash, never kept."""
    from authpack import content
    from authpack.cli.policies_diff import chosen
    from authpack.criteria.verification import FOLDER, Document, record

    folder = _own(content.policy_roots(arguments.policies)) / FOLDER
    policy = chosen(arguments.id, arguments.policies)
    digest = _sha256(arguments.document)
    document = Document(name=arguments.document.name, sha256=digest, pages=arguments.pages.strip())
    name, text = record(policy, document, arguments.by, arguments.date, arguments.note)
    output.write_file(folder / name, text, force=arguments.force)
    output.emit(f"{folder / name}\n{policy.id}, sha256 {policy.sha256[:12]}, document sha256 {digest[:12]}")
    return 0


def _own(roots: tuple[Root, ...]) -> Path:
    from authpack.errors import InputError

    for root in roots:
        if root.local:
            return root.path
    raise InputError(
        "There is no folder of your own to keep the record in.",
        why="A verification is your practice's word, not a part of what authpack ships.",
        do="Make a folder and give it with --policies, or name it in AUTHPACK_POLICIES.",
    )


def _sha256(path: Path) -> str:
    import hashlib

    from authpack.errors import InputError

    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise InputError(f"{path.name} is empty.", do="Name the payer's document.")
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror}).", do="Check the name.") from None
