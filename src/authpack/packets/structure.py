"""Joining tagged PDFs of ours into one, tags and all: what a screen reader reads stays whole (PDF structure trees).

``pages.extend`` leaves the tags behind. Here the second file's tree is copied under the first one's root, and the
numbers by which pages and links name their place in the tree are moved up, so that none is used twice.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf


def append_tagged(base: pikepdf.Pdf, content: bytes, prefix: str) -> range:
    """Append a tagged PDF of ours with its structure; the indices of its pages in ``base``.

    ``prefix`` parts the names of its table cells from those of other files, and must differ for each.
    """
    first = len(base.pages)
    with pikepdf.open(io.BytesIO(content)) as source:
        base.pages.extend(source.pages)
        added = range(first, len(base.pages))
        tree = source.Root.get("/StructTreeRoot")
        if tree is not None:
            # Pages first: copied elements then name the pages of this file, not nothing.
            _join(base, base.copy_foreign(source.make_indirect(tree)), added, prefix)
    return added


def append_pages(base: pikepdf.Pdf, pages: Sequence[tuple[str, str]], title: str, first: int) -> None:
    """Tag pages of a stranger's making, each as one element: its tag (P, Figure), and what is said in its place.

    ``first``: index of the first of them. Their content is marked as number 0 of its page (``stamps``).
    """
    root = base.Root.StructTreeRoot
    key = int(root.get("/ParentTreeNextKey", _next_key(root)))
    section = base.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Sect, P=root, T=pikepdf.String(title))
    )
    kids, entries = [], pikepdf.NumberTree(root.ParentTree)
    for index, (tag, alternative) in enumerate(pages, first):
        page = base.pages[index].obj
        element = base.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{tag}"), P=section, Pg=page, K=0
            )
        )
        if alternative:
            element.Alt = pikepdf.String(alternative)
        page.StructParents = key
        entries[key] = pikepdf.Array([element])
        kids.append(element)
        key += 1
    section.K = pikepdf.Array(kids)
    root.ParentTreeNextKey = key
    root.K = pikepdf.Array([*_kids(root), section])


def _join(base: pikepdf.Pdf, tree: Any, added: range, prefix: str) -> None:
    root = base.Root.StructTreeRoot
    offset = int(root.get("/ParentTreeNextKey", _next_key(root)))
    for index in added:
        _move_up(base.pages[index].obj, offset)
    entries = pikepdf.NumberTree(root.ParentTree)
    last = offset
    for key, value in pikepdf.NumberTree(tree.ParentTree).items():
        entries[int(key) + offset] = value
        last = max(last, int(key) + offset + 1)
    root.ParentTreeNextKey = last
    _rename_cells(tree, prefix)
    for name in ("/RoleMap", "/ClassMap"):
        for key, value in dict(tree.get(name, {})).items():
            if name not in root:
                root[name] = pikepdf.Dictionary()
            if key not in root[name]:
                root[name][key] = value
    kids = _kids(tree)
    for kid in kids:
        kid.P = root
    root.K = pikepdf.Array([*_kids(root), *kids])
    _join_ids(base, root, tree)


def _next_key(root: Any) -> int:
    return max((int(key) for key in pikepdf.NumberTree(root.ParentTree)), default=-1) + 1


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _move_up(page: Any, offset: int) -> None:
    """The numbers of a page, its links and its drawings, moved up."""
    if "/StructParents" in page:
        page.StructParents = int(page.StructParents) + offset
    for annotation in page.get("/Annots", []):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + offset
    for drawing in dict(page.get("/Resources", {}).get("/XObject", {})).values():
        for key in ("/StructParents", "/StructParent"):
            if key in drawing:
                drawing[key] = int(drawing[key]) + offset


def _elements(tree: Any) -> Iterator[Any]:
    """Every structure element below a tree's root."""
    waiting = _kids(tree)
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/Type", "/StructElem")) == "/StructElem":
            yield one
            waiting += _kids(one)


def _rename_cells(tree: Any, prefix: str) -> None:
    """Names of header cells, and of those that cells refer to, with the prefix."""
    mark = prefix.encode()
    for element in _elements(tree):
        if "/ID" in element:
            element.ID = pikepdf.String(mark + bytes(element.ID))
        held = element.get("/A")
        for attributes in list(held) if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(attributes, pikepdf.Dictionary) and "/Headers" in attributes:
                attributes.Headers = pikepdf.Array(
                    [pikepdf.String(mark + bytes(one)) for one in attributes.Headers]
                )


def _join_ids(base: pikepdf.Pdf, root: Any, tree: Any) -> None:
    """One tree of names for all header cells."""
    found = {bytes(one.ID): one for part in (root, tree) for one in _elements(part) if "/ID" in one}
    if not found:
        return
    flat: list[Any] = []
    for key in sorted(found):
        flat += [pikepdf.String(key), found[key]]
    ends = pikepdf.Array([flat[0], flat[-2]])
    leaf = base.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(flat), Limits=ends))
    root.IDTree = pikepdf.Dictionary(Kids=pikepdf.Array([leaf]))
