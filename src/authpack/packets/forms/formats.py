"""Ways of writing a value on a form: dates as MM/DD/YYYY or in parts, telephone, digits, capitals, yes and no.

A format changes how a traced value is written, never what it says; where it cannot be applied (a date known to
the month only, a telephone number of nine digits) it says so, and the field is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_PARTS = re.compile(r"YYYY|YY|MM|DD|M|D")
_TAKE = re.compile(r"(\d{1,3})-(\d{1,3})")
_WRITTEN = (
    re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2}))?(?:-(?P<d>\d{2}))?"),
    re.compile(r"(?:(?P<m>\d{2})/)?(?:(?P<d>\d{2})/)?(?P<y>\d{4})"),
    re.compile(r"(?:(?P<word>[A-Z][a-z]+) )?(?:(?P<d>\d{1,2}), )?(?P<y>\d{4})"),
)
_YES, _NO = frozenset({"yes", "present", "true"}), frozenset({"no", "absent", "false", "none"})


class CannotWrite(Exception):
    """A value that a format cannot write; the text says why, without the value."""


def check_format(name: str) -> str | None:
    """What is wrong with a format's name, None when it is known."""
    word, _, rest = name.partition(" ")
    if word not in _FORMATS:
        return f"use one of {', '.join(_FORMATS)}"
    try:
        _FORMATS[word]("", rest.strip(), True)
    except CannotWrite as error:
        return str(error)
    return None


def written(text: str, formats: tuple[str, ...]) -> str:
    """The text after its formats. CannotWrite when one does not fit the value."""
    for name in formats:
        word, _, rest = name.partition(" ")
        text = _FORMATS[word](text, rest.strip(), False)
    return text


def _date(text: str, pattern: str, checking: bool) -> str:
    pattern = pattern or "MM/DD/YYYY"
    if checking:
        if not _PARTS.search(pattern) or re.search(r"[A-Za-z]", _PARTS.sub("", pattern)):
            raise CannotWrite("a date is written with MM, DD, YYYY or YY, as in 'date MM/DD/YYYY'")
        return ""
    year, month, day = _parsed(text)
    known = {
        "YYYY": year,
        "YY": year[2:],
        "MM": month,
        "DD": day,
        "M": month.lstrip("0"),
        "D": day.lstrip("0"),
    }
    if pattern == "MM/DD/YYYY":
        # The whole date is as precise as the record and no more: 03/2024.
        return "/".join(part for part in (month, day, year) if part)
    if any(not known[part] for part in _PARTS.findall(pattern)):
        raise CannotWrite("the date is not recorded to the day")
    return _PARTS.sub(lambda match: known[match.group()], pattern)


def _parsed(text: str) -> tuple[str, str, str]:
    for form in _WRITTEN:
        found = form.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = parts.get("m") or ""
        if word := parts.get("word"):
            if word.lower() not in MONTHS:
                break
            month = f"{MONTHS.index(word.lower()) + 1:02}"
        return parts["y"], month, f"{int(parts['d']):02}" if parts["d"] else ""
    raise CannotWrite("the value is not a date")


def _digits(text: str, pattern: str, checking: bool) -> str:
    if checking:
        if pattern and "#" not in pattern:
            raise CannotWrite("digits are placed with #, as in 'digits (###) ###-####'")
        return ""
    found = re.sub(r"\D", "", text)
    if not pattern:
        return found
    if len(found) == pattern.count("#") + 1 and found.startswith("1"):
        found = found[1:]
    if len(found) != pattern.count("#"):
        raise CannotWrite(f"the value does not have {pattern.count('#')} digits")
    left = iter(found)
    return "".join(next(left) if char == "#" else char for char in pattern)


def _phone(text: str, pattern: str, checking: bool) -> str:
    return _digits(text, pattern or "(###) ###-####", checking)


def _npi(text: str, rest: str, checking: bool) -> str:
    return _digits(text, rest or "##########", checking)


def _take(text: str, span: str, checking: bool) -> str:
    found = _TAKE.fullmatch(span)
    if found is None or not 1 <= int(found.group(1)) <= int(found.group(2)):
        raise CannotWrite("take names characters from 1, as in 'take 1-3'")
    return "" if checking else text[int(found.group(1)) - 1 : int(found.group(2))].strip()


def _yes_no(text: str, words: str, checking: bool) -> str:
    yes, slash, no = (words or "Yes/No").partition("/")
    if not slash:
        raise CannotWrite("yes_no takes two words, as in 'yes_no Y/N'")
    if checking:
        return ""
    said = text.casefold()
    if said not in _YES | _NO:
        raise CannotWrite("the value is neither yes nor no")
    return yes if said in _YES else no


def _line(text: str, _rest: str, _checking: bool) -> str:
    return " ".join(text.split())


_FORMATS: Final[dict[str, Callable[[str, str, bool], str]]] = {
    "date": _date,
    "phone": _phone,
    "digits": _digits,
    "npi": _npi,
    "take": _take,
    "yes_no": _yes_no,
    "upper": lambda text, _rest, _checking: text.upper(),
    "lower": lambda text, _rest, _checking: text.lower(),
    "line": _line,
}
