"""Reading a drug name as a clinic writes it. Behind ``drugs.find``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from authpack.reference.drugs import Drug, DrugMatch, all_drugs

# The words for one release form; "ER" is the least specific and gives way to the others.
FORMS: Final = {
    "ir": "IR",
    "sr": "SR",
    "xl": "XL",
    "xr": "XR",
    "er": "ER",
    "cr": "CR",
    "dr": "DR",
    "odt": "ODT",
    "hbr": "HBr",
    "weekly": "weekly",
    "patch": "patch",
    "transdermal": "patch",
    "nasal": "nasal",
    "intranasal": "nasal",
    "pamoate": "pamoate",
}
PHRASES: Final = (
    (re.compile(r"\b(immediate|regular)[ -]release\b"), " ir "),
    (re.compile(r"\bsustained[ -]release\b"), " sr "),
    (re.compile(r"\bextended[ -]release\b"), " er "),
    (re.compile(r"\bcontrolled[ -]release\b"), " cr "),
    (re.compile(r"\bdelayed[ -]release\b"), " dr "),
    (re.compile(r"\b(orally|rapidly) disintegrating\b"), " odt "),
    (re.compile(r"\bhydrobromide\b"), " hbr "),
)
# Words that name no drug: salts, dosage forms, routes, frequencies, and the like.
NOISE: Final = frozenset(
    re.findall(
        r"\w+",
        """
    hcl hydrochloride oxalate succinate mesylate maleate fumarate tartrate sulfate sulphate besylate
    carbonate citrate sodium tosylate hemihydrate hydrochlorides
    tab tabs tablet tablets cap caps capsule capsules solution soln liquid concentrate suspension susp
    sprinkle chewable film coated spray injection inj infusion oral orally mouth po iv im sl
    qd qday od daily bid tid qid qhs qam qpm hs am pm prn once twice times time
    day days week weeks month months per a an in at by of the for to up x each every
    morning evening night nightly bedtime
    mg mcg ug g ml h hr hrs hour hours dose strength generic brand name trial therapy medication
    antidepressant depression mdd max maximum total plus food off label unknown unspecified
        """,
    )
)
STRENGTH: Final = re.compile(
    r"(?<![a-z0-9.])(\d+(?:[.,]\d+)?(?:\s*[-/]\s*\d+(?:[.,]\d+)?)*\s*(?:mg|mcg|ug|µg|g|milligrams?)"
    r"(?:\s*/\s*(?:\d+\s*)?(?:ml|h|hr|hrs|hours?|day|d))?)(?![a-z])"
)
HOURS: Final = re.compile(r"\b(\d+)\s*-?\s*(?:h|hr|hrs|hour|hours)\b")
NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
LONGEST_NAME: Final = 5
CLOSE: Final = 0.75
# "A + B", "A with B" or "A, B" may be two prescriptions; "A/B", "A-B" and "A and B" name the product.
APART: Final = re.compile(r"[+&,;]|\b(?:plus|with)\b")


class Name(NamedTuple):
    """One way of writing a drug: its row, the name for print, whether it is a brand."""

    drug: Drug
    shown: str
    is_brand: bool


_WORD: Final = re.compile(r"[a-z]+\d*|\d+(?:\.\d+)?")


def words(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers of a text; punctuation parts words."""
    return tuple(_WORD.findall(text.lower().replace("'", "")))


@lru_cache(maxsize=1)
def index() -> dict[tuple[str, ...], Name]:
    """Every known name as its words. Names of two rows never collide (a test holds that)."""
    table: dict[tuple[str, ...], Name] = {}
    for one in all_drugs():
        plain = one.generic.split(" (", maxsplit=1)[0]
        for shown in (plain, *one.also_written):
            table.setdefault(words(shown), Name(one, shown, False))
        for shown in one.brands:
            table.setdefault(words(shown), Name(one, shown, True))
    return table


def match(text: str) -> DrugMatch:
    """See ``drugs.find``."""
    lowered = text.lower().replace("µg", "mcg")
    for pattern, short in PHRASES:
        lowered = pattern.sub(short, lowered)
    strength = STRENGTH.search(lowered)
    strength_text = " ".join(strength.group(1).split()) if strength else None
    tokens = words(APART.sub(" plus ", STRENGTH.sub(" ", lowered)))
    names, rest = _names(tokens)
    drugs = {name.drug.id: name.drug for name in names}
    strangers = tuple(word for word in rest if not _is_noise(word))
    if not drugs:
        return _no_hit(strangers, strength_text)
    if len(drugs) > 1:
        shown = tuple(dict.fromkeys(name.drug.generic for name in names))
        return DrugMatch(
            None, None, strength_text, shown, None, "More than one drug is named; enter one per trial."
        )
    found = next(iter(drugs.values()))
    if strangers:
        close = tuple(dict.fromkeys((found.generic, *_close(strangers))))
        why = "Beside a known name there are words that belong to no known name."
        return DrugMatch(None, None, strength_text, close, None, why)
    return _hit(found, names, tokens, lowered, strength_text)


def _names(tokens: tuple[str, ...]) -> tuple[list[Name], list[str]]:
    """The known names in order, longest first at each place, and the words left over."""
    names: list[Name] = []
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        size, name = _longest(tokens, at)
        if name:
            names.append(name)
        else:
            rest.append(tokens[at])
        at += size
    return names, rest


def _longest(tokens: tuple[str, ...], at: int) -> tuple[int, Name | None]:
    for size in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
        name = index().get(tokens[at : at + size])
        # Salts inside a combination's name: "dextromethorphan HBr and bupropion HCl".
        name = name or index().get(tuple(word for word in tokens[at : at + size] if word not in _SALTS))
        if name and tokens[at] not in _SALTS:
            return size, name
    glued = re.fullmatch(r"([a-z]{4,})(xl|xr|sr|cr|er)", tokens[at])
    return 1, index().get((glued[1],)) if glued else None


_SALTS: Final = frozenset(("hbr", "hcl", "hydrochloride"))


def _is_noise(word: str) -> bool:
    return word in NOISE or word in FORMS or NUMBER.fullmatch(word) is not None


def _no_hit(strangers: tuple[str, ...], strength_text: str | None) -> DrugMatch:
    close = _close(strangers)
    why = "The name is not in the drug reference" + ("; close names are suggested." if close else ".")
    return DrugMatch(None, None, strength_text, close, None, why)


def _hit(
    found: Drug, names: list[Name], tokens: tuple[str, ...], lowered: str, strength: str | None
) -> DrugMatch:
    brand = next((name.shown for name in names if name.is_brand), None)
    heed = found.not_a_trial_note if brand in found.not_a_trial_brands else ""
    return DrugMatch(found, _formulation(found, brand, tokens, lowered), strength, (), brand, heed)


def _formulation(found: Drug, brand: str | None, tokens: tuple[str, ...], lowered: str) -> str | None:
    written = {FORMS[word] for word in tokens if word in FORMS}
    written |= {FORMS[word[-2:]] for word in tokens if (word[:-2],) in index() and word[-2:] in FORMS}
    if "HBr" not in found.label_max_by_formulation:
        written.discard("HBr")  # elsewhere the hydrobromide is merely the usual salt
    if found.id != "imipramine":
        written.discard("pamoate")
    if brand and brand in found.brand_formulation:
        written.add(found.brand_formulation[brand])
    hours = HOURS.search(lowered)
    if hours and hours[1] in found.hours_formulation:
        written.add(found.hours_formulation[hours[1]])
    if len(written) > 1:
        written.discard("ER")
    if "HBr" in written:
        return "HBr"
    return written.pop() if len(written) == 1 else None


def _close(strangers: tuple[str, ...]) -> tuple[str, ...]:
    """Names near the unknown words, best first; at most three."""
    if not strangers:
        return ()
    from difflib import get_close_matches

    shown: dict[str, str] = {}
    for key, name in sorted(
        index().items(), key=lambda item: len(item[0])
    ):  # "bupropion" before its products
        for word in key:
            if len(word) > 3:
                shown.setdefault(word, name.shown)
    found: list[str] = []
    for word in dict.fromkeys((*strangers, "".join(strangers))):
        found += [shown[near] for near in get_close_matches(word, shown, n=3, cutoff=CLOSE)]
    # A half-known text ("selegiline 5 mg capsule") names part of a longer name.
    for word in strangers:
        found += [name.shown for key, name in index().items() if word in key and len(word) > 3]
    return tuple(dict.fromkeys(found))[:3]
