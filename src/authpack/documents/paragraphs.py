"""A clinician's own paragraphs of the record: which of them a document prints, and under which heading.

A template prints ``paragraphs`` (those without a place) in a loop. One that names a place is put under the
heading of that name after the template is filled, so that it needs no word in the template and survives every
change of it. A paragraph meant for a document is never lost: without its heading it stands before the signature.
"""

from __future__ import annotations

import difflib
from typing import NamedTuple

from authpack.documents.blocks import Block, Document, Heading, Paragraph, SignatureBlock, Span, plain
from authpack.documents.trace import Traced, Tracer
from authpack.domain.case import Case
from authpack.errors import Fault, InputError


class Placed(NamedTuple):
    """One paragraph with its heading; ``named``: the record names this kind of document."""

    text: Traced
    place: str | None
    named: bool


class ClinicianParagraphs(list[Traced]):
    """What a template sees as ``paragraphs``: the texts without a place; ``all`` holds every one."""

    def __init__(self, placed: tuple[Placed, ...]) -> None:
        super().__init__(one.text for one in placed if one.place is None)
        self.all = placed


def clinician_paragraphs(
    tracer: Tracer, case: Case, kind: str, *, named_only: bool = False
) -> ClinicianParagraphs:
    """The paragraphs of the record for a kind of document; InputError where one names a kind that is not.

    named_only: of a document for another reader than the payer or the chart (a letter to the patient, a request
    to a pharmacy), where words written for the payer have no business unless they name it.
    """
    _refuse_unknown_kinds(case)
    return ClinicianParagraphs(
        tuple(
            Placed(tracer.statement(f"/paragraphs/{number}/text", text), one.place, bool(one.kinds))
            for number, one in enumerate(case.paragraphs)
            if kind in one.kinds or not (one.kinds or named_only)
            for text in one.text.split("\n\n")
            if text.strip()
        )
    )


def _refuse_unknown_kinds(case: Case) -> None:
    named = {(name, number) for number, one in enumerate(case.paragraphs) for name in one.kinds}
    if not named:
        return
    from authpack.documents.families import kind_names

    known = kind_names()
    faults = []
    for name, number in sorted(named):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else ""
            faults.append(Fault(f"/paragraphs/{number}/kinds", "is no kind of document.", hint))
    if faults:
        raise InputError(
            "A clinician's paragraph names a kind of document that does not exist.",
            faults=tuple(faults),
            why="It would never be printed.",
            do="`authpack templates list` names the kinds.",
        )


def with_placed(document: Document, paragraphs: ClinicianParagraphs, *, taken: bool) -> Document:
    """The document with every paragraph that the template itself did not print.

    taken: the template prints clinicians' paragraphs. A document whose template does not (a letter to the
    patient) gets only those that name its kind.
    """
    printed = set(document.trace_ids())
    for one in paragraphs.all:
        if one.text.trace.id not in printed and (one.named or taken):
            document = _inserted(document, one)
    return document


def _inserted(document: Document, one: Placed) -> Document:
    block = Paragraph((Span(one.text.plain, trace=one.text.trace.id),))
    at = _end_of_section(document.blocks, one.place)
    return document._replace(blocks=(*document.blocks[:at], block, *document.blocks[at:]))


def _end_of_section(blocks: tuple[Block, ...], place: str | None) -> int:
    """Where the text under that heading ends; before the signature, or at the end, without such a heading."""
    wanted = " ".join((place or "").split()).casefold()
    begins = next(
        (
            n
            for n, one in enumerate(blocks)
            if isinstance(one, Heading) and wanted and _said(one).startswith(wanted)
        ),
        None,
    )
    if begins is None:
        return next((n for n, one in enumerate(blocks) if isinstance(one, SignatureBlock)), len(blocks))
    after = range(begins + 1, len(blocks))
    return next((n for n in after if isinstance(blocks[n], Heading | SignatureBlock)), len(blocks))


def _said(heading: Heading) -> str:
    return " ".join(plain(heading.spans).split()).casefold()
