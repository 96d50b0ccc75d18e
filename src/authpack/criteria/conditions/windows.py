"""Look-back windows before a named anchor: which dated facts lie inside, outside, or cannot be placed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from authpack.criteria.facts import Facts
from authpack.domain.clinical import Score
from authpack.domain.dates import PartialDate, add_months


@dataclass(frozen=True, slots=True)
class Window:
    """From ``opens`` (imprecise when an onset is) to ``closes``; ``opens`` None: everything before counts."""

    opens: PartialDate | None
    closes: date

    def holds(self, day: PartialDate) -> bool | None:
        """Whether a date lies inside; None when its precision, or that of the opening, leaves it open."""
        if day.first > self.closes:
            return False
        if self.opens is None:
            return True if day.last <= self.closes else None
        if day.last < self.opens.first:
            return False
        return True if day.first >= self.opens.last and day.last <= self.closes else None


def score_window(facts: Facts, anchor: date, days: int | None, months: int | None) -> Window | None:
    """The asked window before the anchor, else the current episode; None when its onset is not recorded."""
    if days is not None:
        return Window(PartialDate.of(anchor - timedelta(days=days)), anchor)
    if months is not None:
        return Window(PartialDate.of(add_months(anchor, -months)), anchor)
    episode = facts.episode
    if episode is None or episode.onset is None:
        return None
    return Window(episode.onset, anchor)


def in_score_window(score: Score, window: Window, facts: Facts, *, episode: bool) -> bool | None:
    """Whether a score lies inside; where the window is the episode, a recorded episode id decides."""
    if episode and score.episode is not None and facts.episode is not None:
        return score.episode == facts.episode.id
    return window.holds(score.date)
