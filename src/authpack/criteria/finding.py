"""Findings and the determination: the tree of answers for one request under one revision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from authpack.criteria.outcome import Alternative, TrialLine
from authpack.criteria.truth import Status
from authpack.domain.problems import Problem

if TYPE_CHECKING:
    from authpack.criteria.policy import Node, Policy


@dataclass(slots=True)
class Finding:
    """The answer for one criterion.

    ``decisive`` is set once the whole tree is judged; ``subject`` names the course of a for_some.
    """

    node: Node
    id: str
    status: Status
    reason: str
    values: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    lines: tuple[TrialLine, ...] = ()
    declared: tuple[Alternative, ...] = ()
    children: tuple[Finding, ...] = ()
    subject: str | None = None
    decisive: bool = False
    guard: Finding | None = None
    conflicts: tuple[str, ...] = ()
    mend: Callable[[], tuple[Alternative, ...]] | None = None

    @property
    def repairs(self) -> tuple[Alternative, ...]:
        """What would mend this finding, in alternatives; worked out when first asked for."""
        if self.mend is not None:
            self.declared, self.mend = self.mend(), None
        return self.declared

    @property
    def advisory(self) -> bool:
        """Shown, never deciding."""
        return self.node.advisory

    @property
    def is_leaf(self) -> bool:
        """Whether this finding read the record itself."""
        return not self.children

    def walk(self, parent: str | None = None) -> Iterator[tuple[Finding, str | None]]:
        """This finding and all below it, each with its parent's id, in policy order."""
        found: list[tuple[Finding, str | None]] = []
        _collect(self, parent, found)
        return iter(found)


class Determination(NamedTuple):
    """The answer for one request under one policy revision as of one day."""

    policy: Policy
    case_id: str
    request: str
    as_of: date
    policy_date: date
    overall: Status
    overall_known_text: Status
    root: Finding
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def findings(self) -> list[tuple[Finding, str | None]]:
        """All findings with their parents, in policy order."""
        found: list[tuple[Finding, str | None]] = []
        _collect(self.root, None, found)
        return found

    def finding(self, identifier: str) -> Finding | None:
        """The finding of one criterion."""
        return next((one for one, _ in self.root.walk() if one.id == identifier), None)

    @property
    def met_as_far_as_known(self) -> bool:
        """Met on the text we have read, while a part of the text was not seen."""
        return self.overall == "text_not_seen" and self.overall_known_text == "met"


def _collect(finding: Finding, parent: str | None, found: list[tuple[Finding, str | None]]) -> None:
    found.append((finding, parent))
    for child in finding.children:
        _collect(child, finding.id, found)
