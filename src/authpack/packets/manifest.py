"""The packet's manifest (``authpack.manifest/1``): what went in, what came out, by which rules; for a later check.

It holds no patient's name. It does hold the case's number, the exhibits' titles and file names, and the answers: it is
the practice's own record, and is not sent.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "authpack.manifest/1"
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
IdentityWord = Literal["match", "mismatch", "not_stated", "no_text"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class OutputFile(_Part):
    """A file that was written. Pages are packet pages."""

    name: Annotated[str, Field(pattern=r"^[^/\\\\]+$")]
    sha256: Sha256
    bytes: Annotated[int, Field(ge=0)]
    role: Literal["packet", "letter_trace", "packet_trace", "gap_memo"]
    first_page: int | None = None
    last_page: int | None = None


class InputFile(_Part):
    """A file that was read.

    ``id``: of the attachment; ``case`` for the case file; ``form:0`` for a form; ``letter`` for a signed copy.
    """

    id: str
    file: str | None = None
    """Its name inside the folder of exhibits, as the record names it."""
    sha256: Sha256
    role: Literal["case", "exhibit", "form", "letter"]


class ExhibitPage(_Part):
    """One page of an exhibit."""

    page: int
    of_file: int
    packet_page: int
    digest: Sha256
    """Of the page as it is drawn."""
    patient: IdentityWord
    date_of_service: IdentityWord
    confirmed: bool = False
    """Somebody looked at it, and stated that it belongs to this patient."""


class ExhibitEntry(_Part):
    """One exhibit."""

    letter: str
    attachment: str
    title: str
    kind: str
    pages_of_file: int
    first_page: int
    last_page: int
    sensitivity: str
    consent: str
    consent_date: str | None
    notes: tuple[str, ...] = ()
    pages: tuple[ExhibitPage, ...]


class FormEntry(_Part):
    """One enclosed form. ``id``: as among the inputs."""

    id: str
    title: str
    first_page: int
    last_page: int
    notes: tuple[str, ...] = ()
    pages: tuple[ExhibitPage, ...]


class FindingEntry(_Part):
    """One criterion, its answer, and where the packet proves it."""

    id: str
    section: str
    status: str
    reason: str
    decisive: bool
    exhibits: tuple[str, ...] = ()
    packet_pages: tuple[int, ...] = ()


class PolicyEntry(_Part):
    """The revision by which was judged."""

    id: str
    number: str
    revision: str
    encoding: int
    effective_from: str
    sha256: Sha256


class TemplateEntry(_Part):
    """A template that was used, by its name in the templates' folder."""

    name: str
    sha256: Sha256


class Remark(_Part):
    """Something that the program reported; ``kind`` is a fixed word."""

    kind: str
    level: Literal["note", "warning"]
    text: str


class Confirmation(_Part):
    """Who stated that pages belong to the patient although their text says otherwise."""

    by: str
    pages: tuple[str, ...]


class Manifest(_Part):
    """Everything about one packet."""

    schema_: Literal["authpack.manifest/1"] = Field(alias="schema", default="authpack.manifest/1")
    program: str
    case: str
    request: str
    letter: str
    """The kind of letter."""
    draft: bool
    date: datetime.date
    """The day that the packet bears."""
    generated_by: str | None = None
    """Who made it, as given with --by."""
    as_of: datetime.date
    policy: PolicyEntry
    overall: str
    overall_known_text: str
    findings: tuple[FindingEntry, ...]
    exhibits: tuple[ExhibitEntry, ...]
    forms: tuple[FormEntry, ...] = ()
    total_pages: int
    sections: tuple[tuple[str, int, int], ...]
    """Key, first and last packet page of every section."""
    templates: tuple[TemplateEntry, ...]
    inputs: tuple[InputFile, ...]
    outputs: Annotated[tuple[OutputFile, ...], Field(min_length=1)]
    remarks: tuple[Remark, ...] = ()
    confirmed: Confirmation | None = None
    left_out: tuple[str, ...] = ()
    """Attachments that were left out by hand."""
    seal: Sha256 | None = None
    """Of all the rest: shows that somebody edited the manifest (not that somebody forged it, and sealed it anew)."""

    def own_seal(self) -> str:
        """The seal that the rest asks for."""
        data = self.model_dump(mode="json", by_alias=True, exclude={"seal"})
        return digest(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())

    def sealed(self) -> Manifest:
        """The manifest with its seal."""
        return self.model_copy(update={"seal": self.own_seal()})

    def text(self) -> str:
        """As the file holds it: the same bytes for the same packet."""
        data: dict[str, Any] = self.model_dump(mode="json", by_alias=True)
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def digest(content: bytes) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(content).hexdigest()
