"""The score trend and the treatment timeline, drawn from edited examples."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authpack import api
from authpack.criteria.facts import Facts
from authpack.documents.blocks import Document, Figure, Heading, plain
from authpack.documents.charts import Charts, medication_timeline, score_trend
from authpack.documents.charts_canvas import TimeAxis
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.readback import find_loose
from authpack.documents.trace import Tracer
from authpack.documents.writers.docx import write_docx
from authpack.documents.writers.figures import svg_of
from authpack.documents.writers.pdf import write_pdf
from authpack.reference.vocabulary import drug_words
from tests.functional.documents.samples import pdf_pages, say, style
from tests.functional.letters.support import letter, pages_of, record

Data = dict[str, Any]


def facts(data: Data) -> LetterFacts:
    case = api.load_case(json.dumps(data))
    request = next(one for one in case.requests if one.state == "open")
    assert request.date is not None
    return LetterFacts(
        case,
        request,
        Facts(case, request, request.date.first),
        Tracer(),
        adverse=frozenset(),
        classes={},
    )


def with_scores(*rows: tuple[str, int, str]) -> Data:
    """The first example with these scores alone: instrument, total, date."""
    data = record("01-clean-approval")
    data["scores"]["items"] = [
        {"id": f"x{place}", "instrument": instrument, "total": str(total), "date": day}
        for place, (instrument, total, day) in enumerate(rows)
    ]
    for trial in data["trials"]["items"]:
        trial.pop("baseline_score", None)
        trial.pop("end_score", None)
    return data


def with_trials(*rows: Data) -> Data:
    """The first example with these trials alone, without scores and psychotherapy."""
    data = with_scores()
    data["psychotherapy"]["items"] = []
    data["trials"]["items"] = [
        {"id": f"t{place}", "role": "antidepressant", "response": "none", **row}
        for place, row in enumerate(rows)
    ]
    return data


def running(*scores: tuple[str, int, str], sessions: int = 0) -> Data:
    """A continuation whose course began on Monday, October 5, 2026, with a session each weekday."""
    data = with_scores(*scores)
    data["requests"][0] |= {"phase": "continuation", "course_start": "2026-10-05", "date": "2026-11-16"}
    days = [date(2026, 10, 5) + timedelta(days=7 * (n // 5) + n % 5) for n in range(sessions)]
    data["sessions"] = [{"id": f"n{n}", "date": str(day), "code": "90868"} for n, day in enumerate(days)]
    return data


def trend(data: Data) -> Figure:
    figure = score_trend(facts(data))
    assert figure is not None
    return figure


def timeline(data: Data) -> Figure:
    figure = medication_timeline(facts(data))
    assert figure is not None
    return figure


def labels(figure: Figure) -> list[str]:
    return [plain(label.spans) for label in figure.labels]


def alt(figure: Figure) -> str:
    return plain(figure.alt)


TWO = (("PHQ-9", 21, "2026-03-02"), ("PHQ-9", 14, "2026-06-01"))


class DescribeTheScoreTrend:
    @pytest.mark.parametrize("rows", [(), TWO[:1], (TWO[0], ("MADRS", 30, "2026-06-01"))])
    def it_draws_nothing_without_two_scores_of_one_instrument(
        self, rows: tuple[tuple[str, int, str], ...]
    ) -> None:
        assert score_trend(facts(with_scores(*rows))) is None

    def it_prints_every_total_and_the_scales_maximum(self) -> None:
        found = labels(trend(with_scores(*TWO)))
        assert {"21", "14", "0", "27", "PHQ-9, maximum 27"} <= set(found)

    def it_says_the_series_in_words(self) -> None:
        assert (
            alt(trend(with_scores(*TWO)))
            == "Line chart of scores over time. PHQ-9 (maximum 27): 21 on March 2, 2026; 14 on June 1, 2026. "
        )

    def it_gives_each_instrument_a_panel_with_its_own_axis(self) -> None:
        more = (("MADRS", 40, "2026-03-02"), ("MADRS", 20, "2026-06-01"), ("MADRS", 18, "2026-07-01"))
        found = labels(trend(with_scores(*TWO, *more)))
        assert [one for one in found if "maximum" in one] == ["MADRS, maximum 60", "PHQ-9, maximum 27"]
        assert {"60", "27"} <= set(found)

    def but_it_keeps_versions_of_one_instrument_apart(self) -> None:
        rows = (("HAM-D 17", 20, "2026-03-02"), ("HAM-D 24", 30, "2026-06-01"))
        assert score_trend(facts(with_scores(*rows))) is None

    def it_marks_a_score_of_an_unknown_day_as_such(self) -> None:
        figure = trend(with_scores(TWO[0], ("PHQ-9", 14, "2026-06")))
        circles = [shape.fill for shape in figure.shapes if shape.radius is not None]
        assert circles.count("white") == 1
        assert circles.count("black") == 2  # the other score, and the sign beside the title
        assert any("the day is not recorded" in one for one in labels(figure))
        assert "14 in June 2026" in alt(figure)

    def but_it_needs_no_legend_for_an_exact_one(self) -> None:
        assert not any("not recorded" in one for one in labels(trend(with_scores(*TWO))))

    def it_names_the_severity_bands_of_the_phq_9(self) -> None:
        found = labels(trend(with_scores(*TWO)))
        assert [one for one in found if "–" in one] == [
            "0–4 minimal",
            "5–9 mild",
            "10–14 moderate",
            "15–19 moderately severe",
            "20–27 severe",
        ]

    @pytest.mark.parametrize(
        ("instrument", "why"),
        [
            ("MADRS", "two sets, none read"),
            ("HAM-D 17", "rival authors"),
            ("HAM-D 21", "no band for 0 to 8"),
            ("PHQ-A", "not verified"),
            ("Local scale", "not in the reference"),
        ],
    )
    def but_it_draws_no_bands_that_are_rival_partial_or_unread(self, instrument: str, why: str) -> None:
        rows = ((instrument, 20, "2026-03-02"), (instrument, 9, "2026-06-01"))
        assert not [one for one in labels(trend(with_scores(*rows))) if "–" in one], why

    def it_says_no_maximum_of_a_scale_that_it_does_not_know(self) -> None:
        rows = (("Local scale", 21, "2026-03-02"), ("Local scale", 9, "2026-06-01"))
        found = labels(trend(with_scores(*rows)))
        assert "Local scale" in found
        assert "30" in found, "the axis ends at the next ten"

    def it_draws_no_line_across_more_than_a_year_of_silence(self) -> None:
        def lines(figure: Figure) -> int:
            return sum(shape.stroke == 1.1 for shape in figure.shapes)

        # 52 weeks are 364 days: 2025-09-01 + 364 days is 2026-08-31.
        assert lines(trend(with_scores(("PHQ-9", 21, "2025-09-01"), ("PHQ-9", 20, "2026-08-31")))) == 1
        assert lines(trend(with_scores(("PHQ-9", 21, "2025-09-01"), ("PHQ-9", 20, "2026-09-01")))) == 0


class DescribeTheTrendOfACourse:
    SCORES = (
        ("PHQ-9", 20, "2026-01-05"),
        ("PHQ-9", 22, "2026-10-02"),
        ("PHQ-9", 16, "2026-10-12"),
        ("PHQ-9", 9, "2026-10-30"),
    )

    def it_begins_with_the_last_score_by_the_first_session(self) -> None:
        figure = trend(running(*self.SCORES))
        assert plain(figure.caption) == "Scores since the baseline of this course"
        assert "first session 10/05/2026" in labels(figure)
        assert "January" not in alt(figure)
        assert {"22", "16", "9"} <= set(labels(figure))

    def it_counts_the_sessions_given_through_the_day_of_each_score(self) -> None:
        said = alt(trend(running(*self.SCORES, sessions=18)))
        # Five a week: October 12 is the sixth, October 30 (four weeks) would be the twentieth; eighteen were given.
        assert "16 on October 12, 2026 (sessions given: 6)" in said
        assert "9 on October 30, 2026 (sessions given: 18)" in said
        assert "22 on October 2, 2026;" in said, "none was given by then"

    def but_it_says_nothing_of_sessions_that_are_not_recorded(self) -> None:
        assert not any("ession" in one and "first" not in one for one in labels(trend(running(*self.SCORES))))

    def it_shows_the_earlier_course_and_the_relapse_when_treatment_is_repeated(self) -> None:
        figure = trend(record("05-retreatment"))
        assert "earlier TMS course 09/11/2023 to 11/10/2023" in labels(figure)
        assert "relapse 05/20/2026" in labels(figure)
        assert "HAM-D 17 (maximum 52): 25 on September 8, 2023; 8 on November 16, 2023" in alt(figure)


class DescribeTheTimeAxis:
    days = st.dates(date(1990, 1, 1), date(2030, 1, 1))

    @given(days, st.integers(1, 6000), st.integers(0, 6000), st.integers(0, 6000))
    def it_is_in_proportion(self, first: date, length: int, one: int, other: int) -> None:
        axis = TimeAxis(first, first + timedelta(days=length), 30, 430)
        one, other = min(one, length), min(other, length)
        found = axis.x(first + timedelta(days=one)) - axis.x(first + timedelta(days=other))
        assert found == pytest.approx(400 * (one - other) / length)

    @given(days, st.integers(5, 12000))
    def it_names_days_that_are_on_it_and_not_too_many(self, first: date, length: int) -> None:
        axis = TimeAxis(first, first + timedelta(days=length), 30, 330)
        ticks = list(axis.ticks())
        assert all(axis.first <= day <= axis.last for day, _ in ticks)
        assert len(ticks) <= 12

    def it_names_days_months_or_years_by_its_length(self) -> None:
        def names(days: int) -> list[str]:
            axis = TimeAxis(date(2024, 1, 1), date(2024, 1, 1) + timedelta(days=days), 30, 330)
            return [name for _, name in axis.ticks()]

        assert names(42)[0] == "01/01/2024"
        assert names(365)[0] == "Jan 2024"
        assert names(3650)[0] == "2024"


ESCITALOPRAM = {"drug": "escitalopram", "max_dose": "20 mg/day"}
STOPPED = {**ESCITALOPRAM, "state": "stopped", "start": "2025-02-03", "stop": "2025-06-02"}


def bars(figure: Figure) -> list[tuple[float, float]]:
    """Left and right of each solid bar."""
    found = []
    for shape in figure.shapes:
        if shape.fill == "black" and len(shape.points) == 4 and shape.radius is None:
            across = [x for x, _ in shape.points]
            found.append((min(across), max(across)))
    return found


class DescribeTheTimeline:
    def it_draws_nothing_without_a_dated_trial(self) -> None:
        undated = {**ESCITALOPRAM, "state": "stopped"}
        assert medication_timeline(facts(with_trials())) is None
        assert medication_timeline(facts(with_trials(undated))) is None

    def it_draws_a_solid_bar_for_exact_dates(self) -> None:
        figure = timeline(with_trials(STOPPED))
        assert len(bars(figure)) == 1
        assert "escitalopram 20 mg/day" in labels(figure)
        assert "escitalopram 20 mg/day, 02/03/2025 to 06/02/2025" in alt(figure)
        assert not any("Hatched" in one for one in labels(figure))

    def it_hatches_the_days_in_doubt(self) -> None:
        exact = bars(timeline(with_trials(STOPPED)))[0]
        figure = timeline(with_trials({**STOPPED, "start": "2025-02", "stop": "2025-06"}, STOPPED))
        vague, _ = bars(figure)
        assert vague[1] - vague[0] < exact[1] - exact[0]
        assert any(one.startswith("Hatched") for one in labels(figure))

    def it_draws_nothing_solid_where_no_day_is_certain(self) -> None:
        # 2025 to May 2025: the start may be after the stop's first day, so no day is certainly covered.
        assert bars(timeline(with_trials({**STOPPED, "start": "2025", "stop": "2025-05"}))) == []

    def it_leaves_an_end_open_that_is_not_recorded(self) -> None:
        without = {key: value for key, value in STOPPED.items() if key != "stop"}
        figure = timeline(with_trials(without))
        assert bars(figure) == []
        assert any(one.startswith("Open end") for one in labels(figure))
        assert "02/03/2025 to end not recorded" in alt(figure)

    def it_ends_an_ongoing_bar_with_an_arrow_on_the_day_of_its_last_confirmation(self) -> None:
        ongoing = {**ESCITALOPRAM, "state": "ongoing", "start": "2025-02-03", "ongoing_on": "2026-09-14"}
        figure = timeline(with_trials(ongoing))
        assert any(one.startswith("Arrow") for one in labels(figure))
        tips = [shape for shape in figure.shapes if shape.fill == "black" and len(shape.points) == 3]
        assert len(tips) == 1
        assert bars(figure)[0][1] == pytest.approx(min(x for x, _ in tips[0].points))

    def but_it_doubts_an_unconfirmed_one_after_its_start(self) -> None:
        figure = timeline(with_trials({**ESCITALOPRAM, "state": "ongoing", "start": "2025-02-03"}))
        assert [one for one in labels(figure) if one.startswith(("Hatched", "Arrow"))] == [
            "Hatched with an arrow: recorded as ongoing; when that was last confirmed is not recorded."
        ]
        assert bars(figure) == []

    def it_leaves_out_what_was_never_taken_or_taken_for_something_else(self) -> None:
        never = {"drug": "lithium", "role": "augmentation", "state": "never_started"}
        sleep = {
            "drug": "trazodone",
            "role": "other_use",
            "other_use": "sleep",
            "state": "ongoing",
            "start": "2025-02-03",
        }
        said = alt(timeline(with_trials(STOPPED, never, sleep)))
        assert "lithium" not in said
        assert "trazodone" not in said

    def it_marks_the_beginning_of_the_episode(self) -> None:
        assert "episode began August 18, 2025" in labels(timeline(record("01-clean-approval")))

    def but_it_names_one_long_before_any_treatment_beside_the_axis(self) -> None:
        assert "illness began 1999, before this axis" in labels(timeline(record("09-ocd")))

    def it_begins_with_the_episode_where_an_older_trial_would_crush_it(self) -> None:
        figure = timeline(record("07-medicare-claim-review"))
        found = labels(figure)
        assert "03/2004 to 01/2005" in found  # the older trial, as an arrow with its period
        assert not any(name.isdigit() and int(name) in range(2000, 2025) for name in found)
        onset = next(one for one in figure.labels if "episode began" in "".join(s.text for s in one.spans))
        assert onset.x < figure.width / 2

    def but_it_keeps_the_whole_time_where_the_scores_of_an_earlier_course_are_shown(self) -> None:
        assert not any("to" in name and "2022" in name for name in labels(timeline(record("05-retreatment"))))

    def it_points_to_no_table(self) -> None:
        for name in ("01-clean-approval", "07-medicare-claim-review", "10-continuation"):
            assert not any("table" in label for label in labels(timeline(record(name))))

    def it_shows_therapy_earlier_tms_and_the_scores(self) -> None:
        found = labels(timeline(record("05-retreatment")))
        assert "cognitive behavioral therapy" in found
        assert "TMS course, 36 sessions" in found
        assert {"HAM-D 17 total", "PHQ-9 total", "22", "6", "25", "8"} <= set(found)

    @pytest.mark.parametrize(
        "drug",
        ["desvenlafaxine", "levomilnacipran", "dextromethorphan-bupropion", "tranylcypromine", "methylphenidate",
         "olanzapine-fluoxetine"],
    )  # fmt: skip
    def it_never_breaks_a_drug_name(self, drug: str) -> None:
        data = with_trials({**STOPPED, "drug": drug, "max_dose": "105 mg/day"})
        figure = timeline(data)
        assert any(label == drug or label.startswith(f"{drug} ") for label in labels(figure))
        rights = [shape.points[0][0] for shape in figure.shapes if len(shape.points) == 4]
        name = next(label for label in figure.labels if plain(label.spans).startswith(drug))
        face = style().fonts.face("Liberation Sans")
        assert face.width(plain(name.spans)) * name.size < min(rights), "the name ends before the bars begin"


class DescribeBothCharts:
    @pytest.mark.parametrize("name", ["01-clean-approval", "05-retreatment", "06-adolescent", "09-ocd"])
    def it_traces_every_number_date_and_drug_in_them(self, name: str) -> None:
        charts = Charts(facts(record(name)))
        figures = tuple(one for one in charts.values() if one)
        assert len(figures) == 2
        document = Document("T", (Heading(1, say("Title")), *figures))
        assert find_loose(document, drugs=drug_words(), literals=()) == ()

    @pytest.mark.parametrize("name", ["01-clean-approval", "05-retreatment", "08-safety-flag"])
    def it_says_in_words_every_value_of_the_record_that_it_prints(self, name: str) -> None:
        of = facts(record(name))
        for figure in filter(None, Charts(of).values()):
            said = {span.text for span in figure.alt if span.trace}
            printed = {
                span.text
                for label in figure.labels
                for span in label.spans
                if span.trace and of.t.get(span.trace).kind == "case"
            }
            assert printed <= said | {of.date("/x", of.facts.episode.onset) if of.facts.episode else ""}

    def it_keeps_all_labels_inside_the_picture_and_apart(self) -> None:
        face = style().fonts.face("Liberation Sans")
        for name in (
            "01-clean-approval",
            "04-intolerance-route",
            "05-retreatment",
            "06-adolescent",
            "09-ocd",
        ):
            for figure in filter(None, Charts(facts(record(name))).values()):
                boxes = []
                for label in figure.labels:
                    width = face.width(plain(label.spans)) * label.size
                    left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
                    assert left >= -0.5
                    assert left + width <= figure.width + 0.5, plain(label.spans)
                    assert 5 <= label.y <= figure.height
                    boxes.append((left, label.y - 6, left + width, label.y))
                for place, one in enumerate(boxes):
                    for other in boxes[:place]:
                        apart = (
                            one[0] >= other[2]
                            or other[0] >= one[2]
                            or one[1] >= other[3]
                            or other[1] >= one[3]
                        )
                        assert apart, (name, one, other)

    def it_draws_them_the_same_each_time(self) -> None:
        def drawn() -> list[str]:
            return [svg_of(one, style()) for one in Charts(facts(record("05-retreatment"))).values() if one]

        assert drawn() == drawn()

    def it_draws_each_only_when_asked_and_once(self) -> None:
        charts = Charts(facts(record("01-clean-approval")))
        assert list(charts) == ["score_trend", "timeline"]
        assert charts["timeline"] is charts["timeline"]

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["PHQ-9", "MADRS", "QIDS-SR16", "Local scale"]),
                st.integers(0, 27),
                st.dates(date(2025, 8, 18), date(2026, 9, 30)),
                st.sampled_from([10, 7, 4]),
            ),
            max_size=40,
        )
    )
    def it_draws_any_scores_without_untraced_values(self, rows: list[tuple[str, int, date, int]]) -> None:
        data = with_scores(*((name, total, day.isoformat()[:length]) for name, total, day, length in rows))
        figure = score_trend(facts(data))
        if figure is not None:
            document = Document("T", (Heading(1, say("Title")), figure))
            assert find_loose(document, drugs=drug_words(), literals=()) == ()
            assert not re.search(r"nan|inf", svg_of(figure, style()))


def it_prints_both_in_a_letter_in_both_formats() -> None:
    figures = tuple(one for one in Charts(facts(record("05-retreatment"))).values() if one)
    document = Document("T", (Heading(1, say("Title")), *figures))
    assert "earlier TMS course" in "".join(pdf_pages(write_pdf(document, style())))
    assert write_docx(document, style())


class DescribeTheLetters:
    def it_shows_the_trend_of_a_running_course_on_the_first_two_pages(self) -> None:
        pages = pages_of(letter("10-continuation"))
        assert any("Scores since the baseline of this course" in page for page in pages[:2])

    def it_shows_the_earlier_course_on_the_first_two_pages_of_a_repeat_request(self) -> None:
        pages = pages_of(letter("13-retreatment-commercial"))
        assert any("earlier TMS course" in page for page in pages[:2])

    @pytest.mark.parametrize("name", ["01-clean-approval", "06-adolescent", "14-ocd-deep-tms"])
    def it_shows_the_timeline_after_the_tables_and_leaves_page_1_to_the_request(self, name: str) -> None:
        pages = pages_of(letter(name))
        assert "Treatment over time" not in pages[0]
        assert any("Treatment over time" in page for page in pages[1:])

    def it_says_in_the_trace_what_the_chart_prints(self) -> None:
        made = letter("10-continuation")
        figures = [block for block in made.document.blocks if isinstance(block, Figure)]
        known = {one["id"] for one in made.trace["values"]}
        assert figures
        assert {
            span.trace for one in figures for label in one.labels for span in label.spans if span.trace
        } <= known

    def but_it_does_not_count_a_value_in_a_chart_alone_as_told(self) -> None:
        document = letter("10-continuation").document
        assert set(document.trace_ids(in_pictures=False)) < set(document.trace_ids())
