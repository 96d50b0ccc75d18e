"""The heads of all revisions at hand, read without their criteria and only when asked for: enough to choose a policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from authpack.content import Root
from authpack.criteria.catalog import Catalog, policy_files
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import SCHEMA, Head, Policy
from authpack.errors import AuthpackError
from authpack.textio import load_yaml

_ID = re.compile(r"^id:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_ENTRY = re.compile(
    r"^ +indication: *(?P<named>\w+|\[[^\]]*\])\s+(?:completeness: *\w+\s+)?(?P<kind>\w+):", re.MULTILINE
)
_ADDRESSES = ("tree", "use_tree", "not_covered")
_REMEMBERED = 1024
_CRITERIA = "\ncriteria:"
_AT_ONCE = 4096
"""Characters of a file read together: most heads are shorter."""


def plain(text: str) -> str:
    """A name without case, punctuation and doubled spaces, for comparing."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


class Shelved(NamedTuple):
    """One revision: its head, and which indications its text addresses by name."""

    head: Head
    indications: frozenset[str]

    @property
    def starts(self) -> date:
        """First day in force, for ordering (an unknown one is the earliest)."""
        start = self.head.effective_from
        return start.first if not isinstance(start, str) else date.min

    def in_force(self, day: date) -> bool:
        """Whether the revision governs that day (an unknown start is assumed in force)."""
        stop = self.head.effective_to
        return self.starts <= day and (stop is None or day <= stop.last)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the payer."""
        payer = self.head.payer
        return (payer.name, payer.printed, *payer.aliases)


def _head_of(path: Path) -> tuple[str, str]:
    """The text before the criteria, and the line that begins them (empty: there is none)."""
    text = ""
    with path.open(encoding="utf-8") as file:
        while _CRITERIA not in text and (more := file.read(_AT_ONCE)):
            text += more
    top, mark, _ = text.partition(_CRITERIA)
    return top, mark


class Volume:
    """One revision file, looked into only when asked."""

    def __init__(self, path: Path, *, local: bool) -> None:
        self.path, self.local = path, local
        self.top, self.mark = _head_of(path)

    @cached_property
    def criteria(self) -> str:
        """What follows the head, nine tenths of the file: read for the few revisions that a name or a rule leads to."""
        return self.path.read_text(encoding="utf-8").partition(_CRITERIA)[2]

    def may_hold(self, words: Iterable[str]) -> bool:
        """Whether the head's text has all these words."""
        return all(word in self._lower for word in words)

    @cached_property
    def _lower(self) -> str:
        return self.top.lower()

    @cached_property
    def shelved(self) -> Shelved:
        """The head; by the loader, which tells every fault, when it is laid out otherwise or broken."""
        try:
            data = load_yaml(self.top, self.path.name).data
            if not self.mark or data.pop("schema", None) != SCHEMA:
                return of_policy(load_policy(self.path, local=self.local))
            head = Head.model_validate({key: value for key, value in data.items() if value is not None})
            found = {
                name
                for one in _ENTRY.finditer(self.criteria)
                if one["kind"] in _ADDRESSES
                for name in re.findall(r"\w+", one["named"])
            }
        except (AuthpackError, ValidationError, UnicodeDecodeError):
            return of_policy(load_policy(self.path, local=self.local))
        return Shelved(head, frozenset(found) - {"any"})


def of_policy(policy: Policy) -> Shelved:
    """A loaded revision, as far as choosing needs it."""
    named = (one.indication for one in policy.entries if one.kind in _ADDRESSES)
    return Shelved(policy.head, frozenset(named) - {"any"})


class Shelf:
    """All revisions by policy id, oldest first. Never changes after it is made; may be shared."""

    def __init__(self, volumes: dict[str, list[Volume]], loaded: dict[str, tuple[Shelved, ...]]) -> None:
        self._volumes = volumes
        self._read = loaded
        self._named: dict[str, frozenset[str]] = {}
        self._similar: dict[str, tuple[str, ...]] = {}

    @property
    def policies(self) -> list[str]:
        """Every policy id."""
        return sorted({*self._volumes, *self._read})

    def __contains__(self, policy: object) -> bool:
        return policy in self._read or policy in self._volumes

    def files(self, policy: str) -> list[tuple[Path, bool]] | None:
        """The files of a policy, with whether each is a practice's own; None when the shelf was not made from files."""
        held = self._volumes.get(policy)
        return [(volume.path, volume.local) for volume in held] if held else None

    def revisions(self, policy: str) -> tuple[Shelved, ...]:
        """The revisions of a policy, oldest first; a practice's own stands for ours of the same date."""
        found = self._read.get(policy)
        if found is None:
            once: dict[object, Shelved] = {}
            for volume in self._volumes[policy]:
                once.setdefault(volume.shelved.head.effective_from, volume.shelved)
            found = self._read[policy] = tuple(sorted(once.values(), key=lambda one: one.starts))
        return found

    def governing(self, policy: str, day: date) -> Shelved:
        """The revision of a day; where none is in force the earliest, as ``Catalog.governing``."""
        revisions = self.revisions(policy)
        found = [one for one in revisions if one.in_force(day)]
        return found[-1] if found else revisions[0]

    def in_force(self, policy: str, day: date) -> bool:
        """Whether any revision held governs that day."""
        return any(one.in_force(day) for one in self.revisions(policy))

    def named(self, name: str) -> set[str]:
        """Policies whose payer goes by exactly this name (case and punctuation aside)."""
        wanted = plain(name)
        found = self._named.get(wanted)
        if found is None:
            found = frozenset(self._with_name(wanted))
            if len(self._named) < _REMEMBERED:
                self._named[wanted] = found
        return set(found)

    def _with_name(self, wanted: str) -> Iterator[str]:
        words = wanted.split()
        for policy in self.policies if words else ():
            # A look at the text is far cheaper than reading it.
            if policy not in self._read and not any(one.may_hold(words) for one in self._volumes[policy]):
                continue
            if any(plain(name) == wanted for one in self.revisions(policy) for name in one.names):
                yield policy

    def with_payer_id(self, number: str) -> set[str]:
        """Policies whose payer has this electronic id."""
        held = (
            policy
            for policy in self.policies
            if policy in self._read or any(one.may_hold([number.lower()]) for one in self._volumes[policy])
        )
        return {
            policy
            for policy in held
            if any(number in one.head.payer.payer_ids for one in self.revisions(policy))
        }

    def like(self, name: str) -> list[str]:
        """Policies whose payer's name stands inside this one, or this one inside it: to look at, never to judge by."""
        wanted = f" {plain(name)} "
        found = self._similar.get(wanted)
        if found is None:
            found = tuple(policy for policy in self.policies if self._is_like(policy, wanted))
            if len(self._similar) < _REMEMBERED:
                self._similar[wanted] = found
        return list(found)

    def _is_like(self, policy: str, wanted: str) -> bool:
        names = {plain(name) for one in self.revisions(policy) for name in one.names}
        return any(len(name) > 3 and (f" {name} " in wanted or wanted in f" {name} ") for name in names)


def shelf_of(catalog: Catalog) -> Shelf:
    """The shelf of policies that are loaded anyway."""
    return Shelf({}, {name: tuple(map(of_policy, found)) for name, found in catalog.revisions.items()})


def read_shelf(roots: tuple[Root, ...]) -> Shelf:
    """The shelf of all policy files; each is read when a name or a rule first leads to it."""
    volumes: dict[str, list[Volume]] = {}
    for path, local in policy_files(roots):
        try:
            volume = Volume(path, local=local)
        except (OSError, UnicodeDecodeError):
            load_policy(path, local=local)  # tells what is wrong with it
            continue
        found = _ID.search(volume.top)
        identifier = found.group(1) if found else volume.shelved.head.id
        volumes.setdefault(identifier, []).append(volume)
    return Shelf(volumes, {})
