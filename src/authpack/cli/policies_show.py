"""``authpack policies list`` and ``show``."""

from __future__ import annotations

import argparse
import json
from typing import Any

from authpack import api, content
from authpack.cli import output
from authpack.cli.answer import REVIEW_MODES
from authpack.cli.tables import Column, indented, shares, table, wrap
from authpack.criteria import registry
from authpack.criteria.policy import Entry, Node, Policy
from authpack.criteria.verification import Verification, of_policy, read_verifications

GROUP_WORDS = {
    "all_of": "all of",
    "any_of": "one of",
    "none_of": "none of",
    "readings": "the text has several readings",
    "for_some": "one recorded course with all of",
}


def run_list(arguments: argparse.Namespace) -> int:
    """One line per revision."""
    known = _read(arguments)
    found = [
        {**_summary(policy), "verifications": _verifications(policy, known)}
        for policy in api.catalog(arguments.policies).policies
    ]
    if arguments.format == "json":
        output.emit(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    rows = [(one["id"], f"{one['payer']}, {one['number']}", _dates(one), _review(one)) for one in found]
    output.emit("\n".join([*_revisions(rows, output.width()), *_without_file()]))
    return 0


LEAST = len("authorization")
"""The longest word of a narrow column: with less room the revisions stand below each other."""


def _revisions(rows: list[tuple[str, str, str, str]], width: int) -> list[str]:
    names = Column("Id", max((len(row[0]) for row in rows), default=2))
    rest = shares(width - names.width - 2, [("Payer and number", 30), ("In force", 16), ("Review", 14)])
    if min(column.width for column in rest) >= LEAST:
        return table([names, *rest], [(row, "plain") for row in rows], colour=output.colour())
    lines = []
    for identifier, payer, dates, review in rows:
        lines += wrap(identifier, width)
        lines += indented(f"{payer}; {dates}; {review}", width, "    ")
    return lines


def _without_file() -> list[str]:
    """Payers that the registry names, but for whom nothing can be judged by."""
    path = content.shipped("payer_criteria") / registry.NAME
    missing = registry.read_registry(path).not_encoded if path.is_file() else ()
    if not missing:
        return []
    names = "; ".join(one.payer for one in missing)
    text = f"Known, but no usable text was seen (registry.yaml gives the reasons): {names}."
    return ["", *wrap(text, output.width())]


def _read(arguments: argparse.Namespace) -> list[Verification]:
    return read_verifications(content.policy_roots(arguments.policies))


def _verifications(policy: Policy, known: list[Verification]) -> list[dict[str, Any]]:
    """What the practice recorded of this revision, newest last."""
    return [
        {
            **one.record.model_dump(mode="json", exclude={"schema_"}),
            "current": one.current,
            "words": one.words,
        }
        for one in of_policy(policy, known)
    ]


def _summary(policy: Policy) -> dict[str, Any]:
    head = policy.head
    return {
        "id": policy.id,
        "payer": head.payer.printed,
        "number": head.number,
        "title": head.title,
        "revision": head.revision,
        "effective_from": str(head.effective_from),
        "effective_to": str(head.effective_to) if head.effective_to else None,
        "verified": str(head.verified),
        "status": head.status,
        "encoding": head.encoding,
        "review_mode": head.review_mode,
        "lines_of_business": list(head.lines_of_business),
        "states": list(head.states),
        "speaks_of": [f"{entry.phase} {entry.indication}" for entry in policy.entries],
        "unread": list(head.unread),
        "sha256": policy.sha256,
        "local": policy.local,
    }


def _dates(one: dict[str, Any]) -> str:
    start = (
        "assumed (date unknown)" if one["effective_from"] == "unknown" else f"from {one['effective_from']}"
    )
    return (
        start
        + (f" to {one['effective_to']}" if one["effective_to"] else "")
        + (", your own" if one["local"] else "")
        + (", verified by you" if any(row["current"] for row in one.get("verifications", ())) else "")
    )


def _review(one: dict[str, Any]) -> str:
    return REVIEW_MODES[one["review_mode"]].split(" (")[0]


def run_show(arguments: argparse.Namespace) -> int:
    """One revision, whole."""
    library = api.catalog(arguments.policies, only=arguments.id)
    if not library.revisions:
        library = api.catalog(arguments.policies)
    day = arguments.policy_date
    policy = library.governing(arguments.id, day) if day else library.newest(arguments.id)
    compared = _verifications(policy, _read(arguments))
    if arguments.format == "json":
        whole = {**_whole(policy), "verifications": compared}
        output.emit(json.dumps(whole, ensure_ascii=False, indent=2))
        return 0
    output.emit("\n".join(_text(policy, output.width(), output.colour(), compared)))
    return 0


def _whole(policy: Policy) -> dict[str, Any]:
    entries = [
        {
            "phase": entry.phase,
            "indication": entry.indication,
            "completeness": entry.completeness,
            "kind": entry.kind,
            "uses": list(entry.uses) if entry.uses else None,
            "tree": _tree(entry.node) if entry.node else None,
        }
        for entry in policy.entries
    ]
    sources = [source.model_dump(mode="json") for source in policy.head.sources]
    mapped = [
        {"item": one.item, "text": one.text, "nodes": list(one.nodes), "not_encoded": one.not_encoded}
        for one in policy.text_map
    ]
    return {**_summary(policy), "sources": sources, "criteria": entries, "text_map": mapped}


def _tree(node: Node) -> dict[str, Any]:
    condition = (
        node.condition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if node.condition
        else None
    )
    shown: dict[str, Any] = {
        "id": node.id,
        "kind": node.kind,
        "section": node.section,
        "says": node.says,
        "citation": node.cite,
        "grade": node.grade,
        "ask": node.ask,
        "note": node.note,
        "advisory": node.advisory,
    }
    shown |= {"condition": condition} if condition is not None else {}
    shown |= {"n": node.n} if node.kind == "at_least" else {}
    shown |= {"labels": list(node.labels)} if node.labels else {}
    shown |= {"applies_when": _tree(node.guard)} if node.guard else {}
    return shown | ({"of": [_tree(child) for child in node.children]} if node.children else {})


def _text(policy: Policy, width: int, colour: bool, compared: list[dict[str, Any]]) -> list[str]:
    head, one = policy.head, _summary(policy)
    facts = [
        ("Payer", head.payer.printed),
        ("Policy", f"{head.number}, {head.title}, revision {head.revision}"),
        (
            "Id",
            f"{policy.id}, encoding {head.encoding}, sha256 {policy.sha256}"
            f"{', from your own folder' if policy.local else ''}",
        ),
        ("Force", f"{_dates(one)}; verified {head.verified}; {head.status}"),
        ("Review", REVIEW_MODES[head.review_mode]),
        *(
            ("Source", f"{source.title}: {source.read} ({source.date}, {source.grade})")
            for source in head.sources
        ),
        *(("Checked", one["words"]) for one in compared),
        *(("Unread", text) for text in head.unread),
        *([("Note", head.note)] if head.note else []),
    ]
    lines = [line for label, text in facts for line in indented(text, width, " " * 8, label)]
    for entry in policy.entries:
        lines += ["", *_entry(entry, width, colour)]
    return lines


def _entry(entry: Entry, width: int, colour: bool) -> list[str]:
    read = "whole" if entry.completeness == "whole" else "in part"
    title = f"{entry.phase} / {entry.indication} (text read {read})".upper()
    lines = [output.painted(line, "bold", colour) for line in wrap(title, width)]
    if entry.uses:
        return [*lines, *wrap(f"judged by the tree of {' / '.join(entry.uses)}", width)]
    assert entry.node is not None
    return lines + _node(entry.node, width, colour, 0)


def _node(node: Node, width: int, colour: bool, depth: int, label: str = "") -> list[str]:
    indent = "  " * min(depth, 8)
    kind = GROUP_WORDS.get(node.kind, node.kind.replace("_", " "))
    kind = f"at least {node.n} of" if node.kind == "at_least" else kind
    opening = f"reading '{label}': " if label else ""
    lines = indented(
        f"{opening}{node.says} [{kind}]{' (advisory)' if node.advisory else ''}",
        width,
        indent + "  ",
        indent + "-",
    )
    below = indent + "    "
    lines += [
        output.painted(line, "dim", colour)
        for line in indented(f"{node.id}; {_citation(node)}", width, below)
    ]
    for name, text in (("ask", node.ask), ("note", node.note)):
        lines += indented(f"{name}: {text}", width, below) if text else []
    if node.guard is not None:
        lines += [*indented("applies when:", width, below), *_node(node.guard, width, colour, depth + 2)]
    for place, child in enumerate(node.children):
        lines += _node(child, width, colour, depth + 1, node.labels[place] if node.labels else "")
    return lines


def _citation(node: Node) -> str:
    return "; ".join(part for part in (node.section, node.cite, node.grade.replace("_", " ")) if part)
