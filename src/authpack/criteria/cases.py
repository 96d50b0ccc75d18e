"""Policy cases: a base patient, edits, and the statuses a reader of the policy's text expects."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from authpack.criteria.determine import determine
from authpack.criteria.finding import Determination
from authpack.criteria.policy import Policy
from authpack.domain.base import Id, Line, Text
from authpack.domain.case import Case
from authpack.domain.dates import PartialDate
from authpack.errors import ContentError, Fault
from authpack.textio import load_path, validated

SCHEMA = "authpack.policy-cases/1"


class PolicyCase(BaseModel):
    """One expectation: edits on a base patient, and what must come out."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Line
    base: Id
    request: Id | None = None
    as_of: PartialDate | None = None
    set: dict[str, Any] = Field(default_factory=dict)
    remove: tuple[str, ...] = ()
    judge_met: tuple[str, ...] = ()
    judge_not_met: tuple[str, ...] = ()
    why: Text | None = None
    expect: dict[str, str] = Field(min_length=1)


class CaseFile(BaseModel):
    """All cases of one revision."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    schema_: str = Field(alias="schema", pattern="^authpack.policy-cases/1$")
    policy: Id
    note: Text | None = None
    cases: tuple[PolicyCase, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What one case gave: the differences between expected and got (empty: passed)."""

    policy: str
    name: str
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


def cases_path(policy_file: Path) -> Path:
    """Where the cases of a revision stand."""
    return policy_file.parent / "cases" / policy_file.name


def load_cases(path: Path) -> CaseFile:
    """Read a case file; ContentError with every fault."""
    return validated(load_path(path, name="/".join(path.parts[-4:])), CaseFile, "The case file")


def run_cases(policy: Policy, file: CaseFile, patients: Path) -> list[CaseResult]:
    """Judge every case of a revision; a case that cannot be built is a failed case, with the reason."""
    bases: dict[str, dict[str, Any]] = {}
    return [_run(policy, one, bases, patients) for one in file.cases]


def _run(policy: Policy, one: PolicyCase, bases: dict[str, dict[str, Any]], patients: Path) -> CaseResult:
    try:
        result = judge_case(policy, one, bases, patients)
    except (ContentError, ValidationError) as error:
        return CaseResult(policy.id, one.name, (f"cannot be judged: {error}",))
    differences = []
    for name, expected in one.expect.items():
        got = _status(result, name)
        if got != expected:
            differences.append(f"{name}: expected {expected}, got {got}")
    return CaseResult(policy.id, one.name, tuple(differences))


def _status(result: Determination, name: str) -> str:
    if name == "overall":
        return result.overall
    if name == "overall_known_text":
        return result.overall_known_text
    finding = result.finding(name)
    return finding.status if finding else "no such criterion"


def judge_case(
    policy: Policy, one: PolicyCase, bases: dict[str, dict[str, Any]], patients: Path
) -> Determination:
    """Build the edited patient and judge the request."""
    data = _base(one.base, bases, patients)
    for path in one.remove:
        _remove(data, _parts(path), path)
    for path, value in one.set.items():
        _set(data, _parts(path), value, path)
    _judgements(data, policy, one)
    case = Case.model_validate(data)
    request = case.request(one.request) if one.request else case.requests[0]
    if request is None:
        raise ContentError(f"The case '{one.name}' names a request that its patient does not have.")
    as_of = one.as_of.first if one.as_of else request.date.last if request.date else date(2026, 2, 2)
    # A case speaks of its own revision's text, whatever the base patient's dates are.
    policy_date = max(as_of, policy.effective_from or as_of)
    return determine(case, request, policy, as_of=as_of, policy_date=policy_date)


def _base(name: str, bases: dict[str, dict[str, Any]], patients: Path) -> dict[str, Any]:
    if name not in bases:
        bases[name] = load_path(patients / f"{name}.yaml").data
    return copy.deepcopy(bases[name])


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _judgements(data: dict[str, Any], policy: Policy, one: PolicyCase) -> None:
    rows = [(name, "met") for name in one.judge_met] + [(name, "not_met") for name in one.judge_not_met]
    clinician = next((person["id"] for person in data.get("clinicians", [])), "c1")
    for place, (name, conclusion) in enumerate(rows):
        criterion, _, subject = name.partition(":")
        data.setdefault("judgements", []).append(
            {
                "id": f"case-j{place}",
                "policy": policy.id,
                "revision": policy.sha256[:12],
                "criterion": criterion,
                **({"subject": subject} if subject else {}),
                "conclusion": conclusion,
                "rationale": "Invented judgement of a policy case.",
                "clinician": clinician,
                "date": "2026-01-15",
            }
        )


def _step(data: Any, part: str, path: str, *, create: bool) -> Any:
    """One step down: a field, or the item of a list by its id (an open list stands for its items)."""
    if (
        isinstance(data, dict)
        and "items" in data
        and part not in data
        and part not in ("complete", "stated_by", "date")
    ):
        data = data["items"]
    if isinstance(data, list):
        found = next((item for item in data if isinstance(item, dict) and item.get("id") == part), None)
        if found is None and part.isdigit() and int(part) < len(data):
            return data[int(part)]
        if found is None and create:
            found = {"id": part}
            data.append(found)
        if found is None:
            raise ContentError(f"The path {path} leads nowhere.")
        return found
    if isinstance(data, dict):
        if part not in data:
            if not create:
                raise ContentError(f"The path {path} leads nowhere.")
            data[part] = {"items": []} if part in _OPEN_LISTS else [] if part in _PLAIN_LISTS else {}
        return data[part]
    raise ContentError(f"The path {path} leads nowhere.")


_OPEN_LISTS = frozenset(
    {"diagnoses", "episodes", "comorbidities", "admissions", "suicide_attempts", "trials", "current_medicines",
     "scores", "psychotherapy", "prior_tms", "implants", "seizures"}
)  # fmt: skip

_PLAIN_LISTS = frozenset(
    {"clinicians", "attestations", "coverage", "symptoms", "function", "risk_benefit", "requests", "judgements",
     "attachments", "denials", "appeals", "standings", "authorizations", "sessions", "sources", "paragraphs",
     "earlier_screens"}
)  # fmt: skip


def _set(data: Any, parts: list[str], value: Any, path: str) -> None:
    for part in parts[:-1]:
        data = _step(data, part, path, create=True)
    last = parts[-1]
    if isinstance(data, dict) and "items" in data and last not in ("items", "complete", "stated_by", "date"):
        data = data["items"]
    if isinstance(data, list):
        if (
            last.isdigit()
            and not any(isinstance(item, dict) and item.get("id") == last for item in data)
            and int(last) < len(data)
        ):
            data[int(last)] = value
            return
        item = {"id": last, **value} if isinstance(value, dict) else value
        for place, known in enumerate(data):
            if isinstance(known, dict) and known.get("id") == last:
                data[place] = item
                return
        data.append(item)
    elif isinstance(data, dict):
        data[last] = value
    else:
        raise ContentError(f"The path {path} leads nowhere.")


def _remove(data: Any, parts: list[str], path: str) -> None:
    for part in parts[:-1]:
        data = _step(data, part, path, create=False)
    last = parts[-1]
    if isinstance(data, dict) and "items" in data and last not in ("items", "complete", "stated_by", "date"):
        data = data["items"]
    if isinstance(data, list):
        kept = [
            item
            for place, item in enumerate(data)
            if not (isinstance(item, dict) and item.get("id") == last) and str(place) != last
        ]
        if len(kept) == len(data):
            raise ContentError(f"The path {path} leads nowhere.")
        data[:] = kept
    elif isinstance(data, dict) and last in data:
        del data[last]
    else:
        raise ContentError(f"The path {path} leads nowhere.")


def case_faults(path: Path, known: set[str], name: str) -> tuple[Fault, ...]:
    """Faults of a case file: criteria it names that the revision does not have."""
    file, loaded = load_cases(path), load_path(path)
    found = []
    for place, one in enumerate(file.cases):
        for criterion in one.expect:
            if criterion in known or criterion in ("overall", "overall_known_text") or ">" in criterion:
                continue
            line = loaded.line_of(("cases", place, "expect", criterion)) or 1
            found.append(
                Fault(
                    f"{name}:{line}", f"expects an answer of '{criterion}', which the revision does not have"
                )
            )
    return tuple(found)
