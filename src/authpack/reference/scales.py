"""Rating scales: ranges, rival severity bands, LOINC codes, licences and traps.

band(scale_by_name("HAMD-17"), 19) -> {"apa_style": "severe", "zimmerman_2013": "moderate", ...}
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple, cast

from authpack.errors import InputError
from authpack.reference.graded import GRADES, Grade, Graded
from authpack.reference.rows import Row, load

Severity = Literal["none", "mild", "moderate", "moderately_severe", "severe", "very_severe", "extreme"]
Measures = Literal[
    "depression",
    "ocd",
    "anxiety",
    "function",
    "suicidality",
    "global",
    "treatment_history",
    "sleep_and_alcohol",
]

#: From least to most severe; minimal, normal and subclinical are "none".
SEVERITIES: Final[tuple[Severity, ...]] = (
    "none",
    "mild",
    "moderate",
    "moderately_severe",
    "severe",
    "very_severe",
    "extreme",
)
MEASURES: Final = (
    "depression",
    "ocd",
    "anxiety",
    "function",
    "suicidality",
    "global",
    "treatment_history",
    "sleep_and_alcohol",
)


class Band(NamedTuple):
    """One severity band, both ends included: the author's name for it and the normalised severity."""

    name: str
    severity: Severity
    low: int
    high: int


class BandSet(NamedTuple):
    """The bands of one author, ascending. A set may leave part of the range out (the author gave none)."""

    author: str
    bands: tuple[Band, ...]
    source: str
    date: str
    grade: Grade
    note: str


class Scale(NamedTuple):
    """One instrument. ``total_min``/``total_max`` are points; None when a total needs its scoring named.

    response, remission, cut, mcid: the words in use, each with its grade. embed: may the item text be
    shipped (free, terms, check, licence). source and grade: of the row as a whole (its best band set).
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    measures: Measures
    items: str
    item_range: str
    total_min: int | None
    total_max: int | None
    rater: str
    recall: str
    age: str
    band_sets: Mapping[str, BandSet]
    cut: Graded | None
    response: Graded | None
    remission: Graded | None
    mcid: Graded | None
    payer_note: Graded | None
    loinc: Mapping[str, Graded]
    licence: Graded | None
    embed: str
    facts: tuple[str, ...]
    traps: tuple[str, ...]
    source: str
    grade: Grade
    confidence: str

    def __hash__(self) -> int:
        """By its id: the tables in a row have no hash."""
        return hash(self.id)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, ...], Mapping[str, Scale]]:
    file = load("scales")
    notes = file.texts("notes")
    scales = [_scale(row) for row in file.rows("scales")]
    file.done()
    return notes, {one.id: one for one in scales}


def _scale(row: Row) -> Scale:
    made = Scale(
        id=row.text("id"),
        name=row.text("name"),
        aliases=row.texts("aliases"),
        measures=cast("Measures", row.one_of("measures", MEASURES)),
        items=row.text("items", ""),
        item_range=row.text("item_range", ""),
        total_min=row.whole_or_none("total_min"),
        total_max=row.whole_or_none("total_max"),
        rater=row.text("rater", ""),
        recall=row.text("recall", ""),
        age=row.text("age", ""),
        band_sets={found.author: found for found in map(_band_set, row.rows("band_sets"))},
        cut=row.graded("cut"),
        response=row.graded("response"),
        remission=row.graded("remission"),
        mcid=row.graded("mcid"),
        payer_note=row.graded("payer_note"),
        loinc=row.graded_by("loinc"),
        licence=row.graded("licence"),
        embed=row.one_of("embed", ("free", "terms", "check", "licence")),
        facts=row.texts("facts"),
        traps=row.texts("traps"),
        source=row.source(),
        grade=cast("Grade", row.one_of("grade", tuple(GRADES))),
        confidence=row.one_of("confidence", ("high", "medium", "low")),
    )
    row.done()
    return made


def _band_set(row: Row) -> BandSet:
    made = BandSet(
        author=row.text("author"),
        bands=tuple(map(_band, row.rows("bands"))),
        source=row.source(),
        date=row.text("date"),
        grade=cast("Grade", row.one_of("grade", tuple(GRADES))),
        note=row.text("note", ""),
    )
    row.done()
    return made


def _band(row: Row) -> Band:
    severity = cast("Severity", row.one_of("severity", SEVERITIES))
    made = Band(row.text("name"), severity, row.whole("low"), row.whole("high"))
    row.done()
    return made


def all_scales() -> tuple[Scale, ...]:
    """Every row, in the order of the file."""
    return tuple(_table()[1].values())


def notes() -> tuple[str, ...]:
    """What holds for all scales (rounding, rival bands, what was not read)."""
    return _table()[0]


def scale(scale_id: str) -> Scale:
    """The scale with that id ("phq9"); InputError when there is none. For a name use ``scale_by_name``."""
    try:
        return _table()[1][scale_id]
    except KeyError:
        raise InputError(
            "A scale id is not in the scale reference.",
            why="Ranges and severity bands are looked up by it.",
            do=f"Use one of: {', '.join(_table()[1])}.",
        ) from None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Scale]:
    return {_key(name): one for one in all_scales() for name in (one.id, one.name, *one.aliases)}


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().replace("å", "a"))


@lru_cache(maxsize=1024)
def scale_by_name(name: str) -> Scale | None:
    """The scale a written name means ("PHQ 9", "HDRS-17"); None when it is unknown.

    A name that leaves the version open ("HAM-D", "BDI", "GDS") is None: versions never substitute.
    """
    return _names().get(_key(name))


def band(of: Scale | str, score: int | Decimal) -> dict[str, Severity]:
    """The severity each author gives that total; authors whose set has no band there are left out.

    Empty when the scale has no bands. Callers compare the values: more than one means rival authors
    disagree. InputError when the score is outside the scale's range.
    """
    one = scale(of) if isinstance(of, str) else of
    low, high = one.total_min, one.total_max
    if low is not None and high is not None and not low <= score <= high:
        raise InputError(
            f"A {one.name} total is outside {low} to {high}.",
            why="A severity cannot be read from an impossible total.",
            do="Check the instrument and its version, and the total.",
        )
    found = ((author, _within(bands, score)) for author, bands in one.band_sets.items())
    return {author: severity for author, severity in found if severity}


def _within(bands: BandSet, score: int | Decimal) -> Severity | None:
    return next((one.severity for one in bands.bands if one.low <= score <= one.high), None)


def rank(severity: Severity) -> int:
    """The place of a severity from 0 (none) to 6 (extreme), for "at least severe"."""
    return SEVERITIES.index(severity)
