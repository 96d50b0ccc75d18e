"""Writes values and appearances into a form, flattens it, adds the addendum. The work is done in a child."""

from __future__ import annotations

import io
from typing import Any

from authpack.packets.forms import raw
from authpack.packets.forms.appearances import Painter
from authpack.packets.forms.cleaning import clean, same_id
from authpack.packets.forms.flattening import Page, flatten_widgets
from authpack.packets.forms.geometry import stamp_matrix
from authpack.packets.forms.opening import rotation, seen_area, work_on
from authpack.packets.sandbox import Work, in_child

SECONDS = 60.0

Plan = dict[str, Any]
"""``fields``: name, value (text or None), states, drawings (box -> page of the overlay, marked lines, cells);
``clear``: fields to empty; ``keep``: fields left as they are; ``stamps``: page of the form -> pages of the overlay;
``flatten``, ``title``, ``password``."""


def write_form(form: bytes, overlay: bytes, addendum: bytes, plan: Plan, *, what: str = "The form") -> bytes:
    """The filled form as PDF; equal input gives equal bytes."""
    done = in_child(write_here, Work(plan, (form, overlay, addendum)), what=what, seconds=SECONDS)
    return done.files[0]


def write_here(work: Work) -> Work:
    """The child's part of ``write_form``."""
    form, _, _ = work.files
    return work_on(form, work.data["password"], lambda reader, _notes: _written(reader, work))


def _written(reader: Any, work: Work) -> Work:
    from pypdf import PdfReader, PdfWriter

    form, overlay, addendum = work.files
    writer = PdfWriter(clone_from=reader)
    clean(writer, title=work.data["title"], flatten=work.data["flatten"])
    Filler(writer, PdfReader(io.BytesIO(overlay)), work.data).run()
    if addendum:
        for page in PdfReader(io.BytesIO(addendum)).pages:
            writer.add_page(page)
    same_id(writer, form, overlay, addendum, repr(sorted(work.data.items())).encode())
    made = io.BytesIO()
    writer.write(made)
    return Work(None, (made.getvalue(),))


class Filler:
    """One filling of one writer."""

    def __init__(self, writer: Any, overlay: Any, plan: Plan) -> None:
        self._writer, self._plan = writer, plan
        self._painter = Painter(writer, overlay)
        self._groups: dict[str, list[Any]] = {}
        for _, widget in raw.widgets(list(writer.pages)):
            if raw.kind_of(widget) is not None and raw.rect(raw.got(widget, "/Rect")) is not None:
                name = raw.full_name(widget) or f"(unnamed {len(self._groups) + 1})"
                self._groups.setdefault(name, []).append(widget)

    def run(self) -> None:
        """Fill, clear, complete what has no appearance, flatten, stamp."""
        filled = {one["name"] for one in self._plan["fields"]}
        for one in self._plan["fields"]:
            self._fill(one, self._groups[one["name"]])
        for name, widgets in self._groups.items():
            if name in self._plan["clear"]:
                self._clear(widgets)
            elif name not in filled:
                self._complete(widgets)
        pages = [Page(self._writer, page) for page in self._writer.pages]
        if self._plan["flatten"]:
            flatten_widgets(self._writer, pages)
        for one in self._plan["stamps"]:
            page = self._writer.pages[one["page"] - 1]
            pages[one["page"] - 1].draw(
                self._painter.text(one["overlay"]), stamp_matrix(seen_area(page), rotation(page))
            )
        for page in pages:
            page.finish()

    def _fill(self, one: dict[str, Any], widgets: list[Any]) -> None:
        kind = raw.kind_of(widgets[0])
        if kind in ("checkbox", "radio"):
            self._tick(one["boxes"], widgets)
            return
        _set_value(widgets, one["value"], one["states"], kind)
        for drawing in one["drawings"]:
            widget = widgets[drawing["widget"]]
            fills = [tuple(fill) for fill in drawing["fills"]]
            _set_look(widget, self._painter.box(widget, drawing["overlay"], fills, drawing["cells"]))

    def _tick(self, boxes: list[int], widgets: list[Any]) -> None:
        from pypdf.generic import DictionaryObject, NameObject

        values = []
        for place, widget in enumerate(widgets):
            on = place in boxes
            state = raw.on_state(widget) or "Yes"
            looks = DictionaryObject()
            looks[NameObject(f"/{state}")] = self._painter.marked(widget)
            looks[NameObject("/Off")] = self._painter.unmarked(widget)
            _set_look(widget, looks)
            widget[NameObject("/AS")] = NameObject(f"/{state}" if on else "/Off")
            values += [state] if on else []
        for widget in widgets:
            raw.holder_of(widget)[NameObject("/V")] = NameObject(f"/{values[0]}" if values else "/Off")

    def _clear(self, widgets: list[Any]) -> None:
        kind = raw.kind_of(widgets[0])
        if kind in ("checkbox", "radio"):
            self._tick([], widgets)
        elif kind in ("text", "choice", "list"):
            _set_value(widgets, None, [], kind)
            for widget in widgets:
                _set_look(widget, self._painter.box(widget, None, (), _cells(widget)))

    def _complete(self, widgets: list[Any]) -> None:
        """A field that is left alone but has no appearance gets its empty one: no viewer need make it."""
        kind = raw.kind_of(widgets[0])
        if kind in ("checkbox", "radio"):
            on = [
                place
                for place, one in enumerate(widgets)
                if raw.text(raw.got(one, "/AS")) not in ("", "/Off")
            ]
            self._tick(on, widgets)
            return
        for widget in widgets:
            if kind in ("text", "choice", "list") and raw.got(raw.got(widget, "/AP"), "/N") is None:
                _set_look(widget, self._painter.box(widget, None, (), _cells(widget)))


def _cells(widget: Any) -> int | None:
    bits, length = raw.flags(widget), raw.whole(raw.inherited(widget, "/MaxLen"))
    return length if bits & raw.COMB and not bits & raw.MULTILINE and 0 < length <= 1000 else None


def _set_value(widgets: list[Any], value: str | None, states: list[str], kind: str | None) -> None:
    from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

    for holder in {id(one): one for one in map(raw.holder_of, widgets)}.values():
        for key in ("/V", "/RV", "/I"):
            if key in holder:
                del holder[key]
        if kind == "list" and states:
            exports = [one.export for one in raw.choices(widgets[0])]
            holder[NameObject("/V")] = (
                ArrayObject([TextStringObject(one) for one in states])
                if len(states) > 1
                else TextStringObject(states[0])
            )
            holder[NameObject("/I")] = ArrayObject(
                [NumberObject(exports.index(one)) for one in sorted(states, key=exports.index)]
            )
        elif kind == "choice" and states:
            holder[NameObject("/V")] = TextStringObject(states[0])
        elif value is not None:
            holder[NameObject("/V")] = TextStringObject(value)


def _set_look(widget: Any, look: Any) -> None:
    from pypdf.generic import DictionaryObject, NameObject

    widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look})
