"""Response and remission of a course: exact comparison, display rounded down, only cut-offs that may be printed."""

from __future__ import annotations

import json

import pytest

from authpack import api
from authpack.ledger.course_of import courses
from authpack.ledger.outcomes import ScaleOutcome, left_out, outcomes
from tests.functional.notes.support import Change, changed, found, text_of, written


def outcome(baseline: int, end: int, instrument: str = "PHQ-9", **plan: str) -> ScaleOutcome:
    """One scale's outcome; ``plan``: what the plan calls response and remission."""
    scores = [
        {"id": "a", "instrument": instrument, "total": str(baseline), "date": "2026-10-10"},
        {"id": "b", "instrument": instrument, "total": str(end), "date": "2026-12-16"},
    ]
    data = changed(
        ("scores/items", scores), ("plans/o1/outcomes", [{"instrument": instrument, **plan}] if plan else [])
    )
    case = api.load_case(json.dumps(data))
    (course,) = courses(case)
    rules = tuple((f"/plans/o1/outcomes/{at}", row) for at, row in enumerate(case.plans[0].outcomes))
    (made,) = outcomes(course, case.course_ends[0], rules)
    return made


class DescribeResponse:
    @pytest.mark.parametrize(("end", "answer", "shown"), [(11, "no", "47.6"), (10, "yes", "52.3")])
    def it_is_at_least_the_percentage_that_the_plan_states(self, end: int, answer: str, shown: str) -> None:
        made = outcome(21, end, response_percent="50")
        assert (made.response, made.change.shown) == (answer, shown)

    @pytest.mark.parametrize(("percent", "answer"), [("49.9", "yes"), ("50", "yes"), ("50.1", "no")])
    def it_compares_exactly(self, percent: str, answer: str) -> None:
        assert outcome(20, 10, response_percent=percent).response == answer

    def it_rounds_down_only_for_display(self) -> None:
        # 18 to 12: 33.333...% is shown as 33.3 and is not a response at 33.34.
        made = outcome(18, 12, response_percent="33.34")
        assert (made.change.shown, made.response) == ("33.3", "no")

    def it_states_nothing_at_a_baseline_of_zero(self) -> None:
        assert outcome(0, 0, response_percent="50").response == "not_stated"

    def it_measures_above_the_floor_of_a_scale_that_does_not_begin_at_zero(self) -> None:
        # CDRS-R begins at 17: 57 to 37 is 20 of 40.
        assert outcome(57, 37, "CDRS-R", response_percent="50").response == "yes"
        assert outcome(57, 38, "CDRS-R", response_percent="50").response == "no"

    def it_does_not_state_what_rests_on_a_cut_off_of_own_knowledge(self) -> None:
        made = outcome(22, 4)
        assert (made.response, made.remission) == ("not_stated", "not_stated")
        assert {(name, rule.grade, answer) for name, rule, answer in made.answers} == {
            ("response", "own", True), ("remission", "own", True),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("end", "answer"), [(22, "no"), (21, "not_stated"), (20, "not_stated"), (19, "yes")]
    )
    def it_states_nothing_where_two_read_cut_offs_disagree(self, end: int, answer: str) -> None:
        # Y-BOCS: at least 30% and at least 35% are both in use. From 30: 26.6, 30.0, 33.3, 36.6%.
        assert outcome(30, end, "Y-BOCS").response == answer


class DescribeRemission:
    @pytest.mark.parametrize(("end", "answer"), [(3, "yes"), (4, "yes"), (5, "no")])
    def it_is_at_most_the_total_that_the_plan_states(self, end: int, answer: str) -> None:
        assert outcome(22, end, remission_at_most="4").remission == answer

    @pytest.mark.parametrize(("end", "answer"), [(5, "yes"), (6, "no")])
    def it_uses_a_cut_off_that_was_read(self, end: int, answer: str) -> None:
        made = outcome(18, end, "QIDS-SR16")
        assert made.remission == answer
        assert made.remission_rule is not None
        assert made.remission_rule.grade == "verified"

    @pytest.mark.parametrize(("end", "answer"), [(9, "yes"), (10, "no")])
    def it_reads_below_as_at_most_one_less(self, end: int, answer: str) -> None:
        # HAM-D 21: below 10.
        assert outcome(30, end, "HAM-D 21").remission == answer


class DescribeTheScoresCompared:
    def _ends(self, day: str, *more: Change) -> list[ScaleOutcome]:
        scores = [
            {"id": "a", "instrument": "PHQ-9", "total": "20", "date": "2026-10-12"},
            {"id": "b", "instrument": "PHQ-9", "total": "5", "date": day},
        ]
        case = api.load_case(json.dumps(changed(("scores/items", scores), *more)))
        return outcomes(courses(case)[0], case.course_ends[0])

    @pytest.mark.parametrize(("day", "counts"), [
        ("2026-12-14", False), ("2026-12-15", True), ("2026-12-29", True), ("2026-12-30", False),
    ])  # fmt: skip
    def it_takes_the_first_score_within_14_days_after_the_last_session(self, day: str, counts: bool) -> None:
        assert bool(self._ends(day)) == counts

    def it_takes_the_score_that_the_clinician_names(self) -> None:
        assert len(self._ends("2027-01-20", ("course_ends/f1/end_scores", ["b"]))) == 1

    def it_names_a_scale_that_lacks_an_end(self) -> None:
        data = changed()
        data["scores"]["items"] = [one for one in data["scores"]["items"] if one["id"] != "s17"]
        case = api.load_case(json.dumps(data))
        assert left_out(courses(case)[0], case.course_ends[0]) == ["MADRS"]


class DescribeTheSummary:
    def it_prints_change_response_and_remission_by_scale(self) -> None:
        text = text_of(written("f1", kind="course_summary"))
        assert "81.8% lower" in text
        assert "yes (50% or more)" in text
        assert "yes (total 4 or less)" in text

    def but_it_prints_no_cut_off_of_own_knowledge(self) -> None:
        scales = [{"instrument": "GAD-7"}]
        result = written("f1", ("plans/o1/outcomes", scales), kind="course_summary")
        text = text_of(result)
        assert "not stated" in text
        assert "50% or more" not in text
        assert "or less" not in text

    def it_tells_the_practice_what_an_unread_cut_off_would_say(self) -> None:
        problem = found(("plans/o1/outcomes", [{"instrument": "GAD-7"}]))["outcome_not_stated"]
        assert (problem.severity, problem.basis.grade, problem.level) == ("warning", "own", "course")
        assert "PHQ-9 response at 50% [own]: yes" in problem.detail
