"""What the record says now that the letter does not: the same letter made again, value by value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from authpack.documents.verify_match import written_units
from authpack.documents.verify_unit import Difference, Known

Key = tuple[str, tuple[str, ...], str, tuple[str, ...]]
_SHOWN: Final = 60
_OURS: Final = frozenset({"program", "literal"})


def stale(old: Mapping[str, Any], new: Mapping[str, Any], drugs: frozenset[str]) -> tuple[Difference, ...]:
    """Values of the old trace that the new one words otherwise or lacks, then those that came since."""
    return (*_heads(old, new), *_values(old, new, drugs))


def _heads(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    was, now = old.get("policy") or {}, new.get("policy") or {}
    if was.get("sha256") != now.get("sha256"):
        same = was.get("id") == now.get("id") and was.get("revision") == now.get("revision")
        note = (
            "the policy's encoding was corrected since" if same else "another policy or revision applies now"
        )
        said = [f"{one.get('id', 'none')}, {one.get('revision', '')}".rstrip(", ") for one in (was, now)]
        yield Difference("stale", "words", "the policy", said[1], said[0], note=note)
    if new.get("draft") and not old.get("draft", False):
        note = "by the present record a criterion that decides is open; `authpack check` names it"
        yield Difference("stale", "words", "the letter", "DRAFT", "", note=note)


def _values(old: Mapping[str, Any], new: Mapping[str, Any], drugs: frozenset[str]) -> Iterator[Difference]:
    before, after = _texts(old), _texts(new)
    known = Known({}, drugs, {})
    places = _passages(old)
    for key in dict.fromkeys([*before, *after]):
        gone, come = before[key] - after[key], after[key] - before[key]
        now = "; ".join(come)
        where = key[1] or key[3]
        for text in gone:
            note = "the record has changed since" if now else "the record no longer has it"
            yield Difference("stale", known.what(text), places.get((key, text), ""), now, text, where, note)
        if not gone:
            for text in come:
                note = "the record has it since; the letter does not say it"
                yield Difference("stale", known.what(text), "not in the letter", text, "", where, note)


def _texts(trace: Mapping[str, Any]) -> defaultdict[Key, Counter[str]]:
    """Each origin with the texts that are printed of it; words of the program itself are left out."""
    found: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for one in trace["values"]:
        if one["kind"] not in _OURS:
            found[_key(one)][one["text"]] = 1
    return found


def _key(one: Mapping[str, Any]) -> Key:
    return (one["kind"], tuple(one["paths"]), one.get("rule", ""), tuple(one.get("inputs", ())))


def _passages(trace: Mapping[str, Any]) -> dict[tuple[Key, str], str]:
    """The first passage in which each value stands."""
    by_id = {one["id"]: (_key(one), one["text"]) for one in trace["values"]}
    found: dict[tuple[Key, str], str] = {}
    for unit in written_units(trace):
        words = f'the passage "{unit.text[:_SHOWN]}{"…" if len(unit.text) > _SHOWN else ""}"'
        for name in unit.ids:
            if name in by_id:
                found.setdefault(by_id[name], words)
    return found
