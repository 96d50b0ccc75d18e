"""What was done with each field of a form, in words and as data; without any value of the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

SCHEMA = "authpack.form_report/1"

Done = Literal[
    "filled", "shrunk", "addendum", "missing", "blank", "unanswered", "unwritable", "too_small", "kept", "cleared",
    "signature", "optional", "unused", "left",
]  # fmt: skip
"""filled; shrunk: filled in smaller print; addendum: said there, the field refers to it; missing: the record is
silent; blank: empty on purpose; unanswered: none or several of its choices hold; unwritable: the value cannot be
written there; too_small: in the addendum, and the box cannot even hold a reference; kept, cleared: what the blank
form held; signature: for a person; optional: empty, which the mapping allows; unused: a row for which there is
nothing; left: the mapping does not name it."""

OPEN: tuple[Done, ...] = ("missing", "unanswered", "unwritable")


@dataclass(frozen=True, slots=True)
class Line:
    """One field: ``why`` says what is missing or was done, ``item`` the item of the addendum."""

    name: str
    label: str
    page: int
    done: Done
    required: bool = False
    why: str = ""
    item: int | None = None
    size: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person has to see to it before the form goes out."""
        return self.done in OPEN or (self.required and self.done in ("left", "cleared", "blank", "optional"))


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about one filling."""

    title: str
    sha256: str
    flattened: bool
    form_pages: int
    addendum_pages: int
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    draft: bool = False
    smallest: float = 7.0
    extra: tuple[str, ...] = field(default=())

    @property
    def open(self) -> tuple[Line, ...]:
        """What a person has to see to."""
        return tuple(one for one in self.lines if one.is_open)

    @property
    def required_empty(self) -> tuple[Line, ...]:
        """Fields that the form requires and that are still empty."""
        empty = (*OPEN, "left", "cleared", "blank", "optional", "signature")
        return tuple(one for one in self.lines if one.required and one.done in empty)

    def data(self) -> dict[str, Any]:
        """The report as JSON data (``authpack.form_report/1``)."""
        return {
            "schema": SCHEMA,
            "form": self.title,
            "sha256": self.sha256,
            "flattened": self.flattened,
            "pages": self.form_pages,
            "addendum_pages": self.addendum_pages,
            "draft": self.draft,
            "smallest_pt": self.smallest,
            "fields": [
                {
                    "field": one.name,
                    "label": one.label,
                    "page": one.page,
                    "done": one.done,
                    "required": one.required,
                    "why": one.why,
                    "item": one.item,
                    "size_pt": one.size,
                }
                for one in self.lines
            ],
            "notes": [*self.notes, *self.extra],
        }


_HEADS: dict[Done, str] = {
    "missing": "Left empty because the record is silent",
    "unanswered": "Left empty because no single choice holds",
    "unwritable": "Left empty because the value cannot be written there",
    "too_small": "Said in the addendum; the box is too small even for a reference",
    "addendum": "Said in the addendum; the field refers to it",
    "shrunk": "Set in smaller print than the form asks",
    "cleared": "Emptied: the form given held something there",
    "kept": "Kept as the form held it",
    "signature": "For a person to sign",
    "blank": "Left empty on purpose",
    "optional": "Left empty, which the mapping allows",
    "left": "Not named by the mapping, left empty",
}


def report_lines(report: Report) -> list[str]:
    """The report for a terminal."""
    filled = sum(one.done in ("filled", "shrunk", "addendum", "too_small", "kept") for one in report.lines)
    lines = [
        f"{filled} of {len(report.lines)} fields filled; {len(report.open)} to see to before it goes out."
    ]
    if report.addendum_pages:
        lines.append(f"Addendum: {report.addendum_pages} page(s) after the form's {report.form_pages}.")
    for done, head in _HEADS.items():
        listed = [one for one in report.lines if one.done == done]
        if listed:
            lines += [f"{head}:", *(_line(one) for one in listed)]
    required = report.required_empty
    if required:
        lines += [
            "Required by the form and still empty:",
            *(f"  - page {one.page}, {one.label}" for one in required),
        ]
    notes = (*report.notes, *report.extra)
    return [*lines, *(["Notes:", *(f"  - {one}" for one in notes)] if notes else [])]


def _line(one: Line) -> str:
    label = one.label if one.label == one.name else f"{one.label} ({one.name})"
    item = f", item {one.item}" if one.item else ""
    size = f", {one.size:g} pt" if one.size is not None and one.done == "shrunk" else ""
    return f"  - page {one.page}, {label}{item}{size}" + (f": {one.why}" if one.why else "")
