"""Finds the folders that hold content: policies, templates, examples, schemas.

A practice's own folders come first: those given by hand, then those in the environment variables
``AUTHPACK_POLICIES`` and ``AUTHPACK_TEMPLATES`` (several are parted by ``os.pathsep``). Last comes
what authpack ships: the checkout's folders when the code runs from one, else the copy in the wheel.
An editable install leaves a stale copy in site-packages; it is never read, because the code then
runs from the checkout.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from authpack.errors import ContentError, InputError

POLICIES_VARIABLE = "AUTHPACK_POLICIES"
TEMPLATES_VARIABLE = "AUTHPACK_TEMPLATES"


class Root(NamedTuple):
    """A folder of content. ``local``: it is the practice's own, not shipped with authpack."""

    path: Path
    local: bool


def policy_roots(extra: Iterable[Path] = ()) -> tuple[Root, ...]:
    """Folders of policies, the practice's own first. Raises InputError for one that is no folder."""
    return _roots("payer_criteria", POLICIES_VARIABLE, extra)


def template_roots(extra: Iterable[Path] = ()) -> tuple[Root, ...]:
    """Folders of templates, the practice's own first. Raises InputError for one that is no folder."""
    return _roots("templates", TEMPLATES_VARIABLE, extra)


def examples_root() -> Path:
    """The shipped invented cases."""
    return shipped("examples")


def schemas_root() -> Path:
    """The shipped JSON schemas of a case and a policy."""
    return shipped("schemas")


def shipped(folder: str) -> Path:
    """A folder that authpack ships, from the checkout or else from the wheel.

    Raises ContentError when it is in neither: the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for root in (_checkout(package), package / "_content"):
        if root is not None and (root / folder).is_dir():
            return root / folder
    raise ContentError(
        f"authpack's own folder {folder} is missing.",
        why="Without it nothing can be judged or written.",
        do="Install authpack again.",
    )


def _checkout(package: Path) -> Path | None:
    # src/authpack/ inside a folder with pyproject.toml; a wheel lies in site-packages/authpack/.
    root = package.parent.parent
    is_source = package.parent.name == "src" and (root / "pyproject.toml").is_file()
    return root if is_source else None


def _roots(folder: str, variable: str, extra: Iterable[Path]) -> tuple[Root, ...]:
    given = [(path, "the folder given") for path in extra]
    named = [part for part in os.environ.get(variable, "").split(os.pathsep) if part.strip()]
    given += [(Path(part), f"the folder in {variable}") for part in named]
    own = dict.fromkeys(_own(path, origin) for path, origin in given)
    return (*own, Root(shipped(folder), local=False))


def _own(path: Path, origin: str) -> Root:
    path = path.expanduser()
    if not path.is_dir():
        raise InputError(
            f"{path}: {origin} is not a folder.",
            why="Going on without it could judge by another policy, or write another letter, than meant.",
            do="Check the spelling, or take it out.",
        )
    return Root(path.resolve(), local=True)
