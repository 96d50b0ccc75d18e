"""Compares one paragraph or row of an edited letter with the one that was written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final, Literal, TypeAlias

from authpack.documents.readback import claims_in
from authpack.documents.verify_docx import Held, Unit
from authpack.documents.verify_match import TOKEN, Written
from authpack.documents.wording import MONTHS

DifferenceKind: TypeAlias = Literal["changed", "missing", "moved", "added", "stale"]

_MONTHS = "|".join(MONTHS)
_DATE = re.compile(
    rf"(?:{_MONTHS})\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{2}}/\d{{4}}\b|\b\d{{4}}-\d\d(?:-\d\d)?\b"
)
# "May" alone is mostly the verb; with a day or a year beside it, its digits are found.
_MONTH = re.compile(rf"\b(?:{_MONTHS.replace('|May|', '|')})\b")
_DAY_AND_YEAR = re.compile(rf"\b(?:{_MONTHS})(?:\s+\d{{1,2}},)?\s+\d{{4}}\b")
_AROUND: Final = 40
"""Characters shown on each side of an added value."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not as the record has it, at its place.

    ``what``: number, date, drug, code or words; ``expected`` is empty for an added value, ``found`` for a missing
    one; ``paths``: where the record holds the value. ``expected`` and ``found`` hold the patient's data.
    """

    kind: DifferenceKind
    what: str
    place: str
    expected: str
    found: str
    paths: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What all units share: the trace's values by id, the drug words, and where strayed anchors stand.

    ``strays``: trace -> (number of the unit, the unit, what the anchor holds); ``reported``: the strays that some
    value was found to have moved to.
    """

    values: Mapping[str, Mapping[str, Any]]
    drugs: frozenset[str]
    strays: Mapping[str, tuple[int, Unit, Held]]
    reported: set[str] = field(default_factory=set)

    def paths(self, trace: str) -> tuple[str, ...]:
        """Where a value comes from."""
        one = self.values.get(trace, {})
        return tuple(one.get("paths", ())) or tuple(one.get("inputs", ()))

    def what(self, text: str) -> str:
        """Date, code, drug, number or words."""
        if _DATE.search(text):
            return "date"
        kinds = {kind for _, _, kind in claims_in(text, self.drugs)}
        return next((kind for kind in ("drug", "code", "number") if kind in kinds), "words")

    def moved(self, trace: str, text: str, from_where: str) -> Difference | None:
        """The value stands in another passage; None when its anchor stands nowhere else."""
        if trace not in self.strays or trace in self.reported:
            return None
        self.reported.add(trace)
        _, unit, held = self.strays[trace]
        note = f"it stood in {from_where}"
        return Difference(
            "moved", self.what(text), unit.where(held.cell), text, folded(held.text), self.paths(trace), note
        )

    def added(self, unit: Unit, cell: int, known: Sequence[range]) -> Iterator[Difference]:
        """Numbers, dates, drugs and codes of a cell outside the known stretches of characters."""
        text = "".join(piece.text for piece in unit.cells[cell])
        for word, at, kind in _claims(text, self.drugs):
            if not any(at < one.stop and at + len(word) > one.start for one in known):
                note = self._same_words(word) or f'in "{_around(text, at, len(word))}"'
                yield Difference("added", kind, unit.where(cell), "", word, note=note)

    def _same_words(self, word: str) -> str:
        twin = next((one for one in self.values.values() if one["text"] == word and one["paths"]), None)
        return f"the record has the same words at {twin['paths'][0]}" if twin else ""


def _claims(text: str, drugs: frozenset[str]) -> list[tuple[str, int, str]]:
    """Each claim of a text with its place; the parts of one date are one claim."""
    dates = [(found[0], found.start(), "date") for found in _DAY_AND_YEAR.finditer(text)]
    dates += [
        (found[0], found.start(), "date")
        for found in _MONTH.finditer(text)
        if not _inside(found.start(), dates)
    ]
    rest = [
        (word, at, "date" if _DATE.fullmatch(word) else str(kind))
        for word, at, kind in claims_in(text, drugs)
        if not _inside(at, dates)
    ]
    return sorted(dates + rest, key=lambda claim: claim[1])


def _inside(at: int, claims: Sequence[tuple[str, int, str]]) -> bool:
    return any(start <= at < start + len(word) for word, start, _ in claims)


def _around(text: str, at: int, length: int) -> str:
    start, stop = max(0, at - _AROUND), at + length + _AROUND
    return f"{'…' if start else ''}{folded(text[start:stop])}{'…' if stop < len(text) else ''}"


def folded(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class _Slot:
    """One place where the written unit prints a value; ``tokens`` are its words among the unit's."""

    cell: int
    trace: str
    text: str
    tokens: range


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the edited unit: its cell and its characters there."""

    cell: int
    word: str
    at: range


@dataclass(slots=True)
class Compared:
    """The result for one unit. ``known``: (cell, characters) that need no further look.

    ``gone``, ``new``: words of the letter itself, outside its values, that were taken out or put in.
    """

    differences: list[Difference]
    known: list[tuple[int, range]]
    aligned: int = 0
    gone: str = ""
    new: str = ""


def compare_unit(one: Written, unit: Unit, known: Known) -> Compared:
    """Every value of the written unit, by its anchor or else by the words around it."""
    return _Comparison(one, unit, known).result()


class _Comparison:
    def __init__(self, one: Written, unit: Unit, known: Known) -> None:
        self._one, self._unit, self._known = one, unit, known
        self._old, self._slots = written_words(one)
        self._new = edited_words(unit)
        self._kept = kept_words(self._old, self._new, by_cell=len(one.cells) == len(unit.cells))
        self._out = Compared([], [(self._new[n].cell, self._new[n].at) for n in self._kept.values()])

    def result(self) -> Compared:
        waiting = list(self._unit.held())
        right: list[tuple[_Slot, Held]] = []
        for slot in self._slots:
            held = next((one for one in waiting if one.trace == slot.trace), None)
            if held is None:
                self._by_text(slot)
                continue
            waiting.remove(held)
            self._out.known.append((held.cell, range(held.start, held.stop)))
            if not _same(held.text, slot.text):
                self._differs("changed" if held.text.strip() else "missing", slot, folded(held.text))
            elif held.cell != slot.cell and len(self._unit.cells) == len(self._one.cells):
                self._differs(
                    "moved", slot, folded(held.text), f"it stood in column {slot.cell + 1} of its row"
                )
            else:
                right.append((slot, held))
        self._check_order(right)
        self._say_rewording()
        return self._out

    def _say_rewording(self) -> None:
        """The words that changed outside the values; signs alone are not told."""
        values = {place for slot in self._slots for place in slot.tokens}
        gone = [
            word
            for place, (_, word) in enumerate(self._old)
            if place not in values and place not in self._kept
        ]
        new = [token.word for token in self._new if not self._is_known(token)]
        if any(word[0].isalnum() for word in (*gone, *new)):
            self._out.gone, self._out.new = " ".join(gone), " ".join(new)

    def _is_known(self, token: Token) -> bool:
        return any(
            token.cell == cell and token.at.start < at.stop and token.at.stop > at.start
            for cell, at in self._out.known
        )

    def _by_text(self, slot: _Slot) -> None:
        """The anchor is gone: the value stands if its words are still there, together, at their place."""
        places = [self._kept.get(token) for token in slot.tokens]
        first = places[0] if places else None
        if first is not None and places == list(range(first, first + len(places))):
            self._out.aligned += 1
            return
        moved = self._known.moved(slot.trace, slot.text, self._unit.where())
        if moved is not None:
            self._out.differences.append(moved)
            return
        instead = self._instead_of(slot)
        self._out.known += [(token.cell, token.at) for token in instead]
        found = self._words(instead)
        self._differs("changed" if found else "missing", slot, found)

    def _words(self, tokens: Sequence[Token]) -> str:
        """The text of the words as it stands."""
        if not tokens:
            return ""
        first, last = tokens[0], tokens[-1]
        if first.cell != last.cell:
            return " ".join(token.word for token in tokens)
        text = "".join(piece.text for piece in self._unit.cells[first.cell])
        return folded(text[first.at.start : last.at.stop])

    def _instead_of(self, slot: _Slot) -> list[Token]:
        """The edited words between the neighbors of the value that are still there."""
        before = max((old for old in self._kept if old < slot.tokens.start), default=None)
        after = min((old for old in self._kept if old >= slot.tokens.stop), default=None)
        low = 0 if before is None else self._kept[before] + 1
        high = len(self._new) if after is None else self._kept[after]
        same_cell = len(self._unit.cells) == len(self._one.cells)
        return [one for one in self._new[low:high] if not same_cell or one.cell == slot.cell]

    def _check_order(self, right: list[tuple[_Slot, Held]]) -> None:
        """Values whose words are right, but which changed places within the passage."""
        ranks = [(held.cell, held.start) for _, held in right]
        kept = _longest_rising(ranks)
        for number, (slot, held) in enumerate(right):
            if number not in kept:
                self._differs("moved", slot, folded(held.text), "it changed places within the passage")

    def _differs(self, kind: DifferenceKind, slot: _Slot, found: str, note: str = "") -> None:
        column = min(slot.cell, len(self._unit.cells) - 1)
        self._out.differences.append(
            Difference(
                kind,
                self._known.what(slot.text),
                self._unit.where(column),
                slot.text,
                found,
                self._known.paths(slot.trace),
                note,
            )
        )


def kept_words(old: Sequence[tuple[int, str]], new: Sequence[Token], *, by_cell: bool) -> dict[int, int]:
    """Written word -> the edited word that it still is; with ``by_cell`` only within the same column."""
    matcher = SequenceMatcher(
        None,
        [(cell if by_cell else 0, word) for cell, word in old],
        [(one.cell if by_cell else 0, one.word) for one in new],
        autojunk=False,
    )
    return {block.a + n: block.b + n for block in matcher.get_matching_blocks() for n in range(block.size)}


def _same(found: str, expected: str) -> bool:
    """Whether the words inside an anchor are the value's: white space, and a stop or comma drawn in, apart."""
    return folded(found).strip(" .,;:") == folded(expected).strip(" .,;:")


def written_words(one: Written) -> tuple[list[tuple[int, str]], list[_Slot]]:
    """The words of a written unit, each with its cell, and where its values stand among them."""
    words: list[tuple[int, str]] = []
    slots: list[_Slot] = []
    for number, cell in enumerate(one.cells):
        text = "".join(part for part, _ in cell)
        tokens = [(found.start(), found.end(), found[0]) for found in TOKEN.finditer(text)]
        at = 0
        for part, trace in cell:
            inside = [n for n, (start, stop, _) in enumerate(tokens) if start < at + len(part) and stop > at]
            if trace and inside:
                first = len(words) + inside[0]
                slots.append(_Slot(number, trace, folded(part), range(first, first + len(inside))))
            at += len(part)
        words += [(number, word) for _, _, word in tokens]
    return words, slots


def edited_words(unit: Unit) -> list[Token]:
    """The words of an edited unit."""
    return [
        Token(number, found[0], range(found.start(), found.end()))
        for number, cell in enumerate(unit.cells)
        for found in TOKEN.finditer("".join(piece.text for piece in cell))
    ]


def _longest_rising(ranks: Sequence[tuple[int, int]]) -> set[int]:
    """The places of a longest strictly rising run; what is outside it was moved."""
    tails: list[tuple[int, int]] = []
    lengths = []
    for rank in ranks:
        at = bisect_left(tails, rank)
        tails[at : at + 1] = [rank]
        lengths.append(at + 1)
    kept: set[int] = set()
    wanted = len(tails)
    for number in range(len(ranks) - 1, -1, -1):
        if lengths[number] == wanted and (not kept or ranks[number] < ranks[min(kept)]):
            kept.add(number)
            wanted -= 1
    return kept
