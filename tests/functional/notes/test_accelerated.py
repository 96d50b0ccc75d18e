"""Notes of an accelerated course: ten sessions a day, coded by the day."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
import yaml

from authpack import api
from authpack.domain.case import Case
from tests.functional.notes.support import ROOT, text_of

DAYS, A_DAY = 5, 10
FIRST = datetime.date(2026, 11, 9)


def session(number: int) -> dict[str, Any]:
    """One of fifty sessions, every hour on the hour."""
    day, hour = FIRST + datetime.timedelta((number - 1) // A_DAY), 8 + (number - 1) % A_DAY
    return {
        "id": f"s{number:02}", "number": str(number), "date": str(day), "written": str(day), "authorization": "z1",
        "code": "0890T" if day == FIRST else "0891T", "start": f"{hour}:00", "end": f"{hour}:25",
        "diagnosis": "F33.2", "protocol": "saint_snt", "placement": {"method": "neuronavigation"},
        "equipment": {"device": "Magnus Neuromodulation System with SAINT Technology"},
        "threshold": {"percent": "50", "date": str(FIRST), "limb": "hand", "method": "visual", "by": "c1"},
        "mapping": {"symptoms": "Low mood.", "hotspot": "left motor cortex"},
        "blocks": [{"target": "left_dlpfc", "intensity_percent": "90", "output_percent": "45", "frequency_hz": "50",
                    "pulses_per_burst": "3", "bursts_per_s": "5", "on_s": "2", "off_s": "8", "trains_planned": "60",
                    "trains": "60", "pulses_per_train": "30", "pulses": "1800", "minutes": "10"}],
        "stopped_early": "no", "interruptions": {"complete": "yes"}, "adverse_events": {"complete": "yes"},
        "hearing_protection": "yes", "metal_removed": "yes",
        "rescreen": {"sleep_hours": "7", "alcohol_or_drugs": "no", "medication_change": "no", "missed_doses": "no",
                     "new_implant": "no", "new_injury": "no", "new_pregnancy": "no"},
        "operator": {"name": "Imogen Nullham", "credentials": "RN"},
        "supervisor": {"clinician": "c1", "location": "in_suite", "availability": "direct"},
        "condition_at_end": "Well.", "plan": "Next at the full hour.",
    }  # fmt: skip


def course(*numbers: int, units: str = "4") -> Case:
    data = yaml.load(
        (ROOT / "examples" / "11-accelerated-theta-burst.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    )
    lines = [
        {"code": "0889T", "units": "1"},
        {"code": "0890T", "units": "1"},
        {"code": "0891T", "units": units},
    ]
    data["authorizations"] = [{"id": "z1", "request": "r1", "number": "EXAMPLE-A-11", "codes": lines,
                               "valid_from": "2026-11-01", "valid_to": "2026-12-31"}]  # fmt: skip
    data["sessions"] = [session(one) for one in numbers or range(1, DAYS * A_DAY + 1)]
    return api.load_case(json.dumps(data))


def it_refuses_nothing_of_fifty_sessions_in_five_days() -> None:
    found = api.check_notes(course())
    assert found.refusals == ()
    assert {one.code for one in found.warnings} == {"no_consent_paper", "no_plan"}


@pytest.mark.parametrize(("units", "refused"), [("3", A_DAY), ("4", 0), ("5", 0)])
def it_counts_units_by_the_day(units: str, refused: int) -> None:
    # Four days after the first: the fourth is beyond three units, with all its sessions.
    found = [one for one in api.check_notes(course(units=units)).refusals if one.code == "units_exceeded"]
    assert len(found) == refused


def it_prints_days_where_the_authorization_counts_days() -> None:
    [made] = api.course_notes(course(), record="s15")
    text = text_of(made)
    # 0890T once and 0891T four times; the targeting (0889T) treats nobody.
    assert "number 15 (5 treatment days in this authorization)" in text
    assert "unit 1 of 4 for 0891T, 3 left" in text
    assert "50 Hz, bursts of 3 pulses, 5 bursts per second" in text


def it_asks_for_a_review_by_days_not_by_sessions() -> None:
    assert "no_review" not in {one.code for one in api.check_notes(course()).warnings}
