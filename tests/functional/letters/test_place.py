"""Where the treatment is given: named only when it is not the practice of the letterhead."""

from __future__ import annotations

from tests.functional.letters.support import record, text_of, write

CLEAN = "01-clean-approval"
ELSEWHERE = {"street": "12 Other Road", "city": "Yakima", "state": "WA", "zip": "98901"}


def it_names_a_place_of_treatment_that_is_not_the_practice() -> None:
    data = record(CLEAN)
    data["facility"] |= {"name": "An Invented TMS Suite", "address": ELSEWHERE}
    assert "11 (office), at An Invented TMS Suite, 12 Other Road, Yakima, WA 98901" in text_of(write(data))


def but_it_does_not_repeat_the_letterhead() -> None:
    data = record(CLEAN)
    data["facility"] |= {"name": data["practice"]["name"], "address": data["practice"]["address"]}
    assert "11 (office), at" not in text_of(write(data))
    data["facility"] = {}
    assert "11 (office), at" not in text_of(write(data))
