"""What a template declares about itself: the YAML between two ``---`` lines at its top."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from authpack.errors import ContentError

_LISTS = {"literals", "requires"}
_FIELDS = {"title", "lang", *_LISTS}


class FrontMatter(NamedTuple):
    """What a template declares about itself (see ``template``); every value is a text."""

    title: str = ""
    lang: str = "en-US"
    literals: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


def _split(source: str) -> tuple[str, str]:
    if not source.startswith("---\n"):
        return "", source
    head, closed, body = source[4:].partition("\n---\n")
    return (head, body) if closed else ("", source)


def without_front_matter(source: str) -> str:
    """The template itself, with blank lines in front so that line numbers stay right."""
    body = _split(source)[1]
    return "\n" * (source.count("\n") - body.count("\n")) + body


def read_front_matter(source: str, name: str) -> FrontMatter:
    """The declared fields; ContentError with the line for anything but known fields holding texts."""
    head = _split(source)[0]
    if not head:
        return FrontMatter()
    try:
        node = yaml.compose(
            head, Loader=yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        raise ContentError(f"{name}:{line}: the front matter is not YAML.") from None
    found: dict[str, Any] = {}
    for key, value in _pairs(node, name):
        if key.value not in _FIELDS or key.value in found:
            raise ContentError(
                f"{name}:{key.start_mark.line + 2}: {key.value!r} is not a known field, or is there twice."
            )
        found[key.value] = _texts(value, name) if key.value in _LISTS else _text(value, name)
    return FrontMatter(**found)


def _pairs(node: yaml.Node | None, name: str) -> list[tuple[Any, Any]]:
    if not isinstance(node, yaml.MappingNode):
        raise ContentError(f"{name}:2: the front matter is not a list of fields (title: ...).")
    pairs: list[tuple[Any, Any]] = node.value
    return pairs


def _text(node: Any, name: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ContentError(f"{name}:{node.start_mark.line + 2}: one text is expected here.")
    return str(node.value)


def _texts(node: Any, name: str) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise ContentError(f"{name}:{node.start_mark.line + 2}: a list of texts is expected here.")
    return tuple(_text(item, name) for item in node.value)
