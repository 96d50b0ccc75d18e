"""Rating-scale scores: which instrument a name means, which score is the first or the last, what changed between two."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from authpack.domain.clinical import Score, TherapyScore
from authpack.reference.scales import scale_by_name


class Improvement(NamedTuple):
    """A change of score: exact percentage as a fraction of two integers, or a stated percentage."""

    percent: Decimal | None
    baseline: int | None
    end: int | None
    instrument: str
    evidence: tuple[str, ...]
    stated: bool = False

    def at_least(self, percent: Decimal) -> bool | None:
        """100 x (baseline - end) >= percent x baseline, exactly; None when the baseline is 0."""
        if self.percent is not None:
            return self.percent >= percent
        assert self.baseline is not None and self.end is not None
        if self.baseline == 0:
            return None
        return 100 * (self.baseline - self.end) >= percent * self.baseline

    def over(self, percent: Decimal) -> bool | None:
        """Strictly more than that percentage."""
        if self.percent is not None:
            return self.percent > percent
        assert self.baseline is not None and self.end is not None
        if self.baseline == 0:
            return None
        return 100 * (self.baseline - self.end) > percent * self.baseline

    @property
    def in_words(self) -> str:
        """The percentage with what limits it: stated without scores, or a worsening."""
        if self.shown.startswith("-"):
            return f"not at all (worse by {self.shown[1:]} %)"
        return f"{self.shown} % stated without scores" if self.stated else f"{self.shown} %"

    @property
    def shown(self) -> str:
        """The percentage for display, to one decimal: a change is never shown larger than it is, a worsening neither."""
        if self.percent is not None:
            return f"{self.percent.normalize():f}"
        if not self.baseline or self.end is None:
            return "undefined"
        tenths = 1000 * abs(self.baseline - self.end) // self.baseline
        return f"{'-' if self.end > self.baseline else ''}{Decimal(tenths) / 10:f}"


def instrument_id(text: str) -> str:
    """The scale's id, or the lower-cased text when the scale is not known; versions stay apart."""
    scale = scale_by_name(text)
    return scale.id if scale else text.strip().lower()


def instrument_name(text: str) -> str:
    """The scale's printed name."""
    scale = scale_by_name(text)
    return scale.name if scale else text


def same_instrument(one: str, other: str) -> bool:
    """Whether two names are the same instrument in the same version."""
    return instrument_id(one) == instrument_id(other)


def perhaps_latest(scores: Sequence[Score]) -> list[Score]:
    """The scores of which each may be the last: a month may lie before or after a day in it."""
    newest = max((one.date.first for one in scores), default=date.min)
    return [one for one in scores if one.date.last >= newest]


def surely_latest(scores: Sequence[Score]) -> Score | None:
    """The last score; None without one, or when two that differ may each be the last."""
    found = perhaps_latest(scores)
    return found[-1] if len({one.total for one in found}) == 1 else None


def surely_first(scores: Sequence[Score]) -> Score | None:
    """The first score; None without one, or when two that differ may each be the first."""
    oldest = min((one.date.last for one in scores), default=date.max)
    found = [one for one in scores if one.date.first <= oldest]
    return found[0] if len({one.total for one in found}) == 1 else None


def over_range(score: Score | TherapyScore) -> bool:
    """Whether a total lies outside its scale: a problem of the record, and no basis for an answer."""
    scale = scale_by_name(score.instrument)
    if scale is None:
        return False
    high, low = scale.total_max, scale.total_min
    return (high is not None and score.total > high) or (low is not None and score.total < low)
