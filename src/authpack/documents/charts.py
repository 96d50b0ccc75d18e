"""The figures a letter may show, drawn only when its template asks for them: ``charts.score_trend``, ``charts.timeline``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from authpack.documents.blocks import Figure
from authpack.documents.charts_scores import score_trend
from authpack.documents.charts_timeline import medication_timeline

if TYPE_CHECKING:
    from authpack.documents.letter_facts import LetterFacts

__all__ = ["Charts", "medication_timeline", "score_trend"]

_MAKERS: Final[dict[str, Callable[[LetterFacts], Figure | None]]] = {
    "score_trend": score_trend,
    "timeline": medication_timeline,
}


class Charts(Mapping[str, Figure | None]):
    """Name -> figure, or None where the record has nothing to draw; each is drawn once, when it is asked for."""

    def __init__(self, of: LetterFacts) -> None:
        self._of = of
        self._made: dict[str, Figure | None] = {}

    def __getitem__(self, name: str) -> Figure | None:
        if name not in self._made:
            self._made[name] = _MAKERS[name](self._of)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)
