"""What a PDF form asks: its pages, fields and boxes, as plain data that a child process can hand back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "checkbox", "radio", "choice", "list", "signature", "button"]
"""choice: one value of a drop-down; list: values of an open list."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: ``export`` is stored in the file, ``shown`` is what a reader sees."""

    export: str
    shown: str


@dataclass(frozen=True, slots=True)
class Widget:
    """One box of a field.

    ``page``: from 1; ``box``: left, top, width, height in points from the top left corner of the page as it
    is seen (crop box and rotation applied); ``size``: width and height of the box in its own direction;
    ``state``: of a checkbox or radio button, the value that ticks it; ``label``: the words printed beside it;
    ``dark``: it has a dark ground; ``hidden``: nobody sees it, on screen or paper.
    """

    page: int
    box: Box
    size: tuple[float, float]
    state: str | None = None
    label: str = ""
    dark: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class FormField:
    """One field, with every box it has.

    ``number``: in the list and the picture, from 1; ``align``: 0 left, 1 centre, 2 right; ``font_size``: in
    points, 0 when the form leaves it to the viewer; ``question``: the words before a group of buttons;
    ``script``: runs JavaScript (never run here); ``value``: what the file already holds; ``default``: the
    form's own preset; ``unison``: radio buttons of one value are ticked together.
    """

    number: int
    name: str
    kind: Kind
    widgets: tuple[Widget, ...]
    tooltip: str = ""
    question: str = ""
    choices: tuple[Choice, ...] = ()
    max_length: int | None = None
    required: bool = False
    read_only: bool = False
    multiline: bool = False
    comb: bool = False
    password: bool = False
    editable: bool = False
    multiple: bool = False
    script: bool = False
    unison: bool = False
    align: int = 0
    font_size: float = 0.0
    value: str | None = field(default=None, repr=False)
    default: str | None = field(default=None, repr=False)

    @property
    def label(self) -> str:
        """What a person calls the field: its tooltip, else the words before the group or beside its first box."""
        return self.tooltip or self.question or next((one.label for one in self.widgets if one.label), "")

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages it stands on."""
        return tuple(sorted({one.page for one in self.widgets}))

    @property
    def states(self) -> tuple[str, ...]:
        """The values that tick a checkbox or radio button, in the order of the boxes."""
        return tuple(dict.fromkeys(one.state for one in self.widgets if one.state is not None))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is seen: width and height in points, and how far it is turned (0, 90, 180, 270)."""

    width: float
    height: float
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class FormInfo:
    """A form that was read. ``notes``: what a user should know of the file, in words."""

    sheets: tuple[Sheet, ...]
    fields: tuple[FormField, ...]
    notes: tuple[str, ...] = ()
    sha256: str = ""
    title: str = ""

    def named(self, name: str) -> FormField | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)
