"""Every kind of document there is, read from the tables of the families (letters, notes, appeals, packets)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Final

TABLES: Final = {
    "letters": "authpack.documents.letter_kinds",
    "notes": "authpack.documents.note_kinds",
    "appeals": "authpack.documents.appeal_kinds",
    "packets": "authpack.documents.packet_kinds",
}
"""Family -> the module whose ``KINDS`` maps a name to a row with ``says`` and ``template``."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document: its family, name, purpose in a few words, and template (``letters/x.md.j2``)."""

    family: str
    name: str
    says: str
    template: str


@lru_cache(maxsize=1)
def document_kinds() -> tuple[DocumentKind, ...]:
    """All kinds, family by family, in the order of their tables."""
    return tuple(
        DocumentKind(family, name, row.says, row.template)
        for family, module in TABLES.items()
        for name, row in import_module(module).KINDS.items()
    )


def kind_names() -> frozenset[str]:
    """The names of all kinds."""
    return frozenset(one.name for one in document_kinds())


def template_of(kind: str) -> str:
    """The template of a kind; KeyError for an unknown one."""
    return {one.name: one.template for one in document_kinds()}[kind]
