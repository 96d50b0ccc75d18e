"""Whose page is it? Names, dates of birth and member numbers that stand where a patient is named.

A page of another patient in a packet is the worst error there is, and a false alarm on every page would be switched
off: so only places that name the patient count (Patient:, Name:, Re:, DOB:, Member ID:), not every name of a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from authpack.domain.case import Case
from authpack.domain.dates import PartialDate

Answer = Literal["match", "mismatch", "not_stated", "no_text"]


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LABEL = (
    r"(?:patient(?:'s|’s)?(?:\s+(?:full\s+)?name)?|(?:client|member|pt\.?)(?:'s|’s)?\s+name|client"
    r"|name\s+of\s+patient|pt)"
)
# The following line is only looked at: it may hold a label of its own.
_VALUE = r"[ \t]*(?P<value>[^\n]*)(?=(?P<next>\n[^\n]*)?)"
_PATIENT = re.compile(rf"(?im)(?<![\w/]){_LABEL}[ \t]*[:#]{_VALUE}")
_NAME = re.compile(rf"(?im)^[ \t]*(?:(?:legal|full|patient)[ \t]+)?name[ \t]*:{_VALUE}")
_RE = re.compile(r"(?m)^[ \t]*(?:RE|Re|Regarding|In re)[ \t]*:[ \t]*(?P<value>[^\n]*)")
_BIRTH = re.compile(
    r"(?i)(?<!\w)(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s*date|born(?:\s+on)?)(?!\w)"
    r"[ \t]*[:#]?[ \t\n]*(?P<value>[^\n]{0,40})"
)
_MEMBER = re.compile(
    r"(?i)(?<!\w)(?:member|subscriber|insurance|enrollee)[ \t]*(?:id|i\.d\.|number|no\.?|#)"
    r"(?:[ \t]*(?:number|no\.?|#))?[ \t]*[:#]?[ \t]*(?P<value>[A-Za-z0-9][A-Za-z0-9 -]{3,30})"
)
# Where a patient's name ends: the next label on the line, a date, a number in brackets.
_NEXT_LABEL = re.compile(
    r"(?i)\s{3,}|\t|[;|(\[]|\b(?:d\.?o\.?b|date|born|birth|age|sex|gender|mrn|id|member|account|acct|phone|tel|"
    r"address|provider|physician|page|ssn|dx|diagnosis|visit|encounter|room|case|chart|number)\b|[:#]|\d"
)
_HONORIFICS = _set_of(
    "mr mrs ms miss mx dr prof jr sr ii iii iv md do phd np pa rn the patient name first last middle"
)
_PARTICLES = _set_of("de van von la del der bin al")
_NOT_A_PERSON = _set_of(
    """clinic center centre psychiatry psychiatric psychology hospital pharmacy health healthcare medical group
    associates services service inc llc pllc pc plan insurance department dept office unit request authorization
    letter record records appeal denial treatment therapy tms prior evaluation note notes report summary form
    signature consent instructions information history education rights portal responsibility is was has had denies
    reports states presents will and with for of to on in at this that not see attached above below copy none unknown
    self presented describes"""
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
_US = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDED = re.compile(r"(?i)(?<!\w)([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?i)(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)")
_SERVICE = re.compile(
    r"(?i)(?<!\w)(?:d\.?o\.?s\.?|dates?\s+of\s+(?:service|visit|exam(?:ination)?|evaluation|encounter)"
    r"|(?:visit|service|encounter|exam)\s+date)(?!\w)[ \t]*[:#]?[ \t\n]*(?P<value>[^\n]{0,40})"
)
_PERSON, _DAY, _NUMBER = "name", "date of birth", "member number"
_LEAST_TEXT = 12
"""Letters; a page with fewer holds no text worth speaking of (a page number, a fax line)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the pages must belong to, in the form that texts are compared in."""

    family: tuple[str, ...]
    given: tuple[str, ...]
    birth: PartialDate
    members: frozenset[str]
    others: tuple[frozenset[str], ...]
    """Names that may stand in a patient's place without being another patient: the subscriber, the guardian, clinicians."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The answer for one page; ``found``: what disagreed or agreed, by kind of fact, never its value.

    ``differs``: what disagrees although name and date of birth agree: an older insurance's number.
    """

    answer: Answer
    found: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


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
    if sum(c.isalnum() for c in text) < _LEAST_TEXT:
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
    return Identity("match", (_PERSON,)) if _stands_somewhere(text, person) else Identity("not_stated")


# -- names -------------------------------------------------------------------------------------------


def words(text: str) -> list[str]:
    """A name's words without accents, titles and capitals: "José-Luis O'Neil, MD" -> jose luis oneil."""
    plain = unicodedata.normalize(
        "NFKD", text.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O")
    )
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = plain.replace("'", "").replace("’", "").replace("ʼ", "")
    return [word for word in re.findall(r"[^\W\d_]+", plain) if word not in _HONORIFICS]


def _joined(text: str) -> str:
    """Words that a line's end divides become whole; line ends stay where they part words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "").replace("\ufffe", "-")
    return re.sub(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿ])", "", text)


def _names(text: str, person: Person) -> Iterator[tuple[str, bool]]:
    for pattern in (_PATIENT, _NAME):
        for match in pattern.finditer(text):
            answer = _named(match["value"] + (match["next"] or ""), person)
            if answer is not None:
                yield _PERSON, answer
    for match in _RE.finditer(text):
        # A subject line may be about anything; only a name with a date of birth or a number beside it counts.
        answer = _named(match["value"], person)
        if answer or (
            answer is False and re.search(r"(?i)d\.?o\.?b|born|member|id\b|\d{1,2}/\d", match["value"])
        ):
            yield _PERSON, bool(answer)


def _named(value: str, person: Person) -> bool | None:
    """True: this patient; False: somebody else; None: no person's name stands there."""
    first, _, second = value.partition("\n")
    if same_person(_cut(first), person):
        return True
    # A name that goes on in the next line ("Patient: Odalys" / "Fictorian"): only where all of it so far is this patient's.
    own = {*person.given, *person.family}
    if own.issuperset(words(_cut(first))) and same_person(_cut(f"{first} {second}"), person):
        return True
    return False if _is_a_name(_cut(first if first.strip() else second), person) else None


def _cut(text: str) -> str:
    text = text.strip()
    match = _NEXT_LABEL.search(text)
    return text[: match.start()].strip() if match else text


def same_person(text: str, person: Person) -> bool:
    """Whether a name as written is the patient's: any order, comma form, initials, accents, a middle name.

    Every word of the family name is needed, and the first given name in full or by its initial.
    """
    found = words(text)
    joined = "".join(found)
    for word in person.family:
        if word not in found:
            family, first = "".join(person.family), "".join(person.given[:1])
            return joined in (first + family, family + first, "".join((*person.given, *person.family)))
        found.remove(word)
    first = person.given[0] if person.given else ""
    if not first:
        return True
    return any(
        word == first or (len(word) == 1 and first.startswith(word)) or _nickname(word, first)
        for word in found
    )


def _nickname(word: str, first: str) -> bool:
    """A shortened given name: at least three letters that begin it (Chris for Christopher)."""
    return len(word) >= 3 and first.startswith(word)


def _is_a_name(text: str, person: Person) -> bool:
    """Whether a text reads as a person's name, and not as one that may stand there beside the patient's."""
    found = words(text)
    if not 2 <= len(found) <= 5 or _NOT_A_PERSON.intersection(found):
        return False
    if any(len(other.intersection(found)) >= min(2, len(other)) for other in person.others):
        return False
    written = re.findall(r"[^\W\d_][\w'’.-]*", text)
    return all(one[0].isupper() or one.casefold() in _PARTICLES for one in written)


def _stands_somewhere(text: str, person: Person) -> bool:
    """Whether given and family name stand next to each other anywhere."""
    found = words(text)
    family, first = list(person.family), person.given[0] if person.given else ""
    size = len(family)
    for at in range(len(found) - size + 1):
        if found[at : at + size] == family and first in found[max(0, at - 3) : at + size + 3]:
            return True
    return False


# -- dates and numbers ---------------------------------------------------------------------------------


def dates_in(text: str) -> list[date]:
    """Dates as they are written in the United States, in words, or year first; impossible ones are left out."""
    found: list[tuple[int, date]] = []
    for match in _US.finditer(text):
        _add(found, match.start(), _year(match[3]), int(match[1]), int(match[2]))
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
        days = dates_in(match["value"])
        if days:
            yield _DAY, any(_may_be(day, person.birth) for day in _centuries(days[0]))


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
    if sum(c.isalnum() for c in text) < _LEAST_TEXT:
        return "no_text"
    days = [day for match in _SERVICE.finditer(text) for day in dates_in(match["value"])[:1]]
    if not days or recorded is None:
        return "not_stated"
    return "match" if any(_may_be(day, recorded) for day in days) else "mismatch"
