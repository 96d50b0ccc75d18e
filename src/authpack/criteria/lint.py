"""Everything wrong in a set of policy files, cases and overlays, each fault with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from authpack.criteria.cases import case_faults, cases_path, load_cases
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import Policy
from authpack.errors import AuthpackError, Fault
from authpack.textio import LoadedText, load_path

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINE = re.compile(r":\d+(:|$)")


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that reads as a policy."""

    path: Path
    policy: Policy


def check_file(path: Path, *, local: bool) -> tuple[Checked | None, list[Fault]]:
    """Read one revision and its cases; None and the faults when it cannot be read."""
    try:
        one = Checked(path, load_policy(path, local=local))
    except AuthpackError as error:
        return None, [_with_line(fault) for fault in error.faults or (Fault(path.name, error.what),)]
    return one, [*_own_faults(one), *_case_faults(one)]


def _with_line(fault: Fault) -> Fault:
    """A fault of the whole file (too large, not readable) is told at its first line."""
    if _LINE.search(fault.where):
        return fault
    name, _, rest = fault.where.partition(": ")
    return Fault(f"{name}:1" + (f": {rest}" if rest else ""), fault.what, fault.do)


def _place(one: Checked, key: str) -> str:
    """``file:line: key`` for a key of the head."""
    return f"{one.policy.file}:{_loaded(one).line_of((key,)) or 1}: {key}"


def _loaded(one: Checked) -> LoadedText:
    return load_path(one.path, name=one.policy.file)


def _own_faults(one: Checked) -> Iterator[Fault]:
    policy, name = one.policy, one.path.stem
    start, stop = policy.effective_from, policy.effective_to
    if stop is not None and start is not None and stop < start:
        yield Fault(_place(one, "effective_to"), "is before effective_from.", "Mend one of the two.")
    if _DATED.fullmatch(name) and str(policy.head.effective_from) != name:
        yield Fault(
            _place(one, "effective_from"),
            f"is not the date in the file's name ({name}).",
            "Let both say the same.",
        )


def _case_faults(one: Checked) -> Iterator[Fault]:
    beside, policy = cases_path(one.path), one.policy
    if not beside.is_file():
        what = f"has no cases beside it (cases/{one.path.name})."
        yield Fault(f"{policy.file}:1", what, "Write expected answers from the policy's text.")
        return
    name = "/".join(beside.parts[-4:])
    try:
        file = load_cases(beside)
        yield from (_with_line(fault) for fault in case_faults(beside, set(policy.nodes), name))
    except AuthpackError as error:
        yield from (_with_line(fault) for fault in error.faults or (Fault(name, error.what),))
        return
    if file.policy != policy.id:
        line = load_path(beside).line_of(("policy",)) or 1
        yield Fault(f"{name}:{line}: policy", f"is not the id of the revision beside it ({policy.id}).")


def across(checked: Iterable[Checked]) -> list[Fault]:
    """Faults between files: dates that overlap, an id in two folders, two ids in one folder."""
    found: list[Fault] = []
    known = list(checked)
    for local in (False, True):
        rows = [one for one in known if one.policy.local is local]
        found += _overlaps(rows)
        found += _folders(rows)
    return found


def _overlaps(rows: list[Checked]) -> Iterator[Fault]:
    for name in sorted({one.policy.id for one in rows}):
        revisions = sorted(
            (one for one in rows if one.policy.id == name),
            key=lambda one: one.policy.effective_from or date.min,
        )
        for older, newer in pairwise(revisions):
            if _overlapping(older.policy, newer.policy):
                yield Fault(
                    _place(newer, "effective_from"),
                    f"{older.policy.file} is a revision of {name} too, and the dates overlap.",
                    "Give both an effective_from, and the older one an effective_to.",
                )


def _overlapping(older: Policy, newer: Policy) -> bool:
    if newer.effective_from is None:
        return True
    if older.effective_from is None and older.effective_to is None:
        # An undated text beside a dated one that has ended: which came first is not known, but one is open.
        return newer.effective_to is None
    return older.effective_to is None or older.effective_to >= newer.effective_from


def _folders(rows: list[Checked]) -> Iterator[Fault]:
    """One policy, one folder: two ids in a folder, or one id in two, is a mistake of the id."""
    by_folder: dict[Path, Checked] = {}
    by_id: dict[str, Checked] = {}
    for one in rows:
        first = by_folder.setdefault(one.path.parent, one)
        if first.policy.id != one.policy.id:
            what = f"is not the id of the other revision in its folder ({first.policy.id})."
            yield Fault(_place(one, "id"), what, "An id stays the same over all revisions.")
            continue
        other = by_id.setdefault(one.policy.id, one)
        if other.path.parent != one.path.parent:
            yield Fault(_place(one, "id"), f"is used by {other.policy.file} too.", "An id names one policy.")
