"""TMS devices and what each was cleared for ("cleared" or "granted", never "approved").

cleared_for("NeuroStar", "mdd", 45).status  -> "yes"
cleared_for("NeuroStar", "ocd", 45).status  -> "unknown" (the row rests on own knowledge)
"""

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from authpack.reference.graded import Grade, Graded
from authpack.reference.rows import Row, load

Indication = Literal["mdd", "ocd"]
Status = Literal["yes", "no", "unknown"]

INDICATIONS: Final = (
    "mdd_adult",
    "mdd_adolescent",
    "ocd_adult",
    "anxious_depression",
    "itbs",
    "late_life",
    "accelerated",
    "saint",
    "smoking",
)
# A label that says "adult" without a number: from 22 surely (FDA's paediatric device age ends at 21),
# under 18 surely not, between them open.
ADULT_SURELY: Final = 22
ADULT_AT_ALL: Final = 18
_COVERS: Final[Mapping[Indication, tuple[str, ...]]] = {
    "mdd": ("mdd_adult", "mdd_adolescent"),
    "ocd": ("ocd_adult",),
}
_SUBMISSION: Final = re.compile(r"\b(?:K|DEN)\d{6}\b", re.IGNORECASE)


class Device(NamedTuple):
    """One clearance of one device. Rows without ``submission`` are the maker's report only.

    indications: closed vocabulary (``INDICATIONS``); ages: per indication "adult", "18+", "15-21" ...
    (years, ends included); adjunct_only: the indications labelled as an adjunct.
    """

    id: str
    maker: str
    device: str
    names: tuple[str, ...]
    coil: str
    submission: Graded | None
    pathway: str
    decision_date: Graded | None
    indication: Graded
    indications: tuple[str, ...]
    ages: Mapping[str, str]
    age_text: str
    adjunct_only: tuple[str, ...]
    adjunct_text: str
    product_code: Graded | None
    regulation: str
    protocol: Graded | None
    product_code_status: str
    date_status: str
    protocol_status: str
    notes: str
    confidence: str
    source: str

    def __hash__(self) -> int:
        """By its id: the tables in a row have no hash."""
        return hash(self.id)

    @property
    def usable(self) -> bool:
        """Whether the row may answer a question: it has a submission number and was not recalled only."""
        return self.submission is not None and self.confidence in ("high", "medium")

    @property
    def unread(self) -> tuple[str, ...]:
        """The parts of the row that were not read, for ``assumes``."""
        cells = {
            "submission number": self.submission,
            "decision date": self.decision_date,
            "indication": self.indication,
        }
        return tuple(f"{name} ({cell.grade})" for name, cell in cells.items() if cell and not cell.usable)

    def age_range(self, indication: str) -> tuple[int | None, int | None]:
        """Lowest and highest labelled age in years; None where the row gives no number."""
        numbers = [int(number) for number in re.findall(r"\d+", self.ages.get(indication, ""))]
        return (numbers[0] if numbers else None, numbers[1] if len(numbers) > 1 else None)


class DeviceMatch(NamedTuple):
    """The rows a text names (several when a device was cleared more than once), or suggestions and why."""

    devices: tuple[Device, ...]
    suggestions: tuple[str, ...] = ()
    reason: str = ""


class ClearanceAnswer(NamedTuple):
    """Whether a device is cleared for an indication at an age.

    rows: the clearances the answer rests on; grade: of the best of them (None without rows); assumes: what
    was not read in them; adjunct_only: all rows that support it are adjunct labels; reason: in words.
    """

    status: Status
    rows: tuple[Device, ...]
    grade: Grade | None
    assumes: tuple[str, ...]
    adjunct_only: bool
    reason: str


@lru_cache(maxsize=1)
def all_devices() -> tuple[Device, ...]:
    """Every row, in the order of the file (by maker)."""
    file = load("devices")
    made = tuple(map(_device, file.rows("devices")))
    file.done()
    return made


def _device(row: Row) -> Device:
    made = Device(
        id=row.text("id"),
        maker=row.text("maker"),
        device=row.text("device"),
        names=row.texts("names"),
        coil=row.text("coil", ""),
        submission=row.graded("submission"),
        pathway=row.one_of("pathway", ("510(k)", "De Novo")),
        decision_date=row.graded("decision_date"),
        indication=row.graded_must("indication"),
        indications=row.some_of("indications", INDICATIONS),
        ages=row.mapping("ages"),
        age_text=row.text("age_text", ""),
        adjunct_only=row.some_of("adjunct_only", INDICATIONS),
        adjunct_text=row.text("adjunct_text", ""),
        product_code=row.graded("product_code"),
        regulation=row.text("regulation", ""),
        protocol=row.graded("protocol"),
        product_code_status=row.text("product_code_status"),
        date_status=row.text("date_status"),
        protocol_status=row.text("protocol_status"),
        notes=row.text("notes", ""),
        confidence=row.one_of("confidence", ("high", "medium", "low")),
        source=row.source(),
    )
    row.done()
    return made


_WORD: Final = re.compile(r"[a-z]+\d*|\d+(?:\.\d+)?")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


@lru_cache(maxsize=512)
def find_device(text: str) -> DeviceMatch:
    """The rows a submission number ("K083538") or a name ("BrainsWay H7", "Magstim Horizon 3.0") means.

    The most exact name wins: "Horizon 3.0" leaves the older Horizon out. A misspelling only gets suggestions.
    """
    numbers = {number.upper() for number in _SUBMISSION.findall(text)}
    if numbers:
        rows = tuple(one for one in all_devices() if one.submission and one.submission.value in numbers)
        return DeviceMatch(rows, (), "" if rows else "No row holds that submission number.")
    asked = _words(text)
    scores = {one: max(_score(name, asked) for name in one.names) for one in all_devices()}
    best = max(scores.values())
    if best:
        return DeviceMatch(tuple(one for one, score in scores.items() if score == best))
    close = _close(text)
    return DeviceMatch(
        (), close, "No device of that name; close names are suggested." if close else "No such device."
    )


def _score(name: str, asked: frozenset[str]) -> int:
    wanted = _words(name)
    return len(wanted) if wanted <= asked else 0


def _close(text: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    names = {name.lower(): name for one in all_devices() for name in one.names}
    found = [
        near
        for part in (text.lower(), *text.lower().split())
        for near in get_close_matches(part, names, 3, 0.75)
    ]
    return tuple(dict.fromkeys(names[near] for near in found))[:3]


@lru_cache(maxsize=2048)
def cleared_for(
    device: str, indication: Indication, age: int, on: datetime.date | None = None
) -> ClearanceAnswer:
    """Whether the device (name or submission number) is cleared for that indication at that age in years.

    on: the day in question; a clearance that came later does not speak for it. Left out: today's knowledge.

    yes: a row with a number, not merely recalled, covers both. no: only for a submission number, whose label
    is known and does not cover them. unknown: everything else (no row, only unread rows, "adult" at 18-21):
    a device may hold a clearance that the reference does not.
    """
    match = find_device(device)
    codes = _COVERS[indication]
    fits = [
        (one, code, _both(_age_fits(one, code, age), _in_time(one, on)))
        for one in match.devices
        for code in codes
        if code in one.indications
    ]
    sure = [(one, code) for one, code, fit in fits if fit == "yes" and one.usable]
    if sure:
        return _yes(sure)
    maybe = tuple(dict.fromkeys(one for one, _code, fit in fits if fit != "no"))
    if maybe:
        why = "Only rows that were not read, or a label age given as 'adult' without a number, speak for it."
        return _open(maybe, why)
    usable = tuple(one for one in match.devices if one.usable)
    if usable and _SUBMISSION.search(device):
        return ClearanceAnswer(
            "no",
            usable,
            _best(usable),
            _assumes(usable),
            False,
            "Its indication does not cover this, or it was cleared later.",
        )
    return _open(
        (), match.reason or "No clearance of this device for this is in the reference; one may exist."
    )


def _in_time(one: Device, on: datetime.date | None) -> Status:
    """Whether the clearance was given by that day; unknown where its date is known too roughly to say."""
    if on is None or one.decision_date is None:
        return "yes"
    given = str(one.decision_date.value)  # YYYY, YYYY-MM or YYYY-MM-DD
    day = on.isoformat()[: len(given)]
    return "no" if day < given else "yes" if day > given or len(given) == len("YYYY-MM-DD") else "unknown"


def _both(first: Status, second: Status) -> Status:
    found = (first, second)
    return "no" if "no" in found else "unknown" if "unknown" in found else "yes"


def _age_fits(one: Device, code: str, age: int) -> Status:
    low, high = one.age_range(code)
    if low is not None:
        return "yes" if low <= age <= (high if high is not None else age) else "no"
    if one.ages.get(code) != "adult" or ADULT_AT_ALL <= age < ADULT_SURELY:
        return "unknown"
    return "yes" if age >= ADULT_SURELY else "no"


def _yes(sure: list[tuple[Device, str]]) -> ClearanceAnswer:
    rows = tuple(dict.fromkeys(one for one, _code in sure))
    adjunct = all(code in one.adjunct_only for one, code in sure)
    best = _best(rows)
    resting = tuple(one for one in rows if one.indication.grade == best)
    return ClearanceAnswer("yes", rows, best, () if best == "verified" else _assumes(resting), adjunct, "")


def _open(rows: tuple[Device, ...], reason: str) -> ClearanceAnswer:
    return ClearanceAnswer("unknown", rows, _best(rows), _assumes(rows), False, reason)


def _best(rows: tuple[Device, ...]) -> Grade | None:
    order: tuple[Grade, ...] = ("verified", "partial", "secondary", "own", "unverified")
    return min((one.indication.grade for one in rows), key=order.index, default=None)


def _assumes(rows: tuple[Device, ...]) -> tuple[str, ...]:
    return tuple(f"{one.id}: {', '.join(one.unread)}" for one in rows if one.unread)
