"""The structure of an AcroForm as it stands in the file: names, inheritance, kinds, states. Used inside the child.

Everything read here is a stranger's: chains are followed for a bounded length, wrong types count as absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from authpack.packets.forms.model import Box, Choice, Kind

DEEPEST: Final = 32
"""Longest chain of parents that is followed."""
MOST_WIDGETS: Final = 5_000

READ_ONLY, REQUIRED = 1 << 0, 1 << 1
MULTILINE, PASSWORD, COMB = 1 << 12, 1 << 13, 1 << 24
RADIO, PUSHBUTTON, IN_UNISON = 1 << 15, 1 << 16, 1 << 25
COMBO, EDITABLE, MULTIPLE = 1 << 17, 1 << 18, 1 << 21
HIDDEN, NO_VIEW = 1 << 1, 1 << 5
FILE_SELECT: Final = 1 << 20


def got(holder: Any, key: str) -> Any:
    """An entry with its reference followed; None when it is absent, null, or its holder is no dictionary."""
    if not hasattr(holder, "raw_get"):
        return None
    try:
        value = holder.raw_get(key)
    except KeyError:
        return None
    return resolved(value)


def resolved(value: Any) -> Any:
    """The object behind a reference; None for null."""
    from pypdf.generic import NullObject

    found = value.get_object() if hasattr(value, "get_object") else value
    return None if isinstance(found, NullObject) else found


def items(value: Any) -> list[Any]:
    """The entries of an array, references followed; empty for anything else."""
    return [resolved(one) for one in value] if isinstance(value, list) else []


def is_dict(value: Any) -> bool:
    """Whether an object is a dictionary (or a stream, which has one)."""
    return hasattr(value, "raw_get")


def chain(widget: Any) -> Iterator[Any]:
    """The widget and its parents, nearest first."""
    seen: set[int] = set()
    while is_dict(widget) and id(widget) not in seen and len(seen) < DEEPEST:
        seen.add(id(widget))
        yield widget
        widget = got(widget, "/Parent")


def inherited(widget: Any, key: str) -> Any:
    """An entry of the widget or its nearest parent that has it."""
    return next((value for one in chain(widget) if (value := got(one, key)) is not None), None)


def text(value: Any) -> str:
    """A PDF string or name as text; empty for anything else."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value) if isinstance(value, str) else ""


def number(value: Any, default: float = 0.0) -> float:
    """A finite number of 32 bits at most, else the default."""
    if isinstance(value, bool) or (not isinstance(value, int | float) and not hasattr(value, "as_numeric")):
        return default
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return default
    return found if abs(found) < 2**31 else default


def whole(value: Any) -> int:
    """A whole number, 0 for anything else."""
    return int(number(value))


def rect(value: Any) -> Box | None:
    """Left, bottom, right, top in order; None when it is no rectangle of any area."""
    sides = [number(one, float("nan")) for one in items(value)]
    if len(sides) != 4 or any(side != side for side in sides):  # noqa: PLR0124 - NaN
        return None
    left, right = sorted((sides[0], sides[2]))
    bottom, top = sorted((sides[1], sides[3]))
    return (left, bottom, right, top) if right - left > 0.1 and top - bottom > 0.1 else None


def full_name(widget: Any) -> str:
    """The partial names from the top, joined by dots."""
    parts = [text(name) for one in chain(widget) if (name := got(one, "/T")) is not None]
    return ".".join(reversed([part for part in parts if part]))


def holder_of(widget: Any) -> Any:
    """The dictionary that holds the field's value: the nearest that has a partial name."""
    return next((one for one in chain(widget) if got(one, "/T") is not None), widget)


def flags(widget: Any) -> int:
    """The field's flags."""
    return whole(inherited(widget, "/Ff"))


def kind_of(widget: Any) -> Kind | None:
    """What the widget is; None when it belongs to no field."""
    family, bits = text(inherited(widget, "/FT")), flags(widget)
    if family == "/Btn":
        return "button" if bits & PUSHBUTTON else "radio" if bits & RADIO else "checkbox"
    if family == "/Ch":
        return "choice" if bits & COMBO else "list"
    return {"/Tx": "text", "/Sig": "signature"}.get(family)  # type: ignore[return-value]


def on_state(widget: Any) -> str | None:
    """The appearance state that ticks this box, without its slash."""
    drawn = got(got(widget, "/AP"), "/N")
    names = [str(name) for name in drawn] if is_dict(drawn) and not hasattr(drawn, "get_data") else []
    states = [name[1:] for name in names if name != "/Off"]
    if states:
        return states[0]
    current = text(got(widget, "/AS"))
    return current[1:] if current not in ("", "/Off") else None


def exports(widget: Any) -> list[str]:
    """The export values that a group of buttons lists by place (``/Opt``); usually none."""
    return [text(one) for one in items(inherited(widget, "/Opt"))]


def choices(widget: Any) -> tuple[Choice, ...]:
    """What a drop-down or list allows."""
    found = []
    for one in items(inherited(widget, "/Opt")):
        pair = items(one)
        if len(pair) >= 2:
            found.append(Choice(text(pair[0]), text(pair[1])))
        elif isinstance(one, str | bytes):
            found.append(Choice(text(one), text(one)))
    return tuple(found)


def value_text(widget: Any) -> str | None:
    """What the field holds; None when it is blank."""
    return _said(inherited(widget, "/V"))


def default_text(widget: Any) -> str | None:
    """What the form presets."""
    return _said(inherited(widget, "/DV"))


def _said(value: Any) -> str | None:
    if isinstance(value, list):
        value = ", ".join(text(one) for one in items(value))
    elif is_dict(value) and hasattr(value, "get_data"):
        value = value.get_data().decode("latin-1", "replace")
    said = text(value)
    return None if said in ("", "/Off", "/") else said.removeprefix("/")


def runs_script(widget: Any) -> bool:
    """Whether the field computes, formats or checks by JavaScript."""
    return any(
        got(one, "/AA") is not None or text(got(got(one, "/A"), "/S")) == "/JavaScript"
        for one in chain(widget)
    )


def widgets(pages: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Every widget with its page's place (from 0), in the order of the file; each once."""
    seen: set[int] = set()
    for place, page in enumerate(pages):
        for one in items(got(page, "/Annots")):
            if is_dict(one) and text(got(one, "/Subtype")) == "/Widget" and id(one) not in seen:
                seen.add(id(one))
                if len(seen) > MOST_WIDGETS:
                    return
                yield place, one
