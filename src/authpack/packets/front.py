"""What the program itself writes into a packet: cover, contents, crosswalk, treatment, notices - from templates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from authpack.criteria.finding import Determination
from authpack.documents import letter_people
from authpack.documents.blocks import Block, BulletList, Document, Paragraph, Span, Spans, Table
from authpack.documents.charts import Charts
from authpack.documents.engine import compose
from authpack.documents.finished import library, trace_data
from authpack.documents.letter_crosswalk import crosswalk
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.letters import policy_values
from authpack.documents.trace import Traced, Tracer
from authpack.documents.wording import us_day
from authpack.domain.case import Case
from authpack.domain.requests import Request
from authpack.packets.cited import Citation, Proof, citation, runs
from authpack.packets.exhibits import Exhibit
from authpack.packets.layout import Layout, Part
from authpack.packets.relied import letter_facts, paths_of, row_findings
from authpack.packets.sensitivity import PART2_NOTICE, needs_notice
from authpack.reference.vocabulary import drug_words

LINK: Final = "authpack:packet-page-"
"""Links of the front matter are written so, and lead to the page itself once the packet is joined."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What the front matter is written from."""

    case: Case
    request: Request
    determination: Determination
    date: datetime.date
    letter_title: str
    draft: bool
    exhibits: tuple[Exhibit, ...]
    form_titles: tuple[str, ...]
    proofs: tuple[Proof, ...]
    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """For the manifest: criteria that share a row, and the packet pages that prove them."""

    findings: tuple[str, ...]
    exhibits: tuple[str, ...]
    pages: tuple[int, ...]


@dataclass(slots=True)
class Front:
    """Composes the front matter for one layout, with one set of traces."""

    matter: Matter
    layout: Layout
    tracer: Tracer = field(default_factory=Tracer)
    rows: list[CrosswalkRow] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    _targets: dict[str, int] = field(default_factory=dict)
    _of: LetterFacts = field(init=False)
    _common: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        one = self.matter
        self._of = letter_facts(one.case, one.request, one.determination, self.tracer)
        self._common = {
            "patient": self._of.patient(),
            "coverage": letter_people.coverage(self._of),
            "practice": letter_people.practice(self._of),
            "request": self._of.asked(),
            "invented": one.case.invented == "yes",
        }

    def compose(self) -> dict[str, Document]:
        """Every document, by the key of its section (``cover:1``, ``contents:1``, ``crosswalk`` ...)."""
        for part in self.layout.parts:
            self._add(f"cover:{part.number}", "cover", self._cover(part))
            self._add(f"contents:{part.number}", "contents", self._contents(part))
        self._add("crosswalk", "crosswalk", self._crosswalk())
        self._add("treatment", "treatment", self._treatment())
        for exhibit in self.matter.exhibits:
            if needs_notice(exhibit.attachment):
                self._add(f"notice:{exhibit.attachment.id}", "notice", self._notice(exhibit))
        return self.documents

    def trace(self) -> dict[str, Any]:
        """Every printed value with its origin, over all documents of the front matter."""
        one = self.matter
        whole = Document(
            title="Packet", blocks=tuple(block for made in self.documents.values() for block in made.blocks)
        )
        return trace_data(
            whole,
            self.tracer,
            kind="packet",
            case=one.case.id,
            request=one.request.id,
            determination=one.determination,
        )

    def _add(self, key: str, template: str, values: Mapping[str, Any]) -> None:
        made = compose(
            library(self.matter.folders),
            f"packets/{template}.md.j2",
            {**self._common, **values},
            self.tracer,
            drugs=drug_words(),
            draft=self.matter.draft,
        )
        part = self._part_of(key)
        self.documents[key] = _linked(made, self._reachable(part))._replace(numbered=False)

    def _part_of(self, key: str) -> Part:
        name, _, number = key.partition(":")
        if name in ("cover", "contents"):
            return self.layout.parts[int(number) - 1]
        return self.layout.place(key)[1]

    def _reachable(self, part: Part) -> dict[str, int]:
        """Links that lead to a page of the same file."""
        return {name: page for name, page in self._targets.items() if part.first <= page <= part.last}

    # -- cover and contents ----------------------------------------------------------------------

    def _cover(self, part: Part) -> dict[str, Any]:
        one, t = self.matter, self.tracer
        return {
            "date": t.program(us_day(one.date)),
            "subject": t.literal(one.letter_title),
            "reference": {
                "case": t.case("/id", one.case.id),
                "request": t.case(f"/requests/{one.request.id}/id", one.request.id),
            },
            "parts": self._parts(part),
            "pages": {
                "here": t.program(str(part.pages)),
                "first": t.program(str(part.first)),
                "last": t.program(str(part.last)),
                "all": t.program(str(self.layout.total)),
            },
            # On every part: whoever opens one may not have seen the others.
            "part2_notice": t.literal(PART2_NOTICE)
            if any(needs_notice(e.attachment) for e in one.exhibits)
            else None,
        }

    def _parts(self, part: Part) -> dict[str, Any]:
        count = len(self.layout.parts)
        return {
            "many": count > 1,
            "this": self.tracer.program(str(part.number)),
            "all": self.tracer.program(str(count)),
        }

    def _contents(self, part: Part) -> dict[str, Any]:
        rows = [self._row(self.tracer.literal(self.matter.letter_title), "letter")]
        rows.append(self._row(self.tracer.literal("Criteria, and where each is shown"), "crosswalk"))
        rows.append(self._row(self.tracer.literal("Medication trials and scores"), "treatment"))
        rows += [self._exhibit_row(exhibit) for exhibit in self.matter.exhibits]
        rows += [
            self._row(self.tracer.literal(title), f"form:{index}")
            for index, title in enumerate(self.matter.form_titles)
        ]
        return {"rows": rows, "parts": self._parts(part), "excerpts": any(row["excerpt"] for row in rows)}

    def _row(self, title: str, key: str) -> dict[str, Any]:
        at, part = self.layout.place(key)
        pages = next(one.pages for one in part.sections if one.key == key)
        return {
            "title": title,
            "date": None,
            "excerpt": None,
            "pages": self.tracer.program(str(pages)),
            "part": self.tracer.program(str(part.number)),
            "at": self._page(str(at), at),
        }

    def _exhibit_row(self, exhibit: Exhibit) -> dict[str, Any]:
        one, base = exhibit.attachment, f"/attachments/{exhibit.attachment.id}"
        title = f"{self.tracer.program(exhibit.name)}: {self.tracer.case(f'{base}/title', one.title)}"
        row = self._row(title, f"exhibit:{one.id}")
        row["date"] = self._of.date(f"{base}/date", one.date)
        if len(exhibit.read.pages) < exhibit.read.total:
            text = f"excerpt: {len(exhibit.read.pages)} of its {exhibit.read.total} pages"
            row["excerpt"] = self.tracer.program(text)
        return row

    def _notice(self, exhibit: Exhibit) -> dict[str, Any]:
        one = exhibit.attachment
        return {
            "exhibit": {
                "name": self.tracer.program(exhibit.name),
                "consent_date": self._of.date(f"/attachments/{one.id}/consent_date", one.consent_date),
            },
            "part2_notice": self.tracer.literal(PART2_NOTICE),
        }

    # -- criteria and treatment --------------------------------------------------------------------

    def _crosswalk(self) -> dict[str, Any]:
        judged = self.matter.determination
        rows = crosswalk(self._of, judged)
        for row in rows:
            findings = row_findings(row)
            paths = paths_of(judged, findings, row["facts"], self.tracer)
            found = citation(paths, list(self.matter.proofs))
            row["places"] = self._places(found)
            self.rows.append(self._proven(findings, found))
        return {"policy": policy_values(self._of, judged), "rows": rows}

    def _proven(self, findings: tuple[str, ...], found: Citation) -> CrosswalkRow:
        places = [place for exhibit, pages in self._pages_of(found) for place in [(exhibit.letter, pages)]]
        pages = tuple(
            sorted({self._packet_page(letter, page) for letter, listed in places for page in listed})
        )
        return CrosswalkRow(findings, tuple(letter for letter, _ in places), pages)

    def _packet_page(self, letter: str, page: int) -> int:
        exhibit = next(one for one in self.matter.exhibits if one.letter == letter)
        return self.layout.place(f"exhibit:{exhibit.attachment.id}")[0] + page - 1

    def _treatment(self) -> dict[str, Any]:
        of = self._of
        trials, augmentations = of.trials_of("antidepressant", "unknown"), of.trials_of("augmentation")
        for row in (*trials, *augmentations):
            row["places"] = self._shown([f"/trials/{row['id']}"])
        scores = of.scores()
        for row in scores:
            row["places"] = self._shown(row["total"].trace.paths[:1])
        return {
            "trials": trials,
            "augmentations": augmentations,
            "charts": Charts(of),
            "scores": scores,
        }

    # -- places ------------------------------------------------------------------------------------

    def _shown(self, paths: Iterable[str]) -> list[Traced]:
        return self._places(citation(paths, list(self.matter.proofs)))

    def _places(self, found: Citation) -> list[Traced]:
        """Exhibits and pages as printed, each a link; the letter where no exhibit shows it."""
        places: list[Traced] = []
        for exhibit, pages in self._pages_of(found):
            start, part = self.layout.place(f"exhibit:{exhibit.attachment.id}")
            places += [self._place(exhibit, run, start, part) for run in runs(pages)]
        if not places:
            at, part = self.layout.place("letter")
            last = at + next(one.pages for one in part.sections if one.key == "letter") - 1
            said = f"page {at}" if last == at else f"pages {at} to {last}"
            places.append(self._page(f"Letter, packet {said}", at))
        return places

    def _pages_of(self, found: Citation) -> list[tuple[Exhibit, list[int]]]:
        """The pages of each exhibit that prove it, in the order of the packet."""
        pages: dict[str, set[int]] = {}
        for proof in found.proofs:
            exhibit = next(
                (one for one in self.matter.exhibits if one.attachment.id == proof.attachment.id), None
            )
            if exhibit is None:
                continue
            if proof.page is None:
                pages.setdefault(exhibit.letter, set()).update(page.number for page in exhibit.read.pages)
            elif (page := exhibit.page_of_file(proof.page)) is not None:
                pages.setdefault(exhibit.letter, set()).add(page.number)
        return [(one, sorted(pages[one.letter])) for one in self.matter.exhibits if one.letter in pages]

    def _place(self, exhibit: Exhibit, run: tuple[int, int], start: int, part: Part) -> Traced:
        first, last = run
        at, to = start + first - 1, start + last - 1
        many = len(self.layout.parts) > 1
        in_part = f" (part {part.number})" if many else ""
        if first == last:
            text = f"{exhibit.name}, page {first} - packet page {at}{in_part}"
        else:
            text = f"{exhibit.name}, pages {first} to {last} - packet pages {at} to {to}{in_part}"
        return self._page(text, at)

    def _page(self, text: str, page: int) -> Traced:
        """A text that becomes a link to a packet page."""
        made = self.tracer.program(text)
        self._targets[made.trace.id] = page
        return made


def _linked(document: Document, targets: Mapping[str, int]) -> Document:
    """The document with links on the texts that name a packet page."""

    def spans(run: Spans) -> Spans:
        return tuple(_link(span, targets) for span in run)

    def block(one: Block) -> Block:
        if isinstance(one, Table):
            return one._replace(rows=tuple(tuple(spans(cell) for cell in row) for row in one.rows))
        if isinstance(one, Paragraph):
            return one._replace(spans=spans(one.spans))
        if isinstance(one, BulletList):
            return one._replace(items=tuple(tuple(block(inner) for inner in item) for item in one.items))
        return one

    return document._replace(blocks=tuple(block(one) for one in document.blocks))


def _link(span: Span, targets: Mapping[str, int]) -> Span:
    page = targets.get(span.trace or "")
    return span._replace(link=f"{LINK}{page}") if page else span
