"""What a payer's answer is, before anything is written: rejected, pended, refused, partly granted, or a claim not paid.

A rejection was never judged and starts no appeal clock; a pend is answered by its date; a claim denial is corrected, proved,
checked or appealed by its codes; only a refusal on the merits is appealed clinically. A claim dispute and a clinical appeal
are different documents, and the classification says which. Nothing here proposes a diagnosis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from authpack.denials.codes import CodeReading, Standing, read_adjustment, read_review_code, standing_of
from authpack.domain.case import Case
from authpack.domain.denials import Adjustment, Denial

Action = Literal[
    "fix_and_resend", "answer_request", "appeal", "correct_claim", "prove", "check_and_dispute", "send_information",
    "read_benefit", "settle_payers", "next_level", "nothing", "person",
]  # fmt: skip
Document = Literal[
    "none", "resubmission", "response", "clinical_appeal", "external_review", "corrected_claim", "claim_dispute",
]  # fmt: skip
ACTION_WORDS: dict[str, str] = {
    "fix_and_resend": "mend what was missing and send the request again; it was never judged, and no appeal clock runs",
    "answer_request": "send what was asked for before its date; it is not refused yet, and no appeal clock runs",
    "appeal": "appeal: answer each stated reason by the payer's criteria",
    "correct_claim": "send a corrected claim; this is no appeal",
    "prove": "prove the fact in question, with its document",
    "check_and_dispute": "check the authorization; then correct, ask for one afterwards, or dispute",
    "send_information": "send the document that was asked for",
    "read_benefit": "obtain and read the benefit text that is meant, before any answer",
    "settle_payers": "settle which payer comes first, then bill again",
    "next_level": "take the next level",
    "nothing": "nothing to contest",
    "person": "a person must read it: the record does not tell what it is",
}
DOCUMENT_WORDS: dict[str, str] = {
    "none": "no document",
    "resubmission": "the mended request itself, not an appeal",
    "response": "an answer to the request for information, not an appeal",
    "clinical_appeal": "a clinical appeal",
    "external_review": "a request for external review",
    "corrected_claim": "a corrected claim, not an appeal",
    "claim_dispute": "a claim dispute (about the claim, not the patient's illness), not a clinical appeal",
}
KIND_WORDS: dict[str, str] = {
    "rejected": "REJECTED before any review",
    "pended": "PENDED: more is asked, nothing is decided",
    "adverse": "DENIED: an adverse determination",
    "partial": "APPROVED IN PART",
    "claim": "A CLAIM that was not paid, or not in full",
    "unknown": "NOT TOLD what it is",
}


@dataclass(frozen=True, slots=True)
class LineClass:
    """One adjustment of a claim, read. line: place in ``denial.lines`` (from 0), None for the whole claim."""

    line: int | None
    code: str
    adjustment: Adjustment
    readings: tuple[CodeReading, ...]
    standing: Standing
    action: Action
    document: Document


@dataclass(frozen=True, slots=True)
class Classification:
    """What a denial is and what kind of answer it takes.

    clock: whether an appeal or dispute clock runs. why: what the answer rests on. steps: what to do, in order.
    open: what a person must settle first. warnings: what must not happen.
    """

    kind: str
    action: Action
    document: Document
    clock: bool
    why: tuple[str, ...]
    steps: tuple[str, ...]
    lines: tuple[LineClass, ...] = ()
    codes: tuple[CodeReading, ...] = ()
    open: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


_BY_PATH: dict[str, tuple[Action, Document]] = {
    "correct": ("correct_claim", "corrected_claim"),
    "prove": ("prove", "claim_dispute"),
    "check": ("check_and_dispute", "claim_dispute"),
    "clinical": ("appeal", "clinical_appeal"),
    "benefit": ("read_benefit", "claim_dispute"),
    "other_payer": ("settle_payers", "corrected_claim"),
    "information": ("send_information", "response"),
    "upheld": ("next_level", "clinical_appeal"),
    "settled": ("nothing", "none"),
    "person": ("person", "none"),
}
# Which remark changes the path of its reason code; N704 above all.
_REMARK_WINS = ("correct", "information", "clinical", "check")


def classify(denial: Denial, case: Case | None = None) -> Classification:
    """Read a confirmed denial. case: only to compare units and to name the request; never to fill a gap."""
    if denial.kind == "rejected" or _only_rejections(denial):
        return _rejected(denial)
    if denial.kind == "pended":
        return _pended(denial)
    if denial.kind == "claim" or (denial.kind == "unknown" and (denial.lines or denial.adjustments)):
        return _claim(denial)
    if denial.kind in ("adverse", "partial"):
        return _refused(denial, case)
    return Classification(
        kind="unknown",
        action="person",
        document="none",
        clock=True,
        why=("The kind of answer is not recorded.",),
        steps=(
            "Settle first whether the request was rejected unread, pended, refused or granted in part; until then count "
            "the earliest deadline.",
        ),
        codes=_review(denial),
        open=("What did the payer decide? (denial.kind)",),
    )


def _review(denial: Denial) -> tuple[CodeReading, ...]:
    return tuple(read_review_code(one) for one in denial.review_codes)


def _only_rejections(denial: Denial) -> bool:
    lists = {one.list for one in denial.review_codes}
    return denial.kind == "unknown" and "rejection" in lists and "action" not in lists


def _unknown_codes(readings: tuple[CodeReading, ...]) -> tuple[str, ...]:
    return tuple(
        f"{one.list.upper()} {one.code} is not in our table: look it up in the payer's own list."
        for one in readings
        if not one.known
    )


def _rejected(denial: Denial) -> Classification:
    readings = _review(denial)
    barred = any(one.list == "followup" and one.code == "N" for one in denial.review_codes)
    wrong = [f"{one.where}" for one in denial.review_codes if one.where]
    return Classification(
        kind="rejected",
        action="person" if barred else "fix_and_resend",
        document="none" if barred else "resubmission",
        clock=False,
        why=(
            "The payer turned the request back before judging it (a rejection, X12 AAA, or missing data).",
            *(f"It names: {one}." for one in wrong),
        ),
        steps=(
            "Mend what is named and send the request again, with a new date of sending."
            if not barred
            else "The payer says that this may not be sent again: ask why before doing anything.",
            "Keep the proof of the first sending: it may decide a question of timeliness.",
        ),
        codes=readings,
        open=_unknown_codes(readings),
        warnings=("This is no denial: do not appeal it, and do not count an appeal deadline from it.",),
    )


def _pended(denial: Denial) -> Classification:
    readings = _review(denial)
    stated = denial.respond_by or any(one.step == "information" for one in denial.windows)
    return Classification(
        kind="pended",
        action="answer_request",
        document="response",
        clock=False,
        why=("The payer asks for more before it decides.",),
        steps=(
            "Send exactly what is asked for, with proof of the day.",
            "If it is not sent in time, the payer decides on what it has, and usually refuses.",
        ),
        codes=readings,
        open=(
            *(() if stated else ("By when must it be answered? (denial.respond_by)",)),
            *_unknown_codes(readings),
        ),
        warnings=("This is no denial: no appeal clock runs.",),
    )


def _refused(denial: Denial, case: Case | None) -> Classification:
    readings = _review(denial)
    external = denial.level in ("level_1", "level_2")
    why = [
        "The payer judged the request and refused it."
        if denial.kind == "adverse"
        else "Part of it was granted."
    ]
    why += [f"Level decided: {denial.level.replace('_', ' ')}."] if denial.level != "initial" else []
    opened = (
        [] if denial.reasons else ["Which reasons does the notice state, in its own words? (denial.reasons)"]
    )
    if denial.level == "unknown":
        opened.append("Is this the first decision, or one on an appeal? (denial.level)")
    if denial.level == "external":
        return Classification(
            kind=denial.kind,
            action="nothing",
            document="none",
            clock=False,
            why=(*why, "An external reviewer decided; that usually binds the plan and ends its own appeals."),
            steps=("Ask what remains (a court, a new request with new facts) before promising anything.",),
            codes=readings,
            open=tuple(opened),
        )
    steps = ["Answer each stated reason; name the payer's own criterion over each."]
    if denial.kind == "partial":
        steps.insert(0, "Use what was granted while the rest is appealed; compare units, codes and dates.")
        steps += _cut(denial, case)
    if denial.service == "concurrent":
        steps.append(
            "A running course was cut: ask for continuation and for an expedited decision where it applies."
        )
    return Classification(
        kind=denial.kind,
        action="next_level" if external else "appeal",
        document="clinical_appeal",
        clock=True,
        why=tuple(why),
        steps=(
            *steps,
            *(
                ("After the plan's last level: external review, another document with its own clock.",)
                if external
                else ()
            ),
        ),
        codes=readings,
        open=(*opened, *_unknown_codes(readings)),
    )


def _cut(denial: Denial, case: Case | None) -> list[str]:
    """Which lines were cut, by how much; only where both numbers are recorded."""
    request = case.request(denial.request) if case else None
    if request is None or not denial.approved:
        return []
    granted: dict[str, int] = {}
    for line in denial.approved:
        granted[line.code] = granted.get(line.code, 0) + line.units
    asked: dict[str, int] = {}
    for line in request.codes:
        asked[line.code] = asked.get(line.code, 0) + line.units
    found = []
    for code, units in asked.items():
        if granted.get(code, 0) < units:
            found.append(
                f"{code}: {units} asked, {granted.get(code, 0)} granted, {units - granted.get(code, 0)} refused."
            )
    return found


def _claim(denial: Denial) -> Classification:
    lines = tuple(_claim_lines(denial))
    actions = {one.action for one in lines} - {"nothing"}
    action, document = _whole(lines, actions)
    readings = tuple({(one.list, one.code): one for line in lines for one in line.readings}.values())
    warnings = []
    if any(one.code == "N704" for one in readings):
        warnings.append("N704: this may not be appealed; it may be sent again corrected.")
    if any(one.code == "18" for one in readings):
        warnings.append("A true duplicate is dropped, never disputed.")
    if "correct_claim" in actions:
        warnings.append(
            "A code is changed only to what the chart says, dated on or before the service; "
            "the program proposes no diagnosis."
        )
    documents = list(dict.fromkeys(one.document for one in lines if one.document != "none"))
    if len(documents) > 1:
        named = ", ".join(one.replace("_", " ") for one in documents)
        warnings.append(f"The lines need different answers, which go as separate documents: {named}.")
    steps = dict.fromkeys(f"{_of(one)}: {one.readings[0].do}" for one in lines if one.action != "nothing")
    standings = dict.fromkeys(one.standing.says for one in lines if one.action != "nothing")
    opened = (
        [] if lines else ["Which reason codes does the remittance give? (denial.lines, denial.adjustments)"]
    )
    return Classification(
        kind="claim",
        action=action,
        document=document,
        clock=action not in ("nothing",),
        why=("A delivered service was billed, and the payer did not pay it, or not in full.", *standings),
        steps=tuple(steps),
        lines=lines,
        codes=readings,
        open=(*opened, *_unknown_codes(readings)),
        warnings=tuple(warnings),
    )


def _of(one: LineClass) -> str:
    group = f"{one.adjustment.group}-" if one.adjustment.group else ""
    line = f"line {one.line + 1} ({one.code}), " if one.line is not None else ""
    return f"{line}{group}{one.adjustment.carc}"


def _claim_lines(denial: Denial) -> list[LineClass]:
    found = [
        _line(place, line.code, adjustment)
        for place, line in enumerate(denial.lines)
        for adjustment in line.adjustments
    ]
    return found + [_line(None, "", adjustment) for adjustment in denial.adjustments]


def _line(place: int | None, code: str, adjustment: Adjustment) -> LineClass:
    readings = read_adjustment(adjustment)
    path = readings[0].path
    # A remark says what a general reason code leaves open; N704 forbids an appeal whatever the reason.
    remarks = [one.path for one in readings[1:] if one.path in _REMARK_WINS]
    if any(one.code == "N704" for one in readings):
        path = "correct"
    elif path in ("correct", "benefit", "person") and remarks and readings[0].code in ("16", "96"):
        path = remarks[0]
    action, document = _BY_PATH[path]
    return LineClass(place, code, adjustment, readings, standing_of(adjustment.group), action, document)


# The answer to the whole claim when its lines differ: first what costs nothing and unblocks the rest.
_ORDER: tuple[Action, ...] = (
    "person", "correct_claim", "settle_payers", "send_information", "check_and_dispute", "prove", "read_benefit",
    "next_level", "appeal",
)  # fmt: skip


def _whole(lines: tuple[LineClass, ...], actions: set[Action]) -> tuple[Action, Document]:
    if not lines:
        return "person", "none"
    for action in _ORDER:
        if action in actions:
            return action, next(one.document for one in lines if one.action == action)
    return "nothing", "none"
