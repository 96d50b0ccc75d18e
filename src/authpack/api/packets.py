"""Build a packet, and check a manifest later."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from authpack import content
from authpack.api.judging import catalog as _catalog
from authpack.api.judging import request_of
from authpack.api.letters import letter as _letter
from authpack.criteria.finding import Determination
from authpack.domain.case import Case
from authpack.errors import MissingPartError

if TYPE_CHECKING:
    from authpack.documents.finished import Finished
    from authpack.documents.signing import Signing
    from authpack.packets.build import Order, Packet
    from authpack.packets.manifest import PolicyEntry
    from authpack.packets.verify import Verified

__all__ = ["packet", "verify_packet"]

NEEDS = ("pypdfium2", "pikepdf", "PIL")


def packet(
    case: Case,
    determination: Determination,
    order: Order,
    *,
    kind: str | None = None,
    letter: Finished | None = None,
    about: Mapping[str, str] | None = None,
    date: datetime.date | None = None,
    allow_gaps: bool = False,
    signing: Signing | None = None,
    case_file: bytes | None = None,
    templates: Iterable[Path] = (),
) -> Packet:
    """One submission-ready packet; nothing is written to disk.

    order: what goes in (``Order(folder=...)``: the folder of the attachments' files). letter: a finished letter, appeal
    or note in place of the one that ``kind`` names. signing: of the letter (``sign_letter``). date: the day that the
    packet bears (default: the request date). case_file: bytes of the record's file, for the manifest. Raises
    DocumentRefused, InputError, MissingPartError.
    """
    require_parts()
    from authpack.packets.build import build_packet

    folders = list(templates)

    def write() -> Finished:
        return letter or _letter(
            case,
            determination,
            kind=kind,
            date=date,
            about=about,
            allow_gaps=allow_gaps,
            templates=folders,
            signing=signing,
        )

    request = request_of(case, determination.request)
    day = date or (request.date.first if request.date and request.date.exact else determination.as_of)
    return build_packet(
        case,
        request,
        determination,
        write,
        order,
        date=day,
        folders=[root.path for root in content.template_roots(folders)],
        case_file=case_file,
    )


def verify_packet(
    manifest: Path,
    *,
    exhibits: Path | None = None,
    case_file: Path | None = None,
    policies: Iterable[Path] = (),
    templates: Iterable[Path] = (),
) -> list[Verified]:
    """Everything that a packet's manifest names, each same, changed, missing or not checked; nothing is judged anew.

    manifest: the file beside the packet. exhibits, case_file: without them those are not checked. policies, templates: a
    practice's own folders. InputError when it is no manifest.
    """
    from authpack.packets.verify import read_manifest, verify

    def held(entry: PolicyEntry) -> str | None:
        revisions = _catalog(policies, only=entry.id).revisions.get(entry.id, ())
        return next((one.sha256 for one in revisions if one.head.revision == entry.revision), None)

    return verify(
        read_manifest(manifest),
        packet=manifest.parent,
        exhibits=exhibits,
        case=case_file,
        templates=[root.path for root in content.template_roots(templates)],
        policy=held,
    )


def require_parts() -> None:
    """MissingPartError when a library that packets need is not installed."""
    from importlib.util import find_spec

    missing = [name for name in NEEDS if find_spec(name) is None]
    if missing:
        raise MissingPartError(
            f"Building a packet needs libraries that are not installed ({', '.join(missing)}).",
            do="Run: pip install 'authpack[packet]'",
        )
