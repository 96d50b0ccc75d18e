"""What the free words of a session tell and its answers do not: thoughts of suicide, a seizure, a faint.

The words are searched, not understood: a hint for a person, never a refusal, and no word is changed. A negation in the same
clause ("no", "denies") is respected; that is all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from authpack.domain.sessions import Session
from authpack.ledger.course_of import Visit
from authpack.ledger.note_problem import OWN_JUDGEMENT, NoteProblem, warning

_SUICIDE: Final = re.compile(
    r"\b(?:suicid\w*|self[- ]harm\w*|better off dead|not worth living"
    r"|(?:kill|hurt)(?:s|ing|ed)? (?:him|her|my|your)self|(?:kill|hurt)(?:s|ing|ed)? themsel(?:f|ves)"
    r"|(?:want|wish)(?:s|es|ed|ing)? (?:to die|to be dead|(?:he|she|they|i) (?:was|were) dead)"
    r"|end(?:s|ing|ed)? (?:his|her|my|their) (?:own )?li(?:fe|ves))\b",
    re.IGNORECASE,
)
_EVENTS: Final = {
    "seizure": re.compile(r"\b(?:seizures?|seized|convuls\w+)\b", re.IGNORECASE),
    "syncope": re.compile(
        r"\b(?:syncop\w+|faint(?:ed|ing)|passed out|lost consciousness|blacked out)\b", re.IGNORECASE
    ),
}
_NEGATED: Final = re.compile(
    r"\b(?:no|not|nor|never|without|denie[sd]|denying|absent|negative)\b[^.;:!?]*$", re.IGNORECASE
)


def told(visit: Visit) -> Iterator[NoteProblem]:
    """Warnings of words that ask for an answer which is not recorded."""
    session = visit.session
    events = {one.event for one in session.adverse_events.items}
    if not session.suicidality.positive and "suicidal_ideation" not in events:
        asked = session.suicidality.asked
        for field in _fields_saying(session, _SUICIDE, negated=not asked):
            text = "the words of this session speak of suicide, and " + (
                "the answers about it are negative" if asked else "no answer about it is recorded"
            )
            yield warning("words_of_suicide", f"{visit.path}/{field}", text, OWN_JUDGEMENT)
    for event, pattern in _EVENTS.items():
        for field in () if event in events else _fields_saying(session, pattern, negated=False):
            text = f"the words of this session speak of a {event}, and none is among its adverse events"
            yield warning("words_of_event", f"{visit.path}/{field}", text, OWN_JUDGEMENT)


def _fields_saying(session: Session, pattern: re.Pattern[str], *, negated: bool) -> Iterator[str]:
    """Each field with the word; negated: also where a negation stands before it in the clause."""
    for field, text in _fields(session):
        if any(negated or not _NEGATED.search(text[: one.start()]) for one in pattern.finditer(text)):
            yield field


def _fields(session: Session) -> Iterator[tuple[str, str]]:
    """What was written about this one session; not the plan, which tells what to do if something happens."""
    call = session.rescreen.call
    written = [
        ("mapping/symptoms", session.mapping.symptoms),
        ("mood_text", session.mood_text),
        ("provocation", session.provocation),
        ("condition_at_end", session.condition_at_end),
        ("note", session.note),
        ("rescreen/call/text", call.text if call else None),
        *((f"interruptions/{at}/reason", one.reason) for at, one in enumerate(session.interruptions.items)),
        *((f"adverse_events/{at}/detail", one.detail) for at, one in enumerate(session.adverse_events.items)),
    ]
    yield from ((field, text) for field, text in written if text)
