"""A policy revision: its head, and the trees of criteria, as read from one YAML file."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from authpack.criteria.conditions import KINDS, Condition
from authpack.domain.base import Id, Line, StateCode, Text
from authpack.domain.clinical import Indication
from authpack.domain.dates import PartialDate
from authpack.domain.people import LineOfBusiness
from authpack.domain.requests import Phase
from authpack.errors import ContentError

SCHEMA = "authpack.policy/1"
Grade = Literal["payer_text", "summary", "second_hand"]
GROUPS = ("all_of", "any_of", "none_of", "at_least", "readings", "for_some")
ReviewMode = Literal["prior_auth", "claim_review", "organization_determination", "excluded"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Payer(_Part):
    """Who publishes the policy, and the names it goes by."""

    name: Line
    print_name: Line | None = None
    aliases: tuple[Line, ...] = ()
    payer_ids: tuple[Line, ...] = ()

    @property
    def printed(self) -> str:
        """The name for documents."""
        return self.print_name or self.name


class Source(_Part):
    """One document read, how much of it, when, and how close to the payer it is."""

    id: Id
    title: Line
    url: Line | None = None
    read: Text
    date: PartialDate
    grade: Grade


class Head(_Part):
    """Everything of a revision but its criteria."""

    id: Id
    payer: Payer
    number: Line
    title: Line
    revision: Line
    encoding: int = Field(ge=1)
    effective_from: PartialDate | Literal["unknown"]
    effective_to: PartialDate | None = None
    verified: PartialDate
    status: Literal["full", "partial", "historic", "external", "retired"]
    lines_of_business: tuple[LineOfBusiness, ...] = Field(min_length=1)
    products: tuple[Line, ...] = ()
    states: tuple[StateCode, ...] = ()
    review_mode: ReviewMode
    sources: tuple[Source, ...] = Field(min_length=1)
    unread: tuple[Text, ...] = ()
    classes: dict[str, str] = Field(default_factory=dict)
    note: Text | None = None

    @field_validator("effective_from", mode="before")
    @classmethod
    def _unknown_or_day(cls, value: Any) -> Any:
        return value if value == "unknown" else PartialDate.parse(str(value))


class Leaf:
    """The condition of a leaf, built from its fields when a record is first judged by it (cold starts).

    A file of which nothing is known yet has its conditions built at once; only a copy that was checked when it was made
    leaves them for later. Its fields are then known to be right; ContentError, should they not be.
    """

    __slots__ = ("_fields", "_made", "kind")

    def __init__(self, kind: str, fields: Mapping[str, Any], made: Condition | None = None) -> None:
        self.kind = kind
        self._fields = fields
        self._made = made

    @property
    def condition(self) -> Condition:
        """The condition itself."""
        if self._made is None:
            try:
                self._made = KINDS[self.kind].model_validate(self._fields)
            except ValidationError as error:
                raise ContentError(
                    f"The generated copy of the policies holds a '{self.kind}' that cannot be read.",
                    why="A request judged by a wrong or half-read policy may be lost.",
                    do="Install authpack again, or remove the copy: the policy files are then read themselves.",
                ) from error
        return self._made

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Leaf):
            return NotImplemented
        return self.kind == other.kind and self.condition == other.condition

    def __hash__(self) -> int:
        return hash((self.kind, self.condition))


class Node(NamedTuple):
    """One criterion: a group of nodes, or a leaf with its condition."""

    id: str
    kind: str
    says: str
    section: str = ""
    cite: str = ""
    grade: Grade = "payer_text"
    ask: str = ""
    note: str = ""
    advisory: bool = False
    guard: "Node | None" = None
    children: "tuple[Node, ...]" = ()
    leaf: Leaf | None = None
    n: int = 0
    labels: tuple[str, ...] = ()
    subject: str = ""
    which: str = "any"
    phrase: str = ""
    """Id under which soft phrases of a trial leaf are judged: the readings' id when readings share the sentence."""

    @property
    def is_leaf(self) -> bool:
        """Whether the node reads the record itself."""
        return self.leaf is not None

    @property
    def condition(self) -> Condition | None:
        """What a leaf asks of the record; None for a group."""
        return None if self.leaf is None else self.leaf.condition


class Entry(NamedTuple):
    """What the policy says of one phase and indication."""

    phase: Phase | Literal["any"]
    indication: Indication | Literal["any"]
    completeness: Literal["whole", "part"]
    kind: Literal["tree", "use_tree", "not_covered", "text_not_seen"]
    node: Node | None
    uses: tuple[str, str] | None = None


class Mapped(NamedTuple):
    """One sentence of the policy's text, and where it stands in the tree, or why it does not."""

    item: str
    text: str
    nodes: tuple[str, ...] = ()
    not_encoded: str = ""


class Policy(NamedTuple):
    """One revision, checked and ready to judge by."""

    head: Head
    entries: tuple[Entry, ...]
    text_map: tuple[Mapped, ...]
    sha256: str
    file: str
    local: bool = False
    nodes: Mapping[str, Node] = MappingProxyType({})

    @property
    def id(self) -> str:
        """The policy's id, the same over its revisions."""
        return self.head.id

    @property
    def classes(self) -> dict[str, str]:
        """Drug id -> class, where this payer's text decides."""
        return self.head.classes

    @property
    def read_whole(self) -> bool:
        """Whether every criteria section was read whole."""
        return all(entry.completeness == "whole" for entry in self.entries)

    @property
    def effective_from(self) -> date | None:
        """First day in force; None: unknown, assumed in force."""
        start = self.head.effective_from
        return None if start == "unknown" else start.first

    @property
    def effective_to(self) -> date | None:
        """Last day in force, None while open."""
        return self.head.effective_to.last if self.head.effective_to else None

    @property
    def end_unknown(self) -> bool:
        """Whether the text is known to be historic while its last day in force is not known."""
        return self.head.status == "historic" and self.effective_to is None

    def in_force(self, day: date) -> bool:
        """Whether the revision governs that day (an unknown start is assumed in force)."""
        start, stop = self.effective_from, self.effective_to
        return (start is None or start <= day) and (stop is None or day <= stop)

    def entry(self, phase: str, indication: str) -> Entry | None:
        """The most specific entry for a phase and indication."""
        for wanted in ((phase, indication), (phase, "any"), ("any", indication), ("any", "any")):
            for entry in self.entries:
                if (entry.phase, entry.indication) == wanted:
                    return entry
        return None
