"""``authpack notes sign``: one person signs one note, by the record code that stands in its footer."""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output

SIGNED, WARNINGS = 0, 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Run by, or at the word of, the person who has read the note. The code is that of its footer; when the record has "
        "changed since, no note has it, and nothing is signed. The signature is added to the file of signatures; write "
        "the note again with --signatures and that file. There is no command that signs many. Exit codes: 0 signed, 2 bad "
        "input, 4 signed, with warnings, 5 refused, 6 output."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument("code", metavar="CODE", help="the record code in the footer of the note")
    parser.add_argument(
        "--role",
        choices=("operator", "clinician", "patient", "guardian"),
        required=True,
        help="in which role; operator, patient and guardian are the persons of the record",
    )
    parser.add_argument(
        "--clinician", metavar="ID", help="who signs as clinician: an id under clinicians in the case file"
    )
    parser.add_argument(
        "--date", metavar="DATE", type=options.day, required=True, help="the day of signing, YYYY-MM-DD"
    )
    parser.add_argument("--time", metavar="HH:MM", help="the time of signing, 24 hours")
    parser.add_argument("--log", metavar="LOG", type=Path, help="the session log beside the case")
    parser.add_argument(
        "--signatures",
        metavar="FILE.json",
        type=Path,
        required=True,
        help="the file of signatures of this case; it is begun when there is none",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add the signature to the file, and say what was signed."""
    from authpack import api
    from authpack.errors import InputError

    path: Path = arguments.signatures
    if path.suffix.lower() != ".json":
        raise InputError("The file of signatures is JSON.", do="Give it a name that ends with .json.")
    case = api.load_case(arguments.case)
    log = api.session_log(arguments.log) if arguments.log else None
    grown, warnings = api.sign_note(
        case,
        arguments.code.lower(),
        arguments.role,
        date=arguments.date,
        time=arguments.time,
        clinician=arguments.clinician,
        log=log,
        signatures=api.read_note_signatures(path) if path.exists() else None,
    )
    # The file only grows, by this row: that is no overwriting.
    output.write_file(path, grown.text(), force=True)
    of = grown.signatures[-1].of.replace("/", " ")
    lines = [f"Signed: {of}, by the {arguments.role}. {path} holds {len(grown.signatures)} signature(s)."]
    lines += [f"WARNING: {one.text} ({one.code})." for one in warnings]
    output.emit("\n".join([*lines, f"Write the note again with --signatures {path}"]))
    return WARNINGS if warnings else SIGNED
