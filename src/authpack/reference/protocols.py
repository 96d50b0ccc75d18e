"""Stimulation protocols, with pulses and session durations computed, never copied.

total_pulses(protocol("itbs_600"))           -> 600
durations(protocol("hf_left_dash"))          -> full cycles 1125 s, ... (the three published ways of counting)
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple, cast

from authpack.errors import InputError
from authpack.reference.graded import Graded
from authpack.reference.rows import Row, load

#: A logged duration within this share of a published one is accepted (pauses are logged apart).
DURATION_TOLERANCE: Final = Decimal("0.05")


class Burst(NamedTuple):
    """Theta burst: pulses in a burst, their frequency (Hz) and bursts per second (Hz, onset to onset)."""

    pulses: Graded
    freq_hz: Graded
    bursts_per_s: Graded


class Component(NamedTuple):
    """One part of a sequential protocol: target, frequency (Hz), pulses."""

    target: str
    freq_hz: Graded
    pulses: Graded


class Protocol(NamedTuple):
    """One protocol. on_s/off_s: seconds of stimulation and of gap in a train's cycle; intensity: % of MT.

    stated_pulses and stated_s are what the sources state (per session); ``total_pulses`` and ``durations``
    compute the same. Cells are None where no source gives them.
    """

    id: str
    name: str
    indication: Literal["mdd", "ocd"]
    target: str
    coil: str
    continuous: bool
    burst: Burst | None
    freq_hz: Graded | None
    intensity: Graded | None
    on_s: Graded | None
    off_s: Graded | None
    off_s_max: Graded | None
    trains: Graded | None
    pulses_per_train: Graded | None
    components: tuple[Component, ...]
    stated_pulses: Graded | None
    stated_course_pulses: Graded | None
    stated_s: Mapping[str, Graded]
    sessions: Mapping[str, Graded]
    sessions_total: Graded | None
    sessions_per_day: Graded | None
    inter_session_interval_min: Graded | None
    days: Graded | None
    labels_seen: tuple[str, ...]
    requires: tuple[str, ...]
    facts: tuple[str, ...]
    confidence: str

    def __hash__(self) -> int:
        """By its id: the tables in a row have no hash."""
        return hash(self.id)

    @property
    def cycle_s(self) -> Decimal | None:
        """Seconds of one cycle, on + off; None where the timing is not given."""
        on, off = seconds_on(self), _number(self.off_s)
        return None if on is None or off is None else on + off


class Variant(NamedTuple):
    """A published variation (or taper) that is kept as text."""

    id: str
    name: str
    summary: Graded
    result: Graded | None


class Durations(NamedTuple):
    """The three ways one session's length is published, in seconds."""

    full_cycles: Decimal
    drop_last_gap: Decimal
    first_to_last_pulse: Decimal


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, ...], Mapping[str, Protocol], tuple[Variant, ...]]:
    file = load("protocols")
    notes = file.texts("notes")
    rows = [_protocol(row) for row in file.rows("protocols")]
    variants = tuple(map(_variant, file.rows("variants")))
    file.done()
    return notes, {one.id: one for one in rows}, variants


def _protocol(row: Row) -> Protocol:
    made = Protocol(
        id=row.text("id"),
        name=row.text("name"),
        indication=cast("Literal['mdd', 'ocd']", row.one_of("indication", ("mdd", "ocd"))),
        target=row.text("target"),
        coil=row.text("coil", ""),
        continuous=row.flag("continuous", "false"),
        burst=_burst(row.graded_by("burst")),
        freq_hz=row.graded("freq_hz"),
        intensity=row.graded("intensity"),
        on_s=row.graded("on_s"),
        off_s=row.graded("off_s"),
        off_s_max=row.graded("off_s_max"),
        trains=row.graded("trains"),
        pulses_per_train=row.graded("pulses_per_train"),
        components=tuple(map(_component, row.rows("components"))),
        stated_pulses=row.graded("stated_pulses"),
        stated_course_pulses=row.graded("stated_course_pulses"),
        stated_s=row.graded_by("stated_s"),
        sessions=row.graded_by("sessions"),
        sessions_total=row.graded("sessions_total"),
        sessions_per_day=row.graded("sessions_per_day"),
        inter_session_interval_min=row.graded("inter_session_interval_min"),
        days=row.graded("days"),
        labels_seen=row.texts("labels_seen"),
        requires=row.texts("requires"),
        facts=row.texts("facts"),
        confidence=row.one_of("confidence", ("high", "medium", "low")),
    )
    row.done()
    return made


def _burst(cells: Mapping[str, Graded]) -> Burst | None:
    return Burst(cells["pulses"], cells["freq_hz"], cells["bursts_per_s"]) if cells else None


def _component(row: Row) -> Component:
    made = Component(row.text("target"), row.graded_must("freq_hz"), row.graded_must("pulses"))
    row.done()
    return made


def _variant(row: Row) -> Variant:
    made = Variant(row.text("id"), row.text("name"), row.graded_must("summary"), row.graded("result"))
    row.done()
    return made


def all_protocols() -> tuple[Protocol, ...]:
    """Every protocol, in the order of the file."""
    return tuple(_table()[1].values())


def variants() -> tuple[Variant, ...]:
    """Published variations and tapers that are kept as text."""
    return _table()[2]


def notes() -> tuple[str, ...]:
    """What holds for all protocols (formulas, the three durations, onset against gap)."""
    return _table()[0]


def protocol(protocol_id: str) -> Protocol:
    """The protocol with that id ("itbs_600"); InputError when there is none."""
    try:
        return _table()[1][protocol_id]
    except KeyError:
        raise InputError(
            "A protocol id is not in the protocol reference.",
            why="Pulses, duration and session counts are computed from it.",
            do=f"Use one of: {', '.join(_table()[1])}.",
        ) from None


def _number(cell: Graded | None) -> Decimal | None:
    return None if cell is None else cell.number


def seconds_on(one: Protocol) -> Decimal | None:
    """Seconds of stimulation in one train; for a continuous train, its pulses over its frequency."""
    if not one.continuous:
        return _number(one.on_s)
    pulses, freq = _number(one.pulses_per_train), _number(one.freq_hz)
    return None if pulses is None or freq is None else pulses / freq


def total_pulses(one: Protocol) -> int | None:
    """Pulses in one session, computed from frequency, burst, train length and trains; None when not given."""
    if one.components:
        return sum(int(part.pulses.value) for part in one.components)
    on, trains = seconds_on(one), _number(one.trains)
    if on is None or trains is None:
        return None
    rate = _pulses_per_second(one)
    return None if rate is None else int(rate * on * trains)


def _pulses_per_second(one: Protocol) -> Decimal | None:
    if one.burst:
        return Decimal(one.burst.pulses.value) * Decimal(one.burst.bursts_per_s.value)
    return _number(one.freq_hz)


def course_pulses(one: Protocol) -> int | None:
    """Pulses in the whole course: pulses of a session x sessions; None when either is not given."""
    pulses, sessions = total_pulses(one), _number(one.sessions_total)
    return None if pulses is None or sessions is None else pulses * int(sessions)


def durations(one: Protocol) -> Durations | None:
    """The three published durations of one session in seconds, to 0.01; None when timing is not given.

    full_cycles = trains x (on + off); drop_last_gap leaves the last gap out; first_to_last_pulse, as
    published: plain trains count (pulses - 1) / frequency for each train plus the gaps between; theta burst
    counts onset to onset.
    """
    on, off, trains = seconds_on(one), _number(one.off_s), _number(one.trains)
    if on is None or off is None or trains is None:
        return None
    full = trains * (on + off)
    return Durations(_cents(full), _cents(full - off), _cents(_first_to_last(one, on, off, trains)))


def _first_to_last(one: Protocol, on: Decimal, off: Decimal, trains: Decimal) -> Decimal:
    if one.burst:
        bursts = on * Decimal(one.burst.bursts_per_s.value)
        last_burst = (bursts - 1) / Decimal(one.burst.bursts_per_s.value)
        in_burst = (Decimal(one.burst.pulses.value) - 1) / Decimal(one.burst.freq_hz.value)
        return (trains - 1) * (on + off) + last_burst + in_burst
    freq = _number(one.freq_hz) or Decimal(1)
    return trains * (on * freq - 1) / freq + (trains - 1) * off


def _cents(seconds: Decimal) -> Decimal:
    return seconds.quantize(Decimal("0.01")).normalize() + 0


def duration_agrees(one: Protocol, seconds: Decimal) -> bool | None:
    """Whether a logged session length agrees with any published duration within 5%; None when not computable.

    Where a vendor allows a range of gaps (11 to 26 s), lengths up to the longest gap agree too.
    """
    found = durations(one)
    if found is None:
        return None
    low = min(found.full_cycles, found.drop_last_gap, found.first_to_last_pulse)
    longest, trains = _number(one.off_s_max) or _number(one.off_s), _number(one.trains)
    high = max(found.full_cycles, ((seconds_on(one) or 0) + (longest or 0)) * (trains or 0))
    return low * (1 - DURATION_TOLERANCE) <= seconds <= high * (1 + DURATION_TOLERANCE)
