"""Compares an edited letter with the letter that was written: does every value still stand at its place?

Each printed value has an anchor (a bookmark named after its trace). A value is right when its anchor, in its own
paragraph or row, holds its words. Where a word processor dropped the anchor, the words are aligned with those of
the written unit instead, and the report says how often that was needed. Everything else that says a number, date,
drug or code must have been in the template's own words; otherwise it was added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from authpack.documents.verify_docx import Edited, Held, Unit
from authpack.documents.verify_match import Written, matched, written_units
from authpack.documents.verify_unit import Compared, Difference, Known, compare_unit, folded
from authpack.errors import InputError

LEAST_KNOWN: Final = 0.25
"""Share of the written paragraphs and rows that an edited letter must still hold to be taken for that letter."""
PAGE_OF: Final = "Page of"
"""What the DOCX says around the page numbers in its footer; the numbers are the word processor's."""
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Report:
    """``checked``: values compared; ``aligned``: those compared by the text, their anchors being gone.

    ``reworded``: changes of the letter's own words, which hold no value: for a person to judge.
    """

    checked: int
    aligned: int
    differences: tuple[Difference, ...]
    notices: tuple[str, ...] = ()
    reworded: tuple[Reworded, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "checked": self.checked,
            "compared_by_text": self.aligned,
            "differences": [{**asdict(one), "paths": list(one.paths)} for one in self.differences],
            "notices": list(self.notices),
            "reworded": [asdict(one) for one in self.reworded],
        }


@dataclass(frozen=True, slots=True)
class Paired:
    """Both letters, and which edited unit is which written one (by their places in the lists)."""

    written: tuple[Written, ...]
    edited: tuple[Unit, ...]
    pairs: Mapping[int, int]


def paired(trace: Mapping[str, Any], edited: Edited) -> Paired:
    """Match the units; InputError when the file is another letter."""
    written = written_units(trace)
    pairs = matched(written, edited.units)
    if written and len(set(pairs.values())) < LEAST_KNOWN * len(written):
        raise InputError(
            "The edited document is not the letter of this trace.",
            why="Compared with another letter's trace, every value would be reported.",
            do="Give the trace.json that was written together with the letter.",
        )
    return Paired(written, edited.units, pairs)


def compare(trace: Mapping[str, Any], edited: Edited, drugs: frozenset[str]) -> Report:
    """The differences, in the order of the edited letter. ``drugs``: lower-case words that count as drug names."""
    both = paired(trace, edited)
    known = Known({str(one["id"]): one for one in trace["values"]}, drugs, _strays(both))
    results = {
        there: compare_unit(both.written[here], both.edited[there], known)
        for there, here in both.pairs.items()
    }
    found = [(there, one) for there, result in results.items() for one in result.differences]
    found += _gone(both, known)
    found += _other_table(both, known)
    for there, unit in enumerate(both.edited):
        checked = results[there].known if there in results else []
        found += [(there, one) for one in _added(unit, there, checked, known)]
    found += [(len(both.edited), one) for one in (*_pictures(trace, edited), *_objects(edited))]
    aligned, count = sum(one.aligned for one in results.values()), sum(len(one.ids) for one in both.written)
    differences = tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))
    notices = (*edited.notices, *_about_pictures(trace, edited), *_about_anchors(aligned, count))
    return Report(count, aligned, differences, notices, tuple(_reworded(both, results)))


def _pictures(trace: Mapping[str, Any], edited: Edited) -> Iterator[Difference]:
    """Pictures that are not those of the letter: a chart or a signature says something too.

    A word processor may drop the drawing (SVG) that stands beside each picture for newer programs; it draws the same.
    """
    written = trace.get("pictures")
    if written is None:
        return
    note = "a picture holds values that cannot be read: look at it, or write the letter again"
    for _ in set(edited.pictures) - set(written):
        yield Difference("added", "picture", "a picture that is not as it was written", "", "", note=note)
    drawn = {one for one in written if not one.endswith(".svg")}
    gone = len(drawn - set(edited.pictures)) or max(0, len(drawn) - edited.shown)
    for _ in range(gone):
        yield Difference("missing", "picture", "a picture of the letter", "", "", note=note)


def _objects(edited: Edited) -> Iterator[Difference]:
    for one in edited.unread:
        note = "its words and numbers were not read: look at it, or take it out"
        yield Difference("added", "object", one, "", "", note=note)


def _about_pictures(trace: Mapping[str, Any], edited: Edited) -> list[str]:
    old = trace.get("pictures") is None and edited.shown
    return [f"Pictures ({edited.shown}) were not compared: the trace is of an older version."] if old else []


@dataclass(frozen=True, slots=True)
class Reworded:
    """A passage whose own words were changed: what went, what came (the patient's data may stand there)."""

    place: str
    gone: str
    new: str


def _reworded(both: Paired, results: Mapping[int, Compared]) -> Iterator[Reworded]:
    for there, result in results.items():
        counted = both.written[both.pairs[there]].is_margin and result.new == PAGE_OF
        if result.gone or (result.new and not counted):
            yield Reworded(both.edited[there].where(), result.gone, result.new)
    for here, one in enumerate(both.written):
        if not one.ids and here not in both.pairs.values():
            yield Reworded("the letter", one.text, "")


def _about_anchors(aligned: int, checked: int) -> list[str]:
    if not aligned:
        return []
    return [
        f"{aligned} of {checked} values have lost their anchor (the word processor dropped it, or the words were "
        "typed again); they were compared by their place in the text."
    ]


def _strays(both: Paired) -> dict[str, tuple[int, Unit, Held]]:
    """Anchors that stand in a unit that is not theirs: trace -> the first such place."""
    found: dict[str, tuple[int, Unit, Held]] = {}
    for there, unit in enumerate(both.edited):
        here = both.pairs.get(there)
        own = set(both.written[here].ids) if here is not None else set()
        for held in unit.held():
            if held.trace not in own:
                found.setdefault(held.trace, (there, unit, held))
    return found


def _gone(both: Paired, known: Known) -> list[tuple[int, Difference]]:
    """The values of passages that the edited letter does not have."""
    there_of = {here: there for there, here in sorted(both.pairs.items(), reverse=True)}
    found: list[tuple[int, Difference]] = []
    last = 0
    for here, one in enumerate(both.written):
        last = there_of.get(here, last)
        if here in there_of:
            continue
        place = f'the passage "{one.text[:_SHOWN]}{"…" if len(one.text) > _SHOWN else ""}"'
        for text, trace in ((text, trace) for cell in one.cells for text, trace in cell if trace):
            moved = known.moved(trace, folded(text), place)
            missing = Difference("missing", known.what(text), place, folded(text), "", known.paths(trace))
            found.append((last, moved or missing))
    return found


def _other_table(both: Paired, known: Known) -> Iterator[tuple[int, Difference]]:
    """Rows that now stand in another table, where their columns mean something else."""
    heads = {one.place.partition(", header row")[0]: here for here, one in enumerate(both.written)
             if one.place.endswith(", header row")}  # fmt: skip
    first = {unit.place.partition(", row ")[0]: both.pairs.get(there) for there, unit in enumerate(both.edited)
             if unit.place.endswith(", row 1")}  # fmt: skip
    for there, here in both.pairs.items():
        one, unit = both.written[here], both.edited[there]
        was = heads.get(one.place.rpartition(", row ")[0])
        now = first.get(unit.place.partition(", row ")[0])
        if one.ids and was is not None and now is not None and was != now:
            note = "the row stood in another table"
            yield (
                there,
                Difference(
                    "moved", "words", unit.where(), one.text, unit.text, known.paths(one.ids[0]), note
                ),
            )


def _added(unit: Unit, there: int, checked: list[tuple[int, range]], known: Known) -> Iterator[Difference]:
    moved = [
        (held.cell, range(held.start, held.stop))
        for held in unit.held()
        if held.trace in known.reported and known.strays[held.trace][0] == there
    ]
    for cell in range(len(unit.cells)):
        yield from known.added(unit, cell, [at for number, at in (*checked, *moved) if number == cell])
