"""Whose rules of appeal apply to a coverage: the kinds of plan that fit, with the reasons; never a guess among several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, get_args

from authpack.domain.denials import Denial, PlanType
from authpack.domain.people import Coverage

PLAN_WORDS: Final[dict[str, str]] = {
    "erisa": "a private employer's self-funded plan (ERISA)",
    "aca": "a plan bought by the person, on or off a marketplace (ACA)",
    "insured": "an employer's plan that an insurer carries, under the law of its state",
    "governmental": "a public employer's self-funded plan",
    "medicare_advantage": "Medicare Advantage",
    "original_medicare": "original Medicare",
    "medicaid_managed": "Medicaid managed care",
    "medicaid_ffs": "fee-for-service Medicaid",
    "tricare": "TRICARE",
    "fehb": "Federal Employees Health Benefits",
    "va": "Department of Veterans Affairs",
}
ALL: Final[tuple[PlanType, ...]] = get_args(PlanType)
COMMERCIAL: Final[tuple[PlanType, ...]] = ("erisa", "aca", "insured", "governmental")
_BY_LINE: Final[dict[str, PlanType]] = {
    "medicare": "original_medicare",
    "medicare_advantage": "medicare_advantage",
    "medicaid_managed": "medicaid_managed",
    "medicaid": "medicaid_ffs",
    "tricare": "tricare",
    "va": "va",
}
_FEHB = re.compile(r"\b(FEHB|federal employees?)\b", re.IGNORECASE)
_BOUGHT = re.compile(
    r"\b(marketplace|exchange|individual|qualified health plan|qhp|on-exchange|off-exchange)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """The kinds of plan that fit (one when it is settled), why, and what contradicts it."""

    types: tuple[PlanType, ...]
    why: tuple[str, ...]
    conflicts: tuple[str, ...] = ()
    ask: str = ""

    @property
    def settled(self) -> bool:
        """Whether one kind of plan is left."""
        return len(self.types) == 1


def plan_of(coverage: Coverage | None, denial: Denial) -> PlanReading:
    """From the coverage first, then from what a person read in the notice; a contradiction is named, not settled."""
    found = _of_coverage(coverage)
    said = denial.plan_type
    if said is None:
        return found
    words = f"The notice was read as that of {PLAN_WORDS[said]} (denial.plan_type)."
    if said in found.types:
        return PlanReading((said,), (*found.why, words))
    both = (*found.types, said)
    conflict = (
        f"The coverage says {_joined(found.types)}; the notice was read as that of {PLAN_WORDS[said]}. "
        "Both are shown; mend the one that is wrong."
    )
    return PlanReading(both, (*found.why, words), (conflict,), "Which kind of plan is it?")


def _of_coverage(coverage: Coverage | None) -> PlanReading:
    if coverage is None:
        return PlanReading(
            ALL, ("The record names no coverage for this request.",), ask="Which coverage was it? (coverage)"
        )
    words = " ".join(one for one in (coverage.plan, coverage.product) if one)
    line = coverage.line_of_business
    if _FEHB.search(words):
        return PlanReading(("fehb",), ("The plan's or product's name says federal employees.",))
    if line in _BY_LINE:
        return PlanReading((_BY_LINE[line],), (f"coverage.line_of_business is {line}.",))
    if line == "commercial":
        return _commercial(coverage, words)
    return PlanReading(
        ALL,
        (f"coverage.line_of_business is {line}.",),
        ask="What line of business is the plan? (coverage.line_of_business)",
    )


def _commercial(coverage: Coverage, words: str) -> PlanReading:
    why = f"coverage.line_of_business is commercial, coverage.funding {coverage.funding}."
    if coverage.funding == "self_funded":
        return PlanReading(
            ("erisa",),
            (
                why,
                "A self-funded commercial plan is taken for a private employer's; "
                "a church's or a public employer's is not under ERISA.",
            ),
        )
    if coverage.funding == "governmental":
        return PlanReading(("governmental",), (why,))
    if coverage.funding == "fully_insured":
        kind: PlanType = "aca" if _BOUGHT.search(words) else "insured"
        state = (
            f" of {coverage.state}" if coverage.state else " of a state that is not recorded (coverage.state)"
        )
        return PlanReading(
            (kind,), (why, f"An insurer carries it: the insurance law{state} applies beside federal law.")
        )
    return PlanReading(
        COMMERCIAL, (why,), ask="Who carries the risk: an insurer, or the employer itself? (coverage.funding)"
    )


def _joined(types: tuple[PlanType, ...]) -> str:
    return " or ".join(PLAN_WORDS[one] for one in types)
