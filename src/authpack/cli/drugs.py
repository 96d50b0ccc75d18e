"""``authpack drugs``: what a drug name resolves to, and what the reference holds on it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from authpack.cli import output
from authpack.cli.tables import indented, wrap

if TYPE_CHECKING:
    from authpack.reference.drugs import Drug, DrugMatch
    from authpack.reference.graded import Graded

UNKNOWN = 2
LABEL = 16


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="+",
        help='as the chart writes it: Wellbutrin XL, "escitalopram 10 mg tab"',
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the drug, or suggestions; 2 when the name resolves to no single drug."""
    from authpack.reference.drugs import find

    match = find(" ".join(arguments.name))
    width = output.width()
    if match.drug is None:
        output.emit("\n".join(_unknown(match, width)))
        return UNKNOWN
    lines = [
        line
        for label, text in _facts(match, match.drug)
        for line in indented(text, width, " " * LABEL, label)
    ]
    output.emit("\n".join(lines))
    return 0


def _unknown(match: DrugMatch, width: int) -> list[str]:
    lines = wrap(f"No single drug: {match.reason}", width)
    if match.suggestions:
        lines += wrap(f"Did you mean: {', '.join(match.suggestions)}?", width)
    return [*lines, *wrap("A misspelled name is never taken for a drug; correct it in the case file.", width)]


def _facts(match: DrugMatch, drug: Drug) -> list[tuple[str, str]]:
    from authpack.reference.drugs import class_name

    facts = [("Drug", f"{drug.generic} ({drug.id}), {drug.role}")]
    if match.formulation:
        facts.append(("Formulation", match.formulation))
    if match.strength_text:
        facts.append(("Strength", f"{match.strength_text}, as written; it is never taken for a daily dose"))
    names = ", ".join(class_name(one) for one in drug.classes)
    several = " (candidates: payers differ, the policy's text decides)" if len(drug.classes) > 1 else ""
    facts.append(("Class", names + several))
    facts += [("Why", drug.class_note)] if drug.class_note else []
    facts += _doses(
        "Label minimum",
        drug.label_min_for(match.formulation),
        drug.label_min_by_formulation,
        drug.label_min_text,
    )
    facts += _doses(
        "Label maximum",
        drug.label_max_for(match.formulation),
        drug.label_max_by_formulation,
        drug.label_max_text,
    )
    facts += [("Depression", drug.mdd_label)] if drug.mdd_label else []
    facts += [("Take care", match.reason)] if match.reason else []
    return facts


def _doses(label: str, single: Graded | None, by_form: object, text: Graded | None) -> list[tuple[str, str]]:
    if single is not None:
        return [(label, _graded(single))]
    forms = dict(by_form.items()) if hasattr(by_form, "items") else {}
    rows = [
        (f"{label[:11]}{form}" if place else label, f"{form}: {_graded(value)}")
        for place, (form, value) in enumerate(forms.items())
    ]
    if rows:
        return rows
    return [(label, _graded(text) if text is not None else "none held")]


def _graded(value: Graded) -> str:
    from authpack.reference.graded import GRADES

    note = f"; {value.note}" if value.note else ""
    letters = "" if value.usable else "; the value itself is not printed for a payer"
    return (
        f"{value} (source: {value.source}, {value.date}; {value.grade}: {GRADES[value.grade]}{note}{letters})"
    )
