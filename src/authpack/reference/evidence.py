"""Published evidence for letters. A row prints only where its results and its citation were both read.

select("mdd", "itbs_600", "adult", ("theta_burst",))  -> (the THREE-D trial,)
select("mdd", "hf_left_standard", "adolescent", ("efficacy",))  -> ()
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple, cast

from authpack.errors import InputError
from authpack.reference.graded import Graded
from authpack.reference.rows import Row, load

Direction = Literal["supports", "negative", "counter"]
AgeGroup = Literal["adult", "adolescent"]
Indication = Literal["mdd", "ocd"]

FAMILIES: Final = (
    "hf_left_standard",
    "hf_left_dash",
    "hf_twice_daily",
    "lf_right_1hz",
    "bilateral_sequential",
    "itbs_600",
    "dtms_h1_mdd",
    "dtms_h7_ocd",
    "saint_snt",
    "any",
)


class Evidence(NamedTuple):
    """One trial, registry, guideline or review.

    cite: authors. journal year;volume(issue):pages, as a letter prints it; title: the paper's, which it does not.
    cite, doi, pmid, n, design, dose, results: each with its own grade. statement: what a letter says, which
    keeps to what was read (printable, supporting rows only); percent_of: of whom its percentages are, in
    phrases of the statement. families: protocols it speaks for.
    result_status and citation_status: the marks in the research's own words.
    not_for: what it may not be used for, in words; never_for: arguments it is never chosen for; ages: lowest
    and highest years of age it speaks for, None where they were not read.
    """

    id: str
    cite: Graded
    title: str
    citation_read: bool
    doi: Graded | None
    pmid: Graded | None
    n: Graded | None
    design: Graded | None
    dose: Graded | None
    results: Graded | None
    statement: str
    percent_of: tuple[str, ...]
    result_status: str
    citation_status: str
    ids_status: str
    supports: tuple[str, ...]
    direction: Direction
    indications: tuple[str, ...]
    populations: tuple[str, ...]
    families: tuple[str, ...]
    caution: str
    not_for: str
    never_for: tuple[str, ...]
    ages: tuple[int, int] | None

    def __hash__(self) -> int:
        """By its id: the tables in a row have no hash."""
        return hash(self.id)

    @property
    def printable(self) -> bool:
        """Whether a letter may print it: the results were verified and the citation was read."""
        return self.citation_read and self.results is not None and self.results.usable

    def print_ids(self) -> tuple[str, ...]:
        """The identifier that was read, the DOI first ("doi:10...", else "PMID 2..."); no other gets into a letter."""
        pairs = (("doi:", self.doi), ("PMID ", self.pmid))
        read = [f"{name}{cell.value}" for name, cell in pairs if cell and cell.usable and self.printable]
        return tuple(read[:1])


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, Evidence], Mapping[str, tuple[str, ...]], Mapping[str, str]]:
    file = load("evidence")
    entries = {one.id: one for one in map(_entry, file.rows("entries"))}
    mapped = file.row("argument_map")
    arguments = {name: mapped.some_of(name, tuple(entries)) for name in mapped.names()}
    notes = file.mapping("argument_notes")
    file.done()
    return entries, arguments, notes


def _entry(row: Row) -> Evidence:
    made = Evidence(
        id=row.text("id"),
        cite=row.graded_must("cite"),
        title=row.text("title", ""),
        citation_read=row.flag("citation_read"),
        doi=row.graded("doi"),
        pmid=row.graded("pmid"),
        n=row.graded("n"),
        design=row.graded("design"),
        dose=row.graded("dose"),
        results=row.graded("results"),
        statement=row.text("statement", ""),
        percent_of=row.texts("percent_of"),
        result_status=row.text("result_status"),
        citation_status=row.text("citation_status"),
        ids_status=row.text("ids_status", ""),
        supports=row.texts("supports"),
        direction=cast("Direction", row.one_of("direction", ("supports", "negative", "counter"))),
        indications=row.some_of("indications", ("mdd", "ocd")),
        populations=row.some_of("populations", ("adult", "adolescent")),
        families=row.some_of("families", FAMILIES),
        caution=row.text("caution", ""),
        not_for=row.text("not_for"),
        never_for=row.texts("never_for"),
        ages=_ages(row.row("ages")),
    )
    row.done()
    return made


def _ages(row: Row) -> tuple[int, int] | None:
    low, high = row.whole_or_none("min"), row.whole_or_none("max")
    row.done()
    return None if low is None or high is None else (low, high)


def all_evidence() -> tuple[Evidence, ...]:
    """Every row, printable or not, in the order of the file."""
    return tuple(_table()[0].values())


def evidence(evidence_id: str) -> Evidence:
    """The row with that id ("carmi2019"); InputError when there is none."""
    try:
        return _table()[0][evidence_id]
    except KeyError:
        raise InputError(
            "An evidence id is not in the evidence reference.",
            why="A letter cites only what the reference holds.",
            do="Use an id from `authpack.reference.evidence.all_evidence()`.",
        ) from None


def argument_map() -> Mapping[str, tuple[str, ...]]:
    """Which rows speak for which argument, strongest first; includes rows that may not be printed."""
    return _table()[1]


def argument_note(argument: str) -> str:
    """What to heed about an argument that has no evidence of its own (adolescent); empty when nothing."""
    return _table()[2].get(argument, "")


@lru_cache(maxsize=1)
def arguments() -> tuple[str, ...]:
    """The closed vocabulary of arguments that ``select`` knows."""
    entries, mapped, notes = _table()
    tags = sorted({tag for one in entries.values() for tag in one.supports})
    return tuple(dict.fromkeys((*mapped, *notes, *tags)))


def select(
    indication: Indication,
    protocol_family: str,
    age_group: AgeGroup,
    wanted: tuple[str, ...],
    *,
    ages: tuple[int, int] | None = None,
) -> tuple[Evidence, ...]:
    """Printable supporting rows for a request, in the order of the arguments wanted, each once.

    Only rows of that indication, of that age group, and of that protocol family (or of none). A negative
    trial is never support; an adult trial never speaks for an adolescent; no row is chosen for an argument
    that it may not be used for. ages: the patient's lowest and highest possible age in years; a row whose
    ages do not hold both is left out. InputError for an unknown argument or family.
    """
    _known(protocol_family, FAMILIES, "protocol family")
    for argument in wanted:
        _known(argument, arguments(), "argument")
    ordered = [one for argument in wanted for one in _speaking_for(argument) if argument not in one.never_for]
    fitting = (
        one for one in ordered if _fits(one, indication, protocol_family, age_group) and _of_age(one, ages)
    )
    return tuple(dict.fromkeys(fitting))


def _known(value: str, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise InputError(f"{value!r} is not a known {what}.", do=f"Use one of: {', '.join(allowed)}.")


def _speaking_for(argument: str) -> list[Evidence]:
    entries, mapped, _notes = _table()
    named = [entries[name] for name in mapped.get(argument, ())]
    return named + [one for one in entries.values() if argument in one.supports]


def _of_age(one: Evidence, ages: tuple[int, int] | None) -> bool:
    if ages is None or one.ages is None:
        return True
    return one.ages[0] <= ages[0] and ages[1] <= one.ages[1]


def _fits(one: Evidence, indication: str, family: str, age_group: str) -> bool:
    return (
        one.printable
        and one.direction == "supports"
        and indication in one.indications
        and age_group in one.populations
        and (family in one.families or "any" in one.families)
    )
