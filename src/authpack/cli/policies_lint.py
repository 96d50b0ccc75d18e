"""``authpack policies lint``: every fault of every policy file, with file and line, in one list."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

from authpack import content
from authpack.cli import output
from authpack.cli.progress import Progress
from authpack.content import Root
from authpack.criteria.cases import case_faults, cases_path
from authpack.criteria.catalog import policy_files
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import Policy
from authpack.errors import AuthpackError, ContentError, Fault, InputError

Loaded = tuple[Path, Policy]


def run_lint(arguments: argparse.Namespace) -> int:
    """0 when nothing is wrong; ContentError (7) lists everything otherwise."""
    files = _files(arguments.paths, arguments.policies)
    progress, loaded, faults = Progress("policy files read"), list[Loaded](), list[Fault]()
    for path, local in files:
        try:
            loaded.append((path, load_policy(path, local=local)))
            faults += _case_file(*loaded[-1])
        except AuthpackError as error:
            faults += error.faults or (Fault(path.name, error.what),)
        progress.step()
    progress.finish()
    faults += _dates(loaded)
    if faults:
        raise ContentError(
            f"{len(faults)} fault(s) in {len(files)} policy file(s).",
            faults=tuple(faults),
            why="A request judged by a wrong policy may be lost.",
            do="Mend the places named above; docs/policy-language.md describes every key.",
        )
    output.emit(f"{len(files)} policy file(s), no fault.")
    return 0


def _files(paths: list[Path], folders: Iterable[Path]) -> list[tuple[Path, bool]]:
    """The files named (a folder stands for the policy files below it), else all at hand."""
    if not paths:
        return policy_files(content.policy_roots(folders))
    found: list[tuple[Path, bool]] = []
    for path in paths:
        if path.is_dir():
            inside = policy_files((Root(path, local=True),)) or [
                (one, True) for one in sorted(path.glob("**/*.yaml")) if _is_policy(one)
            ]
            found += inside
        elif path.is_file():
            found.append((path, True))
        else:
            raise InputError(f"{path} is neither a file nor a folder.", do="Check the name.")
    if not found:
        raise InputError(
            "No policy file was found.", do="Policies lie as <payer>/<policy>/<effective-date>.yaml."
        )
    return found


def _is_policy(path: Path) -> bool:
    return path.parent.name not in ("cases", "patients")


def _case_file(path: Path, policy: Policy) -> tuple[Fault, ...]:
    beside = cases_path(path)
    if not beside.is_file():
        return (
            Fault(
                policy.file,
                f"has no cases beside it (cases/{path.name}).",
                "Write expected answers from the policy's text.",
            ),
        )
    return case_faults(beside, set(policy.nodes), "/".join(beside.parts[-4:]))


def _dates(loaded: list[Loaded]) -> list[Fault]:
    """Revisions of one policy whose dates overlap: two would govern the same day."""
    by_id: dict[tuple[str, bool], list[Policy]] = {}
    for _, policy in loaded:
        by_id.setdefault((policy.id, policy.local), []).append(policy)
    faults = []
    for (name, _), revisions in sorted(by_id.items()):
        ordered = sorted(revisions, key=lambda one: one.effective_from or date.min)
        faults += [_overlap(name, *pair) for pair in pairwise(ordered) if _overlapping(*pair)]
    return faults


def _overlapping(older: Policy, newer: Policy) -> bool:
    if older.effective_from is None or newer.effective_from is None:
        return True
    return older.effective_to is None or older.effective_to >= newer.effective_from


def _overlap(name: str, older: Policy, newer: Policy) -> Fault:
    return Fault(
        newer.file,
        f"and {older.file} are both revisions of {name} with dates that overlap.",
        "Give both an effective_from, and the older one an effective_to.",
    )
