"""Which revision governs (SEMANTICS 3 and 9): the request date; for claims each date of service; never the nearest."""

from __future__ import annotations

from datetime import date

from authpack.criteria.catalog import Catalog
from authpack.criteria.determine import determine, over_course
from authpack.criteria.explain import verdict
from tests.builders import case, fixed, policy

OLD = policy(
    fixed("met", "rule"), effective_from="2025-01-01", effective_to="2026-02-28", review_mode="claim_review"
)
NEW = policy(fixed("not_met", "rule"), effective_from="2026-03-01", review_mode="claim_review")
REVISIONS = (OLD, NEW)
AS_OF = date(2026, 2, 2)


def answer_for(start: str | None, end: str | None) -> str:
    record = case({"start": start, "end": end})
    return over_course(record, record.requests[0], REVISIONS, as_of=AS_OF).overall


def it_judges_a_course_inside_one_revision_by_that_revision() -> None:
    assert answer_for("2026-02-02", "2026-02-28") == "met"
    assert answer_for("2026-03-01", "2026-04-10") == "not_met"


def it_judges_a_course_that_crosses_a_revision_under_both() -> None:
    # 2026-02-16 to 2026-03-27: sessions on both sides of 2026-03-01; the answer for the course is the all-of.
    record = case({"start": "2026-02-16", "end": "2026-03-27"})
    result = over_course(record, record.requests[0], REVISIONS, as_of=AS_OF)
    assert result.overall == "not_met"
    assert {finding.id for finding, _ in result.findings()} == {
        "course",
        "from-2026-02-16>rule",
        "from-2026-03-01>rule",
    }


def it_takes_the_request_date_where_no_date_of_service_is_planned() -> None:
    assert answer_for(None, None) == "met"


def but_it_says_text_not_seen_before_the_earliest_revision_held() -> None:
    assert answer_for("2024-12-31", "2024-12-31") == "text_not_seen"
    assert answer_for("2025-01-01", "2025-01-01") == "met"


def it_marks_the_part_of_a_course_before_the_earliest_revision_as_not_seen() -> None:
    record = case({"start": "2024-12-20", "end": "2025-01-20"})
    result = over_course(record, record.requests[0], (OLD,), as_of=AS_OF)
    assert result.overall == "text_not_seen"
    assert result.overall_known_text == "met"
    assert verdict(result).startswith("met as far as the known text goes")


def it_never_takes_the_nearest_revision_for_a_day_that_none_governs() -> None:
    record = case()
    result = determine(record, record.requests[0], NEW, as_of=AS_OF, policy_date=date(2026, 2, 28))
    assert (result.overall, result.root.reason) == ("text_not_seen", "revision_not_held")


def it_assumes_a_revision_of_unknown_date_to_be_in_force_and_says_so() -> None:
    record = case()
    result = determine(
        record, record.requests[0], policy(fixed("met", "rule"), effective_from="unknown"), as_of=AS_OF
    )
    assert result.overall == "met"
    assert any("assumed in force" in note for note in result.notes)


def it_picks_the_revision_in_force_from_the_catalog() -> None:
    catalog = Catalog({OLD.id: REVISIONS}, {})
    for day, expected in (("2026-02-28", OLD), ("2026-03-01", NEW), ("2026-03-02", NEW)):
        assert catalog.governing(OLD.id, date.fromisoformat(day)) is expected
