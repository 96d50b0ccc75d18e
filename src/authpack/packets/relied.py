"""The criteria that a request relies on, as the crosswalk prints them, with what each read from the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from authpack.criteria.facts import Facts
from authpack.criteria.finding import Determination, Finding
from authpack.documents.letter_crosswalk import crosswalk
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letter_rules import adverse_paths
from authpack.documents.trace import MARKED, Tracer, marked_id
from authpack.domain.case import Case
from authpack.domain.requests import Request


@dataclass(frozen=True, slots=True)
class Relied:
    """One row of the crosswalk: ids of its criteria, their payer's label, and the paths that they read."""

    findings: tuple[str, ...]
    section: str
    paths: tuple[str, ...]


def relied(case: Case, request: Request, determination: Determination) -> list[Relied]:
    """Every row, in the payer's order. Of alternatives that the text allows, only those that are relied on."""
    tracer = Tracer()
    of = letter_facts(case, request, determination, tracer)
    return [
        Relied(names, _section(determination, names), paths_of(determination, names, row["facts"], tracer))
        for row in crosswalk(of, determination)
        for names in [row_findings(row)]
    ]


def letter_facts(case: Case, request: Request, determination: Determination, tracer: Tracer) -> LetterFacts:
    """The record as letters read it."""
    return LetterFacts(
        case,
        request,
        Facts(case, request, determination.as_of),
        tracer,
        adverse=frozenset(adverse_paths(case, determination)),
        classes=determination.policy.head.classes,
    )


def row_findings(row: dict[str, Any]) -> tuple[str, ...]:
    """Ids of the criteria of a row of the crosswalk: its words carry where they stand in the policy."""
    places = (path for one in row["requirements"] for path in one.trace.paths)
    return tuple(dict.fromkeys(path.partition("#")[2] for path in places if "#" in path))


def paths_of(
    determination: Determination, findings: tuple[str, ...], facts: str, tracer: Tracer
) -> tuple[str, ...]:
    """What the criteria read, and what the printed facts come from, in order, each once."""
    found: dict[str, None] = {}
    for name in findings:
        finding = determination.finding(name)
        if finding is not None:
            found.update(dict.fromkeys(_leaf_paths(finding)))
    for digits, _ in MARKED.findall(facts):
        found.update(
            dict.fromkeys(path for path in tracer.get(marked_id(digits)).paths if path.startswith("/"))
        )
    return tuple(found)


def _leaf_paths(finding: Finding) -> list[str]:
    leaves = (
        one
        for one, _ in finding.walk()
        if one.is_leaf and not one.advisory and one.status != "not_applicable"
    )
    return [path for one in leaves for path in one.evidence]


def _section(determination: Determination, findings: tuple[str, ...]) -> str:
    found = (determination.finding(name) for name in findings)
    return next((one.node.section for one in found if one is not None and one.node.section), "")
