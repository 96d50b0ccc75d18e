"""Words for a stored determination: why each criterion and each trial stands as it does. Never judges."""

from __future__ import annotations

from typing import Any

from authpack.criteria.change import Changes, changes
from authpack.criteria.finding import Determination, Finding
from authpack.criteria.outcome import TrialLine
from authpack.criteria.reasons import worded
from authpack.domain.case import Case

SCHEMA = "authpack.determination/1"
STATUS_WORDS: dict[str, str] = {
    "met": "met",
    "not_met": "not met",
    "not_documented": "not documented",
    "needs_review": "needs review",
    "external": "judged by licensed criteria",
    "text_not_seen": "policy text not seen",
    "not_applicable": "does not apply",
}


def why(finding: Finding) -> str:
    """One sentence: why this criterion has its status."""
    text = worded(finding.reason, finding.values)
    if finding.conflicts:
        text += f" ({', '.join(finding.conflicts)})"
    return text


def trial_why(line: TrialLine) -> str:
    """One sentence: why this trial counts (what it reached) or does not (the first test it failed)."""
    if line.reason != "counts":
        return worded(line.reason, line.values)
    said = [worded(reason, values) for reason, values in line.values["tests"] if reason in _TELLING]
    return "; ".join(said) or worded(line.reason, line.values)


def verdict(determination: Determination) -> str:
    """The headline answer."""
    if determination.met_as_far_as_known:
        return "met as far as the known text goes; obtain the current policy"
    if determination.overall == "text_not_seen" and determination.overall_known_text == "not_met":
        return "not met on the known routes; part of the policy's text was not seen"
    return STATUS_WORDS[determination.overall]


# What a counted trial reached, worth saying; that its role fits goes without saying.
_TELLING = frozenset(
    {"response_counts", "improved_less", "not_tolerated", "in_episode", "dose_enough", "max_tolerated",
     "at_labelled_maximum", "weeks_enough", "clinician_judgement", "other_class"}
)  # fmt: skip
_PATIENT_ONLY = frozenset({"patient_report"})


class Sources:
    """Which facts of the record have a source, and which rest on the patient's word alone."""

    def __init__(self, case: Case) -> None:
        self.kinds: dict[str, set[str]] = {}
        for source in case.sources:
            for path in source.paths:
                self.kinds.setdefault(path.rstrip("/"), set()).add(source.kind)
        self.known: dict[str, frozenset[str]] = {"": frozenset()}

    @classmethod
    def of_case(cls, case: Case) -> Sources:
        """Those of a record, kept with it."""
        found: Sources | None = case.derived.get("sources")
        if found is None:
            found = case.derived["sources"] = cls(case)
        return found

    def of(self, path: str) -> frozenset[str]:
        """Kinds of source for a path: its own, or of a path above it."""
        found = self.known.get(path)
        if found is None:
            own, above = self.kinds.get(path), self.of(path.rpartition("/")[0])
            found = self.known[path] = above | own if own else above
        return found

    def weak(self, evidence: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Evidence without any source, and evidence that rests on the patient's report alone."""
        unsourced: list[str] = []
        patient_report: list[str] = []
        for path in evidence:
            kinds = self.known.get(path)
            if kinds is None:
                kinds = self.of(path)
            if not kinds:
                unsourced.append(path)
            elif kinds == _PATIENT_ONLY:
                patient_report.append(path)
        return unsourced, patient_report


def as_data(determination: Determination, case: Case, found: Changes | None = None) -> dict[str, Any]:
    """The whole determination as plain data (``authpack.determination/1``), every finding worded."""
    policy, sources = determination.policy, Sources.of_case(case)
    found = found or changes(determination)
    rows = determination.findings()
    return {
        "schema": SCHEMA,
        "case": determination.case_id,
        "request": determination.request,
        "policy": {
            "id": policy.id,
            "number": policy.head.number,
            "revision": policy.head.revision,
            "payer": policy.head.payer.printed,
            "effective_from": str(policy.head.effective_from),
            "sha256": policy.sha256,
            "review_mode": policy.head.review_mode,
            "completeness": _completeness(determination),
            "unread": list(policy.head.unread),
            "local": policy.local,
        },
        "as_of": determination.as_of.isoformat(),
        "policy_date": determination.policy_date.isoformat(),
        "overall": determination.overall,
        "overall_known_text": determination.overall_known_text,
        "verdict": verdict(determination),
        "findings": [_finding(one, parent, sources) for one, parent in rows],
        "trials": [_trials(one) for one, _ in rows if one.lines],
        "changes": [
            {
                "repairs": [{"key": one.key, "kind": one.kind, "text": one.text} for one in change.repairs],
                "kinds": list(change.kinds),
            }
            for change in found.sets
        ],
        "changes_truncated": found.truncated,
        "blocked_by": list(found.blocked_by),
        "gaps": gaps([one for one, _ in rows], found),
        "problems": [
            {"code": one.code, "paths": list(one.paths), "text": one.text, "conflict": one.conflict}
            for one in determination.problems
        ],
        "notes": list(determination.notes),
    }


def _completeness(determination: Determination) -> dict[str, str]:
    return {f"{entry.phase}.{entry.indication}": entry.completeness for entry in determination.policy.entries}


def _finding(finding: Finding, parent: str | None, sources: Sources) -> dict[str, Any]:
    node = finding.node
    unsourced, patient_report = ([], []) if finding.children else sources.weak(finding.evidence)
    return {
        "id": finding.id,
        "parent": parent,
        "operator": node.kind,
        "section": node.section,
        "says": node.says,
        "status": finding.status,
        "reason": finding.reason,
        "why": why(finding),
        "subject": finding.subject,
        "evidence": [*finding.evidence],
        "missing": [*finding.missing],
        "ask": node.ask if finding.status in ("not_documented", "needs_review") else "",
        "citation": node.cite,
        "grade": node.grade,
        "decisive": finding.decisive,
        "advisory": node.advisory,
        "assumes": [*finding.assumes],
        "unsourced": unsourced,
        "patient_report": patient_report,
        "conflicts": [*finding.conflicts],
    }


def _trials(finding: Finding) -> dict[str, Any]:
    return {
        "criterion": finding.id,
        "status": finding.status,
        "lines": [
            {
                "trial": line.trial,
                "drug": line.drug,
                "counts": line.status,
                "reason": line.reason,
                "why": trial_why(line),
                "classes": list(line.classes),
            }
            for line in finding.lines
        ],
    }


def gaps(findings: list[Finding], found: Changes) -> list[dict[str, Any]]:
    """Findings not documented: each with the question to ask; ``open`` when it stands in a change set."""
    keys = {repair.key for repair in set().union(*[change.repairs for change in found.sets])}
    rows = []
    for finding in findings:
        if finding.status != "not_documented" or finding.children:
            continue
        inside = bool(keys) and _asked_for(finding, keys)
        rows.append(
            {
                "criterion": finding.id,
                "ask": finding.node.ask,
                "missing": list(finding.missing),
                "route": "open" if inside else "other_routes",
                "decisive": finding.decisive,
            }
        )
    return rows


def _asked_for(finding: Finding, keys: set[str]) -> bool:
    """Whether a repair of the finding is among those of the change sets."""
    for alternative in finding.repairs:  # plain loops: they run for every silent leaf
        for repair in alternative:
            if repair.key in keys:
                return True
    return False
