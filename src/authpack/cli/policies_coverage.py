"""``authpack policies coverage``: which words of the policy language the policies use."""

from __future__ import annotations

import argparse
import csv
import io
import json

from authpack.cli import output


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = "csv is the whole matrix: kinds down, revisions across, number of criteria in the cells."
    parser.add_argument("ids", metavar="ID", nargs="*", help="policy ids (default: all at hand)")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Count and print."""
    from authpack import api
    from authpack.criteria.coverage_report import Coverage, coverage

    library = api.catalog(arguments.policies)
    for name in arguments.ids:
        library.newest(name)
    report: Coverage = coverage(
        one for one in library.policies if not arguments.ids or one.id in arguments.ids
    )
    if arguments.format == "json":
        output.emit(json.dumps(report.as_data(), ensure_ascii=False, indent=2))
    elif arguments.format == "csv":
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(report.matrix())
        output.emit(text.getvalue())
    else:
        output.emit("\n".join(_text(report)))
    return 0


LEAST = 20
"""With less room for the parameters they stand below their kind."""


def _text(report: object) -> list[str]:
    from authpack.cli.tables import Column, indented, shares, table, wrap
    from authpack.criteria.coverage_report import Coverage

    assert isinstance(report, Coverage)
    width = output.width()
    first = [Column("Kind", 26), Column("Criteria", 8), Column("Policies", 8)]
    rest = shares(width - 26 - 8 - 8 - 6, [("Parameters, times used", 1)])
    rows = [
        (
            kind,
            str(report.nodes(kind)),
            str(len(report.policies_of(kind))),
            ", ".join(f"{name} {count}" for name, count in report.parameters(kind).most_common()),
        )
        for kind in report.kinds
        if report.nodes(kind)
    ]
    if rest[0].width >= LEAST:
        lines = table([*first, *rest], [(row, "plain") for row in rows], colour=output.colour())
    else:
        lines = []
        for kind, criteria, policies, parameters in rows:
            lines += wrap(f"{kind}: {criteria} criteria, {policies} policies", width)
            lines += indented(parameters, width, "    ")
    lines += ["", *wrap(f"{len(report.policies)} revision(s).", width)]
    return lines + wrap(f"Leaf kinds not used: {', '.join(report.unused) or 'none'}.", width)
