"""Plausible ranges and safety limits of one session (``limits`` holds the numbers)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from authpack.domain.course import TreatmentPlan
from authpack.domain.sessions import Block
from authpack.ledger import limits
from authpack.ledger.course_of import DAY_CODES, Visit
from authpack.ledger.limits import Limit
from authpack.ledger.note_problem import Basis, NoteProblem, refusal, warning
from authpack.reference.graded import Graded
from authpack.reference.protocols import Protocol, all_protocols


def plausible(visit: Visit, plan: TreatmentPlan | None) -> Iterator[NoteProblem]:
    """Every number that lies outside a plausible range, and every safety limit that is passed."""
    session = visit.session
    accelerated = session.code in DAY_CODES or visit.request.modality == "accelerated"
    for path, value, limit in (
        ("threshold/percent", session.threshold.percent if session.threshold else None, limits.THRESHOLD),
        ("number", session.number, limits.NUMBER_ACCELERATED if accelerated else limits.NUMBER),
        ("placement/drift_mm", session.placement.drift_mm, limits.DRIFT),
    ):
        yield from _outside(f"{visit.path}/{path}", value, limit)
    for place, block in enumerate(session.blocks):
        path = f"{visit.path}/blocks/{place}"
        yield from _block_ranges(path, block, visit)
        yield from _intensity(path, block, visit, plan)
        yield from _gaps(path, block)
        yield from _train_length(path, block, session.protocol)
    yield from _as_protocol(visit)


def _outside(path: str, value: Decimal | int | None, limit: Limit) -> Iterator[NoteProblem]:
    if value is not None and not limit.holds(value):
        text = f"{limit.words} is outside the plausible range ({limit})"
        yield warning("outside_range", path, text, limit.basis, detail=f"{value} recorded")


def _continuous(block: Block) -> bool:
    return block.trains_planned == 1 or (block.off_s is not None and block.off_s == 0)


def _block_ranges(path: str, block: Block, visit: Visit) -> Iterator[NoteProblem]:
    if block.frequency_hz is not None and block.frequency_hz not in limits.FREQUENCIES:
        yield warning(
            "outside_range", f"{path}/frequency_hz", "the frequency is that of no reference protocol",
            limits.PROTOCOLS, detail=f"{block.frequency_hz:f} recorded",
        )  # fmt: skip
    delivered = visit.session.stopped_early != "yes"
    rows = [
        ("pulses", block.pulses if delivered else None, limits.PULSES),
        ("minutes", block.minutes, limits.MINUTES),
    ]
    if not _continuous(block):
        rows += [
            ("on_s", block.on_s, limits.TRAIN_ON),
            ("off_s", block.off_s, limits.TRAIN_OFF),
            ("trains_planned", block.trains_planned, limits.TRAINS),
        ]
    for name, value, limit in rows:
        yield from _outside(f"{path}/{name}", value, limit)


def _intensity(path: str, block: Block, visit: Visit, plan: TreatmentPlan | None) -> Iterator[NoteProblem]:
    """Above 120% only as ordered; below the protocol's only with a reason for the ramp."""
    value = block.intensity_percent
    if value is None:
        return
    ordered = plan.intensity_max or plan.intensity_percent if plan else None
    if not limits.INTENSITY_HIGH.holds(value) and (ordered is None or value > ordered):
        yield refusal(
            "intensity_above_order", f"{path}/intensity_percent",
            "the intensity is above 120% of the motor threshold and no order allows it",
            limits.PROTOCOLS, detail=f"{value:f} recorded",
        )  # fmt: skip
    elif ordered is not None and value > ordered:
        text = "the intensity is above what the plan orders"
        yield refusal(
            "intensity_above_order",
            f"{path}/intensity_percent",
            text,
            detail=f"{value:f}, {ordered:f} ordered",
        )
    wanted = _cell(visit.session.protocol, "intensity")
    low = wanted.number if wanted is not None and wanted.number is not None else limits.INTENSITY_LOW.low
    if low is not None and value < low and visit.session.ramp_reason is None:
        text = "the intensity is below the protocol's and no reason is recorded (ramp_reason)"
        yield warning(
            "ramp_without_reason", f"{path}/intensity_percent", text, limits.PROTOCOLS, detail=f"{value:f}"
        )


def _gaps(path: str, block: Block) -> Iterator[NoteProblem]:
    """Chen 1997, for plain trains of 20 Hz and more."""
    hz, gap, intensity = block.frequency_hz, block.off_s, block.intensity_percent
    if None in (hz, gap, intensity) or block.pulses_per_burst is not None:
        return
    assert hz is not None and gap is not None and intensity is not None
    if hz < limits.CHEN_HZ:
        return
    if intensity > 100 and gap <= limits.UNSAFE_GAP_S:
        text = "at 20 Hz and more above 100% of threshold, gaps of 1 s or less were not safe"
        yield refusal("gap_too_short", f"{path}/off_s", text, limits.CHEN_1997)
    elif intensity >= limits.CHEN_INTENSITY and gap < limits.SAFE_GAP_S:
        text = "at 20 Hz and more and 110% of threshold or more, a gap of 5 s was shown to be safe; this one is shorter"
        yield refusal("gap_too_short", f"{path}/off_s", text, limits.CHEN_1997)


def _train_length(path: str, block: Block, protocol: str | None) -> Iterator[NoteProblem]:
    """The recalled table of train lengths, read at the next tabulated intensity; a plausibility check only."""
    hz, on, intensity = block.frequency_hz, block.on_s, block.intensity_percent
    if hz is None or on is None or intensity is None:
        return
    if block.pulses_per_burst is not None or protocol in limits.LABELED:
        return
    column = next(
        (limits.LONGEST_TRAIN[top] for top in sorted(limits.LONGEST_TRAIN) if intensity <= top), None
    )
    longest = column.get(int(hz)) if column and hz == int(hz) else None
    if longest is not None and on > longest:
        text = f"the train is longer than the recalled table allows at this frequency and intensity ({longest:f} s)"
        yield warning("train_long", f"{path}/on_s", text, limits.TRAIN_TABLE, detail=f"{on:f} s recorded")


def _row(protocol: str | None) -> Protocol | None:
    return next((one for one in all_protocols() if one.id == protocol), None)


def _cell(protocol: str | None, name: str) -> Graded | None:
    row = _row(protocol)
    cell: Graded | None = getattr(row, name) if row else None
    return cell


_PROTOCOL_CELLS = (
    ("frequency_hz", "freq_hz", "the frequency"),
    ("on_s", "on_s", "the length of a train"),
    ("pulses_per_train", "pulses_per_train", "pulses per train"),
    ("trains_planned", "trains", "the trains planned"),
)


def _as_protocol(visit: Visit) -> Iterator[NoteProblem]:
    """Parameters against the protocol that the session names; a protocol of several targets is compared in total."""
    row = _row(visit.session.protocol)
    if row is None or row.continuous:
        return
    if row.components or len(visit.session.blocks) != 1:
        yield from _total(visit, row)
        return
    block, path = visit.session.blocks[0], f"{visit.path}/blocks/0"
    for mine, theirs, words in _PROTOCOL_CELLS:
        cell = row.burst.freq_hz if mine == "frequency_hz" and row.burst else getattr(row, theirs)
        value = getattr(block, mine)
        if cell is None or cell.number is None or value is None or value == cell.number:
            continue
        yield _departs(f"{path}/{mine}", words, cell, f"{value} recorded, {cell.number:f} in the protocol")
    yield from _gap(path, block, row)


def _gap(path: str, block: Block, row: Protocol) -> Iterator[NoteProblem]:
    low, high = row.off_s, row.off_s_max or row.off_s
    if low is None or high is None or low.number is None or high.number is None or block.off_s is None:
        return
    if not low.number <= block.off_s <= high.number:
        yield _departs(f"{path}/off_s", "the gap between trains", low, f"{block.off_s:f} recorded")


def _total(visit: Visit, row: Protocol) -> Iterator[NoteProblem]:
    cell, given = row.stated_pulses, [block.pulses for block in visit.session.blocks]
    total = sum(one for one in given if one is not None)
    if cell is None or cell.number is None or None in given or visit.session.stopped_early == "yes":
        return
    if total != cell.number:
        detail = f"{total} recorded, {cell.number:f} in the protocol"
        yield _departs(f"{visit.path}/blocks", "the pulses of the session", cell, detail)


def _departs(path: str, words: str, cell: Graded, detail: str) -> NoteProblem:
    text = f"not as in the protocol named: {words}"
    return refusal("not_the_protocol", path, text, Basis(cell.source, cell.grade), detail=detail)
