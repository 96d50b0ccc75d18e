"""Runs the expressions of a mapping in the templates' own sandbox, one at a time, with the trace of each value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2

from authpack.documents.blocks import Document, Paragraph, Span
from authpack.documents.readback import find_loose
from authpack.documents.template import Library
from authpack.documents.template_sandbox import UNESCAPE
from authpack.documents.trace import MARKED, Tracer, marked_id
from authpack.errors import ContentError, Fault
from authpack.packets.forms.mapping import Entry, FormMapping, Rows
from authpack.textio import LoadedText, Place

YES, NO, NEITHER = "yes", "no", "neither"


class Expressions(Library):
    """The sandbox of ``documents.template`` over single expressions in place of files."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        super().__init__(())

    def _source(self, name: str) -> str:
        if name not in self._texts:
            raise ContentError(f"{name} cannot be included: a mapping's expressions stand alone.")
        return self._texts[name]

    def check(self, source: str, name: str) -> str | None:
        """What is wrong with the syntax; None when it parses."""
        try:
            self._environment.parse(source, name, name)
        except jinja2.TemplateSyntaxError as error:
            return error.message or "does not parse"
        return None

    def run(self, source: str, name: str, context: Mapping[str, object], tracer: Tracer) -> tuple[Span, ...]:
        """The text as spans, each with the trace of its value. ContentError names ``name``."""
        # Every text is compiled once, under a name of its own; the field's name stands in messages.
        key = f"{name} ({len(self._texts) + 1})" if self._texts.get(name, source) != source else name
        self._texts[key] = source
        return tuple(_spans(self.render(key, context, tracer).markdown))


def _spans(markdown: str) -> Iterator[Span]:
    at = 0
    for match in MARKED.finditer(markdown):
        if match.start() > at:
            yield Span(markdown[at : match.start()].translate(UNESCAPE))
        yield Span(match.group(2).translate(UNESCAPE), trace=marked_id(match.group(1)))
        at = match.end()
    if at < len(markdown):
        yield Span(markdown[at:].translate(UNESCAPE))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an expression gave. ``silent``: the facts it needed that are not recorded; the rest is then empty."""

    spans: tuple[Span, ...] = ()
    read: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text without its traces."""
        return "".join(span.text for span in self.spans)


class Runner:
    """Runs expressions over one set of values (``values.FormValues``)."""

    def __init__(self, context: Mapping[str, object], tracer: Tracer, silences: list[str]) -> None:
        self._context, self._tracer, self._silences = context, tracer, silences
        self._library = Expressions()

    def text(self, source: str, name: str, extra: Mapping[str, object]) -> Outcome:
        """A value as text."""
        self._silences.clear()
        before = len(self._tracer.traces)
        spans = self._library.run(source, name, {**self._context, **extra}, self._tracer)
        if self._silences:
            return Outcome(silent=tuple(self._silences))
        read = [span.trace for span in spans if span.trace]
        read += [one.id for one in self._tracer.traces[before:]]
        return Outcome(spans, tuple(dict.fromkeys(read)))

    def holds(self, condition: str, name: str, extra: Mapping[str, object]) -> tuple[str, Outcome]:
        """Whether a condition is true: yes, no; the outcome names the silent facts when it cannot be told."""
        found = self.text(_asked(condition), name, extra)
        if not found.silent and found.text.strip() == NEITHER:
            raise ContentError(
                f"{name}: the condition gives a text, not yes or no.",
                why="A text such as 'no' would count as true.",
                do="Compare it: record.orderer.board_certified == 'yes'.",
            )
        return found.text.strip(), found

    def items(self, source: str, name: str) -> tuple[Any, tuple[str, ...]]:
        """The list that an expression gives, and the silent facts when there is none."""
        kept: list[Any] = []
        self._silences.clear()
        extra = {"_keep": _keeper(kept)}
        self._library.run(
            "{% for one in " + source + " %}{{ _keep(one) }}{% endfor %}",
            name,
            {**self._context, **extra},
            self._tracer,
        )
        return kept, tuple(self._silences)


def _keeper(kept: list[Any]) -> Callable[[Any], str]:
    def keep(one: Any) -> str:
        kept.append(one)
        return ""

    return keep


def _asked(condition: str) -> str:
    return (
        f"{{% set it = ({condition}) %}}{{% if it is sameas true %}}{YES}"
        f"{{% elif it is sameas false %}}{NO}{{% else %}}{NEITHER}{{% endif %}}"
    )


def loose_faults(
    name: str, spans: Sequence[Span], literals: Sequence[str], drugs: frozenset[str]
) -> list[Fault]:
    """The numbers, drug names and codes of a field that have no origin."""
    document = Document(title="Form", blocks=(Paragraph(tuple(spans)),))
    return [
        Fault(
            name, f"a {one.kind} like {one.shape!r} is not traced.", "List it under literals if it is fixed."
        )
        for one in find_loose(document, drugs=drugs, literals=literals)
    ]


def check_expressions(mapping: FormMapping, loaded: LoadedText) -> None:
    """ContentError with the line of every expression that does not parse."""
    library, faults = Expressions(), []
    for place, source in _sources(mapping):
        if said := library.check(source, "expression"):
            where = ".".join(str(step) for step in place)
            faults.append(Fault(f"{loaded.name}:{loaded.line_of(place) or 1}: {where}", f"{said}."))
    if faults:
        raise ContentError(f"The form mapping {loaded.name} cannot be used.", faults=tuple(faults))


def _sources(mapping: FormMapping) -> Iterator[tuple[Place, str]]:
    for place, entry in enumerate(mapping.entries):
        yield from _of_entry(("entries", place), entry)
    for place, rows in enumerate(mapping.rows):
        yield from _of_rows(("rows", place), rows)


def _of_rows(place: Place, rows: Rows) -> Iterator[tuple[Place, str]]:
    yield (*place, "each"), "{% for one in " + rows.each + " %}{% endfor %}"
    for number, entry in enumerate(rows.entries):
        yield from _of_entry((*place, "entries", number), entry)


def _of_entry(place: Place, entry: Entry) -> Iterator[tuple[Place, str]]:
    if entry.value is not None:
        yield (*place, "value"), entry.value
    if entry.tick is not None:
        yield (*place, "tick"), _asked(entry.tick)
    for name, condition in (entry.choose or {}).items():
        yield (*place, "choose", name), _asked(condition)
