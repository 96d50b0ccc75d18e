"""What every kind of leaf is: a small frozen model of its parameters that can judge a view."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict

from authpack.criteria.outcome import Outcome

if TYPE_CHECKING:
    from authpack.criteria.policy import Node
    from authpack.criteria.view import View


class Condition(BaseModel):
    """Parameters of one leaf kind, closed and frozen. Subclasses register by their ``kind``."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)
    kind: ClassVar[str] = ""
    of_subject: ClassVar[str | None] = None
    """psychotherapy or prior_tms: the leaf stands only inside that for_some."""

    @cached_property
    def asks(self) -> str:
        """What the leaf asks, as a text: leaves that ask the same of one record get the same answer from its facts."""
        return f"{self.kind}{self.model_dump_json(exclude_defaults=True)}"

    def judge(self, view: View, node: Node) -> Outcome:
        """The answer for this leaf. What it reads of ``node`` must be of use only together with the view's judgements."""
        raise TypeError(f"{type(self).__name__} does not judge")


REGISTERED: dict[str, type[Condition]] = {}
"""Kinds whose module has been imported."""


def leaf(kind: str, of_subject: str | None = None) -> Any:
    """Class decorator: make a condition known under its key in the policy language."""

    def register(cls: type[Condition]) -> type[Condition]:
        cls.kind = kind
        cls.of_subject = of_subject
        REGISTERED[kind] = cls
        return cls

    return register
