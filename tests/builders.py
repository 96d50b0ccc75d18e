"""Short builders for tests: an invented patient, and a policy around one leaf or one tree.

>>> judged("target", {"is": ["left_dlpfc"]}, case(request=dict(target="left_dlpfc"))).status
'met'

Everything that is not given is silent. All names are invented.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from authpack.criteria.conditions import KINDS
from authpack.criteria.determine import determine
from authpack.criteria.finding import Determination, Finding
from authpack.criteria.loading import read_policy
from authpack.criteria.policy import Policy
from authpack.criteria.truth import Status
from authpack.domain.case import Case
from authpack.domain.dates import PartialDate
from authpack.textio import load_yaml

Data = dict[str, Any]
AS_OF = "2026-02-02"
"""The request date of every built case."""

# -- the record ------------------------------------------------------------------------------------


def complete(*items: Data, **more: Any) -> Data:
    """A list that somebody stated to be complete."""
    return {"complete": "yes", "items": list(items), **more}


def incomplete(*items: Data, **more: Any) -> Data:
    """A list that may lack something: what the record does not say is unknown."""
    return {"items": list(items), **more}


def case_data(request: Data | None = None, **fields: Any) -> Data:
    """A silent record with one request (r1) ordered by a psychiatrist (c1), as a dict to edit."""
    data: Data = {
        "schema": "authpack.case/1",
        "id": "invented-1",
        "invented": "yes",
        "patient": {"given_name": "Marlowe", "family_name": "Testperson", "birth_date": "1981-06-14"},
        "clinicians": [{"id": "c1", "name": "Quentin Musterarzt", "role": "psychiatrist"}],
        "requests": [
            {
                "id": "r1",
                "date": AS_OF,
                "phase": "initial",
                "indication": "mdd",
                "ordered_by": "c1",
                **(request or {}),
            }
        ],
    }
    return data | fields


def case(request: Data | None = None, **fields: Any) -> Case:
    """The same as a checked :class:`Case`."""
    return Case.model_validate(case_data(request, **fields))


def trial(identifier: str, drug: str, **fields: Any) -> Data:
    """A stopped antidepressant trial of eight weeks that failed; any field may be overwritten, or None."""
    made: Data = {
        "id": identifier,
        "drug": drug,
        "role": "antidepressant",
        "state": "stopped",
        "start": "2025-02-01",
        "stop": "2025-03-29",
        "response": "none",
        **fields,
    }
    return {key: value for key, value in made.items() if value is not None}


def intolerance(identifier: str, drug: str, *effects: str, resolves: str = "no", **fields: Any) -> Data:
    """A trial stopped because it was not tolerated, with these side effects."""
    named = [{"name": name, "expected_to_resolve": resolves} for name in effects]
    given: Data = {"response": "unknown", "stop_reason": "intolerance", "side_effects": named, **fields}
    return trial(identifier, drug, **given)


def score(identifier: str, instrument: str, total: int, day: str, **fields: Any) -> Data:
    """One rating."""
    return {"id": identifier, "instrument": instrument, "total": total, "date": day, **fields}


def diagnosis(code: str = "F33.2", **fields: Any) -> Data:
    """The complete list of diagnoses with one, confirmed."""
    return complete({"id": "d1", "code": code, "confirmed": "yes", "date": "2025-01-24", **fields})


def episode(onset: str | None = "2025-01-10", **fields: Any) -> Data:
    """The complete list of episodes with one, current."""
    made = {"id": "e1", "current": "yes", "onset": onset, **fields}
    return complete({key: value for key, value in made.items() if value is not None})


def course(identifier: str = "x1", **fields: Any) -> Data:
    """An earlier TMS course for depression in spring 2024."""
    made: Data = {
        "id": identifier,
        "indication": "mdd",
        "first_session": "2024-03-04",
        "last_session": "2024-04-12",
        **fields,
    }
    return {key: value for key, value in made.items() if value is not None}


def therapy(identifier: str = "p1", **fields: Any) -> Data:
    """A finished course of psychotherapy of eight weeks."""
    made: Data = {
        "id": identifier,
        "state": "stopped",
        "start": "2025-03-03",
        "stop": "2025-04-28",
        **fields,
    }
    return {key: value for key, value in made.items() if value is not None}


def judgement(of: Policy, criterion: str, conclusion: str = "met", **fields: Any) -> Data:
    """A recorded judgement of a criterion of this very policy."""
    return {
        "id": f"j-{criterion.replace('>', '.')}-{fields.get('subject', '')}".rstrip("-"),
        "policy": of.id,
        "revision": of.sha256,
        "criterion": criterion,
        "conclusion": conclusion,
        "rationale": "invented for a test",
        "clinician": "c1",
        "date": "2026-02-01",
        **fields,
    }


# -- the policy ------------------------------------------------------------------------------------

_HEAD: Data = {
    "schema": "authpack.policy/1",
    "id": "synthetic",
    "payer": {"name": "Invented Health Plan"},
    "number": "X1",
    "title": "TMS (synthetic, for a test)",
    "revision": "1",
    "encoding": "1",
    "effective_from": "2020-01-01",
    "verified": "2026-01-01",
    "status": "full",
    "lines_of_business": ["commercial"],
    "review_mode": "prior_auth",
    "sources": [
        {"id": "src", "title": "synthetic", "read": "whole", "date": "2026-01-01", "grade": "payer_text"}
    ],
}


def leaf(kind: str, parameters: Any = None, identifier: str | None = None, **more: Any) -> Data:
    """One leaf; its id is its kind unless given."""
    return {**_common(identifier or kind), "ask": "What does the record say?", kind: parameters or {}, **more}


def group(kind: str, children: Any, identifier: str | None = None, **more: Any) -> Data:
    """One group of nodes."""
    return {**_common(identifier or kind), kind: children, **more}


def readings(*nodes: Data, identifier: str = "readings") -> Data:
    """Two defensible readings of one sentence."""
    rows = [{"label": f"reading {place}", "node": node} for place, node in enumerate(nodes, 1)]
    return group("readings", rows, identifier)


def for_some(of: str, *children: Data, which: str = "any") -> Data:
    """Some recorded course for which all children hold together."""
    return group("for_some", {"of": of, "which": which, "all_of": list(children)}, "for_some")


def _common(identifier: str) -> Data:
    return {"id": identifier, "section": "1", "says": "synthetic criterion", "cite": "src, section 1"}


_FIXED: dict[str, tuple[str, Any]] = {
    "met": ("age", {"min": 1}),
    "not_met": ("age", {"min": 120}),
    "not_documented": ("target", {"is": ["left_dlpfc"]}),
    "needs_review": ("payer_review", {}),
    "external": ("external", {"criteria": "Licensed Criteria"}),
    "text_not_seen": ("not_stated", {}),
}
_serial = itertools.count(1)


def fixed(status: str, identifier: str | None = None, **more: Any) -> Data:
    """A node that has this status for the silent case (target unknown, age 44)."""
    name = identifier or f"fixed.{next(_serial)}"
    if status != "not_applicable":
        kind, parameters = _FIXED[status]
        return leaf(kind, parameters, name, **more)
    guard = leaf("age", {"min": 120}, f"{name}.guard")
    return leaf("age", {"min": 1}, name, applies_when=guard, **more)


def entry(phase: str = "any", indication: str = "any", completeness: str = "whole", **answer: Data) -> Data:
    """What the policy says of one phase and indication: ``tree=``, ``not_covered=``, ..."""
    return {"phase": phase, "indication": indication, "completeness": completeness, **answer}


def policy(tree: Data | None = None, *, entries: Sequence[Data] = (), **head: Any) -> Policy:
    """A policy around one tree (for every phase and indication), or around these entries."""
    criteria = list(entries) or [entry(tree=tree or fixed("met"))]
    data = {
        **_HEAD,
        **head,
        "criteria": criteria,
        "text_map": [{"item": "1", "text": "synthetic", "nodes": sorted(_leaf_ids(criteria))}],
    }
    # JSON is YAML; every scalar as text, as the strict reader gives them.
    return read_policy(load_yaml(json.dumps(_texts(data)), "synthetic.yaml"))


def _leaf_ids(data: Any) -> set[str]:
    if isinstance(data, list):
        return set().union(*map(_leaf_ids, data)) if data else set()
    if not isinstance(data, dict):
        return set()
    found = set().union(*map(_leaf_ids, data.values())) if data else set()
    for key in ("not_covered", "text_not_seen"):
        if isinstance(data.get(key), dict):
            found.add(data[key]["id"])
    return found | ({data["id"]} if "id" in data and any(kind in data for kind in KINDS) else set())


def _texts(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {str(key): _texts(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_texts(one) for one in data]
    return None if data is None else str(data)


# -- judging ---------------------------------------------------------------------------------------


def day(text: str) -> date:
    """An exact day."""
    return PartialDate.parse(text).first


def judge(tree: Data | Policy, record: Case, as_of: str = AS_OF) -> Determination:
    """The determination of the record's request r1."""
    made = tree if isinstance(tree, Policy) else policy(tree)
    request = record.request("r1")
    assert request is not None
    return determine(record, request, made, as_of=day(as_of))


def judged(kind: str, parameters: Any, record: Case, as_of: str = AS_OF) -> Finding:
    """The finding of one leaf that stands alone."""
    return judge(leaf(kind, parameters), record, as_of).root


def status(kind: str, parameters: Any, record: Case, as_of: str = AS_OF) -> Status:
    """The status of one leaf that stands alone."""
    return judged(kind, parameters, record, as_of).status


def about_course(kind: str, parameters: Any, record: Case, of: str = "prior_tms") -> Status:
    """The status of one subject leaf, for the only course of the record."""
    return judge(for_some(of, leaf(kind, parameters)), record).root.children[0].status


def rows(table: str) -> list[list[str]]:
    """A table drawn in text, without its head and its rules."""
    lines = [line.replace("|", " ").split() for line in table.strip().splitlines()]
    return [line for line in lines[1:] if line and not set("".join(line)) <= {"-"}]
