"""Whether the numbers of a session agree with each other: pulses, output, length, clock times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from authpack.domain.sessions import Block, Session
from authpack.ledger.course_of import Visit, minutes_of
from authpack.ledger.limits import OUTPUT_ROUNDING, THREE_DURATIONS
from authpack.ledger.note_problem import COMPLETE, NoteProblem, refusal, warning
from authpack.reference.protocols import DURATION_TOLERANCE

DAY_MINUTES = 24 * 60


def numbers(visit: Visit) -> Iterator[NoteProblem]:
    """Every contradiction among the numbers of one session."""
    for place, block in enumerate(visit.session.blocks):
        path = f"{visit.path}/blocks/{place}"
        yield from _pulses(path, block, visit.session)
        yield from _trains(path, block)
        yield from _output(path, block, visit.session)
        yield from _length(path, block, visit.session)
    yield from _clock(visit)


def pulses_in_train(block: Block) -> Decimal | None:
    """Pulses of one whole train, from frequency (or bursts) and its length; None when not recorded."""
    if block.on_s is None:
        return None
    if block.pulses_per_burst is not None and block.bursts_per_s is not None:
        return block.pulses_per_burst * block.bursts_per_s * block.on_s
    if block.pulses_per_burst is not None or block.frequency_hz is None:
        return None
    return block.frequency_hz * block.on_s


def _pulses(path: str, block: Block, session: Session) -> Iterator[NoteProblem]:
    computed = pulses_in_train(block)
    if computed is not None and block.pulses_per_train is not None and computed != block.pulses_per_train:
        yield refusal(
            "pulses_per_train_wrong", f"{path}/pulses_per_train",
            "pulses per train are not frequency x train length (theta burst: pulses x bursts x train length)",
            detail=f"{computed:f} computed, {block.pulses_per_train} recorded",
        )  # fmt: skip
    stated = block.pulses_per_train
    per_train = computed if stated is None else Decimal(stated)
    if per_train is None or block.trains is None or block.pulses is None:
        return
    expected = per_train * block.trains
    off = abs(block.pulses - expected)
    # A session that was stopped inside a train has a part of one train more or less.
    if off and not (session.stopped_early == "yes" and off < per_train):
        yield refusal(
            "pulses_do_not_multiply", f"{path}/pulses", "pulses are not trains x pulses per train",
            detail=f"{block.trains} x {per_train:f} = {expected:f}, {block.pulses} recorded",
        )  # fmt: skip


def _trains(path: str, block: Block) -> Iterator[NoteProblem]:
    if block.trains is None or block.trains_planned is None:
        return
    if block.trains > block.trains_planned:
        yield refusal(
            "more_trains_than_planned", f"{path}/trains", "more trains were delivered than planned",
            detail=f"{block.trains} of {block.trains_planned}",
        )  # fmt: skip


def _output(path: str, block: Block, session: Session) -> Iterator[NoteProblem]:
    """Output = motor threshold x intensity / 100, to the whole percent that devices set."""
    if session.threshold is None or block.intensity_percent is None or block.output_percent is None:
        return
    expected = session.threshold.percent * block.intensity_percent / 100
    if abs(expected - block.output_percent) >= OUTPUT_ROUNDING:
        yield refusal(
            "output_wrong", f"{path}/output_percent", "the output is not motor threshold x intensity / 100",
            detail=f"{expected:f} computed, {block.output_percent:f} recorded",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lengths:
    """The three ways in which the length of one delivery is published, in seconds."""

    full_cycles: Decimal
    drop_last_gap: Decimal
    first_to_last_pulse: Decimal

    def agree(self, seconds: Decimal) -> bool:
        """Whether a length is one of the three within the tolerance."""
        return any(
            abs(seconds - one) <= one * DURATION_TOLERANCE
            for one in (self.full_cycles, self.drop_last_gap, self.first_to_last_pulse)
        )


def lengths(block: Block) -> Lengths | None:
    """What the recorded timing gives; None when it is not recorded."""
    if block.on_s is None or block.off_s is None or not block.trains:
        return None
    full = block.trains * (block.on_s + block.off_s)
    without_gap = full - block.off_s
    return Lengths(full, without_gap, without_gap - _after_last_pulse(block))


def _after_last_pulse(block: Block) -> Decimal:
    """Seconds that the count from first to last pulse leaves out, as published."""
    if block.frequency_hz is None:
        return Decimal(0)
    if block.pulses_per_burst is not None and block.bursts_per_s is not None:
        return 1 / block.bursts_per_s - (block.pulses_per_burst - 1) / block.frequency_hz
    return (block.trains or 0) / block.frequency_hz


def _length(path: str, block: Block, session: Session) -> Iterator[NoteProblem]:
    if block.minutes is None:
        text = "the length is not recorded, so it was not checked against the timing"
        yield warning("length_not_checked", f"{path}/minutes", text, COMPLETE)
    found = lengths(block)
    if found is None or block.minutes is None or session.stopped_early == "yes":
        return
    pauses = sum((one.minutes or Decimal(0) for one in session.interruptions.items), Decimal(0))
    seconds = block.minutes * 60
    # With one block the pauses are its own; with several nobody recorded in which they fell.
    apart = found.agree(seconds - pauses * 60)
    if not apart and not found.agree(seconds) and not _between(found, seconds, pauses, session):
        yield refusal(
            "length_disagrees", f"{path}/minutes",
            "the logged length is none of the three that the timing gives, logged pauses apart", THREE_DURATIONS,
            detail=f"{found.full_cycles / 60:.2f}, {found.drop_last_gap / 60:.2f} or "
            f"{found.first_to_last_pulse / 60:.2f} min computed, {block.minutes:f} recorded, pauses {pauses:f}",
        )  # fmt: skip


def _between(found: Lengths, seconds: Decimal, pauses: Decimal, session: Session) -> bool:
    if len(session.blocks) < 2:
        return False
    low = found.first_to_last_pulse * (1 - DURATION_TOLERANCE)
    return low <= seconds <= found.full_cycles * (1 + DURATION_TOLERANCE) + pauses * 60


def _clock(visit: Visit) -> Iterator[NoteProblem]:
    session = visit.session
    start, end = minutes_of(session.start), minutes_of(session.end)
    if start is None or end is None:
        return
    if end <= start:
        yield refusal("end_before_start", f"{visit.path}/end", "the end is not after the start")
        return
    # To the minute: a clock time may be almost a minute off at either end.
    least = sum(
        (found.first_to_last_pulse for block in session.blocks if (found := lengths(block))), Decimal(0)
    )
    if session.stopped_early != "yes" and least * (1 - DURATION_TOLERANCE) > (end - start + 1) * 60:
        yield refusal(
            "delivery_longer_than_visit", f"{visit.path}/end",
            "what was delivered takes longer than the time between start and end",
            detail=f"{least / 60:.1f} min computed, {end - start} min recorded",
        )  # fmt: skip
    for name, places in _times_inside(session):
        for place, clock in places:
            moment = minutes_of(clock)
            if moment is not None and not start <= moment <= end:
                text = f"the time of {name} does not lie between start and end"
                yield refusal("time_outside_session", f"{visit.path}/{place}", text)


def _times_inside(session: Session) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    yield (
        "an interruption",
        [(f"interruptions/{place}/at", one.at) for place, one in enumerate(session.interruptions.items)],
    )
