"""The crosswalk: each criterion relied on, in the payer's order and labels, beside the record's facts.

It states facts. It prints no verdict ("met", "counts"): those stay in the internal check (SEMANTICS 8).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from authpack.criteria.finding import Determination, Finding
from authpack.documents import wording
from authpack.documents.letter_criteria import asked_words, relied_on, was_read
from authpack.documents.letter_crosswalk_facts import facts_beside, only_absent, screened
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letter_further import PATIENT_KINDS
from authpack.documents.trace import MARKED, Traced, marked_id

# What a look back to the first course asks about the patient; the rest is asked of today's request.
_OF_THE_PATIENT = frozenset(
    {
        "diagnosis", "severity", "without_psychotic_features", "severity_by_scale", "trials",
        "present", "weigh", "taking", "ect",
        "therapy_evidence_based", "therapy_weeks", "therapy_no_improvement", *PATIENT_KINDS,
    }
)  # fmt: skip


class Row(NamedTuple):
    """One criterion: the finding whose words it stands under, the leaf that read the record, and how."""

    shown: Finding
    leaf: Finding
    of: LetterFacts
    exclusion: bool

    @property
    def looks_back(self) -> bool:
        """Whether the facts are those of the time before an earlier course."""
        about_patient = self.leaf.node.kind in _OF_THE_PATIENT or self.leaf.subject is not None
        return self.of.facts.looks_back and about_patient

    @property
    def asked(self) -> str:
        """The criterion without our notes on the text; an exemption that the text gives stands with it."""
        words = asked_words(self.shown.node.says)
        exempt = self.leaf.reason == "amalgam_exempt" and self.leaf is self.shown and "amalgam" not in words
        return f"{words} (dental amalgam is exempt)" if exempt else words

    @property
    def requirement(self) -> str:
        """The criterion as it begins its cell: after a prefix it goes on in small letters."""
        return wording.mid_sentence(self.asked) if self.prefix else self.asked

    @property
    def prefix(self) -> str:
        """What keeps the name of an exclusion from reading like a finding."""
        if self.leaf.node.kind == "weigh":
            return "To be weighed if present:"
        return "To be ruled out:" if self.exclusion else ""


def crosswalk(of: LetterFacts, determination: Determination) -> list[dict[str, Any]]:
    """Rows: section, requirements (the policy's words, paraphrased), facts, and the facts' documents.

    Neighboring criteria that the same facts answer share a row, and so do neighboring exclusions that the safety
    screen found absent. Parts of the policy that were not read have no row. ids: the criteria of a row.
    """
    rows: list[dict[str, Any]] = []
    seen: set[tuple[str, str, bool]] = set()
    for row in _rows(determination.root, of, exclusion=False):
        node = row.shown.node
        key = (node.section, node.says, row.looks_back)
        if key in seen:
            continue
        seen.add(key)
        if not was_read(row.leaf) or not asked_words(node.says):
            continue
        made = _row(of, row, f"policy:{determination.policy.id}#{row.shown.id}")
        if rows and _alike(rows[-1], made):
            _join_alike(rows[-1], made)
        elif rows and _both_absent(rows[-1], made):
            _join_absent(row.of, rows[-1], made)
        else:
            rows.append(made)
    return rows


def stated(of: LetterFacts, determination: Determination, only: frozenset[str]) -> list[dict[str, Any]]:
    """The facts beside some criteria, each said once, with its documents (an appeal answers a reason with them)."""
    found: dict[str, dict[str, Any]] = {}
    for row in _rows(determination.root, of, exclusion=False):
        if row.shown.id not in only and row.leaf.id not in only:
            continue
        for fact in facts_beside(row.of, row.leaf):
            said = f"{fact}"
            found.setdefault(MARKED.sub(r"\2", said), {"text": said, "sources": _sources(of, [said])})
    return list(found.values())


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the same facts answer both. That nothing is recorded is no such fact: it joins items of one section only."""
    if one["alike"] != other["alike"]:
        return False
    return bool(one["facts"] != wording.NOT_RECORDED or one["sections"] == other["sections"])


def _both_absent(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether both rows are exclusions of one kind and time that the screen found absent."""
    return bool(one["absent"] and other["absent"]) and (one["prefix"], one["as_of"]) == (
        other["prefix"],
        other["as_of"],
    )


def _join_alike(row: dict[str, Any], other: dict[str, Any]) -> None:
    """The other row's criteria under this one's facts: each label and each criterion once."""
    row["ids"] |= other["ids"]
    known = [one.plain.casefold() for one in row["requirements"]]
    row["requirements"] += [
        one
        for one in other["continued"]
        if not any(
            said == one.plain.casefold() or said.startswith(f"{one.plain.casefold()},") for said in known
        )
    ]
    for label in other["sections"]:
        if label not in row["sections"]:
            row["sections"].append(label)
            row["section"] = f"{row['section']}; {other['section']}"


def _join_absent(of: LetterFacts, row: dict[str, Any], other: dict[str, Any]) -> None:
    known = {name.plain for name in row["absent"]}
    row["absent"] += [name for name in other["absent"] if name.plain not in known]
    _join_alike(row, other)
    row["facts"] = screened(of, row["absent"])
    said = {one.plain for one in row["sources"]}
    row["sources"] += [one for one in other["sources"] if one.plain not in said]


def _row(of: LetterFacts, row: Row, source: str) -> dict[str, Any]:
    facts = [f"{fact}" for fact in facts_beside(row.of, row.leaf)]
    section = section_label(row.shown)
    asked = of.t.policy(source, row.requirement)
    return {
        "ids": {row.shown.id, row.leaf.id},
        "section": of.t.policy(source, section),
        "prefix": row.prefix,
        "as_of": of.first_session_before(row.of.facts.day) if row.looks_back else None,
        "requirements": [asked if row.prefix else asked.capitalize()],
        "continued": [of.t.policy(source, wording.mid_sentence(asked.plain))],
        "facts": "; ".join(facts),
        "absent": only_absent(row.of, row.leaf),
        "sections": [section],
        "sources": _sources(of, facts),
        "alike": (row.prefix, row.looks_back, tuple(MARKED.sub(r"\2", fact) for fact in facts)),
    }


def section_label(shown: Finding) -> str:
    """The payer's own label; "head" is ours, for words that stand before the numbered items."""
    label = shown.node.section or shown.node.cite.partition(",")[2].strip()
    return label.removesuffix("head").rstrip(" ,") or "Criteria"


def _sources(of: LetterFacts, facts: list[str]) -> list[Traced]:
    """The documents behind the facts that are printed, each once."""
    found: dict[str, Traced] = {}
    for digits, _ in MARKED.findall("".join(facts)):
        trace = of.t.get(marked_id(digits))
        for path in (*trace.paths, *(one for one in trace.inputs if not one.startswith("/requests/"))):
            source = of.source_of(path)
            if source is not None:
                found.setdefault(source.plain, source)
    return list(found.values())


def _rows(finding: Finding, of: LetterFacts, *, exclusion: bool) -> Iterator[Row]:
    """Every criterion asked of this request, and of alternatives those that the request relies on."""
    if finding.advisory or finding.status == "not_applicable":
        return
    same_sentence = finding.node.kind == "readings" and all(not child.children for child in finding.children)
    if not finding.children or same_sentence:
        yield Row(finding, finding.children[0] if finding.children else finding, of, exclusion)
        return
    if finding.node.kind == "initial_criteria" and "day" in finding.values:
        of = of.as_of(date.fromisoformat(finding.values["day"]))
    inside = exclusion != (finding.node.kind == "none_of")
    for child in relied_on(finding):
        yield from _rows(child, of, exclusion=inside)
