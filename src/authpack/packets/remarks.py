"""What the program reports about a packet: never a patient's value, always the exhibit and the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from authpack.domain.requests import Attachment
from authpack.packets.cited import Proof, citation
from authpack.packets.exhibits import Exhibit, Page, duplicates
from authpack.packets.identity import Answer, Identity, Person, identity, service_date
from authpack.packets.manifest import Remark
from authpack.packets.relied import Relied

# Facts that the letter itself states: what is asked, who asks, and who insures.
_OF_THE_LETTER = (
    "/requests",
    "/clinicians",
    "/practice",
    "/facility",
    "/coverage",
    "/attestations",
    "/judgements",
    "/patient",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One page of an exhibit, compared with the record."""

    exhibit: Exhibit
    page: Page
    patient: Identity
    service: Answer

    @property
    def name(self) -> str:
        """The page as messages and --confirm-page call it."""
        return f"{self.exhibit.letter}:{self.page.number}"

    @property
    def place(self) -> str:
        """The page in words."""
        one = self.exhibit
        where = f"{one.name} ({one.attachment.id}), page {self.page.number}"
        return (
            where
            if self.page.number == self.page.of_file
            else f"{where} (page {self.page.of_file} of the file)"
        )


def checked(exhibits: Iterable[Exhibit], person: Person) -> list[Checked]:
    """Every page compared with the record: whose it is, and of which day."""
    return [
        Checked(one, page, identity(page.text, person), service_date(page.text, one.attachment.date))
        for one in exhibits
        for page in one.read.pages
    ]


def strangers(pages: Iterable[Checked], confirmed: frozenset[str]) -> list[Checked]:
    """Pages that seem to be another patient's, and that nobody confirmed."""
    return [one for one in pages if one.patient.answer == "mismatch" and not is_confirmed(one, confirmed)]


def is_confirmed(one: Checked, confirmed: frozenset[str]) -> bool:
    """Whether a page was confirmed by the exhibit's letter or by the attachment's id (and the page of the exhibit)."""
    return one.name in confirmed or f"{one.exhibit.attachment.id}:{one.page.number}" in confirmed


def of_files(exhibits: Sequence[Exhibit]) -> Iterator[Remark]:
    """What was done to the files, what looks wrong in them, and what stands twice."""
    for one in exhibits:
        for note in one.read.notes:
            yield Remark(kind="file", level="note", text=f"{one.name} ({one.attachment.id}): {note}.")
        for warning in one.read.warnings:
            yield Remark(
                kind="repaired", level="warning", text=f"{one.name} ({one.attachment.id}) {warning}."
            )
        said = one.attachment.pages
        if said is not None and said != one.read.total:
            text = f"{one.name} ({one.attachment.id}) has {one.read.total} pages; the record says {said}."
            yield Remark(kind="page_count", level="warning", text=text)
        for page in one.read.pages:
            if page.blank:
                text = f"{one.name} ({one.attachment.id}), page {page.number} is blank."
                yield Remark(kind="blank_page", level="warning", text=text)
    for group in duplicates(exhibits):
        names = ", ".join(f"{exhibit.letter} page {page.number}" for exhibit, page in group)
        yield Remark(
            kind="duplicate_pages", level="warning", text=f"These pages look exactly alike: {names}."
        )


def of_pages(pages: Sequence[Checked], confirmed: frozenset[str]) -> Iterator[Remark]:
    """Pages whose patient or date could not be confirmed by their text."""
    for one in pages:
        if one.patient.answer == "mismatch" and is_confirmed(one, confirmed):
            text = (
                f"{one.place}: {' and '.join(one.patient.found)} differ from the record; confirmed by hand."
            )
            yield Remark(kind="patient_confirmed", level="warning", text=text)
        if one.patient.differs:
            number = " and ".join(one.patient.differs)
            text = f"{one.place}: the {number} on it differs from the record; name and date of birth agree."
            yield Remark(kind="other_number", level="warning", text=text)
        if one.service == "mismatch":
            text = f"{one.place}: the date of service on it is not the one that the record names for this document."
            yield Remark(kind="date_of_service", level="warning", text=text)
    yield from _listed(
        [one for one in pages if one.patient.answer == "no_text"],
        "no_text",
        "These pages hold no text that could be checked for the patient's name; look at them: ",
    )
    yield from _listed(
        [one for one in pages if one.patient.answer == "not_stated"],
        "not_stated",
        "These pages do not name a patient; check that they belong: ",
    )


def _listed(pages: Sequence[Checked], kind: str, words: str) -> Iterator[Remark]:
    if pages:
        yield Remark(kind=kind, level="warning", text=words + ", ".join(one.name for one in pages) + ".")


def of_evidence(
    rows: Iterable[Relied], known: Sequence[Proof], uncited: Sequence[Attachment], left_out: Iterable[str]
) -> Iterator[Remark]:
    """Criteria relied on that no exhibit proves, and attachments that no criterion cites."""
    for row in rows:
        found = citation(row.paths, list(known))
        papers = [path for path in found.missing if not path.startswith(_OF_THE_LETTER)]
        if papers:
            text = f"{_label(row)}: no exhibit shows {', '.join(papers)}."
            yield Remark(kind="without_exhibit", level="warning", text=text)
        elif not found.proofs:
            text = f"{_label(row)}: stated by the letter alone ({', '.join(row.paths) or 'no path of the record'})."
            yield Remark(kind="letter_alone", level="note", text=text)
    for one in uncited:
        text = f"Attachment {one.id} is cited by no criterion and was not enclosed (--include {one.id} does)."
        yield Remark(kind="uncited", level="note", text=text)
    for name in left_out:
        yield Remark(kind="left_out", level="warning", text=f"Attachment {name} was left out by hand.")


def _label(row: Relied) -> str:
    section = f" ({row.section})" if row.section else ""
    return f"Criterion {', '.join(row.findings)}{section}"
