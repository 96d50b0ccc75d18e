"""When a letter may be written, when it is a draft, and what it must not leave out (SEMANTICS 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from authpack.criteria.finding import Determination, Finding
from authpack.domain.base import Finding as Screened
from authpack.domain.case import Case
from authpack.domain.requests import Request
from authpack.errors import DocumentRefused, Fault

# Answers that only the payer can give: no act of the practice turns them, so no draft (decision 0004).
PAYERS_OWN = frozenset({"payer_review", "policy_silent", "policy_silent_age"})
_PRESENT = frozenset(
    {
        "present",
        "present_within",
        "risk_to_weigh",
        "risk_weighed",
        "risk_weighed_against",
        "taking",
        "other_diagnosis",
        "substance_recent",
    }
)


def decisive_leaves(finding: Finding, *, inverted: bool = False) -> Iterator[tuple[Finding, bool]]:
    """Decisive leaves, each with whether it stands under a none-of (there "present" is the bad answer)."""
    if not finding.decisive:
        return
    if not finding.children:
        yield finding, inverted
    inside = inverted != (finding.node.kind == "none_of")
    for child in finding.children:
        yield from decisive_leaves(child, inverted=inside)


def open_findings(determination: Determination) -> list[Finding]:
    """Decisive leaves that make it a draft: not met, not documented, or awaiting a clinician's judgment."""
    return [
        finding
        for finding, inverted in decisive_leaves(determination.root)
        if finding.status in ("met" if inverted else "not_met", "not_documented")
        or (finding.status == "needs_review" and finding.reason not in PAYERS_OWN)
    ]


def is_draft(determination: Determination) -> bool:
    """Whether DRAFT stands on every page."""
    return bool(open_findings(determination)) or determination.overall in ("not_met", "not_documented")


def missing_facts(case: Case, request: Request) -> tuple[Fault, ...]:
    """Everything without which no letter can be written, in one list."""
    coverage = case.coverage_of(request)
    orderer = case.clinician(request.ordered_by)
    base = f"/requests/{request.id}"
    person = f"/clinicians/{orderer.id}" if orderer else "/clinicians"
    payer = f"/coverage/{coverage.id}" if coverage else "/coverage"
    wanted = [
        ("/practice", case.practice, "the practice (name, address, telephone)"),
        ("/practice/phone", case.practice and case.practice.phone, "the practice's telephone"),
        ("/practice/address", case.practice and case.practice.address, "the practice's address"),
        ("/coverage", coverage, "the coverage that the request goes to"),
        (f"{payer}/member_id", coverage and coverage.member_id, "the member number"),
        (f"{base}/ordered_by", orderer, "the ordering clinician"),
        (f"{person}/npi", orderer and orderer.npi, "the ordering clinician's NPI"),
        (f"{person}/credentials", orderer and orderer.credentials, "the ordering clinician's credentials"),
        (f"{base}/date", request.date and request.date.exact, "the request's exact date"),
        (f"{base}/codes", request.codes, "procedure codes with units"),
        (f"{base}/device", request.device, "the device"),
        (f"{base}/protocol", request.protocol, "the protocol"),
        (f"{base}/target", request.target != "unknown", "the stimulation target"),
        (
            f"{base}/schedule/acute_sessions",
            request.schedule.acute_sessions,
            "the planned number of sessions",
        ),
        (f"{base}/schedule/sessions_per_week", request.schedule.sessions_per_week, "sessions a week"),
        ("/patient/birth_date", case.patient.birth_date.exact, "the patient's exact date of birth"),
        ("/diagnoses", case.diagnoses.items, "a diagnosis"),
    ]
    silent = tuple(Fault(path, f"{what} is not recorded") for path, value, what in wanted if not value)
    return (*silent, *_episode_over(case, request))


def _episode_over(case: Case, request: Request) -> Iterator[Fault]:
    """An episode that ended before the request: the letter would call it the current one."""
    ended = next((one.end for one in case.episodes.items if one.id == request.episode), None)
    if ended is not None and request.date is not None and ended.last < request.date.first:
        text = "the request names an episode that is recorded as over before the request was made"
        yield Fault(f"/requests/{request.id}/episode", text, "Name the episode that is treated.")


def refuse(missing: tuple[Fault, ...], determination: Determination | None, *, allow_gaps: bool) -> None:
    """DocumentRefused with one complete list: missing facts always, open criteria unless gaps are allowed."""
    gaps: tuple[Fault, ...] = ()
    if determination is not None and not allow_gaps:
        gaps = tuple(
            Fault(finding.id, f"{finding.status.replace('_', ' ')}: {finding.node.ask or finding.node.says}")
            for finding in open_findings(determination)
        )
    if not missing and not gaps:
        return
    do = "Complete the record, or give what a line above names."
    if gaps:
        do += " For the open criteria, `authpack check` names what would close each; "
        do += "--allow-gaps writes a DRAFT with a separate gap memo."
    raise DocumentRefused(
        "The letter was not written.",
        faults=missing + gaps,
        why="A letter with a blank or an unanswered criterion costs a denial; one that invents it, more.",
        do=do,
    )


def adverse_paths(case: Case, determination: Determination) -> dict[str, str]:
    """Paths a letter must print: every present safety item, and conflicting facts that a criterion reads."""
    paths = dict.fromkeys(_present_items(case), "a safety item that is present")
    for finding, _ in determination.findings():
        if _says_present(finding):
            paths |= dict.fromkeys(finding.evidence, "a safety item that is present")
        if finding.reason in (
            "scale_disagrees",
            "scale_rival_bands",
            "tms_scales_disagree",
            "course_scales_disagree",
            "severity_after_open",
            "worsening_open",
        ):
            paths |= dict.fromkeys(finding.evidence, "a score that a criterion reads")
    for problem in determination.problems:
        if problem.conflict:
            held = (
                path for path in problem.paths if path.startswith(("/diagnoses/", "/scores/", "/screen/"))
            )
            paths |= dict.fromkeys(held, CONTRADICTED)
    return paths


def _present_items(case: Case) -> Iterator[str]:
    """Where the safety screen says present."""
    screen = case.screen
    for path, part in (("/screen", screen), ("/screen/neurological", screen.neurological)):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, Screened) and value.status == "present":
                yield f"{path}/{name}"
    yield from (f"/screen/implants/{one.id}" for one in screen.implants.items)
    yield from (f"/screen/seizures/{one.id}" for one in screen.seizures.items)


def _says_present(finding: Finding) -> bool:
    """Whether a safety criterion found its item (in an earlier screen: only where it decides)."""
    earlier = any(path.startswith("/earlier_screens/") for path in finding.evidence)
    if earlier and not finding.decisive:
        return False
    return (
        finding.node.kind in ("present", "weigh", "taking", "other_diagnosis", "substance_free")
        and finding.reason in _PRESENT
    )


CONTRADICTED: Final = "a fact of a contradiction in the record"
_IN_FULL: Final = "Let the template print the safety screen, the diagnoses and the scores in full."
_SETTLE: Final = (
    "Settle the contradiction in the record (`authpack case check` tells it), or write a kind of letter that "
    "prints both sides."
)


def refuse_omissions(adverse: Mapping[str, str], printed: Iterable[str]) -> None:
    """DocumentRefused when an adverse fact that a criterion reads does not stand in the document."""
    shown = set(printed)
    left_out = {
        path: what
        for path, what in adverse.items()
        if not any(one == path or one.startswith(path + "/") or path.startswith(one + "/") for one in shown)
    }
    if left_out:
        raise DocumentRefused(
            "The letter leaves out something adverse that the payer's criteria ask about.",
            faults=tuple(Fault(path, what) for path, what in sorted(left_out.items())),
            why="An omission of that kind can be held against the clinician who signs.",
            do=_SETTLE if CONTRADICTED in left_out.values() else _IN_FULL,
        )


_ABOUT_THE_CALL = (
    "/denials/",
    "/coverage/",
    "/practice",
    "/clinicians/",
    "/patient/",
    "policy:",
    "reference:",
)
"""What a sheet for a call may hold beside the request letter: who calls whom, about which notice."""


def refuse_new_facts(printed: Iterable[str], in_request: Iterable[str]) -> None:
    """DocumentRefused when a sheet for a peer-to-peer call holds a fact that the request letter did not.

    A payer may take a new fact as an appeal, and end the conversation over it.
    """
    held = set(in_request)
    new = [
        path
        for path in sorted(set(printed))
        if path.startswith("/")
        and not path.startswith(_ABOUT_THE_CALL)
        and not any(one == path or one.startswith(path + "/") or path.startswith(one + "/") for one in held)
    ]
    if new:
        raise DocumentRefused(
            "The sheet for the call holds facts that the request letter does not.",
            faults=tuple(Fault(path, "is not in the request letter") for path in new),
            why="A payer may treat a new fact as an appeal and end the peer-to-peer conversation over it.",
            do="Take it out of the template, or put it into the request letter first.",
        )
