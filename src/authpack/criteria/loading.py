"""From a policy file to a checked :class:`Policy`: closed keys, resolved references, every fault with its line."""

from __future__ import annotations

import difflib
import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from authpack.criteria.compiled import Compiled
from authpack.criteria.conditions import KINDS
from authpack.criteria.policy import (
    GROUPS,
    SCHEMA,
    Entry,
    Head,
    Leaf,
    Mapped,
    Node,
    Policy,
)
from authpack.errors import ContentError, Fault
from authpack.textio import LoadedText, file_bytes, load_path, validation_faults

_COMMON = ("id", "section", "says", "cite", "grade", "ask", "note", "advisory", "applies_when")
_ENTRY = ("phase", "indication", "completeness")
_ENTRY_KINDS = ("tree", "use_tree", "not_covered", "text_not_seen")
_HEAD = (*Head.model_fields, "schema")
_TOP = (*_HEAD, "criteria", "text_map")
Path_ = tuple[str | int, ...]
# YAML keys that are Python words.
_RENAMED = {"is": "is_", "from": "from_"}


def load_policy(
    path: Path, *, name: str | None = None, local: bool = False, compiled: Compiled | None = None
) -> Policy:
    """Read one revision; ContentError with every fault when it breaks the rules, InputError when it is not YAML.

    compiled: the generated copy of its folder, which stands for the file as long as the bytes agree.
    """
    name = name or "/".join(path.parts[-3:])
    if compiled is not None:
        source = file_bytes(path, name)
        found = compiled.find(name, source)
        if found is not None:
            loaded = LoadedText(name, found.data, source.decode("utf-8"))
            return read_policy(loaded, local=local, canonical=found.canonical)
    return read_policy(load_path(path, name=name), local=local)


def read_policy(loaded: LoadedText, *, local: bool = False, canonical: str | None = None) -> Policy:
    """Check a loaded file and build the policy.

    canonical: the sha256 of its content, where it comes from a copy that was checked when it was made: its conditions
    are then built when a record is first judged by them.
    """
    reader = _Reader(loaded, checked=canonical is not None)
    policy = reader.policy(local=local, canonical=canonical)
    if reader.faults or policy is None:
        raise ContentError(
            f"The policy file {loaded.name} breaks the rules of the policy language.",
            faults=tuple(reader.faults),
            why="A request judged by a wrong or half-read policy may be lost.",
            do="Mend the lines named above; docs/policy-language.md describes every key.",
        )
    return policy


class _Reader:
    """Collects faults while building; one reader per file."""

    def __init__(self, loaded: LoadedText, *, checked: bool) -> None:
        self.loaded = loaded
        self.checked = checked
        self.faults: list[Fault] = []
        self.nodes: dict[str, Node] = {}
        self.criteria: list[Any] = []
        self.grades: dict[str, str] = {}

    def fault(self, path: Path_, what: str, do: str = "") -> None:
        """Remember one fault with its line."""
        line = self.loaded.line_of(path)
        dotted = ".".join(map(str, path))
        where = f"{self.loaded.name}:{line}" if line else self.loaded.name
        self.faults.append(Fault(f"{where}: {dotted}" if dotted else where, what, do))

    # -- the file ----------------------------------------------------------------------------

    def policy(self, *, local: bool, canonical: str | None) -> Policy | None:
        data = self.loaded.data
        self.closed(data, _TOP, ())
        if data.get("schema") != SCHEMA:
            self.fault(("schema",), f"must be {SCHEMA}")
        head = self.head(data)
        criteria = self.sequence(data, "criteria", ())
        self.criteria = criteria
        entries = tuple(
            entry for place, one in enumerate(criteria) for entry in self.entries(one, ("criteria", place))
        )
        self.check_uses(entries)
        text_map = self.text_map(self.sequence(data, "text_map", ()))
        if head is None or self.faults:
            return None
        sha256 = canonical or canonical_sha256(data)
        return Policy(head, entries, text_map, sha256, self.loaded.name, local, self.nodes)

    def head(self, data: dict[str, Any]) -> Head | None:
        fields = {key: value for key, value in data.items() if key in Head.model_fields and value is not None}
        try:
            head = Head.model_validate(fields)
        except ValidationError as error:
            self.faults += validation_faults(error, self.loaded, model=Head)
            return None
        self.grades = {source.id: source.grade for source in head.sources}
        return head

    def closed(self, data: dict[str, Any], allowed: tuple[str, ...], path: Path_) -> None:
        """Refuse keys that the language does not know, with the nearest that it does."""
        for key in data:
            if key not in allowed:
                near = difflib.get_close_matches(str(key), allowed, 1)
                self.fault((*path, key), "not a known field", f"Did you mean {near[0]}?" if near else "")

    def sequence(self, data: dict[str, Any], key: str, path: Path_) -> list[Any]:
        value = data.get(key)
        if isinstance(value, list) and value:
            return value
        self.fault((*path, key), "must be a list with at least one entry")
        return []

    def text(self, data: dict[str, Any], key: str, path: Path_, *, required: bool = False) -> str:
        value = data.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        if required:
            self.fault((*path, key), "is required")
        elif value is not None and not isinstance(value, str):
            self.fault((*path, key), "must be text")
        return ""

    # -- entries -----------------------------------------------------------------------------

    def entries(self, data: Any, path: Path_) -> list[Entry]:
        """One entry for each indication named (one, or a list)."""
        data = self.mapping(data, path)
        named = data.get("indication")
        several = named if isinstance(named, list) and named else [named]
        first = self.entry({**data, "indication": several[0]}, path)
        return [first] + [
            first._replace(indication=self.one_of({"indication": one}, "indication", _INDICATIONS, path))
            for one in several[1:]
        ]

    def entry(self, data: dict[str, Any], path: Path_) -> Entry:
        self.closed(data, (*_ENTRY, *_ENTRY_KINDS), path)
        phase = self.one_of(
            data, "phase", ("initial", "continuation", "retreatment", "maintenance", "any"), path
        )
        indication = self.one_of(data, "indication", _INDICATIONS, path)
        completeness = self.one_of(data, "completeness", ("whole", "part"), path)
        kinds = [kind for kind in _ENTRY_KINDS if kind in data]
        if len(kinds) != 1:
            self.fault(path, f"needs exactly one of {', '.join(_ENTRY_KINDS)}")
            return Entry(phase, indication, completeness, "text_not_seen", None)
        kind = kinds[0]
        if kind == "use_tree":
            return self.use_tree(data, path, (phase, indication, completeness))
        node = (
            self.plain(data[kind], (*path, kind), kind)
            if kind != "tree"
            else self.node(data[kind], (*path, kind))
        )
        if node.guard is not None:
            self.fault((*path, kind), "applies_when is allowed only directly under all_of")
        return Entry(phase, indication, completeness, kind, node)  # type: ignore[arg-type]

    def use_tree(self, data: dict[str, Any], path: Path_, of: tuple[Any, Any, Any]) -> Entry:
        where = (*path, "use_tree")
        used = self.mapping(data["use_tree"], where)
        self.closed(used, ("phase", "indication", "id", "says", "cite", "section"), where)
        self.text(used, "cite", where, required=True)
        uses = (
            self.text(used, "phase", where, required=True),
            self.text(used, "indication", where, required=True),
        )
        return Entry(*of, "use_tree", None, uses)

    def check_uses(self, entries: tuple[Entry, ...]) -> None:
        """A use_tree must end, without a circle, at an entry of this file."""
        known: dict[tuple[str, str], Entry] = {(entry.phase, entry.indication): entry for entry in entries}
        for entry in entries:
            seen: set[tuple[str, str]] = set()
            at: Entry | None = entry
            while at is not None and at.uses is not None:
                if at.uses in seen:
                    self.fault(
                        ("criteria",), f"use_tree of {entry.phase} x {entry.indication} runs in a circle"
                    )
                    break
                seen.add(at.uses)
                at = known.get(at.uses)
            if at is None:
                self.fault(
                    ("criteria",),
                    f"use_tree of {entry.phase} x {entry.indication} points to no entry of this file",
                )

    def plain(self, data: Any, path: Path_, kind: str) -> Node:
        """A cited statement without a condition: not covered, or text not seen."""
        data = self.mapping(data, path)
        self.closed(data, _COMMON, path)
        return self.register(self.common(data, path, kind, leaf=True), path)

    def mapping(self, data: Any, path: Path_) -> dict[str, Any]:
        if isinstance(data, dict):
            return data
        self.fault(path, "must be fields and values")
        return {}

    def one_of(self, data: dict[str, Any], key: str, allowed: tuple[str, ...], path: Path_) -> Any:
        value = data.get(key)
        if value not in allowed:
            self.fault((*path, key), f"must be one of {', '.join(allowed)}")
        return value

    # -- nodes -------------------------------------------------------------------------------

    @cached_property
    def raw(self) -> dict[str, tuple[dict[str, Any], Path_]]:
        """Where every id stands, so that ``ref`` may point forward; noted when the first one does."""
        found: dict[str, tuple[dict[str, Any], Path_]] = {}
        _index(self.criteria, ("criteria",), found)
        return found

    def node(self, data: Any, path: Path_, subject: str = "", phrase: str = "") -> Node:
        data = self.mapping(data, path)
        if "ref" in data:
            return self.reference(data, path, subject)
        kinds = [key for key in data if key in GROUPS or key in KINDS]
        if len(kinds) != 1:
            self.closed(data, (*_COMMON, *GROUPS, *KINDS), path)
            self.fault(
                path,
                "needs exactly one group or leaf kind" + (f", found {', '.join(kinds)}" if kinds else ""),
            )
            return Node("?", "judged", "")
        kind = kinds[0]
        self.closed(data, (*_COMMON, kind), path)
        common = self.common(data, path, kind, leaf=kind in KINDS)
        common["phrase"] = phrase if kind in KINDS and phrase else common["id"]
        if "applies_when" in data:
            common["guard"] = self.node(data["applies_when"], (*path, "applies_when"), subject)
        made = (
            self.leaf(kind, data[kind], common, path, subject)
            if kind in KINDS
            else self.group(kind, data[kind], common, path, subject)
        )
        return self.register(made, path)

    def reference(self, data: dict[str, Any], path: Path_, subject: str) -> Node:
        self.closed(data, ("ref", "note"), path)
        name = self.text(data, "ref", path, required=True)
        if name in self.nodes:
            return self.nodes[name]
        if name not in self.raw:
            near = difflib.get_close_matches(name, self.raw, 1)
            self.fault(
                (*path, "ref"), "points to no node of this file", f"Did you mean {near[0]}?" if near else ""
            )
            return Node("?", "judged", "")
        target, where = self.raw[name]
        if path[: len(where)] == where:
            self.fault((*path, "ref"), "points to a node that contains it")
            return Node("?", "judged", "")
        return self.node(target, where, subject)

    def common(self, data: dict[str, Any], path: Path_, kind: str, *, leaf: bool) -> Any:
        cite = self.text(data, "cite", path, required=leaf)
        grade = data.get("grade") or self.grades.get(cite.split(",")[0].strip(), "payer_text")
        if cite and cite.split(",")[0].strip() not in self.grades and self.grades:
            self.fault(
                (*path, "cite"), "must begin with the id of one of the sources, then a comma and the place"
            )
        if grade not in ("payer_text", "summary", "second_hand"):
            self.fault((*path, "grade"), "must be payer_text, summary or second_hand")
        ask_needed = leaf and kind not in (
            "not_covered",
            "text_not_seen",
            "payer_review",
            "not_stated",
            "external",
        )
        if data.get("advisory") not in (None, "yes", "no"):
            self.fault((*path, "advisory"), "must be yes or no")
        return {
            "id": self.text(data, "id", path, required=True) or "?",
            "kind": kind,
            "says": self.text(data, "says", path, required=True),
            "section": self.text(data, "section", path, required=leaf),
            "cite": cite,
            "grade": grade,
            "ask": self.text(data, "ask", path, required=ask_needed),
            "note": self.text(data, "note", path),
            "advisory": data.get("advisory") == "yes",
        }

    def register(self, made: Any, path: Path_) -> Node:
        node = made if isinstance(made, Node) else Node(**made)
        known = self.nodes.get(node.id)
        if known is not None and known != node:
            self.fault((*path, "id"), "the id is used twice")
        self.nodes[node.id] = node
        return node

    def leaf(self, kind: str, data: Any, common: Any, path: Path_, subject: str) -> Node:
        fields = {
            _RENAMED.get(key, key): value for key, value in self.mapping(data or {}, (*path, kind)).items()
        }
        if self.checked:
            return Node(**common, leaf=Leaf(kind, fields))
        cls = KINDS[kind]
        if cls.of_subject is not None and cls.of_subject != subject:
            self.fault((*path, kind), f"stands only inside for_some of {cls.of_subject}")
        try:
            condition = cls.model_validate(fields)
        except ValidationError as error:
            self.faults += validation_faults(error, self.loaded, prefix=(*path, kind), model=cls)
            return Node(**common)
        return Node(**common, leaf=Leaf(kind, fields, condition))

    def group(self, kind: str, data: Any, common: Any, path: Path_, subject: str) -> Node:
        where = (*path, kind)
        if kind == "at_least":
            data = self.mapping(data, where)
            self.closed(data, ("n", "of"), where)
            common["n"] = int(data["n"]) if str(data.get("n", "")).isdigit() else 0
            if not common["n"]:
                self.fault((*where, "n"), "must be a whole number of at least 1")
            return self.with_children(common, data.get("of"), (*where, "of"), subject)
        if kind == "for_some":
            data = self.mapping(data, where)
            self.closed(data, ("of", "which", "all_of"), where)
            common["subject"] = self.one_of(data, "of", ("psychotherapy", "prior_tms"), where)
            common["which"] = data.get("which", "any")
            if common["which"] not in ("any", "latest", "unstated"):
                self.fault((*where, "which"), "must be any, latest or unstated")
            return self.with_children(common, data.get("all_of"), (*where, "all_of"), common["subject"])
        if kind == "readings":
            rows = data if isinstance(data, list) else []
            if len(rows) < 2:
                self.fault(where, "needs at least two readings")
            labels = [
                self.text(self.mapping(row, (*where, place)), "label", (*where, place), required=True)
                for place, row in enumerate(rows)
            ]
            common["labels"] = tuple(labels)
            children = tuple(
                self.node(
                    self.mapping(row, (*where, place)).get("node"),
                    (*where, place, "node"),
                    subject,
                    common["id"],
                )
                for place, row in enumerate(rows)
            )
            self.check_group(common, children, where)
            return Node(**common, children=children)
        return self.with_children(common, data, where, subject)

    def with_children(self, common: Any, data: Any, path: Path_, subject: str) -> Node:
        if not isinstance(data, list) or not data:
            self.fault(path, "must be a list with at least one criterion")
            data = []
        children = tuple(self.node(one, (*path, place), subject) for place, one in enumerate(data))
        self.check_group(common, children, path)
        return Node(**common, children=children)

    def check_group(self, common: Any, children: tuple[Node, ...], path: Path_) -> None:
        kind = common["kind"]
        if kind == "none_of" and any(_holds(child, "none_of") for child in children):
            self.fault(path, "a none_of may not stand inside a none_of")
        if kind != "all_of" and any(child.guard is not None for child in children):
            self.fault(path, "applies_when is allowed only directly under all_of")
        if children and all(child.advisory or child.guard is not None for child in children):
            self.fault(path, "needs at least one deciding criterion without a guard")

    # -- the map of the text -----------------------------------------------------------------

    def text_map(self, rows: list[Any]) -> tuple[Mapped, ...]:
        mapped: list[Mapped] = []
        for place, raw in enumerate(rows):
            path: Path_ = ("text_map", place)
            row = self.mapping(raw, path)
            self.closed(row, ("item", "text", "nodes", "not_encoded"), path)
            nodes = row.get("nodes") or []
            reason = self.text(row, "not_encoded", path)
            if bool(nodes) == bool(reason):
                self.fault(path, "needs either nodes or not_encoded with a reason")
            for name in nodes:
                if name not in self.nodes:
                    near = difflib.get_close_matches(str(name), self.nodes, 1)
                    self.fault(
                        (*path, "nodes"),
                        f"names no node of this file: {name}",
                        f"Did you mean {near[0]}?" if near else "",
                    )
            mapped.append(
                Mapped(
                    self.text(row, "item", path, required=True),
                    self.text(row, "text", path, required=True),
                    tuple(nodes),
                    reason,
                )
            )
        named = {name for one in mapped for name in one.nodes}
        for name, node in self.nodes.items():
            if (node.is_leaf or node.kind in ("not_covered", "text_not_seen")) and name not in named:
                self.fault(("text_map",), f"no sentence of the text is mapped to the leaf {name}")
        return tuple(mapped)


_INDICATIONS = (
    "mdd",
    "ocd",
    "bipolar",
    "ptsd",
    "gad",
    "smoking",
    "schizophrenia",
    "migraine",
    "other",
    "any",
)


def _index(data: Any, path: Path_, found: dict[str, tuple[dict[str, Any], Path_]]) -> None:
    if isinstance(data, list):
        for place, one in enumerate(data):
            if isinstance(one, dict | list):
                _index(one, (*path, place), found)
    elif isinstance(data, dict):
        if isinstance(data.get("id"), str) and "ref" not in data:
            found.setdefault(data["id"], (data, path))
        for key, one in data.items():
            if isinstance(one, dict | list):
                _index(one, (*path, key), found)


def _holds(node: Node, kind: str) -> bool:
    return node.kind == kind or any(_holds(child, kind) for child in node.children)


def canonical_sha256(data: Any) -> str:
    """sha256 over the canonical resolved form, so that layout and comments do not change it."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
