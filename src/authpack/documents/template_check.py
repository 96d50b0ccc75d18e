"""Checks templates without a patient: syntax, front matter, directives, banned words, and every name in every branch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from authpack.documents.banned import load_banned, template_faults
from authpack.documents.families import DocumentKind, document_kinds
from authpack.documents.frontmatter import read_front_matter
from authpack.documents.markdown import DIRECTIVES
from authpack.documents.template import Library
from authpack.documents.template_names import NameCheck
from authpack.documents.values_guide import Shape, nearest, shape_of
from authpack.errors import AuthpackError, Fault

_DIRECTIVE = re.compile(r"^:::[ \t]*([a-z]\w*)", re.MULTILINE)


def template_faults_of(library: Library, name: str, read: set[str]) -> tuple[Fault, ...]:
    """Every fault of one template, and of the partials it uses, that can be told without a record.

    read: files whose wording was looked at already; those of this template are added.
    """
    try:
        library.front_matter(name)
        library.tree(name)
        sources = {one: text for one, text in library.sources(name).items() if one not in read}
    except AuthpackError as error:
        return error.faults or (as_fault(error, name, library.text(name)),)
    found = [*directive_faults(sources), *template_faults(sources, load_banned(library.folders))]
    read |= sources.keys()
    for kind in kinds_of(name):
        shape = shape_of(kind.name)
        if shape is not None:
            found += NameCheck(library.tree).check(name, shape)
            found += _required(library, name, shape)
    return tuple(dict.fromkeys(found))


def kinds_of(name: str) -> tuple[DocumentKind, ...]:
    """The kinds of documents that a template writes."""
    return tuple(one for one in document_kinds() if one.template == name)


def as_fault(error: AuthpackError, name: str, source: str = "") -> Fault:
    """A refusal as a fault at its place: the one it names (``letters/x.md.j2:14: ...``), or where the template
    names the file that is not there."""
    place = re.match(r"(\S+\.j2(?::\d+)?): (.*)", error.what, re.DOTALL)
    if place:
        return Fault(place[1], place[2], error.do)
    absent = re.match(r"There is no template (\S+\.j2)", error.what)
    if absent and absent[1] in source:
        line = source.count("\n", 0, source.index(absent[1])) + 1
        return Fault(f"{name}:{line}", error.what, error.do)
    return Fault(name, error.what, error.do)


def directive_faults(sources: dict[str, str]) -> Iterator[Fault]:
    """Lines that open a directive that does not exist."""
    for name, source in sources.items():
        for found in _DIRECTIVE.finditer(source):
            if found[1] not in DIRECTIVES:
                line = source.count("\n", 0, found.start()) + 1
                yield Fault(
                    f"{name}:{line}",
                    f"'::: {found[1]}' is not a directive.{nearest(found[1], list(DIRECTIVES))}",
                )


def _required(library: Library, name: str, shape: Shape) -> Iterator[Fault]:
    """Names under ``requires`` that no record could ever fill."""
    source = library.text(name)
    for path in read_front_matter(source, name).requires:
        here: Shape | None = shape
        for step in path.split("."):
            here = here.fields.get(step) if here is not None and here.kind != "any" else here
            if here is None:
                line = next((n for n, text in enumerate(source.splitlines(), 1) if path in text), 1)
                yield Fault(f"{name}:{line}", f"'{path}' under requires is not a value of this document.")
                break


def template_names(folders: Iterable[Path]) -> tuple[str, ...]:
    """Every template and partial of the folders (``letters/x.md.j2``), each once."""
    return tuple(
        sorted({one.relative_to(folder).as_posix() for folder in folders for one in folder.rglob("*.j2")})
    )
