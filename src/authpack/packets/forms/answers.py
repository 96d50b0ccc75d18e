"""What each field of the form is to hold: the mapping's expressions run over the case, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from authpack.errors import ContentError, DocumentRefused, Fault
from authpack.packets.forms.expressions import NO, YES, Outcome, Runner, loose_faults
from authpack.packets.forms.formats import CannotWrite, written
from authpack.packets.forms.mapping import Entry, FormMapping, Rows, Spot
from authpack.packets.forms.model import FormField, FormInfo
from authpack.packets.forms.values import FormValues
from authpack.reference.vocabulary import drug_words

State = Literal["filled", "missing", "blank", "unanswered", "unwritable"]
"""missing: the record is silent; blank: on purpose; unanswered: no choice holds, or several do; unwritable: a
format or the field's own list does not take the value."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one field is to hold.

    ``text`` for text fields, drop-downs and places; ``states`` the export values to tick or select (an empty
    tuple clears); ``read`` the ids of the traces it rests on; ``why`` what is missing or wrong, without values.
    """

    name: str
    label: str
    entry: Entry
    field: FormField | None = None
    spot: Spot | None = None
    state: State = "filled"
    text: str = ""
    states: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    why: str = ""

    @property
    def page(self) -> int:
        """The first page it stands on."""
        return self.spot.page if self.spot else self.field.pages[0] if self.field else 1


@dataclass(frozen=True, slots=True)
class Overflow:
    """Items of a list for which the form has no row: a table, and the field of the last row that refers to it."""

    heading: str
    labels: tuple[str, ...]
    items: tuple[tuple[str, ...], ...]
    first: int
    read: tuple[str, ...]
    pointer: Answer | None


@dataclass(frozen=True, slots=True)
class Answers:
    """All fields that the mapping names, and what has no row."""

    fields: tuple[Answer, ...]
    overflows: tuple[Overflow, ...]
    silent: tuple[tuple[str, str], ...] = ()
    """Lists that the record does not hold: heading and what is missing."""
    unused: frozenset[str] = frozenset()
    """Fields of rows for which the record has no item."""


def answers(mapping: FormMapping, info: FormInfo, values: FormValues) -> Answers:
    """Every answer. ContentError when mapping and form do not fit; DocumentRefused for values without an origin."""
    refuse_misfit(mapping, info)
    work = _Work(mapping, info, values)
    found = [work.answer(entry, entry.field, {}, 0) for entry in mapping.entries]
    overflows, silent = [], []
    for rows in mapping.rows:
        filled, over, missing = work.rows(rows)
        found += filled
        overflows += [over] if over else []
        silent += [(rows.heading, one) for one in missing]
    if work.loose:
        raise DocumentRefused(
            f"{len(work.loose)} value(s) of the form have no origin.",
            why="A form's numbers, drugs and codes must come from the record, a reference or the policy.",
            do="Take the value from the record, or list a fixed wording under 'literals'.",
            faults=tuple(work.loose),
        )
    used = {one.name for one in found}
    rows_of = {name for entry, name in _every(mapping) if "{n}" in entry.field}
    return Answers(tuple(found), tuple(overflows), tuple(silent), frozenset(rows_of - used))


class _Work:
    """One run over a mapping."""

    def __init__(self, mapping: FormMapping, info: FormInfo, values: FormValues) -> None:
        self._mapping, self._info = mapping, info
        self._run = Runner(values.context, values.tracer, values.world.silences)
        self._drugs = drug_words()
        self.loose: list[Fault] = []

    def answer(self, entry: Entry, name: str, extra: Mapping[str, object], below: float) -> Answer:
        """One field. ``below``: how many points under its place it stands, in a list."""
        field = None if entry.at else self._info.named(name)
        label = entry.label or (field.label if field else "") or name
        made = Answer(name, label, entry, field, _lowered(entry.at, below))
        if entry.blank is not None:
            return replace(made, state="blank", why=entry.blank or "left empty on purpose")
        if entry.choose is not None:
            return self._chosen(made, entry.choose, extra)
        if entry.tick is not None:
            return self._ticked(made, entry.tick, extra)
        return self._written(made, entry.value or "", extra)

    def rows(self, rows: Rows) -> tuple[list[Answer], Overflow | None, tuple[str, ...]]:
        """The rows of a list, what has no row, and what is missing when there is no list."""
        items, silent = self._run.items(rows.each, rows.heading)
        if silent or not items:
            return [], None, silent or ("the record holds none",)
        # When there are more items than rows, the last row refers to the addendum.
        shown = len(items) if len(items) <= rows.count else rows.count - 1
        found = [one for place in range(shown) for one in self._row(rows, items[place], place, pointer=False)]
        return found, self._overflow(rows, items, shown) if shown < len(items) else None, ()

    def _row(self, rows: Rows, item: Any, place: int, *, pointer: bool) -> list[Answer]:
        """The answers of one item; ``pointer``: nowhere on the form, for the addendum alone."""
        number, below = rows.first + place, place * (rows.step or 0)
        extra = {rows.as_: item, "n": str(number)}
        name = f"{rows.heading}, entry {place + 1}: " if pointer else ""
        return [
            self.answer(
                one, (name + _words(one.field)) if pointer else _named(one.field, number), extra, below
            )
            for one in rows.entries
        ]

    def _overflow(self, rows: Rows, items: Sequence[Any], shown: int) -> Overflow:
        answered = [self._row(rows, items[place], place, pointer=True) for place in range(shown, len(items))]
        read = [name for row in answered for one in row for name in one.read]
        labels = tuple(one.label or _words(one.field) for one in rows.entries)
        cells = tuple(tuple(_said(one) for one in row) for row in answered)
        return Overflow(
            rows.heading, labels, cells, shown + 1, tuple(dict.fromkeys(read)), self._pointer(rows)
        )

    def _pointer(self, rows: Rows) -> Answer | None:
        entry = next((one for one in rows.entries if one.value is not None), None)
        if entry is None:
            return None
        name = _named(entry.field, rows.first + rows.count - 1)
        field = None if entry.at else self._info.named(name)
        spot = _lowered(entry.at, (rows.count - 1) * (rows.step or 0))
        return Answer(name, entry.label or name, entry, field, spot)

    def _written(self, made: Answer, source: str, extra: Mapping[str, object]) -> Answer:
        outcome = self._run.text(source, made.name, extra)
        if outcome.silent:
            return _silent(made, outcome)
        self.loose += loose_faults(made.name, outcome.spans, self._mapping.literals, self._drugs)
        try:
            text = written(_trimmed(outcome.text), made.entry.format)
        except CannotWrite as error:
            return replace(made, state="unwritable", why=str(error), read=outcome.read)
        if not text:
            return replace(made, state="missing", why="the expression gives nothing")
        field = made.field
        if field is not None and field.kind in ("choice", "list"):
            return _among(replace(made, read=outcome.read), field, text)
        return replace(made, text=text, read=outcome.read)

    def _ticked(self, made: Answer, condition: str, extra: Mapping[str, object]) -> Answer:
        said, outcome = self._run.holds(condition, made.name, extra)
        if outcome.silent:
            return _silent(made, outcome)
        states = made.field.states if made.field else ("X",)
        on = made.entry.on or states[0]
        return replace(
            made, states=(on,) if said == YES else (), text="X" if said == YES else "", read=outcome.read
        )

    def _chosen(self, made: Answer, options: Mapping[str, str], extra: Mapping[str, object]) -> Answer:
        true: list[str] = []
        silent: list[str] = []
        read: list[str] = []
        for export, condition in options.items():
            said, outcome = self._run.holds(condition, made.name, extra)
            silent += outcome.silent
            read += outcome.read
            true += [export] if not outcome.silent and said != NO else []
        several = made.field is not None and (made.field.multiple or made.field.kind == "checkbox")
        made = replace(made, read=tuple(dict.fromkeys(read)))
        if len(true) > 1 and not several:
            return replace(made, state="unanswered", why="more than one of its choices holds")
        if true:
            return replace(made, states=tuple(true), text=", ".join(true))
        if silent:
            return replace(made, state="missing", why=_not_recorded(tuple(dict.fromkeys(silent))))
        return replace(made, state="unanswered", why="none of its choices holds")


def _lowered(spot: Spot | None, below: float) -> Spot | None:
    return spot.model_copy(update={"y": spot.y + below}) if spot else None


def _named(pattern: str, number: int) -> str:
    return pattern.replace("{n}", str(number))


def _words(name: str) -> str:
    return " ".join(name.replace("{n}", "").replace("_", " ").replace(".", " ").split())


def _said(answer: Answer) -> str:
    return "yes" if answer.entry.tick and answer.states else answer.text


def _silent(made: Answer, outcome: Outcome) -> Answer:
    return replace(made, state="missing", why=_not_recorded(outcome.silent))


def _not_recorded(paths: tuple[str, ...]) -> str:
    return f"not recorded: {', '.join(paths)}"


def _trimmed(text: str) -> str:
    """Lines without blanks at their ends, blank lines at both ends gone."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _among(made: Answer, field: FormField, text: str) -> Answer:
    """A drop-down or list takes a value that it lists, by export or shown text; an editable one any."""
    for one in field.choices:
        if text.casefold() in (one.export.casefold(), one.shown.casefold()):
            return replace(made, states=(one.export,), text=one.shown)
    if field.editable:
        return replace(made, states=(text,), text=text)
    return replace(made, state="unwritable", why="the value is not among the field's choices")


def refuse_misfit(mapping: FormMapping, info: FormInfo) -> None:
    """ContentError with everything in the mapping that this form does not have."""
    if mapping.form.sha256 and mapping.form.sha256 != info.sha256:
        raise ContentError(
            "The mapping was made for another edition of this form (its sha256 differs).",
            why="The same field name may mean something else there.",
            do="Compare the forms ('authpack forms inspect'), and put the new sha256 into the mapping.",
        )
    faults = [*_misfits(mapping, info), *_doubles(mapping)]
    if faults:
        raise ContentError(
            "The mapping does not fit the form.",
            faults=tuple(faults),
            do="See 'authpack forms inspect FORM.pdf'.",
        )


def _doubles(mapping: FormMapping) -> Iterator[Fault]:
    seen: set[str] = set()
    for entry, name in _every(mapping):
        if name in seen and entry.at is None:
            yield Fault(name, "is filled twice.")
        seen.add(name)


def _every(mapping: FormMapping) -> Iterator[tuple[Entry, str]]:
    yield from ((entry, entry.field) for entry in mapping.entries)
    for rows in mapping.rows:
        for number in range(rows.first, rows.first + rows.count):
            yield from ((entry, _named(entry.field, number)) for entry in rows.entries)


def _misfits(mapping: FormMapping, info: FormInfo) -> Iterator[Fault]:
    for name in mapping.keep:
        if info.named(name) is None:
            yield Fault(name, "is not a field of this form (keep).")
    for entry, name in _every(mapping):
        if entry.at is not None:
            if entry.at.page > len(info.sheets):
                yield Fault(name, f"stands on page {entry.at.page}; the form has {len(info.sheets)}.")
            elif (sheet := info.sheets[entry.at.page - 1]) and not _inside(
                entry.at, sheet.width, sheet.height
            ):
                yield Fault(
                    name, f"lies outside the page, which is {sheet.width:.0f} by {sheet.height:.0f} points."
                )
            continue
        field = info.named(name)
        fault = "is not a field of this form." + _near(name, info) if field is None else _unfit(entry, field)
        if fault:
            yield Fault(name, fault)


def _inside(spot: Spot, width: float, height: float) -> bool:
    return spot.x + spot.width <= width + 0.5 and spot.y + spot.height <= height + 0.5


def _near(name: str, info: FormInfo) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [one.name for one in info.fields], n=1, cutoff=0.6)
    return f" Did you mean {near[0]}?" if near else ""


def _unfit(entry: Entry, field: FormField) -> str | None:
    if entry.blank is not None:
        return None
    if field.kind in ("signature", "button") or field.password:
        return (
            "cannot be filled by the program: a signature, a button or a secret. Leave it out, or say blank."
        )
    ticks = field.kind in ("checkbox", "radio")
    if entry.value is not None and ticks:
        return "is ticked, not written: use tick or choose."
    if entry.tick is not None and (field.kind != "checkbox" or (len(field.states) > 1 and not entry.on)):
        return f"has several values ({', '.join(field.states)}): use choose, or name one with 'on'."
    if entry.on and entry.on not in field.states:
        return f"is not ticked by that value; use one of {', '.join(field.states)}."
    allowed = field.states if ticks else tuple(one.export for one in field.choices)
    wrong = [one for one in entry.choose or {} if one not in allowed]
    if wrong and not field.editable:
        return f"does not allow {', '.join(wrong)}; it allows {', '.join(allowed) or 'no choice'}."
    return None
