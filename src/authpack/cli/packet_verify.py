"""``authpack packet verify``: are the files of a packet, and what it was made from, still the same?"""

from __future__ import annotations

import argparse
from pathlib import Path

from authpack.cli import options, output
from authpack.cli.tables import fitted

_TELLING = frozenset({"packet", "letter_trace", "packet_trace", "gap_memo"})
CHANGED = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Exit codes: 0 everything that was checked is the same, 4 something changed or is missing, 2 not a manifest. "
        "A changed policy or template does not change the packet that was sent: it says that one made today would differ."
    )
    parser.add_argument("manifest", metavar="MANIFEST", type=Path, help="the packet's .manifest.json")
    parser.add_argument(
        "--exhibits",
        metavar="DIR",
        type=Path,
        help="the folder of the attachments' files, as for `authpack packet`",
    )
    parser.add_argument("--case", metavar="FILE", type=Path, help="the case file")
    options.add_policies(parser)
    options.add_templates(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each thing; 4 when one of them changed or is missing."""
    from authpack.api.packets import verify_packet

    found = verify_packet(
        arguments.manifest,
        exhibits=arguments.exhibits,
        case_file=arguments.case,
        policies=arguments.policies,
        templates=arguments.templates,
    )
    width = max(len(one.what) for one in found)
    lines = [
        f"{_SIGNS[one.state]:13}{one.what:{width}}  {one.name}{f': {one.note}' if one.note else ''}"
        for one in found
    ]
    differs = [one for one in found if one.state in ("changed", "missing")]
    sent = [one for one in differs if one.what in _TELLING]
    if any(one.what == "manifest" for one in differs):
        said = "The manifest was edited: nothing that it says can be relied on."
    elif sent:
        said = "The packet's own files are not those that were written."
    elif differs:
        said = "The packet's own files are the same; what they were made from changed since, or is missing."
    else:
        said = "Everything that was checked is as it was."
    lines += ["", said]
    if any(one.what == "exhibit" and one.state == "missing" for one in differs):
        lines.append(
            "--exhibits names the folder from which the record's file names lead on, as for `authpack packet`."
        )
    output.emit(fitted(lines))
    return CHANGED if differs else 0


_SIGNS = {"same": "same", "changed": "CHANGED", "missing": "MISSING", "not_checked": "not checked"}
