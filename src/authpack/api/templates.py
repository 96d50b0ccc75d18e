"""The templates at hand: which folder wins, what a template may name, whether it is sound, and copies to change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from authpack import content
from authpack.api.templates_samples import Sample, samples
from authpack.documents.families import DocumentKind, document_kinds
from authpack.documents.finished import library
from authpack.documents.template import Library
from authpack.documents.template_check import as_fault, kinds_of, template_faults_of, template_names
from authpack.documents.values_guide import Entry, entries, nearest
from authpack.errors import AuthpackError, DocumentRefused, Fault, InputError

__all__ = ["TemplateFile", "check_templates", "copy_template", "template", "templates", "values"]


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One template as it is used: its name, the folder that wins, the kinds it writes, and its version.

    ``own``: it is the practice's; ``hides``: it stands in place of a shipped one; ``sha256``: of the file and all
    that it extends, includes or imports, so that a changed partial changes it too.
    """

    name: str
    folder: Path
    own: bool
    hides: bool
    kinds: tuple[DocumentKind, ...]
    sha256: str

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / self.name


def templates(folders: Iterable[Path] = ()) -> tuple[TemplateFile, ...]:
    """Every template and partial, the practice's own first in each conflict."""
    roots = content.template_roots(folders)
    shelf = Library([root.path for root in roots])
    found = []
    for name in template_names(root.path for root in roots):
        holding = [root for root in roots if (root.path / name).is_file()]
        winner = holding[0]
        hides = winner.local and any(not root.local for root in holding)
        version = _version(shelf, name)
        found.append(TemplateFile(name, winner.path, winner.local, hides, kinds_of(name), version))
    return tuple(found)


def _version(shelf: Library, name: str) -> str:
    """A hash over the file and what it uses; of the file alone while that cannot be read."""
    try:
        names = sorted(shelf.sources(name))
    except AuthpackError:
        names = [name]
    text = "\0".join(f"{one}\0{shelf.text(one)}" for one in names)
    return hashlib.sha256(text.encode()).hexdigest()


def template(name: str, folders: Iterable[Path] = ()) -> TemplateFile:
    """The template of that name, file (with or without .md.j2) or kind; InputError with the nearest otherwise."""
    every = {one.name: one for one in templates(folders)}
    by_kind = {kind.name: one for one in every.values() for kind in one.kinds}
    found = every.get(name) or every.get(f"{name}.md.j2") or by_kind.get(name)
    if found is None:
        known = [*(one.removesuffix(".md.j2") for one in every), *by_kind]
        raise InputError(
            f"There is no template or kind of document '{name}'.{nearest(name, known)}",
            do="`authpack templates list` names them.",
        )
    return found


def values(kind: str) -> tuple[tuple[Entry, str], ...]:
    """Each value that a template of this kind may name, with an example from the invented records.

    InputError for an unknown kind, or one whose values are not documented.
    """
    known = [one.name for one in document_kinds()]
    if kind not in known:
        raise InputError(
            f"There is no kind of document '{kind}'.{nearest(kind, known)}",
            do="`authpack templates list` names them.",
        )
    examples = _examples(kind)
    return tuple((one, examples.get(one.path, "")) for one in entries(kind))


def _examples(kind: str) -> dict[str, str]:
    from authpack.documents.values_seen import seen

    folders = [content.shipped("templates")]
    found: dict[str, str] = {}
    for one in samples(folders, frozenset({kind})):
        if one.context is not None:
            for path, _, example in seen(one.context):
                if example and not found.get(path):
                    found[path] = example
    return found


# -- checking --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    """``faults``: everything found; ``names``: the templates looked at; ``written``: documents written from examples."""

    names: tuple[str, ...]
    faults: tuple[Fault, ...]
    written: int
    unused: tuple[str, ...]


def check_templates(name: str | None = None, folders: Iterable[Path] = ()) -> Checked:
    """Check one template, else the practice's own where there are any, else all; nothing is raised for a fault.

    Names are checked in every branch against the documented values; then every kind that uses a template is
    written from the examples, and what the engine refuses is a fault (not what an example's record lacks).
    """
    given = tuple(folders)
    roots = content.template_roots(given)
    paths = [root.path for root in roots]
    shelf = library(tuple(paths))
    chosen = [template(name, given).name] if name else _to_check(roots)
    read: set[str] = set()
    faults = [fault for one in chosen for fault in template_faults_of(shelf, one, read)]
    used = _used(shelf)
    faults += (broken := _style_faults(paths))
    # Without a style no document can be written, and each would tell the same fault.
    kinds = frozenset(kind for kind, names in used.items() if names & set(chosen) and not broken)
    found, written = _written(paths, kinds)
    # A fault told with its line need not be told again as what became of the examples.
    faults += [one for one in found if one.where not in {fault.where for fault in faults}]
    every = set().union(*used.values())
    unused = tuple(one for one in chosen if one not in every and not _is_part(one))
    return Checked(tuple(chosen), tuple(dict.fromkeys(faults)), written, unused)


def _style_faults(folders: list[Path]) -> list[Fault]:
    """What is wrong with the style file that decides, told once for all documents."""
    from authpack.documents.finished import style_of

    try:
        style_of(folders)
    except AuthpackError as error:
        return list(error.faults) or [as_fault(error, "styles/style.yaml")]
    return []


def _to_check(roots: tuple[content.Root, ...]) -> list[str]:
    own = template_names(root.path for root in roots if root.local)
    return list(own or template_names(root.path for root in roots))


def _used(shelf: Library) -> dict[str, set[str]]:
    """Every kind with its template and all that this uses."""
    found: dict[str, set[str]] = {}
    for kind in document_kinds():
        try:
            found[kind.name] = set(shelf.sources(kind.template))
        except AuthpackError:
            found[kind.name] = {kind.template}
    return found


def _is_part(name: str) -> bool:
    return name.startswith("partials/")


def _written(folders: list[Path], kinds: frozenset[str]) -> tuple[list[Fault], int]:
    """Faults met in writing the kinds from the examples, each once, and how many documents were written."""
    found: dict[tuple[str, str], Fault] = {}
    written = 0
    for one in samples(folders, kinds) if kinds else ():
        if one.error is None:
            written += one.context is not None
        elif one.context is not None and not _lacks_a_fact(one):
            for fault in _faults_of(one):
                found.setdefault((one.template, fault.what), fault)
    return list(found.values()), written


def _lacks_a_fact(one: Sample) -> bool:
    """The record does not hold what the template requires: no fault of the template."""
    return isinstance(one.error, DocumentRefused) and not one.filled


def _faults_of(one: Sample) -> list[Fault]:
    assert one.error is not None
    first = as_fault(one.error, one.template)
    said = f"{first.what} (writing {one.kind} from example {one.example})"
    return [
        Fault(first.where, said, first.do),
        *(Fault(one.template, str(fault)) for fault in one.error.faults),
    ]


# -- copying ---------------------------------------------------------------------------------------


def copy_template(name: str, folders: Iterable[Path] = ()) -> dict[str, str]:
    """The template and everything it extends, includes or imports: name -> text."""
    given = tuple(folders)
    shelf = Library([root.path for root in content.template_roots(given)])
    chosen = template(name, given).name
    return {one: shelf.text(one) for one in shelf.sources(chosen)}
