"""What leaves of several modules share; without a leaf of its own, so that it loads no other kind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from authpack.criteria.outcome import Outcome, Repair, met, not_met
from authpack.criteria.view import View

if TYPE_CHECKING:
    from authpack.criteria.policy import Node

Weeks = Annotated[Decimal, Field(gt=0, le=104)]
ROLE_NAMES: dict[str, str] = {
    "psychiatrist": "psychiatrist (MD or DO)",
    "physician": "physician (MD or DO) of another specialty",
    "pmhnp": "psychiatric mental health nurse practitioner",
    "nurse_practitioner": "nurse practitioner",
    "physician_assistant": "physician assistant",
}


def request_path(view: View) -> str:
    """The path of the request judged."""
    return f"/requests/{view.facts.request.id}"


def to_judge(view: View, node: Node, subject: str | None = None) -> tuple[tuple[Repair, ...], ...]:
    """The one repair of a soft phrase: a clinician's recorded judgement."""
    about = f", subject {subject}" if subject else ""
    key = f"judge:{view.prefix}{node.id}:{subject or ''}"
    return (
        (
            Repair(
                key, "judgement", f"obtain a clinician's recorded judgement ({view.prefix}{node.id}{about})"
            ),
        ),
    )


def clinician_says(view: View, conclusion: str, judgement_id: str, clinician: str) -> Outcome:
    """An answer that stands "in Dr. X's judgement"."""
    answer = met if conclusion == "met" else not_met
    return answer(
        "clinician_judgement", f"/judgements/{judgement_id}", clinician=view.clinician_name(clinician)
    )


def all_asked(silent_ones: list[Outcome]) -> Outcome:
    """Several silent facts of one leaf: the first is the reason, and every one of them must be recorded."""
    repairs = [repair for one in silent_ones for alternative in one.repairs for repair in alternative]
    return replace(
        silent_ones[0],
        missing=tuple(dict.fromkeys(path for one in silent_ones for path in one.missing)),
        repairs=(tuple({repair.key: repair for repair in repairs}.values()),),
    )
