"""Which words of the policy language each revision uses: leaf kinds and their parameters, as a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from authpack.criteria.conditions import KINDS
from authpack.criteria.leaf_words import parameters
from authpack.criteria.policy import GROUPS, Policy


@dataclass(frozen=True, slots=True)
class Use:
    """How one revision uses one kind: nodes of it, and how often each parameter is given."""

    nodes: int
    parameters: Counter[str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """``uses``: (kind, revision's file) -> use. ``policies``: the revisions looked at, in order."""

    policies: tuple[Policy, ...]
    uses: dict[tuple[str, str], Use]

    @property
    def kinds(self) -> list[str]:
        """Every leaf kind and group of the language, used or not."""
        return [*GROUPS, *sorted(KINDS)]

    def policies_of(self, kind: str) -> list[str]:
        """Ids of the policies that use a kind, each once."""
        return sorted({one.id for one in self.policies if (kind, one.file) in self.uses})

    def nodes(self, kind: str) -> int:
        """Nodes of a kind over all revisions."""
        return sum(use.nodes for (name, _), use in self.uses.items() if name == kind)

    def parameters(self, kind: str) -> Counter[str]:
        """How often each parameter of a kind is given."""
        total: Counter[str] = Counter()
        for (name, _), use in self.uses.items():
            if name == kind:
                total.update(use.parameters)
        return total

    @property
    def unused(self) -> list[str]:
        """Leaf kinds that no revision looked at uses."""
        return [kind for kind in sorted(KINDS) if not self.nodes(kind)]

    def matrix(self) -> list[list[str]]:
        """Rows: kinds that are used; columns: revisions; cells: nodes."""
        head = ["kind", *(one.file for one in self.policies)]
        used = [kind for kind in self.kinds if self.nodes(kind)]
        return [head, *([kind, *(self._cell(kind, one.file) for one in self.policies)] for kind in used)]

    def _cell(self, kind: str, file: str) -> str:
        use = self.uses.get((kind, file))
        return str(use.nodes) if use else ""

    def as_data(self) -> dict[str, Any]:
        """The whole report as plain data."""
        return {
            "revisions": [one.file for one in self.policies],
            "kinds": {
                kind: {
                    "nodes": self.nodes(kind),
                    "policies": self.policies_of(kind),
                    "parameters": dict(sorted(self.parameters(kind).items())),
                    "by_revision": {
                        file: use.nodes for (name, file), use in self.uses.items() if name == kind
                    },
                }
                for kind in self.kinds
            },
            "unused": self.unused,
        }


def coverage(policies: Iterable[Policy]) -> Coverage:
    """Count kinds and parameters over revisions; each node of a file counts once."""
    looked_at, uses = tuple(policies), dict[tuple[str, str], Use]()
    for policy in looked_at:
        for node in policy.nodes.values():
            use = uses.setdefault((node.kind, policy.file), Use(0, Counter()))
            use.parameters.update(parameters(node, given=True).keys())
            uses[node.kind, policy.file] = Use(use.nodes + 1, use.parameters)
    return Coverage(looked_at, uses)
