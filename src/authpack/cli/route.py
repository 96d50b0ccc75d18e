"""``authpack route``: which policy judges a request, and why."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.criteria.route import Candidate, Route

NOT_SETTLED = 4
GRADES = {
    "payer_text": "read in the payer's or agency's own words",
    "summary": "read in a summary",
    "second_hand": "second-hand",
    "own": "background knowledge, not verified",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Exit codes: 0 one policy, 4 several or none (with what would settle it), 2 bad input, 6 output, "
        "7 content."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument("--request", metavar="ID", help="the request; needed when several are open")
    parser.add_argument(
        "--as-of", metavar="DATE", type=options.day, help="the day of the request (default: its date)"
    )
    parser.add_argument(
        "--policy-date",
        metavar="DATE",
        type=options.day,
        help="the day that picks the revision (default: the request date)",
    )
    options.add_policies(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Route, print, and say by the exit code whether one policy was found."""
    from authpack import api

    case = api.load_case(arguments.case)
    found = api.route(
        case,
        request=arguments.request,
        as_of=arguments.as_of,
        policy_date=arguments.policy_date,
        shelf=api.shelf(arguments.policies),
    )
    if arguments.format == "json":
        import json

        output.emit(json.dumps(api.route_data(found), ensure_ascii=False, indent=2))
    else:
        output.emit(as_text(found, output.width(), colour=output.colour()))
    return 0 if found.state == "found" else NOT_SETTLED


def as_text(route: Route, width: int, *, colour: bool = False) -> str:
    """The answer first, then the steps, what stands beside it, and what to settle."""
    from authpack.cli.tables import indented, wrap

    lines = [output.painted(line, "bold", colour) for line in wrap(_headline(route), width)]
    blocks = [lines]
    for title, texts in _sections(route):
        block = [output.painted(title.upper(), "bold", colour)]
        for text in texts:
            block += indented(text, width, "  ", "-")
        blocks.append(block)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _headline(route: Route) -> str:
    from authpack.cli.answer import REVIEW_MODES

    if route.state == "ambiguous":
        return "SEVERAL POLICIES FIT; the record does not tell which"
    if route.policy is None or route.review_mode is None:
        return "NO POLICY AT HAND CAN BE CHOSEN"
    start = (
        "first day unknown, assumed in force"
        if route.revision == "unknown"
        else f"revision of {route.revision}"
    )
    held = start if route.in_force else f"no revision held for that day; nearest: {start}"
    return f"{route.policy}, {held}; {REVIEW_MODES[route.review_mode]}"


def _sections(route: Route) -> list[tuple[str, list[str]]]:
    steps = [
        one.says
        + (f" [{', '.join(one.reads)}]" if one.reads else "")
        + (f" ({GRADES[one.grade]}{': ' + one.source if one.source else ''})" if one.grade else "")
        for one in route.steps
    ]
    laws = [
        f"{law.note} What it says: {law.overlay.changes}"
        + (f" Limits: {law.overlay.limits}" if law.overlay.limits else "")
        for law in route.laws
    ]
    found = [
        ("Warning", [*route.warnings]),
        ("Why", steps),
        (
            "Candidates" if route.state == "ambiguous" else "Names like it",
            [_candidate(one) for one in route.candidates],
        ),
        ("After it", [_candidate(one) for one in route.after]),
        ("To settle", [f"{one.ask} ({one.field})" for one in route.questions]),
        ("State laws (they change no criterion)", laws),
    ]
    return [(title, texts) for title, texts in found if texts]


def _candidate(one: Candidate) -> str:
    return f"{one.policy} ({one.payer}): {one.because}"
