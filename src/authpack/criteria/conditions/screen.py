"""Safety items: ``present`` (for none_of) and ``weigh`` (the risk against the benefit).

An item is ruled out only by an explicit "absent" or a complete empty list; exempt items are ruled
out, an unknown exemption or distance is not documented (SEMANTICS 1, 2).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from authpack.criteria.conditions.base import leaf
from authpack.criteria.conditions.presence import ITEM_NAMES, SafetyItem, joined, of_finding, plain
from authpack.criteria.conditions.presence_implants import implants
from authpack.criteria.conditions.presence_seizures import seizures
from authpack.criteria.conditions.shared import clinician_says, to_judge
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, Repair, met, not_met, silent
from authpack.criteria.truth import MET, NEEDS_REVIEW, NOT_DOCUMENTED, NOT_MET, Status, swap
from authpack.criteria.view import View
from authpack.domain.screen import EpisodeFinding, RiskBenefit

if TYPE_CHECKING:
    from authpack.criteria.policy import Node


def _substance_use(item: SafetyItem, facts: Facts) -> Outcome:
    """Any use; or, where the text means a disorder, only an active one: use alone does not answer it."""
    answer = plain(item, facts)
    if item.active_disorder == "no" or answer.status != MET:
        return answer
    use, path = facts.screen.substance_use, f"{facts.screen_path}/substance_use/disorder"
    name = "an active substance use disorder"
    if use.disorder == "unknown":
        return silent(
            "not_assessed", path, f"assess and record with its date: {name}", kind="assessment", what=name
        )
    in_remission = use.remission_since is not None and facts.visible(use.remission_since)
    if use.disorder == "no" or in_remission:
        return not_met("absent", path, what=name)
    return met("present", path, what=name)


def _ideation(item: SafetyItem, facts: Facts) -> Outcome:
    """Suicidal ideation; where the text says active, or with intent, each of these is a fact of its own."""
    answer, finding = plain(item, facts), facts.screen.suicidal_ideation
    asked = {"any": (), "active": ("active",), "active_with_intent": ("active", "intent")}[item.ideation]
    if answer.status != MET or not asked:
        return answer
    path, name = f"{facts.screen_path}/suicidal_ideation", item.ideation.replace("_", " ")
    values = {part: getattr(finding, part) for part in asked}
    if "no" in values.values():
        return not_met("ideation_not_meant", path, what=f"suicidal ideation that is {name}")
    unsaid = next((part for part, value in values.items() if value == "unknown"), None)
    if unsaid is None:
        return met("present", path, what=f"suicidal ideation that is {name}")
    return silent(
        "ideation_silent",
        f"{path}/{unsaid}",
        f"assess and record whether the suicidal ideation is {name}",
        path,
        kind="assessment",
        what=name,
    )


def _severe_dementia(item: SafetyItem, facts: Facts) -> Outcome:
    """Severe dementia; where there is no dementia there is no severe one."""
    answer, dementia = plain(item, facts), facts.screen.neurological.dementia
    if answer.status != NOT_DOCUMENTED or dementia.status != "absent":
        return answer
    return not_met("absent", f"{facts.screen_path}/neurological/dementia", what=ITEM_NAMES["severe_dementia"])


def _neurological(item: SafetyItem, facts: Facts) -> Outcome:
    screen = facts.screen.neurological
    answers = [
        of_finding(
            getattr(screen, name),
            f"{facts.screen_path}/neurological/{name}",
            _NEURO[name],
            facts,
            lasting=True,
        )
        for name in item.conditions
    ]
    return joined(answers, ITEM_NAMES["neurological"])


_NEURO = {
    "epilepsy": "epilepsy",
    "cerebrovascular_disease": "cerebrovascular disease",
    "dementia": "dementia",
    "raised_intracranial_pressure": "raised intracranial pressure",
    "head_trauma": "a history of repetitive or severe head trauma",
    "cns_tumor": "a tumor of the central nervous system",
    "other": "any other neurological condition",
}


def _psychosis(item: SafetyItem, facts: Facts) -> Outcome:
    screen = facts.screen
    parts = [
        ("psychotic_symptoms", screen.psychotic_symptoms, "psychotic symptoms"),
        ("psychotic_disorder", screen.psychotic_disorder, "a psychotic disorder"),
    ]
    answers = [
        _in_scope(finding, f"{facts.screen_path}/{name}", shown, item, facts)
        for name, finding, shown in parts
    ]
    coded = [
        one for one in facts.diagnoses if one.code in ("F32.3", "F33.3") or one.psychotic_features == "yes"
    ]
    if coded:
        answers.append(
            met("present", f"/diagnoses/{coded[0].id}", what="psychotic features by the diagnosis")
        )
    return joined(answers, ITEM_NAMES["psychosis"])


def _in_scope(finding: EpisodeFinding, path: str, name: str, item: SafetyItem, facts: Facts) -> Outcome:
    answer = of_finding(finding, path, name, facts, lasting=False)
    episode = facts.episode
    if item.scope == "any" or answer.status == NOT_DOCUMENTED:
        return answer
    if answer.status == NOT_MET:
        return _absent_earlier(finding, path, name, facts) or answer
    if finding.episode is not None and episode is not None:
        return answer if finding.episode == episode.id else not_met("present_other_episode", path, what=name)
    if (
        finding.to_date is not None
        and episode is not None
        and episode.onset is not None
        and finding.to_date.last < episode.onset.first
    ):
        return not_met("present_other_episode", path, what=name)
    if finding.episode is None and not _dated_inside(finding, facts):
        return silent(
            "present_episode_silent",
            f"{path}/episode",
            f"record in which episode it was present: {name}",
            path,
            what=name,
        )
    return answer


def _dated_inside(finding: EpisodeFinding, facts: Facts) -> bool:
    """Whether a date places a present finding in the episode: assessed, or still lasting, since its onset."""
    onset = facts.episode.onset if facts.episode else None
    dates = [one for one in (finding.date, finding.to_date) if one is not None]
    return onset is not None and any(one.first >= onset.last for one in dates)


def _absent_earlier(finding: EpisodeFinding, path: str, name: str, facts: Facts) -> Outcome | None:
    """An "absent" of an earlier episode says nothing of this one."""
    episode = facts.episode
    of_other = finding.episode is not None and episode is not None and finding.episode != episode.id
    onset = episode.onset if episode else None
    before = (
        finding.episode is None
        and finding.date is not None
        and onset is not None
        and finding.date.last < onset.first
    )
    if not of_other and not before:
        return None
    return silent(
        "not_assessed",
        path,
        f"assess in the current episode and record with its date: {name}",
        path,
        kind="assessment",
        what=name,
    )


_PRESENCE: dict[str, Callable[[SafetyItem, Facts], Outcome]] = {
    "neurological": _neurological,
    "psychosis": _psychosis,
    "substance_use": _substance_use,
    "seizures": seizures,
    "implants": implants,
    "suicidal_ideation": _ideation,
    "severe_dementia": _severe_dementia,
}


def _presence(item: SafetyItem, facts: Facts) -> Outcome:
    """Met when the item is present, not_met when it is ruled out, not documented otherwise."""
    return _PRESENCE.get(item.item, plain)(item, facts)


@leaf("present")
class Present(SafetyItem):
    """The item is present. Stands under none_of: present rules the patient out."""

    def judge(self, view: View, node: Node) -> Outcome:
        answer = _presence(self, view.facts)
        if answer.status != NEEDS_REVIEW:
            return answer
        row = view.judgement(node.id)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        answer.repairs = to_judge(view, node)
        return answer


@leaf("weigh")
class Weigh(SafetyItem):
    """ "Weigh the risk": absent met, present for review until weighed, not assessed not documented."""

    def judge(self, view: View, node: Node) -> Outcome:
        answer = _presence(self, view.facts)
        status: Status = swap(answer.status)
        if answer.status != MET:
            return Outcome(
                status,
                answer.reason,
                answer.values,
                answer.evidence,
                answer.missing,
                repairs=answer.repairs if status == NOT_DOCUMENTED else (),
            )
        row = self._weighed(view, answer.evidence)
        if row is not None:
            name = view.clinician_name(row.clinician)
            result: Status = MET if row.conclusion == "proceed" else NOT_MET
            reason = "risk_weighed" if result == MET else "risk_weighed_against"
            return Outcome(
                result,
                reason,
                {**answer.values, "clinician": name},
                (*answer.evidence, f"/risk_benefit/{row.id}"),
            )
        repair = Repair(
            f"risk:{self.item}",
            "judgement",
            f"obtain a clinician's recorded weighing of risk and benefit ({ITEM_NAMES[self.item]})",
        )
        return Outcome(NEEDS_REVIEW, "risk_to_weigh", answer.values, answer.evidence, repairs=((repair,),))

    def _weighed(self, view: View, present: tuple[str, ...]) -> RiskBenefit | None:
        """The row that decides: any against, or else the last, when the rows together cover all that is present."""
        known = {person.id for person in view.facts.case.clinicians}
        rows = [
            one
            for one in view.facts.case.risk_benefit
            if one.item == self.item and one.clinician in known and view.facts.visible(one.date)
        ]
        against = [one for one in rows if one.conclusion == "do_not_proceed"]
        if against:
            return against[-1]
        separate = present if self.item in _SEPARATE else ()
        if not rows or not all(any(_covers(one, path) for one in rows) for path in separate):
            return None
        return rows[-1]


_SEPARATE = frozenset({"implants", "seizures", "neurological"})
"""Items made of several findings, each a risk of its own: weighing one clip says nothing of the other."""


def _covers(row: RiskBenefit, path: str) -> bool:
    """Whether a weighing is of the finding at the path: a row without a path is of the whole item."""
    named = (row.detail_path or "").rstrip("/")
    return not named or f"{path}/".startswith(f"{named}/")
