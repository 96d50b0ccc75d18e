"""All policy revisions at hand, and which one of a policy governs a day."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from authpack.content import Root
from authpack.criteria.compiled import read_compiled
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import Policy
from authpack.errors import ContentError, PolicyChoiceError

if TYPE_CHECKING:
    from authpack.criteria.overlay import Read

CORRECTIONS = "corrections"
"""A practice's own overlays. Not ``overlays``: that folder of the shipped policies holds state laws."""


class Catalog(NamedTuple):
    """Revisions by policy id, oldest first. A practice's own folders stand before ours."""

    revisions: dict[str, tuple[Policy, ...]]
    files: dict[str, Path]

    @property
    def policies(self) -> tuple[Policy, ...]:
        """Every revision, by id and date."""
        return tuple(policy for name in sorted(self.revisions) for policy in self.revisions[name])

    def governing(self, policy_id: str, day: date) -> Policy:
        """The revision of a policy that is in force on a day; PolicyChoiceError for an unknown id.

        Where none held is in force, the earliest: judging by it then answers "text not seen".
        """
        revisions = self._of(policy_id)
        governing = [policy for policy in revisions if policy.in_force(day)]
        # Before the earliest revision held: the determination says "text not seen", never the nearest text's answer.
        return governing[-1] if governing else revisions[0]

    def newest(self, policy_id: str) -> Policy:
        """The newest revision of a policy, in force or not; PolicyChoiceError for an unknown id."""
        return newest_of(self._of(policy_id))

    def _of(self, policy_id: str) -> tuple[Policy, ...]:
        revisions = self.revisions.get(policy_id)
        if revisions is None:
            near = difflib.get_close_matches(policy_id, self.revisions, 3, 0.5)
            raise PolicyChoiceError(
                f"There is no policy with the id '{policy_id}'.",
                do=(f"Did you mean {' or '.join(near)}? " if near else "")
                + "`authpack policies list` shows all.",
            )
        return revisions


def newest_of(revisions: Sequence[Policy]) -> Policy:
    """The newest of a policy's revisions (oldest first): one without an end, even if its start is not known."""
    still_open = [one for one in revisions if one.effective_to is None]
    return (still_open or revisions)[-1]


def policy_files(roots: tuple[Root, ...]) -> list[tuple[Path, bool]]:
    """Every revision file of the roots, with whether it is a practice's own."""
    return [
        (path, root.local)
        for root in roots
        for path in sorted(root.path.glob("*/*/*.yaml"))
        if path.parent.name != "cases"
    ]


def load_catalog(
    roots: tuple[Root, ...], only: str | None = None, files_of_it: list[tuple[Path, bool]] | None = None
) -> Catalog:
    """Load all revisions, or those of one policy id: found by a cheap look at the head, or in ``files_of_it``."""
    revisions: dict[str, list[Policy]] = {}
    files: dict[str, Path] = {}
    compiled = {root.path: read_compiled(root.path) for root in roots}
    for path, local in files_of_it or policy_files(roots):
        if only is not None and not files_of_it and not _may_be(path, only):
            continue
        policy = load_policy(path, local=local, compiled=compiled[path.parents[2]])
        known = revisions.setdefault(policy.id, [])
        if any(one.head.effective_from == policy.head.effective_from for one in known):
            continue  # a practice's own folder stands in front of ours
        known.append(policy)
        files[policy.file] = path
    if overlays := overlay_files(roots):
        _overlay(overlays, revisions, files, only)
    ordered = {
        name: tuple(sorted(known, key=lambda one: one.effective_from or date.min))
        for name, known in revisions.items()
    }
    return Catalog(ordered, files)


HEAD_BYTES = 8000
"""As much of a file as is looked at to find its id."""


def _may_be(path: Path, only: str) -> bool:
    """Whether the file may hold this policy; one that cannot be read is loaded, so that its fault is told."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        # A character cut in two by the limit is no fault.
        if not isinstance(error, UnicodeDecodeError) or error.start < HEAD_BYTES - 4:
            return True
        head = error.object[: error.start].decode("utf-8")
    found = re.search(r"^id:\s*[\"']?([^\s\"'#]+)", head, re.MULTILINE)
    return found is None or found.group(1) == only


def overlay_files(roots: tuple[Root, ...]) -> list[Path]:
    """Every overlay of the practice's own folders; shipped policies are edited, never overlaid."""
    return [path for root in roots if root.local for path in sorted(root.path.glob(f"{CORRECTIONS}/*.yaml"))]


def _overlay(
    paths: list[Path], revisions: dict[str, list[Policy]], files: dict[str, Path], only: str | None
) -> None:
    """Apply the practice's own corrections; at most one file for each revision."""
    from authpack.criteria.overlay import read_overlay, resolve

    applied: dict[str, Read] = {}
    for path in paths:
        read = read_overlay(path)
        if only is not None and read.overlay.policy != only:
            continue
        known = revisions.get(read.overlay.policy, [])
        base = next((one for one in known if str(one.head.effective_from) == read.overlay.revision), None)
        if base is None or base.file in applied:
            raise _without_base(read, applied.get(base.file) if base else None)
        applied[base.file] = read
        kept, made = resolve(read, base, files[base.file])
        place = known.index(base)
        known[place : place + 1] = [made] if kept is None else [kept, made]
        files[made.file] = path


def _without_base(read: Read, other: Read | None) -> ContentError:
    if other is not None:
        what, do = f"is corrected by {other.loaded.name} too.", "Put both corrections into one file."
    else:
        what, do = "is no revision at hand of that policy.", "`authpack policies list` shows all."
    return ContentError(
        f"The overlay {read.loaded.name} has no revision to correct.",
        faults=(read.fault(("revision",), what, do),),
        why="A correction that is silently left out would be relied on in vain.",
        do="Mend the line, or take the file out of the folder.",
    )
