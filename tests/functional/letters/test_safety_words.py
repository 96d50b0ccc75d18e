"""What a letter says of the safety screen: all that is recorded of an item, for it and against it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.letters.support import pages_of, record, text_of, write

CLEAN = "01-clean-approval"
DAY = "2026-09-28"
Data = dict[str, Any]


def screened(**items: Any) -> Data:
    """The clean example with other answers on its screen."""
    data = record(CLEAN)
    data["screen"] |= items
    return data


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ({}, ""),
        ({"active": "no"}, "not active"),
        ({"active": "no", "intent": "no"}, "not active; without intent"),
        ({"active": "yes", "intent": "no"}, "active; without intent"),
        ({"active": "yes", "intent": "yes"}, "active; with intent"),
    ],
)
def it_says_of_thoughts_of_suicide_whether_they_are_active_and_with_intent(recorded: Data, said: str) -> None:
    made = write(screened(suicidal_ideation={"status": "present", "date": DAY, **recorded}))
    short = f"suicidal ideation ({said.replace('; ', ', ')})" if said else "suicidal ideation"
    assert f"recorded {short}" in " ".join(pages_of(made)[0].split())
    rows = text_of(made).split("Suicidal ideation")[1]
    assert rows.split(".")[0].endswith(f": {said}" if said else ")")


def it_says_since_when_a_substance_use_disorder_is_in_remission_and_whether_that_was_shown() -> None:
    use = {
        "status": "present",
        "date": DAY,
        "substances": ["alcohol"],
        "disorder": "yes",
        "last_use": "2020-02",
        "remission_since": "2020-03",
        "remission_substantiated": "no",
    }
    made = write(screened(substance_use=use))
    assert "substance use (in remission since March 2020)" in " ".join(pages_of(made)[0].split())
    assert (
        "alcohol; last use February 2020; substance use disorder; in remission since March 2020; "
        "remission not substantiated" in text_of(made)
    )


def it_says_that_a_finding_belongs_to_an_earlier_episode() -> None:
    data = screened(psychotic_symptoms={"status": "present", "date": DAY, "episode": "e9"})
    data["episodes"]["items"].append({"id": "e9", "indication": "mdd", "onset": "2004-05", "end": "2005"})
    assert "in the episode that began May 2004" in text_of(write(data))
    current = data["requests"][0].get("episode") or data["episodes"]["items"][0]["id"]
    data["screen"]["psychotic_symptoms"]["episode"] = current
    assert (
        "in the episode that began"
        not in text_of(write(data)).split("Safety screen")[-1].split("Proposed")[0]
    )


def it_keeps_what_a_clinician_noted_beside_an_item_that_is_absent() -> None:
    noted = "One concussion at age 12 without loss of consciousness."
    data = screened()
    data["screen"]["neurological"]["head_trauma"] = {"status": "absent", "date": DAY, "detail": noted}
    assert f"repetitive or severe head trauma ({noted.rstrip('.')})" in text_of(write(data))
