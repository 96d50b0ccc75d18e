"""All policy revisions at hand, and which one governs a request: named or by the coverage's aliases, never guessed."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from authpack.content import Root
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import Policy
from authpack.domain.people import Coverage
from authpack.errors import PolicyChoiceError


@dataclass(frozen=True, slots=True)
class Catalog:
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
        revisions = self.revisions.get(policy_id)
        if revisions is None:
            near = difflib.get_close_matches(policy_id, self.revisions, 3, 0.5)
            raise PolicyChoiceError(
                f"There is no policy with the id '{policy_id}'.",
                do=(f"Did you mean {' or '.join(near)}? " if near else "") + "`authpack policies list` shows all.",
            )
        governing = [policy for policy in revisions if policy.in_force(day)]
        # Before the earliest revision held: the determination says "text not seen", never the nearest text's answer.
        return governing[-1] if governing else revisions[0]

    def for_coverage(self, coverage: Coverage | None, day: date) -> Policy:
        """The policy that the coverage names: by id, else by the payer's name; several are listed, never guessed."""
        if coverage is None:
            raise PolicyChoiceError(
                "The case names no coverage, so no policy can be chosen.",
                do="Give --policy ID; `authpack policies list` shows all.",
            )
        if coverage.policy is not None:
            return self.governing(coverage.policy, day)
        found = self.candidates(coverage)
        if len(found) == 1:
            return self.governing(found[0], day)
        if not found:
            raise PolicyChoiceError(
                "No policy at hand goes by the payer's name in the coverage.",
                why="A request judged by another payer's rules would be worth nothing.",
                do="Give --policy ID, or set coverage.policy in the case; `authpack policies list` shows all.",
            )
        raise PolicyChoiceError(
            f"The coverage fits several policies: {', '.join(found)}.",
            why="They differ; choosing one would be a guess.",
            do="Give --policy with one of them, or set coverage.policy in the case.",
        )

    def candidates(self, coverage: Coverage) -> list[str]:
        """Ids of the policies whose payer name, alias or payer id fits, within the line of business and state."""
        wanted = _plain(coverage.payer)
        found = []
        for name, revisions in sorted(self.revisions.items()):
            head = revisions[-1].head
            names = {_plain(one) for one in (head.payer.name, head.payer.printed, *head.payer.aliases)}
            known = wanted in names or (coverage.payer_id is not None and coverage.payer_id in head.payer.payer_ids)
            if known and _line_fits(coverage, revisions[-1]) and (not head.states or coverage.state is None or coverage.state in head.states):
                found.append(name)
        return found


def _line_fits(coverage: Coverage, policy: Policy) -> bool:
    return coverage.line_of_business == "unknown" or coverage.line_of_business in policy.head.lines_of_business


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def policy_files(roots: tuple[Root, ...]) -> list[tuple[Path, bool]]:
    """Every revision file of the roots, with whether it is a practice's own."""
    return [
        (path, root.local)
        for root in roots
        for path in sorted(root.path.glob("*/*/*.yaml"))
        if path.parent.name != "cases"
    ]


def load_catalog(roots: tuple[Root, ...], only: str | None = None) -> Catalog:
    """Load all revisions (or those of one policy id, found by a cheap look at the head)."""
    revisions: dict[str, list[Policy]] = {}
    files: dict[str, Path] = {}
    for path, local in policy_files(roots):
        if only is not None and f"\nid: {only}\n" not in path.read_text(encoding="utf-8")[:4000]:
            continue
        policy = load_policy(path, local=local)
        known = revisions.setdefault(policy.id, [])
        if any(one.head.effective_from == policy.head.effective_from for one in known):
            continue  # a practice's own folder stands in front of ours
        known.append(policy)
        files[policy.file] = path
    ordered = {name: tuple(sorted(known, key=lambda one: one.effective_from or date.min)) for name, known in revisions.items()}
    return Catalog(ordered, files)
