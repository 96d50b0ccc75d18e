"""``data/topics.yaml``: which families of criteria the words of a stated reason are about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pydantic import Field, field_validator

from authpack.criteria.families import Family
from authpack.denials.tables import Row, read_table
from authpack.domain.base import Id, Line


class _Worded(Row):
    says: Line
    patterns: tuple[str, ...] = Field(min_length=1)

    @field_validator("patterns")
    @classmethod
    def _compile(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            try:
                re.compile(one)
            except re.error as error:
                raise ValueError(f"a pattern cannot be read ({error.msg})") from None
        return value

    def found_in(self, words: str) -> str | None:
        """The piece of the reason that speaks of it, in whole words, or None."""
        for one in self.patterns:
            match = re.search(rf"(?:[\w-]*?)(?:{one})[\w-]*", words)
            if match:
                return match.group().strip()
        return None


class Topic(_Worded):
    """One thing a reason may be about."""

    id: Id
    families: tuple[Family, ...] = Field(min_length=1)
    narrow: Literal["yes", "no"] = "no"


class Topics(Row):
    """The whole file."""

    schema_: Literal["authpack.denial-topics/1"] = Field(alias="schema")
    topics: tuple[Topic, ...]
    general: _Worded


@lru_cache(maxsize=1)
def topics() -> Topics:
    """The shipped table, read once; ContentError with file and line of every fault."""
    return read_table("topics.yaml", Topics)
