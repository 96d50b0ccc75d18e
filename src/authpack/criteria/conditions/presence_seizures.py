"""Whether a history of seizures is present: the disorder, each seizure, and what the text exempts."""

from __future__ import annotations

from authpack.criteria.conditions.presence import ITEM_NAMES, SafetyItem, joined, of_finding
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, silent
from authpack.domain.screen import Seizure


def seizures(item: SafetyItem, facts: Facts) -> Outcome:
    """Present by the disorder or by any seizure that is not exempt; ruled out by a complete list."""
    screen = facts.screen
    answers = [
        of_finding(
            screen.seizure_disorder,
            f"{facts.screen_path}/seizure_disorder",
            ITEM_NAMES["seizure_disorder"],
            facts,
            lasting=True,
        )
    ]
    known = [one for one in screen.seizures.items if one.date is None or facts.visible(one.date)]
    isolated = sum(one.cause == "febrile" for one in known) == 1
    answers += [_seizure(one, item, facts, isolated=isolated) for one in known]
    if not screen.seizures.is_complete:
        answers.append(
            silent(
                "not_assessed",
                f"{facts.screen_path}/seizures",
                "take the seizure history and record that the list is complete",
                kind="assessment",
                what="a history of seizures",
            )
        )
    elif len(answers) == 1:
        answers.append(not_met("absent", f"{facts.screen_path}/seizures", what="a history of seizures"))
    return joined(answers, ITEM_NAMES["seizures"])


def _seizure(one: Seizure, item: SafetyItem, facts: Facts, *, isolated: bool) -> Outcome:
    path = f"{facts.screen_path}/seizures/{one.id}"
    if "ect_induced" in item.exempt and one.cause == "ect":
        return not_met("seizure_exempt", path, what="a seizure induced by ECT")
    if "isolated_febrile_infancy" in item.exempt and one.cause == "febrile":
        infant = (
            one.in_infancy
            if one.in_infancy != "unknown" or one.age_years is None
            else "yes"
            if one.age_years < 1
            else "unknown"
        )
        answers = (
            infant,
            "yes" if isolated else "no",  # a second febrile seizure is a recurrence, whatever each row says
            "no" if one.treated == "yes" else "yes" if one.treated == "no" else "unknown",
            "no" if one.recurred == "yes" else "yes" if one.recurred == "no" else "unknown",
        )
        if "no" in answers:
            return met("present", path, what="a seizure that is not exempt")
        if "unknown" in answers:
            return silent(
                "exemption_unknown",
                path,
                "record whether the febrile seizure was in infancy, isolated, and without later treatment or recurrence",
                path,
                what="a febrile seizure",
            )
        return not_met("seizure_exempt", path, what="an isolated febrile seizure in infancy")
    if item.exempt and one.cause == "unknown":
        return silent(
            "exemption_unknown",
            f"{path}/cause",
            "record the cause of the seizure",
            path,
            what="a seizure of unrecorded cause",
        )
    return met("present", path, what="a seizure")
