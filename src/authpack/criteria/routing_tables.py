"""``routing.yaml``: what decides between policies beside their names - jurisdictions, carve-outs, programs, BlueCard."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from authpack.content import shipped
from authpack.criteria.policy import ReviewMode
from authpack.domain.base import Id, Line, StateCode, Text
from authpack.domain.clinical import Indication
from authpack.domain.dates import PartialDate
from authpack.domain.people import LineOfBusiness
from authpack.textio import load_path, validated

NAME = "routing.yaml"
Grade = Literal["payer_text", "summary", "second_hand", "own"]
"""How well a row is known; own: our background knowledge or inference, which nobody has verified."""


class _Row(BaseModel):
    # Built when first used, as one whole: a cold start pays for each model built by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Determines(_Row):
    """Which local coverage determination a jurisdiction has, and when."""

    policy: Id
    from_: PartialDate | None = Field(default=None, alias="from")
    to: PartialDate | None = None
    note: Text | None = None

    def holds(self, day: date) -> bool:
        """Whether it is that jurisdiction's text on a day."""
        return (self.from_ is None or self.from_.first <= day) and (self.to is None or day <= self.to.last)


class Renamed(_Row):
    """A contractor's later name."""

    name: Line
    from_: PartialDate = Field(alias="from")


class Jurisdiction(_Row):
    """One Medicare jurisdiction for Part B: its states, its contractor, its determination."""

    id: Id
    contractor: Line
    renamed: Renamed | None = None
    states: tuple[StateCode, ...]
    policies: tuple[Determines, ...]
    grade: Grade
    source: Text


class Split(_Row):
    """A state of which some counties lie in another jurisdiction."""

    state: StateCode
    inside: Id
    outside: Id
    counties: tuple[Line, ...]
    cities: tuple[Line, ...]
    says: Text
    grade: Grade
    source: Text
    url: Line | None = None


class Caution(_Row):
    """Something a reader must look up."""

    from_: PartialDate = Field(alias="from")
    says: Text
    grade: Grade
    source: Text


class Medicare(_Row):
    """Original Medicare."""

    names: tuple[Line, ...]
    railroad: tuple[Line, ...]
    railroad_says: Text
    says: Text
    grade: Grade
    source: Text
    caution: Caution
    jurisdictions: tuple[Jurisdiction, ...]
    splits: tuple[Split, ...] = ()


class Advantage(_Row):
    """Medicare Advantage: Medicare's determination first."""

    says: Text
    grade: Grade
    source: Text


class CarveOut(_Row):
    """Who judges instead of the policy found by name; without ``to`` the row only explains."""

    id: Id
    policy: Id
    names: tuple[Line, ...] = ()
    """Only when the coverage names the payer so."""
    unless_names: tuple[Line, ...] = ()
    indications: tuple[Indication, ...] = ()
    states: tuple[StateCode, ...] = ()
    from_: PartialDate | None = Field(default=None, alias="from")
    to: tuple[Id, ...] = ()
    says: Text
    field: Line | None = None
    """The field of the record that settles it, when ``to`` leaves several."""
    ask: Text | None = None
    grade: Grade
    source: Text


class PriorAuthorization(_Row):
    """Prior authorization by network and date of service; the criteria stay the same."""

    policy: Id
    from_: PartialDate = Field(alias="from")
    in_network: ReviewMode
    out_of_network: ReviewMode
    says: Text
    exceptions: Text
    grade: Grade
    source: Text


class Program(_Row):
    """A public program's text, for a plan that holds none of its own."""

    line: LineOfBusiness
    state: StateCode | None = None
    policy: Id
    says: Text | None = None
    grade: Grade
    source: Text


class BlueCard(_Row):
    """Members of another Blue plan."""

    names: tuple[Line, ...]
    plans: tuple[Id, ...]
    says: Text
    ask: Text
    grade: Grade
    source: Text


class Alias(_Row):
    """Names for a policy that its own list lacks."""

    names: tuple[Line, ...]
    policy: Id
    grade: Grade
    source: Text


class Tables(_Row):
    """The whole file."""

    schema_: Literal["authpack.routing/1"] = Field(alias="schema")
    verified: PartialDate
    medicare: Medicare
    advantage: Advantage
    carve_outs: tuple[CarveOut, ...] = ()
    prior_authorization: tuple[PriorAuthorization, ...] = ()
    programs: tuple[Program, ...] = ()
    bluecard: BlueCard
    aliases: tuple[Alias, ...] = ()

    def jurisdiction(self, identifier: str) -> Jurisdiction:
        """The jurisdiction with this id (it exists: a content test says so)."""
        return next(one for one in self.medicare.jurisdictions if one.id == identifier)

    @property
    def named_policies(self) -> set[str]:
        """Every policy id that a row names, for the content test."""
        found = {one.policy for row in self.medicare.jurisdictions for one in row.policies}
        found |= {row.policy for row in self.carve_outs} | {one for row in self.carve_outs for one in row.to}
        found |= {row.policy for row in self.prior_authorization} | {row.policy for row in self.programs}
        return found | {row.policy for row in self.aliases} | set(self.bluecard.plans)


def read_tables(path: Path) -> Tables:
    """Read and check a routing file; ContentError with file and line of every fault."""
    return validated(
        load_path(path),
        Tables,
        "The routing file",
        why="A request routed by a half-read table could be judged by another payer's rules.",
        do="Mend the lines named above, or install authpack again.",
    )


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The shipped tables, read once."""
    return read_tables(shipped("payer_criteria") / NAME)
