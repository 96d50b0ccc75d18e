"""What stood before a session: consent and who gave it, and what the safety screen found."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from authpack.domain.case import Case
from authpack.domain.course import Consent
from authpack.domain.requests import Request
from authpack.domain.screen import Implant, SafetyScreen
from authpack.ledger import limits
from authpack.ledger.course_of import FIRST_CODES, Course, Visit
from authpack.ledger.note_problem import COMPLETE, OWN_JUDGEMENT, NoteProblem, refusal, warning

NEAR_CM: Final = Decimal(30)
_SEIZURE_ITEMS = frozenset({"seizures", "seizure_disorder", "increased_seizure_risk", "neurological"})


def before(visit: Visit, course: Course) -> Iterator[NoteProblem]:
    """Consent and screen as they stood on the day of the session."""
    case = course.case
    if visit.session.code in FIRST_CODES:
        yield from _recorded(visit, case)
    yield from _consent(visit, case)
    screen = screen_on(case, visit.session.date.last)
    if screen is not None:
        for one in screen[1].implants.items:
            yield from _implant(one, f"{screen[0]}/implants/{one.id}", visit, case)
        if course.visits and course.visits[0] is visit:
            yield from _seizures(*screen, visit, case)


def consent_on(case: Case, request: Request, day: datetime.date) -> Consent | None:
    """The last consent paper of a request on or before a day."""
    found = [one for one in case.consents if one.request == request.id and one.date.last <= day]
    return max(found, key=lambda one: (one.date.first, one.id), default=None)


def screen_on(case: Case, day: datetime.date) -> tuple[str, SafetyScreen] | None:
    """The last dated safety screen on or before a day, with its path."""
    found: list[tuple[str, SafetyScreen]] = [("/screen", case.screen)]
    found += [(f"/earlier_screens/{one.id}", one) for one in case.earlier_screens]
    dated = [(path, one) for path, one in found if one.date is not None and one.date.first <= day]
    return max(dated, key=lambda pair: pair[1].date.first if pair[1].date else day, default=None)


def _recorded(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """A first session needs a consent and a contraindication screen that are not later than it."""
    day = visit.session.date.last
    stated = visit.request.consent_date
    if consent_on(case, visit.request, day) is None and (stated is None or stated.last > day):
        text = "no consent of this day or earlier is recorded"
        yield refusal("no_consent", f"{visit.path}/date", text, COMPLETE)
    if screen_on(case, day) is None:
        text = "no safety screen of this day or earlier is recorded"
        yield refusal("no_screen", f"{visit.path}/date", text, COMPLETE)


def _consent(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    one = consent_on(case, visit.request, visit.session.date.last)
    if one is None:
        return
    if one.given == "no":
        text = "consent was refused or withdrawn before this session"
        yield refusal("consent_refused", f"{visit.path}/date", text, COMPLETE)
    if one.capacity == "no" and case.patient.guardian is None:
        text = "the patient was found unable to decide, and no guardian is recorded"
        yield refusal("no_capacity", f"{visit.path}/date", text, COMPLETE)


def _weighed(case: Case, items: frozenset[str], day: datetime.date) -> str | None:
    """The conclusion of the last weighing of a risk by a clinician of the record; None without one."""
    found = [
        one
        for one in case.risk_benefit
        if one.item in items and one.date.last <= day and case.clinician(one.clinician) is not None
    ]
    against = any(one.conclusion == "do_not_proceed" for one in found)
    return "do_not_proceed" if against else ("proceed" if found else None)


def _implant(one: Implant, path: str, visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """A magnetic-sensitive or electronic implant within 30 cm of the coil, unless its risk was weighed."""
    sensitive = "yes" in (one.electronic, one.magnetic_sensitive) or one.kind == "device"
    if not sensitive or one.dental_amalgam == "yes":
        return
    weighed = _weighed(case, frozenset({"implants"}), visit.session.date.last)
    if weighed == "proceed":
        return
    far = one.distance_cm is not None and one.distance_cm > NEAR_CM
    if far or (one.distance_cm is None and one.in_or_near_head == "no"):
        return
    if one.distance_cm is None and one.in_or_near_head == "unknown":
        text = (
            "an implant is electronic or magnetic-sensitive, and its distance from the coil is not recorded"
        )
        yield warning("implant_distance", path, text, limits.THIRTY_CM)
        return
    text = (
        "an electronic or magnetic-sensitive implant lies within 30 cm of the coil, and no weighing of the risk allows "
        "treatment (risk_benefit)"
    )
    yield refusal("implant_near_coil", f"{visit.path}/date", text, limits.THIRTY_CM, detail=path)


def _seizures(path: str, screen: SafetyScreen, visit: Visit, case: Case) -> Iterator[NoteProblem]:
    findings = (
        ("seizure_disorder", screen.seizure_disorder),
        ("increased_seizure_risk", screen.increased_seizure_risk),
        ("neurological/epilepsy", screen.neurological.epilepsy),
    )
    present = [name for name, one in findings if one.status == "present"]
    present += ["seizures"] if screen.seizures.items else []
    weighed = _weighed(case, _SEIZURE_ITEMS, visit.session.date.last)
    if weighed == "do_not_proceed":
        text = "a clinician weighed the risk of a seizure and decided not to proceed"
        yield refusal("risk_weighed_against", f"{visit.path}/date", text, COMPLETE)
    elif present and weighed is None:
        text = "the safety screen found a risk of seizures, and no weighing of it is recorded (risk_benefit)"
        yield warning("seizure_risk_not_weighed", f"{path}/{present[0]}", text, OWN_JUDGEMENT)
