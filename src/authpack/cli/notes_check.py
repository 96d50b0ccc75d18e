"""``authpack notes check``: what the notes of a course would be refused or warned for; nothing is written."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import output

if TYPE_CHECKING:
    from authpack.domain.case import Case
    from authpack.intake.session_rows import SessionLog
    from authpack.ledger.note_checks import Checked


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    from authpack.cli.notes import add_signatures

    parser.epilog = (
        "Exit codes: 0 nothing found, 2 bad input or bad rows, 4 warnings only, 5 a note would be refused."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument("--log", metavar="LOG", type=Path, help="a session log (.csv, .yaml) beside the case")
    add_signatures(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the findings."""
    from authpack import api
    from authpack.cli.notes import BAD_ROWS, CLEAN, REFUSED, WARNINGS

    case = api.load_case(arguments.case)
    log = api.session_log(arguments.log) if arguments.log else None
    signatures = api.read_note_signatures(arguments.signatures) if arguments.signatures else None
    found = api.check_notes(case, log=log, signatures=signatures)
    if arguments.format == "json":
        output.emit(json.dumps(_data(case, found, log), ensure_ascii=False, indent=2))
    else:
        output.emit("\n".join(_text(case, found, log)))
    if log and log.bad:
        return BAD_ROWS
    if found.refusals:
        return REFUSED
    return WARNINGS if found.warnings else CLEAN


def _data(case: Case, found: Checked, log: SessionLog | None) -> dict[str, object]:
    from authpack.cli.notes import problem_data

    return {
        "case": case.id,
        "sessions": len(found.sessions),
        "papers": len(found.papers),
        "refusals": [problem_data(one, log) for one in found.refusals],
        "warnings": [problem_data(one, log) for one in found.warnings],
        "unsigned": list(found.unsigned),
        "bad_rows": [
            {"line": row.line, "id": row.id, "faults": [str(fault) for fault in row.faults]}
            for row in (log.bad if log else ())
        ],
    }


def _text(case: Case, found: Checked, log: SessionLog | None) -> list[str]:
    from authpack.cli.notes_words import bad_rows, count_of, findings
    from authpack.cli.tables import indented, wrap

    width = output.width()
    counts = [
        f"{count_of(len(found.sessions), 'session')}, {count_of(len(found.papers), 'paper')}",
        f"{count_of(len(found.refusals), 'refusal')}, {count_of(len(found.warnings), 'warning')}",
        f"{count_of(len(found.unsigned), 'note')} not signed by everyone",
    ]
    lines = wrap(f"Case {case.id}: {'; '.join(counts)}.", width)
    lines += bad_rows(log.bad if log else (), width)
    for title, problems in (
        ("REFUSALS: these notes would not be written", found.refusals),
        ("WARNINGS: the notes are written; look at these", found.warnings),
    ):
        if problems:
            lines += ["", title, *findings(problems, log, width)]
    papers = [path.removeprefix("/") for path in found.unsigned if not path.startswith("/sessions/")]
    if papers:
        lines += ["", "PAPERS not signed by everyone", *indented(", ".join(papers), width, "  ")]
    return lines
