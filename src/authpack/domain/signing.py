"""Who signed a note, and when it was written. A note without these rows is unsigned."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from authpack.domain.base import Id, Line, Record, Text, YesNo
from authpack.domain.dates import PartialDate

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")


def _clock(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise PydanticCustomError("clock", "is not a time of day; write 9:05 or 14:30 (24 hours)")
    return value


Clock = Annotated[str, AfterValidator(_clock)]
"""A time of day at the practice, 24-hour: 9:05, 14:30."""
SignRole = Literal["operator", "clinician", "patient", "guardian"]


class Signature(Record):
    """One person's signature on one note: recorded one by one, never by a log of many sessions."""

    role: SignRole
    """clinician: the responsible physician or other practitioner; operator: who ran the device."""
    clinician: Id | None = None
    """Whose signature, when the person is one of the case's clinicians."""
    name: Line | None = None
    """Whose signature otherwise."""
    date: PartialDate
    time: Clock | None = None
    record: Annotated[str, Field(pattern=r"^[0-9a-f]{12,64}$")]
    """The record code printed on the unsigned note: what was signed. A later change of the record breaks it."""


class Written(Record):
    """When a note was written, and who signed it."""

    written: PartialDate | None = None
    """The day the note was created. Another day than the service makes it a late entry."""
    written_time: Clock | None = None
    late_reason: Text | None = None
    """Why it was written later."""
    signatures: tuple[Signature, ...] = ()


class Suicidality(Record):
    """What was asked about suicide, and what a clinician did about a positive answer."""

    item_9: Annotated[int, Field(ge=0, le=3)] | None = None
    """Item 9 of the PHQ-9."""
    c_ssrs: Annotated[int, Field(ge=0, le=5)] | None = None
    """C-SSRS screen: highest level of ideation, 0 for none."""
    behavior: YesNo = "unknown"
    """C-SSRS screen: suicidal behavior since the last visit."""
    clinician: Id | None = None
    """Who assessed the patient after a positive answer."""
    assessed: Clock | None = None
    assessment: Text | None = None
    disposition: Text | None = None

    @property
    def positive(self) -> bool:
        """Whether any recorded answer is above zero or yes."""
        return bool(self.item_9) or bool(self.c_ssrs) or self.behavior == "yes"

    @property
    def asked(self) -> bool:
        """Whether anything was recorded."""
        return self.item_9 is not None or self.c_ssrs is not None or self.behavior != "unknown"


class Departure(Record):
    """A clinician's recorded reason for something that departs from the order, the authorization or the rule."""

    what: Annotated[str, Field(pattern=r"^[a-z_]{3,60}$")]
    """The code of the check, as ``authpack notes check`` prints it (device_differs)."""
    clinician: Id
    date: PartialDate
    text: Text
