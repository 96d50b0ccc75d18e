"""Codes of an electronic answer as a notice prints them: lines of a claim, and rejections of a request (X12 AAA)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from authpack.denials.codes import read_carc
from authpack.intake.denial_numbers import TMS_CODE
from authpack.intake.denial_proposals import Proposal
from authpack.intake.notice_text import Notice
from authpack.intake.notice_values import compact_day, dates_in

_AAA = re.compile(
    r"\bAAA\*[YN]?\*[^*]*\*(?P<code>[A-Z0-9]{1,3})(?:\*(?P<follow>[A-Z]))?\b~?\s*(?P<says>[^*~]*)$"
)


def rejections(notice: Notice) -> Iterator[Proposal]:
    """Segments "AAA*N**43*C" with the words beside them: the reject reason, the follow-up, and the words as a reason."""
    for line in notice.lines:
        found = _AAA.search(line.text.strip())
        if found is None:
            continue
        text = line.text.strip()
        yield Proposal(
            "review_codes", {"list": "rejection", "code": found["code"]}, text, line.page, "segment_aaa"
        )
        if found["follow"]:
            value = {"list": "followup", "code": found["follow"]}
            yield Proposal("review_codes", value, text, line.page, "segment_aaa")
        if found["says"].strip():
            quote = {"quote": found["says"].strip(), "page": str(line.page)}
            yield Proposal("reasons", quote, found["says"].strip(), line.page, "words_beside_aaa")


_CARC = re.compile(r"\b(?P<group>CO|PR|OA|PI|CR)[ -]?(?P<carc>[AB]?\d{1,3})\b")
_BARE_CARC = re.compile(
    r"\b(?:CARC|(?:claim )?adjustment reason code|reason code|denial code)s?\s*[:#]?\s*(?P<carc>[AB]?\d{1,3})\b",
    re.IGNORECASE,
)
_RARC = re.compile(r"\b(?:N\d{1,3}|M\d{2,3}|MA\d{2,3})\b")
_AMOUNT = re.compile(r"(?<![\w.])\$?\s?((?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2})(?![\d.])")


def claim_lines(notice: Notice) -> Iterator[Proposal]:
    """Lines of a claim: a TMS code with its date, amounts and reason codes on one line; else the codes alone."""
    held = False
    headers: list[str] = []
    for line in notice.lines:
        code = TMS_CODE.search(line.text)
        names = re.findall(r"\b(billed|charged?|allowed|paid|payment)\b", line.text, re.IGNORECASE)
        if code is None and len(names) >= 2:
            headers = [name.lower() for name in names]
        adjustments = list(_adjustments(line.text))
        if code is None or not (adjustments or (headers and _AMOUNT.search(line.text))):
            continue
        held = True
        if adjustments and all(read_carc(one["carc"]).path == "settled" for one in adjustments):
            continue
        yield Proposal(
            "lines",
            _claim_line(line.text, code[1].upper(), headers, adjustments),
            line.text.strip(),
            line.page,
            "claim_line",
        )
    if held:
        return
    for line in notice.lines:
        for one in _adjustments(line.text):
            yield Proposal("adjustments", one, line.text.strip(), line.page, "reason_code", "likely")


def _adjustments(text: str) -> Iterator[dict[str, Any]]:
    remarks = [{"rarcs": _RARC.findall(text)}] if _RARC.search(text) else [{}]
    for found in _CARC.finditer(text):
        yield {"group": found["group"], "carc": found["carc"], **remarks[0]}
    if not _CARC.search(text):
        for found in _BARE_CARC.finditer(text):
            yield {"carc": found["carc"], **remarks[0]}


def _claim_line(
    text: str, code: str, headers: list[str], adjustments: list[dict[str, Any]]
) -> dict[str, Any]:
    made: dict[str, Any] = {"code": code}
    day = next((one for one, _ in dates_in(text)), None) or compact_day(text)
    if day is not None:
        made["date"] = day.isoformat()
    amounts = [one.replace(",", "") for one in _AMOUNT.findall(text)]
    inline = {
        name.lower(): amount.replace(",", "")
        for name, amount in re.findall(
            r"\b(billed|charged?|paid)\b\s*:?\s*\$\s?([\d,]+\.\d{2})", text, re.IGNORECASE
        )
    }
    named = inline or (dict(zip(headers, amounts, strict=False)) if len(headers) == len(amounts) else {})
    for name, amount in named.items():
        if name.startswith(("billed", "charge")):
            made["charged"] = amount
        elif name in ("paid", "payment"):
            made["paid"] = amount
    if adjustments:
        made["adjustments"] = adjustments
    return made
