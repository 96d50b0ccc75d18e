"""Dates, numbers, codes and units that a notice states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from authpack.denials.codes import read_carc
from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Line, Notice
from authpack.intake.notice_values import DATE, dates_in, day_of

TMS_CODE = re.compile(r"(?<![\w.])(9086[789]|08(?:89|9[0-2])T)(?!\w)", re.IGNORECASE)
TOP = 25
"""Lines of the first page among which a bare date counts as the notice's date."""

_LABELLED: tuple[tuple[str, Sure], ...] = (
    (
        r"(?:date of (?:this )?(?:notice|letter)|(?:notice|letter|statement|issue) date|date issued|date of issue)",
        "stated",
    ),
    (r"(?:mail(?:ing)? date|date (?:mailed|of mailing)|mailed on)", "stated"),
    (r"(?:check|payment|remit(?:tance)?|report) date", "likely"),
    (r"(?:date of (?:[a-z]+ ){0,3}(?:denial|determination|decision)(?: [a-z]+)?|^sent)", "likely"),
    (r"(?<![\w ])date", "stated"),
    (
        r"(?:(?:date of )?(?:decision|determination)(?: date)?|decision made on|process(?:ed)? date)",
        "possible",
    ),
)
_LABELLED_DATE = [
    (
        re.compile(
            rf"{words}\s*[:#-]?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s+)?(?={DATE.pattern})".replace(
                "?P<", "?P<_"
            ),
            re.IGNORECASE,
        ),
        sure,
    )
    for words, sure in _LABELLED
]
_NOT_NOTICE = re.compile(
    r"\b(?:received|request(?:ed)?|birth|dob|service|effective|appeal)\b[^:]{0,20}$", re.IGNORECASE
)


def notice_dates(notice: Notice) -> Iterator[Proposal]:
    """The day printed on the notice: a labelled one, else one that stands alone at the top."""
    for line in notice.lines:
        for pattern, sure in _LABELLED_DATE:
            for label in pattern.finditer(line.text):
                found = DATE.match(line.text, label.end())
                day = day_of(found) if found else None
                if day is None or found is None or _NOT_NOTICE.search(line.text[: label.start()]):
                    continue
                yield _dated(day, f"{label[0]}{found[0]}", line.page, "labelled_date", sure)
    for line in _top(notice):
        if TMS_CODE.search(line.text) or "$" in line.text:
            continue
        # A date may share its line with a number far to the right, or stand at the right margin itself.
        for part in re.split(r"\s{3,}", line.text.strip()):
            alone = DATE.fullmatch(part)
            if alone and (day := day_of(alone)) is not None:
                yield _dated(day, part, line.page, "date_alone_at_top", "likely")


def _dated(day: date, quote: str, page: int, rule: str, sure: Sure) -> Proposal:
    return Proposal("date", day.isoformat(), quote.strip(), page, rule, sure)


def _top(notice: Notice) -> list[Line]:
    return [one for one in notice.lines if one.page == 1 and one.text.strip()][:TOP]


_STAMP = re.compile(r"\b(?:RECEIVED|REC'?D)\b(?! (?:by|your|the|a) )[^A-Za-z0-9]{0,6}", re.ASCII)


def received_dates(notice: Notice) -> Iterator[Proposal]:
    """A stamp "RECEIVED MAR 5 2026"; a sentence that something was received is not one."""
    for line in notice.lines:
        stamp = _STAMP.search(line.text)
        if stamp is None or re.search(r"[a-z]{3,}.*$", line.text[: stamp.start()]):
            continue
        for day, words in dates_in(line.text[stamp.start() :]):
            yield Proposal(
                "received",
                day.isoformat(),
                f"{stamp[0]}{words}".strip(),
                line.page,
                "received_stamp",
                "possible",
            )


_NUMBER = r"(?P<number>(?=[A-Z0-9/.-]*\d)[A-Z0-9][A-Z0-9/.-]{2,38}[A-Z0-9])"
_SIGN = r"\s*(?:(?:number|no\.?|num|id|#)(?:\s*\(s\))?)*\s*(?:[:#]|is\b)?\s*"
_REFERENCES: tuple[tuple[str, Sure], ...] = (
    (r"(?<!claim )(?<!cross )reference", "stated"),
    (r"(?:case|tracking|nabd|notice|denial|event|intake|review)(?: reference)?", "stated"),
    (r"(?:prior |pre-?|service )?(?:authori[sz]ation|certification|auth)(?:/order)?", "stated"),
    (r"(?:service )?request", "stated"),
    (r"(?:appeal|grievance)", "likely"),
)
_CLAIMS = (r"claim", r"\b(?:ICN|DCN|TCN)\b")


def _labelled_numbers(notice: Notice, words: str) -> Iterator[tuple[str, str, int]]:
    """Number, quote, page. A label needs a sign of a number: "#", ":", "number", "ID"."""
    pattern = re.compile(rf"\b{words}\b(?P<sign>{_SIGN}){_NUMBER}", re.IGNORECASE)
    for line in notice.lines:
        for found in pattern.finditer(line.text):
            long = len(re.sub(r"\D", "", found["number"])) >= 6
            if not (
                long or re.search(r"[:#]|number|no\.|num|id", found["sign"], re.IGNORECASE)
            ) or DATE.fullmatch(found["number"]):
                continue
            yield found["number"], found[0].strip(), line.page


def references(notice: Notice) -> Iterator[Proposal]:
    """Numbers of the case, request or authorization, and of the claim."""
    for words, sure in _REFERENCES:
        for number, quote, page in _labelled_numbers(notice, words):
            if re.search(r"\bclaim\b", quote, re.IGNORECASE):
                continue
            yield Proposal("reference", number, quote, page, "labelled_number", sure)
    for words in _CLAIMS:
        for number, quote, page in _labelled_numbers(notice, words):
            yield Proposal("claim_number", number, quote, page, "labelled_number")


# -- codes and units -------------------------------------------------------------------------------

_COLUMNS = re.compile(
    r"\b(requested|approved|denied|not approved|authorized|certified|modified)\b", re.IGNORECASE
)
_UNITS = re.compile(
    r"(?:(?P<before>\d{1,3})\s*(?:\(\w+\)\s*)?(?:more\s+|additional\s+)?(?:units?|sessions?|visits?"
    r"|treatments?)?\s*(?:of|x|×)\s*(?:CPT\s*(?:code)?\s*)?)?"
    r"(?P<code>9086[789]|08(?:89|9[0-2])T)"
    r"(?:\s*(?:x|×|\(|,|-|:)\s*(?P<after>\d{1,3})(?!\d|/|\.\d)(?:\s*(?:units?|sessions?|visits?))?)?",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:9086[789]|08\d\dT)\s*(?:,|and|&|/)?\s*(?:and\s*)?$", re.IGNORECASE)
"""Another code just before without a number: the number that follows counts for the list, not for one code."""
_GRANT = re.compile(r"\b(?:approved?|authori[sz]ed|certified|granted)\b", re.IGNORECASE)
_REFUSE = re.compile(
    r"\b(?:not (?:been )?(?:approved|authori[sz]ed|certified)|den(?:y|ied)|remaining|refus\w+|cannot approve|"
    r"unable to approve|disapproved)\b",
    re.IGNORECASE,
)


def units(notice: Notice) -> Iterator[Proposal]:
    """Codes with units, granted and refused: from a table with columns first, else from the sentences."""
    rows = list(_table_rows(notice)) or list(_asked_and_granted(notice))
    if rows:
        yield from rows
        return
    yield from _from_sentences(notice)


def _table_rows(notice: Notice) -> Iterator[Proposal]:
    columns: list[str] = []
    for line in notice.lines:
        names = [found[1].lower() for found in _COLUMNS.finditer(line.text)]
        if len(names) >= 2 and not TMS_CODE.search(line.text) and len(line.text) < 140:
            columns = names
            continue
        code = TMS_CODE.match(line.text.strip())
        if not columns or code is None:
            continue
        numbers = [int(one) for one in re.findall(r"(?<![\w.$/-])\d{1,3}(?![\w.%/-])", line.text)]
        if len(numbers) < len(columns):
            continue
        for name, number in zip(columns, numbers[-len(columns) :], strict=True):
            field = (
                "approved"
                if name in ("approved", "authorized", "certified")
                else "denied"
                if name in ("denied", "not approved")
                else ""
            )
            if field and number:
                yield _units(field, code[1], number, line.text.strip(), line.page, "table_column", "stated")


_ASKED = re.compile(
    r"(?P<code>9086[789]|08(?:89|9[0-2])T)[^.;]{0,50}?(?:requested|asked(?: for)?)\D{0,6}(?P<asked>\d{1,3})[^.;]{0,25}?"
    r"(?P<word>approved|authorized|denied)\D{0,6}(?P<number>\d{1,3})",
    re.IGNORECASE,
)


def _asked_and_granted(notice: Notice) -> Iterator[Proposal]:
    """ "90868 - Requested 36, approved 30": what was granted or refused, as it stands; the rest is not computed."""
    for one in notice.sentences:
        for found in _ASKED.finditer(one.text):
            field = "denied" if found["word"].lower() == "denied" else "approved"
            if int(found["number"]):
                yield _units(
                    field,
                    found["code"],
                    int(found["number"]),
                    found[0],
                    one.page,
                    "asked_and_granted",
                    "stated",
                )


def _units(field: str, code: str, number: int, quote: str, page: int, rule: str, sure: Sure) -> Proposal:
    return Proposal(field, {"code": code.upper(), "units": str(number)}, quote, page, rule, sure)


def _from_sentences(notice: Notice) -> Iterator[Proposal]:
    """In a sentence that grants or refuses; a list under "Service" of a wholly refused request is only possible."""
    loose: list[tuple[str, int, str, int]] = []
    stated: list[tuple[str, int]] = []
    for one in notice.sentences:
        clauses = re.split(r"(?<=[a-z]),\s+(?=but|while|and the)|\bbut\b", one.text)
        for clause in clauses:
            for found in _UNITS.finditer(clause):
                if found["after"] and not found["before"] and _LISTED.search(clause[: found.start()]):
                    continue
                number = found["before"] or found["after"]
                if number is None or not int(number):
                    continue
                stated += (
                    [(found["code"].upper(), 0)] if _REFUSE.search(clause) or _GRANT.search(clause) else []
                )
                refused, granted = _REFUSE.search(clause), _GRANT.search(clause)
                quote = found[0].strip(" ,(")
                if refused:
                    yield _units(
                        "denied",
                        found["code"],
                        int(number),
                        clause.strip(),
                        one.page,
                        "units_in_sentence",
                        "stated",
                    )
                elif granted and not re.search(r"\b(?:request|asked)", clause, re.IGNORECASE):
                    yield _units(
                        "approved",
                        found["code"],
                        int(number),
                        clause.strip(),
                        one.page,
                        "units_in_sentence",
                        "stated",
                    )
                else:
                    loose.append((found["code"], int(number), quote, one.page))
    settled = {code for code, *_ in stated}
    for code, number, quote, page in loose:
        if code.upper() in settled:
            continue
        yield _units("denied", code, number, quote, page, "units_named_only", "possible")


def codes_without_units(notice: Notice) -> tuple[str, ...]:
    """TMS codes that the notice names anywhere."""
    return tuple(
        dict.fromkeys(found[1].upper() for line in notice.lines for found in TMS_CODE.finditer(line.text))
    )


# -- claim lines of an explanation of benefits -------------------------------------------------------

_CARC = re.compile(r"\b(?P<group>CO|PR|OA|PI|CR)[ -]?(?P<carc>[AB]?\d{1,3})\b")
_BARE_CARC = re.compile(
    r"\b(?:CARC|(?:claim )?adjustment reason code|reason code|denial code)s?\s*[:#]?\s*(?P<carc>[AB]?\d{1,3})\b",
    re.IGNORECASE,
)
_RARC = re.compile(r"\b(?:N\d{1,3}|M\d{2,3}|MA\d{2,3})\b")
_AMOUNT = re.compile(r"\$\s?([\d,]+\.\d{2})")


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
    day = next(dates_in(text), None)
    if day is not None:
        made["date"] = day[0].isoformat()
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
