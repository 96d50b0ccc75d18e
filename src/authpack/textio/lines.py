"""On which line a value stands; worked out only when something is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

Place = tuple[str | int, ...]
"""Where a value stands: ``("trials", 1, "dose")`` is the dose of the second trial."""
Mark = tuple[Literal["map", "list", "end", "text"], str, int]
"""One step through a file: what starts or ends, the scalar's text (JSON: with its quotes), the line."""
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')


def yaml_events(text: str) -> Iterator[Any]:
    """libyaml's events, one by one; raises yaml.YAMLError where the text stops being YAML."""
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    # types-PyYAML leaves the C parser's constructor and methods without annotations.
    next_event: Callable[[], Any] = CParser(text).get_event
    while (event := next_event()) is not None:
        yield event


def yaml_marks(text: str) -> Iterator[Mark]:
    """The steps through a YAML text that the strict reader has accepted."""
    from yaml import events

    for event in yaml_events(text):
        line = event.start_mark.line + 1
        if isinstance(event, events.ScalarEvent):
            yield "text", event.value, line
        elif isinstance(event, events.MappingStartEvent):
            yield "map", "", line
        elif isinstance(event, events.SequenceStartEvent):
            yield "list", "", line
        elif isinstance(event, events.CollectionEndEvent):
            yield "end", "", line


def json_marks(text: str) -> Iterator[Mark]:
    """The steps through a JSON text that the parser has accepted."""
    kinds: dict[str, Literal["map", "list", "end"]] = {"{": "map", "[": "list", "}": "end", "]": "end"}
    line, seen = 1, 0
    for token in _JSON_TOKEN.finditer(text):
        line += text.count("\n", seen, token.start())
        seen = token.start()
        yield kinds.get(token.group(), "text"), token.group(), line


class LineIndex:
    """The line of every place in a file, from one walk over its marks."""

    def __init__(self, marks: Iterable[Mark], key_text: Callable[[str], str]) -> None:
        self.lines: dict[Place, int] = {}
        self.doubles: list[tuple[Place, int]] = []
        self._key_text = key_text
        # Per open collection: its place, and the next index, or the pending key (None: a key comes next).
        self._open: list[Place] = []
        self._next: list[int | str | None] = []
        for mark in marks:
            self._step(*mark)

    def _step(self, kind: Literal["map", "list", "end", "text"], text: str, line: int) -> None:
        if kind == "end":
            self._open.pop()
            self._next.pop()
            return
        if self._is_key(kind):
            key = self._key_text(text)
            place = (*self._open[-1], key)
            if place in self.lines:
                self.doubles.append((place, line))
            self.lines.setdefault(place, line)
            self._next[-1] = key
            return
        place = self._place_of_value()
        self.lines.setdefault(place, line)
        if kind != "text":
            self._open.append(place)
            self._next.append(0 if kind == "list" else None)

    def _is_key(self, kind: str) -> bool:
        return kind == "text" and bool(self._open) and self._next[-1] is None

    def _place_of_value(self) -> Place:
        if not self._open:
            return ()
        place, step = self._open[-1], self._next[-1]
        if isinstance(step, int):
            self._next[-1] = step + 1
            return (*place, step)
        self._next[-1] = None
        return (*place, step or "")
