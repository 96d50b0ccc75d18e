"""Writes the manifest of a packet from everything that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from authpack import __version__
from authpack.criteria.finding import Determination
from authpack.documents.finished import Finished
from authpack.documents.letter_kinds import KINDS
from authpack.packets.exhibits import Exhibit, Read
from authpack.packets.front import CrosswalkRow, Matter
from authpack.packets.layout import CONTENTS, COVER, Layout
from authpack.packets.manifest import (
    Confirmation,
    ExhibitEntry,
    ExhibitPage,
    FindingEntry,
    FormEntry,
    InputFile,
    Manifest,
    OutputFile,
    PolicyEntry,
    Remark,
    TemplateEntry,
    digest,
)
from authpack.packets.order import Order
from authpack.packets.remarks import Checked, form_key, is_confirmed

if TYPE_CHECKING:
    from authpack.packets.bind import Bound

FRONT = ("cover", "contents", "crosswalk", "treatment", "notice")


@dataclass(frozen=True, slots=True)
class Record:
    """What the manifest is written from."""

    matter: Matter
    letter: Finished
    order: Order
    bound: Bound
    forms: Sequence[Read]
    pages: Sequence[Checked]
    remarks: Sequence[Remark]
    inputs: Sequence[InputFile]
    outputs: Mapping[str, bytes]


def manifest(record: Record) -> Manifest:
    """The manifest: the same for the same packet."""
    matter, order, judged = record.matter, record.order, record.matter.determination
    layout = record.bound.layout
    return Manifest(
        schema="authpack.manifest/1",
        program=__version__,
        case=matter.case.id,
        request=matter.request.id,
        letter=record.letter.kind,
        draft=record.letter.draft,
        date=matter.date,
        generated_by=order.by,
        as_of=judged.as_of,
        policy=_policy(judged),
        overall=judged.overall,
        overall_known_text=judged.overall_known_text,
        findings=tuple(_findings(judged, record.bound.front.rows)),
        exhibits=tuple(_exhibit(one, record.pages, layout, order.confirmed) for one in matter.exhibits),
        forms=tuple(_forms(record)),
        total_pages=layout.total,
        sections=tuple(_ranges(layout)),
        templates=tuple(_templates(record.letter, matter.folders)),
        inputs=tuple(record.inputs),
        outputs=tuple(_output_files(record.outputs, layout)),
        remarks=tuple(record.remarks),
        confirmed=_confirmation(order),
        left_out=order.leave_out,
    ).sealed()


def _confirmation(order: Order) -> Confirmation | None:
    if not order.confirmed:
        return None
    return Confirmation(by=order.confirmed_by or "", pages=tuple(sorted(order.confirmed)))


def _policy(judged: Determination) -> PolicyEntry:
    policy = judged.policy
    return PolicyEntry(
        id=policy.id,
        number=policy.head.number,
        revision=policy.head.revision,
        encoding=policy.head.encoding,
        effective_from=str(policy.head.effective_from),
        sha256=policy.sha256,
    )


def _findings(judged: Determination, rows: Iterable[CrosswalkRow]) -> Iterable[FindingEntry]:
    shown = {name: row for row in rows for name in row.findings}
    for finding, _ in judged.findings():
        row = shown.get(finding.id)
        if finding.is_leaf or row is not None:
            yield FindingEntry(
                id=finding.id,
                section=finding.node.section,
                status=finding.status,
                reason=finding.reason,
                decisive=finding.decisive,
                exhibits=row.exhibits if row else (),
                packet_pages=row.pages if row else (),
            )


def _exhibit(
    one: Exhibit, pages: Sequence[Checked], layout: Layout, confirmed: frozenset[str]
) -> ExhibitEntry:
    start = layout.place(f"exhibit:{one.attachment.id}")[0]
    held = one.attachment
    return ExhibitEntry(
        letter=one.letter,
        attachment=held.id,
        title=held.title,
        kind=one.read.kind,
        pages_of_file=one.read.total,
        first_page=start,
        last_page=start + len(one.read.pages) - 1,
        sensitivity=held.sensitivity,
        consent=held.consent,
        consent_date=str(held.consent_date) if held.consent_date else None,
        notes=(*one.read.notes, *one.read.warnings),
        pages=_pages(pages, one.letter, start, confirmed),
    )


def _forms(record: Record) -> Iterable[FormEntry]:
    for index, (asked, read) in enumerate(zip(record.order.forms, record.forms, strict=True)):
        start = record.bound.layout.place(f"form:{index}")[0]
        yield FormEntry(
            id=f"form:{index}",
            title=asked.title,
            first_page=start,
            last_page=start + len(read.pages) - 1,
            notes=(*read.notes, *read.warnings),
            pages=_pages(record.pages, form_key(index), start, record.order.confirmed),
        )


def _pages(
    pages: Iterable[Checked], key: str, start: int, confirmed: frozenset[str]
) -> tuple[ExhibitPage, ...]:
    return tuple(
        ExhibitPage(
            page=each.page.number,
            of_file=each.page.of_file,
            packet_page=start + each.page.number - 1,
            digest=each.page.digest,
            patient=each.patient.answer,
            date_of_service=each.service,
            confirmed=is_confirmed(each, confirmed),
        )
        for each in pages
        if each.keys[0] == key
    )


def _ranges(layout: Layout) -> Iterable[tuple[str, int, int]]:
    for part in layout.parts:
        at = part.first
        own = ((f"{COVER}:{part.number}", part.cover), (f"{CONTENTS}:{part.number}", part.contents))
        for key, count in (*own, *((one.key, one.pages) for one in part.sections)):
            yield key, at, at + count - 1
            at += count


def _templates(letter: Finished, folders: Sequence[Path]) -> Iterable[TemplateEntry]:
    """The hash of each template used, from the first folder that holds it."""
    kind = KINDS.get(letter.kind)
    names = [kind.template] if kind else []
    names += [*(f"packets/{name}.md.j2" for name in FRONT), "partials/letter.md.j2", "styles/style.yaml"]
    for name in names:
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path is not None:
            yield TemplateEntry(name=name, sha256=digest(path.read_bytes()))


def _output_files(outputs: Mapping[str, bytes], layout: Layout) -> Iterable[OutputFile]:
    parts = iter(layout.parts)
    for name, content in outputs.items():
        part = next(parts) if name.endswith(".pdf") else None
        yield OutputFile(
            name=name,
            sha256=digest(content),
            bytes=len(content),
            role=_role(name),
            first_page=part.first if part else None,
            last_page=part.last if part else None,
        )


def _role(name: str) -> Literal["packet", "letter_trace", "packet_trace", "gap_memo"]:
    if name.endswith(".pdf"):
        return "packet"
    if name.endswith(".letter.trace.json"):
        return "letter_trace"
    return "packet_trace" if name.endswith(".trace.json") else "gap_memo"
