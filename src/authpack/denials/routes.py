"""To whom an answer goes, and what must be in hand before it may go: standing, a statement of jeopardy.

The notice's own address goes first; what the coverage or our table says stands behind it and is to be confirmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from authpack.criteria.conditions.presence import ITEM_NAMES, SafetyItem
from authpack.criteria.finding import Determination
from authpack.denials.tables import DATA, Known, Row
from authpack.domain.case import Case
from authpack.domain.dates import PartialDate, is_before, on_or_before
from authpack.domain.denials import Denial, Standing
from authpack.domain.people import Address, Coverage
from authpack.domain.requests import Statement
from authpack.textio import load_path, validated


class _Delegate(Known):
    payer: tuple[str, ...]
    to: str


class PeerRule(Known):
    """What is known of peer-to-peer at one payer, for denials from ``from_`` on."""

    payer: tuple[str, ...]
    from_: str
    says: str
    new_facts_cost_a_level: Literal["yes", "no", "unknown"] = "unknown"
    after_claim: Literal["yes", "no", "unknown"] = "unknown"


class _Routes(Row):
    date: str
    delegates: tuple[_Delegate, ...]
    peer_to_peer: tuple[PeerRule, ...]


@lru_cache(maxsize=1)
def _table() -> _Routes:
    loaded = load_path(DATA / "routes.yaml")
    for row in loaded.data.get("peer_to_peer", []):
        row["from_"] = row.pop("from", "")
    return validated(loaded, _Routes, "The table")


@dataclass(frozen=True, slots=True)
class Route:
    """One way to the payer. where: what to send to or call; basis: notice, coverage or table; confirm: before relying."""

    how: Literal["mail", "fax", "portal", "phone", "entity"]
    where: tuple[str, ...]
    basis: Literal["notice", "coverage", "table"]
    says: str
    confirm: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold before an answer goes. stop: it must not go; warn: a person decides; note: to know."""

    level: Literal["stop", "warn", "note"]
    code: str
    says: str
    do: str = ""
    paths: tuple[str, ...] = ()


# -- to whom ---------------------------------------------------------------------------------------


def routes(case: Case, denial: Denial) -> tuple[Route, ...]:
    """Every way to the payer that the record holds, the notice's own first."""
    request = case.request(denial.request)
    coverage = case.coverage_of(request) if request else None
    return (*_of_notice(denial), *_of_coverage(coverage, denial), *_delegates(coverage, denial))


def _lines(address: Address) -> tuple[str, ...]:
    return (address.street, f"{address.city}, {address.state} {address.zip}")


def _of_notice(denial: Denial) -> list[Route]:
    says = "as the notice states"
    found = []
    if denial.send_to or denial.send_address:
        where = (*denial.send_to, *(_lines(denial.send_address) if denial.send_address else ()))
        found.append(Route("mail", where, "notice", says, False))
    if denial.send_fax:
        found.append(Route("fax", (denial.send_fax,), "notice", says, False))
    if denial.send_portal:
        found.append(Route("portal", (denial.send_portal,), "notice", says, False))
    if denial.send_phone:
        found.append(Route("phone", (denial.send_phone,), "notice", says, False))
    return found


def _of_coverage(coverage: Coverage | None, denial: Denial) -> list[Route]:
    if coverage is None or _of_notice(denial):
        return []
    says = "the coverage's general address, not one for appeals; confirm it before sending"
    found = []
    if coverage.payer_address:
        named = (coverage.payer, *([coverage.payer_unit] if coverage.payer_unit else []))
        found.append(Route("mail", (*named, *_lines(coverage.payer_address)), "coverage", says, True))
    if coverage.payer_fax:
        found.append(Route("fax", (coverage.payer_fax,), "coverage", says, True))
    if coverage.payer_phone:
        found.append(Route("phone", (coverage.payer_phone,), "coverage", says, True))
    return found


def _delegates(coverage: Coverage | None, denial: Denial) -> list[Route]:
    payer = f"{coverage.payer if coverage else ''} {denial.payer or ''}".lower()
    return [
        Route(
            "entity",
            (one.to,),
            "table",
            f"behavioral health of this payer is often decided by {one.to}; a wrong entity can mean a procedural rejection "
            f"({one.source}; confirm before relying)",
            True,
        )
        for one in _table().delegates
        if any(name in payer for name in one.payer)
    ]


def peer_rules(payer: str, day: date) -> tuple[PeerRule, ...]:
    """What is known of peer-to-peer at a payer for a denial of that day; empty: nothing was verified."""
    name = payer.lower()
    return tuple(
        one
        for one in _table().peer_to_peer
        if any(part in name for part in one.payer) and date.fromisoformat(one.from_) <= day
    )


# -- what must be in hand --------------------------------------------------------------------------


def filing_checks(
    case: Case,
    denial: Denial,
    *,
    on_behalf: Literal["member", "provider"],
    urgency: Literal["standard", "expedited"],
    day: date,
    jeopardy: Statement | None = None,
    determination: Determination | None = None,
) -> tuple[Check, ...]:
    """What stops or endangers an answer filed on ``day``: standing of who acts for the member, the statement of jeopardy.

    determination: the judged policy, to see whether the statement is itself evidence of an exclusion in it.
    """
    found = [*_standing(case, day)] if on_behalf == "member" else []
    if urgency == "expedited":
        found += _jeopardy(case, jeopardy or _of_request(case, denial), day)
        found += _exclusions(jeopardy or _of_request(case, denial), determination)
    if denial.date.last > day:
        found.append(
            Check(
                "warn",
                "before_notice",
                "The answer would be dated before the notice it answers.",
                "Check both dates.",
                (f"/denials/{denial.id}/date",),
            )
        )
    return tuple(found)


def _of_request(case: Case, denial: Denial) -> Statement | None:
    request = case.request(denial.request)
    return request.urgency_statement if request else None


def standing_on(case: Case, day: date) -> tuple[Standing, ...]:
    """The standings that hold on a day: signed on or before it, not expired; only what the dates prove."""
    return tuple(one for one in case.standings if _holds(one, day) is True)


def _holds(one: Standing, day: date) -> bool | None:
    signed = on_or_before(one.signed, day)
    if one.expires is None:
        return signed
    ended = is_before(one.expires, PartialDate.of(day))
    if signed is False or ended is True:
        return False
    return None if signed is None or ended is None else True


def _standing(case: Case, day: date) -> list[Check]:
    held = standing_on(case, day)
    if held:
        return [_paper(one) for one in held]
    unclear = [one for one in case.standings if _holds(one, day) is None]
    past = [one for one in case.standings if _holds(one, day) is False]
    what = "No standing is recorded: an appeal in the member's name needs the member's signed authorization."
    if unclear:
        what = "A standing is recorded, and its dates do not tell whether it holds on that day."
    elif past:
        what = "A standing is recorded, and it does not hold on that day (not yet signed, or expired)."
    paths = tuple(f"/standings/{one.id}" for one in (*unclear, *past)) or ("/standings",)
    do = "Have the representative form signed and record it under 'standings', or appeal in the practice's own name."
    return [Check("stop", "no_standing", what, do, paths)]


def _paper(one: Standing) -> Check:
    if one.attachment is None:
        says = f"The standing {one.id} names no attached form: the payer will ask for it."
        return Check(
            "warn",
            "standing_without_paper",
            says,
            "Attach the signed form.",
            (f"/standings/{one.id}/attachment",),
        )
    return Check(
        "note",
        "standing",
        f"The standing {one.id} holds on that day; enclose the form.",
        "",
        (f"/standings/{one.id}",),
    )


def _jeopardy(case: Case, statement: Statement | None, day: date) -> list[Check]:
    path = ("/appeals/<id>/jeopardy",)
    if statement is None:
        says = "An urgent appeal needs a clinician's dated words why waiting would seriously jeopardize the patient."
        do = "Have the treating clinician write and date it (appeals.jeopardy), or file a standard appeal."
        return [Check("stop", "no_jeopardy", says, do, path)]
    if case.clinician(statement.clinician) is None:
        says = "The statement of jeopardy names a clinician that the record does not list."
        return [Check("stop", "jeopardy_unknown_clinician", says, "Record the clinician.", path)]
    if on_or_before(statement.date, day) is False:
        return [
            Check(
                "stop",
                "jeopardy_later",
                "The statement of jeopardy is dated after the appeal.",
                "Check the dates.",
                path,
            )
        ]
    return []


_WORDS: dict[str, tuple[str, ...]] = {
    "suicidal_ideation": (r"suicid", r"self.?harm", r"end (?:his|her|their|my) life"),
    "acute_suicidal_risk": (r"suicid", r"imminent", r"danger to (?:self|himself|herself|themselves)"),
    "psychosis": (r"psycho(?:sis|tic)", r"hallucinat", r"delusion"),
    "mania": (r"\bmani[ac]", r"manic"),
    "catatonia": (r"cataton",),
    "life_threatening_inanition": (r"inanition", r"refus\w+ (?:to eat|food|fluids)", r"not eating", r"starv"),
    "seizures": (r"seizure", r"convuls"),
    "seizure_disorder": (r"seizure disorder", r"epilep"),
    "increased_seizure_risk": (r"seizure", r"withdrawal"),
    "substance_use": (
        r"substance",
        r"alcohol",
        r"opioid",
        r"overdose",
        r"intoxicat",
        r"relaps\w+ (?:to|into) (?:drinking|use)",
    ),
    "pregnancy": (r"pregnan",),
}
"""Words of a statement that may speak of a safety item. They only raise a warning; they answer nothing."""


def _exclusions(statement: Statement | None, determination: Determination | None) -> list[Check]:
    if statement is None:
        return []
    text = statement.text.lower()
    named = {item for item, words in _WORDS.items() if any(re.search(word, text) for word in words)}
    if not named:
        return []
    if determination is None:
        says = (
            f"The statement of jeopardy may speak of {_joined(named)}. Several policies exclude that: read the "
            "judged policy before sending both."
        )
        return [Check("warn", "jeopardy_may_exclude", says, "Judge the request by its policy first.")]
    hit = [
        finding
        for finding, _ in determination.findings()
        if isinstance(finding.node.condition, SafetyItem) and finding.node.condition.item in named
    ]
    return [
        Check(
            "warn",
            "jeopardy_is_exclusion",
            f"The statement of jeopardy may be evidence of {ITEM_NAMES[finding.node.condition.item]}, which this "
            f"policy treats as a reason against TMS ({finding.id}).",
            "A clinician decides what is true and says it the same way in both places; nothing is left out to win.",
            finding.evidence,
        )
        for finding in hit
        if isinstance(finding.node.condition, SafetyItem)
    ]


def _joined(items: set[str]) -> str:
    return " or ".join(ITEM_NAMES[one] for one in sorted(items))
