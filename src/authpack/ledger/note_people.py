"""The people of one session: they exist, they do what their role does, and supervision is as strong as was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from authpack.domain.case import Case
from authpack.ledger.course_of import FIRST_CODES, REDETERMINATION_CODES, Visit
from authpack.ledger.note_problem import AUTHORIZED, OWN_JUDGEMENT, Basis, NoteProblem, refusal, warning
from authpack.ledger.note_safety import PHYSICIANS

_DIRECT = Basis("LCD L37088: direct supervision of a physician with TMS experience", "secondary")
_TRAINED = Basis(
    "Optum's request form: who monitors is trained in cardiopulmonary resuscitation and the management of seizures "
    "(brainhealth-solutions.com copy)",
    "secondary",
)


def people(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """Everything wrong about who was there and in what role."""
    yield from _known(visit, case)
    yield from _roles(visit, case)
    yield from _supervision(visit, case)
    for name, words in (
        ("life_support_training", "in basic life support"),
        ("seizure_training", "in the management of seizures"),
    ):
        if getattr(visit.session.operator, name) == "no":
            text = f"the operator is recorded as not trained {words}; the note says so"
            yield warning("operator_not_trained", f"{visit.path}/operator/{name}", text, _TRAINED)


def _known(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    session = visit.session
    named = {
        "supervisor/clinician": session.supervisor.clinician,
        "threshold/by": session.threshold.by if session.threshold else None,
        "rescreen/call/clinician": session.rescreen.call.clinician if session.rescreen.call else None,
    }
    named |= {f"departures/{place}/clinician": one.clinician for place, one in enumerate(session.departures)}
    for path, one in named.items():
        if one is not None and case.clinician(one) is None:
            text = "the clinician named is not in the record"
            yield refusal("clinician_unknown", f"{visit.path}/{path}", text)


def _roles(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    session = visit.session
    supervisor = case.clinician(session.supervisor.clinician)
    if supervisor is not None and supervisor.role not in PHYSICIANS:
        text = (
            "the supervisor is no physician; several Medicare texts ask for a physician's direct supervision"
        )
        yield warning("supervisor_no_physician", f"{visit.path}/supervisor/clinician", text, _DIRECT)
    mapper = case.clinician(session.threshold.by) if session.threshold else None
    first = session.code in FIRST_CODES | REDETERMINATION_CODES
    if first and mapper is not None and mapper.role not in PHYSICIANS:
        text = "the motor threshold was neither determined nor confirmed by a physician"
        yield warning("threshold_no_physician", f"{visit.path}/threshold/by", text, OWN_JUDGEMENT)


_ON_THE_SPOT = ("direct", "in_area", "on_site", "immediately_available")


def _supervision(visit: Visit, case: Case) -> Iterator[NoteProblem]:
    """Weaker than what was asked for and authorized, or than Medicare's texts want."""
    given, asked = visit.session.supervisor, visit.request.supervision
    path = f"{visit.path}/supervisor"
    if given.availability == "direct" and given.location == "off_site":
        text = "supervision is called direct and the supervisor was off site"
        yield refusal("supervision_contradicts", f"{path}/location", text)
        return
    if given.availability == "general" and asked.direct == "yes":
        text = "supervision was general, and the request says direct"
        yield refusal("supervision_weaker", f"{path}/availability", text, AUTHORIZED)
    elif given.location == "off_site" and any(getattr(asked, name) == "yes" for name in _ON_THE_SPOT):
        text = "the supervisor was off site, and the request says that supervision is on the spot"
        yield refusal("supervision_weaker", f"{path}/location", text, AUTHORIZED)
    elif given.availability == "general" and _medicare(visit, case):
        text = "supervision was general, and Medicare's texts want it direct"
        yield refusal("supervision_weaker", f"{path}/availability", text, _DIRECT)


def _medicare(visit: Visit, case: Case) -> bool:
    coverage = case.coverage_of(visit.request)
    return coverage is not None and coverage.line_of_business in ("medicare", "medicare_advantage")
