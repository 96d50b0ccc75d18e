"""Starts a mapping: fields whose labels plainly ask a known fact; everything else stands there commented out.

Deterministic, by words alone (``known.yaml``). Confidence: ``sure`` when a label asks one fact in its usual words and
says no other owner; ``likely`` when it fits with words left over; ``unsure`` when only the field's name, or one of
several facts, fits. Only ``sure`` lines are active, and each names the label that it was matched by.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from authpack.packets.forms.model import FormField, FormInfo
from authpack.textio import load_path, validated

_FILE: Final = Path(__file__).with_name("known.yaml")
_FILLER: Final = frozenset(
    ("the", "of", "a", "an", "and", "or", "to", "be", "for", "is", "your", "if", "at", "on", "in", "please", "enter",
     "print", "s", "no", "number")
)  # fmt: skip
Confidence = Literal["sure", "likely", "unsure"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(_Part):
    """One fact: the words by which forms ask it, and the expression that answers."""

    says: str
    about: Literal["patient", "provider", "practice", "payer"]
    asks: tuple[str, ...]
    not_: Annotated[tuple[str, ...], Field(alias="not")] = ()
    value: str
    format: str = ""


class Tick(_Part):
    """A choice: the words by which forms ask it, and the condition for each of its usual values."""

    says: str
    asks: tuple[str, ...]
    states: dict[str, str]


class Known(_Part):
    """The whole table."""

    facts: tuple[Fact, ...]
    ticks: tuple[Tick, ...]
    owners: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def known() -> Known:
    """The table of ``known.yaml``."""
    return validated(load_path(_FILE), Known, "The table")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a field may hold. ``lines``: the entry as YAML; ``confidence`` and ``reason`` for the reader."""

    field: FormField
    says: str
    confidence: Confidence
    reason: str
    lines: tuple[str, ...]


def starter(info: FormInfo, title: str) -> str:
    """A mapping for a form, as YAML to be read and completed by a person."""
    found = {one.field.name: one for one in suggestions(info)}
    sure = sum(one.confidence == "sure" for one in found.values())
    lines = [
        "# A mapping started by authpack from the form's labels. Read every line before you use it:",
        f"# {sure} of {len(info.fields)} fields were recognized; what is uncertain is commented out.",
        "# The keys are explained in docs/forms.md; the numbers are those of 'authpack forms inspect'.",
        "schema: authpack.form_mapping/1",
        "form:",
        f"  title: {_quoted(title)}",
        f"  sha256: {info.sha256}",
        "entries:",
    ]
    for field in info.fields:
        lines += _of_field(field, found.get(field.name))
    if not sure:
        # A file without an active entry is not a mapping; the reader is told where to begin.
        lines[lines.index("entries:")] = (
            "entries: []  # nothing was certain: take entries out of the comments below"
        )
    return "\n".join(lines) + "\n"


def _of_field(field: FormField, suggestion: Suggestion | None) -> Iterator[str]:
    pages = ", ".join(map(str, field.pages))
    yield f"  # {field.number}. {_comment(field.label) or '(no label)'} - {field.kind}, page {pages}{_details(field)}"
    if field.kind in ("signature", "button"):
        return
    if suggestion is None:
        yield f'  # - {{field: {_quoted(field.name)}, {"tick" if field.kind == "checkbox" else "value"}: ""}}'
        return
    mark = "" if suggestion.confidence == "sure" else "# "
    yield f"  # {suggestion.confidence}: {suggestion.reason}"
    for line in suggestion.lines:
        yield f"  {mark}{line}"


def _details(field: FormField) -> str:
    said = [" required"] if field.required else []
    said += [f" at most {field.max_length} characters"] if field.max_length else []
    values = field.states or tuple(one.export for one in field.choices)
    if values and field.kind != "checkbox":
        said.append(
            " one of " + ", ".join(_comment(one) for one in values[:8]) + (" ..." if len(values) > 8 else "")
        )
    return ";".join(["", *said]) if said else ""


def suggestions(info: FormInfo) -> list[Suggestion]:
    """What can be said of each field; two fields that ask the same fact are both unsure."""
    found = [one for field in info.fields if (one := _suggest(field))]
    asked = Counter(one.says for one in found if one.confidence != "unsure")
    return [_doubted(one) if asked[one.says] > 1 else one for one in found]


def _doubted(one: Suggestion) -> Suggestion:
    reason = f"{one.reason}; another field asks the same"
    return replace(one, confidence="unsure", reason=reason)


def _suggest(field: FormField) -> Suggestion | None:
    if field.kind == "text" and not field.password:
        return _fact_for(field)
    return _tick_for(field) if field.kind in ("radio", "choice") else None


def _fact_for(field: FormField) -> Suggestion | None:
    for source, text in (("label", field.label), ("name", _last_name(field.name))):
        words = _words(text)
        ranked = sorted(
            (
                (len(_words(ask)), -place, fact, ask)
                for place, fact in enumerate(known().facts)
                for ask in fact.asks
                if _asks(ask, fact, words)
            ),
            key=lambda one: (one[0], one[1]),
            reverse=True,
        )
        if ranked:
            _, _, fact, ask = ranked[0]
            rivals = {one.says for size, _, one, _ in ranked[1:] if size == ranked[0][0]} - {fact.says}
            return _suggestion(field, fact, ask, words, source, rivals)
    return None


def _asks(ask: str, fact: Fact, words: list[str]) -> bool:
    wanted = _words(ask)
    said = set(words)
    return set(wanted) <= said and not said & set(fact.not_)


def _suggestion(
    field: FormField, fact: Fact, ask: str, words: list[str], source: str, rivals: set[str]
) -> Suggestion | None:
    owners = known().owners
    own = set(owners[fact.about])
    others = {word for name, listed in owners.items() if name != fact.about for word in listed} - own
    foreign = (set(words) & others) - set(_words(ask))
    if {word.removesuffix("s") for word in words} & set(owners["stranger"]):
        return None
    left = set(words) - set(_words(ask)) - own - _FILLER - foreign - set(_words(fact.says))
    plain = source == "label" and not foreign and not rivals
    confidence: Confidence = (
        "sure" if plain and not left else "likely" if plain and len(left) <= 2 else "unsure"
    )
    if foreign and not set(words) & own:
        confidence = "unsure"
    said = _comment(field.label if source == "label" else _last_name(field.name))
    reason = f"{fact.says}; by the {source} '{said}'" + (
        f"; or {', '.join(sorted(rivals))}" if rivals else ""
    )
    formats = _formats(field, fact)
    parts = [
        f"field: {_quoted(field.name)}",
        f"value: {_quoted(fact.value)}",
        *([f"format: {formats}"] if formats else []),
    ]
    return Suggestion(field, fact.says, confidence, reason, (f"- {{{', '.join(parts)}}}",))


def _formats(field: FormField, fact: Fact) -> str:
    if field.comb and fact.format == "date":
        return "[date MMDDYYYY]" if field.max_length == 8 else "[date MM/DD/YYYY]"
    if field.comb and fact.format in ("phone", "npi"):
        return "[digits]"
    return fact.format


def _tick_for(field: FormField) -> Suggestion | None:
    words = set(_words(field.label)) | set(_words(_last_name(field.name)))
    values = field.states or tuple(one.export for one in field.choices)
    for tick in known().ticks:
        asked = next((ask for ask in tick.asks if set(_words(ask)) <= words), None)
        pairs = [
            (value, tick.states[value.casefold()]) for value in values if value.casefold() in tick.states
        ]
        if asked is None and len(pairs) < 2:
            continue
        if not pairs:
            continue
        confidence: Confidence = (
            "sure" if asked and len(pairs) == len(values) else "likely" if len(pairs) > 1 else "unsure"
        )
        entry = [f"- field: {_quoted(field.name)}", "  choose:"]
        entry += [f"    {_quoted(value)}: {_quoted(condition)}" for value, condition in pairs]
        reason = f"{tick.says}; by its values {', '.join(_comment(value) for value, _ in pairs)}"
        return Suggestion(field, tick.says, confidence, reason, tuple(entry))
    return None


def _words(text: str) -> list[str]:
    plain = text.replace("\u2019", "").replace("'", "")
    parts = re.sub(r"([a-z])([A-Z])", r"\1 \2", plain)
    return re.findall(r"[a-z]+|\d+", parts.casefold())


def _last_name(name: str) -> str:
    return re.sub(r"\[\d+\]", "", name.rpartition(".")[2]).replace("_", " ")


def _comment(text: str) -> str:
    return " ".join(re.sub(r"[^\x20-\x7e\u00a0-\u024f]", "?", text).split())[:90]


def _quoted(text: Any) -> str:
    return json.dumps(str(text), ensure_ascii=False)
