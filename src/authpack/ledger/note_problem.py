"""What a check of a note finds: a refusal (no note is written) or a warning (it is written, and you are told).

The two are different types. Which one a rule gives depends on how well its basis is known: a number that is own
knowledge or was not read can only warn, and the warning says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

Level = Literal["note", "course", "claim_day"]
Severity = Literal["warning", "refusal"]
OWN: Final = frozenset({"own", "unverified"})


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rule rests on. grade: a grade of the reference, or ``record`` when the record alone decides."""

    source: str
    grade: str

    @property
    def may_refuse(self) -> bool:
        """Whether it is known well enough to stop a note."""
        return self.grade not in OWN


@dataclass(frozen=True, slots=True)
class NoteProblem:
    """One finding. text holds no value of the record; detail may (it is shown by a check, never in an error)."""

    severity: ClassVar[Severity]
    code: str
    path: str
    text: str
    basis: Basis
    level: Level
    detail: str = ""


class NoteWarning(NoteProblem):
    """The note is written; a person should look."""

    __slots__ = ()
    severity: ClassVar[Severity] = "warning"


class NoteRefusal(NoteProblem):
    """The note is not written until this is mended."""

    __slots__ = ()
    severity: ClassVar[Severity] = "refusal"


RECORD: Final = Basis("the record itself: two of its facts cannot both hold", "record")
AUTHORIZED: Final = Basis("the authorization in the record, and its request", "record")
COMPLETE: Final = Basis("what a complete note holds (docs/notes.md)", "record")
LEGIBLE: Final = Basis(
    "Medicare billing article beside LCD L37088 (freemedicalcoding.com copy): the record must let a reader tell what "
    "was delivered, signed by the responsible practitioner",
    "secondary",
)
OWN_JUDGEMENT: Final = Basis("own judgement, no published source: confirm before relying on it", "own")


def refusal(
    code: str, path: str, text: str, basis: Basis = RECORD, *, level: Level = "note", detail: str = ""
) -> NoteProblem:
    """A refusal; only a warning, which says so, when the basis is own knowledge or was not read."""
    made = NoteRefusal if basis.may_refuse else NoteWarning
    return made(code, path, text, basis, level, detail)


def warning(
    code: str, path: str, text: str, basis: Basis, *, level: Level = "note", detail: str = ""
) -> NoteProblem:
    """A warning."""
    return NoteWarning(code, path, text, basis, level, detail)
