"""JSON without its loose ends: double keys, NaN, numbers no record can hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from authpack.errors import Fault
from authpack.textio.lines import LineIndex, json_marks
from authpack.textio.refusal import MAX_DEPTH, MAX_NODES, key_words, refuse, refuse_all


def read_json(text: str, name: str) -> dict[str, Any]:
    """The checked content of a JSON text; raises InputError."""
    watch = _Watch()
    try:
        data = watch.parse(text)
    except json.JSONDecodeError as error:
        problem = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
        what = f"not valid JSON at column {error.colno}: {problem}."
        refuse(name, what, "Check commas, quotes and brackets on and above it.", error.lineno)
    except RecursionError:
        refuse(name, f"lists and mappings nest deeper than {MAX_DEPTH}.", "Check the brackets.")
    except (ValueError, ArithmeticError):
        # A number beyond what Python itself takes; the walk below finds its line.
        data, watch.suspicious = None, True
    # A surrogate pair in escapes is fine; only the walk can tell it from half a one.
    if (watch.suspicious or ("\\" in text and "\\u" in text)) and (faults := list(_faults(text, name))):
        refuse_all(name, faults)
    if not isinstance(data, dict):
        refuse(name, "does not start with a mapping of fields.", "Start with { and end with }.", 1)
    _check_shape(data, text, name)
    return data


class _Watch:
    """Parses with hooks that only note that something is off: lines are worked out when it is."""

    def __init__(self) -> None:
        self.suspicious = False

    def parse(self, text: str) -> Any:
        return json.loads(
            text, object_pairs_hook=self._mapping, parse_float=self._decimal, parse_constant=self._constant
        )

    def _mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            self.suspicious = True
        return result

    def _decimal(self, token: str) -> Decimal:
        if (len(token) > 40 or "e" in token or "E" in token) and not _is_reasonable(token):
            self.suspicious = True
        return Decimal(token)

    def _constant(self, _token: str) -> None:
        self.suspicious = True


def _is_reasonable(token: str) -> bool:
    """Whether a JSON number is one a record can hold; ``1e999999`` would fill the memory as an integer."""
    exponent = token.lower().partition("e")[2]
    return len(token) <= 40 and (not exponent or abs(int(exponent)) <= 30)


def _faults(text: str, name: str) -> Iterator[Fault]:
    """What JSON itself allows and we do not, with lines."""
    for path, line in LineIndex(json_marks(text), json.loads).doubles:
        what = f"the key {key_words(path[-1])} is given twice in one mapping."
        yield Fault(f"{name}:{line}", what, "Keep one.")
    for kind, token, line in json_marks(text):
        fault = _token_fault(token) if kind == "text" else None
        if fault:
            yield Fault(f"{name}:{line}", *fault)


def _token_fault(token: str) -> tuple[str, str] | None:
    if token in {"true", "false", "null"}:
        return None
    if token.startswith('"'):
        broken = any("\ud800" <= letter <= "\udfff" for letter in json.loads(token))
        return ("holds half a character (a lone surrogate).", "Type the text again.") if broken else None
    if token.lstrip("-") in {"NaN", "Infinity"}:
        return "NaN and Infinity are not numbers a record can hold.", "Use null."
    return None if _is_reasonable(token) else ("a number is far too large, small or long.", "Check it.")


def _check_shape(data: dict[str, Any], text: str, name: str) -> None:
    # A value takes two characters or more ("1,"), so most files need no counting.
    if len(text) > 2 * MAX_NODES and _count(data) > MAX_NODES:
        refuse(name, f"there are more than {MAX_NODES} values.", "Split the file.")
    level: list[Any] = [data]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            refuse(name, f"lists and mappings nest deeper than {MAX_DEPTH}.", "Check the brackets.")
        level = [
            child
            for parent in level
            for child in (parent.values() if type(parent) is dict else parent)
            if type(child) is dict or type(child) is list
        ]


def _count(data: Any) -> int:
    waiting, count = [data], 0
    while waiting and count <= MAX_NODES:
        value = waiting.pop()
        count += 1
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return count
