"""``authpack notes``: the notes of a course, from the case or from a session log, as DOCX and PDF with their traces."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from authpack.cli import options, output
from authpack.cli.notes_words import bad_rows, count_of, findings
from authpack.cli.tables import fitted

if TYPE_CHECKING:
    from authpack.documents.notes import NoteResult
    from authpack.domain.case import Case
    from authpack.intake.session_rows import SessionLog
    from authpack.ledger.note_problem import NoteProblem

VERBS = {
    "check": ("notes_check", "check the notes of a course without writing them"),
    "sign": ("notes_sign", "record that one person has read and signed one note"),
    "overlaps": ("notes_overlaps", "find one operator or device in two patients' sessions at a time"),
    "kinds": ("notes_kinds", "list the kinds of notes"),
    "columns": ("notes_columns", "print the columns of a session log"),
}
"""Words that may follow ``notes``: the module of each, and what it does."""
CLEAN, BAD_ROWS, WARNINGS, REFUSED = 0, 2, 4, 5


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    verbs = "; ".join(f"`authpack notes {name}`: {says}" for name, (_, says) in VERBS.items())
    parser.epilog = (
        f"Further: {verbs}. Exit codes: 0 all written, 2 bad input or bad rows (the good ones are written), 4 written "
        "with warnings, 5 a note was refused (the others are written), 6 output, 7 content."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument(
        "--log", metavar="LOG", type=Path, help="a session log (.csv, .yaml); its sessions are written"
    )
    add_signatures(parser)
    parser.add_argument(
        "--kind", metavar="NAME", help="the kind of note (default: what each session's code asks for)"
    )
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--session", metavar="ID", help="one session")
    one.add_argument(
        "--item",
        metavar="ID",
        help="one consent, plan, review, early stop or course end (its kind follows from the record)",
    )
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="the folder for the files"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="of the summary; default: text"
    )
    options.add_templates(parser)
    options.add_force(parser)
    parser.set_defaults(run=run)


def add_signatures(parser: argparse.ArgumentParser) -> None:
    """The file of ``authpack notes sign``."""
    parser.add_argument(
        "--signatures",
        metavar="FILE.json",
        type=Path,
        help="the signatures recorded beside the case (authpack notes sign)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the notes that can be written, and say which were not and why."""
    output.check_place(arguments.output, {}, force=arguments.force)
    from authpack import api
    from authpack.cli.notes_bar import Bar

    case = api.load_case(arguments.case)
    log = api.session_log(arguments.log) if arguments.log else None
    signatures = api.read_note_signatures(arguments.signatures) if arguments.signatures else None
    results: list[NoteResult] = []
    with Bar("notes") as bar:
        for result in api.course_notes(
            case,
            log=log,
            signatures=signatures,
            kind=arguments.kind,
            record=arguments.session or arguments.item,
            templates=arguments.templates,
            begin=bar.begin,
        ):
            results.append(result)
            bar.step()
    files = {name: data for one in results if one.note for name, data in one.note.files().items()}
    course = course_problems(case, log) if not (arguments.session or arguments.item) else ()
    if files:
        output.write_files(arguments.output, files, force=arguments.force)
    if arguments.format == "json":
        data = as_data(case, results, log, arguments.output, course)
        output.emit(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        output.emit(fitted(as_text(results, log, arguments.output, course)))
    return exit_code(results, log, course)


def course_problems(case: Case, log: SessionLog | None) -> tuple[NoteProblem, ...]:
    """What the courses lack as a whole."""
    from authpack import api

    found = api.check_notes(case, log=log).courses
    return tuple(problem for course in found.values() for problem in course)


def exit_code(results: list[NoteResult], log: SessionLog | None, course: tuple[NoteProblem, ...] = ()) -> int:
    """The worst that happened: unreadable rows, then refusals, then warnings."""
    if log and log.bad:
        return BAD_ROWS
    if any(one.note is None for one in results):
        return REFUSED
    return WARNINGS if course or any(one.warnings for one in results) else CLEAN


def as_text(
    results: list[NoteResult], log: SessionLog | None, folder: Path, course: tuple[NoteProblem, ...] = ()
) -> list[str]:
    """The summary: what was written, what not and why, and what to look at."""
    width = output.width()
    written = [one for one in results if one.note]
    lines = [f"{len(written)} of {count_of(_count(results, log), 'note')} written to {folder}."]
    lines += bad_rows(log.bad if log else (), width)
    refused = [one for one in results if one.note is None]
    if refused:
        lines += ["", *(f"REFUSED, not written: {one.record} ({_kind(one)})" for one in refused)]
        lines += findings((problem for one in refused for problem in one.refusals), log, width)
        for one in refused:
            lines += _fault(one, width)
    warned = [*(problem for one in results for problem in one.warnings), *course]
    if warned:
        lines += ["", f"WARNINGS ({len(warned)})", *findings(warned, log, width)]
    open_ = [one for one in written if one.note and not one.signed]
    if open_:
        many = "The note stays" if len(open_) == 1 else f"{len(open_)} notes stay"
        lines += ["", f"{many} unsigned until the signatures are recorded, one by one (authpack notes sign)."]
    return lines


def _kind(one: NoteResult) -> str:
    return one.kind.replace("_", " ")


def _fault(one: NoteResult, width: int) -> list[str]:
    """Why a note was refused when it was already being written: a value without an origin, and the like."""
    from authpack.cli.tables import indented

    if one.fault is None:
        return []
    said = (f"{one.record}: {one.fault.what}", *map(str, one.fault.faults))
    return [line for text in said for line in indented(text, width, "  ", "-")]


def _count(results: list[NoteResult], log: SessionLog | None) -> int:
    return len(results) + (len(log.bad) if log else 0)


def problem_data(problem: NoteProblem, log: SessionLog | None = None) -> dict[str, Any]:
    """One finding as plain data."""
    from authpack.ledger.note_advice import advice

    return {
        "severity": problem.severity,
        "code": problem.code,
        "level": problem.level,
        "path": problem.path,
        "text": problem.text,
        "detail": problem.detail,
        "do": advice(problem),
        "where": log.where(problem.path) if log else None,
        "source": problem.basis.source,
        "grade": problem.basis.grade,
    }


def as_data(
    case: Case,
    results: list[NoteResult],
    log: SessionLog | None,
    folder: Path,
    course: tuple[NoteProblem, ...] = (),
) -> dict[str, Any]:
    """The summary as plain data."""
    warned = [*(problem for one in results for problem in one.warnings), *course]
    return {
        "case": case.id,
        "folder": str(folder),
        "written": [
            {"record": one.record, "kind": one.kind, "signed": one.signed, "files": sorted(one.note.names())}
            for one in results
            if one.note
        ],
        "refused": [
            {
                "record": one.record,
                "kind": one.kind,
                "problems": [problem_data(problem, log) for problem in one.refusals],
                "fault": one.fault.render() if one.fault else None,
            }
            for one in results
            if one.note is None
        ],
        "warnings": [problem_data(problem, log) for problem in warned],
        "bad_rows": [
            {"line": row.line, "id": row.id, "faults": [str(fault) for fault in row.faults]}
            for row in (log.bad if log else ())
        ],
    }
