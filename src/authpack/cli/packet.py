"""``authpack packet``: one submission-ready PDF of letter, crosswalk, tables, exhibits and forms, with its manifest."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.documents.finished import Finished
    from authpack.domain.case import Case
    from authpack.packets.build import Form, Order, Packet

VERBS = {
    "verify": (
        "packet_verify",
        "check later that a packet's files and the policy are still those of its manifest",
    ),
}
"""Words that may follow ``packet``: the module of each, and what it does."""

LEVELS = ("level_1", "level_2", "external", "dispute")
_PAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*:\d{1,5}")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    verbs = "; ".join(f"`authpack packet {name}`: {says}" for name, (_, says) in VERBS.items())
    parser.epilog = (
        f"Further: {verbs}. Redaction is out of scope: authpack removes no words from a page, it takes a page or leaves it "
        "out. Exit codes: 0 written, 2 bad input or a file that cannot be read, 5 refused (nothing is written), 6 output, "
        "7 content, 8 a library is missing."
    )
    parser.add_argument("case", metavar="CASE", type=Path, help="a case file (.yaml, .json)")
    parser.add_argument(
        "--kind", metavar="NAME", help="the kind of letter (default: what the request asks for)"
    )
    parser.add_argument(
        "--date",
        metavar="DATE",
        type=options.day,
        help="the day the packet bears (default: the request date)",
    )
    parser.add_argument(
        "--about",
        metavar="NAME=VALUE",
        type=options.pair,
        action="append",
        default=[],
        help="a further choice that the kind of letter asks for (may be repeated)",
    )
    parser.add_argument(
        "--signing",
        metavar="FILE",
        type=Path,
        help="the clinician's signing of this letter (authpack letter sign)",
    )
    parser.add_argument(
        "--appeal",
        choices=LEVELS,
        help="an appeal of this level in place of the letter; --date is then its day",
    )
    parser.add_argument(
        "--denial", metavar="ID", help="the denial that is appealed; needed when there are several"
    )
    options.add_choice(parser)
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, help="the folder for the files"
    )
    parser.add_argument("--allow-gaps", action="store_true", help="write a DRAFT although criteria are open")
    _add_exhibits(parser)
    _add_size(parser)
    parser.add_argument("--by", metavar="NAME", help="who makes the packet, for the manifest")
    parser.add_argument(
        "--patient-in-name",
        action="store_true",
        help="put the patient's name into the file's name and title (left out otherwise)",
    )
    options.add_templates(parser)
    options.add_force(parser)
    parser.set_defaults(run=run)


def _add_exhibits(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("exhibits and forms")
    group.add_argument(
        "--exhibits",
        metavar="DIR",
        type=Path,
        help="the folder of the attachments' files (default: the case file's)",
    )
    group.add_argument(
        "--all-pages",
        action="store_true",
        help="whole documents, not only the pages that the record says prove something",
    )
    group.add_argument(
        "--include",
        metavar="ID",
        action="append",
        default=[],
        help="an attachment that no criterion cites (may be repeated)",
    )
    group.add_argument(
        "--leave-out",
        metavar="ID",
        action="append",
        default=[],
        help="an attachment to leave out (may be repeated)",
    )
    group.add_argument(
        "--form",
        metavar="PDF",
        type=Path,
        action="append",
        default=[],
        help="a filled form to enclose (may be repeated)",
    )
    group.add_argument(
        "--password",
        metavar="ID=FILE",
        type=options.pair,
        action="append",
        default=[],
        help="a file that holds the password of an encrypted attachment, and nothing else",
    )
    group.add_argument(
        "--confirm-page",
        metavar="EXHIBIT:PAGE",
        type=page,
        action="append",
        default=[],
        help="a page you looked at: it is this patient's, although its text says otherwise (A:3, x2:3, form1:2)",
    )
    group.add_argument("--confirmed-by", metavar="NAME", help="who looked at the confirmed pages")


def _add_size(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("size")
    group.add_argument(
        "--max-mb",
        metavar="N",
        type=megabytes,
        help="largest size of one file (portals: 10, 20, 50); a larger packet is divided between documents",
    )
    group.add_argument(
        "--recompress",
        action="store_true",
        help="pictures may lose detail (150 dots an inch) before the packet is divided",
    )


def megabytes(text: str) -> int:
    """A size in megabytes, as bytes; argparse's error for anything that is no positive number."""
    try:
        size = int(float(text) * 1_000_000)
    except (ValueError, OverflowError):
        size = 0
    if not 0 < size <= 10_000_000_000:
        raise argparse.ArgumentTypeError("is not a size in megabytes")
    return size


def page(text: str) -> str:
    """A page named EXHIBIT:PAGE; argparse's error otherwise."""
    if not _PAGE.fullmatch(text):
        raise argparse.ArgumentTypeError("is not written EXHIBIT:PAGE (A:3)")
    return text


def run(arguments: argparse.Namespace) -> int:
    """Judge, build, write the packet's files, and name them with all that is to be looked at."""
    output.check_place(arguments.output, {}, force=arguments.force)
    from authpack import api
    from authpack.api.packets import packet, require_parts

    require_parts()
    case = api.load_case(arguments.case)
    appeal = _appeal(case, arguments) if arguments.appeal else None
    made = packet(
        case,
        options.judged(case, arguments),
        _order(arguments),
        kind=arguments.kind,
        letter=appeal,
        signing=api.read_signing(arguments.signing) if arguments.signing else None,
        about=dict(arguments.about),
        date=arguments.date,
        allow_gaps=arguments.allow_gaps,
        case_file=arguments.case.read_bytes(),
        templates=arguments.templates,
    )
    output.write_files(arguments.output, made.files(), force=arguments.force)
    output.emit(written(made, arguments.output))
    return 0


def _appeal(case: Case, arguments: argparse.Namespace) -> Finished:
    """The appeal; what is judged beside it is the denied request, on the appeal's facts (SEMANTICS 3)."""
    from authpack import api

    denial = api.denial_of_case(case, arguments.denial)
    made = api.appeal(
        case,
        denial.id,
        level=arguments.appeal,
        date=arguments.date,
        policy=arguments.policy,
        policies=arguments.policies,
        allow_gaps=arguments.allow_gaps,
        templates=arguments.templates,
    )
    arguments.date = date.fromisoformat(made.trace["date"])
    arguments.request = denial.request
    governing = api.day_of(case, request=denial.request)
    arguments.policy_date = arguments.policy_date or governing
    arguments.as_of = arguments.as_of or max(arguments.date, governing)
    return made


def _order(arguments: argparse.Namespace) -> Order:
    from authpack.packets.build import Order

    return Order(
        folder=arguments.exhibits or arguments.case.parent,
        all_pages=arguments.all_pages,
        include=tuple(arguments.include),
        leave_out=tuple(arguments.leave_out),
        max_bytes=arguments.max_mb,
        recompress=arguments.recompress,
        confirmed=frozenset(arguments.confirm_page),
        confirmed_by=arguments.confirmed_by,
        passwords={name: _secret(Path(file)) for name, file in arguments.password},
        forms=tuple(_forms(arguments.form)),
        patient_in_name=arguments.patient_in_name,
        by=arguments.by,
    )


def _secret(path: Path) -> str:
    return _content(path, "password").decode("utf-8", "replace").strip("\r\n")


def _forms(paths: Iterable[Path]) -> Iterable[Form]:
    from authpack.packets.build import Form

    for path in paths:
        yield Form(
            path.stem.replace("_", " ").replace("-", " ").capitalize(), _content(path, "form"), path.name
        )


def _content(path: Path, what: str) -> bytes:
    from authpack.errors import InputError

    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The {what} file {path.name} cannot be read ({error.strerror}).", do="Check the name."
        ) from None


def written(made: Packet, folder: Path) -> str:
    """What was written, what is in it, and what somebody must look at."""
    manifest = made.manifest
    state = (
        "a DRAFT: something that decides is open" if manifest.draft else "ready to be read, signed and sent"
    )
    lines = [
        f"The packet is {state}: {manifest.total_pages} pages. Wrote:",
        *(f"  {folder / name}" for name in made.files()),
    ]
    lines += ["", "Exhibits:"]
    for one in manifest.exhibits:
        count = one.last_page - one.first_page + 1
        part = "" if count == one.pages_of_file else f" of {one.pages_of_file}"
        lines.append(
            f"  {one.letter}  {one.attachment}  {count}{part} page(s), packet pages {one.first_page} to {one.last_page}"
        )
    for level, title in (("warning", "To be looked at:"), ("note", "For the record:")):
        texts = [one.text for one in manifest.remarks if one.level == level]
        lines += ["", title, *(f"  - {text}" for text in texts)] if texts else []
    lines += ["", "Only the PDF is for the payer. The manifest and the traces stay with the practice."]
    return "\n".join(lines)
