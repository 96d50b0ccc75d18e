"""A finished document of any family (letter, appeal, note): both formats, the trace, and what goes beside them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from authpack.criteria.finding import Determination
from authpack.documents.blocks import Document
from authpack.documents.printed import pictures_in, printed_units
from authpack.documents.signing import document_hash
from authpack.documents.template import Library
from authpack.documents.trace import ORIGINS, Tracer
from authpack.documents.writers.style import Style, load_style
from authpack.errors import DocumentRefused

TRACE_SCHEMA = "authpack.trace/1"


@dataclass(frozen=True, slots=True)
class Finished:
    """One finished document.

    ``kind``: its name in the table of its family; ``draft``: DRAFT stands on every page; ``stem``: the
    files' common name (case number, request, kind; no patient data); ``beside``: further files for the
    practice, by the ending of their names (``gaps.md``).
    """

    kind: str
    draft: bool
    stem: str
    document: Document
    docx: bytes
    pdf: bytes
    trace: dict[str, Any]
    beside: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The names of its files."""
        return [f"{self.stem}.{ending}" for ending in ("docx", "pdf", "trace.json", *self.beside)]

    def files(self) -> dict[str, bytes]:
        """File name -> content."""
        beside = (text.encode() for text in self.beside.values())
        contents = (self.docx, self.pdf, trace_text(self.trace).encode(), *beside)
        return dict(zip(self.names(), contents, strict=True))


def finish(
    kind: str,
    stem: str,
    document: Document,
    trace: Callable[[], dict[str, Any]],
    folders: Sequence[Path],
    *,
    font_folders: tuple[Path, ...] = (),
    beside: Mapping[str, str] | None = None,
) -> Finished:
    """Write a composed document in both formats. ``folders``: the template folders, the practice's own first.

    trace: makes the document's trace. It is made, and the DOCX written, while the PDF is set: the typesetter works
    outside Python's lock.
    """
    from concurrent.futures import ThreadPoolExecutor

    from authpack.documents.writers.docx import write_docx
    from authpack.documents.writers.pdf import write_pdf

    style = style_of(folders, font_folders)
    with ThreadPoolExecutor(max_workers=1) as worker:
        setting = worker.submit(write_pdf, document, style)
        traced = trace()
        docx = write_docx(document, style)
        traced["pictures"] = pictures_in(docx)
        pdf = setting.result()
    return Finished(kind, document.draft, stem, document, docx, pdf, traced, dict(beside or {}))


def trace_data(
    document: Document,
    tracer: Tracer,
    *,
    kind: str,
    case: str,
    request: str | None = None,
    determination: Determination | None = None,
    date: datetime.date | None = None,
    about: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """``*.trace.json``: every printed value with its origin, and what the document was made from.

    ``printed`` holds all words in order, for comparing an edited copy (``authpack letter verify``); ``date`` and
    ``about`` what the writer chose, so that the same document can be made again from the present record.
    """
    policy = determination.policy if determination else None
    return {
        "schema": TRACE_SCHEMA,
        "document": kind,
        "case": case,
        "request": request,
        "policy": {"id": policy.id, "revision": policy.head.revision, "sha256": policy.sha256}
        if policy
        else None,
        "draft": document.draft,
        "blocks_sha256": document_hash(document),
        "as_of": determination.as_of.isoformat() if determination else None,
        "date": date.isoformat() if date else None,
        "about": dict(about or {}),
        "kinds": {str(kind): says for kind, says in ORIGINS.items()},
        "values": [
            {
                "id": one.id,
                "kind": str(one.kind),
                "text": one.text,
                "paths": list(one.paths),
                **({"rule": one.rule, "inputs": _paths_of(one.inputs, tracer)} if one.rule else {}),
            }
            for one in (tracer.get(name) for name in document.trace_ids())
        ],
        "printed": printed_units(document),
    }


def _paths_of(inputs: Iterable[str], tracer: Tracer) -> list[str]:
    """What a computation read, as paths: an id of another value is replaced by what that one rests on."""
    known = {one.id: one for one in tracer.traces}
    found: list[str] = []
    for name in inputs:
        one = known.get(name)
        found += [name] if one is None else [*one.paths, *_paths_of(one.inputs, tracer)]
    return list(dict.fromkeys(found))


def trace_text(trace: Mapping[str, Any]) -> str:
    """The trace as JSON, one printed unit a line."""
    # By the library that writes models: Python's own writes indented JSON item by item, in Python.
    head = to_json({k: v for k, v in trace.items() if k != "printed"}, indent=1).decode()
    units = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in trace["printed"])
    return f'{head[:-2]},\n "printed": [\n  {units}\n ]\n}}\n'


@lru_cache(maxsize=8)
def library(folders: tuple[Path, ...]) -> Library:
    """The templates of these folders, compiled once in a process."""
    return Library(folders)


def style_of(folders: Sequence[Path], font_folders: tuple[Path, ...] = ()) -> Style:
    """The first folder that holds styles decides the look."""
    found = next(
        (folder / "styles" for folder in folders if (folder / "styles" / "style.yaml").is_file()), None
    )
    if found is None:
        raise DocumentRefused("No templates/styles/style.yaml was found, so no document can be set.")
    shipped = folders[-1] / "styles" / "fonts"
    return load_style(found, font_dirs=font_folders, shipped_fonts=shipped if shipped.is_dir() else None)
