"""``policies.lock.json``: the encoding number and the sha256 of every revision: no edit goes unnoticed.

A changed file with the same encoding number, a number that went down and a revision that vanished are
each a :class:`Breach`: letters print number and hash, and a sent letter must stay checkable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from authpack.criteria.policy import Policy
from authpack.errors import ContentError
from authpack.textio import load_path

SCHEMA = "authpack.policies-lock/1"
NAME = "policies.lock.json"


@dataclass(frozen=True, slots=True)
class Locked:
    """What the lock holds of one revision."""

    policy: str
    encoding: int
    sha256: str
    effective_from: str


@dataclass(frozen=True, slots=True)
class Breach:
    """One revision that does not agree with the lock, in words."""

    file: str
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what} {self.do}"


Lock = dict[str, Locked]
"""Revision file (``payer/policy/date.yaml``) -> what is locked."""


def lock_of(policies: Iterable[Policy]) -> Lock:
    """The lock that fits these revisions."""
    return {
        one.file: Locked(one.id, one.head.encoding, one.sha256, str(one.head.effective_from))
        for one in sorted(policies, key=lambda one: one.file)
    }


def read_lock(path: Path) -> Lock:
    """Read a lock file; an absent one is empty. ContentError when it is not a lock file."""
    if not path.exists():
        return {}
    data = load_path(path).data
    if data.get("schema") != SCHEMA or not isinstance(data.get("revisions"), Mapping):
        raise ContentError(
            f"{path.name} is no lock file of policies.", do="Write it again with tools/build_registry.py."
        )
    try:
        return {file: _locked(row) for file, row in data["revisions"].items()}
    except (KeyError, TypeError, ValueError):
        raise ContentError(
            f"{path.name} has an entry that is not complete.",
            do="Write it again with tools/build_registry.py.",
        ) from None


def _locked(row: Any) -> Locked:
    return Locked(str(row["policy"]), int(row["encoding"]), str(row["sha256"]), str(row["effective_from"]))


def written(lock: Lock) -> str:
    """The lock file's text; the same for the same revisions."""
    revisions = {
        file: {
            "policy": one.policy,
            "encoding": one.encoding,
            "sha256": one.sha256,
            "effective_from": one.effective_from,
        }
        for file, one in sorted(lock.items())
    }
    return json.dumps({"schema": SCHEMA, "revisions": revisions}, ensure_ascii=False, indent=1) + "\n"


def breaches(lock: Lock, policies: Iterable[Policy]) -> list[Breach]:
    """Edits that the lock forbids: silent ones, numbers that fell, revisions that vanished."""
    now = lock_of(policies)
    found = [_breach(file, then, now.get(file)) for file, then in sorted(lock.items())]
    return [one for one in found if one is not None]


def unlocked(lock: Lock, policies: Iterable[Policy]) -> list[str]:
    """Files that are new, or were edited with a raised number, and not locked yet."""
    now = lock_of(policies)
    return sorted(file for file, one in now.items() if lock.get(file) != one)


def _breach(file: str, then: Locked, now: Locked | None) -> Breach | None:
    if now is None:
        return Breach(
            file, "is locked but no longer there.", "Nothing is deleted: set status: retired instead."
        )
    if now.policy != then.policy:
        return Breach(
            file, f"has another id than the lock ({then.policy}).", "An id stays over all revisions."
        )
    if now.encoding < then.encoding:
        return Breach(
            file, f"has encoding {now.encoding}; {then.encoding} is locked.", "The number only rises."
        )
    if now.sha256 != then.sha256 and now.encoding == then.encoding:
        return Breach(
            file,
            f"has changed, but its encoding number is still {now.encoding}.",
            f"Set encoding: {then.encoding + 1}, say why in the file, and run tools/build_registry.py.",
        )
    return None
