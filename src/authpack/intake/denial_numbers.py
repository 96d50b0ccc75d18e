"""Dates, numbers, codes and units that a notice states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from authpack.intake.denial_proposals import Proposal, Sure
from authpack.intake.notice_text import Line, Notice
from authpack.intake.notice_values import DATE, dates_in, day_of, mended

TMS_CODE = re.compile(r"(?<![\w.])(9086[789]|08(?:89|9[0-2])T)(?!\w)", re.IGNORECASE)
TOP = 25
"""Lines of the first page among which a bare date counts as the notice's date."""

_LABELLED: tuple[tuple[str, Sure], ...] = (
    (
        r"(?:date of (?:this |the )?(?:notice|letter|notification)(?: of (?:the |this )?(?:decision|determination"
        r"|denial))?"
        r"|(?:notice|letter|statement|issue|notification) date|date issued|date of issue)",
        "stated",
    ),
    (r"(?:mail(?:ing)? date|date (?:mailed|of mailing)|mailed on)", "stated"),
    (r"(?:(?:check|payment|remit(?:tance)?|report|response) date|(?:^|(?<=\s{3}))notice(?=\s*:))", "likely"),
    (r"(?:date of (?:[a-z]+ ){0,3}(?:denial|determination|decision)(?: [a-z]+)?|^sent)", "likely"),
    (r"(?:(?<![\w ])|(?<=/ )|(?<=\s{3}))date", "stated"),
    (
        r"(?:(?:date of )?(?:decision|determination)(?: date)?|decision made on|process(?:ed)? date|processed(?: on)?)",
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
    r"\b(?:received|request(?:ed)?|birth|dob|service|effective|appeal|carrier|plan's|insurer)\b[^:]{0,40}$",
    re.IGNORECASE,
)
_EARLIER_DATE = re.compile(r"\b(?:original|initial|first|prior|previous|earlier)\b", re.IGNORECASE)
"""A label of another notice's date: "Date of original denial"."""
_STAMPED = re.compile(r"^(?:[A-Z][A-Za-z]+ ){1,4}(?P<date>(?:19|20)\d{2}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}")
"""A message of a portal: "PORTAL MESSAGE 2026-09-03 14:22"."""


def notice_dates(notice: Notice) -> Iterator[Proposal]:
    """The day printed on the notice: a labelled one, else one that stands alone at the top."""
    for line in notice.lines:
        for pattern, sure in _LABELLED_DATE:
            for label in pattern.finditer(line.text):
                found = DATE.match(line.text, label.end())
                day = day_of(found) if found else None
                if day is None or found is None or _NOT_NOTICE.search(line.text[: label.start()]):
                    continue
                if _EARLIER_DATE.search(label[0]):
                    continue
                yield _dated(day, f"{label[0]}{found[0]}", line.page, "labelled_date", sure)
    for line in _top(notice):
        if TMS_CODE.search(line.text) or "$" in line.text:
            continue
        if stamped := _STAMPED.match(line.text.strip()):
            yield _dated(
                date.fromisoformat(stamped["date"]), stamped[0], line.page, "message_stamp", "likely"
            )
        # A date may share its line with a number far to the right, or stand at the right margin itself.
        for part in re.split(r"\s{3,}", line.text.strip()):
            alone = DATE.fullmatch(part)
            if alone and (day := day_of(alone)) is not None:
                yield _dated(day, part, line.page, "date_alone_at_top", "likely")


def misread_dates(notice: Notice) -> Iterator[Proposal]:
    """Dates at the top that a scan misread ("0ctober 5, 2O26"), for a notice in which no other was found."""
    for line in _top(notice):
        text = mended(line.text)
        for found in DATE.finditer(text):
            day = day_of(found)
            if day is not None and text != line.text and not _NOT_NOTICE.search(text[: found.start()]):
                yield _dated(day, line.text.strip(), line.page, "date_misread_by_a_scan", "possible")


_TURNED = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](?:19|20)?\d{2}\b")


def date_notes(found: tuple[Proposal, ...]) -> Iterator[str]:
    """A word on every date written in numbers that would be another day if the day stood first."""
    for one in found:
        if one.field not in ("date", "respond_by", "received", "peer_to_peer.by"):
            continue
        for turned in _TURNED.finditer(one.quote):
            month, day = int(turned[1]), int(turned[2])
            if 0 < day <= 12 and month != day and str(one.value).endswith(f"-{month:02d}-{day:02d}"):
                yield (
                    f"{one.field}: {turned[0]} is read month first, as {one.value}. Compare it with the rest of the notice."
                )
                break


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


_NUMBER = r"(?P<number>(?:[A-Z]{1,4} (?=\d{5}))?(?=(?:[A-Z/.-]*\d){2})[A-Z0-9][A-Z0-9/.-]{2,38}[A-Z0-9])"
_SIGN = r"\.?\s*(?:(?:number|no\.?|num|id|#)(?:\s*\(s\))?)*\s*(?:[:#]|is\b)?\s*"
_REFERENCES: tuple[tuple[str, Sure], ...] = (
    (r"(?<!claim )(?<!cross )(?:reference|ref\.?|our file|file)", "stated"),
    (
        r"(?:case|tracking|nabd|notice|denial|event|intake|review|determination|decision)(?: reference)?",
        "stated",
    ),
    (r"(?:prior |pre-?|service )?(?:authori[sz]ation|certification|auth)(?:/order)?", "stated"),
    (r"(?:service )?request", "stated"),
    (r"(?:administrator|plan|payer)['’]s (?=no\b)", "stated"),
    (r"(?:appeal|grievance)", "likely"),
)
_CLAIMS = (r"claims?", r"\b(?:ICN|DCN|TCN)\b")


def _labelled_numbers(notice: Notice, words: str) -> Iterator[tuple[str, str, int]]:
    """Number, quote, page. A label needs a sign of a number: "#", ":", "number", "ID"."""
    pattern = re.compile(rf"\b{words}\b(?P<sign>{_SIGN}){_NUMBER}", re.IGNORECASE)
    for line in notice.lines:
        for found in pattern.finditer(line.text):
            # "Reference 77120" has no sign of a number; elsewhere fewer than six digits may be anything.
            least = 4 if words.startswith("(?<!claim") else 6
            long = len(re.sub(r"\D", "", found["number"])) >= least
            if not (
                long or re.search(r"[:#]|number|no\.|num|id", found["sign"], re.IGNORECASE)
            ) or DATE.fullmatch(found["number"]):
                continue
            yield found["number"], found[0].strip(), line.page
            for further in _FURTHER_NUMBER.finditer(line.text, found.end()):
                if further.start() != found.end():
                    break
                yield further["number"], f"{found[0].strip()}{further[0]}", line.page


_FURTHER_NUMBER = re.compile(r"\s*(?:,|&|and)\s+(?P<number>\d[\d-]{6,}\d)\b")
"""A second number under the same label: "claims 26071344117 and 26071344118"."""


def references(notice: Notice) -> Iterator[Proposal]:
    """Numbers of the case, request or authorization, and of the claim."""
    for words, sure in _REFERENCES:
        for number, quote, page in _labelled_numbers(notice, words):
            if re.search(r"\bclaim\b", quote, re.IGNORECASE):
                continue
            # A small letter between digits is a digit that a scan misread.
            misread = re.search(r"\d[a-z]\d", number)
            yield Proposal(
                "reference", number, quote, page, "labelled_number", "possible" if misread else sure
            )
    for words in _CLAIMS:
        for number, quote, page in _labelled_numbers(notice, words):
            yield Proposal("claim_number", number, quote, page, "labelled_number")


# -- codes and units -------------------------------------------------------------------------------

_COLUMNS = re.compile(
    r"\b(requested|approved|denied|not approved|authorized|certified|modified)\b", re.IGNORECASE
)
_OF_ANOTHER = (
    r"|\s*(?:\(\w+\)\s*)?(?:more\s+|additional\s+)?(?:(?:units?|sessions?|visits?|treatments?)?\s*(?:of|x|×)\s*"
    r"(?:CPT\s*(?:codes?)?\s*)?(?:9086|08)\d|(?:units?|sessions?|visits?|treatments?)\s+CPT\s*\w+(?!\w|\s*[x×(:]\s*\d))"
)
"""After a number: it counts for the code that follows it ("1 unit of 90867, 35 units of 90868")."""
_UNITS = re.compile(
    r"(?:(?P<before>\d{1,3})\s*(?:\(\w+\)\s*)?(?:more\s+|additional\s+)?(?:(?:units?|sessions?|visits?"
    r"|treatments?)?\s*(?:of|x|×)\s*(?:CPT\s*(?:code)?\s*)?"
    r"|(?:units?|sessions?|visits?|treatments?)\s+CPT\s*(?:code)?\s*(?!\w+\s*[x×(:]\s*\d)))?"
    r"(?P<code>9086[789]|08(?:89|9[0-2])T)"
    rf"(?:\s*(?:x|×|\(|,|-|:)\s*(?P<after>\d{{1,3}})(?!\d|/|\.\d{_OF_ANOTHER})(?:\s*(?:units?|sessions?|visits?))?)?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?:(?P<before>\d{1,3}|one|two|three|four|five|six)\s+(?:\w+\s+){0,2}?(?:units?|sessions?|visits?|treatments?)"
    r"(?:\s+of(?:\s+[A-Za-z]+){1,5})?\s*\((?:CPT\s*)?(?P<code>9086[789]|08(?:89|9[0-2])T)\)"
    r"|(?P<other>9086[789]|08(?:89|9[0-2])T)(?:\s*\((?:qty|quantity)\s*(?P<qty>\d{1,3})\)"
    rf"|(?:\s+[A-Za-z]+){{0,3}},?\s+(?P<after>\d{{1,3}})(?!\d{_OF_ANOTHER})\s+(?:units?|sessions?|visits?|treatments?)))",
    re.IGNORECASE,
)
"""Units beside a code in words: "30 sessions (90868)", "CPT 90868 rTMS, 36 visits", "90867 (qty 1)"."""
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LISTED = re.compile(r"(?:9086[789]|08\d\dT)\s*(?:,|and|&|/)?\s*(?:and\s*)?$", re.IGNORECASE)
"""Another code just before without a number: the number that follows counts for the list, not for one code."""
_GRANT = re.compile(
    r"(?<!not )(?<!n't )(?<!unable to )(?<!cannot )\b(?:approv(?:ed?|ing)|authori[sz](?:ed|ing)|certif(?:ied|ying)"
    r"|granted)\b",
    re.IGNORECASE,
)
_REFUSE = re.compile(
    r"\b(?:not (?:been )?(?:approv(?:ed?|ing)|authori[sz](?:ed?|ing)|certif(?:y|ied|ying))|den(?:y|ied|ying)"
    r"|remaining|refus\w+|cannot approve|"
    r"unable to approve|disapproved)\b|n['’]t (?:approve|authori[sz]e|certify)\b",
    re.IGNORECASE,
)


def units(notice: Notice) -> Iterator[Proposal]:
    """Codes with units, granted and refused: from a table with columns first, else from the sentences."""
    rows = list(_table_rows(notice)) or list(_status_rows(notice)) or list(_asked_and_granted(notice))
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


_STATUS = re.compile(
    r"^(?:CPT\s*(?:code)?\s*:?\s*)?(?P<code>9086[789]|08(?:89|9[0-2])T)\b[^$%]*?\b(?P<number>\d{1,3})\s*(?:units?"
    r"|sessions?|visits?)?"
    r"\W+(?P<status>approved|authori[sz]ed|certified|denied|not approved|not authori[sz]ed|not certified)\.?$",
    re.IGNORECASE,
)


def _status_rows(notice: Notice) -> Iterator[Proposal]:
    """Lines of code, units and what became of them: "90869   4 units   DENIED"."""
    for line in notice.lines:
        found = _STATUS.match(line.text.strip())
        if found and int(found["number"]):
            field = "denied" if re.match(r"not|denied", found["status"], re.IGNORECASE) else "approved"
            quote = line.text.strip()
            yield _units(field, found["code"], int(found["number"]), quote, line.page, "status_row", "stated")


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
    settled: set[str] = set()
    for one in notice.sentences:
        for clause in re.split(r"(?<=[a-z]),\s+(?=but|while|and the)|\bbut\b", one.text):
            refused, granted = _REFUSE.search(clause), _GRANT.search(clause)
            if refused and granted and len({one[0] for one in _numbered(clause)}) > 1:
                # Which of the codes was granted cannot be told from here.
                continue
            asked = re.search(r"(?<!as )\b(?:request|asked)", clause, re.IGNORECASE)
            for code, number, quote in _numbered(clause):
                settled |= {code} if refused or granted else set()
                if refused or (granted and not asked):
                    field = "denied" if refused else "approved"
                    yield _units(field, code, number, clause.strip(), one.page, "units_in_sentence", "stated")
                else:
                    loose.append((code, number, quote, one.page))
    for code, number, quote, page in loose:
        if code not in settled:
            yield _units("denied", code, number, quote, page, "units_named_only", "possible")


def _numbered(clause: str) -> Iterator[tuple[str, int, str]]:
    """Code, units and their words, each code as often as it stands with a number."""
    held: set[int] = set()
    for found in _UNITS.finditer(clause):
        if found["after"] and not found["before"] and _LISTED.search(clause[: found.start()]):
            continue
        number = found["before"] or found["after"]
        if number is not None and int(number):
            held.add(found.start("code"))
            yield found["code"].upper(), int(number), found[0].strip(" ,(")
    for found in _WORDED.finditer(clause):
        name = "code" if found["code"] else "other"
        number = (found["before"] or found["qty"] or found["after"]).lower()
        count = _SMALL.get(number) or int(number)
        if count and found.start(name) not in held:
            yield found[name].upper(), count, found[0].strip(" ,(")


def codes_without_units(notice: Notice) -> tuple[str, ...]:
    """TMS codes that the notice names anywhere."""
    return tuple(
        dict.fromkeys(found[1].upper() for line in notice.lines for found in TMS_CODE.finditer(line.text))
    )
