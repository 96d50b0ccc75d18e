"""Names as documents write them: whether a text is the patient's name, somebody else's, or no name at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from authpack.domain.dates import PartialDate


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Where a patient's name ends: the next label on the line, a date, a number in brackets.
_NEXT_LABEL = re.compile(
    r"(?i)\s{3,}|\t|[;|(\[]|\b(?:d\.?o\.?b|date|born|birth|age|sex|gender|mrn|id|member|patient|account|acct|phone|tel|"
    r"address|provider|physician|page|ssn|dx|diagnosis|visit|encounter|room|case|chart|number|fecha|dos)\b|[:#]|\d"
)
# A former or later name stands behind one of these: "Ana Gonzalez (née Perez)".
_FORMER = re.compile(
    r"(?i)[(,]?\s*\b(?:n[ée]e|formerly|previously|f\s?/?\s?k\s?/?\s?a|a\s?/?\s?k\s?/?\s?a|also known as|"
    r"maiden(?: name)?|now)\b[.:]?\s*"
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
    self presented describes chart visit discharge progress intake initial follow up session confidential printed
    fax phone suite scale score scores inventory questionnaire sheet demographics header
    relation relationship signed verified status type details contact yes no race ethnicity
    language location male female marital payer pcp attending"""
)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the pages must belong to, in the form that texts are compared in."""

    family: tuple[str, ...]
    given: tuple[str, ...]
    birth: PartialDate
    members: frozenset[str]
    others: tuple[frozenset[str], ...]
    """Names that may stand in a patient's place without being another patient: the subscriber, the guardian, clinicians."""


def words(text: str) -> list[str]:
    """A name's words without accents, titles and capitals: "José-Luis O'Neil, MD" -> jose luis oneil."""
    plain = unicodedata.normalize(
        "NFKD", text.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O")
    )
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = plain.replace("'", "").replace("’", "").replace("ʼ", "")
    return [word for word in re.findall(r"[^\W\d_]+", plain) if word not in _HONORIFICS]


def named(value: str, person: Person) -> bool | None:
    """The words behind a patient's label, and the next line. True: this patient; False: somebody else; None: no name."""
    first, _, second = value.partition("\n")
    here = cut(_FORMER.sub(" ", first))
    if same_person(here, person):
        return True
    # A name that goes on in the next line ("Patient: Odalys" / "Fictorian"): only where all of it so far is this patient's.
    own = {*person.given, *person.family}
    if own.issuperset(words(here)) and same_person(cut(f"{here} {_FORMER.sub(' ', second)}"), person):
        return True
    return False if is_a_name(here or cut(second), person) else None


def cut(text: str) -> str:
    """A text up to the next label."""
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


def is_a_name(text: str, person: Person) -> bool:
    """Whether a text reads as a person's name, and not as one that may stand there beside the patient's."""
    found = words(text)
    if not 2 <= len(found) <= 5 or _NOT_A_PERSON.intersection(found):
        return False
    if all(len(word) == 1 for word in found):
        return False
    if is_another(text, person):
        return False
    written = re.findall(r"[^\W\d_][\w'’.-]*", text)
    return all(one[0].isupper() or one.casefold() in _PARTICLES for one in written)


def is_another(text: str, person: Person) -> bool:
    """Whether a name is one of those that may stand beside the patient's."""
    found = words(text)
    return any(len(other.intersection(found)) >= min(2, len(other)) for other in person.others)


def may_be_a_name(text: str) -> bool:
    """Whether one or two capitalized words may be a part of a name: what stands in a field "Last name"."""
    found = words(text)
    return 1 <= len(found) <= 4 and not _NOT_A_PERSON.intersection(found) and text.strip()[:1].isupper()


def stands_somewhere(text: str, person: Person) -> bool:
    """Whether given and family name stand next to each other anywhere."""
    found = words(text)
    family, first = list(person.family), person.given[0] if person.given else ""
    size = len(family)
    for at in range(len(found) - size + 1):
        if found[at : at + size] == family and first in found[max(0, at - 3) : at + size + 3]:
            return True
    return False
