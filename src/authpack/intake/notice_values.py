"""Values as US letters write them: dates, time windows, telephone numbers, addresses. Each keeps the exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d{{2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<m2>{_MONTH})\.?,?[\s-]+(?P<y2>(?:19|20)\d{{2}})"
    r"|(?P<m3>\d{1,2})[/.-](?P<d3>\d{1,2})[/.-](?P<y3>(?:19|20)?\d{2})"
    r"|(?P<y4>(?:19|20)\d{2})-(?P<m4>\d{2})-(?P<d4>\d{2})"
    r"|(?<![\w-])(?P<y5>20[0-4]\d)(?P<m5>0[1-9]|1[0-2])(?P<d5>[0-3]\d)(?!-))\b",
    re.IGNORECASE,
)
"""One date: March 2, 2026; 2 March 2026; 03/02/2026 (month first, as in the US); 2026-03-02; 20260302."""


def day_of(found: re.Match[str]) -> date | None:
    """The day that a match of DATE means; None when there is no such day."""
    for place in "12345":
        if (year := found[f"y{place}"]) is not None:
            month = found[f"m{place}"]
            number = MONTHS[month.lower()] if month.isalpha() else int(month)
            day = int(found[f"d{place}"])
            # Two digits: letters of this century.
            full = int(year) + (2000 if len(year) == 2 else 0)
            if number > 12 >= day and place == "3":
                # 14.09.2026 can only be day first; what could be either stays month first, and a note says so.
                number, day = day, number
            try:
                return date(full, number, day)
            except ValueError:
                return None
    return None


BARE_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s*(?:19|20)\d{{2}})",
    re.IGNORECASE,
)
"""A day without its year: "by December 4"."""


def next_such_day(found: re.Match[str], after: date) -> date | None:
    """The first day on or after ``after`` that a match of BARE_DATE can mean; None where there is none within a year."""
    for year in (after.year, after.year + 1):
        try:
            day = date(year, MONTHS[found["month"].lower()], int(found["day"]))
        except ValueError:
            continue
        if day >= after:
            return day
    return None


def mended(text: str) -> str:
    """A line with the letters that a scan misreads in dates put right: "0ctober 5, 2O26", "Ju1y", "Decernber"."""
    text = re.sub(r"(?<![A-Za-z0-9])0(?=[a-z]{3})", "O", text)
    text = re.sub(r"(?<=[A-Za-z])1(?=[a-z]|\b)", "l", text)
    text = re.sub(r"(?i)\b(septe|nove|dece)rn(?=ber)", r"\1m", text)
    return re.sub(
        r"\b(?=[A-Za-z|]*\d)[\dOoIl|]+\b", lambda one: one[0].translate(str.maketrans("OoIl|", "00111")), text
    )


_COMPACT = re.compile(r"(?<![\w.$-])(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?P<y>\d{2})(?![\w.-])")


def compact_day(text: str) -> date | None:
    """The last day of a paper remittance's line, written 071326 (month, day, year)."""
    for found in reversed(list(_COMPACT.finditer(text))):
        try:
            return date(2000 + int(found["y"]), int(found["m"]), int(found["d"]))
        except ValueError:
            continue
    return None


def dates_in(text: str) -> Iterator[tuple[date, str]]:
    """Every date of a text with its words."""
    for found in DATE.finditer(text):
        day = day_of(found)
        if day is not None:
            yield day, found[0]


_ONE_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {name: number for number, name in enumerate(_ONE_WORDS.split(), 1)}
_TENS = {name: 10 * number for number, name in enumerate(_TEN_WORDS.split(), 2)}
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
_BELOW = rf"(?:(?:{_TEN})(?:[- ](?:{_ONE}))?|(?:{_ONE}))"
_NUMBER = rf"(?:(?:an?|one|two|three)[ -]hundred(?:(?:\s+and)?\s+{_BELOW})?|{_BELOW})"


def number_of(words: str) -> int:
    """A number below 400 in words: "one hundred and eighty", "a hundred twenty", "sixty-five"."""
    total = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "hundred":
            total = max(total, 1) * 100
        else:
            total += _ONES.get(word, _TENS.get(word, 0))
    return total


WINDOW = re.compile(
    rf"(?P<number>\b\d{{1,3}}|\b(?:{_NUMBER}))\s*(?:\(\s*(?P<digits>\d{{1,3}})\s*\)\s*)?[- ]?"
    r"(?P<kind>calendar|business|bus\.?|working|consecutive)?[- ]?\s*(?P<unit>hours?|days?|months?|years?)\b",
    re.IGNORECASE,
)
"""A length of time: 180 days, sixty (60) calendar days, four (4) months, 72 hours."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in words. unit: hours, days or months; business: business days are meant."""

    number: int
    unit: str
    business: bool
    words: str


def lengths_in(text: str) -> Iterator[tuple[Length, int, int]]:
    """Every length of time of a text, with its place; a year is twelve months."""
    for found in WINDOW.finditer(text):
        word = re.sub(r"\s+", " ", found["number"].lower())
        number = int(found["digits"] or (word if word.isdigit() else number_of(word)))
        unit = found["unit"].lower().rstrip("s") + "s"
        if unit == "years":
            number, unit = number * 12, "months"
        yield (
            Length(
                number,
                unit,
                (found["kind"] or "").lower() in ("business", "bus", "bus.", "working"),
                found[0],
            ),
            found.start(),
            found.end(),
        )


PHONE = re.compile(r"(?<![\d-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\s?\d{3}[-. ]\d{4}(?![\d-])")
"""A US telephone number of ten digits, with or without the leading 1."""
PORTAL = re.compile(r"\b(?:https?://[^\s,;)]+|www\.[^\s,;)]+)", re.IGNORECASE)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|"
    "SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR|GU|VI"
)
CITY = re.compile(
    rf"(?P<city>[A-Z][A-Za-z.' -]{{1,40}}?),?\s+(?P<state>{_STATES})\.?\s+(?P<zip>\d{{5}}(?:-\d{{4}})?)\b"
)
_WAYS = (
    "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Plaza|Way|Parkway|Pkwy|Court|Ct|Place|Pl|Circle|Cir|"
    "Highway|Hwy|Square|Sq"
)
STREET = re.compile(
    rf"\b(?:P\.?\s?O\.?\s+Box\s+[\w-]+|\d{{1,6}}\s+(?:[NSEW]\.?\s+)?[A-Z][\w.' ]{{2,40}}?\s(?:{_WAYS})\b\.?)"
    r"(?:,?\s+(?:Suite|Ste\.?|Unit|Floor|Mail ?stop|MS)\s*[\w-]+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Postal:
    """An address with the names above it. words: as the letter gives it."""

    names: tuple[str, ...]
    street: str
    city: str
    state: str
    zip: str
    words: str


def address_in(text: str) -> Postal | None:
    """The first address of a text (one line or many, folded): names, street, city, state, ZIP."""
    street = STREET.search(text)
    if street is None:
        return None
    city = CITY.search(text, street.end())
    if city is None or city.start() - street.end() > 60:
        return None
    between = text[street.end() : city.start()].strip(" ,\n")
    names = tuple(
        part.strip()
        for part in re.split(r"[,\n]\s*(?![A-Z]{2}\s+\d{5})|\s{2,}", text[: street.start()])
        if re.search(r"[A-Za-z]", part) and len(part.strip()) > 1
    )
    full = f"{street[0].strip(' ,')}, {between}" if between else street[0].strip(" ,")
    return Postal(
        names=_joined_suffixes(names),
        street=full,
        city=city["city"].strip(" ,"),
        state=city["state"],
        zip=city["zip"],
        words=re.sub(r"\s+", " ", text[: city.end()]).strip(),
    )


def _joined_suffixes(names: tuple[str, ...]) -> tuple[str, ...]:
    """ "Invented Logistics", "Inc." are one name."""
    found: list[str] = []
    for name in names:
        if found and re.fullmatch(r"(?:Inc|LLC|Ltd|Co|Corp)\.?", name):
            found[-1] = f"{found[-1]}, {name}"
        else:
            found.append(name)
    return tuple(found)
