"""Which attachments, and which of their pages, prove what the criteria read; in the order the criteria cite them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from authpack.domain.case import Case
from authpack.domain.requests import Attachment
from authpack.packets.relied import Relied


@dataclass(frozen=True, slots=True)
class Proof:
    """One place in an attachment that documents a path. ``page``: of the file, from 1; None: the whole of it."""

    attachment: Attachment
    path: str
    page: int | None


def page_numbers(text: str) -> tuple[int, ...]:
    """The pages of a range such as "2, 4-5", in order, each once; a range written backwards counts as well."""
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        ends = sorted((int(first), int(last or first)))
        found.update(range(ends[0], ends[1] + 1))
    return tuple(sorted(found))


def proofs(attachments: Iterable[Attachment]) -> list[Proof]:
    """Everything that the attachments say they document, page by page before the whole."""
    found: list[Proof] = []
    for one in attachments:
        for part in one.on_pages:
            found += [Proof(one, path, page) for page in page_numbers(part.pages) for path in part.proves]
        found += [Proof(one, path, None) for path in one.proves]
    return found


def covers(documented: str, path: str) -> bool:
    """Whether a documented path covers a path that was read: it is the same, or stands above it."""
    return path == documented or path.startswith(documented.rstrip("/") + "/")


def shows_part(documented: str, path: str) -> bool:
    """Whether a documented path lies below a path that was read: the document shows a part of it."""
    return documented.startswith(path.rstrip("/") + "/")


@dataclass(frozen=True, slots=True)
class Citation:
    """What proves the facts of one criterion. ``missing``: paths that no attachment documents."""

    proofs: tuple[Proof, ...]
    missing: tuple[str, ...]


def citation(paths: Iterable[str], known: list[Proof]) -> Citation:
    """The proofs of these paths; for each path the pages that cover it, else those that show a part of it."""
    found: dict[tuple[str, int | None], Proof] = {}
    missing: list[str] = []
    for path in dict.fromkeys(paths):
        if path.startswith("/requests/"):
            # What is asked of the payer stands in the letter itself; a signed consent may still prove it.
            hits = [one for one in known if covers(one.path, path)]
        else:
            hits = [one for one in known if covers(one.path, path)]
            hits = hits or [one for one in known if shows_part(one.path, path)]
            if not hits:
                missing.append(path)
        narrow = [one for one in hits if one.page is not None]
        for one in narrow or hits:
            found.setdefault((one.attachment.id, one.page), one)
    return Citation(_narrowest(found.values()), tuple(missing))


def _narrowest(found: Iterable[Proof]) -> tuple[Proof, ...]:
    """A whole attachment says nothing more where single pages of it are named as well."""
    listed = list(found)
    paged = {one.attachment.id for one in listed if one.page is not None}
    return tuple(one for one in listed if one.page is not None or one.attachment.id not in paged)


def cited_in_order(case: Case, rows: Iterable[Relied]) -> tuple[list[Attachment], list[Attachment]]:
    """Attachments that a criterion cites, in the order of the criteria; and those that nothing cites."""
    known = proofs(case.attachments)
    order: dict[str, Attachment] = {}
    for row in rows:
        for proof in citation(row.paths, known).proofs:
            order.setdefault(proof.attachment.id, proof.attachment)
    return list(order.values()), [one for one in case.attachments if one.id not in order]


def letters(count: int) -> list[str]:
    """Exhibit letters: A to Z, then AA, AB ..."""
    return [_letter(index) for index in range(count)]


def _letter(index: int) -> str:
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def pages_wanted(attachment: Attachment, *, all_pages: bool) -> tuple[int, ...] | None:
    """Pages of the file that go into the packet; None for all of them."""
    if all_pages or attachment.proves or not attachment.on_pages:
        return None
    return tuple(sorted({page for part in attachment.on_pages for page in page_numbers(part.pages)}))


def runs(pages: Sequence[int]) -> list[tuple[int, int]]:
    """Neighboring pages as stretches: 1, 2, 3, 7 -> (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for page in pages:
        if found and page == found[-1][1] + 1:
            found[-1] = (found[-1][0], page)
        else:
            found.append((page, page))
    return found
