"""A clinician's act of signing one document, and the image that it lets stand on the signature line (SEMANTICS 8).

The act is a small file of its own: who, when, and the hash of the document's blocks. The image is placed only when a
document with that very hash is written again, in the block that bears that clinician's name. Otherwise the line is blank.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from authpack.documents.blocks import Block, Document, Picture, SignatureBlock, Span, plain
from authpack.documents.trace import Tracer
from authpack.documents.wording import us_day
from authpack.documents.writers.style import Style
from authpack.domain.base import Id, Line
from authpack.domain.case import Case
from authpack.domain.identifiers import Npi
from authpack.errors import DocumentRefused, InputError
from authpack.textio import load_path, validated

SCHEMA = "authpack.signing/1"
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
# What is not part of what a document says: where a value came from, and the act of signing itself.
_NOT_SAID: dict[type, tuple[str, ...]] = {Span: ("trace",), SignatureBlock: ("image", "date")}


class Signing(BaseModel):
    """One clinician signed one document on one day."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    schema_: Literal["authpack.signing/1"] = Field(alias="schema")
    document: Line
    """The kind of document, as in its trace."""
    case: Id
    clinician: Id
    name: Line
    """As it stands in the signature block."""
    npi: Npi
    date: datetime.date
    sha256: Hash
    """Of the document's blocks, as in its trace."""

    def text(self) -> str:
        """As a file."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1) + "\n"


def document_hash(document: Document) -> str:
    """sha256 of what the document says: words, structure and pictures; not of trace names and signatures."""
    return hashlib.sha256(
        json.dumps(_canonical(document), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def _canonical(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    names = getattr(value, "_fields", None)
    if names is None and isinstance(value, tuple):
        return [_canonical(one) for one in value]
    if names is None:
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        names = [one.name for one in dataclasses.fields(value)]
    left_out = _NOT_SAID.get(type(value), ())
    said = {name: _canonical(getattr(value, name)) for name in names if name not in left_out}
    return {"": type(value).__name__, **said}


def sign(trace: Mapping[str, Any], case: Case, clinician: str, date: datetime.date) -> Signing:
    """The act, from the trace of the document that the clinician has read.

    DocumentRefused for a draft; InputError when the trace is of another case, or the record does not hold the
    clinician with name and NPI.
    """
    if trace.get("draft") is not False:
        raise DocumentRefused(
            "The document is a draft, or its trace does not say that it is none.",
            why="A draft is not for submission, so nobody signs it.",
            do="Close what is open, write the letter again, and sign that one.",
        )
    if trace.get("case") != case.id or not isinstance(trace.get("blocks_sha256"), str):
        raise InputError(
            "The trace does not belong to a document of this case.",
            do="Give the trace.json that was written together with the letter, and the letter's case file.",
        )
    person = case.clinician(clinician)
    if person is None or person.npi is None:
        raise InputError(
            "The case file holds no clinician of that id with an NPI.",
            why="The image of a signature is found by the NPI of the one who signs.",
            do="Give the id of an entry under 'clinicians', with its NPI.",
        )
    return Signing.model_validate(
        {
            "schema": SCHEMA,
            "document": trace["document"],
            "case": case.id,
            "clinician": person.id,
            "name": person.name,
            "npi": person.npi,
            "date": date,
            "sha256": trace["blocks_sha256"],
        }
    )


def read_signing(path: Path) -> Signing:
    """A signing file; InputError or ContentError when it is none."""
    return validated(load_path(path), Signing, "The signing file", do="Make it with 'authpack letter sign'.")


def signed(document: Document, tracer: Tracer, signing: Signing, style: Style) -> Document:
    """The document with the image and the date on the line of the clinician who signed it; DocumentRefused otherwise."""
    if document.draft or document_hash(document) != signing.sha256:
        raise DocumentRefused(
            "The letter is not the one that was signed: its words have changed since.",
            why="A signature stands only under the words that the clinician read.",
            do="Write it without --signing, let the clinician read it, and sign it again (authpack letter sign).",
        )
    image = style.signature_of(signing.npi)
    if image is None:
        raise DocumentRefused(
            "The style file names no signature image for the NPI of the clinician who signed.",
            do="Add it under 'signatures' in style.yaml, or leave out --signing and sign by hand.",
        )
    date = tracer.statement("signing:date", us_day(signing.date))
    place = Span(date.plain, trace=date.trace.id)
    found = [_signed_block(block, signing.name, image, place) for block in document.blocks]
    if not any(one is not block for one, block in zip(found, document.blocks, strict=True)):
        raise DocumentRefused(
            "The letter has no signature block with the name of the clinician who signed.",
            do="Let the clinician sign who is named under the letter.",
        )
    return document._replace(blocks=tuple(found))


def _signed_block(block: Block, name: str, image: Picture, date: Span) -> Block:
    """The block, signed when its first line is that name, with or without credentials after a comma."""
    if not isinstance(block, SignatureBlock) or not block.lines:
        return block
    line = plain(block.lines[0])
    return (
        block._replace(image=image, date=(date,)) if line == name or line.startswith(f"{name}, ") else block
    )
