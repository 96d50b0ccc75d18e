"""Run by itself (``python -m authpack.intake.pdf_child``): prints the text of a PDF's pages as JSON, within limits.

Arguments: file, first page, last page (0: all), most pages, bytes of memory. It writes nothing else, so that a fault of the
file can neither hang nor fill the program that asked.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from pathlib import Path
from typing import Any

MOST_PER_PAGE = 200_000
"""Characters kept of one page."""


def main(words: list[str]) -> dict[str, Any]:
    """The answer as plain data: pages, or the fault in one word."""
    name, (first, last, most, memory) = words[0], map(int, words[1:5])
    _limit(memory)
    # pypdf reports a damaged but readable file by logging; what matters is whether text comes out.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read(Path(name), first, last, most)
    except MemoryError:
        return {"fault": "memory"}
    except Exception:
        return {"fault": "broken"}


def _limit(memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _read(path: Path, first: int, last: int, most: int) -> dict[str, Any]:
    from pypdf import PdfReader

    with path.open("rb") as file:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"fault": "encrypted"}
        count = len(reader.pages)
        if count == 0:
            return {"fault": "no_pages"}
        end = min(last or count, count)
        if first > count:
            return {"fault": "outside", "count": count}
        if end - first + 1 > most:
            return {"fault": "too_many", "count": count}
        texts = [""] * (first - 1)
        for number in range(first - 1, end):
            texts.append(_text(reader.pages[number])[:MOST_PER_PAGE])
        return {"pages": texts}


def _text(page: Any) -> str:
    """The text with its blank lines and columns; the plain order where that loses words."""
    plain = page.extract_text() or ""
    try:
        laid_out = page.extract_text(extraction_mode="layout") or ""
    except MemoryError:
        raise
    except Exception:
        return plain
    # Rotated or overlapping text is dropped by the layout mode.
    return laid_out if _letters(laid_out) >= 0.98 * _letters(plain) else plain


def _letters(text: str) -> int:
    return sum(one.isalnum() for one in text)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
