"""What the law treats apart: psychotherapy notes, substance use disorder records, what a state restricts.

45 CFR 164.508(a)(2): psychotherapy notes need an authorization of their own. 42 CFR part 2: substance use disorder
records need written consent, and a notice goes with them (2.32). Nothing here is legal advice.
"""

from __future__ import annotations

import datetime
from typing import Final

from authpack.domain.requests import Attachment
from authpack.errors import Fault

PART2_NOTICE: Final = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""Statement 2 of 42 CFR 2.32(a), as amended in 2024 (89 FR 12472); its wording is prescribed."""

_ASKED: Final = {
    "psychotherapy_notes": (
        "psychotherapy notes, and no separate authorization of the patient is recorded",
        "Take them out, or record the signed authorization (consent: yes, consent_date).",
    ),
    "part2": (
        "substance use disorder records (42 CFR part 2), and no written consent is recorded",
        "Take them out, or record the signed consent (consent: yes, consent_date).",
    ),
    "state_restricted": (
        "records that state law restricts, and no written consent is recorded",
        "Take them out, or record the signed consent (consent: yes, consent_date).",
    ),
}


def stops(attachment: Attachment, day: datetime.date) -> Fault | None:
    """Why an attachment may not go out on that day; None when it may."""
    where = f"/attachments/{attachment.id}"
    if attachment.sensitivity == "none":
        return None
    if attachment.sensitivity == "unknown":
        return Fault(
            f"{where}/sensitivity",
            "it is not recorded whether it holds psychotherapy notes, substance use disorder records, or what state "
            "law restricts.",
            "Look, and record one of none, psychotherapy_notes, part2, state_restricted.",
        )
    what, do = _ASKED[attachment.sensitivity]
    if attachment.consent != "yes":
        return Fault(f"{where}/consent", f"it holds {what}.", do)
    if attachment.consent_date is None:
        return Fault(
            f"{where}/consent_date", "the day of the patient's consent is not recorded.", "Record it."
        )
    if attachment.consent_date.first > day:
        return Fault(
            f"{where}/consent_date", "the patient's consent is dated after the packet.", "Check both dates."
        )
    return None


def needs_notice(attachment: Attachment) -> bool:
    """Whether the notice against redisclosure goes with it."""
    return attachment.sensitivity == "part2"
