"""The memo beside an appeal, for the practice alone: deadline of this step, what is open, what to obtain, what to record."""

from __future__ import annotations

from collections.abc import Iterable

from authpack.denials.deadlines import deadlines
from authpack.denials.routes import Check
from authpack.denials.strategy import enclosures_to_obtain, warnings
from authpack.documents import appeal_dispute, appeal_rules, appeal_values
from authpack.documents.appeal_matter import AppealMatter
from authpack.documents.appeal_words import LISTS


def memo(matter: AppealMatter, printed: Iterable[str], warned: tuple[str, ...] = ()) -> str:
    """For the practice alone. printed: the paths that the letter prints; warned: what its words are warned of."""
    printed = tuple(printed)
    sections: list[tuple[str, list[str]]] = [
        ("Answer by", _answer_by(matter)),
        ("Open: it stays a draft", [f"{one.where}: {one.what}" for one in appeal_rules.open_points(matter)]),
        ("To obtain and enclose", _to_obtain(matter)),
        (
            "Before it goes",
            [*dict.fromkeys([*_checked(appeal_rules.filing(matter)), *_warned(matter, printed), *warned])],
        ),
        ("Rights that a person must confirm first", list(matter.of.asking.to_confirm) if matter.of else []),
        ("The notice does not say", list(appeal_rules.notice_lacks(matter))),
        ("Texts to settle", list(matter.of.texts.doubts) if matter.of else []),
        (
            "Lines that need another document",
            list(appeal_dispute.left_out(matter)) if matter.level == "dispute" else [],
        ),
    ]
    lines = [
        "# Appeal memo (internal, not for the payer)",
        "",
        f"Case {matter.case.id}, denial {matter.denial.id}, {matter.level.replace('_', ' ')}, {matter.day.isoformat()}.",
    ]
    for title, rows in sections:
        if rows:
            lines += ["", f"## {title}", "", *(f"- {row}" for row in rows)]
    return "\n".join([*lines, "", *_to_record(matter, printed)]) + "\n"


def _to_record(matter: AppealMatter, printed: Iterable[str]) -> list[str]:
    """The row for the case file, so that the next letter knows what this one said."""
    kind = {"external": "external_review", "dispute": "claim_dispute"}.get(matter.level, "clinical")
    urgency = "expedited" if matter.expedited else "standard"
    identifier = matter.writing.id if matter.writing else "NEW_ID"
    said = sorted({path for one in printed if (path := _relied_on(one))})
    return [
        "## To record when it has gone",
        "",
        "Under `appeals` (replace the words in capitals):",
        "",
        "```yaml",
        f"  - {{id: {identifier}, denial: {matter.denial.id}, kind: {kind}, level: {matter.level}, urgency: {urgency},",
        f"     on_behalf: {matter.on_behalf}, sent: DATE, by: NAME, route: HOW_WITH_CONFIRMATION, outcome: pending,",
        f"     said: [{', '.join(said)}]}}",
        "```",
    ]


def _relied_on(path: str) -> str | None:
    """The fact that a printed path belongs to; None for what is no fact of the chart."""
    parts = path.split("/")
    if len(parts) < 2 or parts[0] or parts[1] not in LISTS or parts[1] in _NO_FACTS:
        return None
    whole = parts[1] in ("screen", "ect", "mental_status") or len(parts) < 3
    return f"/{parts[1]}" if whole else f"/{parts[1]}/{parts[2]}"


_NO_FACTS = frozenset({"requests", "facility", "clinicians", "paragraphs"})
_STEPS = {
    "level_1": ("appeal",),
    "level_2": ("appeal",),
    "external": ("external_review", "fair_hearing"),
    "dispute": ("provider_dispute", "appeal"),
}


def _answer_by(matter: AppealMatter) -> list[str]:
    """The clocks of this very step; the others stand in ``authpack denial``."""
    clocks = matter.of.clocks if matter.of else deadlines(matter.case, matter.denial)
    found = [one for one in clocks.clocks if one.step in _STEPS[matter.level]]
    if matter.level == "dispute" and matter.on_behalf == "provider":
        # The practice's own clock first; the member's appeal would be read as the dispute's.
        found = [one for one in found if one.party != "member"]
    lines = []
    for one in found:
        unsure = "; confirm before relying" if one.confirm else ""
        lines.append(f"{one.last or 'no date known'} ({one.title}){unsure}. {one.how}")
    return lines or ["No window is held for this step: take it from the notice, today."]


def _to_obtain(matter: AppealMatter) -> list[str]:
    return [one.text for one in enclosures_to_obtain(matter.of.answers)] if matter.of else []


def _checked(checks: tuple[Check, ...]) -> list[str]:
    return [f"{one.says} {one.do}".strip() for one in checks if one.level != "stop"]


def cited_not_enclosed(matter: AppealMatter, printed: Iterable[str]) -> tuple[str, ...]:
    """Documents that the letter names as a source of what it prints and that no attachment holds, by title."""
    if matter.of is None:
        return ()
    enclosed = {one.title.strip().casefold() for one in matter.case.attachments}
    paths = tuple(printed)
    named = [
        one.document
        for one in matter.case.sources
        if any(said == path or said.startswith(f"{path}/") for path in one.paths for said in paths)
    ]
    return tuple(dict.fromkeys(one for one in named if one.strip().casefold() not in enclosed))


def _warned(matter: AppealMatter, printed: Iterable[str]) -> list[str]:
    found = list(warnings(matter.of)) if matter.of else []
    if matter.level == "external" and matter.of is not None and not matter.of.earlier:
        found.append(
            "No internal appeal is recorded as sent. Most plans must decide internally first: check before filing outside."
        )
    own = matter.writing is not None and bool(matter.writing.send_to)
    if matter.level in ("level_1", "level_2") and not own and appeal_values.addressed_outside(matter.denial):
        found.append(
            "The notice's address is that of the external reviewer, and is not printed: find the one of the plan's appeals "
            "unit, and record it under appeals (send_to)."
        )
    if matter.level == "external" and not own:
        found.append(
            "Check that the notice's address, to which the letter goes, is the one for external review."
            if appeal_values.addressed_outside(matter.denial)
            else "The letter bears no address: the plan's appeals unit does not decide an external review, and the record "
            "does not say who takes it. Find it in the notice or ask the plan, and record it under appeals (send_to)."
        )
    if matter.cite and matter.level == "external" and not appeal_values.citable_groups(matter):
        found.append(
            "--cite-outcomes: no published outcomes are held for this state and these groups; none are cited."
        )
    loose = cited_not_enclosed(matter, printed)
    if loose:
        found.append(
            f"Cited as a source and not enclosed: {'; '.join(loose)}. Enclose them, or be ready to send them."
        )
    if not matter.denial.reference and not matter.denial.claim_number:
        found.append(
            "The notice's reference number is not recorded: the payer may not find the case without it."
        )
    return found
