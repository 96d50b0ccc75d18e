"""YAML to plain dicts, lists and text, from the C parser's events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from authpack.errors import Fault
from authpack.textio.lines import yaml_events
from authpack.textio.refusal import MAX_DEPTH, MAX_NODES, key_words, refuse_all


class YamlReader:
    """Builds plain data from libyaml's event stream: no recursion, nothing resolved, nothing constructed."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._faults: list[Fault] = []
        self._parents: list[dict[str, Any] | list[Any]] = []
        # One pending key per open mapping; None while the next scalar is a key.
        self._keys: list[str | None] = []
        self._root: Any = None
        self._documents = 0
        self._nodes = 0

    def read(self) -> dict[str, Any]:
        """The whole text as plain data; raises InputError with every fault found."""
        import yaml

        steps = self._steps()
        try:
            for event in yaml_events(self._text):
                step = steps.get(event.__class__)
                if step is not None:
                    step(event)
        except yaml.YAMLError as error:
            self._faults.append(_yaml_fault(error, self._text, self._name))
        if not self._faults and not isinstance(self._root, dict):
            what = "is empty." if self._root is None else "does not start with a mapping of fields."
            self._faults.append(Fault(f"{self._name}:1", what, "Write fields as name: value."))
        if self._faults:
            refuse_all(self._name, self._faults)
        root: dict[str, Any] = self._root
        return root

    def _steps(self) -> dict[type, Callable[[Any], None]]:
        from yaml import events

        return {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._open_mapping,
            events.SequenceStartEvent: self._open_list,
            events.MappingEndEvent: self._close,
            events.SequenceEndEvent: self._close,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }

    def _fault(self, event: Any, what: str, do: str) -> None:
        self._faults.append(Fault(f"{self._name}:{event.start_mark.line + 1}", what, do))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fault(event, "a second document starts here.", "Keep one document per file; remove ---.")
            refuse_all(self._name, self._faults)

    def _alias(self, event: Any) -> None:
        self._fault(event, "an alias (*name) stands here.", "Write the value out; to have a text, quote it.")
        self._put("*", event)

    def _check_plain(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(event, "an anchor (&name) stands here.", "Remove it; to have a text, quote it.")
        if event.tag is not None:
            self._fault(event, "a tag (!name) stands here.", "Remove it; to have a text, quote it.")

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_plain(event)
        value: str | None = event.value
        # implicit[0] is true of unquoted scalars only: a quoted "" or "null" is text.
        if value in {"", "~", "null"} and event.implicit[0]:
            value = None
        self._put(value, event)

    def _put(self, value: Any, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._fault(event, f"there are more than {MAX_NODES} values.", "Split the file.")
            refuse_all(self._name, self._faults)
        if not self._parents:
            self._root = value
            return
        parent = self._parents[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = self._key(value, event)
        else:
            parent[key] = value
            self._keys[-1] = None

    def _key(self, value: Any, event: Any) -> str:
        if not isinstance(value, str):
            self._fault(event, "a key is missing, or is not plain text.", "Write fields as name: value.")
            return f"({self._nodes})"
        if value == "<<" and event.implicit[0]:
            self._fault(event, "a merge key (<<) stands here.", "Write the fields out.")
        elif value in self._parents[-1]:
            self._fault(event, f"the key {key_words(value)} is given twice in one mapping.", "Keep one.")
        return value

    def _open_mapping(self, event: Any) -> None:
        self._open({}, event)

    def _open_list(self, event: Any) -> None:
        self._open([], event)

    def _open(self, value: dict[str, Any] | list[Any], event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_plain(event)
        self._put(value, event)
        self._parents.append(value)
        self._keys.append(None)
        if len(self._parents) > MAX_DEPTH:
            self._fault(event, f"lists and mappings nest deeper than {MAX_DEPTH}.", "Check the brackets.")
            refuse_all(self._name, self._faults)

    def _close(self, _event: Any) -> None:
        self._parents.pop()
        self._keys.pop()


def _yaml_fault(error: Exception, text: str, name: str) -> Fault:
    """libyaml's complaint in our words. Only its fixed phrases are used, never its quoted context."""
    if (mark := getattr(error, "problem_mark", None)) is None:
        position = int(getattr(error, "position", 0))
        line = text.encode("utf-8").count(b"\n", 0, position) + 1
        return Fault(f"{name}:{line}", "a control character stands here.", "Remove it.")
    lines = text.splitlines()
    line = min(mark.line + 1, len(lines))
    source = lines[line - 1]
    where = f"{name}:{line}"
    if "\t" in source[: len(source) - len(source.lstrip())]:
        return Fault(where, "the line is indented with a tab.", "Indent with spaces.")
    problem = str(getattr(error, "problem", ""))
    if problem.startswith("mapping values are not allowed"):
        return Fault(where, "a colon stands where no field can.", "Quote the text or check the indent.")
    return Fault(where, f"not valid YAML: {problem}.", "Check indent, quotes and brackets on and above it.")
