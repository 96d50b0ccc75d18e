"""The dated tables of the denials family: each row with its source and how well it is known."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from authpack.textio import load_path, validated

DATA = Path(__file__).parent / "data"

Grade = Literal["read", "second_hand", "common", "own"]
GRADE_WORDS: dict[str, str] = {
    "read": "read at the source",
    "second_hand": "second-hand; confirm before relying",
    "common": "a common figure, its text not read; confirm before relying",
    "own": "background knowledge; confirm before relying",
    "notice": "as the notice states it",
    "contract": "not known; the contract or the provider manual tells",
}
"""How well a row is known, as a user reads it. notice and contract are no grades of rows but of single results."""


class Row(BaseModel):
    """Base of every table row: closed and frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Known(Row):
    """A row with its source (a key of the file's table of sources, or words) and grade."""

    source: str
    grade: Grade

    @property
    def confirm(self) -> bool:
        """Whether a person must confirm it before anything rests on it."""
        return self.grade != "read"


Table = TypeVar("Table", bound=BaseModel)


def read_table(name: str, model: type[Table]) -> Table:
    """One shipped table as its model; ContentError when it breaks its own rules."""
    return validated(load_path(DATA / name), model, "The table")


@lru_cache(maxsize=64)
def grade_words(grade: str) -> str:
    """The grade in a user's words."""
    return GRADE_WORDS.get(grade, grade)
