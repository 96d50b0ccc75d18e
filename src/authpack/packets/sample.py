"""The front matter of a packet whose exhibits nobody has read: for checking templates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from authpack.criteria.finding import Determination
from authpack.domain.case import Case
from authpack.domain.requests import Attachment, Request
from authpack.packets.cited import cited_in_order, letters, pages_wanted, proofs
from authpack.packets.exhibits import Exhibit, Page, Read
from authpack.packets.front import Front, Matter
from authpack.packets.layout import Section, lay_out
from authpack.packets.relied import relied
from authpack.packets.sensitivity import needs_notice


def compose_front(
    case: Case,
    request: Request,
    determination: Determination,
    *,
    date: datetime.date,
    folders: Sequence[Path],
) -> Front:
    """All documents of the front matter, for a packet in two parts; pages of exhibits are those that the record names."""
    cited, _ = cited_in_order(case, relied(case, request, determination))
    named = zip(letters(len(cited)), cited, strict=True)
    exhibits = tuple(Exhibit(mark, one, _unread(one)) for mark, one in named)
    matter = Matter(
        case,
        request,
        determination,
        date,
        "Letter",
        False,
        exhibits,
        (),
        tuple(proofs(cited)),
        tuple(folders),
    )
    own = [Section(name, name, 1, 0, "front") for name in ("letter", "crosswalk", "treatment")]
    front = Front(matter, lay_out([own, list(_sections(exhibits))] if exhibits else [own], {}))
    front.compose()
    return front


def _sections(exhibits: Sequence[Exhibit]) -> Sequence[Section]:
    found = []
    for one in exhibits:
        name = one.attachment.id
        if needs_notice(one.attachment):
            found.append(Section(f"notice:{name}", one.name, 1, 0, name))
        found.append(Section(f"exhibit:{name}", one.name, len(one.read.pages), 0, name))
    return found


def _unread(attachment: Attachment) -> Read:
    numbers = pages_wanted(attachment, all_pages=False) or range(1, (attachment.pages or 1) + 1)
    pages = tuple(
        Page(number, of_file, 612, 792, "", "", "", "", None, "center", False)
        for number, of_file in enumerate(numbers, 1)
    )
    total = max(attachment.pages or 0, *numbers)
    return Read(attachment.id, attachment.title, "", "", total, pages, (), (), b"")
