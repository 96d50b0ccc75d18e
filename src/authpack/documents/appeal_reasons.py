"""One section for each stated reason: the payer's words, its own criterion, and the record's facts beside it.

It prints no verdict ("met", "counts"): the facts stand beside the criterion, as in the crosswalk (SEMANTICS 8).
"""

from __future__ import annotations

from typing import Any

from authpack.criteria.finding import Determination
from authpack.denials.answers import Answer
from authpack.denials.history import DatedFact
from authpack.documents import wording
from authpack.documents.appeal_matter import AppealMatter
from authpack.documents.appeal_words import new_fact
from authpack.documents.letter_crosswalk import crosswalk, stated
from authpack.documents.letter_evidence import evidence
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.trace import MARKED, Traced, listed, marked_id

Values = dict[str, Any]
_ABOUT_EVIDENCE = ("experimental", "investigational", "unproven", "not proven", "effectiveness")


def reasons(of: LetterFacts, matter: AppealMatter) -> list[Values]:
    """The sections in the notice's order; what the chart adds to a trial stands in the first that rests on it."""
    sections = [_section(of, matter, place, one) for place, one in enumerate(matter.judged.answers, 1)]
    told: set[str] = set()
    for section in sections:
        section["notes"] = [one for one in section["notes"] if one["id"] not in told]
        told.update(one["id"] for one in section["notes"])
    return sections


def quotes(of: LetterFacts, matter: AppealMatter) -> list[Values]:
    """The stated reasons, exactly as the notice has them, for the opening."""
    return [
        {
            "number": of.t.program(str(place)),
            "quote": of.t.case(f"/denials/{matter.denial.id}/reasons/{one.id}/quote", one.quote),
            "page": of.c(f"/denials/{matter.denial.id}/reasons/{one.id}/page", one.page),
        }
        for place, one in enumerate(matter.denial.reasons, 1)
    ]


def _section(of: LetterFacts, matter: AppealMatter, place: int, answer: Answer) -> Values:
    reason, path = answer.match.reason, f"/denials/{matter.denial.id}/reasons/{answer.match.reason.id}"
    judged = matter.judged.determination
    shown = frozenset(
        found.id
        for point in answer.points
        if point.state != "payers_own" and point.criterion.parent is not None
        for found, _ in point.answers_at.finding.walk()
    )
    fresh = {fact.path: fact for point in answer.points for fact in point.fresh}
    return {
        "number": of.t.program(str(place)),
        "labels": _labels(of, matter, answer),
        "ids": shown,
        "facts": _facts(of, judged, shown, fresh),
        "notes": _notes(of, answer),
        "documents": [
            new_fact(of, fresh[name])
            for name in sorted(fresh)
            if name.startswith("/attachments/") and printable(of, fresh[name])
        ],
        "rests": _rests(of, matter, answer),
        "answer": _own_words(of, path, reason.answer),
        "assigned": of.c(f"{path}/assigned_to", reason.assigned_to) if reason.answer is None else None,
        "to_follow": _to_follow(answer),
        "against": any(point.state == "contradicted" for point in answer.points),
        "payers_own": any(one.state == "payers_own" for one in answer.points),
        "whole": any(one.criterion.parent is None for one in answer.points),
        "evidence": evidence(of, matter.request) if _asks_evidence(answer) else [],
    }


def _facts(
    of: LetterFacts, judged: Determination, shown: frozenset[str], fresh: dict[str, DatedFact]
) -> list[Values]:
    """Each fact once, with its documents; one that is new since the request says so, with its day."""
    rows = stated(of, judged, shown) if shown else []
    for row in rows:
        paths = {
            path for digits, _ in MARKED.findall(row["text"]) for path in of.t.get(marked_id(digits)).paths
        }
        new = next((fresh[name] for name in sorted(fresh) if any(_under(path, name) for path in paths)), None)
        row["new"] = of.date(new.path, new.date) if new else None
    return rows


def _notes(of: LetterFacts, answer: Answer) -> list[Values]:
    """What the chart adds to the trials that an answer rests on: why no higher dose, side effects, adherence."""
    ids = {
        line.trial
        for point in answer.points
        if point.state != "payers_own" and point.criterion.parent is not None
        for leaf in point.leaves
        for line in leaf.lines
        if line.status not in ("not_met", "not_applicable")
    }
    rows = [of.trial(one) for one in of.facts.trials if one.trial.id in ids]
    return [{name: row[name] for name in ("id", "drug", "notes")} for row in rows if row["notes"]]


def _under(path: str, name: str) -> bool:
    return path == name or path.startswith(name + "/")


def crosswalk_rows(of: LetterFacts, matter: AppealMatter, sections: list[Values]) -> list[Values]:
    """Every criterion in the payer's order; those that answer a stated reason point to its section."""
    rows: list[Values] = []
    for row in crosswalk(of, matter.judged.determination):
        named = [one for one in sections if one["ids"] and row["ids"] <= one["ids"]]
        if not named:
            rows.append(row)
            continue
        where = "see reason " if len(sections) > 1 else "see the stated reason"
        pointed = f"{where}{listed([one['number'] for one in named]) if len(sections) > 1 else ''}"
        if rows and rows[-1].get("pointed") == pointed:
            rows[-1]["requirements"] += row["continued"]
            if row["sections"][0] not in rows[-1]["sections"]:
                rows[-1]["section"] = f"{rows[-1]['section']}; {row['section']}"
                rows[-1]["sections"] += row["sections"]
        else:
            rows.append({**row, "facts": pointed, "sources": [], "pointed": pointed})
    return rows


def _labels(of: LetterFacts, matter: AppealMatter, answer: Answer) -> list[Values]:
    """The payer's own criteria that head the section: label and words, each label once."""
    found: dict[str, Values] = {}
    for point in answer.points:
        node = point.criterion.finding.node
        source = f"policy:{matter.judged.determination.policy.id}#{point.criterion.id}"
        label = node.section.removesuffix("head").rstrip(" ,") or node.cite.partition(",")[2].strip()
        if label and label not in found:
            found[label] = {
                "section": of.t.policy(source, label),
                "says": of.t.policy(source, wording.requirement(node.says)),
                "ruled_out": point.criterion.inverted,
            }
    return list(found.values())


def _rests(of: LetterFacts, matter: AppealMatter, answer: Answer) -> Values | None:
    """Where the text offers alternatives: what it asks, and which alternative the request rests on."""
    for point in answer.points:
        if point.state != "other_route":
            continue
        group = point.answers_at
        source = f"policy:{matter.judged.determination.policy.id}#"
        routes = {
            child.node.section: {
                "section": of.t.policy(f"{source}{child.id}", child.node.section),
                "says": of.t.policy(
                    f"{source}{child.id}", wording.mid_sentence(wording.requirement(child.node.says))
                ),
            }
            for child in group.finding.children
            if child.status == "met" and not child.advisory and child.node.section
        }
        if routes:
            return {
                "section": of.t.policy(f"{source}{group.id}", group.finding.node.section),
                "says": of.t.policy(f"{source}{group.id}", wording.requirement(group.finding.node.says)),
                "routes": list(routes.values()),
            }
    return None


def _own_words(of: LetterFacts, path: str, said: Any) -> Values | None:
    if said is None:
        return None
    person = of.case.clinician(said.clinician)
    return {
        "text": of.t.statement(f"{path}/answer/text", said.text),
        "by": of.t.case(f"{path}/answer/clinician", person.name if person else said.clinician),
        "date": of.date(f"{path}/answer/date", said.date),
    }


def _to_follow(answer: Answer) -> bool:
    """Whether something must still be obtained; what, the memo says, which stays in the practice."""
    return any(point.state == "open" for point in answer.points)


def _asks_evidence(answer: Answer) -> bool:
    words = answer.match.reason.quote.lower()
    return any(one in words for one in _ABOUT_EVIDENCE)


def printable(of: LetterFacts, fact: DatedFact) -> bool:
    """Whether a new fact may be named to the payer: a sensitive document only with recorded consent."""
    if not fact.path.startswith("/attachments/"):
        return True
    allowed: list[Traced] = [one["title"] for one in of.enclosures()]
    return any(f"{fact.path}/title" in one.trace.paths for one in allowed)
