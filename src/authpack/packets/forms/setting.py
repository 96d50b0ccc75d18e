"""Sets every answer in its boxes: the text that fits, a reference to the addendum, a tick; and says what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from authpack.documents.writers.style import Style
from authpack.packets.forms.addendum import Item
from authpack.packets.forms.answers import Answer, Answers, Overflow
from authpack.packets.forms.fitting import Fit, Line, Room, fit
from authpack.packets.forms.mapping import FormMapping
from authpack.packets.forms.model import FormField, FormInfo, Sheet, Widget
from authpack.packets.forms.overlay import Drawing
from authpack.packets.forms.report import Done, Report
from authpack.packets.forms.report import Line as Reported
from authpack.packets.forms.values import FormValues

_LIST_LINE: Final = 1.2
_SIDES: Final = ("left", "center", "right")
_REFERENCES: Final = ("See addendum, item {n}", "Addendum {n}", "Add. {n}")


class Setter:
    """Sets every answer in its boxes, and collects drawings, plan and report."""

    def __init__(self, mapping: FormMapping, info: FormInfo, found: Answers, style: Style) -> None:
        self._mapping, self._info, self._found = mapping, info, found
        self._style, self._face = style, style.fonts.face(style.sans)
        self.drawings: list[Drawing] = []
        self.items: list[Item] = []
        self._lines: list[Reported] = []
        self.plan: dict[str, Any] = {"fields": [], "clear": [], "stamps": []}
        for answer in found.fields:
            self._place(answer)
        for overflow in found.overflows:
            self._spill(overflow)
        self._rest({line.name for line in self._lines})

    # -- answers ---------------------------------------------------------------------------------

    def _place(self, answer: Answer) -> None:
        if answer.state != "filled":
            self._empty(answer)
        elif answer.spot is not None:
            self._stamp(answer)
        elif answer.field is not None and answer.field.kind in ("checkbox", "radio"):
            self._tick(answer, answer.field)
        elif answer.field is not None:
            self._write(answer, answer.field)

    def _empty(self, answer: Answer) -> None:
        optional = answer.entry.optional == "yes" and answer.state in ("missing", "unanswered")
        done: Done = "optional" if optional else answer.state
        if answer.field is not None:
            held = answer.field.value is not None and answer.field.kind not in ("signature", "button")
            self.plan["clear"] += [answer.name] if held else []
        self._say(answer, done, answer.why)

    def _tick(self, answer: Answer, one: FormField) -> None:
        boxes = [place for place, box in enumerate(one.widgets) if box.state in answer.states]
        why = ""
        if one.kind == "radio" and not one.unison and len(boxes) > 1:
            boxes, why = boxes[:1], "several buttons have the same value; the first is ticked"
        self.plan["fields"].append({"name": one.name, "boxes": boxes})
        self._say(answer, "filled", why or self._unseen(one))

    def _write(self, answer: Answer, one: FormField) -> None:
        text, item = answer.text, None
        fits = self._fits(text, one, answer)
        if fits is None:
            item = self._item(answer, text)
            text, fits = self._reference(item, one, answer)
        drawings = self._draw_all(one, fits, answer.states) if fits else []
        if not drawings:
            self.plan["clear"].append(one.name)
            self._say(answer, "too_small", "", item)
            return
        self.plan["fields"].append(
            {"name": one.name, "value": text, "states": list(answer.states), "drawings": drawings}
        )
        smallest = min(one.size for one in fits)
        done: Done = "addendum" if item else "shrunk" if any(one.shrunk for one in fits) else "filled"
        self._say(answer, done, self._unseen(one), item, smallest if fits else None)

    def _unseen(self, one: FormField) -> str:
        said = ["all its boxes are hidden"] if all(box.hidden for box in one.widgets) else []
        said += ["marked read-only by the form"] if one.read_only else []
        return "; ".join(said)

    def _item(self, answer: Answer, text: str) -> int:
        number = len(self.items) + 1
        self.items.append(Item(number, f"page {answer.page}, {answer.label}", text))
        return number

    def _reference(self, item: int, one: FormField, answer: Answer) -> tuple[str, list[Fit]]:
        for words in _REFERENCES:
            text = words.format(n=item)
            if one.kind == "text" and not one.comb and (fits := self._fits(text, one, answer)):
                return text, fits
        return "", []

    def _fits(self, text: str, one: FormField, answer: Answer) -> list[Fit] | None:
        """The text in every box of the field; None when it does not fit into one of them."""
        if one.kind == "list":
            return self._list_fits(one, answer)
        found = [fit(text, self._room(one, box, answer), self._face) for box in one.widgets]
        return [one for one in found if one is not None] if all(found) else None

    def _room(self, one: FormField, box: Widget, answer: Answer) -> Room:
        smallest = answer.entry.smallest or self._mapping.smallest
        return Room(
            *box.size,
            size=one.font_size,
            smallest=min(smallest, one.font_size) if one.font_size else smallest,
            multiline=one.multiline,
            cells=one.max_length if one.comb else None,
            longest=one.max_length if not one.comb else None,
        )

    def _list_fits(self, one: FormField, answer: Answer) -> list[Fit] | None:
        """The lines of an open list as the form shows them; only the selected ones where they do not all fit."""
        every = [choice.shown for choice in one.choices]
        chosen = [choice.shown for choice in one.choices if choice.export in answer.states]
        smallest = answer.entry.smallest or self._mapping.smallest
        fits = []
        for box in one.widgets:
            shown = every if self._listed(every, box, smallest, one) else chosen
            size = self._listed(shown, box, smallest, one)
            if not size:
                return None
            width = box.size[0] - 4
            lines = (
                Line(2, 2 + size * (0.95 + _LIST_LINE * place), width, text)
                for place, text in enumerate(shown)
            )
            fits.append(Fit(size, tuple(lines)))
        return fits

    def _listed(self, shown: Sequence[str], box: Widget, smallest: float, one: FormField) -> float:
        """The font size at which these lines fit into a list's box; 0 when they do not, or cannot be drawn."""
        room = (box.size[1] - 4) / (_LIST_LINE * max(len(shown), 1))
        widest = max((self._face.width(text) for text in shown), default=1.0)
        size = min(one.font_size or 10.0, room, (box.size[0] - 4) / max(widest, 0.1))
        drawn = not self._style.fonts.missing("".join(shown))
        return size if size >= min(smallest, one.font_size or smallest) and drawn else 0.0

    def _draw_all(self, one: FormField, fits: Sequence[Fit], states: Sequence[str]) -> list[dict[str, Any]]:
        drawings = []
        for place, (box, fitted) in enumerate(zip(one.widgets, fits, strict=True)):
            align = "center" if one.comb else _SIDES[one.align]
            number = self._draw(Drawing(*box.size, fitted, align, white=box.dark))  # type: ignore[arg-type]
            drawings.append(
                {
                    "widget": place,
                    "overlay": number,
                    "fills": self._selected(one, box, fitted, states),
                    "cells": one.max_length if one.comb else None,
                }
            )
        return drawings

    def _selected(self, one: FormField, box: Widget, fitted: Fit, states: Sequence[str]) -> list[list[float]]:
        """The ground under the selected lines of a list: left, bottom, width, height."""
        if one.kind != "list":
            return []
        line = _LIST_LINE * fitted.size
        chosen = {choice.shown for choice in one.choices if choice.export in states}
        return [
            [1, box.size[1] - 2 - (place + 1) * line, box.size[0] - 2, line]
            for place, shown in enumerate(fitted.lines)
            if shown.text in chosen
        ]

    def _draw(self, drawing: Drawing) -> int:
        self.drawings.append(drawing)
        return len(self.drawings) - 1

    # -- places on the page ----------------------------------------------------------------------

    def _stamp(self, answer: Answer, item: int | None = None) -> None:
        spot = answer.spot
        assert spot is not None
        if not answer.text:
            self._say(answer, "filled", "not ticked")
            return
        smallest = answer.entry.smallest or self._mapping.smallest
        lines = spot.height > 2.2 * spot.size
        room = Room(spot.width, spot.height, spot.size, min(smallest, spot.size), lines, spot.comb)
        fitted = fit(answer.text, room, self._face)
        if fitted is None:
            item = item or self._item(answer, answer.text)
            texts = [words.format(n=item) for words in _REFERENCES] if spot.comb is None else []
            fitted = next((found for one in texts if (found := fit(one, room, self._face))), None)
        if fitted is None:
            self._say(answer, "too_small", "", item)
            return
        align = "center" if spot.comb else spot.align
        self._on_page(spot.page, _moved(fitted, spot.x, spot.y), align)
        done: Done = "addendum" if item else "shrunk" if fitted.shrunk else "filled"
        self._say(answer, done, "", item, fitted.size)

    def _on_page(self, page: int, fitted: Fit, align: Any, bold: bool = False) -> None:
        sheet = self._info.sheets[page - 1]
        number = self._draw(Drawing(sheet.width, sheet.height, fitted, align, bold))
        self.plan["stamps"].append({"page": page, "overlay": number})

    def mark_pages(self, notices: Sequence[str]) -> None:
        """Print notices at the very top of every page of the form."""
        for number, sheet in enumerate(self._info.sheets, 1):
            for place, notice in enumerate(notices):
                self._on_page(number, _head(notice, sheet, place), "center", bold=True)

    # -- what no answer names --------------------------------------------------------------------

    def _spill(self, over: Overflow) -> None:
        """The items without a row, as a table; the last row of the form refers to it."""
        number = len(self.items) + 1
        place = f"{over.heading}, entries {over.first} to {over.first + len(over.items) - 1}"
        self.items.append(Item(number, place, labels=over.labels, rows=over.items))
        pointer = over.pointer
        if pointer is None:
            return
        if pointer.spot is not None:
            self._stamp(replace(pointer, text=_REFERENCES[0].format(n=number)), number)
        elif pointer.field is not None:
            text, fits = self._reference(number, pointer.field, pointer)
            drawings = self._draw_all(pointer.field, fits, ()) if fits else []
            if drawings:
                self.plan["fields"].append(
                    {"name": pointer.name, "value": text, "states": [], "drawings": drawings}
                )
            self._say(pointer, "addendum" if drawings else "too_small", "", number)

    def _rest(self, named: set[str]) -> None:
        kept = set(self._mapping.keep)
        for one in self._info.fields:
            if one.name in named or one.kind == "button":
                continue
            if one.kind == "signature":
                self._report(one, "signature")
            elif one.value is not None and (one.name in kept or one.value == one.default):
                self._keep(one)
            elif one.value is not None:
                self.plan["clear"].append(one.name)
                self._report(one, "cleared", "it may be another patient's; list it under 'keep' to keep it")
            elif one.name in self._found.unused:
                self._report(one, "unused")
            else:
                self._report(one, "left", "calculated by a script, which is not run" if one.script else "")

    def _keep(self, one: FormField) -> None:
        if one.kind == "text" and one.value:
            room = [Room(*box.size, one.font_size, 4.0, one.multiline) for box in one.widgets]
            fits = [fit(one.value, each, self._face) for each in room]
            if all(fits):
                drawings = self._draw_all(one, [each for each in fits if each], ())
                self.plan["fields"].append(
                    {"name": one.name, "value": one.value, "states": [], "drawings": drawings}
                )
        self._report(one, "kept")

    # -- the report ------------------------------------------------------------------------------

    def _say(
        self, answer: Answer, done: Done, why: str, item: int | None = None, size: float | None = None
    ) -> None:
        required = bool(answer.field and answer.field.required)
        self._lines.append(Reported(answer.name, answer.label, answer.page, done, required, why, item, size))

    def _report(self, one: FormField, done: Done, why: str = "") -> None:
        self._lines.append(Reported(one.name, one.label or one.name, one.pages[0], done, one.required, why))

    def report(self, flatten: bool, values: FormValues) -> Report:
        """Everything that was done, in the order of the form."""
        order = {one.name: one.number for one in self._info.fields}
        lines = sorted(self._lines, key=lambda one: (one.page, order.get(one.name, 0)))
        return Report(
            self._mapping.form.title,
            self._info.sha256,
            flatten,
            len(self._info.sheets),
            0,
            tuple(lines),
            self._info.notes,
            values.draft,
            self._mapping.smallest,
            tuple(f"{heading}: {path}" for heading, path in self._found.silent),
        )


def _moved(fitted: Fit, x: float, y: float) -> Fit:
    lines = tuple(Line(one.x + x, one.baseline + y, one.width, one.text) for one in fitted.lines)
    return Fit(fitted.size, lines, fitted.shrunk)


def _head(notice: str, sheet: Sheet, place: int) -> Fit:
    return Fit(8.0, (Line(0, 12.0 + 10 * place, sheet.width, notice),))
