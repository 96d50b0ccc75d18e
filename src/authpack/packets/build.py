"""Builds a packet. Start here: choose the exhibits, read them, check whose they are, bind, record.

Nothing is written to disk; ``Packet.files()`` holds everything. All refusals come before anything is joined.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from authpack.criteria.finding import Determination
from authpack.documents.finished import Finished, style_of
from authpack.domain.case import Case
from authpack.domain.requests import Attachment, Request
from authpack.errors import DocumentRefused, Fault, InputError
from authpack.packets import remarks, sensitivity, signed_copy
from authpack.packets.cited import cited_in_order, letters, pages_wanted, proofs
from authpack.packets.exhibits import Exhibit, Read, Reading, Wanted, load, read_all
from authpack.packets.front import Matter
from authpack.packets.identity import person_of
from authpack.packets.manifest import InputFile, digest
from authpack.packets.order import Form, Order, Packet, output_files
from authpack.packets.record import Record, manifest
from authpack.packets.relied import Relied, relied

__all__ = ["Form", "Order", "Packet", "build_packet"]


def build_packet(
    case: Case,
    request: Request,
    determination: Determination,
    letter: Callable[[], Finished],
    order: Order,
    *,
    date: datetime.date,
    folders: Sequence[Path],
    case_file: bytes | None = None,
) -> Packet:
    """One packet. ``folders``: of templates, the practice's own first; ``date``: the day that the packet bears.

    ``letter`` writes the letter, while the files of the exhibits are read in child processes.

    DocumentRefused: an attachment that may not go out, a page of another patient, a document larger than a part may
    be. InputError: files that are missing or cannot be read. Each with one list of all that is wrong.
    """
    return _Builder(case, request, determination, letter, order, date, tuple(folders), case_file).packet()


@dataclass(frozen=True, slots=True)
class _Found:
    """What was written and read. ``copy``: of the letter, signed."""

    letter: Finished
    exhibits: list[Exhibit]
    forms: list[Read]
    copy: Read | None
    inputs: list[InputFile]


@dataclass(frozen=True, slots=True)
class _Builder:
    case: Case
    request: Request
    judged: Determination
    write: Callable[[], Finished]
    order: Order
    date: datetime.date
    folders: tuple[Path, ...]
    case_file: bytes | None

    def packet(self) -> Packet:
        rows = relied(self.case, self.request, self.judged)
        chosen, uncited = self._chosen(rows)
        self._refuse_sensitive(chosen)
        found = self._read(chosen)
        letter, exhibits = found.letter, found.exhibits
        from authpack.packets.bind import Binder

        pages, copied = self._checked(found)
        matter = self._matter(letter, exhibits)
        title = f"TMS packet, case {self.case.id}, request {self.request.id}{self._name(', ', ' ')}"
        bound = Binder(
            matter, letter, self.order.forms, found.forms, title, self.order.max_bytes, found.copy
        ).bind()
        reported = [
            *remarks.of_files(exhibits),
            *remarks.of_forms(found.forms),
            *remarks.of_pages(pages, self.order.confirmed),
            *remarks.of_evidence(rows, matter.proofs, uncited, self.order.leave_out),
            *remarks.of_letter(letter.trace, self.case.attachments, exhibits),
            *([signed_copy.remark(copied)] if copied else []),
        ]
        stem, trace = f"{self.case.id}-{self.request.id}-packet{self._name('-', '-')}", bound.front.trace()
        outputs = output_files(stem, bound.pdfs, letter, trace)
        record = Record(
            matter, letter, self.order, bound, found.forms, pages, reported, found.inputs, outputs
        )
        return Packet(stem, bound.pdfs, manifest(record), letter, trace)

    def _name(self, before: str, between: str) -> str:
        """The patient's name, when it was asked for; letters and digits alone, since it goes into a file's name."""
        if not self.order.patient_in_name:
            return ""
        patient = self.case.patient
        words = "".join(
            c if c.isalnum() else " " for c in f"{patient.family_name} {patient.given_name}"
        ).split()
        return before + between.join(words)

    def _matter(self, letter: Finished, exhibits: Sequence[Exhibit]) -> Matter:
        return Matter(
            self.case,
            self.request,
            self.judged,
            self.date,
            letter.document.title,
            letter.draft,
            tuple(exhibits),
            tuple(form.title for form in self.order.forms),
            tuple(proofs([one.attachment for one in exhibits])),
            self.folders,
        )

    # -- choosing ------------------------------------------------------------------------------------

    def _chosen(self, rows: Sequence[Relied]) -> tuple[list[Attachment], list[Attachment]]:
        """Attachments that go in, in order; and those that nothing cites and nobody asked for."""
        order = self.order
        known = {one.id for one in self.case.attachments}
        unknown = [name for name in (*order.include, *order.leave_out, *order.passwords) if name not in known]
        if unknown:
            raise InputError(
                f"The record has no attachment {', '.join(dict.fromkeys(unknown))}.",
                do=f"It has {', '.join(sorted(known)) or 'none'}.",
            )
        cited, others = cited_in_order(self.case, rows)
        asked = [one for one in others if one.id in order.include]
        chosen = [one for one in (*cited, *asked) if one.id not in order.leave_out]
        return chosen, [one for one in others if one.id not in (*order.include, *order.leave_out)]

    def _refuse_sensitive(self, chosen: Iterable[Attachment]) -> None:
        faults = tuple(fault for one in chosen if (fault := sensitivity.stops(one, self.date)) is not None)
        if faults:
            raise DocumentRefused(
                "Attachments may not go out as they are recorded; nothing was written.",
                faults=faults,
                why="The law asks for the patient's separate consent before such records leave the practice.",
                do="Answer each, or leave it out with --leave-out ID.",
            )

    # -- reading -------------------------------------------------------------------------------------

    def _read(self, chosen: Sequence[Attachment]) -> _Found:
        contents = {one.id: load(self.order.folder, one) for one in chosen}
        faults = tuple(content for content in contents.values() if isinstance(content, Fault))
        if faults:
            raise InputError(
                "Files of exhibits are missing; nothing was written.",
                faults=faults,
                why="The packet would lack what the criteria rest on.",
            )
        wanted = [
            self._wanted(one, content) for one in chosen if isinstance(content := contents[one.id], bytes)
        ]
        wanted += [
            Wanted(f"form:{index}", form.title, ".pdf", form.content)
            for index, form in enumerate(self.order.forms)
        ]
        copy = self.order.signed_letter
        if copy is not None:
            wanted.append(
                Wanted(signed_copy.KEY, copy.title, PurePosixPath(copy.file or "").suffix, copy.content)
            )
        letter, found = self._beside_the_letter(wanted)
        read = {one.id: one for one in found}
        named = zip(letters(len(chosen)), chosen, strict=True)
        exhibits = [Exhibit(mark, one, read[one.id]) for mark, one in named]
        _refuse_incomplete(exhibits)
        forms = [read[f"form:{index}"] for index in range(len(self.order.forms))]
        return _Found(letter, exhibits, forms, read.get(signed_copy.KEY), self._inputs(chosen, read))

    def _wanted(self, one: Attachment, content: bytes) -> Wanted:
        return Wanted(
            one.id,
            one.title,
            PurePosixPath(one.file or "").suffix,
            content,
            pages_wanted(one, all_pages=self.order.all_pages),
            self.order.passwords.get(one.id),
        )

    def _beside_the_letter(self, wanted: Sequence[Wanted]) -> tuple[Finished, list[Read]]:
        """The letter, written while the files are read; those with smaller pictures when that is asked for and needed."""
        reading = Reading(wanted, folders=self.folders)
        try:
            letter = self.write()
            # What joining needs is loaded while the files are being read, not before.
            from authpack.packets.bind import prepare

            prepare(style_of(self.folders))
        except BaseException:
            reading.stop()
            raise
        read, limit = reading.result(), self.order.max_bytes
        if self.order.recompress and limit is not None and sum(one.size for one in read) > limit:
            read = read_all(wanted, folders=self.folders, recompress=True)
        return letter, read

    def _inputs(self, chosen: Sequence[Attachment], read: Mapping[str, Read]) -> list[InputFile]:
        found = [
            InputFile(id=one.id, file=one.file, sha256=read[one.id].sha256, role="exhibit") for one in chosen
        ]
        found += [
            InputFile(id=f"form:{index}", file=form.file, sha256=digest(form.content), role="form")
            for index, form in enumerate(self.order.forms)
        ]
        if (copy := self.order.signed_letter) is not None:
            found.append(
                InputFile(id=signed_copy.KEY, file=copy.file, sha256=digest(copy.content), role="letter")
            )
        if self.case_file is not None:
            found.insert(0, InputFile(id="case", sha256=digest(self.case_file), role="case"))
        return found

    # -- whose pages ---------------------------------------------------------------------------------

    def _checked(self, found: _Found) -> tuple[list[remarks.Checked], list[signed_copy.Compared]]:
        """Pages of exhibits and forms, and of the signed letter, each compared with the record."""
        person, confirmed = person_of(self.case), self.order.confirmed
        pages = remarks.checked(found.exhibits, found.forms, person)
        copied = signed_copy.compared(found.letter, found.copy, person) if found.copy else []
        self._refuse_strangers([*pages, *(one.checked for one in copied)])
        signed_copy.refuse_unlike(copied, confirmed)
        return pages, copied

    def _refuse_strangers(self, pages: Sequence[remarks.Checked]) -> None:
        confirmed = self.order.confirmed
        names = {name for one in pages for name in one.names}
        if unknown := sorted(confirmed - names):
            raise InputError(
                f"There is no page {', '.join(unknown)} in the packet.",
                do="Name a page as A:3, x2:3, form1:2 or letter:1 (exhibit, form or signed letter, and its page there).",
            )
        if confirmed and not self.order.confirmed_by:
            raise InputError("Pages were confirmed, and not by whom.", do="Give --confirmed-by NAME.")
        wrong = remarks.strangers(pages, confirmed)
        if wrong:
            raise DocumentRefused(
                "Pages seem to belong to another patient; nothing was written.",
                faults=tuple(Fault(one.place, f"{one.differs}.") for one in wrong),
                why="Sending another patient's page is a breach that cannot be taken back.",
                do=(
                    "Look at each page. Take it out (on_pages, --leave-out), or, when it does belong to this patient (a "
                    "former name, a relative's date of birth), give "
                    f"{remarks.confirming(wrong)}."
                ),
            )


def _refuse_incomplete(exhibits: Iterable[Exhibit]) -> None:
    """A damaged file that lost pages, or came out with empty ones, is no evidence."""
    faults = []
    for one in exhibits:
        said, total = one.attachment.pages, one.read.total
        blank = [page.of_file for page in one.read.pages if page.blank]
        name = f"{one.name} ({one.attachment.id})"
        if one.read.warnings and said is not None and said != total:
            faults.append(Fault(name, f"{total} of its {said} pages were found."))
        elif one.read.warnings and blank:
            faults.append(Fault(name, f"nothing is left on page {', '.join(map(str, blank))}."))
    if faults:
        raise InputError(
            "Files are damaged, and a part of them is lost; nothing was written.",
            faults=tuple(faults),
            do="Obtain each again, or leave it out with --leave-out ID.",
        )
