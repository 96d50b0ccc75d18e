"""One contradiction of a record, and how the records it may stand for are made from it."""

from __future__ import annotations

from typing import Any, NamedTuple

from authpack.domain.case import Case
from authpack.domain.problems import Problem


class Contradiction(NamedTuple):
    """A problem, and the records it may stand for (empty: it changes no answer)."""

    problem: Problem
    versions: tuple[Case, ...] = ()


def changed(case: Case, name: str, item_id: str, **changes: Any) -> Case:
    """The case with one list item changed."""
    current = getattr(case, name)
    items = tuple(item.model_copy(update=changes) if item.id == item_id else item for item in current.items)
    return case.model_copy(update={name: current.model_copy(update={"items": items})})


def removed(case: Case, name: str, item_id: str) -> Case:
    """The case with one list item taken out."""
    current = getattr(case, name)
    items = tuple(item for item in current.items if item.id != item_id)
    return case.model_copy(update={name: current.model_copy(update={"items": items})})
