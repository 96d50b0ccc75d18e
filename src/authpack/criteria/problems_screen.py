"""Contradictions between the safety screen and what stands elsewhere: codes, medicines, seizures (SEMANTICS 9).

A screen that says "absent" rules an item out. Where a coded diagnosis or a current medicine says
otherwise, the case is judged with the item present as well. The coded row itself stays in both: a
criterion that reads it is not softened by the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from authpack.criteria.contradiction import Contradiction
from authpack.domain.base import Finding
from authpack.domain.case import Case
from authpack.domain.clinical import Comorbidity, Diagnosis
from authpack.domain.problems import Problem
from authpack.domain.screen import SafetyScreen
from authpack.reference.drugs import find

_LASTING: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("G40",), ("seizure_disorder", "neurological.epilepsy")),
    (("I60", "I61", "I62", "I63", "I65", "I66", "I67", "I69"), ("neurological.cerebrovascular_disease",)),
    (("F01", "F02", "F03", "G30"), ("neurological.dementia",)),
    (("C70", "C71", "C72", "C79.3", "D32", "D33", "D42", "D43"), ("neurological.cns_tumor",)),
    (("F20", "F22", "F23", "F25", "F28", "F29"), ("psychotic_disorder",)),
    (("F30", "F31"), ("bipolar_disorder",)),
)
"""ICD-10-CM categories, and the items of the screen that they say are present, now or earlier."""
_PRESENT: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("G93.2",), ("neurological.raised_intracranial_pressure",)),
    (("F06.1",), ("catatonia",)),
    (("O09", "Z33.1", "Z34"), ("pregnancy",)),
)
"""The same, for what passes: not of a condition that the record calls past."""
_IMPLANTED = ("Z95.0", "Z95.81", "Z96.21", "Z96.82", "Z45.0", "Z45.320", "Z45.321", "Z45.328", "Z45.42")
"""ICD-10-CM codes that say a device is implanted: cardiac, cochlear, of the nervous system."""
_KETAMINE = frozenset({"ketamine", "esketamine"})


def screen(case: Case) -> Iterator[Contradiction]:
    """What the screen rules out and another part of the record states."""
    for name, rows in (("diagnoses", case.diagnoses.items), ("comorbidities", case.comorbidities.items)):
        for row in rows:
            yield from _code(case, name, row)
    yield from _seizures(case)
    yield from _medicines(case)


def _code(case: Case, name: str, row: Diagnosis | Comorbidity) -> Iterator[Contradiction]:
    code = row.code
    if code is None or (isinstance(row, Diagnosis) and row.confirmed == "no"):
        return
    past = isinstance(row, Comorbidity) and row.state == "past"
    stated = [paths for codes, paths in (_LASTING if past else _LASTING + _PRESENT) if code.startswith(codes)]
    absent = [path for paths in stated for path in paths if _at(case.screen, path).status == "absent"]
    if absent:
        text = f"{code} is recorded, the screen says absent"
        places = tuple(f"/screen/{path.replace('.', '/')}" for path in absent)
        problem = Problem("code_against_screen", (f"/{name}/{row.id}", *places), text, True)
        yield Contradiction(problem, (_marked(case, absent), case))
    if not past and code.startswith(_IMPLANTED) and _no_device(case.screen):
        open_list = case.screen.implants.model_copy(update={"complete": "no"})
        text = f"{code} says that a device is implanted, the list of implants holds none"
        problem = Problem("code_against_screen", (f"/{name}/{row.id}", "/screen/implants"), text, True)
        yield Contradiction(problem, (_screened(case, implants=open_list), case))


def _no_device(found: SafetyScreen) -> bool:
    rows = found.implants.items
    return found.implants.is_complete and all(row.kind in ("metal", "dental") for row in rows)


def _seizures(case: Case) -> Iterator[Contradiction]:
    """Epilepsy present, or a seizure whose cause is epilepsy, beside a seizure disorder that is absent."""
    found = case.screen
    epileptic = [f"/screen/seizures/{one.id}" for one in found.seizures.items if one.cause == "epilepsy"]
    if found.neurological.epilepsy.status == "present":
        epileptic.append("/screen/neurological/epilepsy")
    absent = [
        path
        for path in ("seizure_disorder", "neurological.epilepsy")
        if epileptic and _at(found, path).status == "absent"
    ]
    if absent:
        places = tuple(f"/screen/{path.replace('.', '/')}" for path in absent)
        text = "epilepsy is recorded, and the screen says absent elsewhere"
        problem = Problem("epilepsy_against_screen", (*epileptic, *places), text, True)
        yield Contradiction(problem, (_marked(case, absent), case))


def _medicines(case: Case) -> Iterator[Contradiction]:
    """Ketamine or esketamine taken now, beside a screen that says that neither is."""
    if case.screen.ketamine_or_esketamine.status != "absent":
        return
    rows = [(f"/current_medicines/{one.id}", one.drug) for one in case.current_medicines.items]
    rows += [(f"/trials/{one.id}", one.drug) for one in case.trials.items if one.state == "ongoing"]
    taken = tuple(path for path, name in rows if _is_ketamine(name))
    if taken:
        text = "ketamine or esketamine is taken now, the screen says absent"
        places = (*taken, "/screen/ketamine_or_esketamine")
        problem = Problem("medicine_against_screen", places, text, True)
        yield Contradiction(problem, (_marked(case, ["ketamine_or_esketamine"]), case))


def _is_ketamine(name: str) -> bool:
    drug = find(name).drug
    return drug is not None and drug.id in _KETAMINE


def _at(found: SafetyScreen, path: str) -> Finding:
    owner, _, name = path.rpartition(".")
    finding: Finding = getattr(getattr(found, owner) if owner else found, name)
    return finding


def _marked(case: Case, paths: Sequence[str]) -> Case:
    """The record in which these items of the screen are present."""
    found = case.screen
    present = {path: _at(found, path).model_copy(update={"status": "present"}) for path in paths}
    plain = {path: value for path, value in present.items() if "." not in path}
    neuro = {path.partition(".")[2]: value for path, value in present.items() if "." in path}
    if neuro:
        plain["neurological"] = found.neurological.model_copy(update=neuro)  # type: ignore[assignment]
    return _screened(case, **plain)


def _screened(case: Case, **fields: object) -> Case:
    return case.model_copy(update={"screen": case.screen.model_copy(update=fields)})
