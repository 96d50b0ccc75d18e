"""Every value printed in an example's letter stands in the record, and says what the record says."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from authpack.criteria.scores import instrument_name
from authpack.reference.scales import scale_by_name
from authpack.reference.vocabulary import drug_words
from tests.functional.letters.support import WRITTEN, item, letter, record, said_dates, scalars

RECORD_KINDS = {"case", "statement"}


def _values(name: str, *kinds: str) -> list[dict[str, Any]]:
    return [one for one in letter(name).trace["values"] if one["kind"] in kinds]


def _held(data: dict[str, Any], paths: list[str]) -> list[Any]:
    found = []
    for path in paths:
        try:
            found.append(item(data, path))
        except KeyError:
            continue
    return found


@pytest.mark.parametrize("name", WRITTEN)
def it_traces_every_value_of_the_record_to_a_path_that_the_record_holds(name: str) -> None:
    data = record(name)
    values = _values(name, *RECORD_KINDS)
    assert len(values) > 60
    lost = [one for one in values if not _held(data, one["paths"])]
    assert [one for one in lost if one["text"] not in ("not recorded", "response not recorded")] == []


@pytest.mark.parametrize("name", WRITTEN)
def it_prints_no_number_or_date_that_its_path_does_not_hold(name: str) -> None:
    data = record(name)
    wrong = [one for one in _values(name, *RECORD_KINDS) if _strange(one["text"], _held(data, one["paths"]))]
    assert wrong == []


def _strange(text: str, held: list[Any]) -> set[str]:
    """Numbers of a printed text that are not in what its paths hold."""
    known = [one for value in held for one in scalars(value)]
    for printed in sorted({day for one in known for day in said_dates(one)}, key=len, reverse=True):
        text = text.replace(printed, " ")
    for one in known:
        text = text.replace(instrument_name(one), " ") if scale_by_name(one) else text
    limits = {f"{scale.total_max}" for one in known if (scale := scale_by_name(one)) is not None}
    numbers = {number for one in known if not said_dates(one) for number in re.findall(r"\d+(?:\.\d+)?", one)}
    # "100 mg x 3/day" is 300 mg/day: amount times frequency (SEMANTICS 2).
    numbers |= {f"{int(m[1]) * int(m[2])}" for one in known if (m := re.match(r"(\d+) mg x (\d+)/day", one))}
    return set(re.findall(r"\d+(?:\.\d+)?", text)) - numbers - limits


def but_it_sees_a_number_that_differs() -> None:
    data = record("01-clean-approval")
    assert _strange("fluoxetine 80 mg/day", [item(data, "/trials/t1/max_dose")]) == {"80"}
    assert _strange("September 9, 2025", [item(data, "/trials/t1/start")]) == {"9", "2025"}
    assert _strange("PHQ-9 from 20 to 21", [item(data, "/scores/s1")]) == {"21"}


@pytest.mark.parametrize("name", WRITTEN)
def it_leaves_no_digit_and_no_drug_outside_a_traced_text(name: str) -> None:
    loose = [
        span.text
        for _, spans in letter(name).document.texts()
        for span in spans
        if span.trace is None
        and (re.search(r"\d", span.text) or set(re.findall(r"[a-z]+", span.text.lower())) & drug_words())
    ]
    assert loose == []


@pytest.mark.parametrize("name", WRITTEN)
def it_gives_every_printed_span_the_text_of_its_trace(name: str) -> None:
    made = letter(name)
    texts = {one["id"]: one["text"] for one in made.trace["values"]}
    printed = [(span.trace, span.text) for _, spans in made.document.texts() for span in spans if span.trace]
    assert {trace for trace, _ in printed} == set(texts)
    assert [pair for pair in printed if pair[1].casefold() not in texts[pair[0]].casefold()] == []


@pytest.mark.parametrize("name", WRITTEN)
def it_names_the_rule_and_the_inputs_of_each_computation(name: str) -> None:
    data = record(name)
    for one in _values(name, "computation"):
        assert one["rule"]
        assert _held(data, one["inputs"]), one


@pytest.mark.parametrize("name", WRITTEN)
def it_computes_age_sessions_and_improvement_as_one_would_by_hand(name: str) -> None:
    data = record(name)
    born = date.fromisoformat(data["patient"]["birth_date"])
    request = next(one for one in data["requests"] if one.get("state", "open") == "open")
    asked = date.fromisoformat(request["date"])
    age = asked.year - born.year - ((asked.month, asked.day) < (born.month, born.day))
    plan = request["schedule"]
    sessions = int(plan["acute_sessions"]) + sum(int(one) for one in plan.get("taper", []))
    said = {one["rule"]: one["text"] for one in _values(name, "computation")}
    assert said["completed years on the request date"] == str(age)
    assert said["acute sessions plus taper"] == f"{sessions} sessions"
    for one in _values(name, "computation"):
        match = re.search(r"from (\d+) to (\d+) \(([\d.]+)% improvement\)", one["text"])
        if match:
            start, end, shown = int(match[1]), int(match[2]), float(match[3])
            assert 0 <= 100 * (start - end) / start - shown < 0.1


@pytest.mark.parametrize("name", WRITTEN)
def it_counts_the_weeks_at_the_top_dose_from_the_steps(name: str) -> None:
    data = record(name)
    for one in _values(name, "computation"):
        if not one["rule"].startswith("weeks at"):
            continue
        trial = item(data, one["inputs"][0].removesuffix("/steps"))
        steps, end = trial.get("steps", []), trial.get("stop") or trial.get("ongoing_on")
        top = next((step for step in steps if step["dose"] == trial["max_dose"]), None)
        if (
            top is None
            or top is not steps[-1]
            or "-" not in f"{end}"[-3:]
            or len(f"{top['start']}{end}") < 20
        ):
            continue
        days = (date.fromisoformat(end) - date.fromisoformat(top["start"])).days
        assert int(one["text"]) == days // 7
