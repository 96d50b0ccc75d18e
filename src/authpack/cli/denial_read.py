"""``authpack denial read``: proposals from a notice with their words and page; a file only of what a person confirms."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.intake.denial_proposals import Proposals

OPEN = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Without --confirmed-by only the proposals are shown. Exit codes: 0 written, 4 proposals shown and nothing "
        "written, 2 bad input, 6 output, 8 a part is not installed."
    )
    parser.add_argument("letter", metavar="LETTER", type=Path, help="the notice: .pdf or .txt")
    parser.add_argument("--pages", metavar="FIRST-LAST", type=pages, help="read only these pages")
    add_confirmation(parser)
    parser.add_argument(
        "--accept",
        metavar="FIELD[=N]",
        action="append",
        default=[],
        help="accept a proposed value; N picks a candidate, 1,3 some of a list; all: what is likely and has no rival",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def add_confirmation(parser: argparse.ArgumentParser) -> None:
    """What turns a reading into a confirmed file; shared with remit and response."""
    parser.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        type=options.pair,
        action="append",
        default=[],
        help="give a value",
    )
    parser.add_argument("--confirmed-by", metavar="NAME", help="who compared the values with the notice")
    parser.add_argument("--confirmed-on", metavar="DATE", type=options.day, help="when (YYYY-MM-DD)")
    parser.add_argument(
        "--case", metavar="CASE", type=Path, help="the case it belongs to: names the request and a free id"
    )
    parser.add_argument(
        "--request", metavar="ID", help="the request that was answered (default: the case's only one)"
    )
    parser.add_argument(
        "--id", metavar="ID", help="the denial's id in the case (default: the next free n1, n2, ...)"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="the denial file to write (.yaml, .json)"
    )
    options.add_force(parser)


def pages(text: str) -> tuple[int, int]:
    """An argument FIRST-LAST or one page number; argparse's error otherwise."""
    found = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last:
        raise argparse.ArgumentTypeError("is not written FIRST-LAST, such as 1-6")
    return first, last


def run(arguments: argparse.Namespace) -> int:
    """Read, show, and write only what is confirmed."""
    from authpack import api
    from authpack.cli import denial_words

    found = api.read_denial(arguments.letter, pages=arguments.pages)
    accept, values = list(arguments.accept), list(arguments.set)
    if not (accept or values or arguments.confirmed_by or arguments.output):
        if arguments.format == "json":
            output.emit(denial_words.proposals_json(found))
        else:
            output.emit(denial_words.proposals_text(found, output.width(), colour=output.colour()))
        return OPEN
    if not (accept or values or arguments.confirmed_by) and _at_terminal():
        accept, values = ask(found)
        arguments.confirmed_by = input("Your name, as the one who compared it with the notice: ").strip()
        arguments.confirmed_on = _asked_day("Today's date (YYYY-MM-DD): ")
    return write(found, arguments, accept, values)


def _asked_day(question: str) -> date:
    """Ask until a date comes."""
    while True:
        try:
            return options.day(input(question).strip())
        except argparse.ArgumentTypeError as fault:
            print(f"That {fault}.")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(found: Proposals) -> tuple[list[str], list[tuple[str, str]]]:
    """One question a field, on a terminal: a candidate's number, a typed value, or nothing."""
    from authpack.intake.denial_proposals import LISTS

    accept: list[str] = []
    values: list[tuple[str, str]] = []
    for field in found.fields:
        some = found.of(field)
        for number, one in enumerate(some, 1):
            page = f" (page {one.page})" if one.page else ""
            print(f"{field} {number}: {one.value}{page}")
        hint = "numbers (1,3)" if field in LISTS else "number"
        answer = input(f"{field}: {hint} to accept, =VALUE to type it, Enter to leave it out: ").strip()
        if answer.startswith("="):
            values.append((field, answer[1:].strip()))
        elif answer:
            accept.append(f"{field}={answer}")
    return accept, values


def write(
    found: object, arguments: argparse.Namespace, accept: list[str], values: list[tuple[str, str]]
) -> int:
    """Confirm and write one denial file; refuses without a name, a date and a place."""
    from authpack import api
    from authpack.cli import denial_words
    from authpack.intake.denial_confirm import left_out
    from authpack.intake.denial_proposals import Proposals

    request, identifier = place_of(arguments)
    missing(arguments)
    file = api.confirm_denial(
        found,  # type: ignore[arg-type]
        accept=accept,
        values=values,
        request=request,
        by=arguments.confirmed_by,
        on=arguments.confirmed_on.isoformat(),
        identifier=identifier,
    )
    text = denial_words.file_text(api.denial_data(file), arguments.output.suffix.lower())
    output.write_file(arguments.output, text, force=arguments.force)
    if isinstance(found, Proposals) and (left := left_out(found, file)):
        output.emit(f"Proposed and left out: {', '.join(left)}.")
    output.emit(
        f"Wrote {arguments.output}. Put it into the case: authpack denial add CASE {arguments.output} -o NEWCASE"
    )
    return 0


def missing(arguments: argparse.Namespace) -> None:
    """InputError that lists what is missing before anything is written."""
    from authpack.errors import Fault, InputError

    lacks = []
    if not arguments.confirmed_by:
        lacks.append(Fault("--confirmed-by", "is missing.", "Name who compared the values with the notice."))
    if not arguments.confirmed_on:
        lacks.append(Fault("--confirmed-on", "is missing.", "Give the day, YYYY-MM-DD."))
    if arguments.output is None:
        lacks.append(Fault("-o", "is missing.", "Name the denial file to write."))
    elif arguments.output.suffix.lower() not in (".yaml", ".yml", ".json"):
        lacks.append(Fault("-o", "is neither .yaml, .yml nor .json.", "Name the file so."))
    if lacks:
        raise InputError(
            "Nothing is written until a person confirms it.",
            faults=tuple(lacks),
            why="A guess that nobody looked at may cost a deadline.",
        )


def place_of(arguments: argparse.Namespace) -> tuple[str, str]:
    """The request and the denial's id: named, else from the case."""
    from authpack import api
    from authpack.errors import InputError

    request, identifier = arguments.request, arguments.id
    if arguments.case is None:
        if request is None:
            raise InputError(
                "The request that was answered is not named.", do="Give --request ID, or --case CASE."
            )
        return request, identifier or "n1"
    case = api.load_case(arguments.case)
    if request is None and len(case.requests) == 1:
        request = case.requests[0].id
    chosen = api.request_of(case, request)
    taken = {one.id for one in case.denials}
    free = next(f"n{number}" for number in range(1, len(taken) + 2) if f"n{number}" not in taken)
    return chosen.id, identifier or free
