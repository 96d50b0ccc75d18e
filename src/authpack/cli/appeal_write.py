"""``authpack appeal write``: one appeal, external review or claim dispute."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import output
from authpack.cli.appeal import denial_named
from authpack.cli.tables import fitted

if TYPE_CHECKING:
    from authpack.documents.finished import Finished


def run_write(arguments: argparse.Namespace) -> int:
    """Judge, write the files, and name them."""
    output.check_place(arguments.output, {}, force=arguments.force)
    from authpack import api

    made = api.appeal(
        api.load_case(arguments.case),
        denial_named(arguments),
        level=arguments.level,
        expedited=arguments.expedited,
        on_behalf=arguments.on_behalf,
        date=arguments.date,
        policy=arguments.policy,
        policies=arguments.policies,
        allow_gaps=arguments.allow_gaps,
        cite_outcomes=arguments.cite_outcomes,
        templates=arguments.templates,
        signing=api.read_signing(arguments.signing) if arguments.signing else None,
    )
    output.write_files(arguments.output, made.files(), force=arguments.force)
    output.emit(_written(made, arguments.output))
    return 0


def _written(made: Finished, folder: Path) -> str:
    state = "a DRAFT: something is open; the memo lists it" if made.draft else "ready to read and sign"
    lines: list[str | Path] = [
        f"The {made.kind.replace('_', ' ')} is {state}. It bears the day {made.trace['date']}. Wrote:",
        *(folder / name for name in made.names()),
        "The memo is for the practice only; do not send it.",
    ]
    return fitted(lines)
