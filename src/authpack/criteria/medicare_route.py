"""The place of service, and the Medicare jurisdictions it may lie in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from authpack.criteria.routing_tables import Jurisdiction, Split, Tables
from authpack.criteria.shelf import plain
from authpack.domain.case import Case
from authpack.domain.people import Address, Coverage


@dataclass(frozen=True, slots=True)
class Place:
    """Where the treatment is given, as far as the record says."""

    state: str | None
    county: str | None
    city: str | None
    where: str
    """The part of the record it comes from."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Fields of the record behind it."""
        if self.where == "coverage":
            return ("coverage.state",)
        return (self.state_field, self.county_field) if self.county else (self.state_field,)

    @property
    def state_field(self) -> str:
        """Where the state is, or would be, recorded."""
        return "coverage.state" if self.where == "coverage" else f"{self.where}.address.state"

    @property
    def county_field(self) -> str:
        """Where the county is, or would be, recorded."""
        return f"{'facility' if self.where == 'coverage' else self.where}.address.county"

    @property
    def words(self) -> str:
        """The place in words."""
        named = {"facility": "The place of service", "practice": "The practice", "coverage": "The coverage's state"}[self.where]
        return f"{named} ({self.state or 'state not recorded'})"


@dataclass(frozen=True, slots=True)
class Found:
    """Jurisdictions that the place may lie in, and the rule of a split state when there is one."""

    jurisdictions: tuple[Jurisdiction, ...]
    split: Split | None = None


def place_of(case: Case, coverage: Coverage) -> Place:
    """The facility's address, else the practice's, else the state that the coverage names."""
    if case.facility.address is not None:
        return _at(case.facility.address, "facility")
    if case.practice is not None and case.practice.address is not None:
        return _at(case.practice.address, "practice")
    return Place(coverage.state, None, None, "coverage")


def _at(address: Address, where: str) -> Place:
    return Place(address.state, address.county, address.city, where)


def jurisdictions_of(place: Place, rules: Tables) -> Found:
    """The jurisdiction of a place; two where the state is split and the record does not say on which side."""
    split = next((one for one in rules.medicare.splits if one.state == place.state), None)
    if split is not None:
        sides = tuple(rules.jurisdiction(one) for one in _sides(split, place))
        return Found(sides, split)
    return Found(tuple(one for one in rules.medicare.jurisdictions if place.state in one.states))


def _sides(split: Split, place: Place) -> tuple[str, ...]:
    """The county decides; without it only a city that the rule names; else both sides are possible."""
    if place.county is not None:
        inside = _bare(place.county) in {_bare(one) for one in split.counties}
        return (split.inside,) if inside else (split.outside,)
    if place.city is not None and plain(place.city) in {plain(one) for one in split.cities}:
        return (split.inside,)
    return (split.inside, split.outside)


def _bare(county: str) -> str:
    """A county's or independent city's name without the words county and city."""
    return " ".join(re.sub(r"\b(county|city|of|the)\b", " ", plain(county)).split())
