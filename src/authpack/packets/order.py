"""What is wanted of a packet, and what comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from authpack.documents.finished import Finished
from authpack.packets.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form to be enclosed: its title in the contents, and its PDF. ``file``: its name, for the manifest."""

    title: str
    content: bytes = field(repr=False)
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted.

    ``folder``: where the attachments' files lie; ``all_pages``: of the exhibits, not only those cited; ``include``:
    attachments that nothing cites; ``leave_out``: attachments; ``max_bytes``: of one file; ``confirmed``: pages
    (``A:3`` or ``x2:3``) that ``confirmed_by`` states to be this patient's; ``passwords``: by attachment; ``signed_letter``:
    a copy of the letter, signed on paper, that stands in its place; ``patient_in_name``: put the patient's name into the
    file's name and title; ``by``: who makes the packet.
    """

    folder: Path
    all_pages: bool = False
    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    max_bytes: int | None = None
    recompress: bool = False
    confirmed: frozenset[str] = frozenset()
    confirmed_by: str | None = None
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    forms: tuple[Form, ...] = ()
    signed_letter: Form | None = None
    patient_in_name: bool = False
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Packet:
    """A finished packet. ``pdfs``: its parts in order; ``letter``: the document in it; ``trace``: of the front matter."""

    stem: str
    pdfs: tuple[bytes, ...]
    manifest: Manifest
    letter: Finished
    trace: dict[str, Any]

    def files(self) -> dict[str, bytes]:
        """File name -> content."""
        return {
            **output_files(self.stem, self.pdfs, self.letter, self.trace),
            f"{self.stem}.manifest.json": self.manifest.text().encode(),
        }


def part_name(stem: str, number: int, count: int) -> str:
    """The name of a part's file."""
    return f"{stem}.pdf" if count == 1 else f"{stem}-part-{number}-of-{count}.pdf"


def output_files(
    stem: str, pdfs: Sequence[bytes], letter: Finished, trace: Mapping[str, Any]
) -> dict[str, bytes]:
    """Every file but the manifest, which names them."""
    return {
        **{part_name(stem, number, len(pdfs)): pdf for number, pdf in enumerate(pdfs, 1)},
        f"{stem}.trace.json": _json(trace),
        f"{stem}.letter.trace.json": _json(letter.trace),
        **{f"{stem}.{ending}": text.encode() for ending, text in letter.beside.items()},
    }


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
