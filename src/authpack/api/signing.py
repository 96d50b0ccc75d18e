"""A clinician signs one letter: the act that lets the image of the signature stand on it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.api.verify import load_trace
from authpack.domain.case import Case

if TYPE_CHECKING:
    from authpack.documents.signing import Signing

__all__ = ["read_signing", "sign_letter"]


def sign_letter(trace: Path, case: Case, *, clinician: str, date: datetime.date) -> Signing:
    """The signing of the letter that this trace was written with, by that clinician of the case, on that day.

    It holds the hash of the letter's blocks; hand it to ``letter(signing=...)``. DocumentRefused for a draft;
    InputError for another case's trace, or a clinician without name and NPI.
    """
    from authpack.documents.signing import sign

    return sign(load_trace(trace), case, clinician, date)


def read_signing(path: Path) -> Signing:
    """A signing that was kept as a file; InputError or ContentError when it is none."""
    from authpack.documents.signing import read_signing as read

    return read(path)
