"""Whose page is it? Names, dates of birth and member numbers that stand where a patient is named.

A page of another patient in a packet is the worst error there is, and a false alarm on every page would be switched
off: so only places that name the patient count (Patient:, Name:, Re:, DOB:, Member ID:), not every name of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final, Literal

from authpack.domain.case import Case
from authpack.domain.dates import PartialDate
from authpack.packets.written_names import (
    Person,
    cut,
    is_a_name,
    is_another,
    may_be_a_name,
    named,
    same_person,
    stands_somewhere,
    words,
)

__all__ = ["Answer", "Identity", "Person", "dates_in", "identity", "person_of", "service_date", "words"]

Answer = Literal["match", "mismatch", "not_stated", "no_text"]


_WHO = r"(?:patient|client|member|enrollee|beneficiary|consumer|examinee)"
_LABEL = (
    rf"(?:{_WHO}(?:'s|’s)?(?:\s+(?:full\s+)?name)?|pt\.?(?:'s|’s)?\s+name"
    r"|name\s+of\s+(?:the\s+)?(?:patient|member)|pt|paciente|nombre\s+del\s+paciente)"
)
# Labels that no running text uses as such: they need no colon.
_PLAIN_LABEL = rf"(?:{_WHO}(?:'s|’s)?\s+(?:full\s+)?name|nombre\s+del\s+paciente)"
# How the name is to be written, as forms say it behind the label: Name (last, first, MI).
_HOW = r"(?:[ \t]*\([^)\n\d]{1,40}\))?"
# Value and following line are only looked at, not used up: they may hold a label of their own, and a second patient.
_VALUE = r"[ \t]*(?=(?P<value>[^\n]*)(?P<next>\n[^\n]*)?)"
_PATIENT = re.compile(
    rf"(?im)(?<![\w/])(?:{_WHO}[ ]?/[ ]?)?(?:{_LABEL}{_HOW}[ \t]*[:#]|{_PLAIN_LABEL}(?![\w'’]){_HOW}){_VALUE}"
)
_NAME = re.compile(rf"(?im)^[ \t]*(?:(?:legal|full|patient)[ \t]+)?name{_HOW}[ \t]*:{_VALUE}")
_RE = re.compile(r"(?m)^[ \t]*(?:RE|Re|Regarding|In re)[ \t]*:[ \t]*(?P<value>[^\n]*)")
_BIRTH = re.compile(
    r"(?i)(?<!\w)(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s*date|born(?:\s+on)?|fecha\s+de\s+(?P<dmy>nacimiento))(?!\w)"
    r"[ \t]*[:#]?[ \t\n]*(?=(?P<value>[^\n]{0,40}))"
)
# A date of birth behind one of these is a relative's; a patient's label between the two turns it back.
_RELATIVE = re.compile(
    r"(?i)\b(?:(?:grand|step)?(?:father|mother|parent|brother|sister|son|daughter)s?|husband|wife|spouse|partner|children|"
    r"sibling|twin|aunt|uncle|cousin|niece|nephew|caregiver|next\s+of\s+kin|guardian|subscriber|"
    r"policy\s*holder|insured|emergency\s+contact)\b(?!.*\b(?:patient|client|member|self)\b)"
)
_WORD = r"[A-ZÀ-ÞŁŚŻČŠŽ][\w'’.-]*"
_BEFORE_NUMBER = re.compile(
    rf"(?m)(?<![\w,.'’-])(?P<value>{_WORD}(?:,?[ ]{{1,2}}{_WORD}){{1,3}})[ \t]*[-–—|(,;]*[ \t]*"
    r"(?:MRN|M\.R\.N|Med(?:ical)?\s+Rec(?:ord)?|DOB|D\.O\.B)\b"
)
# How an evaluation begins: "Robert Oakley is a 45-year-old man", "Mr. Oakley, a 45 y/o".
_TOLD = re.compile(
    rf"(?<![\w'’-])(?P<title>(?:Mr|Mrs|Ms|Miss|Mx)\.?[ ]+)?(?P<value>{_WORD}(?:[ ]{{1,2}}{_WORD}){{0,3}}),?"
    r"[ \n]{1,2}(?:is|was)?[ \n]*an?[ \n]{1,2}\d{1,3}[- ]?(?:(?:years?|yrs?\.?)[- ]old|y\.?[ ]?/?[ ]?o\b)"
)
_OWN = rf"(?:{_WHO}(?:'s|’s)?\s+)?"
_LAST = re.compile(rf"(?im)^[ \t]*{_OWN}(?:(?:last|family)\s+name|surname)[ \t]*:[ \t]*(?P<value>[^\n]*)")
_FIRST = re.compile(rf"(?im)^[ \t]*{_OWN}(?:(?:first|given)\s+name|forename)[ \t]*:[ \t]*(?P<value>[^\n]*)")
_MEMBER = re.compile(
    r"(?i)(?<!\w)(?:member|subscriber|insurance|enrollee)[ \t]*(?:id|i\.d\.|number|no\.?|#)"
    r"(?:[ \t]*(?:number|no\.?|#))?[ \t]*[:#]?[ \t]*(?=(?P<value>[A-Za-z0-9][A-Za-z0-9 -]{3,30}))"
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_US = re.compile(r"(?<!\d)(\d{1,2})[ ]?[/.-][ ]?(\d{1,2})[ ]?[/.-][ ]?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_CLOSE = re.compile(r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)|(?P<us>\d{8}))(?!\d)")
_WORDED = re.compile(r"(?i)(?<!\w)([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?i)(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)")
_SERVICE = re.compile(
    r"(?i)(?<!\w)(?:d\.?o\.?s\.?|dates?\s+of\s+(?:service|visit|exam(?:ination)?|evaluation|encounter)"
    r"|(?:visit|service|encounter|exam)\s+date)(?!\w)[ \t]*[:#]?[ \t\n]*(?P<value>[^\n]{0,40})"
)
_PERSON, _DAY, _NUMBER = "name", "date of birth", "member number"
_NEAR = 60
"""Letters before a name in which a relative is named who it then is."""
_LEAST_TEXT = 12
"""Letters; a page with fewer holds no text worth speaking of (a page number, a fax line)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The answer for one page; ``found``: what disagreed or agreed, by kind of fact, never its value.

    ``differs``: what disagrees although name and date of birth agree: an older insurance's number.
    """

    answer: Answer
    found: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    hidden: bool = False
    """The words that disagree lie outside of what is seen of the page."""


def person_of(case: Case) -> Person:
    """The patient of a case."""
    patient = case.patient
    beside = [one.subscriber for one in case.coverage if one.subscriber]
    beside += [patient.guardian.name] if patient.guardian else []
    beside += [one.name for one in case.clinicians]
    beside += [case.practice.name] if case.practice else []
    return Person(
        tuple(words(patient.family_name)),
        tuple(words(patient.given_name)),
        patient.birth_date,
        frozenset(squeezed(one.member_id) for one in case.coverage if one.member_id),
        tuple(frozenset(words(name)) for name in beside if words(name)),
    )


def identity(text: str, person: Person) -> Identity:
    """Whether a page's text names this patient, another one, or nobody."""
    if _is_wordless(text):
        return Identity("no_text")
    text = _joined(text)
    answers = [*_names(text, person), *_births(text, person), *_members(text, person)]
    wrong = tuple(dict.fromkeys(what for what, agrees in answers if not agrees))
    right = tuple(dict.fromkeys(what for what, agrees in answers if agrees))
    if wrong == (_NUMBER,) and {_PERSON, _DAY} <= set(right):
        return Identity("match", right, differs=wrong)
    if wrong:
        return Identity("mismatch", wrong)
    if right:
        return Identity("match", right)
    return Identity("match", (_PERSON,)) if stands_somewhere(text, person) else Identity("not_stated")


def _is_wordless(text: str) -> bool:
    return sum(1 for _ in islice(filter(str.isalnum, text), _LEAST_TEXT)) < _LEAST_TEXT


# -- names -------------------------------------------------------------------------------------------


def _joined(text: str) -> str:
    """Words that a line's end divides become whole; line ends stay where they part words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "").replace("\ufffe", "-")
    return re.sub(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿ])", "", text)


def _names(text: str, person: Person) -> Iterator[tuple[str, bool]]:
    for pattern in (_PATIENT, _NAME):
        for match in pattern.finditer(text):
            answer = named(match["value"] + (match["next"] or ""), person)
            if answer is not None:
                yield _PERSON, answer
    for match in _RE.finditer(text):
        # A subject line may be about anything; only a name with a date of birth or a number beside it counts.
        answer = named(match["value"], person)
        if answer or (
            answer is False and re.search(r"(?i)d\.?o\.?b|born|member|id\b|\d{1,2}/\d", match["value"])
        ):
            yield _PERSON, bool(answer)
    yield from _headed(text, person)
    yield from _told(text, person)
    yield from _in_parts(text, person)


def _headed(text: str, person: Person) -> Iterator[tuple[str, bool]]:
    """The head or foot that record systems print: "OAKLEY, ROBERT  MRN 0012"."""
    for match in _BEFORE_NUMBER.finditer(text):
        value = cut(match["value"])
        if same_person(value, person):
            yield _PERSON, True
        elif is_a_name(value, person) and not _RELATIVE.search(
            _line_before(text, match.start("value") + 1) + value
        ):
            yield _PERSON, False


def _told(text: str, person: Person) -> Iterator[tuple[str, bool]]:
    """The first sentence of an evaluation: "Robert Oakley is a 45-year-old man"; of a relative it says nothing."""
    for match in _TOLD.finditer(text):
        if _RELATIVE.search(text[max(0, match.start() - _NEAR) : match.start()].replace("\n", " ")):
            continue
        value = match["value"].replace("\n", " ")
        found = set(words(value))
        by_title = match["title"] is not None and len(found) == 1
        if same_person(value, person) or (by_title and found & {*person.family, *person.given}):
            yield _PERSON, True
        elif is_a_name(value, person) or (by_title and not is_another(value, person)):
            yield _PERSON, False


def _line_before(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : at]


def _in_parts(text: str, person: Person) -> Iterator[tuple[str, bool]]:
    """Fields that ask for last and first name apart. A form asks so of others too: one that agrees is enough."""
    for pattern, own in ((_LAST, person.family), (_FIRST, person.given[:1])):
        written = [cut(match["value"]) for match in pattern.finditer(text)]
        found = [one for one in written if may_be_a_name(one) and not _of_another(one, person)]
        if own and found:
            yield _PERSON, any(set(own) <= set(words(one)) for one in found)


def _of_another(text: str, person: Person) -> bool:
    """Whether a part of a name belongs to the clinician, the subscriber or the guardian, and not to the patient."""
    found = set(words(text))
    return not found & {*person.family, *person.given} and any(found <= other for other in person.others)


# -- dates and numbers ---------------------------------------------------------------------------------


def dates_in(text: str) -> list[date]:
    """Dates as they are written in the United States, in words, or year first; impossible ones are left out."""
    found: list[tuple[int, date]] = []
    for match in _US.finditer(text):
        month, day = int(match[1]), int(match[2])
        # No month has a number above 12: the day stands first.
        _add(found, match.start(), _year(match[3]), *((day, month) if month > 12 else (month, day)))
    for match in _ISO.finditer(text):
        _add(found, match.start(), int(match[1]), int(match[2]), int(match[3]))
    for match in _WORDED.finditer(text):
        _add(found, match.start(), int(match[3]), _MONTHS.get(match[1].casefold(), 0), int(match[2]))
    for match in _DAY_FIRST.finditer(text):
        _add(found, match.start(), int(match[3]), _MONTHS.get(match[2].casefold(), 0), int(match[1]))
    return [day for _, day in sorted(found)]


def _year(text: str) -> int:
    number = int(text)
    # Two digits: nobody treated is born after the document; 26 is 2026 for a visit and 1926 for a birth.
    return number if number > 99 else 2000 + number


def _add(found: list[tuple[int, date]], at: int, year: int, month: int, day: int) -> None:
    try:
        found.append((at, date(year, month, day)))
    except ValueError:
        return


def _births(text: str, person: Person) -> Iterator[tuple[str, bool]]:
    for match in _BIRTH.finditer(text):
        days = dates_in(match["value"]) or _close_date(match["value"])
        if days and not _RELATIVE.search(_line_before(text, match.start())):
            read = [days[0], _turned(days[0])] if match["dmy"] else days[:1]
            yield _DAY, any(_may_be(day, person.birth) for one in read for day in _centuries(one))


def _close_date(text: str) -> list[date]:
    """A date without marks at the start of a text: 04041962, 19620404."""
    match = _CLOSE.match(text)
    found: list[tuple[int, date]] = []
    if match and match["us"]:
        _add(found, 0, int(match["us"][4:]), int(match["us"][:2]), int(match["us"][2:4]))
    elif match:
        _add(found, 0, int(match["year"]), int(match["month"]), int(match["day"]))
    return [day for _, day in found]


def _turned(day: date) -> date:
    """The day before the month, as it is written in Spanish."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def _centuries(day: date) -> tuple[date, ...]:
    try:
        return (day, day.replace(year=day.year - 100))
    except ValueError:
        return (day,)


def _may_be(day: date, known: PartialDate) -> bool:
    return known.first <= day <= known.last


def squeezed(text: str) -> str:
    """A member number without blanks and dashes, in capitals."""
    return re.sub(r"[^A-Za-z0-9]", "", text).upper()


def _members(text: str, person: Person) -> Iterator[tuple[str, bool]]:
    if not person.members:
        return
    for match in _MEMBER.finditer(text):
        value = squeezed(re.split(r"\s{2,}", match["value"].strip())[0])
        if sum(c.isdigit() for c in value) < 3:
            continue
        # A suffix for the person on the contract (00, 01) may be written or left out.
        yield (
            "member number",
            any(
                value.startswith(one) or one.startswith(value) or squeezed(match["value"]).startswith(one)
                for one in person.members
            ),
        )


def service_date(text: str, recorded: PartialDate | None) -> Answer:
    """Whether a date of service that stands on the page is the one that the record names for the document."""
    if _is_wordless(text):
        return "no_text"
    days = [day for match in _SERVICE.finditer(text) for day in dates_in(match["value"])[:1]]
    if not days or recorded is None:
        return "not_stated"
    return "match" if any(_may_be(day, recorded) for day in days) else "mismatch"
