"""``authpack policies import-text``: a payer's PDF beside the encoded criteria, page by page."""

from __future__ import annotations

import argparse
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from authpack.cli import output

if TYPE_CHECKING:
    from authpack.criteria.text_beside import Beside, Page

SIDE_BY_SIDE = 120
"""Narrowest output, in characters, with two columns; below, the criteria follow each page."""
MOST_BYTES = 100_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "Needs pypdf: pip install 'authpack[pdf]'. A page is matched by shared words only; you compare."
    )
    parser.add_argument("pdf", metavar="PDF", type=Path, help="the payer's document")
    parser.add_argument(
        "--policy", metavar="ID", help="a policy id, ID@DATE or a policy file to show beside it"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the text; 0 also when single pages hold none."""
    from authpack.cli.policies_diff import chosen
    from authpack.criteria.text_beside import beside

    texts = pdf_pages(arguments.pdf)
    policy = chosen(arguments.policy, arguments.policies) if arguments.policy else None
    output.emit("\n".join(drawn(beside(texts, policy), output.width())))
    return 0


def pdf_pages(path: Path) -> list[str]:
    """The text of each page. MissingPartError without pypdf; InputError for a file that gives no text."""
    from authpack.errors import InputError, MissingPartError

    try:
        import pypdf  # noqa: F401
    except ImportError:
        raise MissingPartError(
            "Reading a PDF needs pypdf, which is not installed.", do="Run: pip install 'authpack[pdf]'"
        ) from None
    try:
        if path.stat().st_size > MOST_BYTES:
            _refuse(path, f"is larger than {MOST_BYTES // 1_000_000} MB", "Check that it is the right file.")
        texts = _read(path)
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror}).", do="Check the name.") from None
    if not any(text.strip() for text in texts):
        _refuse(
            path,
            "holds no text: its pages are pictures, perhaps a scan or a fax",
            "Run it through text recognition (OCR) first, or ask the payer for the original file.",
        )
    return texts


def _read(path: Path) -> list[str]:
    import logging

    # pypdf reports a damaged but readable file by logging; what matters is whether text comes out.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    with path.open("rb") as file:
        try:
            reader = PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                _refuse(path, "is protected by a password", "Save a copy without the password and try again.")
            return [page.extract_text() or "" for page in reader.pages]
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            _refuse(path, "is not a PDF that can be read; it may be cut off", "Obtain the file again.")


def _refuse(path: Path, what: str, do: str) -> NoReturn:
    from authpack.errors import InputError

    raise InputError(f"{path.name} {what}.", do=do)


def drawn(found: Beside, width: int) -> list[str]:
    """The pages as lines: two columns where there is room, else the criteria below each page."""
    from authpack.cli.tables import indented, wrap
    from authpack.criteria.text_beside import criterion_words

    lines: list[str] = []
    for page in found.pages:
        lines += [*_rule(f"page {page.number}", width)]
        lines += _columns(page, width) if width >= SIDE_BY_SIDE and page.criteria else _below(page, width)
        lines.append("")
    if found.without_text:
        named = ", ".join(map(str, found.without_text))
        lines += [*wrap(f"No text on page(s) {named}: perhaps pictures. Look at them by eye.", width), ""]
    if found.nowhere:
        lines += _rule("encoded criteria that share too few words with any page", width)
        for node in found.nowhere:
            lines += indented(criterion_words(node), width, "  ", "-")
    return lines


def _rule(title: str, width: int) -> list[str]:
    return [f"-- {title} ".ljust(width, "-")]


def _columns(page: Page, width: int) -> list[str]:
    from authpack.cli.tables import indented, wrap
    from authpack.criteria.text_beside import criterion_words

    room = (width - 3) // 2
    left = wrap(page.text.strip(), room)
    right = [line for node in page.criteria for line in indented(criterion_words(node), room, "  ", "-")]
    return [f"{a.ljust(room)} | {b}".rstrip() for a, b in zip_longest(left, right, fillvalue="")]


def _below(page: Page, width: int) -> list[str]:
    from authpack.cli.tables import indented, wrap
    from authpack.criteria.text_beside import criterion_words

    lines = wrap(page.text.strip(), width)
    lines += ["", "Encoded criteria nearest to this page:"] if page.criteria else []
    for node in page.criteria:
        lines += indented(criterion_words(node), width, "    ", "  -")
    return lines
