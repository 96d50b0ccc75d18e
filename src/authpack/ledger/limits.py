"""Plausible ranges and safety limits of a session, each with its source and grade (own ones only warn)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from authpack.ledger.note_problem import OWN_JUDGEMENT, Basis

PROTOCOLS: Final = Basis("the protocols of the reference (reference/data/protocols.yaml)", "secondary")
CHEN_1997: Final = Basis(
    "Chen 1997 (pubmed 9448642): 20 Hz trains at 110% of threshold were safe with a gap of 5 s; gaps of 1 s or less "
    "were not above 100%",
    "partial",
)
TRAIN_TABLE: Final = Basis(
    "train lengths of Wassermann 1998 and Rossi 2009 as recalled: confirm before relying on it", "own"
)
THREE_DURATIONS: Final = Basis(
    "one session is published as full cycles, without the last gap, and from first to last pulse; any of them within "
    "5% (reference/data/protocols.yaml)",
    "secondary",
)
DAILY_QUESTIONS: Final = Basis(
    "tmsworkbook.com: sleep, alcohol and drugs are asked before each session, and a physician decides after a yes",
    "secondary",
)
THIRTY_CM: Final = Basis(
    "LCD L37086 (summary): ferromagnetic or electronic objects within 30 cm of the coil are a contraindication",
    "secondary",
)
HEARING: Final = Basis("atomicqms TMS procedure (ear plugs at every session)", "secondary")


@dataclass(frozen=True, slots=True)
class Limit:
    """A plausible range, both ends included."""

    words: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    basis: Basis

    def holds(self, value: Decimal | int) -> bool:
        """Whether the value lies inside."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def __str__(self) -> str:
        ends = [f"{end:f}" for end in (self.low, self.high) if end is not None]
        word = (
            " to ".join(ends)
            if len(ends) == 2
            else ("at least " if self.low is not None else "up to ") + ends[0]
        )
        return f"{word} {self.unit}"


def _limit(words: str, low: str | None, high: str | None, unit: str, basis: Basis = OWN_JUDGEMENT) -> Limit:
    return Limit(
        words, None if low is None else Decimal(low), None if high is None else Decimal(high), unit, basis
    )


THRESHOLD: Final = _limit("the motor threshold", "25", "80", "% of stimulator output")
INTENSITY_LOW: Final = _limit("the intensity", "80", None, "% of motor threshold", PROTOCOLS)
INTENSITY_HIGH: Final = _limit("the intensity", None, "120", "% of motor threshold", PROTOCOLS)
TRAIN_ON: Final = _limit("a train", "2", "4", "s", PROTOCOLS)
TRAIN_OFF: Final = _limit("the gap between trains", "8", "26", "s", PROTOCOLS)
TRAINS: Final = _limit("the number of trains", "20", "75", "trains", PROTOCOLS)
PULSES: Final = _limit("the pulses of a session", "600", "3000", "pulses", PROTOCOLS)
MINUTES: Final = _limit("the length of stimulation", "3", "38", "min", PROTOCOLS)
NUMBER: Final = _limit("the number of the session", "1", "36", "sessions")
NUMBER_ACCELERATED: Final = _limit("the number of the session", "1", "72", "sessions")
DRIFT: Final = _limit("the movement of the coil", None, "5", "mm")
SLEEP: Final = _limit("sleep in the last night", "5", "14", "hours")
FREQUENCIES: Final = tuple(Decimal(one) for one in ("1", "10", "18", "20", "50"))
"""Hz, of the reference protocols."""

SAFE_GAP_S: Final = Decimal(5)
UNSAFE_GAP_S: Final = Decimal(1)
CHEN_HZ: Final = Decimal(20)
CHEN_INTENSITY: Final = Decimal(110)

# Longest train in seconds by intensity (% of threshold) and frequency (Hz). Where the table says "more than 5 s" there is
# no limit to compare with, so those cells are left out.
LONGEST_TRAIN: Final = {
    100: {20: Decimal("2.05"), 25: Decimal("1.28")},
    110: {20: Decimal("1.6"), 25: Decimal("0.84")},
    120: {10: Decimal("4.2"), 20: Decimal("1.0"), 25: Decimal("0.4")},
}
LABELED: Final = frozenset({"dtms_h1_mdd", "dtms_h7_ocd"})
"""Cleared protocols that lie near or over that table."""

OUTPUT_ROUNDING: Final = Decimal(1)
"""A device sets whole percents: the output may differ from threshold x intensity by less than this."""
