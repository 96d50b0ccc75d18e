"""Example 15 with one thing changed, and the findings and notes that it then has."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from authpack import api
from authpack.documents.notes import NoteResult
from authpack.ledger.note_checks import Checked
from authpack.ledger.note_problem import NoteProblem

ROOT = Path(__file__).resolve().parents[3]
CASE = ROOT / "examples" / "15-course-with-sessions.yaml"
LOG = ROOT / "examples" / "logs" / "session-log.csv"
LOG_YAML = ROOT / "examples" / "logs" / "session-log.yaml"

Data = dict[str, Any]
Change = tuple[str, Any]
"""A path below the case (``sessions/s02/pain``) and its new value; None takes the field out."""


@cache
def _loaded() -> Data:
    loaded: Data = yaml.load(CASE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def record() -> Data:
    """The example as plain data, to be edited."""
    return copy.deepcopy(_loaded())


def changed(*changes: Change) -> Data:
    """The example with these changes."""
    data = record()
    for path, value in changes:
        *steps, last = path.split("/")
        here: Any = data
        for step in steps:
            here = _below(here, step)
        if value is None:
            here.pop(last, None)
        elif isinstance(here, list):
            here[int(last)] = value
        else:
            here[last] = value
    return data


def _below(here: Any, step: str) -> Any:
    if isinstance(here, list):
        named = [row for row in here if isinstance(row, dict) and row.get("id") == step]
        return named[0] if named else here[int(step)]
    return here.setdefault(step, {})


def checked(*changes: Change) -> Checked:
    """What the checks find in the changed example."""
    return api.check_notes(api.load_case(json.dumps(changed(*changes))))


def found(*changes: Change) -> dict[str, NoteProblem]:
    """Code -> problem (the first of each code)."""
    problems: dict[str, NoteProblem] = {}
    for one in checked(*changes).problems:
        problems.setdefault(one.code, one)
    return problems


def severity(code: str, *changes: Change) -> str | None:
    """refusal, warning, or None when the check finds nothing."""
    problem = found(*changes).get(code)
    return problem.severity if problem else None


def written(
    record_id: str, *changes: Change, kind: str | None = None, templates: Sequence[Path] = ()
) -> NoteResult:
    """One note of the changed example."""
    case = api.load_case(json.dumps(changed(*changes)))
    (result,) = api.course_notes(case, record=record_id, kind=kind, templates=templates)
    return result


def text_of(result: NoteResult) -> str:
    """All words of a note's DOCX, white space folded."""
    from tests.functional.documents.samples import docx_text

    assert result.note is not None, [one.text for one in result.refusals]
    return " ".join(docx_text(result.note.docx).split())
