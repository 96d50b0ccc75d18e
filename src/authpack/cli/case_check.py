"""``authpack case check``: contradictions, and what many policies ask that the record does not hold."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from typing import NamedTuple

from authpack import api
from authpack.cli import output
from authpack.cli.tables import indented, wrap
from authpack.domain.requests import Request
from authpack.errors import RequestChoiceError

OPEN = 4


class Gap(NamedTuple):
    """A policy's question for facts that the record does not hold, and how many policies ask for them."""

    ask: str
    missing: tuple[str, ...]
    policies: int


class Survey(NamedTuple):
    """Gaps over all policies that speak of this kind of request."""

    gaps: list[Gap]
    policies: int
    note: str


def run_check(arguments: argparse.Namespace) -> int:
    """0 when the record holds no contradiction and no gap, else 4."""
    case = api.load_case(arguments.case)
    problems = api.problems(case)
    survey = _survey(case, arguments)
    if arguments.format == "json":
        output.emit(json.dumps(_data(case, problems, survey), ensure_ascii=False, indent=2))
    else:
        output.emit("\n".join(_text(case, problems, survey)))
    return OPEN if problems or survey.gaps or survey.note else 0


def _survey(case: api.Case, arguments: argparse.Namespace) -> Survey:
    """Judge the request by every policy that speaks of it, and count which facts were missing."""
    try:
        request = api.request_of(case, arguments.request)
    except RequestChoiceError:
        if case.requests:
            raise
        return Survey(
            [], 0, "The case holds no request: what payers ask depends on its phase and indication."
        )
    if arguments.as_of is None and (request.date is None or not request.date.exact):
        return Survey(
            [],
            0,
            f"The request {request.id} has no exact date, and what payers ask depends on it:"
            " record it, or give --as-of.",
        )
    return _compared(case, request, arguments)


OFTEN = 3
"""A fact is asked for here when more than one policy in so many, present and of that phase, would miss it."""


def _compared(case: api.Case, request: Request, arguments: argparse.Namespace) -> Survey:
    policies = [
        one
        for one in api.catalog(arguments.policies).policies
        if one.entry(request.phase, request.indication) and one.head.status in ("full", "partial")
    ]
    asked: Counter[str] = Counter()
    questions: dict[str, str] = {}
    # Any revision shows what payers ask: the day that would pick one does not matter here.
    for policy in policies:
        day = policy.effective_from or date.min
        result = api.check(case, policy=policy, request=request.id, as_of=arguments.as_of, policy_date=day)
        missing: dict[str, str] = {}
        for finding, _ in result.findings():
            if not finding.children and finding.status == "not_documented":
                for path in finding.missing:
                    missing.setdefault(path, finding.node.ask)
        asked.update(missing.keys())
        for path, ask in missing.items():
            questions.setdefault(path, ask)
    most = [path for path, count in asked.items() if OFTEN * count > len(policies)]
    return Survey(_gaps(most, questions, asked), len(policies), "")


def _gaps(paths: list[str], questions: dict[str, str], asked: Counter[str]) -> list[Gap]:
    """One gap per question, the most asked first."""
    by_question: dict[str, list[str]] = {}
    for path in sorted(paths, key=lambda path: (-asked[path], path)):
        by_question.setdefault(questions[path], []).append(path)
    return [Gap(ask, tuple(some), max(asked[path] for path in some)) for ask, some in by_question.items()]


def _data(case: api.Case, problems: tuple[api.Problem, ...], survey: Survey) -> dict[str, object]:
    return {
        "case": case.id,
        "problems": [
            {"code": one.code, "paths": list(one.paths), "text": one.text, "conflict": one.conflict}
            for one in problems
        ],
        "policies_compared": survey.policies,
        "gaps": [gap._asdict() for gap in survey.gaps],
        "note": survey.note,
    }


def _text(case: api.Case, problems: tuple[api.Problem, ...], survey: Survey) -> list[str]:
    width = output.width()
    lines = wrap(
        f"Case {case.id}: {len(problems)} problem(s) of the record, {len(survey.gaps)} open question(s).",
        width,
    )
    if problems:
        lines += ["", "PROBLEMS OF THE RECORD"]
    for one in problems:
        lines += indented(f"{one.text} ({', '.join(one.paths)})", width, "  ", "-")
    if survey.gaps:
        lines += [
            "",
            *wrap(f"ASKED BY MANY OF THE {survey.policies} POLICIES THAT SPEAK OF SUCH A REQUEST", width),
        ]
    for gap in survey.gaps:
        lines += indented(f"{gap.ask} ({', '.join(gap.missing)}; asked by {gap.policies})", width, "  ", "-")
    if survey.note:
        lines += ["", *wrap(survey.note, width)]
    return lines
