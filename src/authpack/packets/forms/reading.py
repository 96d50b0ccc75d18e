"""Reads a form's fields and the words beside them. ``read_form`` is the way in; the work is done in a child."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from authpack.packets.forms import labels, raw
from authpack.packets.forms.appearances import is_dark
from authpack.packets.forms.geometry import seen_box, seen_size
from authpack.packets.forms.model import FormField, FormInfo, Sheet, Widget
from authpack.packets.forms.opening import fingerprint, rotation, seen_area, work_on
from authpack.packets.sandbox import Work, in_child

SECONDS = 40.0


def read_form(content: bytes, *, password: str | None = None, what: str = "The form") -> FormInfo:
    """What a PDF form asks. InputError or DocumentRefused when it cannot be worked with; never hangs."""
    from pydantic import TypeAdapter

    done = in_child(read_here, Work({"password": password}, (content,)), what=what, seconds=SECONDS)
    return TypeAdapter(FormInfo).validate_python(done.data)


def read_here(work: Work) -> Work:
    """The child's part of ``read_form``."""
    content = work.files[0]
    info = work_on(content, work.data["password"], structure)
    named = labels.labelled(content, work.data["password"], info)
    return Work(asdict(replace(named, sha256=fingerprint(content))))


def structure(reader: Any, notes: list[str]) -> FormInfo:
    """Pages and fields, without the words beside them."""
    pages = list(reader.pages)
    areas = [(seen_area(page), rotation(page)) for page in pages]
    sheets = tuple(Sheet(*seen_size(area, turn), turn) for area, turn in areas)
    groups: dict[str, list[tuple[int, Any]]] = {}
    for place, widget in raw.widgets(pages):
        name, kind = raw.full_name(widget), raw.kind_of(widget)
        if kind is None or raw.rect(raw.got(widget, "/Rect")) is None:
            notes.append(f"A box on page {place + 1} belongs to no field, or has no size; it is left alone.")
            continue
        groups.setdefault(name or f"(unnamed {len(groups) + 1})", []).append((place, widget))
    certified = raw.got(raw.got(raw.resolved(reader.trailer.raw_get("/Root")), "/Perms"), "/DocMDP")
    fields = [_field(name, boxes, areas, certified) for name, boxes in groups.items()]
    if not fields:
        notes.append("The form has no fillable fields: place text by coordinates ('at:' in the mapping).")
    return FormInfo(sheets, _numbered(fields), tuple(dict.fromkeys(notes)), title=_title(reader))


def _title(reader: Any) -> str:
    information = raw.got(reader.trailer, "/Info")
    return raw.text(raw.got(information, "/Title"))[:200]


def _field(name: str, boxes: list[tuple[int, Any]], areas: list[Any], certified: Any) -> FormField:
    first = boxes[0][1]
    kind, bits = raw.kind_of(first), raw.flags(first)
    assert kind is not None
    is_button = kind in ("checkbox", "radio")
    length = raw.inherited(first, "/MaxLen")
    widgets = tuple(
        _widget(place, one, areas, raw.exports(first) if is_button else []) for place, one in boxes
    )
    return FormField(
        number=0,
        name=name,
        kind=kind,
        widgets=_with_shared_states(widgets) if is_button else widgets,
        tooltip=_tooltip(first, len(boxes)),
        choices=raw.choices(first) if kind in ("choice", "list") else (),
        max_length=raw.whole(length) or None if kind == "text" else None,
        required=bool(bits & raw.REQUIRED),
        read_only=bool(bits & raw.READ_ONLY),
        multiline=kind == "text" and bool(bits & raw.MULTILINE),
        comb=kind == "text" and bool(bits & raw.COMB) and bool(length) and not bits & raw.MULTILINE,
        password=kind == "text" and bool(bits & (raw.PASSWORD | raw.FILE_SELECT)),
        editable=kind == "choice" and bool(bits & raw.EDITABLE),
        multiple=kind == "list" and bool(bits & raw.MULTIPLE),
        unison=kind == "checkbox" or bool(bits & raw.IN_UNISON),
        script=any(raw.runs_script(one) for _, one in boxes),
        align=min(max(raw.whole(raw.inherited(first, "/Q")), 0), 2),
        font_size=_font_size(first),
        value=_signed(first, certified) if kind == "signature" else raw.value_text(first),
        default=raw.default_text(first),
    )


def _signed(widget: Any, certified: Any) -> str | None:
    """That somebody signed here; the publisher's certification of the blank form is no such signature."""
    held = raw.inherited(widget, "/V")
    return "signed" if held is not None and held is not certified else None


def _tooltip(widget: Any, boxes: int) -> str:
    """What a screen reader says of the field; of a group of buttons, what it says of the group."""
    said = raw.got(raw.holder_of(widget), "/TU") if boxes > 1 else None
    return " ".join(raw.text(said or raw.inherited(widget, "/TU")).split())[:300]


def _widget(place: int, one: Any, areas: list[Any], exports: list[str]) -> Widget:
    box = raw.rect(raw.got(one, "/Rect"))
    assert box is not None
    area, turn = areas[place]
    quarter = raw.whole(raw.got(raw.got(one, "/MK"), "/R")) % 180 == 90
    width, height = box[2] - box[0], box[3] - box[1]
    state = raw.on_state(one)
    if state is not None and state.isdigit() and int(state) < len(exports):
        state = exports[int(state)] or state
    size = (height, width) if quarter else (width, height)
    hidden = bool(raw.whole(raw.got(one, "/F")) & (raw.HIDDEN | raw.NO_VIEW))
    return Widget(place + 1, seen_box(box, area, turn), size, state or None, dark=is_dark(one), hidden=hidden)


def _with_shared_states(widgets: tuple[Widget, ...]) -> tuple[Widget, ...]:
    """Boxes whose file names no ticking value get one: Yes for a single box, its place among several."""
    alone = len(widgets) == 1
    return tuple(
        one if one.state is not None else replace(one, state="Yes" if alone else f"choice {place}")
        for place, one in enumerate(widgets, 1)
    )


def _font_size(widget: Any) -> float:
    """The size in the default appearance ("/Helv 9 Tf"); 0 when the viewer chooses."""
    words = raw.text(raw.inherited(widget, "/DA")).split()
    for place, word in enumerate(words):
        if word == "Tf" and place >= 1:
            try:
                size = float(words[place - 1])
            except ValueError:
                return 0.0
            return size if 0 < size < 200 else 0.0
    return 0.0


def _numbered(fields: list[FormField]) -> tuple[FormField, ...]:
    """By page, then from top to bottom in rows, then from left to right."""

    def place(one: FormField) -> tuple[int, int, float]:
        first = one.widgets[0]
        return first.page, round((first.box[1] + first.box[3] / 2) / 8), first.box[0]

    return tuple(replace(one, number=number) for number, one in enumerate(sorted(fields, key=place), 1))
