"""``authpack packet``: one submission-ready PDF of letter, crosswalk, tables, exhibits and forms, with its manifest."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output
from authpack.cli.tables import fitted

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
_PAGE = re.compile(r"(?P<of>[A-Za-z0-9][A-Za-z0-9_.-]*):(?P<first>\d{1,5})(?:-(?P<last>\d{1,5}))?")


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
        "--letter-file",
        metavar="FILE",
        type=Path,
        help="the letter signed on paper and scanned, in place of the built one; its words are compared where it has any",
    )
    group.add_argument(
        "--password",
        metavar="ID[=FILE]",
        action="append",
        default=[],
        help="of an encrypted attachment: asked for at the terminal, or read from a file that holds nothing else",
    )
    group.add_argument(
        "--confirm-page",
        metavar="EXHIBIT:PAGE",
        type=pages,
        action="append",
        default=[],
        help="a page you looked at: it is this patient's, although its text says otherwise, or it says what the letter says "
        "(A:3, A:3-5, x2:3, form1:2, letter:1)",
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


def pages(text: str) -> tuple[str, ...]:
    """Pages named EXHIBIT:PAGE or EXHIBIT:FIRST-LAST, one by one; argparse's error otherwise."""
    match = _PAGE.fullmatch(text)
    first = int(match["first"]) if match else 1
    last = int(match["last"] or first) if match else 0
    if match is None or last < first:
        raise argparse.ArgumentTypeError("is not written EXHIBIT:PAGE (A:3, or A:3-5)")
    return tuple(f"{match['of']}:{number}" for number in range(first, last + 1))


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
        confirmed=frozenset(name for named in arguments.confirm_page for name in named),
        confirmed_by=arguments.confirmed_by,
        passwords=dict(map(_password, arguments.password)),
        forms=tuple(_forms(arguments.form)),
        signed_letter=_signed_letter(arguments),
        patient_in_name=arguments.patient_in_name,
        by=arguments.by,
    )


def _password(asked: str) -> tuple[str, str]:
    name, sign, file = (part.strip() for part in asked.partition("="))
    if not sign:
        from authpack.cli.packet_password import ask

        return name, ask(f"Password of {name}: ", instead=f"--password {name}=FILE")
    return name, _content(Path(file), "password").decode("utf-8", "replace").strip("\r\n")


def _signed_letter(arguments: argparse.Namespace) -> Form | None:
    from authpack.errors import InputError
    from authpack.packets.build import Form

    path = arguments.letter_file
    if path is None:
        return None
    if arguments.signing:
        raise InputError(
            "--letter-file and --signing cannot be used together.",
            why="The one is a letter signed on paper, the other prints a signature on the letter.",
            do="Give one of them.",
        )
    return Form("Signed letter", _content(path, "letter"), path.name)


def _forms(paths: Iterable[Path]) -> Iterable[Form]:
    from authpack.errors import InputError
    from authpack.packets.build import Form

    for path in paths:
        content = _content(path, "form")
        if b"%PDF-" not in content[:1024]:
            raise InputError(
                f"The form file {path.name} is not a PDF.",
                why="A record or another paper taken for the form would go to the payer.",
                do="Give the filled form as PDF (authpack forms fill); save a picture or a Word document as PDF first.",
            )
        yield Form(path.stem.replace("_", " ").replace("-", " ").capitalize(), content, path.name)


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
    lines: list[str | Path] = [
        f"The packet is {state}: {manifest.total_pages} pages. Wrote:",
        *(folder / name for name in made.files()),
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
    return fitted(lines)
