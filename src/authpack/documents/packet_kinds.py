"""The documents that authpack writes around the exhibits of a packet, a row each; ``packets/front.py`` writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PacketKind:
    """One kind: what it is for, and its template."""

    says: str
    template: str


KINDS: Final = {
    "packet_cover": PacketKind("the fax cover sheet of a packet or of one part", "packets/cover.md.j2"),
    "packet_contents": PacketKind("the contents of a packet", "packets/contents.md.j2"),
    "packet_crosswalk": PacketKind(
        "the criteria, and the exhibit pages that show each", "packets/crosswalk.md.j2"
    ),
    "packet_treatment": PacketKind(
        "medication trials and scores, and where each is shown", "packets/treatment.md.j2"
    ),
    "packet_notice": PacketKind(
        "the notice before records of substance use treatment", "packets/notice.md.j2"
    ),
}
