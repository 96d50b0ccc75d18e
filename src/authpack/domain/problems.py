"""A problem of the record: two facts that cannot both hold, or one that cannot hold. Reported, never settled."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One contradiction.

    code: stable word; paths: where the facts stand; text: the contradiction in words without
    patient names; conflict: whether the case is judged under each contradictory value.
    """

    code: str
    paths: tuple[str, ...]
    text: str
    conflict: bool = False
