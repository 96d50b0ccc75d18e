"""``authpack letter verify``: what in an edited DOCX no longer matches the record, at its place."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output
from authpack.cli.tables import fitted

if TYPE_CHECKING:
    from authpack.api.verify import Verified
    from authpack.documents.verify import Reworded
    from authpack.documents.verify_unit import Difference

DIFFERENT = 4
_KINDS = {
    "changed": "changed",
    "missing": "missing",
    "moved": "moved",
    "added": "added, not in the record's words",
    "stale": "the record says otherwise now",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "The report shows the patient's data: do not paste it into a ticket. Exit codes: 0 nothing found, 2 the file "
        "cannot be used (damaged, macros, tracked changes or comments, another letter), 4 differences, 6 output."
    )
    parser.add_argument("edited", metavar="EDITED.docx", type=Path, help="the letter as it was edited")
    parser.add_argument(
        "--trace", metavar="TRACE.json", type=Path, required=True, help="the trace written with the letter"
    )
    parser.add_argument(
        "--case", metavar="CASE", type=Path, help="the case file: also say what it says otherwise now"
    )
    parser.add_argument(
        "--log", metavar="LOG", type=Path, help="with --case, of a note: the session log beside it"
    )
    parser.add_argument(
        "--signatures", metavar="FILE.json", type=Path, help="with --case, of a note: its signatures"
    )
    parser.add_argument(
        "--new-paragraphs",
        metavar="FILE",
        type=Path,
        help="write the clinician's new sentences as YAML for the case file (needs --date)",
    )
    parser.add_argument(
        "--date", metavar="DATE", type=options.day, help="the day on which the new sentences were written"
    )
    parser.add_argument("--clinician", metavar="ID", help="whose sentences they are (default: who signs)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    options.add_policies(parser)
    options.add_templates(parser)
    options.add_force(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare, write the new sentences when asked, and report."""
    from authpack import api
    from authpack.errors import InputError

    if arguments.new_paragraphs and arguments.date is None:
        raise InputError(
            "--new-paragraphs needs --date, the day on which the new sentences were written.",
            why="A clinician's words in the record are dated, and authpack reads no clock.",
            do="Add --date YYYY-MM-DD.",
        )
    if (arguments.log or arguments.signatures) and not arguments.case:
        raise InputError("--log and --signatures stand beside a case.", do="Give --case too.")
    case = api.load_case(arguments.case) if arguments.case else None
    found = api.verify_letter(
        arguments.edited,
        arguments.trace,
        case=case,
        log=api.session_log(arguments.log) if arguments.log else None,
        signatures=api.read_note_signatures(arguments.signatures) if arguments.signatures else None,
        shelf=api.shelf(arguments.policies) if case else None,
        library=api.catalog(arguments.policies) if case and arguments.policies else None,
        templates=arguments.templates,
        policies=arguments.policies,
    )
    if arguments.new_paragraphs:
        _write_paragraphs(found, arguments)
    if arguments.format == "json":
        output.emit(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
    else:
        output.emit(fitted(_text(found, arguments)))
    return 0 if found.clean else DIFFERENT


def _write_paragraphs(found: Verified, arguments: argparse.Namespace) -> None:
    from authpack.documents.verify_sentences import as_yaml

    text = as_yaml(found.new_paragraphs, found.trace, date=arguments.date, clinician=arguments.clinician)
    output.write_file(arguments.new_paragraphs, text, force=arguments.force)


def _text(found: Verified, arguments: argparse.Namespace) -> list[str]:
    report, stale = found.report, found.stale or ()
    name = found.trace["document"].replace("_", " ")
    count = len(report.differences) + len(stale)
    said = f"{count} difference{'' if count == 1 else 's'}" if count else "nothing found"
    lines = [f"{report.checked} values compared: {said} ({name}, case {found.trace['case']})."]
    lines += [f"Note: {notice}" for notice in report.notices]
    for number, one in enumerate((*report.differences, *stale), 1):
        lines += ["", *_difference(number, one)]
    lines += _rewording(report.reworded)
    if found.stale is not None and not stale:
        lines += ["", "The present record says the same as the letter."]
    if found.stale is None:
        lines += [
            "",
            "Compared with the trace alone; --case CASE also tells what the record says otherwise now.",
        ]
    if found.new_paragraphs:
        lines += ["", *_sentences(found, arguments.new_paragraphs)]
    return lines


def _rewording(found: Sequence[Reworded]) -> list[str]:
    """The letter's own words that were changed: no value, but "did not respond" may have become "responded"."""
    if not found:
        return []
    lines = ["", "Words of the letter itself that were changed; they hold no value, so a person judges them:"]
    for one in found:
        lines += [
            f"  {one.place}: {' '.join((f'-[{one.gone}]' if one.gone else '', f'+[{one.new}]' if one.new else '')).strip()}"
        ]
    return lines


def _difference(number: int, one: Difference) -> list[str]:
    lines = [f"{number}. {one.what} {_KINDS[one.kind]}{f': {one.place}' if one.place else ''}"]
    lines += [f"     record    {one.expected}"] if one.expected else []
    lines += [f"     letter    {one.found}"] if one.found else []
    lines += [f"     path      {', '.join(one.paths)}"] if one.paths else []
    lines += [f"     note      {one.note}"] if one.note else []
    return lines


def _sentences(found: Verified, written: Path | None) -> list[str]:
    count = len(found.new_paragraphs)
    said = f"{count} new passage{'' if count == 1 else 's'} of the clinician"
    if written:
        return [f"{said} written to {written}; copy them into the case file."]
    return [
        f"{said}. They are lost when the letter is written again: --new-paragraphs FILE --date DATE writes them "
        "for the case file."
    ]
