"""The text of a notice, page by page: a PDF through pypdf in a child process with limits, or a plain text file.

A damaged or hostile PDF can take any time and memory; the child is stopped, and the file refused. A scan holds no text: it
is sent through ocrmypdf where that is installed, into a temporary folder, offline.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from authpack.errors import InputError, MissingPartError
from authpack.intake.notice_text import MOST_CHARACTERS, pages_of_text

MOST_BYTES = 50_000_000
MOST_PAGES = 60
"""Most pages read: a notice has 2 to 30; a longer file is a chart or a whole mailing."""
SECONDS = 60
OCR_SECONDS = 600
MEMORY = 1_500_000_000
"""Bytes of memory that the reading process may take (where the system can limit it)."""
FEW_CHARACTERS = 25
"""A page with fewer letters than this counts as a picture."""


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The pages of a notice. ocr: the text was recognized from pictures; first_page: number of the first page read."""

    name: str
    sha256: str
    pages: list[str]
    ocr: bool = False
    without_text: tuple[int, ...] = ()


def read_notice_file(path: Path, *, pages: tuple[int, int] | None = None) -> NoticeText:
    """The text of a .pdf or .txt notice; the content decides, and a wrong suffix is told.

    pages: first and last page to read, from 1. Raises InputError (what, why, what to do) and MissingPartError.
    """
    content = _bytes(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF"):
        return _pdf(path, sha256, pages)
    if path.suffix.lower() == ".pdf":
        _refuse(
            path,
            "is named .pdf and is not one",
            "Obtain the file again, or give a plain text the suffix .txt.",
        )
    if path.suffix.lower() not in (".txt", ".text", ""):
        _refuse(path, "is neither a PDF nor a text file", "Save the notice as PDF, or its text as .txt.")
    return _text(path, sha256, content, pages)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read ({error.strerror or 'not a file'}).",
            do="Check the name and the folder.",
        ) from None
    if not content.strip():
        _refuse(path, "is empty", "Obtain the file again.")
    if len(content) > MOST_BYTES:
        _refuse(path, f"is larger than {MOST_BYTES // 1_000_000} MB", "Cut out the notice's own pages.")
    return content


def _text(path: Path, sha256: str, content: bytes, pages: tuple[int, int] | None) -> NoticeText:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\x00" in content:
            _refuse(path, "is not a text file", "Save the notice as PDF, or its text as .txt in UTF-8.")
        text = content.decode("cp1252", "replace")
    if len(text) > MOST_CHARACTERS:
        _refuse(path, "is longer than any notice", "Cut out the notice's own text.")
    return NoticeText(path.name, sha256, _chosen(path, pages_of_text(text.replace("\r\n", "\n")), pages))


def _chosen(path: Path, found: list[str], pages: tuple[int, int] | None) -> list[str]:
    """The pages asked for; those before them stay as empty ones, so that page numbers hold."""
    if pages is None:
        if len(found) > MOST_PAGES:
            _too_many(path, len(found))
        return found
    first, last = pages
    if first > len(found):
        _refuse(path, f"has {len(found)} page(s), none of those asked for", "Give --pages within it.")
    return ["" if number < first else text for number, text in enumerate(found[:last], 1)]


def _too_many(path: Path, count: int) -> NoReturn:
    raise InputError(
        f"{path.name} has {count} pages; a notice has few, and at most {MOST_PAGES} are read.",
        why="In a chart or a whole mailing, words of other papers would be read as the payer's.",
        do="Name the notice's own pages: --pages 1-6.",
    )


# -- PDF -------------------------------------------------------------------------------------------


def _pdf(path: Path, sha256: str, pages: tuple[int, int] | None) -> NoticeText:
    try:
        import pypdf  # noqa: F401
    except ImportError:
        raise MissingPartError(
            "Reading a PDF needs pypdf, which is not installed.", do="Run: pip install 'authpack[denials]'"
        ) from None
    texts = _child(path, pages)
    if sum(map(len, texts)) > MOST_CHARACTERS:
        _refuse(path, "holds more text than any notice", "Name the notice's own pages: --pages 1-6.")
    read = texts[pages[0] - 1 :] if pages else texts
    if any(_has_text(one) for one in read):
        empty = tuple(
            number
            for number, one in enumerate(texts, 1)
            if not _has_text(one) and (not pages or number >= pages[0])
        )
        return NoticeText(path.name, sha256, texts, False, empty)
    return NoticeText(path.name, sha256, _recognized(path, pages), True)


def _has_text(text: str) -> bool:
    return sum(one.isalpha() for one in text) >= FEW_CHARACTERS


def _child(path: Path, pages: tuple[int, int] | None) -> list[str]:
    first, last = pages or (1, 0)
    words = [
        sys.executable,
        "-m",
        "authpack.intake.pdf_child",
        str(path),
        str(first),
        str(last),
        str(MOST_PAGES),
        str(MEMORY),
    ]
    try:
        done = subprocess.run(
            words, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        _refuse(
            path,
            f"was not read within {SECONDS} seconds",
            "It may be damaged: print it to a new PDF, and try again.",
        )
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = {"fault": "broken"}
    fault = found.get("fault")
    if fault == "encrypted":
        _refuse(path, "is protected by a password", "Save a copy without the password and try again.")
    if fault == "no_pages":
        _refuse(path, "holds no page", "Obtain the file again.")
    if fault == "too_many":
        _too_many(path, int(found["count"]))
    if fault == "outside":
        _refuse(path, f"has {found['count']} page(s), none of those asked for", "Give --pages within it.")
    if fault == "memory":
        _refuse(path, "needs more memory than a notice may take", "Print it to a new PDF, and try again.")
    if fault or not isinstance(found.get("pages"), list):
        _refuse(
            path,
            "is not a PDF that can be read; it may be cut off",
            "Obtain the file again, or print it to a new PDF.",
        )
    texts: list[str] = found["pages"]
    return texts


def _recognized(path: Path, pages: tuple[int, int] | None) -> list[str]:
    """The text of a scan by ocrmypdf; without it, a refusal that says what to do."""
    program = shutil.which("ocrmypdf")
    if program is None:
        raise InputError(
            f"{path.name} holds no text: its pages are pictures, perhaps a scan or a fax.",
            why="Without text nothing can be read from it, and nothing is guessed.",
            do="Install text recognition (OCR): ocrmypdf, and run this again; or type the denial by hand: "
            "authpack denial new -o denial.yaml",
        )
    with tempfile.TemporaryDirectory(prefix="authpack-") as folder:
        target = Path(folder) / "notice.pdf"
        words = [program, "--force-ocr", "--output-type", "pdf", "--quiet", "--language", "eng"]
        words += ["--pages", f"{pages[0]}-{pages[1]}"] if pages else []
        try:
            done = subprocess.run(
                [*words, str(path), str(target)],
                capture_output=True,
                timeout=OCR_SECONDS,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            _refuse(
                path, f"was not recognized within {OCR_SECONDS} seconds", "Name fewer pages with --pages."
            )
        if done.returncode != 0 or not target.exists():
            _refuse(
                path,
                f"could not be recognized (ocrmypdf ended with {done.returncode})",
                "Run ocrmypdf on it by hand.",
            )
        texts = _child(target, pages)
    if not any(_has_text(one) for one in texts):
        _refuse(
            path,
            "holds no text that can be recognized",
            "Ask the payer for the original file, or type it by hand.",
        )
    return texts


def _refuse(path: Path, what: str, do: str) -> NoReturn:
    raise InputError(f"{path.name} {what}.", do=do)
