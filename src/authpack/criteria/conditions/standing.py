"""Leaves that the record alone cannot answer, and the look back at the initial criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from authpack.criteria.conditions.base import Condition, leaf
from authpack.criteria.conditions.shared import clinician_says, to_judge
from authpack.criteria.outcome import Outcome, external, met, not_met, not_seen, review, silent
from authpack.criteria.view import View
from authpack.domain.base import Line, YesNo

if TYPE_CHECKING:
    from authpack.criteria.policy import Node


@leaf("judged")
class Judged(Condition):
    """The text leaves it to judgement: only a clinician's recorded judgement of this revision answers."""

    judges: Line | None = None

    def judge(self, view: View, node: Node) -> Outcome:
        subject = view.subject.id if view.subject is not None else None
        row = view.judgement(node.id, subject)
        if row is not None:
            return clinician_says(view, row.conclusion, row.id, row.clinician)
        return review(
            "left_to_judgement", repairs=to_judge(view, node, subject), what=self.judges or node.says
        )


@leaf("payer_review")
class PayerReview(Condition):
    """What the payer itself must do."""

    def judge(self, view: View, node: Node) -> Outcome:
        return review("payer_review")


@leaf("not_stated")
class NotStated(Condition):
    """A part of the policy that we have not read, standing as a requirement."""

    def judge(self, view: View, node: Node) -> Outcome:
        return not_seen("text_not_seen")


@leaf("external")
class ExternalCriteria(Condition):
    """Licensed criteria that we may not hold."""

    criteria: Line

    def judge(self, view: View, node: Node) -> Outcome:
        return external("external_criteria", criteria=self.criteria)


@leaf("ect")
class EctIs(Condition):
    """What the record says of electroconvulsive therapy."""

    item: Literal[
        "currently_receiving",
        "candidate",
        "tried",
        "responded",
        "failed",
        "not_tolerated",
        "declined",
        "contraindicated",
    ]

    def judge(self, view: View, node: Node) -> Outcome:
        ect = view.facts.case.ect
        if self.item in ("declined", "contraindicated"):
            return self._stated(getattr(ect, self.item), f"/ect/{self.item}", _ECT_PAST[self.item])
        if self.item not in ("currently_receiving", "candidate"):
            return self._past(view)
        dated = ect.current_date if self.item == "currently_receiving" else ect.candidate_date
        value, path = getattr(ect, self.item), f"/ect/{self.item}"
        what = "receives ECT now" if self.item == "currently_receiving" else "is a candidate for ECT"
        onset = view.facts.episode.onset if view.facts.episode else None
        earlier = dated is not None and onset is not None and dated.last < onset.first
        if value == "unknown" or earlier or not view.facts.visible(dated):
            return silent("ect_silent", path, f"record whether the patient {what}", what=what)
        return met("ect", path, what=what) if value == "yes" else not_met("ect_not", path, what=what)

    def _past(self, view: View) -> Outcome:
        """What came of earlier ECT: one recorded result answers for all of them."""
        ect, path, what = view.facts.case.ect, "/ect/prior", _ECT_PAST[self.item]
        if ect.prior == "unknown" or (ect.prior != "none" and not view.facts.visible(ect.prior_date)):
            return silent("ect_silent", path, f"record whether the patient {what}", what=what)
        wanted = {"tried": ("responded", "no_response", "not_tolerated"), "failed": ("no_response",)}.get(
            self.item, (self.item,)
        )
        return met("ect", path, what=what) if ect.prior in wanted else not_met("ect_not", path, what=what)

    @staticmethod
    def _stated(value: YesNo, path: str, what: str) -> Outcome:
        if value == "unknown":
            return silent("ect_silent", path, f"record whether the patient {what}", what=what)
        return met("ect", path, what=what) if value == "yes" else not_met("ect_not", path, what=what)


_ECT_PAST = {
    "tried": "was given ECT before",
    "responded": "responded to ECT before",
    "failed": "did not respond to ECT before",
    "not_tolerated": "did not tolerate ECT before",
    "declined": "declines ECT",
    "contraindicated": "has a contraindication to ECT",
}
