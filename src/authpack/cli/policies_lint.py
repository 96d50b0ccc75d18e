"""``authpack policies lint``: every fault of every policy file, with file and line, in one list."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from authpack import content
from authpack.cli import output
from authpack.cli.progress import Progress
from authpack.content import Root
from authpack.criteria.catalog import load_catalog, overlay_files, policy_files
from authpack.criteria.lint import Checked, across, check_file
from authpack.errors import AuthpackError, ContentError, Fault, InputError


def run_lint(arguments: argparse.Namespace) -> int:
    """0 when nothing is wrong; ContentError (7) lists everything otherwise."""
    files = _files(arguments.paths, arguments.policies)
    progress, checked, faults = Progress("policy files read"), list[Checked](), list[Fault]()
    for path, local in files:
        one, found = check_file(path, local=local)
        checked += [one] if one is not None else []
        faults += found
        progress.step()
    progress.finish()
    faults += across(checked)
    if not faults:
        faults += _overlays(arguments)
    if faults:
        raise ContentError(
            f"{len(faults)} fault(s) in {len(files)} policy file(s).",
            faults=tuple(faults),
            why="A request judged by a wrong policy may be lost.",
            do="Mend the places named above; docs/policy-language.md describes every key.",
        )
    output.emit(f"{len(files)} policy file(s), no fault.")
    return 0


def _overlays(arguments: argparse.Namespace) -> tuple[Fault, ...]:
    """Faults of the practice's own corrections; they can be told once the policies themselves read."""
    roots = content.policy_roots(arguments.policies)
    if arguments.paths or not overlay_files(roots):
        return ()
    try:
        load_catalog(roots)
    except AuthpackError as error:
        return error.faults or (Fault("corrections", error.what),)
    return ()


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
    return path.parent.name not in ("cases", "patients", "overlays", "corrections", "verifications")
