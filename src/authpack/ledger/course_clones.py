"""Notes that look copied: words, times and ratings that repeat. Flagged, never changed; the numbers are own judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from authpack.ledger.course_of import Course, Visit
from authpack.ledger.note_problem import OWN_JUDGEMENT, NoteProblem, warning
from authpack.ledger.similarity import THRESHOLD, fields_of, free_text, most_alike

MANY: Final = 10
"""From so many sessions, if they are more than half of the course, equal times or ratings are flagged."""


def clones(course: Course) -> Iterator[NoteProblem]:
    """Text that repeats an earlier note as a whole or field by field; times and ratings that never vary."""
    earlier: list[tuple[str, str]] = []
    fields: dict[str, list[tuple[str, str]]] = {}
    moods: dict[str, str] = {}
    for visit in course.visits:
        yield from _repeats(visit, earlier, fields, moods)
        name = visit.session.id
        earlier.append((name, free_text(visit.session)))
        for field, text in fields_of(visit.session):
            fields.setdefault(field, []).append((name, text))
        moods.setdefault(_folded(visit.session.mood_text), name)
    yield from _always(course, "times_repeat", "start", "start and end times")
    yield from _always(course, "scores_repeat", "mood", "ratings of mood and pain")


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _repeats(
    visit: Visit,
    earlier: list[tuple[str, str]],
    fields: dict[str, list[tuple[str, str]]],
    moods: dict[str, str],
) -> Iterator[NoteProblem]:
    alike, name = most_alike(free_text(visit.session), earlier)
    if alike > THRESHOLD:
        said = f"the text repeats an earlier note (cosine of word counts above {THRESHOLD})"
        yield _flag("text_repeats", visit, "mood_text", said, f"{int(alike * 100) / 100:.2f} against {name}")
        return
    mood = _folded(visit.session.mood_text)
    for field, text in fields_of(visit.session):
        alike, name = most_alike(text, fields.get(field, ()))
        if field == "mood_text" and mood in moods:
            said = "the words about mood and side effects are those of an earlier note"
            yield _flag("mood_repeats", visit, field, said, f"as in {moods[mood]}")
        elif alike > THRESHOLD:
            said = f"the words of this field repeat an earlier note (cosine of word counts above {THRESHOLD})"
            yield _flag("text_repeats", visit, field, said, f"{int(alike * 100) / 100:.2f} against {name}")


def _always(course: Course, code: str, field: str, words: str) -> Iterator[NoteProblem]:
    """One pair of values in most sessions: told once, at the last of them."""
    pairs = [(visit, _pair(visit, code)) for visit in course.visits]
    counted = Counter(pair for _, pair in pairs if None not in pair).most_common(1)
    if not counted or counted[0][1] < MANY or 2 * counted[0][1] <= len(pairs):
        return
    pair, count = counted[0]
    last = [visit for visit, one in pairs if one == pair][-1]
    text = f"the {words} are the same in most sessions of the course"
    yield _flag(code, last, field, text, f"the same in {count} of {len(pairs)} sessions")


def _pair(visit: Visit, code: str) -> tuple[object, object]:
    one = visit.session
    return (one.start, one.end) if code == "times_repeat" else (one.mood, one.pain)


def _flag(code: str, visit: Visit, field: str, text: str, detail: str) -> NoteProblem:
    return warning(code, f"{visit.path}/{field}", text, OWN_JUDGEMENT, level="course", detail=detail)
