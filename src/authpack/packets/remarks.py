"""What the program reports about a packet: never a patient's value, always the exhibit and the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from authpack.domain.requests import Attachment
from authpack.packets.cited import Proof, citation, runs
from authpack.packets.exhibits import Exhibit, Page, Read, duplicates
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
    """One page of an exhibit or a form, compared with the record.

    ``keys``: what --confirm-page may call the document (A, x1; form1), the first of them in messages; ``document``: in
    words.
    """

    keys: tuple[str, ...]
    document: str
    page: Page
    patient: Identity
    service: Answer

    @property
    def names(self) -> tuple[str, ...]:
        """The page as --confirm-page may call it."""
        return tuple(f"{key}:{self.page.number}" for key in self.keys)

    @property
    def name(self) -> str:
        """The page as messages call it."""
        return self.names[0]

    @property
    def place(self) -> str:
        """The page in words."""
        where = f"{self.document}, page {self.page.number}"
        return (
            where
            if self.page.number == self.page.of_file
            else f"{where} (page {self.page.of_file} of the file)"
        )

    @property
    def differs(self) -> str:
        """What differs from the record, as the beginning of a sentence."""
        found = " and ".join(self.patient.found)
        where = "in words outside the visible page" if self.patient.hidden else "on it"
        return (
            f"the {found} {where} {'differs' if len(self.patient.found) == 1 else 'differ'} from the record"
        )


def form_key(index: int) -> str:
    """What --confirm-page calls the form with that index, from 0."""
    return f"form{index + 1}"


def checked(exhibits: Iterable[Exhibit], forms: Iterable[Read], person: Person) -> list[Checked]:
    """Every page of a stranger's making compared with the record: whose it is, and of which day."""
    pages = [
        Checked(
            (one.letter, one.attachment.id),
            one.place,
            page,
            whose(page, person),
            service_date(page.text, one.attachment.date),
        )
        for one in exhibits
        for page in one.read.pages
    ]
    return pages + [
        Checked(
            (form_key(index),), f"Form {index + 1}", page, whose(page, person), service_date(page.text, None)
        )
        for index, one in enumerate(forms)
        for page in one.pages
    ]


def whose(page: Page, person: Person) -> Identity:
    """Whose page it is, by what is seen, and by what lies outside of it: that goes to the payer too."""
    seen = identity(page.text, person)
    if seen.answer == "mismatch" or not page.beyond:
        return seen
    beyond = identity(page.beyond, person)
    return replace(beyond, hidden=True) if beyond.answer == "mismatch" else seen


def strangers(pages: Iterable[Checked], confirmed: frozenset[str]) -> list[Checked]:
    """Pages that seem to be another patient's, and that nobody confirmed."""
    return [one for one in pages if one.patient.answer == "mismatch" and not is_confirmed(one, confirmed)]


def confirming(pages: Iterable[Checked]) -> str:
    """The options that confirm these pages, neighbors in one: --confirm-page A:1-3 --confirmed-by NAME."""
    numbers: dict[str, list[int]] = {}
    for one in pages:
        numbers.setdefault(one.keys[0], []).append(one.page.number)
    named = [
        f"{key}:{first}" if first == last else f"{key}:{first}-{last}"
        for key, listed in numbers.items()
        for first, last in runs(sorted(listed))
    ]
    return " ".join([*(f"--confirm-page {one}" for one in named), "--confirmed-by NAME"])


def is_confirmed(one: Checked, confirmed: frozenset[str]) -> bool:
    """Whether a page was confirmed by the exhibit's letter or by the attachment's id (and the page of the exhibit)."""
    return not confirmed.isdisjoint(one.names)


def of_files(exhibits: Sequence[Exhibit]) -> Iterator[Remark]:
    """What was done to the files, what looks wrong in them, and what stands twice."""
    for one in exhibits:
        for note in one.read.notes:
            yield Remark(kind="file", level="note", text=f"{one.place}: {note}.")
        for warning in one.read.warnings:
            yield Remark(kind="repaired", level="warning", text=f"{one.place} {warning}.")
        said = one.attachment.pages
        if said is not None and said != one.read.total:
            text = f"{one.place} has {one.read.total} pages; the record says {said}."
            yield Remark(kind="page_count", level="warning", text=text)
        for page in one.read.pages:
            if page.blank:
                text = f"{one.place}, page {page.number} is blank."
                yield Remark(kind="blank_page", level="warning", text=text)
    for group in duplicates(exhibits):
        names = ", ".join(f"{exhibit.letter} page {page.number}" for exhibit, page in group)
        yield Remark(
            kind="duplicate_pages", level="warning", text=f"These pages look exactly alike: {names}."
        )


def of_forms(forms: Iterable[Read]) -> Iterator[Remark]:
    """What was done to the forms' files."""
    for index, one in enumerate(forms, 1):
        for note in one.notes:
            yield Remark(kind="file", level="note", text=f"Form {index}: {note}.")
        for warning in one.warnings:
            yield Remark(kind="repaired", level="warning", text=f"Form {index} {warning}.")


def of_pages(pages: Sequence[Checked], confirmed: frozenset[str]) -> Iterator[Remark]:
    """Pages whose patient or date could not be confirmed by their text."""
    for one in pages:
        if one.patient.answer == "mismatch" and is_confirmed(one, confirmed):
            text = f"{one.place}: {one.differs}; confirmed by hand."
            yield Remark(kind="patient_confirmed", level="warning", text=text)
        if one.patient.differs:
            number = " and ".join(one.patient.differs)
            text = f"{one.place}: the {number} on it differs from the record; name and date of birth agree."
            yield Remark(kind="other_number", level="warning", text=text)
        if one.service == "mismatch":
            text = f"{one.place}: the date of service on it is not the one that the record names for this document."
            yield Remark(kind="date_of_service", level="warning", text=text)
    yield from _listed(
        [one for one in pages if one.page.beyond],
        "words_beyond",
        "These pages hold words outside of what is seen of them, which stay in the file; look at them in the program that "
        "made them: ",
    )
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


def of_letter(
    trace: Mapping[str, Any], attachments: Iterable[Attachment], exhibits: Iterable[Exhibit]
) -> Iterator[Remark]:
    """Documents that the letter lists as enclosed and the packet does not hold: a payer would ask for them."""
    listed = {path for value in trace["values"] for path in value["paths"]}
    enclosed = {one.attachment.id for one in exhibits}
    for one in attachments:
        if f"/attachments/{one.id}/title" in listed and one.id not in enclosed:
            text = (
                f"The letter lists attachment {one.id} among its enclosures, and the packet does not hold it: enclose it "
                f"with --include {one.id}, or take it out of the record's attachments."
            )
            yield Remark(kind="enclosure_missing", level="warning", text=text)


def _label(row: Relied) -> str:
    section = f" ({row.section})" if row.section else ""
    return f"Criterion {', '.join(row.findings)}{section}"
