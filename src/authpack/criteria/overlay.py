"""Overlays: a practice corrects single leaves of a shipped revision, from a day on, without editing it.

An overlay lies in the practice's own folder as ``corrections/<any name>.yaml``. It names the revision and the
sha256 it was written against; when that file has changed since, the overlay is refused, because nobody has
compared it with the new text. The correction is applied to the file's data before it is read, so that the
resolved revision passes every check, has its own sha256, and is shown as local everywhere.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from authpack.criteria.conditions import KINDS
from authpack.criteria.loading import read_policy
from authpack.criteria.policy import Policy, Source
from authpack.domain.base import Id, Line, Text
from authpack.domain.dates import PartialDate
from authpack.errors import ContentError, Fault
from authpack.textio import LoadedText, load_path, validated

SCHEMA = "authpack.policy-overlay/1"
_MAY_CHANGE = ("says", "section", "cite", "grade", "ask", "note")
_DO = "docs/policy-tools.md describes overlays."


class Overlay(BaseModel):
    """One dated correction. ``set``: node id -> changed keys of the node, in the policy language."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_: Literal["authpack.policy-overlay/1"] = Field(alias="schema")
    policy: Id
    revision: Line
    """The effective_from of the revision that is corrected, or ``unknown``."""
    base: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """sha256 of that revision, as ``authpack policies show`` prints it."""
    effective_from: PartialDate | Literal["unknown"]
    """First day of the correction; ``unknown``: as long as the revision itself."""
    reason: Text
    by: Line
    sources: tuple[Source, ...] = ()
    """Documents that the corrected leaves cite, beside those of the revision."""
    set: dict[Id, dict[str, Any]] = Field(min_length=1)

    @field_validator("effective_from", mode="before")
    @classmethod
    def _unknown_or_day(cls, value: Any) -> Any:
        if value == "unknown":
            return value
        day = PartialDate.parse(str(value))
        if not day.exact:
            raise ValueError("must be an exact day, YYYY-MM-DD, or unknown")
        return day

    @property
    def first_day(self) -> date | None:
        """First day of the correction; None: as long as the revision."""
        return None if self.effective_from == "unknown" else self.effective_from.first


@dataclass(frozen=True, slots=True)
class Read:
    """An overlay with the file it comes from."""

    overlay: Overlay
    loaded: LoadedText
    path: Path

    def fault(self, where: tuple[str | int, ...], what: str, do: str = "") -> Fault:
        """A fault at a place of the overlay file."""
        dotted = ".".join(map(str, where))
        return Fault(f"{self.loaded.name}:{self.loaded.line_of(where) or 1}: {dotted}", what, do)


def read_overlay(path: Path) -> Read:
    """Read one overlay file; ContentError with every fault, InputError when it is not YAML."""
    loaded = load_path(path, name="/".join(path.parts[-3:]))
    why = "A request judged by a half-read correction may be lost."
    overlay = validated(loaded, Overlay, "The overlay", why=why, do=_DO)
    return Read(overlay, loaded, path)


def resolve(read: Read, base: Policy, base_path: Path) -> tuple[Policy | None, Policy]:
    """The base revision as far as it still governs (None: not at all), and the corrected revision.

    Raises ContentError when the base has changed since, when a node is no leaf of it, or when the
    corrected file breaks the rules of the policy language.
    """
    overlay = read.overlay
    if base.sha256 != overlay.base:
        _refuse(
            read,
            read.fault(
                ("base",),
                f"is not the sha256 of {base.file} ({base.sha256}).",
                "Compare the correction with the file as it is now, then write its sha256 here.",
            ),
        )
    loaded = load_path(base_path, name=base.file)
    data = _corrected(read, loaded.data, base)
    try:
        made = read_policy(LoadedText(loaded.name, data, loaded.text, loaded.format), local=True)
    except ContentError as error:
        faults = tuple(
            Fault(read.loaded.name + ":1", f"makes {one.where} wrong: {one.what}") for one in error.faults
        )
        _refuse(read, *faults)
    made = made._replace(file="/".join(read.path.parts[-3:]))
    day = overlay.first_day
    if day is None or (base.effective_from is not None and day <= base.effective_from):
        return None, made
    until = PartialDate.of(day - timedelta(days=1))
    return base._replace(head=base.head.model_copy(update={"effective_to": until})), made


def _refuse(read: Read, *faults: Fault) -> Any:
    raise ContentError(
        f"The overlay {read.loaded.name} cannot be applied to {read.overlay.policy}.",
        faults=faults,
        why="A request judged by a correction that no longer fits may be lost.",
        do=_DO,
    )


def _corrected(read: Read, original: dict[str, Any], base: Policy) -> dict[str, Any]:
    """The revision's data with the correction applied."""
    overlay, data = read.overlay, copy.deepcopy(original)
    day = overlay.first_day
    if day is not None and (base.effective_from is None or day > base.effective_from):
        if base.effective_to is not None and day > base.effective_to:
            _refuse(
                read, read.fault(("effective_from",), f"is after the revision ended ({base.effective_to}).")
            )
        data["effective_from"] = day.isoformat()
    data["note"] = f"{data.get('note') or ''} {_told(overlay)}".strip()
    data["sources"] = [*data["sources"], *read.loaded.data.get("sources", [])]
    faults = [fault for name in overlay.set for fault in _apply(read, data["criteria"], name)]
    if faults:
        _refuse(read, *faults)
    return data


def _told(overlay: Overlay) -> str:
    since = "" if overlay.effective_from == "unknown" else f" from {overlay.effective_from}"
    names = ", ".join(overlay.set)
    return f"Corrected by this practice{since} ({names}; by {overlay.by}): {overlay.reason}"


def _apply(read: Read, criteria: Any, name: str) -> Iterator[Fault]:
    """Change one leaf in place; yields what is wrong with the change."""
    where, change = ("set", name), read.overlay.set[name]
    nodes = [node for node in _nodes(criteria) if node.get("id") == name]
    kinds = [key for key in nodes[0] if key in KINDS] if nodes else []
    if not kinds:
        what = "is a group; an overlay corrects leaves" if nodes else "is no criterion of the revision"
        yield read.fault(where, f"{what}.", "`authpack policies show` lists the ids.")
        return
    given = [key for key in change if key in KINDS]
    unknown = [key for key in change if key not in KINDS and key not in _MAY_CHANGE]
    for key in unknown:
        yield read.fault(
            (*where, key),
            "cannot be set by an overlay.",
            f"It may set a leaf kind or {', '.join(_MAY_CHANGE)}.",
        )
    if len(given) > 1:
        yield read.fault(where, "names more than one leaf kind.", "Keep one.")
    if "says" not in change:
        yield read.fault(where, "needs says.", "The sentence is printed; it must state the corrected rule.")
    if given and given[0] == kinds[0]:
        change = {**change, kinds[0]: _merged(nodes[0][kinds[0]] or {}, change[kinds[0]] or {})}
    for node in nodes:
        if given and given[0] != kinds[0]:
            del node[kinds[0]]
        node.update(change)


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Parameters of the leaf with the changed ones in; an empty value takes a parameter away."""
    merged = dict(old)
    for key, value in new.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merged(merged[key], value)
        else:
            merged[key] = value
    return merged


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for one in data:
            yield from _nodes(one)
    elif isinstance(data, dict):
        if "id" in data:
            yield data
        for one in data.values():
            yield from _nodes(one)
