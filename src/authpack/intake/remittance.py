"""An X12 835 (electronic remittance) by claim line: charged, paid and taken off, with group, reason and remark codes.

The envelope and the segments are read by pyx12 (BSD, kept since 2001; 4.0.0 reads 005010 in a stream and reports broken
envelopes). Its maps are not used: they would refuse real files for faults that do not touch a denial. Only TMS lines count.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from authpack.denials.codes import read_carc
from authpack.errors import Fault, InputError, MissingPartError

TMS = re.compile(r"9086[789]|08(?:89|9[0-2])T")
MOST_BYTES = 50_000_000
_REVERSAL = "22"
"""CLP02 of a claim that undoes an earlier one; its amounts are negative, and its reasons are those of the earlier one."""


@dataclass(slots=True)
class RemitLine:
    """One service line. amounts in US dollars; adjustments as a case file holds them."""

    code: str
    date: str = ""
    units: int | None = None
    charged: Decimal | None = None
    paid: Decimal | None = None
    adjustments: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_tms(self) -> bool:
        """Whether the code is one of TMS."""
        return TMS.fullmatch(self.code) is not None

    @property
    def refused(self) -> bool:
        """Whether some code takes off more than the agreed discount or the patient's share."""
        return any(read_carc(one["carc"]).path != "settled" for one in self.adjustments)


@dataclass(slots=True)
class RemitClaim:
    """One claim (CLP). number: the payer's own; account: the practice's patient control number."""

    account: str
    number: str
    status: str
    payer: str
    date: str
    lines: list[RemitLine] = field(default_factory=list)
    adjustments: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)

    @property
    def tms_lines(self) -> list[RemitLine]:
        """Its TMS lines."""
        return [one for one in self.lines if one.is_tms]

    @property
    def unexplained(self) -> list[RemitLine]:
        """TMS lines that were paid less than charged although no code says why, on the line or for the whole claim."""
        if self.adjustments or self.status == _REVERSAL:
            return []
        return [
            one
            for one in self.tms_lines
            if not one.adjustments and one.charged and one.paid is not None and one.paid < one.charged
        ]


@dataclass(frozen=True, slots=True)
class Remittance:
    """A whole 835: its claims and what a person must know of the file."""

    claims: tuple[RemitClaim, ...]
    notes: tuple[str, ...]

    @property
    def denials(self) -> tuple[dict[str, Any], ...]:
        """One denial (plain data, unconfirmed) for each claim with a TMS line that was refused, wholly or in part."""
        return tuple(one for one in map(_denial, self.claims) if one)


def read_835(path: Path) -> Remittance:
    """Read an 835. InputError for what is no 835 or has a broken envelope; MissingPartError without pyx12."""
    return parse_835(_text(path), path.name)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()[: MOST_BYTES + 1]
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read ({error.strerror}).", do="Check the name and the folder."
        ) from None
    if not content.strip():
        raise InputError(f"{path.name} is empty.", do="Obtain the file again.")
    if len(content) > MOST_BYTES:
        raise InputError(
            f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB.", do="Split it by its claims."
        )
    return content.decode("latin-1").lstrip("\ufeff\xef\xbb\xbf \r\n\t")


def parse_835(text: str, name: str) -> Remittance:
    """The claims of an 835's text."""
    if not text.startswith("ISA"):
        raise InputError(
            f"{name} does not begin with an ISA segment: it is no X12 file.",
            do="Obtain the 835 (electronic remittance) as sent; a paper or PDF one goes through `authpack denial read`.",
        )
    reader = _Reader(name)
    for place, segment in enumerate(_segments(text, name), 1):
        reader.take(place, segment)
    return reader.done()


def _segments(text: str, name: str) -> Iterator[Any]:
    try:
        from pyx12.errors import X12Error
        from pyx12.x12file import X12Reader
    except ImportError:
        raise MissingPartError(
            "Reading an 835 needs pyx12, which is not installed.", do="Run: pip install 'authpack[denials]'"
        ) from None
    faults: list[Fault] = []
    try:
        reader = X12Reader(io.StringIO(text))
        for segment in reader:
            yield segment
            faults += _faults(reader, name)
        reader.cleanup()
        faults += _faults(reader, name)
    except X12Error:
        faults.append(Fault(name, "its first segment (ISA) is broken: the separators cannot be told."))
    except (IndexError, ValueError, TypeError, AttributeError, AssertionError):
        faults.append(Fault(name, "a segment is broken and cannot be read."))
    if faults:
        raise InputError(
            f"{name} has a broken envelope; nothing was read from it.",
            faults=tuple(dict.fromkeys(faults)),
            why="A file that is cut off or edited by hand may lack claims or amounts.",
            do="Obtain the file again from the clearinghouse.",
        )


_ENVELOPE = {
    "isa": "interchange (ISA to IEA)",
    "gs": "functional group (GS to GE)",
    "st": "transaction (ST to SE)",
}


def _faults(reader: Any, name: str) -> list[Fault]:
    """pyx12's complaints about the envelope, in our words: its own messages repeat values of the file."""
    found = []
    for kind, code, *_ in reader.pop_errors():
        if kind in _ENVELOPE:
            found.append(
                Fault(f"{name}: {_ENVELOPE[kind]}", f"does not close as it opened (X12 code {code}).")
            )
        elif kind == "seg" and code in ("1", "8"):
            found.append(Fault(f"{name}: segment {reader.get_cur_line()}", "has no valid name."))
    return found


class _Reader:
    """Gathers claims from the segments in order."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._claims: list[RemitClaim] = []
        self._payer = ""
        self._date = ""
        self._transactions: list[str] = []
        self._faults: list[Fault] = []
        self._line: RemitLine | None = None
        self._changed: list[tuple[str, str]] = []
        self._beside: list[tuple[str, Decimal]] = []

    def take(self, place: int, segment: Any) -> None:
        """One segment; those that say nothing of a claim line pass by."""
        step = getattr(self, f"_{segment.get_seg_id().lower()}", None)
        if step is not None:
            try:
                step(segment)
            except (InvalidOperation, ValueError):
                self._faults.append(
                    Fault(
                        f"{self._name}: segment {place} ({segment.get_seg_id()})",
                        "holds an amount or number that is none.",
                    )
                )

    def done(self) -> Remittance:
        """The whole file, or a refusal with every fault."""
        if "835" not in self._transactions:
            kinds = ", ".join(dict.fromkeys(self._transactions)) or "none"
            raise InputError(
                f"{self._name} holds no 835 transaction (it holds: {kinds}).",
                do="Give the 835, the electronic remittance.",
            )
        if self._faults:
            raise InputError(
                f"{self._name} cannot be read.", faults=tuple(self._faults), do="Obtain the file again."
            )
        return Remittance(tuple(self._claims), tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        lines = [line for claim in self._claims for line in claim.lines]
        if not any(line.is_tms for line in lines):
            yield (
                f"The remittance holds {len(self._claims)} claim(s) and {len(lines)} line(s), and no TMS line "
                "(90867, 90868, 90869, 0889T to 0892T): nothing becomes a denial."
            )
        elif not any(line.refused for line in lines if line.is_tms) and not any(
            claim.tms_lines and (claim.adjustments or claim.unexplained) for claim in self._claims
        ):
            yield "Every TMS line was paid as agreed: nothing becomes a denial."
        if bare_lines := sum(len(claim.unexplained) for claim in self._claims):
            yield (
                f"{bare_lines} TMS line(s) were paid less than charged, and no reason code says why: ask the payer for the "
                "reason in writing; nothing becomes a denial from a line without one."
            )
        yield from self._taken_from_the_payment()
        for billed, judged in dict.fromkeys(self._changed):
            if TMS.fullmatch(billed) or TMS.fullmatch(judged):
                yield f"The payer judged {judged} where {billed} was billed: compare the line with the chart."
        undone = [one for one in self._claims if one.status == _REVERSAL and one.tms_lines]
        if undone:
            back = sum((-(line.paid or Decimal(0)) for one in undone for line in one.tms_lines), Decimal(0))
            yield (
                f"{len(undone)} claim(s) reverse an earlier remittance (status 22), {back} of TMS lines taken back: read "
                "each with the claim that replaces it; a payment taken back without one is to be asked for in writing."
            )
        bare = sum(1 for claim in self._claims if not claim.lines)
        if bare:
            yield f"{bare} claim(s) have no service line: their codes are not known, look at them by hand."
        unknown = sorted(
            {
                one["carc"]
                for claim in self._claims
                if claim.tms_lines
                for one in _all(claim)
                if not read_carc(one["carc"]).known
            }
        )
        for code in unknown:
            yield f"CARC {code} is not in our table: look it up in the payer's own list; a person decides what it asks for."

    def _taken_from_the_payment(self) -> Iterator[str]:
        """What the payer took from, or added to, the payment as a whole (PLB): it stands in no claim."""
        taken = sum((amount for _, amount in self._beside if amount > 0), Decimal(0))
        if self._beside:
            named = ", ".join(dict.fromkeys(code for code, _ in self._beside))
            recovered = (
                " WO takes back an earlier overpayment." if any(c == "WO" for c, _ in self._beside) else ""
            )
            yield (
                f"{taken} was taken from the payment as a whole (PLB {named}), not from a claim line.{recovered} Match each "
                "with the letter or claim that it names; without one, ask for it in writing."
            )

    def _plb(self, segment: Any) -> None:
        for place in range(3, 15, 2):
            code, amount = _value(segment, f"PLB{place:02}-1"), _money(_value(segment, f"PLB{place + 1:02}"))
            if code and amount is not None:
                self._beside.append((code, amount))

    def _st(self, segment: Any) -> None:
        self._transactions.append(_value(segment, "ST01"))
        self._payer = self._date = ""
        self._line = None

    def _bpr(self, segment: Any) -> None:
        self._date = _day(_value(segment, "BPR16"))

    def _dtm(self, segment: Any) -> None:
        kind, day = _value(segment, "DTM01"), _day(_value(segment, "DTM02"))
        if kind == "405" and day:
            self._date = self._date or day
        elif kind in ("472", "150") and self._line is not None:
            self._line.date = self._line.date or day
        elif kind in ("232", "233", "472") and self._line is None and self._claims and day:
            self._claims[-1].days.append(day)

    def _n1(self, segment: Any) -> None:
        if _value(segment, "N101") == "PR":
            self._payer = _value(segment, "N102")

    def _clp(self, segment: Any) -> None:
        self._line = None
        self._claims.append(
            RemitClaim(
                _value(segment, "CLP01"),
                _value(segment, "CLP07"),
                _value(segment, "CLP02"),
                self._payer,
                self._date,
            )
        )

    def _svc(self, segment: Any) -> None:
        if not self._claims:
            raise ValueError("a line without a claim")
        code = (_value(segment, "SVC01-2") or _value(segment, "SVC01")).upper()
        billed = _value(segment, "SVC06-2").upper()
        if billed and billed != code:
            # The payer judged another code than was billed: the line is known by the one that the practice sent.
            self._changed.append((billed, code))
            code = billed
        units = _value(segment, "SVC07") or _value(segment, "SVC05")
        self._line = RemitLine(
            code=code,
            units=_whole(units),
            charged=_money(_value(segment, "SVC02")),
            paid=_money(_value(segment, "SVC03")),
        )
        self._claims[-1].lines.append(self._line)

    def _cas(self, segment: Any) -> None:
        if not self._claims:
            raise ValueError("an adjustment without a claim")
        group = _value(segment, "CAS01")
        into = self._line.adjustments if self._line is not None else self._claims[-1].adjustments
        for place in range(2, 18, 3):
            code = _value(segment, f"CAS{place:02}")
            if not code:
                continue
            made: dict[str, Any] = {"group": group, "carc": code.lstrip("0") or "0"}
            amount, units = (
                _money(_value(segment, f"CAS{place + 1:02}")),
                _value(segment, f"CAS{place + 2:02}"),
            )
            made |= {"amount": str(amount)} if amount is not None else {}
            made |= {"units": str(int(Decimal(units)))} if units and Decimal(units) >= 0 else {}
            into.append(made)

    def _lq(self, segment: Any) -> None:
        if _value(segment, "LQ01") in ("HE", "RX") and self._line is not None:
            self._remark(self._line.adjustments, _value(segment, "LQ02"))
            if not self._line.adjustments:
                self._line.remarks.append(_value(segment, "LQ02"))

    def _moa(self, segment: Any) -> None:
        self._remarks_of_claim(segment, "MOA", range(3, 8))

    def _mia(self, segment: Any) -> None:
        self._remarks_of_claim(segment, "MIA", (5, 20, 21, 22, 23))

    def _remarks_of_claim(self, segment: Any, name: str, places: Iterable[int]) -> None:
        for place in places:
            code = _value(segment, f"{name}{place:02}")
            if code and self._claims:
                self._claims[-1].remarks.append(code)

    def _remark(self, into: list[dict[str, Any]], code: str) -> None:
        """A remark belongs to the line; it stands with each reason code of that line."""
        for one in into:
            one.setdefault("rarcs", [])
            if code and code not in one["rarcs"]:
                one["rarcs"].append(code)


def _all(claim: RemitClaim) -> list[dict[str, Any]]:
    return [*claim.adjustments, *(one for line in claim.tms_lines for one in line.adjustments)]


def _value(segment: Any, place: str) -> str:
    return str(segment.get_value(place) or "").strip()


def _money(text: str) -> Decimal | None:
    return Decimal(text).quantize(Decimal("0.01")) if text else None


def _whole(text: str) -> int | None:
    """Units as a whole number; a part of a unit is left out rather than cut off."""
    number = Decimal(text) if text else None
    return int(number) if number is not None and number == number.to_integral_value() else None


def _day(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if re.fullmatch(r"\d{8}", text) else ""


def _denial(claim: RemitClaim) -> dict[str, Any] | None:
    """The plain data of one denial: lines that were refused, and the codes of the whole claim."""
    if claim.status == _REVERSAL:
        return None
    refused = [one for one in claim.tms_lines if one.refused]
    whole = (
        [one for one in claim.adjustments if read_carc(one["carc"]).path != "settled"]
        if claim.tms_lines
        else []
    )
    if not refused and not whole:
        return None
    remarks = list(
        dict.fromkeys([*claim.remarks, *(code for line in claim.tms_lines for code in line.remarks)])
    )
    made: dict[str, Any] = {"kind": "claim", "service": "post_service", "level": "initial"}
    made |= {"date": claim.date} if claim.date else {}
    made |= {"payer": claim.payer} if claim.payer else {}
    made |= {"claim_number": claim.number} if claim.number else {}
    # A claim of one day prints it once, for all its lines.
    only = claim.days[0] if len(set(claim.days)) == 1 else ""
    made["lines"] = [_plain(one, only) for one in (refused or claim.tms_lines)]
    if whole:
        made["adjustments"] = [{**one, "rarcs": remarks} if remarks else one for one in whole]
    elif remarks:
        for line in made["lines"]:
            for one in line.get("adjustments", []):
                one["rarcs"] = [
                    *one.get("rarcs", []),
                    *(code for code in remarks if code not in one.get("rarcs", [])),
                ]
    return made


def _plain(line: RemitLine, day: str) -> dict[str, Any]:
    made: dict[str, Any] = {"code": line.code}
    made |= {"date": line.date or day} if line.date or day else {}
    made |= {"units": str(line.units)} if line.units is not None and line.units >= 0 else {}
    made |= {"charged": str(line.charged)} if line.charged is not None else {}
    made |= {"paid": str(line.paid)} if line.paid is not None else {}
    made |= {"adjustments": [dict(one) for one in line.adjustments]} if line.adjustments else {}
    return made
