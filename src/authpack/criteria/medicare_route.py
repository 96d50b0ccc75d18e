"""Medicare: the place of service, the jurisdictions it may lie in, and their local coverage determinations."""

import re
from typing import NamedTuple

from authpack.criteria.routing_tables import Jurisdiction, Split, Tables
from authpack.criteria.shelf import plain
from authpack.criteria.trail import Trail
from authpack.domain.case import Case
from authpack.domain.people import Address, Coverage

_WHERE = {
    "facility": "The place of service",
    "practice": "The practice",
    "coverage": "The coverage's state",
}


class Place(NamedTuple):
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
        return f"{_WHERE[self.where]} ({self.state or 'state not recorded'})"


class Found(NamedTuple):
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


def by_place(trail: Trail) -> list[str]:
    """The local coverage determinations of the place of service, or of the contractor that the record names."""
    medicare = trail.rules.medicare
    if plain(trail.coverage.payer) in {plain(one) for one in medicare.railroad}:
        trail.step("railroad", medicare.railroad_says, "coverage.payer", grade="own")
        return []
    place = place_of(trail.case, trail.coverage)
    found = jurisdictions_of(place, trail.rules)
    named = contractors(trail)
    if found.split is not None:
        trail.step(
            "split_state", found.split.says, *place.reads, grade=found.split.grade, source=found.split.source
        )
    if len(found.jurisdictions) > 1:
        trail.ask(place.county_field, "In which county (or independent city) is the treatment given?")
    policies = [policy for one in found.jurisdictions for policy in _determinations(trail, one, place)]
    return _against_contractor(trail, policies, named, place)


def contractors(trail: Trail) -> set[str]:
    """Determinations of the contractor whose name stands as the payer, if it is one's."""
    words = plain(trail.coverage.payer)
    named = trail.shelf.named(words) | trail.shelf.named(words.removeprefix("medicare "))
    return trail.determinations & named


def _determinations(trail: Trail, one: Jurisdiction, place: Place) -> list[str]:
    name = one.contractor
    if one.renamed is not None and one.renamed.from_.first <= trail.service_day:
        name = f"{one.renamed.name} (until then {one.contractor})"
    found = []
    for row in one.policies:
        if row.holds(trail.service_day) and row.policy in trail.shelf:
            says = f"{place.words} lies in Medicare jurisdiction {one.id}, contractor {name}."
            says += f" {row.note}" if row.note else ""
            trail.step("jurisdiction", says, *place.reads, grade=one.grade, source=one.source)
            trail.because[row.policy] = (
                f"It is the determination of jurisdiction {one.id} ({one.contractor})."
            )
            found.append(row.policy)
    return found


def _against_contractor(trail: Trail, policies: list[str], named: set[str], place: Place) -> list[str]:
    """The contractor that the record names settles a missing place, and contradicts another one."""
    if not named:
        if not policies and place.state is None:
            trail.step("no_place", "The place of service is not recorded.", *place.reads)
            trail.ask("facility.address.state", "In which state is the treatment given?")
        elif not policies:
            trail.step("no_jurisdiction", f"No jurisdiction is held for {place.words}.", *place.reads)
        return policies
    agreed = [one for one in policies if one in named]
    if agreed:
        trail.step("contractor", "The record names that contractor.", "coverage.payer")
        trail.questions.clear()
        return agreed
    for policy in sorted(named):
        trail.because[policy] = "The record names its contractor as the payer."
    if policies:
        says = "The record names another Medicare contractor than the place of service has."
        trail.step("contractor_differs", says, "coverage.payer", *place.reads)
        trail.ask(place.state_field, "Where is the treatment given, and which contractor takes the claim?")
        return [*policies, *sorted(named)]
    says = "The record names the Medicare contractor; the place of service settles nothing."
    trail.step("contractor", says, "coverage.payer")
    return trail.current(sorted(named))
