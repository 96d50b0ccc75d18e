"""Antidepressants and augmentation agents: names, candidate classes, label and instrument doses.

find("EFFEXOR-XR 75 MG ER capsule").drug.id      -> "venlafaxine" (the drug only, never a dose)
drug("sertraline").label_min_for(None)           -> 50 mg/day, grade own
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, cast

from authpack.errors import InputError
from authpack.reference.graded import Graded
from authpack.reference.rows import Row, load

Role = Literal["antidepressant", "augmentation"]
Instrument = Literal["athf", "mgh_atrq"]

GROUPS: Final = (
    "anticonvulsant",
    "antipsychotic",
    "bipolar_question",  # its presence makes reviewers ask about a bipolar diagnosis
    "glutamatergic",
    "ketamine",
    "lithium",
    "lowers_seizure_threshold",
    "stimulant",
    "thyroid",
    "wakefulness",
)


class DrugClass(NamedTuple):
    """A class that payers count; only kind ``antidepressant`` counts toward "different classes"."""

    id: str
    name: str
    kind: Role


class Drug(NamedTuple):
    """One row: a drug, or a combination product that is one trial.

    classes: CANDIDATE classes (payers differ; ``class_note`` says why), the row's own group first.
    label_min_mg_day / label_max_mg_day: mg/day (``mg/24 h`` for the patch); None when the row gives no
    single number of that kind: then the ``_by_formulation`` table or the ``_text`` holds what it gives.
    payer_sheet_max: a payer's own maximum that differs from the label's.
    not_a_trial_note: uses or products that reviewers do not count; ``not_a_trial_brands`` names products.
    """

    id: str
    generic: str
    brands: tuple[str, ...]
    brands_note: str
    also_written: tuple[str, ...]
    formulations: tuple[str, ...]
    brand_formulation: Mapping[str, str]
    hours_formulation: Mapping[str, str]
    payer_class: str
    classes: tuple[str, ...]
    class_note: str
    class_group: str
    role: Role
    groups: tuple[str, ...]
    is_combination: bool
    mdd_label: str
    label_min_mg_day: Graded | None
    label_min_by_formulation: Mapping[str, Graded]
    label_min_text: Graded | None
    label_max_mg_day: Graded | None
    label_max_by_formulation: Mapping[str, Graded]
    label_max_text: Graded | None
    payer_sheet_max: Graded | None
    atrq_min: Graded | None
    atrq_min_by_formulation: Mapping[str, Graded]
    athf_long_min: Graded | None
    usual_range: Graded | None
    adequate_weeks: Mapping[Instrument, Graded]
    rxcui: Graded | None
    notes: str
    not_a_trial_note: str
    not_a_trial_brands: tuple[str, ...]
    confidence: str

    def __hash__(self) -> int:
        """By its id: the tables in a row have no hash."""
        return hash(self.id)

    @property
    def plain_name(self) -> str:
        """The generic name without salts and additions, as a sentence wants it ("bupropion")."""
        return self.generic.split(" HCl")[0].split(" (")[0]

    def label_min_for(self, formulation: str | None = None) -> Graded | None:
        """The label minimum of that formulation ("CR", "HBr"); the plain one when it has none of its own."""
        own = self.label_min_by_formulation.get(formulation or "")
        return own or self.label_min_mg_day

    def label_max_for(self, formulation: str | None = None) -> Graded | None:
        """The labelled maximum for outpatients of that formulation.

        Where only formulations have maxima and this one is unknown, the highest of them: a doubt must
        not turn a dose into "the labelled maximum".
        """
        own = self.label_max_by_formulation.get(formulation or "")
        if own or self.label_max_mg_day:
            return own or self.label_max_mg_day
        variants = [row for row in self.label_max_by_formulation.values() if row.number is not None]
        return max(variants, key=lambda row: row.number or 0, default=None)


class DrugMatch(NamedTuple):
    """What a free text names. ``drug`` is None unless exactly one known drug is named, spelled right.

    formulation: "XL", "SR", "CR", "ER", "patch" ... as written or as the brand implies; strength_text: the
    strength as written (never a daily dose); suggestions: close names for a misspelling, never a hit;
    reason: why there is no hit, or what to heed (a Zyban course is not a depression trial).
    """

    drug: Drug | None
    formulation: str | None = None
    strength_text: str | None = None
    suggestions: tuple[str, ...] = ()
    brand: str | None = None
    reason: str = ""


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, DrugClass], Mapping[str, Drug]]:
    file = load("drugs")
    classes = {key: _drug_class(key, row) for key, row in file.items("classes")}
    if file.texts("groups") != GROUPS:
        raise file.fault("groups", "differs from the closed vocabulary in drugs.py")
    drugs = [_drug(row, tuple(classes)) for row in file.rows("drugs")]
    file.done()
    table = {one.id: one for one in drugs}
    if len(table) != len(drugs):
        raise file.fault("drugs", "has an id twice")
    return MappingProxyType(classes), MappingProxyType(table)


def _drug_class(key: str, row: Row) -> DrugClass:
    made = DrugClass(
        key, row.text("name"), cast("Role", row.one_of("kind", ("antidepressant", "augmentation")))
    )
    row.done()
    return made


def _drug(row: Row, classes: tuple[str, ...]) -> Drug:
    made = Drug(
        id=row.text("id"),
        generic=row.text("generic"),
        brands=row.texts("brands"),
        brands_note=row.text("brands_note", ""),
        also_written=row.texts("also_written"),
        formulations=row.texts("formulations"),
        brand_formulation=row.mapping("brand_formulation"),
        hours_formulation=row.mapping("hours_formulation"),
        payer_class=row.text("payer_class"),
        classes=row.some_of("classes", classes),
        class_note=row.text("class_note", ""),
        class_group=row.text("class_group"),
        role=cast("Role", row.one_of("role", ("antidepressant", "augmentation"))),
        groups=row.some_of("groups", GROUPS),
        is_combination=row.flag("is_combination"),
        mdd_label=row.text("mdd_label"),
        label_min_mg_day=row.graded("label_min_mg_day"),
        label_min_by_formulation=row.graded_by("label_min_by_formulation"),
        label_min_text=row.graded("label_min_text"),
        label_max_mg_day=row.graded("label_max_mg_day"),
        label_max_by_formulation=row.graded_by("label_max_by_formulation"),
        label_max_text=row.graded("label_max_text"),
        payer_sheet_max=row.graded("payer_sheet_max"),
        atrq_min=row.graded("atrq_min"),
        atrq_min_by_formulation=row.graded_by("atrq_min_by_formulation"),
        athf_long_min=row.graded("athf_long_min"),
        usual_range=row.graded("usual_range"),
        adequate_weeks=_weeks(row),
        rxcui=row.graded("rxcui"),
        notes=row.text("notes", ""),
        not_a_trial_note=row.text("not_a_trial_note", ""),
        not_a_trial_brands=row.texts("not_a_trial_brands"),
        confidence=row.one_of("confidence", ("high", "medium", "low")),
    )
    row.done()
    return made


def _weeks(row: Row) -> Mapping[Instrument, Graded]:
    found: dict[Instrument, Graded | None] = {
        "athf": row.graded("adequate_weeks_athf"),
        "mgh_atrq": row.graded("adequate_weeks_mgh_atrq"),
    }
    return {key: value for key, value in found.items() if value}


def all_drugs() -> tuple[Drug, ...]:
    """Every row, in the order of the file (antidepressants by class, then augmentation agents)."""
    return tuple(_table()[1].values())


def drug(drug_id: str) -> Drug:
    """The row with that id ("sertraline"); InputError when there is none. For free text use ``find``."""
    try:
        return _table()[1][drug_id]
    except KeyError:
        raise InputError(
            "A drug id is not in the drug reference.",
            why="Class, dose and safety facts are looked up by it.",
            do="Use an id from `authpack.reference.drugs.all_drugs()`, or `find` for a name as written.",
        ) from None


def classes() -> Mapping[str, DrugClass]:
    """The closed vocabulary of classes, by id."""
    return _table()[0]


def class_name(class_id: str) -> str:
    """The name of a class for print ("SSRI"); InputError for an unknown id."""
    try:
        return classes()[class_id].name
    except KeyError:
        raise InputError(
            f"{class_id!r} is not a drug class.",
            do=f"Use one of: {', '.join(classes())}.",
        ) from None


@lru_cache(maxsize=4096)
def find(text: str) -> DrugMatch:
    """The drug a free text names ("Wellbutrin XL", "escitalopram 10mg tab"), or no hit with suggestions.

    Case, punctuation, salts, dosage-form words, strengths and frequencies are read past. A misspelling is
    never a hit; nor is a text with two drugs (unless it is a known combination product) or with words that
    belong to no known name.
    """
    from authpack.reference.drug_names import match

    return match(text)
