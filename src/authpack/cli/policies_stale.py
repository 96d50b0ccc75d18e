"""``authpack policies stale``: revisions that nobody has compared with their text for some time."""

from __future__ import annotations

import argparse
import json
from datetime import date

from authpack.cli import options, output

DAYS = 180
STALE = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Exit codes: 0 none is stale, 4 some are. Your own verifications count (`policies verify`)."
    )
    parser.add_argument("--days", metavar="N", type=_days, default=DAYS, help=f"default: {DAYS}")
    parser.add_argument(
        "--as-of", metavar="DATE", type=options.day, help="counted up to this day (default: today)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def _days(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 36500:
        raise argparse.ArgumentTypeError("is not a number of days from 0 to 36500")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """List the stale ones, oldest first."""
    from authpack import api, content
    from authpack.criteria.verification import read_verifications, stale

    # The only clock: a report about today is what the command is for; --as-of makes it repeatable.
    as_of = arguments.as_of or date.today()
    verifications = read_verifications(content.policy_roots(arguments.policies))
    found = stale(api.catalog(arguments.policies).policies, verifications, as_of=as_of, days=arguments.days)
    rows = [
        (one.policy.id, str(one.policy.head.effective_from), str(one.last), one.by, one.days) for one in found
    ]
    if arguments.format == "json":
        names = ("id", "effective_from", "last_verified", "by", "days")
        output.emit(
            json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=2)
        )
    else:
        output.emit("\n".join(_text(rows, as_of, arguments.days)))
    return STALE if found else 0


def _text(rows: list[tuple[str, str, str, str, int]], as_of: date, days: int) -> list[str]:
    from authpack.cli.tables import indented, wrap

    if not rows:
        text = f"Every revision in force was compared with its text within {days} days before {as_of}."
        return wrap(text, output.width())
    lines = [f"Not compared with the text for {days} days or more, as of {as_of}:"]
    for name, start, last, by, age in rows:
        lines += indented(
            f"{name} (from {start}): {age} days, last on {last} by {by}", output.width(), "  ", "-"
        )
    return lines
