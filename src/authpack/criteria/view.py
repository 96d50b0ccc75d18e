"""What a leaf may look at: the facts, the policy's class overrides, the recorded judgements, the subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpack.criteria.facts import Facts
from authpack.criteria.trial_facts import TrialFacts
from authpack.domain.clinical import Psychotherapy, TmsCourse
from authpack.domain.requests import Judgement

if TYPE_CHECKING:
    from authpack.criteria.policy import Policy

Subject = Psychotherapy | TmsCourse


class View:
    """Facts of one day as one policy revision reads them."""

    __slots__ = ("_judgements", "_policy", "_prefix", "_subject", "beyond", "facts")

    def __init__(
        self,
        policy: Policy,
        facts: Facts,
        judgements: dict[tuple[str, str | None], Judgement] | None = None,
        subject: Subject | None = None,
        prefix: str = "",
    ) -> None:
        self.facts = facts
        self.beyond = False
        """Whether anything but the facts was read since this was set to False: an answer for which nothing was is
        one of the record alone, whoever asks."""
        self._policy = policy
        self._judgements = recorded_judgements(policy, facts) if judgements is None else judgements
        self._subject = subject
        self._prefix = prefix

    @property
    def policy(self) -> Policy:
        """The revision that asks."""
        self.beyond = True
        return self._policy

    @property
    def judgements(self) -> dict[tuple[str, str | None], Judgement]:
        """The recorded judgements of this revision, by criterion and subject."""
        self.beyond = True
        return self._judgements

    @property
    def subject(self) -> Subject | None:
        """The course that is asked about, under a for_some."""
        self.beyond = True
        return self._subject

    @property
    def prefix(self) -> str:
        """Written before criterion ids when a tree is judged again for another time."""
        self.beyond = True
        return self._prefix

    def about(self, subject: Subject) -> View:
        """The same view with one course as its subject."""
        return View(self._policy, self.facts, self._judgements, subject, self._prefix)

    def judgement(self, criterion: str, subject: str | None = None) -> Judgement | None:
        """A clinician's recorded judgement of a criterion (of one subject), for this very revision."""
        self.beyond = True
        if not self._judgements:
            return None
        name = self._prefix + criterion
        found = self._judgements.get((name, subject))
        return found or (self._judgements.get((name, None)) if subject else None)

    def classes(self, trial: TrialFacts) -> frozenset[str] | None:
        """Candidate classes: the policy's override first, then the reference table; None: unknown drug, any class."""
        self.beyond = True
        overrides = self._policy.classes
        if overrides and trial.drug is not None and trial.drug.id in overrides:
            return frozenset((overrides[trial.drug.id],))
        return trial.classes

    def clinician_name(self, identifier: str) -> str:
        """The name to print for a clinician id."""
        person = self.facts.case.clinician(identifier)
        return person.name if person else identifier


def recorded_judgements(policy: Policy, facts: Facts) -> dict[tuple[str, str | None], Judgement]:
    """Judgements of this revision by a known clinician; others do not carry over (SEMANTICS 1)."""
    if not facts.case.judgements:
        return {}
    known = {person.id for person in facts.case.clinicians}
    found: dict[tuple[str, str | None], Judgement] = {}
    disputed: set[tuple[str, str | None]] = set()
    rows = [
        row
        for row in facts.case.judgements
        if row.policy == policy.id and policy.sha256.startswith(row.revision) and row.clinician in known
    ]
    for row in sorted(rows, key=lambda one: one.date.first):
        key = (row.criterion, row.subject)
        earlier = found.get(key)
        found[key] = row
        if earlier is None or earlier.date.last < row.date.first:
            disputed.discard(key)  # a later judgement replaces an earlier one
        elif earlier.conclusion != row.conclusion:
            disputed.add(key)  # two of one day that differ answer nothing
    return {key: row for key, row in found.items() if key not in disputed}
