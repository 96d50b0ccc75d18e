"""``authpack appeal history`` and ``precedents``: what was said before, and published outcomes."""

from __future__ import annotations

import argparse
import json

from authpack.cli import output
from authpack.cli.tables import fitted


def run_history(arguments: argparse.Namespace) -> int:
    """Print the steps in order."""
    from authpack import api

    found = api.appeal_history(api.load_case(arguments.case), arguments.request)
    if arguments.format == "json":
        rows = [
            {
                "date": str(one.date) if one.date else None,
                "kind": one.kind,
                "id": one.id,
                "request": one.request,
                "text": one.text,
                "path": one.path,
            }
            for one in found
        ]
        output.emit(json.dumps({"schema": "authpack.appeal-history/1", "events": rows}, indent=2))
        return 0
    mark = "- " if arguments.format == "markdown" else ""
    lines = [
        f"{mark}{one.date or 'no date'!s:<10}  {one.request or '?'}  {one.text} ({one.id})" for one in found
    ]
    output.emit(fitted(lines) if lines else "The record holds no request, denial or appeal.")
    return 0


def run_precedents(arguments: argparse.Namespace) -> int:
    """Print the published outcomes, each with n and years."""
    from authpack import api
    from authpack.denials.precedents import sentence

    held = api.published_outcomes()
    if arguments.format == "json":
        output.emit(json.dumps(held.model_dump(mode="json", by_alias=True), indent=2))
        return 0
    lines = ["Counts of other cases; they say nothing of a single one, and promise nothing."]
    for body in held.sets:
        lines += ["", f"{body.process} ({body.source}). Limits: {body.limits}."]
        lines += [f"  - {sentence(body, group)}" for group in body.groups]
    output.emit(fitted(lines))
    return 0
