"""Verifications: a named person compared an encoded revision with the payer's own document, on a day.

A record lies in the practice's own folder as ``verifications/<policy>.<effective date>.<day>.yaml``. It binds
the revision by sha256 and the document by the hash of its bytes: a later edit of either is told apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from authpack.content import Root
from authpack.criteria.policy import Policy
from authpack.domain.base import Id, Line, Text
from authpack.domain.dates import PartialDate
from authpack.errors import InputError
from authpack.textio import load_path, validated

SCHEMA = "authpack.policy-verification/1"
FOLDER = "verifications"
_PAGES = re.compile(r"[1-9]\d{0,3}(-[1-9]\d{0,3})?(, ?[1-9]\d{0,3}(-[1-9]\d{0,3})?)*")
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Document(BaseModel):
    """The payer's file that was compared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Line
    sha256: Sha256
    pages: Line


class Verification(BaseModel):
    """Who compared which revision with which document, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_: Literal["authpack.policy-verification/1"] = Field(alias="schema")
    policy: Id
    effective_from: Line
    encoding: int = Field(ge=1)
    sha256: Sha256
    document: Document
    by: Line
    date: PartialDate
    note: Text | None = None


class Verified(NamedTuple):
    """A verification as it bears on a revision. ``current``: of exactly this encoding, not an earlier one."""

    record: Verification
    current: bool

    @property
    def words(self) -> str:
        """One sentence for list and show."""
        one = self.record
        text = f"compared with {one.document.name}, pages {one.document.pages}, by {one.by} on {one.date}"
        return text if self.current else f"{text}; the encoding has changed since"


def page_numbers(pages: str) -> list[int]:
    """``1-4, 7`` -> [1, 2, 3, 4, 7]; InputError for anything else."""
    if not _PAGES.fullmatch(pages.strip()):
        raise InputError(f"'{pages}' is no list of pages.", do="Write it like 1-4 or 1-4, 7.")
    found: set[int] = set()
    for part in pages.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if int(last or first) < int(first):
            raise InputError(f"'{part}' runs backwards.", do="Write the lower page first.")
        found |= set(range(int(first), int(last or first) + 1))
    return sorted(found)


def record(policy: Policy, document: Document, by: str, day: date, note: str = "") -> tuple[str, str]:
    """File name and YAML text of a verification; InputError when a part is not usable."""
    page_numbers(document.pages)
    data = {
        "schema": SCHEMA,
        "policy": policy.id,
        "effective_from": str(policy.head.effective_from),
        "encoding": str(policy.head.encoding),
        "sha256": policy.sha256,
        "document": document.model_dump(),
        "by": by,
        "date": day.isoformat(),
        **({"note": note} if note else {}),
    }
    try:
        Verification.model_validate(data)
    except ValidationError as error:
        fields = ", ".join(sorted({".".join(map(str, one["loc"])) for one in error.errors()}))
        raise InputError(
            f"The verification cannot be recorded: {fields} is not usable.", do="Mend that option."
        ) from None
    inner = data.pop("document")
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()]
    assert isinstance(inner, dict)
    place = lines.index(f"sha256: {json.dumps(policy.sha256)}") + 1
    lines[place:place] = [
        "document:",
        *(f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in inner.items()),
    ]
    return f"{policy.id}.{policy.head.effective_from}.{day.isoformat()}.yaml", "\n".join(lines) + "\n"


def read_verifications(roots: Iterable[Root]) -> list[Verification]:
    """Every verification of the practice's own folders, oldest first. Raises ContentError."""
    files = [path for root in roots if root.local for path in sorted(root.path.glob(f"{FOLDER}/*.yaml"))]
    return sorted((_read(path) for path in files), key=lambda one: one.date.first)


def _read(path: Path) -> Verification:
    return validated(
        load_path(path, name="/".join(path.parts[-2:])),
        Verification,
        "The verification",
        do="Record it again with `authpack policies verify`, or take the file out.",
    )


def of_policy(policy: Policy, verifications: Iterable[Verification]) -> list[Verified]:
    """The verifications of one revision, oldest first."""
    start = str(policy.head.effective_from)
    return [
        Verified(one, one.sha256 == policy.sha256)
        for one in verifications
        if one.policy == policy.id and (one.effective_from == start or one.sha256 == policy.sha256)
    ]


@dataclass(frozen=True, slots=True)
class Stale:
    """A revision with the day it was last compared with its text. ``days``: since then."""

    policy: Policy
    last: date
    by: str
    days: int


def last_verified(policy: Policy, verifications: Iterable[Verification]) -> tuple[date, str]:
    """The last day somebody compared this encoding with the text, and who."""
    found = [(policy.head.verified.first, "authpack")]
    found += [
        (one.record.date.first, one.record.by) for one in of_policy(policy, verifications) if one.current
    ]
    return max(found)


def stale(
    policies: Iterable[Policy], verifications: Iterable[Verification], *, as_of: date, days: int
) -> list[Stale]:
    """Revisions in force on or after the day that nobody compared for ``days`` days or more, oldest first.

    Revisions that ended and retired ones are left out; an old text whose end is not known is not.
    """
    known, found = list(verifications), []
    for policy in policies:
        ended = policy.effective_to is not None and policy.effective_to < as_of
        if ended or policy.head.status == "retired":
            continue
        last, by = last_verified(policy, known)
        if (as_of - last).days >= days:
            found.append(Stale(policy, last, by, (as_of - last).days))
    return sorted(found, key=lambda one: (one.last, one.policy.id))
